"""Somebody's file that slides of ours are written into: masters, layouts, and themes stay as they are.

Its own slides may come along, before ours or behind them. Only what the presentation still leads to is taken; document
properties, thumbnails, comments, and custom XML stay behind, and with them whatever they say about whoever made the
template.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from posixpath import dirname, relpath

from lxml import etree

from facilitator.content.theme import Theme
from facilitator.office import tag
from facilitator.office.package import Package
from facilitator.office.presentation import Presentation
from facilitator.pptx import xml
from facilitator.pptx.archive import Member
from facilitator.pptx.frame import KeptSlide, KeptSlides, SlideLayout, Whole
from facilitator.pptx.kept_parts import KeptParts
from facilitator.pptx.notes import notes_master
from facilitator.pptx.properties import FIRST_SLIDE_ID, SECTIONS, Names, reference
from facilitator.pptx.text import free_levels
from facilitator.pptx.xml import Relations, rels_name, theme_xml

__all__ = ["KeptFile"]

_NOTES_MASTER = "ppt/notesMasters/notesMaster1.xml"
_NOTES_MASTER_TYPE = "application/vnd.openxmlformats-officedocument.presentationml.notesMaster+xml"
_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_WITH_MACROS = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
_DROPPED = ("sldIdLst", "custShowLst", "custDataLst", "modifyVerifier")
_BEHIND_SLIDES = ("sldSz", "notesSz", "smartTags", "embeddedFontLst", "photoAlbum", "kinsoku", "defaultTextStyle")
_BEHIND_TAGS = ("kinsoku", "defaultTextStyle", "extLst")
"""Children of ``p:presentation`` that come after (ECMA-376 19.2.1.26)."""
_LAST_SLIDE_ID = 2**31 - 1
"""ECMA-376 19.7.13."""


@dataclass(frozen=True)
class KeptFile:
    """Somebody's file while slides of ours are written into it."""

    file: Presentation
    own_layouts: Mapping[str, SlideLayout]
    """Which of its layouts serve ours, by the names that canvases use; their parts are called as in the package."""
    names: Names
    theme: Theme
    """Of a notes master that the file has none of, and of masters that have none."""
    ours: int
    """The number of our slides."""
    before: int | None = None
    """How many of its own slides stand before ours, the others behind them; None where none comes along."""
    macros: bool = False
    """Keep them: the deck is to be a .pptm."""

    @property
    def package(self) -> Package:
        """Its parts."""
        return self.file.package

    @cached_property
    def kept(self) -> KeptSlides:
        return KeptSlides() if self.before is None else _kept_slides(self.file, self.before, self.ours)

    @cached_property
    def layouts(self) -> Mapping[str, SlideLayout]:
        names = self._parts.names
        return {kind: replace(one, part=names[one.part]) for kind, one in self.own_layouts.items()}

    @cached_property
    def notes_master(self) -> str:
        """The file's own, listed or only reached from a notes page; else the one that we make."""
        return self._own_notes_master or _NOTES_MASTER

    @property
    def mine(self) -> str:
        return self._parts.mine

    @property
    def levels(self) -> str:
        return free_levels(self.names.language)

    @property
    def types(self) -> Mapping[str, str]:
        """Those of the file's parts, and of the presentation."""
        return self._parts.types | {self.package.main: _WITH_MACROS if self.macros else _PRESENTATION}

    def members(self) -> Iterator[Member]:
        """What of the file comes along."""
        return self._parts.members()

    def around(self, whole: Whole) -> Iterator[tuple[str, str]]:
        """The file's presentation with our slides, and a notes master where it has none."""
        main, relations = self.package.main, self._relations()
        root = self.package.xml(main)
        _emptied(root)
        self._fill(root, relations, whole)
        yield main, xml.HEAD + etree.tostring(root, encoding="unicode")
        yield rels_name(main), relations.xml()
        yield from whole.about
        yield "_rels/.rels", xml.root_relations(main)
        if self._own_notes_master is None:
            part = f"ppt/theme/{self.mine}Notes.xml"
            yield from notes_master(self.names, _NOTES_MASTER, part)
            yield part, self._theme
        if self._parts.bare:
            yield self._parts.theme, self._theme

    @property
    def _theme(self) -> str:
        theme = self.theme
        return theme_xml(theme.name, theme.colours.model_dump(), theme.fonts.heading, theme.fonts.body)

    @cached_property
    def _parts(self) -> KeptParts:
        bare = frozenset(master.part for master in self.file.masters if master.theme is None)
        return KeptParts(self.package, self.kept.numbers(self.ours), self.kept.moved, self.macros, bare)

    @cached_property
    def _own_notes_master(self) -> str | None:
        listed = self.package.first("notesMaster", self.package.main)
        if listed is not None:
            return self._parts.names[listed]
        return next((name for name, kind in self._parts.types.items() if kind == _NOTES_MASTER_TYPE), None)

    def _relations(self) -> Relations:
        """Those of the file's presentation, for new ones to be put behind them."""
        names, kept = self._parts.names, self._parts.relations
        targets = (one.target if one.external else self._from_main(names.get(one.target, one.target)) for one in kept)
        return Relations(
            self.mine, [(one.id, one.type, to, one.external) for one, to in zip(kept, targets, strict=True)]
        )

    def _from_main(self, part: str) -> str:
        return relpath(part, dirname(self.package.main) or ".")

    def _fill(self, root: etree._Element, relations: Relations, whole: Whole) -> None:
        """Put what is ours into the presentation."""
        if self.package.first("notesMaster", self.package.main) is None:
            made = relations.add("notesMaster", self._from_main(self.notes_master))
            listed = f'<p:notesMasterIdLst><p:notesMasterId r:id="{made}"/></p:notesMasterIdLst>'
            _insert(root, listed, ("handoutMasterIdLst", *_BEHIND_SLIDES))
        slides = (self._from_main(f"ppt/slides/slide{number}.xml") for number in range(1, len(whole.ids) + 1))
        ids = (
            f'<p:sldId id="{id_}" r:id="{relations.add("slide", slide)}"/>'
            for id_, slide in zip(whole.ids, slides, strict=True)
        )
        _insert(root, f"<p:sldIdLst>{''.join(ids)}</p:sldIdLst>", _BEHIND_SLIDES)
        _insert(root, reference(relations.add("tags", self._from_main(whole.tags))), _BEHIND_TAGS)
        _add_sections(root, whole.sections)


