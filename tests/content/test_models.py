"""What may be written in YAML: short forms, clean text, one key that tells a slide's kind."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from facilitator.content import Content, Line, Text, says, slug, told_once
from facilitator.content.figures import FIGURES, AnyFigure, Figure, Hub, Timeline
from facilitator.content.slides import SLIDES, WRITTEN, AnySlide, Bullets, FigureSlide, Questions, SlideContent

text = TypeAdapter(Text).validate_python
line = TypeAdapter(Line).validate_python
slide = TypeAdapter(AnySlide).validate_python
figure = TypeAdapter(AnyFigure).validate_python


def test_text_is_trimmed_composed_and_has_plain_line_ends() -> None:
    assert text("  a\u030a\r\nto ") == "å\nto"


def test_a_line_is_one_line() -> None:
    assert line("Opsamling\n  og tak") == "Opsamling og tak"


@pytest.mark.parametrize("forbidden", ["\x00", "\x07", "\x1b", "\x85", "\ufffe", "\ud800"])
def test_control_characters_are_named(forbidden: str) -> None:
    with pytest.raises(ValidationError, match=f"control character U\\+{ord(forbidden):04X}"):
        text(f"Godt{forbidden}ord")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Opsamling og tak for i dag!", "opsamling-og-tak-for-i-dag"),
        ("Hvad gør vi nu, når æblerne er spist?", "hvad-goer-vi-nu-naar-aeblerne-er-spist"),
        ("Élan – 50 %", "elan-50"),
        ("漢字", "x"),
    ],
)
def test_a_title_gives_an_id(title: str, name: str) -> None:
    assert slug(title) == name


@given(st.text())
def test_an_id_is_always_valid(title: str) -> None:
    assert slug(slug(title)) == slug(title)


def test_a_plain_text_is_a_point_a_question_or_a_heading() -> None:
    assert slide({"bullets": ["Lyt"]}) == Bullets.model_validate({"bullets": [{"text": "Lyt"}]})
    assert isinstance(slide({"questions": ["Hvad nu?"]}), Questions)
    hub = figure({"kind": "hub", "title": "T", "centre": "C", "items": ["a", "b", "c"]})
    assert isinstance(hub, Hub)
    assert [item.title for item in hub.items] == ["a", "b", "c"]


def test_a_figure_slide_may_hold_questions_and_stays_a_figure_slide() -> None:
    written = {
        "questions": ["Hvor?"],
        "figure": {"kind": "spectrum", "title": "T", "pairs": [{"left": "a", "right": "b"}] * 3},
    }
    assert isinstance(slide(written), FigureSlide)


@pytest.mark.parametrize(("base", "known"), [(Figure, FIGURES), (SlideContent, SLIDES)])
def test_every_kind_stands_above_the_list_of_them_and_has_an_example(base: type[Content], known: Any) -> None:
    def below(model: type[Content]) -> Iterator[type[Content]]:
        for one in model.__subclasses__():
            yield one
            yield from below(one)

    kinds = {model for model in below(base) if not model.__name__.startswith("_")}
    assert kinds == set(known.values())


def test_a_slide_without_a_kind_names_the_kinds() -> None:
    with pytest.raises(ValidationError) as caught:
        slide({"bulets": ["x"]})
    (error,) = caught.value.errors()
    assert error["type"] == "slide_kind"
    assert error["ctx"]["expected"] == ", ".join(WRITTEN)


def test_the_outline_keeps_the_headings_and_drops_the_rest() -> None:
    full = figure({"kind": "tiles", "title": "T", "items": [{"title": "a", "text": "t", "points": ["p"]}, "b", "c"]})
    assert [(i.title, i.text, i.points) for i in full.outline.parts] == [("a", "", []), ("b", "", []), ("c", "", [])]


def test_a_timeline_reads_as_what_and_when() -> None:
    line_of_time = figure(
        {"kind": "timeline", "title": "T", "items": [{"title": "Modul 1", "when": "januar"}, "b", "c"]}
    )
    assert isinstance(line_of_time, Timeline)
    assert line_of_time.parts[0].text == "januar"


SCHEIN = "Schein, E. H. (1992). Organizational Culture and Leadership, 2. udg. Jossey-Bass"


@pytest.mark.parametrize(
    ("told", "source", "said"),
    [
        (SCHEIN, "Efter Schein, E. H.: Organizational Culture and Leadership (Jossey-Bass, 1992)", True),
        (SCHEIN, "Efter Schein, E. H.: Organizational Culture and Leadership, 3. udg. (Jossey-Bass, 2004)", False),
        (SCHEIN, "Hatch (1992)", False),
        (SCHEIN, "Skakon m.fl. (1992)", False),
        (SCHEIN, "Kegan & Lahey (1992)", False),
        ("»Trivsel i lederrollen«, BFA (skemametoden)", "Delvist efter »Trivsel i lederrollen«, BFA Velfærd", True),
        ("»Trivsel i lederrollen«, BFA", "Efter Tomm (1988); akserne fra »Trivsel i lederrollen«", False),
        ("Det Nationale Forskningscenter for Arbejdsmiljø (NFA), nfa.dk", "Inspireret af NFA", True),
        ("Valgene er fra en artikel om spændingsfelter", "Efter en artikel om spændingsfelter", True),
        ("", "Efter en artikel om spændingsfelter", False),
    ],
)
def test_a_source_is_said_by_whoever_names_its_work_its_people_and_its_years(
    told: str, source: str, said: bool
) -> None:
    assert says(told, source) is said


@given(st.lists(st.sampled_from([SCHEIN, "Efter NFA", "NFA, nfa.dk", "own", "", "Dweck (2006)"])))
def test_every_source_is_told_and_none_twice(used: list[str]) -> None:
    found = told_once(["Dweck (2006)"], used)
    assert all(says("\n".join(found), source) for source in used if source not in ("", "own"))
    assert [source for source in found if source not in ["Dweck (2006)", *used]] == []
    assert told_once(found, used) == found
    assert len(set(found)) == len(found)
