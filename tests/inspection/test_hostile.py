"""Whatever stands in a deck, the inspection ends with findings or with problems, and soon."""

from __future__ import annotations

import re
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator.inspection.inspect import inspect
from facilitator.messages import Problems
from facilitator.office.shapes import MOST
from inspection.decks import findings
from office.packages import contents, rezip, spoilt

PARTS = [
    "ppt/presentation.xml",
    "ppt/slides/slide4.xml",
    "ppt/slides/slide6.xml",
    "ppt/slides/slide7.xml",
    "ppt/slideLayouts/slideLayout4.xml",
    "ppt/slideMasters/slideMaster1.xml",
    "ppt/theme/theme1.xml",
]
VALUE = re.compile(rb'(?<==")[^"<>]*(?=")')
JUNK = [
    b"",
    b"x",
    b"-1",
    b"0",
    b"1",
    b"9" * 40,
    b"1e999",
    b"nan",
    b"NaN%",
    b"inf%",
    b"\xc2\xb2",
    b"phClr",
    b"true",
    b"rId1",
]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.sampled_from(PARTS), data=st.data())
def test_attributes_may_say_anything(deck: Path, tmp_path: Path, part: str, data: st.DataObject) -> None:
    parts = contents(deck.read_bytes())
    values = list(VALUE.finditer(parts[part]))
    chosen = data.draw(st.lists(st.sampled_from(values), min_size=1, max_size=9, unique_by=lambda found: found.start()))
    content = parts[part]
    for found in sorted(chosen, key=lambda found: found.start(), reverse=True):
        content = content[: found.start()] + data.draw(st.sampled_from(JUNK)) + content[found.end() :]
    ends(rezip(tmp_path / "fil.pptx", parts | {part: content}))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(part=st.sampled_from(PARTS), data=st.data())
def test_elements_may_be_missing_or_be_others(deck: Path, tmp_path: Path, part: str, data: st.DataObject) -> None:
    parts = contents(deck.read_bytes())
    names = sorted(set(re.findall(rb"<([ap]:\w+)", parts[part])))
    old, new = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
    content = re.sub(rb"(?<=[</])" + old + rb"(?![\w])", new, parts[part])
    ends(rezip(tmp_path / "fil.pptx", parts | {part: content}))


def ends(path: Path) -> None:
    try:
        findings = inspect(path).findings
    except Problems:
        return
    assert all(one.rule and one.what and one.mend for one in findings)


def nested(depth: int, scale: int) -> bytes:
    """Groups in groups, each of which enlarges what is in it."""
    frame = (
        '<p:nvGrpSpPr><p:cNvPr id="9" name="g" descr="g"/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="0" y="0"/>'
        f'<a:ext cx="{scale}" cy="{scale}"/><a:chOff x="0" y="0"/><a:chExt cx="1" cy="1"/></a:xfrm></p:grpSpPr>'
    )
    text = (
        '<p:sp><p:nvSpPr><p:cNvPr id="9" name="t"/></p:nvSpPr><p:spPr><a:xfrm><a:off x="1" y="1"/>'
        '<a:ext cx="9" cy="9"/></a:xfrm></p:spPr><p:txBody><a:bodyPr/><a:p><a:r><a:t>a</a:t></a:r></a:p></p:txBody>'
        "</p:sp>"
    )
    return (f"<p:grpSp>{frame}" * depth + text + "</p:grpSp>" * depth).encode()


@pytest.mark.parametrize(("depth", "scale"), [(80, 1), (80, 10**9), (80, 0), (5, -3)])
def test_groups_in_groups(deck: Path, tmp_path: Path, depth: int, scale: int) -> None:
    parts = contents(deck.read_bytes())
    slide = parts[PARTS[1]].replace(b"</p:spTree>", nested(depth, scale) + b"</p:spTree>")
    found = findings(rezip(tmp_path / "fil.pptx", parts | {PARTS[1]: slide}))
    assert "shape_ids" in {one.rule for one in found}


def test_more_shapes_than_anybody_looks_at(deck: Path, tmp_path: Path) -> None:
    parts = contents(deck.read_bytes())
    shape = b'<p:sp><p:nvSpPr><p:cNvPr id="%d" name="f" descr="f"/></p:nvSpPr><p:spPr/></p:sp>'
    many = b"".join(shape % number for number in range(1000, 1000 + 20 * MOST))
    slide = parts[PARTS[1]].replace(b"</p:spTree>", many + b"</p:spTree>")
    path = rezip(tmp_path / "fil.pptx", parts | {PARTS[1]: slide})
    tracemalloc.start()
    try:
        assert [one.rule for one in findings(path)] == ["too_many_shapes"]
        assert tracemalloc.get_traced_memory()[1] < 40 << 20
    finally:
        tracemalloc.stop()


def test_a_deck_without_slides(deck: Path, tmp_path: Path) -> None:
    parts = contents(deck.read_bytes())
    main = re.sub(rb"<p:sldIdLst>.*</p:sldIdLst>", b"", parts[PARTS[0]])
    report = inspect(rezip(tmp_path / "fil.potx", parts | {PARTS[0]: main}))
    assert report.titles == ()
    assert report.findings == ()


def test_a_damaged_picture_is_a_problem(deck: Path, tmp_path: Path) -> None:
    path = rezip(tmp_path / "fil.pptx", contents(deck.read_bytes()) | {"ppt/media/a.png": b"billede" * 99})
    path.write_bytes(spoilt(path.read_bytes(), "ppt/media/a.png"))
    with pytest.raises(Problems, match="is damaged"):
        inspect(path)
