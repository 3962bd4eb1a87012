"""A schedule as a table on the terminal, and as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from facilitator.agenda.schedule import Schedule, Slot
from facilitator.agenda.times import clock_text, elapsed_text

if TYPE_CHECKING:
    from facilitator.programme import Held, Planned

__all__ = ["clock", "print_programme", "print_timetable", "programme_table", "timetable"]


def clock(schedule: Schedule, minutes: int) -> str:
    """``08.30``; in a plan without clock times ``0.45``, from its beginning."""
    return (elapsed_text if schedule.relative else clock_text)(minutes)


def timetable(schedule: Schedule) -> dict[str, Any]:
    """The schedule as JSON takes it: times as ``HH:MM``."""
    blocks = [_block(schedule, slot) for slot in schedule.slots]
    return {"start": _json_clock(schedule.start), "end": _json_clock(schedule.end), "blocks": blocks}


def _block(schedule: Schedule, slot: Slot) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": slot.id,
        "title": slot.block.title,
        "start": _json_clock(slot.start),
        "end": _json_clock(slot.end),
        "minutes": slot.minutes,
        "latest_start": _json_clock(slot.latest_start),
        "kind": slot.block.kind,
    }
    if slot.lanes:
        found["parallel"] = [
            {"title": lane.title, "waiting": lane.waiting, "blocks": [_block(schedule, one) for one in lane.slots]}
            for lane in slot.lanes
        ]
    return found


def _json_clock(minutes: int) -> str:
    return clock_text(minutes, "%H:%M")


_COLUMNS = {"time": False, "min": False, "latest": False, "block": True, "id": False, "kind": False, "who": True}
"""Heading, and whether long texts may run over several lines."""


def print_timetable(schedule: Schedule) -> None:
    """The schedule as a table, as wide as the terminal (or as its texts ask for, in a pipe)."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=Text(schedule.agenda.title, "bold"), title_justify="left")
    for heading, wraps in _COLUMNS.items():
        table.add_column(heading, no_wrap=not wraps, justify="right" if heading == "min" else "left")
    for cells, style in _rows(schedule, schedule.slots):
        table.add_row(*map(Text, cells), style=style)
    console = Console()
    (console if console.is_terminal else Console(width=240)).print(table)


def _rows(schedule: Schedule, slots: Sequence[Slot], indent: str = "") -> Iterator[tuple[list[str], str]]:
    """Cells and style of every row; tracks stand indented under their block."""
    for slot in slots:
        block = slot.block
        span = f"{clock(schedule, slot.start)}–{clock(schedule, slot.end)}"
        latest = clock(schedule, slot.latest_start)
        cells = [span, str(slot.minutes), latest, indent + block.title, slot.id, block.kind, block.who or ""]
        yield cells, "dim" if block.kind in ("break", "buffer") else ""
        for lane in slot.lanes:
            waiting = f", waits {lane.waiting} min" if lane.waiting else ""
            yield ["", "", "", f"{indent}  {lane.title}{waiting}", "", "", ""], "italic"
            yield from _rows(schedule, lane.slots, indent + "    ")


def programme_table(planned: Planned) -> dict[str, Any]:
    """The parts with their dates as JSON takes it."""
    return {"parts": [_part(planned, held) for held in planned.parts]}


def _part(planned: Planned, held: Held) -> dict[str, Any]:
    day = planned.reading.programme.date_of(held.part)
    clocked = held.schedule is not None and not held.schedule.relative and held.part.date is not None
    times = (held.schedule.start, held.schedule.end) if clocked and held.schedule is not None else None
    return {
        "title": held.part.title,
        "kind": held.part.kind,
        "agenda": held.part.agenda,
        "date": day.isoformat() if day else None,
        "start": _json_clock(times[0]) if times else None,
        "end": _json_clock(times[1]) if times else None,
    }


def print_programme(planned: Planned) -> None:
    """The parts with their dates as a table."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    console = console if console.is_terminal else Console(width=200)
    table = Table(box=box.SIMPLE)
    for heading in ("date", "time", "part", "agenda"):
        table.add_column(heading)
    for part in programme_table(planned)["parts"]:
        by = "by " if part["kind"] == "between" and part["date"] and not part["start"] else ""
        time = f"{part['start']}–{part['end']}" if part["start"] else ""
        cells = (f"{by}{part['date'] or ''}", time, part["title"], part["agenda"] or "")
        table.add_row(*(Text(cell) for cell in cells))
    console.print(table)
