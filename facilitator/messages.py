"""Words for people who use the program: every text that a problem, a note, or a command tells comes through here.

The words in the code are English and are the keys of the message catalogues (gettext, ``facilitator/locale``); another
language is a catalogue beside them. What stands in decks and prints is in ``decks/terms`` instead, in the language of
the agenda.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from typing import Any

__all__ = ["_", "mark", "plural", "speaking"]

_LANGUAGES = ("en",)
"""The languages that messages are told in; all but English have a catalogue."""

_DOMAIN = "facilitator"
_LANGUAGE: ContextVar[str] = ContextVar("language of messages", default="en")


def _(text: str, /, **values: Any) -> str:
    """The message in the language of the moment, its ``{names}`` filled in.

    Args:
        text: the English words, a literal, so that they can be collected; ``{name}`` stands for a value.
        values: what the names stand for. None of them is looked into: braces in a value stay as they are.
    """
    return _filled(_catalogue(_LANGUAGE.get()).gettext(text), values)


def plural(one: str, many: str, n: int, /, **values: Any) -> str:
    """The message for ``n`` things; ``{n}`` in it is their number."""
    return _filled(_catalogue(_LANGUAGE.get()).ngettext(one, many, n), {"n": n, **values})


def mark(text: str) -> str:
    """The text itself, collected for the catalogue; for constants, which are told with `_` later."""
    return text


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Tell messages in this language, one of `LANGUAGES`, as long as the block runs.

    Raises:
        ValueError: there is no such language.
    """
    if language not in _LANGUAGES:
        raise ValueError(f"no messages in {language}")
    token = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def _filled(text: str, values: dict[str, Any]) -> str:
    return text.format(**values) if values else text


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    path = files("facilitator").joinpath("locale", language, "LC_MESSAGES", f"{_DOMAIN}.mo")
    with path.open("rb") as file:
        return GNUTranslations(file)
