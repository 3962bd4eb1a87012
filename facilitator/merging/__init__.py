"""A deck that a person has edited and the new one made one.

Here is what a deck remembers of how it was written, so that it is known what a person has changed, wherever it has
been.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from facilitator.messages import Problems
from facilitator.office import Element, limits
from facilitator.office.container import open_parts
from facilitator.office.package import Package
from facilitator.office.presentation import Presentation
from facilitator.pptx.archive import archive, stored
from facilitator.pptx.memory import BUILD, NAME, OFFICE, PROPERTIES, SAID, recalled, short, sum_of
from facilitator.pptx.properties import TAG_PREFIX

__all__ = ["base_in", "built_by", "carried", "left_in", "memory_in", "readdressed", "seen"]


_LEFT = f"{TAG_PREFIX}LEFT"
_PROPERTY, _TEXT = f"{{{OFFICE}/custom-properties}}property", f"{{{OFFICE}/docPropsVTypes}}lpwstr"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def readdressed(content: bytes, old: str, new: str) -> bytes:
    """A deck, read before, whose tags name it and its slides as those of another: the agenda has another name now."""
    whole = f'val="{old}"'.encode(), f'val="{new}"'.encode()
    roots = f'val="{old.partition("/")[0]}/'.encode(), f'val="{new.partition("/")[0]}/'.encode()
    made = BytesIO()
    with ZipFile(BytesIO(content)) as source, ZipFile(made, "w") as target:
        for one in source.infolist():
            said = source.read(one)
            target.writestr(one, said.replace(*whole).replace(*roots) if "/tags/" in one.filename else said)
    return made.getvalue()


def _stamp(content: bytes) -> str:
    """Of which build a deck is a later state, by what it remembers or its tag; empty where neither says so."""
    try:
        with Package(Path(), open_parts(Path(), content)) as package:
            return built_by(Presentation(package))
    except Problems:
        return ""


def built_by(presentation: Presentation) -> str:
    """The same of a deck that has been read."""
    value = memory_in(presentation.package)
    return presentation.tags.get(BUILD, "") or (short(value) if value else "")


def seen(theirs: bytes, ours: bytes) -> bool:
    """Whether a deck of theirs is a later state of this very deck of ours, and nothing that was told of it is open."""
    try:
        with Package(Path(), open_parts(Path(), theirs)) as package:
            left, build = left_in(package), built_by(Presentation(package))
    except Problems:
        return False
    return build == _stamp(ours) != "" and (left is None or left.find("told") is None)


def base_in(package: Package) -> bytes | None:
    """The deck as it was written, out of a file that remembers it; pictures are those that are still in the file."""
    held = {sum_of(package.parts[name]): name for name in package.parts if not name.endswith(SAID)}
    try:
        kept = list(recalled(memory_in(package), limits.XML_TOTAL))
    except (ValueError, struct.error, zlib.error):  # Somebody has changed the property.
        return None
    there = ((one, held.get(one.data)) for one in kept)
    return archive(one if name is None else stored(one.name, package.parts[name]) for one, name in there)


def left_in(package: Package) -> Element | None:
    """What a file remembers of things of ours that only the person has kept; None where it remembers none."""
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(b64decode(memory_in(package, _LEFT), validate=True), limits.XML)
        return etree.fromstring(raw, _PARSER) if unpacker.eof else None
    except (ValueError, zlib.error, etree.XMLSyntaxError):  # Somebody has changed the property.
        return None


def carried(theirs: bytes | None, ours: bytes, left: Element | None = None) -> bytes:
    """The properties of their file, with ours for what it remembers.

    Args:
        theirs: the part in their file; None where it has none.
        ours: that of a deck of ours.
        left: what `left_in` is to say of it.
    """
    root, new = etree.fromstring(ours if theirs is None else theirs, _PARSER), etree.fromstring(ours, _PARSER)
    wanted = {NAME: _ours(new, NAME), _LEFT: None if left is None else _said(left)}
    for name, held in wanted.items():
        old = _ours(root, name)
        if old is not None and (held is not None or name == _LEFT):
            root.remove(old)
        if held is not None:
            held.set("pid", str(max([1, *(int(one.get("pid", "1")) for one in root.iter(_PROPERTY))]) + 1))
            root.append(held)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def _said(left: Element) -> Element:
    """A property that says it."""
    value = b64encode(zlib.compress(etree.tostring(left), 5)).decode()
    return etree.fromstring(PROPERTIES.format(name=_LEFT, value=value))[0]


def _ours(root: Element, name: str) -> Element | None:
    return next((one for one in root.iter(_PROPERTY) if one.get("name") == name), None)


def memory_in(package: Package, name: str = NAME) -> str:
    """What a file remembers of how it was written, as it says it; empty where that is nothing."""
    part = package.first("custom-properties")
    found = None if part is None else _ours(package.xml(part), name)
    return "" if found is None else "".join(found.findtext(_TEXT, "").split())
