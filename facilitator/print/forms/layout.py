"""A form laid out: figures drawn, head lines in rows; all of it as data for `decks/print/form.typ`. Lengths in mm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypedDict

from facilitator.canvas.style import Style
from facilitator.content.forms import Credit, FigurePart, Form, Head, Paper, Part
from facilitator.text.markup import joined

__all__ = ["GAP", "MARGIN", "Drawing", "FormLayout", "figure_width"]

MARGIN = 18
"""Millimetres, on all sides."""
_SIZES: Mapping[Paper, tuple[float, float]] = {"a4": (210, 297), "a3": (210, 297), "letter": (215.9, 279.4)}
"""Of a page upright, in mm. An A3 is laid out as an A4, and then made larger."""
_LARGER: Mapping[Paper, float] = {"a4": 1, "a3": 2**0.5, "letter": 1}
_HEADS = {"portrait": 3.0, "landscape": 4.5}
"""How much of `Head.width` goes into a row."""
_OCCUPIED = MARGIN + 28
"""Of a page's height, in mm: what no part can have."""
GAP = 8
"""Millimetres between a figure and the questions beside it."""


@dataclass(frozen=True)
class FormLayout:
    """A form with its figures drawn: what its PDF and its Word file have in common. Lengths in mm."""

    form: Form
    style: Style
    figures: tuple[Drawing | None, ...]
    """For every part of the form, in order."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page as it is laid out."""
        width, height = _SIZES[self.form.paper]
        return (height, width) if self.form.orientation == "landscape" else (width, height)

    @property
    def width(self) -> float:
        """Between the margins."""
        return self.size[0] - 2 * MARGIN

    @property
    def tallest(self) -> float:
        """No part can have more height."""
        return self.size[1] - _OCCUPIED

    @property
    def heads(self) -> list[list[Head]]:
        """The lines to fill in, side by side as far as there is room."""
        rows: list[list[Head]] = []
        room = 0.0
        for head in self.form.fields:
            if not rows or head.width > room:
                rows.append([])
                room = _HEADS[self.form.orientation]
            rows[-1].append(head)
            room -= head.width
        return rows

    @property
    def foot(self) -> str:
        """What stands at the foot of each page: the team it is for, and whose model it is."""
        team = str(self.form.data.get("team") or "")
        return joined(" · ", filter(None, (team, self.style.terms.credit(self.form.source))))

    def as_data(self, copies: int) -> dict[str, Any]:
        """Everything that the page design needs, as JSON has it."""
        form, terms = self.form, self.style.terms
        return {
            "title": form.title,
            "locale": terms.locale,
            "intro": form.intro,
            "source": self.foot,
            "size": list(self.size),
            "scale": _LARGER[form.paper],
            "margin": MARGIN,
            "heads": [[head.model_dump() for head in row] for row in self.heads],
            "parts": [_part(part, drawn, self.style) for part, drawn in zip(form.parts, self.figures, strict=True)],
            "copies": copies,
            "page": terms.forms.page,
            "continued": terms.continued,
        }


def figure_width(part: FigurePart, width: float) -> float:
    """Of the figure, where there are so many mm: all of them, or its share where questions stand beside it."""
    return (width - GAP) * part.share if part.questions else width


def _part(part: Part, drawn: Drawing | None, style: Style) -> dict[str, Any]:
    if isinstance(part, Credit):
        return {"kind": part.kind, "text": style.terms.credit(part.text)}
    return {**part.model_dump(exclude={"figure"}), "kind": part.kind, **({"drawing": drawn} if drawn else {})}


class Drawing(TypedDict):
    """A picture, its words for those who cannot see it, and its width in points: as JSON has it."""

    svg: str
    alt: str
    width: float
