"""The theme part: twelve colours, two fonts, and flat fills; everything on the slides refers to it by name."""

from __future__ import annotations

from facilitator.content.theme import Theme
from facilitator.pptx import xml

__all__ = ["theme_xml"]

_COLOURS = (
    "dk1", "lt1", "dk2", "lt2", "accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink",
)  # fmt: skip
_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'


def _font(tag: str, family: str) -> str:
    return f'<a:{tag}><a:latin typeface="{xml.attribute(family)}"/><a:ea typeface=""/><a:cs typeface=""/></a:{tag}>'


def _format(name: str) -> str:
    """Fills, lines, effects, and backgrounds in three strengths each, as the schema demands; all of them flat."""
    lines = "".join(
        f'<a:ln w="{width}" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/>'
        '<a:miter lim="800000"/></a:ln>'
        for width in (9_525, 12_700, 19_050)
    )
    effects = "<a:effectStyle><a:effectLst/></a:effectStyle>" * 3
    return (
        f'<a:fmtScheme name="{name}"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst><a:lnStyleLst>{lines}</a:lnStyleLst>'
        f"<a:effectStyleLst>{effects}</a:effectStyleLst><a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
    )


def theme_xml(theme: Theme) -> str:
    """``a:theme`` (ECMA-376 20.1.6.9) of a deck's or a notes page's master."""
    name = xml.attribute(theme.name)
    colours = "".join(f'<a:{c}><a:srgbClr val="{getattr(theme.colours, c).upper()}"/></a:{c}>' for c in _COLOURS)
    return (
        f'{xml.HEAD}<a:theme xmlns:a="{xml.A}" name="{name}"><a:themeElements>'
        f'<a:clrScheme name="{name}">{colours}</a:clrScheme><a:fontScheme name="{name}">'
        f"{_font('majorFont', theme.fonts.heading)}{_font('minorFont', theme.fonts.body)}</a:fontScheme>{_format(name)}"
        "</a:themeElements><a:objectDefaults/><a:extraClrSchemeLst/></a:theme>"
    )
