"""How a run of text looks: size, weight, font, colour, and language, found along everything it inherits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from facilitator.inspection.colours import Paint, Palette, said_fill
from facilitator.inspection.markup import Element, find, first, flag, number, present, tag

__all__ = ["Inherited", "Look", "Looks", "defaults"]

_SIZE = 18.0
"""What text has that nothing gives a size (ECMA-376 21.1.2.3.9)."""


class Look(NamedTuple):
    """How a run shows."""

    size: float
    """Points."""
    bold: bool
    family: str
    """The font's; empty where it is unknown."""
    paint: Paint | None
    """None where it is not one known colour."""
    language: str


@dataclass(frozen=True)
class Inherited:
    """What a shape's text inherits, the nearest first."""

    palette: Palette
    theme: Element | None
    styles: tuple[Element, ...]
    """Lists of levels: of the layout's and the master's placeholders, the master's text styles, the deck's."""
    bodies: tuple[Element, ...]
    """``a:bodyPr`` of the layout's and the master's placeholders."""


class Looks(NamedTuple):
    """Where the look of a paragraph's runs is found."""

    inherited: Inherited
    scale: float
    """By how much the text has been shrunk to fit."""
    reference: Element | None
    """``a:fontRef`` of the shape's style, which comes between its own levels and those it inherits."""
    styled: bool
    """Whether a table style, which is not read, comes there."""
    near: list[Element]
    """``a:defRPr`` of the shape's own levels …"""
    far: list[Element]
    """… and of those it inherits."""

    def of(self, own: Element | None) -> Look:
        """That of a run with these properties (``a:rPr``) of its own."""
        near = [*present([own]), *self.near]
        says = [*near, *self.far]
        size = first(number(one, "sz") for one in says)
        return Look(
            (size / 100 if size else _SIZE) * self.scale,
            first(flag(one, "b") for one in says) or False,
            self._family(says),
            self._paint(own, near),
            first(one.get("lang") for one in says) or "",
        )

    def _family(self, says: Sequence[Element]) -> str:
        found = present(find(one, "a:latin") for one in says)
        name = next((str(font.get("typeface")) for font in found if font.get("typeface")), "+mn-lt")
        if not name.startswith("+"):
            return name
        kind = "major" if name.startswith("+mj") else "minor"
        font = find(self.inherited.theme, f"a:themeElements/a:fontScheme/a:{kind}Font/a:latin")
        return str(font.get("typeface", "")) if font is not None else ""

    def _paint(self, own: Element | None, near: Sequence[Element]) -> Paint | None:
        colours = self.inherited.palette
        if _is_link(own):
            return colours.named("hlink")
        fill = said_fill(near)
        if fill is not None:
            return colours.fill(fill)
        if self.reference is not None or self.styled:
            return colours.colour(self.reference)
        fill = said_fill(self.far)
        return colours.named("tx1") if fill is None else colours.fill(fill)


def defaults(levels: Iterable[Element]) -> list[Element]:
    """The properties of runs that levels say."""
    return present(find(level, "a:defRPr") for level in levels)


def _is_link(own: Element | None) -> bool:
    """A link shows in the theme's colour for links, unless it says that it keeps its own."""
    link = find(own, "a:hlinkClick")
    if link is None or not link.get(tag("r:id")):
        return False
    return not any(mark.get("val") == "tx" for mark in link.iter(tag("ahyp:hlinkClr")))
