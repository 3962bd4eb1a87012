"""From a file (or a name in the library) to an agenda: everything it names found, every text filled in; what no single
value tells is checked, and what its blocks print stands among what must be brought.

Each check yields problems with the path that they have in the agenda's file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from facilitator.agenda import SIZES, Agenda, Block, Material, Path, sized, walk
from facilitator.content import Person
from facilitator.content.inlining import Inliner
from facilitator.content.loading import LoadedSession, load, title_of
from facilitator.content.slides import FigureSlide, People, Picture
from facilitator.content.terms import Terms
from facilitator.library import Library
from facilitator.messages import Problem, Problems, _, mark, nearest, short
from facilitator.reading import Node
from facilitator.reading.files import Beside, parse_yaml
from facilitator.reading.pictures import Photo, read_picture
from facilitator.text.meaning import FIRST_YEAR, LAST_YEAR

__all__ = ["Reading", "is_programme", "read_agenda", "speaks_of"]


_MOST_PARTICIPANTS = 10_000


def _too_much(agenda: Agenda) -> Iterator[Problem]:
    """Whatever there is more of than every file can be made of, in all blocks together, those of tracks counted."""
    blocks = [block for _path, block in walk(agenda.blocks)]
    # A deck could have ten times as many blocks; a run sheet of them would take minutes and gigabytes.
    for what, found, most in (
        (mark("the agenda has {count} blocks"), len(blocks), 100),
        (mark("the agenda has {count} steps"), sum(len(block.how) for block in blocks), 1_000),
        (mark("the agenda has {count} materials"), sum(len(block.materials) for block in blocks), 1_000),
    ):
        if found > most:
            yield Problem(_(what, count=found), _("expected at most {most}", most=most), path=("blocks",))
    people, day = agenda.data.get("participants"), agenda.data.get("date")
    if isinstance(people, int) and people > _MOST_PARTICIPANTS:
        what, expected = (
            _("there are {count} participants", count=people),
            _("expected at most {most}", most=_MOST_PARTICIPANTS),
        )
        yield Problem(what, expected, path=("data", "participants"))
    if isinstance(day, date) and not FIRST_YEAR <= day.year <= LAST_YEAR:
        expected = _("expected one from {first} to {last}", first=FIRST_YEAR, last=LAST_YEAR)
        yield Problem(_("the date is in the year {year}", year=day.year), expected, path=("data", "date"))


def _contradictions(agenda: Agenda) -> Iterator[Problem]:
    """Ids that come twice, people nowhere named, and words that nobody would see."""
    taken: set[str] = set()
    yield from (one for n, who in enumerate(agenda.facilitators) for one in _unmoved(who, ("facilitators", n)))
    for path, block in walk(agenda.blocks):
        yield from _taken(block.id, taken, _BLOCK_ID, (*path, "id"))
        named: set[str] = set()
        for number, slide in enumerate(block.slides):
            at = (*path, "slides", number)
            yield from _taken(slide.id, named, _SLIDE_ID, (*at, "id"))
            if isinstance(slide, People) and slide.people == "all" and not agenda.facilitators:
                yield Problem(_("“people: all” needs facilitators"), _("expected a name or more"), path=at)
            if isinstance(slide, Picture):
                yield from _unmoved(slide, at)
            if isinstance(slide, People) and slide.people != "all":
                yield from (one for n, who in enumerate(slide.people) for one in _unmoved(who, (*at, "people", n)))
            if isinstance(slide, FigureSlide):
                yield from _unknown_marks(slide, at)
                yield from () if slide.questions else _unseen(slide, at)


_BLOCK_ID = mark("the id “{name}” is taken by a block before this one")
_SLIDE_ID = mark("the id “{name}” is taken by a slide of the block before this one")


def _taken(name: str | None, taken: set[str], what: str, path: Path) -> Iterator[Problem]:
    if name is None:
        return
    if name in taken:
        yield Problem(_(what, name=name), _("expected another"), path=path)
    taken.add(name)


def _unseen(slide: FigureSlide, path: Path) -> Iterator[Problem]:
    """How to work, on a slide that says nothing to work with."""
    for key in ("work", "minutes"):
        if getattr(slide, key) is not None:
            said = _("“{key}” on a figure without questions would not be seen", key=key)
            yield Problem(said, _("expected questions beside the figure, or none of it"), path=(*path, key))


def _unmoved(shown: Picture | Person, path: Path) -> Iterator[Problem]:
    """What is to be seen of a picture that is shown whole."""
    if shown.focus is not None and shown.fit == "whole":
        what = _("`focus` moves nothing in a picture that is shown whole")
        yield Problem(what, _("expected `fit: fill` too"), path=(*path, "focus"))


def _unknown_marks(slide: FigureSlide, path: Path) -> Iterator[Problem]:
    titles = [part.title for part in slide.figure.parts]
    for number, title in enumerate(slide.mark):
        if title not in titles:
            what = _("the figure has no part “{title}”", title=title)
            expected = _("expected one of {names}", names=", ".join(titles))
            yield Problem(what, expected, nearest(title, titles), path=(*path, "mark", number))


def _missing_prints(agenda: Agenda, library: Library) -> Iterator[Problem]:
    """Every card set and form that the library does not have."""
    for path, block in walk(agenda.blocks):
        for kind in ("cards", "forms"):
            for number, name in enumerate(getattr(block, kind)):
                try:
                    library.find(kind, name)
                except Problems as error:
                    yield from (replace(problem, path=(*path, kind, number)) for problem in error.problems)


def _pictures(agenda: Agenda, beside: Beside) -> tuple[dict[str, Photo], list[Problem]]:
    """The pictures by the names that the agenda uses, and what is wrong with the others."""
    found: dict[str, Photo] = {}
    problems: list[Problem] = []
    for path, name in _pictured(agenda):
        if name in found:
            continue
        try:
            found[name] = read_picture(beside.file(name, mark("picture")), name)
        except Problems as error:
            problems += [replace(problem, path=path) for problem in error.problems]
    return found, problems


def _stills(agenda: Agenda, found: Mapping[str, Photo]) -> Iterator[Problem]:
    """Every picture of which only a part is shown: one that moves, or has several pages."""
    for path, name in _pictured(agenda):
        if found[name].shows > 1:
            what = _("“{name}” moves or has several pages; its first picture is shown", name=short(name))
            yield Problem(what, path=path)


def _pictured(agenda: Agenda) -> Iterator[tuple[Path, str]]:
    yield from _photos(agenda.facilitators, ("facilitators",))
    for path, block in walk(agenda.blocks):
        for number, slide in enumerate(block.slides):
            at = (*path, "slides", number)
            if isinstance(slide, Picture) and slide.picture:
                yield (*at, "picture"), slide.picture
            if isinstance(slide, People) and slide.people != "all":
                yield from _photos(slide.people, (*at, "people"))


def _photos(people: Iterable[Person], path: Path) -> Iterator[tuple[Path, str]]:
    return (((*path, number, "photo"), one.photo) for number, one in enumerate(people) if one.photo)


def _with_prints(agenda: Agenda, library: Library, terms: Terms) -> Agenda:
    """The agenda with a material for each form and card set that no material of its own speaks of by its title.

    There is one for each participant then, or a set of cards for as many as the set says.
    """
    told = [material for _path, block in walk(agenda.blocks) for material in block.materials]

    def missing(block: Block) -> Iterator[Material]:
        for name in block.forms:
            title = _title("forms", name, library)
            if not speaks_of(told, title):
                yield Material(item=terms.printing.form.format(title=title), per="participant")
        for name in block.cards:
            title, sets_per = _title("cards", name, library), _sets_per(name, library)
            if not speaks_of(told, title):
                words = terms.printing.card_set if sets_per else terms.printing.cards
                yield Material.model_validate(
                    {
                        "item": words.format(title=title),
                        "per": sets_per or "participant",
                        "group_size": block.group_size if sets_per == "group" else None,
                    }
                )

    return agenda.model_copy(update={"blocks": [_with(block, missing) for block in agenda.blocks]})


def speaks_of(materials: Sequence[Material], title: str) -> list[Material]:
    """Those that have the title of a print in their words."""
    named = re.compile(rf"(?<!\w){re.escape(title)}(?!\w)", re.IGNORECASE)
    return [material for material in materials if named.search(material.item)]


def _with(block: Block, missing: Callable[[Block], Iterator[Material]]) -> Block:
    found = list(missing(block))
    tracks = [
        track.model_copy(update={"blocks": [_with(one, missing) for one in track.blocks]}) for track in block.parallel
    ]
    if not found and not tracks:
        return block
    return block.model_copy(update={"materials": [*block.materials, *found], "parallel": tracks})


def _title(kind: str, name: str, library: Library) -> str:
    """Its title; its name where its file cannot be read, which is told when it is printed."""
    try:
        return title_of(kind, name, library)
    except Problems:
        return name


def _sets_per(name: str, library: Library) -> str | None:
    """How many share a whole set of these cards, as their file says."""
    try:
        found = parse_yaml(*library.content("cards", name)).find(("sets_per",))
    except Problems:
        return None
    return found.value if found is not None and isinstance(found.value, str) and found.value in SIZES else None


_KEY = re.compile(rb"^(blocks|parts)[ \t]*:", re.MULTILINE)
"""Every agenda has the first, every programme the second, and neither the other's."""


