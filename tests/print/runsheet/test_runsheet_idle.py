"""Minutes that nobody uses stand on the run sheet too, and the day ends when the agenda says."""

from __future__ import annotations

from pathlib import Path

import yaml

from agenda.planning import agenda
from facilitator.agenda.planning import plan
from facilitator.content.terms import Terms
from facilitator.print.runsheet.session import BlockRow, day_rows

DA = Terms.model_validate(yaml.safe_load(Path("decks/terms/da.yaml").read_text(encoding="utf-8")))


def test_a_gap_is_a_row() -> None:
    schedule = plan(
        agenda("""
            start: 09.00
            end: 12.00
            blocks:
              - {title: Oplæg, minutes: 60}
              - {title: Pause, kind: break, minutes: 15}
              - {title: Gæst, at: 10.30, minutes: 45}
        """)
    )
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
