"""Everything made of a file, with what to print of it; and what became of decks that were edited by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import facilitator
from facilitator.messages import Problems, _, mark, plural
from facilitator.studio import attached, posted, sentences, shown, zipped
from facilitator.studio.asked import EVERYTHING, Make, Open

if TYPE_CHECKING:
    from starlette.requests import Request

    from facilitator.merging.comparing import SlideOutcome
    from facilitator.office.presentation import Slide
    from facilitator.output.updating import Outcome

__all__ = ["Making"]

_SEEN: Mapping[str, tuple[str, ...]] = {
    "updated": ("was", "now"), "both": ("was", "now"), "kept": ("now",), "new": ("now",), "removed": ("was",),
    "conflict": ("now", "agenda"), "deleted": ("agenda",),
}  # fmt: skip
"""What is seen of a slide, by what has become of it: as the person had it, as it is now, as the agenda has it."""
_THEME = {
    "updated": mark("The colours and fonts are those of the agenda's theme now."),
    "kept": mark("Your colours and fonts stay."),
    "conflict": mark("Your colours and fonts stay; the agenda has another theme."),
}
_MASTERS = {"kept": mark("What you have changed in masters and layouts stays.")}


@dataclass
class Making:
    """What the page asks for on which everything is made; what was made last of each file is opened and fetched."""

    folder: Callable[[], Path]
    """The user's own."""
    source: Callable[[Request], Path]
    """The file that a request is about."""
    lock: AbstractContextManager[Any]
    """One request at a time works on the folder."""
    made: dict[Path, list[Path]] = field(default_factory=dict)
    seen: dict[Path, dict[str, Callable[[], str]]] = field(default_factory=dict)
    """What draws the slides of decks that a person has edited, as they were and as they are now, by their names."""

    def routes(self, agenda: str) -> list[Route]:
        """What is asked for below the address of an agenda."""
        return [
            Route(f"{agenda}/made", posted(self.make), methods=["POST"]),
            Route(f"{agenda}/seen/{{name}}", self.picture),
            Route(f"{agenda}/open", posted(self.open), methods=["POST"]),
            Route(f"{agenda}/files/all", self.download_all),
            Route(f"{agenda}/files/{{number:int}}", self.download),
        ]

    def make(self, request: Request, body: bytes) -> Response:
        """Build everything into the folder ``out`` beside the file, as the command does."""
        asked = Make.model_validate_json(body)
        with self.lock:
            source = self.source(request)
            opened = facilitator.open(source)
            problems: list[facilitator.Problem] = []
            made = opened.build(problems=problems)
            if problems:
                raise Problems(problems)
            folder = source.parent / "out" / opened.folder
            found = facilitator.update(
                made, folder, opened.terms, take=None if EVERYTHING in asked.take else asked.take, **opened.about()
            )
            kept = [one for one in found.outcomes if one.path in found.paths]
            self.made[source] = [one.path for one in kept]
            names = [one.path.relative_to(folder).as_posix() for one in kept]
            files = [{"number": n, "name": names[n], **_printing(one.made)} for n, one in enumerate(kept)]
            self.seen[source] = {}
            merges = [
                _merge(names[number], one, partial(self._slide, source))
                for number, one in enumerate(kept)
                if one.merged
            ]
            plain = [line for one in found.outcomes for line in (one.told if one.merged else one.lines())]
            told = [*found.told, *plain, *opened.notes()]
            shown = str(folder.relative_to(self.folder().parent))
            return JSONResponse({"folder": shown, "files": files, "merges": merges, "told": sentences(told)})

    def _slide(self, source: Path, deck: _Deck, number: int | None) -> str:
        """The name under which the page asks for a slide of a deck; empty where there is none."""
        if number is None or not deck.content:
            return ""
        name = f"{deck.sum}-{number}"
        self.seen[source][name] = partial(deck.drawn, number)
        return name

    def picture(self, request: Request) -> Response:
        """A slide of a deck that a person has edited."""
        drawn = self.seen.get(self.source(request), {}).get(request.path_params["name"])
        if drawn is None:
            raise HTTPException(404)
        return Response(drawn(), media_type="image/svg+xml")

    def open(self, request: Request, body: bytes) -> Response:
        """Open a file that was made in its own program, or show the folder: of what was made, or else of the agenda."""
        number = Open.model_validate_json(body).number
        source = self.source(request)
        made = self.made.get(source) or [source][: number is None]
        if (number or 0) >= len(made) or not made[number or 0].is_file():
            raise HTTPException(404)
        click.launch(str(made[number or 0]), locate=number is None)
        return JSONResponse({"said": ""})

    def download(self, request: Request) -> Response:
        made = self.made.get(self.source(request), [])
        number = request.path_params["number"]
        if number >= len(made) or not made[number].is_file():
            raise HTTPException(404)
        content, name = made[number].read_bytes(), made[number].name
        return shown(content, name) if "show" in request.query_params else attached(content, name)

    def download_all(self, request: Request) -> Response:
        source = self.source(request)
        made = self.made.get(source, [])
        if not made:
            raise HTTPException(404)
        return zipped(_common(made), made, source.stem)


