"""A form laid out: figures drawn, head lines in rows; all of it as data for `decks/print/form.typ`. Lengths in mm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict

from facilitator.canvas import mm, pt
from facilitator.canvas.measure import text_width
from facilitator.canvas.text import Style
from facilitator.content.forms import Cell, Credit, FigurePart, Form, Head, Paper, Part, TablePart
from facilitator.text import joined

__all__ = ["GAP", "LOW", "MARGIN", "Drawing", "FormLayout", "figure_width"]

MARGIN = 18
"""Millimetres, on all sides."""
_SIZES: Mapping[Paper, tuple[float, float]] = {"a4": (210, 297), "a3": (210, 297), "letter": (215.9, 279.4)}
"""Of a page upright, in mm. An A3 is laid out as an A4, and then made larger."""
_LARGER: Mapping[Paper, float] = {"a4": 1, "a3": 2**0.5, "letter": 1}
_HEADS = {"portrait": 3.0, "landscape": 4.5}
"""How much of `Head.width` goes into a row."""
_LABEL, _VALUE = 10, 11
"""Points: of what a line to fill in is called, and of what stands on it."""
_SPARE, _APART = 1.12, 10
"""How much wider than measured that may be on paper; mm between the two, and behind them."""
_CLOSER = 0.7
"""Of its part of a row, what is left of a line to fill in where the one beside it needs more."""
_OCCUPIED = MARGIN + 28
"""Of a page's height, in mm: what no part can have."""
GAP = 8
"""Millimetres between a figure and the questions beside it."""

LOW = 13
"""Millimetres: rows that are not so high hold a line or two, which stands in the middle."""
_WRITTEN, _READ = 10, (14, 13, 12, 11)
"""Points: of the texts of tables, and, the largest first, of those to be read, if each stands on its line."""
_PADDING, _PITCH = 4, 1.3
"""Millimetres that a cell keeps free, across and along; from one line to the next, in sizes of type."""


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
        """The lines to fill in, side by side as far as there is room; what is filled in already has room for that, and
        the others share the rest.
        """
        most = _HEADS[self.form.orientation]
        rows: list[list[Head]] = []
        for head in self.form.fields:
            head = head.model_copy(update={"width": min(max(head.width, self._asked(head)), most)})
            if not rows or sum(map(_least, [*rows[-1], head])) > most:
                rows.append([])
            rows[-1].append(head)
        return [_shared(row, most) for row in rows]

    def _asked(self, head: Head) -> float:
        """What a head with its value takes of a row; 0 where it is to be filled in."""
        if not head.value:
            return 0
        told = text_width(head.label, _LABEL, self.style.body_bold) + text_width(head.value, _VALUE, self.style.body)
        return (told * _SPARE / mm(1) + _APART) / self.width * _HEADS[self.form.orientation]

    def size_of(self, table: TablePart) -> float:
        """Points: the type of a table; where nothing is to be written it is as large as the rows have room for."""
        columns = [[row[place] for row in table.rows if place < len(row)] for place in range(len(table.table))]
        if table.blank or not all(any(cell.title or cell.text not in ("", "☐") for cell in one) for one in columns):
            return _WRITTEN
        share = self.width / sum(column.width for column in table.table)
        rooms = [column.width * share - _PADDING for column in table.table]
        cells = [(cell, room) for one, room in zip(columns, rooms, strict=True) for cell in one]
        return next((size for size in _READ if all(self._holds(*one, table.height, size) for one in cells)), _WRITTEN)

    def _holds(self, cell: Cell, room: float, height: float, size: float) -> bool:
        """Whether every line of a cell stays one in a room so wide, and all of them in a row so high (mm)."""
        lines = [(line, self.style.body_bold) for line in (cell.title or "").splitlines()]
        lines += [(line, self.style.body) for line in cell.text.splitlines()]
        high = len(lines) * size * _PITCH * pt(1) / mm(1) + _PADDING
        return high <= height and all(text_width(line, size, font) * _SPARE <= mm(room) for line, font in lines)

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
            "low": LOW,
            "heads": [[head.model_dump() for head in row] for row in self.heads],
            "parts": [_part(part, drawn, self) for part, drawn in zip(form.parts, self.figures, strict=True)],
            "copies": copies,
            "page": terms.forms.page,
            "continued": terms.continued,
        }


def _least(head: Head) -> float:
    """What a head takes of its row where others need more than their part."""
    return head.width if head.value else head.width * _CLOSER


def _shared(row: Sequence[Head], most: float) -> list[Head]:
    """The heads of a row, those that are to be filled in shorter where there is no room for all."""
    filled, blank = (sum(head.width for head in row if bool(head.value) is has) for has in (True, False))
    part = min(1.0, (most - filled) / blank) if blank else 1.0
    return [head if head.value else head.model_copy(update={"width": head.width * part}) for head in row]


def figure_width(part: FigurePart, width: float) -> float:
    """Of the figure, where there are so many mm: all of them, or its share where questions stand beside it."""
    return (width - GAP) * part.share if part.questions else width


def _part(part: Part, drawn: Drawing | None, layout: FormLayout) -> dict[str, Any]:
    if isinstance(part, Credit):
        return {"kind": part.kind, "text": layout.style.terms.credit(part.text)}
    if isinstance(part, TablePart):
        return {**part.model_dump(), "kind": part.kind, "points": layout.size_of(part)}
    return {**part.model_dump(exclude={"figure"}), "kind": part.kind, **({"drawing": drawn} if drawn else {})}


class Drawing(TypedDict):
    """A picture, its words for those who cannot see it, and its width in points: as JSON has it."""

    svg: str
    alt: str
    width: float
