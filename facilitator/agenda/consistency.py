"""What no single value of an agenda tells: ids that come twice, people nowhere named, words that nobody would see."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from facilitator.agenda.ids import Path, walk
from facilitator.agenda.model import Agenda
from facilitator.content.slides import FigureSlide, People
from facilitator.problems import Place, Problem, nearest

__all__ = ["contradictions"]


def contradictions(agenda: Agenda, place: Callable[[Path], Place]) -> Iterator[Problem]:
    """Every contradiction, with its place."""
    taken: set[str] = set()
    for path, block in walk(agenda.blocks):
        yield from _taken(block.id, taken, "a block", (*path, "id"), place)
        named: set[str] = set()
        for number, slide in enumerate(block.slides):
            at = (*path, "slides", number)
            yield from _taken(slide.id, named, "a slide of the block", (*at, "id"), place)
            if isinstance(slide, People) and slide.people == "all" and not agenda.facilitators:
                yield Problem("“people: all” needs facilitators", "expected a name or more", place=place(at))
            if isinstance(slide, FigureSlide):
                yield from _unknown_marks(slide, at, place)
                yield from () if slide.questions else _unseen(slide, at, place)


def _unseen(slide: FigureSlide, path: Path, place: Callable[[Path], Place]) -> Iterator[Problem]:
    """How to work, on a slide that says nothing to work with."""
    for key in ("work", "minutes"):
        if getattr(slide, key) is not None:
            said = f"“{key}” on a figure without questions would not be seen"
            yield Problem(said, "expected questions beside the figure, or none of it", place=place((*path, key)))


def _unknown_marks(slide: FigureSlide, path: Path, place: Callable[[Path], Place]) -> Iterator[Problem]:
    titles = [part.title for part in slide.figure.parts]
    for number, title in enumerate(slide.mark):
        if title not in titles:
            what, expected = f"the figure has no part “{title}”", f"expected one of {', '.join(titles)}"
            yield Problem(what, expected, nearest(title, titles), place((*path, "mark", number)))


def _taken(
    name: str | None, taken: set[str], owner: str, path: Path, place: Callable[[Path], Place]
) -> Iterator[Problem]:
    if name is None:
        return
    if name in taken:
        yield Problem(f"the id “{name}” is taken by {owner} before this one", "expected another", place=place(path))
    taken.add(name)
