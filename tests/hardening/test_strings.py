"""Whatever letters people write, in whatever field: every file is valid, or there is a clear error."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
import yaml
from click.testing import CliRunner, Result
from docx import Document
from icalendar import Calendar
from lxml.html import fromstring
from openpyxl import load_workbook
from pypdf import PdfReader

from facilitator.cli import main
from facilitator.pairs.roster import doubt
from facilitator.text import parsed
from hardening.strings import ENDLESS, FORBIDDEN, STRINGS, WORDLESS, categories
from judges.package import audit, faults
from sampling import sampled

AT_ONCE = 22
BUT_THE_PAGE = [f"--only={kind}" for kind in ("deck", "runsheet", "programme", "logistics", "calendar")]
"""Reckoning how a day with that many tracks may run late takes long, and says nothing of letters."""


EVERYTHING = [*(one for group in STRINGS.values() for one in group), *categories().values()]
SAMPLE = [*(one for group in STRINGS.values() for one in group[::12]), *categories().values()]
"""What the gate writes into every field: every twelfth string of each kind, and every category of signs."""


def batches(everything: Sequence[str], sample: Sequence[str]) -> list[Any]:
    """All of them, a few at once; what is not of the sample is left to the long run."""
    parts = (sample, ()), ([one for one in everything if one not in set(sample)], pytest.mark.long)
    return [
        pytest.param(tuple(texts[first : first + AT_ONCE]), marks=marks, id=ascii(texts[first])[:20])
        for texts, marks in parts
        for first in range(0, len(texts), AT_ONCE)
    ]


def raw(text: str) -> str:
    """As a text that Jinja leaves alone."""
    return "".join(f"{{{{ '{sign}' }}}}" if sign in "{}" else sign for sign in text)


def block(number: int, text: str) -> dict[str, Any]:
    """A block with the text in every field that takes one."""
    figure = {"kind": "tiles", "title": text, "items": [{"title": f"{text}{n}", "text": text} for n in range(3)]}
    table = {"kind": "table", "title": text, "head": [text, f"{text}2"], "rows": [[text, text]]}
    return {
        "title": text, "section": text, "item": f"{text}{number}", "minutes": "10", "why": text, "who": text,
        "plan_b": text, "online": text, "how": [{"do": text, "say": text, "ask": [text], "who": text}],
        "materials": [{"item": text, "brings": text}], "columns": {"x": text},
        "slides": [
            {"statement": text, "title": text, "source": text, "say": text, "ask": [text]},
            {"bullets": [{"text": text, "points": [text], "long": text}]}, {"quote": text}, {"questions": [text]},
            {"people": [{"name": named(text), "role": text, "about": text}]}, {"section": text},
            {"checkout": [text, f"{text}2"]}, {"columns": [{"title": text, "text": text}, {"points": [text]}]},
            {"figure": figure}, {"figure": table},
        ],
        "parallel": [{"title": text, "room": text, "blocks": [{"title": text, "minutes": "5"}]}],
    }  # fmt: skip


def agenda(texts: Sequence[str]) -> dict[str, Any]:
    """A block for each text, and the fields of the whole with the first."""
    first = texts[0]
    return {
        "title": first, "subtitle": first, "start": "08.00", "why": first,
        "room": "\n".join(texts), "sources": [*texts],
        "data": {"client": first, "place": first, "x": first},
        "facilitators": [{"name": named(text), "role": text, "about": text} for text in texts[:3]],
        "blocks": [block(number, text) for number, text in enumerate(texts)],
    }  # fmt: skip


def named(text: str) -> str:
    """The text as somebody's name: a number alone is none."""
    return f"Anna {text}" if re.fullmatch(r"[+-]?\d[\d .,]*", text.strip()) else text


def written(path: Path, data: object) -> str:
    path.write_text(yaml.safe_dump(data, default_style='"', width=10**9), encoding="utf-8")
    return str(path)


