"""Colours can be read on what they stand on, in every shipped theme."""

from __future__ import annotations

import pytest

from facilitator.canvas.colours import READABLE, contrast
from facilitator.canvas.shapes import Colour
from facilitator.canvas.style import ACCENTS, Style


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize(
    "fill", [*(Colour(a) for a in ACCENTS), Colour("tx2"), Colour("bg2"), *(Colour(a, tint=15) for a in ACCENTS)]
)
def test_text_can_be_read_on_every_fill(style: Style, fill: Colour) -> None:
    assert contrast(style.rgb(style.on(fill)), style.rgb(fill)) >= READABLE


@pytest.mark.parametrize("ground", [Colour("bg1"), Colour("bg2")])
@pytest.mark.parametrize("ink", [Colour("tx1"), Colour("tx2"), Colour("accent1"), Colour("tx1", tint=70)])
def test_ink_headings_and_the_marking_colour_can_be_read_on_light_grounds(
    style: Style, ink: Colour, ground: Colour
) -> None:
    assert contrast(style.rgb(ink), style.rgb(ground)) >= READABLE


def test_the_title_page_can_be_read(style: Style) -> None:
    assert contrast(style.rgb(Colour("bg1")), style.rgb(Colour("tx2"))) >= 7
