"""A PowerPoint file read as a template. Lengths in EMU.

Layouts that are used are looked at as well: what is drawn by us keeps off what has edges there.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from facilitator.canvas import Align, Anchor, Box, Emu
from facilitator.colours import contrast
from facilitator.content.theme import Logo
from facilitator.ground import Ground, grounds
from facilitator.ground.drawing import drawings_of, painted
from facilitator.ground.shapes import picture_in
from facilitator.house_templates import Facts, Layout, Master, Placeholder, Surface, Template
from facilitator.messages import Place, Problems, _, printable
from facilitator.office import NS, Element, find, first, flag, number, percent, present
from facilitator.office.colours import WHITE, Paint, Palette
from facilitator.office.presentation import Presentation, Sheet, open_presentation
from facilitator.office.shapes import FURNITURE, TEXTS, TITLES, Shape
from facilitator.office.texts import Level, Text, theme_font

__all__ = ["logo_in", "looked_at", "read_template", "template_of"]

_COLOURS = (
    "tx1", "bg1", "tx2", "bg2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
"""What shapes call the theme's colours (ECMA-376 20.1.10.54)."""
_FONT, _WIDE_FONT = "Calibri", "Arial"
"""Of Office's theme, where there is none; and where a theme names none: what programs take then is as wide."""
_LIST = 0.15
"""Share of the slide from which on a text may hold a list."""
_WHOLE = 0.97
"""Share of the slide from which on a shape is its background."""
_THIN = 0.01
"""Share of the slide's width: a line that is higher and wider is a slanted one."""
_LARGE, _UNDER = 0.06, 0.3
"""Share of the slide from which on a decoration may be there to be written over, and of it that texts then cover."""
_ON_SLIDE = 0.5
"""Share of a placeholder that lies on the slide, at least."""
_WHOLE = 0.97
"""Share of one that counts as all of it: some stand a little over an edge."""
_FAINT, _LARGE_WORD = 1.5, 40
"""The contrast of a watermark with the paper, at most, and its points, at least."""
_QUOTES = frozenset('“”„‟«»‹›‘’"')
_LARGEST_INDEX = 2**32 - 1
_USUAL_SIZE = 18.0
_PITCH = 1.2
"""Of most fonts, from line to line, in em."""
_MARKS = frozenset(["buChar", "buAutoNum", "buBlip"])
_UPRIGHT = frozenset(["horz", ""])
_ANCHORS: dict[str, Anchor] = {"t": "t", "ctr": "ctr", "b": "b"}
_ALIGNS: dict[str, Align] = {"ctr": "ctr", "r": "r"}


def read_template(path: Path) -> Template:
    """The template at ``path``: a presentation, template, or show, with or without macros.

    Raises:
        Problems: it cannot be opened, or has no slide layout.
    """
    with open_presentation(path) as presentation:
        return template_of(presentation)


def template_of(presentation: Presentation) -> Template:
    """The template that an open file is.

    Raises:
        Problems: a part of it is damaged, or it has no slide layout.
    """
    path = str(presentation.package.path)
    uses = Counter(presentation.package.first("slideLayout", slide) for slide in presentation.slide_ids)
    labels = _Labels()
    masters = tuple(_master(master, labels, uses) for master in presentation.masters)
    if not any(master.parts for master in masters):
        expected = _("expected a file that PowerPoint opens: every slide has a layout")
        raise Problems.one(_("the file has no slide layouts"), expected, place=Place(path))
    return Template(path, presentation.size, masters, _facts(presentation))


def _facts(presentation: Presentation) -> Facts:
    package, root = presentation.package, presentation.root
    fonts = root.findall("p:embeddedFontLst/p:embeddedFont/p:font", NS)
    return Facts(
        slides=len(presentation.slide_ids),
        sections=tuple(printable(section.name) for section in presentation.sections),
        notes_master=package.first("notesMaster", package.main) is not None,
        macros=package.first("vbaProject", package.main) is not None,
        embedded_fonts=tuple(printable(font.get("typeface", "")) for font in fonts),
        guides=sum(_guides(one) for one in (root, *(master.root for master in presentation.masters))),
        right_to_left=flag(root, "rtl") is True,
    )


def _guides(root: Element) -> int:
    """Those that a designer has set; the two that every view begins with are kept elsewhere."""
    return sum(len(guides) for guides in root.iter("{*}sldGuideLst"))


