"""How fast is a deck built? Whole processes and in process, each against a bare python-pptx script; prints figures.

python benchmarks/bench_build.py [--pairs 15] [--seconds 3]
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
AGENDA = "trio-workshop"


@dataclass(frozen=True)
class Cost:
    """What a process took."""

    cpu: float
    """Seconds of processor time, user and system."""
    peak: float
    """MB of memory at most."""


def cost(command: Sequence[str | Path], folder: Path) -> Cost:
    """Run a process to its end.

    Raises:
        RuntimeError: it failed.
    """
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command} ended with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # ru_maxrss is in bytes there, in KiB elsewhere
    return Cost(usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit / 1e6)


def whole_process(pairs: int, slides: int, shapes: int) -> None:
    """Both programs in turn, so that both see the same machine."""
    program = Path(sys.executable).with_name("facilitator")
    ours: list[Cost] = []
    bare: list[Cost] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        build = [program, "build", AGENDA, "--only", "deck"]
        script = [sys.executable, HERE / "bare_pptx.py", folder / "bare.pptx", str(slides), str(shapes)]
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
