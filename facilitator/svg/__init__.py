"""A canvas as a picture: its layout's ground and decorations, its shapes in order, its texts, footer, and number."""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html import escape

from facilitator.canvas import Box, pt
from facilitator.canvas.own_layouts import MASTER, Layout, Slot
from facilitator.canvas.shapes import (
    AnyShape,
    Canvas,
    Colour,
    Connector,
    Group,
    Paragraph,
    Picture,
    Placeholder,
    Run,
    Shape,
    Table,
    TextBody,
)
from facilitator.canvas.text import Style
from facilitator.svg.outlines import Command, bend, head, outline, towards
from facilitator.svg.text import Setting, as_html, as_svg, fill, number, path, stroke

__all__ = ["STYLESHEET", "group_svg", "slide_html", "slide_image", "slide_svg"]

STYLESHEET = """\
.slide { position: relative; width: 960px; height: 540px; overflow: hidden; text-rendering: geometricPrecision; }
.slide > svg { display: block; }
.slide .text { position: absolute; display: flex; flex-direction: column; white-space: pre-wrap;
  overflow-wrap: break-word; }
.slide p { margin: 0; position: relative; }
.slide .sign { display: inline-block; text-indent: 0; line-height: 0; }
.slide a { color: inherit; text-decoration: none; }
"""
"""What a page with slides of `slide_html` needs."""

_HEAD, _REACH = 3, 2
"""An arrow's length and width, and how far its line reaches under it, in widths of the line, as PowerPoint draws it."""
_AROUND = pt(1)
"""Around a figure: half of an outline stands out of what it goes around."""
_USUAL = ("960", "540")
"""The px of a slide, as the stylesheet has them."""
_SIGNS = Colour("accent1")
"""Of bullets in placeholders that have them."""


def slide_svg(canvas: Canvas, style: Style, *, footer: str = "", slide: int | None = None) -> str:
    """The slide as an SVG document, its texts in lines that are broken here.

    Args:
        canvas: the slide.
        style: gives colours, fonts, and layouts.
        footer: the deck's footer.
        slide: the slide's number, where it is shown.
    """
    page = _Page(style, _layout(canvas, style), canvas.id)
    return _svg(style.design.slide, _painted(page, canvas, footer, slide), canvas.title, canvas.id)


def slide_html(canvas: Canvas, style: Style, *, footer: str = "", slide: int | None = None) -> str:
    """The slide as a ``div`` of 960 × 540 px, or of its design's own size, for a page with `STYLESHEET`: its shapes as
    SVG, and over them its texts as HTML, whose lines the browser breaks.
    """
    page = _Page(style, _layout(canvas, style), canvas.id, over=[])
    drawn = _svg(style.design.slide, _painted(page, canvas, footer, slide), canvas.title)
    w, h = _size(style)
    sized = "" if (w, h) == _USUAL else f' style="width: {w}px; height: {h}px"'
    return f'<div class="slide" id="{escape(canvas.id)}"{sized}>{drawn}{"".join(page.over or ())}</div>'


def slide_image(canvas: Canvas, style: Style, *, footer: str = "", slide: int | None = None) -> str:
    """The slide of `slide_html` as an SVG document by itself, for browsers alone: nothing else breaks lines in one."""
    inner = slide_html(canvas, style, footer=footer, slide=slide)
    w, h = _size(style)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{w}" height="{h}" viewBox="0 0 {w} {h}">'
        f'<foreignObject width="{w}" height="{h}"><div xmlns="http://www.w3.org/1999/xhtml"><style>{STYLESHEET}</style>'
        f"{inner}</div></foreignObject></svg>"
    )


def _layout(canvas: Canvas, style: Style) -> Layout:
    """The canvas's layout in the design that it was drawn for, which adds something of its own to the names."""
    return style.design.layouts[canvas.layout.removesuffix(style.design.way)]


def _size(style: Style) -> tuple[str, str]:
    """How wide and high a slide is, in px."""
    return number(style.design.slide.w), number(style.design.slide.h)


def group_svg(group: Group, style: Style, width: float | None = None) -> str:
    """A figure by itself as an SVG document, ``width`` points wide or as large as it is."""
    page = _Page(style, style.design.layouts["blank"], group.name)
    page.draw(group.shapes)
    return _svg(group.box.inset(-_AROUND), "".join(page.drawn), group.alt or group.name, width=width)


