"""What lies behind a text: one colour where that can be known, and nothing said where it cannot."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Cm

import pptx
from facilitator.inspection.legibility import Surfaces
from facilitator.office.presentation import open_presentation

BOX = (Cm(5), Cm(5), Cm(6), Cm(1))
"""Where the text stands."""
Draw = Callable[[Any], object]


def _colour(colour: str) -> Any:
    made: Any = RGBColor
    return made.from_string(colour)


def drawn(slide: Any, kind: int, *box: int, colour: str = "102030") -> Any:
    shape = slide.shapes.add_shape(kind, *box)
    shape.fill.solid()
    shape.fill.fore_color.rgb = _colour(colour)
    return shape


def clear(shape: Any, per_cent: int) -> None:
    """Let what is under a shape be seen."""
    alpha = etree.SubElement(shape._element.spPr.find(f".//{qn('a:srgbClr')}"), qn("a:alpha"))
    alpha.set("val", str(1000 * per_cent))


def turned(shape: Any, degrees: int) -> None:
    shape.rotation = degrees


def grouped(slide: Any) -> None:
    """A bar at the right of its group, which is mirrored, so that it shows at the left, under the text."""
    group = slide.shapes.add_group_shape()
    bar = group.shapes.add_shape(1, Cm(18), Cm(4), Cm(8), Cm(3))
    bar.fill.solid()
    bar.fill.fore_color.rgb = _colour("102030")
    group.shapes.add_shape(1, Cm(4), Cm(12), Cm(1), Cm(1))
    group._element.grpSpPr.find(qn("a:xfrm")).set("flipH", "1")


WAYS: dict[str, tuple[Draw, str | None]] = {
    "nothing": (lambda slide: None, "FFFFFF"),
    "a bar": (lambda slide: drawn(slide, 1, Cm(4), Cm(4), Cm(8), Cm(3)), "102030"),
    "half a bar": (lambda slide: drawn(slide, 1, Cm(4), Cm(4), Cm(4), Cm(3)), None),
    "a bar elsewhere": (lambda slide: drawn(slide, 1, Cm(4), Cm(9), Cm(8), Cm(3)), "FFFFFF"),
    "a bar that one sees through": (
        lambda slide: clear(drawn(slide, 1, Cm(4), Cm(4), Cm(8), Cm(3), colour="000000"), 50),
        "808080",
    ),
    "a circle around it": (lambda slide: drawn(slide, 9, Cm(2), Cm(0), Cm(12), Cm(11)), "102030"),
    "a circle that it leaves": (lambda slide: drawn(slide, 9, Cm(4), Cm(4), Cm(8), Cm(3)), None),
    "a bar turned on its head": (lambda slide: turned(drawn(slide, 1, Cm(4), Cm(4), Cm(8), Cm(3)), 180), "102030"),
    "a slanted bar": (lambda slide: turned(drawn(slide, 1, Cm(4), Cm(4), Cm(8), Cm(3)), 10), None),
    "a bar that reaches it only when it is turned": (
        lambda slide: turned(drawn(slide, 1, Cm(1), Cm(8), Cm(14), Cm(1)), 45),
        None,
    ),
    "a bar in a mirrored group": (grouped, "102030"),
}


@pytest.mark.parametrize("way", WAYS)
def test_what_lies_behind(way: str, tmp_path: Path) -> None:
    draw, expected = WAYS[way]
    made: Any = pptx.Presentation()
    slide = made.slides.add_slide(made.slide_layouts[6])
    draw(slide)
    slide.shapes.add_textbox(*BOX).text_frame.text = "Hvad ligger bag?"
    file = io.BytesIO()
    made.save(file)
    (tmp_path / "fil.pptx").write_bytes(file.getvalue())
    with open_presentation(tmp_path / "fil.pptx") as read:
        (found,) = read.slides()
        ground = Surfaces(found).ground(next(text for text in found.texts if text.text))
    assert (None if ground is None else ground.hex) == expected
