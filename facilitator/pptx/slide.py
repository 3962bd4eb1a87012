"""One canvas as a slide part, with its relationships, its tags, and its notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from facilitator.canvas.design import LAYOUTS
from facilitator.canvas.shapes import Canvas
from facilitator.pptx import xml
from facilitator.pptx.drawing import Drawing, known_shapes
from facilitator.pptx.master import GROUP, Names
from facilitator.pptx.media import Media
from facilitator.pptx.notes import notes_xml
from facilitator.pptx.placeholders import FOOTER_KIND, NUMBER_KIND, placeholder, prompt
from facilitator.pptx.relations import Relations, rels_name
from facilitator.pptx.shapes import draw
from facilitator.pptx.tags import SLIDE_TAG, reference, tags_xml
from facilitator.pptx.text import field
from facilitator.pptx.timing import countdown

__all__ = ["Setting", "slide_parts"]

_LAYOUT_NUMBERS = {name: number for number, name in enumerate(LAYOUTS, 1)}


@dataclass(frozen=True, slots=True)
class Setting:
    """What all the slides of a deck share while they are written."""

    names: Names
    slides: Mapping[str, str]
    """Slide id to the name of its part."""
    media: Media


def slide_parts(canvas: Canvas, number: int, setting: Setting) -> Iterator[tuple[str, str]]:
    """Names and contents of the parts of slide ``number`` (from 1).

    Raises:
        ValueError: an unknown layout, link, key, or placeholder.
    """
    if canvas.layout not in LAYOUTS:
        raise ValueError(f"slide “{canvas.id}” has the unknown layout “{canvas.layout}”")
    name = f"ppt/slides/slide{number}.xml"
    relations = Relations()
    relations.add("slideLayout", f"../slideLayouts/slideLayout{_LAYOUT_NUMBERS[canvas.layout]}.xml")
    yield name, _slide_xml(canvas, number, relations, setting)
    if canvas.notes:
        relations.add("notesSlide", f"../notesSlides/notesSlide{number}.xml")
        yield from _notes_parts(canvas, number, setting.names)
    yield f"ppt/tags/tag{number}.xml", tags_xml(((SLIDE_TAG, canvas.id), *canvas.tags))
    yield rels_name(name), relations.xml()


def _slide_xml(canvas: Canvas, number: int, relations: Relations, setting: Setting) -> str:
    names = setting.names
    on = Drawing(names.language, relations, known_shapes(canvas.shapes), setting.slides, setting.media)
    on.layout = LAYOUTS[canvas.layout]
    drawn = draw(canvas.shapes, on) + _footers(number, on, names)
    clock = canvas.countdown
    timing = countdown(on.shape(clock.bar).id, clock.minutes, clock.start) if clock else ""
    return (
        f"{xml.HEAD}<p:sld {xml.NAMESPACES}><p:cSld><p:spTree>{GROUP}{drawn}</p:spTree>"
        f"{reference(relations.add('tags', f'../tags/tag{number}.xml'))}</p:cSld>"
        f"<p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr>{timing}</p:sld>"
    )


def _footers(number: int, on: Drawing, names: Names) -> str:
    """Footer and slide number, where the layout has them."""
    if on.layout is None or not on.layout.footer:
        return ""
    words = names.shapes
    text = (
        placeholder(next(on.ids), words.footer, FOOTER_KIND, prompt(names.footer, on.language)) if names.footer else ""
    )
    shown = field("slidenum", str(number), on.language)
    return text + placeholder(next(on.ids), words.number, NUMBER_KIND, shown)


def _notes_parts(canvas: Canvas, number: int, names: Names) -> Iterator[tuple[str, str]]:
    name = f"ppt/notesSlides/notesSlide{number}.xml"
    relations = Relations()
    relations.add("notesMaster", "../notesMasters/notesMaster1.xml")
    relations.add("slide", f"../slides/slide{number}.xml")
    yield name, notes_xml(canvas.notes, number, names)
    yield rels_name(name), relations.xml()
