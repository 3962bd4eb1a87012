"""An agenda as data: blocks with times, purpose, steps, and slides. Everything later is made from it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Annotated, Any, ClassVar, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from facilitator.agenda.durations import Duration
from facilitator.content import Content, GroupSize, Header, Heading, HowMany, Line, Shorthand, Slug, Text, Texts, slug
from facilitator.content.slides import AnySlide
from facilitator.kept import KeptOfOne
from facilitator.messages import _
from facilitator.text.times import DAY, About, Clock, Minutes

__all__ = [
    "GROUP", "SIZES", "Agenda", "Block", "BlockKind", "Material", "Path", "Segment", "Step", "Stretch", "Timed",
    "block_ids", "group_size_of", "named", "participants_of", "sized", "units", "walk", "whom",
]  # fmt: skip


BlockKind = Literal["session", "knowledge", "dialogue", "exercise", "break", "buffer", "milestone"]
"""``break`` knows when we meet again; ``buffer`` may shrink to nothing and is the facilitator's own;
``milestone`` takes no time; the others differ only in what the time is spent on."""

_DANISH = {
    "pause": "break", "frokost": "break", "oplæg": "knowledge", "viden": "knowledge", "dialog": "dialogue",
    "øvelse": "exercise", "luft": "buffer", "milepæl": "milestone", "program": "session",
}  # fmt: skip
"""What the kinds are called on a run sheet, which some write in their place."""


def _kind(value: Any) -> Any:
    if isinstance(value, str) and (kind := _DANISH.get(value.casefold())):
        raise ValueError(_("there is no kind “{name}”; did you mean “{kind}”?", name=value, kind=kind))
    return value


def _turn(value: Any) -> Any:
    if str(value).casefold() in ("true", "yes", "ja"):
        raise ValueError(_("“{value}” tells no order; expected a number such as 1: the lowest goes first", value=value))
    return value


class Step(Shorthand):
    """A step inside a block, for the speaker's notes and the run sheet. A plain text is what to do."""

    short: ClassVar[str] = "do"
    counted: ClassVar[bool] = True

    minutes: Annotated[Minutes, Field(ge=0, le=7 * DAY)] | None = None
    do: Text
    say: Text = ""
    ask: Texts = []
    who: Line | None = None


class Material(Shorthand):
    """Something to bring. A plain text is one of it for the whole workshop."""

    short: ClassVar[str] = "item"

    item: Line
    count: Annotated[int, Field(ge=1, le=10_000)] = 1
    per: Literal["workshop", "participant", "pair", "trio", "group"] = "workshop"
    group_size: GroupSize | None = None
    """People in a group; those of its block when left out."""
    brings: Line | None = None
    """Who brings it."""

    def needed(self, participants: int | None) -> int | None:
        """How many of it all of them need; None when nobody knows."""
        if participants is None and self.per in SIZES:
            return None
        return units(self.per, participants or 0, self.group_size or GROUP) * self.count


class Block(Content):
    """One entry of the agenda, with its time and all that happens in it."""

    id: Slug | None = None
    """A name that stays when the title changes; made from the title when left out."""
    title: Heading
    """The wording on the agenda slide and in the plan."""
    section: Heading | None = None
    """The wording on a slide that opens the section; no such slide when left out."""
    item: Heading | None = None
    """Blocks in a row with the same ``item`` stand under that one agenda item."""
    kind: Annotated[BlockKind, BeforeValidator(_kind)] = "session"
    hidden: bool = False
    """Keep it off the agenda slide (a buffer always is)."""

    at: Clock | None = None
    """Starts at this time and never moves."""
    around: About | None = None
    """Should start about this time; by how much it slips is said."""
    until: Clock | None = None
    """Ends at this time and never later."""
    minutes: Annotated[Duration | None, BeforeValidator(Duration.parse)] = None
    """How long: ``20``, ``20-35``, ``1 t 30 min``, ``~`` for whatever is left."""
    day: Annotated[int, Field(ge=1, le=366)] | None = None
    """The day it begins on, in a session of several days; the same as the block before when left out."""
    optional: Annotated[int, Field(ge=1, le=1_000), BeforeValidator(_turn)] | None = None
    """May be dropped when time is short, lowest number first."""

    why: Text = ""
    """The purpose."""
    how: list[Step] = []
    """The steps; minutes on them must add up to the block's."""
    who: Line | None = None
    plan_b: Text = ""
    """What to do when it does not go as planned."""
    online: Text = ""
    """What is done otherwise when somebody, or everybody, takes part on a screen."""
    materials: list[Material] = []
    slides: list[AnySlide] = []
    cards: list[Slug] = []
    """Card sets that are used; files in ``decks/cards/``."""
    forms: list[Slug] = []
    """Forms and handouts that are used; files in ``decks/forms/``."""

    group_size: GroupSize | None = None
    """People in a group; that of the data when left out."""

    people: HowMany | None = None
    """How many people it suits, for who looks for an exercise on the shelf."""
    good_for: list[Line] = []
    """What it is good for, in words that it is looked for by."""

    exercise: Slug | None = None
    """An exercise from ``decks/exercises/``; whatever else is written here takes its place."""
    parallel: list[Track] = []
    """Tracks at the same time; the block lasts as long as the longest."""
    columns: dict[Line, Text] = {}
    """Columns of your own in the run sheet: a heading, and what stands under it in this row."""


