"""Blocks name the forms and card sets that are used; a name that leads nowhere is a mistake like any other."""

from __future__ import annotations

from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest
from pypdf import PdfReader

import facilitator
from facilitator.agenda import named
from facilitator.agenda.read import read_agenda
from facilitator.library import default_library
from facilitator.messages import Problems
from facilitator.print.runsheet.packing import packing

AGENDA = """\
title: Leder-APV
blocks:
  - {title: Kortlægning, minutes: 30, forms: [skema-1-kortlaegning, trivselshjul]}
  - title: I to spor
    minutes: 30
    parallel:
      - {title: Spor, blocks: [{title: Plan, minutes: 30, forms: [trivselshjul, skema-3-handlingsplan]}]}
"""


def test_every_form_is_named_once_in_the_order_of_the_day(tmp_path: Path) -> None:
    file = tmp_path / "dag.yaml"
    file.write_text(AGENDA, encoding="utf-8")
    agenda = read_agenda(str(file), library=default_library()).agenda
    assert named(agenda, "forms") == ["skema-1-kortlaegning", "trivselshjul", "skema-3-handlingsplan"]


def test_a_form_that_there_is_not_is_told_with_its_place_and_the_nearest(tmp_path: Path) -> None:
    file = tmp_path / "dag.yaml"
    file.write_text(AGENDA.replace("[trivselshjul,", "[trivselhjul,"), encoding="utf-8")
    with pytest.raises(Problems) as caught:
        read_agenda(str(file), library=default_library())
    (problem,) = caught.value.problems
    assert problem.place
    assert problem.place.line == 7
    assert "did you mean “trivselshjul”?" in str(problem)


DAY = """
title: Lederdag
start: 09.00
data: {client: Nordbanken, participants: 14}
facilitators: [Ann, Bo, Carl]
blocks:
  - {title: Kort, minutes: 20, cards: [det-korte-moede, fem-lederroller]}
  - title: Skema
    minutes: 20
    forms: [livscirkler, trio-noter]
    materials: [{item: "arket »{{ form('trio-noter') }}«", per: group}]
  - title: To spor
    parallel: [{title: A, blocks: [{title: A1, minutes: 10, forms: [vaegten]}]}]
"""


def packed(text: str) -> list[tuple[int | None, str, str]]:
    opened = facilitator.open(text=text)
    assert isinstance(opened, facilitator.OpenAgenda)
    return [(one.count, one.item, one.each) for one in packing(opened.schedule, opened.terms)]


def to_print(text: str, *kinds: str) -> list[str]:
    opened = facilitator.open(text=text)
    return list(opened.to_print(opened.build(kinds)))


def test_forms_and_cards_that_are_used_must_be_brought_each_once_with_their_number() -> None:
    assert packed(DAY) == [
        (14, "kort »Det korte møde«", "1 til hver deltager"),
        (7, "sæt kort »Fem lederroller«", "1 til hvert par"),
        (3, "arket »Det, vi kom frem til«", "1 til hver gruppe"),
        (14, "arket »De tre livscirkler«", "1 til hver deltager"),
        (14, "arket »Min vægt«", "1 til hver deltager"),
    ]
    unknown = packed(DAY.replace(", participants: 14", ""))
    assert unknown[0] == (None, "kort »Det korte møde«", "1 til hver deltager")


def test_the_list_for_the_printer_says_how_many_copies() -> None:
    said = to_print(DAY, "form", "runsheet", "programme", "logistics")
    copies = {name.split(",")[0]: told.strip() for name, told in pairwise(said) if ".pdf" in name}
    assert copies == {
        "drejebog.pdf": "3 copies",
        "drejebog-kort.pdf": "3 copies",
        "program.pdf": "7 copies",
        "pakkeliste.pdf": "1 copy",
        "livscirkler.pdf": "14 copies",
        "trio-noter.pdf": "3 copies",
        "vaegten.pdf": "14 copies",
    }
    unknown = to_print(DAY.replace(", participants: 14", ""), "form", "programme")
    assert unknown[unknown.index("trio-noter.pdf, 1 page") + 1] == "  Copies: 1 for each group"
    assert unknown[unknown.index("program.pdf, 1 page") + 1] == "  Copies: 1 for each participant"


@pytest.mark.parametrize(
    ("per", "sets"), [("group", "3 sets"), ("workshop", "1 set"), ("participant", "14 participants")]
)
def test_as_many_sets_of_cards_are_printed_as_must_be_brought(per: str, sets: str) -> None:
    text = f"""
title: Lederdag
data: {{participants: 14}}
blocks:
  - title: Kort
    minutes: 20
    cards: [det-korte-moede]
    materials: [{{item: "kort »{{{{ cards('det-korte-moede') }}}}«", per: {per}}}]
"""
    assert to_print(text, "cards")[3].strip().startswith(sets)


def test_the_backs_of_cards_name_the_team_that_they_are_for() -> None:
    settings = {"team": "TRIO Nord", "participants": "4"}
    (made,) = facilitator.open("det-korte-moede", settings=settings).build("cards")
    pages = [page.extract_text() for page in PdfReader(BytesIO(made.content)).pages]
    assert ["TRIO Nord" in page for page in pages] == [False, True] * 2
