"""XML from a stranger: no document type, no entities, no network, and no tree larger than the text lets expect."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeAlias
from xml.parsers import expat

from lxml import etree

from facilitator.opening import limits
from facilitator.opening.parts import shown
from facilitator.problems import Place, Problems

__all__ = ["Element", "parse"]

Element: TypeAlias = Any
"""An element of lxml, which has no types."""


class _Doctype(Exception):
    pass


class _Begun(Exception):
    pass


def parse(content: bytes, name: str, path: Path) -> Element:
    """The root element of the part ``name`` of the file at ``path``.

    Raises:
        Problems: it is not well-formed, too large, or has a document type, which Office never writes.
    """
    if len(content) > limits.XML or content.count(b"<") + content.count(b"=") > limits.MARKS:
        raise _refused(name, path, "is too large", f"expected at most {limits.XML >> 20} MB")
    if _has_doctype(content):
        raise _refused(name, path, "has a document type, by which files do harm", "expected XML as Office writes it")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused(name, path, f"is no XML: {shown(str(error))}", "expected a file that PowerPoint opens") from None
    if root.getroottree().docinfo.doctype:  # In an encoding that expat does not know.
        raise _refused(name, path, "has a document type, by which files do harm", "expected XML as Office writes it")
    return root


def _refused(name: str, path: Path, what: str, expected: str) -> Problems:
    return Problems.one(f"“{shown(name)}” {what}", expected, place=Place(str(path)))


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
