"""Text in its box, in two forms: as HTML, whose lines the browser breaks, and as SVG, whose lines are broken here.

Lines stand as far apart as they were measured. Lengths that are written are points, for the browser "px".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from html import escape
from typing import Literal, NamedTuple, TypeAlias

from facilitator.canvas import Box, pt
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import SOFT, line_height, text_width, words
from facilitator.canvas.shapes import Colour, Line, Paragraph, Run, TextBody
from facilitator.canvas.text import Style
from facilitator.svg.outlines import Command, curves

__all__ = ["Setting", "as_html", "as_svg", "families", "fill", "lowered", "number", "path", "stroke"]

_ASCENT = 0.8
"""Of a line's height, what lies above its baseline: about so in every family."""
_LOWERED = {"Calibri": 0.12}
"""In em: browsers set these families so much higher within a line than PowerPoint does, for they count what the font
wants between lines to both sides.
"""
_KERNED = 0.994
"""Type is kerned, which makes a line about so much shorter than the sum of its letters' widths."""
_STAND_INS = {
    "Arial": "Liberation Sans, sans-serif", "Calibri": "Carlito, sans-serif", "Cambria": "Caladea, serif",
    "Courier New": "Liberation Mono, monospace", "Times New Roman": "Liberation Serif, serif",
}  # fmt: skip
"""Families as wide, where the theme's is not installed."""
_SIGNS = "Arial"
"""The family of bullets, as in PowerPoint."""
_ALIGN = {"l": "left", "ctr": "center", "r": "right"}
_ANCHOR = {"t": "flex-start", "ctr": "center", "b": "flex-end"}


@dataclass(frozen=True, slots=True)
class Setting:
    """Text and where it stands, with everything said that a placeholder inherits."""

    body: TextBody
    area: Box
    """What the insets leave, in EMU."""
    family: str
    signs: Colour | None = None
    """The colour of bullets and numbers; None for the text's."""

    @property
    def lowered(self) -> float:
        """In em."""
        return lowered(self.family)

    def pitch(self, size: float) -> float:
        """From line to line, in points."""
        return line_height(size, Font(self.family)) / pt(1)


class _Look(NamedTuple):
    size: float
    bold: bool
    italic: bool
    colour: Colour
    link: str = ""


def _look(run: Run, body: TextBody) -> _Look:
    bold = body.bold if run.bold is None else run.bold
    return _Look(run.size or body.size, bold, run.italic, run.colour or body.colour, run.link)


def lowered(family: str) -> float:
    """By how much a browser has to set a family lower to have it where PowerPoint does, in em."""
    return _LOWERED.get(family, 0)


def families(family: str) -> str:
    """A family as CSS takes it, with what stands in where it is not installed."""
    named = family if family.replace(" ", "").isalnum() else "'" + family.replace("\\", "").replace("'", r"\'") + "'"
    return f"{named}, {_STAND_INS.get(family, 'sans-serif')}"


def _signs(paragraphs: Sequence[Paragraph]) -> Iterator[str]:
    """What stands before each paragraph: a bullet, its number in the list, or nothing."""
    counted: dict[int, int] = {}
    for one in paragraphs:
        numbered = one.bullet == "1."
        counted = {level: count for level, count in counted.items() if level < one.level + numbered}
        if numbered:
            counted[one.level] = counted.get(one.level, 0) + 1
        yield f"{counted[one.level]}." if numbered else one.bullet or ""


# --- HTML -----------------------------------------------------------------------------------------------------------


def as_html(setting: Setting, style: Style, turned: str = "") -> str:
    """A ``div`` with a ``p`` for each paragraph, at its place from the slide's upper left corner.

    Args:
        setting: the text.
        style: gives the colours.
        turned: what the ``div`` says further in its ``style``.
    """
    body, area = setting.body, setting.area
    look = _look(Run(""), body)
    x, y, w, h = map(number, (area.x, area.y, area.w, area.h))
    place = f"left:{x}px;top:{y}px;width:{w}px;height:{h}px"
    said = f"{place};justify-content:{_ANCHOR[body.anchor]};font-family:{families(setting.family)}{_css(look, style)}"
    signs = _signs(body.paragraphs)
    inner = "".join(
        _html_paragraph(one, sign, setting, look, style, first=place == 0)
        for place, (one, sign) in enumerate(zip(body.paragraphs, signs, strict=True))
    )
    return f'<div class="text" style="{escape(said)}{turned}">{inner}</div>'


def _css(look: _Look, style: Style, around: _Look | None = None) -> str:
    """Declarations of what is not as around it."""
    found = ""
    if around is None or look.size != around.size:
        found += f";font-size:{look.size:g}px"
    if look.bold != (around is not None and around.bold):
        found += f";font-weight:{700 if look.bold else 400}"
    if look.italic:
        found += ";font-style:italic"
    if look.link:
        found += ";text-decoration:underline"
    if around is None or look.colour != around.colour:
        shown = _rgb(look.colour, style)
        found += (
            f";color:{shown}{round(look.colour.alpha * 2.55):02x}" if look.colour.alpha < 100 else f";color:{shown}"
        )
    return found


