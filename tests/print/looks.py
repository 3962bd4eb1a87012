"""What a designer would send back: next to nothing on the last page, headings with a word in two, letters cut off."""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

import docx
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from facilitator.canvas import mm, pt
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import text_width
from judges.pages import laid_out

__all__ = ["beyond", "cramped", "divided", "emptiest_last", "used"]

_FOOT = 45
"""Points at the foot of a page that are its number's."""
_HEADING = 13
"""Points; what is smaller is running text, in which words may be divided."""


def divided(content: bytes) -> list[str]:
    """The lines of headings and titles that end within a word."""
    lines = [line for page in laid_out(content) for line in page.extract_text_lines(return_chars=True)]
    large = [line["text"] for line in lines if line["chars"][-1]["size"] >= _HEADING]
    return [text for text in large if re.search(r"[a-zæøå]-$", text)]


def used(content: bytes) -> list[float]:
    """How far down each page is used, as a part of what it has room for."""
    return [_reach(page) for page in laid_out(content)]


def beyond(content: bytes) -> str:
    """The letters that stand beyond the edges of their pages."""
    pages = laid_out(content)
    return "".join(one["text"] for page in pages for one in page.chars if one["x0"] < 0 or one["x1"] > page.width)


def emptiest_last(content: bytes) -> float:
    """How far down the last page of several is used, as a part of what it has room for; 1 where there is one page."""
    *before, last = used(content)
    return last if before else 1.0


def _reach(page: Any) -> float:
    bottoms = [one["bottom"] for one in (*page.chars, *page.rects, *page.lines, *page.curves)]
    lowest: float = max((bottom for bottom in bottoms if bottom < page.height - _FOOT), default=0)
    return lowest / float(page.height - _FOOT)


def cramped(content: bytes) -> set[str]:
    """The words in the tables of a Word file that are wider than their cells."""
    document = docx.Document(BytesIO(content))
    found = set()
    for table in document.tables:
        sides = {one.tag: int(one.get(qn("w:w"))) for one in table._tbl.tblPr.find(qn("w:tblCellMar"))}
        kept = pt((sides[qn("w:left")] + sides[qn("w:right")]) / 20)
        for cell in table._tbl.iter(qn("w:tc")):
            for paragraph in (Paragraph(one, document._body) for one in cell.iter(qn("w:p"))):
                found |= {word for word, width in _words(paragraph) if width > cell.width - kept + mm(0.1)}
    return found


def _words(paragraph: Paragraph) -> list[tuple[str, int]]:
    """The words of a paragraph and their widths; a hyphen parts two."""
    told = []
    styles: list[Any] = [paragraph.style]
    while styles[-1].base_style:
        styles.append(styles[-1].base_style)
    for run in paragraph.runs:
        fonts = [run.font, *(one.font for one in styles)]
        font = Font(_said(fonts, "name"), bold=bool(_said(fonts, "bold")))
        words = [word for word in re.split(r"[\s-]+", run.text) if word]
        told += [(word, text_width(word, _said(fonts, "size").pt, font)) for word in words]
    return told


def _said(fonts: list[Any], of: str) -> Any:
    """What the first of them says that says anything."""
    return next((found for font in fonts if (found := getattr(font, of)) is not None), None)
