"""Pictures: each kept once in the package, however many slides show it."""

from __future__ import annotations

__all__ = ["Media", "kind_of"]

_MAGIC = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


def kind_of(blob: bytes) -> str:
    """The file name extension of a picture, by its first bytes.

    Raises:
        ValueError: neither PNG nor JPEG.
    """
    for magic, kind in _MAGIC.items():
        if blob.startswith(magic):
            return kind
    raise ValueError(f"neither a PNG nor a JPEG: {blob[:8]!r}…")


class Media:
    """The pictures of a deck, numbered in the order in which they come."""

    def __init__(self, prefix: str = "image") -> None:
        self._prefix = prefix
        self._names: dict[bytes, str] = {}

    def add(self, blob: bytes) -> str:
        """The name of the picture's part, ``image1.png`` …"""
        name = self._names.get(blob)
        if name is None:
            name = self._names[blob] = f"{self._prefix}{len(self._names) + 1}.{kind_of(blob)}"
        return name

    def items(self) -> list[tuple[str, bytes]]:
        """Each picture once: its name and its bytes."""
        return [(name, blob) for blob, name in self._names.items()]
