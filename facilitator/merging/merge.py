"""A deck that a person has edited, and the deck that the agenda asks for now, made one.

What we wrote last is the base. Theirs is the file that is changed; a slide of ours keeps its place in it, and with it
links, sections, and custom shows.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from facilitator.merging.applying import apply_plan
from facilitator.merging.comparing import (
    FOOT,
    LED,
    NO_NOTES,
    SLIDE,
    TEMPLATE,
    Became,
    Clash,
    Design,
    Merged,
    SlideOutcome,
    told_too,
)
from facilitator.merging.deck import (
    DeckFile,
    Left,
    Lost,
    left_of,
    read_deck,
    redrawn_by_person,
    redrawn_sheets,
    theme_of,
)
from facilitator.merging.normal import Form
from facilitator.merging.ordering import arrange_sections, come_back, moved, ordered, own_slides, sections_of
from facilitator.merging.pairing import called_anew, known_again
from facilitator.merging.planning import plan_slide
from facilitator.merging.plans import Plan, States, says_new
from facilitator.merging.target import Target, bring_foot, replace_foot
from facilitator.office import Element
from facilitator.pptx.memory import BUILD
from facilitator.text import one_line

__all__ = ["merge"]

_KEPT_TOO: Mapping[Became, Became] = {"same": "kept", "updated": "both"}
"""What a slide has become when something of the person's is found on it besides …"""
_UPDATED_TOO: Mapping[Became, Became] = {"same": "updated", "kept": "both"}
"""… and of the agenda's."""


def merge(
    mine: DeckFile, base: DeckFile | None, ours: DeckFile, take: Collection[str] | None = (), *, sure: bool = True
) -> Merged:
    """Both decks in one.

    Args:
        mine: the file as the person has it.
        base: as we wrote it last; None when nobody knows: what differs from ours counts as the person's then.
        ours: as the agenda asks for it now.
        take: numbers in their file, or ids, of the slides that are to be as the agenda has them; None for all.
        sure: the base is known to be that; else whatever is otherwise than in ours when all is done is told.
    """
    if not ours.fits_on(base or mine, layouts=base is not None):
        return Merged(None, (), (Clash(TEMPLATE, "", ""),))
    if not mine.tagged:
        among = [*(base or ours).forms, *(one.form for one in mine.lost)]
        mine = mine.named(known_again(mine.forms, [form for form in among if form.id]))
    anew = called_anew((base or mine).ours, ours.ours)
    found = _Merge(mine.renamed(anew), base and base.renamed(anew), ours, take, sure=sure)
    there = found.mine.ours.keys()
    base, ours = found.base and found.base.leading_to(there), ours.leading_to({*there, *found._coming})
    return replace(found, base=base, ours=ours).done()


