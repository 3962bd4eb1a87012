"""How documents look in Word: what each design does, and the look of every role of a text in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

__all__ = ["DESIGNS", "Design", "Look"]


@dataclass(frozen=True, slots=True)
class Look:
    """How a text looks."""

    style: str = "Table Text"
    """Of its paragraph, when it is the first in it."""
    bold: bool = False
    italic: bool = False
    size: float = 0
    """Points; 0 is the style's own."""
    colour: str = ""
    """By its name in the theme; empty is the style's own."""
    before: float = 0
    """Points above it, where it stands by itself."""


@dataclass(frozen=True, slots=True)
class Design:
    """How a document looks."""

    margin: float
    """mm, on all sides."""
    looks: Mapping[str, Look]
    """Of the roles of texts."""
    quiet: Mapping[str, Look] = field(default_factory=dict)
    """Of those that look otherwise in a row that steps back."""
    landscape: bool = False
    name: Look = Look()
    patterned: bool = False
    """The rows of blocks begin with a narrow cell in the pattern of their kind."""
    shaded: bool = False
    """Rows that step back lie on a tint."""
    band: str = ""
    """The colour, by its name in the theme, behind a row that is a heading."""
    fact_indent: float = 0
    """mm from a fact's label to its value; 0 puts one behind the other."""
    fitted: bool = False
    """The fewer rows there are, the larger they are."""
    closing: bool = False
    """What stands at the foot of the page elsewhere is the last paragraph."""


_LARGE = Look("Table Large")
_BOLD = Look("Table Large", bold=True)
DESIGNS: Mapping[str, Design] = MappingProxyType(
    {
        "runsheet": Design(
            margin=12,
            landscape=True,
            patterned=True,
            band="lt2",
            fact_indent=26,
            looks={
                "time": _BOLD,
                "title": Look(bold=True),
                "who": Look(bold=True),
                "clock": Look(bold=True),
                "by": Look(italic=True),
                "label": Look(bold=True),
                "said": Look(italic=True),
                "track": Look("Table Heading"),
            },
        ),
        "short": Design(
            margin=16,
            shaded=True,
            looks={
                "text": _LARGE,
                "time": _BOLD,
                "title": _BOLD,
                "who": _LARGE,
                "track": Look("Table Large", italic=True),
                "aside": _LARGE,
                "lead": Look("Subtitle"),
            },
            quiet={"time": _LARGE, "title": _LARGE},
        ),
        "packing": Design(margin=16, looks={"text": _LARGE, "count": _BOLD, "item": _LARGE, "note": Look(before=4)}),
        "pairs": Design(
            margin=18,
            looks={
                "name": _BOLD,
                "text": _LARGE,
                "label": _BOLD,
                "card": _BOLD,
                "note": Look("Normal"),
            },
        ),
        "handout": Design(
            margin=22,
            name=Look("Normal", bold=True, size=13, colour="accent1"),
            looks={
                "time": Look("Table Large", bold=True, colour="accent1"),
                "title": _BOLD,
                "track": _LARGE,
                "lead": Look("Subtitle"),
            },
            quiet={
                "time": Look("Table Large", bold=True, colour="dk1"),
                "title": Look("Table Large", italic=True),
            },
            fitted=True,
            closing=True,
        ),
    }
)
