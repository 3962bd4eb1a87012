"""What no single value tells is told with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.agenda.read import read_agenda
from facilitator.library import default_library
from facilitator.messages import Problems

HEAD = "title: Dag\nblocks:\n"


@pytest.mark.parametrize(
    ("blocks", "said"),
    [
        ("- {title: A, id: a, minutes: 5}\n- {title: B, id: a, minutes: 5}\n",
         "dag.yaml:4:18: the id “a” is taken by a block"),
        ("- title: A\n  minutes: 5\n  slides: [{statement: x, id: a}, {statement: y, id: a}]\n",
         "by a slide of the block"),
        ("- title: A\n  minutes: 5\n  slides: [{people: all}]\n", "dag.yaml:5:12: “people: all” needs facilitators"),
        ("- title: A\n  minutes: 5\n  slides: [{figure: iglo, work: pair}]\n",
         "dag.yaml:5:33: “work” on a figure without questions would not be seen"),
        ("- title: A\n  minutes: 5\n  slides: [{figure: iglo, minutes: 5}]\n",
         "dag.yaml:5:36: “minutes” on a figure without questions would not be seen"),
    ],
)  # fmt: skip
def test_contradictions(tmp_path: Path, blocks: str, said: str) -> None:
    file = tmp_path / "dag.yaml"
    file.write_text(HEAD + blocks, encoding="utf-8")
    with pytest.raises(Problems) as caught:
        read_agenda(str(file), library=default_library())
    assert said in str(caught.value)


def test_a_figure_with_questions_may_say_how_to_work(tmp_path: Path) -> None:
    file = tmp_path / "dag.yaml"
    slide = "{figure: iglo, questions: [Hvad ser I?], work: pair, minutes: 5}"
    file.write_text(f"{HEAD}- title: A\n  minutes: 5\n  slides: [{slide}]\n", encoding="utf-8")
    assert read_agenda(str(file), library=default_library()).agenda.blocks
