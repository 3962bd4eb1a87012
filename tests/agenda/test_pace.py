"""Minutes that cannot be true of each other, and dates that are past, are told; what can be is not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agenda.planning import agenda
from facilitator.agenda.pace import A_QUESTION, past_dates, too_tight
from facilitator.agenda.planning import plan
from facilitator.agenda.read import is_programme, read_agenda
from facilitator.library import default_library

LIBRARY = default_library()
AGENDAS = [name for name in LIBRARY.names("agendas") if not is_programme(name, LIBRARY)]


def told(blocks: str, more: str = "", **data: Any) -> list[str]:
    """The warnings on an agenda of these blocks."""
    written = agenda(f"{more}\nblocks: {blocks}").model_copy(update={"data": data})
    return [str(problem) for problem in too_tight(plan(written))]


def questions(
    *, minutes: int | None, work: str | None = "pair", count: int = 1, more: str = "", block: str = "15"
) -> str:
    """A block with a slide of questions."""
    bar = "" if minutes is None else f", minutes: {minutes}"
    form = f", work: {work}" if work else ""
    slide = f"{{questions: {['x'] * count}{bar}{form}{more}}}"
    return f"[{{title: A, minutes: {block}, slides: [{slide}]}}]"


@pytest.mark.parametrize(
    ("first", "start", "warned"),
    [
        (date(2027, 3, 28), "01.30", ("2027-03-28", "shorter")),
        (date(2027, 10, 30), "22.00", ("2027-10-31", "longer")),
        (date(2027, 10, 29), "22.00", None),
    ],
)
def test_a_night_on_which_the_clocks_change(first: date, start: str, warned: tuple[str, str] | None) -> None:
    blocks = "[{title: Nat, minutes: 5 timer}, {title: Morgen, day: 2, at: 8.00, minutes: 60}]"
    change = "the clocks change on {} while the session runs; expected a plan that is 60 minutes {}"
    assert told(blocks, f"start: {start}", date=first) == ([change.format(*warned)] if warned else [])
    assert told(blocks, f"start: {start}", date=first, timezone="Asia/Tokyo") == []
    assert told(blocks, date=first) == []


def test_a_block_without_minutes() -> None:
    assert told("[{title: A, minutes: 0}, {title: B, kind: milestone}, {title: C, kind: buffer, minutes: 0}]") == [
        "“A” has no minutes in the plan; expected some, or `kind: milestone`",
    ]


class TestSlides:
    def test_one_with_more_minutes_than_its_block(self) -> None:
        assert told(questions(minutes=16)) == [
            "the slide counts down 16 minutes; its block has 15 minutes in this plan",
        ]
        assert told(questions(minutes=15)) == []

    def test_the_plan_counts_and_not_the_wish(self) -> None:
        tight = questions(minutes=20, block="{ideal: 20, min: 10, max: 20}")
        assert told(tight, "start: 9.00\nend: 9.12") == [
            "the slide counts down 20 minutes; its block has 12 minutes in this plan",
        ]

    def test_one_with_more_than_the_least_of_its_block(self) -> None:
        assert told(questions(minutes=9, block="{ideal: 15, min: 8, max: 20}")) == [
            "the slide counts down 9 minutes; its block may be squeezed to 8",
        ]
        assert told(questions(minutes=8, block="{ideal: 15, min: 8, max: 20}")) == []

    def test_several_that_take_more_together(self) -> None:
        slide = "{questions: [x], minutes: 8}"
        assert told(f"[{{title: A, minutes: 15, slides: [{slide}, {slide}]}}]") == [
            "the slides of “A” count down 16 minutes; its block has 15 minutes in this plan",
        ]
        assert told(f"[{{title: A, minutes: 16, slides: [{slide}, {slide}]}}]") == []

    def test_one_in_a_track(self) -> None:
        track = f"{{title: T, blocks: {questions(minutes=16)}}}"
        assert told(f"[{{title: B, parallel: [{track}]}}]") == told(questions(minutes=16))


@pytest.mark.parametrize(("work", "least"), A_QUESTION.items())
def test_more_questions_than_there_are_minutes_for(work: str, least: int) -> None:
    minutes = 4 * least
    assert told(questions(minutes=minutes, work=work, count=4)) == []
    assert told(questions(minutes=minutes, work=work, count=5)) == [
        f"5 questions ({work}) have {minutes} minutes; expected at least {5 * least}",
    ]


class TestEach:
    @pytest.mark.parametrize(
        ("said", "work", "minutes", "warning"),
        [
            ("30 minutter til hver", "pair", 15, "“30 minutter til hver” takes 60 minutes for 2"),
            ("Tal sammen, 8 minutes each.", "pair", 15, "“8 minutes each” takes 16 minutes for 2"),
            ("Otte minutter til hver, så bytter I", "pair", 15, "“Otte minutter til hver” takes 16 minutes for 2"),
            ("seks minutter per person", "trio", 15, "“seks minutter per person” takes 18 minutes for 3"),
            (
                "six minutes for each participant",
                "group",
                15,
                "“six minutes for each participant” takes 18 minutes for 3",
            ),
            ("Tre kvarter: 30 minutter til hver", None, 15, "“30 minutter til hver” takes 30 minutes for 1"),
            ("et halvt minut hver", "plenary", 11, "“et halvt minut hver” takes 12 minutes for 24"),
            ("et kvarter til hver", "pair", 20, "“et kvarter til hver” takes 30 minutes for 2"),
            ("en halv time hver", "pair", 45, "“en halv time hver” takes 60 minutes for 2"),
            ("1½ time til hver", "pair", 120, "“1½ time til hver” takes 180 minutes for 2"),
            ("2.5 minutes each", "pair", 4, "“2.5 minutes each” takes 5 minutes for 2"),
            ("to minutter til hvert par", "plenary", 15, "“to minutter til hvert par” takes 24 minutes for 12"),
            ("to minutter til hver TRIO", "plenary", 15, "“to minutter til hver TRIO” takes 16 minutes for 8"),
            (
                "16 minutter til hvert spørgsmål",
                "alone",
                15,
                "“16 minutter til hvert spørgsmål” takes 16 minutes for 1",
            ),
        ],
    )
    def test_on_a_slide(self, said: str, work: str | None, minutes: int, warning: str) -> None:
        block = questions(minutes=minutes, work=work, more=f', say: "{said}"', block=str(max(minutes, 15)))
        assert told(block, participants=24) == [f"{warning}; there are {minutes} minutes"]

    @pytest.mark.parametrize(
        "said",
        [
            "7 minutter til hver",
            "under 30 minutter til hver",
            "30 minutter til hver leder i huset",
            "Én gruppe er på tre og tager ti minutter til hver",
            "om 30 minutter hører vi hver gruppe",
            "30 minutes for each",
            "Vi ses i to timer, hver 14. dag",
            "Sæt to timer hver torsdag af",
            "De to dagsordener ligger klar, på to timer hver.",
        ],
    )
    def test_what_can_be_true_is_not_told(self, said: str) -> None:
        assert told(questions(minutes=15, more=f', say: "{said}"')) == []

    def test_a_slide_without_a_bar_has_the_minutes_of_its_block(self) -> None:
        assert told(questions(minutes=None, more=", note: 30 minutter til hver")) == [
            "“30 minutter til hver” takes 60 minutes for 2; there are 15 minutes",
        ]

    def test_in_a_list(self) -> None:
        told_ = told('[{title: A, minutes: 15, slides: [{bullets: ["30 minutter til hver"]}]}]')
        assert told_ == ["“30 minutter til hver” takes 30 minutes for 1; there are 15 minutes"]

    def test_in_a_step(self) -> None:
        slides = "slides: [{questions: [x], work: trio}]"
        assert told(f'[{{title: A, {slides}, how: [{{minutes: 5, do: "Tal, to minutter til hver."}}]}}]') == [
            "“to minutter til hver” takes 6 minutes for 3; there are 5 minutes",
        ]
        assert told(f'[{{title: A, {slides}, how: [{{minutes: 6, do: "Tal, to minutter til hver."}}]}}]') == []

    @pytest.mark.parametrize(
        ("step", "note", "warnings"),
        [
            (
                "Fem minutter til hver.",
                "Syv minutter til hver",
                ["the step says “Fem minutter til hver”; the slide says 7"],
            ),
            ("Syv minutter til hver.", "7 minutter til hver, så bytter I", []),
            ("Fem minutter til hver.", "Byt halvvejs", []),
            ("Tal sammen.", "Syv minutter til hver", []),
            ("Tal sammen. Én gruppe er på tre og tager fem minutter til hver.", "Syv minutter til hver", []),
        ],
    )
    def test_a_step_says_the_same_as_its_slide(self, step: str, note: str, warnings: list[str]) -> None:
        slide = f'{{questions: [x], work: pair, minutes: 15, note: "{note}"}}'
        how = f'[{{minutes: 15, do: "{step}"}}]'
        assert told(f"[{{title: A, minutes: 15, how: {how}, slides: [{slide}]}}]") == warnings


class TestSteps:
    @pytest.mark.parametrize(
        ("steps", "warnings"),
        [
            ({"Lad parrene tale i ti minutter.": 15}, ["the step says “tale i ti minutter”; the slide says 12"]),
            (
                {"Lad parrene tale i otte minutter.": 8, "Saml op.": 15},
                ["the step says “tale i otte minutter”; the slide says 12"],
            ),
            ({"Lad parrene tale i tolv minutter.": 15}, []),
            ({"Lad parrene tale i syv minutter og tale videre i fem minutter.": 12}, []),
            ({"Parrene taler.": 12, "Parrene læser på væggen i tre minutter.": 3}, []),
            ({"Parrene taler.": 12, "Parrene taler videre i tre minutter.": 3}, []),
            ({"Hør hvert par i tre minutter.": 15}, []),
            ({"Lad parrene tale, i fem minutter hver.": 12}, []),
        ],
    )
    def test_that_let_them_work_for_other_minutes_than_the_slide(
        self, steps: dict[str, int], warnings: list[str]
    ) -> None:
        how = ", ".join(f'{{minutes: {minutes}, do: "{do}"}}' for do, minutes in steps.items())
        slide = "{questions: [x], work: pair, minutes: 12}"
        assert told(f"[{{title: A, how: [{how}], slides: [{slide}]}}]") == warnings

    def test_that_add_up_to_more_than_their_block(self) -> None:
        how = "how: [{minutes: 10, do: x}, {minutes: 7, do: y}]"
        assert told(f"[{{title: A, minutes: {{ideal: 15, min: 10, max: 20}}, {how}}}]") == [
            "the steps of “A” add up to 17 minutes; its block has 15 minutes in this plan",
        ]
        assert told(f"[{{title: A, minutes: {{ideal: 17, min: 10, max: 20}}, {how}}}]") == []

    def test_that_give_way_with_a_squeezed_block_are_not_told(self) -> None:
        block = "[{title: A, minutes: {ideal: 20, min: 10, max: 20}, how: [{minutes: 20, do: x}]}]"
        assert told(block, "start: 9.00\nend: 9.12") == []

    def test_that_are_all_shorter_than_the_slide(self) -> None:
        slides = "slides: [{questions: [x], minutes: 10}]"
        for minutes, warnings in (
            ((2, 9, 3), ["no step takes the 10 minutes that the slide counts down; the longest takes 9"]),
            ((2, 10, 2), []),
            ((2, 12), []),
            ((4, 6, 4), []),
        ):
            how = ", ".join(f"{{minutes: {n}, do: x}}" for n in minutes)
            assert told(f"[{{title: A, minutes: 14, {slides}, how: [{how}]}}]") == warnings

    def test_one_that_asks_for_more_than_it_has(self) -> None:
        for said, warnings in (
            (
                "Giv dem ti minutter.",
                ["the step asks for more than it has: “Giv dem ti minutter”; there are 5 minutes"],
            ),
            (
                "Tal sammen to og to i en halv time.",
                ["the step asks for more than it has: “Tal sammen to og to i en halv time”; there are 5 minutes"],
            ),
            ("Sæt parrene. De taler sammen i ti minutter.", []),
            ("Use 6 minutes on it.", ["the step asks for more than it has: “Use 6 minutes”; there are 5 minutes"]),
            ("Giv dem fem minutter.", []),
            ("Sidste år tog det ti minutter.", []),
        ):
            assert told(f'[{{title: A, how: [{{minutes: 5, do: "{said}"}}]}}]') == warnings


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(-400, 400))
def test_a_date_is_told_when_it_is_past(today: date, days: int) -> None:
    day = today + timedelta(days)
    for data, path in (({"date": day}, ("data", "date")), ({"a": {"b": [1, day]}, "c": "x"}, ("data", "a", "b"))):
        found = [(str(one), one.path) for one in past_dates(data, today)]
        said = f"the date {day.isoformat()} is past; expected one that lies ahead"
        assert found == ([(said, path)] if days < 0 else [])


@pytest.mark.parametrize("name", AGENDAS)
@pytest.mark.parametrize("people", [None, 23])
def test_the_agendas_of_the_library_hold(name: str, people: int | None) -> None:
    reading = read_agenda(name, library=LIBRARY, data=None if people is None else {"participants": people})
    schedule = plan(reading.agenda)
    assert [str(problem) for problem in reading.node.placed(too_tight(schedule))] == []
    assert reading.own_data in ({}, {"participants": 23})
