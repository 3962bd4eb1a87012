"""What stands on a layout: placeholders with what they inherit, and what is drawn. Lengths in EMU."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from facilitator.canvas.shapes import Anchor, Box
from facilitator.canvas.units import Emu
from facilitator.house_templates.grounds import as_rgb, filled_with, surface_of
from facilitator.house_templates.model import Placeholder
from facilitator.house_templates.places import place
from facilitator.house_templates.rooms import area, clipped, meet
from facilitator.office.colours import Palette
from facilitator.office.shapes import Shape, shapes_of
from facilitator.office.texts import Inherited, Looks, defaults, insets_of
from facilitator.office.xml import Element, find, first, flag, number, percent, present

__all__ = ["Background", "Sheet", "decorations_of", "drawn_on", "placeholders_of"]

_ON_MASTER = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum", "hdr": "hdr"}
"""What a placeholder of a layout inherits from on the master; all others from ``body`` (ECMA-376 19.3.1.36)."""
_STYLES = {"title": "p:titleStyle", "body": "p:bodyStyle"}
_LEVEL = "a:lvl1pPr"
_MARKS = frozenset(["buChar", "buAutoNum", "buBlip"])
_UPRIGHT = frozenset(["horz", ""])
_ANCHORS: dict[str, Anchor] = {"t": "t", "ctr": "ctr", "b": "b"}
_WHOLE = 0.97
"""Share of the slide from which on a shape is its background."""
_THIN = 0.01
"""Share of the slide's width: a line that is higher and wider is a slanted one."""
_LARGE, _UNDER = 0.06, 0.3
"""Share of the slide from which on a decoration may be there to be written over, and of it that texts then cover."""
_LARGEST_INDEX = 2**32 - 1
_USUAL_SIZE = 18.0
_PITCH = 1.2
"""Of most fonts, from line to line, in em."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """A master or layout as it stands in the file."""

    part: str
    root: Element

    @cached_property
    def shapes(self) -> tuple[Shape, ...]:
        """Without those that are hidden, in groups too."""
        return tuple(shape for shape in shapes_of(self.root) if not _is_hidden(shape))

    @cached_property
    def placeholders(self) -> tuple[Shape, ...]:
        return tuple(shape for shape in self.shapes if shape.placeholder is not None)

    @cached_property
    def drawn(self) -> tuple[Shape, ...]:
        return tuple(shape for shape in self.shapes if shape.placeholder is None and shape.kind != "group")


def _is_hidden(shape: Shape) -> bool:
    return shape.hidden or (shape.parent is not None and _is_hidden(shape.parent))


class Background(NamedTuple):
    """What the placeholders of a layout inherit besides those of its master."""

    defaults: Element | None
    """``p:defaultTextStyle`` of the presentation."""
    theme: Element | None
    palette: Palette


def placeholders_of(layout: Sheet, master: Sheet, background: Background) -> tuple[Placeholder, ...]:
    """A layout's placeholders."""
    return tuple(_placeholder(shape, master, background) for shape in layout.placeholders)


def decorations_of(
    layout: Sheet, master: Sheet, slide: Box, faint: Collection[Box] = (), texts: Sequence[Box] = ()
) -> tuple[Box, ...]:
    """What a layout and, where it lets them show, its master draw on the slide, each up to the slide's edges.

    Not what covers the slide, nor a large one without a colour of its own (``faint``: pictures, and what can be seen
    through) that the template's own texts stand on to a good part; ``texts`` says where those are on any layout of the
    master.
    """
    places = present(place(shape) for shape in drawn_on(layout, master) if not _is_slanted(shape, slide))
    shown = dict.fromkeys(clipped(box, slide) for box in places if meet(box, slide))
    return tuple(box for box in shown if not _is_backdrop(box, slide, texts if box in faint else ()))


def _is_slanted(shape: Shape, slide: Box) -> bool:
    """Whether it is a line across the slide, whose box says little about where it is."""
    box = place(shape) if shape.kind == "connector" else None
    return box is not None and min(box.w, box.h) > _THIN * slide.w


