"""What a text in an agenda can say, and what it cannot do."""

from __future__ import annotations

import gc
import random
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator.messages import Place, Problem, Problems
from facilitator.text.fill import Filler, names_in

DATA: dict[str, Any] = {
    "client": "Eksempel Kommune",
    "date": date(2025, 1, 9),
    "participants": 24,
    "remote": False,
    "teams": ["Solsikken", "Valmuen", "Åkanden"],
    "room": {"name": "Store sal", "floor": 2},
    "note": "{{ client }}",
}
HERE = Place("agenda.yaml", 10, 5)


def filled(text: str, locale: str = "da-DK") -> str:
    return Filler(DATA, locale).fill(text, HERE)


def problems(text: str) -> list[str]:
    with pytest.raises(Problems) as raised:
        filled(text)
    return [str(problem) for problem in raised.value.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Workshop for {{ client }}", "Workshop for Eksempel Kommune"),
        ("{{ date | longdate }}", "torsdag den 9. januar 2025"),
        ("{{ date }}", "9. januar 2025"),
        ("{{ '2025-02-06' | longdate }}", "torsdag den 6. februar 2025"),
        ("kl. {{ '8.30' | clock }}", "kl. 08.30"),
        ("{% if participants > 20 %}Grupper{% elif remote %}Skærm{% else %}Runde{% endif %}", "Grupper"),
        ("{{ 'Skærm' if remote else 'Sal' }}", "Sal"),
        ("{{ teams }}", "Solsikken, Valmuen, Åkanden"),
        ("{{ teams | join(' og ') }}", "Solsikken og Valmuen og Åkanden"),
        ("{{ teams | length }} + {{ teams | count }}", "3 + 3"),
        ("{{ teams[0] }}, {{ teams | last }}, {{ client[:3] }}", "Solsikken, Åkanden, Eks"),
        ("{{ room.name }} ({{ room['floor'] }}. sal)", "Store sal (2. sal)"),
        ("{{ participants + 1 }} {{ participants - 1 }}", "25 23"),
        ("{{ client ~ ' ' ~ participants }}", "Eksempel Kommune 24"),
        ("{{ client | upper }} {{ client | replace('Kommune', 'Region') }}", "EKSEMPEL KOMMUNE Eksempel Region"),
        ("{{ leader | default('jeres leder') }}", "jeres leder"),
        ("{% if leader is defined %}{{ leader }}{% else %}ingen{% endif %}", "ingen"),
        ("{% for t in teams %}{{ loop.index }}: {{ t }}{% if not loop.last %}; {% endif %}{% endfor %}",
         "1: Solsikken; 2: Valmuen; 3: Åkanden"),
        ("{% raw %}{{ client }}{% endraw %}{# et notat #}", "{{ client }}"),
        ("Sæt {kryds} og 100 %}", "Sæt {kryds} og 100 %}"),
        ("{{ note }}", "{{ client }}"),
    ],
)  # fmt: skip
def test_what_a_text_can_say(text: str, expected: str) -> None:
    assert filled(text) == expected


def test_the_language_decides_how_dates_look() -> None:
    assert filled("{{ date | longdate }}", "en-US") == "Thursday, January 9, 2025"
    assert filled("{{ '8.30' | clock }}", "en-GB") == "08:30"


def test_a_line_with_only_a_tag_leaves_no_line() -> None:
    text = "Husk:\n{% for t in teams %}\n- {{ t }}\n{% endfor %}\nTak, {% if remote %}x{% endif %}\nog hej"
    assert filled(text) == "Husk:\n- Solsikken\n- Valmuen\n- Åkanden\nTak, \nog hej"


TITLES = {"skema-2": "Skema 2: Prioritering", "handleplan": "Vores {{ client }}"}


def titled(name: str) -> str:
    if name not in TITLES:
        raise Problems([Problem.among(f"there is no form “{name}”", name, TITLES)])
    return TITLES[name]


def referring(text: str) -> str:
    return Filler({**DATA, "form": "A"}, "da-DK", {"form": titled}).fill(text, HERE)


