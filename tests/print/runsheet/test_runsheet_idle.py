"""Minutes that nobody uses stand on the run sheet too, and the day ends when the agenda says."""

from __future__ import annotations

from pathlib import Path

import yaml

from agenda.planning import planned
from facilitator.content.terms import Terms
from facilitator.print.runsheet import BlockRow, day_rows, facts, when_held

DA = Terms.model_validate(yaml.safe_load(Path("decks/terms/da.yaml").read_text(encoding="utf-8")))


def test_a_gap_is_a_row() -> None:
    schedule = planned("""
        start: 09.00
        end: 12.00
        blocks:
          - {title: Oplæg, minutes: 60}
          - {title: Pause, kind: break, minutes: 15}
          - {title: Gæst, at: 10.30, minutes: 45}
    """)
    (day,) = day_rows(schedule, DA, {})
    rows = [f"{row.start}–{row.end} {row.title}" for row in day.rows if isinstance(row, BlockRow)]
    assert rows == [
        "09.00–10.00 Oplæg",
        "10.00–10.15 Pause",
        "10.15–10.30 Luft",
        "10.30–11.15 Gæst",
        "11.15–12.00 Luft",
    ]
    assert day.day.clock(day.day.end) == "12.00"


def test_of_several_days_each_has_its_start_and_its_end() -> None:
    schedule = planned("""
        start: 09.00
        end: 15.00
        blocks:
          - {title: Oplæg, minutes: 60}
          - {title: Gæst, day: 2, at: 08.30, minutes: 45}
    """)
    times = "Dag 1 kl. 09.00–10.00, dag 2 kl. 08.30–15.00"
    assert when_held(schedule, DA) == [times]
    assert dict(facts(schedule, DA))["Tid"] == times
