"""Which cards are printed, how often, in which order on which sheet; and where on the paper they stand, the backs
behind their fronts.

All lengths are millimetres from the upper left corner of the paper.

Sizes of cards, papers, and perforated sheets stand here too.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from facilitator.agenda import GROUP, units
from facilitator.content.cards import Card, CardSet
from facilitator.content.terms import Terms
from facilitator.messages import _
from facilitator.text.meaning import letters

__all__ = [
    "CARDS", "MARGIN", "PAPERS", "SHEETS", "Copies", "Dealt", "Flip", "Imposition", "Order", "Size", "Spot",
    "card_sides", "card_size", "dealt", "impose", "in_sets", "perforated", "sheets",
]  # fmt: skip


Order = Literal["sorted", "shuffled", "sheet"]
"""What the cut stack is: in order, mixed, or (``sheet``) in order along each sheet before it is cut."""


class Copies(NamedTuple):
    """How many cards are wanted: at least one for each participant, so many of each, or so many whole sets."""

    participants: int = 0
    each: int = 1
    sets: int = 0
    group_size: int = GROUP
    """Participants in a group, where a set is for each."""


class Dealt(NamedTuple):
    """A card to be printed. ``number`` and ``category`` count from 0; a cover has neither card nor number."""

    card: Card | None
    category: int = -1
    number: int = -1
    group: str = ""
    """The letter of its set, when there are several."""

    @property
    def mark(self) -> str:
        """The letter of its set and its number: »A · 7«."""
        number = str(self.number + 1) if self.card else ""
        return " · ".join(filter(None, (self.group, number)))

    def side(self, *, back: bool) -> str:
        """Which of the `card_sides` its front or back shows."""
        return f"{'back' if back else 'front'}-{self.number}"


def dealt(cards: CardSet, copies: Copies) -> list[Dealt]:
    """All cards to be printed, in the order of a sorted stack, a cover before each set.

    For participants the questions are spread evenly: each is there as often as any other, or once more, and the
    categories take turns in giving the extra ones. Nobody is left without a card, and no question without its card.
    """
    placed = [(card, category) for category, group in enumerate(cards.categories) for card in group.cards]
    once = [Dealt(card, category, number) for number, (card, category) in enumerate(placed)]
    cover = [Dealt(None)] if cards.cover else []
    copies = in_sets(cards, copies)
    if copies.sets:
        groups = [letters(number) if copies.sets > 1 else "" for number in range(copies.sets)]
        return [one._replace(group=group) for group in groups for one in (*cover, *once)]
    if copies.participants:
        rounds, rest = divmod(max(copies.participants, len(once)), len(once))
        return cover + once * rounds + sorted(_in_turn(once)[:rest], key=lambda one: one.number)
    return cover + once * copies.each


def in_sets(cards: CardSet, copies: Copies) -> Copies:
    """The same, told in whole sets where the participants share those."""
    if not (copies.participants and cards.sets_per):
        return copies
    return Copies(sets=units(cards.sets_per, copies.participants, copies.group_size))


def _in_turn(cards: Sequence[Dealt]) -> list[Dealt]:
    """One card of each category after the other, as long as there are any."""
    seen: dict[int, int] = {}
    ranked = []
    for one in cards:
        rank = seen[one.category] = seen.get(one.category, -1) + 1
        ranked.append((rank, one.category, one))
    return [one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])]


def sheets(cards: Sequence[Dealt], places: int, order: Order, seed: int = 0) -> list[list[Dealt | None]]:
    """The cards on sheets with so many places; None where a place stays empty.

    All sheets are cut at once: what lies at the first place becomes the top pile of the stack, what lies at the second
    comes under it. So the first place of all sheets holds the first cards, and the stack needs no sorting.
    """
    count = -(-len(cards) // places)
    if order == "sheet":
        return [_filled(cards[start : start + places], places) for start in range(0, len(cards), places)]
    run = list(cards)
    if order == "shuffled":
        random.Random(seed).shuffle(run)
    return [_filled(run[number::count], places) for number in range(count)]


def _filled(cards: Sequence[Dealt], places: int) -> list[Dealt | None]:
    return [*cards, *[None] * (places - len(cards))]


def card_sides(cards: CardSet, terms: Terms) -> Mapping[str, dict[str, Any]]:
    """Every different side of a card, by its name; the same question is drawn once, however often it is printed.

    A front has a ``headline`` where the card has a name, else its text is the largest; ``icon`` is a name or None.
    """
    found: dict[str, dict[str, Any]] = {}
    number = 0
    for category, group in enumerate(cards.categories):
        for card in group.cards:
            found[f"front-{number}"], found[f"back-{number}"] = _sides(cards, category, card, number, terms)
            number += 1
    if cards.cover:
        common = {"category": -1, "name": cards.cover.title, "headline": "", "icon": cards.icon, "symbol": None}
        cover = {"kind": "cover", "title": cards.cover.title, "text": cards.cover.text, "points": cards.cover.points}
        sources = [terms.credit(source) for source in cards.sources]
        found["front--1"] = common | cover
        found["back--1"] = common | {"kind": "title", "title": cards.title, "text": "", "sources": sources}
    return found


def _sides(cards: CardSet, category: int, card: Card, number: int, terms: Terms) -> tuple[dict[str, Any], ...]:
    """The front and the back of a card."""
    group = cards.categories[category]
    name = terms.cards.named.format(number=number + 1, text=_short(card.name or card.front))
    icon = card.icon or (None if card.symbol else group.icon)
    common = {"category": category, "name": name, "icon": icon, "symbol": card.symbol}
    # Where every card is a category of its own, its name is told once.
    title = cards.title if group.title in (card.name, card.front) else group.title
    front = {"kind": "front", "title": title, "headline": card.name or "", "text": card.front}
    back = {"kind": "back", "title": group.title, "headline": card.behind or "", "text": card.back or group.back}
    turned = {"turned": (cards.turned or terms.cards.further) if back["text"] else ""}
    return common | front, common | back | turned


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 50 else f"{words[:49]}…"


class Size(NamedTuple):
    """Width and height in mm."""

    w: float
    h: float

    @property
    def turned(self) -> Size:
        return Size(self.h, self.w)


CARDS: Mapping[str, Size] = MappingProxyType(
    {
        "a7": Size(105, 74), "a6": Size(148, 105), "a5": Size(210, 148), "poker": Size(63, 88), "85x55": Size(85, 55),
    }
)  # fmt: skip
"""Card sizes by name: ISO 216, lying; the poker card, 2½ × 3½ inches; the business card."""

PAPERS: Mapping[str, Size] = MappingProxyType(
    {"a4": Size(210, 297), "a3": Size(297, 420), "letter": Size(215.9, 279.4)}
)

_LEAST, _MOST = 30, 400
_FREE = re.compile(r"(\d+(?:[.,]\d+)?)\s*[x×]\s*(\d+(?:[.,]\d+)?)")


def card_size(text: str) -> Size:
    """The size that a name or ``WIDTHxHEIGHT`` in mm says: ``a7``, ``85x55``, ``62,5x88``.

    Raises:
        ValueError: it says none, or one that is no card.
    """
    if named := CARDS.get(text.lower()):
        return named
    found = _FREE.fullmatch(text.lower())
    if not found:
        names = ", ".join(CARDS)
        raise ValueError(
            _("“{text}” is no card size; expected {names}, or WIDTHxHEIGHT in mm such as 90x60", text=text, names=names)
        )
    size = Size(*(float(number.replace(",", ".")) for number in found.groups()))
    if not all(_LEAST <= side <= _MOST for side in size):
        raise ValueError(
            _("a card of {text} mm; expected sides from {least} to {most} mm", text=text, least=_LEAST, most=_MOST)
        )
    return size


class _Perforated(NamedTuple):
    """A sheet of cards to be broken apart: the card, how many, the first one's corner, and the steps, in mm."""

    paper: str
    card: Size
    columns: int
    rows: int
    first: tuple[float, float]
    step: tuple[float, float]


