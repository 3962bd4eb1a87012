"""Speaker notes: what it is for, when, and what to do, say, and ask; and the agenda as the participants see it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter

from facilitator.agenda import Material, Path
from facilitator.agenda.schedule import Schedule, Slot, TimedStep
from facilitator.content.parts import Point
from facilitator.content.slides import (
    Bullets,
    FigureSlide,
    Picture,
    Section,
    SlideContent,
)
from facilitator.content.terms import Terms
from facilitator.deck import Note
from facilitator.text import filled, joined, one_line
from facilitator.text.meaning import longdate
from facilitator.text.times import DAY, clock_text, elapsed_text

__all__ = [
    "HeldDay", "Item", "again_words", "agenda_items", "clock_words", "dates_text", "day_words", "held_days",
    "material_text", "meets", "meets_again", "opening_notes", "run_notes", "silent_notes", "slide_notes", "span_text",
    "times_lines", "times_text",
]  # fmt: skip


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


@dataclass(frozen=True, slots=True)
class HeldDay:
    """A day of a session with its slots, and when it begins and ends, which the agenda may say otherwise than they."""

    number: int
    """From 1."""
    slots: tuple[Slot, ...]
    start: int
    end: int


def held_days(schedule: Schedule) -> list[HeldDay]:
    """The days in order; those of an empty one are left out."""
    slots, found = {slot.path: slot for slot in schedule.slots}, []
    for day in schedule.days:
        held = tuple(slots[item.path] for item in day.items if item.path in slots)
        if held:
            end = max([*(slot.end for slot in held), *([] if day.end is None else [day.end])])
            start = min(day.start, held[0].start)
            found.append(HeldDay(schedule.day_of(held[0]) or 1, held, start, end))
    return found


def dates_text(schedule: Schedule, terms: Terms) -> str:
    """»torsdag den 9. januar 2025«; of several days the first and the last, of no date what is written."""
    first = schedule.agenda.data.get("date")
    if not isinstance(first, date):
        return "" if first is None or isinstance(first, bool | dict | list) else one_line(str(first))
    numbers = [day.number - 1 for day in held_days(schedule)]
    days = dict.fromkeys((numbers[0], numbers[-1]))
    return " – ".join(longdate(first + timedelta(days=number), terms.locale) for number in days)


def times_text(schedule: Schedule, terms: Terms) -> str:
    """When it begins and ends: »kl. 08.30–11.30«; in a plan without clock times »45 min.«.

    Of several days each of them: »Dag 1 kl. 09.00–15.00, dag 2 kl. 08.00–12.00«, or »Begge dage kl. 09.00–15.00«.
    """
    first, *others = times_lines(schedule, terms)
    return ", ".join([first, *(one[:1].lower() + one[1:] for one in others)])


def times_lines(schedule: Schedule, terms: Terms) -> list[str]:
    """The same with each of several days by itself, unless they have the same times."""
    days, words = held_days(schedule), terms.runsheet
    spans = [
        terms.minutes.format(minutes=day.end - day.start)
        if schedule.relative
        else span_text(schedule, day.start, day.end, terms)
        for day in days
    ]
    if len(days) == 1:
        return spans
    if len(set(spans)) == 1:
        return [(words.both_days if len(days) == 2 else words.all_days).format(days=len(days), span=spans[0])]
    return [f"{words.day.format(day=day.number)} {span}" for day, span in zip(days, spans, strict=True)]


def meets(slot: Slot) -> bool:
    """Whether everybody is there when it begins: nobody meets for a break, nor for the facilitator's own air."""
    return slot.block.kind not in ("break", "buffer")


def meets_again(schedule: Schedule, path: Path) -> Slot | None:
    """The block at which those meet again who are in this one, on a later day too; None where nobody does.

    Behind the last block of a track that is the first one behind all the tracks.
    """
    slots = schedule.slots
    if len(path) > 2:
        holder = next(slot for slot in schedule.walk() if slot.path == path[:-4])
        slots = next(lane.slots for lane in holder.lanes if any(slot.path == path for slot in lane.slots))
    found = next((slot for slot in slots if slot.path > path and meets(slot)), None)
    return meets_again(schedule, path[:-4]) if found is None and len(path) > 2 else found


