"""What can be taken out of tracks, against everything that can."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import combinations

from agenda.test_oracle_tracks import session, written
from facilitator.agenda import Agenda, Path, Timed
from facilitator.agenda.late_blocks import Thinned, thinned, without
from facilitator.agenda.planning import plan
from facilitator.messages import Problems

Needs = tuple[int, ...]


def every(item: Timed, prices: Mapping[Path, int]) -> Iterator[Needs]:
    """What a block asks for, whichever blocks are gone."""
    for number in range(len(prices) + 1):
        for gone in combinations(prices, number):
            if left := without(item, gone):
                yield Thinned(left, price=sum(prices[path] for path in gone)).needs


def better(one: Needs, other: Needs) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))


def sessions(seeds: range) -> Iterator[tuple[random.Random, list[Timed]]]:
    """The blocks of sessions that can be planned."""
    for seed in seeds:
        rng = random.Random(seed)
        rows, _end, _budget = session(rng)
        with suppress(Problems):
            made = Agenda.model_validate({"id": "a", "title": "A", "start": "08.00", "blocks": written(rows, "B")})
            yield rng, list(plan(made).days[0].items)


def test_the_ways_that_are_looked_at_are_those_than_which_none_is_better() -> None:
    for rng, items in sessions(range(60)):
        for item in items:
            inner = [one.path for one in item.inner() if rng.random() < 0.8]
            prices = {path: rng.randint(1, 9) << 8 | 1 << number for number, path in enumerate(inner)}
            found = list(every(item, prices))
            wanted = {one for one in found if not any(better(other, one) for other in found)}
            assert {way.needs for way in thinned(item, prices)} == wanted
