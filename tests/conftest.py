"""What all tests share: the judges, and when a test that needs more than Python may be skipped."""

from __future__ import annotations

import gc
import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

from judges import browser
from judges.office import Office, missing
from sampling import ALL_CHECKS, CHECKS

# What the program tells is in the language of the agenda or the machine; tests expect English.
os.environ["FACILITATOR_MESSAGES"] = "en"

# Agendas and decks are kept for the tests that share them: looking through all of them for what nobody holds any longer
# would take a tenth of the time.
gc.set_threshold(100_000, 50, 50)

# A slow machine is no fault of the code. The gate tries the same cases every time, so that it says something of the
# change at hand; developers search on, and `FACILITATOR_EXAMPLES=5000 pytest` searches long.
settings.register_profile(
    "house",
    deadline=None,
    derandomize=ALL_CHECKS,
    max_examples=int(os.environ.get("FACILITATOR_EXAMPLES", "50")),
)
settings.load_profile("house")


def _speaks_danish() -> bool:
    if shutil.which("hunspell") is None:
        return False
    listed = subprocess.run(["hunspell", "-D"], input="", capture_output=True, text=True, check=False)
    return "da_DK" in listed.stderr


@cache
def _lacking(marker: str) -> str:
    """Why tests with this marker cannot run here; empty when they can."""
    if marker == "office":
        packages = "Debian: libreoffice-impress, libreoffice-writer, poppler-utils, fonts-crosextra-carlito"
        return f"needs {', '.join(missing())} ({packages})" if missing() else ""
    if marker == "browser":
        return f"needs {', '.join(browser.missing())} (Debian: chromium)" if browser.missing() else ""
    if marker == "spelling":
        return "" if _speaks_danish() else "needs hunspell with its Danish dictionary (Debian: hunspell, hunspell-da)"
    if marker == "node":
        found = shutil.which("node") and shutil.which("npm")
        viewed = found and subprocess.run([found, "view", "ical.js", "version"], capture_output=True, check=False)
        return "" if viewed and viewed.returncode == 0 else "needs node, and npm with an index that it can reach"
    probe = f"{sys.executable} -m pip install --quiet --dry-run --no-deps --ignore-installed hatchling"
    reached = subprocess.run(probe.split(), capture_output=True, check=False).returncode == 0
    return "" if reached else "needs a package index that pip can reach"


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--long` runs all of what the gate takes a sample of."""
    parser.addoption("--long", action="store_true", help="also what is long by nature: every template, long searches")


SLOW = (
    "agenda/test_prints.py",
    "batches/test_batch.py",
    "batches/test_cluster.py",
    "batches/test_stopped.py",
    "cli/test_cards.py",
    "cli/test_commands.py",
    "cli/test_form.py",
    "cli/test_language.py",
    "cli/test_pair.py",
    "content/test_brand.py",
    "docs/test_python_page.py",
    "hardening",
    "house_templates",
    "inspection/test_hostile.py",
    "inspection/test_own_decks.py",
    "library/test_design.py",
    "library/test_everything.py",
    "library/test_own_library.py",
    "library/test_words_that_belong.py",
    "live",
    "merging",
    "output",
    "packaging",
    "pairs/test_card_routes.py",
    "pairs/test_pair_rounds.py",
    "pairs/test_real_lists.py",
    "pairs/test_table_rounds.py",
    "print",
    "reading/test_pictures.py",
    "studio/test_groups.py",
    "studio/test_lasting.py",
    "studio/test_studio_programme.py",
    "test_house.py",
    "whole",
)
"""What makes whole agendas, searches long, or runs the program from outside."""


@cache
def _is_slow(path: Path) -> bool:
    here = Path(__file__).parent
    return path.is_relative_to(here) and path.relative_to(here).as_posix().startswith(SLOW)


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """A file that is left out as a whole is not even read."""
    return True if "not slow" in config.option.markexpr and _is_slow(collection_path) else None


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is slow, and leave out what is long by nature unless it is asked for.

    Where several processes share the tests, they begin with what is slow: else one would end long after the others.
    """
    for item in items:
        if _is_slow(item.path):
            item.add_marker(pytest.mark.slow)
    if "PYTEST_XDIST_WORKER" in os.environ:
        items.sort(key=lambda item: item.get_closest_marker("slow") is None)
    if config.getoption("--long"):
        return
    left_out = [item for item in items if item.get_closest_marker("long")]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if not item.get_closest_marker("long")]


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip what cannot run here, or fail it where nothing may be left out."""
    for marker in ("office", "browser", "node", "packaging", "spelling"):
        if item.get_closest_marker(marker) and (reason := _lacking(marker)):
            if ALL_CHECKS:
                pytest.fail(f"{reason}, and {CHECKS}=all lets nothing be skipped", pytrace=False)
            pytest.skip(reason)


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """LibreOffice, which turns each deck once however many tests look at it."""
    base = tmp_path_factory.getbasetemp()
    results = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "office"
    results.mkdir(exist_ok=True)
    return Office(results)


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The project's own folder."""
    return Path(__file__).parents[1]
