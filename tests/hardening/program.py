"""The program as a process of its own, in a folder of the test's, within bounds that spare the machine."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

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
    """Run it to its end; ``largest`` is the size in bytes that no file can exceed, as on a full disk."""

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        if largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (largest, largest))

    return subprocess.run(
        command(*arguments),
        cwd=cwd,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        encoding="utf-8",
        timeout=HANG,
        check=False,
        preexec_fn=bounded,
    )


def refused(*arguments: str | Path, cwd: Path) -> str:
    """What a run that must end with a clear error says."""
    done = run(*arguments, cwd=cwd)
    assert done.returncode == 2, (done.returncode, done.stdout[-500:], done.stderr[-2000:])
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()
    return done.stderr
