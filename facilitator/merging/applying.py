"""The changes that a plan makes to one slide of theirs: shapes, texts, places, looks, notes, animations.

The slide's XML is changed as it was read; what it points to comes from the new build into the part of their file.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property

from facilitator.merging.comparing import (
    ALT,
    BOX,
    EFFECT,
    LINK,
    LOOK,
    PICTURE,
    SETTING,
    TABLE,
    TEXT,
    TYPE,
    Clash,
    carried,
)
from facilitator.merging.effects import follow_paragraphs, moved_paragraphs, take_effects
from facilitator.merging.normal import ENDS, Form, Item
from facilitator.merging.pairing import paired
from facilitator.merging.plans import Edit, Plan
from facilitator.merging.saying import (
    crop_as,
    fit_crop,
    inside,
    keep_marks,
    picture_shape,
    say_in_full,
    set_box,
    set_ends,
    set_frame,
    show_in,
    topmost,
)
from facilitator.merging.tables import fit_frame, set_grid
from facilitator.merging.texts import Piece, set_lines
from facilitator.office import NS, Element, find, tag
from facilitator.office.shapes import Shape

__all__ = ["Bring", "apply_plan"]

Bring = Callable[[Element, Form], None]
"""Makes what an element of a slide points to stand in their file, or takes out what cannot."""

_R = f"{{{NS['r']}}}"
_EMPTY = 2
"""How many children a group has of its own: what it is called and where it stands."""
_SQUARE = 0.02
"""How far a picture may be drawn out of its shape unseen."""


def apply_plan(plan: Plan, mine: Form, ours: Form, bring: Bring, *, full: bool = False) -> None:
    """Change a slide of theirs.

    Args:
        plan: what becomes of it.
        mine: the slide; its tree is changed.
        ours: that of the new build.
        bring: for what ours points to.
        full: what ours inherits must be said, for their layouts and styles are not those that we wrote.
    """
    _Hand(plan, mine, ours, bring, full).work()


@dataclass(frozen=True)
class _Hand:
    plan: Plan
    mine: Form
    ours: Form
    bring: Bring
    full: bool
    now: dict[Item, Element] = field(default_factory=dict)
    """Elements that have taken the place of those of an item."""

    def work(self) -> None:
        before, moved = self._here(), moved_paragraphs(self.mine.slide.root)
        for edit in self.plan.edits:
            self._edit(edit)
        for group, other in self.plan.frames:
            set_frame(group.shape, other.box)
        for one in self.plan.removals:
            _remove(one.shape.element)
        for order in self.plan.orders:
            self._sort(order)
        for addition in self.plan.additions:
            self.now[addition.ours] = new = self._copy(addition.ours)
            self._put(new, addition.within, addition.behind)
            self._place(new, addition.ours, addition.within, addition.moved)
        self._join(before)
        gone = follow_paragraphs(self.mine.slide.root, moved)
        if gone and not self.plan.effects:
            self.plan.clashes.append(Clash(EFFECT, "\n".join(gone), ""))
        if self.plan.hidden is not None:
            self._hide(self.plan.hidden)
        if self.plan.effects:
            take_effects(self.mine.slide.root, self.ours.slide.root, self._ids)

    # --- ids ----------------------------------------------------------------------------------------------------------

    @cached_property
    def _ids(self) -> dict[str, str]:
        """The ids that shapes of ours have on their slide, by those that they have on ours."""
        found = dict(self.plan.same)
        for edit in self.plan.edits:
            if not edit.units:
                found |= dict(_same_within(edit.mine, edit.ours))
        taken = self._here()
        free = max((int(one) for one in taken if one.isdigit()), default=1) + 1
        for one in self._coming():
            if one.id not in found:
                found[one.id] = one.id if one.id not in taken else str(free)
                free += found[one.id] == str(free)
                taken.add(found[one.id])
        return found

    def _here(self) -> set[str]:
        return {str(one.get("id")) for one in self.mine.slide.root.iter(tag("p:cNvPr"))}

    def _join(self, before: Collection[str]) -> None:
        """Let shapes be called as ours, and connectors join what ours join; nothing that has gone."""
        for mine, ours in self.plan.names:
            if mine.shape.identity is not None:
                mine.shape.identity.set("name", ours.name)
        for mine, ours in self.plan.ends:
            set_ends(mine.element, ours.element)
            self._point(mine.element)
        gone = {*before} - self._here()
        for one in [*self.mine.slide.root.iter(*map(tag, ENDS))]:
            if one.get("id") in gone:
                one.getparent().remove(one)

    def _coming(self) -> Iterator[Item]:
        """Everything of ours that comes onto the slide."""
        for edit in self.plan.edits:
            if not edit.units:
                yield from edit.ours.walk()
        for addition in self.plan.additions:
            yield from addition.ours.walk()

    def _copy(self, item: Item) -> Element:
        """The shape's element for their slide."""
        return self._adapted(self._whole(item.element))

    def _whole(self, original: Element) -> Element:
        """A copy of something of ours that says what it must."""
        copy = deepcopy(original)
        if self.full:
            say_in_full(copy, original, self.ours)
        return copy

    def _adapted(self, new: Element) -> Element:
        for one in new.iter(tag("p:cNvPr")):
            one.set("id", self._ids.get(one.get("id"), one.get("id")))
        self._point(new)
        self.bring(new, self.ours)
        return new

    def _point(self, new: Element) -> None:
        """Let connectors of ours join the same on their slide."""
        for one in [*new.iter(*map(tag, ENDS))]:
            if one.get("id") in self._ids:
                one.set("id", self._ids[one.get("id")])
            else:
                _remove(one)

    # --- shapes -------------------------------------------------------------------------------------------------------

    def _edit(self, edit: Edit) -> None:
        element = edit.mine.element
        for one, name, value in edit.sizes:
            one.set(name, value)
        if edit.grid is not None:
            set_grid(edit.mine, edit.ours, edit.grid, lambda original: self._adapted(self._whole(original)))
        if not edit.units:
            new = self._copy(edit.ours)
            keep_marks(element, new)
            element.getparent().replace(element, new)
            self.now[edit.mine] = new
            if edit.mine.shape.parent is not None or edit.ours.shape.parent is not None:
                self._place(new, edit.ours, _group_of(edit.mine), edit.moved)
            return
        if {TEXT, TYPE, SETTING, LINK} & edit.units:
            self._set_text(edit)
        if BOX in edit.units:
            self._place(element, edit.ours, _group_of(edit.mine), edit.moved)
        if edit.mine.rows and {TABLE, BOX} & edit.units:
            fit_frame(edit.mine, None if edit.grid is None else edit.ours)
        if LOOK in edit.units and edit.mine.kind == "cell":
            self._set_cell_look(edit.mine.element, edit.ours.element)
        elif LOOK in edit.units and edit.mine.kind == "frame" and not edit.mine.rows:
            self._set_frame_content(edit)
        elif LOOK in edit.units:
            self._set_look(edit.mine.shape, edit.ours.shape)
        if ALT in edit.units and edit.mine.shape.identity is not None:
            edit.mine.shape.identity.set("descr", edit.ours.alt)
        if edit.mine.kind == "picture" and {BOX, LOOK, PICTURE} & edit.units:
            self._set_picture(edit)

    def _put(self, new: Element, within: Item | None, behind: Item | None) -> None:
        if behind is not None:
            _outermost(self.now.get(behind, behind.shape.element)).addnext(new)
            return
        tree = find(self.mine.slide.root, "p:cSld/p:spTree") if within is None else within.shape.element
        if tree is not None:
            tree.insert(2, new)

    def _sort(self, order: Sequence[Item]) -> None:
        """Let shapes follow each other in this order; others stay behind what they follow."""
        last: Element | None = None
        for one in order:
            element = _outermost(self.now.get(one, one.element))
            parent = element.getparent()
            if last is not None and parent is last.getparent() and parent.index(element) < parent.index(last):
                last.addnext(element)
            last = element

    def _place(self, element: Element, ours: Item, within: Shape | Item | None, moved: bool) -> None:
        """Put it where ours is; in a group that stands elsewhere, where ours would be there."""
        group = within.shape if isinstance(within, Item) else within
        box = ours.box
        if box is None:
            return
        if moved and group is not None:
            box = carried(box, ours.frame, topmost(group).own_box)
        set_box(element, inside(group, box), ours.shape)

    def _set_look(self, mine: Shape, ours: Shape) -> None:
        place, source = mine.properties, ours.properties
        if place is not None and source is not None:
            for child in place.iterchildren("*"):
                if child.tag != tag("a:xfrm"):
                    place.remove(child)
            for child in source.iterchildren("*"):
                if child.tag != tag("a:xfrm"):
                    place.append(self._adapted(deepcopy(child)))
        if mine.table is not None and ours.table is not None:
            _swap(mine.table, ours.table, "a:tblPr")
        here, there = mine.identity, ours.identity
        if here is None or there is None:
            return
        for one in here.findall(tag("a:hlinkClick")):
            here.remove(one)
        for one in there.findall(tag("a:hlinkClick")):
            here.insert(0, deepcopy(one))
            self.bring(here[0], self.ours)

    def _set_picture(self, edit: Edit) -> None:
        """The picture of one with the crop, recolouring, and effects of the other; nothing is drawn out of shape.

        How a picture is cropped belongs to the picture: a crop of ours goes onto no other one.
        """
        here, there = find(edit.mine.element, "p:blipFill"), find(edit.ours.element, "p:blipFill")
        if here is None or there is None:
            return
        before = picture_shape(here, edit.mine.box, self.mine.image(here))
        shown = there if PICTURE in edit.units else here
        image = (self.ours if shown is there else self.mine).image(shown)
        brought, new = self._adapted(deepcopy(there)), deepcopy(here)
        if LOOK in edit.units:
            new = deepcopy(brought)
            if edit.mine.picture != edit.ours.picture and shown is here:
                crop_as(new, here)
        show_in(new, brought if shown is there else here)
        here.getparent().replace(here, new)
        if before is not None and abs(before - 1) <= _SQUARE:
            fit_crop(new, edit.ours.box if BOX in edit.units else edit.mine.box, image)

    # --- texts --------------------------------------------------------------------------------------------------------

    def _set_text(self, edit: Edit) -> None:
        mine, ours = edit.mine, edit.ours
        if len(mine.texts) != len(ours.texts):
            self._set_frame_content(edit)
            return
        words: Sequence[tuple[Piece, ...] | None] = edit.bodies or (None,) * len(ours.texts)
        for one, other, pieces in zip(mine.texts, ours.texts, words, strict=True):
            if one.body is None or other.body is None:
                continue
            if pieces is None and {TEXT, LINK} & edit.units:
                self._replace(one.body, other.body, edit)
            else:
                if TEXT in edit.units and pieces is not None:
                    set_lines(one.body, pieces, self._adapted)
                if SETTING in edit.units:
                    _set_all(one.body, other.body)
                if TYPE in edit.units:
                    _set_type(one.body, self._whole(other.body))

    def _set_cell_look(self, here: Element, there: Element) -> None:
        new, old = find(there, "a:tcPr"), find(here, "a:tcPr")
        if old is not None:
            here.remove(old)
        if new is not None:
            here.append(self._adapted(deepcopy(new)))

    def _set_frame_content(self, edit: Edit) -> None:
        """A table or a diagram as a whole."""
        here, there = find(edit.mine.shape.element, "a:graphic"), find(edit.ours.shape.element, "a:graphic")
        if here is not None and there is not None:
            here.getparent().replace(here, self._adapted(self._whole(there)))

    def _replace(self, here: Element, there: Element, edit: Edit) -> None:
        """Our words, set as ours."""
        new = self._adapted(self._whole(there))
        if TYPE in edit.units:
            here.getparent().replace(here, new)
            return
        for old in here.findall(tag("a:p")):
            here.remove(old)
        for paragraph in new.findall(tag("a:p")):
            here.append(paragraph)

    # --- the slide ----------------------------------------------------------------------------------------------------

    def _hide(self, hidden: bool) -> None:
        root = self.mine.slide.root
        if hidden:
            root.set("show", "0")
        else:
            root.attrib.pop("show", None)


