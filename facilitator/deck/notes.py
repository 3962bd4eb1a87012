"""Speaker notes: what it is for, when, and what to do, say, and ask; and the agenda as the participants see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from facilitator.agenda.model import Material
from facilitator.agenda.schedule import Schedule, Slot, TimedStep
from facilitator.agenda.times import clock_text, elapsed_text
from facilitator.content.slides import (
    Bullets,
    FigureSlide,
    SlideContent,
)
from facilitator.content.terms import Terms
from facilitator.deck.model import Note

__all__ = ["Item", "agenda_items", "clock_words", "day_words", "opening_notes", "slide_notes", "span_text"]


def clock_words(minutes: int, terms: Terms) -> str:
    """»kl. 08.30«."""
    return terms.clock.format(clock=clock_text(minutes, terms.decimal_clock))


def day_words(schedule: Schedule, slot: Slot, terms: Terms) -> str:
    """»Dag 2«; empty when the session has only one day."""
    day = schedule.day_of(slot)
    return "" if day is None else terms.runsheet.day.format(day=day)


def span_text(schedule: Schedule, start: int, end: int, terms: Terms) -> str:
    """»kl. 08.30–08.45«; a plan without clock times counts from its beginning: »0.00–0.45«."""
    if schedule.relative:
        return "–".join(elapsed_text(minutes, terms.decimal_clock) for minutes in (start, end))
    return terms.span.format(start=clock_text(start, terms.decimal_clock), end=clock_text(end, terms.decimal_clock))


def slide_notes(schedule: Schedule, slot: Slot, content: SlideContent, terms: Terms, *, first: bool) -> list[Note]:
    """The notes of a slide in this slot; on the ``first`` slide of its block also how the block is run."""
    said = [*_said(content, terms)]
    return [*said, *_frame(schedule, slot, terms), *(_running(schedule, slot, terms) if first else ())]


def opening_notes(schedule: Schedule, terms: Terms) -> list[Note]:
    """The notes of the title page: what the session is for, when it is, and all that must be brought."""
    labels = terms.notes
    notes = [Note(schedule.agenda.why, labels.purpose)] if schedule.agenda.why else []
    notes += _times(schedule, terms)
    notes += [Note(note.text(terms, relative=schedule.relative), level=1) for note in schedule.notes]
    materials = dict.fromkeys(material for slot in schedule.walk() for material in slot.block.materials)
    return notes + _materials(materials, terms)


def _times(schedule: Schedule, terms: Terms) -> list[Note]:
    """When it is and for how long; of several days each on a line of its own."""
    if len(schedule.days) == 1:
        minutes = terms.minutes.format(minutes=schedule.end - schedule.start)
        return [Note(f"{span_text(schedule, schedule.start, schedule.end, terms)} ({minutes})", terms.notes.time)]
    found = [Note("", terms.notes.time)]
    for day in schedule.days:
        paths = {item.path for item in day.items}
        slots = [slot for slot in schedule.slots if slot.path in paths]
        if slots:
            end = day.end if day.end is not None else slots[-1].end
            span = span_text(schedule, day.start, end, terms)
            found.append(Note(f"{day_words(schedule, slots[0], terms)}, {span}", level=1))
    return found


def _said(content: SlideContent, terms: Terms) -> Iterator[Note]:
    figure = content.figure if isinstance(content, FigureSlide) else None
    says = [text for text in (content.say, figure.say if figure else "") if text]
    asks = [*content.ask, *(figure.ask if figure else ())]
    yield from _under(terms.notes.say, says)
    yield from _at_length(content, terms)
    yield from _under(terms.notes.ask, asks)


def _at_length(content: SlideContent, terms: Terms) -> Iterator[Note]:
    """What the slide has in short, with the questions that belong to it."""
    parts: list[tuple[str, str, list[str]]] = []
    if isinstance(content, FigureSlide):
        parts = [(part.title, part.long, part.ask) for part in content.figure.parts if part.long or part.ask]
    elif isinstance(content, Bullets):
        parts = [(point.text, point.long, []) for point in content.bullets if point.long]
    if parts:
        yield Note("", terms.notes.more)
    for short, long, asks in parts:
        yield Note(_line(f"{short.rstrip('.')}: {long}" if long else short), level=1)
        yield from (Note(_line(text), level=2) for text in asks)


def _under(label: str, texts: list[str]) -> Iterator[Note]:
    """One text behind its label, several in a list under it."""
    if len(texts) == 1:
        yield Note(_line(texts[0]), label)
    elif texts:
        yield Note("", label)
        yield from (Note(_line(text), level=1) for text in texts)


def _frame(schedule: Schedule, slot: Slot, terms: Terms) -> Iterator[Note]:
    """What the block is for and when it is."""
    block, labels = slot.block, terms.notes
    if block.why:
        yield Note(_line(block.why), labels.purpose)
    minutes = terms.minutes.format(minutes=slot.minutes)
    day, span = day_words(schedule, slot, terms), span_text(schedule, slot.start, slot.end, terms)
    yield Note(f"{', '.join(filter(None, (day, span)))} ({minutes})", labels.time)


def _running(schedule: Schedule, slot: Slot, terms: Terms) -> Iterator[Note]:
    """How the block is run."""
    block, labels = slot.block, terms.notes
    if not schedule.relative and slot.latest_start > slot.start:
        yield Note(clock_words(slot.latest_start, terms), labels.latest)
    if block.who:
        yield Note(block.who, labels.who)
    if slot.steps:
        yield Note("", labels.steps)
        for step in slot.steps:
            yield from _step(step, schedule, terms)
    yield from _materials(block.materials, terms)
    if block.plan_b:
        yield Note(_line(block.plan_b), labels.plan_b)


def _step(timed: TimedStep, schedule: Schedule, terms: Terms) -> Iterator[Note]:
    step, labels = timed.step, terms.notes
    when = ""
    if timed.start is not None and timed.minutes:
        clock = (elapsed_text if schedule.relative else clock_text)(timed.start, terms.decimal_clock)
        when = f"{clock} ({terms.minutes.format(minutes=timed.minutes)}) "
    who = f" ({step.who})" if step.who else ""
    yield Note(f"{when}{_line(step.do)}{who}", level=1)
    if step.say:
        yield Note(f"{labels.say}: {_line(step.say)}", level=2)
    yield from (Note(f"{labels.ask}: {_line(text)}", level=2) for text in step.ask)


def _materials(materials: Iterable[Material], terms: Terms) -> list[Note]:
    texts = [_material(material, terms) for material in materials]
    return [Note("; ".join(texts), terms.notes.materials)] if texts else []


def _material(material: Material, terms: Terms) -> str:
    if material.per == "workshop":
        return material.item if material.count == 1 else f"{material.count} {material.item}"
    count = "" if material.count == 1 else f"{material.count} "
    return f"{count}{material.item} {terms.per[material.per]}"


def _line(text: str) -> str:
    return " ".join(text.split())


# --- the agenda as the participants see it: which blocks stand under which item, and where a clock time is shown ---


@dataclass(frozen=True, slots=True)
class Item:
    """An item with the slots it covers; ``text`` is None for what never shows on the agenda."""

    text: str | None
    slots: tuple[Slot, ...]
    clock: int | None = None
    """A clock time that holds whatever happens: a pinned start."""

    @property
    def is_break(self) -> bool:
        return all(slot.block.kind == "break" for slot in self.slots)


def agenda_items(schedule: Schedule) -> list[Item]:
    """All slots in order, as items; neighbours with the same ``item`` share one."""
    groups = groupby(schedule.slots, key=_key)
    return [_item(tuple(slots)) for _, slots in groups]


def _key(slot: Slot) -> object:
    """The same for neighbours under one item; everything else stands alone."""
    return (slot.block.item,) if slot.block.item and not _hidden(slot) else slot.id


def _item(slots: tuple[Slot, ...]) -> Item:
    first = slots[0]
    if _hidden(first):
        return Item(None, slots)
    return Item(first.block.item or first.block.title, slots, first.start if first.pinned else None)


def _hidden(slot: Slot) -> bool:
    return slot.block.hidden or slot.block.kind == "buffer"
