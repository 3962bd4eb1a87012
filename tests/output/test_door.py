"""The front door: how agendas and programmes are opened, and what is told when something is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import facilitator
from facilitator import OpenAgenda, OpenProgramme, Problem, Problems, WrongArgument
from facilitator.output.door import Options
from programme.files import write

SMALL = """\
title: Møde hos {{ client }}
start: 09.00
blocks:
  - {title: Velkommen, minutes: 10}
  - {title: Drøftelse, minutes: 20-30, slides: [{questions: ["Hvad fylder hos {{ team }}?"]}]}
data: {client: jer, team: os}
"""
TOO_LONG = SMALL.replace("Hvad fylder", "Hvad fylder " + "meget " * 900)


def opened(text: str = SMALL, **options: object) -> OpenAgenda:
    found = facilitator.open(text=text, **options)  # type: ignore[arg-type]
    assert isinstance(found, OpenAgenda)
    return found


def test_names_paths_and_texts_are_opened(tmp_path: Path) -> None:
    (tmp_path / "kort.yaml").write_text(SMALL, encoding="utf-8")
    assert [facilitator.open(tmp_path / "kort.yaml").name, opened().name] == ["kort", "agenda"]
    assert isinstance(facilitator.open("trio-workshop"), OpenAgenda)
    assert isinstance(facilitator.open("lpa-forloeb"), OpenProgramme)


def test_a_text_takes_the_place_of_the_file_that_it_is_to_become(tmp_path: Path) -> None:
    path = tmp_path / "kort.yaml"
    for there in (False, True):
        found = facilitator.open(path, text=SMALL.replace("Drøftelse", "Samtale"))
        assert isinstance(found, OpenAgenda)
        assert (found.name, found.reading.agenda.blocks[-1].title) == ("kort", "Samtale")
        assert path.exists() == there
        path.write_text(SMALL, encoding="utf-8")
    part = "{title: Ét, agenda: det-korte-moede, date: 2027-01-14}"
    programme = f"title: x\nparts: [{part}, {part.replace('14', '21')}]"
    assert isinstance(facilitator.open(path, text=programme), OpenProgramme)
    wrong = facilitator.check(path, text=SMALL.replace("Drøftelse, minutes", "Drøftelse, minuts"))
    assert {str(one.place) for one in wrong} == {f"{path}:5:24"}
    assert path.read_text(encoding="utf-8") == SMALL


def test_settings_come_before_data_and_data_before_files(tmp_path: Path) -> None:
    (tmp_path / "kunde.yaml").write_text("client: Filby\nteam: Filholdet\nparticipants: 7\n", encoding="utf-8")
    found = opened(
        files=[tmp_path / "kunde.yaml"], data={"team": "Dataholdet", "participants": 8}, settings={"team": "1"}
    )
    data = found.reading.agenda.data
    assert (data["client"], data["team"], data["participants"]) == ("Filby", 1, 8)


def test_participants_are_a_number_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "hvem.csv").write_text("Navn\nAnna\nBo\nCarl\nDea\n", encoding="utf-8")
    assert opened(participants=24).reading.agenda.data["participants"] == 24
    assert opened(participants=tmp_path / "hvem.csv").reading.agenda.data["participants"] == 4
    assert opened(participants=["Anna", "Bo", "Anna"]).reading.agenda.data["participants"] == 3
    assert [one.kind for one in opened(participants=tmp_path / "hvem.csv").build("pairs")] == ["pairs"] * 3


def test_language_theme_and_start_take_the_place_of_its_own() -> None:
    found = opened(language="en", theme="pink", start="13.00")
    assert (found.terms.locale[:2], found.reading.theme.name, found.schedule.start) == ("en", "Pink", 780)


def test_a_folder_of_ones_own_comes_first(tmp_path: Path) -> None:
    opened_there = facilitator.open(write(tmp_path), libraries=[tmp_path])
    assert isinstance(opened_there, OpenProgramme)
    assert [session.title for session in opened_there.sessions] == ["Et møde"] * 4


def test_what_can_be_made_is_made_and_what_is_wrong_returned() -> None:
    problems: list[Problem] = []
    made = opened(TOO_LONG).build(["deck", "logistics"], problems=problems)
    assert {one.kind for one in made} == {"logistics"}
    assert ["has no room" in one.what for one in problems] == [True]
    with pytest.raises(Problems, match="has no room"):
        opened(TOO_LONG).build(["deck", "logistics"])


def test_check_returns_what_opening_raises() -> None:
    wrong = SMALL.replace("minutes: 10", "minuts: 10")
    with pytest.raises(Problems) as raised:
        opened(wrong)
    assert facilitator.check(text=wrong) == raised.value.problems
    assert facilitator.check(text=SMALL) == ()


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"start": "ni"}, "start: "),
        ({"date": "9. januar"}, "date: “9. januar” has no whole year"),
        ({"macros": True}, "macros needs template FILE"),
        ({"template_slides": "keep"}, "template_slides keep needs template FILE"),
    ],
)
def test_an_argument_that_makes_no_sense_is_told_by_its_name(options: Options, told: str) -> None:
    with pytest.raises(WrongArgument) as raised:
        opened(**options).build("deck")
    assert str(raised.value).startswith(told)


def test_a_kind_that_there_is_not_and_options_of_one_session_are_told(tmp_path: Path) -> None:
    with pytest.raises(WrongArgument, match="only: there is no kind “dek”; expected one of deck, "):
        opened().build("dek")
    with pytest.raises(WrongArgument, match="start is for one session"):
        facilitator.open(write(tmp_path), libraries=[tmp_path], start="12.00")


def test_names_of_the_package_are_what_it_says_and_no_others() -> None:
    assert all(getattr(facilitator, name) for name in facilitator.__all__)
    with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
        _ = facilitator.nothing


def test_people_of_the_same_name_are_told_apart() -> None:
    found = facilitator.pair(["Anna", "Bo", "Anna", "Dea"], rounds=1)
    assert [person.name for person in found.plan.people] == ["Anna (1)", "Bo", "Anna (2)", "Dea"]


TIGHT = """
title: Kort møde
start: 9.00
data: {date: 2027-01-14}
blocks:
  - title: Drøftelse
    minutes: 15
    slides:
      - questions: [Hvad fylder?]
        work: pair
        minutes: 20
