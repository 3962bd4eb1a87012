"""What figures and lists are made of: parts with a heading, points with points under them, stops, poles, axes."""

from __future__ import annotations

from typing import ClassVar, Literal, TypeAlias

from facilitator.content import Content, Entries, Line, Shorthand, Text, Texts
from facilitator.content.icons import Icon

__all__ = ["Axis", "Item", "Moment", "Pair", "Point", "Role"]

Role: TypeAlias = Literal["good", "bad", "neutral", "focus", "red", "yellow", "green"]
"""What a colour says of a part, whatever the theme."""


class Point(Shorthand):
    """A point in a list, with points of its own under it. A plain text is a point without any."""

    short: ClassVar[str] = "text"

    text: Text
    points: Entries = []
    long: Text = ""
    """The same at length, for the speaker's notes."""

    @property
    def inline(self) -> str:
        """The point and those under it as one text: “Krydspres: drift, udvikling”."""
        return f"{self.text.rstrip(':')}: {', '.join(self.points)}" if self.points else self.text


class Item(Shorthand):
    """One part of a figure: a heading, a line of text, and points. A plain text is its heading.

    What is drawn is short. ``long`` and ``ask`` are for the speaker's notes, handouts, and cards.
    """

    short: ClassVar[str] = "title"

    title: Line
    text: Text = ""
    points: list[Point] = []
    long: Text = ""
    """The same at length: for the notes, a handout, and the back of a card."""
    ask: Texts = []
    """Questions about this part: for the notes, a handout, and a card."""
    symbol: Line | None = None
    """A short sign in place of the number: one or two characters."""
    icon: Icon | None = None
    """A pictogram in place of sign and number, by its name in Lucide: ``coffee``, ``users-round``."""
    role: Role | None = None
    """What its colour says: ``good``, ``bad``, ``neutral``, ``focus``, or a signal, ``red``, ``yellow``, ``green``."""
    marked: bool = False
    """It stands out; the parts that are not marked step back."""

    @property
    def heading(self) -> Item:
        """The part without what is said of it."""
        return self.model_copy(update={"text": "", "points": []})

    @property
    def inline_points(self) -> list[str]:
        """The points as texts of one line each, for what has no points under points."""
        return [point.inline for point in self.points]


class Moment(Shorthand):
    """A stop on a timeline."""

    short: ClassVar[str] = "title"

    title: Line
    when: Line | None = None
    minor: bool = False
    """What happens between the dated parts: drawn smaller."""
    marked: bool = False
    """It stands out; the others step back."""


class Pair(Content):
    """Two opposite poles."""

    left: Line
    right: Line


class Axis(Content):
    """The two ends of an axis: low is left or bottom, high is right or top."""

    low: Line
    high: Line
