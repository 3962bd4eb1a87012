"""The programme that participants get: times and titles as on the agenda slide, and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.agenda.schedule import Schedule
from facilitator.content.terms import Terms
from facilitator.deck.notes import Item, agenda_items
from facilitator.print.runsheet.session import Day, days

__all__ = ["ProgrammeDay", "ProgrammeItem", "programme"]


@dataclass(frozen=True, slots=True)
class ProgrammeItem:
    """An item with its time; ``tracks`` are what one may choose between."""

    clock: str
    title: str
    is_break: bool
    tracks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeDay:
    """A day as its participants see it."""

    day: Day
    items: tuple[ProgrammeItem, ...]


def programme(schedule: Schedule, terms: Terms) -> tuple[ProgrammeDay, ...]:
    """The items of every day; buffers and hidden blocks are nobody's business but the facilitator's."""
    items = [item for item in agenda_items(schedule) if item.text is not None]
    found = []
    for day in days(schedule, terms):
        held = {slot.id for slot in day.slots}
        here = tuple(_item(item, day, terms) for item in items if item.slots[0].id in held)
        found.append(ProgrammeDay(day, here))
    return tuple(found)


def _item(item: Item, day: Day, terms: Terms) -> ProgrammeItem:
    lanes = [lane for slot in item.slots for lane in slot.lanes]
    tracks = tuple(
        terms.runsheet.track.format(title=lane.title, room=lane.room) if lane.room else lane.title for lane in lanes
    )
    return ProgrammeItem(day.clock(item.slots[0].start), item.text or "", item.is_break, tracks)
