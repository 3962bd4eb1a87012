"""A deck as what is merged: its slides in normal form, with our ids, and what all of them share."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from lxml import etree

from facilitator.merging import base_in, left_in, memory_in, readdressed
from facilitator.merging.comparing import Clash, Design
from facilitator.merging.normal import Form, Item
from facilitator.merging.pairing import drawn_alike
from facilitator.messages import Problems
from facilitator.office import NS, Element, present, tag
from facilitator.office.presentation import Presentation, Sheet, Slide, open_presentation
from facilitator.office.texts import theme_font
from facilitator.pptx.properties import TAG_PREFIX

__all__ = [
    "REWRITTEN", "DeckFile", "Left", "Lost", "left_of", "read_deck", "redrawn_by_person",
    "redrawn_sheets", "theme_of",
]  # fmt: skip

_ID, _DECK = f"{TAG_PREFIX}ID", f"{TAG_PREFIX}DECK"
REWRITTEN = f"{TAG_PREFIX}REWRITTEN"
"""A tag of slides that had lost theirs: another program has written everything anew, layouts and styles too."""


class Left(NamedTuple):
    """What a slide of theirs has of ours that the agenda has no more: it stays because the person has changed it."""

    shapes: tuple[Item, ...] = ()
    """As we wrote them last."""
    lines: Mapping[str, str] = MappingProxyType({})
    """Of texts and notes: what theirs say, and what we had written."""


class Lost(NamedTuple):
    """A slide that the agenda has no more, and that has stayed."""

    form: Form
    written: bool
    """It is as we wrote it last; else as the person had it, for nobody knew."""


@dataclass(frozen=True, eq=False)
class DeckFile:
    """A deck, read."""

    presentation: Presentation
    content: bytes = field(repr=False)
    known: Mapping[str, str] | None = field(default=None, repr=False)
    """Our ids of its slides by their parts, where its tags do not say them."""
    anew: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The ids that its slides have now, by those that they had when it was written."""
    alive: Collection[str] | None = field(default=None, repr=False)
    """Our ids of the slides that its links may lead to; None for all."""

    @property
    def id(self) -> str:
        """Of which deck it says that it is one; empty where it says nothing."""
        return self.presentation.tags.get(_DECK, "")

    @cached_property
    def written(self) -> DeckFile | None:
        """How it was written by us last, as it remembers that; None where it does not."""
        content = base_in(self.presentation.package)
        try:
            return None if content is None else read_deck(self.presentation.package.path, content)
        except Problems:
            return None

    @cached_property
    def memory(self) -> str:
        """The same as the file says it: what has another is a state of another build."""
        return memory_in(self.presentation.package)

    @cached_property
    def left(self) -> dict[str, Left]:
        """What earlier merges have left on its slides with our ids."""
        root = left_in(self.presentation.package)
        found = {}
        for one in () if root is None else root.iterchildren("slide"):
            form = self.ours.get(self._now(one.get("id", "")))
            tree = one.find(tag("p:sld"))
            if form is not None:
                shapes = () if tree is None else self._like(form, tree).items
                found[form.id] = Left(
                    shapes, {line.text or "": line.get("was", "") for line in one.iterchildren("line")}
                )
        return found

    @cached_property
    def lost(self) -> tuple[Lost, ...]:
        """Whole slides that earlier merges have left."""
        root = left_in(self.presentation.package)
        found = (self._lost(one) for one in (() if root is None else root.iterchildren("whole")) if len(one))
        return tuple(present(found))

    def _lost(self, one: Element) -> Lost | None:
        id_ = self._now(one.get("id", ""))
        like = self.ours.get(id_) or next(iter(self.forms), None)
        if like is None:
            return None
        slide = Slide(self.presentation, "", one[0], like.slide.layout, like.slide.number)
        noted = one[1] if len(one) > 1 else None
        return Lost(Form(slide, id_, like.files, like.links, noted), bool(one.get("written")))

    @cached_property
    def told(self) -> dict[str, tuple[Clash, ...]]:
        """What earlier merges have told of slides, by their ids, and what was not settled then."""
        root = left_in(self.presentation.package)
        found: dict[str, tuple[Clash, ...]] = {}
        for one in () if root is None else root.iterchildren("told"):
            id_ = self._now(one.get("id", ""))
            clash = Clash(one.get("unit", ""), one.findtext("mine", ""), one.findtext("ours", ""), one.get("was", ""))
            found[id_] = (*found.get(id_, ()), clash)
        return found

    def _now(self, id_: str) -> str:
        """An id of ours as it is now: the agenda may have had another name when it was written down."""
        agenda = self.id.partition("/")[0]
        id_ = f"{agenda}/{id_.partition('/')[2]}" if agenda else id_
        return self.anew.get(id_, id_)

    def _like(self, form: Form, root: Element) -> Form:
        """What stood on a slide, as `Form.kept` gives it, as a slide."""
        slide = Slide(self.presentation, "", root, form.slide.layout, form.slide.number)
        return Form(slide, "", form.files, form.links)

    @cached_property
    def tagged(self) -> bool:
        """Whether our tags are in it: programs that drop them write everything anew."""
        return any(_ID in slide.tags for slide in self._slides)

    @cached_property
    def exact(self) -> bool:
        """Whether it was written, ever since we wrote it, by programs that keep what they do not change."""
        return self.tagged and not any(REWRITTEN in slide.tags for slide in self._slides)

    @cached_property
    def ids(self) -> dict[str, str]:
        """Our ids of its slides, by their parts.

        Copies have the same tags; the one with the smallest number is ours, for each new slide gets a larger one.
        """
        if self.known is not None:
            return {slide.part: self.known.get(slide.part, "") for slide in self._slides}
        numbers = self.presentation.slide_ids
        originals: dict[str, str] = {}
        for slide in sorted(self._slides, key=lambda slide: numbers[slide.part] or 0):
            originals.setdefault(slide.tags.get(_ID, ""), slide.part)
        ours = {part: id_ for id_, part in originals.items() if id_}
        return {slide.part: ours.get(slide.part, "") for slide in self._slides}

    @cached_property
    def forms(self) -> tuple[Form, ...]:
        """Its slides in order."""
        package, ids = self.presentation.package, self.ids
        links = ids if self.alive is None else {part: id_ for part, id_ in ids.items() if id_ in self.alive}
        return tuple(Form(slide, ids.get(slide.part, ""), package, links) for slide in self._slides)

    @cached_property
    def ours(self) -> dict[str, Form]:
        """The slides that have an id of ours, by it."""
        return {form.id: form for form in self.forms if form.id}

    def named(self, ids: Mapping[str, str]) -> DeckFile:
        """The same with other ids for its slides, by their parts."""
        return DeckFile(self.presentation, self.content, ids)

    def renamed(self, anew: Mapping[str, str]) -> DeckFile:
        """The same with the ids that slides have now."""
        ids = {part: anew.get(id_, id_) for part, id_ in self.ids.items()}
        return DeckFile(self.presentation, self.content, ids, anew) if anew else self

    def leading_to(self, alive: Collection[str]) -> DeckFile:
        """The same, its links dead that lead to other slides of ours than these."""
        if self.ours.keys() <= {*alive}:
            return self
        return DeckFile(self.presentation, self.content, self.ids, self.anew, alive)

    def under(self, id_: str) -> DeckFile:
        """The same as if it had been written as the deck of this id: what it was made of has another name now."""
        if self.id in ("", id_):
            return self
        return read_deck(self.presentation.package.path, readdressed(self.content, self.id, id_))

    @cached_property
    def foot(self) -> str:
        """The footer of our slides; empty where they have none."""
        return next(filter(None, (form.foot for form in self.forms if form.id)), "")

    @cached_property
    def described(self) -> Mapping[str, str]:
        """Title and subject, as the file says them."""
        package = self.presentation.package
        part = package.first("core-properties")
        root = None if part is None else package.xml(part)
        terms = "{http://purl.org/dc/elements/1.1/}"
        return {} if root is None else {name: root.findtext(f"{terms}{name}") or "" for name in ("title", "subject")}

    @cached_property
    def said(self) -> frozenset[str]:
        """The words of all its slides."""
        return frozenset(word for form in self.forms for word in form.words)

    @cached_property
    def design(self) -> tuple[object, ...]:
        """Colours and fonts of its first master: what a theme is."""
        master = self.presentation.masters[0]
        scheme = sorted((name, paint.rgb) for name, paint in master.palette.scheme.items())
        return (tuple(scheme), theme_font(master.theme, "major"), theme_font(master.theme, "minor"))

    @cached_property
    def sheets(self) -> tuple[Form, ...]:
        """Its masters, each with its layouts behind it."""
        presentation = self.presentation
        every = (one for master in presentation.masters for one in (master, *presentation.layouts(master)))
        return tuple(
            Form(Slide(presentation, one.part, one.root, one.above, 0), "", presentation.package) for one in every
        )

    @cached_property
    def layouts(self) -> dict[str, Sheet]:
        """Its layouts by name, the first of each."""
        found: dict[str, Sheet] = {}
        for master in self.presentation.masters:
            for layout in self.presentation.layouts(master):
                found.setdefault(layout.name, layout)
        return found

    def fits_on(self, other: DeckFile, *, layouts: bool) -> bool:
        """Whether its slides can stand in another deck: of the same size and, if asked, with a layout for each."""
        if self.presentation.size != other.presentation.size:
            return False
        used = {form.slide.layout for form in self.ours.values()} if layouts else set()
        known = {_roles(layout) for layout in other.layouts.values()}
        return all(one is None or one.name in other.layouts or _roles(one) in known for one in used)

    def layout_for(self, new: Form, among: DeckFile) -> str:
        """The part of the layout of its own that a slide of another deck can stand on.

        It is that of a slide which has the same there; else the one of its name, or of its type; else the first.
        """
        wanted = new.slide.layout
        for form in self.forms:
            other = among.ours.get(form.id)
            if other is not None and other.slide.layout is wanted and form.slide.layout is not None:
                return form.slide.layout.part
        name, kind = ("", "") if wanted is None else (wanted.name, wanted.root.get("type", ""))
        if name in self.layouts:
            return self.layouts[name].part
        same = (layout for layout in self.layouts.values() if kind and layout.root.get("type") == kind)
        return next(same, next(iter(self.layouts.values()))).part

    def as_in(self, other: DeckFile) -> dict[str, Form]:
        """Its slides with our ids as they would look on the layouts of another deck."""
        if self.design == other.design:
            return self.ours
        return {id_: self._moved(form, other) for id_, form in self.ours.items()}

    def _moved(self, form: Form, other: DeckFile) -> Form:
        slide = form.slide
        there = other.ours.get(form.id)
        layout = None if there is None else there.slide.layout
        if layout is None:
            layout = other.layouts.get("" if slide.layout is None else slide.layout.name)
        if layout is None:
            return form
        return Form(
            Slide(other.presentation, slide.part, slide.root, layout, slide.number), form.id, form.files, form.links
        )

    @cached_property
    def _slides(self) -> Sequence[Slide]:
        return tuple(self.presentation.slides())


