"""The agenda as the participants see it: which blocks stand under which item, and where a clock time is shown."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from facilitator.agenda.schedule import Schedule, Slot

__all__ = ["Item", "agenda_items"]


@dataclass(frozen=True, slots=True)
class Item:
    """An item with the slots it covers; ``text`` is None for what never shows on the agenda."""

    text: str | None
    slots: tuple[Slot, ...]
    clock: int | None = None
    """A clock time that holds whatever happens: a pinned start, or the pinned end of the last block."""

    @property
    def is_break(self) -> bool:
        return all(slot.block.kind == "break" for slot in self.slots)


def agenda_items(schedule: Schedule) -> list[Item]:
    """All slots in order, as items; neighbours with the same ``item`` share one."""
    last = next((slot for slot in reversed(schedule.slots) if not _hidden(slot)), None)
    groups = groupby(schedule.slots, key=_key)
    return [_item(tuple(slots), last) for _, slots in groups]


def _key(slot: Slot) -> object:
    """The same for neighbours under one item; everything else stands alone."""
    return (slot.block.item,) if slot.block.item and not _hidden(slot) else slot.id


def _item(slots: tuple[Slot, ...], last: Slot | None) -> Item:
    first = slots[0]
    if _hidden(first):
        return Item(None, slots)
    clock = first.start if first.pinned else None
    if clock is None and slots[-1] is last and slots[-1].block.until is not None:
        clock = slots[-1].end
    return Item(first.block.item or first.block.title, slots, clock)


def _hidden(slot: Slot) -> bool:
    return slot.block.hidden or slot.block.kind == "buffer"
