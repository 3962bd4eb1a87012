"""The README's commands are those that the checks run."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

INSTALL = "pip install -c constraints.txt . && facilitator build trio-workshop"
TEST = 'pip install -c constraints.txt -e ".[dev]" && pytest'


def test_the_two_commands_for_a_fresh_machine_stand_on_lines_of_their_own(checkout: Path) -> None:
    lines = (checkout / "README.md").read_text(encoding="utf-8").splitlines()
    assert lines.count(INSTALL) == 1
    assert lines.count(TEST) == 1


def test_every_picture_and_page_that_the_texts_point_to_exists(checkout: Path) -> None:
    for page in (checkout / "README.md", checkout / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"


def test_every_dependency_has_a_version_that_the_tests_passed_with(checkout: Path) -> None:
    project = tomllib.loads((checkout / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *(one for extra in project["optional-dependencies"].values() for one in extra)]
    lines = (checkout / "constraints.txt").read_text(encoding="utf-8").splitlines()
    tested = {_normal(line.partition("==")[0]) for line in lines if "==" in line}
    assert {_normal(re.split(r"[^\w.-]", one)[0]) for one in asked} - tested == {_normal(project["name"])}


def _normal(name: str) -> str:
    """The name of a distribution as PEP 503 compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()
