"""The slide master and the layouts, made from the design: change `facilitator.canvas.design` and both follow."""

from __future__ import annotations

from dataclasses import dataclass, replace

from facilitator.canvas.design import BODY, FOOTER, LAYOUTS, NUMBER, Layout, Slot
from facilitator.canvas.shapes import Colour
from facilitator.content.terms import LayoutNames, ShapeNames
from facilitator.pptx import xml
from facilitator.pptx.colour import fill
from facilitator.pptx.drawing import Drawing
from facilitator.pptx.levels import Level, body_levels, level_style, plain_levels
from facilitator.pptx.placeholders import FOOTER_KIND, NUMBER_KIND, kind_of, placeholder, prompt
from facilitator.pptx.shapes import draw
from facilitator.pptx.text import field

__all__ = ["COLOUR_MAP", "FIRST_LAYOUT_ID", "GROUP", "Names", "layout_xml", "master_xml"]

GROUP = (
    '<p:nvGrpSpPr><p:cNvPr id="1" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="0" cy="0"/><a:chOff x="0" y="0"/><a:chExt cx="0" cy="0"/></a:xfrm></p:grpSpPr>'
)
"""The group that every shape tree is; its id is 1."""
COLOUR_MAP = (
    '<p:clrMap bg1="lt1" tx1="dk1" bg2="lt2" tx2="dk2" accent1="accent1" accent2="accent2" accent3="accent3" '
    'accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'
)
FIRST_LAYOUT_ID = 2_147_483_649
"""Master and layout ids share one range that begins at 2^31 (ECMA-376 19.7.11); the master's is the one before."""
_BODY_SIZES = (24, 20, 18, 16, 16)
_SPACE = 8
_FOOTER_SIZE = 12
_FOOTER_KIND, _NUMBER_KIND = 'type="ftr" sz="quarter" idx="3"', 'type="sldNum" sz="quarter" idx="4"'
_SMALLEST = 14
_TITLE = LAYOUTS["title_only"].slot("title")
_QUIET = LAYOUTS["title_only"].quiet


@dataclass(frozen=True, slots=True)
class Names:
    """What stands on master and layouts in the deck's language."""

    layouts: LayoutNames
    shapes: ShapeNames
    language: str
    footer: str
    """The deck's footer. LibreOffice forgets the style of an empty one, so there the placeholder's name stands."""


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
    return field("slidenum", "‹#›", language)


def _master_shapes(names: Names) -> str:
    words, language = names.shapes, names.language
    title, text = prompt(words.title, language), prompt(words.text, language, 5)
    footer, number = prompt(names.footer or words.footer, language), _number(language)
    left, right = _quiet(_QUIET, "l", _FOOTER_SIZE), _quiet(_QUIET, "r", _FOOTER_SIZE)
    middle = _insets("ctr")
    return (
        placeholder(2, words.title, 'type="title"', title, box=_TITLE.box, body=_insets(_TITLE.anchor))
        + placeholder(3, words.text, 'type="body" idx="1"', text, box=BODY, body=_insets("t"))
        + placeholder(4, words.footer, _FOOTER_KIND, footer, box=FOOTER, body=middle, levels=left)
        + placeholder(5, words.number, _NUMBER_KIND, number, box=NUMBER, body=middle, levels=right)
    )


def master_xml(names: Names) -> str:
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
    return placeholder(first, words.footer, FOOTER_KIND, text, box=box, levels=left) + placeholder(
        first + 1, words.number, NUMBER_KIND, _number(names.language), levels=right
    )


def layout_xml(layout: Layout, names: Names) -> str:
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
