"""Jinja in a text: no way out of the sandbox, no file, no work without end."""

from __future__ import annotations

from datetime import date

import pytest

from facilitator.messages import Problems
from facilitator.text.fill import MOST, Filler
from facilitator.text.printing import LONGEST

DATA = {
    "x": "abc",
    "n": 5,
    "big": "x" * 19_000,
    "list": list(range(900)),
    "endless": list(range(40_000)),
    "nested": [[["a"] * 30] * 30] * 30,
    "group": {"a": {"b": 1}},
    "date": date(2025, 1, 9),
    "huge": 10**17,
}

WAYS_OUT = """\
{{ x.__class__ }}|{{ x['__class__'] }}|{{ ''.join }}|{{ self }}|{{ self.__init__ }}|{{ cycler }}
{{ range(9) }}|{{ lipsum() }}
{{ x.format(1) }}|{{ '{0.__class__}'.format(1) }}|{{ group.items }}|{{ group.__class__ }}|{{ date.year }}
{{ __builtins__ }}|{{ _ }}
{{ caller }}|{{ loop }}|{% include '/etc/passwd' %}|{% import 'x' as y %}|{% extends 'x' %}
{% block a %}{% endblock %}
{% set a = 1 %}|{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}|{% call x() %}{% endcall %}|{% with %}{% endwith %}
{% filter upper %}x{% endfilter %}|{% do x %}|{% trans %}x{% endtrans %}|{{ x is sameas y }}|{{ x * 9999999 }}
{{ 2 ** 99999 }}|{{ 1 / 0 }}
{% for a in list recursive %}{{ loop(list) }}{% endfor %}
{% for a in list %}{% for b in list %}x{% endfor %}{% endfor %}
{% for a in list %}{{ loop.index.__class__ }}{% endfor %}|{% for a in list %}{{ loop.changed(1) }}{% endfor %}"""
FILTERS_OUT = ("attr('__class__')", "format", "map('upper')", "tojson", "pprint", "xmlattr", "groupby('a')", " each(1)",
               "max(attribute='__class__')", "sort(attribute='__class__')", "title(1, 2, 3)")  # fmt: skip


def filled(text: str) -> str:
    return Filler(DATA, "da-DK").fill(text)


@pytest.mark.parametrize("text", [one for line in WAYS_OUT.splitlines() for one in line.split("|") if one.strip()])
def test_there_is_no_way_out(text: str) -> None:
    with pytest.raises(Problems):
        filled(text)


@pytest.mark.parametrize("name", FILTERS_OUT)
def test_no_filter_leads_out(name: str) -> None:
    with pytest.raises(Problems):
        filled(f"{{{{ x|{name} }}}}")


ENDLESS = [
    "{% for a in list %}{{ big|sort|length }}{% endfor %}",
    "{% for a in list %}{{ big|upper|length }}{% endfor %}",
    "{% for a in list %}{{ big|replace('x', 'xx')|length }}{% endfor %}",
    "{% for a in list %}{{ nested|join|length }}{% endfor %}",
    "{% for a in endless %}{% endfor %}",
    "{% for a in endless %}{% if 'xxxxxxxxxy' in big %}{% endif %}{% endfor %}",
    "{% for a in list + endless %}{% if endless + endless %}{% endif %}{% endfor %}",
    "{% for a in list %}{{ big }}{% endfor %}",
    "{% for a in list %}" + "{% if big == x %}{% endif %}" * 500 + "{% endfor %}",
    "{{ big|replace('', big) }}",
    "{{ list|join(big) }}",
    "{{ big|join(big) }}",
    "{{ big ~ big ~ big }}",
    "{{ big + big }}",
    "{{ " + "(" * 5_000 + "x" + ")" * 5_000 + " }}",
    "{{ " + "-" * 5_000 + "n }}",
    "{{ " + "not " * 4_900 + "n }}",
    "{{ x" + ".a" * 5_000 + " }}",
    "{{ x" + "|upper" * 3_000 + " }}",
    "{% if n %}" * 900 + "{% endif %}" * 900,
    "{{ " + "9" * 5_000 + " }}",
    "{{ 0x" + "f" * 9_000 + " }}",
    "{{" * 9_000,
    "{%" * 9_000,
    "{#" * 9_000,
    "x" * LONGEST + "{{ x }}",
]


@pytest.mark.parametrize("text", ENDLESS, ids=lambda text: text[:40])
def test_work_without_end_is_a_problem(text: str) -> None:
    with pytest.raises(Problems):
        filled(text)


def filled_often(text: str) -> None:
    """As one of many texts of a file."""
    filler = Filler(DATA, "da-DK")
    for _ in range(10_000):
        filler.fill(text)


def test_the_work_of_all_texts_together_is_bounded() -> None:
    with pytest.raises(Problems, match="too much work"):
        filled_often("{{ big|sort|first }}")


def test_the_length_of_all_texts_together_is_bounded() -> None:
    with pytest.raises(Problems, match=f"at most {MOST} characters"):
        filled_often("{{ big }}")


def test_what_is_filled_in_is_never_filled_again() -> None:
    assert Filler({"a": "{{ b }}", "b": "x"}, "da-DK").fill("{{ a }}") == "{{ b }}"


def test_an_ordinary_loop_is_ordinary() -> None:
    assert filled("{% for a in list %}{% if loop.first %}{{ a }}{% endif %}{% endfor %}") == "0"
    assert filled("{{ list|length }}") == "900"
