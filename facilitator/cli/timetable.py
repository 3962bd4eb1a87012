"""A schedule, and the ways to go on when it runs late, as tables on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from facilitator.agenda.replanning import Answer
from facilitator.agenda.schedule import Schedule, Slot
from facilitator.agenda.times import DAY, clock_text, elapsed_text
from facilitator.content.terms import Terms

if TYPE_CHECKING:
    from facilitator.programme import Held, Planned

__all__ = [
    "answers_table", "print_answers", "print_programme", "print_timetable", "programme_table",
    "timetable",
]  # fmt: skip


def timetable(schedule: Schedule, terms: Terms) -> dict[str, Any]:
    """The schedule as JSON takes it: times as ``HH:MM`` from midnight of the block's day, past ``24:00`` in a night."""
    days = list(_days(schedule))
    return {
        "start": _json_clock(days[0][1], schedule.start),
        "end": _json_clock(days[-1][1], schedule.end),
        "relative": schedule.relative,
        "blocks": [_block(slot, number, midnight) for number, midnight, slots in days for slot in slots],
        "notes": [
            {
                "kind": note.kind,
                "block": note.block,
                "minutes": note.minutes,
                "text": note.text(terms, relative=schedule.relative),
            }
            for note in schedule.notes
        ],
        "dropped": [block.title for block in schedule.dropped],
        "may_go": [block.title for block in schedule.droppable],
    }


def answers_table(found: Sequence[Answer], terms: Terms) -> dict[str, Any]:
    """The best plan for the rest of the day, and under ``answers`` all of them."""
    plans = [
        {"form": one.form, "late": one.late, "left_out": one.left_out, **timetable(one.schedule, terms)}
        for one in found
    ]
    return {**plans[0], "running": found[0].schedule.slots[0].id, "answers": plans}


def _days(schedule: Schedule) -> Iterator[tuple[int, int, list[Slot]]]:
    """Each day's number, its midnight, and its slots."""
    for day in schedule.days:
        number = day.items[0].block.day or day.start // DAY + 1
        paths = {item.path for item in day.items}
        midnight = 0 if schedule.relative else day.start // DAY * DAY
        yield number, midnight, [slot for slot in schedule.slots if slot.path in paths]


def _block(slot: Slot, day: int, midnight: int) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": slot.id,
        "title": slot.block.title,
        "day": day,
        "start": _json_clock(midnight, slot.start),
        "end": _json_clock(midnight, slot.end),
        "minutes": slot.minutes,
        "latest_start": _json_clock(midnight, slot.latest_start),
        "slip": slot.slip,
        "kind": slot.block.kind,
    }
    if slot.lanes:
        found["parallel"] = [
            {"title": lane.title, "waiting": lane.waiting, "blocks": [_block(one, day, midnight) for one in lane.slots]}
            for lane in slot.lanes
        ]
    return found


def _json_clock(midnight: int, minutes: int) -> str:
    hours, rest = divmod(minutes - midnight, 60)
    return f"{hours:02}:{rest:02}"


def print_answers(schedule: Schedule, found: Sequence[Answer], terms: Terms, *, running: bool) -> None:
    """Each way to go on under its heading; ``running`` also says first which block should be running."""
    if running:
        print(terms.plan.running.format(block=found[0].schedule.slots[0].block.title))
    numbers = _numbers(schedule)
    for answer in found:
        print()
        print(f"{getattr(terms.plan, answer.form)}:")
        _print(answer.schedule, terms, numbers)
        for note in answer.schedule.notes:
            print(f"  {note.text(terms, relative=schedule.relative)}")
        if blocks := ", ".join(block.title for block in answer.schedule.droppable):
            print(f"  {terms.plan.gone.format(blocks=blocks)}")


def print_timetable(schedule: Schedule, terms: Terms) -> None:
    """The schedule as a table, as wide as the terminal (or as its texts ask for, in a pipe)."""
    _print(schedule, terms, _numbers(schedule), schedule.agenda.title)


def _numbers(schedule: Schedule) -> dict[str, int]:
    """What each block may be called by, besides its id and title."""
    return {slot.id: number for number, slot in enumerate(schedule.walk(), 1)}


def _print(schedule: Schedule, terms: Terms, numbers: Mapping[str, int], title: str = "") -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    words = terms.runsheet.columns
    table = Table(box=box.SIMPLE_HEAD, title=Text(title, "bold") if title else None, title_justify="left")
    for heading in ("", words.time, words.minutes, words.latest, words.what, "id", "", words.who):
        wraps = heading in (words.what, words.who)
        table.add_column(heading, no_wrap=not wraps, justify="right" if heading == words.minutes else "left")
    for cells, style in _rows(schedule, terms, numbers):
        table.add_row(*map(Text, cells), style=style)
    console = Console()
    (console if console.is_terminal else Console(width=240)).print(table)


def _rows(schedule: Schedule, terms: Terms, numbers: Mapping[str, int]) -> Iterator[tuple[list[str], str]]:
    """Cells and style of every row, idle time and days in between."""
    said = elapsed_text if schedule.relative else clock_text

    def told(minutes: int) -> str:
        return said(minutes, terms.decimal_clock)

    days = list(_days(schedule))
    for stretch, (number, _midnight, slots) in zip(schedule.days, days, strict=True):
        if len(days) > 1:
            yield ["", terms.runsheet.day.format(day=number), *[""] * 6], "bold"
        yield from _day_rows(slots, stretch.start, stretch.end, terms, numbers, told)


def _day_rows(
    slots: Sequence[Slot],
    now: int,
    end: int | None,
    terms: Terms,
    numbers: Mapping[str, int],
    told: Callable[[int], str],
) -> Iterator[tuple[list[str], str]]:
    for slot in slots:
        if slot.start > now:
            yield _idle(now, slot.start, terms, told), "dim"
        yield from _slot_rows(slot, terms, numbers, told)
        now = slot.end
    if end is not None and end > now:
        yield _idle(now, end, terms, told), "dim"


def _idle(start: int, end: int, terms: Terms, told: Callable[[int], str]) -> list[str]:
    span = f"{told(start)}–{told(end)}"
    return ["", span, str(end - start), "", terms.runsheet.kinds.of("buffer"), "", "", ""]


def _slot_rows(
    slot: Slot, terms: Terms, numbers: Mapping[str, int], told: Callable[[int], str], indent: str = ""
) -> Iterator[tuple[list[str], str]]:
    """A block; its tracks stand indented under it."""
    block = slot.block
    span, latest = f"{told(slot.start)}–{told(slot.end)}", told(slot.latest_start)
    kind = terms.runsheet.kinds.of(block.kind)
    title, number = indent + block.title, str(numbers[slot.id])
    cells = [number, span, str(slot.minutes), latest, title, slot.id, kind, block.who or ""]
    yield cells, "dim" if block.kind in ("break", "buffer") else ""
    for lane in slot.lanes:
        waiting = f", {terms.runsheet.waits.format(minutes=lane.waiting)}" if lane.waiting else ""
        yield ["", "", "", "", f"{indent}  {lane.title}{waiting}", "", "", ""], "italic"
        for one in lane.slots:
            yield from _slot_rows(one, terms, numbers, told, indent + "    ")


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
        "start": _json_clock(0, times[0]) if times else None,
        "end": _json_clock(0, times[1] % DAY) if times else None,
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
