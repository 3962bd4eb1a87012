"""Animations of single paragraphs, whose text becomes another."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from lxml import etree
from pptx.oxml import parse_xml

from facilitator.merging.effects import follow_paragraphs, moved_paragraphs, take_effects
from merging.decks import opened, written
from merging.test_merged_lines import built, content_of, with_edit

P = "http://schemas.openxmlformats.org/presentationml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"


def effect(shape: int, first: int, last: int, kind: str) -> str:
    return (
        f'<p:par><p:cTn id="5" presetID="1" presetClass="entr" nodeType="{kind}"><p:childTnLst><p:set><p:cBhvr>'
        f'<p:cTn id="6" dur="1"/><p:tgtEl><p:spTgt spid="{shape}"><p:txEl><p:pRg st="{first}" end="{last}"/></p:txEl>'
        "</p:spTgt></p:tgtEl></p:cBhvr></p:set></p:childTnLst></p:cTn></p:par>"
    )


def timing(shape: int, *clicks: list[tuple[int, int]]) -> Any:
    """What each click shows: paragraphs from … to …; the others with the first."""
    steps = (
        f'<p:par><p:cTn id="3"><p:childTnLst><p:par><p:cTn id="4"><p:childTnLst>{"".join(effects)}'
        "</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn></p:par>"
        for effects in (
            [effect(shape, *span, "withEffect" if number else "clickEffect") for number, span in enumerate(click)]
            for click in clicks
        )
    )
    return parse_xml(
        f'<p:timing xmlns:p="{P}"><p:tnLst><p:par><p:cTn id="1" nodeType="tmRoot"><p:childTnLst><p:seq>'
        f'<p:cTn id="2" nodeType="mainSeq"><p:childTnLst>{"".join(steps)}</p:childTnLst></p:cTn><p:prevCondLst/>'
        "</p:seq></p:childTnLst></p:cTn></p:par></p:tnLst>"
        f'<p:bldLst><p:bldP spid="{shape}" grpId="0" build="p"/></p:bldLst></p:timing>'
    )


def paragraphs(texts: str) -> list[Any]:
    said = (f"<a:p>{f'<a:r><a:t>{text}</a:t></a:r>' * bool(text)}</a:p>" for text in texts.split("/"))
    return [*etree.fromstring(f'<a:x xmlns:a="{A}">{"".join(said)}</a:x>')]


def slide(texts: str, *clicks: list[tuple[int, int]]) -> Any:
    root = etree.fromstring(
        f'<p:sld xmlns:p="{P}" xmlns:a="{A}"><p:sp><p:nvSpPr><p:cNvPr id="7"/></p:nvSpPr><p:txBody/></p:sp></p:sld>'
    )
    root.find(f".//{{{P}}}txBody").extend(paragraphs(texts))
    if clicks:
        root.append(timing(7, *clicks))
    return root


def shown(root: Any) -> list[list[str]]:
    """What each click shows."""
    texts = ["".join(one.itertext()) for one in root.iter(f"{{{A}}}p")]
    clicks = root.iterfind(f".//{{{P}}}cTn[@nodeType='mainSeq']/{{{P}}}childTnLst/{{{P}}}par")
    return [
        ["/".join(texts[int(one.get("st")) : int(one.get("end")) + 1]) for one in click.iter(f"{{{P}}}pRg")]
        for click in clicks
    ]


_EACH = [[(0, 0)], [(1, 1)], [(2, 2)]]


@pytest.mark.parametrize(
    ("clicks", "becomes", "expected"),
    [
        (_EACH, "new/one/two/three", [["new"], ["one"], ["two"], ["three"]]),
        (_EACH, "one/two/three/new/newer", [["one"], ["two"], ["three"], ["new"], ["newer"]]),
        ([[(0, 0), (1, 1)], [(2, 2)]], "one/new/two/three", [["one", "new", "two"], ["three"]]),
        (_EACH, "three/one/two", [["one"], ["two"], ["three"]]),
        (_EACH, "one/three", [["one"], ["three"]]),
        (_EACH, "new/one/other/three", [["new"], ["one"], ["other"], ["three"]]),
        (_EACH, "/one/new/so two it is/two it is/three",
         [["one"], ["new"], ["so two it is"], ["two it is"], ["three"]]),
        ([[(2, 2)]], "one/three/two", [["three"]]),
        ([[(1, 2)]], "one/two/new/three", [["two/new/three"]]),
        ([[(0, 0), (2, 2)]], "two/three", [["three"]]),
        ([[(0, 0)]], "two/three", []),
    ],
)  # fmt: skip
def test_an_animation_goes_with_its_paragraph(
    clicks: list[list[tuple[int, int]]], becomes: str, expected: list[list[str]]
) -> None:
    before = "one/two it is/three" if "two it is" in becomes else "one/two/three"
    root = slide(before, *clicks)
    moved = moved_paragraphs(root)
    body = root.find(f".//{{{P}}}txBody")
    for one in [*body]:
        body.remove(one)
    body.extend(paragraphs(becomes))
    follow_paragraphs(root, moved)
    assert shown(root) == expected
    assert len([*root.iter(f"{{{P}}}bldP")]) == bool(expected), "the list of what is animated says what is"
    assert all(len(one) for one in root.iter(f"{{{P}}}childTnLst")), "no step without effects is left"
    firsts = [one for one in root.iter(f"{{{P}}}cTn") if one.get("presetID")]
    assert firsts == [] or firsts[0].get("nodeType") == "clickEffect", "something comes with each click"
    on_click = sum(one.get("nodeType") == "clickEffect" for one in firsts)
    assert on_click == len(expected), "one with each click, the others with it"


@pytest.mark.parametrize(
    ("range_", "becomes", "expected", "gone"),
    [
        ('<p:pRg st="1" end="1"/>', "one/three", None, ["two words"]),
        ('<p:charRg st="8" end="13"/>', "new/one/two words/three", "words", []),
        ('<p:charRg st="8" end="13"/>', "one/my two words/three", "words", []),
        ('<p:charRg st="4" end="14"/>', "two words/one/three", "two words", []),
        ('<p:charRg st="8" end="13"/>', "one/two letters/three", None, ["two words"]),
        ('<p:charRg st="8" end="13"/>', "one/three", None, ["two words"]),
    ],
)
def test_an_animation_goes_with_its_letters_and_it_is_told_when_they_are_gone(
    range_: str, becomes: str, expected: str | None, gone: list[str]
) -> None:
    root = slide("one/two words/three", [(0, 0)])
    old = root.find(f".//{{{P}}}pRg")
    old.getparent().replace(old, parse_xml(range_.replace("/>", f' xmlns:p="{P}"/>')))
    moved = moved_paragraphs(root)
    body = root.find(f".//{{{P}}}txBody")
    for one in [*body]:
        body.remove(one)
    body.extend(paragraphs(becomes))
    assert follow_paragraphs(root, moved) == gone
    found = root.find(f".//{{{P}}}charRg")
    said = becomes.replace("/", "\n")
    assert expected == (None if found is None else said[int(found.get("st")) : int(found.get("end"))].strip())
    assert (root.find(f"{{{P}}}timing") is None) == (expected is None)


def test_of_a_slide_that_is_to_be_as_the_agenda_has_it_what_a_person_has_added_stays_animated() -> None:
    root, ours = slide("one/two", [(0, 0)], [(1, 1)]), slide("one/two", [(1, 1)])
    added = copy.deepcopy(root.find(f"{{{P}}}sp"))
    added.find(f".//{{{P}}}cNvPr").set("id", "9")
    root.insert(1, added)
    [*root.iter(f"{{{P}}}spTgt")][1].set("spid", "9")
    take_effects(root, ours, {"7": "7"})
    assert [one.get("spid") for one in root.iter(f"{{{P}}}spTgt")] == ["7", "9"]
    assert shown(root) == [["two"], ["two"]]
    take_effects(root, slide("one"), {"7": "7"})
    assert [one.get("spid") for one in root.iter(f"{{{P}}}spTgt")] == ["9"]
    take_effects(root, slide("one"), {"7": "7", "8": "9"})
    assert root.find(f"{{{P}}}timing") is None


def test_what_starts_with_a_click_on_a_shape_of_ours_stays_when_that_is_animated_no_more() -> None:
    root = slide("one/two", [(0, 0)])
    added = copy.deepcopy(root.find(f"{{{P}}}sp"))
    added.find(f".//{{{P}}}cNvPr").set("id", "9")
    root.insert(1, added)
    root.find(f".//{{{P}}}spTgt").set("spid", "9")
    click = f'<p:cond xmlns:p="{P}" evt="onClick"><p:tgtEl><p:spTgt spid="7"/></p:tgtEl></p:cond>'
    root.find(f".//{{{P}}}prevCondLst").append(parse_xml(click))
    take_effects(root, slide("one"), {"7": "7"})
    assert [one.get("spid") for one in root.iter(f"{{{P}}}spTgt")] == ["9", "7"]


@pytest.mark.parametrize("edit", [("højt", "højt"), ("højt", "stille")])
def test_an_animated_bullet_stays_animated_where_the_agenda_puts_another_before_it(edit: tuple[str, str]) -> None:
    before = built("Sig tal højt", "Læs her", "Gå ud")
    presentation = opened(with_edit(before, *edit))
    (one, text) = next(
        (one, shape)
        for one in presentation.slides
        for shape in one.placeholders
        if shape.has_text_frame and "Læs her" in shape.text_frame.text
    )
    one._element.append(timing(text.shape_id, [(1, 1)]))
    merged = opened(content_of(written(presentation), before, built("Vi begynder", "Sig tal højt", "Læs her")))
    roots = [one._element for one in merged.slides if one._element.find(f"{{{P}}}timing") is not None]
    assert [paragraph_of(root) for root in roots] == [["Læs her"]]


def paragraph_of(root: Any) -> list[str]:
    """What is animated of the text of several paragraphs."""
    texts = next(body for body in root.iter(f"{{{P}}}txBody") if len(body.findall(f"{{{A}}}p")) > 1)
    said = ["".join(run.text for run in one.iter(f"{{{A}}}t")) for one in texts.iter(f"{{{A}}}p")]
    return [said[int(one.get("st"))] for one in root.iter(f"{{{P}}}pRg")]
