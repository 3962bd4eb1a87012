"""Sections of the slide sorter: one for every agenda item."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from facilitator.canvas.shapes import Canvas
from facilitator.pptx import xml

__all__ = ["FIRST_SLIDE_ID", "Section", "our_sections", "section_list", "sections", "sections_xml"]

FIRST_SLIDE_ID = 256
"""The smallest id that a slide may have (ECMA-376 19.7.13)."""
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_URI = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


class Section(NamedTuple):
    """A section: its name, its GUID, and the ids of its slides."""

    name: str
    guid: str
    slides: Sequence[int]


def sections(canvases: Sequence[Canvas]) -> list[tuple[str, list[int]]]:
    """Section names with the numbers of their slides, from 0; every slide is in one.

    A slide that names no section stays in the one before it; at the start of a deck its section is called as it is.
    """
    found: list[tuple[str, list[int]]] = []
    for number, canvas in enumerate(canvases):
        if not found or (canvas.section and canvas.section != found[-1][0]):
            found.append((canvas.section or canvas.title, []))
        found[-1][1].append(number)
    return found


def our_sections(canvases: Sequence[Canvas], deck: str) -> list[Section]:
    """The sections of our slides, by the ids that they have in the file."""
    return [
        Section(name, xml.guid("section", deck, number, name), [FIRST_SLIDE_ID + slide for slide in slides])
        for number, (name, slides) in enumerate(sections(canvases))
    ]


def sections_xml(canvases: Sequence[Canvas], deck: str) -> str:
    """The presentation's extension with the sections; nothing where no slide names one."""
    return section_list(our_sections(canvases, deck)) if any(canvas.section for canvas in canvases) else ""


def section_list(listed: Iterable[Section]) -> str:
    """The presentation's extension with these sections."""
    items = "".join(_section(*one) for one in listed)
    return (
        f'<p:extLst><p:ext uri="{_URI}"><p14:sectionLst xmlns:p14="{_P14}">{items}</p14:sectionLst></p:ext></p:extLst>'
    )


def _section(name: str, guid: str, slides: Sequence[int]) -> str:
    ids = "".join(f'<p14:sldId id="{number}"/>' for number in slides)
    return f'<p14:section name="{xml.attribute(name)}" id="{guid}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>'
