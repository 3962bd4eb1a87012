"""The yardstick: a bare python-pptx script that reads nothing and writes so many slides and shapes with text."""

from __future__ import annotations

import sys
from typing import Any

from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Cm, Pt

from pptx import Presentation

TEXT = "Psykisk arbejdsmiljø"


def write(target: Any, slides: int, shapes: int) -> None:
    """Write a deck with so many slides and, spread over them, so many shapes; each slide's title is one of them.

    Args:
        target: a path or a binary file.
        slides: how many.
        shapes: how many in all, titles included.
    """
    presentation = Presentation()
    for number in range(slides):
        slide = presentation.slides.add_slide(presentation.slide_layouts[5])
        slide.shapes.title.text_frame.text = f"{TEXT} {number + 1}"
        for place in range(shapes * (number + 1) // slides - shapes * number // slides - 1):
            column, row = place % 4, place // 4
            shape = slide.shapes.add_shape(
                MSO_SHAPE.ROUNDED_RECTANGLE, Cm(1 + 6 * column), Cm(4 + 2 * row), Cm(5.5), Cm(1.8)
            )
            shape.text_frame.text = TEXT
            shape.text_frame.paragraphs[0].runs[0].font.size = Pt(14)
    presentation.save(target)


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
