"""How soon does the studio answer a hand? From an edit to new times and changed slides; from the command to a page.

python benchmarks/bench_studio.py [--runs 60]

An edit is asked for as the page does it, of the studio as people start it: the edit, whose answer is the day with its
times, then every slide that looks otherwise than before, seen or not. All is measured by the clock.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPConnection
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import facilitator

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from studio.serving import studio_over

STARTS = 5


class Page:
    """The page of the only agenda of a folder, in a browser that keeps its connection."""

    def __init__(self, address: str) -> None:
        begin = urlsplit(address)
        self.connection = HTTPConnection(begin.netloc)
        self.headers = {"Origin": f"http://{begin.netloc}", "Content-Type": "application/json"}
        self.connection.request("GET", f"{begin.path}?{begin.query}", headers=self.headers)
        begun = self.connection.getresponse()
        begun.read()
        self.headers["Cookie"] = begun.headers["set-cookie"].partition(";")[0]
        found = re.search(r"/agendas/[0-9a-f]+", self.ask("GET", "/").decode())
        assert found is not None
        self.at = found[0]
        self.day: Any = json.loads(self.ask("GET", f"{self.at}/day"))
        self.slides = set[str]()
        self.fetch()

    def ask(self, method: str, path: str, body: str | None = None) -> bytes:
        self.connection.request(method, path, body, self.headers)
        answer = self.connection.getresponse()
        content = answer.read()
        assert answer.status == 200, content
        return content

    def edit(self, **edit: Any) -> int:
        """Make an edit and fetch what it changes; the number of those slides."""
        asked = json.dumps({"sum": self.day["sum"], "edit": edit})
        self.day = json.loads(self.ask("POST", f"{self.at}/edit", asked))
        assert self.day["slides"], self.day["problems"]
        return self.fetch()

    def fetch(self) -> int:
        new = [one["picture"] for one in self.day["slides"] if one["picture"] not in self.slides]
        for picture in new:
            self.ask("GET", f"/slides/{picture}")
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


def measured(page: Page, edits: Iterator[dict[str, Any]], runs: int) -> tuple[list[float], int]:
    """Milliseconds until each edit and its slides were there, in order, and the slides that changed."""
    waited, slides = [], 0
    for _ in range(runs):
        asked = next(edits)
        begun = time.perf_counter()
        slides += page.edit(**asked)
        waited.append(1000 * (time.perf_counter() - begun))
    return sorted(waited), slides


def tell(what: str, waited: list[float], told: str) -> None:
    half, most = (waited[min(len(waited) - 1, int(part * len(waited)))] for part in (0.5, 0.95))
    print(f"{what:44} {half:7.0f} {most:7.0f}   {told}")


def long_day(blocks: int) -> str:
    """A day of so many blocks, each with slides."""
    written = "".join(
        f"  - title: Blok {n}\n    minutes: 3-9\n    slides:\n      - bullets: [Et punkt {n}, Et til]\n"
        for n in range(blocks)
    )
    return f"title: En lang dag\nstart: 08.00\nblocks:\n{written}"


def first_page(folder: Path) -> float:
    """Milliseconds from the command until the first page is there."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(), urllib.request.ProxyHandler({}))
    begun = time.perf_counter()
    with studio_over(folder) as address, browser.open(address) as page:
        page.read()
        return 1000 * (time.perf_counter() - begun)


def main() -> None:
    """Measure and print."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # Modules are compiled once, as an installation has them.
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=60)
    runs = parser.parse_args().runs
    print(f"{'milliseconds':44} {'50 %':>7} {'95 %':>7}")
    with TemporaryDirectory() as place:
        trio, long = Path(place, "trio"), Path(place, "lang")
        for folder in (trio, long):
            folder.mkdir()
        facilitator.new(str(trio / "trio"), "trio-workshop")
        Path(long, "lang.yaml").write_text(long_day(100), encoding="utf-8")
        cases: list[tuple[str, Path, Iterator[dict[str, Any]]]] = [
            ("trio-workshop: a block is stretched", trio, stretched(1, 10, 25)),
            ("trio-workshop: a block is dragged", trio, dragged(6, 3)),
            ("trio-workshop: a title", trio, retitled(3)),
            ("100 blocks: a block is stretched", long, stretched(1, 3, 9)),
            ("100 blocks: a block is dragged", long, dragged(2, 90)),
        ]
        for what, folder, edits in cases:
            with studio_over(folder) as address:
                page = Page(address)
                page.edit(do="put", path=["subtitle"], value=what)
                waited, slides = measured(page, edits, runs)
            tell(what, waited, f"{slides / runs:.1f} of {len(page.day['slides'])} slides each")
        starts = sorted(first_page(trio) for _ in range(STARTS))
        tell("the first page after the command", starts, f"of {STARTS}")


if __name__ == "__main__":
    main()
