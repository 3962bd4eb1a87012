"""Native tables: as large as there is room, over several when there is not."""

from __future__ import annotations

import pytest

from facilitator.canvas import cm
from facilitator.canvas.figures.table import table, tables
from facilitator.canvas.own_layouts import DESIGN
from facilitator.canvas.text import CONTENT_MIN, DoesNotFit, Style

ROWS = [["Rolle", "Ansvar"], ["Leder", "Sætter rammen"], ["AMR", "Ser det, andre ikke ser"], ["TR"]]
LONG = [ROWS[0], *([f"Rolle {number}", "Har noget at sige og noget at lytte efter. " * 3] for number in range(20))]


def test_a_table_fills_the_width_and_every_row_every_column(style: Style) -> None:
    made = table("Roller", ROWS, DESIGN.body, style)
    assert sum(made.widths) == DESIGN.body.w == made.box.w
    assert sum(made.heights) == made.box.h <= DESIGN.body.h
    assert {len(row) for row in made.rows} == {2}


def test_it_is_as_large_as_there_is_room(style: Style) -> None:
    sizes = [table("Roller", LONG[:rows], DESIGN.body, style).rows[1][1].text.size for rows in (2, 6, 7, 8)]
    assert sizes == sorted(set(sizes), reverse=True)
    assert min(sizes) >= CONTENT_MIN


def test_a_narrow_box_gets_smaller_type(style: Style) -> None:
    third, _ = DESIGN.body.split(DESIGN.body.w // 3)
    wide, narrow = (table("Roller", LONG[:3], box, style).rows[1][1].text.size for box in (DESIGN.body, third))
    assert narrow < wide


def test_a_long_table_runs_on_with_its_header(style: Style) -> None:
    with pytest.raises(DoesNotFit):
        table("Roller", LONG, DESIGN.body, style)
    parts = tables("Roller", LONG, DESIGN.body, style)
    assert len(parts) > 1
    assert len({part.rows[0] for part in parts}) == 1
    assert sum(len(part.rows) - 1 for part in parts) == len(LONG) - 1


def test_a_box_too_narrow_for_a_word_is_refused(style: Style) -> None:
    slit, _ = DESIGN.body.split(cm(2))
    with pytest.raises(DoesNotFit):
        tables("Roller", ROWS, slit, style)


def test_few_short_rows_grow_as_long_as_no_line_is_broken_for_it(style: Style) -> None:
    def made(answer: str) -> tuple[float, float]:
        one = table("Roller", [["Rolle", "Svar"], ["Leder", answer], ["AMR", "Ser det"]], DESIGN.body, style)
        return one.rows[1][1].text.size, one.box.h / DESIGN.body.h

    size, filled = made("Sætter rammen")
    assert size == 26
    assert filled >= 0.55
    assert {made("Sætter rammen og siger " * n)[0] for n in range(3, 6)} <= {22, 24, 26}
    breaks = next(n for n in range(3, 12) if made("Sætter rammen og siger " * n)[0] < 26)
    assert made("Sætter rammen og siger " * breaks)[0] >= 22


def test_rows_of_one_and_of_two_lines_are_equally_high_where_they_have_room(style: Style) -> None:
    said = "At forebygge, at nogen bliver krænket, truet eller slået, mens de er på arbejde, og at tale om det bagefter"
    made = table("Roller", [*ROWS[:3], ["Kortet", said]], DESIGN.body, style)
    assert len(set(made.heights[1:])) == 1
    long = table("Roller", [*ROWS[:3], ["Kortet", f"{said} " * 5]], DESIGN.body, style)
    assert len(set(long.heights[1:])) == 2
