"""A template's colours and fonts for our figures."""

from __future__ import annotations

import pytest

from facilitator.house_templates import to_theme
from templates.made import MADE, Read


@pytest.mark.parametrize("name", MADE)
def test_every_template_gives_a_theme(name: str, read: Read) -> None:
    template = read(name)
    for master in template.masters:
        for layout in master.layouts:
            theme = to_theme(template, layout)
            assert theme.colours.dk1 == layout.colours["tx1"]
            assert theme.colours.accent6 == layout.colours["accent6"]
            assert (theme.fonts.heading, theme.fonts.body) == (master.major, master.minor)


def test_the_first_layout_is_meant_when_none_is_named(read: Read) -> None:
    template = read("4:3")
    assert to_theme(template) == to_theme(template, next(template.layouts))
    assert to_theme(template).name == "Office Theme"
    assert to_theme(template).colours.accent1 == "4F81BD"
