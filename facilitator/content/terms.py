"""The words of the artefacts in one language, as they stand in ``decks/terms/*.yaml``.

Words in braces are filled in: ``kl. {clock}``. Every language file must have every word, so a missing one is found
when the file is read, not in front of the participants.
"""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.content.base import OWN, Content, Line, Text
from facilitator.content.print_terms import CardTerms, FormTerms, PairTerms, PrintTerms, ProgrammeTerms, RunsheetTerms

__all__ = ["LayoutNames", "ShapeNames", "Terms"]


class _WorkTerms(Content):
    """How the participants work."""

    alone: Line
    pair: Line
    trio: Line
    group: Line
    plenary: Line


class _NoteLabels(Content):
    """What stands in bold in the speaker's notes."""

    more: Line
    """Before what a slide says in short and the notes at length."""
    purpose: Line
    time: Line
    latest: Line
    """The latest start that keeps the rest of the day."""
    steps: Line
    say: Line
    ask: Line
    materials: Line
    plan_b: Line
    who: Line


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

    room: Line
    """Time to spare: {minutes}, {block} is what comes after it."""
    room_at_end: Line
    slip: Line
    """A soft start that moved: {block}, {minutes}, {clock}."""
    early: Line
    budget: Line
    """A budget that the pins do not leave room for, or fill: {block} is its kind, {minutes} planned, {wanted} meant."""
    closing: Line
    """The closing is never taken out, though it says ``optional``: {block}."""
    dropped: Line
    shortened: Line
    moved: Line
    """A clock time that could not be kept: {block}, {minutes}, {clock}."""
    ends_later: Line
    """A block with tracks ends later, for one of them: {block}, {minutes}, {clock}."""
    end_moved: Line
    """The session ends later: {minutes}, {clock}."""
    gone: Line
    """What may still be taken out, in order: {blocks}."""
    running: Line
    """What should be going on now: {block}."""
    keep: Line
    """Heading over the plan that holds all clock times, as the two that follow."""
    push: Line
    stop: Line


class Terms(Content):
    """All the words of one language."""

    name: Line
    """The language in its own words."""
    locale: Line
    """The language tag of every text, e.g. ``da-DK``: spell checking, hyphenation, dates."""
    decimal_clock: Line
    """How a clock time is written, as ``strftime`` takes it."""
    agenda: Line
    agenda_title: Line
    """The title of a later agenda slide, {item} being what comes."""
    now: Line
    """Marks the current agenda item for screen readers."""
    clock: Line
    """A clock time in running text, {clock}."""
    span: Line
    """From {start} to {end}."""
    until: Line
    """On a break slide: we meet again, {clock}."""
    minutes: Line
    """{minutes} on an exercise."""
    plenary: Line
    """The answers are gathered."""
    people: Line
    """The title of the slide on who leads the session."""
    questions: Line
    """The title of a question slide without one."""
    quote: Line
    checkout: Line
    examples: Line
    """Before the {names} that still have their example values."""
    programme_by: Line
    """Who leads the session, {names}."""
    and_: Line
    """Before the last of several names."""
    source: Line
    """{source}"""
    own_figure: Line
    """In place of the source of a figure that says ``own``."""
    sources: Line
    """The title of the last slide, which lists what the content builds on."""
    sources_note: Line
    """On that slide, for the speaker."""
    part: Line
    """The title of a slide that runs on: {title}, {part}, {parts}."""
    times_up: Line
    countdown: Line
    """Alternative text of a countdown bar, {minutes}."""
    figure_alt: Text
    """{title}, {parts}."""
    figure_marked: Line
    """Behind it, of a figure with some parts marked: {parts}."""
    from_template: Line
    """The section of slides that come out of somebody's own template."""
    per: dict[str, Line]
    """What a material is counted by."""
    work: _WorkTerms
    notes: _NoteLabels
    layouts: LayoutNames
    shapes: ShapeNames
    plan: _PlanTerms
    cards: CardTerms
    printing: PrintTerms
    forms: FormTerms
    pairs: PairTerms
    runsheet: RunsheetTerms
    programme: ProgrammeTerms

    def credit(self, source: str) -> str:
        """A source as people read it, on one line: whose model it is, or that it is our own; empty for none."""
        told = self.own_figure if source.strip() == OWN else " ".join(source.split())
        return self.source.format(source=told) if told else ""

    def led_by(self, names: Iterable[str]) -> str:
        """»Ved Anna, Bo og Carl«; empty for nobody."""
        *before, last = [*names] or [""]
        listed = f"{', '.join(before)} {self.and_} {last}" if before else last
        return self.programme_by.format(names=listed) if listed else ""
