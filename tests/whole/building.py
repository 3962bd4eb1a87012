"""The whole way, from an agenda file to a deck, as the command line goes it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from facilitator.cli import main

__all__ = ["Build", "Outcome", "Write", "run_build"]


@dataclass(frozen=True)
class Outcome:
    """What a run of the command said, and the decks it made."""

    code: int
    said: str
    complained: str

    @property
    def deck(self) -> Path:
        """The one deck."""
        assert self.code == 0, self.complained
        (made,) = [Path(file["path"]) for file in json.loads(self.said)["files"] if file["kind"] == "deck"]
        return made


Build = Callable[..., Outcome]
"""Build an agenda, by name or path, with options."""

Write = Callable[[dict[str, Any]], Path]
"""Write agenda data to a file."""


def run_build(agenda: str | Path, out: Path, *options: str) -> Outcome:
    """`facilitator build AGENDA --only deck --out OUT --json OPTIONS`: prints would take ten times as long."""
    arguments = ["build", str(agenda), "--only", "deck", "--out", str(out), "--json", *options]
    result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return Outcome(result.exit_code, result.stdout, result.stderr)
