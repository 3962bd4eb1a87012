"""What a day really took, read back beside the plan; and the rest of a day made anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

import facilitator
from facilitator.agenda.planning import with_rest
from facilitator.agenda.replanning import replan
from facilitator.agenda.schedule import walked
from facilitator.cli import main
from facilitator.text.times import clock_text
from judges.tab import Tab
from live.days import DAYS, TRIO, opened
from pptx import Presentation

_COURSE = """blok;titel;planlagt start;planlagte minutter;begyndte;sluttede;faktiske minutter
velkommen;Velkommen;08.30;15;08.36;08.58;22
psykisk-arbejdsmiljoe;Hvad er …;08.45;25;08.58;09.24;26
pause;Pause;10.00;15;10.00;10.22;22
kultur-modeller;Kultur;10.36;6;;;
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    file = tmp_path / "forløb.csv"
    file.write_text(_COURSE, encoding="utf-8-sig")
    return file


class TestLearning:
    def test_what_took_longer_is_proposed_and_what_was_near_stays(self, course: Path) -> None:
        found = {one.slot.id: one for one in opened(TRIO).learn(course).lessons}
        assert (found["velkommen"].took, found["velkommen"].off) == (22, "+7")
        assert found["velkommen"].proposal == "{ideal: 20, min: 10, max: 20}"
        assert found["psykisk-arbejdsmiljoe"].proposal == ""
        assert found["pause"].proposal == ""
        assert found["kultur-modeller"].took is None

    def test_a_proposal_can_be_written_as_it_stands(self, course: Path) -> None:
        for one in opened(TRIO).learn(course).lessons:
            if one.proposal:
                text = f"blocks: [{{title: {one.slot.id}, minutes: {one.proposal}}}]"
                assert facilitator.check(text=f"title: x\n{text}") == ()

    def test_a_block_that_stands_twice_is_asked_about(self, course: Path) -> None:
        course.write_text(f"{_COURSE}pause;Pause;10.00;15;10.30;10.40;10\n", encoding="utf-8")
        with pytest.raises(facilitator.Problems, match="pause") as found:
            opened(TRIO).learn(course)
        (problem,) = found.value.problems
        assert problem.place is not None
        assert problem.place.line == 6

    def test_another_agenda_s_blocks_are_told(self, course: Path) -> None:
        assert opened("night").learn(course).unknown == (
            "pause",
            "psykisk-arbejdsmiljoe",
            "velkommen",
        )

    def test_the_command_tells_it_as_a_table_and_as_json(self, course: Path) -> None:
        told = CliRunner().invoke(main, ["learn", str(course), TRIO])
        assert told.exit_code == 0
        assert "{ideal: 20, min: 10, max: 20}" in told.stdout
        assert '"took": 22' in CliRunner().invoke(main, ["learn", str(course), TRIO, "--json"]).stdout

    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ("navn;rolle\nAnna;leder\n", "nothing that the page for the room has saved"),
            ("blok;faktiske minutter\nvelkommen;mange\n", "no number of minutes"),
            ("blok;faktiske minutter\nvelkommen;-4\n", "no number of minutes"),
        ],
    )
    def test_another_file_is_told_for_what_it_is(self, text: str, said: str, tmp_path: Path) -> None:
        file = tmp_path / "x.csv"
        file.write_text(text, encoding="utf-8")
        told = CliRunner().invoke(main, ["learn", str(file), TRIO])
        assert told.exit_code == 2
        assert said in told.stderr
        assert str(file) in told.stderr

    def test_a_programme_is_not_a_day(self, course: Path) -> None:
        told = CliRunner().invoke(main, ["learn", str(course), "lpa-forloeb"])
        assert told.exit_code == 2
        assert "is a programme" in told.stderr

    @pytest.mark.browser
    def test_what_the_page_saves_is_read(self, at: Callable[..., Tab], tmp_path: Path) -> None:
        tab = at("tracks", "09.00")
        for minutes in (0, 20, 45, 18):
            tab.later(minutes)
            tab.press("PageDown")
        file = tmp_path / "forløb.csv"
        file.write_text(tab.run("facilitator.course()"), encoding="utf-8")
        took = {one.slot.id: one.took for one in opened("tracks").learn(file).lessons}
        assert (took["velkommen"], took["os-og-dem"], took["pause"], took["tak"]) == (20, 45, 18, None)


class TestTheRestOfADay:
    @pytest.mark.parametrize("day", [TRIO, *DAYS])
    def test_it_is_the_whole_plan_with_what_is_left_as_was_chosen(self, day: str) -> None:
        schedule = opened(day).schedule
        for slot in schedule.walk():
            for late in (0, 4, 9, 17, 50):
                for answer in replan(schedule, now=(slot.start + late) % 1440, at=slot.id):
                    whole = with_rest(schedule, answer.schedule, begun=False)
                    rest = {one.id: one for one in answer.schedule.walk()}
                    found = {one.id: one for one in whole.walk()}
                    assert rest.items() <= found.items()
                    gone = {one.block.title for one in schedule.walk() if one.id not in found}
                    assert gone <= {block.title for block in answer.schedule.dropped}
                    order = [one.path for one in walked(whole.slots)]
                    assert order == sorted(order)
                    assert [item.path for part in whole.days for item in part.items] == [
                        one.path for one in whole.slots
                    ]

    def test_of_a_block_that_runs_only_the_end_is_new(self) -> None:
        day = opened(TRIO)
        first = day.going_on("keep", "08.40", "velkommen", 10).schedule.slots[0]
        assert (clock_text(first.start), clock_text(first.end)) == ("08:30", "08:50")

    def test_the_deck_follows_and_what_was_written_in_it_stays(self, tmp_path: Path) -> None:
        out = ["--out", str(tmp_path), "--only", "deck"]
        assert CliRunner().invoke(main, ["build", TRIO, *out]).exit_code == 0
        (file,) = tmp_path.glob("*.pptx")
        deck = Presentation(str(file))
        said = [shape for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
        own = next(shape for shape in said if shape.text_frame.text == "Hvem er vi?")
        own.text_frame.paragraphs[0].runs[0].text = "Os to"
        deck.save(str(file))
        done = CliRunner().invoke(main, ["build", TRIO, *out, "--now", "10.12", "--at", "pause", "--choose", "push"])
        assert done.exit_code == 0, done.output
        texts = [
            shape.text_frame.text
            for slide in Presentation(str(file)).slides
            for shape in slide.shapes
            if shape.has_text_frame
        ]
        assert "Os to" in texts
        assert any("10.27" in text for text in texts)
        assert not any("10.15" in text for text in texts)

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            (["--now", "10.12"], "--now and --choose belong together"),
            (["--choose", "push"], "--now and --choose belong together"),
            (["--at", "pause", "--choose", "push"], "--at and --left need --now"),
            (["--now", "08.30", "--at", "velkommen", "--choose", "stop"], "expected one of keep"),
        ],
    )
    def test_what_is_not_to_be_had_is_told(self, options: list[str], said: str, tmp_path: Path) -> None:
        done = CliRunner().invoke(main, ["build", TRIO, "--out", str(tmp_path / "o"), *options])
        assert done.exit_code == 2
        assert said in done.stderr
        assert not (tmp_path / "o").exists()