def again_words(schedule: Schedule, slot: Slot, terms: Terms) -> str | None:
    """»Vi ses igen kl. 10.15«, »i morgen« where a midnight lies before the next day; None where nobody does, or without
    clock.
    """
    following = meets_again(schedule, slot.path)
    if following is None or schedule.relative:
        return None
    day = schedule.day_of(following) or 1
    # Behind midnight the next day of the session is today.
    nights = min(day - (schedule.day_of(slot) or 1), following.start // DAY - slot.start // DAY)
    said = terms.until_day if nights > 1 else terms.until_tomorrow if nights else terms.until
    return said.format(day=day, clock=clock_text(following.start, terms.decimal_clock))


def slide_notes(schedule: Schedule, slot: Slot, content: SlideContent, terms: Terms) -> list[Note]:
    """What is said on a slide in this slot, what its block is for, and when it is."""
    return [*_said(content, terms), *_frame(schedule, slot, terms)]


def run_notes(schedule: Schedule, slot: Slot, contents: Sequence[SlideContent], terms: Terms) -> list[list[Note]]:
    """How a block is run, shared out over its slides: a list of notes for each of ``contents``.

    A step stands with the slide that is up meanwhile: where steps and slides have the same minutes, each with its own;
    else all of them with the slide that is up for most of the time, or the first behind the opener. Plan B stands with
    the slide that is up longest, and so does what is done otherwise online.
    """
    block, labels = slot.block, terms.notes
    found: list[list[Note]] = [[] for _ in contents]
    first, longest = _first_own(contents), _longest(slot, contents)
    found[first] += _opening(schedule, slot, terms)
    for place, group in groupby(zip(_places(slot, contents), slot.steps, strict=True), key=itemgetter(0)):
        found[place].append(Note("", labels.steps))
        found[place] += [note for _place, step in group for note in _step(step, schedule, terms)]
    found[first] += _materials(block.materials, terms)
    for label, text in ((labels.plan_b, block.plan_b), (labels.online, block.online)):
        found[longest] += [Note(one_line(text), label)] if text else []
    return found


def silent_notes(schedule: Schedule, slot: Slot, terms: Terms) -> list[Note]:
    """The same for a block that has no slide, with its title and time; nothing when there is nothing to do."""
    block = slot.block
    if not (block.how or block.plan_b or block.online or block.materials or block.who):
        return []
    *_purpose, time = _frame(schedule, slot, terms)
    (running,) = run_notes(schedule, slot, [SlideContent()], terms)
    return [Note(time.text, block.title), *running]


def _first_own(contents: Sequence[SlideContent]) -> int:
    """The first slide that is no opener."""
    return next((number for number, one in enumerate(contents) if not isinstance(one, Section)), 0)


def _longest(slot: Slot, contents: Sequence[SlideContent]) -> int:
    """The slide with the longest bar, where that lasts for half of the block; else the first."""
    place = max(range(len(contents)), key=lambda number: (_minutes(contents[number]) or 0, -number))
    return place if (_minutes(contents[place]) or 0) * 2 >= max(slot.minutes, 1) else _first_own(contents)


def _minutes(content: SlideContent) -> int | None:
    found: int | None = getattr(content, "minutes", None)
    return found


def _places(slot: Slot, contents: Sequence[SlideContent]) -> list[int]:
    """For each step the slide that is up meanwhile."""
    steps, slides = [timed.step.minutes for timed in slot.steps], [_minutes(one) for one in contents]
    together = dict(_in_step(steps, slides))
    if not together:
        return [_longest(slot, contents)] * len(steps)
    place, found = _first_own(contents), []
    for number in range(len(steps)):
        place = together.get(number, place)
        found.append(place)
    return found


def _in_step(steps: Sequence[int | None], slides: Sequence[int | None]) -> list[tuple[int, int]]:
    """Steps and slides of the same minutes, in the order of both, as many as there can be."""
    best: dict[tuple[int, int], list[tuple[int, int]]] = {}
    for step in reversed(range(len(steps))):
        for slide in reversed(range(len(slides))):
            ways = [best.get((step + 1, slide), []), best.get((step, slide + 1), [])]
            if steps[step] and steps[step] == slides[slide]:
                ways.insert(0, [(step, slide), *best.get((step + 1, slide + 1), [])])
            best[step, slide] = max(ways, key=len)
    return best.get((0, 0), [])


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
    days = held_days(schedule)
    if len(days) == 1:
        minutes = terms.minutes.format(minutes=days[0].end - days[0].start)
        return [Note(f"{span_text(schedule, days[0].start, days[0].end, terms)} ({minutes})", terms.notes.time)]
    spans = ((day, span_text(schedule, day.start, day.end, terms)) for day in days)
    told = (Note(f"{terms.runsheet.day.format(day=day.number)}, {span}", level=1) for day, span in spans)
    return [Note("", terms.notes.time), *told]


def _said(content: SlideContent, terms: Terms) -> Iterator[Note]:
    figure = content.figure if isinstance(content, FigureSlide) else None
    says = [text for text in (content.say, figure.say if figure else "") if text]
    asks = [*content.ask, *(figure.ask if figure else ())]
    yield from _under(terms.notes.say, says)
    if isinstance(content, Picture) and not content.picture:
        yield Note(content.alt, terms.notes.own_picture)
    yield from _at_length(content, terms)
    yield from _under(terms.notes.ask, asks)


def _at_length(content: SlideContent, terms: Terms) -> Iterator[Note]:
    """What the slide has in short, with the questions that belong to it."""
    parts: list[tuple[str, str, list[str]]] = []
    if isinstance(content, FigureSlide):
        for part in content.figure.parts:
            parts += [(part.title, part.long, part.ask)] if part.long or part.ask else []
            parts += _longer(part.points)
    elif isinstance(content, Bullets):
        parts = _longer(content.bullets)
    if parts:
        yield Note("", terms.notes.more)
    for short, long, asks in parts:
        yield Note(one_line(filled("{short}: {long}", short=short.rstrip("."), long=long) if long else short), level=1)
        yield from (Note(one_line(text), level=2) for text in asks)


def _longer(points: list[Point]) -> list[tuple[str, str, list[str]]]:
    return [(point.text, point.long, []) for point in points if point.long]


def _under(label: str, texts: list[str]) -> Iterator[Note]:
    """One text behind its label, several in a list under it."""
    if len(texts) == 1:
        yield Note(one_line(texts[0]), label)
    elif texts:
        yield Note("", label)
        yield from (Note(one_line(text), level=1) for text in texts)


def _frame(schedule: Schedule, slot: Slot, terms: Terms) -> Iterator[Note]:
    """What the block is for and when it is."""
    block, labels = slot.block, terms.notes
    if block.why:
        yield Note(one_line(block.why), labels.purpose)
    minutes = terms.lasting(slot.lasting)
    day, span = day_words(schedule, slot, terms), span_text(schedule, slot.start, slot.end, terms)
    told = ", ".join(filter(None, (day, terms.roughly(span, slot.beginning))))
    yield Note(f"{told} ({minutes})", labels.time)


def _opening(schedule: Schedule, slot: Slot, terms: Terms) -> Iterator[Note]:
    """By when the block must begin, and who leads it."""
    block, labels = slot.block, terms.notes
    if not schedule.relative and slot.latest_start > slot.start:
        yield Note(clock_words(slot.latest_start, terms), labels.latest)
    if block.who:
        yield Note(block.who, labels.who)


def _step(timed: TimedStep, schedule: Schedule, terms: Terms) -> Iterator[Note]:
    step, labels = timed.step, terms.notes
    when = ""
    if timed.start is not None and timed.minutes:
        clock = (elapsed_text if schedule.relative else clock_text)(timed.start, terms.decimal_clock)
        when = f"{clock} ({terms.lasting(timed.minutes)}) "
    who = filled(" ({who})", who=step.who) if step.who else ""
    yield Note(joined("", (when, one_line(step.do), who)), level=1)
    for label, text in (*([(labels.say, step.say)] if step.say else []), *((labels.ask, text) for text in step.ask)):
        yield Note(joined(": ", (label, one_line(text))), level=2)


def _materials(materials: Iterable[Material], terms: Terms) -> list[Note]:
    texts = [material_text(material, terms) for material in materials]
    return [Note(joined("; ", texts), terms.notes.materials)] if texts else []


def material_text(material: Material, terms: Terms) -> str:
    """»2 tuscher til hver gruppe«."""
    if material.per == "workshop":
        return material.item if material.count == 1 else joined(" ", (str(material.count), material.item))
    count = "" if material.count == 1 else f"{material.count} "
    return joined("", (count, material.item, " ", terms.per[material.per]))


# --- the agenda as the participants see it: which blocks stand under which item, and where a clock time is shown ---


@dataclass(frozen=True, slots=True)
class Item:
    """An item with the slots it covers; ``text`` is None for what never shows on the agenda."""

    text: str | None
    slots: tuple[Slot, ...]
    clock: int | None = None
    """A clock time that holds whatever happens: a pinned start, or that of the day."""

    @property
    def is_break(self) -> bool:
        return all(slot.block.kind == "break" for slot in self.slots)


def agenda_items(schedule: Schedule) -> list[Item]:
    """All slots in order, as items; neighbours with the same ``item`` share one."""
    groups = groupby(schedule.slots, key=_key)
    return [_item(tuple(slots), schedule.slots[0]) for _, slots in groups]


def _key(slot: Slot) -> object:
    """The same for neighbours under one item; everything else stands alone."""
    return (slot.block.item,) if slot.block.item and not _hidden(slot) else slot.id


def _item(slots: tuple[Slot, ...], opening: Slot) -> Item:
    first = slots[0]
    if _hidden(first):
        return Item(None, slots)
    return Item(first.block.item or first.block.title, slots, first.start if first.pinned or first is opening else None)


def _hidden(slot: Slot) -> bool:
    return slot.block.hidden or slot.block.kind == "buffer"
