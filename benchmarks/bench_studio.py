"""How soon does the studio answer a hand? From an edit to new times and changed slides; from the command to a page.

python benchmarks/bench_studio.py [--runs 60]

An edit is asked for as the page does it: the edit, whose answer is the day with its times, then every slide that looks
otherwise than before. It is measured in this process by its time on the processor, which is what it takes on an idle
machine, and by the clock. The first page is measured by the clock alone, from the command on.
"""

from __future__ import annotations

import argparse
import gc
import re
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from starlette.testclient import TestClient

import facilitator
from facilitator.studio.desk import Desk
from facilitator.studio.guard import Guard
from facilitator.studio.server import Studio, tidied

PORT = 4711
STARTS = 5


class Page:
    """An agenda as its page has it open."""

    def __init__(self, path: Path) -> None:
        desk = Desk(path.parent, b"key")
        guard = Guard(Studio(desk).app(), PORT)
        self.client = TestClient(guard, base_url=f"http://127.0.0.1:{PORT}")
        self.client.get(guard.address)
        self.at = f"/agendas/{desk.known_as(path)}"
        self.day: Any = self.client.get(f"{self.at}/day").json()
        self.slides = set[str]()
        self.fetch()

    def edit(self, **edit: Any) -> int:
        """Make an edit and fetch what it changes; the number of those slides."""
        answer = self.client.post(f"{self.at}/edit", json={"sum": self.day["sum"], "edit": edit})
        assert answer.status_code == 200, answer.text
        self.day = answer.json()
        assert self.day["slides"], self.day["problems"]
        return self.fetch()

    def fetch(self) -> int:
        new = [one["picture"] for one in self.day["slides"] if one["picture"] not in self.slides]
        for picture in new:
            assert self.client.get(f"/slides/{picture}").status_code == 200
        self.slides.update(new)
        return len(new)


def stretched(block: int, least: int, most: int) -> Iterator[dict[str, Any]]:
    """A block that is stretched, never twice to the same, so that all that follows moves."""
    for number in count():
        more, less = divmod(number, most - least)
        yield {"do": "put", "path": ["blocks", block, "minutes"], "value": f"{least + less}-{most + more}"}


def dragged(first: int, blocks: int) -> Iterator[dict[str, Any]]:
    """A block after the other that is dragged one place further down."""
    for number in count():
        block = first + number % blocks
        yield {"do": "move", "path": ["blocks", block], "to": block + 1}


def retitled(block: int) -> Iterator[dict[str, Any]]:
    """A block that is called otherwise, ever anew."""
    for number in count():
        yield {"do": "put", "path": ["blocks", block, "title"], "value": f"En titel {number}"}


def measured(page: Page, edits: Iterator[dict[str, Any]], runs: int) -> tuple[list[float], list[float], int]:
    """Milliseconds of the processor and by the clock, in order, and slides that changed."""
    used, waited, slides = [], [], 0
    for _ in range(runs):
        asked = next(edits)
        cpu, clock = time.process_time(), time.perf_counter()
        slides += page.edit(**asked)
        used.append(1000 * (time.process_time() - cpu))
        waited.append(1000 * (time.perf_counter() - clock))
    return sorted(used), sorted(waited), slides


def tell(what: str, used: list[float], waited: list[float], told: str) -> None:
    def at(times: list[float], part: float) -> str:
        return f"{times[min(len(times) - 1, int(part * len(times)))]:7.0f}"

    print(f"{what:44} {at(used, 0.5)} {at(used, 0.95)} {at(waited, 0.5)} {at(waited, 0.95)}   {told}")


def long_day(blocks: int) -> str:
    """A day of so many blocks, each with slides."""
    written = "".join(
        f"  - title: Blok {n}\n    minutes: 3-9\n    slides:\n      - bullets: [Et punkt {n}, Et til]\n"
        for n in range(blocks)
    )
    return f"title: En lang dag\nstart: 08.00\nblocks:\n{written}"


def first_page(folder: Path) -> float:
    """Milliseconds from the command until the first page is there."""
    command = [sys.executable, "-m", "facilitator", "studio", str(folder), "--no-browser"]
    begun = time.perf_counter()
    studio = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert studio.stdout is not None
    found = re.search(r"http://\S+", studio.stdout.readline())
    assert found is not None
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
    with browser.open(found[0]) as page:
        page.read()
    waited = 1000 * (time.perf_counter() - begun)
    studio.kill()
    studio.communicate()
    return waited


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=60)
    runs = parser.parse_args().runs
    print(
        f"{'milliseconds':44} {'processor':>15} {'clock':>15}\n{'':44} {'50 %':>7} {'95 %':>7} {'50 %':>7} {'95 %':>7}"
    )
    with TemporaryDirectory() as place:
        folder = Path(place)
        trio = facilitator.new(str(folder / "trio"), "trio-workshop")
        long = folder / "lang.yaml"
        long.write_text(long_day(100), encoding="utf-8")
        cases: list[tuple[str, Path, Iterator[dict[str, Any]]]] = [
            ("trio-workshop: a block is stretched", trio, stretched(1, 10, 25)),
            ("trio-workshop: a block is dragged", trio, dragged(6, 3)),
            ("trio-workshop: a title", trio, retitled(3)),
            ("100 blocks: a block is stretched", long, stretched(1, 3, 9)),
            ("100 blocks: a block is dragged", long, dragged(2, 90)),
        ]
        for what, path, edits in cases:
            page = Page(path)
            page.edit(do="put", path=["subtitle"], value=what)
            gc.collect()
            with tidied(time.monotonic):  # As the studio is served.
                used, waited, slides = measured(page, edits, runs)
            tell(what, used, waited, f"{slides / runs:.1f} of {len(page.day['slides'])} slides each")
        starts = sorted(first_page(folder) for _ in range(STARTS))
        at = f"{starts[len(starts) // 2]:7.0f} {starts[-1]:7.0f}"
        print(f"{'the first page after the command':44} {'':15} {at}   of {STARTS}")


if __name__ == "__main__":
    main()
