"""A PDF as two other programs read it, once for all tests that look at the same file one after the other."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pdfplumber.page
from pypdf import PdfReader

__all__ = ["laid_out", "texts"]


@lru_cache(maxsize=4)
def laid_out(content: bytes) -> tuple[pdfplumber.page.Page, ...]:
    """Its pages, with every letter and stroke in their places, in points from the upper left corner (pdfplumber)."""
    return tuple(pdfplumber.open(BytesIO(content)).pages)


@lru_cache(maxsize=4)
def texts(content: bytes) -> tuple[str, ...]:
    """What is read on each page (pypdf)."""
    return tuple(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
