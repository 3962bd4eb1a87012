"""A studio over a folder with two agendas, asked in this process; and one that is served, in Chromium."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from facilitator.studio.desk import Desk
from facilitator.studio.guard import Guard
from facilitator.studio.server import Studio
from judges.tab import Tab, chromium

ADDRESS = "http://127.0.0.1:4711"
SHORT = """title: Kort møde
start: 09.00
end: 10.00
blocks:
  # om velkomsten
  - title: Velkommen  # kaffe
    minutes: 10
    slides:
      - bullets: [Et, To]
  - title: Drøftelse
    minutes: 20-40
    how:
      - {minutes: 10, do: Tal sammen}
      - {minutes: 20, do: Saml op}
  - title: Tak
    minutes: 5
"""


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

    def day(self) -> Any:
        return self.client.get(f"{self.at}/day").json()

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


@dataclass
class Served:
    """The program as people start it, over a folder, and a browser that has opened it."""

    folder: Path
    address: str
    tab: Callable[..., Tab]

    def agenda(self, name: str, text: str = SHORT) -> Path:
        """Write an agenda into the folder."""
        path = self.folder / f"{name}.yaml"
        path.write_text(text, encoding="utf-8")
        return path

    def page(
        self, language: str = "da", *, width: int = 1400, height: int = 900, dark: bool = False, bare: bool = False
    ) -> Tab:
        """A tab that shows the shelf; ``bare`` without its pictures, which take their time."""
        tab = self.tab(width, height, dark=dark)
        tab.call("Network.setBlockedURLs", urls=["*/pictures/*"] if bare else [])
        tab.call("Network.setUserAgentOverride", userAgent=tab.run("navigator.userAgent"), acceptLanguage=language)
        tab.visit(self.address)
        return tab

    def open(self, path: Path, behind: str = "", **how: Any) -> Tab:
        """A tab that shows an agenda, found on the shelf by its file."""
        tab = self.page(bare=True, **how)
        tab.mistakes.clear()
        link = f"[...document.querySelectorAll('.own a')].find((one) => one.innerText.includes('{path.name}')).href"
        ready = "document.readyState === 'complete'" if behind else "document.documentElement.dataset.ready"
        tab.visit(f"{tab.run(link)}{behind}", ready)
        return tab


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("studio")
    command = [sys.executable, "-m", "facilitator", "studio", str(folder), "--no-browser"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ})
    assert run.stdout is not None
    found = re.search(r"http://\S+", run.stdout.readline())
    assert found is not None
    try:
        with chromium() as tab:
            first = tab()
            first.visit(found[0])
            yield Served(folder, found[0].partition("/begin")[0], tab)
    finally:
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=60)
