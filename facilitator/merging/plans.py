"""What is to become of a slide, a plan; and of all there is on it besides its shapes: notes, hiding, animations."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import chain

from facilitator.merging.comparing import (
    ANIMATION,
    LINK,
    NO_NOTES,
    NOTES,
    SHAPE,
    TEXT,
    TYPE,
    Clash,
    clash_in,
    parted,
    says,
    still_open,
)
from facilitator.merging.deck import Left
from facilitator.merging.lines import Line
from facilitator.merging.normal import Form, Item
from facilitator.merging.tables import Grid
from facilitator.merging.texts import Piece, Refused, merged_lines
from facilitator.office import Element

__all__ = [
    "Addition", "Edit", "Plan", "States", "left_lines", "plan_rest", "refusals", "says_new", "tell_again",
]  # fmt: skip

_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, eq=False)
class Edit:
    """A shape of theirs that takes over some of ours."""

    mine: Item
    ours: Item
    units: frozenset[str]
    """What it takes over; empty for all of it."""
    bodies: tuple[tuple[Piece, ...], ...] = ()
    """Its texts, where it takes over words and has words of the person's."""
    moved: bool = False
    """The group that it is in stands elsewhere: the place is carried there."""
    sizes: tuple[tuple[Element, str, str], ...] = ()
    """Of a table, as `TableSteps` has them."""
    grid: Grid | None = None
    """Of a table, the rows and columns that it gets."""


@dataclass(frozen=True, eq=False)
class Addition:
    """A shape of ours that comes onto their slide."""

    ours: Item
    within: Item | None
    """The group of theirs that it goes into."""
    behind: Item | None
    """The shape of theirs, or of ours that has come before it, over which it lies; None at the back."""
    moved: bool = False


@dataclass(eq=False)
class Plan:
    """What becomes of a slide."""

    edits: list[Edit] = field(default_factory=list)
    additions: list[Addition] = field(default_factory=list)
    removals: list[Item] = field(default_factory=list)
    frames: list[tuple[Item, Item]] = field(default_factory=list)
    """Groups of theirs and of ours whose frame they take."""
    names: list[tuple[Item, Item]] = field(default_factory=list)
    """Shapes of theirs and of ours whose names they take."""
    ends: list[tuple[Item, Item]] = field(default_factory=list)
    """Connectors of theirs that go on joining what those of ours join."""
    notes: tuple[Piece, ...] | None = None
    """The new notes; None where they stay."""
    hidden: bool | None = None
    effects: bool = False
    """It takes over our animations."""
    clashes: list[Clash] = field(default_factory=list)
    again: list[Clash] = field(default_factory=list)
    """Those of them that an earlier build has told."""
    pairs: list[tuple[Item, Item]] = field(default_factory=list)
    """Shapes of theirs and of ours that are the same, and cells."""
    kept: bool = False
    """The person has changed something that stays."""
    orders: list[list[Item]] = field(default_factory=list)
    """Shapes of theirs that are to lie over each other in this order."""
    left: list[tuple[Element, Item]] = field(default_factory=list)
    """Shapes of theirs that were ours, and that the agenda has no more: as we wrote them, kept; and theirs."""
    left_lines: dict[str, str] = field(default_factory=dict)
    """The same of lines, of the notes too: what theirs say, and what we had written."""
    same: dict[str, str] = field(default_factory=dict)
    """The ids of our shapes that are shapes of theirs, and theirs."""

    @property
    def changes_shapes(self) -> bool:
        return any((self.edits, self.additions, self.removals, self.frames, self.names, self.orders))

    @property
    def only_notes(self) -> bool:
        return self.notes is not None and not (self.changes_shapes or self.hidden is not None or self.effects)

    @property
    def changes(self) -> bool:
        """Whether anything of theirs becomes other."""
        return self.changes_shapes or self.notes is not None or self.hidden is not None or self.effects


@dataclass(frozen=True)
class States:
    """A slide three times."""

    base: Form | None
    """As we wrote it last; None when nobody knows."""
    base_there: Form | None
    """The same on the layouts of their file."""
    mine: Form
    """As the person has it."""
    ours: Form
    """As the new build has it, on the layouts of the base."""
    exact: bool
    """Their file was written by programs that keep what they do not change."""
    take: bool = False
    """Ours is wanted."""
    left: Left = field(default_factory=Left)
    """What earlier merges have left on it."""
    told: tuple[Clash, ...] = ()
    """What they have told of it."""


def plan_rest(plan: Plan, base: Form, states: States) -> None:
    """What becomes of all there is on a slide besides its shapes: notes, hiding, animations."""
    _notes(plan, base, states)
    _lines_left(plan, states)
    _hiding(plan, base, states)
    _effects(plan, base, states)


def _texts(lines: Iterable[Line]) -> list[str]:
    return [line.text for line in lines]


