"""A deck that was edited and an agenda that was changed: both are there."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.merging.comparing import Merged
from facilitator.merging.deck import DeckFile
from facilitator.merging.merge import merge
from judges.package import audit
from merging.decks import CHANGES, SAVED, deck, opened, read, written
from merging.edits import EDITS, boxes, first, shapes
from merging.test_normal_form import unlike

NAMES = [*EDITS]


@cache
def ours(change: str = "") -> DeckFile:
    """The agenda's deck, read once."""
    return read(deck(change))


def edited(name: str, saved: str = "as is") -> tuple[bytes, Any]:
    """The deck with an edit, and what must hold of it; nothing must that the program itself has lost."""
    presentation = opened(deck())
    holds = EDITS[name](presentation)
    content = SAVED[saved](written(presentation))
    return content, holds if holds(opened(content)) else lambda _found: True


def untold(merged: Merged, new: DeckFile) -> Iterator[str]:
    """What the agenda says anew and neither stands in the merged deck nor is told."""
    found = read(merged.content) if merged.content is not None else None
    told = {one.id for one in merged.slides if one.clashes}
    for one in merged.slides:
        form = new.ours.get(one.id)
        if found is None or form is None or one.id in told or one.became == "kept":
            continue
        now = found.ours[one.id]
        yield from (
            text for text in _lines(form) if text not in _lines(now) and text not in _lines(ours().ours.get(one.id))
        )


def _lines(form: Any) -> list[str]:
    if form is None:
        return []
    return [line for item in form.items for line in item.text.split("\n")] + [line.text for line in form.notes]


def _pairs() -> list[Any]:
    """Every edit with every change; the gate takes every edit with one of them."""
    sample = set(zip(NAMES, cycle(CHANGES), strict=False))
    return [
        pytest.param(edit, change, marks=[] if (edit, change) in sample else [pytest.mark.long])
        for edit in NAMES
        for change in CHANGES
    ]


@pytest.mark.parametrize(("edit", "change"), _pairs())
def test_both_are_there(edit: str, change: str) -> None:
    content, holds = edited(edit)
    merged = merge(read(content), ours(), ours(change))
    assert holds(opened(merged.content or content)), "what the person has done is there"
    assert [*untold(merged, ours(change))] == []
    if merged.content is not None:
        again = merge(read(merged.content), ours(change), ours(change))
        assert again.content is None, "a second build changes nothing"


@pytest.mark.parametrize("saved", ["python-pptx", "PowerPoint"])
@pytest.mark.parametrize(("edit", "change"), [*zip(NAMES[::4], cycle([*CHANGES][::-1]), strict=False)])
def test_whatever_program_has_saved_it(edit: str, change: str, saved: str) -> None:
    content, holds = edited(edit, saved)
    merged = merge(read(content), ours(), ours(change))
    assert holds(opened(merged.content or content))
    assert [*untold(merged, ours(change))] == []


@pytest.mark.long
@pytest.mark.office
@pytest.mark.parametrize(("edit", "change"), [*zip(NAMES, cycle(CHANGES), strict=False)])
def test_libreoffice_has_saved_it(edit: str, change: str) -> None:
    content, holds = edited(edit, "LibreOffice")
    merged = merge(read(content), ours(), ours(change))
    assert holds(opened(merged.content or content))


@pytest.mark.parametrize("change", CHANGES)
def test_where_nobody_has_edited_it_the_merged_deck_is_the_new_one(change: str) -> None:
    merged = merge(ours_again(""), ours(), ours(change))
    if merged.content is None:
        assert change == "template added"
        return
    found = read(merged.content)
    assert [form.id for form in found.forms] == [form.id for form in ours(change).forms]
    differing = {
        one.id: [*unlike(one, other, exact=True)] for one, other in zip(found.forms, ours(change).forms, strict=True)
    }
    assert {id_: what for id_, what in differing.items() if what} == {}
    assert not [one for one in merged.slides if one.clashes]
    assert sections(found) == sections(ours(change))


def sections(deck_: DeckFile) -> list[tuple[str, int]]:
    """Names, and how many slides each has."""
    return [(one.name, len(one.slides)) for one in deck_.presentation.sections]


def ours_again(change: str) -> DeckFile:
    """Read anew, for its slides will be changed."""
    return read(deck(change))


@pytest.mark.parametrize("change", ["time moved", "block added", "block removed", "language changed"])
def test_the_merged_file_is_sound(change: str, tmp_path: Path) -> None:
    content, _holds = edited("word_in_a_figure")
    merged = merge(read(content), ours(), ours(change))
    (tmp_path / "deck.pptx").write_bytes(merged.content or b"")
    assert audit(tmp_path / "deck.pptx") == []


# --- conflicts --------------------------------------------------------------------------------------------------------


def _agenda_title(presentation: Any, text: str) -> int:
    """Give the first agenda slide's second line another text; the number of the slide."""
    for number, slide in enumerate(presentation.slides, 1):
        for shape in shapes(slide):
            if shape.has_text_frame and shape.text_frame.text == "Hvad er et psykisk arbejdsmiljø?":
                first(shape).text = text
                return number
    raise AssertionError("no such text")


