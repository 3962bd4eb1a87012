"""A deck that was edited and an agenda that was changed: both are there."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Callable, Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI

import facilitator
from facilitator.merging.comparing import ALT, FOOT, LED, NOTES, SLIDE, TEXT, Clash, Merged, differences
from facilitator.merging.deck import DeckFile
from facilitator.merging.merge import merge
from facilitator.merging.ordering import ordered
from facilitator.merging.pairing import drawn_alike, known_again
from facilitator.merging.pairing import unlike as unlike_shapes
from facilitator.office import tag
from facilitator.output.told import counted, merged_lines
from judges.package import audit
from merging.decks import CHANGES, SAVED, deck, opened, read, remembering, written
from merging.edits import EDITS, MINE, Gone, boxes, first, shapes
from merging.test_normal_form import unlike
from sampling import sampled

NAMES = [*EDITS]


@cache
def ours(change: str = "") -> DeckFile:
    """The agenda's deck, read once."""
    return read(deck(change))


@cache
def few(change: str = "") -> DeckFile:
    """The same of some of its slides."""
    return read(deck(change, few=True))


@cache
def edited(name: str, saved: str = "as is") -> tuple[bytes, Any]:
    """The deck of some slides with an edit, and what must hold of it; nothing must that the program itself has lost."""
    presentation = opened(deck(few=True))
    holds = EDITS[name](presentation)
    content = SAVED[saved](written(presentation))
    return content, holds if holds(opened(content)) else lambda _found: True


def untold(merged: Merged, found: DeckFile | None, new: DeckFile) -> Iterator[str]:
    """What the agenda says anew, or no more, and neither is so in the merged deck, if there is one, nor is told."""
    told = {one.id for one in merged.slides if one.clashes}
    for one in merged.slides:
        form = new.ours.get(one.id)
        if found is None or form is None or one.id in told or one.became == "kept":
            continue
        now, before, new_ = (_lines(form_) for form_ in (found.ours[one.id], few().ours.get(one.id), form))
        yield from (text for text in new_ if text not in now and text not in before)
        yield from (text for text in before if text in now and text not in new_)


def _lines(form: Any) -> list[str]:
    if form is None:
        return []
    return [line for item in form.items for line in item.text.split("\n")] + [line.text for line in form.notes]


def wrong(edit: str, change: str, saved: str) -> list[str]:
    """What is lost when the deck was edited, saved by a program, and the agenda changed."""
    content, holds = edited(edit, saved)
    merged = merge(read(content), few(), few(change))
    found = [] if holds(opened(merged.content or content)) else ["what the person has done"]
    now = read(merged.content) if merged.content is not None else None
    found += untold(merged, now, few(change))
    if now is not None and merge(now, few(change), few(change)).content is not None:
        found.append("a second build changes it again")
    if merged.content is not None and dead_ends(opened(merged.content)) > dead_ends(opened(content)):
        found.append("a connector joins a shape that is gone")
    return found


def dead_ends(presentation: Any) -> int:
    """How many ends of connectors are at shapes that are not there."""
    return sum(end not in names for _name, names, ends in joined(presentation) for end in ends)


def joined(presentation: Any) -> Iterator[tuple[str, dict[str, str], list[str]]]:
    """Each connector: what it is called, the names of the shapes on its slide by their ids, and which ids it joins."""
    for slide in presentation.slides:
        names = {one.get("id"): one.get("name") for one in slide._element.iter(tag("p:cNvPr"))}
        for one in slide._element.iter(tag("p:cxnSp")):
            ends = [str(end.get("id")) for end in one.iter(tag("a:stCxn"), tag("a:endCxn"))]
            yield one.find(f".//{tag('p:cNvPr')}").get("name"), names, ends


_SAMPLE = [
    *((edit, change, "as is") for edit, change in zip(NAMES, cycle(CHANGES), strict=False)),
    *((edit, change, "python-pptx") for edit, change in zip(NAMES[::5], cycle([*CHANGES][::-1]), strict=False)),
    *((edit, change, "PowerPoint") for edit, change in zip(NAMES[2::5], cycle([*CHANGES][::-1]), strict=False)),
]


@pytest.mark.parametrize(("edit", "change", "saved"), _SAMPLE)
def test_both_are_there(edit: str, change: str, saved: str) -> None:
    assert wrong(edit, change, saved) == []


@pytest.mark.long
@pytest.mark.parametrize("saved", [*SAVED][:3])
@pytest.mark.parametrize("edit", NAMES)
def test_every_edit_with_every_change_is_there(edit: str, saved: str) -> None:
    assert {change: wrong(edit, change, saved) for change in CHANGES} == {change: [] for change in CHANGES}


@pytest.mark.long
@pytest.mark.office
@pytest.mark.parametrize("edit", NAMES)
def test_every_edit_with_every_change_is_there_when_libreoffice_has_saved_it(edit: str) -> None:
    assert {change: wrong(edit, change, "LibreOffice") for change in CHANGES} == {change: [] for change in CHANGES}


@pytest.mark.parametrize("change", sampled(CHANGES, [*CHANGES][::2]))
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
    assert all(map(drawn_alike, found.sheets, ours(change).sheets))
    assert merged.masters == merge(found, ours(change), ours(change)).masters == "same"


def test_shapes_follow_each_other_as_in_the_agenda_after_several_builds() -> None:
    presentation = opened(deck(few=True))
    first(presentation.slides[2].shapes.title).text = MINE
    content, base = written(presentation), ""
    for change in ("block added", "exercise swapped"):
        content, base = merge(read(content), few(base), few(change)).content or b"", change
    now = read(content).ours
    differing = {id_: [*unlike(now[id_], form, exact=True)] for id_, form in few("exercise swapped").ours.items()}
    assert [id_ for id_, what in differing.items() if what] == [few().forms[2].id]


def sections(deck_: DeckFile) -> list[tuple[str, int]]:
    """Names, and how many slides each has."""
    return [(one.name, len(one.slides)) for one in deck_.presentation.sections]


def ours_again(change: str) -> DeckFile:
    """Read anew, for its slides will be changed."""
    return read(deck(change))


@pytest.mark.parametrize("change", ["time moved", "block added", "block removed", "language changed"])
def test_the_merged_file_is_sound(change: str, tmp_path: Path) -> None:
    content, _holds = edited("word_in_a_figure")
    merged = merge(read(content), few(), few(change))
    (tmp_path / "deck.pptx").write_bytes(merged.content or b"")
    assert audit(tmp_path / "deck.pptx") == []


def test_slides_are_called_as_they_come_and_no_part_has_the_name_of_another() -> None:
    content, _holds = edited("slide_copied")
    merged = merge(read(content), few(), few("block added")).content
    with ZipFile(io.BytesIO(merged or b"")) as file:
        names = file.namelist()
    assert len(names) == len(set(names))
    slides = [f"ppt/slides/slide{number}.xml" for number in range(1, len(read(merged or b"").forms) + 1)]
    assert [form.slide.part for form in read(merged or b"").forms] == slides
    assert {name for name in names if name.startswith("ppt/slides/slide")} == set(slides)
    assert len({form.id for form in read(merged or b"").forms if form.id}) == len(few("block added").ours)


