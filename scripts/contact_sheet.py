"""Make a contact sheet of a deck: every slide as a small picture, e.g. `docs/img/trio-workshop.png` for the README.

    python scripts/contact_sheet.py out/trio-workshop/trio-workshop.pptx docs/img/trio-workshop.png

Needs LibreOffice, poppler, and Pillow. Only developers run it; the result is committed.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PIL import Image

GAP = 6
GROUND = (222, 226, 228)
COLOURS = 256
"""So many colours show flat slides as they are, and keep the file small."""


def slides(deck: Path, width: int, folder: Path) -> list[Image.Image]:
    """The slides as pictures ``width`` pixels wide, by way of PDF."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    office: list[str | Path] = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", folder, deck]
    subprocess.run(office, check=True, capture_output=True)
    pages = folder / f"{deck.stem}.pdf"
    # Drawn twice as large and then halved: small letters stay readable.
    subprocess.run(
        ["pdftoppm", "-png", "-scale-to-x", str(2 * width), "-scale-to-y", "-1", pages, folder / "slide"], check=True
    )
    pictures = [Image.open(path).convert("RGB") for path in sorted(folder.glob("slide*.png"))]
    return [p.resize((width, round(p.height * width / p.width)), Image.Resampling.LANCZOS) for p in pictures]


def sheet(pictures: Sequence[Image.Image], columns: int) -> Image.Image:
    """The pictures in rows, with a gap around each."""
    width, height = pictures[0].size
    rows = -(-len(pictures) // columns)
    page = Image.new("RGB", (columns * (width + GAP) + GAP, rows * (height + GAP) + GAP), GROUND)
    for number, picture in enumerate(pictures):
        row, column = divmod(number, columns)
        page.paste(picture, (GAP + column * (width + GAP), GAP + row * (height + GAP)))
    return page


def main() -> None:
    """Make the sheet."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("deck", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--columns", type=int, default=6)
    parser.add_argument("--width", type=int, default=240, help="of a slide, in pixels")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        made = sheet(slides(options.deck.resolve(), options.width, Path(folder)), options.columns)
    options.target.parent.mkdir(parents=True, exist_ok=True)
    made.quantize(COLOURS, dither=Image.Dither.NONE).save(options.target, optimize=True)
    print(f"{options.target}: {options.target.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main()
