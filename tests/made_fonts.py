"""Small fonts to be found: letters of one width, names and weights as wanted."""

from __future__ import annotations

from string import ascii_letters
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from fontTools.ttLib.tables.DefaultTable import DefaultTable
from fontTools.varLib import builder

__all__ = ["made", "raw", "variable"]


def made(family: str, advance: int = 500, *, weight: int = 400, italic: bool = False, **names: str) -> Any:
    """A font with the letters a to z, each as wide as the next, in thousandths of an em; lines stand 1.4 em apart."""
    letters = {ord(letter): letter for letter in f"{ascii_letters} æ"}
    glyphs = [".notdef", *letters.values()]
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(glyphs)
    font.setupCharacterMap(letters)
    font.setupGlyf({glyph: Glyph() for glyph in glyphs})
    font.setupHorizontalMetrics(dict.fromkeys(glyphs, (advance, 0)))
    font.setupHorizontalHeader(ascent=900, descent=-300)
    style = "Italic" if italic else "Regular"
    font.setupNameTable({"familyName": family, "styleName": style, "fullName": f"{family} {style}", **names})
    bold = 0x20 if weight >= 700 else 0
    font.setupOS2(usWeightClass=weight, fsSelection=0x01 if italic else bold, usWinAscent=1000, usWinDescent=400)
    font.setupPost()
    return font.font


def variable(family: str) -> Any:
    """From 400 thin through 500 regular to 600 black."""
    font = made(family, 400)
    building = FontBuilder(font=font)
    building.setupFvar([("wght", 100, 100, 900, "Weight")], [])
    count = len(font.getGlyphOrder())
    regions = builder.buildVarRegionList([{"wght": (0, 1, 1)}], ["wght"])
    changes = builder.buildVarData([0], [[200]] * count, optimize=False)
    font["HVAR"] = newTable("HVAR")
    font["HVAR"].table = table = builder.ot.HVAR()
    table.Version, table.AdvWidthMap, table.LsbMap, table.RsbMap = 0x00010000, None, None, None
    table.VarStore = builder.buildVarStore(regions, [changes])
    return font


def raw(tag: str, data: bytes) -> DefaultTable:
    """A table of these bytes."""
    table = DefaultTable(tag)
    table.data = data
    return table
