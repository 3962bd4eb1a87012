"""A programme on paper: one page that shows all of it, and a page for each time between to remember it by.

Both are forms, so that there is a PDF to print and a Word file to make one's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.agenda.schedule import Schedule
from facilitator.content.figures import AnyFigure, Timeline
from facilitator.content.file_kinds import FormReading
from facilitator.content.forms import (
    AnyPart,
    Cell,
    FigurePart,
    Form,
    Head,
    Heading,
    Lines,
    Points,
    Prompt,
    TableColumn,
    TablePart,
    TextPart,
)
from facilitator.content.terms import Terms
from facilitator.library import Library
from facilitator.made import Made
from facilitator.print.calendar import AllDay, Clocked, calendar
from facilitator.print.forms import printed
from facilitator.print.runsheet import when_held
from facilitator.programme import Between, Session, titled, when
from facilitator.programme.plan import Held, Planned
from facilitator.text import joined, one_line
from facilitator.text.meaning import longdate

__all__ = ["make_overview", "make_programme_calendar", "make_reminder"]

_OVERVIEW, _LINE = 149, 5.5
"""Heights in mm: of the overview, which has a page to itself, but for what is told above it in lines of this height."""
_LETTERS = 125
"""Of a line across."""
_TIMELINE, _REMINDED = 58, 62
"""Of the timeline, across and upright."""
_DATES, _LOWEST, _HIGHEST = 104, 6.5, 12.5
"""What the dates have under the timeline, and bounds of a row."""


def make_overview(planned: Planned, figures: Sequence[AnyFigure], library: Library) -> list[Made]:
    """The page that shows all of it, across."""
    programme, terms = planned.reading.programme, planned.reading.terms
    words = terms.programme
    told = one_line(programme.why)
    rows = [
        [Cell(title=held.part.title), Cell(text=_day(planned, held)), Cell(text=joined("\n", _where(held)))]
        for held in planned.parts
    ]
    named = ((words.what, 1.0), (words.when, 1.6), (words.where, 1.0))
    columns = [TableColumn(title=title, width=width) for title, width in named]
    parts: list[AnyPart] = [FigurePart(figure=one, height=_across(one, told)) for one in figures]
    parts.append(Heading(heading=words.sessions))
    parts.append(TablePart(table=columns, rows=rows, height=_row(len(rows) + 1)))
    credits = [terms.credit(one.source) for one in figures if one.source]
    form = Form(
        title=programme.title,
        language=programme.language,
        data=programme.data,
        intro=told,
        orientation="landscape",
        parts=parts,
        source=joined("; ", dict.fromkeys([*credits, *programme.sources])),
    )
    return _printed(planned, form, library, "overview", words.overview_file)


def _across(figure: AnyFigure, told: str) -> float:
    return _TIMELINE if isinstance(figure, Timeline) else _OVERVIEW - _LINE * -(-len(told) // _LETTERS)


def _row(rows: int) -> float:
    """The height of a row of dates of which there are so many: they fill the page as far as that looks well."""
    return min(max(_DATES / rows, _LOWEST), _HIGHEST)


def make_reminder(planned: Planned, held: Held, timeline: AnyFigure | None, library: Library) -> list[Made]:
    """The page for one time between two sessions."""
    part, terms = held.part, planned.reading.terms
    assert isinstance(part, Between)
    time = when(planned.reading.programme, held.number, terms)
    parts = [*_between(planned, held, part, terms)]
    form = Form(
        title=titled(planned.reading.programme, held.number, terms),
        language=planned.reading.programme.language,
        data=planned.reading.programme.data,
        intro=joined("\n\n", filter(None, (time[:1].upper() + time[1:], one_line(part.why)))),
        fields=_meeting_heads(held, terms),
        parts=[*parts, *([FigurePart(figure=timeline, height=_REMINDED)] if timeline else [])],
    )
    file = terms.programme.reminder_file.format(name=held.name)
    if lines := _room_for_notes(form):
        notes = Lines(lines=[Prompt(text=terms.programme.notes, lines=lines)])
        noted = form.model_copy(update={"parts": [*parts, notes, *form.parts[len(parts) :]]})
        if (made := _printed(planned, noted, library, "reminder", file))[0].pages == 1:
            return made
    return _printed(planned, form, library, "reminder", file)


_USABLE, _HEAD, _FIELDS, _HEADING = 249, 16, 17, 12
"""Heights in mm: what Word surely has room for on a page, title and rule, the lines under them, and a heading."""
_PITCH, _LETTERS_UPRIGHT, _BETWEEN = 4.8, 95, 1.4
"""mm from one line of text to the next, letters of a line, and mm between paragraphs."""
_ROW, _DRAWN = 7, 0.7
"""mm of a row of a table; what a figure takes of the height it has."""
_RULED, _NOTES, _FEWEST = 8.5, 12, 3
"""mm from one line to write on to the next; at most so many are ruled, and at least so many or none."""


def _room_for_notes(form: Form) -> int:
    """How many lines to write on the page has room for, in Word too, which takes a little more than the PDF."""

    def told(text: str) -> float:
        return sum(_BETWEEN + _PITCH * -(-len(one) // _LETTERS_UPRIGHT) for one in text.split("\n") if one)

    used = _HEAD + told(form.intro) + (_FIELDS if form.fields else 0)
    for part in form.parts:
        match part:
            case Heading():
                used += _HEADING
            case Points():
                used += sum(map(told, part.points))
            case TextPart():
                used += told(part.text)
            case TablePart():
                used += (len(part.rows) + 1) * _ROW + _BETWEEN
            case FigurePart():
                used += part.height * _DRAWN + _HEADING
    lines = min(int((_USABLE - used - _HEADING) / _RULED), _NOTES)
    return lines if lines >= _FEWEST else 0


def make_programme_calendar(planned: Planned) -> Made | None:
    """Every session and deadline in one calendar file."""
    entries = [entry for held in planned.parts for entry in _entries(planned, held)]
    return calendar(planned.reading.programme.id, entries)


def _printed(planned: Planned, form: Form, library: Library, kind: str, file: str) -> list[Made]:
    reading = FormReading(form.written_out, file, planned.reading.terms, planned.reading.node, library)
    return printed(reading, library=library, theme=planned.reading.theme, kind=kind, file=file)


def _between(planned: Planned, held: Held, part: Between, terms: Terms) -> Iterator[AnyPart]:
    words = terms.programme
    for heading, texts in ((words.reading, part.reading), (words.tasks, part.tasks)):
        if texts:
            yield Heading(heading=heading)
            yield Points(points=texts, tick=True)
    if held.schedule is not None:
        title = held.schedule.agenda.title
        named = title.casefold().startswith(words.meeting.casefold())
        yield Heading(heading=title if named else joined("", (words.meeting, ": ", title)))
        yield TextPart(text=words.agenda.format(minutes=held.schedule.end - held.schedule.start))
        yield _steps(held.schedule, terms)
    following = next((one for one in planned.parts[held.number + 1 :] if isinstance(one.part, Session)), None)
    if following is not None:
        yield Heading(heading=f"{words.next}: {following.part.title}")
        yield TextPart(text=joined("\n", [_day(planned, following), *_where(following)]))


def _steps(schedule: Schedule, terms: Terms) -> TablePart:
    """The meeting's blocks with their minutes; when it begins is for those who meet to say."""
    rows = [
        [Cell(title=terms.lasting(slot.lasting)), Cell(text=slot.block.title)]
        for slot in schedule.slots
        if slot.minutes and not slot.block.hidden
    ]
    columns = [TableColumn(title=terms.runsheet.facts.time), TableColumn(title=terms.programme.what, width=7)]
    return TablePart(table=columns, rows=rows, height=6.5)