SHEETS: Mapping[str, _Perforated] = MappingProxyType(
    {
        "C32011-10": _Perforated("a4", Size(85, 54), 2, 5, (15, 13.5), (95, 54)),
        "32010": _Perforated("a4", Size(85, 54), 2, 5, (14.11, 14.11), (94.9, 53.98)),
        "32015": _Perforated("a4", Size(85, 54), 2, 4, (17, 31.5), (91, 60)),
        "7414": _Perforated("a4", Size(90, 52), 2, 5, (15, 18.5), (90, 52)),
        "8414": _Perforated("a4", Size(87, 50.8), 2, 5, (14.82, 20.42), (93.13, 50.8)),
    }
)
"""Avery and Avery Zweckform sheets by their codes, measured as gLabels has them (the Debian package ``glabels-data``
3.4.1, ``avery-iso-templates.xml`` and ``zweckform-iso-templates.xml``; points there rounded to 0.01 mm here).
"""


MARGIN = 5.0
"""What office printers leave white at every edge."""
_GUTTER = 4.0
"""At most between two cards: room for a knife that slips."""
_MARKS = 2.0
"""Kept free beyond the margin for crop marks, where that costs no card."""

Flip = Literal["long", "short", "fold", "none"]
"""How the back gets behind the front: the paper turned over its long or short edge, folded, or not at all."""