def _roles(layout: Sheet) -> tuple[tuple[str, str], ...]:
    """Which placeholders a layout has."""
    return tuple((one.role, one.index) for one in layout.placeholders)


def read_deck(path: Path, content: bytes) -> DeckFile:
    """The deck with this content, which stands or is to stand at a place.

    Raises:
        Problems: it is damaged, protected, or no PowerPoint file.
    """
    return DeckFile(open_presentation(path, content=content), content)


# --- theme, masters, layouts ------------------------------------------------------------------------------------------


def theme_of(mine: DeckFile, base: DeckFile | None, ours: DeckFile, *, all_taken: bool) -> Design:
    """What becomes of the colours and fonts of theirs; with ``all_taken`` they become ours."""
    before = None if base is None else base.design
    if mine.design == ours.design or (not mine.exact and before == ours.design):
        return "same"
    if all_taken or mine.design == before:
        return "updated"
    return "kept" if before == ours.design else "conflict"


def redrawn_by_person(mine: DeckFile, base: DeckFile) -> bool:
    """Whether a person has changed a master or layout, besides the theme.

    Nobody can tell where all was written anew.
    """
    if not mine.exact or mine.design != base.design:
        return False
    return len(mine.sheets) != len(base.sheets) or not all(map(drawn_alike, base.sheets, mine.sheets))


