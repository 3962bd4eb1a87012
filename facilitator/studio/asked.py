"""What pages ask for, read from JSON; edits that have to be reckoned first, and what would make a day hold again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import Annotated, Any, Literal

from pydantic import Base64Bytes, BaseModel, ConfigDict, Field

from facilitator.agenda import Agenda, Path, walk
from facilitator.agenda.durations import Duration
from facilitator.agenda.planning import plan
from facilitator.messages import Problems, _
from facilitator.studio.edits import EDIT, Add, AnyEdit, Delete, Put, Split, edited
from facilitator.text.times import clock_text

__all__ = [
    "EVERYTHING", "Asked", "Body", "Cards", "Dropped", "Form", "Make", "Open", "Pairs", "Picked", "Rows", "Table",
    "Use", "edit_of", "mends_of", "mends_of_programme", "mends_of_unread",
]  # fmt: skip

_FIVE, _HOURS, _FEW = 5, 180, 4
"""Minutes by which a mend is looked for, and up to how many; and how many ways are shown."""
_AnyPath = Annotated[tuple[str | int, ...], Field(strict=False, min_length=1, max_length=30)]


class Body(BaseModel):
    """The body of a request: nothing else stands in it, and nothing is guessed."""

    model_config = ConfigDict(extra="forbid", strict=True)


class Asked(Body):
    """What a page asks of a file, as it takes it to be."""

    sum: str
    edit: dict[str, Any] = {}
    by: Annotated[str, Field(max_length=100)] = ""
    """Which window asks."""


class Dropped(Body):
    """A file that was dropped on the page, and the value of the agenda that is to name it."""

    sum: str
    path: _AnyPath
    name: str
    content: Base64Bytes


class Picked(Body):
    """A folder of this machine, as people write it; empty where it is the one there is."""

    path: Annotated[str, Field(max_length=4_000)]


class Use(Body):
    """What is to be copied from the shelf."""

    kind: str
    name: str


_Name = Annotated[str, Field(pattern="^[a-z0-9-]*$", max_length=100)]
_Pasted = Annotated[str, Field(max_length=90_000)]
_Words = Annotated[str, Field(max_length=5_000)]
_Columns = Annotated[tuple[Annotated[str, Field(max_length=200)], ...], Field(strict=False, max_length=9)]
_Number = Annotated[int, Field(ge=0, le=10_000)]


EVERYTHING = "*"
"""Among slides to take: all of the agenda's."""


class Make(Body):
    """Everything is to be made; of decks that were edited, these slides as the agenda has them, or `EVERYTHING`."""

    take: Annotated[list[Annotated[str, Field(max_length=500)]], Field(max_length=1000)] = []


class Open(Body):
    """A file that was made is to be opened by the program that it belongs to; with None, their folder is shown."""

    number: Annotated[int, Field(ge=0)] | None


class Cards(Body):
    """Cards of a set of that name, of questions that were pasted, or of both."""

    name: _Name
    own: _Pasted
    title: Annotated[str, Field(max_length=200)]
    by: Literal["participants", "sets", "copies"]
    number: Annotated[int, Field(ge=1, le=500)]
    size: Literal["", "a7", "a6", "a5", "poker", "85x55"]
    flip: Literal["long", "short", "fold", "none"]


class Form(Body):
    """A form, so many times, with some of its texts in other words."""

    name: _Name
    copies: Annotated[int, Field(ge=1, le=500)]
    sender: Annotated[str, Field(max_length=200)]
    texts: Annotated[list[tuple[_AnyPath, _Words, _Words]], Field(max_length=200)]
    """Where it stands in the form, as the page had it, and as it is to be."""


class Pairs(Body):
    """People, pasted or only counted, and the rounds in which they meet."""

    people: _Pasted
    number: _Number
    rounds: Annotated[int, Field(ge=1, le=50)]
    size: Annotated[int, Field(ge=2, le=50)]
    apart: _Columns
    together: _Columns
    seed: _Number
    swaps: Annotated[list[tuple[_Number, _Number, _Number]], Field(max_length=500)]
    """Of two people in a round, moved by hand: the round and their places in the list, from 0."""


class Table(Body):
    """A table that was dropped on the page."""

    name: str
    content: Base64Bytes


class Rows(Body):
    """How a table is to be read: the sheet, and the names of the columns that groups are called by."""

    sheet: Annotated[str, Field(max_length=200)] = ""
    called: Annotated[
        tuple[Annotated[str, Field(pattern=r"^\w+$", max_length=200)], ...], Field(strict=False, max_length=2)
    ] = ()


