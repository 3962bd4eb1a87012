"""What is wrong with a text to fill in, in the words of somebody who wrote an agenda and not a program."""

from __future__ import annotations

import re
from collections.abc import Collection

from facilitator.problems import Place, Problem
from facilitator.reading import nearest

__all__ = ["among", "syntax_problem"]

_SHOWN = 12
"""Names that a message lists before it stops."""

_NAME = "expected a name, or a name and a filter: {{ date | longdate }}"
_CHOICE = "expected {% if … %} … {% else %} … {% endif %}"

_SYNTAX = tuple(
    (re.compile(pattern, re.DOTALL), what, expected)
    for pattern, what, expected in (
        ("nexpected end of template, expected 'end of print", "“{{” is never closed", "expected “}}”"),
        ("nexpected end of template, expected 'end of stat", "“{%” is never closed", "expected “%}”"),
        (r"unknown tag '(\w+)'.* needs to be closed is '(\w+)'", r"“{% \1 %}” is out of place here",
         r"expected “{% end\2 %}” before it"),
        (r"end of template\..* needs to be closed is '(\w+)'", r"“{% \1 %}” is never closed",
         r"expected “{% end\1 %}”"),
        (r"unknown tag '(e\w+)'", r"“{% \1 %}” has nothing before it to belong to", _CHOICE),
        (r"unknown tag '(\w+)'", r"there is no “{% \1 %}”", _CHOICE),
        ("tag name expected", "there is no word after “{%”", _CHOICE),
        ("Missing end of comment", "“{#” is never closed", "expected “#}”"),
        ("Missing end of raw", "“{% raw %}” is never closed", "expected “{% endraw %}”"),
        ("an expression, got 'end of print", "something is missing before “}}”", _NAME),
        ("an expression, got 'end of stat", "something is missing before “%}”", _CHOICE),
        ("got '='", "“=” cannot compare", "expected “==”"),
        ("expected token 'name', got 'end of print", "there is no filter after “|”", _NAME),
        ("got '(.*)'", r"“\1” is out of place here", _NAME),
        ("unexpected '(.*)', expected '(.*)'", r"“\1” is out of place here", r"expected “\2” before it"),
        ("unexpected (?:char )?(['\"])(.*?)\\1", r"“\2” is out of place here", _NAME),
    )
)  # fmt: skip
"""What Jinja says, what that means, and what was expected. The first pattern that is found wins."""


def among(what: str, name: str, names: Collection[str], place: Place | None = None) -> Problem:
    """The problem that ``name`` is none of ``names``."""
    shown = sorted(names)
    listed = ", ".join([*shown[:_SHOWN], *(["…"] if len(shown) > _SHOWN else [])])
    return Problem(what, f"expected one of {listed}" if shown else "", nearest(name, shown), place)


def syntax_problem(message: str, place: Place) -> Problem:
    """The problem behind a syntax error of Jinja's."""
    for pattern, what, expected in _SYNTAX:
        if found := pattern.search(message):
            return Problem(found.expand(what), found.expand(expected), place=place)
    return Problem("what stands between the braces cannot be understood", _NAME, place=place)