def _svg(box: Box, inner: str, title: str, name: str = "", width: float | None = None) -> str:
    x, y, w, h = map(number, (box.x, box.y, box.w, box.h))
    size = f'width="{w}" height="{h}"' if width is None else f'width="{width:g}" height="{width * box.h / box.w:.3f}"'
    known = f' id="{escape(name)}"' if name else ""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg"{known} {size} viewBox="{x} {y} {w} {h}" '
        f'text-rendering="geometricPrecision" role="img"><title>{escape(title)}</title>{inner}</svg>'
    )


def _painted(page: _Page, canvas: Canvas, footer: str, slide: int | None) -> str:
    layout = page.layout
    page.drawn.append(f"<rect{_area(page.style.design.slide)}{fill(layout.background, page.style)}/>")
    page.draw(layout.decorations)
    page.draw(canvas.shapes)
    if layout.footer and not canvas.bare:
        page.small(footer, layout.footer_box, "l")
        page.small("" if slide is None else str(slide), MASTER.number, "r")
    return "".join(page.drawn)


def _area(box: Box) -> str:
    return f' x="{number(box.x)}" y="{number(box.y)}" width="{number(box.w)}" height="{number(box.h)}"'


def _drawn(shape: Shape, commands: Sequence[Command], look: str) -> str:
    """The shape as the simplest element that draws it."""
    box = shape.box
    if shape.geometry == "rect":
        return f"<rect{_area(box)}{look}/>"
    if shape.geometry == "ellipse":
        x, y, rx, ry = map(number, (box.x + box.w / 2, box.y + box.h / 2, box.w / 2, box.h / 2))
        return f'<ellipse cx="{x}" cy="{y}" rx="{rx}" ry="{ry}"{look}/>'
    return f'<path d="{path(commands, box.x, box.y)}"{look}/>'


