"""The program as people start it, and a Chromium that has opened it."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from judges.tab import Tab, chromium

__all__ = ["SHORT", "Served", "serving", "studio_over"]

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
class Served:
    """The program as people start it, over a folder, and a browser that has opened it."""

    folder: Path
    address: str
    tab: Callable[..., Tab]

    def agenda(self, name: str, text: str = SHORT) -> Path:
        """Write an agenda into the folder."""
        path = self.folder / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
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


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """The studio over a folder, which is made if need be, until the block ends."""
    folder.mkdir(exist_ok=True)
    with studio_over(folder) as address, chromium() as tab:
        first = tab()
        first.visit(address)
        yield Served(folder, address.partition("/begin")[0], tab)


@contextmanager
def studio_over(folder: Path) -> Iterator[str]:
    """The address at which one browser may begin, until the block ends."""
    command = [sys.executable, "-m", "facilitator", "studio", str(folder), "--no-browser"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    found = re.search(r"http://\S+", run.stdout.readline())
    assert found is not None
    try:
        yield found[0]
    finally:
        run.send_signal(signal.SIGINT)
        run.communicate(timeout=60)
