"""The one colour of a gradient or a picture in two colours, where there is one."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lxml import etree

from facilitator.office.colours import Palette

SPACE = "http://schemas.openxmlformats.org/drawingml/2006/main"


def ground(markup: str) -> str | None:
    paint = Palette({}, {}).blend(etree.fromstring(markup.replace(">", f' xmlns:a="{SPACE}">', 1)))
    return None if paint is None else paint.hex


def stops(*colours: str) -> str:
    marks = "".join(f'<a:gs pos="0"><a:srgbClr val="{colour}"/></a:gs>' for colour in colours)
    return f"<a:gradFill><a:gsLst>{marks}</a:gsLst></a:gradFill>"


def duotone(*colours: str) -> str:
    both = "".join(f'<a:srgbClr val="{colour}"/>' for colour in colours)
    return f"<a:blipFill><a:blip><a:duotone>{both}</a:duotone></a:blip></a:blipFill>"


@pytest.mark.parametrize("fill", [stops, duotone])
def test_colours_that_are_alike_count_as_the_one_between_them(fill: Callable[..., str]) -> None:
    assert ground(fill("101010", "202020")) == "181818"


@pytest.mark.parametrize("fill", [stops, duotone])
def test_from_dark_to_light_there_is_no_one_colour(fill: Callable[..., str]) -> None:
    assert ground(fill("101010", "E0E0E0")) is None


def test_of_a_picture_nothing_is_known() -> None:
    assert ground("<a:blipFill><a:blip></a:blip></a:blipFill>") is None


def test_a_plain_fill_is_its_own_colour() -> None:
    assert ground('<a:solidFill><a:srgbClr val="336699"/></a:solidFill>') == "336699"
