"""The page for the room, on several screens: where the day stands, and that page on the local network for a phone.

The network is the one exception to loopback. It is a socket of its own, off until somebody switches it on, on which
there is one page and where its day stands, by two addresses that nobody can guess: one only shows it, one moves the day
on. Neither says what the day is called or who it is for.
"""

from __future__ import annotations

import re
import secrets
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from threading import RLock, Thread
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, TypeAlias

from markupsafe import Markup
from pydantic import Field, ValidationError
from starlette.applications import Starlette
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import facilitator
from facilitator.messages import Problems, WrongArgument, _
from facilitator.studio import checksum, misunderstood, page, posted, sentences, titled
from facilitator.studio.asked import Body
from facilitator.studio.guard import SHARED, Gate, Refused, listening_at, same, server

if TYPE_CHECKING:
    import uvicorn
    from starlette.requests import Request
    from starlette.types import Scope

__all__ = ["Role", "Room", "Rooms", "Share"]

Role: TypeAlias = Literal["host", "control", "read"]
_ROLES: tuple[Role, ...] = ("control", "read")
"""What one who comes over the network may do."""
_POLICY = re.compile(rb'http-equiv="Content-Security-Policy" content="([^"]+)"')


_Id = Annotated[str, Field(max_length=200)]
_Minute = Annotated[int, Field(ge=-100_000, le=1_000_000)]
_Time = Annotated[int, Field(ge=0, le=10**14)]
"""Milliseconds since 1970, as browsers count them."""


class _Over(Body):
    """A block that is over."""

    id: _Id
    began: _Minute
    ended: _Minute
    together: bool


class _Line(Body):
    """A row of blocks, the day's or a track's: what runs, since when and until when, and what is over."""

    at: _Id | None
    began: _Minute
    until: _Minute | None
    done: Annotated[list[_Over], Field(max_length=500)]


class _Last(Body):
    """The last deed: the plan's minute, its midnight, and its time."""

    minute: _Minute
    day: _Time
    time: _Time


class Stand(Body):
    """Where a day stands, as the page for the room keeps it."""

    plan: _Id
    lines: Annotated[dict[Annotated[str, Field(max_length=20)], _Line], Field(max_length=100)]
    form: Literal["keep", "push", "stop"] | None
    gone: Annotated[list[_Id], Field(max_length=500)]
    origin: _Time | None
    last: _Last | None


class Standing(Body):
    """Where the day stands after something was done on a screen, which took it to stand at that version."""

    version: int
    state: Stand


class Sharing(Body):
    """The page for the room is to be on the local network, or no longer."""

    on: bool


@dataclass
class Room:
    """The page of an agenda, and where its day stands."""

    path: Path
    version: int = 0
    """Grows whenever something is done."""
    state: Stand | None = None
    """None before anything is."""
    _page: bytes = b""
    _made_of: str = ""
    """The checksum of the text that the page was made of."""
    _tried: str = ""
    """And of the one that was tried last: a day that does not hold any more leaves the page as it was."""
    _lock: RLock = field(default_factory=RLock)

    def page(self, _request: Request | None = None) -> Response:
        """The page, of the agenda as it is now or as it held last.

        Raises:
            Problems: it never did.
        """
        with self._lock:
            try:
                self._make()
            except Problems:
                if not self._page:
                    raise
            policy = _POLICY.search(self._page)
            assert policy is not None
            headers = {"content-security-policy": f"{policy[1].decode()}; frame-ancestors 'none'"}
            return Response(self._page, headers=headers, media_type="text/html")

    def _make(self) -> None:
        text = self._text()
        if self._tried == checksum(text):
            return
        self._tried = checksum(text)
        opened = facilitator.open(self.path, text=text)
        if not isinstance(opened, facilitator.OpenAgenda):
            raise Problems.one(_("this is a programme by now"))
        from facilitator.live import make_live  # With it comes all that slides are drawn by.

        self._page = make_live(opened.dressed, opened.schedule, self._tried).content
        self._made_of = self._tried

    def _text(self) -> str:
        try:
            return self.path.read_bytes().decode()
        except (OSError, UnicodeDecodeError):
            raise Problems.one(_("the file cannot be read")) from None

    def told(self, request: Request, role: Role = "host") -> Response:
        """Where the day stands, where that is not yet known there."""
        return JSONResponse(self._standing(role, request.query_params.get("after")))

    def done(self, _request: Request, body: bytes, role: Role = "host") -> Response:
        """Something was done on a screen; of two deeds at once the first holds, and the other screen is told."""
        asked = Standing.model_validate_json(body)
        with self._lock:
            if asked.version != self.version:
                return JSONResponse(self._standing(role), 409)
            self.version, self.state = self.version + 1, asked.state
            return JSONResponse(self._standing(role, str(self.version)))

    def _standing(self, role: Role, after: str | None = None) -> dict[str, Any]:
        with self._lock:
            new = self.state is not None and after != str(self.version)
            state = {"state": self.state.model_dump()} if new and self.state else {}
            return {"role": role, "version": self.version, "plan": self._plan(), **state}

    def _plan(self) -> str:
        """What the page is made of as it would be now."""
        try:
            found = checksum(self._text())
        except Problems:
            return self._made_of
        return self._made_of if found == self._tried else found

    def routes(self, at: str, role: Role) -> list[Route]:
        """The page and where the day stands, below a path."""
        told = [Route(f"{at}/", self.page), Route(f"{at}/state", partial(self.told, role=role))]
        return (
            told
            if role == "read"
            else [*told, Route(f"{at}/state", posted(partial(self.done, role=role)), methods=["POST"])]
        )