def invoke(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(main, [*map(str, arguments)])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def whole(folder: Path) -> set[str]:
    """Reads every file of the folder; their kinds."""
    for file in folder.glob("*.pptx"):
        assert audit(file) == []
        assert faults(file) == []
    pages = [len(PdfReader(file).pages) for file in folder.glob("*.pdf")]
    assert all(pages)
    for file in folder.glob("*.docx"):
        assert Document(str(file)).element is not None
    for file in folder.glob("*.xlsx"):
        assert load_workbook(file).active is not None
    for file in folder.glob("*.ics"):
        assert Calendar.from_ical(file.read_bytes()).events
    return {file.suffix for file in folder.iterdir() if not file.name.startswith(".")}


@pytest.mark.parametrize("texts", batches(EVERYTHING, SAMPLE))
def test_every_string_in_every_field_of_an_agenda(texts: tuple[str, ...], tmp_path: Path) -> None:
    file = written(tmp_path / "a.yaml", agenda([raw(text) for text in texts]))
    result = invoke("build", file, "--date", "2025-01-09", *BUT_THE_PAGE, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert whole(tmp_path / "out") >= {".pptx", ".pdf", ".docx", ".xlsx", ".ics"}


def test_every_string_on_the_page_for_the_room(tmp_path: Path) -> None:
    steps = [{"do": raw(text), "say": raw(text), "ask": [raw(text)]} for text in EVERYTHING]
    file = written(
        tmp_path / "a.yaml", agenda([raw(EVERYTHING[0])]) | {"blocks": [{"title": "A", "minutes": "60", "how": steps}]}
    )
    result = invoke("build", file, "--only", "live", "--date", "2025-01-09", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    (page,) = (tmp_path / "out").glob("*.html")
    (data,) = fromstring(page.read_bytes()).xpath("//script[@type='application/json']/text()")
    steps = json.loads(data)["blocks"][0]["steps"]
    shown = [{plain(one) for one in (step["do"], step["say"], *step["ask"])} for step in steps]
    assert shown == [{plain(parsed(text))} for text in EVERYTHING]


def plain(text: str | dict[str, Any]) -> str:
    """The text in one form, without what nobody sees: marks of a file's beginning, kinds of spaces and breaks; of one
    with markup its letters.
    """
    letters = text if isinstance(text, str) else "".join(piece[0] for piece in text["marked"])
    return " ".join(normalize("NFC", str(letters).replace("\ufeff", "")).split())


def test_there_are_many_strings() -> None:
    assert sum(map(len, STRINGS.values())) > 200
    assert len(categories()) >= 24


def form(texts: Sequence[str]) -> dict[str, Any]:
    parts: list[dict[str, Any]] = []
    for text in texts:
        parts += [
            {"heading": text, "text": text},
            {"text": text},
            {"points": [text], "lead": text, "tick": "true"},
            {"table": [{"title": text, "text": text}, text], "rows": [[{"title": text, "text": text}, text]]},
            {"lines": [{"text": text, "hint": text}]},
            {"boxes": [{"title": text, "text": text, "points": [text], "hint": text}]},
        ]
    heads = [{"label": text, "value": text} for text in texts[:3]]
    return {"title": texts[0], "intro": texts[0], "fields": heads, "source": texts[0], "parts": parts}


@pytest.mark.parametrize("texts", batches(EVERYTHING, SAMPLE))
def test_every_string_in_forms_and_cards(texts: tuple[str, ...], tmp_path: Path) -> None:
    file = written(tmp_path / "f.yaml", form([raw(text) for text in texts]))
    result = invoke("form", file, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    texts = tuple(map(raw, texts))
    cards = [{"front": text, "back": text} for text in texts]
    data = {"title": texts[0], "cover": {"title": texts[0], "text": texts[0]}, "sources": [*texts],
            "categories": [{"title": texts[-1], "back": texts[-1], "cards": cards}]}  # fmt: skip
    file = written(tmp_path / "c.yaml", data)
    for name, *options in (("c.pdf",), ("s.pptx", "--format", "pptx")):
        result = invoke("cards", file, "--size", "a5", "--out", tmp_path / "cards" / name, *options)
        assert result.exit_code == 0, result.stderr
    assert whole(tmp_path / "out") == {".pdf", ".docx"}
    assert len(PdfReader(tmp_path / "cards" / "c.pdf").pages) > 0
    assert audit(tmp_path / "cards" / "s.pptx") == []


@pytest.mark.parametrize("sign", FORBIDDEN, ids=ascii)
def test_what_no_document_can_hold_is_a_clear_error(sign: str, tmp_path: Path) -> None:
    text = f'title: "a\\U{ord(sign[0]):08x}"\nblocks: [{{title: A, minutes: 5}}]\n'
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    result = invoke("build", tmp_path / "a.yaml", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "a.yaml:1:" in result.stderr
    (tmp_path / "a.yaml").write_bytes(f"title: a{sign}\n".encode("utf-8", "surrogatepass"))
    assert invoke("build", tmp_path / "a.yaml", "--out", tmp_path / "out").exit_code == 2
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("text", ENDLESS, ids=ascii)
def test_a_word_without_end_is_a_clear_error(text: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.yaml", agenda([text]))
    result = invoke("build", file, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "has no room for" in result.stderr


@pytest.mark.parametrize("text", WORDLESS, ids=ascii)
def test_a_title_of_spaces_is_a_clear_error(text: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.yaml", {"title": text, "blocks": [{"title": "A", "minutes": "5"}]})
    result = invoke("build", file, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "expected text" in result.stderr or "nothing to see" in result.stderr or "invisible" in result.stderr


@pytest.mark.parametrize("every", sampled([1, 4], [4]))
def test_every_string_as_the_name_of_a_participant(every: int, tmp_path: Path) -> None:
    """The gate names people by every fourth."""
    given = [one for group in STRINGS.values() for one in group[::every] if one.split()]
    shown = [one for one in given if len(one.splitlines()) == 1 and not doubt(f"Bo - {one}")]
    assert len(shown) > len(given) // 2
    names = [one.replace('"', '""') for one in shown]
    (tmp_path / "p.csv").write_text("Navn\n" + "".join(f'"Bo - {name}"\n' for name in names), encoding="utf-8")
    for out in ("plan.csv", "plan.pdf"):
        result = invoke("pair", tmp_path / "p.csv", "--out", tmp_path / out)
        assert result.exit_code == 0, result.stderr
    assert len(PdfReader(tmp_path / "plan.pdf").pages) > 0
    assert len((tmp_path / "plan.csv").read_text(encoding="utf-8-sig").splitlines()) > len(names)
