"""The pages of days of every sort, and a Chromium that opens them from the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from judges.tab import Tab, chromium
from live.days import opened


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The page of a day as a file, made once."""
    made: dict[str, Path] = {}

    def page(day: str) -> Path:
        if day not in made:
            (file,) = opened(day).build("live")
            made[day] = tmp_path_factory.mktemp("live") / file.name
            made[day].write_bytes(file.content)
        return made[day]

    return page


@pytest.fixture(scope="session")
def tabs() -> Iterator[Callable[..., Tab]]:
    with chromium() as tab:
        yield tab


@pytest.fixture
def at(tabs: Callable[..., Tab], pages: Callable[[str], Path]) -> Callable[..., Tab]:
    """Open a day's page at a clock time, with nothing remembered."""

    def open_at(day: str, clock: str, *, width: int = 1366, height: int = 900, **options: bool) -> Tab:
        hour, minute = map(int, clock.split("."))
        start = datetime(2027, 1, 14, hour, minute, tzinfo=ZoneInfo("Europe/Copenhagen"))
        tab = tabs(width, height, int(start.timestamp() * 1000), **options)
        tab.open(pages(day))
        tab.run("localStorage.clear(); sessionStorage.clear()")
        tab.open(pages(day), "?")
        return tab

    return open_at
