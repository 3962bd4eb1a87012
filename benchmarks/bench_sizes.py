"""Do sizes that are allowed stay usable? Twice as much of something, against twice the time; prints figures.

python benchmarks/bench_sizes.py [--large]
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory

import facilitator

_HEAD = "title: T\nstart: '00.00'\nblocks:\n"


def day_of(count: int) -> str:
    """An agenda with so many blocks."""
    one = "  - title: Blok nummer {}\n    minutes: 10\n    how: [Læs, Tal sammen]\n    materials: [Ark {}]\n"
    return _HEAD + "".join(one.format(number, number) for number in range(count))


def blocks(count: int) -> None:
    """An agenda with so many blocks, and everything that is made of it."""
    facilitator.open(text=day_of(count)).build()


def materials(count: int) -> None:
    """A block with so many materials."""
    facilitator.open(text=f"{_HEAD}  - title: A\n    minutes: 20\n    materials: [{_listed('Ting', count)}]\n").build()


def steps(count: int) -> None:
    """A block with so many steps."""
    facilitator.open(text=f"{_HEAD}  - title: A\n    minutes: 20\n    how: [{_listed('Gør', count)}]\n").build()


def slides_of_cards(count: int) -> None:
    """So many different cards as slides."""
    with TemporaryDirectory() as folder:
        file = Path(folder, "mange.yaml")
        cards = "".join(f"  - Spørgsmål {number} om noget at tale om?\n" for number in range(count))
        file.write_text(f"title: Mange\ncategories:\n- title: K\n  cards:\n{cards}", encoding="utf-8")
        facilitator.cards(file, format="pptx")


def _listed(word: str, count: int) -> str:
    return ", ".join(f"{word} {number}" for number in range(count))


SIZES: dict[str, tuple[Callable[[int], None], int]] = {
    "blocks": (blocks, 100),
    "materials": (materials, 1_000),
    "steps": (steps, 1_000),
    "slides_of_cards": (slides_of_cards, 5_000),
}
"""What makes so many of something, and how many are allowed."""


def measured(name: str, count: int) -> tuple[float, float]:
    """Seconds and MB of a process of its own."""
    program = f"import bench_sizes, resource; bench_sizes.{name}({count}); "
    program += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parent, capture_output=True, text=True, check=True
    )
    return time.perf_counter() - start, int(done.stdout) * (1 if sys.platform == "darwin" else 1024) / 1e6


def main(arguments: Iterable[str] | None = None) -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--large", action="store_true", help="as much as is allowed, not a fifth of it")
    large = parser.parse_args(None if arguments is None else list(arguments)).large
    for name, (_make, most) in SIZES.items():
        whole = most if large else most // 5
        (half_time, half_room), (full_time, full_room) = measured(name, whole // 2), measured(name, whole)
        print(
            f"{name:16} {whole // 2:5} {half_time:6.1f} s {half_room:5.0f} MB   {whole:5} {full_time:6.1f} s "
            f"{full_room:5.0f} MB   ratios {full_time / half_time:.2f} {full_room / half_room:.2f}"
        )


if __name__ == "__main__":
    main()