def _same_within(mine: Item, ours: Item) -> Iterator[tuple[str, str]]:
    """The ids of shapes of ours in a group, with those of the shapes of theirs that they replace."""
    yield ours.id, mine.id
    for other, one in paired(ours.children, mine.children).items():
        yield from _same_within(one, other)


def _set_type(body: Element, like: Element) -> None:
    """Set all its text as the first run of another text is set."""
    _set_all(body, like)
    model = find(like, "a:p/a:r/a:rPr")
    if model is None:
        return
    for run in body.iter(tag("a:r"), tag("a:br")):
        _set_run(run, model)


def _set_all(body: Element, like: Element) -> None:
    """Say of a text as a whole what another says."""
    for name in ("a:bodyPr", "a:lstStyle"):
        _swap(body, like, name)


def _set_run(run: Element, model: Element) -> None:
    own = run.find(tag("a:rPr"))
    new = deepcopy(model)
    for one in new.findall(tag("a:hlinkClick")):
        new.remove(one)
    if own is None:
        run.insert(0, new)
    else:
        if own.get("lang"):
            new.set("lang", own.get("lang"))
        for link in own.findall(tag("a:hlinkClick")):
            new.append(link)
        run.replace(own, new)


def _swap(here: Element, there: Element, name: str) -> None:
    """Give an element the child of that name that another has, in place of its own."""
    old, new = find(here, name), find(there, name)
    if old is not None and new is not None:
        here.replace(old, deepcopy(new))


def _group_of(item: Item) -> Shape | None:
    return item.shape.parent


def _outermost(element: Element) -> Element:
    """The element, or the alternatives that it is one of."""
    parent = element.getparent()
    return parent.getparent() if parent is not None and parent.tag == tag("mc:Choice") else element


def _remove(element: Element) -> None:
    """Take it out; a group that holds nothing then goes with it."""
    outer = _outermost(element)
    group = outer.getparent()
    if group is None:
        return
    group.remove(outer)
    if group.tag == tag("p:grpSp") and len(group) <= _EMPTY:
        _remove(group)
