"""The studio's pages and what they ask for: each request is one call, and its answer what the file says afterwards."""

from __future__ import annotations

import gc
import time
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from secrets import token_bytes
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import facilitator
from facilitator.library import KINDS, Library
from facilitator.messages import Problems, WrongArgument, _
from facilitator.studio import failed, misunderstood, page, posted, sentences, static, titled
from facilitator.studio import routes as help_routes
from facilitator.studio.asked import Asked, Dropped, Picked, Use, edit_of, mends_of, mends_of_programme, mends_of_unread
from facilitator.studio.desk import Changed, Desk, OpenFile, Unknown
from facilitator.studio.edits import edited
from facilitator.studio.groups import Groups
from facilitator.studio.guard import Guard, leading_file, listening_at, server
from facilitator.studio.making import Making
from facilitator.studio.room import Rooms
from facilitator.studio.shelf import Press, agendas_on_shelf, in_folder, on_shelf, picture_of

if TYPE_CHECKING:
    from starlette.requests import Request

    from facilitator.studio.day import Drawing

__all__ = ["Studio", "serve", "tidied"]

_MOST = 3_000
"""Slides that are kept: those of the last few states of what lies open."""


@dataclass
class Studio:
    """The pages over one folder."""

    desk: Desk
    slides: dict[str, Drawing] = field(default_factory=dict)
    """Each drawn when it is asked for, by the names under which pages ask for them."""
    pictures: dict[tuple[str, str], tuple[bytes, str]] = field(default_factory=dict)
    """Of what is on the shelf, with their media types."""
    ended: Callable[[], None] = lambda: None
    """Ends the studio."""
    worked: float = 0
    """When a day was reckoned last, on the clock that only goes on."""

    @cached_property
    def press(self) -> Press:
        """Where things are made without an agenda."""
        return Press(lambda: self.desk.root, self.desk.libraries, self.desk.lock)

    @cached_property
    def groups(self) -> Groups:
        """Where agendas are built for many groups."""
        return Groups(self._path)

    @cached_property
    def making(self) -> Making:
        """Where everything is made of a file."""
        return Making(lambda: self.desk.root, self._path, self.desk.lock)

    @cached_property
    def rooms(self) -> Rooms:
        """Where days are run."""
        return Rooms(self._path)

    def app(self) -> Starlette:
        """All of it, unguarded."""
        agenda = "/agendas/{known}"
        return Starlette(
            routes=[
                Route("/", self.shelf),
                Route("/wrong", lambda _request: JSONResponse(self.desk.wrong())),
                Route("/use", posted(self.use), methods=["POST"]),
                Route("/folders", posted(self.folders), methods=["POST"]),
                Route("/folder", posted(self.picked), methods=["POST"]),
                Route("/pictures/{kind}/{name}", self.picture),
                Route("/static/{name}", static),
                Route("/end", posted(self.end), methods=["POST"]),
                *self.press.routes(),
                *help_routes(),
                Route("/slides/{name}", self.slide),
                Route(agenda, partial(self.of_file, "agenda.html")),
                Route(f"{agenda}/day", self.day),
                Route(f"{agenda}/sum", self.sum),
                *(
                    Route(f"{agenda}/{what}", posted(partial(self.changed, what)), methods=["POST"])
                    for what in ("edit", "undo", "redo")
                ),
                Route(f"{agenda}/drop", posted(self.dropped), methods=["POST"]),
                Route(f"{agenda}/mends", self.mends),
                Route(f"{agenda}/agendas", self.agendas),
                Route(f"{agenda}/bring", posted(self.bring), methods=["POST"]),
                Route("/exercises", self.exercises),
                Route("/names", self.names),
                Route(f"{agenda}/groups", partial(self.of_file, "groups.html")),
                *self.groups.routes(agenda),
                *self.rooms.routes(agenda),
                Route(f"{agenda}/make", partial(self.of_file, "make.html")),
                *self.making.routes(agenda),
            ],
            exception_handlers={
                Unknown: _missing,
                404: _missing,
                ValidationError: misunderstood,
                Problems: _problems,
                WrongArgument: _makes_no_sense,
                Exception: failed,
            },
        )

    # --- pages ---

    def shelf(self, request: Request) -> Response:
        with self.desk.lock:
            return page(
                "shelf.html",
                shelves=on_shelf(self.desk.libraries()),
                own=self.desk.own(),
                folder=self.desk.root,
            )

    def end(self, request: Request, body: bytes) -> Response:
        self.ended()
        return JSONResponse({"said": _("The studio is closed. This page can be closed too.")})

    def of_file(self, name: str, request: Request) -> Response:
        with self.desk.lock:
            file = self._file(request)
            programme = file.programme
            themes = [{"id": one["id"], "title": one["title"]} for one in facilitator.shelf("themes")["themes"]]
            known = request.path_params["known"]
            return page(
                name, known=known, file=file.path.name, title=titled(file.path)[0], programme=programme, themes=themes
            )

    def names(self, request: Request) -> Response:
        """The titles of everything that agendas can name, by kind and name."""
        found = facilitator.shelf(libraries=self.desk.libraries())
        kinds = ("exercises", "figures", "cards", "forms")
        return JSONResponse({kind: {one["id"]: one["title"] for one in found[kind]} for kind in kinds})

    def picture(self, request: Request) -> Response:
        kind, name = request.path_params["kind"], request.path_params["name"]
        with self.desk.lock:
            own = self.desk.libraries()
            if own and kind in KINDS and name in Library(tuple(own)).names(kind):  # It may be another every time.
                found = picture_of(kind, name, own)
            else:
                found = self.pictures.get((kind, name)) or picture_of(kind, name)
            if found is None:
                raise Unknown
            self.pictures[kind, name] = found
        content, media = found
        return Response(content, media_type=media)

    def slide(self, request: Request) -> Response:
        drawn = self.slides.get(request.path_params["name"])
        if drawn is None:
            raise Unknown
        return Response(drawn(), media_type="image/svg+xml")

    def folders(self, request: Request, body: bytes) -> Response:
        return JSONResponse(self.desk.below(Picked.model_validate_json(body).path))

    def picked(self, request: Request, body: bytes) -> Response:
        """The pages are over another folder from now on; nothing of this one is shared any more."""
        with self.desk.lock:
            self.groups.refuse_while_busy()
            self.desk.move(Picked.model_validate_json(body).path)
            self.rooms.share.close()
            return JSONResponse({"go": "/"})

    # --- an agenda ---

    def day(self, request: Request) -> Response:
        with self.desk.lock:
            return JSONResponse(self._day(self._file(request)))

    def sum(self, request: Request) -> Response:
        with self.desk.lock:
            return JSONResponse({"sum": self._file(request).sum})

    def changed(self, what: str, request: Request, body: bytes) -> Response:
        """The day after an edit, or after one that was undone or done again."""
        asked = Asked.model_validate_json(body)
        with self.desk.lock:
            file = self._file(request)
            if what == "edit":
                return self._after(file, partial(self._edit, file, asked))
            return self._after(file, partial(getattr(file, what), asked.sum, asked.by))

    def _after(self, file: OpenFile, step: Callable[[], bool | None]) -> Response:
        """The day after a step, or why that was not made; and that it was another window's, where the step says so."""
        try:
            said = _("That change was made in another window.") if step() else ""
        except Changed:
            said = _("The file was changed in another window or by another program; your last change was not made.")
            return JSONResponse({**self._day(file), "said": said}, 409)
        except Problems as error:
            return JSONResponse({"said": _said(error)}, 422)
        return JSONResponse({**self._day(file), "said": said})

    def _edit(self, file: OpenFile, asked: Asked) -> None:
        edit = edit_of(asked.edit, lambda: _opened(file).reading.agenda)
        file.change(asked.sum, lambda text: edited(text, edit), asked.by)

    def dropped(self, request: Request, body: bytes) -> Response:
        """The day after a file was put beside the agenda, which names it from now on."""
        asked = Dropped.model_validate_json(body)
        with self.desk.lock:
            file = self._file(request)
            return self._after(file, lambda: file.name_dropped(asked.sum, asked.path, asked.name, asked.content))

    def mends(self, request: Request) -> Response:
        """What would make the day hold, each with the edit that does it."""
        with self.desk.lock:
            file = self._file(request)
            if file.programme:
                return JSONResponse({"mends": mends_of_programme(file.text(), file.holds)})
            try:
                opened = _opened(file)
            except Problems:
                return JSONResponse({"mends": mends_of_unread(file.text(), file.opens)})
            return JSONResponse({"mends": mends_of(opened.reading.agenda, opened.terms.decimal_clock)})

    def agendas(self, request: Request) -> Response:
        """What the parts of a programme can be held by: the user's own, and what is on the shelf."""
        with self.desk.lock:
            own = [*self.desk.agendas_for(self._file(request).path)]
            names = {one["value"] for one in own}
            return JSONResponse({"own": own, "shelf": [one for one in agendas_on_shelf() if one["value"] not in names]})

    def bring(self, request: Request, body: bytes) -> Response:
        """Copy the agenda of a part from the shelf to where its programme finds it, to be opened then."""
        name = Use.model_validate_json(body).name
        with self.desk.lock:
            path = self.desk.bring(self._file(request).path, name)
            return JSONResponse({"go": f"/agendas/{self.desk.known_as(path)}"})

    def exercises(self, request: Request) -> Response:
        with self.desk.lock:
            return JSONResponse(facilitator.shelf("exercises", libraries=self.desk.libraries()))

    def _day(self, file: OpenFile) -> dict[str, Any]:
        # The shelf is there before what plans and draws has been loaded.
        from facilitator.studio.day import day_of, entries

        try:
            told = day_of(file.path, file.text(), self.slides)
        except Problems as error:  # It is no text at all, or gone.
            told = {"broken": True, "problems": entries(error.problems), "blocks": []}
        found = {"sum": file.sum, **file.steps, **told}
        for name in [*self.slides][: max(0, len(self.slides) - _MOST)]:
            del self.slides[name]
        self.worked = time.monotonic()
        return found

    def _file(self, request: Request) -> OpenFile:
        return self.desk.file(request.path_params["known"])

    def _path(self, request: Request) -> Path:
        with self.desk.lock:
            return self._file(request).path

    # --- the shelf ---

    def use(self, request: Request, body: bytes) -> Response:
        """Copy something of the shelf into the folder; an agenda is opened then."""
        asked = Use.model_validate_json(body)
        with self.desk.lock:
            path = self.desk.copy(asked.kind, asked.name)
            go = f"/agendas/{self.desk.known_as(path)}" if asked.kind == "agendas" else ""
            return JSONResponse({"go": go, "said": in_folder(self.desk.root, path)})


