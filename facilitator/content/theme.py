"""A theme: the colours and fonts of a deck, as they stand in ``decks/themes/*.yaml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from facilitator.content.base import Content, Line

__all__ = ["Colours", "Fonts", "Theme"]

Hex = Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{6}$")]
"""RRGGBB."""


class Colours(Content):
    """The twelve colours of an Office theme (ECMA-376 20.1.6.2), by their names there."""

    dk1: Hex
    """Text."""
    lt1: Hex
    """Background."""
    dk2: Hex
    """Headings and dark surfaces."""
    lt2: Hex
    """Soft surfaces."""
    accent1: Hex
    """The colour that marks: the current agenda item, the first of a series."""
    accent2: Hex
    accent3: Hex
    accent4: Hex
    accent5: Hex
    accent6: Hex
    hlink: Hex
    folHlink: Hex


class Fonts(Content):
    """Two font families that are on every machine with Office."""

    heading: Line
    body: Line


class Theme(Content):
    """Colours and fonts under a name."""

    name: Line
    colours: Colours
    fonts: Fonts
