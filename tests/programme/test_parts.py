"""What a part's agenda gets from the programme: its date, its data, its leaders, and the figures with itself marked."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from facilitator.agenda.read import Reading
from facilitator.content.figures import AnyFigure, Columns, Timeline
from facilitator.content.slides import Bullets, FigureSlide
from facilitator.output.programme import compose_programme
from programme.files import AGENDA, PROGRAMME, planned


def read(folder: Path, number: int) -> Reading:
    found = planned(folder).parts[number].reading
    assert found
    return found


def figures(reading: Reading) -> list[AnyFigure]:
    return [slide.figure for slide in reading.agenda.blocks[0].slides if isinstance(slide, FigureSlide)]


def test_the_part_s_data_come_before_the_programme_s_and_those_before_the_agenda_s(tmp_path: Path) -> None:
    places = [str(read(tmp_path, number).agenda.data["place"]) for number in (0, 2, 4)]
    assert places == ["Salen", "Haven", "Salen"]
    dates = [read(tmp_path, number).agenda.data["date"] for number in (0, 1, 2, 4)]
    assert dates == [date(2027, 1, 14), "senest 27. januar 2027", date(2027, 1, 28), "i marts"]


def test_every_part_knows_the_dates_of_the_others(tmp_path: Path) -> None:
    text = PROGRAMME.replace("{title: To,", "{id: to-er, title: To,").replace(
        "between: Læs", "between: Læs\n    id: laes"
    )
    found = planned(tmp_path, text).parts[0].reading
    assert found
    assert found.agenda.data["to_er"] == date(2027, 1, 28)
    assert found.agenda.data["laes"] == "senest 27. januar 2027"


def test_a_time_in_words_stands_as_it_is_where_a_date_would_be_written(tmp_path: Path) -> None:
    written = AGENDA.replace("why: Alle er med.", "why: 'Vi ses {{ date | longdate }}, før {{ date | shortdate }}.'")
    found = planned(tmp_path, agenda=written)
    said = [held.reading.agenda.blocks[0].why for held in found.parts if held.reading]
    assert said[0] == "Vi ses torsdag den 14. januar 2027, før 14. januar 2027."
    assert said[-1] == "Vi ses i marts, før i marts."


def test_who_leads_is_the_programme_s_to_say_but_for_what_lies_between(tmp_path: Path) -> None:
    leaders = [[person.name for person in read(tmp_path, number).agenda.facilitators] for number in (0, 1, 2)]
    assert leaders == [["Vært"], ["Gast"], ["Vært"]]


def test_the_part_s_start_moves_its_agenda(tmp_path: Path) -> None:
    starts = [held.schedule.start for held in planned(tmp_path).parts if held.schedule]
    assert starts == [540, 0, 780, 540], "a meeting between the sessions counts from its beginning"


def test_the_overview_has_the_dates_and_the_current_part_stands_out(tmp_path: Path) -> None:
    overview, _ = figures(read(tmp_path, 2))
    assert isinstance(overview, Columns)
    assert [item.text for item in overview.items] == ["14. januar 2027\nFørst", "28. januar 2027", "i marts"]
    assert [item.marked for item in overview.items] == [False, True, False]


def test_the_timeline_has_every_part_and_what_lies_between_is_small(tmp_path: Path) -> None:
    _, timeline = figures(read(tmp_path, 1))
    assert isinstance(timeline, Timeline)
    assert [(item.title, item.when, item.minor) for item in timeline.items] == [
        ("En", "14. januar 2027", False),
        ("Læs", "senest 27. januar", True),
        ("To", "28. januar 2027", False),
        ("Prøv", "inden tre", True),
        ("Tre", "i marts", False),
    ]
    assert [item.marked for item in timeline.items] == [False, True, False, False, False]


def test_an_agenda_may_lie_beside_the_programme(tmp_path: Path) -> None:
    planned(tmp_path)
    (tmp_path / "eget.yaml").write_text("title: Eget\nblocks: [{title: x, minutes: 5}]", encoding="utf-8")
    text = PROGRAMME.replace("{title: En, agenda: moede", "{title: En, agenda: eget.yaml")
    found = planned(tmp_path, text).parts[0].reading
    assert found
    assert found.agenda.title == "Eget"


def test_what_is_to_be_done_between_two_sessions_stands_side_by_side_with_its_date(tmp_path: Path) -> None:
    text = PROGRAMME.replace("[Kapitel 1]", "[Kapitel 1 om at begynde]")
    slides = compose_programme(planned(tmp_path, text), []).slides
    read, tried = (slide.content for slide in slides if slide.origin[0] == "parts" and len(slide.origin) > 1)
    assert isinstance(read, FigureSlide)
    assert [(one.title, [point.text for point in one.points]) for one in read.figure.parts] == [
        ("Læs", ["Kapitel 1 om at begynde"]),
        ("Gør: senest 27. januar 2027", ["Spørg en kollega", "Et møde (60 min.)"]),
    ]
    assert isinstance(tried, Bullets)
    assert (tried.lead, [one.text for one in tried.bullets]) == ("Inden tre", ["Prøv det af"])
