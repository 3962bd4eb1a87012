"""What is left of a day that runs late, or early: up to three complete plans, the best first.

*keep* holds every hard pin: blocks are shortened, and those that are ``optional`` taken out, by this order: the least
difference from the budget; the least slip of soft starts; the fewest minutes taken out (as the plan had them); of as
many the lowest numbers (as few blocks as can be with the highest number, then with the next), and of equal numbers the
earlier blocks. The running block and the closing are never taken out.
*push* takes nothing out: blocks are shortened, and every pin that cannot be kept then moves by as little as can be.
*stop* ends on time (where no end is written: when the plan ended) and holds the pins by leaving out other blocks too,
as few of their minutes as can be, then by the order of *keep*, of as many minutes the later blocks. What remains is
planned as `allotting` says, with what the plan before gave to the rest of the day as its budget. Exactly on time
nothing changes.

What has to go is found by one pass backwards through the day (`going`), for every block and every minute that it may
begin at, and one more for each set of kinds whose budgets may be missed; where none of them tells, by a linear
programme (`leaving_out`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from facilitator.agenda import BlockKind, Path, Stretch, Timed
from facilitator.agenda.allotting import Placed, filled
from facilitator.agenda.going import Going, Goings, scarcities
from facilitator.agenda.late_blocks import begun, drifts, ends_of, first_to_go, from_now, moves, pushed, still, without
from facilitator.agenda.leaving_out import least_gone
from facilitator.agenda.planning import arranged, tracks
from facilitator.agenda.schedule import Answer, Form, PlanNote, Schedule, Slot, closest
from facilitator.messages import Problems, _
from facilitator.text.times import elapsed_text

__all__ = ["Ahead", "replan"]

_FREE = 120
"""Minutes: what a track can do that may end as late as it likes is asked in steps of so many."""

_ELAPSED = 120
"""Minutes: how late a plan without clock times may be before the time is taken for a clock time."""


def replan(
    schedule: Schedule, *, now: int, at: str | None = None, left: int | None = None, day: int | None = None
) -> tuple[Answer, ...]:
    """The plans for the rest of the day, the best first; at least one. The first block of each is the running one.

    Args:
        schedule: the plan until now.
        now: minutes after midnight, or since the beginning in a plan without clock times.
        at: the block that begins now, or (with ``left``) runs, as `Schedule.find` takes it; it may stand in a track,
            which is then planned on its own. When left out, the one that should be running runs, as planned.
        left: how many more minutes it takes.
        day: the number of the day that it is, of several.

    Raises:
        Problems: there is no such block or day, the time is none of this plan, or it could be that of several days.
    """
    ahead = Ahead(schedule)
    if schedule.relative and now > schedule.end + _ELAPSED:
        raise Problems.one(
            _("the plan has no clock times, and ends after {end}", end=elapsed_text(schedule.end)),
            _("expected the time since the beginning such as 0:42, or a start for the plan"),
        )
    if at is not None:
        known = list(schedule.days_at(now)) if day is None else [day]
        slot = schedule.find(at, now, known[0] if len(known) == 1 else None)
        own = schedule.day_of(slot) or 1
        if day is None and schedule.relative and (literal := [one for one in known if schedule.at(now, one) == now]):
            day = literal[0]
        if day not in (None, own):
            raise Problems.one(_("“{block}” is not on day {day}", block=slot.block.title, day=day))
        return ahead.answers(slot, schedule.at(now, own) if schedule.relative else now, left)
    slot, clock = schedule.running_at(now, day)
    if clock < slot.start:
        if left is not None:
            raise Problems.one(_("no block should be running now"), _("expected the one that is, as --at"))
        return (Answer("keep", from_now(schedule, slot, clock)),)
    if left is None and clock > slot.start:
        left = max(0, slot.end - clock)
    return ahead.answers(slot, clock, left)


class Ahead:
    """Everything that may still become of a plan. What takes time is reckoned once, and serves every minute."""

    def __init__(self, schedule: Schedule, around: str = "") -> None:
        self.schedule = schedule
        self.around = around
        """The title of the block that it is a track of."""
        self._tracks: dict[tuple[Path, int | None], Ahead] = {}
        self._later: dict[tuple[Path, int], tuple[Answer, ...]] = {}

    def answers(self, slot: Slot, now: int, left: int | None = None) -> tuple[Answer, ...]:
        """As `replan` says, for a slot of the schedule."""
        return self._answers(slot, now if self.schedule.relative else closest(now, slot.start), left)

    def _answers(self, slot: Slot, now: int, left: int | None) -> tuple[Answer, ...]:
        """The same, ``now`` being counted as the schedule counts."""
        if all(slot.path != one.path for one in self.schedule.slots):
            return self._of_track(slot, now, left)
        if (now == slot.start and left is None) or (left is not None and now + left == slot.end and now >= slot.start):
            return (Answer("keep", from_now(self.schedule, slot, now)),)
        number, first = next(
            (number, index)
            for number, day in enumerate(self.schedule.days)
            for index, item in enumerate(day.items)
            if item.path == slot.path
        )
        rest = _Rest(self, number, first, now, left)
        kept = rest.keep()
        # Where all pins hold and nothing goes, there is nothing to move.
        pushed = None if kept is not None and not kept.schedule.dropped else rest.push()
        # Nor is there anything else to leave out, if the day's end is written and that would cost minutes.
        whole = pushed is None and not self.schedule.agenda.budget
        same = kept is not None and self.schedule.days[number].end is not None and (whole or self._costly(number))
        stopped = None if same else rest.stop()
        found = [one for one in (kept, pushed, stopped) if one is not None]
        plans: list[Answer] = []
        for one in sorted(found, key=lambda one: one.cost):
            if all(one.schedule.slots != other.schedule.slots for other in plans):
                plans.append(one)
        return tuple(plans)

    @cached_property
    def before(self) -> dict[Path, int]:
        """The minutes that the plan gives every block."""
        return {slot.path: slot.minutes for slot in self.schedule.walk()}

    @cached_property
    def goings(self) -> Goings:
        """What has to go of its days."""
        return Goings(self.schedule, self.before)

    def _costly(self, number: int) -> bool:
        """Whether only what is `optional` may go for no minutes at all: a day that keeps its pins then ends on time."""
        items = self.schedule.days[number].items
        firm = [one for item in items for one in (item, *item.inner()) if one.block.optional is None]
        return all(self.before[one.path] for one in firm) and not any(item.closing and item.lanes for item in items)

    def _holder(self, slot: Slot) -> Slot:
        """The block in whose track a block stands."""
        return next(one for one in self.schedule.walk() if one.path == slot.path[:-4])

    def _of_track(self, slot: Slot, now: int, left: int | None) -> tuple[Answer, ...]:
        """What is done in a track from a block on, with the rest of the day where that comes later because of it."""
        track, holder = self._track(slot), self._holder(slot)
        found = [one for inside in track._answers(slot, now, left) for one in self._with_rest(holder, inside)]
        kept = next((one for _cost, one in found if one.form == "keep"), None)
        # The day may hold, and better, though the block that the track is in ends later.
        if kept is None or any(kept.misses):
            items = [item for item in track.schedule.days[0].items if item.path >= slot.path]
            ends = [end for end in ends_of(items, now, left) if end > track.schedule.end]
            if kept is not None and ends:
                (free, *_others) = self._track(slot, -(-ends[-1] // _FREE) * _FREE)._answers(slot, now, left)
                ends = ends if free.misses < kept.misses else []
            for end in ends:
                if all(one.form == "push" for one in self._after(holder, end)):
                    break  # Nor does it hold if the block ends later still.
                inner = [one for one in self._track(slot, end)._answers(slot, now, left) if one.form != "push"]
                more = (one for inside in inner for one in self._with_rest(holder, inside))
                found += [(cost, one) for cost, one in more if one.form != "push"]
        best: dict[Form, Answer] = {}
        for _cost, one in sorted(found, key=lambda one: one[0]):
            best.setdefault(one.form, one)
        keep, push = best.get("keep"), best.get("push")
        if keep is not None and push is not None and not (keep.schedule.dropped and push.late):
            del best["push"]
        whole = keep is not None and not keep.schedule.dropped
        if keep is not None and whole and keep.schedule.slots[-1].end <= self.schedule.slots[-1].end:
            best.pop("stop", None)
        return tuple(best.values())

    def _with_rest(self, holder: Slot, inside: Answer) -> Iterator[tuple[tuple[int, ...], Answer]]:
        """What is done in a track of a block, in each way to go on with the rest of the day, and what it costs.

        What the rest slips anyway does not count.
        """
        track = inside.schedule
        end = track.slots[-1].end
        if end <= holder.end:
            yield inside.cost, inside
            return
        (usual, *_others) = self._after(holder, holder.end)
        told = PlanNote("ends_later", holder.block.title, end - holder.end, end)
        for rest in self._after(holder, end):
            forms = {inside.form, rest.form} - {"keep"}
            if len(forms) > 1:
                continue
            day, *days = rest.schedule.days
            notes = track.notes if told in track.notes else (*track.notes, told)
            found = replace(
                rest.schedule,
                slots=(*track.slots, *rest.schedule.slots[1:]),
                start=track.start,
                notes=(*notes, *rest.schedule.notes),
                dropped=(*track.dropped, *rest.schedule.dropped),
                days=(replace(day, items=(*track.days[0].items, *day.items[1:]), start=track.start), *days),
                running=track.running,
            )
            form = inside.form if rest.form == "keep" else rest.form
            late = inside.late + rest.late - (end - holder.end if inside.form == "push" else 0)
            answer = Answer(form, found, late, inside.left_out + rest.left_out)
            cost = answer.cost
            yield (*cost[:3], cost[3] - usual.misses[1], *cost[4:]), answer

    def _after(self, holder: Slot, end: int) -> tuple[Answer, ...]:
        """What is done with the rest of the day when a block with tracks ends then; all questions in them ask for it.

        When the block began matters to nothing that comes after it.
        """
        if (key := (holder.path, end)) not in self._later:
            self._later[key] = self._answers(holder, holder.start, end - holder.start)
        return self._later[key]

    def _track(self, slot: Slot, end: int | None = None) -> Ahead:
        """The track that a block stands in, as a day of its own, which ends when its block does, or then."""
        parent = slot.path[:-2]
        if (key := (parent, end)) not in self._tracks:
            holder = self._holder(slot)
            number = parent[-1]
            assert isinstance(number, int)
            known = (one for day in self.schedule.days for item in day.items for one in (item, *item.inner()))
            items = next(item for item in known if item.path == holder.path).lanes[number]
            lane = holder.lanes[number]
            day = Stretch(items, holder.start, end or holder.end)
            alone = replace(
                self.schedule, slots=lane.slots, start=holder.start, end=day.end or 0, notes=(), days=(day,)
            )
            self._tracks[key] = Ahead(alone, holder.block.title)
        return self._tracks[key]


@dataclass(frozen=True, slots=True)
class _Rest:
    """A day from the block at ``first`` on, which begins ``now`` or takes ``left`` more minutes, and the days after."""

    ahead: Ahead
    day: int
    first: int
    now: int
    left: int | None
    known: list[tuple[list[Stretch], tuple[tuple[Slot, ...], tuple[PlanNote, ...]]]] = field(default_factory=list)
    """Days that were planned, with their plans."""

    def keep(self) -> Answer | None:
        """The pins hold; None if they cannot."""
        return self._without("keep")

    def stop(self) -> Answer | None:
        """The day ends on time; None if not even the running block does, or the closing has no room."""
        return self._without("stop")

    def push(self) -> Answer:
        """Nothing goes; pins move."""
        stretch = self._stretch(self.ahead.schedule.days[self.day])
        notes = list[PlanNote]()
        if (late := self._too_late()) and self.left is not None:
            running = stretch.items[0]
            notes.append(PlanNote("ends_later", running.block.title, late, self.now + self.left, path=running.path))
        first, now = self._pushed(stretch, notes)
        days = [first]
        for day in self.ahead.schedule.days[self.day + 1 :]:
            later = day
            if day.start < now:
                later, now = self._pushed(replace(day, start=now), notes)
            days.append(later)
        return self._answer("push", days, [], notes)

    def _pushed(self, stretch: Stretch, notes: list[PlanNote]) -> tuple[Stretch, int]:
        """A day with its pins where they must be, told in ``notes``, and when it ends at the earliest."""
        now, items = stretch.start, list[Timed]()
        for item in stretch.items:
            later = pushed(item, now)
            notes += moves(item, later)
            items.append(later)
            now = later.least_end(now if later.at is None else later.at) or now
        if (end := stretch.end) is not None and now > end:
            around = self.ahead.around
            notes.append(PlanNote("ends_later" if around else "end_moved", around, now - end, now))
            end = now
        cap = None if stretch.cap is None else max(stretch.cap, now)
        return replace(stretch, items=tuple(items), end=end, cap=cap), now

    def _stretch(self, day: Stretch, gone: Sequence[Timed] = ()) -> Stretch:
        """The day from the running block on, without what is gone."""
        paths = {item.path for item in gone}
        left = [without(item, paths) for item in day.items[self.first :] if item.path not in paths]
        running, *items = [item for item in left if item is not None]
        return replace(day, items=(begun(running, self.now, self.left), *items), start=self.now)

    def _too_late(self) -> int:
        """By how many minutes the running block ends after its own clock time when it takes so many more."""
        until = self.ahead.schedule.days[self.day].items[self.first].until
        return 0 if until is None or self.left is None else max(0, self.now + self.left - until)

    def _without(self, form: Form) -> Answer | None:
        if self._too_late():
            return None
        budget, known = self._budget(), list[tuple[int, Going]]()
        for sets in scarcities(budget):
            goings = [self.ahead.goings.of(form, self.day, scarce) for scarce in sets]
            known += [(self._bound(going, budget), going) for going in goings]
            least, going = max(known, key=lambda one: one[0])
            if least >= going.never:
                return None
            likely = going.gone(least)
            found = self._left(form, going, likely)
            if not going.prices or (going.cost(likely, *found.cost[2:4]) <= least and self.now >= going.first):
                return found
        day, *later = self._days_without(going, [])
        gone = least_gone(day, later, going, budget, likely)
        return found if gone == likely else min(self._left(form, going, gone), found, key=lambda one: one.cost)

    def _bound(self, going: Going, budget: Mapping[BlockKind, int]) -> int:
        """What it costs at least, whatever goes."""
        missed, slip = self.ahead.goings.later(self.day, going.scarce)
        missed += sum(budget[kind] for kind in going.scarce)
        return going.least(self.first, self.now, self.left) + going.cost([], missed, slip)

    def _days_without(self, going: Going, gone: Sequence[Timed]) -> list[Stretch]:
        stretch = self._stretch(going.day, gone)
        if going.day.end is not None and self.ahead.schedule.days[self.day].end is None:
            # An end that nobody has written is no reason to stretch anything.
            stretch = replace(stretch, end=None, cap=going.day.end)
        return [stretch, *self.ahead.schedule.days[self.day + 1 :]]

    def _left(self, form: Form, going: Going, gone: Sequence[Timed]) -> Answer:
        found = self._answer(form, self._days_without(going, gone), sorted(gone, key=first_to_go), [])
        end, written = going.day.end, self.ahead.schedule.days[self.day].end
        last = [slot.end for slot in found.schedule.slots if slot.path <= going.day.items[-1].path][-1]
        if end is None or written is not None or last >= end:
            return found
        # Nobody has written that end; minutes before it are told all the same.
        notes = (*found.schedule.notes, PlanNote("room_at_end", "", end - last))
        return replace(found, schedule=replace(found.schedule, notes=notes))

    def _answer(self, form: Form, days: list[Stretch], gone: Sequence[Timed], moves: Sequence[PlanNote]) -> Answer:
        schedule, before = self.ahead.schedule, self.ahead.before
        slots, told = self._arranged(days)
        notes = [replace(note, rest=note.kind == "budget") for note in told]
        slots = (self._running(slots[0]), *slots[1:])
        dropped = [PlanNote("dropped", item.block.title, before[item.path], path=item.path) for item in gone]
        shortened = [
            PlanNote("shortened", slot.block.title, before[slot.path] - slot.minutes, path=slot.path)
            for slot in slots
            if slot.minutes < before[slot.path] and not (self.left is not None and slot is slots[0])
        ]
        end = days[-1].end if days[-1].end is not None else slots[-1].end
        found = replace(
            schedule,
            slots=slots,
            start=self.now,
            end=end,
            notes=(*dropped, *moves, *drifts(schedule, slots, moves), *shortened, *notes),
            dropped=tuple(item.block for item in gone),
            days=tuple(days),
            running=slots[0].id,
        )
        left_out = sum(before[item.path] for item in gone if item.block.optional is None)
        return Answer(form, found, sum(note.minutes for note in moves), left_out)

    def _arranged(self, days: list[Stretch]) -> tuple[tuple[Slot, ...], tuple[PlanNote, ...]]:
        """The best plan of days; several forms of answer may ask for that of the same."""
        for known, found in self.known:
            if known == days:
                return found
        self.known.append((days, arranged(days, self._budget(), self.ahead.before)))
        return self.known[-1][1]

    def _running(self, slot: Slot) -> Slot:
        """The running block; of one that has begun, what is left inside its tracks."""
        if self.left is None:
            return replace(slot, pinned=False) if slot.pinned else slot
        item = self.ahead.schedule.days[self.day].items[self.first]
        before = {one.path: one for one in self.ahead.schedule.walk()}
        # When it takes longer than was planned, less of it is done than was planned by now.
        late = max(0, slot.end - before[slot.path].end)
        done = max(before[slot.path].start, self.now - late)
        lanes = tuple(tuple(still(lane, before, done, done + slot.minutes)) for lane in item.lanes)
        placed = filled(Placed(replace(item, lanes=lanes), done, done + slot.minutes), self.ahead.before)
        inside = tuple(lane.moved(self.now - done) for lane in tracks(placed, {}, placed.end))
        return replace(slot, pinned=False, lanes=inside, begun=True)

    def _budget(self) -> dict[BlockKind, int]:
        """What the plan before gives to the kinds from the running block on."""
        schedule, before = self.ahead.schedule, self.ahead.before
        if not schedule.agenda.budget:
            return {}
        own = schedule.days[self.day].items[self.first].path
        found = dict.fromkeys(schedule.agenda.budget, 0)
        for slot in schedule.walk():
            if slot.block.kind in found and slot.path >= own:
                if self.left is None or slot.path[: len(own)] != own:
                    found[slot.block.kind] += before[slot.path]
                elif slot.path == own:
                    found[slot.block.kind] += self.left
        return found
