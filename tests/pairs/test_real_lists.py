"""Lists of people as they come from HR, Excel, and old systems: each with its people, or with the error it deserves."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from facilitator.messages import Problems, speaking
from facilitator.pairs.names import read_roster
from facilitator.pairs.roster import Roster

PEOPLE = ["Søren Kjær", "Åse Bøgh", "Örjan Ågård", "Zoé Müller"]
OLD = ["cp1252", "mac_roman", "cp865", "cp850"]
"""Encodings that say nothing of themselves."""


def saved(folder: Path, data: bytes | str, name: str = "liste.csv") -> Path:
    """A file with these bytes."""
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def book(folder: Path, *sheets: Sequence[Sequence[Any]], change: Callable[[Any], None] | None = None) -> Path:
    """A workbook with these rows on its sheets."""
    made = Workbook()
    for number, rows in enumerate(sheets):
        sheet = made.active if number == 0 else made.create_sheet()
        assert sheet is not None
        sheet.title = f"Ark{number + 1}"
        for row in rows:
            sheet.append(list(row))
    if change is not None:
        change(made)
    made.save(folder / "liste.xlsx")
    return folder / "liste.xlsx"


def names(roster: Roster) -> list[str]:
    return [person.name for person in roster.people]


def refusal(path: Path, **options: Any) -> str:
    with pytest.raises(Problems) as caught:
        read_roster(path, **options)
    return str(caught.value)


# --- text files: letters, delimiters ---


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252", "mac_roman", "cp865", "cp850"]
)
@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_letters_are_right_whichever_program_saved_them(
    tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    text = (
        end.join(delimiter.join(row) for row in [("Navn", "Afdeling"), *((name, "Økonomi") for name in PEOPLE)]) + end
    )
    found = read_roster(saved(tmp_path, text.encode(encoding)))
    assert names(found) == PEOPLE
    assert {person.attributes["Afdeling"] for person in found.people} == {"Økonomi"}


@pytest.mark.parametrize(
    "name", [*PEOPLE, "ÆBLE SØRENSEN", "Åge", "Pål", "Kåre Ødegård", "Niels-Åge Bæk", "Ib d’Angelo"]
)
@pytest.mark.parametrize("encoding", OLD)
def test_even_one_letter_is_enough(tmp_path: Path, encoding: str, name: str) -> None:
    try:
        data = f"Navn\r\nIb Holm\r\n{name}\r\n".encode(encoding)
    except UnicodeEncodeError:
        return  # The encoding has no such sign.
    assert names(read_roster(saved(tmp_path, data))) == ["Ib Holm", name]


@pytest.mark.parametrize(
    "lost",
    [
        "S¿ren Kj¾r",
        "SÃ¸ren KjÃ¦r",
        "S\N{REPLACEMENT CHARACTER}ren Kjær",
        "Micha³ Holm",
        "S?ren Ny",
        "S??ren Ny",
        "?se Bøgh",
    ],
)
def test_letters_that_were_lost_before_are_told_and_never_hang_on_a_wall(tmp_path: Path, lost: str) -> None:
    told = refusal(saved(tmp_path, f"Navn\nIb Holm\n{lost}\n"))
    assert "liste.csv:3:1: a letter of “" in told
    assert "was lost" in told


def test_a_title_above_does_not_hide_the_commas(tmp_path: Path) -> None:
    found = read_roster(saved(tmp_path, "Deltagerliste foråret\n\nNavn,Afdeling\nAnna,HR\nBo,Salg\n"))
    assert names(found) == ["Anna", "Bo"]
    assert found.told == ("1 row above the headings is left out: 1: Deltagerliste foråret",)


# --- which columns ---


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nr.;Fornavn;Efternavn;Afdeling\n1;Anna;Holm;HR\n2;Bo;Lind;Salg\n", ["Anna Holm", "Bo Lind"]),
        ("Efternavn;Fornavn;ID\nHolm;Anna;17\nLind;Bo;18\n", ["Anna Holm", "Bo Lind"]),
        ("ID;Afdeling;Fulde navn\n17;HR;Anna Holm\n18;Salg;Bo Lind\n", ["Anna Holm", "Bo Lind"]),
        ("Fornavn;Mellemnavn;Efternavn\nAnna;Maj;Holm\nBo;;Lind\n", ["Anna Maj Holm", "Bo Lind"]),
        ("First Name,Last Name,Department\nAnna,Holm,HR\nBo,Lind,Sales\n", ["Anna Holm", "Bo Lind"]),
        ("Employee ID\tSurname\tGiven name\n1\tHolm\tAnna\n2\tLind\tBo\n", ["Anna Holm", "Bo Lind"]),
        ("FORNAVN(E):;EFTERNAVN:\nAnna;Holm\nBo;Lind\n", ["Anna Holm", "Bo Lind"]),
        ("Navn;Efternavn\nAnna;Holm\nBo;Lind\n", ["Anna Holm", "Bo Lind"]),
        ("Navn;Efternavn\nAnna Holm;Holm\nBo Lind;Lind\n", ["Anna Holm", "Bo Lind"]),
        ("Fulde navn;Fornavn;Efternavn\nAnna Holm;Anna;Holm\nBo Lind;Bo;Lind\n", ["Anna Holm", "Bo Lind"]),
        ("Fornavn;Afdeling\nAnna;HR\nBo;Salg\n", ["Anna", "Bo"]),
        ("Deltagere\nAnna Holm\nBo Lind\n", ["Anna Holm", "Bo Lind"]),
        ("Navn\n\"Holm, Anna\"\n\"Lind, Bo\"\n", ["Anna Holm", "Bo Lind"]),
        ("Navn\nHolm, Anna\nLind, Bo\n", ["Anna Holm", "Bo Lind"]),
        ("Navn;Afdeling\nHolm, Anna;HR\nLind, Bo;Salg\n", ["Anna Holm", "Bo Lind"]),
        ("Navn,Afdeling\n\"Holm, Anna\",HR\n\"Lind, Bo\",Salg\n", ["Anna Holm", "Bo Lind"]),
        ("\"Efternavn, fornavn\";Nr\n\"Holm, Anna\";1\n\"Lind, Bo\";2\n", ["Anna Holm", "Bo Lind"]),
        ("Anna Holm\nBo Lind\n", ["Anna Holm", "Bo Lind"]),
        ("Navn;Tlf\nAnna;12\nBo;13\nI alt;2\n", ["Anna", "Bo"]),
        ("Navn;Tlf\nAnna;12\nNavn;Tlf\nBo;13\n", ["Anna", "Bo"]),
        ("Navn;;\nAnna;;\nBo;;\n", ["Anna", "Bo"]),
        ("Deltagere\n1. Anna Holm\n2. Bo Lind\n", ["Anna Holm", "Bo Lind"]),
        ("• Anna Holm\n• Bo Lind\n", ["Anna Holm", "Bo Lind"]),
        ("Navn          Afdeling\nAnna Holm     HR\nBo Lind       Salg\n", ["Anna Holm", "Bo Lind"]),
        ("Förnamn;Efternamn\nÅsa;Öberg\nBo;Lind\n", ["Åsa Öberg", "Bo Lind"]),
        ("Navn;Afd\nAnna;HR\n4. Bo;Salg\n", ["Anna", "4. Bo"]),
        ("\"Navn\";\"Rolle\"\n\"Anna\";\"deltager\"\n\"Bo\";\"leder\"\n", ["Anna", "Bo"]),
    ],
)  # fmt: skip
def test_the_name_is_put_together_from_the_columns_that_hold_it(tmp_path: Path, text: str, wanted: list[str]) -> None:
    assert names(read_roster(saved(tmp_path, text))) == wanted


@pytest.mark.parametrize(
    ("text", "said", "row"),
    [
        ("Anna Holm;HR\nBo Lind;Salg\n", "the list has several columns and no headings", "1: Anna Holm | HR"),
        ("Person;Sted\nAnna;HR\nBo;Salg\n", "the list has several columns and no headings", "1: Person | Sted"),
        ("Anna;deltager\nBo;leder\n", "the list has several columns and no headings", "1: Anna | deltager"),
        ("1;Anna Holm\n2;Bo Lind\n", "the list has several columns and no headings", "1: 1 | Anna Holm"),
        ("Nr;Afdeling\n1;HR\n2;Salg\n", "no heading says where the names stand", "1 | HR"),
        ("Efternavn;Afdeling\nHolm;HR\nLind;Salg\n", "no heading says where the names stand", "Holm | HR"),
        ("Navn;Deltager\nAnna;ja\nBo;nej\n", "there are several columns for names: Navn, Deltager", "Anna | ja"),
        ("Navn;Efternavn\nAnna Holm;Holm\nBo;Lind\n", "in some rows and not in others", "Anna Holm | Holm"),
        ("Deltagere\nAnna;HR\nBo;Salg\n", "most rows have more cells than there are headings", "2: Anna | HR"),
        ("Navn;;Afdeling\nAnna;Holm;HR\nBo;Lind;Salg\n", "the column beside the names has no heading", "Anna | Holm"),
        ("Navn;Hvad hedder du?\nanonym;Anna Holm\nanonym;Bo\n", "every row has the same name: “anonym”", "Anna Holm"),
        ("Anna Holm     HR\nBo Lind       Salg\n", "the list has several columns and no headings", "Anna Holm | HR"),
        ("Holdliste\n\nAnna\nBo\n", "the first row may be a title or a person", "1: Holdliste"),
        ("Deltagere 12. januar\nAnna\nBo\n", "the first row may be a title or a person", "1: Deltagere 12. januar"),
        ("Navn\n\"Holm, HR\"\n\"Lind, HR\"\n\"Bæk, HR\"\n\"Dam, Salg\"\n", "may not be first names", "Holm, HR"),
    ],
)  # fmt: skip
def test_what_is_not_certain_is_shown_and_never_guessed(tmp_path: Path, text: str, said: str, row: str) -> None:
    told = refusal(saved(tmp_path, text))
    assert said in told
    assert "--names" in told
    assert row in told
    with speaking("en", terminal=False):
        at_a_page = refusal(saved(tmp_path, text))
    assert said in at_a_page
    assert "--" not in at_a_page


def test_the_user_tells_which_columns_hold_the_names(tmp_path: Path) -> None:
    path = saved(tmp_path, "Person;Slægt;Afdeling\nAnna;Holm;HR\nBo;Lind;Salg\n")
    found = read_roster(path, names=["Person,Slægt"])
    assert names(found) == ["Anna Holm", "Bo Lind"]
    assert found.columns == ("Afdeling",)
    bare = saved(tmp_path, "17;Anna;Holm\n18;Bo;Lind\n", "uden.csv")
    assert names(read_roster(bare, names=["2", "3"])) == ["Anna Holm", "Bo Lind"]
    assert "did you mean “Person”?" in refusal(path, names=["Persn"])
    assert "there is no column 7; the list has 3" in refusal(bare, names=["7"])


@pytest.mark.parametrize("name", ["17", "12-01-2026", "–", "08.30"])
def test_a_number_is_never_a_name(tmp_path: Path, name: str) -> None:
    assert f"liste.csv:3:1: “{name}” is no name" in refusal(saved(tmp_path, f"Navn;Hold\nAnna;1\n{name};2\nBo;3\n"))


@pytest.mark.parametrize("text", ["Navn;Anna;Bo\nAfdeling;HR;Salg\nTelefon;1;2\n", "Navn;Hold\nAnna;1\nTeam;2\nBo;3\n"])
def test_a_heading_is_never_a_name(tmp_path: Path, text: str) -> None:
    assert "is no name" in refusal(saved(tmp_path, text))


def test_a_remark_among_the_people_is_told(tmp_path: Path) -> None:
    found = read_roster(saved(tmp_path, "Navn;Afd\nAnna;HR\nBo;Salg\nLiv;\nIb;HR\n"))
    assert names(found) == ["Anna", "Bo", "Liv", "Ib"]
    assert found.told == ("read as people, though nothing else stands in their rows: Liv (4)",)


@pytest.mark.parametrize(
    "remark",
    [
        "Afbud: Bo Lind", "Venteliste", "Venteliste:", "Dorte Holm (afbud)", "Bo Lind – syg", "N.N.", "NN", "Vikar",
        "TBA", "3 personer", "Bord 4", "kl. 9.00", "Underviser", "Deltagere", "HR", "Bo Lind?", "b@k.dk", "@SUM(A1)",
        "Ingen",
    ],
)  # fmt: skip
@pytest.mark.parametrize("form", ["Navn\n{0}\n", "Navn;Afd\n{0};Salg\n"])
def test_a_remark_is_asked_about_and_never_seated(tmp_path: Path, remark: str, form: str) -> None:
    behind = ";Salg" if ";" in form else ""
    told = refusal(saved(tmp_path, form.format(remark) + f"Anna Holm{behind}\nCarl Ny{behind}\nEva Bæk{behind}\n"))
    assert f"liste.csv:2:1: “{remark}” " in told
    assert "may be a remark or a heading" in told or "is no name" in told


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Navn\n\nHR\nAnna Holm\nBo Lind\n\nIT\nCarl Ny\nEva Bæk\n", (3, 7)),
        ("Navn\n\nØkonomi\nAnna Holm\nBo Lind\nIb Dam\n\nSalg\nCarl Ny\nEva Bæk\n", (3, 8)),
        ("Navn\nAnna Holm\nBo Lind\n\n\nUnderviser\nPer Lærer\n", (6,)),
        ("Anna Holm\nBo Lind\nCarl Ny\n\nVejleder\nPer Lærer\n", (5,)),
    ],
)
def test_a_heading_between_empty_rows_is_asked_about(tmp_path: Path, text: str, lines: tuple[int, ...]) -> None:
    told = refusal(saved(tmp_path, text))
    assert [f"liste.csv:{line}:1: “" in told for line in lines] == [True] * len(lines)
    assert told.count("may be a remark or a heading") == len(lines)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Navn\nAnna Holm\nBo Lind\n\nCarl Ny\nEva Bæk\n", ["Anna Holm", "Bo Lind", "Carl Ny", "Eva Bæk"]),
        ("Navn\nAnna\n\nBo\n\nCarl\n", ["Anna", "Bo", "Carl"]),
        ("Navn\nBord 1\nBord 2\nBord 3\n", ["Bord 1", "Bord 2", "Bord 3"]),
        ("Navn\nAHO\nBLI\nCNY\n", ["AHO", "BLI", "CNY"]),
        ("Navn\nAnna Sygne\nBo Ledigaard\nOg Kin\u00adsø\n", None),
        ("Navn\nAnna Hol\u00adm\n\u200bBo Lind\n", ["Anna Holm", "Bo Lind"]),
        ("Navn\nAnna Holm\n• Bo Lind\n", ["Anna Holm", "Bo Lind"]),
        ("Navn\n-\tAnna Holm\n\uf0b7 Bo Lind\n\uf0a7Carl Ny\n", ["Anna Holm", "Bo Lind", "Carl Ny"]),
        ("Navn\n– Anna Holm\n· Bo Lind\n", ["Anna Holm", "Bo Lind"]),
    ],
)
def test_what_is_a_name_is_one(tmp_path: Path, text: str, wanted: list[str] | None) -> None:
    path = saved(tmp_path, text)
    if wanted is None:
        assert "liste.csv:4:1: “Og Kinsø” may be several people" in refusal(path)
    else:
        assert names(read_roster(path)) == wanted


SEVERAL = [
    "Carl Ny; Dorte Bo", "Eva Holm / Finn Bo", "Gitte & Hans Ny", "Carl Ny og Dorte Holm", "Carl Ny and Dorte Holm",
    "Anna Hansen, Bo Lind", "Anna, Bo, Carl", "Anna, Bo", "Anna Holm + Bo", "Anna | Bo", "Bo Lind (og Eva Bæk)",
]  # fmt: skip


@pytest.mark.parametrize("cell", SEVERAL)
def test_several_people_in_a_cell_are_never_one(tmp_path: Path, cell: str) -> None:
    for rows in ([["Deltagere"], ["Ib Dam"], [cell]], [["Afd", "Deltagere"], ["HR", "Ib Dam"], ["IT", cell]]):
        told = refusal(book(tmp_path, rows))
        assert f"liste.xlsx [Ark1]:3:1: “{cell}” may be several people; expected a row for each person" in told


def test_several_lines_in_a_cell_are_several_people(tmp_path: Path) -> None:
    told = refusal(book(tmp_path, [["Deltagere"], ["Ib Dam"], ["Anna Hansen\nBo Lind"]]))
    assert "[Ark1]:3:1: “Anna Hansen Bo Lind” may be several people" in told
    quoted = saved(tmp_path, 'Afd;Deltagere\nHR;"Anna Hansen\nBo Lind"\nIT;Ib Dam\n')
    assert "liste.csv:2:1: “Anna Hansen Bo Lind” may be several people" in refusal(quoted)
    assert names(read_roster(book(tmp_path, [["Navn"], ["Anna Holm\n"], ["Bo"]]))) == ["Anna Holm", "Bo"]


@pytest.mark.parametrize(
    "text",
    [
        "Afdeling;Deltagere\nHR;Anna Hansen, Bo Lind\nIT;Carl Ny, Dorte Holm\n",
        "Navn\nKjær Hansen, Anna Maj\nHolm, Bo\n",
    ],
)
def test_two_words_on_both_sides_of_a_comma_may_be_two_people(tmp_path: Path, text: str) -> None:
    told = refusal(saved(tmp_path, text))
    assert "may be one person or two; expected a row for each person, or the heading “Efternavn, fornavn”" in told
    assert "Hansen, " in told.split("as they were read:")[1]


def test_a_list_of_surnames_first_is_turned_and_its_long_names_are_told(tmp_path: Path) -> None:
    rows = '"Holm, Bo"\n"Lind, Ib"\n"Kjær Hansen, Anna Maj"\n'
    found = read_roster(saved(tmp_path, f"Navn\n{rows}"))
    assert names(found) == ["Bo Holm", "Ib Lind", "Anna Maj Kjær Hansen"]
    assert "“Kjær Hansen, Anna Maj” is Anna Maj Kjær Hansen" in found.told[1]
    both = saved(tmp_path, '"Efternavn, fornavn"\n"Kjær Hansen, Anna Maj"\n"Dam Holm, Eva Liv"\n')
    assert names(read_roster(both)) == ["Anna Maj Kjær Hansen", "Eva Liv Dam Holm"]


# --- workbooks ---


def test_a_cover_sheet_and_titles_stand_before_the_list(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["Introdag 12. januar"],
        [],
        ["Nr.", "Fornavn", "Efternavn"],
        [1, "Anna", "Holm"],
        [2, "Bo", "Lind"],
    ]
    found = read_roster(book(tmp_path, [["Velkommen til årets introdag"], ["Læs først dette"]], rows))
    assert names(found) == ["Anna Holm", "Bo Lind"]
    assert "the list is read from the sheet “Ark2”" in found.told
    assert any("Introdag 12. januar" in told for told in found.told)


def test_two_lists_are_told_and_one_is_chosen(tmp_path: Path) -> None:
    path = book(tmp_path, [["Navn"], ["Anna"], ["Bo"]], [["Navn"], ["HR"], ["Salg"]])
    told = refusal(path)
    assert "there may be a list on several sheets: “Ark1”, “Ark2”; expected --sheet" in told
    assert "3: Bo" in told
    assert names(read_roster(path, sheet="ark2")) == ["HR", "Salg"]
    assert names(read_roster(path, sheet="1")) == ["Anna", "Bo"]
    assert "there is no sheet “Arkk2”" in refusal(path, sheet="Arkk2")
    assert "has no sheets" in refusal(saved(tmp_path, "Navn\nAnna\nBo\n"), sheet="Ark1")


def test_hidden_sheets_rows_and_columns_are_left_out_and_rows_told(tmp_path: Path) -> None:
    def hide(made: Any) -> None:
        made["Ark2"].sheet_state = "hidden"
        sheet = made["Ark1"]
        sheet.auto_filter.ref = "A1:C4"
        sheet.auto_filter.add_filter_column(1, ["HR"])
        sheet.row_dimensions[3].hidden = True
        sheet.column_dimensions["C"].hidden = True

    rows = [["Navn", "Afdeling", "CPR"], ["Anna", "HR", "x"], ["Bo", "Salg", "y"], ["Ib", "HR", "z"]]
    found = read_roster(book(tmp_path, rows, [["Navn"], ["Gammel"], ["Liste"]], change=hide))
    assert names(found) == ["Anna", "Ib"]
    assert found.columns == ("Afdeling",)
    assert "1 hidden row of “Ark1” is left out" in found.told


def test_a_hidden_column_is_named_as_such(tmp_path: Path) -> None:
    def hide(made: Any) -> None:
        made["Ark1"].column_dimensions["C"].hidden = True

    rows = [["Navn", "Nr", "Afd"], ["Anna", "1", "HR"], ["Bo", "2", "IT"]]
    path = book(tmp_path, rows, change=hide)
    with pytest.raises(Problems, match="the column “afd” is hidden; show it in the workbook"):
        read_roster(path).column("afd")
    assert "the column “Afd” is hidden; show it in the workbook" in refusal(path, names=["Afd"])


def test_a_list_without_headings_has_columns_by_number(tmp_path: Path) -> None:
    found = read_roster(saved(tmp_path, "Anna;HR\nBo;IT\n"), names=["1"])
    assert found.columns == ("2",)
    assert [person.attributes for person in found.people] == [{"2": "HR"}, {"2": "IT"}]


def test_a_merged_department_holds_for_all_its_people(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Navn", "Afdeling"], ["Anna", "HR"], ["Bo", None], ["Ib", "Salg"], ["Liv", None]]

    def merge(made: Any) -> None:
        made["Ark1"].merge_cells("B2:B3")
        made["Ark1"].merge_cells("B4:B5")

    found = read_roster(book(tmp_path, rows, change=merge))
    assert [person.attributes["Afdeling"] for person in found.people] == ["HR", "HR", "Salg", "Salg"]


def test_what_is_merged_with_a_hidden_row_holds_for_those_below(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Navn", "Afdeling"], ["Anna", "HR"], ["Bo", None], ["Ib", None]]

    def merge(made: Any) -> None:
        made["Ark1"].merge_cells("B2:B4")
        made["Ark1"].row_dimensions[2].hidden = True

    found = read_roster(book(tmp_path, rows, change=merge))
    assert [(person.name, person.attributes["Afdeling"]) for person in found.people] == [("Bo", "HR"), ("Ib", "HR")]


def test_a_person_in_two_merged_rows_is_one_person(tmp_path: Path) -> None:
    rows: list[list[Any]] = [["Navn", "Tlf"], ["Anna", "12"], [None, "13"], ["Bo", "14"]]
    found = read_roster(book(tmp_path, rows, change=lambda made: made["Ark1"].merge_cells("A2:A3")))
    assert names(found) == ["Anna", "Bo"]


@pytest.mark.parametrize(
    ("value", "form", "shown"),
    [
        (17, "General", "17"), (17.0, "General", "17"), (1.5, "General", "1,5"), (17, "0000", "0017"),
        (0.25, "0%", "25%"), (0.125, "0.0%", "12,5%"), (1234.5, "#,##0.00", "1.234,50"),
        (1234567, "#,##0", "1.234.567"),
        (12, '0 "år"', "12 år"), (-3, "0.0", "-3,0"), (2.0, "0.##", "2"), (12345678, "00 00 00 00", "12 34 56 78"),
        (True, "General", "TRUE"), (datetime(2026, 1, 12), "dd-mm-yyyy", "12-01-2026"),
        (datetime(2026, 1, 12), "mm-dd-yy", "12-01-2026"), (date(2026, 1, 5), "d. mmmm yyyy", "5. januar 2026"),
        (datetime(2026, 1, 12, 8, 5), "dd/mm/yy hh:mm", "12/01/26 08:05"), (time(8, 30), "hh:mm", "08:30"),
        (datetime(2026, 1, 12, 13, 5), "h:mm AM/PM", "1:05 PM"), (1e21, "General", "1e+21"),
    ],
)  # fmt: skip
def test_values_are_read_as_excel_shows_them(tmp_path: Path, value: Any, form: str, shown: str) -> None:
    def style(made: Any) -> None:
        made["Ark1"]["B2"].number_format = form

    found = read_roster(book(tmp_path, [["Navn", "Hold"], ["Anna", value], ["Bo", "x"]], change=style))
    assert found.people[0].attributes["Hold"] == shown


def test_line_ends_inside_a_cell_are_spaces(tmp_path: Path) -> None:
    found = read_roster(book(tmp_path, [["Fulde\nnavn", "Hold"], ["Anna", "a_x000D_\nb"], ["Bo", "b"]]))
    assert names(found) == ["Anna", "Bo"]
    assert found.people[0].attributes["Hold"] == "a b"


def test_errors_and_formulas_without_a_value_are_told_with_their_cells(tmp_path: Path) -> None:
    def spoil(made: Any) -> None:
        made["Ark1"]["B3"].data_type = "e"

    rows = [["Navn", "Afdeling"], ["Anna", "=A2"], ["Bo", "#N/A"]]
    told = refusal(book(tmp_path, rows, change=spoil))
    assert "liste.xlsx [Ark1]: the formulas in B2 were never calculated; open the workbook in Excel" in told
    assert "liste.xlsx [Ark1]: there are errors in B3 (#N/A)" in told


def test_errors_on_another_sheet_keep_nobody_from_the_list(tmp_path: Path) -> None:
    path = book(tmp_path, [["Beregning"], ["=1+1"]], [["Navn"], ["Anna"], ["Bo"]])
    assert names(read_roster(path)) == ["Anna", "Bo"]


def test_a_problem_says_its_sheet_and_row(tmp_path: Path) -> None:
    path = book(tmp_path, [["Titel"], [], ["Navn", "Hold"], ["Anna", "a"], [None, "b"], [12, "c"]])
    told = refusal(path)
    assert "liste.xlsx [Ark1]:5:1: the row has no name" in told
    assert "liste.xlsx [Ark1]:6:1: “12” is no name" in told


def test_what_lies_far_to_the_right_is_not_lost_in_silence(tmp_path: Path) -> None:
    rows = [["Navn", "Hold"], ["Anna", "a"], ["Bo", "b"]]

    def note(made: Any) -> None:
        made["Ark1"][f"{get_column_letter(9)}2"] = "ring først"

    assert "the row has 9 cells; expected 2" in refusal(book(tmp_path, rows, change=note))


def test_a_workbook_with_macros_or_another_ending_is_the_same(tmp_path: Path) -> None:
    path = book(tmp_path, [["Navn"], ["Anna"], ["Bo"]])
    stream = io.BytesIO(path.read_bytes())
    for name in ("liste.xlsm", "liste.txt", "liste"):
        assert names(read_roster(saved(tmp_path, stream.getvalue(), name))) == ["Anna", "Bo"]


@pytest.mark.parametrize(
    "text",
    [
        "<html><table>\n<tr><td>Navn</td></tr>\n<tr><td>Anna</td></tr>\n</table>",
        "<?xml version='1.0'?>\n<Workbook>\n<Row/>\n</Workbook>",
        '{"navn": "Anna"}\n{"navn": "Bo"}\n',
        '[{"navn": "Anna"},\n{"navn": "Bo"}]',
        "{\\rtf1 Anna\nBo}",
        "%PDF-1.7\nAnna\nBo\n",
    ],
)
def test_a_page_of_another_program_is_no_list(tmp_path: Path, text: str) -> None:
    told = refusal(saved(tmp_path, text, "liste.xls"))
    assert "liste.xls: this is a page or a file of another program, not a table; open it in Excel" in told
