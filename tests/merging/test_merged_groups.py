"""Shapes that a person has grouped otherwise: they are ours still, and follow the agenda where they stand now."""

from __future__ import annotations

from typing import Any

import pytest

from facilitator.merging.comparing import SHAPE, Merged
from facilitator.merging.deck import DeckFile
from facilitator.merging.merge import merge
from merging.decks import SAVED, deck, opened, read, written
from merging.edits import EDITS, MINE, figure, first, shapes, slide, ungroup
from sampling import by_turns

_REGROUPED = [name for name in EDITS if "group" in name and name != "group_moved"]
_LIBREOFFICE = pytest.param("LibreOffice", marks=pytest.mark.office)


def before() -> DeckFile:
    return read(deck(few=True))


def now() -> DeckFile:
    """The agenda with other words in one card of the figure, another source, and one card less."""
    presentation = opened(deck(few=True))
    for one in shapes(slide(presentation, "Fem områder")):
        texts = one.text_frame.paragraphs if one.has_text_frame else []
        for run in (run for paragraph in texts for run in paragraph.runs):
            run.text = run.text.replace("består af", "egentlig er").replace("Efter bekendtgørelse", "Bekendtgørelse")
        if one.name == "Planlægning" and one.has_text_frame:
            one._element.getparent().remove(one._element)
    return read(written(presentation))


def said(content: bytes | None) -> list[str]:
    return [one.text_frame.text for one in shapes(slide(opened(content or b""), "Fem områder")) if one.has_text_frame]


def edited(name: str, saved: str = "as is") -> bytes:
    presentation = opened(deck(few=True))
    EDITS[name](presentation)
    return SAVED[saved](written(presentation))


def clashes(merged: Merged) -> list[Any]:
    return [clash for one in merged.slides for clash in one.clashes]


@pytest.mark.parametrize(("name", "saved"), by_turns(_REGROUPED, ["as is", "PowerPoint", _LIBREOFFICE]))
def test_what_is_grouped_otherwise_follows_the_agenda_where_it_is(name: str, saved: str) -> None:
    mine = edited(name, saved)
    wanted = sorted(one for one in said(now().content) if one)
    merged = merge(read(mine), before(), now())
    assert clashes(merged) == []
    assert sorted(one for one in said(merged.content) if one) == wanted
    assert merge(read(merged.content or b""), now(), now()).content is None


@pytest.mark.parametrize("name", _REGROUPED)
def test_with_nothing_new_in_the_agenda_it_stays_to_the_byte(name: str) -> None:
    merged = merge(read(edited(name)), before(), before())
    assert merged.content is None
    assert {one.became for one in merged.slides} == {"same", "kept"}


def test_pieces_of_a_dissolved_figure_are_told_and_taken_one_by_one() -> None:
    presentation = opened(edited("figure_ungrouped"))
    page = slide(presentation, "Fem områder")
    first(next(one for one in page.shapes if one.has_text_frame and "også" in one.text_frame.text)).text = "Mit"
    gone = next(one for one in page.shapes if one.has_text_frame and one.name == "Udførelse")
    gone._element.getparent().remove(gone._element)
    mine = written(presentation)
    merged = merge(read(mine), before(), now())
    assert [one for one in clashes(merged) if one.unit == SHAPE] == []
    assert "Mit" in "".join(said(merged.content))
    assert gone.text_frame.text not in said(merged.content)


def test_a_figure_that_is_taken_is_whole_again_and_nothing_of_it_lies_about() -> None:
    merged = merge(read(edited("figure_ungrouped")), before(), now(), take=None).content
    assert sorted(said(merged)) == sorted(said(now().content))
    page = slide(opened(merged or b""), "Fem områder")
    assert sum(one.shape_type == 6 for one in page.shapes) == 1
    assert {one.name for one in page.shapes} == {one.name for one in slide(opened(now().content), "Fem områder").shapes}


@pytest.mark.parametrize("name", _REGROUPED)
def test_whatever_is_grouped_otherwise_and_moved_is_the_agenda_s_when_that_is_taken(name: str) -> None:
    presentation = opened(edited(name))
    ours = {one.text_frame.text for one in shapes(slide(opened(before().content), "Fem områder")) if one.has_text_frame}
    for one in shapes(slide(presentation, "Fem områder")):
        if one.has_text_frame and one.text_frame.text in ours and one.name in ("Kilde", "Indhold", "Udførelse"):
            one.left, one.top = one.left + 700_000, one.top - 300_000
    merged = merge(read(written(presentation)), before(), now(), take=None)
    pages = (opened(content or b"") for content in (merged.content, now().content))
    found, wanted = (_outline(slide(page, "Fem områder")) for page in pages)
    assert found == wanted
    assert merge(read(merged.content or b""), now(), now(), take=None).content is None


def _outline(holder: Any) -> list[Any]:
    """The shapes of ours in a slide or group, each by its place and its name or what is in it."""
    ours = (one for one in holder.shapes if one.name != MINE)
    return sorted((one.left, one.top, repr(_outline(one)) if one.shape_type == 6 else one.name) for one in ours)


def test_what_comes_to_a_dissolved_figure_lies_where_the_agenda_has_it() -> None:
    """In the agenda's figure the card is in a group."""
    old, new = now(), before()
    presentation = opened(old.content)
    ungroup(figure(presentation))
    merged = merge(read(written(presentation)), old, new)
    found = {one.name: (one.left, one.top) for one in slide(opened(merged.content or b""), "Fem områder").shapes}
    wanted = {one.name: (one.left, one.top) for one in figure(opened(new.content)).shapes}
    assert {name: found[name] for name in wanted} == wanted
