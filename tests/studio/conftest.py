"""A studio over a folder with an agenda, asked in this process; and one that is served, in Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from facilitator.studio.desk import Desk
from facilitator.studio.guard import Guard
from facilitator.studio.server import Studio
from studio.serving import SHORT, Served, serving

ADDRESS = "http://127.0.0.1:4711"


@dataclass
class Opened:
    """A studio that a browser has opened, and one of its files."""

    client: TestClient
    path: Path
    at: str

    def ask(self, what: str, **asked: Any) -> Any:
        """Ask for an edit, or for one to be undone, with the checksum that the page has by now."""
        body = {"sum": asked.pop("sum", self.day()["sum"]), **({"edit": asked} if what == "edit" else {})}
        return self.client.post(f"{self.at}/{what}", json=body)

    def day(self, language: str = "en") -> Any:
        return self.client.get(f"{self.at}/day", headers={"accept-language": language}).json()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")


def studio(folder: Path) -> tuple[Guard, Desk]:
    desk = Desk(folder, b"key")
    return Guard(Studio(desk).app(), 4711), desk


@pytest.fixture
def opened(tmp_path: Path) -> Opened:
    path = tmp_path / "kort.yaml"
    path.write_text(SHORT, encoding="utf-8")
    guard, desk = studio(tmp_path)
    client = TestClient(guard, base_url=ADDRESS)
    assert client.get(f"/begin?token={guard.token}").status_code == 200
    return Opened(client, path, f"/agendas/{desk.known_as(path)}")


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("studio")) as found:
        yield found