def _html_paragraph(one: Paragraph, sign: str, setting: Setting, look: _Look, style: Style, *, first: bool) -> str:
    sizes = [run.size or look.size for run in one.runs if run.text] or [look.size]
    own = look._replace(size=min(sizes))
    indent = number(one.indent)
    said = f"text-align:{_ALIGN[one.align]};line-height:{setting.pitch(1):.4g}{_css(own, style, look)}"
    said += f";top:{setting.lowered * max(sizes):.3g}px" if setting.lowered else ""
    said += f";margin-top:{one.before:g}px" if one.before and not first else ""
    side = "right" if one.from_right else "left"
    said += f";padding-{side}:{number(one.indent * (one.level + 1))}px" if one.indent else ""
    said += f";text-indent:-{indent}px" if sign and one.indent else ""
    runs = "".join(_html_run(run, setting, own, style) for run in one.runs if run.text)
    way = ' dir="rtl"' if one.from_right else ""
    return f'<p{way} style="{said}">{_html_sign(one, sign, setting, own, style)}{runs or "&#160;"}</p>'


def _html_run(run: Run, setting: Setting, around: _Look, style: Style) -> str:
    look = _look(run, setting.body)
    said = _css(look, style, around)
    if look.link:
        return f'<a href="{escape(look.link)}" rel="noreferrer" style="{said[1:]}">{escape(run.text)}</a>'
    return f'<span style="{said[1:]}">{escape(run.text)}</span>' if said else escape(run.text)


def _html_sign(one: Paragraph, sign: str, setting: Setting, around: _Look, style: Style) -> str:
    if not sign:
        return ""
    look = _sign_look(one, setting)
    family = "" if one.bullet == "1." else f";font-family:{families(_SIGNS)}"
    said = f"width:{number(one.indent)}px{family}{_css(look, style, around)}"
    return f'<span class="sign" style="{escape(said)}">{escape(sign)}</span>'


def _sign_look(one: Paragraph, setting: Setting) -> _Look:
    """As the paragraph's first run, in a colour of its own; bullets are never bold."""
    first = _look(one.runs[0] if one.runs else Run(""), setting.body)
    numbered = one.bullet == "1."
    return first._replace(bold=first.bold and numbered, italic=False, colour=setting.signs or first.colour, link="")


# --- SVG ------------------------------------------------------------------------------------------------------------


class _Piece(NamedTuple):
    """Letters of one look; ``width`` with the spaces behind them and ``bare`` without, in EMU."""

    text: str
    look: _Look
    width: float
    bare: float


class _Line(NamedTuple):
    """Pieces that stand side by side."""

    pieces: list[_Piece]
    paragraph: Paragraph
    sign: str
    top: float
    """Points from the top of the text."""
    size: float
    """Of its largest letters, in points."""


def as_svg(setting: Setting, style: Style) -> str:
    """A ``text`` for each line."""
    body, area = setting.body, setting.area
    lines = list(_lines(setting))
    height = lines[-1].top + setting.pitch(lines[-1].size) if lines else 0
    spare = area.h / pt(1) - height
    top = area.y / pt(1) + {"t": 0, "ctr": spare / 2, "b": spare}[body.anchor]
    inner = "".join(_svg_line(line, top, setting, style) for line in lines)
    return f'<g font-family="{escape(families(setting.family))}">{inner}</g>' if inner else ""


def _lines(setting: Setting) -> Iterator[_Line]:
    """The lines, broken as they were when the text was measured."""
    body, top = setting.body, 0.0
    for place, (one, sign) in enumerate(zip(body.paragraphs, _signs(body.paragraphs), strict=True)):
        top += one.before if place else 0
        for row in _broken(_unbroken(one, setting), setting.area.w - one.indent * (one.level + 1)):
            size = max([piece.look.size for piece in row], default=body.size)
            yield _Line(row, one, sign, top, size)
            top, sign = top + setting.pitch(size), ""


def _unbroken(one: Paragraph, setting: Setting) -> Iterator[list[_Piece] | None]:
    """What stays together on a line, in pieces of one look; None where a line ends in any case."""
    at = 0
    for count, line in enumerate(one.text.split("\n")):
        if count:
            yield None
            at += 1
        for word in words(line):
            yield list(_pieces(one.runs, at, at + len(word), setting))
            at += len(word)


def _pieces(runs: Sequence[Run], first: int, last: int, setting: Setting) -> Iterator[_Piece]:
    """The letters from the first to before the last of a paragraph."""
    start = 0
    for run in runs:
        text = run.text[max(first - start, 0) : max(last - start, 0)]
        start += len(run.text)
        if text:
            look = _look(run, setting.body)
            font = Font(setting.family, look.bold, own=True)
            bare, whole = (text_width(shown, look.size, font) * _KERNED for shown in (_at_end(text.rstrip()), text))
            yield _Piece(text, look, whole, bare)


def _at_end(text: str) -> str:
    """How letters are seen that a line ends with: a soft hyphen is one there."""
    return f"{text[:-1]}-" if text.endswith(SOFT) else text


