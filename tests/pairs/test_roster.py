"""Lists of participants as they come: from Excel, with odd letters, with holes."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from facilitator.content.languages import read_terms
from facilitator.library import default_library
from facilitator.messages import Problems
from facilitator.pairs.names import read_leaders, read_roster
from facilitator.pairs.roster import Roster, doubt, numbered

LIST = "Navn;Afdeling;Rolle\r\nÅse Bøgh;Øst;leder\r\nIbÆ;Vest;TR\r\n"


def read(folder: Path, data: bytes, name: str = "liste.csv") -> Roster:
    """The list of a file with these bytes."""
    (folder / name).write_bytes(data)
    return read_roster(folder / name)


def names(roster: Roster) -> list[str]:
    """The names in order."""
    return [person.name for person in roster.people]


def refusal(folder: Path, data: bytes, name: str = "liste.csv") -> str:
    """What is said about such a file, without the folder."""
    with pytest.raises(Problems) as caught:
        read(folder, data, name)
    return str(caught.value).replace(f"{folder / name}", name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_excel_s_ways_of_saving_are_read(tmp_path: Path, encoding: str, delimiter: str) -> None:
    found = read(tmp_path, LIST.replace(";", delimiter).encode(encoding))
    assert names(found) == ["Åse Bøgh", "IbÆ"]
    assert found.columns == ("Afdeling", "Rolle")
    assert dict(found.people[0].attributes) == {"Afdeling": "Øst", "Rolle": "leder"}


def test_a_workbook_is_read_whatever_it_is_called(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Navn", "Hold"], ["Åse", 1.0], [None, None], ["Ib", 2]):
        sheet.append(row)
    stream = io.BytesIO()
    book.save(stream)
    for name in ("liste.xlsx", "liste.csv"):
        found = read(tmp_path, stream.getvalue(), name)
        assert [(one.name, one.attributes["Hold"]) for one in found.people] == [("Åse", "1"), ("Ib", "2")]


def test_the_name_may_stand_in_any_column_that_says_so(tmp_path: Path) -> None:
    found = read(tmp_path, b"Nr;NAVN\n1;Anna\n2;Bo\n")
    assert names(found) == ["Anna", "Bo"]
    assert found.columns == ("Nr",)


def test_a_bare_list_of_names_loses_nobody(tmp_path: Path) -> None:
    assert names(read(tmp_path, b"Anna\nBo\n\nCarl\n")) == ["Anna", "Bo", "Carl"]
    assert names(read(tmp_path, b"Navn\nAnna\nBo\n")) == ["Anna", "Bo"]


def test_people_of_the_same_name_are_numbered(tmp_path: Path) -> None:
    assert names(read(tmp_path, b"Navn\nAnna\nBo\nAnna\nAnna (1)\n")) == ["Anna (2)", "Bo", "Anna (3)", "Anna (1)"]


def test_rows_of_the_same_name_whatever_its_capitals_are_told(tmp_path: Path) -> None:
    found = read(tmp_path, b"Navn;Hold\nAnna;a\nBo;a\nanna;b\nIb;b\nBo;a\n")
    assert names(found) == ["Anna (1)", "Bo (1)", "anna (2)", "Ib", "Bo (2)"]
    assert found.told == (
        "rows of the same name are numbered: Anna (2, 4); Bo (3, 6); take one out if it is the same person",
    )
    assert read(tmp_path, b"Navn;Hold\nAnna;a\nBo;a\nIb;b\n").told == ()


@pytest.mark.parametrize(
    "total",
    ["HR;I alt;2", "I alt;2;", "I alt:;2;", "Antal deltagere;;", ";Total;2", "2;I alt;", "I alt: 2;;"],
)
def test_a_total_is_left_out_wherever_its_word_stands(tmp_path: Path, total: str) -> None:
    found = read(tmp_path, f"Afdeling;Navn;Nr\nHR;Anna;1\nIT;Bo;2\n{total}\n".encode())
    assert names(found) == ["Anna", "Bo"]
    assert found.told == ("1 row with a total is left out",)


def test_a_row_with_a_number_for_a_name_and_no_word_of_a_total_is_an_error(tmp_path: Path) -> None:
    assert "“2” is no name" in refusal(tmp_path, b"Afdeling;Navn\nHR;Anna\nIT;Bo\nHR;2\n")


def test_names_pasted_from_a_mail_come_without_their_addresses(tmp_path: Path) -> None:
    found = read(tmp_path, "Anna Bøgh <ab@k.dk>\nBo Lind  <bo.lind@x.y.dk> \nIb Friis\n".encode(), "liste.txt")
    assert names(found) == ["Anna Bøgh", "Bo Lind", "Ib Friis"]
    for wrong in ("<ab@k.dk>", "Anna ab@k.dk", "Anna <a@k.dk> <b@k.dk> Bo"):
        assert "nobody's name" in refusal(tmp_path, f"Navn\n{wrong}\nBo Lind\nIb Friis\n".encode()), wrong


def test_a_hint_for_excel_is_no_row(tmp_path: Path) -> None:
    assert names(read(tmp_path, b"sep=,\nNavn,Hold\nAnna,a\nBo,b\n")) == ["Anna", "Bo"]


SIGNS = st.characters(
    codec="utf-8", exclude_categories=["Cc", "Cs", "So", "Sm", "Sk", "Sc", "No"], exclude_characters="¿¡†‡‰,"
)


@given(st.lists(st.text(SIGNS, min_size=1), min_size=2))
def test_whatever_excel_can_quote_is_read(tmp_path_factory: pytest.TempPathFactory, wanted: list[str]) -> None:
    wanted = ["Bo", *(name for one in wanted if not doubt(name := f"x{one}y"))]
    wanted += ["Ib"] * (len(wanted) == 1)
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows(
        [["Navn", "Nr"], *([name, "1"] for name in wanted)]
    )
    found = read(tmp_path_factory.mktemp("list"), stream.getvalue().encode("utf-8-sig"))
    assert len(found.people) == len(wanted) == len({*names(found)})


def test_nasty_names_are_asked_about_and_nasty_cells_only_cells(tmp_path: Path) -> None:
    told = refusal(tmp_path, b'Navn;Hold\r\n"Bo;""B"",\nHansen";a\r\n=Bo+1;b\r\n@SUM(A1);c\r\n')
    assert told.count("may be several people") == 2
    assert "“@SUM(A1)” may be a remark" in told
    found = read(tmp_path, b'Navn;Hold\r\nAnna;"Bo;""B"",\nHansen"\r\nBo;=Bo+1\r\n')
    assert [person.attributes["Hold"] for person in found.people] == ['Bo;"B", Hansen', "=Bo+1"]


def test_ten_thousand_people_are_read_and_one_more_is_too_many(tmp_path: Path) -> None:
    rows = "".join(f"Person {number};{number % 7}\n" for number in range(10_000))
    assert len(read(tmp_path, f"Navn;Hold\n{rows}".encode()).people) == 10_000
    assert "there are 10001 people; expected 10000 at most" in refusal(
        tmp_path, f"Navn;Hold\n{rows}En til;1\n".encode()
    )


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"", "liste.csv: the list is empty"),
        (b"\r\n;;\r\n", "liste.csv: the list is empty"),
        (b"Navn;Hold\n", "liste.csv: there is nobody to plan for"),
        (b"Navn;Hold\nAnna;a\n", "liste.csv: there is 1 person to plan for"),
        (b"Navn;Hold\nAnna;a\n;b\nBo;c\n", "liste.csv:3:1: the row has no name"),
        (b"Navn;Hold\nAnna;a;x\nBo;b\n", "liste.csv:2:1: the row has 3 cells; expected 2, as there are headings"),
        (b'Navn;Hold\nAnna;a\n"Bo;b\n', "liste.csv:3:1: the row cannot be read"),
        (b"Navn;Hold\nAn\x07na;a\nBo;b\n", "liste.csv:2:1: a cell holds the control character U+0007"),
        (b"N\0a\0v\0n\0;\0", "liste.csv: the file's letters are in no known encoding"),
        (b"Navn\nAnna\n\xb0\xfe\xde\xb1\xf0\n", "liste.csv: the file's letters are in no known encoding"),
        (b"\xff\xfeN\0a", "liste.csv: the file's letters are in no known encoding"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "liste.csv: this is a workbook of an old kind"),
        (b"PK\x03\x04 no workbook", "liste.csv: the workbook cannot be read"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(tmp_path: Path, data: bytes, complaint: str) -> None:
    assert refusal(tmp_path, data).startswith(complaint)


def test_all_bad_rows_are_told_at_once(tmp_path: Path) -> None:
    assert len(refusal(tmp_path, b"Navn;Hold\n;a\nBo;b;c\nAnna;d\n").splitlines()) == 2


def test_a_column_is_found_whatever_its_capitals_or_told_with_the_nearest(tmp_path: Path) -> None:
    found = read(tmp_path, LIST.encode())
    assert found.column("afdeling") == "Afdeling"
    with pytest.raises(Problems, match=r"there is no column “Afdelng”; expected one of .*did you mean “Afdeling”"):
        found.column("Afdelng")


def test_a_file_that_is_not_there_is_told_with_its_neighbour(tmp_path: Path) -> None:
    read(tmp_path, LIST.encode())
    with pytest.raises(Problems, match=r"there is no such file; did you mean “.*liste\.csv”"):
        read_roster(tmp_path / "lste.csv")
    with pytest.raises(Problems, match="this is a folder"):
        read_roster(tmp_path)


def test_just_a_number_makes_people_of_the_language() -> None:
    library = default_library([])
    assert names(numbered(3, read_terms("da", library))) == ["Deltager 1", "Deltager 2", "Deltager 3"]
    assert names(numbered(2, read_terms("en", library))) == ["Participant 1", "Participant 2"]
    with pytest.raises(Problems, match="expected two people or more"):
        numbered(1, read_terms("da", library))


def test_two_equal_headings_are_told_only_where_one_of_them_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Navn;Note;Hold;note\nAnna;a;x;b\nBo;b;y;c\n", "utf-8")
    found = read_roster(path)
    assert [person.name for person in found.people] == ["Anna", "Bo"]
    assert found.column("hold") == "Hold"
    for told in (lambda: found.column("NOTE"), lambda: read_roster(path, names=["Navn,Note"])):
        with pytest.raises(Problems, match="there are several columns “Note”"):
            told()


def test_of_two_columns_of_photos_none_is_guessed(tmp_path: Path) -> None:
    path = tmp_path / "liste.csv"
    path.write_text("Navn;Foto;Foto;Note;Note\nAnna;a.jpg;b.jpg;;\n", "utf-8")
    with pytest.raises(Problems, match="there are several columns “foto”"):
        read_leaders(path)
    path.write_text("Navn;Foto;Note;Note\nAnna;a.jpg;;\n", "utf-8")
    assert read_leaders(path) == [{"name": "Anna", "photo": "a.jpg"}]
