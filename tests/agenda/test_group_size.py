"""The size of groups is data: a slide's own goes before its block's, a block's before that of the agenda."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import facilitator
from facilitator.canvas.shapes import Shape
from facilitator.output.agenda import OpenAgenda
from facilitator.print.runsheet.packing import logistics

AGENDA = """\
title: Dag
data: {participants: 24, group_size: 4}
blocks:
  - title: Et
    minutes: 30
    materials: [{item: tuscher, per: group}]
    slides:
      - {questions: [Hvad?], work: group}
      - {questions: [Hvem?], work: group, group_size: 8}
      - {questions: [Hvorfor?], work: pair}
  - title: To
    minutes: 30
    group_size: 6
    materials: [{item: saks, per: group}, {item: lim, per: group, group_size: 12}, {item: blok, per: participant}]
    slides: [{questions: [Hvornår?], work: group}]
"""


def opened(text: str = AGENDA, **options: Any) -> OpenAgenda:
    found = facilitator.open(text=text, **options)
    assert isinstance(found, OpenAgenda)
    return found


def shown(found: OpenAgenda) -> str:
    shapes = [shape for canvas in found.drawn.canvases for shape in canvas.shapes if isinstance(shape, Shape)]
    texts = [shape.text for shape in shapes if shape.text]
    return "\n".join(run.text for text in texts for paragraph in text.paragraphs for run in paragraph.runs)


def test_slides_say_the_size_that_is_nearest_to_them() -> None:
    lines = [line for line in shown(opened()).splitlines() if line.startswith(("I grupper", "To og to"))]
    assert lines == ["I grupper på 4", "I grupper på 8", "To og to", "I grupper på 6"]


def test_where_nobody_tells_a_size_none_is_said() -> None:
    assert "I grupper\n" in shown(opened(AGENDA.replace(", group_size: 4", ""))) + "\n"


def test_materials_are_reckoned_by_the_size_of_their_block() -> None:
    found = opened()
    told = logistics(found.schedule, found.terms)
    assert {one.item: one.count for one in told.packing} == {"tuscher": 6, "saks": 4, "lim": 2, "blok": 24}
    assert "6 grupper på 4" in told.reckoned
    assert {one.item: one.count for one in logistics(opened(settings={"group_size": "3 deltagere"}).schedule,
            found.terms).packing}["tuscher"] == 8  # fmt: skip


def test_groups_of_one_size_are_reckoned_by_it_where_the_agenda_tells_none() -> None:
    text = "title: Dag\ndata: {participants: 24}\nblocks: [{title: Et, minutes: 30, materials: [{item: lim, per: group"
    for size, said in ((", group_size: 8", "3 grupper på 8"), ("", "5 grupper på 5")):
        found = opened(f"{text}{size}}}]}}]")
        assert said in logistics(found.schedule, found.terms).reckoned


def test_cards_are_printed_for_each_group(tmp_path: Path) -> None:
    folder = tmp_path / "decks" / "cards"
    folder.mkdir(parents=True)
    cards = "title: Kort\nsets_per: group\ncategories: [{title: A, cards: [Hvad?, Hvem?]}]\n"
    (folder / "kort.yaml").write_text(cards, encoding="utf-8")
    text = AGENDA.replace("minutes: 30\n    group_size", "minutes: 30\n    cards: [kort]\n    group_size")
    (made,) = opened(text, libraries=[tmp_path]).build("cards")
    assert "2 questions · 8 cards" in made.told[0]


def test_a_list_is_planned_in_groups_and_its_departments_are_mixed(tmp_path: Path) -> None:
    people = "Navn;Afdeling\n" + "".join(f"P{n};{'ABCD'[n % 4]}\n" for n in range(16))
    (tmp_path / "liste.csv").write_text(people, encoding="utf-8")
    text = "title: Dag\ndata: {group_size: 4, rounds: 3}\nblocks: [{title: Et, minutes: 30}]\n"
    found = opened(text, participants=tmp_path / "liste.csv", apart=["afdeling"])
    table = next(one for one in found.build("pairs") if one.name.endswith(".csv")).content.decode("utf-8-sig")
    rows = [line.split(";") for line in table.splitlines()[1:] if line.startswith("P")]
    assert len({row[1] for row in rows}) == 4
    assert "Afdeling" not in "".join(found.notes())
    plain = opened(text, participants=tmp_path / "liste.csv")
    assert "the list has the column “Afdeling”; --apart Afdeling mixes people who differ in it" in plain.notes()
