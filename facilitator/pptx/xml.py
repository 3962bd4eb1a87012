"""Writing XML as strings: escaping, namespaces, relationships between parts, and ids that are the same every time."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

__all__ = [
    "A",
    "HEAD",
    "NAMESPACES",
    "Relations",
    "attribute",
    "guid",
    "relationship_type",
    "rels_name",
    "root_relations",
    "text",
]

HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
NAMESPACES = (
    f'xmlns:a="{A}" xmlns:r="{_RELATIONSHIPS}" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
"""Declared once, on the root of every part."""

_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_ADDRESS = "hyperlink"
"""The kind of relationship that leads out of the file."""
_SEED = uuid.UUID("5d3c2a36-6f0f-5e8c-9f53-0a4be1f7c2d9")


def text(value: str) -> str:
    """``value`` as the content of an element. Control characters are the caller's to keep out.

    Programs do not agree on how a soft hyphen looks, and no part of a deck needs one: it is left out.
    """
    return value.replace("\u00ad", "").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(value: str) -> str:
    """``value`` between double quotes; line breaks and tabs survive there only as references (XML 1.0, 3.3.3)."""
    return text(value).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def guid(*seed: object) -> str:
    """A GUID in braces and capitals (as PowerPoint demands), always the same for the same seed."""
    return f"{{{uuid.uuid5(_SEED, chr(31).join(map(str, seed)))}}}".upper()


class Relations:
    """The relationships of one part, in the order in which they were asked for; the same one is never written twice.

    Args:
        prefix: how the ids of new ones begin.
        kept: id, type, target, and whether that lies outside the package, of those that there are already.
    """

    def __init__(self, prefix: str = "rId", kept: Iterable[tuple[str, str, str, bool]] = ()) -> None:
        self._prefix, self._kept = prefix, tuple(kept)
        self._ids: dict[tuple[str, str], str] = {}

    def add(self, kind: str, target: str) -> str:
        """The id (``rId1`` …) of a relationship to ``target``: a path from the part's own folder, of a ``hyperlink`` an
        address, in plain letters.

        ``kind`` is the last word of an Office relationship type (``slideLayout``, ``image`` …) or a whole type.
        """
        return self._ids.setdefault((kind, target), f"{self._prefix}{len(self._ids) + 1}")

    def xml(self) -> str:
        """The ``.rels`` part."""
        kept = "".join([_item(*map(attribute, one[:3]), external=one[3]) for one in self._kept])
        new = "".join(
            [
                _item(number, relationship_type(kind), attribute(target), external=kind == _ADDRESS)
                for (kind, target), number in self._ids.items()
            ]
        )
        return f'{HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{kept}{new}</Relationships>'


def relationship_type(kind: str) -> str:
    """The whole type whose last word this is."""
    return kind if "/" in kind else f"{_RELATIONSHIPS}/{kind}"


def _item(number: str, kind: str, target: str, *, external: bool = False) -> str:
    mode = ' TargetMode="External"' if external else ""
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"{mode}/>'


def root_relations(main: str) -> str:
    """The ``.rels`` part of the package itself; ``main`` is the name of the presentation."""
    root = Relations()
    root.add("officeDocument", main)
    root.add(f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    root.add("extended-properties", "docProps/app.xml")
    return root.xml()


def rels_name(part: str) -> str:
    """The name of the ``.rels`` part that belongs to ``part``."""
    folder, slash, name = part.rpartition("/")
    return f"{folder}{slash}_rels/{name}.rels"
