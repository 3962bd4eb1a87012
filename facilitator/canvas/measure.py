"""How much room text takes, from letter widths (`facilitator.canvas.faces`).

Lines are broken greedily at spaces, hyphens, and dashes as PowerPoint and LibreOffice do; kerning, which only makes
text narrower, is left out. LibreOffice lays imported text at a pitch of 1.2 em whatever the font, PowerPoint at the
font's own: the larger of the two counts.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from facilitator.canvas.faces import face, is_known
from facilitator.canvas.fonts import Face, Font
from facilitator.canvas.shapes import Paragraph
from facilitator.canvas.units import Emu, points, pt

__all__ = ["Extent", "Font", "balanced_width", "extent", "is_known", "line_height", "text_width", "widest_word"]

_SAFETY = 1.02

# What stays together on a line: letters up to a space, a hyphen (not before a digit), or a dash; a wide (East Asian)
# letter or a symbol beyond the basic plane stands alone.
_WIDE = (
    "\u1100-\u115f\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uffef\U0001f000-\U0003ffff"
)
_WORD = re.compile(
    rf"[{_WIDE}]\s*|[^\s{_WIDE}\u2010\u2013\u2014\u200b-]*(?:[\u2010\u2013\u2014\u200b]+|-+(?!\d)|-+\d\S*)?\s*"
)


def _letter(known: Face, letter: str) -> float:
    width = known.widths.get(letter)
    if width is not None:
        return width
    if unicodedata.combining(letter) or unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    return 1.4 if ord(letter) > 0xFFFF else 1.0 if unicodedata.east_asian_width(letter) in "WF" else known.other


@lru_cache(maxsize=20_000)
def _em(text: str, font: Font) -> float:
    known = face(font)
    widths = known.widths
    try:
        return sum([widths[letter] for letter in text])
    except KeyError:
        return sum(_letter(known, letter) for letter in text)


@lru_cache(maxsize=20_000)
def _words(text: str, font: Font) -> tuple[tuple[float, float], ...]:
    """Each unbreakable piece as (its width, the width of the spaces behind it) in em."""
    pieces = []
    for word in _WORD.findall(text):
        if word:
            body = word.rstrip()
            pieces.append((_em(body, font), _em(word[len(body) :].replace("\t", "    "), font)))
    return tuple(pieces)


def text_width(text: str, size: float, font: Font) -> Emu:
    """The width of one line of text at ``size`` points."""
    return pt(_em(text, font) * size)


def line_height(size: float, font: Font) -> Emu:
    """From one line to the next at ``size`` points."""
    return pt(face(font).pitch * size)


class Extent(NamedTuple):
    """What a text takes at a given width: its height, its lines, and whether a word was wider than the line."""

    height: Emu
    lines: int
    broken: bool


def extent(paragraphs: Sequence[Paragraph], width: Emu, size: float, font: Font) -> Extent:
    """Lay ``paragraphs`` at ``size`` points into lines of ``width`` EMU (insets already taken off)."""
    total, lines, broken = 0.0, 0, False
    room = points(width) / _SAFETY
    pitch = face(font).pitch
    for number, paragraph in enumerate(paragraphs):
        looks = tuple(
            [(run.text, run.size or size, font if run.bold is None else font.made(run.bold)) for run in paragraph.runs]
        )
        indent = points(paragraph.indent) * (paragraph.level + 1) if paragraph.indent else 0
        count, cut, largest = _broken(looks, room - indent)
        lines += count
        broken = broken or cut
        total += count * (largest or size) * pitch + (paragraph.before if number else 0)
    return Extent(pt(total), lines, broken)


@lru_cache(maxsize=20_000)
def _broken(looks: tuple[tuple[str, float, Font], ...], room: float) -> tuple[int, bool, float]:
    """(number of lines, was a word cut, largest size) of runs of text, each with its size and font, in lines of
    ``room`` points.
    """
    lines, cut, used = 1, False, 0.0
    for text, size, font in looks:
        for number, part in enumerate(text.split("\n")):
            if number:
                lines, used = lines + 1, 0.0
            for body, space in _words(part, font):
                body, space = body * size, space * size
                if used and used + body > room:
                    lines, used = lines + 1, 0.0
                if body > room:
                    cut = True
                    lines += int(body // room) if room > 0 else 0
                    used = body % room if room > 0 else 0.0
                else:
                    used += body
                used += space
    return lines, cut, max([size for _, size, _ in looks], default=0.0)


def widest_word(texts: Iterable[str], font: Font) -> float:
    """The widest unbreakable piece in em: times a size in points it is its width in points."""
    return max((body for text in texts for line in text.split("\n") for body, _ in _words(line, font)), default=0.0)


def balanced_width(paragraphs: Sequence[Paragraph], width: Emu, size: float, font: Font) -> Emu:
    """The least width, at most ``width``, that takes no more lines: lines of about the same length read best."""
    lines = extent(paragraphs, width, size, font).lines
    low, high = width // 3, width
    while high - low > pt(2):
        middle = (low + high) // 2
        found = extent(paragraphs, middle, size, font)
        low, high = (middle, high) if found.lines > lines or found.broken else (low, middle)
    return min(high + pt(2), width)