class _Halve(Body):
    """A block that is to become two, wherever that is best."""

    do: Literal["halve"]
    path: _AnyPath


class _Stretch(Body):
    """A block that is to have another least, ideal, or most."""

    do: Literal["stretch"]
    path: _AnyPath
    minutes: dict[Literal["least", "ideal", "most"], Annotated[int, Field(ge=0, le=1440)]] = Field(min_length=1)


def edit_of(asked: dict[str, Any], agenda: Callable[[], Agenda]) -> AnyEdit:
    """What a page asks for as an edit of the text; the agenda is read where that has to be reckoned.

    Raises:
        pydantic.ValidationError: it is no edit.
        Problems: it cannot be made.
    """
    if asked.get("do") == "halve":
        return _split(agenda(), _Halve.model_validate(asked).path)
    if asked.get("do") == "stretch":
        wish = _Stretch.model_validate(asked)
        return _stretched(agenda(), wish.path, {str(key): one for key, one in wish.minutes.items()})
    return EDIT.validate_python(asked)


def _split(agenda: Agenda, path: Path) -> AnyEdit:
    """How a block becomes two: between two steps, as near to its middle as may be, or else in the middle itself.

    Raises:
        Problems: it is too short, or the day cannot be planned.
    """
    slot = next((one for one in plan(agenda).walk() if one.path == path), None)
    if slot is None or slot.minutes < 2:
        raise Problems.one(_("the block is too short to be split"))
    times = [one.minutes or 0 for one in slot.block.how]
    if len(times) > 1 and all(times):  # Each has the minutes of its own steps: else it would not hold.
        ends = [sum(times[:number]) for number in range(1, len(times))]
        steps = min(range(len(ends)), key=lambda number: abs(2 * ends[number] - sum(times)))
        minutes = (ends[steps], sum(times) - ends[steps])
        return Split(do="split", path=path, minutes=minutes, steps=steps + 1, title=slot.block.title)
    first = max(1, slot.minutes // 2 // _FIVE * _FIVE)
    return Split(do="split", path=path, minutes=(first, slot.minutes - first), title=slot.block.title)


def _stretched(agenda: Agenda, path: Path, asked: Mapping[str, int]) -> AnyEdit:
    """A block with another least, ideal, or most; what is not asked for gives way.

    Args:
        agenda: it.
        path: of the block.
        asked: minutes under ``least``, ``ideal``, ``most``.
    """
    block = next(one for at, one in walk(agenda.blocks) if at == path)
    was = block.minutes or Duration.fixed(_FIVE)
    ideal = asked.get("ideal", was.ideal)
    if was.least == was.most and "ideal" in asked:
        return Put(do="put", path=(*path, "minutes"), value=str(ideal))
    least, most = asked.get("least", was.least), asked.get("most", was.most or max(was.ideal, ideal))
    if "ideal" in asked:
        least, most = min(least, ideal), max(most, ideal)
    else:
        least = least if "least" in asked else min(least, most)
        most = max(most, least)
        between = Duration.parse(f"{was.least}-{was.most}").ideal == was.ideal if was.least != was.most else False
        ideal = Duration.parse(f"{least}-{most}").ideal if between else min(max(ideal, least), most)
    return Put(do="put", path=(*path, "minutes"), value=_span(least, ideal, most))


def _span(least: int, ideal: int, most: int) -> str | dict[str, str]:
    """As people write it, where that says the same."""
    short = str(least) if least == most else f"{least}-{most}"
    if Duration.parse(short) == Duration(ideal, least, most):
        return short
    return {"ideal": str(ideal), "min": str(least), "max": str(most)}


def mends_of(agenda: Agenda, clock: str) -> list[dict[str, Any]]:
    """What would make a day hold that does not, each in words and as the edit that does it; those that do it alone.

    Args:
        agenda: it.
        clock: the pattern of a clock time as its language writes it.
    """
    try:
        plan(agenda)
    except Problems as error:
        at = [one.path for one in error.problems if one.path]
        found = (way for path in at for way in (*_by_its_steps(agenda, path), *_mends(agenda, clock, path)))
        return [*islice(found, _FEW)]
    return []


def mends_of_programme(text: str, holds: Callable[[str], bool]) -> list[dict[str, Any]]:
    """The same for a programme: its overview or its timeline left out, where they do not go with its parts.

    Args:
        text: its file.
        holds: whether a programme of such a text can be planned.
    """
    said = {"overview": _("Leave the overview out"), "timeline": _("Leave the timeline out")}
    ways = [] if holds(text) else [(words, Put(do="put", path=(key,), value=None)) for key, words in said.items()]
    return [_way(words, edit) for words, edit in ways if (after := edited(text, edit)) != text and holds(after)]


def mends_of_unread(text: str, opens: Callable[[str], bool]) -> list[dict[str, Any]]:
    """The same for a file that cannot be read: a first block, where nothing else is missing.

    Args:
        text: its file.
        opens: whether a file of such a text can be read.
    """
    edit = Add(do="add", path=("blocks", 0), block={"title": _("New block"), "minutes": "10"})
    try:
        return [_way(_("Put in a first block"), edit)] if opens(edited(text, edit)) else []
    except Problems:  # There are blocks, or it is no YAML.
        return []


def _mends(agenda: Agenda, clock: str, at: Path) -> Iterator[dict[str, Any]]:
    """For a pin that cannot be held: a block before it shorter, one left out, the pin later, or none."""
    blocks = agenda.blocks
    number = int(at[1]) if at[0] == "blocks" else len(blocks)
    before = range(number + (at[-1] == "until"))
    yield from _shorter(agenda, before)
    for one in before:
        if blocks[one].optional is not None and _plans(agenda, without=one):
            said = _("Leave “{title}” out", title=blocks[one].title)
            yield _way(said, Delete(do="delete", path=("blocks", one)))
    if len(at) in (1, 3):
        yield from _later(agenda, clock, at, None if at[0] != "blocks" else number)


def _by_its_steps(agenda: Agenda, at: Path) -> Iterator[dict[str, Any]]:
    """A block that its steps do not fill, or are too long for, as long as they are."""
    for path, block in walk(agenda.blocks):
        total = sum(step.minutes or 0 for step in block.how)
        if path == at[: len(path)] and total and all(step.minutes for step in block.how):
            said = _("Give “{title}” {n} minutes", title=block.title, n=total)
            if block.minutes and not block.minutes.least <= total <= (block.minutes.most or total):
                yield _way(said, Put(do="put", path=(*path, "minutes"), value=str(total)))


def _shorter(agenda: Agenda, before: range) -> Iterator[dict[str, Any]]:
    """The longest block that can give what is missing, by itself."""
    least = {one: (agenda.blocks[one].minutes or Duration.REST).least for one in before}
    for one in sorted(before, key=lambda number: -least[number]):

        def holds(by: int, one: int = one) -> bool:
            return _plans(agenda, one, minutes=Duration.fixed(least[one] - by))

        if less := _enough(least[one] - _FIVE, holds):
            minutes = max(_FIVE, (least[one] - less) // _FIVE * _FIVE)
            said = _("Give “{title}” {n} minutes", title=agenda.blocks[one].title, n=minutes)
            yield _way(said, Put(do="put", path=("blocks", one, "minutes"), value=str(minutes)))
            return


def _later(agenda: Agenda, pattern: str, at: Path, number: int | None) -> Iterator[dict[str, Any]]:
    """The pin, of a block or of the whole day, as late as need be, or taken out."""
    key = str(at[-1])
    now = getattr(agenda if number is None else agenda.blocks[number], key, None)
    if now is None:
        return
    title = "" if number is None else agenda.blocks[number].title
    if later := _enough(_HOURS, lambda by: _plans(agenda, number, **{key: now + by})):
        clock = clock_text(now + later)
        end = _("End at {clock}", clock=clock)
        pin = _("Move the fixed time of “{title}” to {clock}", title=title, clock=clock)
        yield _way(end if number is None else pin, Put(do="put", path=at, value=clock_text(now + later, pattern)))
    if number is not None and _plans(agenda, number, **{key: None}):
        yield _way(_("Let the time of “{title}” follow", title=title), Put(do="put", path=at, value=None))


def _way(said: str, edit: AnyEdit) -> dict[str, Any]:
    return {"said": said, "edit": edit.model_dump(mode="json")}


def _enough(most: int, holds: Callable[[int], bool]) -> int:
    """The fewest minutes, in fives, that are enough; 0 where none are. More than enough is enough too."""
    low, high = 1, most // _FIVE
    if high < low or not holds(high * _FIVE):
        return 0
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle * _FIVE) else (middle + 1, high)
    return low * _FIVE


def _plans(agenda: Agenda, number: int | None = None, *, without: int | None = None, **other: Any) -> bool:
    """Whether the day holds where a block, or the agenda itself, says something else, or ``without`` a block."""
    blocks = [block for one, block in enumerate(agenda.blocks) if one != without]
    if not blocks:
        return False
    if number is not None:
        blocks[number] = blocks[number].model_copy(update=other)
        other = {}
    try:
        plan(agenda.model_copy(update={"blocks": blocks, **other}))
    except Problems:
        return False
    return True
