"""A table as people send it becomes groups, or every problem of it is told with file, row, and column."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from openpyxl import load_workbook

from batches.tables import HEADINGS, ROWS, csv_table, workbook
from facilitator.batches import Groups, read_groups
from facilitator.made import is_device
from facilitator.messages import Problems

ASKED = ("team", "naeste_moede")


def read(path: Path, name: str | None = None) -> Groups:
    return read_groups(path, ASKED, "da-DK", name=name)


def values(groups: Groups) -> list[dict[str, str]]:
    return [{name: node.value for name, node in group.options["data"].items()} for group in groups.groups]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "cp1252"])
def test_a_text_file_of_a_danish_excel(tmp_path: Path, encoding: str) -> None:
    found = read(csv_table(tmp_path / "grupper.csv", encoding=encoding))
    assert [group.folder for group in found.groups] == ["trio-nord", "trio-aa-oest", "trio-syd"]
    assert [group.row for group in found.groups] == [2, 3, 4]
    second = found.groups[1]
    assert second.options["start"] == "12.30"
    assert values(found)[1] == {
        "team": "TRIO Å/Øst", "client": "Prøve Kommune", "date": "15.1.2027", "participants": "6",
        "naeste_moede": "i april",
    }  # fmt: skip
    assert not found.problems
    assert not found.unused(ASKED)


def test_a_workbook_with_dates_and_clock_times_of_its_own(tmp_path: Path) -> None:
    rows = [("TRIO Nord", "Kommunen", date(2027, 1, 14), 3, "i marts", time(12, 30))]
    found = read(workbook(tmp_path / "grupper.xlsx", rows))
    (group,) = found.groups
    assert (group.row, group.options["start"]) == (4, "12:30")
    assert values(found)[0]["participants"] == "3"
    assert "14" in values(found)[0]["date"]
    assert group.places["participants"].column == 4


def test_columns_are_counted_as_the_workbook_has_them_hidden_ones_too(tmp_path: Path) -> None:
    path = workbook(tmp_path / "g.xlsx", [("Nord", "Kommunen", date(2027, 1, 14), 3, "i marts", time(12, 30))])
    book = load_workbook(path)
    book["Grupper"].column_dimensions["B"].hidden = True
    book.save(path)
    (group,) = read(path).groups
    assert group.places["participants"].column == 4
    assert "client" not in group.options["data"]


def test_columns_that_nothing_uses_are_told_with_the_nearest_name(tmp_path: Path) -> None:
    headings = ("Team", "Kunnde", "Bemærkning til os selv")
    found = read(csv_table(tmp_path / "g.csv", [("Nord", "Kommunen", "ring")], headings))
    assert found.unused(ASKED) == [
        "nothing uses the column “Kunnde”; did you mean “client”?",
        "nothing uses the column “Bemærkning til os selv”",
    ]


def test_two_rows_that_would_get_the_same_folder_are_both_told(tmp_path: Path) -> None:
    found = read(csv_table(tmp_path / "g.csv", [("TRIO A/B", "x"), ("Syd", "x"), ("Trio a-b", "x")], ("Team", "Kunde")))
    assert sorted(found.problems) == [2, 4]
    (problem,) = found.problems[4]
    assert (problem.place.line, problem.place.column) == (4, 1)  # type: ignore[union-attr]
    assert "row 2: trio-a-b" in problem.what


def test_the_same_team_of_two_clients_is_told_apart_by_a_name_of_both(tmp_path: Path) -> None:
    table = csv_table(tmp_path / "g.csv", [("Nord", "Banken"), ("Nord", "Kommunen")], ("Team", "Kunde"))
    assert sorted(read(table).problems) == [2, 3]
    found = read(table, name="{{ client }}, {{ team }}")
    assert [group.name for group in found.groups] == ["Banken, Nord", "Kommunen, Nord"]
    assert not found.problems


def test_long_names_that_begin_alike_stay_apart(tmp_path: Path) -> None:
    long = "Børne- og Ungdomsforvaltningens dagtilbud og skoler i det nordlige distrikt ved fjorden, gruppe "
    found = read(csv_table(tmp_path / "g.csv", [(f"{long}{n}", "x") for n in "12"], ("Team", "Kunde")))
    assert not found.problems
    assert len({group.folder for group in found.groups}) == len({group.behind for group in found.groups}) == 2
    assert max(len(group.folder) for group in found.groups) <= 80


@pytest.mark.parametrize("name", ["CON", "nul", "aux ", "Com¹", "(lpt9)"])
def test_a_group_has_a_folder_on_windows_too(tmp_path: Path, name: str) -> None:
    found = read(csv_table(tmp_path / "g.csv", [(name, "x"), ("Con mucho", "x")], ("Team", "Kunde")))
    first, second = (group.folder for group in found.groups)
    assert not is_device(first)
    assert first.endswith("-1")
    assert second == "con-mucho"


def test_a_row_without_a_name_is_told_with_its_column(tmp_path: Path) -> None:
    found = read(csv_table(tmp_path / "g.csv", [("Kommunen", ""), ("Kommunen", "Nord")], ("Kunde", "Hold")))
    (problem,) = found.problems[2]
    assert (problem.place.line, problem.place.column) == (2, 2)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("rows", "headings", "told"),
    [
        (ROWS, ("Team", "Hold", "Dato", "Deltagere", "Næste møde", "Starttid"), "“Team” and “Hold” are the same"),
        ([("1", "2")], ("Farve", "Form"), "no heading says what the columns are"),
        ([("14.1.2027",), ("15.1.2027",)], ("Dato",), "no column says what the groups are called"),
        ([], HEADINGS, "the table is empty"),
    ],
)
def test_what_is_not_certain_is_told(tmp_path: Path, rows: list[tuple[str]], headings: tuple[str], told: str) -> None:
    with pytest.raises(Problems, match=told):
        read(csv_table(tmp_path / "g.csv", rows, headings))


def test_a_name_of_columns_that_are_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(Problems, match=r"“teem”.*expected one of .*team.*did you mean “team”"):
        read(csv_table(tmp_path / "g.csv"), name="{{ teem }}")


def test_lists_and_templates_lie_beside_the_table(tmp_path: Path) -> None:
    headings = ("Team", "Deltagerliste", "Facilitatorer", "Skabelon")
    found = read(csv_table(tmp_path / "g.csv", [("Nord", "nord.csv", "os.xlsx", "vores.pptx")], headings))
    (group,) = found.groups
    assert group.options["participants"] == tmp_path / "nord.csv"
    assert group.options["template"] == str(tmp_path / "vores.pptx")
    assert group.options["data"]["facilitators"].value == str(tmp_path / "os.xlsx")


def test_where_values_stand_is_kept_once_for_all_rows(tmp_path: Path) -> None:
    first, *others = read(csv_table(tmp_path / "grupper.csv")).groups
    assert all(one.columns is first.columns for one in others)
    assert [(one.places["client"].line, one.places["client"].column) for one in others] == [(3, 2), (4, 2)]
