"""Who meets whom: people, what is wished for them, the plan of who meets whom in each round, and the cards that change
hands in them.

Everybody holds a card with a question. In a meeting everybody puts the question in their hand to the others, so all of
them know all of its cards afterwards; then every card passes on to the next in the meeting, which in a pair is a swap.
The card in one's own hand is known already, except the first: one answered it in the meeting before. So the questions
that are new to a person, or should be, are the first card and then those in the others' hands.

Which cards a person meets follows from the meetings alone. Dealing is to say which question stands on which card: one
question may be on many cards, but two cards that the same person meets should not have the same. That is colouring a
graph, done here by moving clashing cards about from a greedy start; it need not find the best deal, and tells by a
bound how far from it this can be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from random import Random
from types import MappingProxyType
from typing import Literal, TypeAlias

from facilitator.content.terms import Terms
from facilitator.messages import Problems, _

__all__ = [
    "Deal", "Groups", "Meeting", "Passing", "Person", "Plan", "PlanNote", "Round", "Wishes", "couples", "deal",
    "nobody", "repeats", "shared", "stale_cards", "wishes_of",
]  # fmt: skip


Groups: TypeAlias = tuple[tuple[int, ...], ...]
"""One round: who is together, as places in the list of people."""

_NoteKind: TypeAlias = Literal[
    "no_repeats",
    "repeats",
    "repeats_bound",
    "smaller",
    "known",
    "fewer_rounds",
    "fewer_found",
    "three_again",
    "alike",
    "split",
    "best",
    "cards",
    "cards_again",
    "cards_bound",
]


@dataclass(frozen=True, slots=True)
class Person:
    """A participant; names are told apart before they come here."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Meeting:
    """Those who are together in a round, as places in `Plan.people`; cards pass on in this order."""

    table: str
    """A, B, …, Z, AA; a host's table is the same in every round."""
    members: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Round:
    """Meetings at the same time; everybody is in exactly one."""

    meetings: tuple[Meeting, ...]

    @property
    def groups(self) -> Groups:
        """Who is together, without their tables."""
        return tuple(meeting.members for meeting in self.meetings)


@dataclass(frozen=True, slots=True)
class Deal:
    """The card that each person starts with, and how often somebody then meets a question again."""

    cards: tuple[int, ...]
    """A question's number, from 1, for each of `Plan.people`."""
    again: int
    bound: int
    """No way of dealing so many questions, with these meetings, has fewer."""


@dataclass(frozen=True, slots=True)
class PlanNote:
    """Something to know about a plan, with what is filled into its words."""

    kind: _NoteKind
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))

    def text(self, terms: Terms) -> str:
        """The note in words."""
        said: str = getattr(terms.pairs, self.kind)
        return said.format(**self.values)


@dataclass(frozen=True, slots=True)
class Plan:
    """Rounds for these people."""

    people: tuple[Person, ...]
    rounds: tuple[Round, ...]
    repeats: int
    """Every time that two people meet again."""
    bound: int
    """No plan has fewer repeats; found by counting, so the best plan may have more."""
    notes: tuple[PlanNote, ...] = ()
    hosts: frozenset[int] = frozenset()
    """Those who stay at their tables."""
    deal: Deal | None = None

    def names(self, members: Iterable[int]) -> list[str]:
        """The names of these people."""
        return [self.people[member].name for member in members]


def couples(rounds: Iterable[Groups]) -> Iterator[tuple[int, int]]:
    """Every two people who meet, the lower first, once for each meeting."""
    for groups in rounds:
        for group in groups:
            yield from combinations(sorted(group), 2)


def repeats(rounds: Iterable[Groups]) -> int:
    """How many times two people meet again."""
    return sum(times - 1 for times in Counter(couples(rounds)).values())


_Values = tuple[tuple[str, ...], ...]
"""For each person the values in some columns."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """The values by which people are to meet others, or their like. An empty value is like no other."""

    apart: _Values
    together: _Values
    columns: tuple[int, int]
    """How many of each."""

    def __bool__(self) -> bool:
        return any(self.columns)

    def alike(self, one: int, other: int) -> int:
        """By how many columns the two were to be apart."""
        return _same(self.apart[one], self.apart[other])

    def kin(self, one: int, other: int) -> int:
        """By how many columns the two were to be together."""
        return _same(self.together[one], self.together[other])

    def worth(self, one: int, other: int) -> int:
        """How good a meeting of the two is; 0 where nothing speaks for or against it."""
        return self.kin(one, other) - self.alike(one, other)

    def without_apart(self) -> Wishes:
        """Only who should be together."""
        return Wishes(tuple(() for _ in self.apart), self.together, (0, self.columns[1]))

    def apart_columns(self) -> list[tuple[str, ...]]:
        """Everybody's value, column by column."""
        return list(zip(*self.apart, strict=True))

    def total(self, rounds: Iterable[Groups]) -> int:
        """The worth of all the meetings."""
        return sum(self.worth(*two) for two in couples(rounds)) if self else 0


def wishes_of(people: Sequence[Person], apart: Sequence[str], together: Sequence[str]) -> Wishes:
    """The wishes as the columns name them."""
    return Wishes(_values(people, apart), _values(people, together), (len(apart), len(together)))


