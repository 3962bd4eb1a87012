"""Make the pictures of `docs/room.md`: the page on a laptop and a phone in a day that runs late, the wall in a break.

    python scripts/make_room_pictures.py

Needs Chromium (Debian: chromium). The result is committed.
"""

from __future__ import annotations

import sys
import tempfile
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from PIL import Image

import facilitator

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from judges.tab import Tab, chromium  # noqa: E402

BEGUN = datetime(2027, 1, 14, 8, 40, tzinfo=ZoneInfo("Europe/Copenhagen"))
"""Ten minutes late."""
COLOURS = 128


def main() -> None:
    """Make and save both pictures."""
    with tempfile.TemporaryDirectory() as folder, chromium() as tabs:
        (made,) = facilitator.open("trio-workshop").build("live")
        page = Path(folder) / made.name
        page.write_bytes(made.content)
        tab = tabs(1366, 1180, int(BEGUN.timestamp() * 1000))
        tab.open(page)
        tab.click("#next")
        tab.later(34)
        tab.click("#next")
        tab.later(27)
        save(picture(tab), "room-page")
        tab.resize(390, 844)
        tab.tick()
        phone = picture(tab)
        while "Pause" not in tab.text("#title"):
            tab.click("#next")
            tab.later(14)
        wall = tabs(1600, 900, tab.run("Date.now()"))
        wall.open(page, "#wall")
        wall.tick()
        save(side_by_side(phone, picture(wall), 540), "room-phone-and-wall")


def picture(tab: Tab) -> Image.Image:
    """What is seen of it when nothing moves any more."""
    for _ in range(4):
        tab.tick()
    return Image.open(BytesIO(tab.picture())).convert("RGB")


def side_by_side(left: Image.Image, right: Image.Image, height: int) -> Image.Image:
    """Both in one picture of that height, in pixels."""
    both = [one.resize((round(one.width * height / one.height), height)) for one in (left, right)]
    drawn = Image.new("RGB", (both[0].width + 24 + both[1].width, height), "white")
    drawn.paste(both[0], (0, 0))
    drawn.paste(both[1], (both[0].width + 24, 0))
    return drawn


def save(drawn: Image.Image, name: str) -> None:
    """As a PNG of few colours."""
    drawn.quantize(COLOURS).save(ROOT / "docs" / "img" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