def _master(master: Sheet, labels: _Labels, uses: Counter[str | None]) -> Master:
    sheets = master.presentation.layouts(master)
    theme = master.theme
    name = "" if theme is None else printable(theme.get("name", ""))
    default = _FONT if theme is None else _WIDE_FONT
    major, minor = (printable(theme_font(theme, kind)) or default for kind in ("major", "minor"))
    named = [(sheet, labels.new(sheet.name), uses[sheet.part]) for sheet in sheets]
    return Master(
        part=master.part,
        theme=name or "Template",
        colours=_colours(master.palette),
        major=major,
        minor=minor,
        parts=tuple(sheet.part for sheet in sheets),
        uses=sum(uses[sheet.part] for sheet in sheets),
        read=lambda: _layouts(master, named),
    )


def _layouts(master: Sheet, named: Sequence[tuple[Sheet, str, int]]) -> tuple[Layout, ...]:
    """The layouts of a master, from their sheets, labels, and uses."""
    feet = {one.role: _placeholder(master, one) for one in master.placeholders if one.role in FURNITURE}
    held = [_held(sheet, feet) for sheet, _label, _uses in named]
    texts = list(_lists(held, master.presentation.size))
    return tuple(_layout(*one, holders, texts) for one, holders in zip(named, held, strict=True))


def _held(sheet: Sheet, feet: Mapping[str, Placeholder]) -> tuple[Placeholder, ...]:
    """What is to be filled on a layout; ``feet`` says what date, footer, and number of the master are."""
    said = (_inherited(sheet, shape, feet) for shape in sheet.placeholders if not shape.hidden)
    return tuple(present(_on_slide(one, sheet.presentation.size) for one in said))


def _colours(palette: Palette) -> dict[str, str]:
    """RRGGBB by name."""
    return {name: paint.hex for name in _COLOURS if (paint := palette.named(name))}


def _lists(held: Iterable[Sequence[Placeholder]], slide: Box) -> Iterator[Box]:
    """Where the layouts of a master have texts that may hold a list."""
    texts = (one for placeholders in held for one in placeholders if one.role in TEXTS)
    return (box for one in texts if (box := one.written) is not None and box.area >= _LIST * slide.area)


class _Labels:
    """Names for layouts, no two of them the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, name: str) -> str:
        """The name on one line and in the form that people's files are read in, with a number when it is taken."""
        plain = unicodedata.normalize("NFC", printable(name)) or "Layout"
        label, number_ = plain, 1
        while label.casefold() in self._taken:
            number_ += 1
            label = f"{plain} ({number_})"
        self._taken.add(label.casefold())
        return label


def _layout(sheet: Sheet, label: str, uses: int, placeholders: tuple[Placeholder, ...], texts: Sequence[Box]) -> Layout:
    """A layout with these placeholders; ``texts`` says where texts that may hold a list are on any of the master."""
    root, slide = sheet.root, sheet.presentation.size
    own = sheet.own_colours
    return Layout(
        part=sheet.part,
        label=label,
        name=sheet.name,
        type=str(root.get("type", "")),
        hidden=flag(root, "hidden") is True or flag(root, "show") is False,
        preserved=flag(root, "preserve") is True,
        uses=uses,
        colours=_colours(sheet.palette),
        colour_map=None if own is None else {str(name): str(value) for name, value in own.attrib.items()},
        placeholders=placeholders,
        slide=slide,
        drawn=lambda: _decorations(sheet, slide, texts),
        quoting=any(one.text.strip() in _QUOTES for one in sheet.drawn),
        sides=Box.bounding(texts) if texts else None,
    )


# --- what is drawn ----------------------------------------------------------------------------------------------------


def _surface(paint: Paint | None) -> Surface | None:
    """What a fill covers: nothing where it is clear, something nobody knows where it is not one colour (None)."""
    return Surface(paint) if paint is None or paint.alpha else None


def _decorations(sheet: Sheet, slide: Box, texts: Sequence[Box]) -> tuple[Box, ...]:
    """What a layout and, where it lets them show, its master draw on the slide, each up to the slide's edges.

    Not what covers the slide, nor a large one without a colour of its own (``faint``: pictures, and what can be seen
    through) that the template's own texts stand on to a good part.
    """
    drawn = [one for one in (*sheet.behind, *sheet.drawn) if not _is_slanted(one, slide)]
    faint = {one.bounds.clipped(slide) for one in drawn if one.bounds and _is_faint(sheet.fill(one, mixed=True))}
    places = present(one.bounds for one in drawn)
    shown = dict.fromkeys(box.clipped(slide) for box in places if box.meets(slide))
    return tuple(box for box in shown if not _is_backdrop(box, slide, texts if box in faint else ()))


