"""The parts of our own design (theme, master, layouts, notes master, views): change the design and they follow."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache

from facilitator.canvas.design import BODY, FOOTER, LAYOUTS, NUMBER, Layout, Slot
from facilitator.canvas.shapes import Colour
from facilitator.content.theme import Theme
from facilitator.pptx import xml
from facilitator.pptx.archive import Member, deflated
from facilitator.pptx.drawingml import COLOUR_MAP, GROUP, fill
from facilitator.pptx.notes import notes_master_xml
from facilitator.pptx.shapes import draw, kind_of, placeholder, prompt
from facilitator.pptx.slide_context import Drawing, Names, SlideLayout
from facilitator.pptx.text import Level, body_levels, field_paragraph, level_style, plain_levels
from facilitator.pptx.xml import Relations, rels_name

__all__ = ["FIRST_LAYOUT_ID", "OURS", "template", "theme_xml"]

_COLOURS = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def _font(tag: str, family: str) -> str:
    return f'<a:{tag}><a:latin typeface="{xml.attribute(family)}"/><a:ea typeface=""/><a:cs typeface=""/></a:{tag}>'


def _format(name: str) -> str:
    """Fills, lines, effects, and backgrounds in three strengths each, as the schema demands; all of them flat."""
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/>'
        '<a:miter lim="800000"/></a:ln>'
        for width in (9_525, 12_700, 19_050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )


def theme_xml(theme: Theme) -> str:
    """``a:theme`` (ECMA-376 20.1.6.9) of a deck's or a notes page's master."""
    name = xml.attribute(theme.name)
    colours = "".join(f'<a:{c}><a:srgbClr val="{getattr(theme.colours, c).upper()}"/></a:{c}>' for c in _COLOURS)
    return (
        f'{xml.HEAD}<a:theme xmlns:a="{xml.A}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme><a:fontScheme name="{name}">'
        f"{_font('majorFont', theme.fonts.heading)}{_font('minorFont', theme.fonts.body)}</a:fontScheme>{_format(name)}"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )


FIRST_LAYOUT_ID = 2_147_483_649
"""Master and layout ids share one range that begins at 2^31 (ECMA-376 19.7.11); the master's is the one before."""
_BODY_SIZES = (24, 20, 18, 16, 16)
_SPACE = 8
_FOOTER_SIZE = 12
_ON_MASTER = 'type="ftr" sz="quarter" idx="3"', 'type="sldNum" sz="quarter" idx="4"'
_ON_LAYOUTS = 'type="ftr" sz="quarter" idx="11"', 'type="sldNum" sz="quarter" idx="12"'
"""The attributes of ``p:ph`` for footer and slide number."""
_SMALLEST = 14
_TITLE = LAYOUTS["title_only"].slot("title")
_QUIET = LAYOUTS["title_only"].quiet


def _background(colour: Colour) -> str:
    return f"<p:bg><p:bgPr>{fill(colour)}<a:effectLst/></p:bgPr></p:bg>"


def _insets(anchor: str) -> str:
    """``a:bodyPr`` of the master: text begins where its box begins, as it was measured."""
    return (
        '<a:bodyPr vert="horz" lIns="0" tIns="0" rIns="0" bIns="0" rtlCol="0" '
        f'anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
    )


def _quiet(colour: Colour, align: str, size: float | None = None) -> str:
    """The look of footer and slide number."""
    points = "" if size is None else f' sz="{round(size * 100)}"'
    return f'<a:lvl1pPr algn="{align}"><a:defRPr{points}>{fill(colour)}</a:defRPr></a:lvl1pPr>'


def _number(language: str) -> str:
    return field_paragraph("slidenum", "‹#›", language)


def _master_shapes(names: Names) -> str:
    words, language = names.shapes, names.language
    title, text = prompt(words.title, language), prompt(words.text, language, 5)
    footer, number = prompt(names.footer or words.footer, language), _number(language)
    left, right = _quiet(_QUIET, "l", _FOOTER_SIZE), _quiet(_QUIET, "r", _FOOTER_SIZE)
    middle = _insets("ctr")
    return (
        placeholder(2, words.title, 'type="title"', title, box=_TITLE.box, body=_insets(_TITLE.anchor))
        + placeholder(3, words.text, 'type="body" idx="1"', text, box=BODY, body=_insets("t"))
        + placeholder(4, words.footer, _ON_MASTER[0], footer, box=FOOTER, body=middle, levels=left)
        + placeholder(5, words.number, _ON_MASTER[1], number, box=NUMBER, body=middle, levels=right)
    )


