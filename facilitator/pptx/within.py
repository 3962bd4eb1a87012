"""A deck within somebody's own file: masters, layouts, and themes stay as they are, the slides are ours.

Its own slides may come along, before ours or behind them. Only what the presentation still leads to is taken; document
properties, thumbnails, comments, and custom XML stay behind, and with them whatever they say about whoever made the
template.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from posixpath import dirname, relpath

from lxml import etree

from facilitator.canvas.shapes import Canvas
from facilitator.canvas.style import Style
from facilitator.content.base import Keeping
from facilitator.office import Package
from facilitator.pptx import xml
from facilitator.pptx.archive import archive, deflated, stored
from facilitator.pptx.kept_parts import Carrying
from facilitator.pptx.kept_slides import Guests, guests_of
from facilitator.pptx.notes import notes_master_xml
from facilitator.pptx.own_parts import theme_xml
from facilitator.pptx.package import content_types, slide_members
from facilitator.pptx.properties import (
    DECK_TAG,
    FIRST_SLIDE_ID,
    Properties,
    application_xml,
    core_xml,
    our_sections,
    reference,
    section_list,
    tags_xml,
)
from facilitator.pptx.slide import Setting
from facilitator.pptx.slide_context import Media, Names, SlideLayout
from facilitator.pptx.text import free_levels
from facilitator.pptx.xml import Relations, rels_name

__all__ = ["Frame", "write_within"]

_NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"
_NOTES_MASTER_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_R = xml.RELATIONSHIPS
_DROPPED = ("sldIdLst", "custShowLst", "custDataLst", "modifyVerifier")
_BEHIND_SLIDES = ("sldSz", "notesSz", "smartTags", "embeddedFontLst", "photoAlbum", "kinsoku", "defaultTextStyle")
_BEHIND_TAGS = ("kinsoku", "defaultTextStyle", "extLst")
"""Children of ``p:presentation`` that come after (ECMA-376 19.2.1.26)."""
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"


@dataclass(frozen=True)
class Frame:
    """Somebody's file, which of its layouts serve ours, and what else of it is kept."""

    package: Package
    layouts: Mapping[str, SlideLayout]
    """By the names that canvases use."""
    macros: bool = False
    """Keep them: the deck is to be a .pptm."""
    slides: Keeping = "drop"


def write_within(
    frame: Frame, canvases: Sequence[Canvas], style: Style, properties: Properties, footer: str = ""
) -> bytes:
    """The deck as a file. The same input gives the same bytes.

    Raises:
        Problems: a part of the template is damaged.
        ValueError: the canvases do not fit together.
    """
    return _Writer(frame, canvases, style, properties, footer).file()