def _is_faint(paint: Paint | None) -> bool:
    """Whether it has no colour of its own, or can be seen through."""
    return paint is None or 0 < paint.alpha < 1


def _is_slanted(shape: Shape, slide: Box) -> bool:
    """Whether it is a line across the slide, whose box says little about where it is."""
    box = shape.bounds if shape.kind == "connector" else None
    return box is not None and min(box.w, box.h) > _THIN * slide.w


def _is_backdrop(box: Box, slide: Box, texts: Sequence[Box]) -> bool:
    if box.area >= _WHOLE * slide.area:
        return True
    under = max((box.clipped(text).area for text in texts), default=0)
    return box.area >= _LARGE * slide.area and under >= _UNDER * box.area


# --- what is to be filled ---------------------------------------------------------------------------------------------


def _on_slide(one: Placeholder, slide: Box) -> Placeholder | None:
    """The placeholder, as far as words in it are seen; where most of it lies beside the slide it is none, but a title,
    which then has no place, as one that is turned has none.
    """
    part = one.box and one.box.clipped(slide)
    there = one.box is None or part is None or part.area > _ON_SLIDE * one.box.area
    if one.role in TITLES and (one.vertical or not there):
        return replace(one, box=None)
    if there and part and one.box and one.role in TITLES | TEXTS and part.area < _WHOLE * one.box.area:
        return replace(one, box=part, moved=True)
    return one if there else None


def _inherited(sheet: Sheet, shape: Shape, feet: Mapping[str, Placeholder]) -> Placeholder:
    """A placeholder; most footers say nothing themselves, and are read once for all layouts of a master."""
    foot = feet.get(shape.role)
    if foot is None or sheet.own_colours is not None or any(map(_says, (shape.properties, *_settings(shape)))):
        return _placeholder(sheet, shape)
    return replace(foot, index=_index(shape), name=shape.name)


def _settings(shape: Shape) -> Iterator[Element | None]:
    return (find(shape.body, name) for name in ("a:bodyPr", "a:lstStyle"))


def _says(element: Element | None) -> bool:
    return element is not None and bool(len(element) or element.attrib)


def _placeholder(sheet: Sheet, shape: Shape) -> Placeholder:
    box, around = sheet.bounds(shape), None
    if _is_tilted(sheet, shape):
        box, around = sheet.box(shape), box
    text = Text(shape, shape.body, box, sheet.inherited(shape))
    masters = () if sheet.above is None else sheet.above.placeholders
    level = text.level(1)
    look, size = level.look(), first(number(run, "sz") for run in level.runs)
    return Placeholder(
        role=shape.role,
        index=_index(shape),
        name=shape.name,
        box=box,
        size=size / 100 if size else None,
        anchor=_ANCHORS.get(text.setting("anchor"), "t"),
        bullets=_has_bullets(level),
        vertical=_is_vertical(text) or _is_turned(sheet, shape),
        capitals=first(run.get("cap") for run in level.runs) in ("all", "small"),
        family=look.family,
        bold=look.bold,
        ink=_ink(look.paint),
        unseen=look.paint is not None and not look.paint.alpha,
        second=_ink(text.level(2).look().paint) if shape.role in TEXTS else None,
        moved=shape.role in TEXTS and text.setting("numCol") not in ("", "1"),
        shared=shape.role in TEXTS and any(one.index == shape.index != "1" for one in masters),
        tracking=(first(number(run, "spc") for run in level.runs) or 0) / 100,
        spacing=_spacing(level, size / 100 if size else _USUAL_SIZE),
        indent=_indent(text),
        insets=text.insets,
        align=_ALIGNS.get(first(one.get("algn") for one in level.says) or "", "l"),
        surface=_surface(sheet.fill(shape, mixed=True)),
        around=around,
    )


def _ink(paint: Paint | None) -> str | None:
    return None if paint is None or paint.alpha < 1 else paint.hex


def _index(shape: Shape) -> int:
    """Orphans have the largest that there is, which is more than a length may be."""
    return min(int(shape.index), _LARGEST_INDEX) if shape.index.isascii() and shape.index.isdigit() else 0


def _spacing(level: Level, size: float) -> float:
    said = first(find(one, "a:lnSpc") for one in level.says)
    points = number(find(said, "a:spcPts"), "val")
    share = percent(find(said, "a:spcPct"), "val") if points is None else points / 100 / (size * _PITCH)
    return max(share or 1, 0.5)


