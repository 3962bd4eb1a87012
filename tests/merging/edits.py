"""What people do to a deck in PowerPoint: each edit by its name, with what must still be so when it has been merged."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lxml import etree
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import PP_ALIGN
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.util import Emu, Pt

__all__ = ["EDITS", "Edit", "Gone", "boxes", "first", "shapes"]

Holds = Callable[[Any], bool]
"""Whether the edit is still in a presentation."""
Edit = Callable[[Any], Holds]
"""Edits a presentation."""

MINE = "Min egen tekst"
RED: Any = RGBColor(200, 30, 90)  # type: ignore[no-untyped-call]
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_FIGURE, _AGENDA = "Fem områder", "Dagsorden"
_ADDRESS = "https://example.org/"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

EDITS: dict[str, Edit] = {}


class Gone(LookupError):
    """What an edit changes is not in the deck any more."""


def the(found: Iterable[Any]) -> Any:
    """The first of what is found; raises `Gone` where there is none, inside a generator too."""
    for one in found:
        return one
    raise Gone


def edit(work: Edit) -> Edit:
    """Register an edit by its name."""
    EDITS[work.__name__.strip("_")] = work
    return work


def shapes(holder: Any) -> Iterator[Any]:
    """The shapes of a slide or group, those in groups too."""
    for shape in holder.shapes:
        if shape.shape_type == 6:
            yield from shapes(shape)
        else:
            yield shape


def slide(deck: Any, begins: str) -> Any:
    """The first slide whose title begins so."""
    return the(one for one in deck.slides if one.shapes.title is not None and title(one).startswith(begins))


def title(one: Any) -> str:
    return one.shapes.title.text_frame.text if one.shapes.title is not None else ""


def said(deck: Any) -> str:
    """Everything that the deck says."""
    texts = [shape.text_frame.text for one in deck.slides for shape in shapes(one) if shape.has_text_frame]
    cells = [
        cell.text_frame.text
        for one in deck.slides
        for shape in shapes(one)
        if getattr(shape, "has_table", False)
        for row in shape.table.rows
        for cell in row.cells
    ]
    return "\n".join([*texts, *cells])


def boxes(one: Any) -> list[Any]:
    """Shapes with text that are no placeholders."""
    return [
        shape
        for shape in shapes(one)
        if shape.has_text_frame and shape.text_frame.text.strip() and not shape.is_placeholder
    ]


def first(shape: Any) -> Any:
    """The first run."""
    return the(run for paragraph in shape.text_frame.paragraphs for run in paragraph.runs if run.text.strip())


def named(deck: Any, text: str) -> list[Any]:
    """Shapes that say a text, or at least its first line: the agenda may have other lines below it."""
    texts = ((s, s.text_frame.text) for one in deck.slides for s in shapes(one) if s.has_text_frame)
    return [shape for shape, said_ in texts if said_.split("\n")[0] == text.split("\n")[0]]


# --- words ------------------------------------------------------------------------------------------------------------


@edit
def word_in_a_title(deck: Any) -> Holds:
    first(slide(deck, _FIGURE).shapes.title).text = MINE
    return lambda found: any(title(one) == MINE for one in found.slides)


@edit
def word_in_an_agenda_slide(deck: Any) -> Holds:
    first(boxes(slide(deck, _AGENDA))[3]).text = MINE
    return lambda found: MINE in said(found)


@edit
def word_in_a_figure(deck: Any) -> Holds:
    first(boxes(slide(deck, _FIGURE))[1]).text = MINE
    return lambda found: MINE in said(found)


@edit
def paragraph_added(deck: Any) -> Holds:
    boxes(slide(deck, _FIGURE))[2].text_frame.add_paragraph().text = MINE
    return lambda found: MINE in said(found)


@edit
def text_emptied(deck: Any) -> Holds:
    shape = boxes(slide(deck, _FIGURE))[1]
    before = shape.text_frame.text
    for paragraph in shape.text_frame.paragraphs:
        for run in paragraph.runs:
            run.text = ""
    return lambda found: before not in [s.text_frame.text for s in boxes(slide(found, _FIGURE))]


@edit
def cell_of_a_table(deck: Any) -> Holds:
    table = the(s.table for one in deck.slides for s in shapes(one) if getattr(s, "has_table", False))
    table.cell(1, 1).text_frame.paragraphs[0].runs[0].text = MINE
    return lambda found: MINE in said(found)


# --- looks of text ----------------------------------------------------------------------------------------------------


def _font(change: Callable[[Any], None], so: Callable[[Any], bool]) -> Edit:
    def work(deck: Any) -> Holds:
        shape = boxes(slide(deck, _FIGURE))[1]
        text = shape.text_frame.text
        change(first(shape).font)
        return lambda found: any(so(first(one).font) for one in named(found, text))

    return work


def _coloured(font: Any) -> None:
    font.color.rgb = RED


EDITS["larger"] = _font(lambda font: setattr(font, "size", Pt(31)), lambda font: font.size == Pt(31))
EDITS["bold"] = _font(lambda font: setattr(font, "bold", False), lambda font: font.bold is False)
EDITS["italic"] = _font(lambda font: setattr(font, "italic", True), lambda font: bool(font.italic))
EDITS["underlined"] = _font(lambda font: setattr(font, "underline", True), lambda font: bool(font.underline))
EDITS["colour_of_text"] = _font(_coloured, lambda font: font.color.type is not None and font.color.rgb == RED)
EDITS["font"] = _font(lambda font: setattr(font, "name", "Georgia"), lambda font: font.name == "Georgia")


@edit
def alignment(deck: Any) -> Holds:
    shape = boxes(slide(deck, _FIGURE))[1]
    text = shape.text_frame.text
    shape.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
    return lambda found: any(one.text_frame.paragraphs[0].alignment == PP_ALIGN.RIGHT for one in named(found, text))


@edit
def address_behind_a_word(deck: Any) -> Holds:
    first(boxes(slide(deck, _FIGURE))[1]).hyperlink.address = _ADDRESS
    return lambda found: _ADDRESS in [
        run.hyperlink.address for one in found.slides for s in shapes(one) if s.has_text_frame
        for paragraph in s.text_frame.paragraphs for run in paragraph.runs
    ]  # fmt: skip


def _word(frame: Any, text: str) -> Any:
    """The run of one word, parted from the words around it."""
    run = the(run for paragraph in frame.paragraphs for run in paragraph.runs if text in run.text)
    before, _word, behind = run.text.partition(text)
    own, rest = copy.deepcopy(run._r), copy.deepcopy(run._r)
    own.find(qn("a:t")).text, rest.find(qn("a:t")).text, run.text = text, behind, before
    run._r.addnext(own)
    own.addnext(rest)
    return the(one for paragraph in frame.paragraphs for one in paragraph.runs if one._r is own)


def _runs(frames: Iterator[Any]) -> Iterator[Any]:
    return (run for frame in frames for paragraph in frame.paragraphs for run in paragraph.runs)


def _on_slides(deck: Any) -> Iterator[Any]:
    return (one.text_frame for each in deck.slides for one in shapes(each) if one.has_text_frame)


def _in_notes(deck: Any) -> Iterator[Any]:
    return (one.notes_slide.notes_text_frame for one in deck.slides if one.has_notes_slide)


@edit
def word_coloured(deck: Any) -> Holds:
    shape = the(one for one in boxes(slide(deck, _AGENDA)) if "program" in one.text_frame.text)
    _coloured(_word(shape.text_frame, "program").font)
    return lambda found: any(
        run.text == "program" and run.font.color.type is not None and run.font.color.rgb == RED
        for run in _runs(_on_slides(found))
    )


@edit
def address_behind_one_word(deck: Any) -> Holds:
    shape = the(one for one in boxes(slide(deck, _FIGURE)) if "planlægges" in one.text_frame.text)
    _word(shape.text_frame, "planlægges").hyperlink.address = _ADDRESS
    return lambda found: any(
        (run.text, run.hyperlink.address) == ("planlægges", _ADDRESS) for run in _runs(_on_slides(found))
    )


@edit
def word_of_the_notes_italic(deck: Any) -> Holds:
    for frame in _in_notes(deck):
        words = [one for one in ("Tid", "kl.") if any(one in run.text for run in _runs(iter([frame])))]
        if words:
            _word(frame, words[0]).font.italic = True
    wanted = sum(run.font.italic is True for run in _runs(_in_notes(deck)))
    return lambda found: sum(run.font.italic is True for run in _runs(_in_notes(found))) >= 0.7 * wanted > 3


@edit
def address_in_the_notes(deck: Any) -> Holds:
    frame = slide(deck, _FIGURE).notes_slide.notes_text_frame
    words = sorted((word for run in _runs(iter([frame])) for word in run.text.split()), key=len, reverse=True)
    word = the(words)
    _word(frame, word).hyperlink.address = _ADDRESS
    return lambda found: any((run.text, run.hyperlink.address) == (word, _ADDRESS) for run in _runs(_in_notes(found)))


# --- shapes -----------------------------------------------------------------------------------------------------------


def _place(change: Callable[[Any], None]) -> Edit:
    def work(deck: Any) -> Holds:
        shape = boxes(slide(deck, _FIGURE))[1]
        text = shape.text_frame.text
        change(shape)
        wanted = (shape.left, shape.top, shape.width, shape.height, shape.rotation)

        def holds(found: Any) -> bool:
            near = (
                all(
                    abs(a - b) < 18_000
                    for a, b in zip(wanted, (s.left, s.top, s.width, s.height, s.rotation), strict=True)
                )
                for s in named(found, text)
            )
            return any(near)

        return holds

    return work


EDITS["moved"] = _place(lambda shape: setattr(shape, "left", Emu(shape.left + 720_000)))
EDITS["resized"] = _place(lambda shape: setattr(shape, "width", Emu(shape.width + 360_000)))
EDITS["turned"] = _place(lambda shape: setattr(shape, "rotation", 12.0))


@edit
def title_moved(deck: Any) -> Holds:
    shape = slide(deck, _FIGURE).shapes.title
    left, top, width, height = shape.left, shape.top, shape.width, shape.height
    shape.left, shape.top, shape.width, shape.height = left, Emu(top + 300_000), width, height
    return lambda found: abs(slide(found, _FIGURE).shapes.title.top - top - 300_000) < 18_000


@edit
def filled(deck: Any) -> Holds:
    shape = boxes(slide(deck, _FIGURE))[1]
    text = shape.text_frame.text
    shape.fill.solid()
    shape.fill.fore_color.rgb = RED
    return lambda found: any(s.fill.type == 1 and s.fill.fore_color.rgb == RED for s in named(found, text))


@edit
def outlined(deck: Any) -> Holds:
    shape = boxes(slide(deck, _FIGURE))[1]
    text = shape.text_frame.text
    shape.line.color.rgb = RED
    shape.line.width = Pt(5)
    return lambda found: any(s.line.width == Pt(5) for s in named(found, text))


@edit
def shape_deleted(deck: Any) -> Holds:
    shape = boxes(slide(deck, _FIGURE))[1]
    text = shape.text_frame.text
    shape._element.getparent().remove(shape._element)
    return lambda found: text not in [s.text_frame.text for s in shapes(slide(found, _FIGURE)) if s.has_text_frame]


@edit
def group_moved(deck: Any) -> Holds:
    group = the(one for one in slide(deck, _FIGURE).shapes if one.shape_type == 6)
    group.left = Emu(group.left + 400_000)
    left = group.left
    return lambda found: any(
        abs(one.left - left) < 40_000 for one in slide(found, _FIGURE).shapes if one.shape_type == 6
    )


def figure(deck: Any) -> Any:
    return the(one for one in slide(deck, _FIGURE).shapes if one.shape_type == 6)


def ungroup(group: Any) -> None:
    """As PowerPoint does: what was in it keeps its ids and its place."""
    for element in [*group._element.iterchildren()][2:]:
        group._element.addprevious(element)
    group._element.getparent().remove(group._element)


def group(holder: Any, members: Iterable[Any], name: str) -> Any:
    """Group shapes of a slide or group in front of the others, as PowerPoint does."""
    made = holder.shapes.add_group_shape(members)
    made.name = name
    return made


@edit
def figure_ungrouped(deck: Any) -> Holds:
    ungroup(figure(deck))
    return lambda found: not any(one.shape_type == 6 for one in slide(found, _FIGURE).shapes)


@edit
def shapes_grouped(deck: Any) -> Holds:
    loose = [one for one in slide(deck, _AGENDA).shapes if not one.is_placeholder]
    made = group(slide(deck, _AGENDA), loose[-6:], MINE)
    made.left += 300_000
    left = made.left
    return lambda found: [s.left for one in found.slides for s in one.shapes if s.name == MINE] == [left]


@edit
def figure_regrouped_with_an_arrow(deck: Any) -> Holds:
    members = [*figure(deck).shapes]
    ungroup(figure(deck))
    arrow = slide(deck, _FIGURE).shapes.add_connector(1, Emu(900_000), Emu(2_000_000), Emu(3_000_000), Emu(2_000_000))
    arrow.name = MINE
    group(slide(deck, _FIGURE), [*(one for one in slide(deck, _FIGURE).shapes if one.shape_id in
                                   {member.shape_id for member in members}), arrow], "Gruppe 77")  # fmt: skip
    return lambda found: any(
        [one.name for one in held.shapes].count(MINE) == 1
        for held in slide(found, _FIGURE).shapes if held.shape_type == 6
    )  # fmt: skip


@edit
def shape_moved_into_a_group(deck: Any) -> Holds:
    source = the(one for one in slide(deck, _FIGURE).shapes if one.name == "Kilde")
    figure(deck)._element.append(source._element)
    return lambda found: {"Kilde", "Source"} & {one.name for one in figure(found).shapes} != set()


@edit
def shape_moved_out_of_a_group(deck: Any) -> Holds:
    card = the(one for one in figure(deck).shapes if one.name == "Indhold" and one.has_text_frame)
    figure(deck)._element.addnext(card._element)
    return lambda found: "Indhold" not in [one.name for one in figure(found).shapes if one.has_text_frame]


@edit
def text_box_added(deck: Any) -> Holds:
    slide(deck, _AGENDA).shapes.add_textbox(
        Emu(9_000_000), Emu(6_000_000), Emu(2_000_000), Emu(400_000)
    ).text_frame.text = MINE
    return lambda found: len(named(found, MINE)) == 1


@edit
def picture_added(deck: Any) -> Holds:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), (200, 30, 90)).save(drawn, "PNG")
    slide(deck, _AGENDA).shapes.add_picture(io.BytesIO(drawn.getvalue()), Emu(9_000_000), Emu(4_000_000))
    return lambda found: any(
        s.shape_type == 13 and s.image.blob for one in found.slides for s in shapes(one) if s.left >= 8_990_000
    )


@edit
def table_added(deck: Any) -> Holds:
    frame = slide(deck, _AGENDA).shapes.add_table(2, 2, Emu(8_000_000), Emu(4_000_000), Emu(2_000_000), Emu(800_000))
    frame.table.cell(0, 0).text_frame.text = MINE
    return lambda found: MINE in said(found)


@edit
def chart_added(deck: Any) -> Holds:
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = ["Før", "Efter"]
    data.add_series(MINE, (1, 2))
    place = (Emu(8_000_000), Emu(4_000_000), Emu(2_000_000), Emu(1_800_000))
    slide(deck, _AGENDA).shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *place, data)
    return lambda found: any(
        getattr(s, "has_chart", False) and list(s.chart.plots[0].categories) == ["Før", "Efter"]
        for one in found.slides
        for s in shapes(one)
    )


@edit
def alternative_text(deck: Any) -> Holds:
    shape = boxes(slide(deck, _FIGURE))[1]
    text = shape.text_frame.text
    shape._element.nvSpPr.cNvPr.set("descr", MINE)
    return lambda found: any(s._element.nvSpPr.cNvPr.get("descr") == MINE for s in named(found, text))


# --- slides -----------------------------------------------------------------------------------------------------------


@edit
def hidden(deck: Any) -> Holds:
    slide(deck, _AGENDA)._element.set("show", "0")
    return lambda found: any(one._element.get("show") in ("0", "false") for one in found.slides)


def _place_behind(deck: Any, new: Any, begins: str) -> None:
    ids = deck.part._element.sldIdLst
    listed = the(one for one in ids if deck.part.related_part(one.rId) is new.part)
    before = the(one for one in ids if deck.part.related_part(one.rId) is slide(deck, begins).part)
    before.addnext(listed)


@edit
def slide_added(deck: Any) -> Holds:
    new = deck.slides.add_slide(slide(deck, _FIGURE).slide_layout)
    new.shapes.title.text_frame.text = MINE
    _place_behind(deck, new, _FIGURE)

    def holds(found: Any) -> bool:
        titles = [title(one) for one in found.slides]
        return MINE in titles and titles[titles.index(MINE) - 1].startswith(_FIGURE)

    return holds


@edit
def slide_from_another_deck(deck: Any) -> Holds:
    """With a picture, on a layout that is like it, which is how PowerPoint puts it in."""
    new = deck.slides.add_slide(slide(deck, _AGENDA).slide_layout)
    drawn = io.BytesIO()
    Image.new("RGB", (30, 40), (90, 30, 200)).save(drawn, "PNG")
    new.shapes.add_picture(io.BytesIO(drawn.getvalue()), Emu(900_000), Emu(900_000)).name = MINE
    _place_behind(deck, new, _FIGURE)

    def holds(found: Any) -> bool:
        slides = list(found.slides)
        there = [place for place, one in enumerate(slides) if MINE in [shape.name for shape in one.shapes]]
        return [title(slides[place - 1]).startswith(_FIGURE) for place in there] == [True]

    return holds


def _copied(deck: Any) -> Any:
    """A copy of a slide behind it, with the tags that it has."""
    source = slide(deck, _FIGURE)
    new = deck.slides.add_slide(source.slide_layout)
    new.part._element = copy.deepcopy(source.part._element)
    for rel in source.part.rels.values():
        if rel.reltype == RELATIONSHIP_TYPE.TAGS:
            id_ = new.part.relate_to(rel.target_part, rel.reltype)
            new.part._element.find(f".//{qn('p:tags')}").set(qn("r:id"), id_)
    _place_behind(deck, new, _FIGURE)
    return Slide(new.part._element, new.part)


@edit
def slide_copied(deck: Any) -> Holds:
    _copied(deck)
    return lambda found: sum(title(one).startswith(_FIGURE) for one in found.slides) == 2


@edit
def slide_copied_in_front(deck: Any) -> Holds:
    """And the copy edited: what is new in the agenda comes onto the other."""
    source, new = slide(deck, _FIGURE), _copied(deck)
    ids = {deck.part.related_part(one.rId): one for one in deck.part._element.sldIdLst}
    ids[source.part].addprevious(ids[new.part])
    first(boxes(new)[1]).text = MINE
    number = ids[source.part].get("id")

    def holds(found: Any) -> bool:
        both = [one for one in found.slides if title(one).startswith(_FIGURE)]
        mine = [any(MINE in box.text_frame.text for box in boxes(one)) for one in both]
        return mine == [True, False] and number in [str(one.slide_id) for one in both[1:]]

    return holds


@edit
def slide_moved(deck: Any) -> Holds:
    ids = deck.part._element.sldIdLst
    last = the(one for one in ids if deck.part.related_part(one.rId) is slide(deck, _FIGURE).part)
    ids.insert(1, last)
    return lambda found: title(list(found.slides)[1]).startswith(_FIGURE)


@edit
def slide_deleted(deck: Any) -> Holds:
    ids = deck.part._element.sldIdLst
    gone = the(one for one in ids if deck.part.related_part(one.rId) is slide(deck, _FIGURE).part)
    for one in deck.part._element.iter(f"{{{_P14}}}sldId"):
        if one.get("id") == gone.get("id"):
            one.getparent().remove(one)
            break
    ids.remove(gone)
    deck.part.drop_rel(gone.rId)
    return lambda found: not any(title(one).startswith(_FIGURE) for one in found.slides)


@edit
def section_renamed(deck: Any) -> Holds:
    the(deck.part._element.iter(f"{{{_P14}}}section")).set("name", MINE)
    return lambda found: MINE in [one.get("name") for one in found.part._element.iter(f"{{{_P14}}}section")]


@edit
def section_added(deck: Any) -> Holds:
    second = [*deck.part._element.iter(f"{{{_P14}}}section")][1]
    new = copy.deepcopy(second)
    new.set("name", MINE)
    new.set("id", "{11111111-2222-3333-4444-555555555555}")
    ids, others = [*second.iter(f"{{{_P14}}}sldId")], [*new.iter(f"{{{_P14}}}sldId")]
    for one in ids[len(ids) // 2 :]:
        one.getparent().remove(one)
    for one in others[: len(ids) // 2]:
        one.getparent().remove(one)
    second.addnext(new)
    return lambda found: MINE in [one.get("name") for one in found.part._element.iter(f"{{{_P14}}}section")]


@edit
def notes(deck: Any) -> Holds:
    slide(deck, _FIGURE).notes_slide.notes_text_frame.paragraphs[-1].runs[-1].text = MINE
    return lambda found: any(
        MINE in one.notes_slide.notes_text_frame.text for one in found.slides if one.has_notes_slide
    )


@edit
def notes_added(deck: Any) -> Holds:
    slide(deck, _AGENDA).notes_slide.notes_text_frame.add_paragraph().text = MINE
    return lambda found: any(
        MINE in one.notes_slide.notes_text_frame.text for one in found.slides if one.has_notes_slide
    )


@edit
def transition(deck: Any) -> Holds:
    root = slide(deck, _FIGURE)._element
    root.find(qn("p:clrMapOvr")).addnext(
        parse_xml(f'<p:transition xmlns:p="{root.nsmap["p"]}" spd="slow"><p:push dir="u"/></p:transition>')
    )
    return lambda found: any(True for one in found.slides for _push in one._element.iter(qn("p:push")))


@edit
def animation(deck: Any) -> Holds:
    one = slide(deck, _FIGURE)
    shape = boxes(one)[1]
    timing = _TIMING.format(p=one._element.nsmap["p"], id=shape.shape_id)
    one._element.append(parse_xml(timing))

    def holds(found: Any) -> bool:
        there = {str(s.shape_id) for s in shapes(slide(found, _FIGURE))}
        targets = [t.get("spid") for t in slide(found, _FIGURE)._element.iter(qn("p:spTgt"))]
        return bool(targets) and set(targets) <= there

    return holds


_TIMING = (
    '<p:timing xmlns:p="{p}"><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot">'
    "<p:childTnLst>"
    '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq"><p:childTnLst><p:par>'
    '<p:cTn id="3" fill="hold"><p:stCondLst><p:cond delay="indefinite"/></p:stCondLst><p:childTnLst><p:par>'
    '<p:cTn id="4" fill="hold"><p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:par>'
    '<p:cTn id="5" presetID="1" presetClass="entr" presetSubtype="0" fill="hold" grpId="0" nodeType="clickEffect">'
    '<p:stCondLst><p:cond delay="0"/></p:stCondLst><p:childTnLst><p:set><p:cBhvr><p:cTn id="6" dur="1" fill="hold">'
    '<p:stCondLst><p:cond delay="0"/></p:stCondLst></p:cTn><p:tgtEl><p:spTgt spid="{id}"/></p:tgtEl><p:attrNameLst>'
    '<p:attrName>style.visibility</p:attrName></p:attrNameLst></p:cBhvr><p:to><p:strVal val="visible"/></p:to></p:set>'
    "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>"
    '<p:prevCondLst><p:cond evt="onPrev" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:prevCondLst>'
    '<p:nextCondLst><p:cond evt="onNext" delay="0"><p:tgtEl><p:sldTgt/></p:tgtEl></p:cond></p:nextCondLst></p:seq>'
    "</p:childTnLst></p:cTn>"
    "</p:par></p:tnLst></p:timing>"
)


@edit
def comment(deck: Any) -> Holds:
    part = slide(deck, _FIGURE).part
    said_ = (
        '<p:cmLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"><p:cm authorId="0" '
        f'dt="2026-01-01T00:00:00" idx="1"><p:pos x="10" y="10"/><p:text>{MINE}</p:text></p:cm></p:cmLst>'
    )
    authors = (
        '<p:cmAuthorLst xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main">'
        '<p:cmAuthor id="0" name="Mig" initials="M" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'
    )
    for holder, name, kind, content in (
        (part, "/ppt/comments/comment1.xml", "comments", said_),
        (deck.part, "/ppt/commentAuthors.xml", "commentAuthors", authors),
    ):
        type_ = f"application/vnd.openxmlformats-officedocument.presentationml.{kind}+xml"
        made = Part(PackURI(name), type_, deck.part.package, content.encode())
        holder.relate_to(made, f"http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}")
    return lambda found: any(
        rel.reltype.endswith("/comments") and MINE.encode() in rel.target_part.blob
        for one in found.slides for rel in one.part.rels.values() if not rel.is_external
    )  # fmt: skip


@edit
def film(deck: Any) -> Holds:
    drawn = io.BytesIO()
    Image.new("RGB", (40, 30), (20, 30, 90)).save(drawn, "PNG")
    place = (Emu(8_000_000), Emu(4_000_000), Emu(2_000_000), Emu(1_500_000))
    slide(deck, _AGENDA).shapes.add_movie(io.BytesIO(b"film" * 100), *place, io.BytesIO(drawn.getvalue()), "video/mp4")
    return lambda found: any(
        not rel.is_external and b"filmfilm" in rel.target_part.blob
        for one in found.slides
        for rel in one.part.rels.values()
    )


_SMART_ART = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


@edit
def smart_art(deck: Any) -> Holds:
    """With the parts that it has, though nothing but its words in them."""
    part = slide(deck, _AGENDA).part
    ids = {}
    for name, root in (
        ("Data", "dataModel"),
        ("Layout", "layoutDef"),
        ("QuickStyle", "styleDef"),
        ("Colors", "colorsDef"),
    ):
        type_ = f"application/vnd.openxmlformats-officedocument.drawingml.diagram{name.replace('Quick', '')}+xml"
        made = Part(
            PackURI(f"/ppt/diagrams/{name.lower()}1.xml"),
            type_,
            deck.part.package,
            f'<dgm:{root} xmlns:dgm="{_SMART_ART}"><!--{MINE}--></dgm:{root}>'.encode(),
        )
        ids[name] = part.relate_to(made, f"{_RELATED}/diagram{name}")
    held = slide(deck, _AGENDA).shapes.add_table(1, 1, Emu(8_000_000), Emu(4_000_000), Emu(2_000_000), Emu(900_000))
    data = held._element.find(f".//{qn('a:graphicData')}")
    data.remove(data[0])
    data.set("uri", _SMART_ART)
    said_ = " ".join(f'r:{key}="{ids[name]}"' for key, name in zip(("dm", "lo", "qs", "cs"), ids, strict=True))
    spaces = f'xmlns:dgm="{_SMART_ART}" xmlns:r="{_RELATED}"'
    data.append(parse_xml(f"<dgm:relIds {spaces} {said_}/>"))

    def holds(found: Any) -> bool:
        for one in found.slides:
            for shown in one._element.iter(f"{{{_SMART_ART}}}relIds"):
                leads = [one.part.related_part(id_) for id_ in shown.attrib.values()]
                return len(leads) == 4 and all(MINE.encode() in part.blob for part in leads)
        return False

    return holds


# --- the deck ---------------------------------------------------------------------------------------------------------


@edit
def background_of_the_master(deck: Any) -> Holds:
    deck.slide_masters[0].background.fill.solid()
    deck.slide_masters[0].background.fill.fore_color.rgb = RED
    return lambda found: any(
        f'val="{RED}"'.encode() in etree.tostring(one._element.cSld[0]) for one in found.slide_masters
    )


@edit
def colour_of_the_theme(deck: Any) -> Holds:
    theme = deck.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME)
    root = etree.fromstring(theme.blob)
    accent = root.find(f".//{qn('a:accent1')}")
    accent[0].set("val", str(RED))
    theme._blob = etree.tostring(root)
    return lambda found: str(RED).encode() in found.slide_masters[0].part.part_related_by(RELATIONSHIP_TYPE.THEME).blob


@edit
def custom_show(deck: Any) -> Holds:
    ids = deck.part._element.sldIdLst
    wanted = [the(one.rId for one in ids if deck.part.related_part(one.rId) is slide(deck, _FIGURE).part)]
    listed = "".join(f'<p:sld r:id="{id_}"/>' for id_ in wanted)
    spaces = f'xmlns:p="{qn("p:x")[1:].partition("}")[0]}" xmlns:r="{qn("r:x")[1:].partition("}")[0]}"'
    shows = parse_xml(
        f'<p:custShowLst {spaces}><p:custShow name="{MINE}" id="0"><p:sldLst>{listed}</p:sldLst></p:custShow>'
        "</p:custShowLst>"
    )
    deck.part._element.find(qn("p:notesSz")).addnext(shows)

    def holds(found: Any) -> bool:
        shown = [one.get(qn("r:id")) for one in found.part._element.iter(qn("p:sld"))]
        return len(shown) == 1 and title(found.part.related_part(shown[0]).slide).startswith(_FIGURE)

    return holds


@edit
def link_between_slides(deck: Any) -> Holds:
    box = slide(deck, _AGENDA).shapes.add_textbox(Emu(9_000_000), Emu(6_000_000), Emu(2_000_000), Emu(400_000))
    box.text_frame.text = MINE
    box.click_action.target_slide = slide(deck, _FIGURE)
    return lambda found: any(
        title(s.click_action.target_slide).startswith(_FIGURE)
        for s in named(found, MINE)
        if s.click_action.target_slide is not None
    )
