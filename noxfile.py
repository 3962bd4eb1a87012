"""The checks, one session each: `nox` runs them here, `.ci/run` calls the same ones on a bare machine.

They use the environment that nox itself runs in (`pip install -e ".[dev]"`), so that they start at once.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

import nox

CONSTRAINTS = "constraints.txt"
QUICK = "not office and not browser and not packaging and not spelling and not slow"

nox.options.default_venv_backend = "none"
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"  # That environment's programs.
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
def quick(session: nox.Session) -> None:
    """What can be judged within a minute: nothing is installed, opened in another program, or made as a whole."""
    session.run("pytest", "--numprocesses=auto", "-m", QUICK, *session.posargs)


@nox.session(default=False)
def long(session: nox.Session) -> None:
    """All tests, with what is long by nature as a whole and twenty times as many cases for every property."""
    examples = {"FACILITATOR_EXAMPLES": "1000"}
    session.run("pytest", "--numprocesses=auto", "--long", *session.posargs, env=examples)


@nox.session(default=False)
def fuzz(session: nox.Session) -> None:
    """The fuzz tests, long; `nox -s fuzz -- 100000` says how many cases."""
    cases = session.posargs[0] if session.posargs else "10000"
    session.run("pytest", "tests/hardening/test_fuzz.py", env={"FACILITATOR_EXAMPLES": cases})


@nox.session(default=False)
def bench(session: nox.Session) -> None:
    """The benchmarks; they print figures and judge nothing."""
    session.run("python", "benchmarks/bench_batch.py")
    session.run("python", "benchmarks/bench_build.py")
    session.run("python", "benchmarks/bench_groups.py")
    session.run("python", "benchmarks/bench_cards.py")
    session.run("python", "benchmarks/bench_merge.py")
    session.run("python", "benchmarks/bench_sizes.py")
    session.run("python", "benchmarks/bench_plan.py")
    session.run("python", "benchmarks/bench_studio.py")


@nox.session(default=False)
def freeze(session: nox.Session) -> None:
    """A folder that runs without Python, for this system: `out/frozen/Facilitator`, or in the folder that is named."""
    folder = session.posargs[0] if session.posargs else "out/frozen"
    with tempfile.TemporaryDirectory() as work:
        session.run(
            "pyinstaller", "--noconfirm", "--log-level=WARN", f"--distpath={folder}", f"--workpath={work}",
            "scripts/facilitator.spec",
        )  # fmt: skip


@nox.session(default=False)
def messages(session: nox.Session) -> None:
    """Renew the catalogues of what people are told; `nox -s messages -- de` begins that of another language."""
    session.run("python", "scripts/make_messages.py", *session.posargs)


@nox.session(default=False)
def constraints(session: nox.Session) -> None:
    """Renew `constraints.txt` with the newest versions of everything; commit it when the tests pass with them."""
    with tempfile.TemporaryDirectory() as place:
        python = _fresh(session, place)
        frozen = session.run(python, "-m", "pip", "freeze", "--exclude-editable", silent=True)
    head = "# The versions that the tests last passed with. Renewed by: nox -s constraints\n"
    Path(CONSTRAINTS).write_text(f"{head}{str(frozen).strip()}\n", encoding="utf-8")


@nox.session(default=False)
def newest(session: nox.Session) -> None:
    """The tests with the newest versions of everything, whatever `constraints.txt` says."""
    with tempfile.TemporaryDirectory() as place:
        python = _fresh(session, place)
        session.run(python, "-m", "pytest", "--numprocesses=auto", *session.posargs)


def _fresh(session: nox.Session, place: str) -> str:
    """The Python of a new environment with the newest of everything that the project and its tests need."""
    session.run("python", "-m", "venv", place)
    python = str(Path(place) / "bin" / "python")
    session.run(python, "-m", "pip", "install", "--quiet", "-e", ".[dev]")
    return python
