"""The words of the artefacts in one language, as they stand in ``decks/terms/*.yaml``.

Words in braces are filled in: ``kl. {clock}``. Every language file must have every word, so a missing one is found
when the file is read, not in front of the participants.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

from pydantic import Field

from facilitator.content import OWN, Content, Line, Slug, Text
from facilitator.content.live_terms import LiveTerms
from facilitator.text import filled, joined, one_line
from facilitator.text.times import Roughly

__all__ = ["LayoutNames", "ShapeNames", "Terms"]


class _WorkTerms(Content):
    """How the participants work."""

    alone: Line
    pair: Line
    trio: Line
    group: Line
    group_of: Line  # In groups of {size}
    plenary: Line


class _NoteLabels(Content):
    """What stands in bold in the speaker's notes."""

    more: Line  # Before what a slide says in short and the notes at length
    purpose: Line
    time: Line
    latest: Line  # The latest start that keeps the rest of the day
    steps: Line
    say: Line
    ask: Line
    materials: Line
    plan_b: Line
    online: Line  # What is done otherwise when people take part on a screen
    who: Line
    own_picture: Line  # Before what a picture of one's own may show, where there is none yet


class LayoutNames(Content):
    """The names of the slide layouts, as PowerPoint shows them."""

    title: Line
    agenda: Line
    section: Line
    content: Line
    two_content: Line
    title_only: Line
    statement: Line
    questions: Line
    break_: Line
    picture: Line
    blank: Line


class ShapeNames(Content):
    """The names of shapes in PowerPoint's selection pane, and the prompts of empty placeholders."""

    title: Line
    subtitle: Line
    text: Line
    left: Line
    right: Line
    date: Line
    footer: Line
    number: Line
    source: Line
    figure: Line
    notes: Line
    slide_image: Line
    decoration: Line
    timer: Line
    timer_track: Line
    minute: Line
    agenda_item: Line
    current: Line


class _PlanTerms(Content):
    """What the planner says about a day that can be held."""

    room: Line  # Time to spare: {minutes}, {block} is what comes after it
    room_at_end: Line
    slip: Line  # A soft start that moved: {block}, {minutes}, {clock}
    early: Line
    budget: Line  # Pins leave no room for it, or do not fill it: {block} is its kind, {minutes} planned, {wanted} meant
    budget_left: Line  # The same of the rest of a day; {wanted} were planned of it
    closing: Line  # The closing is never taken out, though it says ``optional``: {block}
    dropped: Line
    shortened: Line
    moved: Line  # A clock time that could not be kept: {block}, {minutes}, {clock}
    ends_later: Line  # The end of a block, fixed or that of its tracks, comes later: {block}, {minutes}, {clock}
    end_moved: Line  # The session ends later: {minutes}, {clock}
    gone: Line  # What may still be taken out, in order: {blocks}
    running: Line  # What should be going on now: {block}
    upcoming: Line  # What comes next, where nothing is going on: {block}, {clock}
    over: Line  # All should be done by now
    keep: Line  # Heading over the plan that holds all clock times, as the two that follow
    push: Line
    stop: Line


class PairTerms(Content):
    """Pairing and table rounds: what stands on the plan, and what is good to know about it."""

    file: Line  # The name of the plan's files
    sheet_title: Line
    keeper_title: Line
    participant: Line  # One of so many people without names, {number}
    name: Line  # The heading over the names
    round: Line  # {number}
    table: Line  # {label}
    table_heading: Line  # Over the tables of round {number}
    with_heading: Line  # Over whom one meets in round {number}
    card: Line  # {number}
    card_heading: Line  # Over the card that each person starts with
    host: Line  # Stays at the table
    no_repeats: Line
    repeats: Line  # {count} repeated meetings
    repeats_bound: Line  # At least {bound} repeated meetings are unavoidable
    smaller: Line  # With tables of {size}, nobody would meet twice
    known: Line  # {found} rounds without repeats are found, there cannot be more than {most}
    fewer_rounds: Line  # only {rounds} of the {asked} rounds, and there cannot be more
    fewer_found: Line  # only {rounds} of the {asked} rounds; no more are found
    three_again: Line  # {count} people are in a group of three more than once
    alike: Line  # {count} of {total} meetings are between people of the same {column}
    split: Line  # {count} of {total} couples with the same {column} are not together
    best: Line  # No other plan does better by the columns
    cards: Line  # Everybody meets only new questions
    cards_again: Line  # {count} times somebody meets a question again
    cards_bound: Line  # At least {bound} of those follow from who meets whom