def _printing(made: facilitator.Made) -> dict[str, Any]:
    """What to do with a file, in words: how many pages to print, and how often; on which setting, it tells itself."""
    # Slow to import, and what has made the files has imported it.
    from facilitator.print.runsheet.packing import copies_told

    paged = made.name.endswith(".pdf")
    what = plural("Print {n} page", "Print {n} pages", made.pages) if paged else ""
    if paged and made.copies and made.copies > 1:
        what = _("{pages}, {n} times", pages=what, n=made.copies)
    told = [line for line in made.told if not made.copies or line != copies_told(made.copies)]
    return {"kind": made.kind, "paged": paged, "print": what, "told": told}


@dataclass(frozen=True)
class _Deck:
    """A deck: as a person had it, as it is now, or as the agenda has it."""

    path: Path
    content: bytes

    @cached_property
    def sum(self) -> str:
        """By which it is told from others in addresses."""
        return sha256(self.content).hexdigest()[:16]

    @cached_property
    def slides(self) -> dict[int, Slide]:
        from facilitator.office.presentation import open_presentation

        return {one.number: one for one in open_presentation(self.path, content=self.content, keep=True).slides()}

    @cached_property
    def places(self) -> dict[str, int]:
        """The numbers of our slides by their ids."""
        from facilitator.merging.deck import read_deck

        return {id_: form.slide.number for id_, form in read_deck(self.path, self.content).ours.items()}

    def drawn(self, number: int) -> str:
        from facilitator.ground.slides import slide_picture

        return slide_picture(self.slides[number]).svg


def _merge(name: str, outcome: Outcome, seen: Callable[[_Deck, int | None], str]) -> dict[str, Any]:
    """What has become of each slide of a deck that a person has edited, with what both have changed, and seen."""
    from facilitator.output.told import counted, said

    merged = outcome.merged
    assert merged is not None
    now = _Deck(outcome.path, outcome.path.read_bytes())
    was = now if outcome.backup is None else _Deck(outcome.backup, outcome.backup.read_bytes())
    decks = {"was": was, "now": now, "agenda": _Deck(outcome.path, outcome.made.content)}
    slides: list[dict[str, Any]] = []
    for one in merged.slides:
        became = "deleted" if one.became == "kept" and one.number is None else one.became
        if became != "same":
            pictures = ({"of": of, "at": seen(decks[of], _number(one, of, decks["agenda"]))} for of in _SEEN[became])
            slides.append({
                "id": f"{outcome.called}:{one.id}" if outcome.called else one.id, "number": one.now,
                "title": now.slides[one.now].title if one.now else one.title,
                "became": became, "said": [said(clash) for clash in one.clashes],
                "pictures": [picture for picture in pictures if picture["at"]],
            })  # fmt: skip
    for own in merged.own:
        shown = {"id": "", "number": own.now, "title": own.title, "became": "own", "said": [],
                 "pictures": [{"of": "now", "at": seen(now, own.now)}]}  # fmt: skip
        place = next((at for at, one in enumerate(slides) if (one["number"] or 0) > own.now), len(slides))
        slides.insert(place, shown)
    whole = [_(words[state]) for words, state in ((_THEME, merged.theme), (_MASTERS, merged.masters)) if state in words]
    whole += [_("The footer says “{foot}” now.", foot=merged.foot)] if merged.foot else []
    backup = outcome.backup.name if outcome.backup else ""
    return {"name": name, "counts": counted(merged), "slides": slides, "backup": backup, "whole": whole,
            "other": merged.theme in ("kept", "conflict")}  # fmt: skip


def _number(slide: SlideOutcome, of: str, agenda: _Deck) -> int | None:
    """Which slide of a deck it is."""
    return agenda.places.get(slide.id) if of == "agenda" else {"was": slide.number, "now": slide.now}[of]


def _common(paths: list[Path]) -> Path:
    """The folder that all of them are in."""
    return next(one for one in paths[0].parents if all(path.is_relative_to(one) for path in paths))