def _emptied(root: etree._Element) -> None:
    """Take out of a presentation what is told of its slides."""
    for name in _DROPPED:
        for element in root.findall(tag(f"p:{name}")):
            root.remove(element)
    for element in root.findall(f"{tag('p:extLst')}/{tag('p:ext')}[@uri='{SECTIONS}']"):
        element.getparent().remove(element)


def _element(text: str) -> etree._Element:
    return etree.fromstring(f"<x {xml.NAMESPACES}>{text}</x>")[0]


def _insert(root: etree._Element, text: str, behind: Sequence[str]) -> None:
    """Put an element before the first of those that come behind it."""
    tags = {tag(f"p:{name}") for name in (*behind, "extLst")}
    place = next((number for number, child in enumerate(root) if child.tag in tags), len(root))
    root.insert(place, _element(text))


def _add_sections(root: etree._Element, text: str) -> None:
    """The sections among the presentation's extensions."""
    if not text:
        return
    ours = _element(text)
    extensions = root.find(tag("p:extLst"))
    if extensions is None:
        root.append(ours)
    else:
        extensions.append(ours[0])


def _kept_slides(file: Presentation, before: int, ours: int) -> KeptSlides:
    """The slides of a file with ids that are none of ours, so many of them before ours.

    Raises:
        Problems: one is damaged.
    """
    sections = {id_: (section.name, section.guid) for section in file.sections for id_ in section.slides}
    ids = _new_ids(file.slide_ids.values(), range(FIRST_SLIDE_ID, FIRST_SLIDE_ID + ours))
    found = []
    for slide, new in zip(file.slides(), ids, strict=True):
        old = file.slide_ids[slide.part]
        section = None if old is None else sections.get(old)
        found.append(KeptSlide(slide.part, old, new, section, slide.has_notes, slide.hidden))
    return KeptSlides(found[:before], found[before:])


def _new_ids(old: Iterable[int | None], ours: Container[int]) -> Iterator[int]:
    """Their own ids where they can be; else the smallest that nobody has."""
    wished = list(old)
    taken = {one for one in wished if one is not None}
    free = (number for number in count(FIRST_SLIDE_ID) if number not in taken and number not in ours)
    given: set[int] = set()
    for one in wished:
        fits = one is not None and FIRST_SLIDE_ID <= one <= _LAST_SLIDE_ID and one not in ours and one not in given
        new = one if one is not None and fits else next(free)
        given.add(new)
        yield new