class Track(Content):
    """One of several tracks at the same time."""

    title: Line
    room: Line | None = None
    who: Line | None = None
    """Who leads it: those of its blocks that do not say."""
    blocks: Annotated[list[Block], Field(min_length=1)]


class Agenda(Header):
    """A session: who, when, and what, in order."""

    start: Clock | None = None
    end: Clock | None = None
    budget: dict[Annotated[BlockKind, BeforeValidator(_kind)], Annotated[int, Field(ge=0, le=7 * DAY)]] = {}
    """Minutes for all blocks of a kind together; the plan keeps them, and the run sheet shows them."""
    agenda_slides: Literal["items", "sections", "once"] = "sections"
    """Where the agenda slide comes back: before every item, only before those with a ``section``, or never."""
    agenda_times: Literal["all", "pins", "none"] = "pins"
    """Which clock times stand on it: all starts, those that hold whatever happens, or none; the end where any do."""
    room: Text = ""
    """How the room is set up, a thing a line; stands on the packing list."""
    blocks: Annotated[list[Block], Field(min_length=1)]


Path: TypeAlias = tuple[str | int, ...]
"""Where a block stands in its agenda: ``("blocks", 3)``, in a track ``("blocks", 3, "parallel", 0, "blocks", 1)``."""


def walk(blocks: Sequence[Block], at: Path = ()) -> Iterator[tuple[Path, Block]]:
    """Every block with its path, those in tracks after the one they stand in."""
    for number, block in enumerate(blocks):
        path = (*at, "blocks", number)
        yield path, block
        for lane, track in enumerate(block.parallel):
            yield from walk(track.blocks, (*path, "parallel", lane))


def named(agenda: Agenda, kind: Literal["cards", "forms"]) -> list[str]:
    """Every card set or form that a block uses, once, in the order of the day."""
    return list(dict.fromkeys(name for _, block in walk(agenda.blocks) for name in getattr(block, kind)))


def block_ids(agenda: Agenda) -> dict[Path, str]:
    """A different id for every block. A title that comes again gets a number: ``refleksion``, ``refleksion-2``."""
    found = list(walk(agenda.blocks))
    taken = {block.id for _, block in found if block.id}
    ids: dict[Path, str] = {}
    for path, block in found:
        ids[path] = block.id or _free(slug(block.title), taken)
        taken.add(ids[path])
    return ids


