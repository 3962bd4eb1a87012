"""The program as a process of its own, in a folder of the test's, within bounds that spare the machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

__all__ = ["HANG", "ONE_BLOCK", "command", "refused", "run"]

HANG = 240
"""Seconds after which a run counts as hanging; a slow machine takes a tenth of it."""

MEMORY = 4 * 2**30
"""Bytes of address space."""

ONE_BLOCK = "title: T\nstart: '09.00'\nblocks:\n  - title: A\n    minutes: 20\n"
"""An agenda to add to."""


def command(*arguments: str | Path) -> list[str]:
    """What starts the program."""
    return [sys.executable, "-m", "facilitator", *map(str, arguments)]


def run(
    *arguments: str | Path, cwd: Path, environment: Mapping[str, str] | None = None, largest: int | None = None
) -> subprocess.CompletedProcess[str]:
    """Run it to its end; ``largest`` is the size in bytes that no file can exceed, as on a full disk.

    The process is a copy of one that has read all modules and done nothing else: reading them takes longer than
    most runs.
    """
    with TemporaryDirectory() as told:
        outputs = [f"{told}/out", f"{told}/err"]
        environ = {**os.environ, **(environment or {})}
        asked = {"arguments": [*map(str, arguments)], "cwd": str(cwd), "environ": environ, "outputs": outputs}
        ready = _ready()
        assert ready.stdin
        assert ready.stdout
        ready.stdin.write(json.dumps(asked | {"largest": largest, "memory": MEMORY, "hang": HANG}) + "\n")
        ready.stdin.flush()
        code = int(ready.stdout.readline())
        said, complained = (Path(one).read_text(encoding="utf-8") for one in outputs)
    return subprocess.CompletedProcess(command(*arguments), code, said, complained)


_READY = """
import importlib, json, os, pkgutil, resource, signal, sys
import facilitator
for module in pkgutil.walk_packages(facilitator.__path__, "facilitator."):
    if not module.name.endswith("__main__"):
        importlib.import_module(module.name)
for line in sys.stdin:
    if not (child := os.fork()):
        break
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
else:
    sys.exit()
asked = json.loads(line)
for number, name in enumerate((os.devnull, *asked["outputs"])):
    os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), number)
os.chdir(asked["cwd"])
os.environ.clear()
os.environ.update(asked["environ"])
signal.alarm(asked["hang"])
resource.setrlimit(resource.RLIMIT_AS, (asked["memory"],) * 2)
if asked["largest"] is not None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (asked["largest"],) * 2)
sys.argv = ["facilitator", *asked["arguments"]]
from facilitator.cli import run
run()
"""
"""Reads all modules, then runs the program as a copy of itself for each line that it is given; tells how it ended."""


@cache
def _ready() -> subprocess.Popen[str]:
    """The process that `run` copies; it ends with the tests."""
    return subprocess.Popen(
        [sys.executable, "-c", _READY], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    )


def refused(*arguments: str | Path, cwd: Path) -> str:
    """What a run that must end with a clear error says."""
    done = run(*arguments, cwd=cwd)
    assert done.returncode == 2, (done.returncode, done.stdout[-500:], done.stderr[-2000:])
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    return done.stderr
