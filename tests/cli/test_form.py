"""`facilitator form`: what it leaves behind, and how it ends when it cannot."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pdfplumber
import pytest
from docx import Document
from docx.shared import Pt
from pypdf import PdfReader

from cli import running

if TYPE_CHECKING:
    from click.testing import Result


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> Result:
    return running.run("form", *arguments)


def refused(*arguments: str) -> str:
    told = running.refused("form", *arguments)
    assert not Path("out").exists()
    return told


def test_it_makes_a_pdf_and_a_word_file() -> None:
    assert run("trivselshjul").stdout.splitlines() == [
        str(Path("out", "forms", "trivselshjul.pdf")),
        str(Path("out", "forms", "trivselshjul.docx")),
    ]
    assert Path("out/forms/trivselshjul.docx").read_bytes().startswith(b"PK")


def test_copies_are_numbered_where_the_form_asks_for_it() -> None:
    (pdf, _) = json.loads(run("skema-3-handlingsplan", "--copies", "3", "--json").stdout)["files"]
    pages = [page.extract_text() for page in PdfReader(BytesIO(Path(pdf["path"]).read_bytes())).pages]
    assert pdf["pages"] == len(pages) == 3
    for number, text in enumerate(pages, 1):
        assert f"Ark{number}" in text.replace(" ", "").replace("\n", "")
        assert "Side 1 af 1" in text


def test_a_form_of_ones_own_takes_settings_and_figures_from_beside_it() -> None:
    Path("decks/figures").mkdir(parents=True)
    figure = "{kind: tiles, title: Vores, items: [Mod, Ro, Humor]}"
    Path("decks/figures/vores.yaml").write_text(figure, encoding="utf-8")
    own = 'language: en\ntitle: "Skema for {{ team }}"\ndata: {team: os}\nparts:\n  - {figure: vores, height: 60}\n'
    Path("eget.yaml").write_text(own, encoding="utf-8")
    run("eget.yaml", "--set", "team=Solsiden", "--out", "her", "--theme", "pink")
    text = PdfReader(BytesIO(Path("her/eget.pdf").read_bytes())).pages[0].extract_text()
    assert all(word in text for word in ("Skema for Solsiden", "Humor", "Page 1 of 1"))


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["trivselhjul"], "did you mean “trivselshjul”?"),
        (["trivselshjul", "--theme", "pnk"], "did you mean “pink”?"),
        (["trivselshjul", "--copies", "0"], "0 is not in the range"),
        (["trivselshjul", "--set", "team"], "expected key=value"),
        (["findes-ikke.yaml"], "findes-ikke.yaml"),
    ],
)
def test_a_wrong_wish_is_told(arguments: list[str], told: str) -> None:
    assert told in refused(*arguments)


def test_every_mistake_in_a_form_is_told_with_its_place() -> None:
    Path("eget.yaml").write_text("title: '{{ tem }}'\nparts:\n  - {figure: iglu}\n  - {lines: [Hvad?], linjer: 2}\n")
    told = refused("eget.yaml").splitlines()
    assert [line.split(" ")[0] for line in told] == ["eget.yaml:1:8:", "eget.yaml:3:14:", "eget.yaml:4:22:"]
    assert "did you mean “iglo”?" in told[1]


def test_a_sign_that_the_type_lacks_is_printed_as_a_box() -> None:
    Path("eget.yaml").write_text("title: Skema 😀\nparts:\n  - text: Først\n", encoding="utf-8")
    said = json.loads(run("eget.yaml", "--json").stdout)
    with pdfplumber.open(said["files"][0]["path"]) as pages:
        assert "Skema ☐" in pages.pages[0].extract_text()
    assert ["😀" in line for line in said["told"]] == [True]
    assert said["told"][0] in run("eget.yaml").stdout


def test_nothing_is_higher_than_a_page() -> None:
    high = "{table: [A], rows: [B], height: 250}", "{boxes: [C], height: 250}", "{figure: iglo, height: 250}"
    own = "title: Skema\norientation: landscape\nparts:\n" + "".join(f"  - {part}\n" for part in high)
    Path("eget.yaml").write_text(own, encoding="utf-8")
    (pdf, _) = json.loads(run("eget.yaml", "--json").stdout)["files"]
    with pdfplumber.open(pdf["path"]) as pages:
        for page in pages.pages:
            drawn = [*page.rects, *page.lines, *page.curves, *page.chars]
            assert max(one["bottom"] for one in drawn) < page.height


def test_a_figure_without_room_is_told() -> None:
    own = "title: Skema\nparts:\n  - text: Først\n  - {figure: iglo, height: 20}\n"
    Path("eget.yaml").write_text(own, encoding="utf-8")
    assert "eget.yaml:4:" in (told := refused("eget.yaml"))
    assert "has no room for" in told


@pytest.mark.parametrize("name", ["introduktion-overblik", "prioriter-din-dag"])
def test_on_a3_everything_is_as_much_larger(name: str) -> None:
    """A figure as a picture, and tables and boxes to tick as letters and lines."""
    run(name, "--out", "lille")
    run(name, "--paper", "a3", "--out", "stor")
    with pdfplumber.open(f"lille/{name}.pdf") as small, pdfplumber.open(f"stor/{name}.pdf") as large:
        for page, larger in zip(small.pages, large.pages, strict=True):
            assert "".join(one["text"] for one in larger.chars) == "".join(one["text"] for one in page.chars)
            for key in ("x0", "top", "size"):
                wanted = [one[key] * 2**0.5 for one in page.chars]
                assert [one[key] for one in larger.chars] == pytest.approx(wanted, abs=1)
            assert larger.width == pytest.approx(page.width * 2**0.5, abs=1)


def test_a_form_may_say_its_paper_and_letter_is_as_wide_as_it_is_in_both_files() -> None:
    Path("ark.yaml").write_text("title: Ark\npaper: letter\nparts: [{text: Her}]", encoding="utf-8")
    run("ark.yaml")
    page = PdfReader("out/forms/ark.pdf").pages[0]
    section = Document("out/forms/ark.docx").sections[0]
    assert (page.mediabox.width, page.mediabox.height) == pytest.approx((612, 792), abs=0.5)
    assert (section.page_width, section.page_height) == pytest.approx((Pt(612), Pt(792)), abs=Pt(0.5))


def test_another_paper_is_refused() -> None:
    assert "'a5' is not one of 'a4', 'a3', 'letter'" in refused("handleplan", "--paper", "a5")


def test_the_fact_sheet_of_an_exercise_says_all_that_it_takes_in_its_language() -> None:
    assert "there is no exercise" in refused("walk-and-talkk", "--facts")
    run("walk-and-talk", "--facts", "--set", "participants=12")
    said = " ".join(PdfReader("out/forms/walk-and-talk-faktaark.pdf").pages[0].extract_text().split())
    for words in ("34 min. (34–44)", "kuglepen til hver deltager", "Alle går. A fortæller", "Plan B", "Online"):
        assert words in said
    assert run("mutual-interviews", "--facts").stdout.splitlines()[0].endswith("mutual-interviews-fact-sheet.pdf")


def test_minutes_of_an_exercise_that_are_so_many_only_more_or_less_stay_so_on_its_fact_sheet() -> None:
    Path("decks/exercises").mkdir(parents=True)
    text = (
        "title: Runde\nminutes: ca. 20\nhow: [{minutes: ca. 5, do: Alle siger ét ord}, {minutes: 15, do: Tal sammen}]"
    )
    Path("decks/exercises/runde.yaml").write_text(text, encoding="utf-8")
    run("runde", "--facts")
    (first, steps) = Document("out/forms/runde-faktaark.docx").tables
    assert first.cell(1, 0).text == "ca. 20 min."
    assert [row.cells[0].text for row in steps.rows[1:]] == ["ca. 5", "15"]
