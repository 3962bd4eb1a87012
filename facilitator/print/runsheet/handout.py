"""The programme that participants get: times and titles as on the agenda slide, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.agenda.schedule import Schedule
from facilitator.content.terms import Terms
from facilitator.deck.compose import Item, agenda_items
from facilitator.print.document import Cell, Column, Document, Heading, Part, Row, Table, Text, line
from facilitator.print.runsheet.session import Day, days, when_and_where

__all__ = ["ProgrammeDay", "handout", "programme"]


@dataclass(frozen=True, slots=True)
class _Item:
    """An item with its time; ``tracks`` are what one may choose between."""

    clock: str
    title: str
    is_break: bool
    tracks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """A day as its participants see it."""

    day: Day
    items: tuple[_Item, ...]


def programme(schedule: Schedule, terms: Terms) -> tuple[ProgrammeDay, ...]:
    """The items of every day; buffers and hidden blocks are nobody's business but the facilitator's."""
    items = [item for item in agenda_items(schedule) if item.text is not None]
    found = []
    for day in days(schedule, terms):
        held = {slot.id for slot in day.slots}
        here = tuple(_item(item, day, terms) for item in items if item.slots[0].id in held)
        found.append(ProgrammeDay(day, here))
    return tuple(found)


def handout(schedule: Schedule, terms: Terms) -> Document:
    """The programme for participants: times and titles, large."""
    parts: list[Part] = []
    for day in programme(schedule, terms):
        parts += [Heading(day.day.title)] if day.day.title else []
        parts.append(Table((Column("", 28), Column("", 138)), tuple(map(_row, day.items))))
    when = " · ".join(when_and_where(schedule, terms))
    return Document(
        design="handout",
        locale=terms.locale,
        name=terms.runsheet.welcome,
        title=schedule.agenda.title,
        subtitle=schedule.agenda.subtitle or "",
        head=(line(Text(when, "lead")),) if when else (),
        pages=(tuple(parts),),
        foot=terms.led_by(person.name for person in schedule.agenda.facilitators),
    )


def _row(item: _Item) -> Row:
    told = (line(Text(item.title, "title")), *(line(Text(track, "track")) for track in item.tracks))
    return Row((Cell((line(Text(item.clock, "time")),)), Cell(told)), quiet=item.is_break)


def _item(item: Item, day: Day, terms: Terms) -> _Item:
    lanes = [lane for slot in item.slots for lane in slot.lanes]
    tracks = tuple(
        terms.runsheet.track.format(title=lane.title, room=lane.room) if lane.room else lane.title for lane in lanes
    )
    return _Item(day.clock(item.slots[0].start), item.text or "", item.is_break, tracks)
