"""What is shipped speaks of what the agenda at hand has: no TRIO in a bank's day for its leaders."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest

import facilitator
from cli.running import refused
from facilitator.library import default_library
from pptx import Presentation

OTHERS = re.compile(r"\bTRIO|\bTR\b|\bAMR\b|\bMED\b|[Kk]ommune|[Ff]acilitator [12]|\bBegge$|guldkorn", re.M)
"""Words of a workshop for TRIO groups in a municipality."""
ENGLISH = {"mutual-interviews"}

DAY = """
title: {title}
language: {language}
data: {{client: Nordbanken, date: 2027-06-10, participants: 14}}
facilitators: [Ida Skov]
blocks:
  - {{exercise: {exercise}, id: denne}}
  - title: Tre ad gangen
    minutes: 10
    materials: [{{item: karton, per: trio}}]
    slides: [{{questions: [Hvad nu?], work: trio}}]
"""


def texts(agenda: str) -> str:
    """All that stands on the slides and in the notes of the deck."""
    (deck,) = facilitator.open(text=agenda).build("deck")
    found = []
    for slide in Presentation(BytesIO(deck.content)).slides:
        found += [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]
        found.append(slide.notes_slide.notes_text_frame.text)
    return "\n".join(found)


@pytest.mark.parametrize("exercise", default_library().names("exercises"))
def test_an_exercise_speaks_of_what_the_agenda_has(exercise: str) -> None:
    english = exercise in ENGLISH
    title, language = ("The leaders’ day", "en") if english else ("Lederdag", "da")
    said = texts(DAY.format(title=title, language=language, exercise=exercise))
    assert OTHERS.findall(said) == []
    assert ("In threes" if english else "Tre og tre") in said
    assert ("karton for each group of three" if english else "karton til hver gruppe på tre") in said


PARTS = {
    "figures": {"uddannelsen", "uddannelsens-forloeb"},
    "forms": {"handleplan", "trio-samarbejde"},
    "cards": set[str](),
}
"""What is for TRIO groups and says so: by its name, or as the plan and the figures of their course."""


@pytest.mark.parametrize("kind", PARTS)
def test_figures_forms_and_cards_that_anybody_may_use_do_not_speak_of_trios(kind: str) -> None:
    library = default_library()
    speaking = set()
    for name in library.names(kind):
        lines = library.find(kind, name).read_text(encoding="utf-8").splitlines()
        if any(re.search(r"\bTRIO", line) for line in lines if not line.lstrip().startswith("#")):
            speaking.add(name)
    assert speaking == PARTS[kind]


FOLLOW_UP = default_library().find("agendas", "trio-opfoelgning").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("when", "said", "unsaid"),
    [
        ("inden modul 1", ["Hvad handler vores tema om?", "fra workshoppen"], ["fra modulet", "handleplan fra sidst"]),
        ("inden modul 2", ["Tag én linje i planen ad gangen", "Lederen fortæller"], ["det næste år"]),
        ("Efter uddannelsen", ["Vores plan for det næste år", "fire møder i TRIOen"], ["Hvad satte vi streg under?"]),
    ],
)
def test_each_meeting_of_a_trio_asks_for_what_has_been(when: str, said: list[str], unsaid: list[str]) -> None:
    found = texts(FOLLOW_UP.replace("naeste: inden modul 2 ", f"naeste: {when} "))
    assert [one for one in said if one not in found] == []
    assert [one for one in unsaid if one in found] == []


@pytest.mark.parametrize(
    ("audience", "said"),
    [
        ("ledergruppe", ["Hvad driver dig som leder?", "Hvor vil det gøre den største forskel at begynde?"]),
        (
            "konsulenter",
            ["Hvad driver de ledere, du arbejder med?", "Hvilken ledergruppe tilbyder vi introduktionen først?"],
        ),
        ("leder-apv", ["Hvad driver dig som leder?", "Hvad skal vores leder-APV se nærmere på?"]),
    ],
)
def test_the_introduction_speaks_to_those_it_is_for(audience: str, said: list[str]) -> None:
    agenda = default_library().find("agendas", "introduktionsvaerktoej").read_text(encoding="utf-8")
    found = texts(agenda.replace("udgave: ledergruppe ", f"udgave: {audience} "))
    assert [one for one in said if one not in found] == []
    assert ("tungest hos os" in found) == (audience != "konsulenter")


def test_the_theme_and_the_agreement_of_a_trio_are_carried_on() -> None:
    own = "data: {tema: Uenighed, aftale: vi ses torsdag, trio: Solsikken}\nexamples:\n"
    agenda = FOLLOW_UP.replace("examples:\n", own)
    assert [
        one for one in ("Vores tema: Uenighed", "Sidst aftalte vi: vi ses torsdag.") if one not in texts(agenda)
    ] == []
    plan = next(one for one in facilitator.open(text=agenda).build("form") if one.name == "handleplan.docx")
    with zipfile.ZipFile(BytesIO(plan.content)) as file:
        words = file.read("word/document.xml").decode("utf-8")
    assert "Uenighed" in words
    assert "Solsikken" in words


def test_a_trio_is_a_trio_where_the_agenda_says_so() -> None:
    words = "words: {work: {trio: I jeres TRIO}, per: {trio: til hver TRIO}}"
    said = texts(words + DAY.format(title="Lederdag", language="da", exercise="tjek-ud"))
    assert "I jeres TRIO" in said
    assert "karton til hver TRIO" in said
    assert "I jeres TRIO" in texts(default_library().find("agendas", "trio-workshop").read_text(encoding="utf-8"))


def test_words_that_the_language_does_not_have_are_told_with_their_line(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    file = tmp_path_factory.mktemp("agenda") / "dag.yaml"
    file.write_text(
        "title: x\nwords:\n  work: {tiro: I jeres TRIO}\nblocks: [{title: x, minutes: 5}]\n", encoding="utf-8"
    )
    assert f"{file}:3:10: unknown key “tiro”;" in refused("check", str(file))
