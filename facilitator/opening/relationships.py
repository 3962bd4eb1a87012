"""Relationships: what a part points to, inside the file and outside (ECMA-376-2, 6.5)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from facilitator.opening.xml import Element

__all__ = ["Relationship", "read_relationships", "rels_name"]

_TAG = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """One of a part's relationships."""

    id: str
    type: str
    """The whole type, a URI."""
    target: str
    """A part's name from the root of the package, or a URI when it is external."""
    external: bool = False

    @property
    def kind(self) -> str:
        """The type's last word: ``slide``, ``slideLayout``, ``image`` …"""
        return self.type.rpartition("/")[2]


def rels_name(part: str) -> str:
    """The name of the part that holds the relationships of ``part``; of the package for the empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def read_relationships(root: Element, part: str) -> Iterator[Relationship]:
    """The relationships of ``part`` in the order of the file."""
    for item in root.iter(_TAG):
        target, external = item.get("Target", ""), item.get("TargetMode") == "External"
        yield Relationship(
            item.get("Id", ""), item.get("Type", ""), target if external else _inside(part, target), external
        )


def _inside(part: str, target: str) -> str:
    """A target, said from the part's own folder or from the root, as a name from the root; it cannot leave it."""
    path = target.partition("#")[0]
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/") if path else part
