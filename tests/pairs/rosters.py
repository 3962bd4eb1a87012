"""People for the tests, and what the tests count for themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from types import MappingProxyType

from facilitator.pairs import Person, Plan
from facilitator.pairs.roster import Roster

__all__ = ["COLUMN", "alike", "meetings", "repeated", "roster"]

COLUMN = "Afdeling"


def roster(values: Sequence[str]) -> Roster:
    """One person for each value of the column."""
    people = (Person(f"P{place}", MappingProxyType({COLUMN: value})) for place, value in enumerate(values))
    return Roster(tuple(people), (COLUMN,))


def meetings(plan: Plan) -> list[frozenset[int]]:
    """Every two who meet, once for each time."""
    groups = (meeting.members for one in plan.rounds for meeting in one.meetings)
    return [frozenset(two) for group in groups for two in combinations(group, 2)]


def repeated(plan: Plan) -> int:
    """How often two meet who have met before."""
    met = Counter(meetings(plan))
    return sum(met.values()) - len(met)


def alike(plan: Plan) -> int:
    """Meetings between two of the same value."""
    values = [person.attributes[COLUMN] for person in plan.people]
    return sum(len({values[member] for member in two}) == 1 for two in meetings(plan))