class _Door(Gate):
    """The gate on the local network: the address itself has the code."""

    headers: ClassVar[Mapping[str, str]] = {
        name: value for name, value in Gate.headers.items() if name != "cross-origin-opener-policy"
    }
    """Browsers heed that one on secure connections only, and complain."""

    def __init__(self, app: Starlette, host: str, codes: Mapping[Role, str]) -> None:
        self.app, self.hosts, self.codes = app, frozenset({host}), codes

    def entered(self, path: str) -> bool:
        """From a message with the address, say."""
        return path.endswith("/")

    def admitted(self, scope: Scope, headers: Mapping[str, str], *, near: bool) -> None:
        shown = scope["path"].split("/")[1]
        role = next((role for role, code in self.codes.items() if same(shown, code)), None)
        if role is None:
            raise Refused(404)
        if role == "read" and scope["method"] == "POST":
            raise Refused(403)


def _own_address() -> str:
    """This machine's own in its network, the way by which it would reach others; nothing is sent.

    Raises:
        WrongArgument: it is in none.
    """
    with socket.socket(type=socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            raise _no_network() from None
        found = str(probe.getsockname()[0])
    if found.startswith(("127.", "0.")):
        raise _no_network()
    return found


def _no_network() -> WrongArgument:
    return WrongArgument(_("this machine is on no network that a phone could be on too"), "share")


@dataclass
class Share:
    """One room on the local network, while it is switched on."""

    address: Callable[[], str] = _own_address
    """Gives the machine's own in the network; raises `WrongArgument`."""
    room: Room | None = None
    codes: dict[Role, str] = field(default_factory=dict)
    host: str = ""
    _server: uvicorn.Server | None = None
    _thread: Thread | None = None
    _lock: RLock = field(default_factory=RLock)

    def start(self, room: Room) -> None:
        """Put the page of a room there, by new addresses; what was there before is no longer.

        Raises:
            WrongArgument: this machine is on no network.
            Problems: the day does not hold, so that there is no page.
        """
        with self._lock:
            self.close()
            room.page()
            try:
                listening = listening_at(0, self.address(), SHARED)
            except WrongArgument as error:
                raise _no_network() from error
            self.room, self.codes = room, {role: secrets.token_urlsafe(24) for role in _ROLES}
            self.host = "{}:{}".format(*listening.getsockname())
            routes = [route for role, code in self.codes.items() for route in room.routes(f"/{code}", role)]
            app = Starlette(routes=routes, exception_handlers={ValidationError: misunderstood})
            app.router.redirect_slashes = False
            self._server = server(_Door(app, self.host, self.codes))
            self._thread = Thread(target=self._server.run, kwargs={"sockets": [listening]}, daemon=True)
            self._thread.start()

    def close(self) -> None:
        """Nothing is there any more; where nothing was, that is no mistake."""
        with self._lock:
            if self._server and self._thread:
                self._server.should_exit = True
                self._thread.join()
            self.room, self.codes, self._server, self._thread = None, {}, None, None

    def link(self, role: Role) -> str:
        """The address for those who may do that."""
        return f"http://{self.host}/{self.codes[role]}/"

    def picture(self, role: Role) -> Markup:
        """The same for a phone's camera, as SVG."""
        import segno

        drawn = segno.make(self.link(role), error="m", micro=False)
        return Markup(drawn.svg_inline(omitsize=True, border=4, light="#fff", svgclass=None, lineclass=None))


@dataclass
class Rooms:
    """The rooms of a studio."""

    path: Callable[[Request], Path]
    """Gives the file that a request names."""
    share: Share = field(default_factory=Share)
    _rooms: dict[Path, Room] = field(default_factory=dict)

    def of(self, path: Path) -> Room:
        """The room of an agenda."""
        return self._rooms.setdefault(path, Room(path))

    def routes(self, agenda: str) -> list[Route]:
        """What is asked for below the path of an agenda."""
        at = f"{agenda}/room"
        return [
            Route(at, self.overview),
            Route(f"{at}/share", self.is_shared),
            Route(f"{at}/share", posted(self.shared), methods=["POST"]),
            Route(f"{at}/page/", lambda request: self._asked(request).page()),
            Route(f"{at}/page/state", lambda request: self._asked(request).told(request)),
            Route(f"{at}/page/state", posted(self.done), methods=["POST"]),
        ]

    def _asked(self, request: Request) -> Room:
        return self.of(self.path(request))

    def overview(self, request: Request) -> Response:
        """From where the page is opened, and shared."""
        room = self._asked(request)
        try:
            room.page()
            problems = list[str]()
        except Problems as error:
            problems = sentences(one.words for one in error.problems)
        known, shared = request.path_params["known"], self._shared(room)
        return page("room.html", known=known, title=titled(room.path)[0], shared=shared, problems=problems)

    def _shared(self, room: Room) -> Share | None:
        return self.share if self.share.room is room else None

    def is_shared(self, request: Request) -> Response:
        """The address for those who look on; empty while there is none. Windows ask: codes on a screen may be old."""
        shared = self._shared(self._asked(request))
        return JSONResponse({"link": shared.link("read") if shared else ""})

    def shared(self, request: Request, body: bytes) -> Response:
        """Switch the local network on or off."""
        asked = Sharing.model_validate_json(body)
        self.share.start(self._asked(request)) if asked.on else self.share.close()
        return JSONResponse({"said": ""})

    def done(self, request: Request, body: bytes) -> Response:
        """Something was done on a screen of this machine."""
        return self._asked(request).done(request, body)
