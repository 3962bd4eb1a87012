"""How things look: the theme's colours and fonts with the words of the language, and what follows from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from facilitator.canvas.fonts import Font
from facilitator.canvas.own_layouts import DESIGN, Design
from facilitator.canvas.shapes import Colour, Scheme
from facilitator.colours import READABLE, SIGNALS, Rgb, contrast, rgb_of
from facilitator.content.parts import Role
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme

__all__ = ["ACCENTS", "CONTENT_MIN", "SMALL_MIN", "Style"]

CONTENT_MIN = 14
"""The smallest size of what the participants read, in points."""
SMALL_MIN = 12
"""The smallest size of source lines, table cells, and labels on a scale, in points."""

ACCENTS: tuple[Scheme, ...] = ("accent1", "accent2", "accent4", "accent5", "accent6", "accent3")
"""The order in which a series takes the accents; the light one last."""

_SOFT = 1.5
"""The contrast to the first ground from which on the second is no soft one."""
_OWN_NAMES = {"tx1": "dk1", "bg1": "lt1", "tx2": "dk2", "bg2": "lt2"}
_OF_ROLES: dict[Role, Colour] = {
    "good": Colour("green"), "bad": Colour("red"), "neutral": Colour("tx2", tint=45), "focus": Colour("accent1"),
    "red": Colour("red"), "yellow": Colour("yellow"), "green": Colour("green"),
}  # fmt: skip
_STANDS_OUT, _STEPS_BACK = Colour("accent1"), Colour("tx1", tint=45)


@dataclass(frozen=True)
class Style:
    """Everything a layout or figure needs to know besides its content and its box."""

    theme: Theme
    terms: Terms
    design: Design = DESIGN
    marked: frozenset[int] | None = None
    """The numbers in a series that stand out; None where nothing is marked."""
    roles: tuple[Role | None, ...] = ()
    """What the colour of each in a series says; empty where colours only tell them apart."""

    @cached_property
    def body(self) -> Font:
        return Font(self.theme.fonts.body)

    @cached_property
    def body_bold(self) -> Font:
        return Font(self.theme.fonts.body, bold=True)

    @cached_property
    def heading(self) -> Font:
        return Font(self.theme.fonts.heading, bold=True)

    def font(self, *, bold: bool = False, major: bool = False) -> Font:
        """The family for a text body, as measured."""
        return Font(self.theme.fonts.heading if major else self.theme.fonts.body, bold)

    def sizes(self, sizes: Sequence[float]) -> Sequence[float]:
        """Those of these type sizes (points, falling) that the design allows; its least one if it allows none."""
        least = self.design.least
        return sizes if sizes[-1] >= least else tuple(size for size in sizes if size >= least) or (least,)

    def rgb(self, colour: Colour) -> Rgb:
        """The colour as it shows on white, 0–255 each."""
        own = _OWN_NAMES.get(colour.scheme, colour.scheme)
        value = SIGNALS.get(colour.scheme) or getattr(self.theme.colours, own)
        return rgb_of(value, colour.tint, colour.shade, colour.alpha)

    def on(self, fill: Colour) -> Colour:
        """The colour of text on ``fill``: white where it reaches 4.5:1, else the better of white and ink."""
        white, ink = Colour("bg1"), Colour("tx1")
        behind = self.rgb(fill)
        light = contrast(self.rgb(white), behind)
        return white if light >= READABLE or light >= contrast(self.rgb(ink), behind) else ink

    @property
    def card(self) -> Colour:
        """What stands out as a card: on the soft ground of our own layouts, and on that of somebody's, mostly white."""
        return Colour("bg1") if self.design.ours else Colour("accent1", tint=12)

    @property
    def soft(self) -> Colour:
        """A surface that hardly stands out: the second ground, unless somebody's template has a strong colour there."""
        second = Colour("bg2")
        return second if contrast(self.rgb(Colour("bg1")), self.rgb(second)) <= _SOFT else Colour("accent1", tint=12)

    def accent(self, number: int) -> Colour:
        """The colour of the ``number``-th of a series, from 0; a quiet one where only others are marked."""
        if self.marked is not None:
            return _STANDS_OUT if number in self.marked else _STEPS_BACK
        if self.roles:
            return _OF_ROLES[self.roles[number % len(self.roles)] or "neutral"]
        return Colour(ACCENTS[number % len(ACCENTS)])

    def marking(self, numbers: Iterable[int]) -> Style:
        """The style for a series of which these numbers stand out; as it is when there are none."""
        marked = frozenset(numbers)
        return replace(self, marked=marked) if marked else self
