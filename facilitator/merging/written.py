"""A deck as we wrote it, remembered in itself: a document property, which programs keep and which goes where it goes.

So it is known what a person has changed, wherever the file has been. Of pictures and films there are only checksums.
"""

from __future__ import annotations

import struct
import zlib
from base64 import b64decode, b64encode
from collections.abc import Iterator
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from lxml import etree

from facilitator.office import limits
from facilitator.office.container import open_parts
from facilitator.office.package import CONTENT_TYPES, Package
from facilitator.office.presentation import Presentation
from facilitator.office.xml import Element
from facilitator.pptx.archive import Member, archive, deflated, members, stored
from facilitator.pptx.properties import TAG_PREFIX
from facilitator.problems import Problems

__all__ = [
    "BUILD", "PART", "TYPE", "base_in", "built_by", "carried", "left_in", "readdressed", "remembering", "seen", "stamp",
    "sum_of",
]  # fmt: skip

PART = "docProps/custom.xml"
TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_NAME, _LEFT = f"{TAG_PREFIX}BASE", f"{TAG_PREFIX}LEFT"
BUILD = f"{TAG_PREFIX}BUILD"
"""A tag of the deck: of which build it is a later state, should the property go; none while anything told is open."""
_DECK = f'"{TAG_PREFIX}DECK"'.encode()
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTY, _TEXT = f"{{{_OFFICE}/custom-properties}}property", f"{{{_OFFICE}/docPropsVTypes}}lpwstr"
_PROPERTIES = (
    f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="{name}">'
    "<vt:lpwstr>{value}</vt:lpwstr></property></Properties>"
)
"""ECMA-376 part 1, 22.3; properties are numbered from 2."""
_ENDS = {
    CONTENT_TYPES: f'<Override PartName="/{PART}" ContentType="{TYPE}"/></Types>',
    "_rels/.rels": f'<Relationship Id="rIdBase" Type="{_OFFICE}/relationships/custom-properties" Target="{PART}"/>'
    "</Relationships>",
}
"""How the parts end that name the one with the property."""
_SAID = (".xml", ".rels")
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
_SUM = sha256().digest_size


def remembering(content: bytes) -> bytes:
    """A deck that we have made, remembering how it was written; anything else as it is."""
    held = {one.name: one for one in members(content)}
    if not held.keys() >= _ENDS.keys() or PART in held:
        return content
    kept = (stored(one.name, one.content if one.name.endswith(_SAID) else sum_of(one.content)) for one in held.values())
    value = b64encode(zlib.compress(archive(kept), 5)).decode()
    ends = _ENDS | {
        name: f'<p:tag name="{BUILD}" val="{_short(value)}"/></p:tagLst>'
        for name, one in held.items()
        if name.startswith("ppt/tags/") and _DECK in one.content
    }
    for name, end in ends.items():
        text = held[name].content.decode()
        held[name] = deflated(name, text[: text.rindex("</")] + end)
    return archive([*held.values(), deflated(PART, _PROPERTIES.format(name=_NAME, value=value))])


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


def sum_of(content: bytes) -> bytes:
    """The checksum by which a part is remembered; of one that is only remembered, that is what it is."""
    return content if len(content) == _SUM else sha256(content).digest()


def stamp(content: bytes) -> str:
    """Of which build a deck is a later state, by what it remembers or its tag; empty where neither says so."""
    try:
        with Package(Path(), open_parts(Path(), content)) as package:
            return built_by(Presentation(package))
    except Problems:
        return ""


def built_by(presentation: Presentation) -> str:
    """The same of a deck that has been read."""
    value = _value(presentation.package)
    return presentation.tags.get(BUILD, "") or (_short(value) if value else "")


def _short(value: str) -> str:
    return sha256(value.encode()).hexdigest()[:16]


def seen(theirs: bytes, ours: bytes) -> bool:
    """Whether a deck of theirs is a later state of this very deck of ours, and nothing that was told of it is open."""
    try:
        with Package(Path(), open_parts(Path(), theirs)) as package:
            left, build = left_in(package), built_by(Presentation(package))
    except Problems:
        return False
    return build == stamp(ours) != "" and (left is None or left.find("told") is None)


def base_in(package: Package) -> bytes | None:
    """The deck as it was written, out of a file that remembers it; pictures are those that are still in the file."""
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(b64decode(_value(package), validate=True), limits.XML_TOTAL)
        return archive(_restored(raw, package)) if unpacker.eof else None
    except (ValueError, struct.error, zlib.error):  # Somebody has changed the property.
        return None


def _restored(raw: bytes, package: Package) -> Iterator[Member]:
    held = {sum_of(package.parts[name]): name for name in package.parts if not name.endswith(_SAID)}
    for one in members(raw):
        there = held.get(one.data)
        yield one if there is None else stored(one.name, package.parts[there])


def left_in(package: Package) -> Element | None:
    """What a file remembers of things of ours that only the person has kept; None where it remembers none."""
    unpacker = zlib.decompressobj()
    try:
        raw = unpacker.decompress(b64decode(_value(package, _LEFT), validate=True), limits.XML)
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
    wanted = {_NAME: _ours(new, _NAME), _LEFT: None if left is None else _said(left)}
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
    return etree.fromstring(_PROPERTIES.format(name=_LEFT, value=value))[0]


def _ours(root: Element, name: str) -> Element | None:
    return next((one for one in root.iter(_PROPERTY) if one.get("name") == name), None)


def _value(package: Package, name: str = _NAME) -> str:
    part = package.first("custom-properties")
    found = None if part is None else _ours(package.xml(part), name)
    return "" if found is None else "".join(found.findtext(_TEXT, "").split())
