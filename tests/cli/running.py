"""The program as a user runs it, in the folder one stands in."""

from __future__ import annotations

from click.testing import CliRunner, Result

from facilitator.cli import main

__all__ = ["refused", "run"]


def run(*arguments: str) -> Result:
    """Run a command; an exception other than its own exit is a failure."""
    result = CliRunner().invoke(main, arguments)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def refused(*arguments: str) -> str:
    """What a command that must not succeed complains about."""
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Traceback" not in result.stderr
    assert result.stdout == ""
    return result.stderr
