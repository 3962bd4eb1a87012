"""Who may ask the studio's server for anything: the browser that was opened with the address that the program told.

Loopback alone keeps nobody out: any page in any browser on the machine can send requests there, a name can be made to
lead there (DNS rebinding), and other people may have an account on the machine. What is on the local network for a
while (``room.py``) stands behind the same gate, with another key.
"""

from __future__ import annotations

import asyncio
import re
import secrets
import socket
from collections.abc import Mapping
from dataclasses import dataclass, field
from html import escape
from http.cookies import CookieError, SimpleCookie
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import parse_qs

import uvicorn
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from uvicorn.protocols.http.h11_impl import H11Protocol

from facilitator.messages import WrongArgument, _, languages, mark, speaking

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = ["SHARED", "USUAL", "Gate", "Guard", "Refused", "leading_file", "listening_at", "same", "server"]

_BEGIN = "/begin"
"""Where a browser shows its token, once."""
_LARGEST = 100_000
"""Bytes of a request's body: an edit of the longest text has room."""
DROP, LARGEST_DROP = "/drop", 85_000_000
"""How the paths end to which files are sent, and how large such a body may be."""
PATIENCE = 10.0
"""Seconds that the head of a request may take, and its body."""
_METHODS = frozenset({"GET", "HEAD", "POST"})
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'none'; frame-ancestors 'none'; base-uri 'none'"
)
_HEADERS = {
    "content-security-policy": _POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-store",
}
_SAID = {
    400: mark("This request cannot be understood."),
    401: mark("Open the studio with the address that the program tells when it starts; that address works once."),
    403: mark("Another page has asked for this; only the studio's own pages may."),
    404: mark("There is nothing here."),
    405: mark("The studio knows no such request."),
    408: mark("The request took too long."),
    413: mark("The request is too large."),
    415: mark("The studio takes JSON only."),
    421: mark("The studio is not known by this name."),
}


USUAL, SHARED = 8473, 8474
"""The port, where nobody asks for another and it is free."""


class Refused(Exception):
    """A request that gets no further, with the code of its answer."""

    def __init__(self, code: int) -> None:
        self.code = code
        super().__init__(code)


class Gate:
    """Stands before the pages; every request passes it, and those that may not are answered here."""

    app: ASGIApp
    hosts: frozenset[str]
    """The names, each with its port, under which these pages are asked for."""
    headers: ClassVar[Mapping[str, str]] = _HEADERS
    """Of every answer that does not say otherwise."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                sent = [*message.get("headers", ())]
                said = {name for name, _value in sent}
                own = [(name.encode(), value.encode()) for name, value in self.headers.items()]
                message = {**message, "headers": [*sent, *(one for one in own if one[0] not in said)]}
            await send(message)

        headers = _headers(scope)
        with speaking(_language(headers.get("accept-language", "")), terminal=False):
            try:
                answer = self._checked(scope, headers)
                if answer is None:
                    body = await _body(receive, _most(scope)) if scope["method"] == "POST" else b""
            except Refused as refused:
                answer = PlainTextResponse(_(_SAID[refused.code]), refused.code)
            if answer is None:
                await self.app(scope, _again(body, receive), sending)
            else:
                await answer(scope, receive, sending)

    def _checked(self, scope: Scope, headers: Mapping[str, str]) -> Response | None:
        """What a request is answered at once, if it is; None where it may go on.

        Raises:
            Refused: it may not.
        """
        if headers.get("host") not in self.hosts:
            raise Refused(421)
        origin = headers.get("origin")
        if origin is not None and (not origin.startswith("http://") or origin[len("http://") :] not in self.hosts):
            raise Refused(403)
        near = headers.get("sec-fetch-site", "none") in ("same-origin", "none")
        if not near and not (self.entered(scope["path"]) and headers.get("sec-fetch-mode") == "navigate"):
            raise Refused(403)
        if scope["method"] not in _METHODS:
            raise Refused(405)
        answer = self.admitted(scope, headers, near=near)
        if answer is None and scope["method"] == "POST":
            _check_post(headers, _most(scope))
        return answer

    def entered(self, path: str) -> bool:
        """Whether people may come to it from elsewhere, by a link."""
        raise NotImplementedError

    def admitted(self, scope: Scope, headers: Mapping[str, str], *, near: bool) -> Response | None:
        """As `_checked`, by what a browser shows that only those have who may come in. Raises `Refused`."""
        raise NotImplementedError


@dataclass
class Guard(Gate):
    """The gate of the studio itself, on this machine alone: one browser comes in, with a token that works once."""

    app: ASGIApp
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    """What the address has that the program tells; it is good for one browser."""
    start: str = "/"
    """Where a browser goes from there."""
    _cookie: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    def __post_init__(self) -> None:
        self.hosts = frozenset(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    @property
    def address(self) -> str:
        """What a browser opens first."""
        return f"http://127.0.0.1:{self.port}{_BEGIN}?token={self.token}"

    def entered(self, path: str) -> bool:
        """A file of ours leads a browser to the beginning; the token tells it is that."""
        return path == _BEGIN

    def admitted(self, scope: Scope, headers: Mapping[str, str], *, near: bool) -> Response | None:
        known = same(_sent(headers), self._cookie)
        if scope["path"] == _BEGIN:
            return self._begun(scope, known=known, near=near)
        if not known:
            raise Refused(401)
        return None

    def _begun(self, scope: Scope, *, known: bool, near: bool) -> Response:
        """A browser that shows the token gets a cookie for it, and the token is used up.

        One that comes from a file is led on by a page: what follows is asked by ourselves then, with the cookie.
        """
        shown = parse_qs(scope["query_string"].decode("latin-1")).get("token", [""])[0]
        if not known and not (self.token and same(shown, self.token)):
            raise Refused(401)
        answer = RedirectResponse(self.start, 303) if near else HTMLResponse(_leading_to(self.start))
        if not known:
            self.token = ""
            answer.set_cookie(_name(self.port), self._cookie, httponly=True, samesite="strict", path="/")
        return answer


class _Hurried(H11Protocol):
    """A connection on which a request has to begin soon: else a few that say nothing would keep all others out."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self.loop.call_later(PATIENCE, self._hurry)

    def _hurry(self) -> None:
        if self.cycle is None:
            self.transport.close()