def redrawn_sheets(mine: DeckFile, base: DeckFile, ours: DeckFile) -> Iterator[tuple[Form, Form, str | None]]:
    """Masters and layouts of theirs that are as we wrote them, and as what they are drawn now.

    Returns:
        Theirs, ours, and a footer of the person's that stays on it.
    """
    if not mine.exact or mine.design != base.design or not len(mine.sheets) == len(base.sheets) == len(ours.sheets):
        return
    for here, old, new in zip(mine.sheets, base.sheets, ours.sheets, strict=True):
        if not drawn_alike(old, new) and drawn_alike(old, here):
            yield here, new, None if here.foot == old.foot else here.foot


def left_of(
    slides: Mapping[str, tuple[Sequence[Element], Mapping[str, str]]],
    whole: Iterable[Lost],
    told: Mapping[str, Iterable[Clash]],
) -> Element | None:
    """What `DeckFile.left`, `DeckFile.lost`, and `DeckFile.told` are to find again; None where that is nothing.

    Args:
        slides: shapes that have stayed, as `Form.kept` gives them, and lines, of the notes too.
        whole: slides that have stayed.
        told: what has been told, and not been settled.
    """
    root = etree.Element("left", nsmap=dict(NS))
    for id_, (shapes, lines) in slides.items():
        if shapes or lines:
            one = etree.SubElement(root, "slide", id=id_)
            for line, was in sorted(lines.items()):
                etree.SubElement(one, "line", was=was).text = line
            tree = etree.SubElement(
                etree.SubElement(etree.SubElement(one, tag("p:sld")), tag("p:cSld")), tag("p:spTree")
            )
            tree.extend(map(deepcopy, shapes))
    for form, written in whole:
        etree.SubElement(root, "whole", id=form.id, written="1" if written else "").extend(form.remembered())
    for id_, clash in ((id_, clash) for id_, several in told.items() for clash in several):
        one = etree.SubElement(root, "told", id=id_, unit=clash.unit, was=clash.was)
        etree.SubElement(one, "mine").text, etree.SubElement(one, "ours").text = clash.mine, clash.ours
    return root if len(root) else None
