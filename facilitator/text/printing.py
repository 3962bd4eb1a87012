"""How values are printed in a text: filters within a budget of work, so that no text hangs or grows without end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sized
from datetime import date
from functools import partial
from typing import Any

from jinja2 import Environment, pass_context
from jinja2.filters import FILTERS, do_capitalize, do_lower, do_title, do_trim, do_upper
from jinja2.runtime import Context, Undefined

from facilitator.messages import Problems, _, short
from facilitator.text.meaning import TimeInWords, clock, longdate, parse_day, shortdate

__all__ = ["BUDGET", "EACH", "LONGEST", "Budget", "Printing"]


LONGEST = 20_000
"""Characters in a filled text, and in any part of it on the way there."""

_MOST_WORK = 2_000_000
"""What filters and loops may go through in all texts of a file together: characters, entries, and rounds."""

_MOST_ROUNDS = 1_000
"""Of one loop: what a round compares may be long."""

EACH, BUDGET = " each", " budget"
"""The filter through which every loop goes, and the value that is the budget; no text can name them."""

_HARMLESS, _COMPARING = ("d", "default", "length"), ("first", "last", "max", "min", "sort")
"""Jinja's own, whose results are no larger than what they are given; the latter ask for the environment."""

_OF_TEXT: Mapping[str, Callable[..., str]] = {
    "capitalize": do_capitalize,
    "lower": do_lower,
    "title": do_title,
    "trim": do_trim,
    "upper": do_upper,
}


class Budget:
    """What filters and loops may still go through in the texts of one file."""

    def __init__(self) -> None:
        self._left = _MOST_WORK

    def spend(self, work: int) -> None:
        """Take so much of it: characters, entries, or rounds.

        Raises:
            Problems: there is not as much left.
        """
        self._left -= work
        if self._left < 0:
            raise Problems.one(
                _("the texts ask for too much work"), _("expected shorter lists, or fewer loops over them")
            )


class Printing:
    """Values as they are printed in one language."""

    def __init__(self, locale: str) -> None:
        self.locale = locale

    def text(self, value: Any) -> str:
        """A value as it is printed: a date short, yes and no as in the file, a list with commas, nothing as nothing.

        Raises:
            Problems: it is no such value, or too long.
        """
        if isinstance(value, date):
            return shortdate(value, self.locale)
        if isinstance(value, bool):
            return str(value).lower()
        if isinstance(value, list | tuple):
            return self.join(value, ", ")
        if value is None or isinstance(value, str | int | float | Undefined):
            return _short_enough("" if value is None else str(value))
        if isinstance(value, Mapping):
            what = _("expected one of its names: {names}", names=", ".join(map(str, value)))
            raise Problems.one(_("a group of values cannot be printed"), what)
        raise Problems.one(_("this cannot be printed"), _("expected a text, a number, a date, or a list of them"))

    def join(self, values: Iterable[Any], between: str = "") -> str:
        """The values as one text.

        Raises:
            Problems: one cannot be printed, or the text is too long.
        """
        parts: list[str] = []
        length = 0
        for value in values:
            parts.append(self.text(value))
            length += len(parts[-1]) + len(between)
            _check_length(length)
        return between.join(parts)

    def filters(self, environment: Environment) -> dict[str, Callable[..., Any]]:
        """Every filter, by the name that a text uses; the texts' values hold a `Budget` under `BUDGET`."""
        return {name: _spending(change) for name, change in self._filters(environment).items()} | {EACH: _each}

    def _filters(self, environment: Environment) -> dict[str, Callable[..., Any]]:
        return {
            **{name: FILTERS[name] for name in _HARMLESS},
            **{name: partial(FILTERS[name], environment) for name in _COMPARING},
            **{name: self._of_text(change) for name, change in _OF_TEXT.items()},
            "count": FILTERS["length"],
            "replace": self._replace,
            "clock": lambda value: clock(self.text(value), self.locale),
            "longdate": lambda value: self._date(value, longdate),
            "shortdate": lambda value: self._date(value, shortdate),
            "join": self.join,
        }

    def _date(self, value: Any, written: Callable[[date, str], str]) -> str:
        return value if isinstance(value, TimeInWords) else written(_date(value, self.locale), self.locale)

    def _of_text(self, change: Callable[..., str]) -> Callable[..., str]:
        return lambda value, *arguments: change(self.text(value), *arguments)

    def _replace(self, value: Any, old: str, new: str) -> str:
        text = self.text(value)
        _check_length(len(text) + text.count(old) * (len(new) - len(old)))
        return text.replace(old, new)


def _spending(change: Callable[..., Any]) -> Callable[..., Any]:
    """The filter, which first pays for what it goes through."""

    @pass_context
    def paid(context: Context, *arguments: Any, **named: Any) -> Any:
        context[BUDGET].spend(sum(len(one) for one in arguments if isinstance(one, str | list | tuple)))
        return change(*arguments, **named)

    return paid


@pass_context
def _each(context: Context, values: Any, work: int) -> Any:
    """What a loop goes through; ``work`` is how much there is to do in a round."""
    rounds = len(values) if isinstance(values, Sized) else 0
    if rounds > _MOST_ROUNDS:
        raise Problems.one(
            _("a loop goes {rounds} rounds", rounds=rounds),
            _("expected at most {most}", most=_MOST_ROUNDS),
        )
    context[BUDGET].spend(work * rounds)
    return values


def _short_enough(text: str) -> str:
    _check_length(len(text))
    return text


def _check_length(length: int) -> None:
    if length > LONGEST:
        raise Problems.one(_("the text becomes too long"), _("expected at most {most} characters", most=LONGEST))


def _date(value: Any, locale: str) -> date:
    found = value
    if isinstance(value, str):
        try:
            found = parse_day(value, locale) or value
        except ValueError as error:
            raise Problems.one(str(error)) from None
    if isinstance(found, Undefined):
        str(found)  # Says which name is missing.
    if not isinstance(found, date):
        raise Problems.one(_("“{found}” is no date", found=short(str(found))), _("expected one such as 2025-01-09"))
    return found
