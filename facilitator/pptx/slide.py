"""One canvas as a slide part, with its relationships, its tags, its countdown, and its notes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import relpath
from typing import Literal

from facilitator.canvas.own_layouts import Foot
from facilitator.canvas.shapes import Canvas
from facilitator.pptx import xml
from facilitator.pptx.drawingml import GROUP
from facilitator.pptx.frame import SlideLayout
from facilitator.pptx.notes import notes_xml
from facilitator.pptx.properties import Names, reference, slide_tags
from facilitator.pptx.shapes import draw, placeholder
from facilitator.pptx.slide_context import Media, SlideContext
from facilitator.pptx.text import Look, field_paragraph, prompt
from facilitator.pptx.xml import Relations, rels_name

__all__ = ["Setting", "countdown", "slide_parts"]

_FOLDER = "ppt/slides"
_AT_ONCE = '<p:cond delay="0"/>'
_NOW = f"<p:stCondLst>{_AT_ONCE}</p:stCondLst>"
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
    layouts: Mapping[str, SlideLayout]
    notes_master: str
    levels: str = ""
    """What every text outside placeholders says of its levels."""
    media: Media = field(default_factory=Media)
    prefix: str = ""
    """How the names of the slides' tag parts begin."""


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
    yield f"ppt/tags/{setting.prefix}tag{number}.xml", slide_tags(canvas)
    yield rels_name(name), relations.xml()


def _slide_xml(canvas: Canvas, number: int, relations: Relations, setting: Setting) -> str:
    names = setting.names
    on = SlideContext(names.language, relations, canvas.shapes, setting.slides, setting.media)
    chosen = setting.layouts[canvas.layout]
    on.layout, on.levels = chosen.layout, setting.levels
    drawn = draw(canvas.shapes, on) + _footers(number, chosen, on, names)
    clock = canvas.countdown
    timing = countdown(on.shape(clock.bar).id, clock.minutes, clock.start) if clock else ""
    return (
        f"{xml.HEAD}<p:sld {xml.NAMESPACES}><p:cSld><p:spTree>{GROUP}{drawn}</p:spTree>"
        f"{reference(relations.add('tags', f'../tags/{setting.prefix}tag{number}.xml'))}</p:cSld>"
        f"<p:clrMapOvr>{_colours(chosen)}</p:clrMapOvr>{timing}</p:sld>"
    )


def _colours(layout: SlideLayout) -> str:
    """The colour mapping (ECMA-376 19.3.1.6). PowerPoint says a layout's own again on each of its slides."""
    own = layout.colour_map or {}
    if not set(own) >= set(_NAMES) or not set(own.values()) <= _COLOURS:
        return "<a:masterClrMapping/>"
    names = " ".join(f'{name}="{own[name]}"' for name in _NAMES)
    return f"<a:overrideClrMapping {names}/>"


def _footers(number: int, layout: SlideLayout, on: SlideContext, names: Names) -> str:
    """Footer and slide number, where the layout has them."""
    words, found = names.shapes, ""
    if layout.footer and names.footer:
        shown = prompt(names.footer, on.language, look=_look(layout.footer))
        found += placeholder(next(on.ids), words.footer, layout.footer.kind, shown)
    if layout.number:
        shown = field_paragraph("slidenum", str(number), on.language, _look(layout.number))
        found += placeholder(next(on.ids), words.number, layout.number.kind, shown)
    return found


def _look(foot: Foot) -> Look:
    return Look(foot.size, colour=foot.colour)


def _notes_parts(canvas: Canvas, number: int, setting: Setting) -> Iterator[tuple[str, str]]:
    name = f"ppt/notesSlides/notesSlide{number}.xml"
    relations = Relations()
    relations.add("notesMaster", relpath(setting.notes_master, "ppt/notesSlides"))
    relations.add("slide", f"../slides/slide{number}.xml")
    yield name, notes_xml(canvas.notes, number, setting.names)
    yield rels_name(name), relations.xml()


