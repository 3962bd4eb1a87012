"""The page for the room on several screens: where the day stands, and what the local network gets of the studio."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2 as httpx
import pytest
from starlette.testclient import TestClient

from facilitator.messages import Problems, WrongArgument
from facilitator.studio.desk import Desk
from facilitator.studio.guard import Gate
from facilitator.studio.room import Room, Share
from facilitator.studio.server import Studio
from studio.conftest import ADDRESS, Opened
from studio.serving import SHORT

PLAN: dict[str, Any] = {"plan": "x", "lines": {}, "form": None, "gone": [], "origin": None, "last": None}
RUNS = PLAN | {"lines": {"": {"at": "velkommen", "began": 540, "until": None, "done": []}}}
JSON = {"content-type": "application/json"}


@dataclass
class Shared:
    """A room on a network, which is this machine's own here."""

    share: Share
    path: Path
    client: httpx.Client

    def at(self, role: Any, what: str = "") -> str:
        return f"/{self.share.codes[role]}/{what}"

    def ask(self, method: str, path: str, **how: Any) -> httpx.Response:
        return self.client.request(method, f"http://{self.share.host}{path}", **how)

    def post(self, role: Any, version: int = 0, state: Any = None) -> httpx.Response:
        body = {"version": version, "state": RUNS if state is None else state}
        return self.ask("POST", self.at(role, "state"), json=body)

    def raw(self, request: bytes) -> bytes:
        """What is answered to bytes, until the other side has no more to say."""
        host, port = self.share.host.split(":")
        with socket.create_connection((host, int(port)), timeout=20) as line:
            line.sendall(request)
            return b"".join(iter(lambda: line.recv(4096), b""))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shared]:
    path = tmp_path_factory.mktemp("room") / "kort.yaml"
    path.write_text(SHORT, encoding="utf-8")
    share = Share(lambda: "127.0.0.1")
    share.start(Room(path))
    with httpx.Client(trust_env=False, verify=False) as client:
        yield Shared(share, path, client)
    share.close()


@pytest.fixture(autouse=True)
def _nothing_done(request: pytest.FixtureRequest) -> None:
    if "shared" in request.fixturenames:
        room = request.getfixturevalue("shared").share.room
        room.version, room.state = 0, None


class TestWhereTheDayStands:
    def test_a_deed_on_one_screen_is_seen_on_the_others(self, shared: Shared) -> None:
        before = shared.ask("GET", shared.at("read", "state?after=-1")).json()
        assert (before["role"], before["version"], "state" in before) == ("read", 0, False)
        assert shared.post("control").json()["version"] == 1
        after = shared.ask("GET", shared.at("read", "state?after=0")).json()
        assert (after["version"], after["state"]) == (1, RUNS)
        assert "state" not in shared.ask("GET", shared.at("read", "state?after=1")).json()

    def test_of_two_deeds_at_once_the_first_holds(self, shared: Shared) -> None:
        assert shared.post("control").status_code == 200
        late = shared.post("control", 0, PLAN)
        assert (late.status_code, late.json()["state"]) == (409, RUNS)
        assert shared.post("control", 1, PLAN).json()["version"] == 2

    def test_the_studio_and_the_network_see_the_same(self, opened: Opened) -> None:
        at = f"{opened.at}/room/page/state"
        assert opened.client.get(at).json()["role"] == "host"
        assert opened.client.post(at, json={"version": 0, "state": RUNS}).json()["version"] == 1
        assert opened.client.get(at).json()["state"] == RUNS

    def test_the_page_is_that_of_the_agenda_as_it_is_or_held_last(self, tmp_path: Path) -> None:
        path = tmp_path / "kort.yaml"
        path.write_text("title: Nej\nblocks: []\n", encoding="utf-8")
        room = Room(path)
        with pytest.raises(Problems):
            room.page()
        path.write_text(SHORT, encoding="utf-8")
        first = bytes(room.page().body)
        assert b"Kort m" in first
        path.write_text(SHORT.replace("Tak", "Farvel"), encoding="utf-8")
        second = bytes(room.page().body)
        assert b"Farvel" in second
        path.write_text(SHORT.replace("minutes: 10", "minutes: 58"), encoding="utf-8")
        assert room.page().body == second

    def test_screens_are_told_when_the_agenda_has_changed(self, opened: Opened) -> None:
        page = opened.client.get(f"{opened.at}/room/page/").text
        followed = re.search('"followed":"([^"]+)"', page)
        assert followed is not None
        assert opened.client.get(f"{opened.at}/room/page/state").json()["plan"] == followed[1]
        opened.path.write_text(SHORT.replace("Tak", "Farvel"), encoding="utf-8")
        assert opened.client.get(f"{opened.at}/room/page/state").json()["plan"] != followed[1]


