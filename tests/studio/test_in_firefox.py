"""The main journey in another browser: an agenda taken from the shelf, changed in every way, and made."""

from __future__ import annotations

from pathlib import Path

import pytest

from judges.firefox import ALT, DOWN, firefox, missing
from studio.serving import SHORT, studio_over

BITS = "[...document.querySelectorAll('#strip .bit')]"


@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason="needs Firefox (Debian: firefox-esr)")
def test_an_agenda_is_changed_and_made(tmp_path: Path) -> None:
    path = tmp_path / "kort.yaml"
    path.write_text(SHORT, encoding="utf-8")
    with studio_over(tmp_path) as address, firefox() as page:

        def saved(condition: str) -> None:
            page.wait(f"document.body.ariaBusy !== 'true' && {condition}")

        page.visit(address)
        assert page.run("document.querySelector('h1').textContent") == "Hylde"
        page.type("#search", "gensidige dialogkort")
        page.wait("document.querySelectorAll('.card:not([hidden])').length === 1")
        page.type("#search", "kort møde")
        page.wait("document.querySelectorAll('.own li:not([hidden])').length === 1")
        page.click(".own a")
        page.wait("document.documentElement.dataset.ready && document.querySelectorAll('#slides img').length > 1")
        page.type("#field-minutes", "15")
        saved(f"{BITS}[1].innerText.includes('09.15')")
        assert path.read_text(encoding="utf-8") == SHORT.replace("minutes: 10\n", "minutes: 15\n", 1)
        page.keys(".bit[aria-current]", ALT + DOWN)
        saved(f"{BITS}[1].innerText.includes('Velkommen')")
        page.drag(".bit[aria-current]", -200)
        saved(f"{BITS}[0].innerText.includes('Velkommen')")
        page.click("#undo")
        saved(f"{BITS}[1].innerText.includes('Velkommen')")
        page.click("#redo")
        saved(f"{BITS}[0].innerText.includes('Velkommen')")
        assert path.read_text(encoding="utf-8") == SHORT.replace("minutes: 10\n", "minutes: 15\n", 1)
        page.wait("[...document.querySelectorAll('#slides img')].some((one) => one.naturalWidth > 100)")
        page.click("header a[href$=make]")
        page.wait("document.querySelector('#make')")
        page.click("#make")
        page.wait("document.querySelectorAll('#list li').length > 2")
    assert (tmp_path / "out" / "kort" / "kort.pptx").is_file()
