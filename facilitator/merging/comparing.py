"""Two states of a shape compared, unit by unit and with a tolerance: a checksum would fail at every rounded edge."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from operator import attrgetter
from typing import Literal

from facilitator.canvas import Box
from facilitator.merging.lines import Line, Type, clean
from facilitator.merging.normal import Item
from facilitator.office.colours import Paint

__all__ = [
    "ALT", "ANIMATION", "BOX", "EFFECT", "FOOT", "HIDDEN", "LED", "LINK", "LOOK", "NOTES", "NO_NOTES", "PICTURE",
    "SETTING", "SHAPE", "SLIDE", "TABLE", "TEMPLATE", "TEXT", "TYPE", "Became", "Clash", "Design", "Merged", "OwnSlide",
    "SlideOutcome", "alike", "boxes_alike", "carried", "clash_in", "clash_of", "differences", "group_moved",
    "line_text", "parted", "says", "still_open", "told_too", "widths_alike",
]  # fmt: skip

TEXT, TYPE, LINK, BOX, LOOK, PICTURE, ALT = "text", "type", "link", "box", "look", "picture", "alternative text"
"""What of a shape is merged by itself: its words, how they are set, where they lead, its place, its outline and fill,
its picture, and what is read aloud for it.
"""
SETTING = "setting"
"""Of how its words are set what is said of all of them together: anchor, edges, columns."""
SHAPE, TABLE, NOTES, HIDDEN, ANIMATION = "shape", "table", "notes", "hidden", "animation"
"""What else there is on a slide that both may have changed: that a shape or a cell is there, rows and columns of a
table, notes, hiding, animations.
"""
SLIDE, LED, NO_NOTES, TEMPLATE = "slide", "slide led to", "no notes", "template"
"""What else may be in the way: that one has the slide no more; that something of theirs leads to such a slide; that
their file has no room for notes. Slides that are drawn for another template do not go into theirs at all.
"""

EFFECT = "effect"
"""An animation of the person's has gone with a paragraph that the agenda has no more."""

FOOT = "footer"
"""What stands at the foot of a slide, told at the first of those that have it alike."""

_NEAR = 18_000
"""EMU, half a millimetre: what writers of files round away is less, what a hand moves is more."""
_SHADE = 3
"""Of 255, by which colours may differ."""
_POINTS = 0.06
_THIN = 1_000
"""EMU, by which the widths of lines may differ."""

Became = Literal["same", "updated", "kept", "both", "new", "removed", "conflict"]
"""What has become of a slide: as it was; updated; the person's changes are kept; both; new; removed; or both have
changed the same, and the person's is kept."""


Design = Literal["same", "updated", "kept", "conflict"]
"""What has become of the theme's colours and fonts, and of masters and layouts, in the same words."""


@dataclass(frozen=True)
class Clash:
    """Both have changed the same thing otherwise; theirs stays."""

    unit: str
    """What of the shape, the slide, or the deck: one of the names above."""
    mine: str
    """What theirs says; empty where it says nothing."""
    ours: str
    was: str = field(default="", compare=False)
    """What their file said before: where it says nothing now, the person may never have seen what ours says. Empty
    where nobody knows."""


@dataclass(frozen=True)
class SlideOutcome:
    """What has become of a slide."""

    id: str
    """Ours."""
    title: str
    became: Became
    number: int | None
    """In the file as the person had it, from 1; None where it was not in it."""
    clashes: tuple[Clash, ...] = ()
    now: int | None = None
    """In the file as it becomes; None where it is not in that."""
    again: tuple[Clash, ...] = ()
    """Those that an earlier build has told, and that nobody has settled since."""
    timed: bool = False
    """It is updated in nothing but numbers in its notes: what comes before it takes more or less time."""


@dataclass(frozen=True)
class OwnSlide:
    """A slide that the person has put in."""

    title: str
    number: int
    """In the file as the person had it, from 1."""
    now: int
    """In the file as it becomes."""


