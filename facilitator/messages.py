"""Words for people who use the program: every text that a problem, a note, or a command tells comes through here.

The words in the code are English and are the keys of the message catalogues (gettext, ``facilitator/locale``); another
language is a catalogue beside them. What stands in decks and prints is in ``decks/terms`` instead, in the language of
the agenda.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any
from unicodedata import category

__all__ = [
    "LOCALE",
    "_",
    "at_terminal",
    "languages",
    "mark",
    "nearest",
    "plural",
    "printable",
    "quoted",
    "short",
    "speaking",
    "spoken",
]

LOCALE = files("facilitator").joinpath("locale")
"""The folder of the catalogues, as gettext expects it."""
_LANGUAGE: ContextVar[str] = ContextVar("language of messages", default="en")
_TERMINAL: ContextVar[bool] = ContextVar("whether messages are read at a terminal", default=True)
_ALIKE = 70
"""Percent: “titel” and “title” are 80, “what” and “at” are 67."""
_JOINER = "\N{ZERO WIDTH JOINER}"
_FLAGS = "".join(map(chr, range(0x1F1E6, 0x1F200)))
"""The letters that flags of countries are made of."""
_LONGEST = 40
"""Characters of a user's text in a message."""


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


def quoted(text: str, /) -> str:
    """The text in the quotation marks of the language."""
    return _("“{text}”", text=text)


def printable(text: str) -> str:
    """A text on one line, without signs that a terminal would obey."""
    shown = (
        sign if sign.isprintable() or _joins(sign) else "\N{REPLACEMENT CHARACTER}" for sign in " ".join(text.split())
    )
    return "".join(shown)


def short(text: str) -> str:
    """A text on one line, as `printable`, cut where it is long, but never within what is one sign to the eye."""
    line = printable(text)
    if len(line) <= _LONGEST:
        return line
    cut = _LONGEST - 1
    while cut > 1 and (_joins(line[cut]) or line[cut - 1] == _JOINER or _is_half(line, cut)):
        cut -= 1
    return f"{line[:cut]}…"


def _joins(sign: str) -> bool:
    """Whether it belongs to the sign before it: accents, colours of skin, the joiner, flags of regions."""
    marks = sign in (_JOINER, "\N{ZERO WIDTH NON-JOINER}") or "\U000e0020" <= sign <= "\U000e007f"
    return marks or "\U0001f3fb" <= sign <= "\U0001f3ff" or category(sign).startswith("M")


def _is_half(line: str, cut: int) -> bool:
    """Whether this would cut a flag, which two letters make."""
    before = line[:cut].rstrip(_FLAGS)
    return line[cut] in _FLAGS and (cut - len(before)) % 2 == 1


def nearest(name: str, names: Iterable[str]) -> str:
    """The one of ``names`` that was probably meant by ``name``; empty when none is near."""
    # Only needed when something is wrong, and slow to import.
    from rapidfuzz import fuzz, process

    found = process.extractOne(name, list(names), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_ALIKE)
    return found[0] if found else ""


def mark(text: str) -> str:
    """The text itself, collected for the catalogue; for constants, which are told with `_` later."""
    return text


@cache
def languages() -> tuple[str, ...]:
    """The languages that messages are told in: English, and every one with a catalogue."""
    found = (one.name for one in LOCALE.iterdir() if one.is_dir())
    return ("en", *sorted(name for name in found if _file(name).is_file()))


@contextmanager
def speaking(language: str, *, terminal: bool = True) -> Iterator[None]:
    """Tell messages in this language, one of `languages`, as long as the block runs; ``terminal`` as of `at_terminal`.

    Raises:
        ValueError: there is no such language.
    """
    if language not in languages():
        raise ValueError(f"no messages in {language}")
    spoken_before, place_before = _LANGUAGE.set(language), _TERMINAL.set(terminal)
    try:
        yield
    finally:
        _LANGUAGE.reset(spoken_before)
        _TERMINAL.reset(place_before)


def spoken() -> str:
    """The language that messages are told in here and now."""
    return _LANGUAGE.get()


def at_terminal() -> bool:
    """Whether whoever reads has the options of the commands; those who sit at a page of the studio have its fields."""
    return _TERMINAL.get()


def _filled(text: str, values: dict[str, Any]) -> str:
    return text.format(**values) if values else text


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == "en":
        return NullTranslations()
    with _file(language).open("rb") as file:
        return GNUTranslations(file)


def _file(language: str) -> Traversable:
    return LOCALE.joinpath(language, "LC_MESSAGES", "facilitator.mo")
