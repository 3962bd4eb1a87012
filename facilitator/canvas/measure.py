"""How much room text takes, from letter widths (`facilitator.canvas.faces`).

Lines are broken greedily at spaces, hyphens, and dashes as PowerPoint and LibreOffice do; kerning, which only makes
text narrower, is left out. LibreOffice lays imported text at a pitch of 1.2 em whatever the font, PowerPoint at the
font's own: the larger of the two counts.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple, TypedDict

from facilitator.canvas import Emu, points, pt
from facilitator.canvas.fonts import Face, Font, installed
from facilitator.canvas.shapes import Paragraph
from facilitator.text import Marked

__all__ = [
    "SAFETY", "SOFT", "Extent", "balanced_width", "extent", "face", "is_known", "line_height", "text_width",
    "widest_word", "words",
]  # fmt: skip

SAFETY = 1.02
"""By how much wider than measured a text is taken for."""
SOFT = "\u00ad"
"""A soft hyphen: seen only where a line is broken at it."""
_MOST = 2048
"""Texts of which it is remembered how wide they are: most of those of a day with a hundred blocks."""
_STUB = 0.3
"""A last line of one word that is shorter than this part of the line is a stub."""

# What stays together on a line: letters up to a space, a hyphen (not before a digit; soft ones too), or a dash; a wide
# (East Asian) letter or a symbol beyond the basic plane stands alone.
_WIDE = (
    "\u1100-\u115f\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U0001f000-\U0003ffff"
)
_HOLDING = "\u00a0\u2007\u202f"
"""Spaces that no line is broken at."""
_BREAK = rf"[^\S{_HOLDING}]*"
_WORD = re.compile(
    rf"[{_WIDE}]{_BREAK}|(?:[^\s{_WIDE}\u00ad\u2010\u2013\u2014\u200b-]|[{_HOLDING}])*"
    rf"(?:[\u00ad\u2010\u2013\u2014\u200b]+|-+(?!\d)|-+\d\S*)?{_BREAK}"
)


def _letter(known: Face, letter: str) -> float:
    width = known.widths.get(letter)
    if width is not None and letter != SOFT:
        return width
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.4 if ord(letter) > 0xFFFF else 1.0 if unicodedata.east_asian_width(letter) in "WF" else known.other


@lru_cache(_MOST)
def _em(text: str, font: Font) -> float:
    known = face(font)
    widths = known.widths
    try:
        return sum([widths[letter] for letter in text.replace(SOFT, "")])
    except KeyError:
        return sum(_letter(known, letter) for letter in text)


def words(text: str) -> list[str]:
    """The pieces of one line of text that are not broken, each with the spaces behind it."""
    return [word for word in _WORD.findall(text) if word]


@lru_cache(_MOST)
def _words(text: str, font: Font) -> tuple[tuple[float, float, bool], ...]:
    """Each unbreakable piece as (its width, the width of the spaces behind it) in em, and whether it is one word.

    A soft hyphen needs the room of a hyphen where the line is broken at it, and none where the word goes on.
    """
    pieces = []
    for word in words(text):
        body = word.rstrip()
        hyphen = _em("-", font) if body.endswith(SOFT) else 0.0
        spaces = _em(word[len(body) :].replace("\t", "    "), font) - hyphen
        pieces.append((_em(body, font) + hyphen, spaces, not any(space in body for space in _HOLDING)))
    return tuple(pieces)


def text_width(text: str, size: float, font: Font) -> Emu:
    """The width of one line of text at ``size`` points, its bold words as such."""
    if isinstance(text, Marked):
        return pt(sum(_em(one.text, font.made(font.bold or one.bold)) for one in text.pieces) * size)
    return pt(_em(text, font) * size)


def line_height(size: float, font: Font) -> Emu:
    """From one line to the next at ``size`` points."""
    return pt(face(font).pitch * size)


class Extent(NamedTuple):
    """What a text takes at a given width: its height, its lines, whether a word was wider than the line, whether
    a paragraph ends in a line of one short word, and which part of the width the shortest line takes that a paragraph
    of several ends in.
    """

    height: Emu
    lines: int
    broken: bool
    stub: bool = False
    last: float = 1.0


def extent(paragraphs: Sequence[Paragraph], width: Emu, size: float, font: Font) -> Extent:
    """Lay ``paragraphs`` at ``size`` points into lines of ``width`` EMU (insets already taken off)."""
    total, lines, broken, stub, last = 0.0, 0, False, False, 1.0
    room = points(width) / SAFETY
    pitch = face(font).pitch
    for number, paragraph in enumerate(paragraphs):
        looks = tuple(
            [(run.text, run.size or size, font if run.bold is None else font.made(run.bold)) for run in paragraph.runs]
        )
        indent = points(paragraph.indent) * (paragraph.level + 1) if paragraph.indent else 0
        count, cut, largest, alone, ending = _broken(looks, room - indent)
        lines += count
        broken, stub, last = broken or cut, stub or (alone and ending < _STUB), min(last, ending)
        total += count * (largest or size) * pitch + (paragraph.before if number else 0)
    return Extent(pt(total), lines, broken, stub, last)


@lru_cache(_MOST)
def _broken(looks: tuple[tuple[str, float, Font], ...], room: float) -> tuple[int, bool, float, bool, float]:
    """(number of lines, was a word cut, largest size, does it end in a line of one word that another stood before, and
    which part of the room the last line takes, 1 where no other is before it) of runs of text, each with its size and
    font, in lines of ``room`` points.
    """
    lines, cut, used, alone, wrapped = 1, False, 0.0, False, False
    for word in _unbroken(looks):
        if word is None:
            lines, used, alone, wrapped = lines + 1, 0.0, False, False
            continue
        body, space, single = word
        alone = alone and not (used and body)
        if used and used + body > room:
            lines, used, alone, wrapped = lines + 1, 0.0, single, True
        if body > room:
            cut = True
            lines += int(body // room) if room > 0 else 0
            used = body % room if room > 0 else 0.0
        else:
            used += body
        used += space
    largest = max([size for _, size, _ in looks], default=0.0)
    return lines, cut, largest, alone, used / room if wrapped and room > 0 else 1.0


def _unbroken(looks: Iterable[tuple[str, float, Font]]) -> Iterator[tuple[float, float, bool] | None]:
    """The unbreakable pieces of runs of text, as `_words` gives them, but in points; None where a line ends.

    A word that begins in one run and ends in the next, “**TRIO**-gruppe”, is one piece.
    """
    held: tuple[float, float, bool] | None = None
    before = ""
    for text, size, font in looks:
        for number, part in enumerate(text.split("\n")):
            if number:
                if held:
                    yield held
                yield None
                held, before = None, ""
            goes_on = bool(held and part) and len(words(before[-1:] + part[:1])) == 1
            for body, space, single in _words(part, font):
                body, space = body * size, space * size
                if held and goes_on:
                    held = (held[0] + held[1] + body, space, held[2] and single)
                else:
                    if held:
                        yield held
                    held = (body, space, single)
                goes_on = False
            before = part or before
    if held:
        yield held


def widest_word(texts: Iterable[str], font: Font) -> float:
    """The widest unbreakable piece in em: times a size in points it is its width in points."""
    looks = (
        (line, font.made(True) if isinstance(text, Marked) else font) for text in texts for line in text.split("\n")
    )
    return max((body for line, look in looks for body, _, _ in _words(str(line), look)), default=0.0)


def balanced_width(paragraphs: Sequence[Paragraph], width: Emu, size: float, font: Font) -> Emu:
    """The least width, at most ``width``, that takes no more lines: lines of about the same length read best."""
    lines = extent(paragraphs, width, size, font).lines
    low, high = width // 3, width
    while high - low > pt(2):
        middle = (low + high) // 2
        found = extent(paragraphs, middle, size, font)
        low, high = (middle, high) if found.lines > lines or found.broken else (low, middle)
    return min(high + pt(2), width)


# --- with which widths a font is measured


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
    "bitstream vera sans": "DejaVu Sans", "source sans 3": "Source Sans Pro",
}  # fmt: skip
"""Families with the same widths as one in the table."""

# All words of three letters or more in our agendas, cards, and figures (4 600) were compared: with the 2 per cent that
# `measure` adds, 99 in 100 are no wider in the real font. Its widths are those that PDF::API2 has (Verdana, Georgia,
# Trebuchet) or those of the font itself (Inter, light faces). Of Segoe UI and Helvetica Neue an average is
# known (capsize), of Palatino Linotype that it is Palatino's (fontconfig). Aptos is taken for as wide as Open Sans.
_NEAR = {
    "verdana": _Twin("DejaVu Sans", 1.01, 1.22), "georgia": _Twin("Century Schoolbook", 1.01, 1.14),
    "trebuchet ms": _Twin("Lato", 1.09), "palatino linotype": _Twin("Book Antiqua", 1.03, 1.35),
    "helvetica neue": _Twin("Arial", 1.03), "segoe ui": _Twin("Open Sans", 1.02),
    "segoe ui light": _Twin("Open Sans"), "segoe ui semilight": _Twin("Open Sans"),
    "aptos": _Twin("Open Sans"), "aptos display": _Twin("Open Sans"),
    "calibri light": _Twin("Calibri", 1.01), "open sans light": _Twin("Open Sans"), "lato light": _Twin("Lato"),
    "roboto light": _Twin("Roboto"), "inter": _Twin("Noto Sans", 1.05, 1.21),
}  # fmt: skip
"""Families nearly as wide as one in the table."""

# Averages that foundries and font services publish, with 5 per cent for what words differ from them.
_ABOUT = {
    "gill sans mt": _Twin("Calibri", 1.08), "gill sans": _Twin("Calibri", 1.08),
    "rockwell": _Twin("Century Schoolbook", 1.06), "calisto mt": _Twin("Book Antiqua"),
    "malgun gothic": _Twin("Open Sans", 1.05), "gadugi": _Twin("Open Sans", 1.05), "leelawadee ui": _Twin("Open Sans"),
    "garamond": _Twin("Times New Roman"), "eb garamond": _Twin("Times New Roman", 1.04),
    "perpetua": _Twin("Times New Roman"), "bodoni mt": _Twin("Times New Roman", 1.1),
    "constantia": _Twin("Cambria", 1.06), "century": _Twin("Century Schoolbook", 1.04),
    "franklin gothic book": _Twin("Arial", 1.03), "franklin gothic medium": _Twin("Arial", 1.05),
    "franklin gothic demi": _Twin("Arial", 1.08), "tw cen mt": _Twin("Arial"), "corbel": _Twin("Lato", 1.04),
    "candara": _Twin("Lato", 1.04), "univers": _Twin("Arial", 1.06), "frutiger": _Twin("Arial", 1.06),
    "avenir": _Twin("Arial", 1.1), "avenir next": _Twin("Arial", 1.1), "avenir next lt pro": _Twin("Arial", 1.1),
    "futura": _Twin("Century Gothic"), "grandview": _Twin("Open Sans", 1.08), "tenorite": _Twin("Open Sans", 1.05),
    "bierstadt": _Twin("Arial", 1.05), "seaford": _Twin("Arial", 1.05), "skeena": _Twin("Arial", 1.05),
}  # fmt: skip
"""Families that Office brings, or companies buy, of which only how wide they are on average is known."""

_CLASSES = (
    (re.compile(r"\b(narrow|condensed|cond|compressed)\b"), _Twin("Arial")),
    (re.compile(r"\b(mono|courier|typewriter)\b"), _Twin("Courier New", 1.05)),
    (
        re.compile(r"(?<!sans )\b(serif|roman|antiqua|garamond|bodoni|didot|caslon|baskerville)\b"),
        _Twin("Bookman Old Style"),
    ),
)
"""What a name says of a family that nothing else is known of."""
_UNKNOWN = _Twin("DejaVu Sans", 1.01, 1.25)
"""Verdana's widths. Of what templates often use, Montserrat (98 per cent of it), Poppins, and Lexend come next; most
families have a pitch of 1.25 or less.
"""
_EVERYWHERE = frozenset({
    "Calibri", "Cambria", "Arial", "Arial Narrow", "Times New Roman", "Courier New", "DejaVu Sans", "Source Sans Pro",
})  # fmt: skip
"""Families that every program sets in their own widths, for there are free ones with the same (we bring the last one).

