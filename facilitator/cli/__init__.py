"""The command line: parse, call, report. What a command needs beyond click is imported when it runs."""

from __future__ import annotations

import gc

from facilitator.cli.commands import main
from facilitator.cli.prints import cards, form, pair, template

__all__ = ["main", "run"]

for _command in (pair, cards, form, template):
    main.add_command(_command)


def run() -> None:
    """The program as a process of its own: it ends too soon for collecting garbage to pay."""
    gc.disable()
    main(prog_name="facilitator")