"""


def test_what_can_hardly_be_meant_is_told_with_its_line() -> None:
    tight = "the slide counts down 20 minutes; its block has 15 minutes in this plan"
    past = "the date 2027-01-14 is past; expected one that lies ahead"
    of_day = {
        day: [(problem.place.line if problem.place else 0, problem.what) for problem in opened(TIGHT).warnings(day)]
        for day in (date(2027, 1, 14), date(2027, 1, 15))
    }
    slide, dated = (11, tight.partition(";")[0]), (4, past.partition(";")[0])
    assert of_day == {date(2027, 1, 14): [slide], date(2027, 1, 15): [dated, slide]}


def test_warnings_keep_nothing_from_being_built() -> None:
    found = facilitator.check(text=TIGHT.replace("2027-01-14", "2000-01-14"))
    assert not found
    assert [problem.what for problem in found.warnings] == [
        "the date 2000-01-14 is past",
        "the slide counts down 20 minutes",
    ]
    assert opened(TIGHT).build("deck")


def test_examples_that_are_past_are_told_as_long_as_they_stand() -> None:
    example = TIGHT.replace("data:", "examples:").replace("20\n", "15\n")
    (past,) = opened(example).warnings(date(2027, 1, 15))
    assert (past.place and past.place.line, past.what) == (4, "the date 2027-01-14 is past")
    assert opened(example + "data: {date: 2099-01-01}\n").warnings(date(2027, 1, 15)) == ()


def test_a_programme_tells_the_warnings_of_its_agendas_and_when_all_of_it_is_over() -> None:
    programme = facilitator.open("ledergruppe-forloeb")
    assert programme.warnings(date(2027, 9, 16)) == ()
    assert [problem.what for problem in programme.warnings(date(2027, 9, 17))] == [
        "every date of the programme is past"
    ]


def test_a_text_that_refers_to_a_form_or_a_card_set_has_its_title(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # What lies where one stands goes before other libraries.
    asking = SMALL.replace("title: Velkommen", "title: \"{{ form('handleplan') }}, {{ cards('guldkorn') }}\"")
    assert opened(asking).schedule.slots[0].block.title == "Vores handleplan, De seks guldkorn"
    folder = tmp_path / "own" / "decks" / "forms"
    folder.mkdir(parents=True)
    (folder / "handleplan.yaml").write_text("title: Min plan\n", encoding="utf-8")
    own = [tmp_path / "own"]
    assert opened(asking, libraries=own).schedule.slots[0].block.title == "Min plan, De seks guldkorn"
    (folder / "handleplan.yaml").write_text("title: [\n", encoding="utf-8")
    (problem,) = facilitator.check(text=asking, libraries=own)
    assert problem.what == "the title of “handleplan” cannot be read"


def test_a_reference_to_what_is_not_there_is_told_with_the_nearest_name() -> None:
    (problem,) = facilitator.check(text=SMALL.replace("title: Velkommen", "title: \"{{ form('handelplan') }}\""))
    assert problem.place is not None
    assert (problem.what, problem.suggestion, problem.place.line) == ("there is no form “handelplan”", "handleplan", 4)


@pytest.mark.parametrize(
    "parts", ['{"title": "x", "parts": [PARTS]}', "title: x\n'parts': [PARTS]", "title: x\nparts:\n- PARTS\n- PARTS"]
)
def test_a_programme_is_known_however_it_is_written(parts: str, tmp_path: Path) -> None:
    part = '{"title": "y", "agenda": "trio-workshop", "when": "uge 5"}'
    file = tmp_path / "forloeb.yaml"
    file.write_text(parts.replace("[PARTS]", f"[{part}, {part}]").replace("PARTS", part), encoding="utf-8")
    assert isinstance(facilitator.open(file), facilitator.OpenProgramme)