In the place of any other, LibreOffice puts DejaVu, as wide as Verdana, where fontconfig knows of nothing nearer.
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
    """The widths that a font is measured with.

    Programs without the font set it in another one, and rarely say so. Where this machine does not have it either, and
    there is no free one of the same widths, it is taken for as wide as the one that is put in its place at least.
    """
    exact = _exact(font.family)
    found = None if exact in _EVERYWHERE else installed(font)
    if found and not exact:
        return found._replace(pitch=max(found.pitch, _MIN_PITCH))
    known = _of_twin(_twin(font.family), font.bold)
    replaced = not (exact in _EVERYWHERE or found or font.own)
    return known.and_wide_as(_of_twin(_UNKNOWN, font.bold)) if replaced else known


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
    if exact:
        return _Twin(exact)
    named = (twin for pattern, twin in _CLASSES if pattern.search(name))
    return _NEAR.get(name) or _ABOUT.get(name) or next(named, _UNKNOWN)


def _of_twin(twin: _Twin, bold: bool) -> Face:
    """The twin's face from the table, in em."""
    data = _table()[f"{twin.family} {'Bold' if bold else 'Regular'}"]
    factor = twin.factor
    widths = {chr(0x20 + place): width * factor / 1000 for place, width in enumerate(data["latin"]) if width}
    widths.update({letter: width * factor / 1000 for letter, width in data["further"].items()})
    widths["\N{NO-BREAK SPACE}"] = widths[" "]
    return Face(widths, data["other"] * factor / 1000, max(twin.pitch or data["pitch"], _MIN_PITCH))
