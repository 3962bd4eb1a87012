"""What really happened of a day, as the page for the room saves it, beside the plan: and what to write next time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitator.agenda.model import Timed
from facilitator.agenda.schedule import Schedule, Slot
from facilitator.content.terms import Terms
from facilitator.messages import _, quoted
from facilitator.problems import Place, Problems
from facilitator.reading.spreadsheet import Row, read_sheets
from facilitator.reading.tables import heading

__all__ = ["Course", "Lesson", "read_course"]

_NEAR = 2
"""Minutes: so little more or less is what was planned."""
_FIVE = 5
_LONGEST = 24 * 60
"""Minutes of a block in a day that was lived."""


@dataclass(frozen=True)
class Lesson:
    """A block, how long it was meant to take and took, and the minutes to write next time."""

    slot: Slot
    took: int | None
    """Minutes; None where nobody has kept them, or it was left out."""
    proposal: str
    """As YAML, after ``minutes:``; empty where all can stay."""

    @property
    def off(self) -> str:
        """»+6«, »−4«, or nothing."""
        by = 0 if self.took is None else self.took - self.slot.minutes
        return f"{by:+}".replace("-", "−") if by else ""


@dataclass(frozen=True)
class Course:
    """The blocks of a plan with what they really took."""

    lessons: tuple[Lesson, ...]
    unknown: tuple[str, ...]
    """Names of blocks that the plan does not have."""

    def rows(self) -> list[list[str]]:
        """A row for each block, for a table with `headings`."""
        return [
            [
                one.slot.block.title,
                str(one.slot.minutes),
                "–" if one.took is None else str(one.took),
                one.off,
                one.proposal,
            ]
            for one in self.lessons
        ]

    def headings(self) -> list[str]:
        return [_("block"), _("planned"), _("real"), _("difference"), _("minutes next time")]

    def notes(self) -> list[str]:
        """The day as a whole, and what the agenda does not know."""
        known = [one for one in self.lessons if one.took is not None]
        took, planned = sum(one.took or 0 for one in known), sum(one.slot.minutes for one in known)
        whole = _("{took} minutes for what was planned as {planned}", took=took, planned=planned)
        left = [quoted(one.slot.block.title) for one in self.lessons if one.took is None]
        missing = _("no minutes of {blocks}: left out, or not kept", blocks=", ".join(left))
        unknown = [_("the agenda has no block “{name}”", name=name) for name in self.unknown]
        return [whole, *([missing] if left else []), *unknown]

    def data(self) -> dict[str, Any]:
        """The same as JSON takes it."""
        blocks = [
            {"id": one.slot.id, "planned": one.slot.minutes, "took": one.took, "minutes": one.proposal}
            for one in self.lessons
        ]
        return {"blocks": blocks, "unknown": list(self.unknown)}


def read_course(file: Path, schedule: Schedule, terms: Terms) -> Course:
    """What really happened, beside a plan.

    Args:
        file: what the page for the room has saved, as it is or as a workbook.
        schedule: the plan of the agenda now; tracks are told by their blocks.
        terms: in whose language its headings are.

    Raises:
        Problems: it is no such file, or a number of minutes is none.
    """
    took = dict(_minutes(file, terms))
    slots = [slot for slot in schedule.walk() if not slot.lanes and slot.block.kind != "milestone"]
    limits = {one.path: one for day in schedule.days for top in day.items for one in (top, *top.inner())}
    lessons = tuple(Lesson(slot, took.get(slot.id), _proposal(limits[slot.path], slot, took)) for slot in slots)
    return Course(lessons, tuple(sorted(took.keys() - {slot.id for slot in schedule.walk()})))


def _minutes(file: Path, terms: Terms) -> Iterator[tuple[str, int]]:
    """The minutes of each block, by its id; those without any are left out."""
    wanted = [heading(terms.live.columns.block), heading(terms.live.columns.took)]
    rows = [row for sheet in read_sheets(file) for row in sheet.rows]
    for number, row in enumerate(rows):
        cells = [heading(cell) for cell in row.cells]
        if all(one in cells for one in wanted):
            block, took = (cells.index(one) for one in wanted)
            yield from _told(rows[number + 1 :], block, took)
            return
    raise Problems.one(
        _("this is nothing that the page for the room has saved"),
        _(
            "expected the columns {names}",
            names=", ".join(map(quoted, (terms.live.columns.block, terms.live.columns.took))),
        ),
        place=Place(str(file)),
    )


def _told(rows: list[Row], block: int, took: int) -> Iterator[tuple[str, int]]:
    seen = set[str]()
    for row in rows:
        name, minutes = (row.cells[at] if at < len(row.cells) else "" for at in (block, took))
        if not name or not minutes:
            continue
        if not minutes.isdecimal() or int(minutes) > _LONGEST:
            what = _("“{text}” is no number of minutes", text=minutes[:20])
            raise Problems.one(what, _("expected one such as 20, or nothing"), place=row.place)
        if name in seen:
            twice = _("the name “{name}” is there twice", name=name[:60])
            raise Problems.one(twice, _("expected every name once"), place=row.place)
        seen.add(name)
        yield name, int(minutes)


def _proposal(item: Timed, slot: Slot, took: dict[str, int]) -> str:
    """The minutes for next time: what it took in whole fives, and limits that allow it."""
    real = took.get(slot.id)
    if real is None or slot.block.kind in ("break", "buffer"):
        return ""
    if item.block.at is not None and item.block.until is not None:
        return ""
    if abs(real - slot.minutes) <= _NEAR:
        return ""
    meant = max(1, round(real / _FIVE) * _FIVE) if real > _FIVE else max(1, real)
    limits = item.limits
    if limits.least == limits.most:
        return str(meant)
    return f"{{ideal: {meant}, min: {min(limits.least, meant)}, max: {max(limits.most or meant, meant)}}}"
