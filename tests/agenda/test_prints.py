"""Blocks name the forms and card sets that are used; a name that leads nowhere is a mistake like any other."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.agenda.model import named
from facilitator.agenda.read import read_agenda
from facilitator.library import default_library
from facilitator.problems import Problems

AGENDA = """\
title: Leder-APV
blocks:
  - {title: Kortlægning, minutes: 30, forms: [skema-1-kortlaegning, trivselshjul]}
  - title: I to spor
    minutes: 30
    parallel:
      - {title: Spor, blocks: [{title: Plan, minutes: 30, forms: [trivselshjul, skema-3-handlingsplan]}]}
"""


def test_every_form_is_named_once_in_the_order_of_the_day(tmp_path: Path) -> None:
    file = tmp_path / "dag.yaml"
    file.write_text(AGENDA, encoding="utf-8")
    agenda = read_agenda(str(file), library=default_library()).agenda
    assert named(agenda, "forms") == ["skema-1-kortlaegning", "trivselshjul", "skema-3-handlingsplan"]


def test_a_form_that_there_is_not_is_told_with_its_place_and_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "dag.yaml"
    file.write_text(AGENDA.replace("[trivselshjul,", "[trivselhjul,"), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        read_agenda(str(file), library=default_library())
    (problem,) = caught.value.problems
    assert problem.place
    assert problem.place.line == 7
    assert "did you mean “trivselshjul”?" in str(problem)