@dataclass(frozen=True)
class Reading(LoadedSession[Agenda]):
    """An agenda with the words and looks it asks for, and where everything stands in its file."""

    kind: ClassVar[str] = "agendas"
    model: ClassVar[type[Agenda]] = Agenda
    entries: ClassVar[tuple[str, type[Block]]] = "blocks", Block

    @cached_property
    def agenda(self) -> Agenda:
        """What the file says, with the size of groups wherever it counts."""
        return sized(self.content)

    @cached_property
    def media(self) -> Mapping[str, bytes]:
        """The pictures it names, by the names it uses."""
        return {name: photo.blob for name, photo in self._pictures[0].items()}

    @cached_property
    def _pictures(self) -> tuple[dict[str, Photo], list[Problem]]:
        return _pictures(self.agenda, self.beside)

    def stills(self) -> Iterator[Problem]:
        """The pictures of which only a part is shown."""
        return _stills(self.agenda, self._pictures[0])

    @staticmethod
    def inlined(node: Node, inliner: Inliner) -> Node:
        return inliner.agenda(node)

    def wrong(self) -> Iterator[Problem]:
        yield from _too_much(self.agenda)
        yield from _contradictions(self.agenda)
        yield from self._pictures[1]
        yield from _missing_prints(self.agenda, self.library)
        yield from super().wrong()


def read_agenda(
    name: str,
    *,
    library: Library,
    data: Mapping[str, Any] | None = None,
    theme: str | None = None,
    instead: Mapping[str, Node] | None = None,
    figures: Mapping[str, Node] | None = None,
    outside: bool = False,
) -> Reading:
    """The agenda of that name in the library, or in the file of that path; the arguments are those of `load`.

    Raises:
        Problems: everything that is wrong with the file, at once.
    """
    read = load(Reading, name, library, data=data, theme=theme, instead=instead, figures=figures, outside=outside)
    return replace(read, content=_with_prints(read.agenda, library, read.terms))


def is_programme(name: str, library: Library) -> bool:
    """Whether the file of that name is a programme of several sessions. A file that cannot be read is none."""
    try:
        content, label = library.read(Reading.kind, name)
        if found := _KEY.search(content):
            return found[1] == b"parts"
        keys = parse_yaml(content, label).value  # Written in braces, or with quotes around the keys.
        return isinstance(keys, dict) and "parts" in keys and "blocks" not in keys
    except Problems:
        return False
