"""Document properties as Office files have them."""

from __future__ import annotations

__all__ = ["property_text"]

_LONGEST = 255
"""Characters; python-docx, python-pptx, and Excel take no more."""


def property_text(text: str) -> str:
    """A title or an author, cut where it is too long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
