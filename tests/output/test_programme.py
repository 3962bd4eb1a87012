"""What is made from a programme: folders, the overview, reminder pages, and one calendar."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pdfplumber
import pytest
from icalendar import Calendar
from pypdf import PdfReader

import facilitator
from cli.running import refused, run
from facilitator.made import Made
from judges.office import Office
from judges.package import audit
from pptx import Presentation
from print.looks import used
from programme.files import PROGRAMME, write


def made(folder: Path, *kinds: str) -> dict[str, Made]:
    opened = facilitator.open(write(folder), libraries=[folder])
    return {one.name: one for one in opened.build(kinds)}


def text_of(pdf: Made) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages)


def test_every_part_with_an_agenda_has_its_folder_and_every_time_between_its_page(tmp_path: Path) -> None:
    names = set(made(tmp_path))
    assert {name.split("/")[0] for name in names if "/" in name} == {"1-en", "2-laes", "3-to", "5-tre"}
    assert {"1-en/moede.pptx", "3-to/drejebog.pdf", "overblik.pptx", "overblik.pdf", "forloeb.ics"} <= names
    assert {"husk-2-laes.pdf", "husk-2-laes.docx", "husk-4-proev.pdf", "husk-4-proev.docx"} <= names


def test_there_is_one_calendar_with_every_date(tmp_path: Path) -> None:
    files = made(tmp_path)
    assert [name for name in files if name.endswith(".ics")] == ["forloeb.ics"]
    events = Calendar.from_ical(files["forloeb.ics"].content).walk("VEVENT")
    found = [(str(event["summary"]), event.decoded("dtstart")) for event in events]
    assert [(title, at.replace(tzinfo=None) if isinstance(at, datetime) else at) for title, at in found] == [
        ("Forløbet: En · Kunden", datetime(2027, 1, 14, 9, 0)),
        ("Senest i dag: Læs · Kunden", date(2027, 1, 27)),
        ("Forløbet: To · Kunden", datetime(2027, 1, 28, 13, 0)),
    ]
    assert len({str(event["uid"]) for event in events}) == len(events)


def test_a_reminder_says_what_to_read_and_do_and_when_the_next_session_is(tmp_path: Path) -> None:
    text = text_of(made(tmp_path, "reminder")["husk-2-laes.pdf"])
    for words in ("Læs inden to", "27. januar 2027", "Kapitel 1", "Spørg en kollega", "Vi begynder", "Haven"):
        assert words in text
    assert "torsdag den 28. januar 2027, kl. 13.00–14.00" in text


@pytest.mark.office
def test_a_reminder_fills_its_page_and_is_one_in_word_too(tmp_path: Path, office: Office) -> None:
    opened = (facilitator.open(name) for name in ("netvaerk-forloeb", "lpa-forloeb"))
    files = [one for each in opened for one in each.build(["reminder"])]
    printed = [one for one in files if one.name.endswith(".pdf")]
    assert [used(one.content)[0] > 0.7 for one in printed] == [True] * 7
    assert "Noter" in text_of(printed[0])
    written = [tmp_path / one.name for one in files if one.name.endswith(".docx")]
    for file, one in zip(written, (one for one in files if one.name.endswith(".docx")), strict=True):
        file.write_bytes(one.content)
    assert [len(PdfReader(paged).pages) for paged in office.pdfs(written)] == [1] * 7


def test_the_overview_is_a_deck_and_a_page_with_all_dates(tmp_path: Path) -> None:
    files = made(tmp_path, "overview")
    deck = tmp_path / "overblik.pptx"
    deck.write_bytes(files["overblik.pptx"].content)
    titles = [slide.shapes.title.text for slide in Presentation(str(deck)).slides]
    assert titles == [
        "Forløbet",
        "Vores forløb",
        "Forløbet trin for trin",
        "Datoer og steder",
        "Læs inden to",
        "Prøv inden tre",
    ]
    assert audit(deck) == []
    text = text_of(files["overblik.pdf"])
    assert all(words in text for words in ("14. januar 2027", "i marts", "Salen", "Haven"))


def test_dates_are_as_large_as_their_rows_have_room_for_in_the_pdf_and_in_word(tmp_path: Path) -> None:
    files = made(tmp_path, "overview")
    with pdfplumber.open(BytesIO(files["overblik.pdf"].content)) as pages:
        found = pages.pages[-1].search("Salen")
    assert {round(letter["size"]) for one in found for letter in one["chars"]} == {14}
    (table,) = docx.Document(BytesIO(files["overblik.docx"].content)).tables
    runs = [run for row in table.rows for cell in row.cells for line in cell.paragraphs for run in line.runs]
    assert {run.font.size.pt for run in runs if run.font.size} == {14}


def test_the_same_programme_gives_the_same_files(tmp_path: Path) -> None:
    assert made(tmp_path) == made(tmp_path)


class TestCommand:
    @pytest.fixture(autouse=True)
    def here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        write(tmp_path)
        monkeypatch.chdir(tmp_path)

    def test_it_builds_into_folders(self) -> None:
        result = run("build", "forloeb.yaml")
        assert result.exit_code == 0, result.stderr
        assert Path("out/forloeb/1-en/moede.pptx").is_file()
        assert "husk-2-laes.pdf, 1 page" in result.stdout

    def test_it_makes_only_what_is_asked_for(self) -> None:
        run("build", "forloeb.yaml", "--only", "calendar")
        assert sorted(path.name for path in Path("out/forloeb").iterdir()) == [
            ".facilitator",
            ".facilitator.json",
            "forloeb.ics",
        ]
        said = refused("build", "forloeb.yaml", "--only", "dekc")
        assert "expected one of overview, reminder, calendar, deck" in said

    def test_it_warns_of_days_off(self) -> None:
        Path("forloeb.yaml").write_text(PROGRAMME.replace("when: i marts", "date: 2027-03-25"), encoding="utf-8")
        assert "Maundy Thursday" in run("check", "forloeb.yaml").stdout
        built = run("build", "forloeb.yaml", "--only", "calendar")
        assert built.exit_code == 0
        assert "Maundy Thursday" in built.stderr

    def test_one_edited_file_stops_no_other(self) -> None:
        run("build", "forloeb.yaml", "--only", "deck")
        edited, other = Path("out/forloeb/3-to/moede.pptx"), Path("out/forloeb/1-en/moede.pptx")
        edited.write_bytes(b"mine")
        before = other.read_bytes()
        assert "moede (ny).pptx" in run("build", "forloeb.yaml", "--only", "deck", "--theme", "pink").stdout
        assert edited.read_bytes() == b"mine"
        assert edited.with_name("moede (ny).pptx").exists()
        assert other.read_bytes() != before

    def test_a_date_on_the_command_line_is_for_one_session(self) -> None:
        assert "--date is for one session" in refused("build", "forloeb.yaml", "--date", "2027-01-01")

    def test_its_dates_are_listed(self) -> None:
        assert "2027-01-28" in run("schedule", "forloeb.yaml").stdout


def test_the_team_is_named_wherever_its_programme_is_seen(tmp_path: Path) -> None:
    """Two teams have the same programme: nobody mixes their files up."""
    file = write(tmp_path)
    north, south = (facilitator.open(file, libraries=[tmp_path], data={"team": name}) for name in ("Nord", "Syd"))
    files = {one.name: one for one in north.build()}
    assert north.folder == "forloeb-nord"
    assert all(Path(name).stem.endswith("-nord") for name in files)
    assert "1-en/moede-nord.pptx" in files
    assert not files.keys() & {one.name for one in south.build()}
    for name in ("overblik-nord.pdf", "husk-2-laes-nord.pdf", "1-en/program-nord.pdf", "1-en/drejebog-nord.pdf"):
        assert "Nord" in text_of(files[name]), name
    for name in ("overblik-nord.pptx", "1-en/moede-nord.pptx", "2-laes/moede-nord.pptx"):
        title, second, *_others = Presentation(BytesIO(files[name].content)).slides
        assert "Kunden · Nord" in title.placeholders[1].text_frame.text
        assert any("Kunden · Nord" in shape.text_frame.text for shape in second.shapes if shape.has_text_frame)
    calendars = [Calendar.from_ical(one.build("calendar")[0].content).walk("VEVENT") for one in (north, south)]
    ids, others = ({str(event["uid"]) for event in events} for events in calendars)
    assert not ids & others
    assert all("Nord" in str(event["summary"]) for event in calendars[0])


def test_a_form_of_a_team_has_its_name_at_the_foot(tmp_path: Path) -> None:
    text = "title: x\nblocks: [{title: y, minutes: 5, forms: [trio-noter]}]"
    paged, worded = facilitator.open(text=text, data={"team": "Team Nord"}).build("form")
    assert (paged.name, worded.name) == ("trio-noter-team-nord.pdf", "trio-noter-team-nord.docx")
    assert "Team Nord" in text_of(paged)


def test_a_meeting_whose_time_nobody_has_told_has_none(tmp_path: Path) -> None:
    """The agenda begins at nine; when those who meet begin is for them to say."""
    files = made(tmp_path, "deck", "runsheet", "calendar")
    deck = Presentation(BytesIO(files["2-laes/moede.pptx"].content))
    assert "kl." not in deck.slides[0].placeholders[1].text_frame.text
    assert "09.00" not in text_of(files["2-laes/drejebog.pdf"])
    assert "0.30" in text_of(files["2-laes/drejebog.pdf"])
    told = facilitator.open(write(tmp_path, PROGRAMME.replace("by: 2027-01-27", "by: 2027-01-27\n    start: 10.00")))
    assert "10.00" in text_of(next(one for one in told.build("runsheet") if one.name == "2-laes/drejebog.pdf"))


def test_three_who_lead_it_are_named_as_one_says_it(tmp_path: Path) -> None:
    text = "title: x\nfacilitators: [Ann, Bo, Carl]\nblocks: [{title: y, minutes: 5}]"
    (deck,) = facilitator.open(text=text).build("deck")
    title = Presentation(BytesIO(deck.content)).slides[0]
    assert "Ved Ann, Bo og Carl" in title.placeholders[1].text_frame.text