@dataclass(frozen=True)
class _Merge:
    mine: DeckFile
    base: DeckFile | None
    ours: DeckFile
    take: Collection[str] | None
    sure: bool = True
    only_told: bool = False
    """Nothing changes, no slide comes: it is told what is otherwise."""
    outcomes: list[SlideOutcome] = field(default_factory=list)
    left: dict[str, tuple[list[Element], dict[str, str]]] = field(default_factory=dict)
    lost: list[Lost] = field(default_factory=list)

    def done(self) -> Merged:
        """Change the file, and say what has become of it."""
        several = [self._slides(), self._order(), self._design(), self._own_footers()]
        sheets, feet = self._footers()
        changed, foot = any((*several, sheets, feet)), self.ours.foot if feet else ""
        outcomes = tuple(sorted(self.outcomes, key=lambda one: self._places.get(one.id, len(self._places))))
        if changed:
            self._name()
        if not self.sure:
            now = read_deck(Path(), self._target.saved()) if changed else self.mine
            outcomes = self._with_all_told(outcomes, now)
        if not (changed or self._has_to_remember(outcomes)):
            outcomes = tuple(replace(one, now=one.number) for one in outcomes)
            own = own_slides(self.mine, self.base, self.ours)
            return Merged(None, outcomes, (), self._theme, self._masters, own=own)
        if not changed:
            self._name()
        self._remember({one.id: one.clashes for one in outcomes if one.clashes})
        places = self._target.places()
        now_at = {id_: places.get(part) for id_, part in self._target.by_id.items()}
        outcomes = tuple(replace(one, now=now_at.get(one.id)) for one in outcomes)
        own = own_slides(self.mine, self.base, self.ours, places)
        return Merged(self._target.saved(), outcomes, (), self._theme, self._masters, foot, own)

    def _has_to_remember(self, outcomes: Iterable[SlideOutcome]) -> bool:
        """Whether the file does not know all that it needs next time: what the agenda has said, what has been told."""
        told = self._theme == "conflict" or any(clash not in one.again for one in outcomes for clash in one.clashes)
        return bool(self.ours.memory) and (told or self.mine.memory not in ("", self.ours.memory))

    def _name(self) -> None:
        """Let the file and its slides have the names that they have now."""
        if not self.mine.tagged:
            self._target.tag_slides({part: id_ for id_, part in self._target.by_id.items() if id_})
        self._target.retag({form.slide.part: form.id for form in self.mine.forms if form.id in self.mine.anew.values()})
        self._target.describe({} if self.base is None else self.base.described, self.ours.described)

    def _remember(self, told: Mapping[str, tuple[Clash, ...]]) -> None:
        """Let the file know how it was written, and what is open."""
        ours = self.ours.presentation
        properties = ours.package.first("custom-properties")
        if properties is not None:
            build = "" if told else ours.tags.get(BUILD, "")
            self._target.remember(ours.package.parts[properties], left_of(self.left, self.lost, told), build)

    def _with_all_told(self, outcomes: Collection[SlideOutcome], now: DeckFile) -> tuple[SlideOutcome, ...]:
        """The outcomes with all that is otherwise in the file as it is now than in ours."""
        asked = _Merge(now, None, self.ours, (), only_told=True)
        asked._slides()
        self.lost.extend(asked.lost)
        found = {one.id: one for one in asked.outcomes}
        return tuple(told_too(one, found.pop(one.id, one)) for one in outcomes) + tuple(found.values())

    # --- slides -------------------------------------------------------------------------------------------------------

    def _slides(self) -> bool:
        for id_ in self._coming:
            self._target.add(self.ours.ours[id_], self.mine.layout_for(self.ours.ours[id_], self.ours))
        changed = [bool(self._coming)]
        for number, form in enumerate(self.mine.forms, 1):
            if form.id in self._theirs_now:
                changed.append(self._both(form, number))
            elif self.base is not None and form.id in self.base.ours:
                changed.append(self._gone(form, number, self.base.ours[form.id]))
            elif form.id and self._given_up(form.id, number):
                changed.append(self._away(form, number))
            elif form.id in self._lost:
                self._lost_before(form, number)
            elif self.only_told and form.id and form.id.partition("/")[0] == self.ours.id.partition("/")[0]:
                self._stays(form, number)
        for id_ in self._coming:
            self._fill(id_)
        self._tell_deleted()
        return any(changed)

    @cached_property
    def _coming(self) -> list[str]:
        """The slides of ours that their file gets, by their ids."""
        known = self.ours.ours if self.only_told else () if self.base is None else self.base.ours
        absent = [id_ for id_ in self.ours.ours if id_ not in self.mine.ours]
        return [id_ for id_ in absent if id_ not in known or self._taken(id_, None)]

    def _taken(self, id_: str, number: int | None) -> bool:
        return self.take is None or id_ in self.take or (number is not None and str(number) in self.take)

    def _given_up(self, id_: str, number: int) -> bool:
        """Whether a slide goes that stayed when the agenda lost it; one from another deck goes only by name."""
        return self._taken(id_, number) and (self.take is not None or id_ in self._lost)

    @cached_property
    def _lost(self) -> dict[str, Lost]:
        return {one.form.id: one for one in self.mine.lost}

    def _both(self, form: Form, number: int) -> bool:
        id_ = form.id
        base = None if self.base is None else self.base.ours.get(id_)
        there = None if base is None else self._base_there.get(id_)
        if base is None and id_ in self._lost and self._lost[id_].written:  # The agenda has it again.
            base = there = self._lost[id_].form
        ours = self._theirs_now[id_]
        if base is not None and base.says_as(ours) and not self._recoloured:
            ours = base
        left, told = self.mine.left.get(id_, Left()), self.mine.told.get(id_, ())
        states = States(base, there, form, ours, self.mine.exact, self._taken(id_, number), left, told)
        plan = plan_slide(states)
        self._apply(plan, form, self.ours.ours[id_], ours)
        plan.kept |= id_ in self._moved
        self.left[id_] = ([as_written for as_written, _mine in plan.left], plan.left_lines)
        clashes, again, became = tuple(plan.clashes), tuple(plan.again), _became(plan)
        timed = became == "updated" and plan.only_notes and base is not None and not says_new(base, ours)
        self.outcomes.append(SlideOutcome(id_, form.slide.title, became, number, clashes, again=again, timed=timed))
        return plan.changes

    def _apply(self, plan: Plan, form: Form, ours: Form, there: Form) -> None:
        if not plan.changes:
            return
        name = form.slide.part
        if plan.changes_shapes or plan.hidden is not None or plan.effects:
            apply_plan(plan, form, there, self._target.bringing(name), full=not self.mine.exact)
            self._target.put(name, form.slide.root)
        if plan.notes is not None and not self._target.put_notes(name, form, plan.notes):
            plan.clashes.append(Clash(NO_NOTES, "", "\n".join(line.text for line in ours.notes)))

    def _gone(self, form: Form, number: int, base: Form) -> bool:
        """The agenda has the slide no more: so has their file, unless there is anything of the person's on it."""
        touched = plan_slide(States(base, self._base_there[form.id], form, base, self.mine.exact)).kept
        if self._taken(form.id, number) or not (touched or self._led_to(form)):
            return self._away(form, number)
        self._stays(form, number, SLIDE if touched else LED, Lost(base, written=True))
        return False

    def _stays(self, form: Form, number: int, unit: str = SLIDE, lost: Lost | None = None) -> None:
        """A slide that the agenda has no more."""
        self.lost.append(lost or Lost(form, written=False))
        clash = Clash(unit, form.slide.title, "")
        self.outcomes.append(SlideOutcome(form.id, form.slide.title, "conflict", number, (clash,)))

    def _lost_before(self, form: Form, number: int) -> None:
        """A slide that an earlier merge has left when the agenda lost it."""
        title, told = form.slide.title, self.mine.told.get(form.id, ())
        self.lost.append(self._lost[form.id])
        again = tuple(one for one in told if one.unit in (SLIDE, LED) and one.mine == title)
        if again:
            self.outcomes.append(SlideOutcome(form.id, title, "conflict", number, again, again=again))

    def _away(self, form: Form, number: int) -> bool:
        """Take a slide out that was ours; one that stayed when the agenda lost it may still be given up by name."""
        self._target.remove(form.slide.part)
        self.outcomes.append(SlideOutcome(form.id, form.slide.title, "removed", number))
        return True

    def _led_to(self, form: Form) -> bool:
        """Whether a link or a custom show of the person's leads to the slide."""
        if self._target.listed(form.slide.part):
            return True
        for other in self.mine.forms:
            base = self.base.ours.get(other.id) if self.base and other.id else None
            before = set() if base is None else set(base.leads)
            if other is not form and form.id in set(other.leads) - before:
                return True
        return False

    def _fill(self, id_: str) -> None:
        ours = self.ours.ours[id_]
        room = self._target.fill(self._target.by_id[id_], ours, full=not self.mine.exact)
        clashes = () if room else (Clash(NO_NOTES, "", "\n".join(line.text for line in ours.notes)),)
        self.outcomes.append(SlideOutcome(id_, ours.slide.title, "new", None, clashes))

    def _tell_deleted(self) -> None:
        """Slides that the person has taken out stay out, and are told when there is anything new on them."""
        for id_, ours in self.ours.ours.items():
            if id_ not in self.mine.ours and id_ not in self._coming:
                before = None if self.base is None else self.base.ours[id_]
                new = before is None or says_new(before, self._theirs_now[id_])
                clash = Clash(SLIDE, "", ours.slide.title, "" if before is None else before.slide.title)
                told = clash in self.mine.told.get(id_, ())
                clashes, again = (clash,) if new or told else (), (clash,) if told and not new else ()
                self.outcomes.append(SlideOutcome(id_, ours.slide.title, "kept", None, clashes, again=again))

    # --- the deck -----------------------------------------------------------------------------------------------------

    @cached_property
    def _target(self) -> Target:
        target = Target(self.mine.content)
        target.by_id.update({form.id: form.slide.part for form in self.mine.forms if form.id})
        return target

    @cached_property
    def _theirs_now(self) -> dict[str, Form]:
        """Our slides by id, looked at on the layouts of the base, so that a new theme alone changes no slide."""
        return self.ours.ours if self.base is None or self._recoloured else self.ours.as_in(self.base)

    @cached_property
    def _recoloured(self) -> bool:
        """Whether every shape has to take a new theme, for the program that wrote theirs has said all colours."""
        return self.base is not None and self._theme == "updated" and not self.mine.exact

    @cached_property
    def _base_there(self) -> dict[str, Form]:
        if self.base is None:
            return {}
        return self.base.as_in(self.mine) if self.mine.exact else self.base.ours

    @cached_property
    def _moved(self) -> set[str]:
        return set() if self.base is None else moved([*self.base.ours], [*self.mine.ours])

    @cached_property
    def _places(self) -> dict[str, int]:
        ids = [*self.ours.ours, *(id_ for id_ in self.mine.ours if id_ not in self.ours.ours)]
        return {id_: number for number, id_ in enumerate(ids)}

    def _order(self) -> bool:
        gone = {one.id for one in self.outcomes if one.became == "removed"}
        mine = [(form.slide.part, form.id) for form in self.mine.forms if not form.id or form.id not in gone]
        base = [] if self.base is None else [*self.base.ours]
        back = come_back([id_ for _part, id_ in mine], base, [*self.ours.ours])
        again = {part for part, id_ in mine if id_ in back}
        coming = {id_: name for id_, name in self._target.by_id.items() if id_ in self._coming or name in again}
        names = ordered([one for one in mine if one[0] not in again], base, [*self.ours.ours], coming)
        renamed = self.base is not None and sections_of(self.base) != sections_of(self.ours)
        if names == [name for name, _id in mine] and not gone and not renamed:
            return False
        self._target.order(names)
        self._target.out_of_sections(again)
        arrange_sections(self._target, names, self.base, self.ours)
        return True

    def _design(self) -> bool:
        """A new theme goes into theirs, and so do masters and layouts, where the person has left them as they were."""
        ours, part = self.ours.presentation.masters[0], None
        if self._theme == "updated":
            part = self.mine.presentation.package.first("theme", self.mine.presentation.masters[0].part)
        if part is not None and ours.theme is not None:
            self._target.retheme(part, ours.theme)
        redrawn = [] if self.base is None else [*redrawn_sheets(self.mine, self.base, self.ours)]
        for mine, new, foot in redrawn:
            self._target.redraw(mine.slide.part, new, foot)
        return part is not None or bool(redrawn)

    @cached_property
    def _theme(self) -> Design:
        return theme_of(self.mine, self.base, self.ours, all_taken=self.take is None)

    @cached_property
    def _masters(self) -> Design:
        return "kept" if self.base is not None and redrawn_by_person(self.mine, self.base) else "same"

    def _own_footers(self) -> bool:
        """Decide about those of the person's; whether the agenda's takes the place of any."""
        old, new = "" if self.base is None else self.base.foot, self.ours.foot
        forms = enumerate(self.mine.forms, 1) if new else ()
        return sum([self._own_footer(form, number, old, new) for number, form in forms]) > 0

    def _footers(self) -> tuple[bool, bool]:
        """What stands at the foot of every slide follows the agenda, where the person has left it.

        Returns:
            Whether it has become another on masters and layouts, and on slides.
        """
        old, new = "" if self.base is None else self.base.foot, self.ours.foot
        parts = (self._target.sheets(), self._target.parts.values()) if old and new and old != new else ((), ())
        sheets, slides = ([replace_foot(one._element, old, new) for one in some] for some in parts)
        return any(sheets), any(slides)

    def _own_footer(self, form: Form, number: int, old: str, new: str) -> bool:
        """Decide about a footer of the person's on a slide of ours; what many slides have alike is told at the first.

        Returns:
            Whether the agenda's takes its place.
        """
        mine, ours = form.foot, self.ours.ours.get(form.id)
        same = one_line(mine) in (one_line(old), one_line(new))
        if ours is None or same or not (mine or self._foot_gone(form, ours)):
            return False
        if self._taken(form.id, number):
            root = self._target.parts[form.slide.part]._element
            taken = replace_foot(root, None, new) or bring_foot(root, ours)
            self._also(form.id, _UPDATED_TOO if taken else {})
            return taken
        clash = Clash(FOOT, one_line(mine), one_line(new), one_line(old))
        told, before = any(clash in one.clashes for one in self.outcomes), clash in self.mine.told.get(form.id, ())
        new_told = () if told or (old == new and not before) else (clash,)
        self._also(form.id, _KEPT_TOO, *new_told, again=old == new)
        return False

    def _also(self, id_: str, became: Mapping[Became, Became], *told: Clash, again: bool = False) -> None:
        """What has become of a slide besides, with what else is told of it, ``again`` or not."""
        for at, one in enumerate(self.outcomes):
            if one.id == id_:
                now, before = "conflict" if told else became.get(one.became, one.became), told if again else ()
                self.outcomes[at] = replace(one, became=now, clashes=(*one.clashes, *told), again=(*one.again, *before))

    def _foot_gone(self, form: Form, ours: Form) -> bool:
        """Whether the person has taken the footer of a slide away: nobody can tell where all was written anew."""
        was = None if self.base is None or not self.mine.exact else self.base.ours.get(form.id)
        return was is not None and bool(was.foot and ours.foot)


def _became(plan: Plan) -> Became:
    if plan.clashes:
        return "conflict"
    if plan.changes:
        return "both" if plan.kept else "updated"
    return "kept" if plan.kept else "same"