def _notes(plan: Plan, base: Form, states: States) -> None:
    mine, ours = states.mine.notes, states.ours.notes
    plan.kept |= _texts(mine) != _texts(base.notes)
    plan.kept |= states.exact and [line.runs for line in mine] != [line.runs for line in base.notes]
    if _texts(mine) == _texts(ours):
        return
    earlier = {*states.left.lines} - {*_texts(ours)}
    pieces, refused = merged_lines(base.notes, mine, ours, exact=states.exact, take=states.take, left=states.left.lines)
    if states.base is None and not states.take:
        plan.clashes.append(Clash(NOTES, "\n".join(_texts(mine)), "\n".join(_texts(ours))))
    elif refused:
        plan.clashes += [_between(NOTES, several) for several in _by_sides(refused)]
    if states.take:
        pieces = [piece for piece in pieces if piece.ours or piece.line.text not in earlier]
    plan.left_lines |= left_lines(refused)
    if _texts(piece.line for piece in pieces) != _texts(mine):
        plan.notes = tuple(pieces)


def _by_sides(refused: Iterable[Refused]) -> Iterator[list[Refused]]:
    """What both have changed, what the person has deleted, and what the agenda has no more, each by themselves."""
    found: dict[tuple[bool, bool], list[Refused]] = {}
    for one in refused:
        found.setdefault((bool(one.mine), bool(one.ours)), []).append(one)
    yield from found.values()


def _between(unit: str, refused: Collection[Refused]) -> Clash:
    """That both have changed these lines otherwise."""
    mine, ours = (chain(*lines) for lines in zip(*((one.mine, one.ours) for one in refused), strict=True))
    return clash_in(unit, (one.before for one in refused), mine, ours)


def refusals(refused: Iterable[Refused]) -> Iterator[Clash]:
    """What both have changed of some lines: their words, where they lead, how they are set."""
    units: dict[str, list[Refused]] = {}
    for one in refused:
        mine, ours = ([(line.text, line.links) for line in lines] for lines in (one.mine, one.ours))
        words = [text for text, _links in mine] != [text for text, _links in ours]
        units.setdefault(TEXT if words else LINK if mine != ours else TYPE, []).append(one)
    for unit, several in units.items():
        clashes = (_between(unit, some) for some in _by_sides(several))
        yield from (replace(clash, ours="") if unit == TYPE else clash for clash in clashes)


def left_lines(refused: Iterable[Refused]) -> dict[str, str]:
    """Lines of theirs that stay though the agenda has them no more, with what we had written."""
    return {line.text: one.before.text for one in refused if not one.ours for line in one.mine}


def _lines_left(plan: Plan, states: States) -> None:
    """What has stayed before stays known, until it is gone or the agenda has it again."""
    mine, ours = ({text for item in form.items for text in item.text.split("\n")} | {*_texts(form.notes)}
                  for form in (states.mine, states.ours))  # fmt: skip
    kept = {} if states.take else {text: was for text, was in states.left.lines.items() if text in mine}
    plan.left_lines = {text: was for text, was in (kept | plan.left_lines).items() if was not in ours}


def _hiding(plan: Plan, base: Form, states: States) -> None:
    mine, ours = states.mine.hidden, states.ours.hidden
    plan.kept |= mine != base.hidden
    if mine != ours and (states.take or mine == base.hidden):
        plan.hidden = ours


def _effects(plan: Plan, base: Form, states: States) -> None:
    mine, ours = states.mine.effects, states.ours.effects
    plan.kept |= mine != base.effects
    if mine == ours:
        return
    if states.take or (mine == base.effects and states.base is not None):
        plan.effects = True
    elif ours != base.effects:
        plan.clashes.append(Clash(ANIMATION, "", ""))


def says_new(base: Form, ours: Form) -> bool:
    """Whether the new build has anything on a slide that the one before had not, other times in its notes apart."""
    notes = [[_NUMBER.sub("", line.text) for line in form.notes] for form in (base, ours)]
    return notes[0] != notes[1] or says(base.items) != says(ours.items)


def tell_again(plan: Plan, states: States) -> None:
    """What an earlier build has told is told again until somebody has settled it."""
    if not states.take:
        plan.again += [one for one in states.told if one not in plan.clashes and _open(one, plan, states)]
        plan.clashes += plan.again


def _open(clash: Clash, plan: Plan, states: States) -> bool:
    mine, ours = states.mine, states.ours
    lines = clash.mine.split("\n")
    if not clash.ours and any(line in states.left.lines and line not in plan.left_lines for line in lines):
        return False
    if clash.unit in (NOTES, NO_NOTES):
        return parted(clash, *([line.text for line in form.notes] for form in (mine, ours)))
    if clash.unit == ANIMATION:
        return mine.effects != ours.effects
    if clash.unit == SHAPE and clash.mine:
        return clash.mine in [one.text or one.name for _as_written, one in plan.left]
    if clash.unit == SHAPE:
        gone = (one for item in ours.items for one in item.walk() if one.id not in plan.same)
        if clash.ours in [one.text or one.name for one in gone]:
            return True
    return any(still_open(clash, *pair, exact=states.exact) for pair in plan.pairs)
