"""The words of what is printed, and of what is said about it: part of `Terms`."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from facilitator.content.base import Content, Line, Slug, Text

__all__ = [
    "CardTerms", "FormTerms", "PairTerms", "PrintTerms", "ProgrammeTerms", "RunsheetColumns", "RunsheetTerms",
]  # fmt: skip


class PairTerms(Content):
    """Pairing and table rounds: what stands on the plan, and what is good to know about it."""

    file: Line
    """The name of the plan's files."""
    sheet_title: Line
    keeper_title: Line
    participant: Line
    """One of so many people without names, {number}."""
    name: Line
    """The heading over the names."""
    round: Line
    """{number}"""
    table: Line
    """{label}"""
    table_heading: Line
    """Over the tables of round {number}."""
    with_heading: Line
    """Over whom one meets in round {number}."""
    card: Line
    """{number}"""
    card_heading: Line
    """Over the card that each person starts with."""
    host: Line
    """Stays at the table."""
    no_repeats: Line
    repeats: Line
    """{count} repeated meetings."""
    repeats_bound: Line
    """At least {bound} repeated meetings are unavoidable."""
    smaller: Line
    """With tables of {size}, nobody would meet twice."""
    three_again: Line
    """{count} people are in a group of three more than once."""
    alike: Line
    """{count} of {total} meetings are between people of the same {column}."""
    split: Line
    """{count} of {total} couples with the same {column} are not together."""
    best: Line
    """No other plan does better by the columns."""
    cards: Line
    """Everybody meets only new questions."""
    cards_again: Line
    """{count} times somebody meets a question again."""
    cards_bound: Line
    """At least {bound} of those follow from who meets whom."""


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
    actual: Line
    """When it really began; filled in by hand."""


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

    room: Line
    """Heading over how the room is set up."""
    tracks: Line
    """Heading over which track is where."""
    materials: Line
    count: Line
    item: Line
    each: Line
    used_for: Line
    brings: Line
    reckoned: Line
    """What the counts come from: {participants}, {pairs}, {trios}, {groups}, {size} of a group."""
    unknown: Line
    """Nothing tells how many participants there are."""
    nothing: Line
    """There is nothing to bring."""


class RunsheetTerms(Content):
    """The run sheet, the packing list, and the programme."""

    title: Line
    short: Line
    logistics: Line
    programme: Line
    welcome: Line
    """Over the programme that participants get."""
    overview: Line
    """Heading over the day strip."""
    strip: Line
    """Alternative text of the day strip, {parts}."""
    row: Line
    """One block in it: {time}, {title}, {kind}."""
    page: Line
    """{page} of {pages}."""
    day: Line
    """{day} of a session of several."""
    day_dated: Line
    """{day}, {date}."""
    latest: Line
    """The latest start in a narrow column, {clock}."""
    slide: Line
    """{first}"""
    slides: Line
    """{first}–{last}"""
    count: Line
    """So many of a material: {count}, {item}."""
    track: Line
    """{title} in {room}."""
    waits: Line
    """{minutes} until the other tracks are done."""
    columns: RunsheetColumns
    facts: _RunsheetFacts
    kinds: _KindNames
    packing: _PackingTerms
    files: _RunsheetFiles


class PrintTerms(Content):
    """What is said of the files that were made."""

    heading: Line
    page: Line
    """{name} of a file with one page."""
    pages: Line
    """{name}, {count}."""


class CardTerms(Content):
    """What stands on cards and their sheets, and what is said of them."""

    file: Line
    """The name of the file of a set, {name}."""
    foot: Line
    """At the foot of a sheet: {title}, {number}, {sheets}."""
    further: Line
    """Over the question on the back."""
    named: Line
    """A card in a message: {number}, {text}."""
    participants: Line
    """{count}, as all that follow."""
    questions: Line
    cards: Line
    covered: Line
    """{cards} and {count} cards that explain how the others are used."""
    sets: Line
    sheets: Line
    """{count} of {paper}."""
    pages: Line
    slides: Line
    plan: Line
    """How many cards on how many sheets: {cards}, {sheets}."""
    actual_size: Line
    turn: dict[str, Line]
    """What to tick in the print dialogue, by how the paper is turned."""
    try_one: Line
    calibration_title: Line
    calibration: Text
    """What to do with the page that tells by how much a printer is off."""
    calibration_back: Text


class FormTerms(Content):
    """What stands on forms and handouts, besides their own words."""

    page: Line
    """{page} of {pages}."""


class ProgrammeTerms(Content):
    """A programme of several sessions."""

    before: Line
    """When a part without a date takes place, {part} being the next session."""
    after: Line
    """The same after the last session."""
    by: Line
    """{date}"""
    timeline: Line
    overview: Line
    """The title of the page that shows all of it."""
    sessions: Line
    """The title of the table of sessions."""
    what: Line
    when: Line
    where: Line
    reading: Line
    tasks: Line
    meeting: Line
    agenda: Line
    """Before the steps of a meeting of {minutes}."""
    next: Line
    deadline: Line
    """In a calendar, {title}."""
    holiday: Line
    """{part}, {date}, {holiday}."""
    weekend: Line
    """{part}, {date}."""
    undated: Line
    """{part}"""
    overview_file: Line
    reminder_file: Line
    """{name}"""
