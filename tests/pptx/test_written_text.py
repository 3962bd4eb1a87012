"""Text comes out as it went in, in its language, and inherits what it can."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from facilitator.canvas import cm
from facilitator.canvas.shapes import Paragraph, Run, TextBody
from facilitator.pptx import xml
from facilitator.pptx.text import Look, paragraphs, text_body
from facilitator.pptx.xml import Relations
from judges.package import NS, Package

# What the models let through (`facilitator.content`): no control characters, surrogates, or non-characters.
LETTERS = st.characters(
    exclude_categories=["Cc", "Cs"], exclude_characters=[chr(c) for c in range(0xFDD0, 0xFDF0)]
).filter(lambda letter: ord(letter) & 0xFFFE != 0xFFFE)
TEXTS = st.text(LETTERS | st.sampled_from("\n\t&<>\"'æ🙂"), max_size=40)


def parsed(content: str) -> Any:
    """The elements, under one root."""
    return etree.fromstring(f"<root {xml.NAMESPACES}>{content}</root>")


def read(paragraph: Any) -> str:
    """The text of a paragraph as a reader sees it."""
    pieces = paragraph.xpath("a:r/a:t | a:br", namespaces=NS)
    return "".join("\n" if piece.tag.endswith("}br") else piece.text or "" for piece in pieces)


@given(st.lists(TEXTS, min_size=1, max_size=3))
def test_any_text_is_read_back(texts: list[str]) -> None:
    body = TextBody(tuple(Paragraph((Run(text),)) for text in texts), 18)
    found = parsed(text_body(body, "da-DK", Relations())).findall(".//a:p", NS)
    assert [read(paragraph) for paragraph in found] == [text.replace("\u00ad", "") for text in texts]  # decks hold none


@given(TEXTS)
def test_any_text_survives_as_an_attribute(text: str) -> None:
    assert etree.fromstring(f'<a b="{xml.attribute(text)}"/>').get("b") == text.replace("\u00ad", "")  # decks hold none


@given(TEXTS, st.sampled_from(["da-DK", "en-GB"]))
def test_every_run_break_and_paragraph_end_has_its_language(text: str, language: str) -> None:
    root = parsed(text_body(TextBody((Paragraph((Run(text), Run("x"))),), 18), language, Relations()))
    properties = root.xpath("//a:rPr | //a:endParaRPr", namespaces=NS)
    assert {each.get("lang") for each in properties} == {language}
    assert len(properties) == len(root.xpath("//a:r | //a:br | //a:p", namespaces=NS))


def test_every_text_of_the_whole_file_is_danish(sample: Package) -> None:
    for name in sample.parts:
        if name.startswith("ppt/") and name.endswith(".xml"):
            languages = sample.xml(name).xpath("//a:rPr/@lang | //a:endParaRPr/@lang | //a:defRPr/@lang", namespaces=NS)
            assert set(languages) <= {"da-DK"}, name
            assert not sample.xml(name).xpath("//a:r[not(a:rPr/@lang)] | //a:fld[not(a:rPr/@lang)]", namespaces=NS), (
                name
            )


def properties(paragraph: Paragraph, where: Any = "free") -> dict[str, Any]:
    """What a paragraph says about itself, the second of two."""
    root = parsed(paragraphs((Paragraph(()), paragraph), Look(18), "da-DK", Relations(), where))
    found = root.xpath("a:p[2]/a:pPr", namespaces=NS)
    if not found:
        return {}
    children = {child.tag.split("}")[1]: dict(child.attrib) for child in found[0] if len(child) == 0}
    space = found[0].xpath("string(a:spcBef/a:spcPts/@val)", namespaces=NS)
    return {**found[0].attrib, **children, **({"before": space} if space else {})}


def test_a_plain_paragraph_says_nothing() -> None:
    assert properties(Paragraph((Run("x"),))) == {}


def test_a_bullet_hangs_left_of_its_text() -> None:
    said = properties(Paragraph((Run("x"),), bullet="•", indent=cm(0.5), before=4))
    assert (said["marL"], said["indent"], said["buChar"], said["before"]) == ("180000", "-180000", {"char": "•"}, "400")


def test_a_deeper_level_stands_further_in() -> None:
    said = properties(Paragraph((Run("x"),), bullet="–", level=1, indent=cm(0.5)))
    assert (said["lvl"], said["marL"], said["indent"]) == ("1", "360000", "-180000")


def test_numbers_count_by_themselves() -> None:
    assert properties(Paragraph((Run("x"),), bullet="1.", indent=cm(0.8)))["buAutoNum"] == {"type": "arabicPeriod"}


def test_the_bullets_of_the_master_are_not_said_again() -> None:
    listed = Paragraph((Run("x"),), bullet="•", indent=cm(0.8), before=6)
    assert properties(listed, "bulleted") == {"before": "600"}
    assert properties(Paragraph((Run("x"),), before=6), "bulleted") == {
        "marL": "0", "indent": "0", "buNone": {}, "before": "600",
    }  # fmt: skip


def test_no_space_above_the_first_paragraph_of_a_body() -> None:
    first = parsed(paragraphs((Paragraph((Run("x"),), before=12),), Look(18), "da-DK", Relations()))
    assert first.xpath("//a:spcBef", namespaces=NS) == []


def test_headings_use_the_theme_s_heading_font_by_reference() -> None:
    root = parsed(text_body(TextBody((Paragraph((Run("x"),)),), 18, major=True), "da-DK", Relations()))
    assert root.xpath("//a:r/a:rPr/a:latin/@typeface", namespaces=NS) == ["+mj-lt"]
