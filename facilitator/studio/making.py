"""Everything made of a file, with what to print of it; and what became of decks that were edited by hand."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import facilitator
from facilitator.messages import _, plural
from facilitator.problems import Problems
from facilitator.studio import attached, posted, shown, zipped
from facilitator.studio.asked import Make, Open

if TYPE_CHECKING:
    from starlette.requests import Request

    from facilitator.output.updating import Outcome

__all__ = ["Making"]


@dataclass
class Making:
    """What the page asks for on which everything is made; what was made last of each file is opened and fetched."""

    folder: Path
    """The user's own."""
    source: Callable[[Request], Path]
    """The file that a request is about."""
    pictures: Callable[[facilitator.OpenAgenda | facilitator.OpenProgramme], Mapping[str, str]]
    """By the id of each slide of what is opened, the name under which a page asks for it."""
    lock: AbstractContextManager[Any]
    """One request at a time works on the folder."""
    made: dict[Path, list[Path]] = field(default_factory=dict)

    def routes(self, agenda: str) -> list[Route]:
        """What is asked for below the address of an agenda."""
        return [
            Route(f"{agenda}/made", posted(self.make), methods=["POST"]),
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
            found = facilitator.update(made, folder, opened.terms, take=asked.take, **opened.about())
            kept = [one for one in found.outcomes if one.path in found.paths]
            self.made[source] = [one.path for one in kept]
            pictures = self.pictures(opened)
            names = [one.path.relative_to(folder).as_posix() for one in kept]
            files = [{"number": n, "name": names[n], **_printing(one.made)} for n, one in enumerate(kept)]
            merges = [_merge(number, names[number], one, pictures) for number, one in enumerate(kept) if one.merged]
            plain = [line for one in found.outcomes for line in (one.told if one.merged else one.lines())]
            told = [*found.told, *plain, *opened.notes()]
            shown = str(folder.relative_to(self.folder.parent))
            return JSONResponse({"folder": shown, "files": files, "merges": merges, "told": told})

    def open(self, request: Request, body: bytes) -> Response:
        """Open a file that was made in its own program, or show the folder."""
        number = Open.model_validate_json(body).number
        made = self.made.get(self.source(request), [])
        if not made or (number or 0) >= len(made) or not made[number or 0].is_file():
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
    paged = made.name.endswith(".pdf")
    told = plural("Print {n} page", "Print {n} pages", made.pages) if paged else ""
    if paged and made.copies and made.copies > 1:
        told = _("{pages}, {n} times", pages=told, n=made.copies)
    return {"kind": made.kind, "paged": paged, "print": told, "told": [*made.told]}


def _merge(number: int, name: str, outcome: Outcome, pictures: Mapping[str, str]) -> dict[str, Any]:
    """What has become of each slide of a deck that a person has edited, with what both have changed."""
    from facilitator.output.told import counted, said

    assert outcome.merged is not None
    slides = [
        {
            "id": f"{outcome.called}:{one.id}" if outcome.called else one.id,
            "number": one.now,
            "title": one.title,
            "became": "deleted" if one.became == "kept" and one.number is None else one.became,
            "said": [said(clash) for clash in one.clashes],
            "picture": pictures.get(one.id, ""),
        }
        for one in outcome.merged.slides
        if one.became != "same"
    ]
    backup = outcome.backup.name if outcome.backup else ""
    return {"number": number, "name": name, "counts": counted(outcome.merged), "slides": slides,
            "backup": backup}  # fmt: skip


def _common(paths: list[Path]) -> Path:
    """The folder that all of them are in."""
    return next(one for one in paths[0].parents if all(path.is_relative_to(one) for path in paths))
