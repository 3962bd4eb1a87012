"""What figures are made of: items, moments, opposite poles, and the ends of an axis."""

from __future__ import annotations

from typing import ClassVar

from facilitator.content.base import Content, Line, Shorthand, Text, Texts

__all__ = ["Axis", "Item", "Moment", "Pair"]


class Item(Shorthand):
    """One part of a figure: a heading, a line of text, and points. A plain text is its heading.

    What is drawn is short. ``long`` and ``ask`` are for the speaker's notes, handouts, and cards.
    """

    short: ClassVar[str] = "title"

    title: Line
    text: Text = ""
    points: list[Text] = []
    long: Text = ""
    """The same at length: for the notes, a handout, and the back of a card."""
    ask: Texts = []
    """Questions about this part: for the notes, a handout, and a card."""
    symbol: Line | None = None
    """A short sign in place of the number: one or two characters."""
    marked: bool = False
    """It stands out; the parts that are not marked step back."""


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
