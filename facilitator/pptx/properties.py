"""What the file says about itself: document properties, sections of the slide sorter, and tags."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from facilitator.canvas.shapes import Canvas
from facilitator.content.terms import LayoutNames, ShapeNames
from facilitator.pptx import xml
from facilitator.pptx.archive import GAP
from facilitator.text import from_right

__all__ = [
    "FIRST_SLIDE_ID", "SECTIONS", "TAG_PREFIX", "Counts", "Names", "Properties", "Section", "about", "our_sections",
    "reference", "section_list", "slide_tags",
]  # fmt: skip

FIRST_SLIDE_ID = 256
"""The smallest id that a slide may have (ECMA-376 19.7.13)."""
_P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
"""The URI of the extension that sections are."""
TAG_PREFIX = "FACILITATOR_"
"""How the names of our tags begin."""
_WRITTEN = "2025-01-01T00:00:00Z"
"""Always the same, so that the same agenda gives the same file."""
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"


@dataclass(frozen=True)
class Properties:
    """Document properties of a deck."""

    title: str
    author: str = ""
    subject: str = ""
    """Whom the session is for."""
    language: str = "da-DK"
    """The language tag (BCP 47) of every text."""
    keywords: tuple[str, ...] = ()
    deck_id: str = ""
    """Kept in the file, unseen: tells a later build which deck this is."""


class Counts(NamedTuple):
    """How many slides a deck has, how many of them with notes, and how many hidden."""

    slides: int
    notes: int
    hidden: int = 0


def about(properties: Properties, counts: Counts, tags: str) -> Iterator[tuple[str, str]]:
    """Names and contents of the parts that tell about the file, that of the deck's tags by the name ``tags``."""
    yield tags, _tags(((f"{TAG_PREFIX}DECK", properties.deck_id),))
    yield "docProps/core.xml", _core(properties)
    yield "docProps/app.xml", _application(*counts)


def _core(properties: Properties) -> str:
    """``docProps/core.xml`` (ECMA-376 part 2, 11)."""
    date = f'xsi:type="dcterms:W3CDTF">{_WRITTEN}<'
    return (
        f'{xml.HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{xml.text(properties.title)}</dc:title><dc:subject>{xml.text(properties.subject)}</dc:subject>"
        f"<dc:creator>{xml.text(properties.author)}</dc:creator>"
        f"<cp:keywords>{xml.text(', '.join(properties.keywords))}</cp:keywords>"
        f"<cp:lastModifiedBy>{xml.text(properties.author)}</cp:lastModifiedBy>"
        f"<dcterms:created {date}/dcterms:created><dcterms:modified {date}/dcterms:modified>"
        f"<dc:language>{properties.language}</dc:language></cp:coreProperties>"
    )


def _application(slides: int, notes: int, hidden: int) -> str:
    """``docProps/app.xml`` (ECMA-376 part 1, 22.2): how many slides there are, with notes, and hidden."""
    hidden_slides = f"<HiddenSlides>{hidden}</HiddenSlides>" if hidden else ""
    return (
        f'{xml.HEAD}<Properties xmlns="{_EXTENDED}"><TotalTime>0</TotalTime><Application>Facilitator</Application>'
        f"<PresentationFormat>Widescreen</PresentationFormat><Slides>{slides}</Slides><Notes>{notes}</Notes>"
        f"{hidden_slides}</Properties>"
    )


class Section(NamedTuple):
    """A section: its name, its GUID, and the ids of its slides."""

    name: str
    guid: str
    slides: Sequence[int]


def our_sections(canvases: Sequence[Canvas], deck: str) -> list[Section]:
    """The sections of our slides, by the ids that they have in the file; every slide is in one.

    A slide that names no section stays in the one before it; at the start of a deck its section is called as it is.
    """
    found: list[tuple[str, list[int]]] = []
    for id_, canvas in enumerate(canvases, FIRST_SLIDE_ID):
        if not found or (canvas.section and canvas.section != found[-1][0]):
            found.append((canvas.section or canvas.title, []))
        found[-1][1].append(id_)
    return [Section(name, xml.guid("section", deck, number, name), ids) for number, (name, ids) in enumerate(found)]


def section_list(listed: Iterable[Section]) -> str:
    """The presentation's extension with these sections."""
    items = "".join(_section(*one) for one in listed)
    return (
        f'<p:extLst><p:ext uri="{SECTIONS}"><p14:sectionLst xmlns:p14="{_P14}">{items}</p14:sectionLst>'
        "</p:ext></p:extLst>"
    )


def _section(name: str, guid: str, slides: Sequence[int]) -> str:
    ids = "".join(f'<p14:sldId id="{number}"/>' for number in slides)
    return f'<p14:section name="{xml.attribute(name)}" id="{guid}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>'


def slide_tags(canvas: Canvas) -> str:
    """The part with a slide's tags, its stable id among them: a later build knows its own slides by it."""
    return _tags(((f"{TAG_PREFIX}ID", canvas.id), *canvas.tags))


def _tags(tags: Iterable[tuple[str, str]]) -> str:
    """``p:tagLst``; names in capitals, as PowerPoint keeps them."""
    items = "".join(
        [f'<p:tag name="{xml.attribute(name.upper())}" val="{xml.attribute(value)}"/>' for name, value in tags]
    )
    return f"{xml.HEAD}<p:tagLst {xml.NAMESPACES}>{items}</p:tagLst>"


def reference(relationship: str) -> str:
    """``p:custDataLst``: where slide or presentation points to its tags."""
    return f'<p:custDataLst><p:tags r:id="{relationship}"/></p:custDataLst>'


@dataclass(frozen=True, slots=True)
class Names:
    """What stands on master and layouts in the deck's language."""

    layouts: LayoutNames
    shapes: ShapeNames
    language: str
    footer: str
    """The deck's footer. LibreOffice forgets the style of an empty one, so there the placeholder's name stands."""

    @property
    def with_gap(self) -> Names:
        """The same with a gap for the footer, where there is one; one that is read from the right stands as it is."""
        return replace(self, footer=GAP) if self.footer and not from_right(self.footer) else self

    @property
    def in_gap(self) -> bytes:
        """What belongs there."""
        return xml.text(self.footer).encode()
