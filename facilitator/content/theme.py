"""A theme: the colours and fonts of a deck, as they stand in ``decks/themes/*.yaml``."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from facilitator.content.base import Content, Line

__all__ = ["Colours", "Fonts", "Theme"]

_Hex = Annotated[str, Field(pattern=r"^[0-9A-Fa-f]{6}$")]
"""RRGGBB."""


class Colours(Content):
    """The twelve colours of an Office theme (ECMA-376 20.1.6.2), by their names there."""

    dk1: _Hex
    """Text."""
    lt1: _Hex
    """Background."""
    dk2: _Hex
    """Headings and dark surfaces."""
    lt2: _Hex
    """Soft surfaces."""
    accent1: _Hex
    """The colour that marks: the current agenda item, the first of a series."""
    accent2: _Hex
    accent3: _Hex
    accent4: _Hex
    accent5: _Hex
    accent6: _Hex
    hlink: _Hex
    folHlink: _Hex


class Fonts(Content):
    """Two font families that are on every machine with Office."""

    heading: Line
    body: Line


class Theme(Content):
    """Colours and fonts under a name."""

    name: Line
    colours: Colours
    fonts: Fonts