class TestTheNetwork:
    def test_it_has_the_page_and_its_own_policy(self, shared: Shared) -> None:
        answer = shared.ask("GET", shared.at("read"))
        policy = answer.headers["content-security-policy"]
        assert "Drøftelse" in answer.text
        assert {"default-src 'none'", "connect-src 'self'", "frame-ancestors 'none'"} <= {*policy.split("; ")}
        assert "unsafe" not in policy
        for name in ("x-content-type-options", "referrer-policy", "cross-origin-resource-policy"):
            assert answer.headers[name] == Gate.headers[name]
        assert answer.headers["cache-control"] == "no-store"
        assert "server" not in answer.headers

    def test_its_addresses_say_nothing_and_are_new_each_time(self, tmp_path: Path) -> None:
        path = tmp_path / "hemmelig-kunde.yaml"
        path.write_text(SHORT, encoding="utf-8")
        share, seen = Share(lambda: "127.0.0.1"), set[str]()
        for _again in range(3):
            share.start(Room(path))
            links = {share.link("control"), share.link("read")}
            assert all(re.fullmatch(r"http://127\.0\.0\.1:\d+/[\w-]{32}/", link) for link in links)
            seen |= {link.split("/")[3] for link in links}
        share.close()
        assert len(seen) == 6

    def test_switched_off_it_is_gone(self, tmp_path: Path) -> None:
        path = tmp_path / "kort.yaml"
        path.write_text(SHORT, encoding="utf-8")
        share = Share(lambda: "127.0.0.1")
        share.start(Room(path))
        link, second = share.link("read"), Share(lambda: "127.0.0.1")
        assert httpx.get(link, trust_env=False).status_code == 200
        share.close()
        share.close()
        with pytest.raises(httpx.ConnectError):
            httpx.get(link, trust_env=False)
        second.start(Room(path))
        assert httpx.get(second.link("control"), trust_env=False).status_code == 200
        second.close()

    def test_without_a_network_that_is_said(self, tmp_path: Path) -> None:
        path = tmp_path / "kort.yaml"
        path.write_text(SHORT, encoding="utf-8")
        share = Share(lambda: "203.0.113.7")
        with pytest.raises(WrongArgument, match="no network"):
            share.start(Room(path))
        assert share.room is None

    def test_the_studio_switches_it_and_shows_its_codes(self, tmp_path: Path) -> None:
        path, desk = tmp_path / "kort.yaml", Desk(tmp_path, b"key")
        path.write_text(SHORT, encoding="utf-8")
        studio = Studio(desk)
        studio.rooms.share.address = lambda: "127.0.0.1"
        client, at = TestClient(studio.app(), base_url=ADDRESS), f"/agendas/{desk.known_as(path)}/room"
        assert 'aria-checked="false"' in client.get(at).text
        assert client.post(f"{at}/share", json={"on": True}).status_code == 200
        page = client.get(at).text
        assert 'aria-checked="true"' in page
        assert page.count("<svg") == 2
        (control, read) = re.findall(f'href="(http://{studio.rooms.share.host}/[^"]+)"', page)
        assert httpx.get(read, trust_env=False).status_code == 200
        assert httpx.post(f"{control}state", json={"version": 0, "state": RUNS}, trust_env=False).status_code == 200
        assert client.get(f"{at}/page/state").json()["state"] == RUNS
        assert client.post(f"{at}/share", json={"on": False}).status_code == 200
        assert "<svg" not in client.get(at).text

    def test_a_day_that_does_not_hold_has_no_page(self, opened: Opened) -> None:
        opened.path.write_text(SHORT.replace("minutes: 10", "minutes: 58"), encoding="utf-8")
        page = opened.client.get(f"{opened.at}/room").text
        assert "There is no page yet" in page
        assert "share" not in re.findall('id="([^"]+)"', page)

    @pytest.mark.parametrize(
        "state",
        [
            {}, [], "x", None, RUNS | {"more": 1}, RUNS | {"form": "x"}, RUNS | {"gone": ["x" * 300]},
            RUNS | {"gone": ["x"] * 501}, RUNS | {"lines": {"": {"at": "x"}}}, RUNS | {"lines": {"x" * 30: {}}},
            RUNS | {"origin": "1"}, RUNS | {"origin": 1e300}, RUNS | {"last": {"minute": 0, "day": 0, "time": -1}},
            RUNS | {"lines": {"": {"at": "x", "began": "<b>", "until": None, "done": []}}}, RUNS | {"undo": ["{"]},
        ],
    )  # fmt: skip
    def test_what_is_no_state_of_a_day(self, shared: Shared, state: Any) -> None:
        body = {"version": 0, "state": state}
        assert shared.ask("POST", shared.at("control", "state"), json=body).status_code == 400
        assert shared.share.room is not None
        assert shared.share.room.state is None


