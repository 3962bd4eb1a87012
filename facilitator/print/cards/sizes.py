"""Sizes of cards, papers, and perforated sheets, in millimetres."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

__all__ = ["CARDS", "PAPERS", "SHEETS", "Perforated", "Size", "card_size"]


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
        raise ValueError(f"“{text}” is no card size; expected {', '.join(CARDS)}, or WIDTHxHEIGHT in mm such as 90x60")
    size = Size(*(float(number.replace(",", ".")) for number in found.groups()))
    if not all(_LEAST <= side <= _MOST for side in size):
        raise ValueError(f"a card of {text} mm; expected sides from {_LEAST} to {_MOST} mm")
    return size


class Perforated(NamedTuple):
    """A sheet of cards to be broken apart: the card, how many, the first one's corner, and the steps, in mm."""

    paper: str
    card: Size
    columns: int
    rows: int
    first: tuple[float, float]
    step: tuple[float, float]


SHEETS: Mapping[str, Perforated] = MappingProxyType(
    {
        "C32011-10": Perforated("a4", Size(85, 54), 2, 5, (15, 13.5), (95, 54)),
        "32010": Perforated("a4", Size(85, 54), 2, 5, (14.11, 14.11), (94.9, 53.98)),
        "32015": Perforated("a4", Size(85, 54), 2, 4, (17, 31.5), (91, 60)),
        "7414": Perforated("a4", Size(90, 52), 2, 5, (15, 18.5), (90, 52)),
        "8414": Perforated("a4", Size(87, 50.8), 2, 5, (14.82, 20.42), (93.13, 50.8)),
    }
)
"""Avery and Avery Zweckform sheets by their codes, measured as gLabels has them (the Debian package ``glabels-data``
3.4.1, ``avery-iso-templates.xml`` and ``zweckform-iso-templates.xml``; points there rounded to 0.01 mm here).
"""
