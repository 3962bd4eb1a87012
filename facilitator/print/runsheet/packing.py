"""Everything to see to before the session: the room, who is where, and what must be brought, with numbers reckoned."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from facilitator.agenda import GROUP, Material, group_size_of, participants_of, units
from facilitator.agenda.read import speaks_of
from facilitator.agenda.schedule import Lane, Schedule, Slot
from facilitator.content.terms import Terms
from facilitator.messages import _, plural
from facilitator.print.runsheet import days, each
from facilitator.text import filled, joined

__all__ = ["Logistics", "Packed", "copies", "copies_told", "logistics", "packing"]


@dataclass(frozen=True, slots=True)
class Logistics:
    """The packing list as texts."""

    room: tuple[str, ...]
    """How the room is set up, a thing each."""
    tracks: tuple[str, ...]
    """Which track is where and when."""
    packing: tuple[Packed, ...]
    reckoned: str
    """What the counts come from."""


def logistics(schedule: Schedule, terms: Terms) -> Logistics:
    """All that the agenda says about it."""
    room = tuple(line.strip("-•* \t") for line in schedule.agenda.room.splitlines() if line.strip("-•* \t"))
    return Logistics(room, tuple(_tracks(schedule, terms)), tuple(packing(schedule, terms)), _reckoned(schedule, terms))


def _tracks(schedule: Schedule, terms: Terms) -> list[str]:
    found = []
    for day in days(schedule, terms):
        for lane in (lane for slot in day.slots for lane in slot.lanes if lane.room or lane.who):
            span = terms.span.format(start=day.clock(lane.slots[0].start), end=day.clock(lane.slots[-1].end))
            when = joined(" ", (terms.runsheet.day.format(day=day.number), span)) if day.title else span
            found.append(joined(": ", (when, _track(lane, terms))))
    return found


def _track(lane: Lane, terms: Terms) -> str:
    """»Samtalen · Lokale 1 · Bo Lind«."""
    where = filled(terms.runsheet.track, title=lane.title, room=lane.room) if lane.room else lane.title
    return joined(" · ", (where, lane.who)) if lane.who else where


def _reckoned(schedule: Schedule, terms: Terms) -> str:
    words, participants = terms.runsheet.packing, participants_of(schedule.agenda.data)
    if participants is None:
        return words.unknown
    told = {one.group_size for slot in schedule.walk() for one in slot.block.materials if one.per == "group"}
    size = group_size_of(schedule.agenda.data) or (told.pop() if len(told) == 1 else None) or GROUP
    counts = {f"{per}s": units(per, participants, size) for per in ("participant", "pair", "trio", "group")}
    return words.reckoned.format(**counts, size=size)


def copies(schedule: Schedule, terms: Terms, title: str) -> tuple[int | None, str]:
    """How many copies of the print of that title are needed, as the packing list has it, and how that is told.

    One, and nothing to tell, when the list has it not; None when nobody knows how many take part.
    """
    materials = [material for slot in schedule.walk() for material in slot.block.materials]
    wanted = {material.item.casefold() for material in speaks_of(materials, title)}
    found = [one for one in packing(schedule, terms) if one.item.casefold() in wanted]
    if not found:
        return 1, ""
    most = max(found, key=lambda one: one.count or 0)
    if most.count:
        return most.count, copies_told(most.count)
    return None, _("Copies: {each}", each=most.each)


def copies_told(count: int) -> str:
    """»24 eksemplarer«."""
    return plural("{n} copy", "{n} copies", count)


_Key: TypeAlias = tuple[str, str, str | None, int | None]
_Need: TypeAlias = dict[_Key, int]


@dataclass(frozen=True, slots=True)
class Packed:
    """A line of the packing list."""

    item: str
    count: int | None
    """None when nobody knows how many take part."""
    each: str
    """What the number comes from: »2 til hver gruppe«."""
    used_for: tuple[str, ...]
    """The titles of the blocks, in order."""
    brings: str


def packing(schedule: Schedule, terms: Terms) -> list[Packed]:
    """The whole list: those who bring something in the order of the day, then what nobody has taken on.

    A thing is used again in the next block, so the block that needs most decides; of what the workshop has one of,
    tracks at the same time need one each.
    """
    participants = participants_of(schedule.agenda.data)
    first: dict[_Key, Material] = {}
    used: dict[_Key, dict[str, None]] = {}
    for slot in schedule.walk():
        for material in slot.block.materials:
            first.setdefault(_key(material), material)
            used.setdefault(_key(material), {})[slot.block.title] = None
    found = [
        _packed(first[key].model_copy(update={"count": number}), participants, tuple(used[key]), terms)
        for key, number in _most(map(_of_slot, schedule.slots)).items()
    ]
    order = list(dict.fromkeys(one.brings for one in found if one.brings))
    return sorted(found, key=lambda one: order.index(one.brings) if one.brings else len(order))


def _key(material: Material) -> _Key:
    return material.item.casefold(), material.per, material.brings, material.group_size


def _of_slot(slot: Slot) -> _Need:
    own = _summed([{_key(material): material.count} for material in slot.block.materials])
    tracks: Sequence[_Need] = [_most(map(_of_slot, lane.slots)) for lane in slot.lanes]
    together = {**_most(tracks), **{key: number for key, number in _summed(tracks).items() if key[1] == "workshop"}}
    return _summed([own, together])


def _most(needs: Iterable[_Need]) -> _Need:
    return _joined(needs, max)


def _summed(needs: Iterable[_Need]) -> _Need:
    return _joined(needs, lambda one, other: one + other)


def _joined(needs: Iterable[_Need], join: Callable[[int, int], int]) -> _Need:
    found: _Need = {}
    for need in needs:
        for key, number in need.items():
            found[key] = join(found[key], number) if key in found else number
    return found


def _packed(material: Material, participants: int | None, used_for: tuple[str, ...], terms: Terms) -> Packed:
    number = "" if material.per == "workshop" else each(material, terms)
    return Packed(material.item, material.needed(participants), number, used_for, material.brings or "")
