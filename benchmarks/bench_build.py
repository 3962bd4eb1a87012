"""How fast is a deck built? Whole processes and in process, each against a bare python-pptx script; prints figures.

python benchmarks/bench_build.py [--pairs 15] [--seconds 3]
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import bare_pptx
import yaml

from facilitator.agenda.planning import plan
from facilitator.agenda.read import Reading, read_agenda
from facilitator.agenda.schedule import Schedule
from facilitator.canvas import slides
from facilitator.canvas.text import Style
from facilitator.deck import Deck
from facilitator.deck.compose import compose
from facilitator.library import default_library
from facilitator.output.agenda import OpenAgenda
from facilitator.pptx.own_parts import OWN
from facilitator.pptx.package import write_deck
from facilitator.pptx.properties import Properties

HERE = Path(__file__).resolve().parent
AGENDA = "trio-workshop"
FOUND = HERE.parent / "tests" / "templates" / "found"
TEMPLATES = ("libreoffice/smoketest.pptx", "libreoffice/tdf123684.pptx", "apache-poi/themes.pptx")

ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Modules are compiled once, as an installation has them."""


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    cpu: float
    """Seconds of processor time, user and system."""
    peak: float
    """MB of memory at most."""


_LAUNCHER = """
import json, os, subprocess, sys
process = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL)
_, status, usage = os.wait4(process.pid, 0)
print(json.dumps([status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss]))
"""