def _wipe(bar: int, milliseconds: int, node: str) -> str:
    """The effect itself: preset 22 (wipe) from the right, then hidden one millisecond before the end."""
    target = f'<p:tgtEl><p:spTgt spid="{bar}"/></p:tgtEl>'
    return (
        '<p:par><p:cTn id="5" presetID="22" presetClass="exit" presetSubtype="2" fill="hold" grpId="0" '
        f'nodeType="{node}">{_NOW}<p:childTnLst>'
        f'<p:animEffect transition="out" filter="wipe(right)"><p:cBhvr><p:cTn id="6" dur="{milliseconds}"/>{target}'
        "</p:cBhvr></p:animEffect>"
        f'<p:set><p:cBhvr><p:cTn id="7" dur="1" fill="hold"><p:stCondLst><p:cond delay="{milliseconds - 1}"/>'
        f"</p:stCondLst></p:cTn>{target}<p:attrNameLst><p:attrName>style.visibility</p:attrName></p:attrNameLst>"
        '</p:cBhvr><p:to><p:strVal val="hidden"/></p:to></p:set></p:childTnLst></p:cTn></p:par>'
    )


def _nested(effect: str, begin: str) -> str:
    """The two layers of parallel time that PowerPoint puts around every effect."""
    return (
        f'<p:childTnLst><p:par><p:cTn id="3" fill="hold"><p:stCondLst>{begin}</p:stCondLst><p:childTnLst><p:par>'
        f'<p:cTn id="4" fill="hold">{_NOW}<p:childTnLst>{effect}</p:childTnLst></p:cTn></p:par></p:childTnLst></p:cTn>'
        "</p:par></p:childTnLst>"
    )


def _on_click(bar: int, effect: str) -> str:
    """A sequence of its own, begun by a click on the bar: a click anywhere else turns the page and ends nothing."""
    click = f'<p:cond evt="onClick" delay="0"><p:tgtEl><p:spTgt spid="{bar}"/></p:tgtEl></p:cond>'
    return (
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" restart="whenNotActive" fill="hold" '
        f'evtFilter="cancelBubble" nodeType="interactiveSeq"><p:stCondLst>{click}</p:stCondLst>'
        '<p:endSync evt="end" delay="0"><p:rtn val="all"/></p:endSync>'
        f"{_nested(effect, _AT_ONCE)}</p:cTn><p:nextCondLst>{click}</p:nextCondLst></p:seq>"
    )


def _with_slide(effect: str) -> str:
    """The slide's main sequence, begun when the slide is shown."""
    begin = '<p:cond delay="indefinite"/><p:cond evt="onBegin" delay="0"><p:tn val="2"/></p:cond>'
    slide = "<p:tgtEl><p:sldTgt/></p:tgtEl>"
    return (
        '<p:seq concurrent="1" nextAc="seek"><p:cTn id="2" dur="indefinite" nodeType="mainSeq">'
        f'{_nested(effect, begin)}</p:cTn><p:prevCondLst><p:cond evt="onPrev" delay="0">{slide}</p:cond>'
        f'</p:prevCondLst><p:nextCondLst><p:cond evt="onNext" delay="0">{slide}</p:cond></p:nextCondLst></p:seq>'
    )


def countdown(bar: int, minutes: int, start: Literal["click", "slide"]) -> str:
    """``p:timing`` of a slide whose shape with id ``bar`` drains from right to left in ``minutes``."""
    milliseconds = minutes * 60_000
    if start == "click":
        sequence = _on_click(bar, _wipe(bar, milliseconds, "clickEffect"))
    else:
        sequence = _with_slide(_wipe(bar, milliseconds, "withEffect"))
    return (
        '<p:timing><p:tnLst><p:par><p:cTn id="1" dur="indefinite" restart="never" nodeType="tmRoot"><p:childTnLst>'
        f"{sequence}</p:childTnLst></p:cTn></p:par></p:tnLst>"
        f'<p:bldLst><p:bldP spid="{bar}" grpId="0" animBg="1"/></p:bldLst></p:timing>'
    )