@pytest.mark.parametrize("saved", ["as is", "PowerPoint", pytest.param("LibreOffice", marks=pytest.mark.office)])
def test_of_a_slide_and_its_copy_the_original_follows_the_agenda(saved: str) -> None:
    content, _holds = edited("slide_copied_in_front", saved)
    merged = merge(read(content), few(), few("figure changed")).content
    both = [form for form in read(merged or b"").forms if MINE in _lines(form) or "Udvikling" in _lines(form)]
    assert [(MINE in _lines(form), "Udvikling" in _lines(form)) for form in both] == [(True, False), (False, True)]


def test_of_copies_whose_tags_are_lost_the_least_changed_one_is_ours() -> None:
    """The other one, which says the same, has only been moved about."""
    presentation = opened(edited("slide_copied_in_front")[0])
    (place,) = [
        number for number, form in enumerate(read(edited("slide_copied_in_front")[0]).forms) if MINE in _lines(form)
    ]
    for shape, before in zip(*map(boxes, list(presentation.slides)[place : place + 2]), strict=True):
        first(shape).text = first(before).text
        shape.left += 500_000
    lost = _without_tags(written(presentation))
    assert len({id_ for id_ in known_again(read(lost).forms, few().forms).values() if id_}) == len(few().forms)
    merged = read(merge(read(lost), few(), few("figure changed")).content or b"")
    assert ["Udvikling" in _lines(form) for form in merged.forms[place : place + 2]] == [False, True]


@pytest.mark.parametrize(
    ("agenda", "alone", "says_new"),
    [(b"anden-dag", False, [True, False]), (b"trio-workshop", False, [True, False]), (b"trio-workshop", True, [True])],
)
def test_a_slide_from_another_deck_of_ours_is_the_person_s_unless_it_takes_the_place_of_its_like(
    agenda: bytes, alone: bool, says_new: list[bool]
) -> None:
    """Of another agenda, or for another team: as it stands in the deck that it is pasted from, with words of that."""
    presentation = opened(edited("slide_copied")[0])
    own, pasted = (one for one in presentation.slides if _title(one).startswith("Fem områder"))
    old = pasted.part.part_related_by(RELATIONSHIP_TYPE.TAGS)
    said = old.blob.replace(b"trio-workshop/", agenda + b"/")
    new = Part(PackURI("/ppt/tags/tag999.xml"), old.content_type, old.package, said)
    tags = pasted._element.find(f".//{tag('p:tags')}")
    tags.set(tag("r:id"), pasted.part.relate_to(new, RELATIONSHIP_TYPE.TAGS))
    first(boxes(pasted)[1]).text = MINE
    if alone:
        listed = presentation.part._element.sldIdLst
        listed.remove(next(one for one in listed if presentation.part.related_part(one.rId) is own.part))
    content = merge(read(written(presentation)), few(), few("figure changed")).content
    found = [form for form in read(content or b"").forms if form.slide.title.startswith("Fem områder")]
    assert ["Udvikling" in _lines(form) for form in found] == says_new
    assert MINE in _lines(found[-1])
    if agenda == b"anden-dag":
        taken = merge(read(content or b""), few("figure changed"), few("figure changed"), take=None)
        assert taken.content is None, "one of another agenda goes by name only"


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
    assert Clash(TEXT, "Hvad er trivsel?", "Hvad er et godt arbejdsmiljø?") in slide.clashes
    assert "Hvad er trivsel?" in _all_text(merged.content)


def test_the_page_shows_what_a_build_tells() -> None:
    presentation = opened(deck())
    _agenda_title(presentation, "Hvad er trivsel?")
    for number in (4, 9):
        first(boxes(presentation.slides[number - 1])[0]).text = MINE
    merged = merge(read(written(presentation)), ours(), ours("block renamed"))
    folder = Path("out/trio-workshop")
    told = merged_lines(
        folder / "trio-workshop.pptx", merged, folder / "tidligere/trio-workshop 2027-01-10 08.30.00.pptx"
    )
    page = (Path(__file__).parents[2] / "docs" / "edits.md").read_text(encoding="utf-8")
    assert "\n".join(told) in page


@pytest.mark.parametrize("agenda", [few, lambda: few("block added")], ids=["as it was", "a block more"])
def test_slides_of_the_person_s_own_are_told_where_they_stand_now(agenda: Callable[[], DeckFile]) -> None:
    content, _holds = edited("slide_added")
    merged = merge(read(content), few(), agenda())
    now = [form.slide.title for form in read(merged.content or content).forms]
    (own,) = merged.own
    assert (own.title, now[own.now - 1]) == (MINE, MINE)
    assert [form.slide.title for form in read(content).forms][own.number - 1] == MINE
    assert counted(merged).endswith(f"1 of your own (slide {own.now})")
    assert merge(read(deck(few=True)), few(), agenda()).own == ()


def test_slides_that_have_only_other_times_in_their_notes_are_counted_by_themselves() -> None:
    merged = merge(read(deck(few=True)), few(), few("blocks reordered"))
    assert counted(merged) == "2 slides updated (slides 1, 2), 3 with other times in the notes"


def test_the_agenda_s_can_be_taken() -> None:
    presentation = opened(deck())
    number = _agenda_title(presentation, "Hvad er trivsel?")
    content = written(presentation)
    merged = merge(read(content), ours(), ours("block renamed"), take={str(number)})
    assert "Hvad er trivsel?" not in _all_text(merged.content)
    assert "Hvad er trivsel?" not in _all_text(merge(read(content), ours(), ours("block renamed"), take=None).content)


def _with_footers(*numbers: int) -> bytes:
    """The deck of some slides, some of which say something of the person's at their foot."""
    presentation = opened(deck(few=True))
    for number in numbers:
        _footer(presentation.slides[number - 1]).text_frame.paragraphs[0].runs[0].text = MINE
    return written(presentation)


def _footer(slide: Any) -> Any:
    return next(one for one in slide.placeholders if one.name.startswith("Sidefod"))


def _feet(content: bytes | None) -> list[str]:
    return [_footer(slide).text_frame.text for slide in [*opened(content or b"").slides][1:]]


_FOOT = "Eksempel Kommune · Børn og Unge · torsdag den 14. januar 2027"
_NEW_FOOT = "Anden Kommune · TRIO Mælkevejen · torsdag den 14. januar 2027"


def test_a_footer_that_both_have_changed_is_told_once_however_many_slides_have_it() -> None:
    merged = merge(read(_with_footers(3, 4)), few(), few("client renamed"))
    assert _feet(merged.content)[:4] == [_NEW_FOOT, MINE, MINE, _NEW_FOOT]
    told = {one.number: clash for one in merged.slides for clash in one.clashes if clash.mine == MINE}
    assert told == {3: Clash(FOOT, MINE, _NEW_FOOT)}
    became = {one.number: one.became for one in merged.slides}
    assert (became[3], became[4]) == ("conflict", "kept")


