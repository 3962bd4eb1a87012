"""Every shipped form, as PDF and as Word, seen from outside."""

from __future__ import annotations

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from facilitator.canvas.figures import alternative_text, marking
from facilitator.canvas.text import Style
from facilitator.content.file_kinds import FormReading, read_form
from facilitator.content.forms import Credit, FigurePart, Heading, Lines, Part, TablePart
from facilitator.content.loading import read_theme
from facilitator.library import default_library
from facilitator.made import Made
from facilitator.print.forms import make_form
from judges.office import Office
from judges.package import audit
from judges.pages import laid_out, texts
from print.looks import divided, emptiest_last
from sampling import sampled

LIBRARY = default_library()
FORMS = LIBRARY.names("forms")
LONGER = {
    "arbejdsmiljoedroeftelse",
    "fire-temaer",
    "spaendingsfelter",
    "forventninger-til-dig",
    "laes-videre",
    "livscirkler",
    "netvaerkskontrakt",
    "prioriter-din-dag",
    "psykisk-apv-skema",
    "samtale-naar-nogen-siger-til",
    "skema-1-kortlaegning",
    "skema-2-prioritering",
}
"""These have two pages, all others one; Word must need no more either."""
SIDES = {"a4": [595, 842], "a3": [842, 1191]}
"""Of each paper, in points."""
TOGETHER = 12
"""Forms that LibreOffice is started for once."""
every_form = pytest.mark.parametrize("name", FORMS)
form_by_form = pytest.mark.parametrize("name", FORMS, scope="class")
"""All tests of a form, and then those of the next: it is read once."""


@cache
def made(name: str, theme: str = "fjord") -> list[Made]:
    return make_form(name, library=LIBRARY, theme=read_theme(theme, LIBRARY))


@cache
def reading(name: str) -> FormReading:
    return read_form(name, library=LIBRARY)


def pages_of(name: str) -> int:
    return 2 if name in LONGER else 1


def word_of(name: str, folder: Path) -> Path:
    file = folder / f"{name}.docx"
    file.write_bytes(made(name)[1].content)
    return file


def squeezed(text: str) -> str:
    """Without white space and hyphens, which lines bring in."""
    return "".join(text.split()).replace("-", "")


def wanted(name: str) -> list[str]:
    """Some of what a form says: its title, headings, questions, and columns."""
    form = reading(name).form
    found = [form.title, *(head.label for head in form.fields)]
    for part in form.parts:
        found += [part.heading] if isinstance(part, Heading) else []
        found += [prompt.text for prompt in part.lines] if isinstance(part, Lines) else []
        found += [column.title for column in part.table] if isinstance(part, TablePart) else []
    return found


@form_by_form
class TestPdf:
    def test_it_has_its_pages_and_its_words(self, name: str) -> None:
        pages = texts(made(name)[0].content)
        assert len(pages) == made(name)[0].pages == pages_of(name)
        everything = squeezed(" ".join(pages))
        assert [text for text in wanted(name) if squeezed(text) not in everything] == []
        assert divided(made(name)[0].content) == []
        assert emptiest_last(made(name)[0].content) > 0.2
        total = str(pages_of(name))
        assert squeezed(reading(name).terms.forms.page.format(page=total, pages=total)) in squeezed(pages[-1])

    def test_nothing_leaves_the_page_and_every_font_is_inside(self, name: str) -> None:
        for page in laid_out(made(name)[0].content):
            assert sorted(round(side) for side in (page.width, page.height)) == SIDES[reading(name).form.paper]
            for letter in page.chars:
                assert 30 < letter["x0"] <= letter["x1"] < page.width - 30
                assert 30 < letter["top"] <= letter["bottom"] < page.height - 15
                assert "SourceSans" in letter["fontname"]

    def test_it_can_be_heard(self, name: str) -> None:
        reader = PdfReader(BytesIO(made(name)[0].content))
        catalog: Any = reader.trailer["/Root"]
        assert catalog["/MarkInfo"]["/Marked"]
        assert catalog["/Lang"] == reading(name).terms.locale
        assert reader.metadata
        assert reader.metadata.title == reading(name).form.title
        assert "pdfuaid:part" in catalog["/Metadata"].get_data().decode()


@form_by_form
class TestWord:
    def test_the_rules_of_open_xml_find_nothing(self, name: str, tmp_path: Path) -> None:
        assert audit(word_of(name, tmp_path)) == []

    def test_headings_tables_and_pictures_are_real(self, name: str, tmp_path: Path) -> None:
        form = reading(name).form
        document = docx.Document(str(word_of(name, tmp_path)))
        styled = [(p.style.name, p.text) for p in document.paragraphs if p.style]
        assert ("Title", form.title) in styled
        headings = [part.heading for part in form.parts if isinstance(part, Heading)]
        assert [text for style, text in styled if style == "Heading 1"] == headings
        repeated = [table for table in document.tables if table._tbl.findall(f".//{qn('w:tblHeader')}")]
        assert len(repeated) == sum(isinstance(part, TablePart) for part in form.parts)
        said = [picture._inline.docPr.get("descr") for picture in document.inline_shapes]
        # Between the margins: no room around a picture, no table that is moved in.
        assert all(picture._inline.get(f"dist{side}") == "0" for picture in document.inline_shapes for side in "TBLR")
        assert document.element.body.findall(f".//{qn('w:tblInd')}") == []
        style = Style(read_theme("fjord", LIBRARY), reading(name).terms)
        shown = [part for part in form.parts if isinstance(part, FigurePart)]
        assert said == [alternative_text(part.figure, marking(part.figure, part.mark, style)) for part in shown]

    @pytest.mark.office
    def test_it_opens_and_takes_no_more_pages(self, name: str, office: Office, tmp_path: Path) -> None:
        at = FORMS.index(name) // TOGETHER * TOGETHER
        files = [word_of(one, tmp_path) for one in FORMS[at : at + TOGETHER]]
        reader = PdfReader(office.pdfs(files)[FORMS.index(name) - at])
        assert len(reader.pages) == pages_of(name)
        everything = squeezed(" ".join(page.extract_text() for page in reader.pages))
        assert [text for text in wanted(name) if squeezed(text) not in everything] == []


@pytest.mark.parametrize("name", sampled(FORMS, FORMS[::4]))
def test_it_is_the_same_every_time_and_follows_the_theme(name: str) -> None:
    again = make_form(name, library=LIBRARY, theme=read_theme("fjord", LIBRARY))
    assert [one.content for one in again] == [one.content for one in made(name)]
    assert all(one.content != other.content for one, other in zip(made(name, "pink"), made(name), strict=True))


@every_form
def test_both_files_name_whose_figures_they_show(name: str) -> None:
    form = reading(name)
    parts: list[Part] = [*form.form.parts]
    credits = [form.terms.credit(part.text) for part in parts if isinstance(part, Credit)]
    paged, word = made(name)
    said = "".join(texts(paged.content))
    document = docx.Document(BytesIO(word.content))
    assert [one.text for one in document.paragraphs if one.style and one.style.name == "Form Source"] == credits
    for credit in credits:
        assert "".join(credit.split()) in "".join(said.split())