def _opened(file: OpenFile) -> facilitator.OpenAgenda:
    """The file, which is an agenda. Raises `Problems` where it is none any more."""
    opened = facilitator.open(file.path, text=file.text())
    if not isinstance(opened, facilitator.OpenAgenda):
        raise Problems.one(_("this is a programme by now"))
    return opened


def _missing(request: Request, error: Exception) -> Response:
    return page("missing.html", 404)


def _problems(request: Request, error: Exception) -> Response:
    assert isinstance(error, Problems)
    return JSONResponse({"said": _said(error)}, 422)


def _said(error: Problems) -> str:
    """Each problem once, on a line of its own."""
    return "\n".join(sentences(one.words for one in error.problems))


def _makes_no_sense(request: Request, error: Exception) -> Response:
    return JSONResponse({"said": "".join(sentences([str(error)]))}, 422)


def serve(
    place: Path, port: int = 0, *, browser: bool = True, share: bool = False, tell: Callable[[str], None] = print
) -> None:
    """Serve the studio on this machine until it is interrupted.

    Args:
        place: the folder with the user's files, or one of the files, which is opened.
        port: 0 for the usual one, or where that is taken one that is free.
        browser: open it in the browser.
        share: put the page for the room of the file on the local network at once.
        tell: gets the address.

    Raises:
        WrongArgument: there is no agenda there; the port is taken; or nothing can be shared, for it is no file, or
            there is no network.
        Problems: the day of the file does not hold, so that there is no page to share.
    """
    if share and not place.is_file():
        raise WrongArgument(_("expected the FILE whose page for the room is to be shared"), "share")
    desk = Desk(place if place.is_dir() else place.parent, token_bytes(32))
    if not place.is_dir() and place.resolve() not in [path for _known, path in desk.files()]:
        what = _("{file} is neither an agenda nor a programme of its folder; expected one, or a folder")
        raise WrongArgument(what, file=place.name)
    with listening_at(port) as listening:
        studio = Studio(desk)
        guard = Guard(studio.app(), listening.getsockname()[1])
        if place.is_file():
            guard.start = f"/agendas/{desk.known_as(place.resolve())}"
        if share:
            studio.rooms.share.start(studio.rooms.of(place.resolve()))
            guard.start += "/room"
        running = server(guard)
        studio.ended = partial(setattr, running, "should_exit", True)
        tell(guard.address)
        with TemporaryDirectory() as folder, closing(studio.rooms.share), tidied(lambda: studio.worked):
            if browser:
                webbrowser.open(leading_file(guard.address, Path(folder)).as_uri())
            try:
                running.run(sockets=[listening])
            finally:
                studio.groups.close()


_PATIENCE, _LONG = 2.0, 60.0
"""Seconds without work after which there is time to tidy, and those of work after which there has to be."""


@contextmanager
def tidied(worked: Callable[[], float], patience: float = _PATIENCE) -> Iterator[None]:
    """As long as the block runs, memory that nobody needs is looked for when nobody waits.

    It takes some tenths of a second, more than an edit; Python would do it in the middle of one.

    Args:
        worked: when something was done last, by `time.monotonic`.
        patience: seconds after that.
    """
    ended, was = Event(), gc.isenabled()

    def tidy() -> None:
        last = time.monotonic()
        while not ended.wait(patience / 2):
            now, done = time.monotonic(), worked()
            if done > last and (now - done > patience or now - last > _LONG):
                gc.collect()
                last = time.monotonic()

    gc.disable()
    thread = Thread(target=tidy, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()
        if was:
            gc.enable()