def test_a_new_footer_is_told_once_for_all_slides() -> None:
    merged = merge(read(edited("word_in_a_figure")[0]), few(), few("client renamed"))
    assert merged.foot == _NEW_FOOT
    assert f"  the footer says “{_NEW_FOOT}” now" in [*merged_lines(Path("a.pptx"), merged, None)]
    assert merge(read(edited("word_in_a_figure")[0]), few(), few("block renamed")).foot == ""


@pytest.mark.parametrize(
    ("take", "left"), [(["3"], [_NEW_FOOT, MINE, _NEW_FOOT]), (None, [_NEW_FOOT, _NEW_FOOT, _NEW_FOOT])]
)
def test_a_footer_of_the_agenda_s_can_be_taken(take: list[str] | None, left: list[str]) -> None:
    merged = merge(read(_with_footers(3, 4)), few(), few("client renamed"), take=take)
    assert _feet(merged.content)[1:4] == left
    taken = {number for number, foot in enumerate(left, 3) if number in (3, 4) and foot == _NEW_FOOT}
    assert {one.number for one in merged.slides if one.became == "updated"} & {3, 4} == taken


def test_an_own_footer_is_kept_untold_where_the_agenda_s_is_the_same_and_can_be_given_up() -> None:
    content = read(_with_footers(3))
    merged = merge(content, few(), few())
    assert [(one.became, one.clashes) for one in merged.slides if one.number == 3] == [("kept", ())]
    assert set(_feet(merge(content, few(), few(), take=["3"]).content)) == {_FOOT}


def test_a_new_block_stays_in_its_place_when_the_slide_before_it_has_been_moved_away() -> None:
    """What is new in the block that was moved goes along."""
    content, _holds = edited("slide_moved")
    new = [form.id for form in few("block added").forms if form.id not in few().ours]
    found = [form.id for form in read(merge(read(content), few(), few("block added")).content or b"").forms]
    assert found[found.index(new[0]) - 1] == "trio-workshop/psykisk-arbejdsmiljoe/section"
    assert found[found.index(new[-1]) + 1] == "trio-workshop/pause/break"
    before = ["a/x/1", "a/x/2", "a/y/1"]
    mine = [("3", "a/y/1"), ("1", "a/x/1"), ("2", "a/x/2")]
    assert ordered(mine, before, [*before, "a/y/2"], {"a/y/2": "4"}) == ["3", "4", "1", "2"]


def _without_footers(*numbers: int, deleted: bool) -> bytes:
    """The deck of some slides, some of which have no text at their foot any more, or nothing at all."""
    presentation = opened(deck(few=True))
    for number in numbers:
        footer = _footer(presentation.slides[number - 1])
        footer._element.getparent().remove(footer._element) if deleted else footer.text_frame.clear()
    return written(presentation)


@pytest.mark.parametrize("deleted", [True, False])
def test_a_footer_that_somebody_has_taken_away_stays_away_and_is_told_once_where_the_agenda_has_another(
    deleted: bool,
) -> None:
    content = _without_footers(3, 4, deleted=deleted)
    merged = merge(read(content), few(), few())
    assert [(one.became, one.clashes) for one in merged.slides if one.number in (3, 4)] == [("kept", ())] * 2
    assert merged.content is None
    merged = merge(read(content), few(), few("client renamed"))
    assert [one.number for one in merged.slides if Clash(FOOT, "", _NEW_FOOT) in one.clashes] == [3]
    assert {one.number: one.became for one in merged.slides}[4] == "kept"
    slides = [*opened(merged.content or b"").slides]
    assert [_footer(one).text_frame.text for one in (slides[1], slides[4])] == [_NEW_FOOT] * 2
    assert not any(
        "Sidefod" in shape.name and shape.text_frame.text for one in slides[2:4] for shape in one.placeholders
    )
    slide = opened(merge(read(content), few(), few("client renamed"), take=["3"]).content or b"").slides[2]
    assert _footer(slide).text_frame.text == _NEW_FOOT
    ids = [one.get("id") for one in slide._element.iter(tag("p:cNvPr"))]
    assert len(ids) == len({*ids})


def _described(content: bytes, alt: str, colour: str = "") -> bytes:
    """With another alternative text of the figure of five areas and, if asked, of another colour."""
    presentation = opened(content)
    shape = boxes(next(one for one in presentation.slides if _title(one).startswith("Fem områder")))[1]
    shape._element.nvSpPr.cNvPr.set("descr", alt)
    if colour:
        shape.fill.solid()
        shape.fill.fore_color.rgb = RGBColor.from_string(colour)  # type: ignore[no-untyped-call]
    return written(presentation)


def _title(slide: Any) -> str:
    return "" if slide.shapes.title is None else slide.shapes.title.text_frame.text


@pytest.mark.parametrize(("mine", "new"), [(MINE, "Noget nyt"), ("", "Noget nyt"), (MINE, "")])
def test_an_alternative_text_that_both_have_changed_is_told_with_both_and_can_be_taken(mine: str, new: str) -> None:
    base = read(_described(deck(few=True), "Før"))
    theirs, ours_ = read(_described(base.content, mine)), read(_described(base.content, new, "C81E5A"))
    merged = merge(theirs, base, ours_)
    assert [clash for one in merged.slides for clash in one.clashes] == [Clash(ALT, mine, new)]
    found = read(merged.content or b"")
    assert [*_units(found, ours_)] == [ALT], "the colour is the agenda's"
    assert not [*_units(read(merge(theirs, base, ours_, take=None).content or b""), ours_)]


def _units(one: DeckFile, other: DeckFile) -> Iterator[str]:
    """In what shapes of two decks differ."""
    for form, there in zip(one.forms, other.forms, strict=True):
        pairs = zip(
            (i for item in form.items for i in item.walk()),
            (i for item in there.items for i in item.walk()),
            strict=True,
        )
        yield from (unit for mine, ours_ in pairs for unit in differences(mine, ours_, exact=True))


def test_a_deleted_slide_comes_back_when_it_is_taken() -> None:
    content, _holds = edited("slide_deleted")
    (gone,) = few().ours.keys() - read(content).ours.keys()
    merged = merge(read(content), few(), few(), take={gone})
    assert merged.content is not None
    assert [form.id for form in read(merged.content).forms] == [form.id for form in few().forms]


def test_an_edited_slide_that_the_agenda_has_no_more_stays_and_is_told() -> None:
    presentation = opened(deck())
    gone = ours().ours.keys() - ours("block removed").ours.keys()
    numbers = [number for number, form in enumerate(ours().forms) if form.id in gone]
    slide = presentation.slides[numbers[0]]
    first(slide.shapes.title).text = "Det her bliver stående"
    merged = merge(read(written(presentation)), ours(), _also(ours("block removed")))
    assert "Det her bliver stående" in _all_text(merged.content)
    assert [one.became for one in merged.slides if one.number == numbers[0] + 1] == ["conflict"]
    assert [one.became for one in merged.slides if one.number in [n + 1 for n in numbers[1:]]] == ["removed"] * len(
        numbers[1:]
    )
    kept = read(merged.content or b"")
    (stays,) = kept.ours.keys() & gone
    for take in ({stays}, None):
        later = merge(read(merged.content or b""), ours("block removed"), _also(ours("block removed")), take=take)
        assert "Det her bliver stående" not in _all_text(later.content)
        assert [one.became for one in later.slides if one.id == stays] == ["removed"]


