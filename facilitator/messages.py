"""What people are told, in their language: every text that a problem, a note, or a command tells comes through here;
and the one error type that reaches people, with where in their input it is.

The words in the code are English and are the keys of the message catalogues (gettext, ``facilitator/locale``); another
language is a catalogue beside them. What stands in decks and prints is in ``decks/terms`` instead, in the language of
the agenda.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any
from unicodedata import category

__all__ = [
    "LOCALE", "Place", "Problem", "Problems", "WrongArgument", "_", "at_terminal", "languages", "mark", "nearest",
    "plural", "printable", "quoted", "reason", "short", "speaking", "spoken",
]  # fmt: skip


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


_LISTED = 12
"""Names that a message lists before it stops."""

_REASONS = (
    mark("Disk quota exceeded"), mark("File exists"), mark("File name too long"), mark("Input/output error"),
    mark("Is a directory"), mark("No space left on device"), mark("No such file or directory"),
    mark("Not a directory"), mark("Operation not permitted"), mark("Permission denied"),
    mark("Read-only file system"), mark("Too many levels of symbolic links"), mark("Too many open files"),
)  # fmt: skip
"""What systems say of files that cannot be opened, so that it has a translation; they may say more."""


def reason(error: Exception) -> str:
    """Why a file cannot be opened, in the words of the system."""
    said = getattr(error, "strerror", None)
    return _(str(said)) if said else str(error)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A place in a user's file; line and column count from 1, 0 means "the file as a whole"."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend: what was found, what was expected, and the nearest right name."""

    what: str
    expected: str = ""
    suggestion: str = ""
    place: Place | None = None
    path: tuple[str | int, ...] | None = field(default=None, compare=False)
    """Where it is in the file's tree, as long as nobody has looked up the place: ``("blocks", 3, "title")``."""

    @property
    def words(self) -> str:
        """What it says, without its place."""
        parts = [self.what]
        if self.expected:
            parts.append(self.expected)
        if self.suggestion:
            parts.append(_("did you mean “{name}”?", name=self.suggestion))
        return "; ".join(parts)

    def __str__(self) -> str:
        return f"{self.place}: {self.words}" if self.place else self.words

    @classmethod
    def among(cls, what: str, name: str, names: Collection[str], place: Place | None = None) -> Problem:
        """The problem that ``name`` is none of ``names``; ``what`` says so."""
        known = sorted(names)
        listed = ", ".join([*known[:_LISTED], *(["…"] if len(known) > _LISTED else [])])
        return cls(what, _("expected one of {names}", names=listed) if known else "", nearest(name, known), place)


class Problems(Exception):
    """All the problems found in one go, in the order of the file. The command line prints them and exits with 2."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        ordered = sorted(problems, key=lambda p: p.place or Place(""))
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(ordered))
        super().__init__("\n".join(str(p) for p in self.problems))

    @classmethod
    def one(
        cls,
        what: str,
        expected: str = "",
        suggestion: str = "",
        place: Place | None = None,
        path: tuple[str | int, ...] | None = None,
    ) -> Problems:
        """A single problem, ready to raise."""
        return cls([Problem(what, expected, suggestion, place, path)])


class WrongArgument(ValueError):
    """A call that makes no sense, whatever the files hold: the command line tells it as a wrong use of its options."""

    def __init__(
        self, text: str, argument: str = "", options: Mapping[str, str] | None = None, **values: object
    ) -> None:
        """Say what is wrong.

        Args:
            text: the message, not filled in yet.
            argument: the argument whose value is wrong.
            options: the names in the text that stand for arguments, and the arguments; each caller spells them as
                their users know them.
            values: what the other names in the text stand for.
        """
        self.text, self.argument, self.options, self.values = text, argument, options or {}, values
        super().__init__(text)

    def told(self, spelled: Callable[[str], str] = str) -> str:
        """The message, with arguments spelled by the function: ``--start`` for ``start``."""
        return self.text.format(**self.values, **{name: spelled(option) for name, option in self.options.items()})

    def __str__(self) -> str:
        return f"{self.argument}: {self.told()}" if self.argument else self.told()
