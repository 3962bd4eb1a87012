"""What else is in a template: slides, sections, macros, embedded fonts, guides."""

from __future__ import annotations

from collections.abc import Iterable

from facilitator.house_templates.model import Facts
from facilitator.office import Package
from facilitator.office.xml import NS, Element, flag
from facilitator.problems import printable

__all__ = ["facts_of"]


def facts_of(package: Package, presentation: Element, masters: Iterable[Element], slides: int) -> Facts:
    """The facts of a file with so many slides."""
    fonts = presentation.findall("p:embeddedFontLst/p:embeddedFont/p:font", NS)
    return Facts(
        slides=slides,
        sections=tuple(printable(one.get("name", "")) for one in presentation.iter("{*}section")),
        notes_master=package.first("notesMaster", package.main) is not None,
        macros=package.first("vbaProject", package.main) is not None,
        embedded_fonts=tuple(printable(font.get("typeface", "")) for font in fonts),
        guides=sum(_guides(root) for root in (presentation, *masters)),
        right_to_left=flag(presentation, "rtl") is True,
    )


def _guides(root: Element) -> int:
    """Those that a designer has set; the two that every view begins with are kept elsewhere."""
    return sum(len(guides) for guides in root.iter("{*}sldGuideLst"))
