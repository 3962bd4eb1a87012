"""From the schedule to the deck: which slides come in which order, with their titles, ids, sections, and notes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from facilitator.agenda import Agenda, Block, walk, whom
from facilitator.agenda.schedule import Lane, Schedule, Slot
from facilitator.content import Header, slug, told_once
from facilitator.content.parts import Point
from facilitator.content.slides import (
    AgendaItem,
    AgendaList,
    Break,
    Bullets,
    Checkout,
    FigureSlide,
    People,
    Questions,
    Quote,
    Section,
    SlideContent,
    Sources,
    Statement,
    TitlePage,
)
from facilitator.content.terms import Terms
from facilitator.deck import Deck, Note, Origin, Register, Slide
from facilitator.deck.notes import (
    Item,
    again_words,
    agenda_items,
    clock_words,
    dates_text,
    day_words,
    held_days,
    opening_notes,
    run_notes,
    silent_notes,
    slide_notes,
    span_text,
    times_lines,
)
from facilitator.kept import Kept, print_of, print_of_shared
from facilitator.text import filled, joined, one_line

__all__ = ["compose", "compose_tracks", "for_whom", "title_of"]


def compose(schedule: Schedule, terms: Terms, prints: Iterable[str] = (), *, apart: bool = False) -> Deck:
    """The deck of a session: title page; then, per agenda item, the agenda, its openers, its slides, its break; at last
    its sources, to which those of its ``prints`` (cards and forms) belong.

    When tracks are held ``apart`` their slides are left out: each room has the deck that `compose_tracks` gives.
    """
    # For whom and when it is stands on the title page and at the foot alone: all else is made once for all groups.
    bare = replace(schedule, agenda=schedule.agenda.model_copy(update={"data": {}, "subtitle": None}))
    sources = told_once(schedule.agenda.sources, (*_shown(schedule.agenda), *prints))
    composer = _Composer(bare, terms, Register(), sources, apart)
    made_of = print_of(bare, print_of_shared(terms), sources, apart, shared=(Block,))
    page, *slides = _SLIDES.of(made_of, lambda: [*map(_known, composer.slides())])
    return _deck(schedule, terms, [replace(page, content=_title(schedule, terms), made_of=""), *slides])


_SLIDES: Kept[list[Slide]] = Kept(32)


def _known(slide: Slide) -> Slide:
    return replace(slide, made_of=print_of(slide))


def compose_tracks(schedule: Schedule, terms: Terms) -> list[Deck]:
    """A deck for each track (a title in a room) that has slides: a title page, then its slides, time after time.

    Their ids are the session's with the track's behind it: ``halvdag/samtalen-lokale-1``.
    """
    held: dict[str, list[tuple[Slot, Lane]]] = {}
    for slot in schedule.slots:
        for lane in slot.lanes:
            held.setdefault(lane.place, []).append((slot, lane))
    found, names = [], Register()
    for place, times in held.items():
        slides = _Composer(schedule, terms, Register(), []).track(place, times)
        if len(slides) > 1:
            common = _deck(schedule, terms, slides)
            name = names.id(common.id, slug(place), place)
            found.append(replace(common, id=name, title=f"{common.title}: {place}"))
    return found


def _deck(schedule: Schedule, terms: Terms, slides: list[Slide]) -> Deck:
    agenda = schedule.agenda
    people = [person.name for person in agenda.facilitators]
    return Deck(
        id=agenda.id,
        title=agenda.title,
        language=terms.locale,
        slides=tuple(slides),
        footers=_footers(agenda.title, whom(agenda.data), dates_text(schedule, terms)),
        author=", ".join(people),
        client=" · ".join(whom(agenda.data)),
        theme=agenda.theme,
    )


@dataclass(frozen=True)
class _Silent:
    """A block that has no slide of its own: how it is run stands with the slide that is up then."""

    notes: tuple[Note, ...]


@dataclass(frozen=True)
class _Section:
    """An agenda item with the slides under it; ``marked`` when the agenda slide comes back before it."""

    item: Item
    parts: tuple[Slide | _Silent, ...]
    marked: bool

    @property
    def first(self) -> Slide | None:
        """The first of its slides."""
        return next((one for one in self.parts if isinstance(one, Slide)), None)


@dataclass(frozen=True)
class _Composer:
    schedule: Schedule
    terms: Terms
    register: Register
    sources: list[str]
    apart: bool = False

    def slides(self) -> list[Slide]:
        """All slides, in order."""
        return self._joined(self._parts())

    def track(self, place: str, times: list[tuple[Slot, Lane]]) -> list[Slide]:
        """The slides of a track, each time that it is held, behind a title page of its own."""
        page, opened = self._track_page(place, [lane for _slot, lane in times]), len(times) > 1
        parts = [part for slot, lane in times for part in self._lane(lane, slot, lane.title, opened=opened)]
        return self._joined([page, *parts])

    @staticmethod
    def _joined(parts: Iterable[Slide | _Silent]) -> list[Slide]:
        """The slides, each with what is to be done while it is up."""
        found: list[Slide] = []
        for part in parts:
            if isinstance(part, Slide):
                found.append(part)
            else:
                found[-1] = replace(found[-1], notes=(*found[-1].notes, *part.notes))
        return found

    def _parts(self) -> Iterator[Slide | _Silent]:
        yield self._title_page()
        sections = list(self._sections())
        shown = [section for section in sections if section.item.text]
        if shown and not shown[0].marked:
            yield self._agenda(shown, None, shown[0].item.slots[0])
        for section in sections:
            if section.marked:
                yield self._agenda(shown, shown.index(section), section.item.slots[0])
            yield from section.parts
        if self.sources:
            yield self._sources()

    def _sections(self) -> Iterator[_Section]:
        name, first, begun = self.schedule.agenda.title, True, self.schedule.day_of(self.schedule.slots[0])
        for item in agenda_items(self.schedule):
            name, day = item.text or name, self.schedule.day_of(item.slots[0])
            marked = self._comes_back(item, first=first or day != begun)
            first = first and item.text is None
            if item.text is not None and not item.is_break:
                begun = day
            opened = item.slots[0] if marked else None
            parts = [part for slot in item.slots for part in self._block(slot, name, opened=slot is opened)]
            yield _Section(item, tuple(parts), marked)

    def _comes_back(self, item: Item, *, first: bool) -> bool:
        """Whether the agenda slide stands before this item, the ``first`` of all or of a day, with the item marked."""
        rule = self.schedule.agenda.agenda_slides
        if rule == "once" or item.text is None or item.is_break:
            return False
        if rule == "sections":
            return first or any(slot.block.section for slot in item.slots)
        return any(slot.minutes or slot.block.slides for slot in item.slots)

    def _title_page(self) -> Slide:
        agenda = self.schedule.agenda
        title, _number = self.register.title(agenda.title)
        name, notes = self.register.id(agenda.id, "title", title), opening_notes(self.schedule, self.terms)
        return Slide(name, title, agenda.title, _title(self.schedule, self.terms), tuple(notes), ("title",))

    def _track_page(self, place: str, lanes: list[Lane]) -> Slide:
        """The first slide in a room of its own: which track, when, and by whom."""
        agenda, terms = self.schedule.agenda, self.terms
        spans = [span_text(self.schedule, lane.slots[0].start, lane.slots[-1].end, terms) for lane in lanes]
        leaders = dict.fromkeys(lane.who for lane in lanes if lane.who)
        when = ", ".join(filter(None, (dates_text(self.schedule, terms), *spans)))
        content = TitlePage(
            subtitle=agenda.title, client=for_whom(agenda) or None, when=when, by=terms.led_by(leaders) or None
        )
        title, _number = self.register.title(place)
        notes = (Note(", ".join(spans), terms.notes.time),)
        name = self.register.id(agenda.id, f"track-{slug(place)}", title)
        return Slide(name, title, place, content, notes, ("title",))

    def _sources(self) -> Slide:
        """What the content builds on, behind everything else; it stands under no block and takes no time."""
        agenda, terms = self.schedule.agenda, self.terms
        title, number = self.register.title(terms.sources)
        name, notes = self.register.id(agenda.id, "sources", title), (Note(terms.sources_note),)
        return Slide(name, title, terms.sources, Sources(entries=self.sources), notes, ("sources",), number=number)

    def _agenda(self, shown: list[_Section], current: int | None, slot: Slot) -> Slide:
        """The agenda; before an item whose first block has words of its own for the section, it opens that too."""
        terms = self.terms
        entries = [self._entry(one, *day) for one, day in zip(shown, self._days(shown), strict=True)]
        opens = None if current is None else slot.block.section
        heading, end = opens or terms.agenda, self._end()
        icon = self.schedule.agenda.icon
        content = AgendaList(heading=heading, items=entries, current=current, opens=bool(opens), end=end, icon=icon)
        item = None if current is None else entries[current].text
        title = opens or (terms.agenda if item is None else filled(terms.agenda_title, item=item))
        return self._slide(content, slot, item or self.schedule.agenda.title, "agenda", slot.path, title)

    def _entry(self, section: _Section, day: str | None, times: str | None) -> AgendaItem:
        item, slot = section.item, section.item.slots[0]
        rule = self.schedule.agenda.agenda_times
        clock = slot.beginning if rule == "all" else item.clock if rule == "pins" else None
        clocked = clock is not None and not self.schedule.relative
        return AgendaItem(
            text=item.text or "",
            clock=self.terms.roughly(clock_words(clock or 0, self.terms), clock or 0) if clocked else None,
            slide=section.first.id if section.first else None,
            day=day,
            times=times,
            is_break=item.is_break,
        )

    def _days(self, shown: list[_Section]) -> Iterator[tuple[str | None, str | None]]:
        """The days that begin with these items, where there are several, and their times."""
        schedule, terms, begun = self.schedule, self.terms, None
        timed = not schedule.relative and schedule.agenda.agenda_times != "none"
        times = {day.number: span_text(schedule, day.start, day.end, terms) for day in held_days(schedule)}
        for slot in (section.item.slots[0] for section in shown):
            day = schedule.day_of(slot)
            begins, begun = day is not None and day != begun, day
            yield (day_words(schedule, slot, terms), times.get(day or 0) if timed else None) if begins else (None, None)

    def _end(self) -> str | None:
        """»kl. 11.30«, when everybody may go; where clock times are shown at all."""
        schedule = self.schedule
        if schedule.relative or schedule.agenda.agenda_times == "none":
            return None
        return clock_words(schedule.end, self.terms)

    def _block(self, slot: Slot, section: str, *, opened: bool = False) -> Iterator[Slide | _Silent]:
        """A block's slides: its opener unless that stands already, what is written, its tracks, its break. Without
        any, how it is run.
        """
        found = list(self._contents(slot, opened=opened))
        if not found and (silent := silent_notes(self.schedule, slot, self.terms)):
            yield _Silent(tuple(silent))
        running = run_notes(self.schedule, slot, [content for content, *_rest in found], self.terms) if found else []
        for (content, name, path), notes in zip(found, running, strict=True):
            yield self._slide(content, slot, section, name, path, running=notes)
        for lane in () if self.apart else slot.lanes:
            yield from self._lane(lane, slot, section)

    def _contents(self, slot: Slot, *, opened: bool) -> Iterator[tuple[SlideContent, str | None, Origin]]:
        block = slot.block
        if block.section and not opened:
            yield Section(section=block.section), "section", (*slot.path, "section")
        for number, slide in enumerate(block.slides):
            content: SlideContent = slide
            if isinstance(slide, People) and slide.people == "all":
                content = slide.model_copy(update={"people": self.schedule.agenda.facilitators})
            yield content, slide.id, (*slot.path, "slides", number)
        if block.kind == "break" and slot.minutes:
            until = again_words(self.schedule, slot, self.terms)
            yield Break(until=until, minutes=slot.lasting), "break", slot.path
        if slot.lanes:
            tracks = [self._track(lane) for lane in slot.lanes]
            yield Bullets(bullets=tracks), "tracks", (*slot.path, "parallel")

    def _track(self, lane: Lane) -> Point:
        blocks = [
            joined("  ", (span_text(self.schedule, slot.start, slot.end, self.terms), slot.block.title))
            for slot in lane.slots
        ]
        return Point(text=lane.place, points=blocks)

    def _lane(self, lane: Lane, slot: Slot, section: str, *, opened: bool = True) -> Iterator[Slide | _Silent]:
        """The slides of a track, if it has any, behind an opener of its own."""
        parts = [part for inner in lane.slots for part in self._block(inner, section)]
        if opened and any(isinstance(part, Slide) for part in parts):
            opener = Section(section=lane.place, subtitle=self.terms.led_by([lane.who]) if lane.who else None)
            yield self._slide(opener, lane.slots[0], section, "track", slot.path)
        yield from parts

    def _slide(
        self,
        content: SlideContent,
        slot: Slot,
        section: str,
        name: str | None,
        path: Origin,
        title: str | None = None,
        *,
        running: Sequence[Note] = (),
    ) -> Slide:
        found, number = self.register.title(title or title_of(content, slot.block.title, self.terms))
        notes = [*slide_notes(self.schedule, slot, content, self.terms), *running]
        name = self.register.id(f"{self.schedule.agenda.id}/{slot.id}", name, found)
        return Slide(name, found, section, content, tuple(notes), path, slot.block.title, slot.id, number)


def _shown(agenda: Agenda) -> Iterator[str]:
    """The sources under the slides, in their order."""
    for slide in (slide for _path, block in walk(agenda.blocks) for slide in block.slides):
        yield slide.source or (slide.figure.source if isinstance(slide, FigureSlide) else "")


def _title(schedule: Schedule, terms: Terms) -> TitlePage:
    """What stands on the title page besides the title."""
    agenda = schedule.agenda
    times = [] if schedule.relative else times_lines(schedule, terms)
    between = ", " if len(schedule.days) == 1 else "\n"
    when = between.join(filter(None, (dates_text(schedule, terms), *times)))
    return TitlePage(
        subtitle=agenda.subtitle,
        client=for_whom(agenda) or None,
        when=when or None,
        by=terms.led_by(person.name for person in agenda.facilitators) or None,
        icon=agenda.icon,
    )


def for_whom(header: Header) -> str:
    """Client and team, as far as they are not named in the title or under it."""
    told = f"{header.title}\n{header.subtitle or ''}".casefold()
    return " · ".join(one for one in whom(header.data) if one.casefold() not in told)


def _footers(title: str, people: list[str], date: str) -> tuple[str, ...]:
    """For whom and when, or one of them; the title where there is neither. At last its beginning, ever shorter, but
    never one word alone that has been cut off.
    """
    parts = tuple(filter(None, (" · ".join(people), date))) or (title,)
    words = parts[0].split()
    cut = (" ".join(words[:number]).rstrip(",;:–-") + " …" for number in range(len(words) - 1, 1, -1))
    return tuple(dict.fromkeys((" · ".join(parts), parts[0], *people[:1], *cut)))


def title_of(content: SlideContent, block: str, terms: Terms) -> str:
    """The written title, or what the slide is about; at last the block's title."""
    if content.title:
        return content.title
    match content:
        case FigureSlide():
            return content.figure.title
        case Section():
            return content.section
        case Statement():
            return one_line(content.statement)
        case People():
            return terms.people
        case Questions():
            return terms.questions
        case Quote():
            return terms.quote
        case Checkout():
            return terms.checkout
    return block
