"""What no single value of an agenda tells: too much of something, ids that come twice, names of what is not there.

Each check yields problems with the path that they have in the agenda's file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from facilitator.agenda.model import Agenda, Path, walk
from facilitator.content.base import Person
from facilitator.content.slides import FigureSlide, People, Picture
from facilitator.library import Library
from facilitator.messages import _, mark, nearest, short
from facilitator.problems import Problem, Problems
from facilitator.reading.files import Beside
from facilitator.reading.pictures import Photo, read_picture
from facilitator.text.values import FIRST_YEAR, LAST_YEAR

__all__ = ["contradictions", "missing_prints", "pictures", "stills", "too_much"]

_MOST_PARTICIPANTS = 10_000


def too_much(agenda: Agenda) -> Iterator[Problem]:
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


def contradictions(agenda: Agenda) -> Iterator[Problem]:
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


def missing_prints(agenda: Agenda, library: Library) -> Iterator[Problem]:
    """Every card set and form that the library does not have."""
    for path, block in walk(agenda.blocks):
        for kind in ("cards", "forms"):
            for number, name in enumerate(getattr(block, kind)):
                try:
                    library.find(kind, name)
                except Problems as error:
                    yield from (replace(problem, path=(*path, kind, number)) for problem in error.problems)


def pictures(agenda: Agenda, beside: Beside) -> tuple[dict[str, Photo], list[Problem]]:
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


def stills(agenda: Agenda, found: Mapping[str, Photo]) -> Iterator[Problem]:
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
