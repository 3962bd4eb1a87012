"""One canvas as a slide part, with its relationships, its tags, and its notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import relpath

from facilitator.canvas.shapes import Canvas
from facilitator.pptx import xml
from facilitator.pptx.drawing import Drawing, known_shapes
from facilitator.pptx.layouts import OURS, SlideLayout
from facilitator.pptx.master import GROUP, Names
from facilitator.pptx.media import Media
from facilitator.pptx.notes import notes_xml
from facilitator.pptx.placeholders import placeholder, prompt
from facilitator.pptx.relations import Relations, rels_name
from facilitator.pptx.shapes import draw
from facilitator.pptx.tags import SLIDE_TAG, reference, tags_xml
from facilitator.pptx.text import field as text_field
from facilitator.pptx.timing import countdown

__all__ = ["Setting", "slide_parts"]

_FOLDER = "ppt/slides"
_NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"

_ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
_NAMES = ("bg1", "tx1", "bg2", "tx2", *_ACCENTS)
_COLOURS = frozenset(["dk1", "lt1", "dk2", "lt2", *_ACCENTS])
"""ST_ColorSchemeIndex (ECMA-376 20.1.10.14)."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all the slides of a deck share while they are written."""

    names: Names
    slides: Mapping[str, str]
    """Slide id to the name of its part."""
    media: Media
    layouts: Mapping[str, SlideLayout] = field(default_factory=lambda: OURS)
    notes_master: str = _NOTES_MASTER
    tag: str = "tag"
    """How the names of the slides' tag parts begin."""
    first: int = 1
    """The number of the first slide."""
    levels: str = ""
    """What every text outside placeholders says of its levels."""


def slide_parts(canvas: Canvas, number: int, setting: Setting) -> Iterator[tuple[str, str]]:
    """Names and contents of the parts of slide ``number`` (from 1).

    Raises:
        ValueError: an unknown layout, link, key, or placeholder.
    """
    if canvas.layout not in setting.layouts:
        raise ValueError(f"slide “{canvas.id}” has the unknown layout “{canvas.layout}”")
    name = f"ppt/slides/slide{number}.xml"
    relations = Relations()
    relations.add("slideLayout", relpath(setting.layouts[canvas.layout].part, _FOLDER))
    yield name, _slide_xml(canvas, number, relations, setting)
    if canvas.notes:
        relations.add("notesSlide", f"../notesSlides/notesSlide{number}.xml")
        yield from _notes_parts(canvas, number, setting)
    yield f"ppt/tags/{setting.tag}{number}.xml", tags_xml(((SLIDE_TAG, canvas.id), *canvas.tags))
    yield rels_name(name), relations.xml()


def _slide_xml(canvas: Canvas, number: int, relations: Relations, setting: Setting) -> str:
    names = setting.names
    on = Drawing(names.language, relations, known_shapes(canvas.shapes), setting.slides, setting.media)
    chosen = setting.layouts[canvas.layout]
    on.layout, on.levels = chosen.layout, setting.levels
    drawn = draw(canvas.shapes, on) + _footers(number, chosen, on, names)
    clock = canvas.countdown
    timing = countdown(on.shape(clock.bar).id, clock.minutes, clock.start) if clock else ""
    return (
        f"{xml.HEAD}<p:sld {xml.NAMESPACES}><p:cSld><p:spTree>{GROUP}{drawn}</p:spTree>"
        f"{reference(relations.add('tags', f'../tags/{setting.tag}{number}.xml'))}</p:cSld>"
        f"<p:clrMapOvr>{_colours(chosen)}</p:clrMapOvr>{timing}</p:sld>"
    )


def _colours(layout: SlideLayout) -> str:
    """The colour mapping (ECMA-376 19.3.1.6). PowerPoint says a layout's own again on each of its slides."""
    own = layout.colour_map or {}
    if not set(own) >= set(_NAMES) or not set(own.values()) <= _COLOURS:
        return "<a:masterClrMapping/>"
    names = " ".join(f'{name}="{own[name]}"' for name in _NAMES)
    return f"<a:overrideClrMapping {names}/>"


def _footers(number: int, layout: SlideLayout, on: Drawing, names: Names) -> str:
    """Footer and slide number, where the layout has them."""
    words, found = names.shapes, ""
    if layout.footer and names.footer:
        shown = prompt(names.footer, on.language, look=layout.footer_look)
        found += placeholder(next(on.ids), words.footer, layout.footer, shown)
    if layout.number:
        shown = text_field("slidenum", str(number), on.language, layout.number_look)
        found += placeholder(next(on.ids), words.number, layout.number, shown)
    return found


def _notes_parts(canvas: Canvas, number: int, setting: Setting) -> Iterator[tuple[str, str]]:
    name = f"ppt/notesSlides/notesSlide{number}.xml"
    relations = Relations()
    relations.add("notesMaster", relpath(setting.notes_master, "ppt/notesSlides"))
    relations.add("slide", f"../slides/slide{number}.xml")
    yield name, notes_xml(canvas.notes, number, setting.names)
    yield rels_name(name), relations.xml()