def _free(wanted: str, taken: set[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


ZONE = "Europe/Copenhagen"
"""The time zone of clock times where the data name none."""
GROUP = 5
"""People in a group, where nothing else is said."""

SIZES: Mapping[str, int] = {"participant": 1, "pair": 2, "trio": 3, "group": GROUP}
"""How many people share what is counted ``per``; one workshop is for all."""


def participants_of(data: Mapping[str, Any]) -> int | None:
    """How many take part, when the agenda tells it as a number."""
    found = data.get("participants")
    return found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else None


def whom(data: Mapping[str, Any]) -> list[str]:
    """For whom a session is: the client, and the team where the client has several; what nobody tells is left out."""
    told = (" ".join(str(data[name]).split()) for name in ("client", "team") if data.get(name))
    return list(dict.fromkeys(told))


def group_size_of(data: Mapping[str, Any]) -> int | None:
    """How many people are in a group, where the agenda tells it."""
    found = data.get("group_size")
    return found if isinstance(found, int) and not isinstance(found, bool) and found > 0 else None


def sized(agenda: Agenda) -> Agenda:
    """The agenda with the size of groups wherever it counts: a slide's own, else its block's, else that of the data."""
    size = group_size_of(agenda.data)
    return agenda.model_copy(
        update={"blocks": [_SIZED.of(block, partial(_sized, block, size), size) for block in agenda.blocks]}
    )


_SIZED: KeptOfOne[Block] = KeptOfOne(1024)
"""Most blocks of one group are those of the next."""


def _sized(block: Block, told: int | None) -> Block:
    size = block.group_size or told

    def own(part: Any) -> Any:
        asks = getattr(part, "work", None) == "group" or getattr(part, "per", None) == "group"
        return part.model_copy(update={"group_size": part.group_size or size}) if asks else part

    tracks = [
        track.model_copy(update={"blocks": [_sized(one, size) for one in track.blocks]}) for track in block.parallel
    ]
    slides, materials = [own(slide) for slide in block.slides], [own(material) for material in block.materials]
    return block.model_copy(update={"group_size": size, "slides": slides, "materials": materials, "parallel": tracks})


def units(per: str, participants: int, group: int = GROUP) -> int:
    """How many pairs, groups … there are, the last one perhaps smaller; one of what is for all."""
    size = group if per == "group" else SIZES.get(per)
    return -(-participants // size) if size else 1


@dataclass(frozen=True, slots=True)
class Timed:
    """A block with its limits and its pins, in minutes from the first day's midnight."""

    block: Block
    id: str
    path: Path
    limits: Duration
    at: int | None = None
    around: int | None = None
    until: int | None = None
    lanes: tuple[tuple[Timed, ...], ...] = ()
    """The blocks of its tracks."""
    latest: int | None = None
    """It begins by then, for the pins inside its tracks."""
    earliest_end: int | None = None
    """It does not end before, for the pins inside its tracks."""
    latest_end: int | None = None
    """It does not end later, because all its tracks are done by then."""
    ideal_end: int | None = None
    """When it would end if the blocks after those pins had their ideal minutes."""
    longest: int | None = None
    """The number of the track that it lasts as long as, where that has been decided."""
    closing: bool = False
    """The session ends with it: never taken out, nor squeezed before others."""

    @property
    def has_clock(self) -> bool:
        """Whether a clock time decides when it begins or ends; the start of one that runs is no matter any more."""
        return (self.at, self.around, self.until) != (None, None, None)

    def pins(self) -> Iterator[int]:
        """Its clock times, those that are only wished too."""
        return (pin for pin in (self.at, self.around, self.until) if pin is not None)

    def inner(self) -> Iterator[Timed]:
        """The blocks inside its tracks, and inside theirs."""
        for lane in self.lanes:
            for item in lane:
                yield item
                yield from item.inner()

    def least_end(self, start: int) -> int | None:
        """When it ends at the earliest; None if it cannot begin then."""
        if (self.latest is not None and start > self.latest) or (self.at is not None and start > self.at):
            return None
        end = start + self.limits.least
        end = end if self.earliest_end is None else max(end, self.earliest_end)
        if self.until is None:
            return end
        return self.until if end <= self.until else None

    def moved(self, by: int) -> Timed:
        """The same with all clock times ``by`` minutes later."""
        if not by:
            return self
        later = (None if one is None else one + by for one in (self.at, self.around, self.until))
        at, around, until = later
        lanes = tuple(tuple(one.moved(by) for one in lane) for lane in self.lanes)
        moved = replace(self, at=at, around=around, until=until, lanes=lanes)
        inside = (self.latest, self.earliest_end, self.latest_end, self.ideal_end)
        latest, end, last, ideal = (None if one is None else one + by for one in inside)
        return replace(moved, latest=latest, earliest_end=end, latest_end=last, ideal_end=ideal)

    def bare(self) -> Timed:
        """The same without tracks, and without what they ask of it."""
        return replace(self, lanes=(), latest=None, earliest_end=None, latest_end=None, ideal_end=None)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Blocks without a night between them. Without an ``end`` the last one ends when it ends, at latest by ``cap``."""

    items: tuple[Timed, ...]
    start: int
    end: int | None = None
    cap: int | None = None
    """When the next day begins."""

    def moved(self, by: int) -> Stretch:
        """The same, ``by`` minutes later."""
        end, cap = (None if one is None else one + by for one in (self.end, self.cap))
        return Stretch(tuple(item.moved(by) for item in self.items), self.start + by, end, cap)

    def segments(self) -> Iterator[Segment]:
        """The blocks between one hard pin and the next, all of them in order."""
        start, items = self.start, list[Timed]()
        for item in self.items:
            if item.at is not None:
                if items or item.at != start:
                    yield Segment(tuple(items), start, item.at, following=item)
                start, items = item.at, []
            items.append(item)
            if item.until is not None:
                yield Segment(tuple(items), start, item.until, last_is_pinned=True, following=item)
                start, items = item.until, []
        if items or self.end is not None:
            yield Segment(tuple(items), start, self.end, cap=self.cap)


@dataclass(frozen=True, slots=True)
class Segment:
    """Blocks between two hard pins. ``last_is_pinned`` says that the last one ends at the second pin, come what may."""

    items: tuple[Timed, ...]
    start: int
    end: int | None
    last_is_pinned: bool = False
    following: Timed | None = None
    """The block that the second pin belongs to; None at the end of the day."""
    cap: int | None = None
    """By when it ends at the latest, when it has no end."""
