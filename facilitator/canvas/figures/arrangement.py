"""Which arrangement of a figure's parts to draw: the first that looks well, as long as its type is large enough.

A figure names its arrangements, the best looking first; `arranged` tries its cards in them, `preferred` anything else
that has a scale. What was found is then trimmed: no card is much higher than the texts ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Generic, NamedTuple, Protocol, TypeVar

from facilitator.canvas import Box, Emu, cm, pt
from facilitator.canvas.figures.cards import (
    EDGE,
    GAP,
    LARGE_SCALES,
    SCALES,
    Card,
    Scale,
    card_shape,
    common_scale,
    edge,
    tallest,
)
from facilitator.canvas.shapes import Colour, Connector, Glue, Line, Scheme, Shape
from facilitator.canvas.text import DoesNotFit, Style, first_fitting
from facilitator.colours import contrast
from facilitator.content.parts import Item

__all__ = [
    "GOOD", "GRIDS", "Arrangement", "Counts", "airiest", "arranged", "beside_layers", "by_text", "grid",
    "layer_cards", "layer_fills", "preferred",
]  # fmt: skip

Counts = tuple[int, ...]
"""How many stand in each row."""

GRIDS: dict[int, tuple[Counts, ...]] = {
    2: ((2,), (1, 1)), 3: ((3,), (1, 1, 1)), 4: ((2, 2), (4,), (1, 1, 1, 1)), 5: ((3, 2), (2, 2, 1)),
    6: ((3, 3), (2, 2, 2)), 7: ((4, 3), (3, 2, 2), (2, 2, 2, 1)), 8: ((4, 4), (3, 3, 2), (2, 2, 2, 2)),
}  # fmt: skip
"""The arrangements of so many items in a grid, the best looking first."""
GOOD = 21
"""Text of this size (points) is large enough for the best looking arrangement of cards."""


class _Scaled(Protocol):
    """A plan for drawing a figure."""

    @property
    def scale(self) -> Scale: ...


_Way = TypeVar("_Way")
_Plan = TypeVar("_Plan")
_AnyScaled = TypeVar("_AnyScaled", bound=_Scaled)


def preferred(ways: Iterable[_Way], planned: Callable[[_Way], _AnyScaled], good: float) -> _AnyScaled:
    """The plan for the first of ``ways`` whose text has at least ``good`` points, else that with the largest type.

    Args:
        ways: the best looking first; those behind the first good one are not tried.
        planned: plans one; it raises `DoesNotFit` where something has no room.
        good: points.

    Raises:
        DoesNotFit: something has no room in any way; the last one's failure.
    """
    found: list[_AnyScaled] = []
    failure: DoesNotFit | None = None
    for way in ways:
        try:
            plan = planned(way)
        except DoesNotFit as error:
            failure = error
            continue
        if plan.scale.text >= good:
            return plan
        found.append(plan)
    if failure and not found:
        raise failure
    return max(found, key=lambda plan: (plan.scale.heading, plan.scale.text))


class Arrangement(NamedTuple, Generic[_Way]):
    """A way to arrange cards, the cards in their boxes, and the scale at which all their texts fit."""

    way: _Way
    cards: tuple[Card, ...]
    scale: Scale

    def needed(self, style: Style) -> Emu:
        """The height that the longest of the texts asks for."""
        return tallest(style, self.cards, self.scale)

    def highest(self, style: Style, air: Emu, least: float) -> Emu:
        """What to trim the cards to: as high as the longest text asks for and ``air`` more, but at least ``least``
        parts of their width.
        """
        return max(self.needed(style) + air, round(least * self.cards[0].box.w))


def arranged(
    style: Style,
    ways: Iterable[_Way],
    cards_in: Callable[[_Way], Sequence[Card]],
    scales: Sequence[Scale] = SCALES,
) -> Arrangement[_Way]:
    """The cards in the preferred one of these ways.

    Raises:
        DoesNotFit: a text has no room in any way.
    """

    def planned(way: _Way) -> Arrangement[_Way]:
        cards = tuple(cards_in(way))
        return Arrangement(way, cards, common_scale(style, cards, scales))

    return preferred(ways, planned, GOOD)


def by_text(scales: Iterable[Scale]) -> list[tuple[Scale, ...]]:
    """Those with text of the same size together, in their order."""
    return [tuple(same) for _, same in groupby(scales, lambda scale: scale.text)]


def airiest(
    planned: Callable[[Scale], _Plan], fits: Callable[[_Plan], bool], text: str, scales: Sequence[Scale] = SCALES
) -> _Plan:
    """The plan with the largest text that fits, at the airiest scale that has it.

    Raises:
        DoesNotFit: it fits at none, or a word is wider than its place; ``text`` is then what has no room.
    """
    plans: dict[Scale, _Plan] = {}

    def has_room(scale: Scale) -> bool:
        try:
            plans[scale] = planned(scale)
        except DoesNotFit:
            return False
        return fits(plans[scale])

    sizes = by_text(scales)
    place = first_fitting(sizes, lambda same: has_room(same[-1]))
    if place == len(sizes):
        raise DoesNotFit(text, scales[-1].text)
    return plans[next(scale for scale in sizes[place] if has_room(scale))]


def grid(box: Box, counts: Counts, gap: Emu = GAP, highest: Emu | None = None) -> list[Box]:
    """Equal boxes in rows of ``counts``, filling ``box``; shorter rows are centred.

    With rows not to be higher than ``highest``, the block stands in the middle of the box.
    """
    most, rows = max(counts), len(counts)
    if highest is not None:
        box = box.around(box.w, min(box.h, highest * rows + gap * (rows - 1)))
    found = []
    for row, count in zip(box.rows(rows, gap), counts, strict=True):
        width = row.columns(most, gap)[0].w * count + gap * (count - 1)
        found += (row if count == most else row.around(width, row.h)).columns(count, gap)
    return found


# --- layers with a card beside each ---------------------------------------------------------------------------------

_LAYER_WIDTHS = (0.4, 0.34, 0.28)
"""The width of a drawing of layers in parts of the figure's, the best looking first."""
_LAYER_SCALES = tuple(scale._replace(padding=scale.padding // 2) for scale in LARGE_SCALES)
"""Rows are low: their height goes to the type."""
_LAYER_AIR = cm(0.8)
_LAYER_LEAST = 0.12
"""A card is at least this high, in parts of its width, where there is room."""
_RIM = Line(Colour("tx2", tint=25), pt(1))
_WELL_READ = 5.5
"""The contrast of ink on every layer but the darkest."""
_PALEST = 0.4
"""The tint of the lightest layer that is not marked, in parts of the darkest's."""


class _Layered(Protocol):
    """A drawing of layers, with a row beside each."""

    @property
    def rows(self) -> tuple[Box, ...]: ...


_AnyLayered = TypeVar("_AnyLayered", bound=_Layered)


def beside_layers(
    items: Sequence[Item], box: Box, planned: Callable[[Emu], _AnyLayered], style: Style
) -> Arrangement[_AnyLayered]:
    """The widest drawing (``planned`` takes its width) beside which the cards' text is large enough, with its cards.

    Raises:
        DoesNotFit: a card has no room for its text beside any.
    """

    def cards(plan: _AnyLayered) -> list[Card]:
        return [Card(item, row, (EDGE, 0, 0, 0)) for item, row in zip(items, plan.rows, strict=True)]

    ways = (planned(round(box.w * part)) for part in _LAYER_WIDTHS)
    found = arranged(style, ways, cards, _LAYER_SCALES)
    highest = found.highest(style, _LAYER_AIR, _LAYER_LEAST)
    trimmed = [card._replace(box=card.box.around(card.box.w, min(card.box.h, highest))) for card in found.cards]
    return found._replace(cards=tuple(trimmed))


def layer_cards(
    found: Arrangement[_AnyLayered], fills: Sequence[Colour], side: Callable[[Emu], float], style: Style
) -> list[Shape | Connector]:
    """The card of each layer in its colour, and a line to it from the ``side`` of the drawing at that height."""
    shapes: list[Shape | Connector] = []
    for number, (card, fill) in enumerate(zip(found.cards, fills, strict=True), 1):
        key, y = f"layer-{number}", card.box.centre[1]
        line = Line(fill, pt(2), head="oval")
        start = (round(side(y)), y)
        shapes.append(Connector(card.item.title, start, (card.box.x, y), line, finish=Glue(key, 1)))
        shape = card_shape(card, found.scale, fill=Colour("bg1"), line=_RIM, anchor="ctr")
        shapes += [replace(shape, key=key), edge(card.box, fill, style)]
    return shapes


def layer_fills(
    count: int, lightest: int, style: Style, *, scheme: Scheme = "accent1", darkest_first: bool = False
) -> list[Colour]:
    """The colours of so many layers: they grow darker from the first, which keeps ``lightest`` per cent, to the last,
    or the other way; none between has one on which neither ink nor white is well read. Marked ones stand out from
    greys, and roles are said.
    """
    step = min(1 / (count - 1), _darkest_under_ink(lightest, scheme, style) / max(1, count - 2))
    shares = [*(number * step for number in range(count - 1)), 1.0]
    found = []
    for number, share in enumerate(reversed(shares) if darkest_first else shares):
        colour = style.accent(number)
        if style.marked is not None and number not in style.marked:
            colour = replace(colour, tint=round(colour.tint * (_PALEST + (1 - _PALEST) * share)))
        elif style.marked is None and not style.roles:
            colour = style.surface(Colour(scheme), round(lightest + (100 - lightest) * share))
        found.append(colour)
    return found


def _darkest_under_ink(lightest: int, scheme: Scheme, style: Style) -> float:
    """How far from the lightest to the full colour a layer may be for ink to be read well on it: 1 is the colour."""
    ink = style.rgb(Colour("tx1"))
    tints = range(100, lightest, -1)
    well = (tint for tint in tints if contrast(ink, style.rgb(style.surface(Colour(scheme), tint))) >= _WELL_READ)
    return (next(well, lightest) - lightest) / (100 - lightest)
