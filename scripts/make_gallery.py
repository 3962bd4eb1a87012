"""Make `docs/gallery.md` and its pictures: every agenda's deck, every figure, card set, and form of the library, and an
example of every kind of slide and figure.

    python scripts/make_gallery.py
    python scripts/make_gallery.py slide-kinds figure-kinds     # only those pictures, and the page
    python scripts/make_gallery.py --list                       # what it shows, without making anything

It also makes the picture in the README. Needs LibreOffice, poppler, and Pillow; the result is committed.
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from inspect import cleandoc
from pathlib import Path
from textwrap import indent

from PIL import Image, ImageOps

import facilitator
from facilitator.content.figures import FIGURES
from facilitator.content.loading import read_terms, read_theme
from facilitator.content.slides import WRITTEN
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

Everything in the library, and every kind of slide and figure, as it looks in the theme *fjord* (or the agenda's own).
`facilitator list` has the same by name; `facilitator build NAME`, `facilitator cards NAME`, and `facilitator form NAME`
make it.

This page and its pictures are made by `python scripts/make_gallery.py`.
"""


def main() -> None:
    """Make the pictures, then the page."""
    parser = argparse.ArgumentParser(description="Make the gallery.")
    parser.add_argument("sections", nargs="*", metavar="SECTION", help=", ".join(SECTIONS))
    parser.add_argument("--list", action="store_true", help="tell what is shown, and make nothing")
    asked = parser.parse_args()
    if asked.list:
        print("\n".join(f"{section}/{name}" for section in SECTIONS for name in shown(section)))
        return
    with tempfile.TemporaryDirectory() as folder:
        for section in asked.sections or SECTIONS:
            shutil.rmtree(PICTURES / section, ignore_errors=True)
            for name, picture in SECTIONS[section](Path(folder)):
                save(picture, PICTURES / section / f"{name}.png")
        if not asked.sections:
            save(sheet(deck_pages("trio-workshop", Path(folder), 240), 6), README_PICTURE)
    (DOCS / "gallery.md").write_text("\n".join(page()), encoding="utf-8")
    size = sum(file.stat().st_size for file in PICTURES.rglob("*.png"))
    print(f"{len(list(PICTURES.rglob('*.png')))} pictures, {size / 1_000_000:.1f} MB")


def page() -> Iterator[str]:
    """The lines of the gallery."""
    yield INTRO
    for section in SECTIONS:
        columns = COLUMNS.get(section, 3)
        yield f"## {section.replace('-', ' ').capitalize()}\n"
        cells = [
            f"![{title}](gallery/{section}/{name}.png)<br>{title}<br>`{name}`" for name, title in shown(section).items()
        ]
        yield "| " * columns + "|"
        yield "| --- " * columns + "|"
        for start in range(0, len(cells), columns):
            row = cells[start : start + columns]
            yield "| " + " | ".join([*row, *[""] * (columns - len(row))]) + " |"
        yield ""


def shown(section: str) -> dict[str, str]:
    """What a section shows: names with their titles; of a kind what it says of itself."""
    kinds: dict[str, Mapping[str, type]] = {"slide-kinds": WRITTEN, "figure-kinds": FIGURES}
    if section in kinds:
        said = {kind: model.__doc__ or "" for kind, model in kinds[section].items()}
        return {kind: " ".join(words.split()).replace("``", "`") for kind, words in said.items()}
    return {entry["id"]: entry["title"] for entry in facilitator.shelf(section)[section]}


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
    return on_slides({name: f"figure: {name}" for name in LIBRARY.names("figures")}, folder)


def figure_kinds(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """The example of every kind of figure."""
    written = {kind: f"kind: {kind}\n{cleandoc(model.example)}" for kind, model in FIGURES.items()}
    return on_slides({kind: f"figure:\n{indent(text, '  ')}" for kind, text in written.items()}, folder)


def slide_kinds(folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """The example of every kind of slide that people write."""
    return on_slides({kind: cleandoc(model.example) for kind, model in WRITTEN.items()}, folder)


def on_slides(written: Mapping[str, str], folder: Path) -> Iterator[tuple[str, Image.Image]]:
    """Slides by their ids, each as it stands in an agenda."""
    file = folder / "slides.yaml"
    slides = "".join(f"      - id: {name.strip('_')}\n{indent(text, ' ' * 8)}\n" for name, text in written.items())
    for name in re.findall(r"\bpicture: (\S+)", slides):
        drawn_picture().save(folder / name)
    text = f"title: Slides\nblocks:\n  - title: Alle\n    minutes: 60\n    slides:\n{slides}"
    file.write_text(text, encoding="utf-8")
    opened = facilitator.open(str(file), theme=THEME)
    assert isinstance(opened, facilitator.OpenAgenda)
    deck = file.with_suffix(".pptx")
    deck.write_bytes(opened.build("deck")[0].content)
    ids = [canvas.id.split("/")[-1] for canvas in opened.drawn.canvases]
    pages = pictures(as_pdf(deck), 400)
    for name in written:
        yield name, pages[ids.index(name.strip("_"))]


def drawn_picture() -> Image.Image:
    """A sunrise, for a slide that shows a picture."""
    sky = Image.linear_gradient("L").resize((640, 360))
    return ImageOps.colorize(sky, black=(20, 60, 110), white=(250, 190, 120), mid=(130, 140, 170))


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


SECTIONS: dict[str, Callable[[Path], Iterator[tuple[str, Image.Image]]]] = {
    "agendas": agendas, "figures": figures, "cards": cards, "forms": forms,
    "slide-kinds": slide_kinds, "figure-kinds": figure_kinds,
}  # fmt: skip
COLUMNS = {"agendas": 1, "forms": 4}
"""How many pictures stand beside each other, where it is not three."""


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