@pytest.mark.parametrize("back", ["time moved", "blocks reordered"])
def test_a_slide_that_the_agenda_has_again_is_where_it_has_it_and_follows_it_around_what_is_the_person_s(
    back: str,
) -> None:
    """Its title is the person's, its notes and all else are as we wrote them."""
    presentation = opened(deck(few=True))
    id_ = "trio-workshop/eget-arbejdsmiljoe/dig-selv"
    slide = presentation.slides[[*few().ours].index(id_)]
    first(slide.shapes.title).text = MINE
    stayed = merge(read(written(presentation)), _also(few()), _also(few("block removed")))
    merged = merge(read(stayed.content or b""), _also(few("block removed")), _also(few(back)))
    assert not [one for one in merged.slides if one.clashes]
    found = read(merged.content or b"")
    assert [form.id for form in found.forms] == [form.id for form in few(back).forms]
    assert found.ours[id_].slide.title == MINE
    assert _lines(found.ours[id_])[1:] == _lines(few(back).ours[id_])[1:]
    assert sections(found) == sections(few(back))
    assert found.lost == ()


def test_a_picture_and_a_link_of_a_slide_that_the_agenda_has_again_are_ours_still() -> None:
    wanted = "trio-workshop/velkommen/formaal"
    presentation = opened(deck(few=True))
    slide = presentation.slides[[*few().ours].index(wanted)]
    picture = slide.shapes.add_picture(io.BytesIO(_png()), 0, 0)
    picture.click_action.target_slide = presentation.slides[0]
    first(slide.placeholders[1]).hyperlink.address = "https://example.org/"
    base = _also(read(written(presentation)))
    mine = opened(base.content)
    first(mine.slides[[*few().ours].index(wanted)].shapes.title).text = MINE
    without = opened(base.content)
    listed = without.part._element.sldIdLst
    listed.remove(listed[[*few().ours].index(wanted)])
    gone = _also(read(written(without)))
    stayed = merge(read(written(mine)), base, gone)
    assert [clash.unit for one in stayed.slides for clash in one.clashes] == [SLIDE]
    merged = merge(read(stayed.content or b""), gone, base)
    assert [(one.became, one.clashes) for one in merged.slides if one.id == wanted] == [("kept", ())]


def _png() -> bytes:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 90)).save(drawn, "PNG")
    return drawn.getvalue()


@pytest.mark.parametrize("dead", ["left", "made to lead nowhere", "led to its own slide", "taken out"])
def test_a_link_to_a_slide_that_the_person_has_deleted_is_nothing_that_they_have_changed(dead: str) -> None:
    presentation = opened(deck(few=True))
    EDITS["slide_deleted"](presentation)
    number = next(number for number, form in enumerate(few().forms) if form.slide.title == "Pause")
    listed = presentation.part._element.sldIdLst
    gone = listed[number - 1]
    presentation.part.drop_rel(gone.rId)
    listed.remove(gone)
    agenda = presentation.slides[1]
    there = {id(one.part) for one in presentation.slides}
    for id_, relation in [*agenda.part.rels.items()]:
        if relation.reltype == RELATIONSHIP_TYPE.SLIDE and id(relation.target_part) not in there and dead != "left":
            for link in [one for one in agenda._element.iter(tag("a:hlinkClick")) if one.get(tag("r:id")) == id_]:
                if dead == "led to its own slide":
                    link.set(tag("r:id"), agenda.part.rels._add_relationship(RELATIONSHIP_TYPE.SLIDE, agenda.part))
                    continue
                link.attrib.update({tag("r:id"): "", "action": "ppaction://noaction"})
                if dead == "taken out":
                    link.getparent().remove(link)
            agenda.part.drop_rel(id_)
    content = written(presentation)
    assert merge(read(content), few(), few()).content is None
    merged = merge(read(content), few(), few("time moved"))
    assert [(one.number, one.became) for one in merged.slides if one.number == 2] == [(2, "updated")]
    back = merge(read(content), few(), few("time moved"), take={"trio-workshop/pause/break"}).content
    assert {*read(back or b"").forms[1].leads} == {*few().forms[1].leads}, "and leads there again when that is back"


def _without(presentation: Any, *texts: str) -> None:
    """Take away shapes that say these texts, and paragraphs of notes."""
    for slide in presentation.slides:
        gone = [one for one in shapes(slide) if one.has_text_frame and one.text_frame.text in texts]
        lines = [
            one for one in slide.notes_slide.notes_text_frame.paragraphs if "".join(r.text for r in one.runs) in texts
        ]
        for element in [*(one._element for one in gone), *(one._p for one in lines)]:
            element.getparent().remove(element)


_CARD = "Indhold\nHvad arbejdet består af, også\xa0kravene"


@pytest.mark.parametrize("saved", ["as is", "PowerPoint", pytest.param("LibreOffice", marks=pytest.mark.office)])
def test_what_stayed_when_the_agenda_lost_it_can_be_given_up_in_a_later_build(saved: str) -> None:
    """A card of a figure and a line of the notes; what the person has added stays."""
    number = next(number for number, one in enumerate(few().forms) if any(_CARD[:7] in line for line in _lines(one)))
    gone = few().forms[number].notes[0].text
    agenda = opened(deck(few=True))
    _without(agenda, _CARD, gone)
    first(agenda.slides[1].shapes.title).text = "Planen for i dag"
    without = read(written(agenda))
    presentation = opened(deck(few=True))
    (card,) = [
        one for one in shapes(presentation.slides[number]) if one.has_text_frame and one.text_frame.text == _CARD
    ]
    first(card).text = MINE
    notes = presentation.slides[number].notes_slide.notes_text_frame
    next(run for run in notes.paragraphs[0].runs if run.text.strip()).text += " eller mit"
    notes.add_paragraph().text = "Helt min egen"
    EDITS["text_box_added"](presentation)
    merged = merge(read(SAVED[saved](written(presentation))), few(), _also(without))
    assert {clash.unit for one in merged.slides for clash in one.clashes} == {"shape", "notes"}
    later = SAVED[saved](merged.content or b"")
    assert merge(read(later), _also(without), _also(without)).content is None, "and it stays"
    (id_,) = [one.id for one in merged.slides if one.clashes]
    for take in ({id_}, None):
        found = read(merge(read(later), _also(without), _also(without), take=take).content or b"")
        said = [line for form in found.forms for line in _lines(form)]
        assert not [line for line in said if line == "Hvad arbejdet består af, også kravene" or "eller mit" in line]
        assert "Helt min egen" in said
        assert MINE in said, "the box that the person has put on another slide"
        assert merge(found, _also(without), _also(without), take=take).content is None


def _also(without: DeckFile) -> DeckFile:
    """Read anew, with what a deck of ours remembers."""
    return read(remembering(without.content))


