"""Who may ask: attacks on the server are refused, from other pages, by other names, and by other people."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from studio.conftest import ADDRESS, Opened, studio
from studio.serving import SHORT

JSON = {"content-type": "application/json"}


@pytest.mark.parametrize(
    "path", ["/", "/agendas/x/day", "/slides/x", "/static/studio.css", "/pictures/forms/vaegten", "/x"]
)
def test_nothing_without_the_token(tmp_path: Path, path: str) -> None:
    guard, _desk = studio(tmp_path)
    answer = TestClient(guard, base_url=ADDRESS).get(path)
    assert answer.status_code == 401
    assert "address" in answer.text


@pytest.mark.parametrize("shown", ["", "?token=", "?token=x", "?token=x&token=", "?TOKEN=x", "?token=%00", "?token=æ"])
def test_a_token_that_is_not_ours(tmp_path: Path, shown: str) -> None:
    guard, _desk = studio(tmp_path)
    client = TestClient(guard, base_url=ADDRESS)
    assert client.get(f"/begin{shown}").status_code == 401
    assert not client.cookies


def test_the_token_works_once_and_the_cookie_on(tmp_path: Path) -> None:
    guard, _desk = studio(tmp_path)
    address = guard.address
    first, second = (TestClient(guard, base_url=ADDRESS) for _each in "ab")
    begun = first.get(address, follow_redirects=False)
    assert (begun.status_code, begun.headers["location"]) == (303, "/")
    cookie = begun.headers["set-cookie"]
    assert {"HttpOnly", "SameSite=strict", "Path=/"} == {*cookie.split("; ")[1:]}
    assert second.get(address).status_code == 401
    assert second.get("/begin?token=").status_code == 401
    assert first.get(address).status_code == 200
    assert first.get("/").status_code == 200


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({"host": "evil.example:4711"}, 421),
        ({"host": "127.0.0.1"}, 421),
        ({"host": "127.0.0.1:80"}, 421),
        ({"host": "127.0.0.1:4711.evil.example"}, 421),
        ({"host": "evil.example@127.0.0.1:4711"}, 421),
        ({"host": "0.0.0.0:4711"}, 421),
        ({"host": ""}, 421),
        ({"origin": "http://evil.example"}, 403),
        ({"origin": "https://127.0.0.1:4711"}, 403),
        ({"origin": "http://127.0.0.1:4712"}, 403),
        ({"origin": "null"}, 403),
        ({"origin": ""}, 403),
        ({"sec-fetch-site": "cross-site"}, 403),
        ({"sec-fetch-site": "same-site"}, 403),
        ({"cookie": "studio-4711=x"}, 401),
        ({"cookie": "studio-4711="}, 401),
        ({"cookie": "studio-4711=\xe6"}, 401),
    ],
)  # fmt: skip
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_from_another_page_or_by_another_name(opened: Opened, method: str, headers: dict[str, str], code: int) -> None:
    sent = {name.encode(): value.encode("latin-1") for name, value in {**JSON, **headers}.items()}
    answer = opened.client.request(
        method, f"{opened.at}/edit" if method == "POST" else "/", headers=sent, content=b"{}"
    )
    assert answer.status_code == code
    assert opened.text == SHORT


def test_a_header_that_comes_twice(opened: Opened) -> None:
    twice = [("host", "127.0.0.1:4711"), ("host", "evil.example")]
    assert opened.client.get("/", headers=twice).status_code == 421


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", ""]
)
def test_what_a_form_could_send(opened: Opened, kind: str) -> None:
    answer = opened.client.post(f"{opened.at}/edit", content=b"{}", headers={"content-type": kind})
    assert answer.status_code == 415


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT", "PROPFIND"])
def test_other_methods(opened: Opened, method: str) -> None:
    answer = opened.client.request(method, "/", headers=JSON)
    assert answer.status_code == 405
    assert "access-control-allow-origin" not in answer.headers


@pytest.mark.parametrize(("method", "path"), [("POST", "/"), ("GET", "/edit"), ("GET", "/use")])
def test_the_wrong_method(opened: Opened, method: str, path: str) -> None:
    path = f"{opened.at}{path}" if path == "/edit" else path
    assert opened.client.request(method, path, headers=JSON, content=b"{}").status_code == 405


@pytest.mark.parametrize("length", ["100001", "99999999999999", "-1", "1e9", "x"])
def test_a_body_that_says_it_is_large(opened: Opened, length: str) -> None:
    answer = opened.client.post(f"{opened.at}/edit", content=b"{}", headers={**JSON, "content-length": length})
    assert answer.status_code in (400, 413)


def test_a_body_that_is_large(opened: Opened) -> None:
    pieces = (b"x" * 10_000 for _piece in range(1000))
    assert opened.client.post(f"{opened.at}/edit", content=pieces, headers=JSON).status_code == 413


def test_a_body_that_never_ends(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("facilitator.studio.guard.PATIENCE", 0.05)
    assert asyncio.run(_never_ending(opened)) == 408


async def _never_ending(opened: Opened) -> int:
    """The answer to a request whose body does not come."""
    cookie = "; ".join(f"{name}={value}" for name, value in opened.client.cookies.items())
    sent = {"host": "127.0.0.1:4711", "cookie": cookie, **JSON}
    scope = {
        "type": "http", "method": "POST", "path": f"{opened.at}/edit", "query_string": b"",
        "headers": [(name.encode(), value.encode()) for name, value in sent.items()],
    }  # fmt: skip
    answers: list[Any] = []

    async def receive() -> Any:
        await asyncio.sleep(10)

    async def send(message: Any) -> None:
        answers.append(message)

    await opened.client.app(scope, receive, send)
    return int(answers[0]["status"])


def test_a_socket(opened: Opened) -> None:
    with pytest.raises(WebSocketDisconnect), opened.client.websocket_connect("/"):
        pass


@pytest.mark.parametrize("body", ["", "[]", "{", "null", '{"sum": 1}', '{"sum": "x", "more": 1}', '{"edit": {}}',
                                  "[" * 50_000, '{"sum": "x", "edit": []}'])  # fmt: skip
def test_what_is_no_edit(opened: Opened, body: str) -> None:
    assert opened.client.post(f"{opened.at}/edit", content=body, headers=JSON).status_code == 400
    assert opened.text == SHORT


@pytest.mark.parametrize(
    "edit",
    [
        {"do": "eval", "path": ["blocks", 0]},
        {"do": "put", "path": [], "value": "x"},
        {"do": "put", "path": "blocks", "value": "x"},
        {"do": "put", "path": ["blocks"] * 40, "value": "x"},
        {"do": "put", "path": ["title"], "value": "x" * 30_000},
        {"do": "put", "path": [{"a": 1}], "value": "x"},
        {"do": "move", "path": ["blocks", 0], "to": -1},
        {"do": "move", "path": ["blocks", 0], "to": "../../x"},
        {"do": "add", "path": ["blocks", 0], "block": {}},
        {"do": "split", "path": ["blocks", 0], "minutes": [0, 5], "title": "x"},
        {"do": "halve", "path": 7},
        {"do": "delete"},
    ],
)  # fmt: skip
def test_an_edit_that_makes_no_sense(opened: Opened, edit: dict[str, Any]) -> None:
    body = json.dumps({"sum": opened.day()["sum"], "edit": edit})
    assert opened.client.post(f"{opened.at}/edit", content=body, headers=JSON).status_code == 400
    assert opened.text == SHORT


def test_a_value_of_a_shape_that_its_place_has_not_is_refused(opened: Opened) -> None:
    edit = {"do": "put", "path": ["title"], "value": {"a": "b"}}
    body = json.dumps({"sum": opened.day()["sum"], "edit": edit})
    assert opened.client.post(f"{opened.at}/edit", content=body, headers=JSON).status_code == 422
    assert opened.text == SHORT


@pytest.mark.parametrize(
    "path",
    [
        "/static/../server.py", "/static/..%2fserver.py", "/static/%2e%2e%2fserver.py", "/static/base.html",
        "/static//etc/passwd", "/agendas/..%2f..%2fetc%2fpasswd/day", "/agendas/kort.yaml/day", "/agendas//day",
        "/slides/..%2f..%2fkort.yaml", "/pictures/pages/base", "/pictures/agendas/..%2f..%2fkort",
        "/pictures/forms/no-such-form", "/pictures/themes/fjord", "/%00", "/begin/x",
    ],
)  # fmt: skip
def test_paths_that_lead_nowhere(opened: Opened, path: str) -> None:
    assert opened.client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["../kort", "/etc/passwd", "..\\kort", "nope", "", "trio-workshop/../x", "a" * 5000])
def test_only_what_is_on_the_shelf_is_copied(opened: Opened, name: str) -> None:
    answer = opened.client.post("/use", json={"kind": "agendas", "name": name})
    assert answer.status_code == 404
    assert {one.name for one in opened.path.parent.iterdir()} == {"kort.yaml"}


@pytest.mark.parametrize("kind", ["pages", "terms", "../agendas", ""])
def test_only_kinds_of_the_shelf_are_copied(opened: Opened, kind: str) -> None:
    assert opened.client.post("/use", json={"kind": kind, "name": "fjord"}).status_code == 404


def test_a_link_out_of_the_folder_is_no_file_of_it(tmp_path: Path) -> None:
    outside = tmp_path / "outside.yaml"
    outside.write_text(SHORT, encoding="utf-8")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "link.yaml").symlink_to(outside)
    (inside / "agendas").symlink_to(tmp_path)
    _guard, desk = studio(inside)
    assert [*desk.files()] == []


def test_every_answer_is_shut(opened: Opened) -> None:
    for path in ("/", opened.at, f"{opened.at}/make", f"{opened.at}/day", "/static/agenda.js", "/nowhere"):
        headers = opened.client.get(path).headers
        policy = headers["content-security-policy"]
        assert {"default-src 'none'", "frame-ancestors 'none'", "script-src 'self'"} <= {*policy.split("; ")}
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers
    assert "unsafe" not in opened.client.get("/begin").headers.get("content-security-policy", "")


def test_what_people_write_is_never_code(opened: Opened) -> None:
    evil = "</title><script>alert(1)</script><img src=x onerror=alert(1)>"
    opened.path.write_text(
        SHORT.replace("Kort møde", f"'{evil}'").replace("Velkommen ", f"'{evil}' "), encoding="utf-8"
    )
    slides = opened.day()["slides"]
    pages = [opened.client.get(path).text for path in ("/", opened.at, f"{opened.at}/make")]
    pages += [opened.client.get(f"/slides/{slide['picture']}").text for slide in slides]
    assert len(pages) > 4
    for page in pages:
        assert "<script>alert" not in page
        assert "<img src=x" not in page


def test_no_address_has_a_name(opened: Opened) -> None:
    assert "kort" not in opened.at
    assert all("Kort" not in slide["picture"] for slide in opened.day()["slides"])
