"""What becomes of one slide: which of the new build's changes go into theirs, and which theirs stand against.

Nothing is changed here. A change of ours is taken where the person has left that of the shape alone; where both have
changed it otherwise, theirs stays and ours is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from facilitator.merging.comparing import (
    ALT,
    BOX,
    LINK,
    LOOK,
    PICTURE,
    SETTING,
    SHAPE,
    TABLE,
    TEXT,
    TYPE,
    Clash,
    alike,
    boxes_alike,
    clash_of,
    differences,
    group_moved,
    says,
)
from facilitator.merging.normal import Item
from facilitator.merging.pairing import anywhere, paired, wanted_again
from facilitator.merging.plans import Addition, Edit, Plan, States, left_lines, plan_rest, refusals, tell_again
from facilitator.merging.tables import table_steps
from facilitator.merging.texts import Piece, Refused, merged_lines

__all__ = ["plan_slide"]


def plan_slide(states: States) -> Plan:
    """What becomes of a slide that is in all three, or in theirs and ours."""
    plan = Plan()
    base, there, ours = states.base, states.base_there, states.ours
    if base is not None and base is ours and base.source == states.mine.source and not states.take:
        return plan
    if base is None or there is None:
        base = there = ours
    animated = frozenset() if states.mine.effects == base.effects else states.mine.animated
    here = anywhere(there.items, states.mine.items)
    level = _Level(states, plan, here, states.base is None, animated)
    level.shapes(base.items, there.items, states.mine.items, ours.items)
    plan_rest(plan, base, states)
    tell_again(plan, states)
    if states.mine.own(exact=states.exact) != there.own(exact=states.exact):
        plan.kept = True
    return plan


@dataclass(frozen=True)
class _Level:
    """The shapes of a slide or of a group."""

    states: States
    plan: Plan
    here: Mapping[Item, Item]
    """Which shapes of theirs are which of ours, wherever a person has put them."""
    blind: bool
    """Nobody knows what we wrote: whatever differs from ours is taken for the person's, and told."""
    animated: frozenset[str]
    """The ids of shapes that the person has given animations."""
    within: Item | None = None
    moved: bool = False

    def shapes(self, base: Sequence[Item], there: Sequence[Item], mine: Sequence[Item], ours: Sequence[Item]) -> None:
        """Decide about each.

        Args:
            base: as we wrote them.
            there: the same in the same order, on the layouts of their file.
            mine: theirs.
            ours: those of the new build.
        """
        states, ours = self._opened(base, there, ours)
        same = {}
        for one, one_there, other in states:
            theirs = self.here.get(one_there)
            if theirs is not None and self._elsewhere(theirs):
                self.plan.removals += self._lying_about(one_there)
            elif theirs is not None and other is not None:
                self.plan.same[other.id] = theirs.id
                same[other] = theirs
                self._both(one, one_there, theirs, other)
            elif theirs is not None:
                self._gone(one_there, theirs)
            elif other is not None:
                self._deleted(one, other)
        known, before = {*self.here.values()}, {other for _one, _there, other in states}
        extra = [one for one in mine if one not in known]
        wanted = {one for one in ours if one not in before}
        wanted -= self._of_theirs(extra, [one for one in ours if one in wanted], same)
        if self.states.take:
            wanted |= set(ours) - set(same)
        found = [self.here[one] for _one, one, _other in states if one in self.here]
        self._sort(found, mine, [same[one] for one in ours if one in same])
        self._add((one for one in ours if one in wanted), ours, self._held(same, mine))

    def _opened(
        self, base: Sequence[Item], there: Sequence[Item], ours: Sequence[Item]
    ) -> tuple[list[tuple[Item, Item, Item | None]], list[Item]]:
        """Each shape three times, and ours; groups that the person has dissolved give way to what is in them.

        Where ours is wanted they are whole again: what lies about of them goes.
        """
        new, found, wanted = paired(base, ours, redrawn=True), list[tuple[Item, Item, Item | None]](), [*ours]
        for one, one_there in zip(base, there, strict=True):
            other, loose = new.get(one), self._lying_about(one_there)
            if one_there in self.here or not loose:
                found.append((one, one_there, other))
                continue
            self.plan.kept |= not self.states.take
            if self.states.take:
                self.plan.removals += loose
                continue
            inner, parts = self._opened(one.children, one_there.children, () if other is None else other.children)
            found += inner
            if other is not None:
                place = wanted.index(other)
                wanted[place : place + 1] = parts
        return found, wanted

    def _lying_about(self, there: Item) -> list[Item]:
        """What of a shape of ours, and of all that is in it, is on theirs."""
        return [self.here[part] for part in there.walk() if part in self.here]

    def _elsewhere(self, mine: Item) -> bool:
        """Whether a shape goes, for ours is wanted: it is not in the group that ours is in, and comes anew there."""
        return self.states.take and mine.shape.parent is not (self.within and self.within.shape)

    def _held(self, same: Mapping[Item, Item], mine: Sequence[Item]) -> dict[Item, Item]:
        """The shapes of theirs on this level, by those of ours that they are or hold."""
        by_shape = {one.shape: one for one in mine}
        found = {}
        for other, theirs in same.items():
            shape = theirs.shape
            while shape not in by_shape and shape.parent is not None:
                shape = shape.parent
            if shape in by_shape:
                found[other] = by_shape[shape]
        return found

    def _sort(self, found: Sequence[Item], mine: Sequence[Item], known: Sequence[Item]) -> None:
        """Shapes lie over each other, and are read, as ours do, where the person has left them so."""
        places = {one: number for number, one in enumerate(mine)}
        theirs, wanted = ([one for one in some if one in places] for some in (found, known))
        left = theirs == sorted(theirs, key=lambda one: places[one])
        if wanted != sorted(wanted, key=lambda one: places[one]) and (left or self.states.take):
            self.plan.orders.append(wanted)

    def _of_theirs(self, mine: Sequence[Item], wanted: Sequence[Item], same: dict[Item, Item]) -> set[Item]:
        """Decide about shapes of theirs that we had not on the slide; those of ours that are among them.

        What an earlier merge has left may be taken away; what of that the agenda has again is merged with it.
        """
        left = {theirs: as_written for as_written, theirs in paired(self.states.left.shapes, mine).items()}
        again = {} if self.states.take else wanted_again([*left.values()], wanted)
        for theirs, as_written in left.items():
            if as_written in again:
                other = again[as_written]
                same[other] = theirs
                self.plan.same[other.id] = theirs.id
                self._both(as_written, as_written, theirs, other)
        kept = [one for one in mine if one not in left or not self.states.take]
        self.plan.kept |= bool(kept)
        self.plan.left += [(left[one].element, one) for one in kept if one in left and left[one] not in again]
        self.plan.removals += [one for one in mine if one not in kept]
        return {*again.values()}

    def _both(self, base: Item, there: Item, mine: Item, ours: Item) -> None:
        self.plan.pairs.append((mine, ours))
        touched = self._touched(there, mine)
        self.plan.kept |= touched and not self.states.take
        if not touched or (self.states.take and base.kind != "group"):
            # Where another program has written theirs anew, only what shows can be held against ours.
            same = alike(mine, ours, exact=self.states.exact) if touched else alike(base, ours)
            if same:
                self._joined(base, there, mine, ours)
            else:
                self.plan.edits.append(Edit(mine, ours, frozenset(), moved=self._moves(mine)))
            return
        self._joined(base, there, mine, ours)
        if base.kind == "group":
            self._group(base, there, mine, ours)
        elif all(one.rows for one in (base, there, mine, ours)):
            self._table((base, there, mine, ours))
        else:
            self._shape(base, there, mine, ours)

    def _joined(self, base: Item, there: Item, mine: Item, ours: Item) -> None:
        """What a shape is called, and which shapes a connector joins, follow ours where the person has left it."""
        if mine.name == there.name and base.name != ours.name and mine.cell is None:
            self.plan.names.append((mine, ours))
        if mine.kind == ours.kind == "connector" and mine.ends == there.ends:
            self.plan.ends.append((mine, ours))

    def _moves(self, mine: Item) -> bool:
        """Whether what is new of a shape goes where the group stands now: not of one that is elsewhere than ours."""
        return self.moved and self.within is not None and mine.shape.parent is self.within.shape

    def _inside(self, base: Item, mine: Item) -> dict[Item, Item]:
        """What was in a group and is in it still."""
        found = {one: self.here[one] for one in base.children if one in self.here}
        return {one: other for one, other in found.items() if other.shape.parent is mine.shape}

    def _touched(self, base: Item, mine: Item) -> bool:
        """Whether the person has changed a shape, or anything in a group, or lets it move."""
        if mine.id in self.animated or differences(base, mine, exact=self.states.exact):
            return True
        if base.kind != "group":
            return False
        found = self._inside(base, mine)
        whole = len(found) == len(base.children) == len(mine.children)
        return not whole or group_moved(found) or any(self._touched(one, other) for one, other in found.items())

    def _group(self, base: Item, there: Item, mine: Item, ours: Item) -> None:
        wanted = differences(base, ours, exact=True)
        self._take_over(wanted, there, mine, ours)
        moved = self._moves(mine) or group_moved(self._inside(there, mine))
        inside = _Level(self.states, self.plan, self.here, self.blind, self.animated, mine, moved)
        inside.shapes(base.children, there.children, mine.children, ours.children)
        if not moved and not boxes_alike(base.box, ours.box):
            self.plan.frames.append((mine, ours))

    def _table(self, tables: tuple[Item, Item, Item, Item]) -> None:
        """Row by row, column by column, cell by cell."""
        base, there, mine, ours = tables
        steps = table_steps(tables, lambda one, other: bool(differences(one, other, exact=self.states.exact)))
        self._frame(base, there, mine, ours, wide=steps.wide)
        if steps.apart:
            self.plan.clashes.append(Clash(TABLE, mine.text, ours.text))
        for four in steps.cells:
            self._both(*four)
        new = ((cell, was) for before, cell, was in steps.deleted if before is None or before.text != cell.text)
        deleted = new if not self.blind else ((cell, "") for _before, cell, _was in steps.deleted)
        self.plan.clashes += [Clash(SHAPE, "", cell.text, was) for cell, was in deleted if cell.text]
        self.plan.clashes += [Clash(TABLE, text, "") for text in steps.left]
        if steps.grid is not None or steps.sizes:
            self.plan.edits.append(Edit(mine, ours, frozenset([TABLE]), sizes=steps.sizes, grid=steps.grid))

    def _frame(self, base: Item, there: Item, mine: Item, ours: Item, *, wide: bool) -> None:
        """What is a table's own: where it stands, and its style; how large it is follows from its rows and columns.

        Where both have given the columns other widths, that is told once.
        """
        theirs = {ALT, BOX} & differences(there, _as_large(mine, there), exact=self.states.exact)
        theirs |= {LOOK} if self.states.exact and there.look != mine.look else set()
        wanted = {ALT, BOX} & differences(base, _as_large(ours, base), exact=True)
        wanted |= {LOOK} if base.look != ours.look else set()
        if self.blind:
            self._clash(theirs, there, mine, ours)
            return
        both = {unit for unit in wanted & theirs if unit in differences(mine, ours, exact=self.states.exact)}
        both |= {LOOK} if wide else set()
        self._clash(both, there, mine, ours)
        if wanted - theirs:
            self.plan.edits.append(Edit(mine, ours, frozenset(wanted - theirs), moved=self._moves(mine)))

    def _shape(self, base: Item, there: Item, mine: Item, ours: Item) -> None:
        """Unit by unit."""
        theirs = differences(there, mine, exact=self.states.exact)
        wanted = differences(base, ours, exact=True)
        if self.blind:
            self._clash(theirs, there, mine, ours)
            return
        takes = set(wanted - theirs)
        both = {unit for unit in wanted & theirs if unit in differences(mine, ours, exact=self.states.exact)}
        bodies = self._words(takes, both, theirs, (there, mine, ours))
        if base.kind == "connector":
            both.discard(BOX)
        if base.kind == "picture":
            _described(takes, both, theirs, mine, ours)
        self._clash(both, there, mine, ours)
        if takes:
            self.plan.edits.append(Edit(mine, ours, frozenset(takes), bodies, self._moves(mine)))

    def _words(
        self, takes: set[str], both: set[str], theirs: frozenset[str], states: tuple[Item, Item, Item]
    ) -> tuple[tuple[Piece, ...], ...]:
        """The texts with what each has changed, where ours are new and theirs are not as we wrote them.

        Lines that both have changed otherwise are told, and the rest is merged.
        """
        there, mine, ours = states
        apart = TYPE in takes and TEXT in theirs and not ours.uniform
        left = self.states.exact and mine.setting == there.setting
        looks = apart and (left or there.setting == ours.setting)
        if apart:
            takes.remove(TYPE)
            takes |= {SETTING} if left and there.setting != ours.setting else set()
            both |= set() if looks else {TYPE}
        words = {TEXT, LINK} & (takes | both)
        if not looks and (not words or (self.states.exact and not {TEXT, TYPE, LINK} & theirs)):
            return ()
        merged = _merged(*states, exact=self.states.exact, looks=looks, left=self.states.left.lines)
        takes -= words
        if merged is None:
            both |= words | ({TYPE} if looks else set())
            return ()
        both -= words
        bodies, refused = merged
        several = zip(bodies, mine.bodies, strict=True)
        if any(
            [piece.line for piece in body] != [*lines] or any(piece.links for piece in body) for body, lines in several
        ):
            takes.add(TEXT)
        self.plan.clashes += refusals(refused)
        self.plan.left_lines |= left_lines(refused)
        return bodies

    def _take_over(self, wanted: frozenset[str], there: Item, mine: Item, ours: Item) -> None:
        """A group's own look and turn."""
        theirs = differences(there, mine, exact=self.states.exact)
        if self.blind:
            self._clash(theirs, there, mine, ours)
            return
        both = {unit for unit in wanted & theirs if unit in differences(mine, ours, exact=self.states.exact)}
        self._clash(both, there, mine, ours)
        takes = differences(mine, ours, exact=self.states.exact) if self.states.take else wanted - theirs
        if takes & {ALT, LOOK}:
            self.plan.edits.append(Edit(mine, ours, takes & {ALT, LOOK}))

    def _clash(self, units: Iterable[str], before: Item, mine: Item, ours: Item) -> None:
        self.plan.clashes += [clash_of(unit, before, mine, ours) for unit in sorted(units)]

    def _gone(self, base: Item, mine: Item) -> None:
        """The new build has it no more."""
        if not self._touched(base, mine) or self.states.take:
            self.plan.removals.append(mine)
        else:
            self.plan.kept = True
            as_written = (self.states.base_there or self.states.ours).kept(base.element)
            self.plan.left.append((as_written, mine))
            self.plan.clashes.append(Clash(SHAPE, mine.text or mine.name, ""))

    def _deleted(self, base: Item, ours: Item) -> None:
        """The person has deleted it: it stays away, and is told when it says something new."""
        if self.states.take:
            return
        self.plan.kept = True
        if self.blind or says([base]) != says([ours]):
            was = "" if self.blind else base.text or base.name
            self.plan.clashes.append(Clash(SHAPE, "", ours.text or ours.name, was))

    def _add(self, wanted: Iterable[Item], ours: Sequence[Item], there: dict[Item, Item]) -> None:
        places = {one: number for number, one in enumerate(ours)}
        for one in wanted:
            below = (there[other] for other in reversed(ours[: places[one]]) if other in there)
            self.plan.additions.append(Addition(one, self.within, next(below, None), self.moved))
            there[one] = one


