"""The writer of decks: slides, notes, media, and what tells about the file, put into what a template gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from posixpath import relpath
from typing import Literal

from facilitator.canvas.own_layouts import Foot
from facilitator.canvas.shapes import Canvas, Picture, walked
from facilitator.canvas.text import Style
from facilitator.kept import Kept, print_of
from facilitator.pptx import xml
from facilitator.pptx.archive import Gapped, Member, archive, deflated, gapped, packed
from facilitator.pptx.frame import DeckTemplate, Frame, KeptSlides, SlideLayout, Whole
from facilitator.pptx.memory import Parts, remembering
from facilitator.pptx.notes import notes_xml
from facilitator.pptx.properties import (
    FIRST_SLIDE_ID,
    Counts,
    Names,
    Properties,
    about,
    our_sections,
    reference,
    section_list,
    slide_tags,
)
from facilitator.pptx.shapes import Media, SlideContext, draw, placeholder
from facilitator.pptx.text import Look, field_paragraph, prompt
from facilitator.pptx.xml import GROUP, HEAD, Relations, rels_name

__all__ = ["countdown", "write_deck"]

_FOLDER = "ppt/slides"
_AT_ONCE = '<p:cond delay="0"/>'
_NOW = f"<p:stCondLst>{_AT_ONCE}</p:stCondLst>"
_ACCENTS = ("accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink")
_NAMES = ("bg1", "tx1", "bg2", "tx2", *_ACCENTS)
_COLOURS = frozenset(["dk1", "lt1", "dk2", "lt2", *_ACCENTS])
"""ST_ColorSchemeIndex (ECMA-376 20.1.10.14)."""


@dataclass(frozen=True, slots=True)
class _Setting:
    """What all the slides of a deck share while they are written."""

    names: Names
    slides: Mapping[str, str]
    """Slide id to the name of its part."""
    layouts: Mapping[str, SlideLayout]
    notes_master: str
    levels: str
    """What every text outside placeholders says of its levels."""
    media: Media
    prefix: str
    """How the names of the slides' tag parts begin."""


def _slide_parts(canvas: Canvas, number: int, setting: _Setting) -> Iterator[tuple[str, str]]:
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


def _slide_xml(canvas: Canvas, number: int, relations: Relations, setting: _Setting) -> str:
    names = setting.names
    on = SlideContext(names.language, relations, canvas.shapes, setting.slides, setting.media)
    chosen = setting.layouts[canvas.layout]
    on.layout, on.levels = chosen.layout, setting.levels
    drawn = draw(canvas.shapes, on) + ("" if canvas.bare else _footers(number, chosen, on, names))
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


def _notes_parts(canvas: Canvas, number: int, setting: _Setting) -> Iterator[tuple[str, str]]:
    name = f"ppt/notesSlides/notesSlide{number}.xml"
    relations = Relations()
    relations.add("notesMaster", relpath(setting.notes_master, "ppt/notesSlides"))
    relations.add("slide", f"../slides/slide{number}.xml")
    yield name, notes_xml(canvas.notes, number, setting.names, relations)
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
    *,
    remembers: bool = False,
) -> bytes:
    """The deck as a file. The same input gives the same bytes.

    Args:
        template: what it is made on.
        canvases: the slides in order, drawn in the template's style; their ids are unique.
        style: theme and terms.
        properties: what the file says about itself.
        footers: the first of them that has room stands at the foot of every slide.
        remembers: it knows how it was written, so that a later build sees what a person has changed.

    Raises:
        Problems: a part of the template is damaged.
        ValueError: the canvases do not fit together (an unknown layout, link, key, or placeholder; an id twice).
    """
    suited = [template.suited(canvas, style) for canvas in canvases]
    names = Names(style.terms.layouts, style.terms.shapes, properties.language, template.footer(footers, style))
    frame = template.frame(canvases, names, style.theme)
    whole = _whole(suited, frame, properties, style.terms.from_template)
    media = Media(f"{_prefix(frame)}image")
    fixed, slides = tuple(frame.members()), [*_slides(suited, frame, names, media)]
    around = [_around(*part) for part in frame.around(whole)]
    pictures = [packed(f"ppt/media/{name}", blob) for name, blob in media.items()]
    listed = (*fixed, *chain.from_iterable(slides), *around, *pictures)
    types = _content_types(tuple([one.name for one in listed]), tuple(frame.types.items()))
    parts, words = Parts(types, fixed, slides, around, pictures), names.in_gap
    return archive(remembering(parts, words, whole.tags) if remembers else parts.filled(words))


def _prefix(frame: Frame) -> str:
    """How the names of parts of ours begin that might be called as one of the file's."""
    return frame.mine and f"{frame.mine}-"


def _slides(
    canvases: Sequence[Canvas], frame: Frame, names: Names, media: Media
) -> Iterator[tuple[Member | Gapped, ...]]:
    """The parts of each slide; pictures are added to ``media``."""
    prefix, first = _prefix(frame), len(frame.kept.before) + 1
    slides = {canvas.id: f"slide{number}.xml" for number, canvas in enumerate(canvases, first)}
    if len(slides) < len(canvases):
        raise ValueError("two slides have the same id")
    setting = _Setting(names.with_gap, slides, frame.layouts, frame.notes_master, frame.levels, media, prefix)
    around = print_of(names.with_gap, tuple(slides.items()), frame.layouts, frame.notes_master, frame.levels, prefix)
    for number, canvas in enumerate(canvases, first):
        yield _packed_slide(canvas, number, setting, around)


_PACKED: Kept[tuple[Member | Gapped, ...]] = Kept(500)
"""Most slides of one group are those of the next, but for the footer."""


def _packed_slide(canvas: Canvas, number: int, setting: _Setting, around: str) -> tuple[Member | Gapped, ...]:
    """The parts of a slide, compressed; ``around`` is the fingerprint of all that there is besides the canvas."""

    def make() -> tuple[Member | Gapped, ...]:
        return tuple(gapped(*part) for part in _slide_parts(canvas, number, setting))

    def alike() -> tuple[Member | Gapped, ...]:
        """Nothing where there are pictures: how they are called depends on those of the slides before."""
        return () if any(isinstance(one, Picture) for one in walked(canvas.shapes)) else make()

    return (canvas.made_of and _PACKED.of((canvas.made_of, number, around), alike)) or make()


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


_around = lru_cache(maxsize=64)(deflated)
"""What is said of all slides is mostly the same for the next group."""


@lru_cache(maxsize=8)
def _content_types(names: tuple[str, ...], known: tuple[tuple[str, str], ...]) -> Member:
    """What kind of content each part is: pictures and relationships by their extension, the rest by name.

    ``known`` are types of parts that are not ours.
    """
    theirs = dict(known)
    overrides, extensions = [], {"rels", "xml"}
    for name in names:
        folder, _, file = name.rpartition("/")
        kind = theirs.get(name) or _TYPES.get(name) or _FOLDER_TYPES.get(folder)
        if kind:
            overrides.append(f'<Override PartName="/{name}" ContentType="{kind}"/>')
        else:
            extensions.add(file.rpartition(".")[2])
    defaults = "".join(f'<Default Extension="{e}" ContentType="{_EXTENSIONS[e]}"/>' for e in sorted(extensions))
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    text = f'{HEAD}<Types xmlns="{types}">{defaults}{"".join(overrides)}</Types>'
    return deflated("[Content_Types].xml", text)
