"""The checks, one session each: `nox` runs them here, `.ci/run` calls the same ones on a bare machine.

They use the environment that nox itself runs in (`pip install -e ".[dev]"`), so that they start at once.
"""

from __future__ import annotations

import nox

nox.options.default_venv_backend = "none"
nox.options.sessions = ["lint", "types", "layers", "tests"]


@nox.session
def lint(session: nox.Session) -> None:
    """Style and format; `nox -s lint -- --fix` mends what can be mended."""
    fix = "--fix" in session.posargs
    session.run("ruff", "check", *(["--fix"] if fix else []), ".")
    session.run("ruff", "format", *([] if fix else ["--check"]), ".")


@nox.session
def types(session: nox.Session) -> None:
    """Types, strictly."""
    session.run("mypy")


@nox.session
def layers(session: nox.Session) -> None:
    """Which package may import which."""
    session.run("lint-imports")


@nox.session
def tests(session: nox.Session) -> None:
    """The tests; what follows `--` goes to pytest, e.g. `nox -s tests -- tests/canvas -x`."""
    session.run("pytest", *session.posargs)


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """The fuzz tests, long; `nox -s fuzz -- 100000` says how many cases."""
    cases = session.posargs[0] if session.posargs else "10000"
    session.run("pytest", "tests/hardening/test_fuzz.py", env={"FACILITATOR_EXAMPLES": cases})


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """The benchmarks; they print figures and judge nothing."""
    session.run("python", "benchmarks/bench_build.py")
    session.run("python", "benchmarks/bench_cards.py")
