"""An agenda, opened: its plan, its slides, and its files."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.agenda import named
from facilitator.agenda.planning import plan
from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Form, PlanNote, Schedule
from facilitator.canvas.text import Style
from facilitator.content.cards import CardSet
from facilitator.content.file_kinds import FormReading, read_cards, read_form
from facilitator.content.loading import asked_in
from facilitator.deck import Deck
from facilitator.deck.compose import compose, compose_tracks
from facilitator.library import File, Library
from facilitator.messages import Problem, Problems, WrongArgument, _, plural, short
from facilitator.output.deck_file import Drawn, cuts, drawn, long_captions
from facilitator.output.kinds import KINDS
from facilitator.output.opened import Asked, Opened, Step
from facilitator.output.timetable import Timetable, WayOn, WaysOn
from facilitator.text.times import DAY, clock_text, elapsed_text, minutes_said, parse_clock, parse_minutes

if TYPE_CHECKING:
    from facilitator.live import Course

__all__ = ["OpenAgenda", "minutes"]

_DAY = re.compile(r"\s*(?:dag|day)\s*(\d{1,3})[\s,:]+(\S.*)", re.IGNORECASE)
"""The day before a clock time."""


@dataclass(frozen=True)
class OpenAgenda(Opened[Reading]):
    """An agenda that has been read; it is planned and drawn when that is asked for."""

    reading: Reading
    library: Library
    asked: Asked = Asked()
    start: int | None = None
    """Minutes after midnight; what the agenda says when left out."""
    planned: Schedule | None = None
    """Its plan, where somebody has made it already."""

    @property
    def name(self) -> str:
        return self.reading.agenda.id

    @property
    def title(self) -> str:
        return self.reading.agenda.title

    @property
    def kinds(self) -> tuple[str, ...]:
        return tuple(KINDS)

    @cached_property
    def schedule(self) -> Schedule:
        """Its plan, to the minute.

        Raises:
            Problems: it cannot be held.
        """
        with self.reading.placing():
            return self.planned or plan(self.reading.agenda, start=self.start)

    @property
    def timetable(self) -> Timetable:
        """Its plan, as rows and as data. Raises `Problems` where it cannot be held."""
        return Timetable(self.schedule, self.spoken, self.schedule)

    def replan(self, now: str, at: str | None = None, left: int | str | None = None) -> WaysOn:
        """The ways to go on with what is left of the day, each a complete plan, the best first.

        Args:
            now: the time, such as ``"10:42"``, of several days with the day, ``"day 2 10:42"`` or ``"dag 2 10.42"``;
                behind midnight ``"00:35"`` or, as the plan's data counts, ``"24:35"``; in a plan without clock times
                the time since it began.
            at: the block that begins now, by its id, number, or title; the one that should be running when left out.
            left: how many more minutes that block takes, when it is already running; perhaps as text, ``"10 min"``.

        Raises:
            Problems: there is no such block, or the time is none of this plan.
            WrongArgument: ``now`` is no time, or ``left`` no duration.
        """
        from facilitator.agenda.replanning import replan  # Not loaded where nothing is asked of a day under way.

        named = _DAY.fullmatch(now)
        told = named[2] if named else now
        clock = minutes(told, "now", elapsed=self.schedule.relative, until=_last_minute(self.schedule))
        found = replan(self.schedule, now=clock, at=at, left=_more(left), day=int(named[1]) if named else None)
        return WaysOn(tuple(WayOn(one.schedule, self.spoken, self.schedule, one) for one in found), clock)

    def going_on(self, form: Form, now: str, at: str | None = None, left: int | str | None = None) -> OpenAgenda:
        """The same with what is left of the day made anew, in one of the ways to go on.

        Args:
            form: which of the ways that `replan` tells of.
            now: as for `replan`, as the two that follow.
            at: the block that begins now.
            left: how many more minutes it takes.

        Raises:
            Problems: there is no such way now, or no such block or time.
            WrongArgument: ``now`` is no time.
        """
        from facilitator.agenda.planning import with_rest

        ways = self.replan(now, at, left).ways
        chosen = next((one.answer for one in ways if one.answer.form == form), None)
        if chosen is None:
            names = ", ".join(one.answer.form for one in ways)
            raise Problems.one(
                _("there is no way “{form}” to go on at {now}", form=form, now=now),
                _("expected one of {names}", names=names),
            )
        begun = at is None or left is not None
        return replace(self, planned=with_rest(self.schedule, chosen.schedule, begun=begun))

    def learn(self, file: File) -> Course:
        """What the day really took, as the page for the room has saved it, beside this plan.

        Raises:
            Problems: it is no such file, or the plan cannot be held.
        """
        from facilitator.live import read_course

        return read_course(Path(file), self.schedule, self.terms)

    @cached_property
    def drawn(self) -> Drawn:
        """Its slides as shapes.

        Raises:
            Problems: a slide has no room for its text at the smallest size; every such slide is told.
        """
        reading = self.reading
        apart = self.asked.tracks == "apart"
        deck = compose(self.schedule, reading.terms, self._sources_of_prints(), apart=apart)
        return self._drawn(deck)

    @cached_property
    def track_decks(self) -> list[Drawn]:
        """The decks of its tracks; none where all is in one deck.

        Raises:
            Problems: as for ``drawn``.
        """
        apart = self.asked.tracks == "apart"
        return [self._drawn(deck) for deck in compose_tracks(self.schedule, self.terms)] if apart else []

    def _drawn(self, deck: Deck) -> Drawn:
        reading = self.reading
        with reading.placing():
            return drawn(deck, Style(self.dressed.theme, reading.terms), reading.media, self.template)

    def _sources_of_prints(self) -> Iterator[str]:
        """What the cards that it deals and the forms that it hands out build on."""
        for cards in self.card_sets.values():
            yield from cards.sources
        for reading in self.forms:
            yield from reading.form.sources

    @cached_property
    def card_sets(self) -> dict[str, CardSet]:
        """The cards that it deals, with its data, by name. Raises `Problems` where something is wrong with them."""
        agenda = self.reading.agenda
        return {name: read_cards(name, self.library, agenda.data) for name in named(agenda, "cards")}

    @cached_property
    def forms(self) -> list[FormReading]:
        """The forms that it hands out, with its data. Raises `Problems` where something is wrong with them."""
        agenda = self.reading.agenda
        return [read_form(name, library=self.library, data=agenda.data) for name in named(agenda, "forms")]

    @property
    def slide_numbers(self) -> dict[str, tuple[int, int, str]]:
        """The first and last slide of each block, and its deck where that is one of a track, by its id."""
        found: dict[str, tuple[int, int, str]] = {}
        for deck in (*self.track_decks, self.drawn):
            for number, canvas in enumerate(deck.canvases, self.template.before + 1):
                if canvas.block:
                    name = "" if deck is self.drawn else deck.deck.id.replace("/", "-")
                    found[canvas.block] = (found.get(canvas.block, (number,))[0], number, name)
        return found

    @property
    def summary(self) -> str:
        schedule = self.schedule
        clock = elapsed_text if schedule.relative else clock_text
        slides = len(self.drawn.canvases) + self.template.kept
        start, end, last = clock(schedule.start), clock(schedule.end), schedule.day_of(schedule.slots[-1])
        days = _("day 1 {start} – day {last} {end}", start=start, last=last, end=end)
        return _(
            "{file}: {span}, {blocks}, {slides}",
            file=self.reading.node.place.path,
            span=f"{start}–{end}" if last is None else days,
            blocks=plural("{n} block", "{n} blocks", len(schedule.slots)),
            slides=plural("{n} slide", "{n} slides", slides),
        )

    def notes(self, only: Collection[str] = ()) -> list[str]:
        return [
            *self.on_participants(),
            *self.plan_notes(),
            *self.on_unused(self.unused, self.asked_for),
            *self.still_examples([self.reading.examples]),
            *self.of_template(),
            *self.on_fonts(only),
        ]

    @cached_property
    def asked_for(self) -> set[str]:
        """The names that its texts and those of its forms and cards ask for."""
        asked, agenda = {*self.reading.asked}, self.reading.agenda
        for kind in ("forms", "cards") if self.reading.unused else ():
            asked = asked.union(*(asked_in(kind, name, self.library) for name in named(agenda, kind)))
        return asked

    @property
    def unused(self) -> set[str]:
        """Names of its own data that nothing uses."""
        return self.reading.unused - self.asked_for

    def plan_notes(self) -> list[str]:
        """What is to know about the plan, with its line where there is one to look at."""
        return [self._told(note) for note in self.schedule.notes]

    def warnings(self, today: date | None = None) -> tuple[Problem, ...]:
        from facilitator.agenda.pace import past_dates

        reading = self.reading
        day = today or date.today()
        past = (*past_dates(reading.own_data, day), *past_dates(reading.examples, day, ("examples",)))
        return (*reading.node.placed(past), *self.tight(), *self.unseen())

    def tight(self) -> list[Problem]:
        """What asks for more minutes than its plan has. Raises `Problems` where that cannot be held."""
        from facilitator.agenda.pace import too_tight

        return list(self.reading.node.placed(too_tight(self.schedule)))

    def unseen(self) -> list[Problem]:
        """Pictures that are cut, and long captions. Raises `Problems` where slides have no room for their text."""
        return list(self.reading.node.placed([*self.reading.stills(), *cuts(self.drawn), *long_captions(self.drawn)]))

    def _told(self, note: PlanNote) -> str:
        place = self.reading.place(note.path) if note.kind in ("closing", "budget") else None
        text = note.text(self.spoken, relative=self.schedule.relative)
        return f"{place}: {text}" if place else text

    def steps(self, kinds: tuple[str, ...]) -> Iterator[Step]:
        yield from (partial(maker, self) for kind, maker in KINDS.items() if kind in kinds)


def _last_minute(schedule: Schedule) -> int:
    """Up to when a time of a plan may be told, in minutes after midnight: of a night until the next noon."""
    nights = any(start // DAY < (end - 1) // DAY for start, end in schedule.spans())
    return DAY + DAY // 2 if nights else DAY


def minutes(text: str, argument: str, *, elapsed: bool = False, until: int = DAY) -> int:
    """The minutes after midnight (``until`` so many) that an argument names, or those since the beginning.

    Raises:
        WrongArgument: it is no time.
    """
    try:
        return _elapsed(text) if elapsed else parse_clock(text, until)
    except ValueError as error:
        raise WrongArgument("{error}", argument, error=error) from None


def _elapsed(text: str) -> int:
    """The minutes of ``0.42``, ``24:35``, or ``42 min``: the time since something began.

    Raises:
        ValueError: it is none of these.
    """
    if found := re.fullmatch(r"(\d{1,3})[.:]([0-5]\d)", text.strip()):
        return int(found[1]) * 60 + int(found[2])
    minutes = None if text.strip().isdecimal() else minutes_said(text)
    if minutes is None or minutes % 1:
        raise ValueError(_("“{text}” is no time since the beginning; expected one such as 0:42", text=short(text)))
    return int(minutes)


def _more(left: int | str | None) -> int | None:
    """The minutes that a block still takes."""
    try:
        found = parse_minutes(left) if isinstance(left, str) else left
    except ValueError as error:
        raise WrongArgument("{error}", "left", error=error) from None
    if found is not None and not 0 <= found <= DAY:
        raise WrongArgument("{error}", "left", error=_("expected minutes from 0 to {most}", most=DAY))
    return found