@dataclass
class _Page:
    """A slide while it is being drawn."""

    style: Style
    layout: Layout
    name: str
    over: list[str] | None = None
    """Texts as HTML; None where they are drawn among the shapes."""
    drawn: list[str] = field(default_factory=list)

    def draw(self, shapes: Iterable[AnyShape]) -> None:
        for shape in shapes:
            match shape:
                case Shape():
                    self._shape(shape)
                case Connector():
                    self._connector(shape)
                case Picture():
                    self._picture(shape)
                case Table():
                    self._table(shape)
                case Group():
                    self._group(shape)
                case Placeholder():
                    self._placeholder(shape)

    def small(self, text: str, box: Box, align: str) -> None:
        """Footer or number."""
        if text:
            line = Paragraph((Run(text),), align="r" if align == "r" else "l")
            self._text(TextBody((line,), MASTER.foot, self.layout.quiet, anchor="ctr"), box)

    def _text(
        self, body: TextBody, box: Box, *, family: str = "", signs: Colour | None = None, turned: str = ""
    ) -> None:
        """Text in a box, from which its insets are taken."""
        if not body.text.strip():
            return
        left, top, right, bottom = body.insets
        area = Box(box.x + left, box.y + top, box.w - left - right, box.h - top - bottom)
        setting = Setting(body, area, family or self.style.font(major=body.major).family, signs)
        if self.over is None:
            self.drawn.append(as_svg(setting, self.style))
        else:
            self.over.append(as_html(setting, self.style, turned))

    def _shape(self, shape: Shape) -> None:
        found, box = outline(shape), shape.box
        x, y = box.centre
        turned = f' transform="rotate({shape.rotation:g} {number(x)} {number(y)})"' if shape.rotation else ""
        alt = f' role="img" aria-label="{escape(shape.alt)}"' if shape.alt else ""
        link = f'<a href="#{escape(shape.link)}">' if shape.link else ""
        self.drawn.append(f"{link}<g{turned}{alt}>" if turned or alt else link)
        if shape.fill or shape.line:
            look = fill(shape.fill, self.style) + stroke(shape.line, self.style)
            self.drawn.append(_drawn(shape, found.commands, look))
        if shape.text:
            self._on(shape, shape.text, found.text, link)
        self.drawn.append(("</g>" if turned or alt else "") + ("</a>" if link else ""))

    def _on(self, shape: Shape, text: TextBody, within: Box, link: str) -> None:
        """The text on a shape, turned with it, and within its link."""
        box = Box(shape.box.x + within.x, shape.box.y + within.y, within.w, within.h)
        text = _unlinked(text) if link else text
        turned = f";rotate:{shape.rotation:g}deg" if shape.rotation else ""
        before = len(self.over or ())
        self._text(text, box, turned=turned)
        if self.over and link and len(self.over) > before:
            self.over[-1] = f"{link}{self.over[-1]}</a>"

    def _connector(self, one: Connector) -> None:
        """The line, and an arrow's head at each end that has one; the line stops under it."""
        line, style = one.line, self.style
        ends = ((one.start, one.end, line.head), (one.end, one.start, line.tail))
        (x, y), (u, v) = (towards(at, other, line.width * _REACH if kind != "none" else 0) for at, other, kind in ends)
        way = bend((x, y), (u, v)) if one.curved else (("M", x, y), ("L", u, v))
        self.drawn.append(f'<path d="{path(way)}" fill="none"{stroke(line, style)}/>')
        for at, other, kind in ends:
            if kind != "none":
                drawn = path(head(kind, at, other, line.width * _HEAD))
                self.drawn.append(f'<path d="{drawn}"{fill(line.colour, style)}/>')

    def _picture(self, picture: Picture) -> None:
        """The whole picture, so large that what is to be seen fills the box, behind a window of the box's shape."""
        box, kind = picture.box, "png" if picture.blob.startswith(b"\x89PNG") else "jpeg"
        left, top, right, bottom = (share / 100_000 for share in picture.crop)
        w, h = round(box.w / (1 - left - right)), round(box.h / (1 - top - bottom))
        whole = Box(box.x - round(left * w), box.y - round(top * h), w, h)
        window = f"{self.name}-window-{len(self.drawn)}"
        shape = path(outline(Shape("", box, picture.geometry)).commands, box.x, box.y)
        blob = base64.b64encode(picture.blob).decode()
        said = f' role="img" aria-label="{escape(picture.alt)}"' if picture.alt else ' aria-hidden="true"'
        self.drawn.append(
            f'<clipPath id="{escape(window)}"><path d="{shape}"/></clipPath><g clip-path="url(#{escape(window)})">'
            f'<image{_area(whole)} preserveAspectRatio="none"{said} href="data:image/{kind};base64,{blob}"/></g>'
        )

    def _table(self, table: Table) -> None:
        """Cells with a line under each row."""
        y = table.box.y
        for height, row in zip(table.heights, table.rows, strict=True):
            x = table.box.x
            for width, cell in zip(table.widths, row, strict=True):
                box = Box(x, y, width, height)
                if cell.fill:
                    self.drawn.append(f"<rect{_area(box)}{fill(cell.fill, self.style)}/>")
                self._text(cell.text, box)
                x += width
            y += height
            rule = path((("M", table.box.x, y), ("L", x, y)))
            self.drawn.append(f'<path d="{rule}" fill="none"{stroke(table.rule, self.style)}/>')

    def _group(self, group: Group) -> None:
        self.drawn.append(f'<g role="img" aria-label="{escape(group.alt or group.name)}">')
        self.draw(group.shapes)
        self.drawn.append("</g>")

    def _placeholder(self, one: Placeholder) -> None:
        """What fills a placeholder, set as the layout says."""
        slot = self._slot(one)
        own = slot.typesetting
        text = [_capitals(paragraph) for paragraph in one.paragraphs] if own.capitals else one.paragraphs
        size, anchor = one.size or slot.size, one.anchor or slot.anchor
        body = TextBody(tuple(text), size, slot.ink or slot.colour, slot.bold, anchor, major=slot.major)
        self._text(body, one.box or slot.box, family=own.family, signs=_SIGNS if slot.bullets else None)

    def _slot(self, one: Placeholder) -> Slot:
        return next(
            slot
            for slot in self.layout.slots
            if slot.index == one.index and (slot.role == one.role or slot.index is not None)
        )


def _unlinked(body: TextBody) -> TextBody:
    """A text that is a link as a whole: within one there can be no other."""
    plain = (replace(one, runs=tuple(replace(run, link="") for run in one.runs)) for one in body.paragraphs)
    return replace(body, paragraphs=tuple(plain))


def _capitals(paragraph: Paragraph) -> Paragraph:
    return replace(paragraph, runs=tuple(replace(run, text=run.text.upper()) for run in paragraph.runs))
