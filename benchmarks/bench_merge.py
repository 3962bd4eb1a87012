"""How long does it take to merge a deck that was edited? Against building it, and as decks grow; prints figures.

python benchmarks/bench_merge.py [--rounds 5]
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from bench_build import repeated

import facilitator
from facilitator.library import default_library
from facilitator.merging.deck import read_deck
from facilitator.merging.merge import merge
from pptx import Presentation

AGENDA = "trio-workshop"


def edited(content: bytes) -> bytes:
    """The deck with another title on every slide that has one."""
    presentation = Presentation(BytesIO(content))
    for number, slide in enumerate(presentation.slides):
        if slide.shapes.title is not None:
            slide.shapes.title.text_frame.text = f"Min titel {number}"
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def seconds(job: Callable[[], object], rounds: int) -> float:
    """Processor time, the median."""
    taken = []
    for _ in range(rounds):
        start = time.process_time()
        job()
        taken.append(time.process_time() - start)
    return statistics.median(taken)


def growing(rounds: int) -> None:
    """The same agenda with every slide ten times."""
    text = default_library().find("agendas", AGENDA).read_text(encoding="utf-8")
    for times in (1, 10):
        with tempfile.TemporaryDirectory() as place:
            file = Path(place, f"{AGENDA}.yaml")
            file.write_text(repeated(text, times), encoding="utf-8")
            base, new = (facilitator.open(file, start=start).build("deck")[0] for start in (None, "09.00"))
        mine = edited(base.content)

        def job(mine: bytes = mine, base: bytes = base.content, new: bytes = new.content) -> object:
            path = Path("deck.pptx")
            return merge(read_deck(path, mine), read_deck(path, base), read_deck(path, new))

        print(f"  {new.pages} slides, all edited, the day moved: {seconds(job, rounds):.2f} s")


def whole_process(rounds: int) -> None:
    """`facilitator build --only deck`, anew and over an edited deck."""
    program = Path(sys.executable).with_name("facilitator")
    with tempfile.TemporaryDirectory() as place:
        deck = Path(place, "out", AGENDA, f"{AGENDA}.pptx")
        build: list[str | Path] = [program, "build", AGENDA, "--only", "deck", "--start"]
        fresh, merged = [], []
        for number in range(rounds):
            fresh.append(_run([*build, "08.30", "--force"], place))
            deck.write_bytes(edited(deck.read_bytes()))
            merged.append(_run([*build, f"09.{number:02}"], place))
    one, other = statistics.median(fresh), statistics.median(merged)
    print(f"  anew {one:.2f} s, merged {other:.2f} s, {other / one:.1f} times as long")


def _run(command: list[str | Path], place: str) -> float:
    """Processor time, user and system."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, cwd=place, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    print("In process")
    growing(rounds)
    print("Whole process")
    whole_process(rounds)


if __name__ == "__main__":
    main()
