"""A PowerPoint file as parts: their contents, their types, and how they belong together."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from types import TracebackType
from xml.parsers import expat

from lxml import etree

from facilitator.messages import Problems, _, mark
from facilitator.office import Element, limits
from facilitator.office.container import Parts, damaged, open_parts, refused, shown

__all__ = ["CONTENT_TYPES", "Package", "Relationship", "open_package"]

CONTENT_TYPES = "[Content_Types].xml"
_TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """What a part points to, inside the file or outside (ECMA-376-2, 6.5)."""

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


def _rels_name(part: str) -> str:
    """The name of the part that holds the relationships of ``part``; of the package for the empty name."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


@dataclass(frozen=True)
class Package:
    """An open file; close it, or use it in a ``with``."""

    path: Path
    parts: Parts
    """Contents by name, read when they are asked for."""
    _related: dict[str, Mapping[str, Relationship]] = field(default_factory=dict, repr=False, compare=False)

    def __enter__(self) -> Package:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the file."""
        self.parts.close()

    def kept(self) -> Package:
        """The same out of memory: it need not be closed, and the file may change or go.

        Raises:
            Problems: it is larger than `limits.KEPT`, or cannot be read.
        """
        return replace(self, parts=self.parts.kept())

    def xml(self, part: str) -> Element:
        """The root element of a part, parsed anew.

        Raises:
            KeyError: there is no such part.
            Problems: it is damaged, too large, or no XML that is safe to read.
        """
        return _parse(self.parts.read(part, limits.XML), part, self.path)

    @cached_property
    def _default_types(self) -> dict[str, str]:
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
        return self.own_types.get(part.casefold()) or self._default_types.get(extension, "")

    def related(self, part: str = "") -> Mapping[str, Relationship]:
        """The relationships of a part (of the package itself for the empty name) by their ids; kept.

        Raises:
            Problems: they cannot be read.
        """
        if part not in self._related:
            rels = self.parts.named(_rels_name(part))
            found = () if rels is None else self.xml(rels).iter(_RELATIONSHIP)
            self._related[part] = {one.id: one for one in (self._relationship(item, part) for item in found)}
        return self._related[part]

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
            raise damaged(self.path, _("the file has no main part"))
        return main

    def _types(self, tag: str) -> Iterator[Element]:
        found: Iterator[Element] = self._types_root.iter(_TYPES + tag)
        return found

    @cached_property
    def _types_root(self) -> Element:
        return self.xml(self.parts.named(CONTENT_TYPES) or CONTENT_TYPES)

    def _relationship(self, item: Element, part: str) -> Relationship:
        """With the target in the letters that the part itself has."""
        target, external = item.get("Target", ""), item.get("TargetMode") == "External"
        if not external:
            target = _inside(part, target)
            target = self.parts.named(target) or target
        return Relationship(item.get("Id", ""), item.get("Type", ""), target, external)


def _inside(part: str, target: str) -> str:
    """A target, said from the part's own folder or from the root, as a name from the root; it cannot leave it."""
    path = target.partition("#")[0]
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), path)).lstrip("/") if path else part


# --- PowerPoint files, and others -------------------------------------------------------------------------------------

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml"
_MACROS = "application/vnd.ms-powerpoint"
_IS_POWERPOINT = frozenset(
    [f"{_PRESENTATION}.{kind}.main+xml" for kind in ("presentation", "template", "slideshow")]
    + [f"{_MACROS}.{kind}.macroEnabled.main+xml" for kind in ("presentation", "template", "slideshow")]
)
"""The content types of .pptx, .potx, .ppsx, .pptm, .potm, .ppsm."""
_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
"""How the part ``mimetype`` of an OpenDocument file begins."""
_OTHERS = {
    "wordprocessingml": mark("this is a Word document"),
    "ms-word": mark("this is a Word document"),
    "spreadsheetml": mark("this is an Excel workbook"),
    "ms-excel": mark("this is an Excel workbook"),
    "ms-visio": mark("this is a Visio drawing"),
    "ms-powerpoint.addin": mark("this is a PowerPoint add-in"),
}
"""By a word in the content type of the main part."""
_ANOTHER = mark("this is an Office file of another kind")


def open_package(path: Path, content: bytes | None = None) -> Package:
    """The PowerPoint file at ``path`` (presentation, template, or show, with or without macros).

    Only what tells its kind is read. No limit of `facilitator.office.limits` is passed, now or later.

    Args:
        path: where it is.
        content: what stands there, where that has been read already.

    Raises:
        Problems: it is not there, of another kind, damaged, protected, made to do harm, or has no slide master.
    """
    package = Package(path, open_parts(path, content))
    try:
        _expect_powerpoint(package)
    except BaseException:
        package.close()
        raise
    return package


def _expect_powerpoint(package: Package) -> None:
    parts = package.parts
    if "mimetype" in parts and parts.read("mimetype").startswith(_OPEN_DOCUMENT):
        raise refused(package.path, _("this is an OpenDocument file"))
    if parts.named(CONTENT_TYPES) is None:
        raise refused(package.path, _("this is a zip file, but no Office file"))
    kind = package.content_type(package.main)
    if kind not in _IS_POWERPOINT:
        raise refused(package.path, _(next((what for word, what in _OTHERS.items() if word in kind), _ANOTHER)))
    _root = package.xml(package.main)  # Without it nothing can be read.
    if package.first("slideMaster", package.main) is None:
        expected = _("expected one that PowerPoint opens: every presentation has a slide master")
        raise refused(package.path, _("the file has no slide master"), expected)


# --- XML from a stranger: no document type, no entities, no network, no tree larger than the text lets expect ---------


class _Doctype(Exception):
    pass


class _Begun(Exception):
    pass


def _parse(content: bytes, name: str, path: Path) -> Element:
    """The root element of the part ``name`` of the file at ``path``.

    Raises:
        Problems: it is not well-formed, too large, or has a document type, which Office never writes.
    """
    if len(content) > limits.XML or content.count(b"<") + content.count(b"=") > limits.MARKS:
        what = _("“{name}” is too large", name=shown(name))
        raise refused(path, what, _("expected at most {size} MB", size=limits.XML >> 20))
    if _has_doctype(content):
        raise _with_doctype(name, path)
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        what = _("“{name}” is no XML: {reason}", name=shown(name), reason=shown(str(error)))
        raise refused(path, what, _("expected a file that PowerPoint opens")) from None
    if root.getroottree().docinfo.doctype:  # In an encoding that expat does not know.
        raise _with_doctype(name, path)
    return root


def _with_doctype(name: str, path: Path) -> Problems:
    what = _("“{name}” has a document type, by which files do harm", name=shown(name))
    return refused(path, what, _("expected XML as Office writes it"))


def _has_doctype(content: bytes) -> bool:
    """Whether one stands before the root element. lxml would expand entities in attributes before it can be asked."""

    def begun(name: str, attributes: object) -> None:
        raise _Begun

    def doctype(name: str, system: str | None, public: str | None, internal: bool) -> None:
        raise _Doctype

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.StartDoctypeDeclHandler = begun, doctype
    try:
        parser.Parse(content, True)
    except _Doctype:
        return True
    except (_Begun, expat.ExpatError, LookupError, ValueError):  # The last two for encodings that nobody knows.
        return False
    return False