def test_notes_that_the_person_has_emptied_are_told_once_with_what_the_agenda_says() -> None:
    presentation = opened(deck(few=True))
    slide = presentation.slides[1]
    for paragraph in slide.notes_slide.notes_text_frame.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    for run in slide.notes_slide.notes_text_frame.paragraphs[0].runs:
        run.text = ""
    merged = merge(read(written(presentation)), few(), few("language changed"))
    (clash,) = [clash for one in merged.slides if one.number == 2 for clash in one.clashes]
    wanted = [line.text for line in few("language changed").forms[1].notes]
    assert clash == Clash(NOTES, "", "\n".join(wanted))


def test_notes_that_both_have_changed_are_told_once_with_both_texts() -> None:
    presentation = opened(deck(few=True))
    frame = presentation.slides[1].notes_slide.notes_text_frame
    for number, paragraph in enumerate(frame.paragraphs):
        paragraph.runs[0].text = f"{MINE} {number}"
        for run in paragraph.runs[1:]:
            run.text = ""
    mine = frame.text
    merged = merge(read(written(presentation)), few(), few("language changed"))
    (clash,) = [clash for one in merged.slides if one.number == 2 for clash in one.clashes if clash.unit == NOTES]
    assert (clash.mine, clash.ours) == (mine, "\n".join(line.text for line in few("language changed").forms[1].notes))


def test_a_slide_that_stays_because_something_leads_to_it_is_told_so() -> None:
    presentation, removed = opened(few().content), few("block removed")
    gone = next(form for form in few().forms if form.id not in removed.ours)
    slides = [*presentation.slides]
    box = slides[2].shapes.add_textbox(0, 0, 900_000, 400_000)
    box.click_action.target_slide = slides[few().forms.index(gone)]
    (outcome,) = (one for one in merge(read(written(presentation)), few(), removed).slides if one.id == gone.id)
    assert outcome.clashes == (Clash(LED, gone.slide.title, ""),)


def test_a_slide_that_the_person_has_deleted_is_told_when_there_is_something_new_on_it() -> None:
    content, _holds = edited("slide_deleted")
    (gone,) = few().ours.keys() - read(content).ours.keys()
    told = {
        change: [one.clashes for one in merge(read(content), few(), few(change)).slides if one.id == gone]
        for change in ("block added", "figure changed")
    }
    assert told == {"block added": [()], "figure changed": [(Clash(SLIDE, "", few().ours[gone].slide.title),)]}


@pytest.mark.parametrize(
    ("change", "told"), [("block added", []), ("block renamed", ["Hvad er et godt arbejdsmiljø?"])]
)
def test_a_shape_that_the_person_has_deleted_is_told_when_it_says_something_new(change: str, told: list[str]) -> None:
    presentation = opened(deck(few=True))
    _without(presentation, "Hvad er et psykisk arbejdsmiljø?")
    merged = merge(read(written(presentation)), few(), few(change))
    assert [clash.ours for one in merged.slides for clash in one.clashes] == told
    assert not told or told[0] not in _all_text(merged.content)


@pytest.mark.parametrize(
    ("edit", "change", "theme", "masters"),
    [
        ("word_in_a_figure", "theme changed", "updated", "same"),
        ("colour_of_the_theme", "block added", "kept", "same"),
        ("colour_of_the_theme", "theme changed", "conflict", "same"),
        ("background_of_the_master", "block added", "same", "kept"),
        ("background_of_the_master", "theme changed", "updated", "kept"),
        ("slide_added", "block added", "same", "same"),
    ],
)
def test_what_has_become_of_the_theme_and_of_the_masters_is_told(
    edit: str, change: str, theme: str, masters: str
) -> None:
    content = edited(edit)[0]
    merged = merge(read(content), few(), few(change))
    assert (merged.theme, merged.masters) == (theme, masters)
    content = merged.content or content
    taken = merge(read(content), few(change), few(change), take=None).content or content
    assert read(taken).design == few(change).design, "the agenda's can be taken, in a later build too"


def test_a_layout_that_the_person_has_left_follows_the_agenda_beside_one_that_they_have_changed() -> None:
    presentation = opened(deck(few=True))
    first(presentation.slide_layouts[0].placeholders[0]).text = MINE
    merged = merge(read(written(presentation)), few(), few("language changed"))
    said = [[item.text for item in sheet.items] for sheet in read(merged.content or b"").sheets]
    wanted = [[item.text for item in sheet.items] for sheet in few("language changed").sheets]
    assert merged.masters == "kept"
    assert MINE in said[1]
    assert [*said[:1], *said[2:]] == [*wanted[:1], *wanted[2:]]


def _all_text(content: bytes | None) -> str:
    assert content is not None
    return "\n".join(s.text_frame.text for one in opened(content).slides for s in shapes(one) if s.has_text_frame)


def test_moving_the_day_by_half_an_hour_meets_few_of_the_texts_that_were_edited() -> None:
    told: list[Clash] = []
    shapes = 0
    for seed in (1, 2, 3):
        presentation = opened(deck())
        chance, mine = random.Random(seed), []
        for number, slide in enumerate(presentation.slides):
            texts = [*boxes(slide), *([slide.shapes.title] if slide.shapes.title is not None else [])]
            mine.append(f"Min tekst nummer {number}")
            first(chance.choice(texts)).text = mine[-1]
            shapes += len(texts)
        merged = merge(read(written(presentation)), ours(), ours("time moved"))
        said = _all_text(merged.content)
        assert [text for text in mine if text not in said] == []
        told += [clash for one in merged.slides for clash in one.clashes]
    assert 0 < len(told) <= 0.05 * shapes
    assert [clash for clash in told if not clash.ours.startswith("kl. ")] == [], "only times have moved"


@pytest.mark.parametrize("saved", ["as is", "PowerPoint"])
def test_what_is_open_is_told_at_every_build_until_it_is_settled(saved: str) -> None:
    """Whatever else is new in the meantime."""
    presentation = opened(deck(few=True))
    number = _agenda_title(presentation, "Hvad er trivsel?")
    _without(presentation, "Hvad arbejdet består af, også kravene")
    wanted = {Clash(TEXT, "Hvad er trivsel?", "Hvad er et godt arbejdsmiljø?")}
    merged = merge(read(SAVED[saved](written(presentation))), few(), _also(few("block renamed")))
    assert {clash for one in merged.slides for clash in one.clashes} == wanted
    assert not [one for one in merged.slides if one.again]
    content, base = SAVED[saved](merged.content or b""), _also(few("block renamed"))
    for more in (base, _more(base), _more(base)):
        merged = merge(read(content), base, more)
        assert {clash for one in merged.slides for clash in one.again} == wanted
        assert [(one.number, one.became) for one in merged.slides if one.clashes] == [(number, "conflict")]
        content, base = SAVED[saved](merged.content or content), more
    assert merge(read(content), base, base).content is None
    assert _settled(content, base, take={str(number)}) == set()
    assert _settled(_says(content, "Hvad er trivsel?", "Hvad er et godt arbejdsmiljø?"), base) == set()
    assert _settled(_says(content, "Hvad er trivsel?", "Noget helt tredje"), base) == set(), (
        "it is another text of theirs"
    )
    assert (
        _settled(content, read(_says(base.content, "Hvad er et godt arbejdsmiljø?", "Hvad er trivsel?")), base) == set()
    )
    other = read(_says(base.content, "Hvad er et godt arbejdsmiljø?", "Hvad er arbejdsglæde?"))
    (clash,) = (clash for one in merge(read(content), base, other).slides for clash in one.clashes)
    assert clash == Clash(TEXT, "Hvad er trivsel?", "Hvad er arbejdsglæde?")