def _is_backdrop(box: Box, slide: Box, texts: Sequence[Box]) -> bool:
    if area(box) >= _WHOLE * area(slide):
        return True
    under = max((area(clipped(box, text)) for text in texts), default=0)
    return area(box) >= _LARGE * area(slide) and under >= _UNDER * area(box)


def drawn_on(layout: Sheet, master: Sheet) -> tuple[Shape, ...]:
    """What a layout and, where it lets them show, its master draw, in the order of painting."""
    behind = () if flag(layout.root, "showMasterSp") is False else master.drawn
    return (*behind, *layout.drawn)


def _placeholder(shape: Shape, master: Sheet, background: Background) -> Placeholder:
    kind = _ON_MASTER.get(shape.role, "body")
    model = next((one for one in master.placeholders if _ON_MASTER.get(one.role, "body") == kind), None)
    chain = present([shape, model])
    shared = present([find(master.root, f"p:txStyles/{_STYLES.get(kind, 'p:otherStyle')}"), background.defaults])
    styles = [*present(find(one.body, "a:lstStyle") for one in chain), *shared]
    levels = list(_levels(styles))
    look = Looks(
        Inherited(background.palette, background.theme, tuple(styles), ()), 1, None, False, defaults(levels), []
    ).of(None)
    bodies = present(find(one.body, "a:bodyPr") for one in chain)
    size = _size(levels)
    box = first(place(one) for one in chain)
    return Placeholder(
        role=shape.role,
        index=_index(shape),
        name=shape.name,
        box=box,
        size=size,
        anchor=_ANCHORS.get(_body_setting(chain, "anchor"), "t"),
        bullets=_has_bullets(levels),
        vertical=_is_vertical(shape, chain),
        capitals=_has_capitals(levels),
        family=look.family,
        bold=look.bold,
        ink=None if look.paint is None or look.paint.alpha < 1 else as_rgb(look.paint),
        tracking=(first(number(run, "spc") for run in defaults(levels)) or 0) / 100,
        spacing=_spacing(levels, size or _USUAL_SIZE),
        indent=_indent(styles),
        insets=insets_of(bodies),
        surface=surface_of(filled_with(chain, background.palette), box) if box else None,
    )


def _index(shape: Shape) -> int:
    """Orphans have the largest that there is, which is more than a length may be."""
    return min(int(shape.index), _LARGEST_INDEX) if shape.index.isascii() and shape.index.isdigit() else 0


def _levels(styles: Sequence[Element]) -> Iterator[Element]:
    """What each style says about the first level, the nearest first."""
    yield from present(find(style, _LEVEL) for style in styles)


def _size(levels: Sequence[Element]) -> float | None:
    found = first(number(find(level, "a:defRPr"), "sz") for level in levels)
    return found / 100 if found else None


def _spacing(levels: Sequence[Element], size: float) -> float:
    said = first(find(level, "a:lnSpc") for level in levels)
    points = number(find(said, "a:spcPts"), "val")
    share = percent(find(said, "a:spcPct"), "val") if points is None else points / 100 / (size * _PITCH)
    return max(share or 1, 0.5)


def _indent(styles: Sequence[Element]) -> Emu:
    """The most that any of the first levels asks for, by level."""
    margins = (
        (first(number(find(style, f"a:lvl{level}pPr"), "marL") for style in styles) or 0) / level for level in (1, 2)
    )
    return round(max(*margins, 0))


def _has_capitals(levels: Sequence[Element]) -> bool:
    runs = present(find(level, "a:defRPr") for level in levels)
    return first(run.get("cap") for run in runs) in ("all", "small")


def _has_bullets(levels: Sequence[Element]) -> bool:
    said = (str(mark.tag).rpartition("}")[2] for level in levels for mark in level.iterchildren("*"))
    return next((mark in _MARKS for mark in said if mark in _MARKS or mark == "buNone"), False)


def _body_setting(chain: Sequence[Shape], name: str) -> str:
    bodies = present(find(one.body, "a:bodyPr") for one in chain)
    return first(body.get(name) for body in bodies) or ""


def _is_vertical(shape: Shape, chain: Sequence[Shape]) -> bool:
    said = shape.placeholder is not None and shape.placeholder.get("orient") == "vert"
    return said or _body_setting(chain, "vert") not in _UPRIGHT