class TestReferences:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("Arket »{{ form('skema-2') }}«", "Arket »Skema 2: Prioritering«"),
            ("{% if participants > 20 %}{{ form('skema-2') | upper }}{% endif %}", "SKEMA 2: PRIORITERING"),
            ("{{ form('handleplan') }}", "Vores {{ client }}"),
            ("{{ form }}: {{ form('skema-2') }}", "A: Skema 2: Prioritering"),
        ],
    )
    def test_give_the_title(self, text: str, expected: str) -> None:
        assert referring(text) == expected

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            (
                "{{ form('skema2') }}",
                "there is no form “skema2”; expected one of handleplan, skema-2; did you mean",
            ),
            (
                "{{ form(client) }}",
                "“form” takes one name in quotation marks; expected one such as {{ form(",
            ),
            ("{{ form() }}", "“form” takes one name in quotation marks"),
            ("{{ form('skema-2', 1) }}", "“form” takes one name in quotation marks"),
            ("{{ form(name='skema-2') }}", "“form” takes one name in quotation marks"),
            ("{{ form(*teams) }}", "“form” takes one name in quotation marks"),
            ("{{ form('skema-2')() }}", "this is not possible in a text"),
            ("{{ client('skema-2') }}", "this is not possible in a text"),
            ("{{ room.form('skema-2') }}", "this is not possible in a text"),
            ("{{ cards('skema-2') }}", "this is not possible in a text"),
        ],
    )
    def test_that_are_wrong_are_told(self, text: str, what: str) -> None:
        with pytest.raises(Problems) as raised:
            referring(text)
        assert str(raised.value.problems[0]).startswith(f"agenda.yaml:10:5: {what}")

    def test_are_no_names_of_data(self) -> None:
        text = "{{ form('skema-2') }} {{ cards('guldkorn') }} {{ client }} {{ other('x') }}"
        assert names_in(text) == {"client", "other"}


def test_an_unknown_name_says_which_there_are() -> None:
    (said,) = problems("Kære {{ cliant }}")
    assert said == (
        "agenda.yaml:10:5: “cliant” is not among the data; "
        "expected one of client, date, note, participants, remote, room, teams; did you mean “client”?"
    )


def test_all_unknown_names_are_told_at_once_with_their_lines() -> None:
    found = problems("Kære\n{{ kunde }}\nog {{ hold }}")
    assert [said.split(":")[1] for said in found] == ["12", "13"]
    assert "kunde" in found[0]
    assert "hold" in found[1]


def test_a_name_asked_for_and_then_used_is_found_missing_when_used() -> None:
    assert "“leader” is not among the data" in problems("{% if leader is undefined %}{{ leader }}{% endif %}")[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("{{ client", "“{{” is never closed"),
        ("{% if remote", "“{%” is never closed"),
        ("{% if remote %}ja", "“{% if %}” is never closed; expected “{% endif %}”"),
        ("{% endif %}", "“{% endif %}” has nothing before it"),
        ("{% gentag %}", "there is no “{% gentag %}”"),
        ("{{ }}", "something is missing before “}}”"),
        ("{% if participants = 3 %}{% endif %}", "“=” cannot compare; expected “==”"),
        ("{{ date | langdate }}", "there is no filter “langdate”"),
        ("{{ client is langt }}", "there is no test “langt”"),
        ("{{ client | longdate }}", "“Eksempel Kommune” is no date"),
        ("{{ 'nu' | clock }}", "“nu” is no clock time"),
        ("{{ room }}", "a group of values cannot be printed; expected one of its names: name, floor"),
        ("{{ room.nam }}", "there is no “nam” here; expected one of floor, name; did you mean “name”?"),
        ("{{ teams[7] }}", "there is no “7” here"),
        ("{{ client > 3 }}", "these values do not go together"),
        ("{{ 'a' | title(1, 2) }}", "these values do not go together"),
        ("{{ leader | default('x') }} {{ leader }}", "“leader” is not among the data"),
    ],
)
def test_what_is_wrong_is_said(text: str, what: str) -> None:
    assert what in problems(text)[0]


def test_a_mistake_at_work_names_its_line() -> None:
    assert problems("en\nto\n{{ client > 3 }}")[0].startswith("agenda.yaml:13:")