def test_what_is_told_of_a_file_that_is_otherwise_left_as_it_is_can_be_settled_by_hand() -> None:
    """Nothing of the agenda's comes in: the file remembers what has been told of it, and nothing else in it changes."""
    old, presentation = "Hvad er et psykisk arbejdsmiljø?", opened(deck(few=True))
    _agenda_title(presentation, "Hvad er trivsel?")
    new = _also(read(_says(few().content, old, "Hvad er et godt arbejdsmiljø?")))
    merged = merge(read(written(presentation)), _also(few()), new)
    assert [one.became for one in merged.slides if one.clashes] == ["conflict"]
    assert _all_text(merged.content) == _all_text(written(presentation))
    again = merge(read(merged.content or b""), new, new)
    assert again.content is None
    assert [one.again for one in again.slides] == [one.clashes for one in merged.slides]
    for by_hand in ("Hvad er arbejdsglæde?", "Hvad er et godt arbejdsmiljø?"):
        assert _settled(_says(merged.content or b"", "Hvad er trivsel?", by_hand), new) == set()


def _more(base: DeckFile) -> DeckFile:
    """The agenda with another day on its first slide, and with what a deck of ours remembers."""
    presentation = opened(base.content)
    first(presentation.slides[0].shapes.title).text += " igen"
    return _also(read(written(presentation)))


def _says(content: bytes, old: str, new: str) -> bytes:
    presentation = opened(content)
    for slide in presentation.slides:
        for shape in (one for one in shapes(slide) if one.has_text_frame and one.text_frame.text == old):
            first(shape).text = new
    return written(presentation)


def _settled(
    content: bytes, ours_: DeckFile, base: DeckFile | None = None, take: set[str] | tuple[()] | None = ()
) -> set[Any]:
    """What is told of a deck, and of the same again."""
    merged = merge(read(content), base or ours_, ours_, take=take)
    again = merge(read(merged.content or content), ours_, ours_)
    return {clash for found in (merged, again) for one in found.slides for clash in one.clashes}


def _gone_with_words(presentation: Any) -> None:
    gone = few().ours.keys() - few("block removed").ours.keys()
    number = next(number for number, form in enumerate(few().forms) if form.id in gone)
    first(presentation.slides[number].shapes.title).text = MINE


def _notes_with_words(presentation: Any) -> None:
    for paragraph in presentation.slides[1].notes_slide.notes_text_frame.paragraphs:
        paragraph.runs[0].text = MINE + paragraph.runs[0].text


def _card_gone(presentation: Any) -> None:
    _without(presentation, "Hvad er et psykisk arbejdsmiljø?")


def _figure_gone(presentation: Any) -> None:
    EDITS["slide_deleted"](presentation)


@pytest.mark.parametrize(
    ("unit", "edit", "change"),
    [
        ("shape", _card_gone, "block renamed"),
        ("slide", _figure_gone, "figure changed"),
        ("slide", _gone_with_words, "block removed"),
        ("notes", _notes_with_words, "language changed"),
    ],
)
def test_whatever_is_told_once_is_told_again(unit: str, edit: Callable[[Any], None], change: str) -> None:
    presentation = opened(deck(few=True))
    edit(presentation)
    base = _more(few(change))
    merged = merge(read(written(presentation)), few(), base)
    told = {(one.id, clash) for one in merged.slides for clash in one.clashes}
    assert unit in {clash.unit for _id, clash in told}
    later = merge(read(merged.content or b""), base, _more(base))
    assert {(one.id, clash) for one in later.slides for clash in one.again} == told
    assert {(one.id, clash) for one in later.slides for clash in one.clashes} == told


def test_connectors_of_a_figure_that_was_dissolved_and_moved_are_called_and_join_as_the_agenda_has_them() -> None:
    presentation = opened(deck(few=True))
    EDITS["figure_ungrouped"](presentation)
    for shape in shapes(next(one for one in presentation.slides if _title(one).startswith("Fem områder"))):
        shape.left += 0 if shape.is_placeholder else 700_000
    content = merge(read(written(presentation)), few(), few("figure changed")).content
    found, wanted = (
        sorted((name, [names[end] for end in ends]) for name, names, ends in joined(opened(one or b"")))
        for one in (content, deck("figure changed", few=True))
    )
    assert found == wanted
    assert ("Arbejdet selv", ["Psykisk arbejdsmiljø", "Arbejdet selv"]) in found


def test_the_edges_of_a_card_follow_the_agenda_around_the_person_s_words() -> None:
    """The figure has a card more, so that another one lies on the other side of the middle: its words stay theirs."""
    presentation = opened(deck(few=True))
    (card,) = (
        one for page in presentation.slides for one in shapes(page) if one.name == "Organisation" and one.has_text_frame
    )
    first(card).text = MINE
    merged = merge(read(written(presentation)), few(), few("figure changed"))
    assert [clash for one in merged.slides for clash in one.clashes] == []
    decks = (opened(content or b"") for content in (merged.content, few("figure changed").content))
    found, ours_ = (_organisation(one).text_frame for one in decks)
    assert (found.margin_left, found.margin_right) == (ours_.margin_left, ours_.margin_right)
    assert found.text.startswith(MINE)


def _organisation(presentation: Any) -> Any:
    """A card with two paragraphs that are set otherwise."""
    cards = (one for page in presentation.slides for one in shapes(page) if one.name == "Organisation")
    return next(one for one in cards if one.has_text_frame and one.text_frame.text)


@pytest.mark.parametrize("sets", ["edges", "size"])
def test_how_words_are_set_that_both_have_changed_is_told_again_whatever_the_words_are(sets: str) -> None:
    def set_(presentation: Any, length: int) -> bytes:
        frame = _organisation(presentation).text_frame
        if sets == "edges":
            frame.margin_left = length
        else:
            frame.paragraphs[1].runs[0].font.size = length
        return written(presentation)

    mine = opened(deck(few=True))
    first(_organisation(mine)).text = MINE
    base = _more(read(set_(opened(deck(few=True)), 300_000)))
    merged = merge(read(set_(mine, 400_000)), few(), base)
    (clash,) = (clash for one in merged.slides for clash in one.clashes)
    assert clash.unit == "type"
    later = merge(read(merged.content or b""), base, _more(base))
    assert [clash for one in later.slides for clash in one.again] == [clash]
    settled = set_(opened(later.content or b""), 300_000)
    assert not [one for one in merge(read(settled), _more(base), _more(base)).slides if one.clashes]


_TITLED = """
title: Dag
blocks:
  - title: {block}
    minutes: 20
    slides:
      - {{title: {slide}, bullets: [Vi lytter, Vi spørger, Vi aftaler]}}
      - {{statement: Alle har set noget}}
"""


