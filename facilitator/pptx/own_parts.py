"""The parts of our own design (theme, master, layouts, notes master, views): change the design and they follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from posixpath import basename, relpath
from typing import ClassVar

from facilitator.canvas import Box
from facilitator.canvas.measure import text_width
from facilitator.canvas.own_layouts import FULL, LAYOUTS, MASTER, Foot, Layout, Master, Slot, with_logo
from facilitator.canvas.shapes import Canvas, Colour
from facilitator.canvas.text import Style
from facilitator.colours import rgb_of
from facilitator.content.theme import Look, Theme, size_of
from facilitator.pptx import xml
from facilitator.pptx.archive import Gapped, Member, gapped, packed
from facilitator.pptx.frame import Frame, KeptSlides, SlideLayout, Whole
from facilitator.pptx.notes import NOTES_PAGE, notes_master
from facilitator.pptx.properties import Names, reference
from facilitator.pptx.shapes import Media, SlideContext, draw, kind_of, placeholder
from facilitator.pptx.text import Level, body_levels, field_paragraph, level_style, plain_levels, prompt
from facilitator.pptx.xml import COLOUR_MAP, GROUP, Relations, fill, rels_name, root_relations, theme_xml

__all__ = ["OWN", "OwnTemplate", "own_template"]


_FIRST_LAYOUT_ID = 2_147_483_649
"""Master and layout ids share one range that begins at 2^31 (ECMA-376 19.7.11); the master's is the one before."""
_BODY_SIZES = (24, 20, 18, 16, 16)
_SPACE = 8
_ON_MASTER = 'type="ftr" sz="quarter" idx="3"', 'type="sldNum" sz="quarter" idx="4"'
_ON_LAYOUTS = Foot('type="ftr" sz="quarter" idx="11"'), Foot('type="sldNum" sz="quarter" idx="12"')
"""Footer and slide number."""
_SMALLEST = 14
_MAIN, _MASTER = "ppt/presentation.xml", "ppt/slideMasters/slideMaster1.xml"
_NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"
_VIEWS = (
    ("presProps", "presProps"), ("viewProps", "viewProps"), ("theme", "theme/theme1"), ("tableStyles", "tableStyles"),
)  # fmt: skip
"""What the presentation points to last: kind of the relationship, and part."""
_TABLE_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""»Medium Style 2 – Accent 1«, what PowerPoint gives a new table."""
_VIEW = (
    '<p:normalViewPr><p:restoredLeft sz="18000" autoAdjust="0"/><p:restoredTop sz="78000" autoAdjust="0"/>'
    '</p:normalViewPr><p:notesTextViewPr><p:cViewPr><p:scale><a:sx n="1" d="1"/><a:sy n="1" d="1"/></p:scale>'
    '<p:origin x="0" y="0"/></p:cViewPr></p:notesTextViewPr><p:gridSpacing cx="76200" cy="76200"/>'
)


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


def _master_shapes(master: Master, names: Names) -> str:
    words, language = names.shapes, names.language
    title, text = prompt(words.title, language), prompt(words.text, language, 5)
    footer, number = prompt(names.footer or words.footer, language), _number(language)
    left, right = _quiet(master.quiet, "l", master.foot), _quiet(master.quiet, "r", master.foot)
    middle = _insets("ctr")
    return (
        placeholder(2, words.title, 'type="title"', title, box=master.title.box, body=_insets(master.title.anchor))
        + placeholder(3, words.text, 'type="body" idx="1"', text, box=master.body, body=_insets("t"))
        + placeholder(4, words.footer, _ON_MASTER[0], footer, box=master.footer, body=middle, levels=left)
        + placeholder(5, words.number, _ON_MASTER[1], number, box=master.number, body=middle, levels=right)
    )


def _master_xml(master: Master, layouts: int, names: Names) -> str:
    """``p:sldMaster``: background, the placeholders' places, and the text styles that everything inherits.

    Its layouts, as many as are said, are its first relationships.
    """
    language = names.language
    ids = "".join(f'<p:sldLayoutId id="{_FIRST_LAYOUT_ID + i}" r:id="rId{i + 1}"/>' for i in range(layouts))
    return (
        f"{xml.HEAD}<p:sldMaster {xml.NAMESPACES}><p:cSld>{_background(Colour('bg1'))}<p:spTree>{GROUP}"
        f"{_master_shapes(master, names)}</p:spTree></p:cSld>{COLOUR_MAP}<p:sldLayoutIdLst>{ids}</p:sldLayoutIdLst>"
        f'<p:hf hdr="0" dt="0"/><p:txStyles><p:titleStyle>{_text_style(master.title, language)}</p:titleStyle>'
        f"<p:bodyStyle>{body_levels(language, _BODY_SIZES, _SPACE)}</p:bodyStyle>"
        f"<p:otherStyle>{plain_levels(language, 18)}</p:otherStyle></p:txStyles></p:sldMaster>"
    )


def _text_style(slot: Slot, language: str) -> str:
    """The first level of a text without bullets."""
    return level_style(0, Level(0, 0, ""), language, slot.size, slot.colour, bold=slot.bold, major=slot.major)


def _slot_levels(slot: Slot, master: Master, language: str) -> str:
    """What a layout's placeholder says about its text; nothing where it is the master's."""
    if slot == master.title or (slot.bullets and slot.size == _BODY_SIZES[0]):
        return ""
    if slot.bullets:
        step = _BODY_SIZES[0] - slot.size
        sizes = [max(size - step, _SMALLEST) for size in _BODY_SIZES]
        return "".join(f'<a:lvl{n}pPr><a:defRPr sz="{round(s * 100)}"/></a:lvl{n}pPr>' for n, s in enumerate(sizes, 1))
    return _text_style(slot, language)


def _slot(slot: Slot, number: int, master: Master, names: Names) -> str:
    word = getattr(names.shapes, slot.name)
    own = slot != master.title
    return placeholder(
        number,
        word,
        f'{kind_of(slot)} hasCustomPrompt="1"',
        prompt(word, names.language, 5 if slot.bullets else 1),
        box=slot.box if own else None,
        body=f'<a:bodyPr anchor="{slot.anchor}"><a:normAutofit/></a:bodyPr>' if own else "",
        levels=_slot_levels(slot, master, names.language),
    )


def _footers(layout: Layout, first: int, master: Master, names: Names) -> str:
    """Footer and number of a layout; what is as on the master is not said again (LibreOffice would mix tints twice)."""
    if not layout.footer:
        return ""
    words, colour = names.shapes, layout.quiet
    text = prompt(names.footer or words.footer, names.language)
    left, right = ("", "") if colour == master.quiet else (_quiet(colour, "l"), _quiet(colour, "r"))
    box = None if layout.footer_box == master.footer else layout.footer_box
    return placeholder(first, words.footer, _ON_LAYOUTS[0].kind, text, box=box, levels=left) + placeholder(
        first + 1, words.number, _ON_LAYOUTS[1].kind, _number(names.language), levels=right
    )


def _layout_xml(layout: Layout, master: Master, names: Names, relations: Relations, media: Media) -> str:
    """``p:sldLayout``: its decorations, behind its placeholders."""
    on = SlideContext(names.language, relations, media=media, on_layout=True)
    drawn = draw((replace(shape, name=getattr(names.shapes, shape.name)) for shape in layout.decorations), on)
    slots = "".join(_slot(slot, next(on.ids), master, names) for slot in layout.slots)
    background = "" if layout.background == Colour("bg1") else _background(layout.background)
    name = xml.attribute(getattr(names.layouts, layout.name))
    return (
        f'{xml.HEAD}<p:sldLayout {xml.NAMESPACES} type="{layout.type}" preserve="1" userDrawn="1">'
        f'<p:cSld name="{name}">{background}<p:spTree>{GROUP}{drawn}{slots}'
        f"{_footers(layout, next(on.ids), master, names)}</p:spTree></p:cSld>"
        "<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>"
    )


@lru_cache(maxsize=8)
def _members(template: OwnTemplate, theme: Theme, names: Names) -> tuple[Member | Gapped, ...]:
    """What does not depend on the slides, compressed; kept from deck to deck. The footer is a gap."""
    media = Media("logo")
    parts = [gapped(name, content) for name, content in _parts(template, theme, names, media)]
    return (*parts, *(packed(f"ppt/media/{name}", blob) for name, blob in media.items()))


def _parts(template: OwnTemplate, theme: Theme, names: Names, media: Media) -> Iterator[tuple[str, str]]:
    for part in ("ppt/theme/theme1.xml", "ppt/theme/theme2.xml"):
        yield part, theme_xml(theme.name, theme.colours.model_dump(), theme.fonts.heading, theme.fonts.body)
    yield "ppt/presProps.xml", f"{xml.HEAD}<p:presentationPr {xml.NAMESPACES}/>"
    yield "ppt/viewProps.xml", f"{xml.HEAD}<p:viewPr {xml.NAMESPACES}>{_VIEW}</p:viewPr>"
    yield "ppt/tableStyles.xml", f'{xml.HEAD}<a:tblStyleLst xmlns:a="{xml.A}" def="{_TABLE_STYLE}"/>'
    master, layouts = template.master, template.slide_layouts.values()
    yield from _related(
        _MASTER,
        _master_xml(master, len(layouts), names),
        *(("slideLayout", f"../slideLayouts/{basename(one.part)}") for one in layouts),
        ("theme", "../theme/theme1.xml"),
    )
    for one in layouts:
        relations = Relations()
        relations.add("slideMaster", f"../slideMasters/{basename(_MASTER)}")
        yield one.part, _layout_xml(one.layout, master, names, relations, media)
        yield rels_name(one.part), relations.xml()
    yield from notes_master(names, _NOTES_MASTER, "ppt/theme/theme2.xml")


def _related(name: str, content: str, *targets: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """A part and its relationships, ``rId1`` … in this order."""
    relations = Relations()
    for kind, target in targets:
        relations.add(kind, target)
    yield name, content
    yield rels_name(name), relations.xml()


@dataclass(frozen=True, eq=False)
class OwnTemplate:
    """A design of ours as what decks are made on; there is nothing of anybody else's in them."""

    layouts: tuple[Layout, ...] = tuple(LAYOUTS.values())
    master: Master = MASTER
    slide: Box = FULL
    """As large as a slide is."""
    suffix: ClassVar[str] = ".pptx"
    before: ClassVar[int] = 0
    kept: ClassVar[int] = 0
    told: ClassVar[Sequence[str]] = ()
    look: ClassVar[Look] = Look()

    @cached_property
    def slide_layouts(self) -> Mapping[str, SlideLayout]:
        """The layouts by name, as parts of the file."""
        return {
            layout.name: SlideLayout(
                f"ppt/slideLayouts/slideLayout{number}.xml", layout, *(_ON_LAYOUTS if layout.footer else (None, None))
            )
            for number, layout in enumerate(self.layouts, 1)
        }

    def styled(self, style: Style) -> Style:
        """The style, which is made for this; where there is a logo, with the layouts that have it."""
        if style.theme.logo is None:
            return style
        return replace(style, design=replace(style.design, layouts={one.name: one for one in self.layouts}))

    def other_styles(self, style: Style) -> Sequence[Callable[[], Style]]:
        """None: what has no room here has none anywhere."""
        return ()

    def moved(self, canvases: Iterable[Canvas]) -> Sequence[str]:
        """None: everything is drawn on its layout."""
        return ()

    def style_of(self, canvas: Canvas, style: Style) -> Style:
        """The style: there is but one."""
        return style

    def suited(self, canvas: Canvas, style: Style) -> Canvas:
        """The canvas, which has been drawn for this."""
        return canvas

    def footer(self, footers: Sequence[str], style: Style) -> str:
        """The first that has room on every layout; none where not even the last has."""
        room = min(layout.footer_box.w for layout in LAYOUTS.values() if layout.footer)
        fits = (text for text in footers if text_width(text, MASTER.foot, style.body) <= room)
        return next(fits, "")

    def frame(self, canvases: Sequence[Canvas], names: Names, theme: Theme) -> Frame:
        """The parts of the file that are not slides."""
        return _OwnFrame(self, names, theme)


