"""The writer of decks: slides, notes, media, and what tells about the file, put into what a template gives."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from facilitator.canvas.shapes import Canvas
from facilitator.canvas.style import Style
from facilitator.pptx.archive import Member, archive, deflated, packed
from facilitator.pptx.frame import DeckTemplate, Frame, KeptSlides, Whole
from facilitator.pptx.properties import FIRST_SLIDE_ID, Counts, Names, Properties, about, our_sections, section_list
from facilitator.pptx.slide import Setting, slide_parts
from facilitator.pptx.slide_context import Media
from facilitator.pptx.xml import HEAD

__all__ = ["write_deck"]

_OFFICE = "application/vnd.openxmlformats-officedocument"
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


def write_deck(
    template: DeckTemplate,
    canvases: Sequence[Canvas],
    style: Style,
    properties: Properties,
    footers: Sequence[str] = (),
) -> bytes:
    """The deck as a file. The same input gives the same bytes.

    Args:
        template: what it is made on.
        canvases: the slides in order, drawn in the template's style; their ids are unique.
        style: theme and terms.
        properties: what the file says about itself.
        footers: the first of them that has room stands at the foot of every slide.

    Raises:
        Problems: a part of the template is damaged.
        ValueError: the canvases do not fit together (an unknown layout, link, key, or placeholder; an id twice).
    """
    suited = [template.suited(canvas, style) for canvas in canvases]
    names = Names(style.terms.layouts, style.terms.shapes, properties.language, template.footer(footers, style))
    frame = template.frame(len(canvases), names, style.theme)
    whole = _whole(suited, frame, properties, style.terms.from_template)
    members = [*_members(suited, frame, names, whole)]
    types = _content_types((member.name for member in members), frame.types)
    return archive((deflated("[Content_Types].xml", types), *members))


def _members(canvases: Sequence[Canvas], frame: Frame, names: Names, whole: Whole) -> Iterator[Member]:
    """Everything in the file but the list of its content types."""
    yield from frame.members()
    prefix, first = frame.mine and f"{frame.mine}-", len(frame.kept.before) + 1
    slides = {canvas.id: f"slide{number}.xml" for number, canvas in enumerate(canvases, first)}
    if len(slides) < len(canvases):
        raise ValueError("two slides have the same id")
    setting = Setting(names, slides, frame.layouts, frame.notes_master, frame.levels, Media(f"{prefix}image"), prefix)
    for number, canvas in enumerate(canvases, first):
        yield from (deflated(*part) for part in slide_parts(canvas, number, setting))
    yield from (deflated(*part) for part in frame.around(whole))
    yield from (packed(f"ppt/media/{name}", blob) for name, blob in setting.media.items())


def _whole(canvases: Sequence[Canvas], frame: Frame, properties: Properties, from_template: str) -> Whole:
    """What is told of all slides; ``from_template`` is the name of a section of kept slides that are in none."""
    kept, tags = frame.kept, f"ppt/tags/{frame.mine or 'deck'}.xml"
    ours = range(FIRST_SLIDE_ID, FIRST_SLIDE_ID + len(canvases))
    ids = [*(slide.id for slide in kept.before), *ours, *(slide.id for slide in kept.behind)]
    notes = sum(bool(canvas.notes) for canvas in canvases) + sum(slide.notes for slide in kept.all)
    counts = Counts(len(ids), notes, sum(slide.hidden for slide in kept.all))
    sections = _sections(canvases, kept, properties.deck_id, from_template)
    return Whole(ids, sections, tags, tuple(about(properties, counts, tags)))


def _sections(canvases: Sequence[Canvas], kept: KeptSlides, deck: str, from_template: str) -> str:
    """Those of the template's slides around ours; nothing where no slide names one."""
    if not any(slide.section for slide in kept.all) and not any(canvas.section for canvas in canvases):
        return ""
    before, behind = kept.sections(from_template, deck)
    return section_list([*before, *our_sections(canvases, deck), *behind])


def _content_types(names: Iterable[str], known: Mapping[str, str]) -> str:
    """What kind of content each part is: pictures and relationships by their extension, the rest by name.

    ``known`` are types of parts that are not ours.
    """
    overrides, extensions = [], {"rels", "xml"}
    for name in names:
        folder, _, file = name.rpartition("/")
        kind = known.get(name) or _TYPES.get(name) or _FOLDER_TYPES.get(folder)
        if kind:
            overrides.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
        else:
            extensions.add(file.rpartition(".")[2])
    defaults = "".join(f'<Default Extension="{e}" ContentType="{_EXTENSIONS[e]}"/>' for e in sorted(extensions))
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    return f'{HEAD}<Types xmlns="{types}">{defaults}{"".join(overrides)}</Types>'