class _RunsheetFiles(Content):
    """File names without their endings."""

    runsheet: Slug
    short: Slug
    logistics: Slug
    programme: Slug


class RunsheetColumns(Content):
    """The headings of the run sheet's columns."""

    time: Line
    start: Line
    end: Line
    minutes: Line
    latest: Line
    what: Line
    why: Line
    how: Line
    who: Line
    materials: Line
    slides: Line
    plan_b: Line
    actual: Line  # When it really began; filled in by hand


class _RunsheetFacts(Content):
    """What is told about the session before its first row."""

    client: Line
    date: Line
    place: Line
    time: Line
    people: Line
    participants: Line
    budget: Line
    purpose: Line


class _KindNames(Content):
    """What a block's time is spent on."""

    session: Line
    knowledge: Line
    dialogue: Line
    exercise: Line
    break_: Annotated[Line, Field(alias="break")]
    buffer: Line
    milestone: Line

    def of(self, kind: str) -> str:
        """The name of a block kind, by the word that agendas use for it."""
        return str(self.model_dump(by_alias=True)[kind])


class _PackingTerms(Content):
    """The packing list."""

    room: Line  # Heading over how the room is set up
    tracks: Line  # Heading over which track is where
    materials: Line
    count: Line
    item: Line
    each: Line
    used_for: Line
    brings: Line
    reckoned: Line  # What the counts come from: {participants}, {pairs}, {trios}, {groups}, {size} of a group
    unknown: Line  # Nothing tells how many participants there are
    nothing: Line  # There is nothing to bring


class _RunsheetTerms(Content):
    """The run sheet, the packing list, and the programme."""

    title: Line
    short: Line
    logistics: Line
    programme: Line
    welcome: Line  # Over the programme that participants get
    overview: Line  # Heading over the day strip
    strip: Line  # Alternative text of the day strip, {parts}
    row: Line  # One block in it: {time}, {title}, {kind}
    page: Line  # {page} of {pages}
    day: Line  # {day} of a session of several
    day_dated: Line  # {day}, {date}
    both_days: Line  # Two days with the same {span}
    all_days: Line  # {days}, more than two, with the same {span}
    latest: Line  # The latest start in a narrow column, {clock}
    slide: Line  # {first}
    slides: Line  # {first}–{last}
    count: Line  # So many of a material: {count}, {item}
    track: Line  # {title} in {room}
    waits: Line  # {minutes} until the other tracks are done
    columns: RunsheetColumns
    facts: _RunsheetFacts
    kinds: _KindNames
    packing: _PackingTerms
    files: _RunsheetFiles


class _PrintTerms(Content):
    """What is printed, among what must be brought."""

    form: Line  # {title}, as the two that follow
    cards: Line
    card_set: Line


class _FileTerms(Content):
    """What files are called that come beside those that a person has edited."""

    earlier: Line  # The folder of what was overwritten
    new: Line  # {name} of a file that is written beside the person's
    again: Line  # The same where that has been edited too: {name}, {number}


class _BatchTerms(Content):
    """What many groups share, and the list of what has become of each."""

    shared: Line  # The folder of what is the same for all
    columns: list[Line]  # The headings: row, folder, files, checksum, state, problem, pages and copies
    built: Line
    unchanged: Line
    failed: Line
    waiting: Line


class _CardTerms(Content):
    """What stands on cards and their sheets."""

    file: Line  # The name of the file of a set, {name}
    foot: Line  # At the foot of a sheet: {title}, {number}, {sheets}
    further: Line  # Over the question on the back
    named: Line  # A card in a message: {number}, {text}
    calibration_title: Line
    calibration: Text  # What to do with the page that tells by how much a printer is off
    calibration_back: Text


class _FormTerms(Content):
    """What stands on forms and handouts, besides their own words."""

    page: Line  # {page} of {pages}
    facts: Slug  # What the fact sheet of an exercise is called, behind its name


