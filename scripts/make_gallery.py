"""Make `docs/gallery.md` and its pictures: every agenda's deck, every figure, card set, and form of the library, and an
example of every kind of slide and figure.

    python scripts/make_gallery.py
    python scripts/make_gallery.py slide-kinds figure-kinds     # only those pictures, and the page
    python scripts/make_gallery.py --list                       # what it shows, without making anything

It also makes the picture in the README. Slides are drawn by Chromium, pages by poppler, both with Pillow; slides are in
Calibri or Carlito (Debian: chromium, fonts-crosextra-carlito, poppler-utils). The result is committed.
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
from facilitator.content.languages import read_terms
from facilitator.content.loading import read_theme
from facilitator.content.slides import WRITTEN
from facilitator.library import default_library
from facilitator.print.cards import Job, Settings
from facilitator.print.cards.dealing import Copies
from facilitator.print.cards.own import card_set
from facilitator.print.cards.pages import Stock
from facilitator.print.forms import make_form
from facilitator.svg import STYLESHEET, slide_html

DOCS = Path(__file__).parents[1] / "docs"
PICTURES = DOCS / "gallery"
README_PICTURE = DOCS / "img" / "trio-workshop.png"
LIBRARY = default_library()
THEME = "fjord"
GAP = 6
ABREAST = 6
GROUND = "#dee2e4"
COLOURS = 64
"""So many colours show flat drawings nearly as they are, and keep the files small."""

CHROME = 200
"""Pixels of a window's height that Chromium may keep for itself."""

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
            save(sheet(slides_of(facilitator.open("trio-workshop")), 240, 6, Path(folder)), README_PICTURE)
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
        yield name, sheet(slides_of(facilitator.open(name)), 150, 8, folder)


def slides_of(opened: facilitator.OpenAgenda | facilitator.OpenProgramme) -> list[str]:
    """The slides of an agenda's deck, or of a programme's overview, as HTML."""
    deck, style, canvases, _ = opened.drawn
    return [slide_html(one, style, footer=deck.footers[0], slide=number) for number, one in enumerate(canvases, 1)]


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
    ids = [canvas.id.split("/")[-1] for canvas in opened.drawn.canvases]
    made = slides_of(opened)
    drawn = sheet([made[ids.index(name.strip("_"))] for name in written], 400, ABREAST, folder)
    for number, name in enumerate(written):
        yield name, cell(drawn, number, 400)


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


def pictures(pdf: Path, width: int, last: int | None = None) -> list[Image.Image]:
    """The pages as pictures ``width`` pixels wide."""
    with tempfile.TemporaryDirectory() as folder:
        # Drawn twice as large and then halved: small letters stay readable.
        size = ["-scale-to-x", str(2 * width), "-scale-to-y", "-1"]
        until = ["-l", str(last)] if last else []
        subprocess.run(["pdftoppm", "-png", *size, *until, pdf, Path(folder) / "page"], check=True)
        found = [Image.open(path).convert("RGB") for path in sorted(Path(folder).glob("page*.png"))]
    return [p.resize((width, round(p.height * width / p.width)), Image.Resampling.LANCZOS) for p in found]


def sheet(slides: Sequence[str], width: int, columns: int, folder: Path) -> Image.Image:
    """The slides in rows, each ``width`` pixels wide, with a gap around each."""
    (folder / "page.html").write_text(slides_page(slides, width, columns), encoding="utf-8")
    size = columns * (width + GAP) + GAP, -(-len(slides) // columns) * (slide_height(width) + GAP) + GAP
    # Drawn twice as large and then halved: small letters stay readable.
    command = [
        "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-lcd-text",
        "--force-device-scale-factor=2",
        f"--user-data-dir={folder / 'profile'}", f"--window-size={size[0]},{size[1] + CHROME}",
        f"--screenshot={folder / 'page.png'}", (folder / "page.html").as_uri(),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    drawn = Image.open(folder / "page.png").convert("RGB").crop((0, 0, 2 * size[0], 2 * size[1]))
    return drawn.resize(size, Image.Resampling.LANCZOS)


def slides_page(slides: Sequence[str], width: int, columns: int) -> str:
    """The HTML of a sheet."""
    return f"""<!doctype html><meta charset="utf-8"><style>
{STYLESHEET}
body {{ margin: 0; background: {GROUND}; }}
main {{ display: grid; grid-template-columns: repeat({columns}, {width}px); gap: {GAP}px; padding: {GAP}px; }}
section {{ height: {slide_height(width)}px; overflow: hidden; }}
.slide {{ transform: scale({width / 960}); transform-origin: 0 0; }}
</style><main>{"".join(f"<section>{slide}</section>" for slide in slides)}</main>"""


def cell(drawn: Image.Image, number: int, width: int) -> Image.Image:
    """A slide of a sheet with `ABREAST` columns."""
    row, column = divmod(number, ABREAST)
    left, top = GAP + column * (width + GAP), GAP + row * (slide_height(width) + GAP)
    return drawn.crop((left, top, left + width, top + slide_height(width)))


def slide_height(width: int) -> int:
    """Of a slide so wide, in pixels."""
    return round(width * 9 / 16)


def save(picture: Image.Image, target: Path) -> None:
    """As a small PNG."""
    target.parent.mkdir(parents=True, exist_ok=True)
    picture.quantize(COLOURS, kmeans=2, dither=Image.Dither.NONE).save(target, optimize=True)


if __name__ == "__main__":
    main()
