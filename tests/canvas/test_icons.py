"""Pictograms are native shapes inside their square, found by name."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from facilitator.canvas import Box, cm
from facilitator.canvas.icons import icon, people
from facilitator.canvas.shapes import Colour, Path
from facilitator.content.icons import icon_names
from facilitator.content.parts import Item

BOX = Box(cm(2), cm(3), cm(4), cm(2))
ACCENT = Colour("accent1")


def test_every_pictogram_can_be_drawn_inside_its_square() -> None:
    names = icon_names()
    assert len(names) > 1_000
    for name in names[::20]:
        shape = icon(name, BOX, ACCENT, "pynt")
        assert isinstance(shape.geometry, Path)
        points = [value for _letter, *values in shape.geometry.commands for value in values]
        assert points, name
        assert all(0 <= float(value) <= shape.box.w for value in points), name
        assert (shape.box, shape.fill) == (BOX.around(cm(2), cm(2)), None)
        assert shape.line is not None
        assert shape.line.colour == ACCENT


@pytest.mark.parametrize(("count", "rows"), [(1, 1), (3, 1), (4, 1), (5, 2), (8, 2)])
def test_as_many_people_as_asked_for(count: int, rows: int) -> None:
    found = people(count, BOX, ACCENT, "pynt")
    assert len(found) == count
    assert len({one.box.y for one in found}) == rows
    assert all(BOX.holds(one.box) for one in found)


@pytest.mark.parametrize(
    ("name", "told"), [("cofee", "did you mean “coffee”?"), ("qqqqqq", "expected a name from lucide.dev/icons")]
)
def test_a_name_that_does_not_exist_is_told_with_the_nearest(name: str, told: str) -> None:
    with pytest.raises(ValidationError, match=f"there is no pictogram “{name}”.*") as error:
        Item(title="Pause", icon=name)
    assert told in str(error.value)
