"""What comes along of somebody's file: the parts that the deck leads to, byte for byte where nothing else is needed.

Slides and their notes get the names that their place in the deck asks for, so that they never meet ours. Comments stay
behind, wherever they hang; so do slides that are not wanted, and links to them (``docs/pptx-templates.md``).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import count
from posixpath import basename, dirname, relpath, splitext

from lxml import etree

from facilitator.office import Element, tag
from facilitator.office.package import Package, Relationship
from facilitator.pptx import xml
from facilitator.pptx.archive import Member, packed
from facilitator.pptx.properties import TAG_PREFIX

__all__ = ["KeptParts"]

_MINE = "facilitator"
"""How the names of our parts begin, where a template's might be called the same."""
_COMMENTS = frozenset(["comments", "commentAuthors", "authors"])
"""Relationships that are followed from nowhere: they lead to people."""
_LEFT = _COMMENTS | {"slide", "notesSlide", "customXml", "tags", "revisionInfo", "changesInfo", "vbaProject"}
"""Relationships of the presentation that are not followed."""
_SLIDE = "application/vnd.openxmlformats-officedocument.presentationml.slide+xml"
_UNKNOWN = "application/octet-stream"
_OURS = re.compile(
    r"ppt/slides/slide\d+\.xml|ppt/notesSlides/notesSlide\d+\.xml|docProps/(core|app|custom)\.xml|\[Content_Types\]\.xml",
    re.IGNORECASE,
)
_PLAIN = re.compile(r"[!#-%(-;=?-~ ]+")
"""ASCII without what XML would have to escape."""
_ID = tag("r:id")
_NOWHERE = "ppaction://noaction"
_CUSTOM_SHOW = "ppaction://customshow"
_ZOOM = "{http://schemas.microsoft.com/office/powerpoint/2016/slidezoom}sldZmObj"
_WHAT_IS_SHOWN = (tag("p:showPr"), tag("p:htmlPubPr"))
_SOME_SLIDES = (tag("p:sldRg"), tag("p:custShow"))
_SIGNS = (_CUSTOM_SHOW, "custShow", "sldRg", TAG_PREFIX)


@dataclass(frozen=True, eq=False)
class KeptParts:
    """The parts of a file that come along."""

    package: Package
    slides: Mapping[str, int] = field(default_factory=dict)
    """The slides that do, with their numbers in the deck."""
    ids: Mapping[int, int] = field(default_factory=dict)
    """Slide ids that are others now, by the old ones."""
    macros: bool = False
    bare: frozenset[str] = frozenset()
    """Masters that have no theme, without which nothing opens them; they get `theme`."""

    @property
    def theme(self) -> str:
        """The name of the part that is theirs."""
        return f"ppt/theme/{self.mine}Bare.xml"

    @cached_property
    def relations(self) -> list[Relationship]:
        """The presentation's relationships that stay; a theme that is not there does not."""
        left = _LEFT - ({"vbaProject"} if self.macros else set())
        return [
            one
            for one in self.package.related(self.package.main).values()
            if one.kind not in left and (one.kind != "theme" or one.target in self.package.parts)
        ]

    @cached_property
    def names(self) -> dict[str, str]:
        """The parts that come along, in the order in which they are found, with their new names."""
        found = dict(self._numbered)
        free = (f"{self.mine}-part{number}" for number in count(1))
        for part in self._reached:
            if part not in found:
                plain = _PLAIN.fullmatch(part) and not _OURS.fullmatch(part)
                found[part] = part if plain else f"ppt/media/{next(free)}{_ending(part)}"
        return {part: found[part] for part in self._reached}

    @cached_property
    def mine(self) -> str:
        """How the names of our own parts and relationships begin: as nothing in the file does."""
        taken = {basename(part).casefold() for part in self._reached} | {one.id.casefold() for one in self.relations}
        wanted = (_MINE if number == 1 else f"{_MINE}{number}-" for number in count(1))
        return next(one for one in wanted if not any(name.startswith(one) for name in taken))

    @cached_property
    def types(self) -> dict[str, str]:
        """The content type of each part by its new name."""
        return {name: self.package.content_type(part) or _UNKNOWN for part, name in self.names.items()}

    def members(self) -> Iterator[Member]:
        """The parts with the lists of their relationships.

        Raises:
            Problems: one is damaged.
        """
        for part, name in self.names.items():
            yield packed(name, self._content(part))
            rels = self.package.parts.named(xml.rels_name(part))
            if rels:
                yield packed(xml.rels_name(name), self._rels(part, rels))

    @cached_property
    def _numbered(self) -> dict[str, str]:
        """Slides and notes pages, named by their numbers."""
        found: dict[str, str] = {}
        for slide, number in self.slides.items():
            found[slide] = f"ppt/slides/slide{number}.xml"
            notes = self.package.first("notesSlide", slide)
            if notes is not None:
                found.setdefault(notes, f"ppt/notesSlides/notesSlide{number}.xml")
        return found

    @cached_property
    def _reached(self) -> dict[str, Mapping[str, Relationship]]:
        """The parts that come along, with their relationships by their ids."""
        waiting = [one.target for one in self.relations if not one.external] + [*self.slides]
        found: dict[str, Mapping[str, Relationship]] = {}
        while waiting:
            part = waiting.pop(0)
            if part in found or part not in self.package.parts or part == self.package.main:
                continue
            found[part] = self.package.related(part)
            waiting += [one.target for one in found[part].values() if not one.external and not self._cut(one)]
        return found

    def _lost(self, part: str) -> frozenset[str]:
        """The ids of a part's relationships that do not come along."""
        return frozenset(one.id for one in self._reached[part].values() if self._cut(one))

    def _cut(self, one: Relationship) -> bool:
        """Whether it leads to comments, or to a slide that stays behind."""
        if one.kind in _COMMENTS:
            return True
        if one.external or one.target in self.slides:
            return False
        return one.kind == "slide" or self.package.content_type(one.target) == _SLIDE

    def _content(self, part: str) -> bytes:
        content = self.package.parts[part]
        cut = self._lost(part)
        is_xml = self.types[self.names[part]].endswith("xml")
        if not is_xml or not _to_sever(content, cut, self.ids):
            return content
        root = self.package.xml(part)
        _severed(root, cut, self.ids)
        return _written(root)

    def _rels(self, part: str, rels: str) -> bytes:
        """The list of a part's relationships, changed only where it has to be."""
        cut, targets = self._lost(part), self._targets(part)
        if not cut and not targets and part not in self.bare:
            return self.package.parts[rels]
        root = self.package.xml(rels)
        if part in self.bare:
            cut |= {one.id for one in self._reached[part].values() if one.kind == "theme"}
            etree.SubElement(
                root,
                str(root.tag).removesuffix("s"),
                Id=f"{self.mine}1",
                Type=xml.relationship_type("theme"),
                Target=relpath(self.theme, dirname(self.names[part])),
            )
        for item in list(root):
            if item.get("Id") in cut:
                root.remove(item)
            elif item.get("Id") in targets:
                item.set("Target", targets[item.get("Id")])
        return _written(root)

    def _targets(self, part: str) -> dict[str, str]:
        """The targets that are written otherwise now, by the ids of the relationships."""
        folder = dirname(self.names[part])
        moved = folder != dirname(part)
        inside = [one for one in self._reached[part].values() if not one.external]
        new = {one.id: (one.target, self.names.get(one.target, one.target)) for one in inside}
        return {id_: relpath(now, folder or ".") for id_, (old, now) in new.items() if moved or now != old}


