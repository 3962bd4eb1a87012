"""The whole file: presentation, content types, and the list of everything that is in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from facilitator.canvas.design import HEIGHT, WIDTH
from facilitator.canvas.shapes import Canvas
from facilitator.canvas.style import Style
from facilitator.pptx import notes, xml
from facilitator.pptx.archive import archive, deflated, stored
from facilitator.pptx.own_parts import FIRST_LAYOUT_ID, OURS, template
from facilitator.pptx.properties import (
    DECK_TAG,
    FIRST_SLIDE_ID,
    Properties,
    application_xml,
    core_xml,
    reference,
    sections_xml,
    tags_xml,
)
from facilitator.pptx.slide import Setting, slide_parts
from facilitator.pptx.slide_context import Media, Names
from facilitator.pptx.text import plain_levels
from facilitator.pptx.xml import Relations

__all__ = ["content_types", "slide_members", "write_deck"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = {
    "ppt/presentation.xml": f"{_OFFICE}.presentationml.presentation.main+xml",
    "ppt/presProps.xml": f"{_OFFICE}.presentationml.presProps+xml",
    "ppt/viewProps.xml": f"{_OFFICE}.presentationml.viewProps+xml",
    "ppt/tableStyles.xml": f"{_OFFICE}.presentationml.tableStyles+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_OFFICE}.extended-properties+xml",
}
_FOLDER_TYPES = {
    "ppt/slides": f"{_OFFICE}.presentationml.slide+xml",
    "ppt/slideLayouts": f"{_OFFICE}.presentationml.slideLayout+xml",
    "ppt/slideMasters": f"{_OFFICE}.presentationml.slideMaster+xml",
    "ppt/notesSlides": f"{_OFFICE}.presentationml.notesSlide+xml",
    "ppt/notesMasters": f"{_OFFICE}.presentationml.notesMaster+xml",
    "ppt/tags": f"{_OFFICE}.presentationml.tags+xml",
    "ppt/theme": f"{_OFFICE}.theme+xml",
}
_EXTENSIONS = {
    "jpeg": "image/jpeg",
    "png": "image/png",
    "rels": "application/vnd.openxmlformats-package.relationships+xml",
    "xml": "application/xml",
}


def write_deck(canvases: Sequence[Canvas], style: Style, properties: Properties, footer: str = "") -> bytes:
    """The .pptx file. The same input gives the same bytes.

    Args:
        canvases: the slides in order; their ids are unique.
        style: theme and terms.
        properties: what the file says about itself.
        footer: at the foot of every slide; empty for none.

    Raises:
        ValueError: the canvases do not fit together (an unknown layout, link, key, or placeholder; an id twice).
    """
    names = Names(style.terms.layouts, style.terms.shapes, properties.language, footer)
    media = Media()
    slides = {canvas.id: f"slide{number}.xml" for number, canvas in enumerate(canvases, 1)}
    members = [*template(style.theme, names)]
    members += [
        deflated(name, content) for name, content in slide_members(canvases, Setting(names, slides, media, OURS))
    ]
    members += [deflated(name, content) for name, content in _presentation(canvases, properties)]
    members += [stored(f"ppt/media/{name}", blob) for name, blob in media.items()]
    types = deflated("[Content_Types].xml", content_types(member.name for member in members))
    return archive((types, *members))


def slide_members(canvases: Sequence[Canvas], setting: Setting) -> Iterator[tuple[str, str]]:
    """Names and contents of the parts of our slides.

    Raises:
        ValueError: two slides have the same id, or one does not fit together.
    """
    if len(setting.slides) < len(canvases):
        raise ValueError("two slides have the same id")
    for number, canvas in enumerate(canvases, setting.first):
        yield from slide_parts(canvas, number, setting)


def _presentation(canvases: Sequence[Canvas], properties: Properties) -> Iterator[tuple[str, str]]:
    """The parts that know how many slides there are."""
    root, relations = Relations(), Relations()
    root.add("officeDocument", "ppt/presentation.xml")
    root.add(f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml")
    root.add("extended-properties", "docProps/app.xml")
    yield "_rels/.rels", root.xml()
    yield "ppt/presentation.xml", _presentation_xml(canvases, properties, relations)
    for kind, target in (
        ("presProps", "presProps"),
        ("viewProps", "viewProps"),
        ("theme", "theme/theme1"),
        ("tableStyles", "tableStyles"),
    ):
        relations.add(kind, f"{target}.xml")
    yield "ppt/_rels/presentation.xml.rels", relations.xml()
    yield "ppt/tags/deck.xml", tags_xml(((DECK_TAG, properties.deck_id),))
    yield "docProps/core.xml", core_xml(properties)
    yield "docProps/app.xml", application_xml(len(canvases), sum(1 for canvas in canvases if canvas.notes))


def _presentation_xml(canvases: Sequence[Canvas], properties: Properties, relations: Relations) -> str:
    """``p:presentation``; the order of its children is the schema's (ECMA-376 19.2.1.26)."""
    master = relations.add("slideMaster", "slideMasters/slideMaster1.xml")
    notes_master = relations.add("notesMaster", "notesMasters/notesMaster1.xml")
    slides = "".join(
        f'<p:sldId id="{FIRST_SLIDE_ID + n}" r:id="{relations.add("slide", f"slides/slide{n + 1}.xml")}"/>'
        for n in range(len(canvases))
    )
    return (
        f'{xml.HEAD}<p:presentation {xml.NAMESPACES} saveSubsetFonts="1" autoCompressPictures="0"><p:sldMasterIdLst>'
        f'<p:sldMasterId id="{FIRST_LAYOUT_ID - 1}" r:id="{master}"/></p:sldMasterIdLst><p:notesMasterIdLst>'
        f'<p:notesMasterId r:id="{notes_master}"/></p:notesMasterIdLst><p:sldIdLst>{slides}</p:sldIdLst>'
        f'<p:sldSz cx="{WIDTH}" cy="{HEIGHT}"/><p:notesSz cx="{notes.WIDTH}" cy="{notes.HEIGHT}"/>'
        f"{reference(relations.add('tags', 'tags/deck.xml'))}"
        f"<p:defaultTextStyle>{plain_levels(properties.language, 18)}</p:defaultTextStyle>"
        f"{sections_xml(canvases, properties.deck_id)}</p:presentation>"
    )


def content_types(names: Iterable[str], known: Mapping[str, str] | None = None) -> str:
    """What kind of content each part is: pictures and relationships by their extension, the rest by name.

    ``known`` are types of parts that are not ours.
    """
    overrides, extensions = [], {"rels", "xml"}
    for name in names:
        folder, _, file = name.rpartition("/")
        kind = (known or {}).get(name) or _TYPES.get(name) or _FOLDER_TYPES.get(folder)
        if kind:
            overrides.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
        else:
            extensions.add(file.rpartition(".")[2])
    defaults = "".join(f'<Default Extension="{e}" ContentType="{_EXTENSIONS[e]}"/>' for e in sorted(extensions))
    return f'{xml.HEAD}<Types xmlns="{_PACKAGE}/content-types">{defaults}{"".join(overrides)}</Types>'
