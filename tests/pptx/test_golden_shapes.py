"""The XML of each kind of shape, as it was last looked at.

After a change on purpose: ``FACILITATOR_RENEW=1 pytest tests/pptx/test_golden_shapes.py``, then read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import sample_deck
from facilitator.canvas.own_layouts import LAYOUTS
from facilitator.canvas.shapes import AnyShape
from facilitator.pptx.package import countdown
from facilitator.pptx.shapes import SlideContext, draw

GOLDEN = Path(__file__).parent / "golden"
RENEW = "FACILITATOR_RENEW"

SLIDES = {
    canvas.id.replace("/", "-"): canvas for canvas in sample_deck.every_shape() if not canvas.id.startswith("tid/")
}


def compare(name: str, written: str) -> None:
    """One element a line, so that a difference can be read."""
    lines = written.replace("><", ">\n<") + "\n"
    file = GOLDEN / f"{name}.xml"
    if os.environ.get(RENEW):
        file.write_text(lines, encoding="utf-8")
    assert lines == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", SLIDES)
def test_shapes(name: str) -> None:
    canvas = SLIDES[name]
    shapes: tuple[AnyShape, ...] = canvas.shapes
    targets = {canvas.id: f"slide{number}.xml" for number, canvas in enumerate(sample_deck.every_shape(), 1)}
    on = SlideContext("da-DK", shapes=shapes, slides=targets, layout=LAYOUTS[canvas.layout])
    compare(name, draw(shapes, on))


@pytest.mark.parametrize("start", ["click", "slide"])
def test_countdown(start: str) -> None:
    compare(f"countdown-{start}", countdown(4, 10, start))  # type: ignore[arg-type]
