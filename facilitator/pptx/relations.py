"""Relationships: what a part of the package points to, each under an id of its own."""

from __future__ import annotations

from facilitator.pptx import xml

__all__ = ["Relations", "rels_name"]

_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


class Relations:
    """The relationships of one part, in the order in which they were asked for; the same one is never written twice."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str], str] = {}

    def add(self, kind: str, target: str) -> str:
        """The id (``rId1`` …) of a relationship to ``target``, a path from the part's own folder.

        ``kind`` is the last word of an Office relationship type (``slideLayout``, ``image`` …) or a whole type.
        """
        return self._ids.setdefault((kind, target), f"rId{len(self._ids) + 1}")

    def xml(self) -> str:
        """The ``.rels`` part."""
        items = "".join([_item(number, *what) for what, number in self._ids.items()])
        return f'{xml.HEAD}<Relationships xmlns="{_PACKAGE}">{items}</Relationships>'


def _item(number: str, kind: str, target: str) -> str:
    kind = kind if "/" in kind else f"{xml.RELATIONSHIPS}/{kind}"
    return f'<Relationship Id="{number}" Type="{kind}" Target="{target}"/>'


def rels_name(part: str) -> str:
    """The name of the ``.rels`` part that belongs to ``part``."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels"
