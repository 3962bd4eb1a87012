"""The run sheet (drejebog), its pocket edition, the packing list, and the participants' programme: each told once, for
PDF and Word, and made as files in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from facilitator.agenda import BlockKind, participants_of
from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Schedule, Slot
from facilitator.canvas import mm
from facilitator.canvas.measure import text_width
from facilitator.content.terms import Terms
from facilitator.library import Library
from facilitator.made import Made
from facilitator.messages import _
from facilitator.print import (
    Bar,
    Cell,
    Column,
    Document,
    Facts,
    Heading,
    Line,
    Part,
    Row,
    Strip,
    StripDay,
    Table,
    Text,
    Tick,
    Ticked,
    as_data,
    line,
    lines,
)
from facilitator.print.runsheet import (
    LETTERS,
    BlockRow,
    Day,
    DayRows,
    ProgrammeItem,
    StepText,
    TrackRow,
    day_rows,
    facts,
    footer_text,
    lowest,
    own_columns,
    programme,
    session_date,
    when_and_where,
)
from facilitator.print.runsheet.packing import Packed, copies_told, logistics
from facilitator.print.runsheet.spreadsheet import spreadsheet
from facilitator.print.typst import boxes, page_count, pdf
from facilitator.print.word_document import document_word
from facilitator.text import filled, joined

__all__ = [
    "bars", "handout", "make_logistics", "make_programme", "make_runsheet", "packing_list", "run_sheet", "short_sheet",
    "ticks",
]  # fmt: skip

_QUIET = ("break", "buffer")


def run_sheet(schedule: Schedule, days: Sequence[DayRows], terms: Terms) -> Document:
    """The full run sheet, A4 across: the session and its day strip, then every block in a row."""
    agenda, words, own = schedule.agenda, terms.runsheet, own_columns(schedule)
    why = joined("\n", filter(None, (one.strip() for one in agenda.why.splitlines())))
    told = Facts(tuple(facts(schedule, terms)), (words.facts.purpose, why) if why else None)
    names = words.columns
    columns = (
        Column(names.time, _TIMES),
        Column(names.what, 41),
        Column(names.why, 36),
        Column(names.how, 86, "steps"),
        Column(f"{names.who}, {names.materials.lower()}", 33),
        Column(names.plan_b, 44),
        *(Column(heading, 30) for heading in own),
    )
    rows = [tuple(_row(row, _full_cells, terms) for row in day.rows) for day in days]
    columns = _levelled(columns, [row for one in rows for row in one if not row.band])
    pages: list[tuple[Part, ...]] = []
    for day, told_of in zip(days, rows, strict=True):
        heading = [Heading(day.day.title, new_page=bool(pages))] if day.day.title else []
        pages.append((*heading, Table(columns, told_of)))
    return Document(
        design="runsheet",
        locale=terms.locale,
        name=words.title,
        title=agenda.title,
        subtitle=agenda.subtitle or "",
        head=(told, _strip(days, terms)),
        pages=tuple(pages),
        foot=footer_text(schedule, words.title),
        page=words.page,
        continued=terms.continued,
    )


_ACROSS, _SIZE, _TIMES, _BESIDE, _NOTE = 273, 9, 19, 4.4, 8
"""mm of an A4 across between its margins, points of its texts, mm of the column of times if these are not wider, mm
that a cell keeps free, and points of what stands under a time.
"""


def _levelled(columns: tuple[Column, ...], rows: Sequence[Row]) -> tuple[Column, ...]:
    """The columns, the first as wide as its notes (»start by 13:20«), the others as wide as makes the rows low."""
    first, *others = columns
    notes = [one.text for row in rows for told in row.cells[0].lines for one in told.texts if one.role == "note"]
    widest = max((text_width(note, _NOTE, LETTERS) for note in notes), default=0) / mm(1)
    first = replace(first, width=max(first.width, round(widest + _BESIDE, 1)))
    scale = (_ACROSS - first.width) / sum(column.width for column in others)
    headings = [column.title for column in others]
    texts = [[_in_lines(cell) for cell in row.cells[1:]] for row in rows]
    widths = lowest([column.width * scale for column in others], [headings, *texts], _SIZE)
    return (first, *(replace(column, width=width) for column, width in zip(others, widths, strict=True)))


def _in_lines(cell: Cell) -> str:
    return "\n".join(one.words for one in cell.lines)


def short_sheet(schedule: Schedule, days: Sequence[DayRows], terms: Terms) -> Document:
    """The run sheet for the pocket: a line a block, a day a page, and room for when it really began."""
    words = terms.runsheet
    names = words.columns
    columns = (
        Column(names.time, 20),
        Column(names.minutes, 17, "number"),
        Column(names.what, 86),
        Column(names.latest, 25),
        Column(names.actual, 30, "write"),
    )
    pages: list[tuple[Part, ...]] = []
    for day in days:
        heading = [Heading(day.day.title, new_page=bool(pages))] if day.day.title else []
        end = line(Text(day.day.clock(day.day.end), "time"), Text(names.end, "aside"))
        table = Table(columns, tuple(_row(row, _short_cells, terms) for row in day.rows))
        pages.append((*heading, table, *([end] if day.rows else [])))
    told = joined(" · ", (value for _, value in facts(schedule, terms)[:3]))
    return Document(
        design="short",
        locale=terms.locale,
        name=words.short,
        title=schedule.agenda.title,
        head=(line(Text(told, "lead")),) if told else (),
        pages=tuple(pages),
        foot=footer_text(schedule, words.short),
        page=words.page,
        continued=terms.continued,
    )


def packing_list(schedule: Schedule, terms: Terms) -> Document:
    """How the room is set up, who is where, and what to bring, with boxes to tick."""
    found, words = logistics(schedule, terms), terms.runsheet.packing
    parts: list[Part] = []
    for heading, ticked in ((words.room, found.room), (words.tracks, found.tracks)):
        parts += [Heading(heading), Ticked(ticked)] if ticked else []
    parts.append(Heading(words.materials))
    if found.packing:
        columns = (
            Column("", 7, "tick"),
            Column(words.count, 15, "number"),
            Column(words.item, 64),
            Column(words.used_for, 62),
            Column(words.brings, 26),
        )
        parts.append(Table(columns, tuple(map(_packed, found.packing))))
        parts.append(line(Text(found.reckoned, "note")))
    else:
        parts.append(line(Text(words.nothing)))
    return Document(
        design="packing",
        locale=terms.locale,
        name=terms.runsheet.logistics,
        title=schedule.agenda.title,
        head=(Facts(tuple(facts(schedule, terms))),),
        pages=(tuple(parts),),
        foot=footer_text(schedule, terms.runsheet.logistics),
        page=terms.runsheet.page,
        continued=terms.continued,
    )


def _row(row: BlockRow | TrackRow, cells: Callable[[BlockRow, Terms], Iterator[Cell]], terms: Terms) -> Row:
    if isinstance(row, TrackRow):
        return Row((Cell((line(Text(row.title, "track")),)),), band=True, depth=row.depth)
    return Row(tuple(cells(row, terms)), kind=row.kind, depth=row.depth, quiet=row.kind in _QUIET)


def _short_cells(row: BlockRow, terms: Terms) -> Iterator[Cell]:
    yield _cell(line(Text(row.start, "time")))
    yield _cell(line(Text(terms.lasting(row.minutes, bare=True))))
    yield _cell(line(Text(row.numbered, "title"), Text(row.who, "who")), symbol=row.kind)
    yield _cell(line(Text(row.latest)))
    yield Cell()


def _full_cells(row: BlockRow, terms: Terms) -> Iterator[Cell]:
    latest = terms.runsheet.latest.format(clock=row.latest) if row.latest else ""
    minutes = terms.lasting(row.minutes)
    yield _cell(line(Text(row.start, "time")), line(Text(minutes)), line(Text(latest, "note")))
    yield _cell(line(Text(row.numbered, "title")), line(Text(row.slides, "note")), symbol=row.kind)
    yield _cell(*lines(row.why))
    yield _cell(*(one for step in row.steps for one in _step(step)))
    yield _cell(line(Text(row.who, "who")), *(one for text in row.materials for one in lines(text)))
    online = (line(Text(f"{one.label}:", "label"), Text(one.text)) for one in row.online)
    yield _cell(*lines(row.plan_b), *online)
    for text in row.own:
        yield _cell(*lines(text))


def _step(step: StepText) -> Iterator[Line]:
    who = filled("({who})", who=step.who) if step.who else ""
    yield line(Text(step.clock, "clock"), Text(step.minutes, "length"), Text(step.do), Text(who, "by"))
    for one in step.said:
        yield line(Text(f"{one.label}:", "label"), Text(one.text, "said"), under=True)


def _packed(packed: Packed) -> Row:
    count = "" if packed.count is None else str(packed.count)
    return Row(
        (
            Cell(),
            _cell(line(Text(count, "count"))),
            _cell(line(Text(packed.item, "item")), line(Text(packed.each, "note"))),
            _cell(line(Text(joined(", ", packed.used_for), "used"))),
            _cell(line(Text(packed.brings))),
        )
    )


def _cell(*told: Line, symbol: BlockKind | None = None) -> Cell:
    """A cell of the lines that say something."""
    return Cell(tuple(one for one in told if one.texts), symbol)


def make_runsheet(
    reading: Reading, schedule: Schedule, library: Library, slides: Mapping[str, tuple[int, int, str]]
) -> list[Made]:
    """The full run sheet as PDF, Word, and Excel, and the short one as PDF and Word.

    ``slides`` holds the first and last slide of each block, and its deck where that is one of a track, by its id.
    """
    terms, files = reading.terms, reading.terms.runsheet.files
    rows = day_rows(schedule, terms, slides)
    make = _Maker("runsheet", reading, schedule, library, max(1, len(schedule.agenda.facilitators)))
    excel = spreadsheet(schedule, rows, terms, reading.theme)
    return [
        *make.both(files.runsheet, run_sheet(schedule, rows, terms)),
        Made("runsheet", f"{files.runsheet}.xlsx", excel, 1),
        *make.both(files.short, short_sheet(schedule, rows, terms)),
    ]


def make_logistics(reading: Reading, schedule: Schedule, library: Library) -> list[Made]:
    """The packing list as PDF and Word."""
    terms = reading.terms
    make = _Maker("logistics", reading, schedule, library)
    return make.both(terms.runsheet.files.logistics, packing_list(schedule, terms))


def make_programme(reading: Reading, schedule: Schedule, library: Library) -> list[Made]:
    """The participants' programme as PDF and Word."""
    terms = reading.terms
    make = _Maker("programme", reading, schedule, library, participants_of(schedule.agenda.data))
    return make.both(terms.runsheet.files.programme, handout(schedule, terms))


