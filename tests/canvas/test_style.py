"""Colours can be read on what they stand on, in every shipped theme."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from canvas.conftest import THEMES, style_of
from facilitator.canvas.shapes import Colour
from facilitator.canvas.text import ACCENTS, Style
from facilitator.colours import READABLE, Rgb, contrast, glares, rgb_of
from facilitator.content.parts import Role


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)


def test_a_tint_with_half_its_saturation_is_as_light_and_nearer_to_grey() -> None:
    """HSL: lightness 94 % for both, saturation 82 % and 41 %."""
    assert rgb_of("0B6E4F", tint=12) == (213, 251, 239)
    assert rgb_of("0B6E4F", tint=12, saturation=50) == (222, 241, 235)


@pytest.mark.parametrize("colour", ["0B6E4F", "00677F", "7A1F2B", "C75B12", "5B2A86", "E0A100"])
def test_tints_of_strong_greens_and_blue_greens_glare(colour: str) -> None:
    assert glares(colour) == (colour in ("0B6E4F", "00677F"))


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


# How light is seen where one kind of cones is missing, in linear RGB (Viénot, Brettel & Mollon 1999).
BLIND = {
    "deuteranopia": ((0.29275, 0.70725, 0.0), (0.29275, 0.70725, 0.0), (-0.02234, 0.02234, 1.0)),
    "protanopia": ((0.11238, 0.88762, 0.0), (0.11238, 0.88762, 0.0), (0.00401, -0.00401, 1.0)),
    "grey": ((0.2126, 0.7152, 0.0722),) * 3,
}


def light_seen(rgb: Rgb, eye: str) -> float:
    """How light a colour is for such an eye."""
    linear = [(part / 255 / 12.92) if part <= 10 else ((part / 255 + 0.055) / 1.055) ** 2.4 for part in rgb]
    red, green, blue = (max(0.0, sum(a * b for a, b in zip(row, linear, strict=True))) for row in BLIND[eye])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("eye", BLIND)
@pytest.mark.parametrize(("one", "other"), [("good", "bad"), ("red", "yellow"), ("yellow", "green"), ("red", "green")])
def test_roles_differ_for_every_eye_and_in_grey(one: Role, other: Role, eye: str, style: Style) -> None:
    shades = [light_seen(style.rgb(replace(style, roles=(role,)).accent(0)), eye) + 0.05 for role in (one, other)]
    assert max(shades) / min(shades) >= 1.5


@pytest.mark.parametrize("role", get_args(Role))
def test_text_can_be_read_on_every_role(role: Role, style: Style) -> None:
    fill = replace(style, roles=(role,)).accent(0)
    assert contrast(style.rgb(style.on(fill)), style.rgb(fill)) >= READABLE


def test_a_soft_surface_is_soft_and_in_a_template_that_of_cards(style: Style) -> None:
    strong = replace(style.theme, colours=style.theme.colours.model_copy(update={"lt2": "808080"}))
    theirs = replace(style, theme=strong, design=replace(style.design, ours=False))
    for one in (style, theirs):
        assert 1 < contrast(one.rgb(one.soft), one.rgb(Colour("bg1"))) <= 1.5
    assert theirs.soft == theirs.card


def test_good_and_bad_mean_the_same_in_every_theme() -> None:
    themes = [replace(style_of(theme), roles=("good", "bad")) for theme in THEMES]
    assert len({tuple(one.rgb(one.accent(number)) for number in (0, 1)) for one in themes}) == 1


def test_a_part_without_a_role_is_neutral_beside_others(style: Style) -> None:
    told = replace(style, roles=("good", None, "neutral"))
    assert told.accent(1) == told.accent(2) != told.accent(0)


def test_equal_parts_have_one_colour_unless_it_says_something(style: Style) -> None:
    assert len({style.accent(number) for number in range(4)}) == 1 < len({style.series(number) for number in range(4)})
    told, marked = replace(style, roles=("good", "bad")), style.marking([1])
    assert [told.series(number) for number in (0, 1)] == [told.accent(number) for number in (0, 1)]
    for colour in (marked.accent, marked.series):
        assert colour(0) == colour(2) != colour(1)