def nobody(people: int) -> Wishes:
    """Nothing is wished of so many people."""
    return Wishes(((),) * people, ((),) * people, (0, 0))


def shared(people: Sequence[Person], column: str, one: int, other: int) -> bool:
    """Whether the list tells the same of the two in this column."""
    return bool(_same(_of(people[one], [column]), _of(people[other], [column])))


def _values(people: Sequence[Person], columns: Sequence[str]) -> _Values:
    return tuple(_of(person, columns) for person in people)


def _of(person: Person, columns: Sequence[str]) -> tuple[str, ...]:
    return tuple(person.attributes.get(column, "").casefold() for column in columns)


def _same(values: tuple[str, ...], others: tuple[str, ...]) -> int:
    return sum(value == other != "" for value, other in zip(values, others, strict=True))


_SWEEPS = 40
"""Times that all clashing cards are moved before the best deal so far is taken."""


def deal(plan: Plan, questions: int, seed: int = 1) -> Deal:
    """The first card of everybody, of that many questions.

    Raises:
        Problems: there is no question.
    """
    if questions < 1:
        raise Problems.one(_("there are {number} questions", number=questions), _("expected one or more"))
    met = _encounters(len(plan.people), [one.groups for one in plan.rounds])
    table = _Table(met, questions)
    bound = sum(len(cards) - min(len({*cards}), questions) for cards in met)
    table.improve(Random(seed), bound)
    return Deal(tuple(question + 1 for question in table.question), table.again(), bound)


class _Table:
    """Questions on cards, and how often each person meets each question."""

    def __init__(self, met: Sequence[Sequence[int]], questions: int) -> None:
        self.met = met
        self.times = [[0] * questions for _ in met]
        self.seen_by: list[Counter[int]] = [Counter() for _ in met]
        for person, cards in enumerate(met):
            for card in cards:
                self.seen_by[card][person] += 1
        self.used = [0] * questions
        self.question = [-1] * len(met)
        for card in sorted(range(len(met)), key=lambda one: -len(self.seen_by[one])):
            self._put(card, self._best(card))

    def again(self) -> int:
        """How often somebody meets a question again."""
        return sum(
            len(cards) - sum(times > 0 for times in row) for cards, row in zip(self.met, self.times, strict=True)
        )

    def improve(self, random: Random, bound: int) -> None:
        """Move cards that somebody meets twice to the questions where fewest do; keep the best deal on the way."""
        best, fewest = self.question[:], self.again()
        for _sweep in range(_SWEEPS):
            if fewest == bound:
                break
            clashing = [card for card in range(len(self.met)) if self._clashes(card)]
            random.shuffle(clashing)
            for card in clashing:
                self._move(card, random)
            if self.again() < fewest:
                best, fewest = self.question[:], self.again()
        for card, question in enumerate(best):
            self._take(card)
            self._put(card, question)

    def _move(self, card: int, random: Random) -> None:
        self._take(card)
        costs = [self._cost(card, question) for question in range(len(self.used))]
        self._put(card, random.choice([question for question, cost in enumerate(costs) if cost == min(costs)]))

    def _clashes(self, card: int) -> bool:
        return self._cost(card, self.question[card], own=1) > 0

    def _cost(self, card: int, question: int, own: int = 0) -> int:
        """How many people would meet the question on another card too."""
        seen = self.seen_by[card]
        return sum(self.times[person][question] > own * times for person, times in seen.items())

    def _best(self, card: int) -> int:
        """Where fewest meet it twice; of those the least used, so that all questions come into play."""
        return min(range(len(self.used)), key=lambda question: (self._cost(card, question), self.used[question]))

    def _put(self, card: int, question: int, sign: int = 1) -> None:
        self.question[card] = question
        self.used[question] += sign
        for person, times in self.seen_by[card].items():
            self.times[person][question] += sign * times

    def _take(self, card: int) -> None:
        self._put(card, self.question[card], -1)


class Passing:
    """The state of the cards as the rounds go by. A card is called by the person who starts with it."""

    def __init__(self, people: int) -> None:
        self.hands = list(range(people))
        """The card that each person holds."""
        self.met = [[card] for card in range(people)]
        """The cards that each person has met, in order; one that is met again stands there again."""

    def stale(self, one: int, other: int) -> int:
        """How many of the two would meet a card again if they met now."""
        return (self.hands[other] in self.met[one]) + (self.hands[one] in self.met[other])

    def meet(self, groups: Groups) -> None:
        """Hold a round."""
        hands = self.hands[:]
        for group in groups:
            for place, person in enumerate(group):
                self.met[person] += [hands[other] for other in group if other != person]
                self.hands[group[(place + 1) % len(group)]] = hands[person]


def _encounters(people: int, rounds: Iterable[Groups]) -> list[list[int]]:
    """The cards that each person meets, in order, from the own first card on."""
    passing = Passing(people)
    for groups in rounds:
        passing.meet(groups)
    return passing.met


def stale_cards(people: int, rounds: Iterable[Groups]) -> int:
    """How often somebody meets a card again, whatever stands on it."""
    return sum(len(cards) - len({*cards}) for cards in _encounters(people, rounds))
