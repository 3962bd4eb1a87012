"""The plan: rounds for people, in pairs or at tables, and what is good to know about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from random import Random

from facilitator.messages import Problems, _, short
from facilitator.pairs import (
    Groups,
    Meeting,
    Plan,
    PlanNote,
    Round,
    Wishes,
    couples,
    deal,
    nobody,
    repeats,
    shared,
    wishes_of,
)
from facilitator.pairs.designs import designed_rounds
from facilitator.pairs.pair_rounds import circle_rounds, most_pair_rounds, pair_rounds, surely_most
from facilitator.pairs.roster import Roster
from facilitator.pairs.table_rounds import EFFORT, fewest_alike, fewest_repeats, group_sizes, table_rounds
from facilitator.text.meaning import letters

__all__ = ["plan"]

_MOST_COUPLES = 1_000_000
"""Times that two people meet, in all rounds together; a plan for more would take minutes and gigabytes."""
_MOST_QUESTIONS = 1_000
_SHORTENED = 5
"""Rounds fewer, at most, that are searched for to say how many can be found."""


@dataclass(frozen=True, slots=True)
class _Found:
    """Rounds with what is known about them."""

    rounds: list[Groups]
    bound: int
    best: bool = False
    """It is certain that no other rounds are better."""
    smaller: int = 0
    """A size at which nobody would meet twice."""
    without: tuple[int, int] = (0, 0)
    """Rounds without a repeated meeting: how many are found, and how many there can be at most."""


def plan(
    roster: Roster,
    rounds: int,
    size: int = 2,
    *,
    apart: Sequence[str] = (),
    together: Sequence[str] = (),
    hosts: Sequence[str] = (),
    questions: int | None = None,
    seed: int = 1,
) -> Plan:
    """Rounds in which people meet as many others as can be. The same arguments give the same plan.

    In pairs without hosts nobody ever meets twice, and where that is not possible there are fewer rounds, which is told
    (`pair_rounds` says what is certain besides); in larger groups
    repeats are as few as a search finds, and the plan has a bound by which to judge it (`table_rounds`). At tables,
    keeping people together comes before avoiding repeats, keeping them apart after it.

    Args:
        roster: the people.
        rounds: how many, from 1.
        size: people in a group, from 2; at most, but for the three when an odd number is in pairs.
        apart: columns of the list in which people in a group should differ.
        together: columns of the list in which they should not.
        hosts: names of those who stay at their tables.
        questions: how many there are, when cards with questions change hands in the meetings.
        seed: decides what is left open.

    Raises:
        Problems: no such column or name, a column that is to do both, more hosts than tables, or a plan too large to be
            made.
    """
    if rounds < 1 or size < 2:
        raise Problems.one(
            _("{rounds} rounds in groups of {size}", rounds=rounds, size=size),
            _("expected one or more, of two or more"),
        )
    _check_extent(len(roster.people), rounds, size, questions or 0)
    apart, together = _columns(roster, apart), _columns(roster, together)
    _check_wishes(apart, together)
    wishes = wishes_of(roster.people, apart, together)
    places = tuple(dict.fromkeys(roster.person(name) for name in hosts))
    found = _rounds(len(roster.people), rounds, size, wishes, places, Random(seed))
    named = tuple(_named(groups) for groups in found.rounds)
    made = Plan(roster.people, named, repeats(found.rounds), found.bound, hosts=frozenset(places))
    if questions is not None:
        made = replace(made, deal=deal(made, questions, seed))
    return replace(
        made,
        notes=(*_notes(made, found, rounds, size, bool(wishes)), *_wished(made, apart, together), *_on_cards(made)),
    )


def _check_extent(people: int, rounds: int, size: int, questions: int) -> None:
    met = rounds * sum(one * (one - 1) // 2 for one in group_sizes(people, min(size, people)))
    if met > _MOST_COUPLES:
        what = _(
            "{rounds} rounds for {people} people in groups of {size} are {met} meetings of two",
            rounds=rounds,
            people=people,
            size=size,
            met=met,
        )
        raise Problems.one(what, _("expected at most {number}", number=_MOST_COUPLES))
    if questions > _MOST_QUESTIONS:
        raise Problems.one(
            _("there are {number} questions", number=questions),
            _("expected at most {number}", number=_MOST_QUESTIONS),
        )


def _check_wishes(apart: Sequence[str], together: Sequence[str]) -> None:
    if both := next((column for column in apart if column in together), ""):
        what = _("people of the same “{column}” cannot be kept both apart and together", column=short(both))
        raise Problems.one(what, _("expected one of them"))


def _columns(roster: Roster, names: Sequence[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(roster.column(name) for name in names))


def _rounds(people: int, rounds: int, size: int, wishes: Wishes, hosts: tuple[int, ...], random: Random) -> _Found:
    if size == 2 and not hosts:
        found, best = pair_rounds(people, rounds, wishes, random)
        return _Found(found, 0, best)
    sizes = group_sizes(people, size)
    if len(hosts) > len(sizes):
        raise Problems.one(
            _("there are {hosts} hosts and {tables} tables", hosts=len(hosts), tables=len(sizes)),
            _("expected a table for each host"),
        )
    bound = fewest_repeats(sizes, rounds, len(hosts))
    alike = rounds * sum(fewest_alike(values, len(sizes)) for values in wishes.apart_columns())
    found = table_rounds(sizes, rounds, wishes, random, hosts=hosts, enough=(bound, alike))
    again = repeats(found)
    best = again == bound and not wishes.columns[1] and -wishes.total(found) == alike
    # Those who are kept together meet again at tables of any size.
    if not again or wishes.columns[1]:
        return _Found(found, bound, best)
    if not bound:
        return _Found(found, bound, best, without=_without_repeats(sizes, rounds, hosts, random))
    return _Found(found, bound, best, smaller=_smaller(people, rounds, size, hosts, random))


def _without_repeats(sizes: Sequence[int], rounds: int, hosts: tuple[int, ...], random: Random) -> tuple[int, int]:
    """How many rounds are found in which nobody meets twice, and how many there can be at most."""
    most = rounds
    while fewest_repeats(sizes, most + 1, len(hosts)) == 0:
        most += 1
    known = len(designed_rounds(sum(sizes), len(sizes), hosts=bool(hosts)))
    for fewer in range(rounds - 1, max(known, 1, rounds - _SHORTENED), -1):
        found = table_rounds(sizes, fewer, nobody(sum(sizes)), random, hosts=hosts)
        if repeats(found) == 0:
            return fewer, most
    return max(known, 1), most


def _smaller(people: int, rounds: int, size: int, hosts: tuple[int, ...], random: Random) -> int:
    """The largest smaller size at which a search finds rounds without repeats; 0 if there is none."""
    nothing = nobody(people)
    for less in range(size - 1, 2 if not hosts else 1, -1):
        sizes = group_sizes(people, less)
        if fewest_repeats(sizes, rounds, len(hosts)) == 0:
            found = table_rounds(sizes, rounds, nothing, random, hosts=hosts, effort=EFFORT // 4)
            if repeats(found) == 0:
                return max(sizes)
    return 2 if not hosts and size > 2 and circle_rounds(people, rounds) else 0


def _named(groups: Groups) -> Round:
    return Round(tuple(Meeting(letters(number), group) for number, group in enumerate(groups)))


def _notes(made: Plan, found: _Found, asked: int, size: int, wished: bool) -> Iterator[PlanNote]:
    if len(found.rounds) < asked:
        certain = surely_most(len(made.people)) and len(found.rounds) == most_pair_rounds(len(made.people))
        values = {"rounds": len(found.rounds), "asked": asked}
        yield PlanNote("fewer_rounds" if certain else "fewer_found", values)
    if made.repeats:
        yield PlanNote("repeats", {"count": made.repeats})
        if made.bound:
            yield PlanNote("repeats_bound", {"bound": made.bound})
        if found.smaller:
            yield PlanNote("smaller", {"size": found.smaller})
        if found.without[0]:
            yield PlanNote("known", {"found": found.without[0], "most": found.without[1]})
    elif len(made.rounds) > 1:
        yield PlanNote("no_repeats")
    again = _in_threes_again(found.rounds) if size == 2 else 0
    if again:
        yield PlanNote("three_again", {"count": again})
    if wished and found.best:
        yield PlanNote("best")


def _in_threes_again(rounds: Sequence[Groups]) -> int:
    """How many people are in more than one three."""
    times = Counter(member for groups in rounds for group in groups if len(group) == 3 for member in group)
    return sum(threes > 1 for threes in times.values())


def _wished(made: Plan, apart: Sequence[str], together: Sequence[str]) -> Iterator[PlanNote]:
    meetings = list(couples(one.groups for one in made.rounds))
    for column in apart:
        count = sum(shared(made.people, column, *two) for two in meetings)
        yield PlanNote("alike", {"column": column, "count": count, "total": len(meetings)})
    for column in together:
        alike = _alike(made, column) * len(made.rounds)
        missing = alike - sum(shared(made.people, column, *two) for two in meetings)
        yield PlanNote("split", {"column": column, "count": missing, "total": alike})


def _alike(made: Plan, column: str) -> int:
    """Couples of whom the list tells the same in this column."""
    values = Counter(person.attributes.get(column, "").casefold() for person in made.people)
    return sum(times * (times - 1) // 2 for value, times in values.items() if value)


def _on_cards(made: Plan) -> Iterator[PlanNote]:
    if made.deal is not None and made.deal.again:
        yield PlanNote("cards_again", {"count": made.deal.again})
        if made.deal.bound:
            yield PlanNote("cards_bound", {"bound": made.deal.bound})
    elif made.deal is not None:
        yield PlanNote("cards")