@dataclass(frozen=True)
class Merged:
    """The deck with both changes."""

    content: bytes | None
    """None where the file stays as it is, to the byte."""
    slides: tuple[SlideOutcome, ...]
    """Of ours."""
    clashes: tuple[Clash, ...] = ()
    """Of the whole deck."""
    theme: Design = "same"
    masters: Design = "same"
    foot: str = ""
    """The footer that slides have now, where it is a new one; those that have nothing else new count as they were."""
    own: tuple[OwnSlide, ...] = ()
    """The person's own: nothing becomes of them, but they may stand elsewhere now."""


def differences(one: Item, other: Item, *, exact: bool) -> frozenset[str]:
    """In what two states of a shape differ, some of the names above; a group in its look and turn, not in its place.

    Args:
        one: the earlier.
        other: the later.
        exact: both were written by programs that keep what they do not change: what looks alike but is said otherwise
            counts too.
    """
    if one.kind == "group":
        alike = {
            LOOK: not exact or one.look == other.look,
            ALT: _read_alike(one, other, exact),
            BOX: one.turn == other.turn,
        }
        return frozenset(unit for unit, is_alike in alike.items() if not is_alike)
    return frozenset(unit for unit, alike in _ALIKE.items() if not alike(one, other, exact))


def alike(one: Item, other: Item, *, exact: bool = True) -> bool:
    """Whether two states are the same, with all that is in them; ``exact`` as in `differences`."""
    if differences(one, other, exact=exact) or len(one.children) != len(other.children):
        return False
    if one.kind == "group" and not boxes_alike(one.box, other.box):
        return False
    return all(alike(a, b, exact=exact) for a, b in zip(one.children, other.children, strict=True))


def boxes_alike(one: Box | None, other: Box | None) -> bool:
    """Whether two places are the same but for what is rounded."""
    if one is None or other is None:
        return one is other
    pairs = ((one.x, other.x), (one.y, other.y), (one.w, other.w), (one.h, other.h))
    return all(abs(a - b) <= _NEAR for a, b in pairs)


def _text(one: Item, other: Item, _exact: bool) -> bool:
    return [[line.text for line in body] for body in one.bodies] == [
        [line.text for line in body] for body in other.bodies
    ]


def _set_alike(one: Item, other: Item, exact: bool) -> bool:
    """Of lines that both have; texts that differ are told by their words."""
    if exact and _text(one, other, exact) and (one.setting != other.setting or _runs(one) != _runs(other)):
        return False
    if not _text(one, other, exact):
        return _main_type(one) is None or _main_type(other) is None or _types_alike(_main_type(one), _main_type(other))
    lines = zip(_all_lines(one), _all_lines(other), strict=True)
    return all(
        a.align == b.align and len(a.types) == len(b.types) and all(map(_types_alike, a.types, b.types))
        for a, b in lines
    )


def _all_lines(item: Item) -> list[Line]:
    return [line for body in item.bodies for line in body]


def _runs(item: Item) -> list[list[tuple[str, str]]]:
    """How its letters are set, whatever space is between them, and wherever they lead."""
    alike = ([(look, [*runs]) for look, runs in groupby(line.runs, attrgetter("look"))] for line in _all_lines(item))
    joined = ([(clean("".join(run.text for run in runs)), look) for look, runs in line] for line in alike)
    return [[(text, look) for text, look in line if text] for line in joined]


def _lead_alike(one: Item, other: Item, _exact: bool) -> bool:
    some, others = ([line.links for line in _all_lines(item) if line.links] for item in (one, other))
    return some == others


def _main_type(item: Item) -> Type | None:
    return next((kind for line in _all_lines(item) for kind in line.types), None)


def _types_alike(one: Type | None, other: Type | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one.size - other.size) <= _POINTS and one[1:5] == other[1:5] and _paints_alike(one.paint, other.paint)