def _indent(text: Text) -> Emu:
    """The most that any of the first levels asks for, by level."""
    margins = ((first(number(one, "marL") for one in text.level(level).says) or 0) / level for level in (1, 2))
    return round(max(*margins, 0))


def _has_bullets(level: Level) -> bool:
    said = (str(mark.tag).rpartition("}")[2] for one in level.says for mark in one.iterchildren("*"))
    return next((mark in _MARKS for mark in said if mark in _MARKS or mark == "buNone"), False)


def _is_turned(sheet: Sheet, shape: Shape) -> bool:
    """Whether what lies is stood upright, or the other way round."""
    own, shown = sheet.box(shape), sheet.bounds(shape)
    return own is not None and shown is not None and (own.w > own.h) != (shown.w > shown.h)


def _is_tilted(sheet: Sheet, shape: Shape) -> bool:
    """Whether it is turned by less, or more, than a quarter."""
    own, shown = sheet.box(shape), sheet.bounds(shape)
    return own is not None and shown is not None and shown.w + shown.h > own.w + own.h + 2


def _is_vertical(text: Text) -> bool:
    holder = text.shape.placeholder
    said = holder is not None and holder.get("orient") == "vert"
    return said or text.setting("vert") not in _UPRIGHT


# --- what it looks like ---


def looked_at(file: Presentation, layouts: Iterable[Layout]) -> dict[str, Layout]:
    """The layouts as they look, by their parts; each is drawn once, all of them in one go."""
    wanted = {layout.part: layout for layout in layouts}
    sheets = [sheet for master in file.masters for sheet in file.layouts(master) if sheet.part in wanted]
    seen = grounds(drawings_of((sheet, painted(sheet)) for sheet in sheets), file.size)
    return {sheet.part: _seen(wanted[sheet.part], sheet, ground) for sheet, ground in zip(sheets, seen, strict=True)}


def _seen(layout: Layout, sheet: Sheet, ground: Ground) -> Layout:
    return replace(layout, ground=ground, words=tuple(_words(sheet, ground.slide)))


def _words(sheet: Sheet, slide: Box) -> list[Box]:
    """What is written on the layout and its master for every slide: nothing is drawn over it, but over a watermark."""
    said = (one.bounds for one in (*sheet.behind, *sheet.drawn) if one.text.strip() and not _is_watermark(sheet, one))
    return [box.clipped(slide) for box in present(said) if box.meets(slide)]


def _is_watermark(sheet: Sheet, shape: Shape) -> bool:
    """Whether it is written large and so faintly that other text may stand on it."""
    paper = sheet.background(mixed=True) or sheet.palette.named("bg1") or WHITE
    looks = [run.look for text in sheet.texts_in(shape) for run in text.runs if run.text.strip()]
    faint = [
        one.paint is not None and contrast(one.paint.over(paper).rgb, paper.rgb) <= _FAINT for one in looks if paper
    ]
    return bool(looks) and all(faint) and min(one.size for one in looks) >= _LARGE_WORD


# --- whose it is ---

_MARK, _LONGEST = 0.08, 8
"""Shares of the slide beyond which a picture is no logo, and times its height that it may be wide."""
_MIDDLE = (0.25, 0.75)
"""Shares of the slide's width and height between which no logo stands."""


def logo_in(file: Presentation, layouts: Iterable[Layout]) -> Logo | None:
    """The logo on the first of these layouts that has one: a small whole picture near an edge, the largest of them."""
    parts = [layout.part for layout in layouts]
    sheets = {sheet.part: sheet for master in file.masters for sheet in file.layouts(master) if sheet.part in parts}
    for sheet in (sheets[part] for part in parts):
        drawn = [(where, one) for where in (sheet.master, sheet) if where for one in where.drawn if one.bounds]
        found = [(where, one) for where, one in drawn if _is_logo(one, file.size)]
        for where, one in sorted(found, key=lambda pair: -pair[1].bounds.area if pair[1].bounds else 0):
            if blob := picture_in(where, one):
                return Logo(blob)
    return None


def _is_logo(shape: Shape, slide: Box) -> bool:
    box = shape.bounds
    if shape.kind not in ("picture", "shape") or shape.turned or box is None or not 0 < box.area <= _MARK * slide.area:
        return False
    across, down = (box.x + box.w / 2 - slide.x) / slide.w, (box.y + box.h / 2 - slide.y) / slide.h
    inside = all(_MIDDLE[0] < share < _MIDDLE[1] for share in (across, down))
    return box.w <= _LONGEST * box.h and box.h <= _LONGEST * box.w and not inside
