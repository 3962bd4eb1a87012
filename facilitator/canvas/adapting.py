"""A canvas made to suit a slide that is not ours: its size, light on dark, and text that can be read there.

Layouts and figures draw for a slide of ordinary size on a light ground, in themes whose text is dark and whose first
accent and second text colour can be read on white. On a tiny or huge slide everything, type included, is drawn in
proportion; on a dark one a tint, which is soft on white, becomes a shade, soft on black; where the background is not
the theme's background colour, the colours change places. What each text is then written in, `legible` says.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from math import floor
from typing import Any, TypeAlias

from facilitator.canvas import Box, cm
from facilitator.canvas.shapes import (
    Canvas,
    Colour,
    Connector,
    Line,
    Paragraph,
    Path,
    Placeholder,
    Run,
    Scheme,
    Table,
    TextBody,
)
from facilitator.colours import CALM, SIGNALS

__all__ = ["Suit", "adapted", "proportion"]

_SMALL, _LARGE, _USUAL = cm(22), cm(48), cm(38.9)
"""Diagonals: between the first two a slide is drawn as it is, else as if it had the last."""

_EMU: dict[type, tuple[str, ...]] = {
    Box: ("x", "y", "w", "h"),
    Line: ("width",),
    Paragraph: ("indent",),
    TextBody: ("insets",),
    Connector: ("start", "end"),
    Table: ("widths", "heights"),
}
"""Fields that are lengths, or tuples of lengths."""
_POINTS: dict[type, tuple[str, ...]] = {
    Run: ("size",), Paragraph: ("before",), TextBody: ("size",), Placeholder: ("size",),
}  # fmt: skip
_TEXTS = (Run, TextBody)
_ANGLES = 3
"""An arc's radii come first, then two angles."""
_SOFT, _SIGNAL = 25, 45
"""Per cent of a colour that are kept of its softest shades, and of a signal's on a ground in a strong colour, where
those would be black.
"""
_SURFACE, _RULE = 12, 25
"""The tints up to which a colour is a surface, and a fine rule that need hardly be seen."""
_STROKES: Scheme = "tx2"
"""Tints of this are lines, whatever they are drawn as."""
_Change: TypeAlias = "Callable[[Suit, Any], Any]"
"""What becomes of a value in a suit."""


def proportion(slide: Box) -> float | None:
    """How much smaller or larger type is on a slide so tiny or huge that it is measured by it; None on others."""
    diagonal = float((slide.w**2 + slide.h**2) ** 0.5)
    return None if _SMALL <= diagonal <= _LARGE else diagonal / _USUAL


@dataclass(frozen=True, slots=True)
class Suit:
    """How a canvas is to be changed."""

    scale: float = 1
    dark: bool = False
    names: tuple[tuple[Scheme, Scheme], ...] = ()
    """Theme colours that are written in place of those we have chosen."""
    plain: bool = False
    """Nobody knows what is behind, as with a picture: no text is in a tint."""
    surface: Colour | None = None
    """What surfaces are in on a dark ground in a strong colour, on which shades of other colours are muddy."""
    paper: Scheme | None = None
    """That ground, which cards on surfaces, rims, and marks take for the theme's."""
    vivid: frozenset[Scheme] = frozenset()
    """Colours whose tints glare: they lose some of their saturation."""
    strokes: tuple[tuple[Scheme, int], ...] = ()
    """Per cent of a colour that are kept, at least, in what is drawn as a line, so that it is seen on the ground."""
    rule: int = 0
    """The same of fine rules."""

    @property
    def changes_nothing(self) -> bool:
        return self == Suit()

    def length(self, value: Any) -> Any:
        """EMU, or a tuple of them."""
        return tuple(map(self.length, value)) if isinstance(value, tuple) else round(value * self.scale)

    def points(self, value: float | None) -> float | None:
        """A type size, down to the half point: rounded up, text that just fits would not."""
        return None if value is None else max(1, floor(value * self.scale * 2) / 2)

    def colour(self, colour: Colour) -> Colour:
        """The one in its place; a tint as a shade."""
        if self.paper and colour.scheme == "bg1":
            return replace(colour, scheme=self.paper)
        return self.stroke(colour) if colour.scheme == _STROKES and colour.tint > _SURFACE else self._shown(colour)

    def stroke(self, colour: Colour) -> Colour:
        """That of a line: a tint that can be seen."""
        if self.paper and colour.scheme == "bg1":
            return self.colour(colour)
        least = dict(self.strokes).get(colour.scheme, 0) if colour.tint > _RULE else self.rule
        return self._shown(replace(colour, tint=max(colour.tint, least)))

    def _shown(self, colour: Colour) -> Colour:
        found = replace(colour, scheme=dict(self.names).get(colour.scheme, colour.scheme))
        if colour.tint == 100:
            return found
        if not self.dark:
            return replace(found, saturation=CALM) if found.scheme in self.vivid else found
        if self.surface and colour.tint <= _SURFACE and colour.scheme not in SIGNALS:
            return replace(self.surface, alpha=colour.alpha)
        least = _SIGNAL if self.surface and colour.scheme in SIGNALS else _SOFT
        return replace(found, tint=100, shade=max(least, colour.tint))

    def ink(self, colour: Colour | None) -> Colour | None:
        """That of a text."""
        found = None if colour is None else self._shown(colour)
        return replace(found, tint=100, shade=100) if found and self.plain else found


def adapted(canvas: Canvas, suit: Suit) -> Canvas:
    """The canvas, changed in size and colours as ``suit`` says."""
    return (
        canvas
        if suit.changes_nothing
        else replace(canvas, made_of="", shapes=tuple(_adapt(one, suit) for one in canvas.shapes))
    )


def _adapt(value: Any, suit: Suit) -> Any:
    if isinstance(value, tuple):
        return tuple([_adapt(one, suit) for one in value])
    return _of_kind(type(value))(suit, value)  # type: ignore[arg-type]  # mypy takes no class for hashable


@cache
def _of_kind(kind: type) -> _Change:
    """What becomes of a value of this kind: of a dataclass field by field, of other things nothing."""
    if kind in _OF_ONE_PIECE:
        return _OF_ONE_PIECE[kind]
    if not is_dataclass(kind):
        return lambda _suit, value: value
    changes = [(one.name, _change(kind, one.name)) for one in fields(kind)]
    return lambda suit, value: kind(**{name: change(suit, getattr(value, name)) for name, change in changes})


def _change(kind: type, name: str) -> _Change:
    if name in _EMU.get(kind, ()):
        return Suit.length
    if name in _POINTS.get(kind, ()):
        return Suit.points
    if name == "colour" and kind is Line:
        return Suit.stroke
    return Suit.ink if name == "colour" and kind in _TEXTS else lambda suit, value: _adapt(value, suit)


def _path(path: Path, suit: Suit) -> Path:
    """Lengths of the commands; an arc's angles stay."""

    def scaled(command: tuple[str | float, ...]) -> tuple[str | float, ...]:
        kept = len(command) if command[0] != "A" else _ANGLES
        return (command[0], *(suit.length(v) for v in command[1:kept]), *command[kept:])

    text = None if path.text is None else _adapt(path.text, suit)
    return Path(tuple(scaled(command) for command in path.commands), text)


_OF_ONE_PIECE: dict[type, _Change] = {Colour: Suit.colour, Path: lambda suit, path: _path(path, suit)}
"""What is not changed field by field."""
