"""The help: its pages and pictures are served from what was installed, in both languages, and lead nowhere else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.studio import PAGES
from judges.axe import found
from studio.conftest import Opened
from studio.serving import Served

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("language", ["en", "da"])
def test_every_page_is_there_and_what_it_shows_and_leads_to_too(opened: Opened, language: str) -> None:
    opened.client.headers["accept-language"] = language
    for name in PAGES:
        answer = opened.client.get(f"/help/{name}.md")
        assert answer.status_code == 200
        assert f'<article lang="{language}">' in answer.text
        assert "<script" not in answer.text
        assert "<th></th>" not in answer.text  # A screen reader says what stands over a column.
        for address in re.findall(r'(?:href|src)="(/[^"#]*)', answer.text):
            assert opened.client.get(address).status_code == 200, (name, address)
        assert not re.search(r'href="/help/(?!img)(?!(?:' + "|".join(PAGES) + r")\.md)", answer.text)
        links = re.findall(r'href="([^/#"][^"]*)"', answer.text)
        assert all(one.startswith("http") for one in links), (name, links)
    assert f"<h1>{'Studiet' if language == 'da' else 'The studio'}</h1>" in opened.client.get("/help/studio.md").text


def test_it_has_all_pages_of_the_danish_help() -> None:
    assert {*PAGES} == {one.stem for one in (DOCS / "da").glob("*.md")} - {"README"}


def test_a_page_that_is_not_there_is_not_found(opened: Opened) -> None:
    for name in (
        "nothing.md",
        "pptx-state.md",
        "python.md",
        "..%2fREADME.md",
        "da%2fstudio.md",
        "img/nothing.png",
        "img/..%2fstudio.md",
    ):
        assert opened.client.get(f"/help/{name}").status_code == 404


def test_what_is_ones_own_has_the_picture_that_it_has_now(opened: Opened) -> None:
    own = opened.path.parent / "decks" / "exercises" / "vores-runde.yaml"
    own.parent.mkdir(parents=True)
    for words in ("Én sætning hver", "To sætninger hver"):
        own.write_text(f"title: Vores runde\nminutes: 10\nslides:\n  - statement: {words}\n", encoding="utf-8")
        assert words.split()[0] in opened.client.get("/pictures/exercises/vores-runde").text


@pytest.mark.browser
@pytest.mark.node
def test_every_page_leads_to_its_help_and_what_is_ones_own_stands_on_the_shelf(served: Served) -> None:
    exercises = served.folder / "decks" / "exercises"
    exercises.mkdir(parents=True)
    (exercises / "vores-runde.yaml").write_text(
        "title: Vores runde\nminutes: 10\nslides:\n  - statement: Én sætning hver\n", encoding="utf-8"
    )
    tab = served.page(bare=True)
    tab.mistakes.clear()
    assert tab.text("#title-exercises-vores-runde") == "Vores runde din"
    assert found(tab) == []
    tab.click("#use-exercises-vores-runde")
    tab.wait("!!document.querySelector('#use-exercises-vores-runde-2')")
    assert "decks/exercises/vores-runde-2.yaml" in tab.text("#said")
    assert (exercises / "vores-runde-2.yaml").read_bytes() == (exercises / "vores-runde.yaml").read_bytes()
    tab.run("document.documentElement.dataset.old = 1")
    tab.click("a[href='/help/studio.md']")
    tab.wait("!document.documentElement.dataset.old && document.readyState === 'complete'")
    assert tab.text("h1") == "Studiet"
    assert found(tab) == []
    for one in exercises.iterdir():
        one.unlink()
    tab = served.open(served.agenda("hjaelp"), "/groups", width=480, dark=True)
    assert tab.run("document.querySelector('nav a[href^=\"/help/\"]').getAttribute('href')") == "/help/batch.md"
    tab.visit(f"{served.address}/help/batch.md")
    assert found(tab) == []
    assert tab.run("document.documentElement.scrollWidth") <= 480
