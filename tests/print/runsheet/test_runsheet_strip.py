"""The day strip: as long as the day, every bar as long as its block, tracks side by side."""

from __future__ import annotations

from io import BytesIO

import docx
import pdfplumber
import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.planning import agenda
from facilitator.agenda.planning import plan
from facilitator.library import default_library
from facilitator.print import LOOKS, Bar
from facilitator.print.runsheet import day_rows
from facilitator.print.runsheet.sheets import bars, ticks
from print.runsheet.sessions import DAYS, made, read, scheduled

TERMS = read(DAYS).terms
MM = 72 / 25.4


def of_minutes(minutes: list[int]) -> list[Bar]:
    blocks = "".join(f"  - {{title: Blok, minutes: {n}}}\n" for n in minutes)
    (day,) = day_rows(plan(agenda(f"start: 08.00\nblocks:\n{blocks}")), TERMS, {})
    return bars(day)


@given(st.lists(st.integers(1, 119), min_size=1, max_size=12))
def test_bars_follow_each_other_and_last_as_long_as_their_blocks(minutes: list[int]) -> None:
    found = of_minutes(minutes)
    assert [bar.minutes for bar in found] == minutes
    assert [bar.start for bar in found] == [sum(minutes[:n]) for n in range(len(minutes))]


def test_tracks_share_the_breadth_and_never_cover_each_other() -> None:
    reading, schedule = scheduled(DAYS)
    first = bars(day_rows(schedule, reading.terms, {})[0])
    inner = {bar.title: (bar.start, bar.minutes, bar.top, bar.bottom) for bar in first if bar.bottom - bar.top < 1}
    assert inner == {
        "Øv samtalen": (45, 40, 0, 0.5),
        "Saml op": (85, 20, 0, 0.5),
        "Læg en plan": (45, 45, 0.5, 1),
    }


def test_on_paper_bars_are_as_long_as_their_minutes() -> None:
    text = "title: T\nstart: 08.00\nblocks: [{title: A, minutes: 5}, {title: B, minutes: 180}, {title: C, minutes: 60}]"
    with pdfplumber.open(BytesIO(made(read(text))["drejebog.pdf"])) as pages:
        rects = [(r["x0"], r["width"]) for r in pages.pages[0].rects if abs(r["height"] - 15 * MM) < 2]
    widths = [width for _, width in sorted({(round(x), round(width, 1)) for x, width in rects})]
    assert widths[1] / widths[0] == pytest.approx(36, rel=0.25)
    assert widths[1] / widths[2] == pytest.approx(3, rel=0.02)


@given(st.integers(0, 1439), st.integers(5, 1400))
def test_ticks_are_few_and_within_the_day(start: int, minutes: int) -> None:
    text = f"start: '{start // 60:02}.{start % 60:02}'\nblocks: [{{title: A, minutes: {minutes}}}]"
    (day,) = day_rows(plan(agenda(text)), TERMS, {})
    found = ticks(day.day, minutes)
    assert len(found) <= 21
    assert all(0 <= tick.at <= minutes for tick in found)


def test_no_two_kinds_look_the_same_without_colour() -> None:
    assert len({look.symbol for look in LOOKS.values()}) == len(LOOKS)
    assert default_library().find("pages", "sheet")


def test_in_word_the_strip_has_the_ticks_that_it_has_in_the_pdf() -> None:
    reading, schedule = scheduled(DAYS)
    days = day_rows(schedule, reading.terms, {})
    longest = max(day.day.end - day.day.start for day in days)
    told = [" ".join(tick.clock for tick in ticks(day.day, longest)) for day in days]
    file = made(reading)["drejebog.docx"]
    found = [one for one in docx.Document(BytesIO(file)).paragraphs if one.text.replace("\t", " ").strip() in told]
    assert [one.text.replace("\t", " ").strip() for one in found] == told
    for one in found:
        stops = [stop.position for stop in one.paragraph_format.tab_stops]
        assert stops == sorted(stops)
        assert len(stops) == one.text.count("\t")