def _meeting_heads(held: Held, terms: Terms) -> list[Head]:
    """Lines to agree on when and where the meeting is, as far as the programme does not say."""
    if held.schedule is None:
        return []
    labels, part = terms.runsheet.facts, held.part
    date = longdate(part.date, terms.locale) if part.date else ""
    return [
        Head(label=labels.date, value=date, width=1.4),
        Head(label=labels.time, width=0.8),
        Head(label=labels.place, value=str(part.data.get("place") or ""), width=0.8),
    ]


def _day(planned: Planned, held: Held) -> str:
    """The date in full with its clock times, or what is known of it."""
    if held.part.date is None or held.reading is None or held.schedule is None:
        return when(planned.reading.programme, held.number, planned.reading.terms)
    if held.schedule.relative:
        return longdate(held.part.date, planned.reading.terms.locale)
    between = "\n" if len(held.schedule.days) > 1 else ", "
    return between.join(when_held(held.schedule, held.reading.terms))


def _where(held: Held) -> list[str]:
    if isinstance(held.part, Between) or held.reading is None:
        return []
    place = held.reading.agenda.data.get("place")
    return [str(place)] if place else []


def _entries(planned: Planned, held: Held) -> Iterator[Clocked | AllDay]:
    part, programme, terms = held.part, planned.reading.programme, planned.reading.terms
    title, key = f"{programme.title}: {part.title}", f"{programme.id}/{_key(planned, held)}"
    if part.date is not None and held.reading is not None and held.schedule is not None and not held.schedule.relative:
        yield Clocked(held.reading, held.schedule, title, key)
        return
    day = programme.date_of(part)
    if day is None:
        return
    text = "\n".join((*part.reading, *part.tasks)) if isinstance(part, Between) else ""
    told = title if part.date is not None else terms.programme.deadline.format(title=part.title)
    yield AllDay(key, told, day, programme.data, text)


def _key(planned: Planned, held: Held) -> str:
    """What tells the part from the others wherever it stands: its id, or its title and which of that title it is."""
    if held.part.id:
        return held.part.id
    before = planned.reading.programme.parts[: held.number]
    return f"{held.part.title}/{sum(part.title == held.part.title for part in before) + 1}"
