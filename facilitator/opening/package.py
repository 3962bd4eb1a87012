"""A PowerPoint file as parts: their contents, their types, and how they belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType

from facilitator.opening import limits
from facilitator.opening.container import WANTED, close_zip, damaged, open_zip
from facilitator.opening.kinds import IS_POWERPOINT, OPEN_DOCUMENT, STRICT, program_of
from facilitator.opening.parts import Parts
from facilitator.opening.relationships import Relationship, read_relationships, rels_name
from facilitator.opening.xml import Element, parse
from facilitator.problems import Place, Problems

__all__ = ["CONTENT_TYPES", "Package", "open_package"]

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"


@dataclass(frozen=True)
class Package:
    """An open file; close it, or use it in a ``with``."""

    path: Path
    parts: Parts
    """Contents by name, read when they are asked for."""

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.parts.close()

    def xml(self, part: str) -> Element:
        """The root element of a part, parsed anew.

        Raises:
            KeyError: there is no such part.
            Problems: it is damaged, too large, or no XML that is safe to read.
        """
        return parse(self.parts.read(part, limits.XML), part, self.path)

    @cached_property
    def default_types(self) -> dict[str, str]:
        """Content types by extension in small letters.

        Raises:
            Problems: the list of content types cannot be read.
        """
        return {item.get("Extension", "").lower(): item.get("ContentType", "") for item in self._types("Default")}

    @cached_property
    def own_types(self) -> dict[str, str]:
        """Content types of single parts, by name in small letters, whether or not there is such a part.

        Raises:
            Problems: the list of content types cannot be read.
        """
        return {
            item.get("PartName", "").lstrip("/").casefold(): item.get("ContentType", "")
            for item in self._types("Override")
        }

    def content_type(self, part: str) -> str:
        """The content type of a part; empty where none is said."""
        extension = part.rpartition("/")[2].rpartition(".")[2].lower()
        return self.own_types.get(part.casefold()) or self.default_types.get(extension, "")

    def related(self, part: str = "") -> dict[str, Relationship]:
        """The relationships of a part (of the package itself for the empty name) by their ids.

        Raises:
            Problems: they cannot be read.
        """
        rels = self.parts.named(rels_name(part))
        if rels is None:
            return {}
        return {found.id: self._as_written(found) for found in read_relationships(self.xml(rels), part)}

    def first(self, kind: str, part: str = "") -> str | None:
        """The part to which the first relationship of a kind (``slideLayout``, ``theme`` …) leads, if it is there."""
        leads = (one.target for one in self.related(part).values() if one.kind == kind and not one.external)
        return next((target for target in leads if target in self.parts), None)

    @cached_property
    def main(self) -> str:
        """The name of the presentation part.

        Raises:
            Problems: there is none: the file is of another kind, or damaged.
        """
        main = self.first("officeDocument")
        if main is None:
            raise damaged(self.path, "the file has no main part")
        return main

    def _types(self, tag: str) -> Iterator[Element]:
        found: Iterator[Element] = self._types_root.iter(_TYPES + tag)
        return found

    @cached_property
    def _types_root(self) -> Element:
        return self.xml(self.parts.named(CONTENT_TYPES) or CONTENT_TYPES)

    def _as_written(self, one: Relationship) -> Relationship:
        """With the target in the letters that the part itself has."""
        name = None if one.external else self.parts.named(one.target)
        return one if name in (None, one.target) else Relationship(one.id, one.type, name or "", one.external)


def open_package(path: Path) -> Package:
    """The PowerPoint file at ``path`` (presentation, template, or show, with or without macros).

    Only what tells its kind is read. No limit of `facilitator.opening.limits` is passed, now or later.

    Raises:
        Problems: it is not there, of another kind, damaged, protected, made to do harm, or has no slide master.
    """
    archive = open_zip(path)
    try:
        package = Package(path, Parts(archive, path))
        _expect_powerpoint(package)
    except BaseException:
        close_zip(archive)
        raise
    return package


def _expect_powerpoint(package: Package) -> None:
    parts = package.parts
    if "mimetype" in parts and parts.read("mimetype").startswith(OPEN_DOCUMENT):
        raise _not_that(package, "this is an OpenDocument file")
    if parts.named(CONTENT_TYPES) is None:
        raise _not_that(package, "this is a zip file, but no Office file")
    kind = package.content_type(package.main)
    if kind not in IS_POWERPOINT:
        raise _not_that(package, f"this is {program_of(kind)}")
    if STRICT in package.xml(package.main).tag:
        expected = "open it in PowerPoint and save it as the ordinary kind, “PowerPoint Presentation (*.pptx)”"
        raise _not_that(package, "the file is saved as “Strict Open XML Presentation”", expected)
    if package.first("slideMaster", package.main) is None:
        expected = "expected one that PowerPoint opens: every presentation has a slide master"
        raise _not_that(package, "the file has no slide master", expected)


def _not_that(package: Package, what: str, expected: str = WANTED) -> Problems:
    return Problems.one(what, expected, place=Place(str(package.path)))