ESCAPES = [
    "{{ ''.__class__.__mro__ }}",
    "{{ client.__class__ }}",
    "{{ client['__class__'] }}",
    "{{ client | attr('__class__') }}",
    "{{ teams | map(attribute='__class__') | list }}",
    "{{ teams | sort(attribute='__class__') }}",
    "{{ teams | max(attribute='__class__.__name__') }}",
    "{{ room.items() }}",
    "{{ room.keys }}",
    "{{ date.today() }}",
    "{{ date.today }}",
    "{{ range(10) }}",
    "{{ cycler }}{{ lipsum }}{{ namespace }}{{ self }}{{ joiner }}{{ dict }}",
    "{{ self._TemplateReference__context }}",
    "{% for t in teams %}{{ loop }}{% endfor %}",
    "{% for t in teams %}{{ loop.__class__ }}{% endfor %}",
    "{% for t in teams %}{{ loop.cycle('a') }}{% endfor %}",
    "{% for t in teams recursive %}{{ t }}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{% extends 'x' %}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% set x = client %}{{ x }}",
    "{% block b %}{% endblock %}",
    "{{ '%s' | format(client) }}",
    "{{ client.format(client) }}",
    "{{ {'a': 1} }}",
    "{{ [].append }}",
]


@pytest.mark.parametrize("text", ESCAPES)
def test_there_is_no_way_out(text: str) -> None:
    assert problems(text)


BOMBS = [
    "{{ 9 ** 9 ** 9 }}",
    "{{ 'a' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ '%0999999999d' % 1 }}",
    "{% for a in teams %}{% for b in teams %}{% endfor %}{% endfor %}",
    "{% for a in teams %}{% if a %}{% for b in teams %}{% endfor %}{% endif %}{% endfor %}",
    "{{ client | replace('e', '" + "x" * 50_000 + "') | replace('x', '" + "y" * 1_000 + "') }}",
    "{{ " + "(" * 5_000 + ")" * 5_000 + " }}",
    "{{ " + "+".join(["client"] * 9_000) + " }}",
    "{% if 1 %}" * 200 + "{% endif %}" * 200,
    "{{ client }}" * 20_000,
    "{% for t in teams %}{{ t }}" + "x" * 40_000 + "{% endfor %}",
    "{{ client | center(100000000) }}",
]


@pytest.mark.parametrize("text", BOMBS, ids=range(len(BOMBS)))
def test_nothing_runs_away(text: str) -> None:
    found = problems(text)
    assert found
    assert max(map(len, found)) < 500


BITS = [
    "{{", "}}", "{%", "%}", "{#", "#}", " ", "\n", "client", "teams", "room", "date", "|", ".", "[", "]", "(", ")", "'",
    "if", "else", "endif", "for", "in", "endfor", "join", "longdate", "default", "+", "-", "~", "==", ">", "1", "loop",
    "__class__", "æ", ",", ":", "is", "defined", "not", "and", "raw", "set", "=",
]  # fmt: skip


@given(st.lists(st.sampled_from(BITS), max_size=40).map(" ".join) | st.text(max_size=60))
def test_any_text_is_filled_or_refused(text: str) -> None:
    places: list[Place | None]
    try:
        filled(text)
        places = []
    except Problems as error:
        places = [problem.place for problem in error.problems]
    assert all(places)


@given(st.text(st.characters(exclude_characters="{")))
def test_a_text_without_braces_is_left_as_it_is(text: str) -> None:
    assert filled(text) == text


def test_the_same_text_is_filled_the_same_way_every_time() -> None:
    texts = ["{{ client }}", "{{ teams | join }}", "{% for t in teams %}{{ t }}{% endfor %}"]
    filler = Filler(DATA, "da-DK")
    once = [filler.fill(text) for text in texts]
    order = random.Random(1).sample(range(3), 3)
    assert [filler.fill(texts[i]) for i in order] == [once[i] for i in order]


def test_nothing_is_left_of_a_filler_that_has_gone() -> None:
    """A batch makes one for each of thousands of groups, and seldom looks for what nobody holds any longer."""

    def fill() -> None:
        filler = Filler(DATA, "da-DK")
        assert filler.fill("{{ client | upper }} {% for t in teams %}{{ t }}{% endfor %}")

    fill()
    gc.collect()
    gc.disable()
    try:
        fill()
        assert gc.collect() == 0
    finally:
        gc.enable()