def _titled(block: str = "Velkommen", slide: str = "Sådan gør vi") -> DeckFile:
    (made,) = facilitator.open(text=_TITLED.format(block=block, slide=slide)).build("deck")
    return read(made.content)


@pytest.mark.parametrize("saved", ["as is", "PowerPoint", "without tags"])
@pytest.mark.parametrize("new", [("Velkommen", "Vores måde"), ("Goddag", "Sådan gør vi")])
def test_a_slide_that_is_called_otherwise_in_the_agenda_is_the_same_one(new: tuple[str, str], saved: str) -> None:
    """Where the agenda gives no ids, the titles of blocks and slides do."""
    presentation = opened(_titled().content)
    slide = next(one for one in presentation.slides if _title(one) == "Sådan gør vi")
    frame = next(one for one in slide.placeholders if one.placeholder_format.idx == 1).text_frame
    frame.paragraphs[1].runs[0].text = MINE
    content = written(presentation)
    content = _without_tags(content) if saved == "without tags" else SAVED[saved](content)
    now = _titled(*new)
    merged = merge(read(content), _titled(), now)
    assert not [one for one in merged.slides if one.clashes or one.became in ("new", "removed")]
    found = read(merged.content or b"")
    assert [form.id for form in found.forms] == [form.id for form in now.forms]
    assert [form.slide.title for form in found.forms] == [form.slide.title for form in now.forms]
    assert MINE in _all_text(merged.content)
    listed = [[one.get("id") for one in opened(deck_).part._element.sldIdLst] for deck_ in (content, found.content)]
    assert listed[0] == listed[1], "so that links and sections hold"
    assert merge(found, now, now).content is None


_EXERCISES = {
    "lytte": "{title: Øvelse, minutes: 20, slides: [{title: Opgaven, bullets: [Vi lytter, Vi spørger, Vi aftaler]}]}",
    "tegne": "{title: Øvelse, minutes: 20, slides: [{title: Opgaven, bullets: [Tegn et hus, Bytte papir, Vis frem]}]}",
    "rolle": "{title: Øvelse, minutes: 15, slides: [{title: Rollespil, bullets: [Vælg en rolle, Tal om den]}]}",
    "midt": "{title: Midt, minutes: 10, slides: [{statement: I midten}]}",
    "slut": "{title: Slut, minutes: 10, slides: [{statement: Tak for i dag}]}",
    "pause": "{title: Pause, kind: break, minutes: 10}",
}


def _day(*blocks: str) -> DeckFile:
    text = f"title: Dag\nblocks:\n{''.join(f'  - {_EXERCISES[one]}{chr(10)}' for one in blocks)}"
    (made,) = facilitator.open(text=text).build("deck")
    return read(remembering(made.content))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (["lytte", "midt", "tegne"], ["tegne", "midt", "lytte"]),
        (["lytte", "midt", "tegne"], ["tegne", "lytte", "midt"]),
        (["midt", "lytte"], ["tegne", "midt", "lytte"]),
        (["tegne", "midt", "lytte"], ["midt", "lytte"]),
        (["tegne", "rolle", "midt", "lytte"], ["midt", "lytte", "tegne", "rolle"]),
    ],
)
def test_what_a_person_writes_stays_with_a_block_though_others_have_its_title(
    before: list[str], after: list[str]
) -> None:
    """Only a number tells their ids apart, and their places in the agenda give it."""
    base, new = _day(*before), _day(*after)
    presentation = opened(base.content)
    slide = next(one for one in presentation.slides if any("Vi spørger" in box.text_frame.text for box in shapes(one)))
    frame = next(one for one in slide.placeholders if one.placeholder_format.idx == 1).text_frame
    frame.paragraphs[1].runs[0].text = MINE
    merged = merge(read(written(presentation)), base, new)
    assert [one.clashes for one in merged.slides if one.clashes] == []
    found = read(merged.content or b"")
    said = {id_: [line.replace(MINE, "Vi spørger") for line in _lines(form)] for id_, form in found.ours.items()}
    assert said == {id_: _lines(form) for id_, form in new.ours.items()}
    assert _all_text(merged.content).count(MINE) == 1
    assert merge(found, new, new).content is None


def test_what_a_person_writes_on_a_break_stays_in_its_place_when_another_one_comes_before_it() -> None:
    """They say the same: what stands beside them tells which is which."""
    base, new = _day("lytte", "midt", "pause", "slut"), _day("lytte", "pause", "midt", "pause", "slut")
    presentation = opened(base.content)
    title = next(one for one in presentation.slides if _title(one) == "Pause").shapes.title
    first(title).text = MINE
    titles = [form.slide.title for form in read(merge(read(written(presentation)), base, new).content or b"").forms]
    assert titles.index(MINE) > titles.index("I midten")


# --- without what we know ---------------------------------------------------------------------------------------------


def test_with_no_base_whatever_differs_is_the_person_s_and_told() -> None:
    content, holds = edited("word_in_a_figure")
    merged = merge(read(content), None, few("time moved"))
    assert holds(opened(merged.content or content))
    assert any(one.became == "conflict" for one in merged.slides)


def _without_tags(content: bytes) -> bytes:
    """As programs save it that do not know tags."""
    presentation = opened(content)
    for slide in presentation.slides:
        for held in slide._element.findall(f".//{tag('p:custDataLst')}"):
            held.getparent().remove(held)
    return written(presentation)


@pytest.mark.parametrize("change", ["block removed", "exercise swapped", "block added", "blocks reordered"])
def test_slides_whose_tags_are_lost_are_known_by_what_they_say_and_tagged_again(change: str) -> None:
    content, holds = edited("word_in_a_figure")
    lost = _without_tags(content)
    assert not read(lost).tagged
    merged = merge(read(lost), few(), few(change)).content
    assert holds(opened(merged or lost))
    assert read(merged or lost).ours.keys() == few(change).ours.keys()


def test_a_new_theme_can_be_taken_though_another_program_has_written_everything_anew() -> None:
    """LibreOffice gives the theme fonts of its own, so nobody knows whether the person has changed it."""
    presentation = opened(_without_tags(edited("word_in_a_figure")[0]))
    theme = presentation.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
    theme._blob = theme.blob.replace(b'typeface="Calibri"', b'typeface="Arial"')
    content, new = written(presentation), few("theme changed")
    stayed = merge(read(content), few(), new)
    assert stayed.theme == "conflict"
    assert {*read(stayed.content or b"").ours} == {*few().ours}, "what is remembered is known to be of these slides"
    taken = merge(read(content), few(), new, take=None).content or b""
    assert {unlike_shapes(form.items, new.ours[id_].items) for id_, form in read(taken).ours.items()} == {0}
    assert read(taken).design == new.design
    assert merge(read(taken), new, new, take=None).content is None


