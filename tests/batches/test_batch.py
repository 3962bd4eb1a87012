"""Many groups from one table: every file is the group's own, what they share is made once, and nothing is lost."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from icalendar import Calendar
from pypdf import PdfReader

import facilitator
from batches.tables import AGENDA, HEADINGS, ROWS, csv_table
from cli.running import refused, run
from facilitator.batches.engines import spread
from facilitator.batches.working import Built, Checked
from pptx import Presentation

FOLDERS = ("trio-nord", "trio-aa-oest", "trio-syd")
NAMES = [row[0] for row in ROWS]
CHEAP = ("--only", "calendar", "--jobs", "1", "--out", "o")


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("s.yaml").write_text(AGENDA, "utf-8")
    csv_table(Path("g.csv"))
    return tmp_path


def states(place: str = "o") -> list[str]:
    text = Path(place, "batch.csv").read_bytes().decode("utf-8-sig")
    return [row["Tilstand"] for row in csv.DictReader(io.StringIO(text), delimiter=";")]


def slides(path: Path) -> str:
    shapes = (shape for slide in Presentation(str(path)).slides for shape in slide.shapes if shape.has_text_frame)
    return "\n".join(shape.text_frame.text for shape in shapes)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> facilitator.Batch:
    place = tmp_path_factory.mktemp("batch")
    (place / "s.yaml").write_text(AGENDA, "utf-8")
    rows = csv_table(place / "g.csv")
    return facilitator.batch(place / "s.yaml", rows, out=place / "o", jobs=1)


class TestFiles:
    def test_each_group_has_its_folder_and_files_with_its_name(self, made: facilitator.Batch) -> None:
        names = [one.name for one in made.folder.iterdir() if one.is_dir()]
        assert sorted(names) == sorted([*FOLDERS, "fælles"])
        for folder in FOLDERS:
            files = [one for one in (made.folder / folder).iterdir() if not one.name.startswith(".")]
            assert files
            assert all(one.stem.endswith(folder) for one in files)

    def test_its_name_and_values_stand_on_its_deck_and_on_no_other(self, made: facilitator.Batch) -> None:
        for folder, row in zip(FOLDERS, ROWS, strict=True):
            text = slides(made.folder / folder / f"s-{folder}.pptx")
            assert f"Hvad vil {row[0]} med næste møde {row[4]}?" in " ".join(text.split())
            assert not any(name in text for name in NAMES if name != row[0])

    def test_its_name_stands_on_every_print_of_its_own(self, made: facilitator.Batch) -> None:
        for folder, name in zip(FOLDERS, NAMES, strict=True):
            for path in (made.folder / folder).glob("*.pdf"):
                assert name in PdfReader(path).pages[0].extract_text(), path

    def test_its_calendar_has_a_title_day_and_uid_of_its_own(self, made: facilitator.Batch) -> None:
        files = [made.folder / folder / f"s-{folder}.ics" for folder in FOLDERS]
        events = [Calendar.from_ical(one.read_bytes()).walk("VEVENT")[0] for one in files]
        assert [str(one["summary"]) for one in events] == [f"Prøve · Prøve Kommune · {name}" for name in NAMES]
        assert [one.decoded("dtstart").date() for one in events] == [date(2027, 1, day) for day in (14, 15, 18)]
        assert [one.decoded("dtstart").hour for one in events] == [9, 12, 9]
        assert len({str(one["uid"]) for one in events}) == len(events)

    def test_what_does_not_differ_is_made_once_without_a_name(self, made: facilitator.Batch) -> None:
        shared = sorted(one.name for one in (made.folder / "fælles").iterdir() if not one.name.startswith("."))
        assert shared == ["trio-tema.docx", "trio-tema.pdf"]
        text = PdfReader(made.folder / "fælles" / "trio-tema.pdf").pages[0].extract_text()
        assert not any(name in text for name in (*NAMES, "Et hold"))
        assert not [*made.folder.glob("*/trio-tema-*")]

    def test_the_list_for_the_printer_adds_up(self, made: facilitator.Batch) -> None:
        printed = made.to_print()
        assert printed[:4] == ["", "To print:", "In the folder fælles:", "  6 × trio-tema.pdf, 1 page"]
        assert "  10 × program.pdf, 1 page" in printed

    def test_the_record_tells_of_every_row(self, made: facilitator.Batch) -> None:
        text = (made.folder / "batch.csv").read_bytes().decode("utf-8-sig")
        rows = [*csv.DictReader(io.StringIO(text), delimiter=";")]
        assert [(row["Række"], row["Mappe"], row["Tilstand"]) for row in rows] == [
            (str(line), folder, "lavet") for line, folder in enumerate(FOLDERS, 2)
        ]
        for row in rows:
            assert all((made.folder / row["Mappe"] / name).is_file() for name in row["Filer"].split(" | "))

    def test_a_single_build_gives_the_same_bytes(self, made: facilitator.Batch) -> None:
        data = {"team": NAMES[1], "client": "Prøve Kommune", "date": date(2027, 1, 15), "participants": 6}
        data["naeste_moede"] = "i april"
        source = made.folder.parent / "s.yaml"
        for one in facilitator.open(source, data=data, start="12.30").build(["calendar", "runsheet", "live"]):
            assert (made.folder / FOLDERS[1] / one.name).read_bytes() == one.content, one.name


class TestRows:
    def test_everything_wrong_is_told_with_file_row_and_column_and_nothing_is_built(self) -> None:
        rows = [list(row) for row in ROWS]
        rows[0][2], rows[1][5], rows[2][3] = "30. februar", "kvart i ni", "mange"
        csv_table(Path("g.csv"), rows)
        said = refused("batch", "s.yaml", "g.csv", *CHEAP)
        assert [line.split(": ")[0] for line in said.splitlines()] == ["g.csv:2:3", "g.csv:3:6", "g.csv:4:4"]
        assert not Path("o").exists()

    def test_what_is_wrong_in_a_list_is_told_of_the_cell_that_names_it(self) -> None:
        Path("halv.csv").write_text('Navn\n"Ib\n', "utf-8")
        rows = [list(row) for row in ROWS]
        rows[0][3], rows[1][3] = "halv.csv", "væk.xlsx"
        csv_table(Path("g.csv"), rows)
        said = refused("batch", "s.yaml", "g.csv", *CHEAP).splitlines()
        assert [line.partition("; ")[0] for line in said] == [
            "g.csv:2:4: halv.csv:2:1: the row cannot be read", "g.csv:3:4: væk.xlsx: there is no such file",
        ]  # fmt: skip

    def test_what_is_wrong_with_the_agenda_is_told_once_and_not_for_each_row(self) -> None:
        Path("s.yaml").write_text(AGENDA.replace("end: 10.00", "end: 10.00\nmax: x"), "utf-8")
        said = refused("batch", "s.yaml", "g.csv", *CHEAP)
        assert [line.split(": ")[0] for line in said.splitlines()] == ["s.yaml:5:1"]

    def test_a_missing_value_is_not_taken_from_an_example(self) -> None:
        csv_table(Path("g.csv"), [*ROWS[:2], ("TRIO Syd", "", "", "9", "i maj", "")])
        said = refused("batch", "s.yaml", "g.csv", *CHEAP)
        assert said.splitlines() == [
            "g.csv:4:2: the row has no “Kunde”, and the agenda has only an example of it: “Eksempel Kommune”; "
            "expected a value, or one under data in the agenda"
        ]

    def test_going_on_the_others_are_built(self) -> None:
        csv_table(Path("g.csv"), [*ROWS[:2], (*ROWS[2][:3], "mange", *ROWS[2][4:])])
        found = run("batch", "s.yaml", "g.csv", *CHEAP, "--keep-going")
        assert found.exit_code == 1
        assert "g.csv:4:4: “mange” is no number" in found.stderr
        assert states() == ["lavet", "lavet", "fejl"]
        assert sorted(one.name for one in Path("o").iterdir() if one.is_dir()) == sorted(FOLDERS[:2])

    def test_an_unknown_kind_is_told_once(self) -> None:
        said = refused("batch", "s.yaml", "g.csv", "--only", "dekc", "--jobs", "1")
        assert said.count("there is no kind “dekc”") == 1

    def test_a_file_of_its_name_that_is_not_ours_stays(self) -> None:
        Path("o").mkdir()
        Path("o", "batch.csv").write_text("mine", "utf-8")
        assert "is not ours" in refused("batch", "s.yaml", "g.csv", *CHEAP)
        assert Path("o", "batch.csv").read_text("utf-8") == "mine"

    def test_columns_that_nothing_uses_are_told(self) -> None:
        csv_table(Path("g.csv"), [(*row, "x") for row in ROWS], (*HEADINGS, "Naeste moder"))
        found = run("batch", "s.yaml", "g.csv", *CHEAP)
        assert "nothing uses the column “Naeste moder”; did you mean “naeste_moede”?" in found.stderr
        assert found.stderr.count("nothing uses") == 1
        csv_table(Path("g.csv"), [(*row, "y") for row in ROWS], (*HEADINGS, "Naeste moder"))
        assert run("batch", "s.yaml", "g.csv", *CHEAP, "--resume").exit_code == 0
        assert states() == ["uændret"] * 3

    def test_the_folder_of_a_row_that_is_gone_stays_and_is_told(self) -> None:
        assert run("batch", "s.yaml", "g.csv", *CHEAP).exit_code == 0
        csv_table(Path("g.csv"), ROWS[:2])
        found = run("batch", "s.yaml", "g.csv", *CHEAP)
        assert f"{Path('o', FOLDERS[2])}: no row has this group any more; its files stay" in found.stderr
        assert Path("o", FOLDERS[2], f"s-{FOLDERS[2]}.ics").is_file()


class TestArchive:
    def test_it_holds_every_file_and_is_the_same_again(self) -> None:
        assert run("batch", "s.yaml", "g.csv", *CHEAP, "--zip").exit_code == 0
        first = Path("o", "batch.zip").read_bytes()
        with ZipFile(io.BytesIO(first)) as archive:
            held = {name: archive.read(name) for name in archive.namelist()}
        files = [one for one in Path("o").rglob("*") if one.is_file() and not one.name.startswith(".")]
        there = {one.relative_to("o").as_posix(): one.read_bytes() for one in files if "/." not in one.as_posix()}
        assert held == {name: content for name, content in there.items() if name != "batch.zip"}
        assert run("batch", "s.yaml", "g.csv", *CHEAP, "--zip").exit_code == 0
        assert Path("o", "batch.zip").read_bytes() == first

    def test_one_that_is_not_ours_stays(self) -> None:
        Path("o").mkdir()
        Path("o", "batch.zip").write_bytes(b"mine")
        assert "batch.zip: the file is there already, and is not ours" in refused(
            "batch", "s.yaml", "g.csv", *CHEAP, "--zip"
        )
        assert Path("o", "batch.zip").read_bytes() == b"mine"


class TestResuming:
    def test_only_what_has_changed_is_built_again(self) -> None:
        assert run("batch", "s.yaml", "g.csv", *CHEAP).exit_code == 0
        files = [Path("o", folder, f"s-{folder}.ics") for folder in FOLDERS]
        times = [one.stat().st_mtime_ns for one in files]
        files[0].unlink()
        csv_table(Path("g.csv"), [*ROWS[:2], (*ROWS[2][:2], "19.1.2027", *ROWS[2][3:])])
        assert run("batch", "s.yaml", "g.csv", *CHEAP, "--resume").exit_code == 0
        assert states() == ["lavet", "uændret", "lavet"]
        assert files[0].exists()
        assert files[1].stat().st_mtime_ns == times[1]
        assert b"20270119" in files[2].read_bytes()

    def test_another_agenda_builds_all_of_them_again(self) -> None:
        assert run("batch", "s.yaml", "g.csv", *CHEAP).exit_code == 0
        Path("s.yaml").write_text(AGENDA.replace("Velkommen", "Godmorgen"), "utf-8")
        assert run("batch", "s.yaml", "g.csv", *CHEAP, "--resume").exit_code == 0
        assert states() == ["lavet"] * 3

    def test_content_of_ones_own_that_has_changed_builds_all_of_them_again(self) -> None:
        own = Path("decks", "figures", "egen.yaml")
        own.parent.mkdir(parents=True)
        for title in ("Før", "Efter"):
            own.write_text(f"kind: tiles\ntitle: {title}\nitems: [A, B, C]\n", "utf-8")
            assert run("batch", "s.yaml", "g.csv", *CHEAP, "--resume").exit_code == 0
            assert states() == ["lavet"] * 3

    def test_the_list_for_the_printer_is_that_of_all_groups(self) -> None:
        first, again = (
            json.loads(run("batch", "s.yaml", "g.csv", "--only", "logistics", *CHEAP[2:], "--json", *more).stdout)
            for more in ([], ["--resume"])
        )
        assert [one["state"] for one in again["groups"]] == ["unchanged"] * 3
        assert first["print"] == again["print"] == ["To print:", "In the folder of each group:",
                                                    "3 × pakkeliste.pdf, 1 page"]  # fmt: skip

    def test_what_somebody_has_written_into_a_deck_stays(self) -> None:
        deck = ("--only", "deck", "--jobs", "1", "--out", "o")
        assert run("batch", "s.yaml", "g.csv", *deck).exit_code == 0
        path = Path("o", FOLDERS[0], f"s-{FOLDERS[0]}.pptx")
        edited = Presentation(str(path))
        edited.slides[0].notes_slide.notes_text_frame.text = "Husk nøglen"
        edited.save(str(path))
        Path("s.yaml").write_text(AGENDA.replace("Hvad vil", "Hvad ønsker"), "utf-8")
        found = run("batch", "s.yaml", "g.csv", *deck, "--resume")
        assert found.exit_code == 0
        assert str(path) in found.output
        assert Presentation(str(path)).slides[0].notes_slide.notes_text_frame.text == "Husk nøglen"
        assert "ønsker" in slides(path)


PROGRAMME = """
title: Forløb
parts:
  - {agenda: s.yaml, title: Første, date: 2027-01-14}
  - {between: Prøv det, tasks: [Spørg én, I ikke plejer at spørge]}
  - {agenda: s.yaml, title: Anden, date: 2027-02-15}
