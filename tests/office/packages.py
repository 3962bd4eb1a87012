"""Office files made for a test: whole ones, and broken in one way each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pptx import Presentation

__all__ = ["contents", "deck", "rezip", "spoilt", "strict", "zeros"]


def deck() -> bytes:
    """A presentation with one slide."""
    presentation: Any = Presentation()
    presentation.slides.add_slide(presentation.slide_layouts[0]).shapes.title.text = "Velkommen"
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def contents(raw: bytes) -> dict[str, bytes]:
    """The parts of a file."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rezip(path: Path, parts: Mapping[str, bytes]) -> Path:
    """A file with these parts."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def strict(content: bytes) -> bytes:
    """A part as PowerPoint saves it in a “Strict Open XML Presentation”: other names, percentages with their sign."""
    named = re.sub(rb"http://schemas\.openxmlformats\.org/(\w+)/2006/([\w/-]+)", _strict_name, content)
    named = named.replace(b"<p:presentation ", b'<p:presentation conformance="strict" ')
    return re.sub(rb'(<a:(?:lumMod|lumOff|tint|shade|satMod|alpha|spcPct) val=")(\d+)000"', rb'\1\2%"', named)


def _strict_name(found: re.Match[bytes]) -> bytes:
    family, rest = found.groups()
    if family in (b"package", b"markup-compatibility"):  # The same in both kinds of file.
        return found[0]
    return b"http://purl.oclc.org/ooxml/%b/%b" % (family, rest.replace(b"extended-properties", b"extendedProperties"))


def spoilt(raw: bytes, name: str) -> bytes:
    """The file with one wrong byte in the content of a part."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        at = archive.getinfo(name).header_offset + 30 + len(name) + 3
    return raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]


def zeros(size: int) -> Iterator[bytes]:
    """So many zero bytes, a piece at a time."""
    piece = bytes(1 << 20)
    yield from (piece for _ in range(size // len(piece)))
