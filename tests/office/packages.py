"""Office files made for a test: whole ones, and broken in one way each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pptx import Presentation

__all__ = ["contents", "deck", "rezip", "spoilt", "zeros"]


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


def spoilt(raw: bytes, name: str) -> bytes:
    """The file with one wrong byte in the content of a part."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        at = archive.getinfo(name).header_offset + 30 + len(name) + 3
    return raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]


def zeros(size: int) -> Iterator[bytes]:
    """So many zero bytes, a piece at a time."""
    piece = bytes(1 << 20)
    yield from (piece for _ in range(size // len(piece)))
