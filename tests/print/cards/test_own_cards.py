"""Cards of the user's own, as a Danish Excel saves them; and what is said of rows that are no cards."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from facilitator.content.cards import CardSet
from facilitator.library import default_library
from facilitator.messages import Problems, speaking
from facilitator.print.cards.own import Told, added, card_set
from print.cards.stock import shipped, small_set

ROWS = 'Forside;Bagside;Tema\r\nHvad er på bordet, ligefrem?;Spørg videre;Æbler\r\n"Linje 1\nlinje ""2""";;Ærter\r\n'


def fronts(cards: CardSet) -> list[list[str]]:
    return [[card.front for card in category.cards] for category in cards.categories]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig", "utf-8", "utf-16"])
def test_a_spreadsheet_as_excel_saves_it(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "egne.csv"
    path.write_bytes(ROWS.encode(encoding))
    cards = card_set(str(path), default_library())
    assert cards.title == "egne"
    assert [category.title for category in cards.categories] == ["Æbler", "Ærter"]
    assert fronts(cards) == [["Hvad er på bordet, ligefrem?"], ['Linje 1 linje "2"']]
    assert cards.categories[0].cards[0].back == "Spørg videre"


def test_a_column_without_headings_is_all_fronts(tmp_path: Path) -> None:
    path = tmp_path / "egne.csv"
    path.write_text("Hvad nu?\nHvad så?\n", encoding="utf-8")
    assert fronts(added(small_set(1, 1), path, default_library())) == [
        ["Kort 0.0"],
        ["Kort 1.0", "Hvad nu?", "Hvad så?"],
    ]


def test_cards_join_the_category_of_their_name(tmp_path: Path) -> None:
    path = tmp_path / "egne.yaml"
    path.write_text("title: Egne\ncategories:\n- {title: tema 0, cards: [Ny]}\n- {title: Mere, cards: [Sidst]}\n")
    assert fronts(added(small_set(1, 1), path, default_library())) == [["Kort 0.0", "Ny"], ["Kort 1.0"], ["Sidst"]]


def complaint(path: Path) -> str:
    with pytest.raises(Problems) as caught:
        added(shipped(), path, default_library())
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Forside;Tema\n;X\nHvad?;X\n;Y\n", "egne.csv:2:1: the card has no front"),
        ("Forside;Tema\n;X\nHvad?;X\n;Y\n", "egne.csv:4:1: the card has no front"),
        ("Tema;Forsiden\nA;B\n", "did you mean “forside”?"),
        ("Forside\n", "there are headings but no cards"),
        ("", "nothing in it"),
        ("Forside;Tema\nA;1\nB;2\nC;3\n", "7 categories: Energi"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "egne.csv"
    path.write_text(text, encoding="utf-8")
    assert said in complaint(path)


def test_a_missing_file_and_an_unknown_set(tmp_path: Path) -> None:
    assert "weg.csv" in complaint(tmp_path / "weg.csv")
    with pytest.raises(Problems, match="did you mean “det-korte-moede”"):
        card_set("det-korte-mode", default_library())


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac_roman", "cp865", "utf-16"])
def test_letters_of_old_programs_are_right_on_the_cards(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "egne.csv"
    path.write_bytes("Spørgsmål;Tema\rHvad gør vi så?;Møder\rHvad må vi åbne?;Møder\r".encode(encoding))
    assert fronts(card_set(str(path), default_library())) == [["Hvad gør vi så?", "Hvad må vi åbne?"]]


def test_sentences_with_commas_are_whole_cards(tmp_path: Path) -> None:
    path = tmp_path / "egne.csv"
    for heading in ("", "Spørgsmål\n"):
        path.write_text(f"{heading}Hvad gør vi, når det brænder, og hvem siger det?\nHvad, hvis?\nHvad nu?\n")
        assert len(fronts(card_set(str(path), default_library()))[0]) == 3


def test_a_title_above_the_headings_is_told_and_no_card(tmp_path: Path) -> None:
    path = tmp_path / "egne.csv"
    path.write_text("Vores kort\n\nForside;Tema\nHvad nu?;A\nHvad så?;A\n")
    told = Told()
    assert fronts(card_set(str(path), default_library(), told)) == [["Hvad nu?", "Hvad så?"]]
    assert told.notes == []


def test_which_column_holds_the_fronts_is_asked_for_and_told(tmp_path: Path) -> None:
    path = tmp_path / "egne.csv"
    path.write_text("A;Hvad nu?\nB;Hvad så?\n")
    with pytest.raises(Problems, match=r"not certain which column holds the fronts.*--front") as caught:
        card_set(str(path), default_library())
    assert "1: A | Hvad nu?" in str(caught.value)
    assert fronts(card_set(str(path), default_library(), Told(front="2"))) == [["Hvad nu?", "Hvad så?"]]
    with pytest.raises(Problems, match="there is no column 3"):
        card_set(str(path), default_library(), Told(front="3"))


def test_a_list_says_what_the_set_is_called(tmp_path: Path) -> None:
    path = tmp_path / "eksport (3).csv"

    def named(text: str, title: str | None = None) -> tuple[CardSet, list[str]]:
        path.write_text(text, "utf-8")
        told = Told(title=title)
        return card_set(str(path), default_library(), told), told.notes

    rows = "Forside;Tema\nHvad nu?;\nOg så?;Energi\n"
    made, notes = named(f"Vores kort;\n\n{rows}")
    assert (made.title, [one.title for one in made.categories], notes) == ("Vores kort", ["Vores kort", "Energi"], [])
    made, notes = named(f"Vores kort;\n{rows}", "Mandagskort")
    assert (made.title, made.categories[0].title) == ("Mandagskort", "Mandagskort")
    assert notes == ["1 row above the headings is left out: 1: Vores kort"]
    made, notes = named(f"Vores kort;12. maj\nudkast\n{rows}")
    assert made.title == "eksport (3)"
    assert notes == ["2 rows above the headings are left out: 1: Vores kort | 12. maj / 2: udkast"]
    assert named(rows)[0].title == "eksport (3)"
    assert card_set("det-korte-moede", default_library(), Told(title="Kort")).title == "Kort"


def test_of_two_equal_headings_none_is_guessed(tmp_path: Path) -> None:
    path = tmp_path / "kort.csv"
    path.write_text("Forside;Note;Note\nHvad nu?;a;b\n", "utf-8")
    assert card_set(str(path), default_library()).count == 1
    path.write_text("Forside;Note;Forside\nHvad nu?;a;Og så?\n", "utf-8")
    with pytest.raises(Problems, match="there are several columns “forside”"):
        card_set(str(path), default_library())


def test_cards_on_two_sheets_are_chosen_by_name(tmp_path: Path) -> None:
    book = Workbook()
    for number, name in enumerate(("Alle", "Udvalgte")):
        sheet = book.create_sheet(name, number)
        for row in (["Forside"], [f"Hvad {name}?"], [f"Hvem {name}?"]):
            sheet.append(row)
    book.save(tmp_path / "egne.xlsx")
    path = str(tmp_path / "egne.xlsx")
    with pytest.raises(Problems, match=r"on several sheets: “Alle”, “Udvalgte”; expected --worksheet"):
        card_set(path, default_library())
    with speaking("en", terminal=False), pytest.raises(Problems, match="expected a file with that sheet alone"):
        card_set(path, default_library())
    assert fronts(card_set(path, default_library(), Told(sheet="udvalgte"))) == [["Hvad Udvalgte?", "Hvem Udvalgte?"]]


def test_a_title_above_cards_without_a_heading_is_no_card(tmp_path: Path) -> None:
    path = tmp_path / "egne.csv"
    path.write_text("Vores spørgsmål\n\nHvad nu?\nHvad så?\n", encoding="utf-8")
    with pytest.raises(Problems, match=r"may be a title or a card; expected .* --front"):
        card_set(str(path), default_library())
    with (
        speaking("en", terminal=False),
        pytest.raises(Problems, match=r"or a card; expected the heading [^-]*$"),
    ):
        card_set(str(path), default_library())
