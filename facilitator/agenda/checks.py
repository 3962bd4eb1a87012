"""What no single value of an agenda tells: too much of something, ids that come twice, names of what is not there.

Each check yields problems with the path that they have in the agenda's file.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

from facilitator.agenda.model import Agenda, Path, walk
from facilitator.content.base import Person
from facilitator.content.slides import FigureSlide, People, Picture
from facilitator.library import Library
from facilitator.messages import _, mark
from facilitator.problems import Problem, Problems, nearest
from facilitator.reading.files import Beside
from facilitator.text.values import FIRST_YEAR, LAST_YEAR

__all__ = ["contradictions", "missing_prints", "pictures", "too_much"]

_MOST_PARTICIPANTS = 10_000

_LARGEST = 50_000_000
"""Bytes of a picture."""
_LONGEST_SIDE = 100
"""Of a picture, times the other side."""
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
"""How a PNG and a JPEG begin."""


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
    for path, block in walk(agenda.blocks):
        yield from _taken(block.id, taken, _BLOCK_ID, (*path, "id"))
        named: set[str] = set()
        for number, slide in enumerate(block.slides):
            at = (*path, "slides", number)
            yield from _taken(slide.id, named, _SLIDE_ID, (*at, "id"))
            if isinstance(slide, People) and slide.people == "all" and not agenda.facilitators:
                yield Problem(_("“people: all” needs facilitators"), _("expected a name or more"), path=at)
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


def pictures(agenda: Agenda, beside: Beside) -> tuple[dict[str, bytes], list[Problem]]:
    """The pictures by the names that the agenda uses, and what is wrong with the others."""
    found: dict[str, bytes] = {}
    problems: list[Problem] = []
    for path, name in _pictured(agenda):
        if name in found:
            continue
        try:
            found[name] = _picture(name, beside)
        except Problems as error:
            problems += [replace(problem, path=path) for problem in error.problems]
    return found, problems


def _pictured(agenda: Agenda) -> Iterator[tuple[Path, str]]:
    yield from _photos(agenda.facilitators, ("facilitators",))
    for path, block in walk(agenda.blocks):
        for number, slide in enumerate(block.slides):
            at = (*path, "slides", number)
            if isinstance(slide, Picture):
                yield (*at, "picture"), slide.picture
            if isinstance(slide, People) and slide.people != "all":
                yield from _photos(slide.people, (*at, "people"))


def _photos(people: Iterable[Person], path: Path) -> Iterator[tuple[Path, str]]:
    return (((*path, number, "photo"), one.photo) for number, one in enumerate(people) if one.photo)


def _picture(name: str, beside: Beside) -> bytes:
    """The picture's bytes.

    Raises:
        Problems: it lies elsewhere, is not there, or is neither PNG nor JPEG.
    """
    file = beside.file(name, mark("picture"))
    try:
        if file.stat().st_size > _LARGEST:
            raise Problems.one(_("the picture “{name}” is too large", name=name), _("expected 50 MB at most"))
        blob = file.read_bytes()
    except OSError as error:
        raise Problems.one(_("the picture “{name}” cannot be read", name=name), error.strerror or "") from None
    if not blob.startswith(_SIGNATURES):
        what = _("“{name}” is not a picture that a deck can hold", name=name)
        raise Problems.one(what, _("expected a PNG or a JPEG"))
    _check_readable(name, blob)
    return blob


def _check_readable(name: str, blob: bytes) -> None:
    from PIL import Image  # Only an agenda with pictures needs it.

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(blob)) as picture:
                width, height = picture.size
                picture.verify()
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        what = _("the picture “{name}” has too many pixels", name=name)
        raise Problems.one(what, _("expected 90 million at most")) from None
    except (OSError, ValueError, SyntaxError, EOFError):  # Pillow's errors are as many as its readers.
        what = _("the picture “{name}” is damaged", name=name)
        raise Problems.one(what, _("open it in another program and save it again")) from None
    if not 1 / _LONGEST_SIDE <= width / height <= _LONGEST_SIDE:
        what = _("the picture “{name}” is a line, {width} × {height}", name=name, width=width, height=height)
        raise Problems.one(what, _("expected a picture to look at"))
