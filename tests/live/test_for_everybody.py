"""The page can be used by everybody: axe-core finds nothing, in light and dark, on a phone, and on the wall."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from judges.axe import found
from judges.tab import Tab
from live.days import TRIO

pytestmark = [pytest.mark.browser, pytest.mark.node]

At = Callable[..., Tab]


def late(tab: Tab) -> None:
    """Begin, far behind: the time is up, there are ways on, and one of them is chosen."""
    tab.later(40)
    tab.press("PageDown")
    tab.later(15)
    tab.tick()
    tab.click(".way")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [390, 1366])
def test_before_and_in_the_middle_of_a_late_day(at: At, width: int, dark: bool) -> None:
    tab = at(TRIO, "08.20", width=width, dark=dark)
    assert found(tab) == []
    late(tab)
    assert found(tab) == []


def test_with_tracks_a_rehearsal_and_a_clock_that_has_jumped(at: At) -> None:
    tab = at("tracks", "09.00")
    tab.press("PageDown")
    tab.later(15)
    tab.press("PageDown")
    tab.later(4, alone=True)
    assert tab.text("#jumped")
    assert found(tab) == []
    tab.click("#rehearse")
    assert found(tab) == []


@pytest.mark.parametrize("dark", [False, True])
def test_the_wall(at: At, tabs: Callable[..., Tab], pages: Callable[[str], Path], dark: bool) -> None:
    tab = at("tracks", "09.00", dark=dark)
    tab.press("PageDown")
    tab.later(15)
    tab.press("PageDown")
    wall = tabs(1920, 1080, tab.run("Date.now()"), dark=dark)
    wall.open(pages("tracks"), "#wall")
    assert found(wall) == []


@pytest.mark.parametrize("width", [390, 1366])
def test_what_is_pressed_is_large_and_nothing_is_wider_than_the_page(at: At, width: int) -> None:
    tab = at(TRIO, "08.20", width=width)
    late(tab)
    tab.tick()
    sizes = tab.run(
        "[...document.querySelectorAll('button, select')].filter((one) => one.checkVisibility())"
        ".map((one) => one.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height))"
    )
    assert min(sizes) >= 44
    assert tab.run("document.documentElement.scrollWidth") <= width
