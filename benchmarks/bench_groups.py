"""What a whole build costs, and decks of many groups from one process; prints figures, each against a bare script's.

python benchmarks/bench_groups.py [--pairs 5] [--seconds 3]
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Any

import bare_pptx
from bench_build import AGENDA, HERE, Cost, cost
from bench_cards import noted
from bench_sizes import day_of

import facilitator

SLIDES, SHAPES = 42, 627
"""Of the bare script, as `bench_build` has them."""
PROGRAMME = "lpa-forloeb"
KINDS = ("deck", "runsheet", "programme", "logistics", "cards", "form", "calendar")
"""All but the page for the room."""


def row(what: str, unit: str, ours: float, theirs: float) -> None:
    """A line: both figures and their ratio."""
    print(f"  {what:<44} {ours:8.3f} {unit:<3} against {theirs:8.3f}   ratio {ours / theirs:6.2f}")


def whole(pairs: int) -> None:
    """Everything but the page for the room, against the bare script, in turn; then the programme."""
    program = Path(sys.executable).with_name("facilitator")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        only = [part for kind in KINDS for part in ("--only", kind)]
        build: list[str | Path] = [program, "build", AGENDA, "--force", *only]
        script: list[str | Path] = [
            sys.executable,
            HERE / "bare_pptx.py",
            folder / "bare.pptx",
            str(SLIDES),
            str(SHAPES),
        ]
        found: list[tuple[Cost, Cost]] = []
        for _ in range(pairs + 1):
            found.append((cost(build, folder), cost(script, folder)))
        ours, bare = zip(*found[1:], strict=True)  # The first fills the disk's cache.
        row(f"{AGENDA} whole, processor time", "s", middle(ours, "cpu"), middle(bare, "cpu"))
        row(f"{AGENDA} whole, peak memory", "MB", middle(ours, "peak"), middle(bare, "peak"))
        programme = cost([program, "build", PROGRAMME, "--force"], folder)
        row(f"{PROGRAMME} with pages for the room", "s", programme.cpu, middle(bare, "cpu"))


def middle(costs: tuple[Cost, ...], part: str) -> float:
    """The median of their processor times or peaks."""
    figures: list[float] = [getattr(one, part) for one in costs]
    return statistics.median(figures)


def typesetting() -> None:
    """A build in this process against Typst alone, which makes the same pages once more: wall time."""
    opened = facilitator.open(AGENDA)
    with noted() as asked:
        start = time.perf_counter()
        opened.build(KINDS)
        ours = time.perf_counter() - start
    start = time.perf_counter()
    for one in asked:
        one()
    row(f"{AGENDA} whole, wall, to Typst alone", "s", ours, time.perf_counter() - start)


def groups(seconds: float) -> None:
    """Decks a second of processor time from the agenda, each for another group, in turn with the bare loop."""
    numbers = count()

    def build(**differs: str) -> None:
        number = str(next(numbers))
        data: dict[str, Any] = {"client": "Prøveby", "date": "2027-01-14", "participants": 24, "team": f"TRIO {number}"}
        facilitator.open(AGENDA, data=data | {key: value + number for key, value in differs.items()}).build("deck")

    for what, differs in (("team differs", {}), ("team and client differ", {"client": "Kommune "})):
        pairs = [
            (rate(lambda: build(**differs), seconds / 3), rate(bare, seconds / 3))  # noqa: B023 (run at once)
            for _ in range(3)
        ]
        ours, theirs = (statistics.median(side) for side in zip(*pairs, strict=True))
        row(f"decks a second, {what}", "", ours, theirs)


def bare() -> None:
    """The script's deck."""
    bare_pptx.write(BytesIO(), SLIDES, SHAPES)


def rate(job: Callable[[], None], seconds: float) -> float:
    """How many times in a second of processor time the job is done."""
    job()
    start, times = time.process_time(), 0
    while time.process_time() - start < seconds:
        job()
        times += 1
    return times / (time.process_time() - start)


def run_sheets() -> None:
    """The run sheet of a day of a hundred blocks against that of ten, each day in words of its own: what is alike is
    remembered.
    """

    def spent(many: int, number: int) -> float:
        opened = facilitator.open(text=day_of(many).replace("Læs", f"Læs nummer {number}"))
        assert isinstance(opened, facilitator.OpenAgenda)
        _schedule = opened.schedule
        start = time.process_time()
        opened.build("runsheet")
        return time.process_time() - start

    spent(10, 0)
    many, few = (statistics.median(spent(blocks, number) for number in range(1, 4)) for blocks in (100, 10))
    row("run sheet of 100 blocks, against 10", "s", many, few)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6)
    options = parser.parse_args()
    whole(options.pairs)
    # In a folder of its own, as an installation is used: a checkout's own folders would be looked through as a user's.
    with tempfile.TemporaryDirectory() as place, contextlib.chdir(place):
        typesetting()
        groups(options.seconds)
        run_sheets()


if __name__ == "__main__":
    main()
