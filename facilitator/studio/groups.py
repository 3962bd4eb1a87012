"""Many groups at once, from a page: a table that was dropped is checked and built while the page asks how far it is."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import copy_context
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

import click
from starlette.exceptions import HTTPException
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

import facilitator
from facilitator.content import file_slug, slug
from facilitator.messages import Problem, Problems, _, plural, quoted
from facilitator.reading.spreadsheet import read_sheets
from facilitator.studio import posted, sentences, zipped
from facilitator.studio.asked import Open, Rows, Table

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["Groups"]

_MINUTE = 60
_SOON = 90
"""Seconds that are told as such, not in minutes."""


@dataclass
class _Run:
    """A table, and what is made of it: one thing after the other."""

    source: Path
    table: Table
    how: Rows = field(default_factory=Rows)
    stop: Event = field(default_factory=Event)
    thread: Thread | None = None
    built: bool = False
    """The last thing that was asked for was to build, not only to check."""
    progress: tuple[str, int, int, float] = ("", 0, 0, 0.0)
    """What is done, of how many groups it is done, how many there are, and when that began."""
    found: facilitator.Batch | None = None
    problems: tuple[Problem, ...] = ()
    at: str = ""
    """Where the table lies while something is made of it."""
    sheets: tuple[str, ...] = ()
    headings: Mapping[str, str] = field(default_factory=dict)

    @property
    def running(self) -> bool:
        return self.thread is not None and self.thread.is_alive()

    @property
    def out(self) -> Path:
        """Where the files of all groups land."""
        return self.source.parent / "out" / f"{slug(self.source.stem)}-{slug(Path(self.table.name).stem)}"

    def refuse_while_busy(self) -> None:
        """Raise `Problems` where something is being done."""
        if self.running:
            raise Problems.one(_("the groups are being built"), _("expected that to be stopped first"))

    def begin(self, *, build: bool) -> None:
        """Check the table, or build its groups, beside whatever else is asked for.

        Raises:
            Problems: something is being done already.
        """
        self.refuse_while_busy()
        self.stop, self.built, self.found, self.problems = Event(), build, None, ()
        self.progress = (_("Reading the table"), 0, 0, time.monotonic())
        self.thread = Thread(target=copy_context().run, args=(self._work,))
        self.thread.start()

    def _work(self) -> None:
        with TemporaryDirectory() as folder:
            path = Path(folder, f"{file_slug(Path(self.table.name).stem)}{Path(self.table.name).suffix.lower()}")
            path.write_bytes(self.table.content)
            self.at = str(path)
            try:
                self._read(path)
                self.found = facilitator.batch(
                    self.source, path, name=self._name, sheet=self.how.sheet or None, out=self.out, resume=True,
                    build=self.built, beside=self.source.parent, progress=self._told, stopped=self.stop.is_set,
                )  # fmt: skip
            except Problems as error:
                self.problems = error.problems
            except facilitator.WrongArgument as error:
                self.problems = (Problem(str(error)),)

    def _read(self, path: Path) -> None:
        """What the page offers to choose from, also where the table is wrong in some way."""
        self.sheets = tuple(one.name for one in read_sheets(path) if one.name and one.rows)
        try:
            self.headings = facilitator.table_headings(self.source, path, sheet=self.how.sheet or None)
        except Problems:
            self.headings = {}

    @property
    def _name(self) -> str | None:
        """What groups are called by; what is not a column of this sheet is left out."""
        return " ".join(f"{{{{ {one} }}}}" for one in self.how.called if one in self.headings) or None

    def _told(self, what: str, done: int, of: int) -> None:
        since = self.progress[3] if done else time.monotonic()
        self.progress = (what, done, of, since)

    def data(self) -> dict[str, Any]:
        """How far it is, and what has come of it, as the page shows that."""
        what, done, of, since = self.progress
        common = {
            "name": self.table.name,
            "sheets": self.sheets,
            "columns": [*self.headings.items()],
            "running": self.running,
            "stopped": self.stop.is_set(),
            "built": self.built,
        }
        if self.running:
            left = (time.monotonic() - since) / done * (of - done) if done else 0
            return {**common, "what": what, "done": done, "of": of, "left": _left(left) if done else ""}
        return {
            **common,
            "problems": sentences(map(self._words, self._general())),
            **(self._result() if self.found else {}),
        }

    def _general(self) -> Iterator[Problem]:
        """What is wrong with no one row: with the table, or, with every row alike, the agenda."""
        yield from self.problems
        if self.found is not None:
            yield from dict.fromkeys(one for one in self.found.failed if not self._in_table(one))

    def _in_table(self, problem: Problem) -> bool:
        return problem.place is not None and problem.place.path.startswith(self.at)

    def _result(self) -> dict[str, Any]:
        found = self.found
        assert found is not None
        data, rows = found.data(), {row.place.line: row for row in found.table.rows}
        groups = []
        for group, told in zip(found.groups, data["groups"], strict=True):
            row, built = rows[group.row], found.built.get(group.row)
            wrong = [one for one in (built.problems if built else ()) if self._in_table(one)]
            columns = {one.place.column for one in wrong if one.place}
            cells = [*row.cells, *[""] * (len(found.table.headings) - len(row.cells))]
            marked = [{"text": cell, "wrong": row.cell(at).column in columns} for at, cell in enumerate(cells)]
            groups.append({
                "row": group.row, "name": group.name, "folder": group.folder, "state": told["state"],
                "files": len(told["files"]), "cells": marked, "problems": sentences(map(self._words, wrong)),
            })  # fmt: skip
        place = f"{found.folder.relative_to(self.source.parent)}"
        return {
            "headings": found.table.headings, "groups": groups, "folder": place, "print": data["print"][1:],
            "notes": sentences([*([*found.lines()][1:] if self.built else ()), *found.notes()]),
            "shared": len(data["shared"]),
        }  # fmt: skip

    def _words(self, problem: Problem) -> str:
        """What it says, with the row and the column in words where it is in the table."""
        place, table = problem.place, self.found.table if self.found else None
        if place is None or not place.line or not self._in_table(problem):
            return problem.words
        row = next((one for one in table.rows if one.place.line == place.line), None) if table else None
        at = next((n for n in range(len(row.cells)) if row.cell(n).column == place.column), None) if row else None
        if table is None or at is None or at >= len(table.headings) or not table.headings[at]:
            return _("Row {row}: {what}", row=place.line, what=problem.words)
        heading = quoted(table.headings[at])
        return _("Row {row}, {column}: {what}", row=place.line, column=heading, what=problem.words)

    def files_of(self, row: int) -> tuple[Path, Sequence[str]]:
        """The folder of a group, and its files. Raises `HTTPException` where it has none."""
        done = self.found.in_order if self.found is not None and self.built else []
        for group, built in done:
            if group.row == row and built.files:
                return self.out / group.folder, built.files
        raise HTTPException(404)


def _left(seconds: float) -> str:
    if seconds < _SOON:
        return plural("about {n} second left", "about {n} seconds left", max(1, round(seconds)))
    return plural("about {n} minute left", "about {n} minutes left", round(seconds / _MINUTE))


@dataclass
class Groups:
    """What the page of many groups asks for; each file has at most one table at a time."""

    source: Callable[[Request], Path]
    """The file that a request is about."""
    runs: dict[Path, _Run] = field(default_factory=dict)

    def routes(self, agenda: str) -> list[Route]:
        """What is asked for below the address of an agenda."""
        asked: Mapping[str, Callable[[Request, bytes], Response]] = {
            "drop": self.drop, "check": self.check, "build": self.build, "stop": self.stop, "open": self.open,
        }  # fmt: skip
        return [
            *(Route(f"{agenda}/groups/{what}", posted(one), methods=["POST"]) for what, one in asked.items()),
            Route(f"{agenda}/groups/state", self.state),
            Route(f"{agenda}/groups/files", self.all_files),
            Route(f"{agenda}/groups/files/{{row:int}}", self.files),
        ]

    def drop(self, request: Request, body: bytes) -> Response:
        """A table takes the place of the one before, and is checked."""
        table = Table.model_validate_json(body)
        source = self.source(request)
        if source in self.runs:
            self.runs[source].refuse_while_busy()
        self.runs[source] = _Run(source, table)
        return self._begun(request, build=False)

    def check(self, request: Request, body: bytes) -> Response:
        self._run(request).how = Rows.model_validate_json(body)
        return self._begun(request, build=False)

    def build(self, request: Request, body: bytes) -> Response:
        return self._begun(request, build=True)

    def stop(self, request: Request, body: bytes) -> Response:
        """What has begun is still finished; no other group is begun."""
        self._run(request).stop.set()
        return self.state(request)

    def state(self, request: Request) -> Response:
        found = self.runs.get(self.source(request))
        return JSONResponse(found.data() if found else {"name": ""})

    def open(self, request: Request, body: bytes) -> Response:
        """Show the folder of a group, or of all of them."""
        row, run = Open.model_validate_json(body).number, self._run(request)
        if row is None:
            shown = run.found.paths[0] if run.found else run.out
        else:
            folder, names = run.files_of(row)
            shown = folder / names[0]
        if not shown.is_file():
            raise HTTPException(404)
        click.launch(str(shown), locate=True)
        return JSONResponse({"said": ""})

    def files(self, request: Request) -> Response:
        """The files of a group, in one."""
        folder, names = self._run(request).files_of(request.path_params["row"])
        return zipped(folder, [folder / name for name in names])

    def all_files(self, request: Request) -> Response:
        """The files of all groups, in one, which lies beside them from then on."""
        run = self._run(request)
        if run.found is None or not run.built:
            raise HTTPException(404)
        path = run.found.zipped()
        return FileResponse(path, filename=f"{run.out.name}.zip", media_type="application/octet-stream")

    def refuse_while_busy(self) -> None:
        """Raise `Problems` where the groups of any file are being built."""
        for run in self.runs.values():
            run.refuse_while_busy()

    def close(self) -> None:
        """Stop whatever is being done, and wait for what has begun."""
        for run in self.runs.values():
            run.stop.set()
        for thread in [run.thread for run in self.runs.values() if run.thread]:
            thread.join()

    def _begun(self, request: Request, *, build: bool) -> Response:
        self._run(request).begin(build=build)
        return self.state(request)

    def _run(self, request: Request) -> _Run:
        found = self.runs.get(self.source(request))
        if found is None:
            raise HTTPException(404)
        return found