class TestAttacks:
    def test_who_may_only_read_changes_nothing(self, shared: Shared) -> None:
        assert shared.post("read").status_code == 403
        for method in ("PUT", "PATCH", "DELETE"):
            assert shared.ask(method, shared.at("read", "state"), json=RUNS).status_code == 405
        override = {"x-http-method-override": "POST"}
        shared.ask("GET", shared.at("read", "state"), headers=override)
        assert shared.ask("GET", shared.at("control", "state")).json()["version"] == 0

    def test_without_a_code_there_is_nothing(self, shared: Shared) -> None:
        right = shared.share.codes["control"]
        wrong = ["", "x", right[:-1], f"{right}x", right.swapcase(), f"x{right}", right[::-1], f"%00{right}", "æ"]
        for code in wrong:
            for path in (f"/{code}", f"/{code}/", f"/{code}/state"):
                assert shared.ask("GET", path).status_code == 404, path
            assert shared.ask("POST", f"/{code}/state", json={"version": 0, "state": RUNS}).status_code == 404

    @pytest.mark.parametrize(
        "path",
        [
            "/", "/begin", "/begin?token=x", "/static/studio.css", "/use", "/end", "/agendas/x", "/agendas/x/day",
            "/agendas/x/edit", "/agendas/x/room", "/agendas/x/room/share", "/slides/x", "/cards", "/pairs",
            "/favicon.ico", "/robots.txt", "/pictures/forms/vaegten",
        ],
    )  # fmt: skip
    def test_nothing_else_of_the_studio_is_there(self, shared: Shared, path: str) -> None:
        for before in ("", shared.at("control")[:-1]):
            assert shared.ask("GET", f"{before}{path}" if path != "/" or not before else "/x").status_code == 404
            assert shared.ask("POST", f"{before}{path}", json={"on": True}).status_code in (404, 405)

    @pytest.mark.parametrize(
        "path",
        ["../", "..%2f", "%2e%2e/", "../../etc/passwd", "..%2f..%2fetc%2fpasswd", "state/../../begin", "/etc/passwd",
         "state%00", "state/", "./state/x", "kort.yaml", "..\\kort.yaml", "page", ";state"],
    )  # fmt: skip
    def test_no_path_leads_out(self, shared: Shared, path: str) -> None:
        request = f"GET {shared.at('control')}{path} HTTP/1.1\r\nhost: {shared.share.host}\r\nconnection: close\r\n\r\n"
        assert b" 404 " in shared.raw(request.encode()).partition(b"\r\n")[0]

    def test_by_another_name(self, shared: Shared) -> None:
        port = shared.share.host.split(":")[1]
        names = ["evil.example", f"evil.example:{port}", f"localhost:{port}", "127.0.0.1", f"0.0.0.0:{port}", "",
                 f"{shared.share.host}.evil.example", f"evil@{shared.share.host}", f"[::1]:{port}"]  # fmt: skip
        for name in names:
            assert shared.ask("GET", shared.at("control"), headers={"host": name}).status_code == 421, name
        twice = f"GET {shared.at('control')} HTTP/1.1\r\nhost: {shared.share.host}\r\nhost: evil.example\r\n\r\n"
        assert b" 400 " in shared.raw(twice.encode()).partition(b"\r\n")[0]

    def test_from_another_page(self, shared: Shared) -> None:
        for headers in (
            {"origin": "http://evil.example"},
            {"origin": "null"},
            {"origin": f"https://{shared.share.host}"},
            {"origin": shared.share.host},
            {"sec-fetch-site": "cross-site", "sec-fetch-mode": "cors"},
        ):
            assert shared.ask("GET", shared.at("control", "state"), headers=headers).status_code == 403
            sent = {"version": 0, "state": RUNS}
            assert shared.ask("POST", shared.at("control", "state"), headers=headers, json=sent).status_code == 403
        by_link = {"sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate"}
        assert shared.ask("GET", shared.at("control"), headers=by_link).status_code == 200

    @pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
    def test_other_methods(self, shared: Shared, method: str) -> None:
        answer = shared.ask(method, shared.at("control"))
        assert answer.status_code == 405
        assert "access-control-allow-origin" not in answer.headers

    def test_a_body_that_is_no_json_or_too_large(self, shared: Shared) -> None:
        at = shared.at("control", "state")
        for kind in ("text/plain", "multipart/form-data; boundary=x", "application/x-www-form-urlencoded"):
            assert shared.ask("POST", at, content=b"{}", headers={"content-type": kind}).status_code == 415
        assert shared.ask("POST", at, content=b"[" * 50_000, headers=JSON).status_code == 400
        assert shared.ask("POST", at, content=b"x" * 100_001, headers=JSON).status_code == 413
        assert shared.ask("POST", at, content=(b"x" * 9000 for _each in range(20)), headers=JSON).status_code == 413

    def test_headers_of_somebody_elses_making(self, shared: Shared) -> None:
        for path in (f"{shared.at('control')}%0d%0aset-cookie:a=b", f"/%0d%0alocation:x/{shared.share.codes['read']}"):
            answer = shared.ask("GET", path)
            assert answer.status_code == 404
            assert "set-cookie" not in answer.headers
            assert "location" not in answer.headers
        assert b" 400 " in shared.raw(b"nonsense\r\n\r\n").partition(b"\r\n")[0]

    def test_requests_that_never_end_are_given_up(self, shared: Shared, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("facilitator.studio.guard.PATIENCE", 0.1)
        assert shared.raw(b"") == b""
        assert shared.raw(f"GET {shared.at('control')} HTTP/1.1\r\nhost:".encode()) == b""
        head = f"POST {shared.at('control', 'state')} HTTP/1.1\r\nhost: {shared.share.host}\r\n"
        slow = f"{head}content-type: application/json\r\ncontent-length: 9\r\nconnection: close\r\n\r\n{{"
        assert b" 408 " in shared.raw(slow.encode()).partition(b"\r\n")[0]
