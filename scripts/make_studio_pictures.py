"""Make the pictures of `docs/studio.md`: the shelf, an agenda in the middle of work, and the list of what was made.

    python scripts/make_studio_pictures.py

Needs Chromium (Debian: chromium). The result is committed.
"""

from __future__ import annotations

import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from PIL import Image

import facilitator

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from judges.tab import Tab  # noqa: E402
from studio.serving import Served, serving  # noqa: E402

COLOURS, GAP = 128, 24
BEGUN = datetime(2027, 1, 14, 8, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


def main() -> None:
    """Make and save the pictures."""
    with TemporaryDirectory() as place, serving(Path(place, "Workshops")) as served:
        path = facilitator.new(str(served.folder / "vores-workshop"), "trio-workshop")
        for language, before in (("en", ""), ("da", "da-")):
            pictures(served, path, language, before)


def pictures(served: Served, path: Path, language: str, before: str) -> None:
    """Make those of a language."""
    save(served.page(language, height=760), f"{before}studio-shelf")
    cards = served.page(language, height=760, bare=True)
    cards.visit(f"{served.address}/cards/guldkorn", "document.documentElement.dataset.ready")
    cards.wait("document.querySelectorAll('#pages img').length > 1")
    save(cards, f"{before}studio-cards")
    agenda = served.open(path, language=language)
    agenda.click("""[data-path='["blocks",5]']""")
    save(agenda, f"{before}studio-agenda")
    room = served.open(path, "/room", language=language, width=960, height=844)
    if not room.run("!!document.querySelector('.qr')"):
        room.click("#share")
    room.wait("document.querySelectorAll('.qr').length === 2")
    phone = served.tab(390, 844, int(BEGUN.timestamp() * 1000))
    phone.visit(room.run("document.querySelector('#link-control').href"), "document.body.dataset.role === 'control'")
    if phone.run("document.body.dataset.phase") == "waiting":
        phone.click("#next")
    phone.later(9)
    save(room, f"{before}studio-room", phone)
    make = served.open(path, "/make", language=language, height=760)
    make.click("#make")
    make.wait("!document.querySelector('#made').hidden")
    save(make, f"{before}studio-make")


def save(tab: Tab, name: str, beside: Tab | None = None) -> None:
    """Save what is seen when nothing moves any more, in few colours; perhaps with another tab beside it."""
    away = "one.getBoundingClientRect().top > innerHeight || one.getBoundingClientRect().bottom < 0"
    tab.wait(f"[...document.images].every((one) => one.complete || {away})")
    for _ in range(4):
        tab.tick()
    seen = picture(tab)
    if beside:
        both = Image.new("RGB", (seen.width + GAP + 390, seen.height), "#d9d4dd")
        both.paste(seen, (0, 0))
        both.paste(picture(beside), (seen.width + GAP, 0))
        seen = both
    file = ROOT / "docs" / "img" / f"{name}.png"
    seen.quantize(COLOURS, dither=Image.Dither.NONE).save(file, optimize=True)
    print(f"{file.relative_to(ROOT)}: {file.stat().st_size // 1000} kB")


def picture(tab: Tab) -> Image.Image:
    """What is seen of it."""
    return Image.open(BytesIO(tab.picture())).convert("RGB")


if __name__ == "__main__":
    main()
