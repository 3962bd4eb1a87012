"""A slide's normal form is the same whoever has saved the file, and other when somebody has changed it."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import pytest

from facilitator.merging.comparing import differences
from facilitator.merging.deck import DeckFile
from facilitator.merging.merge import merge
from facilitator.merging.normal import Form, Item
from facilitator.merging.pairing import known_again
from merging.decks import SAVED, deck, opened, read, written
from merging.edits import EDITS


def unlike(one: Form, other: Form, *, exact: bool) -> Iterator[object]:
    """In what two slides differ."""
    if [line.text for line in one.notes] != [line.text for line in other.notes]:
        yield "notes"
    if (one.hidden, one.effects) != (other.hidden, other.effects):
        yield "hidden or animated"
    yield from shapes_unlike(one.items, other.items, exact=exact)


def shapes_unlike(some: tuple[Item, ...], others: tuple[Item, ...], *, exact: bool) -> Iterator[object]:
    if [item.kind for item in some] != [item.kind for item in others]:
        yield "shapes"
        return
    for one, other in zip(some, others, strict=True):
        found = differences(one, other, exact=exact)
        if found:
            yield (one.name, sorted(found))
        yield from shapes_unlike(one.children, other.children, exact=exact)


@pytest.mark.parametrize("saved", ["python-pptx", "PowerPoint", pytest.param("LibreOffice", marks=pytest.mark.office)])
def test_saved_by_another_program_every_slide_is_the_same(saved: str) -> None:
    ours, theirs = read(deck()), read(SAVED[saved](deck()))
    found = known_again(theirs.forms, ours.forms)
    assert [found[form.slide.part] for form in theirs.forms] == [form.id for form in ours.forms]
    exact = saved != "LibreOffice"
    differing = [[*unlike(one, other, exact=exact)] for one, other in zip(ours.forms, theirs.forms, strict=True)]
    assert [what for what in differing if what] == []


UNSEEN = {
    "colour_of_the_theme",
    "custom_show",
    "section_renamed",
    "section_added",
    "background_of_the_master",
    "slide_added",
    "slide_copied",
    "slide_copied_in_front",
    "slide_from_another_deck",
}
"""What is no slide of ours: nothing of it is ever touched."""


@cache
def few() -> DeckFile:
    """The agenda's deck of some slides, read once."""
    return read(deck(few=True))


@pytest.mark.parametrize("name", [name for name in EDITS if name not in UNSEEN])
def test_what_a_person_has_changed_is_seen(name: str) -> None:
    presentation = opened(few().content)
    EDITS[name](presentation)
    found = merge(read(written(presentation)), few(), few())
    assert found.content is None, "nothing is new in the agenda"
    assert {one.became for one in found.slides} - {"same"} == {"kept"}
