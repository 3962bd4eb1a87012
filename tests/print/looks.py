"""What a designer would send back: next to nothing on the last page, headings with a word in two, letters cut off."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import pdfplumber

__all__ = ["beyond", "divided", "emptiest_last", "used"]

_FOOT = 45
"""Points at the foot of a page that are its number's."""
_HEADING = 13
"""Points; what is smaller is running text, in which words may be divided."""


def divided(content: bytes) -> list[str]:
    """The lines of headings and titles that end within a word."""
    with pdfplumber.open(BytesIO(content)) as pages:
        lines = [line for page in pages.pages for line in page.extract_text_lines(return_chars=True)]
    large = [line["text"] for line in lines if line["chars"][-1]["size"] >= _HEADING]
    return [text for text in large if re.search(r"[a-zæøå]-$", text)]


def used(content: bytes) -> list[float]:
    """How far down each page is used, as a part of what it has room for."""
    with pdfplumber.open(BytesIO(content)) as pages:
        return [_reach(page) for page in pages.pages]


def beyond(content: bytes) -> str:
    """The letters that stand beyond the edges of their pages."""
    with pdfplumber.open(BytesIO(content)) as pages:
        return "".join(
            one["text"] for page in pages.pages for one in page.chars if one["x0"] < 0 or one["x1"] > page.width
        )


def emptiest_last(content: bytes) -> float:
    """How far down the last page of several is used, as a part of what it has room for; 1 where there is one page."""
    *before, last = used(content)
    return last if before else 1.0


def _reach(page: Any) -> float:
    bottoms = [one["bottom"] for one in (*page.chars, *page.rects, *page.lines, *page.curves)]
    lowest: float = max((bottom for bottom in bottoms if bottom < page.height - _FOOT), default=0)
    return lowest / float(page.height - _FOOT)
