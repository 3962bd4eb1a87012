"""The pictures an agenda names: they lie beside it, and nowhere else."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from io import BytesIO

from facilitator.agenda.ids import Path as Origin
from facilitator.agenda.ids import walk
from facilitator.agenda.model import Agenda
from facilitator.content.slides import People, Picture
from facilitator.problems import Place, Problem, Problems
from facilitator.reading.files import Beside

__all__ = ["pictures"]

_LARGEST = 50_000_000
"""Bytes."""
_LONGEST_SIDE = 100
"""Times the other side."""
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How a PNG and a JPEG begin."""


def pictures(
    agenda: Agenda, beside: Beside, place: Callable[[Origin], Place]
) -> tuple[dict[str, bytes], list[Problem]]:
    """The pictures by the names the agenda uses, and what is wrong with the others."""
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path, name in _named(agenda):
        if name in found:
            continue
        try:
            found[name] = _picture(name, beside)
        except Problems as error:
            problems += [Problem(p.what, p.expected, p.suggestion, place(path)) for p in error.problems]
    return found, problems


def _named(agenda: Agenda) -> Iterator[tuple[Origin, str]]:
    for number, person in enumerate(agenda.facilitators):
        if person.photo:
            yield ("facilitators", number, "photo"), person.photo
    for path, block in walk(agenda.blocks):
        for number, slide in enumerate(block.slides):
            at = (*path, "slides", number)
            if isinstance(slide, Picture):
                yield (*at, "picture"), slide.picture
            if isinstance(slide, People) and slide.people != "all":
                yield from (((*at, "people", i, "photo"), one.photo) for i, one in enumerate(slide.people) if one.photo)


def _picture(name: str, beside: Beside) -> bytes:
    """The picture's bytes.

    Raises:
        Problems: it lies elsewhere, is not there, or is neither PNG nor JPEG.
    """
    file = beside.file(name, "picture")
    try:
        if file.stat().st_size > _LARGEST:
            raise Problems.one(f"the picture “{name}” is too large", "expected 50 MB at most")
        blob = file.read_bytes()
    except OSError as error:
        raise Problems.one(f"the picture “{name}” cannot be read", error.strerror or "") from None
    if not blob.startswith(_SIGNATURES):
        raise Problems.one(f"“{name}” is not a picture that a deck can hold", "expected a PNG or a JPEG")
    _check_readable(name, blob)
    return blob


def _check_readable(name: str, blob: bytes) -> None:
    from PIL import Image  # Only an agenda with pictures needs it.

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(blob)) as picture:
                width, height = picture.size
                picture.verify()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise Problems.one(f"the picture “{name}” has too many pixels", "expected 90 million at most") from None
    except (OSError, ValueError, SyntaxError, EOFError):  # Pillow's errors are as many as its readers.
        raise Problems.one(f"the picture “{name}” is damaged", "open it in another program and save it again") from None
    if not 1 / _LONGEST_SIDE <= width / height <= _LONGEST_SIDE:
        raise Problems.one(f"the picture “{name}” is a line, {width} × {height}", "expected a picture to look at")
