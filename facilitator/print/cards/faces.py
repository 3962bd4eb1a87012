"""The sides of cards as data: what stands on them, by the names that sheets refer to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from facilitator.content.cards import CardSet
from facilitator.content.terms import Terms
from facilitator.print.cards.dealing import Dealt

__all__ = ["ACCENTS", "face_name", "faces", "mark"]

ACCENTS = ("accent1", "accent2", "accent4", "accent5", "accent6", "accent3")
"""The categories' colours; the lightest comes last."""


def mark(card: Dealt) -> str:
    """The letter of its set and its number: »A · 7«."""
    number = str(card.number + 1) if card.card else ""
    return " · ".join(filter(None, (card.group, number)))


def face_name(card: Dealt, *, back: bool) -> str:
    """Which of the `faces` a side of the card shows."""
    side = "back" if back else "front"
    return f"{side}-{card.number}"


def faces(cards: CardSet, terms: Terms) -> Mapping[str, dict[str, Any]]:
    """Every different side of a card, by its name; the same question is drawn once, however often it is printed."""
    found: dict[str, dict[str, Any]] = {}
    number = 0
    for category, group in enumerate(cards.categories):
        for card in group.cards:
            name = terms.cards.named.format(number=number + 1, text=_short(card.front))
            common = {"category": category, "title": group.title, "name": name, "label": ""}
            found[f"front-{number}"] = common | {"kind": "front", "text": card.front}
            behind = card.back or group.back
            label = terms.cards.further if behind and not card.back else ""
            found[f"back-{number}"] = common | {"kind": "back", "text": behind, "label": label}
            number += 1
    if cards.cover:
        common = {"category": -1, "name": cards.cover.title, "label": ""}
        cover = {"kind": "cover", "title": cards.cover.title, "text": cards.cover.text, "points": cards.cover.points}
        found["front--1"] = common | cover
        found["back--1"] = common | {"kind": "back", "title": cards.title, "text": ""}
    return found


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 50 else f"{words[:49]}…"
