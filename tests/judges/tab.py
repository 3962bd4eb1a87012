"""A tab of Chromium that is used: pressed, typed into, looked at, with a clock of ours and a watch on what it asks for.

Chromium is spoken to through a pipe (its DevTools protocol), so that no driver, port, or network is needed.
"""

from __future__ import annotations

import base64
import fcntl
import json
import os
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

__all__ = ["Tab", "chromium"]

_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars", "--remote-debugging-pipe",
]  # fmt: skip
_KEYS = {
    "Escape": 27,
    "PageDown": 34,
    "PageUp": 33,
    "ArrowRight": 39,
    "ArrowLeft": 37,
    "ArrowUp": 38,
    "ArrowDown": 40,
    " ": 32,
    "Enter": 13,
    "Tab": 9,
}
_CLOCK = """
(() => {
  let ahead = START, counted = 0;
  const Real = Date, begun = Real.now();
  const now = () => ahead + Real.now() - begun, real = performance.now.bind(performance);
  window.Date = class extends Real {
    constructor(...given) { if (given.length) super(...given); else super(now()); }
    static now() { return now(); }
  };
  performance.now = () => real() + counted;
  window.later = (minutes, alone) => {
    ahead += minutes * 60000;
    if (!alone) counted += minutes * 60000;
  };
})();
"""


class _Pipe:
    """Messages to Chromium, and what it answers."""

    def __init__(self, to: int, back: int) -> None:
        self._to, self._back = to, back
        self._number, self._rest = 0, b""
        self.listeners: list[Callable[[dict[str, Any]], None]] = []

    def call(self, method: str, session: str | None = None, **params: Any) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": params}
        if session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        while True:
            found = self._next()
            if found.get("id") == self._number:
                if "error" in found:
                    raise RuntimeError(f"{method}: {found['error']['message']}")
                answer: dict[str, Any] = found["result"]
                return answer
            for listener in self.listeners:
                listener(found)

    def _next(self) -> dict[str, Any]:
        while b"\0" not in self._rest:
            part = os.read(self._back, 1 << 16)
            if not part:
                raise RuntimeError("Chromium has ended")
            self._rest += part
        message, _, self._rest = self._rest.partition(b"\0")
        found: dict[str, Any] = json.loads(message)
        return found


