"""What a command tells is in one language: the one that is asked for, that of the agenda, or that of the machine."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

import facilitator
from cli.running import run
from facilitator.cli import main

if TYPE_CHECKING:
    import click

DANISH = """\
title: Kort møde
start: 09.00
template: skabelon.pptx
blocks:
  - {title: Velkommen, minuts: 10}
  - {titel: Leg, minutes: 5-1, optional: 1}
  - title: Drøftelse
    minutes: 20-30
    at: kvart over
    people: alle
    slides:
      - questions: []
      - figure: huset
      - {picture: hus.jpg, notes: [a]}
      - {minutes: 10}
  - {title: Tak, until: 10.00, minutes: {ideal: 4, maks: 5}}
data: {client: "{{ hvem", dato: 1}
"""
ENGLISH = DANISH.replace("title: Kort møde\n", "title: A short meeting\nlanguage: en\n")
SOUND = {
    "da": "title: Møde\nblocks:\n  - {title: Leg, minutes: 10, at: 09.00}\n  - {title: Slut, minutes: 10-20}\n",
    "en": "title: D\nlanguage: en\nblocks:\n  - {title: Play, at: 09.00, minutes: 10}\n  - {title: End, minutes: 5}\n",
}
BROKEN = {"da": DANISH, "en": ENGLISH}
LANGUAGES = pytest.mark.parametrize("language", ["da", "en"])

ENGLISH_WORDS = {
    "the",
    "and",
    "of",
    "is",
    "Usage",
    "Options",
    "Error",
    "Show",
    "Try",
    "default",
    "No",
    "Invalid",
    "not",
}
DANISH_WORDS = {"og", "er", "det", "Brug", "Tilvalg", "Fejl", "Vis", "Prøv", "standard", "ikke"}


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in, on a machine that says nothing of its language."""
    monkeypatch.chdir(tmp_path)
    for variable in ("FACILITATOR_MESSAGES", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    return tmp_path


@cache
def words(language: str) -> frozenset[str]:
    """What only this language says: parts of its messages, between what is filled in, of two words or more."""
    catalogue = Path(facilitator.__file__).parent / "locale" / "da" / "LC_MESSAGES" / "facilitator.po"
    said: dict[str, set[str]] = {"en": set(), "da": set()}
    for message in read_po(catalogue.open("rb"), locale="da"):
        for name, told in (("en", message.id), ("da", message.string)):
            for text in [told] if isinstance(told, str) else told:
                said[name] |= {part.strip() for part in re.split(r"\{\w+\}|[“”»«]", text)}
    (other,) = said.keys() - {language}
    everything = "\n".join(said[other])
    return frozenset(part for part in said[language] if re.search(r"\w\w+ \w\w+", part) and part not in everything)


def of(language: str, told: str) -> list[str]:
    said = (part for part in words(language) if part in told)
    return sorted(part for part in said if re.search(rf"\b{re.escape(part)}(?!\w)", told))


def assert_only(language: str, told: str) -> None:
    (other,) = {"en", "da"} - {language}
    assert not of(other, told), told
    assert ("“" if language == "da" else "»") not in told


def write(name: str, text: str) -> None:
    Path(name).write_text(text, encoding="utf-8")


def test_the_judge_knows_both_languages() -> None:
    assert "there is no such file" in of("en", "x.yaml: there is no such file")
    assert "filen findes ikke" in of("da", "x.yaml: filen findes ikke")
    assert not of("en", "x.yaml: filen findes ikke")
    assert not of("da", "x.yaml: there is no such file")


class TestOneLanguage:
    @LANGUAGES
    @pytest.mark.parametrize("command", ["check", "build", "schedule"])
    def test_of_everything_that_is_wrong(self, command: str, language: str) -> None:
        write("her.yaml", BROKEN[language])
        told = run(command, "her.yaml")
        assert told.exit_code == 2
        assert len(told.stderr.splitlines()) > 8
        assert of(language, told.stderr)
        assert_only(language, told.stderr)

    @LANGUAGES
    def test_of_what_a_sound_agenda_is_told(self, language: str) -> None:
        write("her.yaml", SOUND[language])
        for command in (["check"], ["build", "--only", "deck"], ["schedule"], ["schedule", "--now", "09.30"]):
            told = run(*command, "her.yaml")
            assert told.exit_code == 0
            assert_only(language, told.output)

    @LANGUAGES
    def test_of_a_list_that_cannot_be_read(self, language: str) -> None:
        write("hvem.csv", "Hold;Farve\nA;b\nC;d\n")
        told = run("pair", "hvem.csv", "--language", language).stderr
        assert of(language, told)
        assert_only(language, told)

    @pytest.mark.parametrize("name", ["trio-workshop", "ledergruppe-forloeb"])
    def test_of_the_library(self, name: str) -> None:
        told = run("check", name)
        assert told.stdout.splitlines()[0].endswith(", ingen fejl")
        assert_only("da", told.output)

    def test_of_a_card_set_and_a_form(self) -> None:
        write("kort.yaml", "title: Kort\ncategories: [{name: A, cards: []}]\n")
        write("skema.yaml", "title: Skema\nparts: [{linier: x}]\n")
        for told in (run("cards", "kort.yaml").stderr, run("form", "skema.yaml").stderr):
            assert of("da", told)
            assert_only("da", told)

    def test_of_a_file_that_is_no_yaml(self) -> None:
        write("her.yaml", "title: Møde\nblocks:\n\t- {title: Leg}\n")
        assert run("check", "her.yaml").stderr == "her.yaml:3:1: linjen er rykket ind med tabulator; brug mellemrum\n"


def test_a_mistake_is_told_with_its_place() -> None:
    write("her.yaml", "title: Møde\nblocks:\n  - {title: Leg, minuts: 10}\n")
    assert run("check", "her.yaml").stderr == (
        "her.yaml:3:18: ukendt nøgle »minuts«; en blok har minutes, id, title, section, item, kind, …; "
        "mente du »minutes«?\n"
    )


class TestChoosing:
    @pytest.mark.parametrize("arguments", [("--messages", "en", "check"), ("check", "--messages", "en")])
    def test_what_is_asked_for_comes_first(self, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch) -> None:
        write("her.yaml", SOUND["da"])
        monkeypatch.setenv("FACILITATOR_MESSAGES", "da")
        assert run(*arguments, "her.yaml").stdout.splitlines()[0].endswith(", no mistakes")

    def test_then_the_variable(self, monkeypatch: pytest.MonkeyPatch) -> None:
        write("her.yaml", SOUND["da"])
        monkeypatch.setenv("FACILITATOR_MESSAGES", "en")
        assert run("check", "her.yaml").stdout.splitlines()[0].endswith(", no mistakes")

    @LANGUAGES
    def test_then_the_agenda_s_own(self, language: str, monkeypatch: pytest.MonkeyPatch) -> None:
        write("her.yaml", SOUND[language])
        monkeypatch.setenv("LANG", "da_DK.UTF-8" if language == "en" else "en_GB.UTF-8")
        assert_only(language, run("check", "her.yaml").stdout)

    def test_a_language_without_a_catalogue_is_told_in_english(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("LANG", "da_DK.UTF-8")
        write("her.yaml", f"language: sv\n{SOUND['da']}")
        assert "there is no language “sv”" in run("check", "her.yaml").stderr

    @pytest.mark.parametrize(
        ("variables", "told"),
        [
            ({"LANG": "da_DK.UTF-8"}, "filen findes ikke"),
            ({"LANG": "da"}, "filen findes ikke"),
            ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "da_DK"}, "filen findes ikke"),
            ({"LANG": "da_DK.UTF-8", "LC_ALL": "C"}, "there is no such file"),
            ({"LANG": "sv_SE.UTF-8"}, "there is no such file"),
            ({}, "there is no such file"),
        ],
    )
    def test_where_there_is_no_agenda_the_machine_s(
        self, variables: dict[str, str], told: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        assert run("check", "ingen.yaml").stderr == f"ingen.yaml: {told}\n"

    def test_several_days_are_told_by_their_numbers(self) -> None:
        days = "blocks: [{title: A, minutes: 20}, {title: B, day: 2, at: 8.00, minutes: 20}]"
        write("her.yaml", f"{{title: T, start: 9.00, {days}}}")
        assert run("check", "her.yaml").stdout.startswith("her.yaml: dag 1 09.00 – dag 2 08.20, 2 blokke")

    def test_a_wrong_option_is_told_in_what_is_asked_for_wherever_that_stands(self) -> None:
        write("her.yaml", SOUND["da"])
        told = run("check", "her.yaml", "--set", "x", "--messages", "da").stderr
        assert "»x«; forventede nøgle=værdi" in told

    def test_one_run_does_not_change_the_next(self) -> None:
        assert "filen findes ikke" in run("--messages", "da", "check", "ingen.yaml").stderr
        assert "there is no such file" in run("check", "ingen.yaml").stderr

    def test_the_same_in_a_process_of_its_own(self) -> None:
        write("her.yaml", SOUND["da"])
        told = subprocess.run(
            [sys.executable, "-m", "facilitator", "check", "her.yaml"], capture_output=True, check=True
        ).stdout.decode()
        assert told.splitlines()[0] == "her.yaml: 09.00–09.25, 2 blokke, 2 slides, ingen fejl"


def every(command: click.Command, *names: str) -> Iterator[tuple[str, ...]]:
    """The names by which each command is called."""
    yield names
    for name, inner in getattr(command, "commands", {}).items():
        yield from every(inner, *names, name)


class TestHelp:
    @LANGUAGES
    @pytest.mark.parametrize("command", list(every(main)), ids="-".join)
    def test_is_in_one_language_throughout(self, command: tuple[str, ...], language: str) -> None:
        told = run(*command, "--help", "--messages", language)
        assert told.exit_code == 0
        assert told.output.startswith({"da": "Brug: ", "en": "Usage: "}[language])
        text = " ".join(told.output.split())
        assert of(language, text)
        assert_only(language, text)
        assert not set(re.findall(r"\w+", text)) & {"da": ENGLISH_WORDS, "en": DANISH_WORDS}[language]

    @pytest.mark.parametrize(
        ("arguments", "told"),
        [
            (["bygg"], "Fejl: Der er ingen kommando »bygg«."),
            (["build"], "Fejl: Der mangler et argument: 'AGENDA'."),
            (["build", "--dato"], "Fejl: Der er intet tilvalg »--dato«."),
            (["build", "x", "--date"], "Fejl: Tilvalget »--date« skal have en værdi."),
            (["build", "x", "--json=ja"], "Fejl: Tilvalget »--json« tager ingen værdi."),
            (["build", "x", "--library", "væk"], "Fejl: Ugyldig værdi for --library: »væk« er ingen mappe"),
            (["form", "vaegten", "--copies", "mange"], "»mange« er ikke et tal, der kan bruges her."),
            (["form", "vaegten", "--copies", "0"], "Fejl: Ugyldig værdi for '--copies': 0 ligger ikke i området"),
            (["schema", "dag"], "»dag« er ingen af disse: 'agenda', 'programme'."),
            (["schema", "agenda", "x", "y"], "Fejl: Der er argumenter for meget (x y)"),
        ],
    )
    def test_so_is_what_is_wrong_with_options(
        self, arguments: list[str], told: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("LANG", "da_DK.UTF-8")
        found = run(*arguments)
        assert found.exit_code == 2
        assert told in found.stderr
        usage = r"(Brug: .* \[TILVALG\].*\nPrøv ».* --help« for at få hjælp\.\n\n)?"
        assert re.fullmatch(f"{usage}Fejl: .*\n", found.stderr)
        assert not set(re.findall(r"\w+", found.stderr)) & ENGLISH_WORDS

    def test_what_is_wrong_with_an_agenda_s_options_is_told_in_its_language(self) -> None:
        write("her.yaml", SOUND["da"])
        assert run("build", "her.yaml", "--start", "x").stderr.startswith("Brug: main build [TILVALG]")

    def test_afterwards_the_environment_is_as_it_was(self) -> None:
        before = dict(os.environ)
        assert run("--messages", "da", "--help").exit_code == 0
        assert dict(os.environ) == before


class TestALook:
    @pytest.mark.parametrize(
        ("text", "language"),
        [
            ("title: x\n", "da"),
            ("", "da"),
            ("title: x\nlanguage: en\n", "en"),
            ("\ufefflanguage: 'en'\n", "en"),
            ("data:\n  language: en\n", "da"),
            ('"language" : "en-gb"\nblocks: [', "en-gb"),
            ("kind: hub\n", ""),
        ],
    )
    def test_tells_the_language_of_a_file(self, text: str, language: str) -> None:
        write("her.yaml", text)
        assert facilitator.language_of("her.yaml") == language

    def test_tells_that_of_the_library_and_nothing_of_what_is_not_there(self) -> None:
        assert facilitator.language_of("trio-workshop") == "da"
        assert facilitator.language_of("der-er-ingen") == facilitator.language_of(".") == ""
        assert facilitator.language_of("nul\0.yaml") == ""


# --- words of another language than the one that is asked for ---------------------------------------------------------

NAMES = "Ane;A\nBoe;B\nCai;A\nDea;B\nEva;A\n"
OWN = """\
title: Xaxo
language: {other}
start: 09.00
end: 11.00
examples: {{client: Xuxo}}
facilitators: [{{name: Ane}}]
blocks:
  - {{title: Xixo, kind: dialogue, minutes: 10, optional: 1, materials: [{{item: Xerx, per: participant}}]}}
  - title: Xoxo
    minutes: 20
    slides: [{{questions: ["Xyxo {{{{ client }}}}?"]}}]
    forms: [xark]
    cards: [xkort]
  - {{title: Xerxo, minutes: 5, at: 10.30}}
"""
FORM = "title: Xark\nlanguage: {other}\nparts: [{{text: Xaxa}}]\n"
CARDS = "title: Xkort\nlanguage: {other}\ncategories: [{{title: Xa, cards: [Xe, Xo]}}]\ncover: {{title: X, text: X}}\n"
PROGRAMME = """\
title: Xaro
language: {other}
parts:
  - {{title: Xen, agenda: xaxo, date: 2027-02-06}}
  - {{title: Xto, agenda: xaxo, date: 2027-05-06}}
"""
COURSE = {"da": "blok;faktiske minutter\nxixo;15\nxux;5\n", "en": "block;actual minutes\nxixo;15\nxux;5\n"}
RUNS = [
    ("build", "agendas/xaxo.yaml", "--only", "programme", "--only", "form", "--only", "cards"),
    ("build", "agendas/xaxo.yaml", "--participants", "xolk.csv", "--set", "participants=7", "--only", "pairs"),
    ("check", "agendas/xaxo.yaml"),
    ("schedule", "agendas/xaxo.yaml"),
    ("schedule", "agendas/xaxo.yaml", "--now", "09.20"),
    ("learn", "xurs.csv", "agendas/xaxo.yaml"),
    ("build", "xaro.yaml", "--only", "overview"),
    ("schedule", "xaro.yaml"),
    ("cards", "decks/cards/xkort.yaml", "--participants", "5"),
    ("cards", "decks/cards/xkort.yaml", "--shop", "--sets", "2", "--out", "x.pdf"),
    ("pair", "xolk.csv", "--rounds", "5", "--questions", "2", "--apart", "Hold"),
    ("batch", "agendas/xaxo.yaml", "xold.csv", "--jobs", "1", "--only", "logistics", "--only", "form"),
]


@cache
def vocabulary(language: str) -> frozenset[str]:
    """Every word that its messages and the words of its files are made of."""
    folder = Path(facilitator.__file__).parent
    texts = [(folder / "../decks/terms" / f"{language}.yaml").read_text("utf-8")]
    for message in read_po((folder / "locale/da/LC_MESSAGES/facilitator.po").open("rb"), locale="da"):
        told = message.id if language == "en" else message.string
        texts += [told] if isinstance(told, str) else told
    return frozenset(re.findall(r"[^\W\d_]{3,}", re.sub(r"\{\w+\}|[`“»]\w+[`”«]|--\S+", " ", " ".join(texts)).lower()))


def foreign(language: str, told: str) -> list[str]:
    """The words of the other language in what is told, besides names of files, and what is typed."""
    (other,) = {"en", "da"} - {language}
    told = re.sub(r"\S+\.(?:pdf|docx|xlsx|pptx|yaml|csv|html|ics)\b|out/\S+|--\S+|\b(?:common|fælles):", " ", told)
    return sorted(set(re.findall(r"[^\W\d_]{3,}", told.lower())) & (vocabulary(other) - vocabulary(language)))


def test_the_judge_of_words_knows_them_apart() -> None:
    assert {"luft", "sidst"} <= {*foreign("en", "25 min. luft til sidst")}
    assert {"spare", "the"} <= {*foreign("da", "25 min to spare at the end")}
    assert not foreign("da", "drejebog.pdf, 1 side")
    assert not foreign("en", "out/xaxo/drejebog.pdf, 1 page")


@pytest.mark.parametrize("language", ["da", "en"])
def test_what_is_told_is_in_the_language_that_is_asked_for_and_not_in_the_agenda_s(language: str) -> None:
    (other,) = {"en", "da"} - {language}
    Path("decks/forms").mkdir(parents=True)
    Path("decks/cards").mkdir()
    Path("agendas").mkdir()
    texts = {
        "agendas/xaxo.yaml": OWN,
        "decks/forms/xark.yaml": FORM,
        "decks/cards/xkort.yaml": CARDS,
        "xaro.yaml": PROGRAMME,
    }
    for name, text in texts.items():
        write(name, text.format(other=other))
    write("xolk.csv", f"Navn;Hold\n{NAMES}")
    write("xold.csv", "team\nXalfa\nXbeta\n")
    write("xurs.csv", COURSE[other])
    for arguments in RUNS:
        told = run(*arguments, "--library", ".", "--messages", language)
        assert told.exit_code == 0, told.output
        assert not foreign(language, told.output), (arguments, told.output)