def server(gate: Gate) -> uvicorn.Server:
    """What serves pages behind a gate, and keeps no log."""
    config = uvicorn.Config(
        gate, http=_Hurried, log_config=None, log_level="critical", access_log=False, server_header=False, ws="none",
        lifespan="off", timeout_graceful_shutdown=1, limit_concurrency=100,
    )  # fmt: skip
    return uvicorn.Server(config)


def _leading_to(address: str) -> str:
    """A page that leads on at once."""
    to = escape(address)
    return (
        f'<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Facilitator</title>'
        f'<meta http-equiv="refresh" content="0;url={to}"><p><a href="{to}">Facilitator</a></p>\n'
    )


def leading_file(address: str, folder: Path) -> Path:
    """A file in the folder that leads there: the address with its token would stand in the list of running programs."""
    file = folder / "facilitator.html"
    file.touch(0o600)
    file.write_text(_leading_to(address), encoding="utf-8")
    return file


def _name(port: int) -> str:
    """The cookie's name: browsers send cookies to every port, and two studios may run."""
    return f"studio-{port}"


def same(one: str, other: str) -> bool:
    """Whether two secrets are the same, in a time that does not tell how much of them is."""
    return secrets.compare_digest(one.encode(), other.encode())


def _headers(scope: Scope) -> dict[str, str]:
    """Each header of a request; one that comes twice is none."""
    found: dict[str, list[str]] = {}
    for name, value in scope["headers"]:
        found.setdefault(name.decode("latin-1").lower(), []).append(value.decode("latin-1"))
    return {name: values[0] if len(values) == 1 else "\0" for name, values in found.items()}


def _sent(headers: Mapping[str, str]) -> str:
    """The cookie that a browser shows."""
    port = headers["host"].rpartition(":")[2]
    try:
        found: Any = SimpleCookie(headers.get("cookie", "")).get(_name(int(port)))
    except CookieError:
        return ""
    return found.value if found else ""


def _most(scope: Scope) -> int:
    """Bytes that its body may have."""
    return LARGEST_DROP if scope["path"].endswith(DROP) else _LARGEST


def _check_post(headers: Mapping[str, str], most: int) -> None:
    if headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise Refused(415)
    length = headers.get("content-length", "0")
    if not re.fullmatch("[0-9]{1,12}", length):
        raise Refused(400)
    if int(length) > most:
        raise Refused(413)


async def _body(receive: Receive, most: int) -> bytes:
    """All of a request's body, in time and within bounds."""
    body = bytearray()
    try:
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await receive()
                if message["type"] == "http.disconnect":
                    raise Refused(400)
                body += message.get("body", b"")
                if len(body) > most:
                    raise Refused(413)
                if not message.get("more_body", False):
                    return bytes(body)
    except TimeoutError:
        raise Refused(408) from None


def _again(body: bytes, receive: Receive) -> Receive:
    """What gives the body that has been read, and then what else comes."""
    given: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def receiving() -> Message:
        return given.pop() if given else await receive()

    return receiving


def _language(accepted: str) -> str:
    """The first of a browser's languages that there are messages in."""
    ranges = (one.partition(";") for one in accepted.split(","))
    weighed = sorted(
        ((_weight(how), code.strip().lower()) for code, _semicolon, how in ranges), key=lambda one: -one[0]
    )
    codes = (re.split("[-_]", code)[0] for weight, code in weighed if weight)
    return next((code for code in codes if code in languages()), "en")


def _weight(how: str) -> float:
    found = re.fullmatch(r"\s*q=([01](?:\.\d{0,3})?)\s*", how)
    return float(found[1]) if found else 1.0


def listening_at(port: int, host: str = "127.0.0.1", usual: int | None = None) -> socket.socket:
    """A socket on which a browser is answered from now on, if only in a moment.

    What it accepts sends an answer's head and body without waiting in between (TCP_NODELAY is inherited): asyncio
    sees to that for sockets of its own alone, and the wait is 40 ms for each answer.

    Browsers keep by the port what a page has told them to remember, and firewalls what they let through: it is the same
    at every start, where that is free.

    Args:
        port: 0 for the usual one, or where that is taken one that is free.
        host: the address of this machine at which it listens.
        usual: another than that of the studio.

    Raises:
        WrongArgument: the port is taken, or the address is none of this machine's.
    """
    for one in (port,) if port else (usual or USUAL, 0):
        try:
            listening = socket.create_server((host, one))
        except OSError:
            continue
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening
    raise WrongArgument(_("{port} is taken; expected another, or none"), "port", port=port)
