"""Writing XML as strings: escaping, namespaces, and ids that are the same every time."""

from __future__ import annotations

import uuid

__all__ = ["A", "HEAD", "NAMESPACES", "RELATIONSHIPS", "attribute", "guid", "text"]

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:a="{A}" xmlns:r="{RELATIONSHIPS}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
"""Declared once, on the root of every part."""

_SEED = uuid.UUID("5d3c2a36-6f0f-5e8c-9f53-0a4be1f7c2d9")


def text(value: str) -> str:
    """``value`` as the content of an element. Control characters are the caller's to keep out."""
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """``value`` between double quotes; line breaks and tabs survive there only as references (XML 1.0, 3.3.3)."""
    return text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def guid(*seed: object) -> str:
    """A GUID in braces and capitals (as PowerPoint demands), always the same for the same seed."""
    return f"{{{uuid.uuid5(_SEED, chr(31).join(map(str, seed)))}}}".upper()
