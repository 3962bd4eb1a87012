"""With which widths a font is measured.

In this order:

1. The table (`widths.json`, made by `scripts/make_widths.py`), by a family's own name or that of one with the same
   widths: Calibri is measured with Carlito's. The machine is not asked, so the decks of our own themes are the same
   everywhere.
2. The font itself, if it is installed on the machine (`installed`).
3. A family whose widths are known to be nearly the same, widened where it is narrower.
4. Verdana's widths: of the families that templates use, hardly any is wider.

Only from 2 on does a deck depend on the machine: text in a font that the table does not have may be sized and laid
otherwise where the font is installed than where it is not.
"""

from __future__ import annotations

import json
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple, TypedDict

from facilitator.canvas.fonts import Face, Font
from facilitator.canvas.installed import installed

__all__ = ["face", "is_known"]


class _Twin(NamedTuple):
    """A family in the table that stands for another: by how much to widen it, and the other's line pitch in em where
    it is not the same.
    """

    family: str
    factor: float = 1.0
    pitch: float | None = None


_SAME = {
    "carlito": "Calibri", "caladea": "Cambria", "helvetica": "Arial", "liberation sans": "Arial", "arimo": "Arial",
    "nimbus sans": "Arial", "times": "Times New Roman", "liberation serif": "Times New Roman",
    "tinos": "Times New Roman", "nimbus roman": "Times New Roman", "courier": "Courier New",
    "liberation mono": "Courier New", "cousine": "Courier New", "nimbus mono ps": "Courier New",
    "liberation sans narrow": "Arial Narrow", "nimbus sans narrow": "Arial Narrow",
    "itc avant garde gothic": "Century Gothic", "avantgarde": "Century Gothic", "urw gothic": "Century Gothic",
    "palatino": "Book Antiqua", "p052": "Book Antiqua", "new century schoolbook": "Century Schoolbook",
    "c059": "Century Schoolbook", "itc bookman": "Bookman Old Style", "urw bookman": "Bookman Old Style",
    "bitstream vera sans": "DejaVu Sans",
}  # fmt: skip
"""Families with the same widths as one in the table."""

# All words of three letters or more in our agendas, cards, and figures (4 600) were compared: with the 2 per cent that
# `measure` adds, 99 in 100 are no wider in the real font. Its widths are those that PDF::API2 has (Verdana, Georgia,
# Trebuchet) or those of the font itself (Source Sans, Inter, light faces). Of Segoe UI and Helvetica Neue an average is
# known (capsize), of Palatino Linotype that it is Palatino's (fontconfig). Aptos is taken for as wide as Open Sans.
_NEAR = {
    "verdana": _Twin("DejaVu Sans", 1.01, 1.22), "georgia": _Twin("Century Schoolbook", 1.01, 1.14),
    "trebuchet ms": _Twin("Lato", 1.09), "palatino linotype": _Twin("Book Antiqua", 1.03, 1.35),
    "helvetica neue": _Twin("Arial", 1.03), "segoe ui": _Twin("Open Sans", 1.02),
    "segoe ui light": _Twin("Open Sans"), "segoe ui semilight": _Twin("Open Sans"),
    "aptos": _Twin("Open Sans"), "aptos display": _Twin("Open Sans"),
    "calibri light": _Twin("Calibri", 1.01), "open sans light": _Twin("Open Sans"), "lato light": _Twin("Lato"),
    "roboto light": _Twin("Roboto"), "source sans pro": _Twin("Lato", 1.03, 1.26),
    "source sans 3": _Twin("Lato", 1.03, 1.26), "inter": _Twin("Noto Sans", 1.05, 1.21),
}  # fmt: skip
"""Families nearly as wide as one in the table."""

_UNKNOWN = _Twin("DejaVu Sans", 1.01, 1.25)
"""Verdana's widths. Of what templates often use, Montserrat (98 per cent of it), Poppins, and Lexend come next; most
families have a pitch of 1.25 or less.
"""
_MIN_PITCH = 1.2


class _FaceData(TypedDict):
    """A face in the table: widths in 1/1000 em, the line pitch in em."""

    pitch: float
    other: int
    latin: list[int]
    further: dict[str, int]


@lru_cache(maxsize=200)
def face(font: Font) -> Face:
    """The widths that a font is measured with."""
    found = None if _exact(font.family) else installed(font)
    return found._replace(pitch=max(found.pitch, _MIN_PITCH)) if found else _of_twin(_twin(font.family), font.bold)


@lru_cache(maxsize=2_000)
def is_known(family: str) -> bool:
    """Whether the table has a family's widths or nearly those, or this machine has the font; others are guessed."""
    return _exact(family) is not None or family.lower() in _NEAR or installed(Font(family)) is not None


@cache
def _table() -> dict[str, _FaceData]:
    table: dict[str, _FaceData] = json.loads(
        files("facilitator.canvas").joinpath("widths.json").read_text(encoding="utf-8")
    )
    return table


@cache
def _families() -> dict[str, str]:
    """The families in the table by their names in small letters."""
    names = (name.removesuffix(" Regular") for name in _table() if name.endswith(" Regular"))
    return {name.lower(): name for name in names}


def _exact(family: str) -> str | None:
    """The family in the table that has exactly these widths."""
    name = family.lower()
    return _families().get(name) or _SAME.get(name)


def _twin(family: str) -> _Twin:
    exact, name = _exact(family), family.lower()
    return _Twin(exact) if exact else _NEAR.get(name, _UNKNOWN)


def _of_twin(twin: _Twin, bold: bool) -> Face:
    """The twin's face from the table, in em."""
    data = _table()[f"{twin.family} {'Bold' if bold else 'Regular'}"]
    factor = twin.factor
    widths = {chr(0x20 + place): width * factor / 1000 for place, width in enumerate(data["latin"]) if width}
    widths.update({letter: width * factor / 1000 for letter, width in data["further"].items()})
    return Face(widths, data["other"] * factor / 1000, max(twin.pitch or data["pitch"], _MIN_PITCH))
