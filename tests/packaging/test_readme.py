"""The README's commands are those that the checks run."""

from __future__ import annotations

import re
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