def _written(root: Element) -> bytes:
    text: str = etree.tostring(root, encoding="unicode")
    return (xml.HEAD + text).encode()


def _ending(part: str) -> str:
    ending = splitext(part)[1]
    return ending if re.fullmatch(r"\.[A-Za-z0-9]+", ending) else ""


def _to_sever(content: bytes, cut: Set[str], ids: Mapping[int, int]) -> bool:
    """Whether a part must be read at all; most need not.

    Args:
        content: the part.
        cut: ids of its relationships that are gone.
        ids: slide ids that are others now, by the old ones.
    """
    return bool(cut) or any(sign.encode() in content for sign in _SIGNS) or bool(ids and b"sldZmObj" in content)


def _severed(root: Element, cut: Set[str], ids: Mapping[int, int]) -> None:
    """Take out what leads nowhere, and say the new ids of slides."""
    for element in list(root.iter(etree.Element)):
        if element.get(_ID) in cut:
            _cut(element)
        elif str(element.get("action", "")).startswith(_CUSTOM_SHOW):
            _stilled(element)
        elif element.tag in _SOME_SLIDES and element.getparent().tag in _WHAT_IS_SHOWN:
            _replaced(element, etree.Element(tag("p:sldAll")))
        elif element.tag == tag("p:tag") and str(element.get("name", "")).startswith(TAG_PREFIX):
            element.getparent().remove(element)
        elif element.tag == _ZOOM:
            _renumbered(element, ids)


def _cut(element: Element) -> None:
    """A link becomes one that does nothing and keeps its sound; everything else goes, with the extension around it."""
    if element.get("action") is not None:
        _stilled(element)
        return
    parent = element.getparent()
    if parent is None:
        return
    _removed(element)
    while parent.getparent() is not None and not len(parent) and parent.tag in (tag("p:ext"), tag("p:extLst")):
        parent, empty = parent.getparent(), parent
        _removed(empty)


def _stilled(link: Element) -> None:
    link.set(_ID, "")
    link.set("action", _NOWHERE)


def _removed(element: Element) -> None:
    element.getparent().remove(element)


def _replaced(element: Element, new: Element) -> None:
    element.getparent().replace(element, new)


def _renumbered(zoom: Element, ids: Mapping[int, int]) -> None:
    value = zoom.get("sldId", "")
    if value.isascii() and value.isdigit():
        zoom.set("sldId", str(ids.get(int(value), int(value))))