def _broken(parts: Iterable[list[_Piece] | None], room: float) -> list[list[_Piece]]:
    """The pieces in lines of ``room`` EMU."""
    lines: list[list[_Piece]] = [[]]
    used = 0.0
    for part in parts:
        bare = sum(piece.width for piece in part[:-1]) + part[-1].bare if part else 0
        if part is None or (used and used + bare > room):
            lines[-1][-1:] = [piece._replace(text=_at_end(piece.text)) for piece in lines[-1][-1:]]
            lines.append([])
            used = 0.0
        lines[-1] += part or []
        used += sum(piece.width for piece in part or ())
    return lines


def _svg_line(line: _Line, top: float, setting: Setting, style: Style) -> str:
    one, area = line.paragraph, setting.area
    y = number(pt(top + line.top + setting.pitch(line.size) * _ASCENT))
    indent = one.indent * (one.level + 1)
    left, right = (area.x, area.right - indent) if one.from_right else (area.x + indent, area.right)
    x = {"l": left, "ctr": (left + right) / 2, "r": right}[one.align]
    found = ""
    if line.sign:
        family = "" if one.bullet == "1." else f' font-family="{families(_SIGNS)}"'
        outside, way = (right + one.indent, ' text-anchor="end"') if one.from_right else (left - one.indent, "")
        said = f'x="{number(outside)}"{way} y="{y}"{family}{_attributes(_sign_look(one, setting), style)}'
        found = f"<text {said}>{escape(line.sign)}</text>"
    runs = _runs(line.pieces)
    if not runs:
        return found
    anchor = {"l": "", "ctr": ' text-anchor="middle"', "r": ' text-anchor="end"'}[one.align]
    spans = "".join(_span(look, text, style) for look, text in runs)
    if one.from_right:
        spans = f'<tspan direction="rtl" unicode-bidi="embed">{spans}</tspan>'
    return f'{found}<text x="{number(x)}" y="{y}"{anchor} xml:space="preserve">{spans}</text>'


def _span(look: _Look, text: str, style: Style) -> str:
    shown = f"<tspan{_attributes(look, style)}>{escape(text)}</tspan>"
    return f'<a href="{escape(look.link)}">{shown}</a>' if look.link else shown


def _runs(pieces: Sequence[_Piece]) -> list[tuple[_Look, str]]:
    """A line's text by look, without what ends it."""
    found: list[tuple[_Look, str]] = []
    for piece in pieces:
        if found and found[-1][0] == piece.look:
            found[-1] = (piece.look, found[-1][1] + piece.text)
        else:
            found.append((piece.look, piece.text))
    if found:
        found[-1] = (found[-1][0], found[-1][1].rstrip())
    return [(look, text) for look, text in found if text]


def _attributes(look: _Look, style: Style) -> str:
    weight = ' font-weight="700"' if look.bold else ""
    slope = ' font-style="italic"' if look.italic else ""
    under = ' text-decoration="underline"' if look.link else ""
    return f' font-size="{look.size:g}"{weight}{slope}{under}{fill(look.colour, style)}'


_What: TypeAlias = Literal["fill", "stroke"]


_POINT = pt(1)
_DASHES = {"solid": (), "dash": (4, 3), "sysDot": (1, 1)}
"""Strokes and gaps in widths of the line (ECMA-376 20.1.10.49)."""


@lru_cache(maxsize=20_000)
def number(length: float) -> str:
    """EMU as points, to a hundredth."""
    return f"{round(length / _POINT, 2) or 0:.2f}".rstrip("0").rstrip(".")


def _rgb(colour: Colour, style: Style) -> str:
    """``#rrggbb``, as if it were opaque."""
    red, green, blue = style.rgb(replace(colour, alpha=100))
    return f"#{red:02x}{green:02x}{blue:02x}"


def _opacity(colour: Colour, what: _What) -> str:
    """The attribute that says so, for what can be seen through."""
    return f' {what}-opacity="{colour.alpha / 100:g}"' if colour.alpha < 100 else ""


def fill(colour: Colour | None, style: Style) -> str:
    """The attributes of a filled shape, or one without a fill."""
    return ' fill="none"' if colour is None else f' fill="{_rgb(colour, style)}"{_opacity(colour, "fill")}'


def stroke(line: Line | None, style: Style) -> str:
    """The attributes of an outline or a line."""
    if line is None:
        return ""
    dashes = " ".join(number(times * line.width) for times in _DASHES[line.dash])
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    seen = f' stroke="{_rgb(line.colour, style)}"{_opacity(line.colour, "stroke")}'
    cap = "" if line.cap == "flat" else ' stroke-linecap="round"'
    return f'{seen} stroke-width="{number(line.width)}" stroke-linejoin="round"{cap}{dashed}'


def path(commands: Sequence[Command], x: float = 0, y: float = 0) -> str:
    """The ``d`` of a path, moved by ``x`` and ``y`` (EMU)."""

    def said(command: Command) -> str:
        values = (float(value) + (y if place % 2 else x) for place, value in enumerate(command[1:]))
        return f"{command[0]}{' '.join(map(number, values))}"

    return "".join(map(said, curves(commands)))
