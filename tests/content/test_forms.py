"""What may stand in a form, and what is said of what may not."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.content.file_kinds import read_form
from facilitator.content.forms import Boxes, Credit, FigurePart, Form, Heading, Lines, Part, Points, TablePart, TextPart
from facilitator.library import default_library
from facilitator.messages import Problems
from facilitator.reading.checking import validate
from facilitator.reading.files import read_yaml

EVERY_PART = """\
title: Et skema
fields: [Navn, {label: Ark, numbered: true}]
parts:
  - {heading: Først, text: Et par ord}
  - text: Noget at læse
  - {points: [En, To], lead: Husk}
  - table: [Tema, {title: Kør, signal: green}]
    rows: [Tempo, [Ro, Pauser], {title: Krav, text: De tunge}]
    blank: 2
  - lines: [Hvorfor?, {text: Hvordan?, lines: 5}]
  - boxes: [Mere af, Mindre af]
  - figure: {kind: tiles, title: Tre, items: [A, B, C]}
    questions: [Hvad ser du?]
"""
_PARTS = "parts: [{text: Noget at læse}]\n"


def form(text: str, tmp_path: Path) -> Form:
    file = tmp_path / "skema.yaml"
    file.write_text(text, encoding="utf-8")
    return validate(Form, read_yaml(file))


def complaint(text: str, tmp_path: Path) -> str:
    with pytest.raises(Problems) as caught:
        form(text, tmp_path)
    return str(caught.value)


def test_a_part_is_told_by_its_key(tmp_path: Path) -> None:
    kinds = [type(part) for part in form(EVERY_PART, tmp_path).parts]
    assert kinds == [Heading, TextPart, Points, TablePart, Lines, Boxes, FigurePart]


def test_what_is_written_short_means_the_same(tmp_path: Path) -> None:
    made = form(EVERY_PART, tmp_path)
    table, lines = made.parts[3], made.parts[4]
    assert isinstance(table, TablePart)
    assert isinstance(lines, Lines)
    assert [[cell.text for cell in row] for row in table.rows] == [["Tempo"], ["Ro", "Pauser"], ["De tunge"]]
    assert [(one.text, one.lines) for one in lines.lines] == [("Hvorfor?", 3), ("Hvordan?", 5)]
    assert [head.label for head in made.fields] == ["Navn", "Ark"]


@pytest.mark.parametrize(
    ("wrong", "right", "told"),
    [
        ("{heading: Først, text: Et par ord}", "{heding: Først}", "4:5: a part of a form needs a key"),
        ("lead: Husk", "leed: Husk", "did you mean “lead”?"),
        ("blank: 2", "blank: to", "expected a whole number"),
        ("signal: green", "signal: blue", "red"),
        ("[Ro, Pauser]", "[Ro, Pauser, Luft]", "a row has 3 cells, the table 2 columns"),
        ("kind: tiles", "kind: tile", "did you mean “tiles”?"),
    ],
)  # fmt: skip
def test_mistakes_are_told_in_their_place(wrong: str, right: str, told: str, tmp_path: Path) -> None:
    assert told in complaint(EVERY_PART.replace(wrong, right), tmp_path)


FIGURE = "{kind: tiles, title: Tre, items: [A, B, C], source: 'SOURCE'}"


@pytest.mark.parametrize(
    ("of_figure", "of_form", "told"),
    [
        ("Efter NFA", "", True),
        ("own", "Schein (1992)", True),
        ("", "Schein (1992)", False),
        ("Efter »Stop stress« (Klim, 2016)", "Efter »Stop stress«, Klim 2016, og NFA", False),
        ("Efter »Stop stress« (2016) og »Mindset« (2006)", "Efter »Stop stress« (2016)", True),
        ("Efter Schein (1992). Organizational Culture", "Efter Schein (1992) og Dweck (2006)", False),
        ("Efter Schein (1992)", "Efter Hatch (1992)", True),
        ("Efter Schein (1992)", "Efter Schein (2010)", True),
    ],
)
@pytest.mark.parametrize("part", ["figure", "handout"])
def test_a_figure_has_its_source_under_it_unless_the_form_names_the_same(
    part: str, of_figure: str, of_form: str, told: bool, tmp_path: Path
) -> None:
    figure = FIGURE.replace("SOURCE", of_figure)
    text = f"title: Et skema\nsource: '{of_form}'\nparts: [{{{part}: {figure}}}, {{text: Til sidst}}]"
    printed: list[Part] = [*form(text, tmp_path).written_out.parts]
    credit: list[Part] = [Credit(text=of_figure)]
    assert printed[1:] == [*(credit if told else []), TextPart(text="Til sidst")]
    assert printed[0].kind == ("boxes" if part == "handout" else "figure")


def test_nobody_writes_a_credit(tmp_path: Path) -> None:
    assert "credit" in complaint("title: Et skema\nparts: [{credit: NFA}]", tmp_path)


def test_a_text_is_filled_with_the_values_of_now_and_told_every_time_it_cannot_be(tmp_path: Path) -> None:
    """However often the same file is read."""
    file = tmp_path / "skema.yaml"
    file.write_text("title: Til {{ client }}\nparts: [{text: 'Med {{ tema }}'}]\n", encoding="utf-8")

    def title(**data: str) -> str:
        return read_form(str(file), library=default_library(), data={"team": "Nord", "tema": "ro", **data}).form.title

    for _again in range(2):
        assert [title(client=client) for client in ("A", "B", "A")] == ["Til A", "Til B", "Til A"]
        assert title(client="A", team="Syd") == "Til A"
        for given in ({"klient": "A"}, {"cliant": "A"}):
            with pytest.raises(Problems, match=f"{next(iter(given))}"):
                title(**given)


def test_a_title_that_a_text_refers_to_is_that_of_now(tmp_path: Path) -> None:
    (tmp_path / "decks" / "forms").mkdir(parents=True)
    for title in ("Planen", "Vores plan"):
        (tmp_path / "decks" / "forms" / "plan.yaml").write_text(f"title: {title}\n{_PARTS}", encoding="utf-8")
        (tmp_path / "skema.yaml").write_text("title: Se {{ form('plan') }}\n" + _PARTS, encoding="utf-8")
        found = read_form(str(tmp_path / "skema.yaml"), library=default_library([tmp_path]), data={})
        assert found.form.title == f"Se {title}"
