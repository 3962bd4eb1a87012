"""How fast are many groups, and how much memory do they take? Against a bare python-pptx loop; prints figures.

python benchmarks/bench_batch.py [--rows 1000] [--more 5000]
"""

from __future__ import annotations

import argparse
import csv
import sys
import tempfile
import time
from pathlib import Path

import bare_pptx
from bench_build import Cost, cost

AGENDA = "trio-workshop"
SLIDES, SHAPES = 42, 627
"""What the bare script writes."""


def table(path: Path, rows: int, differs: str) -> Path:
    """So many groups, which differ in their team, or in team and client."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["Team", "Kunde", "Dato", "Deltagere"])
        for n in range(rows):
            client = f"Kommune {n}" if differs == "team and client" else "Prøveby Kommune"
            writer.writerow([f"TRIO nr. {n}", client, "9.1.2027", 24])
    return path


def batch(rows: int, differs: str, jobs: int, only: str = "deck") -> tuple[float, Cost]:
    """Seconds by the clock that a batch takes, and its cost; its peak is that of the largest of its processes."""
    with tempfile.TemporaryDirectory() as place:
        table(Path(place, "g.csv"), rows, differs)
        program = Path(sys.executable).with_name("facilitator")
        begun = time.monotonic()
        found = cost([program, "batch", AGENDA, "g.csv", "--only", only, "--jobs", str(jobs)], Path(place))
        return time.monotonic() - begun, found


def bare(rows: int) -> tuple[float, float]:
    """Decks a second of the bare script's loop in one process: by the clock, and of processor time."""
    with tempfile.TemporaryDirectory() as place:
        begun, used = time.monotonic(), time.process_time()
        for _number in range(rows):
            bare_pptx.write(Path(place, "deck.pptx"), SLIDES, SHAPES)
        return rows / (time.monotonic() - begun), rows / (time.process_time() - used)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1000)
    parser.add_argument("--more", type=int, default=5000)
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    batch(2, "team", options.jobs)  # Compiles them.
    for differs in ("team", "team and client"):
        loop, alone = bare(max(10, options.rows // 20))
        clock, found = batch(options.rows, differs, options.jobs)
        rate, processor = options.rows / clock, options.rows / found.cpu
        print(f"{options.rows} decks, {differs} differ, {options.jobs} processes, each ÷ the bare loop in one")
        print(f"  by the clock        {rate:6.1f}/s ÷ {loop:.1f}/s = {rate / loop:.1f}")
        print(f"  of processor time   {processor:6.1f}/s ÷ {alone:.1f}/s = {processor / alone:.1f}")
    few, many = (batch(rows, "team", options.jobs)[1].peak for rows in (options.more // 50, options.more))
    print(f"peak memory of the largest process, {options.more} rows ÷ {options.more // 50} rows")
    print(f"  {many:.0f} MB ÷ {few:.0f} MB = {many / few:.2f}")


if __name__ == "__main__":
    main()