def test_where_both_have_changed_the_same_the_person_s_stays_and_both_are_told() -> None:
    presentation = opened(deck())
    number = _agenda_title(presentation, "Hvad er trivsel?")
    merged = merge(read(written(presentation)), ours(), ours("block renamed"))
    (slide,) = [one for one in merged.slides if one.number == number]
    assert slide.became == "conflict"
    assert ("text", "Hvad er trivsel?", "Hvad er et godt arbejdsmiljø?") in slide.clashes
    assert "Hvad er trivsel?" in _all_text(merged.content)


def test_the_agenda_s_can_be_taken() -> None:
    presentation = opened(deck())
    number = _agenda_title(presentation, "Hvad er trivsel?")
    content = written(presentation)
    merged = merge(read(content), ours(), ours("block renamed"), take={str(number)})
    assert "Hvad er trivsel?" not in _all_text(merged.content)
    assert "Hvad er trivsel?" not in _all_text(merge(read(content), ours(), ours("block renamed"), take=None).content)


def test_a_deleted_slide_comes_back_when_it_is_taken() -> None:
    content, _holds = edited("slide_deleted")
    (gone,) = ours().ours.keys() - read(content).ours.keys()
    merged = merge(read(content), ours(), ours(), take={gone})
    assert merged.content is not None
    assert [form.id for form in read(merged.content).forms] == [form.id for form in ours().forms]


def test_an_edited_slide_that_the_agenda_has_no_more_stays_and_is_told() -> None:
    presentation = opened(deck())
    gone = ours().ours.keys() - ours("block removed").ours.keys()
    numbers = [number for number, form in enumerate(ours().forms) if form.id in gone]
    slide = presentation.slides[numbers[0]]
    first(slide.shapes.title).text = "Det her bliver stående"
    merged = merge(read(written(presentation)), ours(), ours("block removed"))
    assert "Det her bliver stående" in _all_text(merged.content)
    assert [one.became for one in merged.slides if one.number == numbers[0] + 1] == ["conflict"]
    assert [one.became for one in merged.slides if one.number in [n + 1 for n in numbers[1:]]] == ["removed"] * len(
        numbers[1:]
    )


def _all_text(content: bytes | None) -> str:
    assert content is not None
    return "\n".join(s.text_frame.text for one in opened(content).slides for s in shapes(one) if s.has_text_frame)


@pytest.mark.parametrize("seed", [1, 2])
def test_moving_the_day_meets_few_of_the_texts_that_were_edited(seed: int) -> None:
    presentation = opened(deck())
    chance, mine = random.Random(seed), []
    for number, slide in enumerate(presentation.slides):
        texts = [*boxes(slide), *([slide.shapes.title] if slide.shapes.title is not None else [])]
        mine.append(f"Min tekst nummer {number}")
        first(chance.choice(texts)).text = mine[-1]
    merged = merge(read(written(presentation)), ours(), ours("time moved"))
    said = _all_text(merged.content)
    assert [text for text in mine if text not in said] == []
    assert sum(len(one.clashes) for one in merged.slides) <= 0.05 * len(mine)


# --- without what we know ---------------------------------------------------------------------------------------------


def test_with_no_base_whatever_differs_is_the_person_s_and_told() -> None:
    content, holds = edited("word_in_a_figure")
    merged = merge(read(content), None, ours("time moved"))
    assert holds(opened(merged.content or content))
    assert any(one.became == "conflict" for one in merged.slides)


@pytest.mark.office
def test_a_deck_that_libreoffice_has_saved_is_merged_and_has_its_ids_again() -> None:
    content, holds = edited("word_in_a_figure", "LibreOffice")
    assert not read(content).tagged
    merged = merge(read(content), ours(), ours("block added"))
    assert merged.content is not None
    assert holds(opened(merged.content))
    assert {one.became for one in merged.slides} <= {"same", "updated", "kept", "both", "new"}
    assert read(merged.content).ours.keys() == ours("block added").ours.keys()
    again = merge(read(merged.content), ours("block added"), ours("language changed"))
    assert {one.became for one in again.slides} == {"updated", "both", "removed"}
    assert holds(opened(again.content or b""))


# --- sequences --------------------------------------------------------------------------------------------------------

_GENTLE = [name for name in NAMES if not re.search("slide_deleted|shape_deleted|emptied|film|comment|custom", name)]
"""Edits that may follow each other in any order."""


@pytest.mark.long
@settings(max_examples=10)
@given(st.lists(st.tuples(st.sampled_from(_GENTLE), st.sampled_from(["", *CHANGES])), min_size=1, max_size=3))
def test_edits_and_builds_in_any_order(steps: list[tuple[str, str]]) -> None:
    content, base = deck(), ""
    for name, change in steps:
        presentation = opened(content)
        try:
            holds = EDITS[name](presentation)
        except (StopIteration, IndexError):  # An edit before has taken away what this one changes.
            continue
        content = written(presentation)
        wanted = change if change != "template added" else base
        merged = merge(read(content), ours(base), ours(wanted))
        assert holds(opened(merged.content or content))
        content, base = merged.content or content, wanted
        assert merge(read(content), ours(base), ours(base)).content is None
