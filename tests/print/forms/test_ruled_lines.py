"""Boxes of a form, read back from its PDF."""

from __future__ import annotations

from io import BytesIO

import pdfplumber

from facilitator.content.loading import read_theme
from facilitator.library import default_library
from facilitator.print.forms import make_form

LIBRARY = default_library()


def test_the_lines_of_boxes_side_by_side_are_at_one_height() -> None:
    paged, _ = make_form("handout-iglo", library=LIBRARY, theme=read_theme("fjord", LIBRARY))
    with pdfplumber.open(BytesIO(paged.content)) as pdf:
        (page,) = pdf.pages
        dotted = [line for line in page.lines if 180 < line["x1"] - line["x0"] < 260]
        left, right = ({round(line["top"]) for line in dotted if (line["x0"] < 290) is side} for side in (True, False))
    assert len(left) >= 14
    assert left == right
