"""Files with values that no program writes: they are read, or refused in words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from facilitator.house_templates import Template, to_theme
from facilitator.house_templates.choosing import KINDS, choose
from facilitator.house_templates.mapping import mapping_of
from facilitator.house_templates.reading import read_template
from facilitator.messages import Problems
from office.packages import contents, rezip
from templates.made import MADE

VALUES = ["", "-1", "0", "1", "999999999", "99999999999999999999", "-900000000", "abc", "NaN", "1e9", "é", "FFF", "²"]
READ = re.compile(r"(slideMaster|slideLayout|theme|presentation)\d*\.xml$")
FILES = ["dark", "grouped title", "turned band", "sections", "decorated", "embedded font"]


@cache
def parts_of(name: str) -> dict[str, bytes]:
    return contents(MADE[name]())


def read_if_it_can_be(path: Path) -> Template | None:
    try:
        return read_template(path)
    except Problems:
        return None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_no_value_surprises(data: st.DataObject, tmp_path: Path) -> None:
    parts = dict(parts_of(data.draw(st.sampled_from(FILES))))
    part = data.draw(st.sampled_from(sorted(filter(READ.search, parts))))
    root = etree.fromstring(parts[part])
    elements = [element for element in root.iter() if element.attrib]
    for _ in range(data.draw(st.integers(1, 8))):
        element = data.draw(st.sampled_from(elements))
        element.set(data.draw(st.sampled_from(sorted(element.attrib))), data.draw(st.sampled_from(VALUES)))
    parts[part] = etree.tostring(root)
    template = read_if_it_can_be(rezip(tmp_path / "vild.pptx", parts))
    if template is not None:
        choices = choose(template)
        assert tuple(choices) == KINDS
        assert all(template.slide.holds(layout.content) for layout in template.layouts)
        assert mapping_of(template, choices)
        assert to_theme(template).name