"""


def test_a_programme_is_each_group_s_own_too() -> None:
    Path("f.yaml").write_text(PROGRAMME, "utf-8")
    chosen = [(row[0], row[1], row[3], row[4]) for row in ROWS[:2]]
    csv_table(Path("g.csv"), chosen, ("Team", "Kunde", "Deltagere", "Næste møde"))
    kinds = ["overview", "reminder", "calendar", "deck", "form"]
    found = facilitator.batch("f.yaml", "g.csv", only=kinds, out="o", jobs=1)
    assert not found.failed
    uids: list[str] = []
    for folder, (name, *_others) in zip(FOLDERS, chosen, strict=False):
        calendar = Calendar.from_ical(Path("o", folder, f"f-{folder}.ics").read_bytes())
        assert all(name in str(one["summary"]) for one in calendar.walk("VEVENT"))
        uids += [str(one["uid"]) for one in calendar.walk("VEVENT")]
        for page in ("overblik", "husk-2-proev-det"):
            text = PdfReader(Path("o", folder, f"{page}-{folder}.pdf")).pages[0].extract_text()
            assert name in text, page
        for part in ("1-foerste", "3-anden"):
            assert name in slides(Path("o", folder, part, f"s-{folder}.pptx"))
    assert len(uids) == len({*uids}) == 4
    assert [one for one in found.shared.files if one.endswith(".pdf")] == [
        "fælles/1-foerste/trio-tema.pdf", "fælles/3-anden/trio-tema.pdf",
    ]  # fmt: skip
    assert "  3 × 1-foerste/trio-tema.pdf, 1 page" in found.to_print()


def test_a_clock_time_in_a_programme_is_told_at_its_cell() -> None:
    Path("f.yaml").write_text(PROGRAMME, "utf-8")
    csv_table(Path("g.csv"), ROWS)
    said = refused("batch", "f.yaml", "g.csv", *CHEAP)
    assert "g.csv:2:6: start is for one session" in said


def test_groups_are_taken_as_somebody_can_work_on_them() -> None:
    taken: list[int] = []

    def groups() -> Iterator[int]:
        for number in range(1000):
            taken.append(number)
            yield number

    with ThreadPoolExecutor(1) as executor:
        come = spread(lambda some: executor.submit(lambda: [*some]), groups(), 1)
        assert next(come) == 0
        assert len(taken) < 100
        assert sorted([0, *come]) == [*range(1000)] == taken


def test_what_groups_have_in_common_is_kept_once() -> None:
    def checked(row: int) -> Checked:
        return Checked(
            row, prints={"tema-1": (f"sum{row * 0}", 1)}, asked=frozenset({"client", "team"}), files=(Path("a"),)
        )

    alike: dict[object, object] = {}
    one, other = checked(1).sharing(alike), checked(2).sharing(alike)
    assert (one, other) == (checked(1), checked(2))
    assert one.asked is other.asked
    assert one.files is other.files
    assert one.prints["tema-1"] is other.prints["tema-1"]
    notes = ["Endnu kun eksempler: " + "client" * n for n in (1, 1)]
    built, again = (Built(row, notes=(note,)).sharing(alike) for row, note in enumerate(notes))
    assert built.notes == again.notes == (notes[1],)
    assert built.notes is again.notes
