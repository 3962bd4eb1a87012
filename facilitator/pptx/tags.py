"""State that travels with the file, unseen: tags, which PowerPoint keeps on slides and on the deck.

Never customXml: LibreOffice rewrites it as a relationship to a wrong path, a broken package.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.pptx import xml

__all__ = ["DECK_TAG", "OURS", "SLIDE_TAG", "reference", "tags_xml"]

OURS = "FACILITATOR_"
"""How the names of our tags begin."""
DECK_TAG = f"{OURS}DECK"
SLIDE_TAG = f"{OURS}ID"
"""The slide's stable id: a later build knows its own slides by it."""


def tags_xml(tags: Iterable[tuple[str, str]]) -> str:
    """``p:tagLst``; names in capitals, as PowerPoint keeps them."""
    items = "".join(
        [f'<p:tag name="{xml.attribute(name.upper())}" val="{xml.attribute(value)}"/>' for name, value in tags]
    )
    return f"{xml.HEAD}<p:tagLst {xml.NAMESPACES}>{items}</p:tagLst>"


def reference(relationship: str) -> str:
    """``p:custDataLst``: where slide or presentation points to its tags."""
    return f'<p:custDataLst><p:tags r:id="{relationship}"/></p:custDataLst>'
