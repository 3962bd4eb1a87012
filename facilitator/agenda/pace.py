"""Whether the minutes that an agenda names can be true of each other: warnings, which keep nothing from being built.

Each check yields problems with the path that they have in the agenda's file. The rules are told in ``docs/agenda.md``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from facilitator.agenda import GROUP, SIZES, ZONE, Path, Step, participants_of, units
from facilitator.agenda.day_clock import limits
from facilitator.agenda.schedule import Schedule, Slot
from facilitator.content.slides import FigureSlide, Questions, SlideContent, Work
from facilitator.messages import Problem, _, plural
from facilitator.text.times import NUMBER_WORDS, minutes_said

__all__ = ["A_QUESTION", "past_dates", "too_tight", "zones"]

A_QUESTION: Mapping[Work, int] = {"alone": 1, "pair": 1, "trio": 2, "group": 2, "plenary": 1}
"""The least minutes that a question takes, by how the participants work."""

_MINUTES = (
    r"\b(?P<minutes>(?:et kvarter|tre kvarter|en halv time|a quarter of an hour|half an hour)\b|"
    rf"(?:\d{{1,3}}(?:[.,]5|½)?|{'|'.join(NUMBER_WORDS)}) ?(?:min\.|minut(?:ter|s|es|e)?\b|timer?\b|hours?\b))"
)
"""Minutes in a sentence."""
_EACH = re.compile(
    rf"{_MINUTES} (?:til |pr\.? |per |(?P<for>for )|)(?P<whom>hvert|hver|each|every|\w+)(?: (?P<what>\w+))?",
    re.IGNORECASE,
)
"""“30 minutter til hver”, “two minutes per person”, “tre minutter til hvert spørgsmål”."""
_LESS = re.compile(r"\b(?:under|højst|på|less than|at most) $", re.IGNORECASE)
"""What makes minutes a limit or how long something is (»på to timer hver«), not a need, when it stands before them."""
_ALL = ("hver", "hvert", "each", "every")
_PERSONS = {"person", "deltager", "participant"}
_UNITS = {"par": "pair", "pair": "pair", "trio": "trio", "gruppe": "group", "group": "group"}
_QUESTIONS = {"spørgsmål", "question"}
_GO_ON = {"så", "og", "i", "på", "med", "til", "uden", "før", "then", "and", "to", "in", "on", "with", "before"}
"""Words after “hver” and “each” that are not what each is one of."""
_FORMS: Mapping[Work, re.Pattern[str]] = {
    "pair": re.compile(r"\bpar(?:ret|rene|)\b|\bpairs?\b", re.IGNORECASE),
    "trio": re.compile(r"\btrio", re.IGNORECASE),
    "group": re.compile(r"grupp|\bgroups?\b", re.IGNORECASE),
}
"""Sentences that speak of how some of the participants work."""
_MEMBERS: Mapping[str, int] = {"alone": 1, "pair": SIZES["pair"], "trio": SIZES["trio"], "group": SIZES["trio"]}
"""How many they are at the least; a group may be of three."""
_SENTENCES = re.compile(r"(?<=[.!?:]) ")
_SOON = r"\b[^.:;!?]{0,40}?"
"""What may stand between a verb and its minutes, in the same part of a sentence."""
_FOR = rf"{_SOON}\b(?:i|for) "
_TO_WORK = re.compile(
    rf"(?:\b(?:brug|giv|spend|use|take|give){_SOON}|(?:^|(?<=[.:;!?] ))"
    rf"(?:tal|snak|drøft|skriv|læs|gå|arbejd|talk|discuss|write|read|walk|work){_FOR}){_MINUTES}",
    re.IGNORECASE,
)
"""What a step asks for: “Giv dem ti minutter”, “Tal to og to i en halv time”."""
_AT_WORK = re.compile(
    rf"\b(?:tale?r?|snakke?r?|drøfte?r?|arbejde?r?|talk|discuss|work){_FOR}{_MINUTES}"
    r"(?! (?:til |pr\.? |per |for )?(?:hver|each|every))",
    re.IGNORECASE,
)
"""How long it lets them work: “Lad parrene tale i ti minutter”."""


def past_dates(data: Mapping[str, Any], today: date, at: Path = ("data",)) -> Iterator[Problem]:
    """Every date of the data, or of the examples in its place, that is before today; ``at`` is where they stand."""
    for name, value in data.items():
        inner = value if isinstance(value, list) else [value]
        for one in inner:
            if isinstance(one, Mapping):
                yield from past_dates(one, today, (*at, name))
            elif isinstance(one, date) and one < today:
                what = _("the date {date} is past", date=one.isoformat())
                yield Problem(what, _("expected one that lies ahead"), path=(*at, name))


def too_tight(schedule: Schedule) -> Iterator[Problem]:
    """Whatever asks for more minutes than the plan, or the clock, has for it; and blocks that have none."""
    people = participants_of(schedule.agenda.data)
    yield from _clocks_change(schedule)
    for slot in schedule.walk():
        yield from _no_minutes(slot)
        yield from _long_slides(slot)
        yield from _many_questions(slot)
        yield from _long_steps(slot)
        yield from _shares(slot, people)
        yield from _other_shares(slot)
        yield from _other_times(slot)


def _clocks_change(schedule: Schedule) -> Iterator[Problem]:
    """Days on which the clocks are put forward or back between the first block and the end."""
    data = schedule.agenda.data
    day, zone = data.get("date"), str(data.get("timezone") or ZONE)
    if schedule.relative or not isinstance(day, date) or zone not in zones():
        return
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone))
    for span in schedule.spans():
        start, end = (midnight + timedelta(minutes=minutes) for minutes in span)
        before, after = (moment.utcoffset() or timedelta() for moment in (start, end))
        if before != after:
            minutes = plural("{n} minute", "{n} minutes", abs(after - before) // timedelta(minutes=1))
            if after > before:
                expected = _("expected a plan that is {minutes} shorter", minutes=minutes)
            else:
                expected = _("expected a plan that is {minutes} longer", minutes=minutes)
            what = _("the clocks change on {date} while the session runs", date=end.date().isoformat())
            yield Problem(what, expected, path=("data", "date"))


def _no_minutes(slot: Slot) -> Iterator[Problem]:
    """A block that takes no time, though there are kinds for what takes none."""
    if not slot.minutes and slot.block.kind not in ("buffer", "milestone"):
        what = _("“{block}” has no minutes in the plan", block=slot.block.title)
        yield Problem(what, _("expected some, or `kind: milestone`"), path=(*slot.path, "minutes"))


def _counted(slot: Slot) -> list[tuple[Path, FigureSlide | Questions, int]]:
    """The slides with a bar, with their paths and minutes."""
    return [
        ((*slot.path, "slides", number), slide, slide.minutes)
        for number, slide in enumerate(slot.block.slides)
        if isinstance(slide, FigureSlide | Questions) and slide.minutes is not None
    ]


def _long_slides(slot: Slot) -> Iterator[Problem]:
    counted, least = _counted(slot), limits(slot.block).least
    for path, _slide, minutes in counted:
        if minutes > slot.minutes:
            yield Problem(_counts_down(minutes), _in_plan(slot), path=(*path, "minutes"))
        elif minutes > least and slot.block.kind != "buffer":
            expected = _("its block may be squeezed to {minutes}", minutes=least)
            yield Problem(_counts_down(minutes), expected, path=(*path, "minutes"))
    together = sum(minutes for _path, _slide, minutes in counted)
    if together > slot.minutes >= max((minutes for _path, _slide, minutes in counted), default=0):
        shown = plural("{n} minute", "{n} minutes", together)
        what = _("the slides of “{block}” count down {minutes}", block=slot.block.title, minutes=shown)
        yield Problem(what, _in_plan(slot), path=slot.path)


def _many_questions(slot: Slot) -> Iterator[Problem]:
    for path, slide, minutes in _counted(slot):
        least = A_QUESTION[slide.work or "plenary"] * len(slide.questions)
        if least > minutes:
            count, work = len(slide.questions), slide.work or "plenary"
            what = plural(
                "{n} question ({work}) has {minutes}",
                "{n} questions ({work}) have {minutes}",
                count,
                work=work,
                minutes=plural("{n} minute", "{n} minutes", minutes),
            )
            yield Problem(what, _("expected at least {least}", least=least), path=(*path, "minutes"))


def _long_steps(slot: Slot) -> Iterator[Problem]:
    steps = slot.block.how
    timed = [step.minutes for step in steps if step.minutes is not None]
    total, whole = sum(timed), len(timed) == len(steps)
    # Steps that all have minutes give way when their block does; then only the block's own wish tells.
    if total > (max(slot.minutes, limits(slot.block).ideal) if whole else slot.minutes):
        all_of_them = plural("{n} minute", "{n} minutes", total)
        what = _("the steps of “{block}” add up to {minutes}", block=slot.block.title, minutes=all_of_them)
        yield Problem(what, _in_plan(slot), path=(*slot.path, "how"))
    counted = _counted(slot)
    if whole and timed and len(counted) == 1:
        path, _slide, minutes = counted[0]
        if max(timed) < minutes and minutes not in _in_a_row(timed):
            what = _("no step takes the {minutes} minutes that the slide counts down", minutes=minutes)
            yield Problem(what, _("the longest takes {minutes}", minutes=max(timed)), path=(*path, "minutes"))
    for number, step in enumerate(steps):
        yield from _more_than_its_own(step, (*slot.path, "how", number))


def _in_a_row(minutes: list[int]) -> set[int]:
    """What one or more of them that follow each other take together."""
    return {sum(minutes[first:end]) for first in range(len(minutes)) for end in range(first + 1, len(minutes) + 1)}


def _more_than_its_own(step: Step, path: Path) -> Iterator[Problem]:
    """More minutes for the participants than the step has itself."""
    if step.minutes is None:
        return
    for found in _TO_WORK.finditer(step.do):
        if _number(found) > step.minutes:
            what = _("the step asks for more than it has: “{text}”", text=found[0])
            yield Problem(what, _has(step.minutes), path=(*path, "minutes"))


def _shares(slot: Slot, people: int | None) -> Iterator[Problem]:
    """Minutes for each person, pair, or question, held against those of the slide or the step that names them."""
    forms = {slide.work for slide in slot.block.slides if isinstance(slide, FigureSlide | Questions) and slide.work}
    form = next(iter(forms)) if len(forms) == 1 else None
    for number, slide in enumerate(slot.block.slides):
        has, work, questions = slot.minutes, form, 0
        if isinstance(slide, FigureSlide | Questions):
            has, work, questions = slide.minutes or has, slide.work, len(slide.questions)
        at = (*slot.path, "slides", number)
        yield from _too_long_each(_texts(slide), has, work, _sharing(work, people, questions), at)
    for number, step in enumerate(slot.block.how):
        if step.minutes is not None:
            texts, at = (step.do, step.say, *step.ask), (*slot.path, "how", number)
            yield from _too_long_each(texts, step.minutes, form, _sharing(form, people, 0), at)


def _texts(slide: SlideContent) -> Iterator[str]:
    """What is read on it, and what is said."""
    for key in ("title", "say", "text", "note", "lead", "statement"):
        if isinstance(text := getattr(slide, key, None), str):
            yield text
    listed = slide.questions if isinstance(slide, FigureSlide | Questions) else getattr(slide, "bullets", ())
    yield from (text for one in listed for text in (one.text, *one.points))


def _sharing(work: Work | None, people: int | None, questions: int, group: int = GROUP) -> dict[str, int]:
    """How many there are of what minutes may be for each of, where that is known."""
    found = {"question": questions, "person": 1}
    if work is not None and work in _MEMBERS:
        return {**found, "person": _MEMBERS[work]}
    if work == "plenary" and people is not None:
        return {**found, "person": people, **{unit: units(unit, people, group) for unit in _UNITS.values()}}
    return found


def _too_long_each(
    texts: Iterable[str], has: int, work: Work | None, sharing: Mapping[str, int], path: Path
) -> Iterator[Problem]:
    for number, unit, said in _said_each(texts, work):
        count = sharing.get(unit, 0)
        if (takes := number * count) > has:
            what = _("“{text}” takes {minutes} minutes for {count}", text=said, minutes=f"{takes:g}", count=count)
            yield Problem(what, _has(has), path=path)


def _other_shares(slot: Slot) -> Iterator[Problem]:
    """Steps that give everybody other minutes than the slides of their block do."""
    works = {slide.work for slide in slot.block.slides if isinstance(slide, FigureSlide | Questions)}
    for work in works:
        slides = (slide for slide in slot.block.slides if getattr(slide, "work", None) == work)
        shown = {
            number for slide in slides for number, unit, _said in _said_each(_texts(slide), work) if unit == "person"
        }
        for at, step in enumerate(slot.block.how):
            for number, unit, said in _said_each((step.do, step.say), work):
                if unit == "person" and shown and number not in shown:
                    minutes = ", ".join(f"{one:g}" for one in sorted(shown))
                    expected = _("the slide says {minutes}", minutes=minutes)
                    yield Problem(_("the step says “{text}”", text=said), expected, path=(*slot.path, "how", at, "do"))


def _other_times(slot: Slot) -> Iterator[Problem]:
    """Steps that let pairs or groups work for other minutes than all slides for pairs or groups count down."""
    timed = [step.minutes for step in slot.block.how if step.minutes is not None]
    for work, words in _FORMS.items():
        shown = {minutes for _path, slide, minutes in _counted(slot) if slide.work == work}
        for at, step in enumerate(slot.block.how):
            said = [one for part in _SENTENCES.split(step.do) if words.search(part) for one in _AT_WORK.finditer(part)]
            numbers = [_number(one) for one in said]
            # A step that has what it says may stand beside those that the slide goes with.
            if step.minutes in numbers and not shown.isdisjoint(_in_a_row(timed)):
                continue
            if shown and said and shown.isdisjoint((*numbers, sum(numbers))):
                expected = _("the slide says {minutes}", minutes=", ".join(str(one) for one in sorted(shown)))
                path = (*slot.path, "how", at, "do")
                yield Problem(_("the step says “{text}”", text=said[0][0]), expected, path=path)


def _said_each(texts: Iterable[str], work: Work | None) -> Iterator[tuple[float, str, str]]:
    """The minutes for each of something that the texts name: how many, what for (see `_each_of`), and the words."""
    for sentence in (sentence for text in texts for sentence in _SENTENCES.split(text)):
        others = [form for form, words in _FORMS.items() if form != work and words.search(sentence)]
        for found in _EACH.finditer(sentence):
            unit, said = _each_of(found)
            # What is said of one group that is larger than the others holds for that one.
            if not _LESS.search(sentence[: found.start()]) and not (unit == "person" and others):
                yield _number(found), unit, said


def _each_of(found: re.Match[str]) -> tuple[str, str]:
    """What the minutes are for each of (``person``, ``pair``, ``question``; empty: something else), and the words."""
    whom, what = found["whom"].casefold(), (found["what"] or "").casefold()
    short, long = found.string[found.start() : found.end("whom")], found[0]
    if whom not in _ALL:
        return ("person" if whom in _PERSONS else _UNITS.get(whom, "")), short
    if what in _PERSONS:
        return "person", long
    if what in _UNITS or what in _QUESTIONS:
        return _UNITS.get(what, "question"), long
    alone = whom in ("hver", "each") and not found["for"] and (not what or what in _GO_ON)
    return ("person" if alone else ""), short


def _number(found: re.Match[str]) -> float:
    """The minutes that were found."""
    return minutes_said(found["minutes"]) or 0


def _counts_down(minutes: int) -> str:
    return plural("the slide counts down {n} minute", "the slide counts down {n} minutes", minutes)


def _in_plan(slot: Slot) -> str:
    return plural("its block has {n} minute in this plan", "its block has {n} minutes in this plan", slot.minutes)


def _has(minutes: int) -> str:
    return plural("there is {n} minute", "there are {n} minutes", minutes)


@cache
def zones() -> frozenset[str]:
    """Every time zone. To ask for them reads a thousand files."""
    return frozenset(available_timezones())
