"""What stands on the shelf: everything in the library that people use, with a line and a picture."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

import facilitator
from facilitator.agenda.read import is_programme
from facilitator.library import default_library
from facilitator.messages import _, mark

__all__ = ["on_shelf", "picture_of"]

_KINDS: Mapping[str, str] = {
    "agendas": mark("Agendas"),
    "programmes": mark("Programmes"),
    "exercises": mark("Exercises"),
    "cards": mark("Card sets"),
    "forms": mark("Forms and handouts"),
}


def on_shelf() -> list[dict[str, Any]]:
    """Each kind with its heading and what there is of it."""
    found = _shelf()
    return [{"heading": _(heading), "entries": found[kind]} for kind, heading in _KINDS.items()]


@cache
def _shelf() -> dict[str, list[dict[str, str]]]:
    library, found = default_library(), facilitator.shelf()
    programmes = {one["id"] for one in found["agendas"] if is_programme(one["id"], library)}
    kinds = {kind: [{"kind": kind, **one} for one in found.get(kind, [])] for kind in _KINDS}
    kinds["programmes"] = [one for one in kinds["agendas"] if one["id"] in programmes]
    kinds["agendas"] = [one for one in kinds["agendas"] if one["id"] not in programmes]
    return kinds


def picture_of(kind: str, name: str) -> tuple[bytes, str] | None:
    """A picture of something on the shelf, and its media type; None where there is no such thing."""
    return _PICTURES[kind](name) if kind in _PICTURES and name in default_library().names(kind) else None


def _slide(opened: facilitator.OpenAgenda | facilitator.OpenProgramme, number: int) -> tuple[bytes, str]:
    from facilitator.svg import slide_svg

    deck, style, canvases, _template = opened.drawn
    canvas = canvases[min(number, len(canvases) - 1)]
    return slide_svg(canvas, style, footer=deck.footers[0] if deck.footers else "").encode(), "image/svg+xml"


def _agenda(name: str) -> tuple[bytes, str]:
    return _slide(facilitator.open(name), 0)


def _exercise(name: str) -> tuple[bytes, str]:
    """The first slide of its own, behind a title and an agenda."""
    return _slide(facilitator.open(text=f"title: .\nblocks: [{{exercise: {name}}}]"), 2)


def _paper(made: facilitator.Made) -> tuple[bytes, str]:
    from facilitator.print.typst import first_page

    return first_page(made.content), "image/png"


def _cards(name: str) -> tuple[bytes, str]:
    return _paper(facilitator.cards(name))


def _form(name: str) -> tuple[bytes, str]:
    return _paper(facilitator.form(name)[0])


_PICTURES: Mapping[str, Callable[[str], tuple[bytes, str]]] = {
    "agendas": _agenda, "exercises": _exercise, "cards": _cards, "forms": _form,
}  # fmt: skip
