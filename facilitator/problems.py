"""What is wrong with a user's input, and where: the one error type that reaches people."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field

from facilitator.messages import _, mark, nearest

__all__ = ["Place", "Problem", "Problems", "WrongArgument", "reason"]

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
