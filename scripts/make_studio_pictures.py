"""Make the pictures of `docs/studio.md`: a picture of each page, in the middle of work, in both languages.

    python scripts/make_studio_pictures.py

Needs Chromium (Debian: chromium). The result is committed.
"""

from __future__ import annotations

import sys
from datetime import datetime
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from PIL import Image

import facilitator

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
from judges.tab import Tab  # noqa: E402
from studio.serving import Served, serving  # noqa: E402
from studio.test_pages import edit  # noqa: E402

COLOURS, GAP = 128, 24
SAID = "Et spørgsmål, et minut, en ny makker"
"""On a slide of the agenda, and changed in PowerPoint and in the agenda."""
GROUPS = """Team;Kunde;Dato;Deltagere
TRIO Nord;Prøve Kommune;14.1.2027;12
TRIO Syd;Prøve Kommune;41.1.2027;9
TRIO Øst;Prøve Kommune;21.1.2027;15
"""
BEGUN = datetime(2027, 1, 14, 8, 30, tzinfo=ZoneInfo("Europe/Copenhagen"))


def main() -> None:
    """Make and save the pictures."""
    with TemporaryDirectory() as place, serving(Path(place, "Workshops")) as served:
        path = facilitator.new(str(served.folder / "vores-workshop"), "trio-workshop")
        course = facilitator.new(str(served.folder / "vores-forloeb"), "ledergruppe-forloeb")
        short = facilitator.new(str(served.folder / "vores-moede"), "det-korte-moede")
        table = Path(place, "hold.csv")
        table.write_text(GROUPS, encoding="utf-8")
        for language, before in (("en", ""), ("da", "da-")):
            pictures(served, path, language, before)
            parts(served, course, language, before)
            groups(served, path, table, language, before)
            merged(served, short, language, before)


def parts(served: Served, path: Path, language: str, before: str) -> None:
    """A programme, one of its sessions chosen."""
    tab = served.open(path, language=language, height=760)
    tab.click("""[data-path='["parts",2]']""")
    tab.wait("!!document.querySelector('#fields a')")
    save(tab, f"{before}studio-programme")


def groups(served: Served, path: Path, table: Path, language: str, before: str) -> None:
    """A table that was dropped, with something wrong in it."""
    tab = served.open(path, "/groups", language=language, height=760)
    root = tab.call("DOM.getDocument")["root"]["nodeId"]
    node = tab.call("DOM.querySelector", nodeId=root, selector="#table")["nodeId"]
    tab.call("DOM.setFileInputFiles", files=[str(table)], nodeId=node)
    tab.wait("document.querySelectorAll('#rows td.wrong').length > 0")
    save(tab, f"{before}studio-groups")


def merged(served: Served, path: Path, language: str, before: str) -> None:
    """A deck that was edited by hand, with the agenda's changes brought into it."""
    out, text = served.folder / "out" / path.stem, path.read_text(encoding="utf-8")
    tab = served.open(path, "/make", language=language, height=760)
    tab.click("#make")
    tab.wait("!document.querySelector('#made').hidden")
    edit(out / f"{path.stem}.pptx", SAID, "Et spørgsmål, et minut, et smil")
    new = text.replace("title: Det korte møde", "title: Vores korte møde").replace(SAID, "Et kort, et minut, en makker")
    path.write_text(new, encoding="utf-8")
    tab.click("#make")
    tab.wait("document.querySelectorAll('.merge img').length > 2 && !document.querySelector('#make').disabled")
    tab.run("document.querySelector('.merge').scrollIntoView()")
    save(tab, f"{before}studio-merged")
    path.write_text(text, encoding="utf-8")
    rmtree(out)


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
