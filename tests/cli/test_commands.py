"""The commands, as a user runs them: what they print, what they leave behind, and how they end."""

from __future__ import annotations

import ast
import inspect
import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

import facilitator
from cli.running import refused, run
from facilitator.cli import main
from pptx import Presentation

SMALL = """\
title: Kort møde
start: 09.00
blocks:
  - {title: Velkommen, minutes: 10}
  - {title: Leg, minutes: 5-10, optional: 1}
  - title: Drøftelse
    minutes: 20-30
    slides:
      - questions: ["Hvad fylder hos {{ client }}?"]
  - {title: Tak, until: 10.00, minutes: 5}
data: {client: jer}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to stand in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def small(here: Path) -> Path:
    """A small agenda in that folder."""
    path = here / "kort.yaml"
    path.write_text(SMALL, encoding="utf-8")
    return path


class TestBuild:
    def test_its_files_go_into_a_folder(self, small: Path) -> None:
        told = refused("build", small.name, "--only", "deck", "--out", "x.pptx")
        assert "“x.pptx”; expected a folder, such as “x”: the files" in told
        assert not Path("x").exists()

    def test_it_puts_the_deck_where_one_looks_for_it(self, small: Path) -> None:
        assert run("build", "kort.yaml", "--only", "deck").stdout == f"{Path('out', 'kort', 'kort.pptx')}\n"
        assert Path("out/kort/kort.pptx").read_bytes().startswith(b"PK")

    def test_json_names_the_files(self, small: Path) -> None:
        files = json.loads(run("build", "kort.yaml", "--out", "her", "--json").stdout)["files"]
        assert files[0] == {"kind": "deck", "path": str(Path("her", "kort.pptx")), "became": "new"}
        assert {file["kind"] for file in files} == {"deck", "runsheet", "programme", "logistics", "live"}
        assert all(Path(file["path"]).stat().st_size for file in files)

    def test_everything_for_an_exercise_with_cards_and_pairs(self, here: Path) -> None:
        Path("hvem.csv").write_text("Navn;Afdeling\r\n" + "".join(f"Person {n};{n % 3}\r\n" for n in range(9)))
        result = run("build", "det-korte-moede", "--participants", "hvem.csv", "--json")
        kinds = [file["kind"] for file in json.loads(result.stdout)["files"]]
        assert kinds.count("cards") == 1
        assert kinds.count("pairs") == 3
        assert "Person 8" not in result.stdout

    def test_it_says_what_to_print(self, here: Path) -> None:
        said = run("build", "det-korte-moede", "--set", "participants=24").stdout
        assert "24 participants · 16 questions · 24 cards and 1 with instructions on 3 sheets of A4" in said
        assert "drejebog-kort.pdf, 1 page" in said

    def test_tracks_have_decks_of_their_own_when_that_is_asked(self, here: Path) -> None:
        text = (
            "title: Dag\nblocks: [{title: Spor, parallel: [{title: Ude, room: Haven, blocks: [{title: Gå, minutes: 10, "
            "slides: [{statement: Gå}]}]}, {title: Inde, blocks: [{title: Sid, minutes: 10, "
            "slides: [{statement: Sid}]}]}]}]"
        )
        Path("spor.yaml").write_text(text, encoding="utf-8")
        said = run("build", "spor.yaml", "--tracks", "apart", "--only", "deck", "--only", "runsheet").stdout
        decks = [Path(line).name for line in said.splitlines() if line.endswith(".pptx")]
        assert decks == ["spor.pptx", "spor-ude-haven.pptx", "spor-inde.pptx"]
        together = run("build", "spor.yaml", "--only", "deck", "--out", "en").stdout.splitlines()
        assert [Path(line).name for line in together] == ["spor.pptx"]

    def test_forms_that_blocks_name_are_made(self, here: Path) -> None:
        said = run("build", "leder-apv-skema", "--only", "form", "--only", "calendar", "--json").stdout
        names = [Path(file["path"]).name for file in json.loads(said)["files"]]
        assert {"skema-1-kortlaegning.pdf", "skema-1-kortlaegning.docx"} <= set(names)
        assert names[-1] == "leder-apv-skema.ics"

    def test_what_no_block_asks_for_is_not_made_and_that_is_said(self, small: Path) -> None:
        assert "nothing to make: no block of kort asks for it" in run("build", "kort.yaml", "--only", "cards").stderr
        said = run("build", "kort.yaml", "--only", "calendar").stderr
        assert "nothing to make: a calendar needs a date and clock times" in said

    def test_pairs_need_people(self, here: Path) -> None:
        assert "--only pairs needs --participants FILE" in refused("build", "det-korte-moede", "--only", "pairs")

    def test_an_edited_deck_is_kept_until_force(self, small: Path) -> None:
        run("build", "kort.yaml")
        presentation = Presentation("out/kort/kort.pptx")
        presentation.slides[0].shapes.title.text_frame.text = "Min titel"
        presentation.save("out/kort/kort.pptx")
        assert "tidligere" in run("build", "kort.yaml", "--set", "client=os", "--renamed").stdout
        assert Presentation("out/kort/kort.pptx").slides[0].shapes.title.text_frame.text == "Min titel"
        assert run("build", "kort.yaml", "--force").exit_code == 0
        assert Presentation("out/kort/kort.pptx").slides[0].shapes.title.text_frame.text != "Min titel"

    def test_nothing_is_written_when_something_is_wrong(self, small: Path) -> None:
        small.write_text(SMALL.replace("client }}", "klient }}"), encoding="utf-8")
        assert "kort.yaml:9:21:" in refused("build", "kort.yaml")
        assert not Path("out").exists()

    def test_every_mistake_is_told_at_once_with_its_place(self, small: Path) -> None:
        wrong = SMALL.replace("minutes: 10}", "minuts: 10}").replace("start: 09.00", "start: ni").replace("}}?", "}?")
        small.write_text(wrong, encoding="utf-8")
        told = refused("build", "kort.yaml").splitlines()
        assert [line.split(" ")[0] for line in told] == ["kort.yaml:2:8:", "kort.yaml:4:24:", "kort.yaml:9:21:"]
        assert "did you mean “minutes”?" in told[1]

    @pytest.mark.parametrize(
        ("option", "value", "complaint"),
        [
            ("--set", "client", "expected key=value"),
            ("--start", "ni", "expected one such as 08:30"),
            ("--date", "9. januar", "has no whole year"),
            ("--theme", "pnk", "did you mean “pink”?"),
            ("--only", "dek", "expected one of deck"),
            ("--data", "findes-ikke.yaml", "findes-ikke.yaml"),
        ],
    )
    def test_a_wrong_option_is_told(self, small: Path, option: str, value: str, complaint: str) -> None:
        assert complaint in refused("build", "kort.yaml", option, value)

    def test_a_name_that_does_not_exist_is_told_with_the_nearest(self, here: Path) -> None:
        assert "did you mean “trio-workshop”?" in refused("build", "trio-workshp")

    def test_data_files_and_settings_take_the_place_of_data(self, small: Path) -> None:
        Path("kunde.yaml").write_text("client: Prøveby\n", encoding="utf-8")
        deck = ("--only", "deck", "--out")
        first = Path(run("build", "kort.yaml", "--data", "kunde.yaml", *deck, "a").stdout.strip()).read_bytes()
        other = Path(run("build", "kort.yaml", "--set", "client=Prøveby", *deck, "b").stdout.strip()).read_bytes()
        assert first == other


class TestSchedule:
    def test_the_table_shows_the_day(self, small: Path) -> None:
        lines = run("schedule", "kort.yaml").stdout.splitlines()
        assert any(line.split()[:5] == ["1", "09:00–09:10", "10", "09:20", "Velkommen"] for line in lines)
        assert lines[-1] == "5 min to spare before “Tak”"

    def test_json_has_times_as_hours_and_minutes(self, small: Path) -> None:
        day = json.loads(run("schedule", "kort.yaml", "--json").stdout)
        assert (day["start"], day["end"]) == ("09:00", "10:00")
        assert day["blocks"][2] == {
            "id": "droeftelse",
            "number": 3,
            "title": "Drøftelse",
            "day": 1,
            "start": "09:20",
            "end": "09:50",
            "minutes": 30,
            "latest_start": "09:35",
            "slip": 0,
            "kind": "session",
            "about": False,
        }

    def test_minutes_that_a_block_still_takes_are_written_as_people_do(self, small: Path) -> None:
        asked = ["schedule", "kort.yaml", "--now", "9.25", "--at", "3", "--left"]
        assert run(*asked, "10 min").stdout == run(*asked, "10").stdout != ""
        assert "“lidt” is no number of minutes; expected one such as 20, or 1 h 30 min" in refused(*asked, "lidt")

    def test_what_is_left_of_a_late_day(self, small: Path) -> None:
        printed = run("schedule", "kort.yaml", "--now", "09.30", "--at", "leg").stdout
        assert "09:35–09:55" in printed
        assert "“Drøftelse” has been shortened by 10 min" in printed
        assert "may be left out" not in printed

    def test_the_ways_to_go_on_come_best_first_with_what_they_cost(self, small: Path) -> None:
        lines = [
            line.strip() for line in run("schedule", "kort.yaml", "--now", "09.25", "--at", "1").stdout.splitlines()
        ]
        headings = ["Keep the fixed times:", "Do it all, and move the clock times:"]
        assert [line for line in lines if line in headings] == headings
        assert "“Leg” has been left out" in lines
        assert "the end moves 5 min to 10:05" in lines

    def test_the_running_block_is_found_by_the_time_alone(self, small: Path) -> None:
        lines = run("schedule", "kort.yaml", "--now", "9.22").stdout.splitlines()
        assert lines[0] == "“Drøftelse” should be running now"
        assert any(line.split()[:3] == ["3", "09:22–09:50", "28"] for line in lines)

    @pytest.mark.parametrize(
        ("now", "told"),
        [
            ("8.30", "next is “Velkommen”, at 09:00"),
            ("9.00", "“Velkommen” should be running now"),
            ("11.00", "the day should be over by now"),
        ],
    )
    def test_before_and_after_the_day_too(self, small: Path, now: str, told: str) -> None:
        lines = run("schedule", "kort.yaml", "--now", now).stdout.splitlines()
        assert lines[0] == told
        assert not any("–" in line and " -" in line for line in lines)

    def test_what_a_rest_of_a_day_gives_of_a_budget_is_told_as_that(self, here: Path) -> None:
        blocks = "[{title: A, kind: dialogue, minutes: 20}, {title: B, kind: dialogue, minutes: 10-40}]"
        Path("x.yaml").write_text(
            f"title: X\nlanguage: en\nstart: 9.00\nend: 10.00\nbudget: {{dialogue: 60}}\nblocks: {blocks}\n",
            encoding="utf-8",
        )
        told = run("schedule", "x.yaml", "--now", "9.30", "--at", "b").stdout
        assert "Dialogue gets 30 min from now on; 40 were planned" in told
        assert "the budget has" not in told

    def test_json_has_all_answers(self, small: Path) -> None:
        told = json.loads(
            run("schedule", "kort.yaml", "--now", "9.25", "--at", "drøft", "--left", "30", "--json").stdout
        )
        assert (told["running"], [one["form"] for one in told["answers"]]) == ("droeftelse", ["keep"])
        assert told["blocks"][0] | {"minutes": 30} == told["blocks"][0]

    def test_json_tells_days_and_times_past_midnight_as_such(self, here: Path) -> None:
        blocks = (
            "[{title: A, minutes: ~}, {title: B, at: 00.30, minutes: 60}, {title: C, day: 2, at: 9.00, minutes: 30}]"
        )
        Path("x.yaml").write_text(f"title: X\nstart: 22.00\nblocks: {blocks}\n", encoding="utf-8")
        told = json.loads(run("schedule", "x.yaml", "--json").stdout)["blocks"]
        assert [(one["day"], one["start"]) for one in told] == [(1, "22:00"), (1, "24:30"), (2, "09:00")]
        behind = [run("schedule", "x.yaml", "--now", now, "--json").stdout for now in ("24:35", "00.35", "day 1 24:35")]
        assert len(set(behind)) == 1
        assert json.loads(behind[0])["running"] == "b"
        assert "“36:01” is no time of the day; expected 00:00 to 36:00" in refused(
            "schedule", "x.yaml", "--now", "36:01"
        )

    def test_only_a_night_has_more_than_24_hours(self, small: Path) -> None:
        assert "expected 00:00 to 24:00" in refused("schedule", "kort.yaml", "--now", "24:35")

    def test_at_and_left_need_now(self, small: Path) -> None:
        assert "--at and --left need --now" in refused("schedule", "kort.yaml", "--left", "5")

    def test_a_clock_time_for_a_plan_without_is_an_error(self, here: Path) -> None:
        Path("x.yaml").write_text(
            "title: X\nblocks: [{title: A, minutes: 45}, {title: B, minutes: 30}]\n", encoding="utf-8"
        )
        assert "the plan has no clock times, and ends after 1:15" in refused("schedule", "x.yaml", "--now", "10.42")
        assert "0:50–1:20" in run("schedule", "x.yaml", "--now", "0.50", "--at", "b").stdout


class TestOtherCommands:
    def test_check_says_that_all_is_well(self, small: Path) -> None:
        assert run("check", "kort.yaml").stdout.splitlines()[0].endswith("slides, no mistakes")
        assert not Path("out").exists()

    def test_check_warns_and_finds_no_mistake(self, here: Path) -> None:
        slides = "[{questions: [Hvorfor?], work: pair, minutes: 9}]"
        Path("x.yaml").write_text(f"title: X\nblocks: [{{title: A, minutes: 8, slides: {slides}}}]\n", encoding="utf-8")
        done = run("check", "x.yaml")
        first, *warnings = done.stdout.splitlines()
        assert (done.exit_code, first.endswith("no mistakes")) == (0, True)
        assert warnings == ["x.yaml:2:87: the slide counts down 9 minutes; its block has 8 minutes in this plan"]

    def test_check_finds_text_that_has_no_room(self, small: Path) -> None:
        small.write_text(SMALL.replace("Hvad fylder", "Hvad fylder " + "meget " * 900), encoding="utf-8")
        told = refused("check", "kort.yaml")
        assert "kort.yaml:9:9: the slide “Tal sammen” in “Drøftelse” has no room" in told

    def test_list_names_everything_by_kind(self, here: Path) -> None:
        shelf = json.loads(run("list", "--json").stdout)
        assert {"agendas", "exercises", "figures", "themes"} <= shelf.keys()
        (whole,) = (one for one in shelf["agendas"] if one["id"] == "trio-workshop")
        assert whole["title"] == "Opstartsworkshop for TRIO-grupper"
        assert whole["about"].startswith("Hver TRIO går hjem")
        assert json.loads(run("list", "themes", "--json").stdout).keys() == {"themes"}
        assert "iglo" in run("list", "figures").stdout
        assert "did you mean “figures”?" in refused("list", "figurs")

    def test_exercises_are_found_by_minutes_people_and_words(self, here: Path) -> None:
        found = json.loads(run("list", "exercises", "--minutes", "15", "--people", "30", "--json").stdout)["exercises"]
        assert "en-to-fire-alle" in [one["id"] for one in found]
        assert all(one["minutes"]["least"] <= 15 and one["people"]["least"] <= 30 for one in found)
        assert all((one["people"]["most"] or 30) >= 30 for one in found)
        assert [abs(one["minutes"]["ideal"] - 15) for one in found] == sorted(
            abs(one["minutes"]["ideal"] - 15) for one in found
        ), "what fills the time comes first"
        chosen = run("list", "exercises", "--search", "beslutning PRIORITERING", "--people", "50", "--minutes", "9")
        assert "no exercise fits; these come nearest:" in chosen.stderr
        assert [line.split()[0] for line in chosen.stdout.splitlines()[4:] if line.strip()] == [
            "fem-fingre", "prikafstemning", "indsats-og-virkning"
        ]  # fmt: skip
        assert "did you mean “prioritering”?" in refused("list", "--search", "priotering")
        assert "expected the kind exercises" in refused("list", "agendas", "--minutes", "9")
        assert (
            json.loads(run("list", "exercises", "--people", "9999", "--minutes", "1", "--json").stdout)["exercises"]
            == []
        )

    def test_an_exercise_of_ones_own_is_found_by_what_it_says(self, small: Path) -> None:
        own = Path("decks/exercises/stol.yaml")
        own.parent.mkdir(parents=True)
        own.write_text("title: Stol\nminutes: 7\npeople: mindst 500\n", encoding="utf-8")
        shelf = facilitator.shelf("exercises", people=9_000, minutes=8, libraries=[Path()])["exercises"]
        (found,) = (one for one in shelf if one["id"] == "stol")
        assert (found["people"], found["good_for"]) == ({"least": 500, "most": None}, [])
        own.write_text("title: Stol\nminutes: 7\npeople: 9-3\n", encoding="utf-8")
        told = refused("list", "exercises", "--people", "5", "--library", ".")
        assert "stol.yaml:3:9: “9-3”: expected 1 or more people, the fewest first" in told
        own.write_text("title: Stol\npeople: en del\n", encoding="utf-8")
        assert "“en del” tells no number of people; expected 6-40" in refused("list", "exercises", "--library", ".")

    def test_new_copies_an_agenda_that_builds(self, here: Path) -> None:
        assert run("new", "mit-møde", "--from", "trio-workshop").stdout == "mit-møde.yaml\n"
        assert json.loads(Path("agenda.schema.json").read_text(encoding="utf-8")) == json.loads(run("schema").stdout)
        assert run("check", "mit-møde.yaml").exit_code == 0
        assert "there is such a file already" in refused("new", "mit-møde")

    def test_anything_can_be_copied_and_is_found_where_it_lands(self, small: Path) -> None:
        assert run("new", "Vores plan", "--from", "handleplan").stdout == "decks/forms/vores-plan.yaml\n"
        assert run("new", "vores-kort", "--from", "det-korte-moede", "--kind", "cards").exit_code == 0
        assert run("new", "vores-iglo", "--from", "iglo").stdout == "decks/figures/vores-iglo.yaml\n"
        assert (
            run("new", "vores-runde", "--from", "tjek-ud", "--kind", "exercises").stdout
            == "decks/exercises/vores-runde.yaml\n"
        )
        assert run("new", "vores-farver", "--from", "fjord").stdout == "decks/themes/vores-farver.yaml\n"
        blocks = "- {title: A, minutes: 9, forms: [vores-plan], cards: [vores-kort], slides: [{figure: vores-iglo}]}\n"
        blocks += "- {exercise: vores-runde, minutes: 10}\n"
        small.write_text(f"title: T\ntheme: vores-farver\nblocks:\n{blocks}", encoding="utf-8")
        assert run("check", "kort.yaml").exit_code == 0, run("check", "kort.yaml").stderr
        assert run("form", "vores-plan").stdout.splitlines() == [
            str(Path("out", "forms", f"vores-plan.{ending}")) for ending in ("pdf", "docx")
        ]

    def test_a_programme_brings_its_agendas(self, small: Path) -> None:
        assert run("new", "vores-forloeb", "--from", "ledergruppe-forloeb").stdout == "vores-forloeb.yaml\n"
        agendas = {file.name for file in Path("agendas").glob("*.yaml")}
        assert agendas == {
            f"{name}.yaml" for name in ("ledergruppe-refleksion", "leder-apv-skema", "ledergruppe-opfoelgning")
        }
        assert run("check", "vores-forloeb.yaml").exit_code == 0
        mine = Path("agendas/leder-apv-skema.yaml")
        mine.write_text("title: Vores\nblokke: []\n", encoding="utf-8")
        assert f"{mine}:2:1: unknown key “blokke”" in refused("check", "vores-forloeb.yaml")
        assert run("new", "et-til", "--from", "ledergruppe-forloeb").exit_code == 0
        assert mine.read_text(encoding="utf-8").startswith("title: Vores"), "what is there stays"

    def test_what_can_be_copied_is_listed(self, small: Path) -> None:
        assert run("new", "--list").stdout == run("list").stdout
        assert run("new", "--list", "--kind", "forms").stdout == run("list", "forms").stdout
        assert run("new", "--list", "forms").stdout == run("list", "forms").stdout
        assert "there is no kind “nope”" in refused("new", "--list", "nope")
        assert "expected one kind" in refused("new", "--list", "forms", "--kind", "cards")

    @pytest.mark.parametrize("name", ["", "mappe/", ".skjult", " "])
    def test_a_new_file_has_a_name_that_is_seen(self, here: Path, name: str) -> None:
        assert "is no name for an agenda" in refused("new", name)
        assert list(here.iterdir()) == []
        assert "NAME is missing" in refused("new")
        assert "there is nothing called “handelplan”" in (said := refused("new", "x", "--from", "handelplan"))
        assert "did you mean “handleplan”?" in said
        assert "there is no form “lpa-modul-1”" in refused("new", "x", "--from", "lpa-modul-1", "--kind", "forms")

    def test_everything_lands_in_one_way(self, small: Path) -> None:
        for command, usual in (("cards", "cards"), ("form", "forms")):
            name = "det-korte-moede" if command == "cards" else "handleplan"
            assert run(command, name).stdout.startswith(str(Path("out", usual, f"{name}.pdf")))
            assert run(command, name, "--out", "mappe").stdout.startswith(str(Path("mappe", f"{name}.pdf")))
            assert run(command, name, "--out", f"mappe/{command}.pdf").stdout.startswith(str(Path("mappe", command)))
            assert "expected a folder, or a name that ends in" in refused(command, name, "--out", "x.xlsx")
        assert run("pair", "8", "--out", "mappe").stdout.splitlines()[:3] == [
            str(Path("mappe", f"hvem-moeder-hvem.{ending}")) for ending in ("csv", "docx", "pdf")
        ]
        assert run("pair", "8", "--out", "mappe/p.docx").stdout.splitlines()[0] == str(Path("mappe", "p.docx"))
        assert not Path("x.xlsx").exists()

    def test_a_folder_with_own_content_beside_the_agenda_comes_first(self, small: Path) -> None:
        Path("decks/figures").mkdir(parents=True)
        figure = "{kind: tiles, title: Vores egne, items: [En, To, Tre]}"
        Path("decks/figures/vores.yaml").write_text(figure, encoding="utf-8")
        small.write_text(SMALL.replace("- questions:", "- figure: vores\n        questions:"), encoding="utf-8")
        assert run("check", "kort.yaml").exit_code == 0


def _commands(group: click.Group = main) -> Iterator[ast.FunctionDef]:
    """What stands behind each command, wherever it is written."""
    for command in (group, *group.commands.values()):
        if isinstance(command, click.Group) and command is not group:
            yield from _commands(command)
        elif command.callback is not None:
            source = textwrap.dedent(inspect.getsource(inspect.unwrap(command.callback)))
            (node,) = ast.parse(source).body
            assert isinstance(node, ast.FunctionDef)
            yield node


def test_a_command_is_its_options_and_a_dozen_lines() -> None:
    lines = {one.name: (one.end_lineno or 0) - one.body[1].lineno + 1 for one in _commands() if len(one.body) > 1}
    assert len(lines) == 14
    assert {name: number for name, number in lines.items() if number > 12} == {}


def test_help_and_errors_come_without_loading_what_builds_decks() -> None:
    program = (
        "import sys; from facilitator.cli import main\n"
        "try: main(['--help'])\n"
        "finally: print(sorted({'pydantic', 'yaml', 'jinja2', 'babel', 'pptx', 'rich'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
    assert "build" in done.stdout
