"""Which cards are printed, how often, in which order on which sheet, and what stands on their sides."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from facilitator.agenda.model import GROUP, units
from facilitator.content.cards import Card, CardSet
from facilitator.content.terms import Terms
from facilitator.text.values import letters

__all__ = ["Copies", "Dealt", "Order", "card_sides", "dealt", "in_sets", "sheets"]

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