class Spot(NamedTuple):
    """Where a card stands on the paper; ``turned`` when upside down."""

    x: float
    y: float
    turned: bool = False


class Imposition(NamedTuple):
    """A paper with the places of as many cards, row by row, and those of their backs on the other side (with ``fold``,
    on the same one).
    """

    paper: Size
    card: Size
    fronts: tuple[Spot, ...]
    backs: tuple[Spot, ...]
    gutter: tuple[float, float]
    """Between the columns and between the rows."""
    fold: float | None = None
    """The height of the line to fold along."""

    @property
    def upright(self) -> bool:
        return self.paper.h >= self.paper.w


class _Axis(NamedTuple):
    """One direction of a grid: the first card, the step to the next, the gutter between them, and how many."""

    first: float
    step: float
    gutter: float
    cards: int

    @property
    def places(self) -> list[float]:
        return [self.first + number * self.step for number in range(self.cards)]


def impose(card: Size, paper: str, flip: Flip, bleed: float = 0) -> Imposition:
    """As many cards as fit, the paper turned where that makes more.

    ``bleed`` mm of colour are printed beyond each card's edge, so neighbours stand at least twice that apart.

    Raises:
        ValueError: the paper is too small for one card.
    """
    sheet = PAPERS[paper]
    choices = [_imposed(card, size, flip, bleed) for size in (sheet, sheet.turned)]
    best = max(choices, key=lambda one: len(one.fronts))
    if not best.fronts:
        raise ValueError(
            _(
                "no card of {width} × {height} mm has room on {paper} inside margins of {margin} mm",
                width=f"{card.w:g}",
                height=f"{card.h:g}",
                paper=paper.upper(),
                margin=f"{MARGIN:g}",
            )
        )
    return best


def _imposed(card: Size, paper: Size, flip: Flip, bleed: float) -> Imposition:
    """The cards in the middle of the paper, or of its upper half when it is to be folded."""
    half = paper.h / 2 if flip == "fold" else paper.h
    across = _axis(card.w, paper.w, MARGIN, bleed, MARGIN)
    down = _axis(card.h, half, MARGIN, bleed, bleed if flip == "fold" else MARGIN)
    return _placed(card, paper, across, down, flip)


def _axis(card: float, room: float, before: float, bleed: float, after: float) -> _Axis:
    """The most cards in a row, their gutters as wide as the room gives, at most `_GUTTER` (or twice the bleed)."""
    least = 2 * bleed
    free = room - before - after - 2 * bleed
    count = int((free + least + 1e-9) // (card + least))
    if count < 1:
        return _Axis(0, 0, 0, 0)
    spare = free - count * card - (count - 1) * least
    marks = min(spare, 2 * _MARKS)
    widened = min(max(_GUTTER - least, 0), (spare - marks) / (count - 1)) if count > 1 else 0
    gutter = least + int(widened * 2) / 2
    used = count * card + (count - 1) * gutter
    first = before + bleed + (free - used) / 2
    return _Axis(first, card + gutter, gutter, count)


def perforated(sheet: _Perforated, flip: Flip) -> Imposition:
    """The cards of a sheet that is bought perforated.

    Raises:
        ValueError: it is to be folded, which its cards' places do not allow.
    """
    if flip == "fold":
        raise ValueError(_("a perforated sheet is printed on both sides, not folded; expected long, short, or none"))
    across = _Axis(sheet.first[0], sheet.step[0], sheet.step[0] - sheet.card.w, sheet.columns)
    down = _Axis(sheet.first[1], sheet.step[1], sheet.step[1] - sheet.card.h, sheet.rows)
    return _placed(sheet.card, PAPERS[sheet.paper], across, down, flip)


def _placed(card: Size, paper: Size, across: _Axis, down: _Axis, flip: Flip) -> Imposition:
    fronts = tuple(Spot(x, y) for y in down.places for x in across.places)
    backs = tuple(_behind(spot, card, paper, flip) for spot in fronts) if flip != "none" else ()
    return Imposition(paper, card, fronts, backs, (across.gutter, down.gutter), paper.h / 2 if flip == "fold" else None)


def _behind(spot: Spot, card: Size, paper: Size, flip: Flip) -> Spot:
    """Where the back of a card must be printed.

    Turned over a vertical axis, the paper's left becomes its right. Turned over a horizontal one (or folded along one),
    its top becomes its bottom, and a card that is then looked at as one turns a page stands on its head: its back is
    printed upside down.
    """
    over_vertical = flip == ("long" if paper.h >= paper.w else "short")
    if over_vertical:
        return Spot(paper.w - spot.x - card.w, spot.y)
    return Spot(spot.x, paper.h - spot.y - card.h, turned=True)
