"""How fast is a deck built? Whole processes and in process, each against a bare python-pptx script. Prints, judges nothing.

    python benchmarks/bench_build.py [--pairs 15] [--seconds 3]
"""

from __future__ import annotations

import argparse
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import bare_pptx
from lxml import etree
from pptx import Presentation

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
