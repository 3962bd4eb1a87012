"""A slide while it is being drawn: the next free id, the ids that others refer to, links, and pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import InitVar, dataclass, field
from itertools import count

from facilitator.canvas.own_layouts import Layout, Slot
from facilitator.canvas.shapes import AnyShape, Placeholder, Shape, walked
from facilitator.pptx.xml import Relations

__all__ = ["Media", "SlideContext"]

_MAGIC = {b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}


def _kind_of(blob: bytes) -> str:
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
            name = self._names[blob] = f"{self._prefix}{len(self._names) + 1}.{_kind_of(blob)}"
        return name

    def items(self) -> list[tuple[str, bytes]]:
        """Each picture once: its name and its bytes."""
        return [(name, blob) for blob, name in self._names.items()]


@dataclass(frozen=True, slots=True)
class _Known:
    """A shape that connectors and countdowns refer to."""

    id: int
    preset: bool
    """LibreOffice re-routes what is glued to a free form to the middle of its box, so nothing is glued there."""


def _known_shapes(shapes: Iterable[AnyShape]) -> dict[str, _Known]:
    """The shapes with a key, by key, with the ids they will get: 2, 3, … in order, a group before what is in it.

    Raises:
        ValueError: two shapes with the same key.
    """
    known: dict[str, _Known] = {}
    for number, shape in enumerate(walked(shapes), 2):
        if isinstance(shape, Shape) and shape.key:
            if shape.key in known:
                raise ValueError(f"two shapes have the key “{shape.key}”")
            known[shape.key] = _Known(number, isinstance(shape.geometry, str))
    return known


@dataclass(slots=True)
class SlideContext:
    """What the writers of single shapes share on one slide or layout."""

    language: str
    relations: Relations = field(default_factory=Relations)
    shapes: InitVar[Iterable[AnyShape]] = ()
    """All that are drawn on it, for connectors and countdowns to refer to."""
    slides: Mapping[str, str] = field(default_factory=dict)
    """Slide id to the name of its part."""
    media: Media = field(default_factory=Media)
    layout: Layout | None = None
    levels: str = ""
    """What every text outside placeholders says of its levels, where the file says something else than ours."""
    on_layout: bool = False
    """Drawn for every slide, not on one."""
    ids: Iterator[int] = field(default_factory=lambda: count(2))
    _known: Mapping[str, _Known] = field(init=False)

    def __post_init__(self, shapes: Iterable[AnyShape]) -> None:
        self._known = _known_shapes(shapes)

    def link(self, slide: str) -> str:
        """The relationship to another slide of the deck.

        Raises:
            ValueError: there is none with that id.
        """
        if slide not in self.slides:
            raise ValueError(f"a link leads to “{slide}”, which is no slide of the deck")
        return self.relations.add("slide", self.slides[slide])

    def shape(self, key: str) -> _Known:
        """The shape with that key.

        Raises:
            ValueError: there is none.
        """
        if key not in self._known:
            raise ValueError(f"no shape on the slide has the key “{key}”")
        return self._known[key]

    def slot(self, placeholder: Placeholder) -> Slot:
        """The layout's placeholder that this one fills.

        Raises:
            ValueError: the layout has none.
        """
        for slot in self.layout.slots if self.layout else ():
            if slot.index == placeholder.index and (slot.role == placeholder.role or slot.index is not None):
                return slot
        name = self.layout.name if self.layout else ""
        raise ValueError(f"the layout “{name}” has no placeholder {placeholder.role} {placeholder.index}")
