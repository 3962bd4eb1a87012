"""Make `docs/gallery.md` and its pictures: every agenda's deck, every figure, card set, and form of the library.

    python scripts/make_gallery.py

It also makes the picture in the README. Needs LibreOffice, poppler, and Pillow; the result is committed.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from PIL import Image, ImageOps

import facilitator
from facilitator.content.loading import read_terms, read_theme
from facilitator.library import default_library
from facilitator.print.cards.dealing import Copies
from facilitator.print.cards.job import Job, Settings
from facilitator.print.cards.own import card_set
from facilitator.print.cards.pages import Stock
from facilitator.print.forms import make_form

DOCS = Path(__file__).parents[1] / "docs"
PICTURES = DOCS / "gallery"
README_PICTURE = DOCS / "img" / "trio-workshop.png"
LIBRARY = default_library()
THEME = "fjord"
GAP = 6
GROUND = (222, 226, 228)
COLOURS = 64
"""So many colours show flat drawings nearly as they are, and keep the files small."""

INTRO = """\
# Gallery

Everything in the library, as it looks in the theme *fjord* (or the agenda's own). `facilitator list` has the same
by name; `facilitator build NAME`, `facilitator cards NAME`, and `facilitator form NAME` make it.

This page and its pictures are made by `python scripts/make_gallery.py`.
"""


def main() -> None:
    """Make the pictures, then the page."""
    shutil.rmtree(PICTURES, ignore_errors=True)
    README_PICTURE.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for kind, made in KINDS.items():
            for name, picture in made(Path(folder)):
                save(picture, PICTURES / kind / f"{name}.png")
        save(sheet(deck_pages("trio-workshop", Path(folder), 240), 6), README_PICTURE)
    (DOCS / "gallery.md").write_text("\n".join(page()), encoding="utf-8")
    size = sum(file.stat().st_size for file in PICTURES.rglob("*.png"))
    print(f"{len(list(PICTURES.rglob('*.png')))} pictures, {size / 1_000_000:.1f} MB")


def page() -> Iterator[str]:
    """The lines of the gallery."""
    yield INTRO
    for kind, columns in (("agendas", 1), ("figures", 3), ("cards", 3), ("forms", 4)):
        yield f"## {kind.capitalize()}\n"
        cells = [
            f"![{entry['title']}](gallery/{kind}/{entry['id']}.png)<br>{entry['title']}<br>`{entry['id']}`"
            for entry in facilitator.shelf(kind)[kind]
        ]
        yield "| " * columns + "|"
        yield "| --- " * columns + "|"
        for start in range(0, len(cells), columns):
            row = cells[start : start + columns]
            yield "| " + " | ".join([*row, *[""] * (columns - len(row))]) + " |"
        yield ""


def agendas(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """A contact sheet of every deck; of a programme its overview."""
    for name in LIBRARY.names("agendas"):
        yield name, sheet(deck_pages(name, folder, 150), 8)


def deck_pages(name: str, folder: Path, width: int) -> list[Image.Image]:
    """The slides of an agenda's deck, or of a programme's overview."""
    deck = folder / f"{name}.pptx"
    opened = facilitator.open(name)
    deck.write_bytes(opened.build("deck" if isinstance(opened, facilitator.OpenAgenda) else "overview")[0].content)
    return pictures(as_pdf(deck), width)


def figures(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Every figure on a slide of its own; one that runs on shows its first."""
    names = LIBRARY.names("figures")
    slides = "".join(f"      - {{id: {name}, figure: {name}}}\n" for name in names)
    text = f"title: Figurer\nblocks:\n  - title: Alle\n    minutes: 1\n    slides:\n{slides}"
    opened = facilitator.open(text=text, theme=THEME)
    assert isinstance(opened, facilitator.OpenAgenda)
    deck = folder / "figurer.pptx"
    deck.write_bytes(opened.build("deck")[0].content)
    ids = [canvas.id.split("/")[-1] for canvas in opened.drawn.canvases]
    pages = pictures(as_pdf(deck), 400)
    for name in names:
        yield name, pages[ids.index(name)]


def cards(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """The first sheet of every set."""
    for name in LIBRARY.names("cards"):
        found = card_set(name, LIBRARY)
        stock = Stock(read_terms(found.language, LIBRARY), read_theme(THEME, LIBRARY), LIBRARY)
        yield name, first_page(Job(found, Copies(sets=1), Settings(), stock, name).made().content, folder)


def forms(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """The first page of every form."""
    theme = read_theme(THEME, LIBRARY)
    for name in LIBRARY.names("forms"):
        yield name, first_page(make_form(name, library=LIBRARY, theme=theme)[0].content, folder)


KINDS: dict[str, Callable[[Path], Iterator[tuple[str, Image.Image]]]] = {
    "agendas": agendas, "figures": figures, "cards": cards, "forms": forms,
}  # fmt: skip


def first_page(pdf: bytes, folder: Path) -> Image.Image:
    """The first page of a PDF, with a thin line around it."""
    file = folder / "page.pdf"
    file.write_bytes(pdf)
    return ImageOps.expand(pictures(file, 300, last=1)[0], border=1, fill=GROUND)


def as_pdf(deck: Path) -> Path:
    """The deck turned by LibreOffice."""
    profile = f"-env:UserInstallation={(deck.parent / 'profile').as_uri()}"
    office: list[str | Path] = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", deck.parent, deck]
    subprocess.run(office, check=True, capture_output=True)
    return deck.with_suffix(".pdf")


def pictures(pdf: Path, width: int, last: int | None = None) -> list[Image.Image]:
    """The pages as pictures ``width`` pixels wide."""
    with tempfile.TemporaryDirectory() as folder:
        # Drawn twice as large and then halved: small letters stay readable.
        size = ["-scale-to-x", str(2 * width), "-scale-to-y", "-1"]
        until = ["-l", str(last)] if last else []
        subprocess.run(["pdftoppm", "-png", *size, *until, pdf, Path(folder) / "page"], check=True)
        found = [Image.open(path).convert("RGB") for path in sorted(Path(folder).glob("page*.png"))]
    return [p.resize((width, round(p.height * width / p.width)), Image.Resampling.LANCZOS) for p in found]


def sheet(found: Sequence[Image.Image], columns: int) -> Image.Image:
    """The pictures in rows, with a gap around each."""
    width, height = found[0].size
    rows = -(-len(found) // columns)
    whole = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for number, picture in enumerate(found):
        row, column = divmod(number, columns)
        whole.paste(picture, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return whole


def save(picture: Image.Image, target: Path) -> None:
    """As a small PNG."""
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main()