@dataclass(frozen=True)
class _Writer:
    frame: Frame
    canvases: Sequence[Canvas]
    style: Style
    properties: Properties
    footer: str

    def file(self) -> bytes:
        carried, media = self.carried, Media(f"{self.carried.mine}-image")
        names = Names(self.style.terms.layouts, self.style.terms.shapes, self.properties.language, self.footer)
        ours = [*slide_members(self.canvases, self._setting(names, media)), *self._presentation()]
        if self.notes_master is None:
            ours += [*self._notes_master(names)]
        members = [*carried.members()]
        members += [deflated(name, content) for name, content in ours]
        members += [stored(f"ppt/media/{name}", blob) for name, blob in media.items()]
        types = content_types((member.name for member in members), self._types())
        return archive((deflated("[Content_Types].xml", types), *members))

    @cached_property
    def guests(self) -> Guests:
        return guests_of(self.frame.package, self.frame.slides, len(self.canvases))

    @cached_property
    def carried(self) -> Carrying:
        numbers = self.guests.numbers(len(self.canvases))
        return Carrying(self.frame.package, numbers, self.guests.moved, self.frame.macros)

    @cached_property
    def notes_master(self) -> str | None:
        """The template's own, listed or only reached from a notes page."""
        listed = self.frame.package.first("notesMaster", self.frame.package.main)
        if listed is not None:
            return self.carried.names[listed]
        return next((name for name, kind in self.carried.types.items() if kind == _NOTES_MASTER_TYPE), None)

    def _setting(self, names: Names, media: Media) -> Setting:
        first, carried = len(self.guests.before) + 1, self.carried
        layouts = self.frame.layouts.items()
        return Setting(
            names,
            {canvas.id: f"slide{number}.xml" for number, canvas in enumerate(self.canvases, first)},
            media,
            {kind: replace(one, part=carried.names[one.part]) for kind, one in layouts},
            self.notes_master or _NOTES_MASTER,
            f"{carried.mine}-tag",
            first,
            free_levels(names.language),
        )

    def _types(self) -> dict[str, str]:
        """Content types of the template's parts, and of the presentation."""
        kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
        macros = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
        return self.carried.types | {self.frame.package.main: macros if self.frame.macros else kind}

    def _notes_master(self, names: Names) -> Iterator[tuple[str, str]]:
        theme = f"ppt/theme/{self.carried.mine}Notes.xml"
        relations = Relations()
        relations.add("theme", relpath(theme, dirname(_NOTES_MASTER)))
        yield _NOTES_MASTER, notes_master_xml(names)
        yield rels_name(_NOTES_MASTER), relations.xml()
        yield theme, theme_xml(self.style.theme)

    def _presentation(self) -> Iterator[tuple[str, str]]:
        """The template's presentation with our slides, and what says what the file is."""
        main, mine = self.frame.package.main, self.carried.mine
        root = self.frame.package.xml(main)
        relations = _Continued(self.carried, dirname(main))
        for tag in _DROPPED:
            for element in root.findall(f"{{{_P}}}{tag}"):
                root.remove(element)
        for element in root.findall(f"{{{_P}}}extLst/{{{_P}}}ext[@uri='{_SECTIONS}']"):
            element.getparent().remove(element)
        if self.frame.package.first("notesMaster", main) is None:
            made = f'<p:notesMasterId r:id="{relations.add("notesMaster", self.notes_master or _NOTES_MASTER)}"/>'
            _insert(root, f"<p:notesMasterIdLst>{made}</p:notesMasterIdLst>", ("handoutMasterIdLst", *_BEHIND_SLIDES))
        ids = (
            f'<p:sldId id="{slide}" r:id="{relations.add("slide", f"ppt/slides/slide{number}.xml")}"/>'
            for number, slide in enumerate(self._slide_ids(), 1)
        )
        _insert(root, f"<p:sldIdLst>{''.join(ids)}</p:sldIdLst>", _BEHIND_SLIDES)
        _insert(root, reference(relations.add("tags", f"ppt/tags/{mine}.xml")), _BEHIND_TAGS)
        _add_sections(root, self._sections())
        yield main, xml.HEAD + etree.tostring(root, encoding="unicode")
        yield rels_name(main), relations.xml()
        yield f"ppt/tags/{mine}.xml", tags_xml(((DECK_TAG, self.properties.deck_id),))
        yield "docProps/core.xml", core_xml(self.properties)
        yield "docProps/app.xml", self._application()
        yield "_rels/.rels", _root_relations(main)

    def _slide_ids(self) -> list[int]:
        """The ids of all slides in order."""
        ours = range(FIRST_SLIDE_ID, FIRST_SLIDE_ID + len(self.canvases))
        return [*(one.id for one in self.guests.before), *ours, *(one.id for one in self.guests.behind)]

    def _sections(self) -> str:
        """Those of the template's slides around ours; nothing where no slide names one."""
        theirs = any(one.section for one in self.guests.all)
        if not theirs and not any(canvas.section for canvas in self.canvases):
            return ""
        deck = self.properties.deck_id
        before, behind = self.guests.sections(self.style.terms.from_template, deck)
        return section_list([*before, *our_sections(self.canvases, deck), *behind])

    def _application(self) -> str:
        guests = self.guests.all
        notes = sum(bool(canvas.notes) for canvas in self.canvases) + sum(one.notes for one in guests)
        return application_xml(len(self.canvases) + len(guests), notes, sum(one.hidden for one in guests))


class _Continued:
    """The relationships of the template's presentation, and new ones behind them."""

    def __init__(self, carried: Carrying, folder: str) -> None:
        self._folder, self._mine = folder or ".", carried.mine
        self._kept = [
            (one.id, one.type, one.target if one.external else carried.names.get(one.target, one.target), one.external)
            for one in carried.relations
        ]
        self._new: dict[tuple[str, str], str] = {}

    def add(self, kind: str, part: str) -> str:
        """The id of a new relationship to a part, by its name from the root."""
        return self._new.setdefault((kind, part), f"{self._mine}{len(self._new) + 1}")

    def xml(self) -> str:
        """The ``.rels`` part."""
        new = ((number, f"{_R}/{kind}", part, False) for (kind, part), number in self._new.items())
        lines = "".join(self._item(*item) for item in (*self._kept, *new))
        return f'{xml.HEAD}<Relationships xmlns="{_PACKAGE}">{lines}</Relationships>'

    def _item(self, number: str, kind: str, target: str, external: bool) -> str:
        shown, mode = (target, ' TargetMode="External"') if external else (relpath(target, self._folder), "")
        number, kind, shown = map(xml.attribute, (number, kind, shown))
        return f'<Relationship Id="{number}" Type="{kind}" Target="{shown}"{mode}/>'


def _root_relations(main: str) -> str:
    root = Relations()
    root.add("officeDocument", main)
    root.add(
        "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties", "docProps/core.xml"
    )
    root.add("extended-properties", "docProps/app.xml")
    return root.xml()


def _element(text: str) -> etree._Element:
    return etree.fromstring(f"<x {xml.NAMESPACES}>{text}</x>")[0]


def _insert(root: etree._Element, text: str, behind: Sequence[str]) -> None:
    """Put an element before the first of those that come behind it."""
    tags = {f"{{{_P}}}{name}" for name in (*behind, "extLst")}
    place = next((number for number, child in enumerate(root) if child.tag in tags), len(root))
    root.insert(place, _element(text))


def _add_sections(root: etree._Element, text: str) -> None:
    """The sections among the presentation's extensions."""
    if not text:
        return
    ours = _element(text)
    extensions = root.find(f"{{{_P}}}extLst")
    if extensions is None:
        root.append(ours)
    else:
        extensions.append(ours[0])
