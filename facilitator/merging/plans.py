"""What is to become of a slide: a plan, made by one module and carried out by another."""

from __future__ import annotations

from dataclasses import dataclass, field

from facilitator.merging.comparing import ANIMATION, NO_NOTES, NOTES, SHAPE, Clash, parted, still_open
from facilitator.merging.deck import Left
from facilitator.merging.normal import Form, Item
from facilitator.merging.texts import Piece
from facilitator.office.xml import Element

__all__ = ["Addition", "Edit", "Plan", "States", "tell_again"]


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
    cells: tuple[tuple[Item, Item], ...] | None = None
    """The cells of theirs that take the place of those of ours in a table that takes over the rest."""


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
    left: list[Item] = field(default_factory=list)
    """Shapes of theirs that were ours, and that the agenda has no more."""
    left_lines: set[str] = field(default_factory=set)
    """The same of lines of the notes."""
    same: dict[str, str] = field(default_factory=dict)
    """The ids of our shapes that are shapes of theirs, and theirs."""

    @property
    def changes_shapes(self) -> bool:
        return any((self.edits, self.additions, self.removals, self.frames, self.orders))

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


def tell_again(plan: Plan, states: States) -> None:
    """What an earlier build has told is told again until somebody has settled it."""
    if not states.take:
        plan.again += [one for one in states.told if one not in plan.clashes and _open(one, plan, states)]
        plan.clashes += plan.again


def _open(clash: Clash, plan: Plan, states: States) -> bool:
    mine, ours = states.mine, states.ours
    if clash.unit in (NOTES, NO_NOTES):
        return parted(clash, *([line.text for line in form.notes] for form in (mine, ours)))
    if clash.unit == ANIMATION:
        return mine.effects != ours.effects
    if clash.unit == SHAPE and clash.mine:
        return clash.mine in [one.text or one.name for one in plan.left]
    if clash.unit == SHAPE:
        gone = (one for item in ours.items for one in item.walk() if one.id not in plan.same)
        return clash.ours in [one.text or one.name for one in gone]
    return any(still_open(clash, *pair, exact=states.exact) for pair in plan.pairs)
