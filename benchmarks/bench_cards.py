"""How much do we add to Typst? Cards for many participants, against Typst alone with the same pages; prints figures.

python benchmarks/bench_cards.py [--participants 500] [--runs 7]
"""

from __future__ import annotations

import argparse
import resource
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import typst

from facilitator.content.languages import read_terms
from facilitator.content.loading import read_theme
from facilitator.library import default_library
from facilitator.print.cards import Job, Settings
from facilitator.print.cards.dealing import Copies
from facilitator.print.cards.own import card_set
from facilitator.print.cards.pages import Stock


def median(job: Callable[[], object], runs: int) -> float:
    """Seconds, the middle of so many runs."""
    times = []
    for _ in range(runs):
        start = time.perf_counter()
        job()
        times.append(time.perf_counter() - start)
    return statistics.median(times)


@contextmanager
def noted() -> Iterator[list[Callable[[], object]]]:
    """What Typst is asked for meanwhile, each as a call of Typst alone."""
    asked: list[Callable[[], object]] = []

    class Noted:
        """A compiler that tells what it is asked for."""

        def __init__(self, **given: Any) -> None:
            self.given = given
            self.compiler = compiler(**given)

        def compile(self, inputs: Any, **how: Any) -> Any:
            """The same as the compiler's."""
            asked.append(lambda: typst.compile(inputs, **self.given, **how))
            return self.compiler.compile(inputs, **how)

    compiler = typst.Compiler
    with patch("typst.Compiler", Noted):
        yield asked


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--participants", type=int, default=500)
    parser.add_argument("--runs", type=int, default=7)
    options = parser.parse_args()
    library = default_library()
    stock = Stock(read_terms("da", library), read_theme("fjord", library), library)
    cards = card_set("det-korte-moede", library)

    def ours() -> Any:
        return Job(cards, Copies(participants=options.participants), Settings(), stock, "kort").made()

    with noted() as asked:
        made = ours()
    whole, alone = median(ours, options.runs), median(asked[0], options.runs)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024) / 1e6
    print(f"{options.participants} participants, {made.pages} pages, {len(made.content) / 1000:.0f} kB")
    print(f"  facilitator {whole:.3f} s   Typst alone {alone:.3f} s   ratio {whole / alone:.2f}   peak {peak:.0f} MB")


if __name__ == "__main__":
    main()