def test_an_alternative_text_that_a_person_has_changed_stays_whoever_saves_the_deck() -> None:
    """LibreOffice drops some, which nobody has done."""
    base = read(_described(deck(few=True), "Før"))
    new = read(_described(deck(few=True), "Noget nyt"))
    clash = Clash(ALT, MINE, "Noget nyt")
    for mine, told, left in ((MINE, [clash], MINE), ("Før", [], "Noget nyt"), ("", [], "Noget nyt")):
        content = _without_tags(_described(deck(few=True), mine))
        merged = merge(read(content), base, new)
        assert [clash for one in merged.slides for clash in one.clashes] == told
        found = read(merged.content or content)
        alts = [item.alt for form in found.forms for one in form.items for item in one.walk()]
        assert left in alts


@pytest.mark.office
def test_a_deck_that_libreoffice_has_saved_is_merged_and_has_its_ids_again() -> None:
    content, holds = edited("word_in_a_figure", "LibreOffice")
    assert not read(content).tagged
    merged = merge(read(content), few(), few("block added"))
    assert merged.content is not None
    assert holds(opened(merged.content))
    assert {one.became for one in merged.slides} <= {"same", "updated", "kept", "both", "new"}
    assert read(merged.content).ours.keys() == few("block added").ours.keys()
    again = merge(read(merged.content), few("block added"), few("language changed"))
    assert {one.became for one in again.slides} == {"updated", "both", "removed"}
    assert holds(opened(again.content or b""))


@pytest.mark.parametrize("saved", ["as is", "PowerPoint", pytest.param("LibreOffice", marks=pytest.mark.office)])
def test_what_is_taken_again_changes_nothing_whoever_saves_it(saved: str) -> None:
    content, _holds = edited("word_in_a_figure", saved)
    taken = merge(read(content), few(), few("block added"), take=None).content
    assert taken is not None
    for again in (taken, SAVED[saved](taken)):
        assert merge(read(again), few("block added"), few("block added"), take=None).content is None


# --- sequences --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("begins", [0, pytest.param(1, marks=pytest.mark.long)])
@given(data=st.data())
@settings(max_examples=max(8, settings().max_examples // 6))
def test_edits_and_builds_in_any_order(begins: int, data: st.DataObject) -> None:
    """Up to three edits, each followed by a build; the gate tries eight of such rows, for each takes long."""
    steps = st.tuples(st.sampled_from(NAMES), st.sampled_from(["", *CHANGES]))
    start = data.draw(st.tuples(st.sampled_from(NAMES[begins::2]), st.sampled_from([*CHANGES])))
    rest = data.draw(st.lists(steps, max_size=2, unique_by=lambda step: step[0]))
    content, base = deck(few=True), ""
    presentation = opened(content)
    for name, change in [start, *(step for step in rest if step[0] != start[0])]:
        try:
            holds = EDITS[name](presentation)
        except (Gone, IndexError):  # An edit before has taken away what this one changes.
            presentation = opened(content)
            continue
        wanted = change if change != "template added" else base
        if not holds(presentation):  # An edit before has put the same words elsewhere.
            presentation = opened(content)
            continue
        content = written(presentation)
        content, base = merge(read(content), few(base), few(wanted)).content or content, wanted
        presentation = opened(content)
        assert holds(presentation), "what the person has done is there"
    assert merge(read(content), few(base), few(base)).content is None, "a second build changes nothing"


# --- items of a slide that each have a shape --------------------------------------------------------------------------

_ITEMS = ["Hvad er godt?", "Hvad er svært?", "Hvad så?"]


def _asking(*questions: str) -> bytes:
    slide = {"title": "Tal sammen", "questions": [*questions]}
    data = {"title": "Dag", "blocks": [{"id": "tal", "title": "Tal", "minutes": 20, "slides": [slide]}]}
    (made,) = facilitator.open(text=json.dumps(data)).build("deck")
    return made.content


@pytest.mark.parametrize(
    "now",
    [
        ["Hvad er godt?", "Hvad er nyt?", "Hvad er svært?", "Hvad så?"],
        ["Noget helt andet?", "Hvad er godt?", "Hvad er svært?", "Hvad så?"],
        ["Hvad så?", "Hvad er svært?", "Hvad er godt?"],
        ["Hvad er svært?", "Hvad så?"],
        ["Hvad er godt?", "Hvad er nyt?", "Hvad er meget svært?", "Hvad så?"],
    ],
)
def test_what_a_person_writes_stays_with_its_question_whatever_comes_goes_or_moves_around_it(now: list[str]) -> None:
    before = _asking(*_ITEMS)
    edited = opened(before)
    for one in (one for slide in edited.slides for one in slide.shapes if one.has_text_frame):
        if one.text_frame.text == "Hvad er svært?":
            one.text_frame.paragraphs[0].runs[0].text = "Hvad er MIT svære?"
    merged = merge(read(written(edited)), read(before), read(_asking(*now)))
    slide = next(
        one for one in opened(merged.content or b"").slides if one.shapes.title.text_frame.text == "Tal sammen"
    )
    asked = [one for one in slide.shapes if one.has_text_frame and one.text_frame.text.endswith("?")]
    wanted = ["Hvad er MIT svære?" if "svært" in one else one for one in now]
    assert [one.text_frame.text for one in sorted(asked, key=lambda one: (one.top, one.left))] == wanted
    assert sorted(one.name for one in asked) == [f"{asked[0].name[:-1]}{number}" for number in range(1, len(now) + 1)]


# --- what the agenda has again ----------------------------------------------------------------------------------------

_STEPS = """
title: Dag
blocks:
  - id: tal
    title: Tal sammen
    minutes: 30
    slides:
      - {{title: Svar, questions: [{lines}]}}
      - figure: {{kind: cycle, title: Trin, items: [{lines}]}}
"""


def _steps(*lines: str) -> bytes:
    return facilitator.open(text=_STEPS.format(lines=", ".join(lines))).build("deck")[0].content


def _places(content: bytes) -> dict[tuple[int, str], tuple[int, int]]:
    """Where each text stands, by the number of its slide."""
    deck_ = read(content)
    items = ((form.slide.number, one) for form in deck_.forms for item in form.items for one in item.walk())
    return {(number, one.text): (one.box.x, one.box.y) for number, one in items if one.kind == "shape" and one.box}


@pytest.mark.parametrize(
    "again", [["Tal", "Se", "Gå"], ["Gå", "Tal", "Se"], ["Se", "Gå", "Tal"], ["Se", "Gå", "Løb", "Tal"]]
)
def test_an_edited_item_that_the_agenda_has_again_stands_where_it_has_it_now(again: list[str]) -> None:
    before, without, now = _steps("Se", "Tal", "Gå", "Hop"), _steps("Se", "Gå", "Hop"), _steps(*again, "Hop")
    presentation = opened(before)
    for shape in [one for slide in presentation.slides for one in shapes(slide) if one.has_text_frame]:
        if shape.text_frame.text == "Tal":
            first(shape).text = MINE
    merged = merge(read(written(presentation)), read(before), read(without))
    assert [clash for one in merged.slides for clash in one.clashes] == [Clash("shape", MINE, "")] * 2
    merged = merge(read(merged.content or b""), read(without), read(now))
    assert [clash for one in merged.slides for clash in one.clashes] == []
    wanted = {(number, MINE if text == "Tal" else text): place for (number, text), place in _places(now).items()}
    assert _places(merged.content or b"") == wanted
