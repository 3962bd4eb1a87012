"""Shapes that say everything themselves: for files whose layouts and styles another program has written anew."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from facilitator.canvas.units import Box
from facilitator.merging.normal import Form
from facilitator.merging.places import set_box
from facilitator.office.shapes import Shape
from facilitator.office.texts import Level, Text, texts_of, theme_font
from facilitator.office.xml import Element, find, first, number, tag

__all__ = ["say_in_full"]

_KINDS = (
    ("lnSpc",), ("spcBef",), ("spcAft",), ("buClrTx", "buClr"), ("buSzTx", "buSzPct", "buSzPts"),
    ("buFontTx", "buFont"), ("buNone", "buAutoNum", "buChar", "buBlip"),
)  # fmt: skip
"""What a level says of paragraphs, in the order of ECMA-376 21.1.2.4.13."""
_INSETS = ("lIns", "tIns", "rIns", "bIns")


def say_in_full(copy: Element, original: Element, form: Form) -> None:
    """Let a copy of something on a slide say what the original inherits: place, edges, levels, fonts, colours.

    Args:
        copy: unchanged as yet; it is changed.
        original: of which it is a copy.
        form: the slide that the original is on.
    """
    copies = dict(zip(original.iter("*"), copy.iter("*"), strict=True))
    for shape in form.slide.shapes:
        box = form.slide.box(shape)
        if shape.element in copies and shape.placeholder is not None and box is not None:
            _place(copies[shape.element], box, shape)
        for text in texts_of(shape, box, form.slide.inherited(shape)):
            if text.body is not None and text.body in copies:
                _say(copies[text.body], text)


def _place(element: Element, box: Box, shape: Shape) -> None:
    properties = find(element, "p:spPr")
    if properties is None:
        return
    set_box(element, box, shape)
    if find(properties, "a:prstGeom") is None and find(properties, "a:custGeom") is None:
        outline = properties.makeelement(tag("a:prstGeom"), {"prst": "rect"})
        properties[0].addnext(outline)


def _say(body: Element, text: Text) -> None:
    own = find(body, "a:bodyPr")
    if own is not None and text.cell is None:
        own.attrib.update({name: str(value) for name, value in zip(_INSETS, text.insets, strict=True)})
        own.set("anchor", text.setting("anchor") or "t")
    levels = {_level(paragraph) for paragraph in body.findall(tag("a:p"))}
    style = body.makeelement(tag("a:lstStyle"))
    for place in sorted(levels):
        style.append(_style(body, text.level(place), place))
    old = body.find(tag("a:lstStyle"))
    if old is not None:
        body.replace(old, style)
    elif own is not None:
        own.addnext(style)
    for font in body.iter(tag("a:latin")):
        if str(font.get("typeface")).startswith("+"):
            kind = "major" if str(font.get("typeface")).startswith("+mj") else "minor"
            font.set("typeface", theme_font(text.inherited.theme, kind))


def _level(paragraph: Element) -> int:
    return min(max(number(find(paragraph, "a:pPr"), "lvl") or 0, 0), 8) + 1


def _style(body: Element, level: Level, place: int) -> Element:
    """``a:lvlNpPr`` with everything that the level says, the nearest first."""
    new = body.makeelement(tag(f"a:lvl{place}pPr"))
    for one in reversed(level.says):
        new.attrib.update(one.attrib)
    for kinds in _KINDS:
        found = first(_child(one, kinds) for one in level.says)
        if found is not None:
            new.append(deepcopy(found))
    new.append(_runs(body, level))
    return new


def _child(element: Element, kinds: Sequence[str]) -> Element | None:
    return next(element.iterchildren(*(tag(f"a:{kind}") for kind in kinds)), None)


def _runs(body: Element, level: Level) -> Element:
    look = level.look()
    said = {"sz": str(round(look.size / level.text.scale * 100)), "b": str(int(look.bold)), "i": str(int(look.italic))}
    new = body.makeelement(tag("a:defRPr"), said)
    if look.paint is not None:
        fill = new.makeelement(tag("a:solidFill"))
        red, green, blue = look.paint.rgb
        fill.append(fill.makeelement(tag("a:srgbClr"), {"val": f"{red:02X}{green:02X}{blue:02X}"}))
        new.append(fill)
    if look.family:
        new.append(new.makeelement(tag("a:latin"), {"typeface": look.family}))
    return new