def cost(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a process to its end, its modules compiled beforehand as an installation has them.

    It is started by a small process, for on Linux a process counts the memory of the one that started it as its own.

    Raises:
        RuntimeError: it failed.
    """
    launch: list[str | Path] = [sys.executable, "-I", "-S", "-c", _LAUNCHER, *command]
    said = subprocess.run(launch, cwd=folder, env=ENVIRONMENT, check=True, stdout=subprocess.PIPE).stdout
    status, seconds, peak = json.loads(said)
    if status:
        raise RuntimeError(f"{command} ended with status {status}")
    return Cost(seconds, peak * (1 if sys.platform == "darwin" else 1024) / 1e6)  # bytes there, KiB elsewhere


def whole_process(pairs: int, slides: int, shapes: int) -> None:
    """Both programs in turn, so that both see the same machine."""
    program = Path(sys.executable).with_name("facilitator")
    ours: list[Cost] = []
    bare: list[Cost] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        build: list[str | Path] = [program, "build", AGENDA, "--only", "deck"]
        script: list[str | Path] = [
            sys.executable,
            HERE / "bare_pptx.py",
            folder / "bare.pptx",
            str(slides),
            str(shapes),
        ]
        cost(build, folder), cost(script, folder)  # once unmeasured: files into the cache
        for _ in range(pairs):
            ours.append(cost(build, folder))
            bare.append(cost(script, folder))
    print(f"Whole process, medians of {pairs} alternating pairs")
    row("processor time (s)", [c.cpu for c in ours], [c.cpu for c in bare])
    row("peak memory (MB)", [c.peak for c in ours], [c.peak for c in bare])


def row(what: str, ours: Sequence[float], bare: Sequence[float]) -> None:
    """A line: both medians and their ratio."""
    one, other = statistics.median(ours), statistics.median(bare)
    print(f"  {what:<28} facilitator {one:8.3f}   bare python-pptx {other:8.3f}   ratio {one / other:6.2f}")


def rate(job: Callable[[], object], seconds: float) -> float:
    """How many times a second the job is done."""
    job()
    times = 0
    start = time.perf_counter()
    while (passed := time.perf_counter() - start) < seconds or times < 3:
        job()
        times += 1
    return times / passed


def shapes_in(deck: bytes) -> int:
    """How many shapes with a frame of their own a deck has on its slides, those in groups too."""
    with zipfile.ZipFile(BytesIO(deck)) as archive:
        slides = [archive.read(name) for name in archive.namelist() if name.startswith("ppt/slides/slide")]
    return sum(
        slide.count(tag) for slide in slides for tag in (b"<p:sp>", b"<p:cxnSp>", b"<p:pic>", b"<p:graphicFrame>")
    )


def in_process(reading: Reading, schedule: Schedule, shapes: int, seconds: float) -> None:
    """Decks a second: ours from the deck as data and from the file, and the script's."""
    deck = compose(schedule, reading.terms)
    style = Style(reading.theme, reading.terms)

    def read_and_make() -> None:
        fresh = read_agenda(AGENDA, library=default_library())
        OpenAgenda(fresh, default_library()).build("deck")

    bare = rate(lambda: bare_pptx.write(BytesIO(), len(deck.slides), shapes), seconds)
    print(f"In process, decks a second (bare python-pptx: {bare:.1f})")
    canvases, _ = slides.draw(deck, style)
    properties = Properties(deck.title, language=deck.language)
    for what, job in (
        ("from the drawn slides", lambda: write_deck(OWN, canvases, style, properties, deck.footers)),
        ("from the deck as data", lambda: write(deck, style)),
        ("from the agenda file", read_and_make),
    ):
        ours = rate(job, seconds)
        print(f"  {what:<28} facilitator {ours:8.1f}   times the script's {ours / bare:6.1f}")


def write(deck: Deck, style: Style) -> bytes:
    """Lay out and write."""
    canvases, _ = slides.draw(deck, style)
    return write_deck(OWN, canvases, style, Properties(deck.title, language=deck.language), deck.footers)


def in_templates(pairs: int) -> None:
    """The deck in somebody's templates against the deck in our own design, in turn."""
    program = Path(sys.executable).with_name("facilitator")
    plain: list[str | Path] = [program, "build", AGENDA, "--only", "deck", "--force"]
    print(f"In a template, processor time of a build, medians of {pairs} alternating pairs")
    for name in TEMPLATES:
        within, own = [], []
        with tempfile.TemporaryDirectory() as folder:
            for _ in range(pairs):
                within.append(cost([*plain, "--template", FOUND / name], Path(folder)).cpu)
                own.append(cost(plain, Path(folder)).cpu)
        one, other = statistics.median(within), statistics.median(own)
        print(f"  {name:<28} in it {one:8.3f}   in our own {other:8.3f}   ratio {one / other:6.2f}")


def in_the_room(pairs: int) -> None:
    """The page for the room, with all answers of the planner, against the deck, in turn."""
    program = Path(sys.executable).with_name("facilitator")
    page, deck = list[Cost](), list[Cost]()
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(pairs):
            for kind, found in (("live", page), ("deck", deck)):
                found.append(cost([program, "build", AGENDA, "--only", kind, "--force"], Path(folder)))
    print(f"The page for the room, whole process, medians of {pairs} alternating pairs")
    for what, part in (("processor time (s)", "cpu"), ("peak memory (MB)", "peak")):
        one, other = (statistics.median(getattr(each, part) for each in found) for found in (page, deck))
        print(f"  {what:<28} page {one:8.3f}   deck {other:8.3f}   ratio {one / other:6.2f}")


def longer(pairs: int) -> None:
    """The same agenda with every slide ten times, each deck in a process of its own."""
    agenda = default_library().find("agendas", AGENDA).read_text(encoding="utf-8")
    program = Path(sys.executable).with_name("facilitator")
    slides, seconds = {}, {}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        for times in (1, 10):
            name = f"{times}-times"
            (folder / f"{name}.yaml").write_text(repeated(agenda, times), encoding="utf-8")
            build: list[str | Path] = [
                program,
                "build",
                f"{name}.yaml",
                "--set",
                "participants=24",
                "--date",
                "2025-01-09",
            ]
            seconds[times] = statistics.median(cost(build, folder).cpu for _ in range(pairs))
            with zipfile.ZipFile(folder / "out" / name / f"{name}.pptx") as deck:
                slides[times] = sum(part.startswith("ppt/slides/slide") for part in deck.namelist())
    more, longer = slides[10] / slides[1], seconds[10] / seconds[1]
    print(f"{slides[10]} slides for {slides[1]}, {more:.1f} times as many, take {longer:.1f} times as long")


def repeated(agenda: str, times: int) -> str:
    """The agenda with every slide that stands in it so many times."""
    data = yaml.load(agenda, yaml.BaseLoader)
    for block in data["blocks"]:
        if slides := block.get("slides", []) * times:
            block["slides"] = [{**slide, "id": f"slide-{number}"} for number, slide in enumerate(slides)]
    return yaml.safe_dump(data, allow_unicode=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=15)
    parser.add_argument("--seconds", type=float, default=3)
    options = parser.parse_args()
    reading = read_agenda(AGENDA, library=default_library())
    schedule = plan(reading.agenda)
    (made,) = OpenAgenda(reading, default_library()).build("deck")
    shapes = shapes_in(made.content)
    print(f"{AGENDA}: {made.pages} slides, {shapes} shapes")
    whole_process(options.pairs, made.pages, shapes)
    in_process(reading, schedule, shapes, options.seconds)
    longer(options.pairs)
    in_templates(options.pairs)
    in_the_room(options.pairs)


if __name__ == "__main__":
    main()
