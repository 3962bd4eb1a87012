"""Make the three pictures of `docs/edits.md`: a slide as somebody has edited it, as the agenda asks for it, and merged.

    python scripts/make_edits_pictures.py

Slides are drawn by LibreOffice and poppler (Debian: libreoffice-impress, poppler-utils, fonts-crosextra-carlito). The
result is committed.
"""

from __future__ import annotations

import subprocess
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image
from pptx.dml.color import RGBColor
from pptx.util import Emu

import facilitator
from facilitator.merging.deck import read_deck
from facilitator.merging.merge import merge
from pptx import Presentation

PICTURES = Path(__file__).parents[1] / "docs" / "img"
WIDTH = 720
COLOURS = 96
SLIDE = 3
"""The slide with the figure."""
AGENDA = """
title: Fælles om opgaven
start: 09.00
theme: fjord
blocks:
  - title: Det, vi deler
    minutes: 30
    slides:
      - figure:
          kind: quadrants
          title: Fire spørgsmål til opgaven
          centre: Opgaven
          items: [{{title: Hvorfor?, text: {why}}}, {{title: Hvem?, text: De, der er berørt}},
                  {{title: Hvordan?, text: I små skridt}}, {{title: Hvornår?, text: Inden sommer}}]
"""


def deck(why: str) -> bytes:
    """The deck of the agenda."""
    text = AGENDA.format(why=why).replace("De, der er berørt", '"De, der er berørt"')
    return facilitator.open(text=text).build("deck")[0].content


def edited(content: bytes) -> bytes:
    """As a person has it: a card moved and in another colour, a word of their own, and a note on the slide."""
    presentation = Presentation(BytesIO(content))
    slide = presentation.slides[SLIDE - 1]
    for shape in _inside(slide):
        if shape.has_text_frame and shape.text_frame.text.startswith("Hvornår?"):
            shape.text_frame.paragraphs[-1].runs[0].text = "Inden den 1. juni, siger ledelsen"
            colour: Any = RGBColor(255, 224, 130)  # type: ignore[no-untyped-call]
            shape.fill.solid()
            shape.fill.fore_color.rgb = colour
    box = slide.shapes.add_textbox(Emu(8_600_000), Emu(300_000), Emu(3_200_000), Emu(500_000))
    box.text_frame.text = "Husk: Ane tager billeder"
    out = BytesIO()
    presentation.save(out)
    return out.getvalue()


def _inside(holder: Any) -> list[Any]:
    found = []
    for shape in holder.shapes:
        found += _inside(shape) if shape.shape_type == 6 else [shape]
    return found


def picture(content: bytes, name: str) -> None:
    """Draw the slide."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "deck.pptx").write_bytes(content)
        office = [
            "soffice",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
        ]
        subprocess.run([*office, "--outdir", place, folder / "deck.pptx"], check=True, capture_output=True)
        pages = ["-f", str(SLIDE), "-l", str(SLIDE), "-singlefile", "-scale-to-x", str(WIDTH), "-scale-to-y", "-1"]
        subprocess.run(["pdftoppm", "-png", *pages, folder / "deck.pdf", folder / "slide"], check=True)
        with Image.open(folder / "slide.png") as drawn:
            drawn.convert("RGB").quantize(COLOURS).save(PICTURES / name, optimize=True)


def main() -> None:
    """Make all three."""
    base, new = deck("Vi taber tid"), deck("Borgerne venter for længe")
    mine = edited(base)
    path = Path("deck.pptx")
    merged = merge(read_deck(path, mine), read_deck(path, base), read_deck(path, new)).content
    for content, name in ((mine, "edits-yours.png"), (new, "edits-agenda.png"), (merged or mine, "edits-merged.png")):
        picture(content, name)


if __name__ == "__main__":
    main()
