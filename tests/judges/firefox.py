"""Firefox, used as a person uses it: pages opened, pressed, typed into, and dragged on.

It is spoken to through Marionette, its own remote control, so that no driver is needed.
"""

from __future__ import annotations

import json
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

__all__ = ["Firefox", "firefox", "missing"]

_PREFERENCES = {
    "marionette.port": 0, "intl.accept_languages": "da", "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False, "app.normandy.enabled": False,
    "browser.aboutwelcome.enabled": False,
    "toolkit.telemetry.reportingpolicy.firstRun": False, "browser.startup.page": 0, "network.proxy.type": 0,
}  # fmt: skip
_PATIENCE = 120
"""Seconds that it may take to start, and that a page may take to be as it should."""
_ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
"""By this name WebDriver hands elements out."""
ALT, DOWN = "\ue00a", "\ue015"
"""Keys, as WebDriver writes them."""


def missing() -> list[str]:
    """What is needed here and not on this machine."""
    return [] if shutil.which("firefox") else ["firefox"]


class Firefox:
    """A window of Firefox."""

    def __init__(self, line: socket.socket) -> None:
        self._line, self._number, self._rest = line, 0, b""
        self._next()  # It says who it is.
        self.call("WebDriver:NewSession")

    def call(self, command: str, **params: Any) -> Any:
        self._number += 1
        asked = json.dumps([0, self._number, command, params]).encode()
        self._line.sendall(b"%d:%s" % (len(asked), asked))
        _kind, _number, error, result = self._next()
        if error:
            raise RuntimeError(f"{command}: {error['error']}: {error['message']}")
        return result["value"] if isinstance(result, dict) and "value" in result else result

    def _next(self) -> Any:
        """A message: how long it is, a colon, and what it says."""
        while b":" not in self._rest:
            self._rest += self._received()
        length, _, self._rest = self._rest.partition(b":")
        while len(self._rest) < int(length):
            self._rest += self._received()
        said, self._rest = self._rest[: int(length)], self._rest[int(length) :]
        return json.loads(said)

    def _received(self) -> bytes:
        part = self._line.recv(1 << 16)
        if not part:
            raise RuntimeError("Firefox has ended")
        return part

    def visit(self, address: str) -> None:
        """Load a page, and wait until it is there."""
        self.call("WebDriver:Navigate", url=address)

    def run(self, expression: str) -> Any:
        """What an expression of JavaScript gives; what a promise does, when it is kept."""
        return self.call("WebDriver:ExecuteScript", script=f"return ({expression});", args=[])

    def wait(self, condition: str) -> None:
        """Wait until it holds on the page."""
        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            try:
                if self.run(f"!!({condition})"):
                    return
            except RuntimeError:  # The page is being left.
                pass
            time.sleep(0.05)
        raise RuntimeError(f"the page never had: {condition}")

    def _element(self, selector: str) -> str:
        found = self.call("WebDriver:FindElement", using="css selector", value=selector)
        return str(found[_ELEMENT])

    def click(self, selector: str) -> None:
        self.call("WebDriver:ElementClick", id=self._element(selector))

    def keys(self, selector: str, text: str) -> None:
        """Press keys while an element has the focus."""
        self.call("WebDriver:ElementSendKeys", id=self._element(selector), text=text)

    def type(self, selector: str, text: str) -> None:
        """Write into a field in the place of what is there."""
        self.run(f"document.querySelector({json.dumps(selector)}).select()")  # Emptied, it would be saved.
        self.keys(selector, text)

    def drag(self, selector: str, by: int) -> None:
        """Take an element in its middle, and let it go so many pixels further down."""
        taken = {"type": "pointerMove", "origin": {_ELEMENT: self._element(selector)}, "x": 0, "y": 0}
        moved = [
            {"type": "pointerMove", "origin": "pointer", "x": 0, "y": by // 2, "duration": 50} for _half in range(2)
        ]
        deeds = [taken, {"type": "pointerDown", "button": 0}, *moved, {"type": "pointerUp", "button": 0}]
        mouse = {"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": deeds}
        self.call("WebDriver:PerformActions", actions=[mouse])


@contextmanager
def firefox() -> Iterator[Firefox]:
    """A Firefox with a profile of its own."""
    with tempfile.TemporaryDirectory() as profile:
        said = (f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in _PREFERENCES.items())
        Path(profile, "user.js").write_text("\n".join(said), encoding="utf-8")
        command = ["firefox", "--headless", "--marionette", "--no-remote", "--profile", profile, "about:blank"]
        run = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            with _reached(Path(profile, "MarionetteActivePort"), run) as line:
                yield Firefox(line)
        finally:
            run.terminate()
            run.wait(60)


def _reached(port: Path, run: subprocess.Popen[bytes]) -> socket.socket:
    """Where it listens stands in a file of its profile, as soon as it does."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and run.poll() is None:
        if port.is_file() and (said := port.read_text(encoding="utf-8").strip()):
            line = socket.create_connection(("127.0.0.1", int(said)))
            line.settimeout(_PATIENCE)
            return line
        time.sleep(0.05)
    raise RuntimeError("Firefox does not start")
