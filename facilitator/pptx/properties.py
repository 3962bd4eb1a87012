"""What the file says about itself: title, author, subject, language."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.pptx import xml

__all__ = ["Properties", "application_xml", "core_xml"]

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


def core_xml(properties: Properties) -> str:
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


def application_xml(slides: int, notes: int, hidden: int = 0) -> str:
    """``docProps/app.xml`` (ECMA-376 part 1, 22.2): how many slides there are, with notes, and hidden."""
    hidden_slides = f"<HiddenSlides>{hidden}</HiddenSlides>" if hidden else ""
    return (
        f'{xml.HEAD}<Properties xmlns="{_EXTENDED}"><TotalTime>0</TotalTime><Application>Facilitator</Application>'
        f"<PresentationFormat>Widescreen</PresentationFormat><Slides>{slides}</Slides><Notes>{notes}</Notes>"
        f"{hidden_slides}</Properties>"
    )
