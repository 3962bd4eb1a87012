"""What is wrong with a user's input, and where: the one error type that reaches the command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Place", "Problem", "Problems"]


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

    def __str__(self) -> str:
        parts = [self.what]
        if self.expected:
            parts.append(self.expected)
        if self.suggestion:
            parts.append(f"did you mean “{self.suggestion}”?")
        text = "; ".join(parts)
        return f"{self.place}: {text}" if self.place else text


class Problems(Exception):
    """All the problems found in one go, in the order of the file. The command line prints them and exits with 2."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        ordered = sorted(problems, key=lambda p: p.place or Place(""))
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(ordered))
        super().__init__("\n".join(str(p) for p in self.problems))

    @classmethod
    def one(cls, what: str, expected: str = "", suggestion: str = "", place: Place | None = None) -> Problems:
        """A single problem, ready to raise."""
        return cls([Problem(what, expected, suggestion, place)])
