"""Colours and fonts are the theme's, by name: another theme changes the deck and nothing else does."""

from __future__ import annotations

import sample_deck
from facilitator.canvas.own_layouts import LAYOUTS
from facilitator.canvas.shapes import Colour, Line
from facilitator.content.theme import Theme
from facilitator.pptx.archive import Member
from facilitator.pptx.own_parts import OWN
from facilitator.pptx.properties import Names
from facilitator.pptx.xml import scheme_colour, stroke
from judges.package import NS, Package


def test_colours_are_the_theme_s_by_name(sample: Package) -> None:
    for name in sample.parts:
        if name.startswith("ppt/slide") and name.endswith(".xml"):
            assert sample.xml(name).xpath("//a:srgbClr", namespaces=NS) == [], name


def test_a_tint_keeps_that_much_and_adds_white() -> None:
    assert scheme_colour(Colour("accent1", tint=20, alpha=50)) == (
        '<a:schemeClr val="accent1"><a:lumMod val="20000"/><a:lumOff val="80000"/><a:alpha val="50000"/></a:schemeClr>'
    )
    calm = scheme_colour(Colour("accent1", tint=12, saturation=50))
    assert calm.endswith('<a:lumOff val="88000"/><a:satMod val="50000"/></a:schemeClr>')
    assert scheme_colour(Colour("tx2", shade=75)) == '<a:schemeClr val="tx2"><a:lumMod val="75000"/></a:schemeClr>'


def test_the_theme_s_colours_and_fonts_are_in_the_theme_part(sample: Package) -> None:
    theme: Theme = sample_deck.style(sample.path.stem).theme
    root = sample.xml("ppt/theme/theme1.xml")
    written = {c.tag.split("}")[1]: c[0].get("val") for c in root.find(".//a:clrScheme", NS)}
    assert written == {name: value.upper() for name, value in theme.colours.model_dump().items()}
    assert root.xpath("//a:fontScheme/*/a:latin/@typeface", namespaces=NS) == [theme.fonts.heading, theme.fonts.body]


def test_an_arrow_has_its_children_in_the_order_of_the_schema() -> None:
    assert stroke(Line(Colour("tx2"), 25_400, "dash", "oval", "triangle")) == (
        '<a:ln w="25400"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:prstDash val="dash"/><a:round/>'
        '<a:headEnd type="oval"/><a:tailEnd type="triangle"/></a:ln>'
    )


def test_only_theme_and_fonts_differ_between_two_themes() -> None:
    def parts(theme: str) -> dict[str, Member]:
        style = sample_deck.style(theme)
        names = Names(style.terms.layouts, style.terms.shapes, "da-DK", "")
        return {one.name: one.filled(b"") for one in OWN.frame((), names, style.theme).members()}

    pink, fjord = parts("pink"), parts("fjord")
    assert {name for name in pink if pink[name] != fjord[name]} == {"ppt/theme/theme1.xml", "ppt/theme/theme2.xml"}


def test_titles_that_stand_where_the_master_s_does_inherit_all_of_it(sample: Package) -> None:
    number = list(LAYOUTS).index("title_only") + 1
    root = sample.xml(f"ppt/slideLayouts/slideLayout{number}.xml")
    title = root.xpath("//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='title']]", namespaces=NS)[0]
    assert title.xpath("p:spPr/* | p:txBody/a:lstStyle/*", namespaces=NS) == []


def test_the_layouts_backgrounds_and_decorations_are_the_design_s(sample: Package) -> None:
    for number, layout in enumerate(LAYOUTS.values(), 1):
        root = sample.xml(f"ppt/slideLayouts/slideLayout{number}.xml")
        background = root.xpath("//p:bg//a:schemeClr/@val", namespaces=NS)
        assert background == ([] if layout.background.scheme == "bg1" else [layout.background.scheme])
        assert len(root.xpath("//p:sp[p:nvSpPr/p:nvPr[@userDrawn]]", namespaces=NS)) == len(layout.decorations)