def _as_large(one: Item, other: Item) -> Item:
    """A table where it is, as large as another."""
    if one.box is None or other.box is None:
        return one
    return replace(one, box=replace(one.box, w=other.box.w, h=other.box.h))


def _described(takes: set[str], both: set[str], theirs: frozenset[str], mine: Item, ours: Item) -> None:
    """What is read aloud describes one picture: that of another one comes onto none, and is told."""
    if PICTURE in theirs and ALT in takes:
        takes.remove(ALT)
        both |= set() if PICTURE in both else {ALT}
    if PICTURE in takes and ALT in theirs and mine.alt != ours.alt:
        both.add(ALT)


def _merged(
    base: Item, mine: Item, ours: Item, *, exact: bool, looks: bool, left: Mapping[str, str]
) -> tuple[tuple[tuple[Piece, ...], ...], list[Refused]] | None:
    """The texts with both changes, and what would have cost the person something; None where there are other texts."""
    if not len(base.bodies) == len(mine.bodies) == len(ours.bodies):
        return None
    bodies = zip(base.bodies, mine.bodies, ours.bodies, strict=True)
    found = [merged_lines(*lines, exact=exact, looks=looks, left=left) for lines in bodies]
    return tuple(tuple(pieces) for pieces, _refused in found), [*chain(*(refused for _pieces, refused in found))]
