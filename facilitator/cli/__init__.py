"""The command line: parse, call, report. What a command needs beyond click is imported when it runs."""

from facilitator.cli.commands import main

__all__ = ["main"]