def _paints_alike(one: Paint | None, other: Paint | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.alpha == 0 or other.alpha == 0:
        return one.alpha == other.alpha
    near = all(abs(a - b) <= _SHADE for a, b in zip(one.rgb, other.rgb, strict=True))
    return near and abs(one.alpha - other.alpha) <= 0.02


def _placed_alike(one: Item, other: Item, exact: bool) -> bool:
    """Where it is on the slide or in its group; nobody says where a connector runs, for programs lead it anew."""
    if one.kind == "connector" and not exact:
        return True
    if one.turn != other.turn or (exact and one.mirrored != other.mirrored):
        return False
    return boxes_alike(one.box, other.box) or boxes_alike(_carried(one, other.frame), other.box)


def group_moved(found: Mapping[Item, Item]) -> bool:
    """Whether the group around these shapes was moved, not some of them: most are elsewhere on the slide."""
    placed = [(one, other) for one, other in found.items() if one.kind != "connector"]
    elsewhere = sum(not boxes_alike(one.box, other.box) for one, other in placed)
    return 2 * elsewhere > len(placed)


def _carried(item: Item, frame: Box | None) -> Box | None:
    """Where a shape would be if the group around it stood there."""
    return item.box if item.box is None else carried(item.box, item.frame, frame)


def carried(box: Box, old: Box | None, new: Box | None) -> Box:
    """A place in one frame as the same place in another."""
    if old is None or new is None or not old.w or not old.h:
        return box
    across, down = new.w / old.w, new.h / old.h
    return Box(
        round(new.x + (box.x - old.x) * across),
        round(new.y + (box.y - old.y) * down),
        round(box.w * across),
        round(box.h * down),
    )


def _looks_alike(one: Item, other: Item, exact: bool) -> bool:
    lines = abs(one.line[0] - other.line[0]) <= _THIN and _paints_alike(one.line[1], other.line[1])
    cells = not exact or [cell.look for cell in _cells(one)] == [cell.look for cell in _cells(other)]
    own = _paints_alike(one.fill, other.fill) and lines and (not exact or one.look == other.look)
    return own and cells and widths_alike(one.widths, other.widths)


def _cells(item: Item) -> Iterator[Item]:
    return (cell for row in item.rows for cell in row)


def line_text(cells: Iterable[Item]) -> str:
    """What a row or column of a table says, a cell a line."""
    return "\n".join(cell.text for cell in cells if cell.text)


def widths_alike(some: Sequence[int], others: Sequence[int]) -> bool:
    """Whether the columns of two tables are as wide but for what is rounded."""
    return len(some) == len(others) and all(abs(a - b) <= _NEAR for a, b in zip(some, others, strict=True))


def _shows_alike(one: Item, other: Item, _exact: bool) -> bool:
    return one.picture == other.picture


def _read_alike(one: Item, other: Item, exact: bool) -> bool:
    """Some programs drop it: where one says nothing, nobody knows whether that is a person's doing."""
    return one.alt == other.alt or (not exact and not (one.alt and other.alt))


_ALIKE: dict[str, Callable[[Item, Item, bool], bool]] = {
    TEXT: _text,
    TYPE: _set_alike,
    LINK: _lead_alike,
    BOX: _placed_alike,
    LOOK: _looks_alike,
    PICTURE: _shows_alike,
    ALT: _read_alike,
}


def clash_of(unit: str, before: Item, mine: Item, ours: Item) -> Clash:
    """That both have changed the same of a shape otherwise; told with both texts where it is one."""
    if unit == ALT:
        return Clash(ALT, mine.alt, ours.alt, was=before.alt)
    if unit == LINK:
        return clash_in(LINK, *map(_all_lines, (before, mine, ours)))
    if unit == TEXT:
        return Clash(TEXT, mine.text, ours.text, was=before.text)
    return Clash(unit, mine.text or mine.name, "")


def clash_in(unit: str, before: Iterable[Line], mine: Iterable[Line], ours: Iterable[Line]) -> Clash:
    """That both have changed the same lines otherwise; told with their words, or with where they lead."""
    if unit == LINK:
        was, here, there = ("\n".join(link for line in lines for link in line.links) for lines in (before, mine, ours))
    else:
        was, here, there = ("\n".join(dict.fromkeys(line.text for line in lines)) for lines in (before, mine, ours))
    return Clash(unit, here, there, was)


def still_open(clash: Clash, mine: Item, ours: Item, *, exact: bool) -> bool:
    """Whether what was told of a shape is so still: each says what it said then; ``exact`` as in `differences`."""
    differing = differences(mine, ours, exact=exact) | ({TYPE} if _set_apart(mine, ours, exact) else set())
    if clash.unit == SHAPE or (clash.unit == TABLE and not clash.ours):
        return _lines_apart(clash, mine, ours)
    if clash.unit == TABLE:  # As a whole: one may say all that the other says, and more.
        return TEXT in differing and (clash.mine, clash.ours) == (mine.text, ours.text)
    if clash.unit not in differing:
        return False
    mine_, ours_ = (_said_of(clash.unit, one) for one in (mine, ours))
    return parted(clash, mine_, ours_) if clash.unit in (TEXT, LINK) else _parts(clash.mine) <= mine_


def _lines_apart(clash: Clash, mine: Item, ours: Item) -> bool:
    """Whether a row or column stays that only theirs has, or a cell stays away."""
    if not (mine.rows and ours.rows):
        return False
    if not clash.mine:
        said = ({cell.text for cell in _cells(one)} for one in (ours, mine))
        return clash.ours in next(said) and clash.ours not in next(said)
    lines = [{line_text(line) for line in (*one.rows, *zip(*one.rows, strict=False))} for one in (mine, ours)]
    return clash.mine in lines[0] - lines[1]


def _set_apart(mine: Item, ours: Item, exact: bool) -> bool:
    """Whether ours is set otherwise than theirs, whatever both say: as a whole, or in letters set as none of theirs."""
    if exact and mine.setting != ours.setting:
        return True
    theirs, wanted = ([kind for line in _all_lines(one) for kind in line.types] for one in (mine, ours))
    return not all(any(_types_alike(kind, there) for there in theirs) for kind in wanted)


def parted(clash: Clash, mine: Collection[str], ours: Collection[str]) -> bool:
    """Whether theirs still says what it said when a clash was told, and ours too, and neither says the other's."""
    one, other = _parts(clash.mine), _parts(clash.ours)
    return one <= {*mine} and other <= {*ours} and not (other <= {*mine} if other else one <= {*ours})


def _parts(text: str) -> set[str]:
    return {*text.split("\n")} - {""}


def _said_of(unit: str, item: Item) -> set[str]:
    """What a clash tells of a shape."""
    if unit == LINK:
        return {link for line in _all_lines(item) for link in line.links}
    return _parts(item.alt if unit == ALT else item.text or item.name)


def says(items: Iterable[Item]) -> list[tuple[str, str]]:
    """The words and pictures of shapes, wherever they stand and however they look."""
    return sorted((one.text, one.picture) for item in items for one in item.walk() if one.text or one.picture)


def told_too(one: SlideOutcome, other: SlideOutcome) -> SlideOutcome:
    """What has become of a slide, with all that is told of it besides."""
    if one is other or not other.clashes:
        return one
    own = (clash for clash in one.clashes if not any(_within(clash, more) for more in other.clashes))
    clashes = (*own, *other.clashes)
    became = one.became if one.number is None else "conflict"
    return replace(one, became=became, clashes=clashes, again=tuple(clash for clash in one.again if clash in clashes))


def _within(one: Clash, other: Clash) -> bool:
    return one.unit == other.unit and one.mine in other.mine and one.ours in other.ours