class Tab:
    """A tab, and everything that it has asked the network for."""

    def __init__(self, pipe: _Pipe, width: int, height: int, start: int | None, *, dark: bool = False) -> None:
        self._pipe = pipe
        self.requests: list[str] = []
        self.mistakes: list[str] = []
        target = pipe.call("Target.createTarget", url="about:blank")["targetId"]
        self._session = pipe.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        pipe.listeners.append(self._heard)
        for domain in ("Page", "Network", "Runtime", "Log"):
            self.call(f"{domain}.enable")
        self.resize(width, height)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self.call("Emulation.setEmulatedMedia", features=[scheme])
        self.call("Emulation.setFocusEmulationEnabled", enabled=True)
        self.call("Emulation.setTimezoneOverride", timezoneId="Europe/Copenhagen")
        self._clock: str | None = None
        if start is not None:
            self._set_clock(start)

    def call(self, method: str, **params: Any) -> dict[str, Any]:
        return self._pipe.call(method, self._session, **params)

    def _heard(self, message: dict[str, Any]) -> None:
        if message.get("sessionId") != self._session:
            return
        params = message.get("params", {})
        if message["method"] == "Network.requestWillBeSent":
            self.requests.append(params["request"]["url"])
        elif message["method"] == "Runtime.exceptionThrown":
            self.mistakes.append(json.dumps(params["exceptionDetails"])[:2000])
        elif message["method"] == "Log.entryAdded" and params["entry"]["level"] == "error":
            self.mistakes.append(params["entry"]["text"])

    def resize(self, width: int, height: int) -> None:
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def open(self, file: Path, behind: str = "") -> None:
        """Load a page from the disk, and wait until it is there."""
        self.call("Page.navigate", url=f"{file.absolute().as_uri()}{behind}")
        self._loaded()

    def visit(self, address: str, ready: str = "document.readyState === 'complete'") -> None:
        """Load a page that is served, and wait until what is said of it holds."""
        self.run("document.documentElement.dataset.old = 1")
        self.call("Page.navigate", url=address)
        self.wait(f"!document.documentElement.dataset.old && {ready}")

    def wait(self, condition: str) -> None:
        """Wait until it holds on the page."""
        for _again in range(2000):
            try:
                if self.run(condition):
                    return
                self.run("new Promise((done) => setTimeout(done, 20))", wait=True)
            except RuntimeError:  # The page is being left.
                continue
        raise RuntimeError(f"the page never had: {condition}")

    def type(self, selector: str, text: str) -> None:
        """Write into a field in the place of what is there, and leave it."""
        one = f"document.querySelector({json.dumps(selector)})"
        self.run(f"{one}.focus(); {one}.select()")
        self.call("Input.insertText", text=text)
        self.run(f"{one}.blur()")

    def drag(self, selector: str, by: int) -> None:
        """Take an element in its middle, and let it go so many pixels further down."""
        box = f"document.querySelector({json.dumps(selector)}).getBoundingClientRect()"
        x, y = self.run(f"[{box}.left + {box}.width / 2, {box}.top + {box}.height / 2]")
        mouse = {"x": x, "button": "left", "clickCount": 1}
        self.call("Input.dispatchMouseEvent", type="mousePressed", y=y, **mouse)
        for part in (4, 2, 1):
            self.call("Input.dispatchMouseEvent", type="mouseMoved", y=y + by / part, buttons=1, **mouse)
        self.call("Input.dispatchMouseEvent", type="mouseReleased", y=y + by, **mouse)

    def _set_clock(self, start: int) -> None:
        """What a page that is loaded takes for now, in milliseconds."""
        if self._clock is not None:
            self.call("Page.removeScriptToEvaluateOnNewDocument", identifier=self._clock)
        source = _CLOCK.replace("START", str(start))
        self._clock = self.call("Page.addScriptToEvaluateOnNewDocument", source=source)["identifier"]

    def reload(self) -> None:
        if self._clock is not None:
            self._set_clock(self.run("Date.now()"))
        self.run("document.documentElement.dataset.old = 1")
        self.call("Page.reload")
        self._loaded()

    def _loaded(self) -> None:
        for _again in range(1000):
            try:
                if self.run("!!window.facilitator && !document.documentElement.dataset.old"):
                    return
            except RuntimeError:
                continue
        raise RuntimeError("the page does not load")

    def run(self, script: str, *, wait: bool = False) -> Any:
        """What a line of JavaScript gives."""
        how = {"returnByValue": True, "awaitPromise": wait, "userGesture": True}
        found = self.call("Runtime.evaluate", expression=script, **how)
        if "exceptionDetails" in found:
            raise RuntimeError(json.dumps(found["exceptionDetails"])[:2000])
        return found["result"].get("value")

    def later(self, minutes: float, *, alone: bool = False) -> None:
        """The clock goes on; ``alone`` without the time that the page counts itself, as when it is set."""
        self.run(f"later({minutes}, {json.dumps(alone)})")
        self.tick()

    def tick(self) -> None:
        """Wait until the page has drawn again."""
        self.run("new Promise((done) => setTimeout(done, 300))", wait=True)

    def press(self, key: str, *, alt: bool = False) -> None:
        given = {
            "modifiers": int(alt),
            "key": key,
            "code": "Space" if key == " " else key,
            "windowsVirtualKeyCode": _KEYS[key],
        }
        text = {" ": " ", "Enter": "\r"}.get(key)
        self.call("Input.dispatchKeyEvent", type="keyDown", **given, **({"text": text} if text else {}))
        self.call("Input.dispatchKeyEvent", type="keyUp", **given)

    def click(self, selector: str) -> None:
        self.run(f"document.querySelector({json.dumps(selector)}).click()")

    def text(self, selector: str) -> str:
        """What is seen of an element; empty where it is hidden or not there."""
        one = f"document.querySelector({json.dumps(selector)})"
        return str(self.run(f"((one) => one && one.checkVisibility() ? one.innerText : '')({one})")).strip()

    def picture(self, *, whole: bool = False) -> bytes:
        found = self.call("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        return base64.b64decode(found["data"])


def _lifted(end: int) -> int:
    """The end of a pipe under a number that is none of those that Chromium takes; under its first no more."""
    lifted = fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10)
    os.close(end)
    return lifted


@contextmanager
def chromium() -> Iterator[Callable[..., Tab]]:
    """A Chromium with a profile of its own; calling what it gives opens a tab."""
    with tempfile.TemporaryDirectory() as folder:
        read, to, back, write = (_lifted(one) for one in (*os.pipe(), *os.pipe()))

        def connect() -> None:
            os.dup2(read, 3)
            os.dup2(write, 4)

        command = ["chromium", *_FLAGS, f"--user-data-dir={folder}", "about:blank"]
        quiet = subprocess.DEVNULL
        run = subprocess.Popen(command, preexec_fn=connect, pass_fds=(3, 4), stdout=quiet, stderr=quiet)
        os.close(read)
        os.close(write)
        pipe = _Pipe(to, back)

        def tab(width: int = 1280, height: int = 800, start: int | None = None, *, dark: bool = False) -> Tab:
            return Tab(pipe, width, height, start, dark=dark)

        try:
            yield tab
        finally:
            # It may be gone before it has answered.
            with suppress(RuntimeError, BrokenPipeError):
                pipe.call("Browser.close")
            run.wait(60)
            os.close(to)
            os.close(back)