def _master_xml(names: Names) -> str:
    """``p:sldMaster``: background, the placeholders' places, and the text styles that everything inherits."""
    language = names.language
    title = level_style(0, Level(0, 0, ""), language, _TITLE.size, _TITLE.colour, bold=_TITLE.bold, major=True)
    layouts = "".join(f'<p:sldLayoutId id="{FIRST_LAYOUT_ID + i}" r:id="rId{i + 1}"/>' for i in range(len(LAYOUTS)))
    return (
        f"{xml.HEAD}<p:sldMaster {xml.NAMESPACES}><p:cSld>{_background(Colour('bg1'))}<p:spTree>{GROUP}"
        f"{_master_shapes(names)}</p:spTree></p:cSld>{COLOUR_MAP}<p:sldLayoutIdLst>{layouts}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0" dt="0"/><p:txStyles><p:titleStyle>{title}</p:titleStyle>'
        f"<p:bodyStyle>{body_levels(language, _BODY_SIZES, _SPACE)}</p:bodyStyle>"
        f"<p:otherStyle>{plain_levels(language, 18)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _slot_levels(slot: Slot, language: str) -> str:
    """What a layout's placeholder says about its text; nothing where it is the master's."""
    if slot == _TITLE or (slot.bullets and slot.size == _BODY_SIZES[0]):
        return ""
    if slot.bullets:
        step = _BODY_SIZES[0] - slot.size
        sizes = [max(size - step, _SMALLEST) for size in _BODY_SIZES]
        return "".join(f'<a:lvl{n}pPr><a:defRPr sz="{round(s * 100)}"/></a:lvl{n}pPr>' for n, s in enumerate(sizes, 1))
    return level_style(0, Level(0, 0, ""), language, slot.size, slot.colour, bold=slot.bold, major=slot.major)


def _slot(slot: Slot, number: int, names: Names) -> str:
    word = getattr(names.shapes, slot.name)
    own = slot != _TITLE
    return placeholder(
        number,
        word,
        f'{kind_of(slot)} hasCustomPrompt="1"',
        prompt(word, names.language, 5 if slot.bullets else 1),
        box=slot.box if own else None,
        body=f'<a:bodyPr anchor="{slot.anchor}"><a:normAutofit/></a:bodyPr>' if own else "",
        levels=_slot_levels(slot, names.language),
    )


def _footers(layout: Layout, first: int, names: Names) -> str:
    """Footer and number of a layout; what is as on the master is not said again (LibreOffice would mix tints twice)."""
    if not layout.footer:
        return ""
    words, colour = names.shapes, layout.quiet
    text = prompt(names.footer or words.footer, names.language)
    left, right = ("", "") if colour == _QUIET else (_quiet(colour, "l"), _quiet(colour, "r"))
    box = None if layout.footer_box == FOOTER else layout.footer_box
    return placeholder(first, words.footer, _ON_LAYOUTS[0], text, box=box, levels=left) + placeholder(
        first + 1, words.number, _ON_LAYOUTS[1], _number(names.language), levels=right
    )


def _layout_xml(layout: Layout, names: Names) -> str:
    """``p:sldLayout``: its decorations, behind its placeholders."""
    on = Drawing(names.language, on_layout=True)
    drawn = draw((replace(shape, name=getattr(names.shapes, shape.name)) for shape in layout.decorations), on)
    slots = "".join(_slot(slot, next(on.ids), names) for slot in layout.slots)
    background = "" if layout.background == Colour("bg1") else _background(layout.background)
    name = xml.attribute(getattr(names.layouts, layout.name))
    return (
        f'{xml.HEAD}<p:sldLayout {xml.NAMESPACES} type="{layout.type}" preserve="1" userDrawn="1">'
        f'<p:cSld name="{name}">{background}<p:spTree>{GROUP}{drawn}{slots}{_footers(layout, next(on.ids), names)}'
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


OURS: Mapping[str, SlideLayout] = {
    name: SlideLayout(
        f"ppt/slideLayouts/slideLayout{number}.xml",
        layout,
        *(_ON_LAYOUTS if layout.footer else (None, None)),
    )
    for number, (name, layout) in enumerate(LAYOUTS.items(), 1)
}
"""The layouts of our design, by name."""


_TABLE_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""»Medium Style 2 – Accent 1«, what PowerPoint gives a new table."""
_VIEW = (
    '<p:normalViewPr><p:restoredLeft sz="18000" autoAdjust="0"/><p:restoredTop sz="78000" autoAdjust="0"/>'
    '</p:normalViewPr><p:notesTextViewPr><p:cViewPr><p:scale><a:sx n="1" d="1"/><a:sy n="1" d="1"/></p:scale>'
    '<p:origin x="0" y="0"/></p:cViewPr></p:notesTextViewPr><p:gridSpacing cx="76200" cy="76200"/>'
)


@lru_cache(maxsize=8)
def template(theme: Theme, names: Names) -> tuple[Member, ...]:
    """The parts, compressed; kept from deck to deck."""
    return tuple(deflated(name, content) for name, content in _parts(theme, names))


def _parts(theme: Theme, names: Names) -> Iterator[tuple[str, str]]:
    yield "ppt/theme/theme1.xml", theme_xml(theme)
    yield "ppt/theme/theme2.xml", theme_xml(theme)
    yield "ppt/presProps.xml", f"{xml.HEAD}<p:presentationPr {xml.NAMESPACES}/>"
    yield "ppt/viewProps.xml", f"{xml.HEAD}<p:viewPr {xml.NAMESPACES}>{_VIEW}</p:viewPr>"
    yield "ppt/tableStyles.xml", f'{xml.HEAD}<a:tblStyleLst xmlns:a="{xml.A}" def="{_TABLE_STYLE}"/>'
    yield from _master(names)
    for number, layout in enumerate(LAYOUTS.values(), 1):
        yield from _related(
            f"ppt/slideLayouts/slideLayout{number}.xml",
            _layout_xml(layout, names),
            ("slideMaster", "../slideMasters/slideMaster1.xml"),
        )
    yield from _related("ppt/notesMasters/notesMaster1.xml", notes_master_xml(names), ("theme", "../theme/theme2.xml"))


def _master(names: Names) -> Iterator[tuple[str, str]]:
    layouts = (("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(LAYOUTS) + 1))
    name = "ppt/slideMasters/slideMaster1.xml"
    yield from _related(name, _master_xml(names), *layouts, ("theme", "../theme/theme1.xml"))


def _related(name: str, content: str, *targets: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """A part and its relationships, ``rId1`` … in this order."""
    relations = Relations()
    for kind, target in targets:
        relations.add(kind, target)
    yield name, content
    yield rels_name(name), relations.xml()