class _ProgrammeTerms(Content):
    """A programme of several sessions."""

    before: Line  # When a part without a date takes place, {part} being the next session
    after: Line  # The same after the last session
    by: Line  # {date}
    timeline: Line
    overview: Line  # The title of the page that shows all of it
    sessions: Line  # The title of the table of sessions
    what: Line
    when: Line
    where: Line
    reading: Line
    tasks: Line
    meeting: Line
    agenda: Line  # Before the steps of a meeting of {minutes}
    next: Line
    notes: Line  # Over lines to write on, where a reminder has room for them
    deadline: Line  # In a calendar, {title}
    overview_file: Line
    reminder_file: Line  # {name}


class Terms(Content):
    """All the words of one language."""

    name: Line  # The language in its own words
    locale: Line  # The language tag of every text, e.g. ``da-DK``: spell checking, hyphenation, dates.
    decimal_clock: Line  # How a clock time is written, as ``strftime`` takes it
    agenda: Line
    agenda_title: Line  # The title of a later agenda slide, {item} being what comes
    now: Line  # Marks the current agenda item for screen readers
    clock: Line  # A clock time in running text, {clock}
    span: Line  # From {start} to {end}
    until: Line  # On a break slide: we meet again, {clock}
    until_tomorrow: Line  # The same before a night, {clock}
    until_day: Line  # The same before several nights, {day}, {clock}
    minutes: Line  # {minutes} on an exercise
    about: Line  # Before {minutes} that are so many only more or less
    plenary: Line  # The answers are gathered
    people: Line  # The title of the slide on who leads the session
    questions: Line  # The title of a question slide without one
    quote: Line
    checkout: Line
    programme_by: Line  # Who leads the session, {names}
    and_: Line  # Before the last of several names
    source: Line  # {source}
    own_figure: Line  # In place of the source of a figure that says ``own``
    sources: Line  # The title of the last slide, which lists what the content builds on
    sources_note: Line  # On that slide, for the speaker
    part: Line  # The title of a slide that runs on: {title}, {part}, {parts}
    continued: Line  # Behind what goes on from the page before
    time_runs_on: Line  # In place of the bar where a list runs on: it is on the first of the slides
    times_up: Line
    countdown: Line  # Alternative text of a countdown bar, {minutes}
    figure_alt: Text  # {title}, {parts}
    figure_marked: Line  # Behind it, of a figure with some parts marked: {parts}
    from_template: Line  # The section of slides that come out of somebody's own template
    per: dict[str, Line]  # What a material is counted by
    work: _WorkTerms
    notes: _NoteLabels
    layouts: LayoutNames
    shapes: ShapeNames
    plan: _PlanTerms
    cards: _CardTerms
    printing: _PrintTerms
    files: _FileTerms
    batch: _BatchTerms
    forms: _FormTerms
    pairs: PairTerms
    runsheet: _RunsheetTerms
    live: LiveTerms
    programme: _ProgrammeTerms

    def lasting(self, minutes: int, *, bare: bool = False) -> str:
        """»20 min.«, or the number alone; »ca. 20 min.« of minutes that are so many only more or less."""
        return self.roughly(str(minutes) if bare else self.minutes.format(minutes=minutes), minutes)

    def roughly(self, said: str, minutes: int) -> str:
        """What has been said of minutes, or of a clock time; »ca. kl. 10.30« where that is so only more or less."""
        return self.about.format(minutes=said) if isinstance(minutes, Roughly) else said

    def credit(self, source: str) -> str:
        """A source as people read it, on one line: whose model it is, or that it is our own; empty for none."""
        told = self.own_figure if source.strip() == OWN else one_line(source)
        return filled(self.source, source=told) if told else ""

    def working(self, work: str, size: int | None) -> str:
        """How the participants work: »I grupper på 4«, where the size of the groups is told."""
        told: str = getattr(self.work, work)
        return self.work.group_of.format(size=size) if work == "group" and size else told

    def led_by(self, names: Iterable[str]) -> str:
        """»Ved Anna, Bo og Carl«; empty for nobody."""
        *before, last = [*names] or [""]
        listed = joined(f" {self.and_} ", (joined(", ", before), last)) if before else last
        return filled(self.programme_by, names=listed) if listed else ""
