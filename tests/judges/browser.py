"""Chromium as a judge: where does a browser put each word of a slide, and what does the slide look like?

All slides are read in one run; what it needs is Debian's `chromium`, no driver.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from html import unescape
from pathlib import Path
from typing import NamedTuple

from PIL import Image

__all__ = ["Letter", "Word", "missing", "pictures", "words_in", "words_of"]

PATIENCE = 180
"""Seconds before a browser that hangs is given up."""
_FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--hide-scrollbars", "--disable-lcd-text",
]  # fmt: skip
_COLUMNS = 6
"""Of slides that are pictured together: a picture can be no higher than 16 384 pixels."""
_OWN = 200
"""Pixels of a window's height that Chromium may keep for itself."""
_READ = """
<script>
const ruler = document.createElement("canvas").getContext("2d");
function letters(slide) {
  const found = [], corner = slide.getBoundingClientRect(), range = document.createRange();
  const texts = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    if (node.parentElement.closest("title")) continue;
    ruler.font = getComputedStyle(node.parentElement).font;
    const ascent = ruler.measureText("x").fontBoundingBoxAscent;
    let at = 0;
    for (const letter of node.data) {
      range.setStart(node, at);
      at += letter.length;
      range.setEnd(node, at);
      const box = range.getClientRects()[0];
      if (box) found.push([letter, box.left - corner.left, box.right - corner.left, box.top - corner.top + ascent]);
    }
  }
  return found;
}
const read = JSON.stringify([...document.body.querySelectorAll(":scope > .slide, :scope > svg")].map(letters));
document.body.replaceChildren(document.createTextNode(read));
</script>
"""


def missing() -> list[str]:
    """What is needed here and not on this machine."""
    return [] if shutil.which("chromium") else ["chromium"]


class Letter(NamedTuple):
    """A letter, the left and right of its box, and its baseline, in points from the slide's upper left corner."""

    text: str
    left: float
    right: float
    base: float


class Word(NamedTuple):
    """Letters side by side."""

    text: str
    left: float
    right: float
    base: float


_APART, _KERNED = 2, 10
"""Points by which letters of one word are at most apart, or reach under one another."""


def words_of(letters: Iterable[Letter]) -> list[Word]:
    """The words of a slide, from its letters in the order in which they are written."""
    found: list[Word] = []
    open_ = False
    for letter in letters:
        last = found[-1] if found and open_ else None
        open_ = bool(letter.text.strip())
        if last and open_ and abs(letter.base - last.base) < _APART and -_KERNED < letter.left - last.right < _APART:
            found[-1] = Word(last.text + letter.text, last.left, letter.right, last.base)
        elif open_:
            found.append(Word(*letter))
    return found


def words_in(slides: Sequence[str], stylesheet: str = "") -> list[list[Word]]:
    """The words of each slide, which is a ``div`` of the class ``slide`` or an ``svg``; a pixel is a point."""
    dom = _run(_page(slides, stylesheet) + _READ, "--dump-dom", "--window-size=960,540").decode()
    read = unescape(dom[dom.index("<body>") + len("<body>") : dom.rindex("</body>")])
    return [words_of(Letter(*letter) for letter in slide) for slide in json.loads(read)]


def pictures(slides: Sequence[str], stylesheet: str, width: int) -> list[Image.Image]:
    """Each slide as it looks, ``width`` pixels wide; a slide is a ``div`` of the class ``slide``."""
    height, rows = width * 9 // 16, -(-len(slides) // _COLUMNS)
    grid = (
        f"body {{ display: grid; grid-template-columns: repeat({_COLUMNS}, {width}px); grid-auto-rows: {height}px; }}"
    )
    small = f"body > .slide {{ transform: scale({width / 960}); transform-origin: 0 0; }}"
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / "page.png"
        page = _page(slides, f"{stylesheet}\n{grid}\n{small}")
        _run(page, f"--screenshot={target}", f"--window-size={_COLUMNS * width},{rows * height + _OWN}")
        whole = Image.open(target).convert("RGB")
    corners = (divmod(number, _COLUMNS) for number in range(len(slides)))
    return [whole.crop((x * width, y * height, (x + 1) * width, (y + 1) * height)) for y, x in corners]


def _page(slides: Sequence[str], stylesheet: str) -> str:
    style = f"body {{ margin: 0; }} body > svg {{ display: block; }}\n{stylesheet}"
    return f'<!doctype html><meta charset="utf-8"><style>{style}</style><body>{"".join(slides)}'


def _run(page: str, *options: str) -> bytes:
    """What Chromium prints of a page, with a profile of its own."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(page, encoding="utf-8")
        command = ["chromium", *_FLAGS, f"--user-data-dir={folder}/profile", *options, source.as_uri()]
        run = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    if run.returncode:
        raise RuntimeError(f"Chromium gave up (exit {run.returncode}): {run.stderr.decode()[-500:]}")
    return run.stdout