OWN = OwnTemplate()
"""Our design."""


@lru_cache(maxsize=8)
def own_template(theme: Theme) -> OwnTemplate:
    """Our design, with the theme's logo where it has one."""
    logo, own = theme.logo, theme.colours
    if logo is None:
        return OWN
    grounds = {"bg1": own.lt1, "bg2": own.lt2, "tx2": own.dk2}

    def on(ground: Colour) -> tuple[bytes, tuple[int, int]]:
        blob = logo.on(rgb_of(grounds[ground.scheme]))
        return blob, size_of(blob)

    return OwnTemplate(with_logo(on))


@dataclass(frozen=True)
class _OwnFrame:
    """The parts of a file in a design of ours."""

    template: OwnTemplate
    names: Names
    theme: Theme
    notes_master: ClassVar[str] = _NOTES_MASTER
    mine: ClassVar[str] = ""
    levels: ClassVar[str] = ""
    kept: ClassVar[KeptSlides] = KeptSlides()
    types: ClassVar[Mapping[str, str]] = {}

    @property
    def layouts(self) -> Mapping[str, SlideLayout]:
        return self.template.slide_layouts

    def members(self) -> Iterable[Member | Gapped]:
        """Theme, master, layouts, notes master, and views."""
        return _members(self.template, self.theme, self.names.with_gap)

    def around(self, whole: Whole) -> Iterator[tuple[str, str]]:
        """The presentation, with its relationships and the package's."""
        relations = Relations()
        yield "_rels/.rels", root_relations(_MAIN)
        yield _MAIN, self._presentation(whole, relations)
        for kind, target in _VIEWS:
            relations.add(kind, f"{target}.xml")
        yield rels_name(_MAIN), relations.xml()
        yield from whole.about

    def _presentation(self, whole: Whole, relations: Relations) -> str:
        """``p:presentation``; the order of its children is the schema's (ECMA-376 19.2.1.26)."""
        language, slide = self.names.language, self.template.slide
        master = relations.add("slideMaster", relpath(_MASTER, "ppt"))
        notes_master = relations.add("notesMaster", relpath(_NOTES_MASTER, "ppt"))
        slides = "".join(
            f'<p:sldId id="{id_}" r:id="{relations.add("slide", f"slides/slide{number}.xml")}"/>'
            for number, id_ in enumerate(whole.ids, 1)
        )
        return (
            f'{xml.HEAD}<p:presentation {xml.NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0">'
            f'<p:sldMasterIdLst><p:sldMasterId id="{_FIRST_LAYOUT_ID - 1}" r:id="{master}"/></p:sldMasterIdLst>'
            f'<p:notesMasterIdLst><p:notesMasterId r:id="{notes_master}"/></p:notesMasterIdLst>'
            f'<p:sldIdLst>{slides}</p:sldIdLst><p:sldSz cx="{slide.w}" cy="{slide.h}"/>'
            f'<p:notesSz cx="{NOTES_PAGE.w}" cy="{NOTES_PAGE.h}"/>'
            f"{reference(relations.add('tags', relpath(whole.tags, 'ppt')))}"
            f"<p:defaultTextStyle>{plain_levels(language, 18)}</p:defaultTextStyle>{whole.sections}</p:presentation>"
        )