class _Maker:
    """Files of one kind from one agenda."""

    def __init__(
        self, kind: str, reading: Reading, schedule: Schedule, library: Library, copies: int | None = 1
    ) -> None:
        self._copies = copies
        self._kind, self._theme, self._library = kind, reading.theme, library
        self._author = ", ".join(person.name for person in schedule.agenda.facilitators)
        self._created = session_date(schedule.agenda.data)

    def both(self, name: str, document: Document) -> list[Made]:
        """The document as PDF and as Word."""
        copies = self._copies if self._copies is None or not document.halves else -(-self._copies // 2)
        data = as_data(document)
        told = (*self._told(copies, document.halves), *boxes({**data, "looks": ""}))
        paged = pdf(document.design, data, library=self._library, theme=self._theme, created=self._created)
        worded = document_word(document, self._theme, self._created, self._author)
        return [
            Made(self._kind, f"{name}.pdf", paged, page_count(paged), told, copies),
            Made(self._kind, f"{name}.docx", worded, 1),
        ]

    def _told(self, copies: int | None, halves: bool) -> Iterator[str]:
        """How many are needed."""
        yield _("Copies: 1 for each participant") if copies is None else copies_told(copies)
        if halves:
            yield _("Two on every sheet: cut in the middle")


def handout(schedule: Schedule, terms: Terms) -> Document:
    """The programme for participants: times and titles, large."""
    parts: list[Part] = []
    held = programme(schedule, terms)
    for day in held:
        parts += [Heading(day.day.title)] if day.day.title else []
        rows = [*map(_handout_row, day.items), *([] if day.day.relative else [_handout_end(day.day, terms)])]
        longest = max((len(item.time) for item in day.items), default=0)
        parts.append(Table((Column("", max(_CLOCK, _LETTER * longest)), Column("", 138)), tuple(rows)))
    team = str(schedule.agenda.data.get("team") or "")
    when = " · ".join([*([team] if team else []), *when_and_where(schedule, terms)])
    return Document(
        design="handout",
        halves=len(held) == 1 and len(held[0].items) <= _MOST_ON_A5 and not held[0].day.title,
        locale=terms.locale,
        name=terms.runsheet.welcome,
        title=schedule.agenda.title,
        subtitle=schedule.agenda.subtitle or "",
        head=(line(Text(when, "lead")),) if when else (),
        pages=(tuple(parts),),
        foot=terms.led_by(person.name for person in schedule.agenda.facilitators),
    )


_CLOCK, _LETTER = 28, 4.5
"""mm, of »08.30«, and of each letter of »120 min.«, which is longer."""
_MOST_ON_A5 = 6
"""Items of a programme that half an A4 is enough for."""


def _handout_row(item: ProgrammeItem) -> Row:
    told = (line(Text(item.title, "title")), *(line(Text(track, "track")) for track in item.tracks))
    return Row((Cell((line(Text(item.time, "time")),)), Cell(told)), quiet=item.is_break)


def _handout_end(day: Day, terms: Terms) -> Row:
    """When everybody may go."""
    time, told = line(Text(day.clock(day.end), "time")), line(Text(terms.runsheet.columns.end, "title"))
    return Row((Cell((time,)), Cell((told,))), quiet=True)


_MOST_TICKS = 20
"""On the whole length of the strip; more would not stand clear of each other."""
_STEPS = (15, 30, 60, 120, 180, 240, 360)
"""Minutes between two ticks."""


def bars(rows: DayRows) -> list[Bar]:
    """The bars of a day; a block of tracks is drawn as its tracks."""
    by_id = {row.slot.id: row for row in rows.rows if isinstance(row, BlockRow)}
    return list(_bars(rows.day.slots, by_id, rows.day.start, 0, 1))


def _bars(slots: Sequence[Slot], rows: dict[str, BlockRow], begin: int, top: float, bottom: float) -> Iterator[Bar]:
    for slot in slots:
        breadth = (bottom - top) / max(1, len(slot.lanes))
        for number, lane in enumerate(slot.lanes):
            yield from _bars(lane.slots, rows, begin, top + number * breadth, top + (number + 1) * breadth)
        row = rows.get(slot.id)
        if row is not None and row.number is not None and not slot.lanes:
            yield Bar(row.number, row.title, row.kind, slot.start - begin, slot.minutes, top, bottom)


def ticks(day: Day, length: int) -> list[Tick]:
    """Whole hours (or quarters, or more) of the day's own clock, few enough for a strip of that many minutes."""
    step = next((one for one in _STEPS if length / one <= _MOST_TICKS), _STEPS[-1])
    first = -(-(day.start - day.zero) // step) * step + day.zero
    return [Tick(at - day.start, day.clock(at)) for at in range(first, day.end + 1, step)]


def _strip(days: Sequence[DayRows], terms: Terms) -> Strip:
    """The strips of all days, to the scale of the longest."""
    longest = max(day.day.end - day.day.start for day in days)
    held = tuple(
        StripDay(day.day.title, day.day.end - day.day.start, tuple(bars(day)), tuple(ticks(day.day, longest)))
        for day in days
    )
    kinds = dict.fromkeys(row.kind for day in days for row in day.rows if isinstance(row, BlockRow))
    names = tuple((kind, terms.runsheet.kinds.of(kind)) for kind in kinds)
    return Strip(terms.runsheet.overview, _in_words(days, terms), held, names)


def _in_words(days: Sequence[DayRows], terms: Terms) -> str:
    words = terms.runsheet
    rows = [row for day in days for row in day.rows if isinstance(row, BlockRow)]
    shown = [row for row in rows if row.number is not None and not row.slot.lanes]
    parts = [words.row.format(time=row.start, title=row.title, kind=words.kinds.of(row.kind).lower()) for row in shown]
    return words.strip.format(parts="; ".join(parts))
