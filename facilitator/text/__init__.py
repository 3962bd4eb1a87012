r"""Texts as people write them, with a little markup: ``**fed**``, ``*kursiv*``, ``[tekst](https://…)``, and addresses,
which are links.

`parsed` reads it, once, where a text comes out of its file. What it gives is a text like any other, of the letters that
are seen, so that whoever uses it plainly (a calendar, a file name, what a screen reader is told) has no markup in it;
whoever shows it asks for its `pieces`. It keeps its looks through what is done to it with its own methods, `joined`,
and `filled`; Python's own ``join``, ``format``, and f-strings give a plain one.

Stars mark words when they stand at their outer edges, on one line: in ``5 * 3``, ``2*3*4``, ``*`` and ``**`` that
nothing ends they are stars. So is ``\*``, and ``\[`` is a bracket.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any, NamedTuple, SupportsIndex
from urllib.parse import quote

from facilitator.messages import _, short

__all__ = ["Marked", "Piece", "address", "as_data", "filled", "from_right", "joined", "one_line", "parsed", "pieces"]


_FIRST_FROM_RIGHT = "\u0590"
"""No letter before it belongs to a script that is read from right to left."""
_SCHEMES = ("https:", "http:", "mailto:", "tel:")
"""What an address may begin with."""


def from_right(text: str) -> bool:
    """Whether a text is read from right to left: its first letter of any direction says so (UAX #9, P2 and P3)."""
    if text.isascii() or max(text, default="") < _FIRST_FROM_RIGHT:
        return False
    return next((kind != "L" for kind in map(unicodedata.bidirectional, text) if kind in ("L", "R", "AL")), False)


class Piece(NamedTuple):
    """Letters of one look."""

    text: str
    bold: bool = False
    italic: bool = False
    link: str = ""
    """The address that a click on it leads to."""

    @property
    def is_plain(self) -> bool:
        return not (self.bold or self.italic or self.link)


class Marked(str):
    """A text some of whose letters are bold, italic, or links; as a ``str`` it is its letters."""

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    def __new__(cls, pieces: Iterable[Piece]) -> Marked:
        found = tuple(pieces)
        made = super().__new__(cls, "".join([piece.text for piece in found]))
        made.pieces = found
        return made

    def __reduce__(self) -> tuple[type[Marked], tuple[tuple[Piece, ...]]]:
        return (Marked, (self.pieces,))

    def __getitem__(self, key: SupportsIndex | slice) -> str:
        if not isinstance(key, slice):
            return super().__getitem__(key)
        start, stop, step = key.indices(len(self))
        return super().__getitem__(key) if step != 1 else _made(_cut(self.pieces, start, stop))

    def __add__(self, other: str) -> str:
        return joined("", (self, other))

    def __radd__(self, other: str) -> str:
        return joined("", (other, self))

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[str]:
        return self._found(super().split(sep, maxsplit))

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self._found(super().splitlines(keepends))

    def partition(self, sep: str) -> tuple[str, str, str]:
        first, second, third = self._found(super().partition(sep))
        return first, second, third

    def rpartition(self, sep: str) -> tuple[str, str, str]:
        first, second, third = self._found(super().rpartition(sep))
        return first, second, third

    def strip(self, chars: str | None = None) -> str:
        return self.lstrip(chars).rstrip(chars)

    def lstrip(self, chars: str | None = None) -> str:
        return self[len(self) - len(super().lstrip(chars)) :]

    def rstrip(self, chars: str | None = None) -> str:
        return self[: len(super().rstrip(chars))]

    def removesuffix(self, suffix: str) -> str:
        return self[: len(super().removesuffix(suffix))]

    def replace(self, old: str, new: str, count: SupportsIndex = -1) -> str:
        if count.__index__() >= 0 or not old:
            return super().replace(old, new, count)
        return _made(piece._replace(text=piece.text.replace(old, new)) for piece in self.pieces)

    def upper(self) -> str:
        return _made(piece._replace(text=piece.text.upper()) for piece in self.pieces)

    def _found(self, parts: Sequence[str]) -> list[str]:
        """The parts of its letters, in order, with their looks."""
        found, at = [], 0
        for part in parts:
            at = self.index(part, at)
            found.append(self[at : at + len(part)])
            at += len(part)
        return found


def pieces(text: str) -> tuple[Piece, ...]:
    """A text in pieces of one look; of a plain one there is one."""
    return text.pieces if isinstance(text, Marked) else (Piece(text),)


def joined(between: str, texts: Iterable[str]) -> str:
    """``between.join(texts)`` with the looks of all."""
    found = list(texts)
    if not any(isinstance(one, Marked) for one in (between, *found)):
        return between.join(found)
    told = (text for place, one in enumerate(found) for text in ((between, one) if place else (one,)))
    return _made(piece for text in told for piece in pieces(text))


def one_line(text: str) -> str:
    """The text on one line, with one space between two words."""
    if not isinstance(text, Marked):
        return " ".join(text.split())
    words: list[Piece] = []
    for piece in text.pieces:
        shown = _WHITE.sub(" ", piece.text)
        # Where one look ends and the next begins, both may have a space.
        words.append(piece._replace(text=shown.lstrip() if not words or words[-1].text.endswith(" ") else shown))
    return _made(words).rstrip()


def filled(pattern: str, **values: Any) -> str:
    """``pattern.format(**values)`` with the looks of the values."""
    if not any(isinstance(value, Marked) for value in values.values()):
        return pattern.format(**values)
    return joined("", _fields(pattern, values))


def as_data(value: Any) -> Any:
    """A value as JSON has it, and in it every text with looks as ``{"marked": [[letters, bold, italic, link], …]}``."""
    if isinstance(value, Marked):
        return {"marked": [list(piece) for piece in value.pieces]}
    if isinstance(value, Mapping):
        return {str(key): as_data(inner) for key, inner in value.items()}
    return [as_data(inner) for inner in value] if isinstance(value, list | tuple) else value


def _fields(pattern: str, values: dict[str, Any]) -> Iterator[str]:
    for text, name, spec, _conversion in Formatter().parse(pattern):
        yield text
        if name is not None:
            value = values[name]
            yield value if isinstance(value, Marked) else format(value, spec or "")


def _cut(parts: Iterable[Piece], start: int, stop: int) -> Iterator[Piece]:
    """The letters from ``start`` to before ``stop``."""
    at = 0
    for piece in parts:
        yield piece._replace(text=piece.text[max(start - at, 0) : max(stop - at, 0)])
        at += len(piece.text)


def _made(parts: Iterable[Piece]) -> str:
    """The text of pieces, neighbours of one look together; a plain one where none has a look."""
    found: list[Piece] = []
    for piece in parts:
        if found and found[-1][1:] == piece[1:]:
            found[-1] = found[-1]._replace(text=found[-1].text + piece.text)
        elif piece.text:
            found.append(piece)
    if all(piece.is_plain for piece in found):
        return "".join([piece.text for piece in found])
    return Marked(found)


# --- reading it -------------------------------------------------------------------------------------------------------

_WHITE = re.compile(r"\s+")
_ANY = re.compile(r"\*|\[|://|@|www\.|mailto:|tel:")
"""What every text with markup has one of."""
_TOKEN = re.compile(
    r"""
    \\(?P<itself>[*\[])
    | \[(?P<label>[^\[\]\n]+)\]\((?P<target>(?:[^()\s]|\([^()\s]*\))+)\)
    | (?<![\w@./-])(?P<bare>
        (?:https?://|www\.(?=\w)) [^\s<>«»“”„"|]+
        | mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+ | tel:\+?\d[\d-]{2,}
        | [\w.+-]*\w@\w[\w-]*(?:\.[\w-]+)*\.\w{2,} )
    | (?P<stars>\*+)
    """,
    re.VERBOSE,
)
_MOST_STARS, _DEEPEST = 3, 8
"""In a row; and how many looks may have begun within each other."""
_BEGINS, _ENDS = frozenset("»“\"'‘„(<[#&+-–—…%@$€£{\\"), frozenset(")]}")
"""What a marked word may begin with, besides a letter or a digit; and what none stands close behind."""
_SENTENCE = ".,;:!?…'’*_"
"""Signs that end a sentence, and not the address in it."""
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_ADDRESS = re.compile(
    rf"(?P<whole>(?i:https?)://[^\s/]\S*|(?i:mailto):{_MAIL}(?:\?\S*)?|(?i:tel):\+?\d[\d.()-]+)"
    rf"|(?P<site>www\.\w\S*)|(?P<mail>{_MAIL})"
)
_BEFORE = {"whole": "", "site": "https://", "mail": "mailto:"}
"""What an address lacks."""
_LIKE_ADDRESS = re.compile(r"[:/.@#]")
_KEPT = ":/?#[]@!$&'()*+,;=%~"


def parsed(text: str) -> str:
    """The text with its markup read; one that has been read stays as it is.

    Raises:
        ValueError: a link leads to what is no address, or to one of a kind that no document may open.
    """
    if isinstance(text, Marked) or not _ANY.search(text):
        return text
    found = _made(piece for line in text.splitlines(keepends=True) for piece in _emphasised(_tokens(line)))
    # Stars that were said to be stars are not to be read again.
    return found if found == text or isinstance(found, Marked) else Marked((Piece(found),))


def address(text: str) -> str:
    """An address as documents take it: with its scheme, and of ASCII alone.

    Raises:
        ValueError: it is none, or one of a kind that no document may open.
    """
    found = _ADDRESS.fullmatch(text)
    if found and found.lastgroup:
        return quote(f"{_BEFORE[found.lastgroup]}{text}", safe=_KEPT)
    expected = ", ".join(_SCHEMES)
    raise ValueError(
        _("“{address}” is no address that a link may lead to; expected one that begins with {schemes}",
          address=short(text), schemes=expected)
    )  # fmt: skip


@dataclass(frozen=True)
class _Stars:
    """Stars that may begin a look, or end one."""

    count: int
    opens: bool
    closes: bool


_Token = Piece | _Stars


def _tokens(line: str) -> Iterator[_Token]:
    at = 0
    while found := _TOKEN.search(line, at):
        yield Piece(line[at : found.start()])
        yield from _token(found, line)
        # What is behind an address may be markup too.
        at = found.start() + max(len(_without_end(found["bare"])), 1) if found["bare"] else found.end()
    yield Piece(line[at:])


def _token(found: re.Match[str], line: str) -> Iterator[_Token]:
    if found["itself"]:
        yield Piece(found["itself"])
    elif found["label"] and not _LIKE_ADDRESS.search(found["target"]):  # “[interessent](er)”
        yield Piece(found[0])
    elif found["label"]:
        link = address(found["target"])
        yield from (piece._replace(link=link) for piece in _emphasised(_tokens(found["label"])))
    elif found["bare"]:
        shown = _without_end(found["bare"])
        yield Piece(shown, link=address(shown) if _ADDRESS.fullmatch(shown) else "")
    else:
        yield _stars(found, line)


def _without_end(bare: str) -> str:
    """An address without what belongs to the sentence around it."""
    shown = bare.rstrip(_SENTENCE)
    while shown.endswith((")", "]")) and shown.count(shown[-1]) > shown.count("(" if shown[-1] == ")" else "["):
        shown = shown[:-1].rstrip(_SENTENCE)
    return shown


def _stars(found: re.Match[str], line: str) -> _Stars | Piece:
    """Stars by what stands on both sides of them."""
    count, before, after = len(found[0]), line[: found.start()][-1:], line[found.end() :][:1]
    opens = bool(after) and (after.isalnum() or after in _BEGINS) and not (before.isalnum() or before in _ENDS)
    closes = bool(before) and not before.isspace() and not after.isalnum()
    return _Stars(count, opens, closes) if count <= _MOST_STARS else Piece(found[0])


def _emphasised(tokens: Iterable[_Token]) -> list[Piece]:
    """The pieces between stars in their looks; stars that have no fellow are stars."""
    found = list(tokens)
    begun: list[tuple[int, int]] = []  # Place and number of stars that may begin a look.
    changes: dict[int, list[int]] = {}  # By the place of stars, the looks that begin there, or (negative) end.
    for place, one in enumerate(found):
        if not isinstance(one, _Stars):
            continue
        fellows = _fellows(one.count, begun) if one.closes else ()
        for at, count in fellows:
            changes.setdefault(at, []).append(count)
            changes.setdefault(place, []).append(-count)
            begun = begun[: begun.index((at, count))]
        if not fellows and one.opens:
            begun = [*begun[-_DEEPEST:], (place, one.count)]
    return list(_dressed(found, changes))


def _dressed(tokens: Sequence[_Token], changes: Mapping[int, Sequence[int]]) -> Iterator[Piece]:
    """The pieces in the looks that have begun: one star makes them italic, two bold, three both."""
    looks: list[int] = []
    for place, one in enumerate(tokens):
        for count in changes.get(place, ()):
            looks.append(count) if count > 0 else looks.remove(-count)
        if isinstance(one, Piece):
            bold, italic = any(count >= 2 for count in looks), any(count != 2 for count in looks)
            yield one._replace(bold=one.bold or bold, italic=one.italic or italic)
        elif place not in changes:
            yield Piece("*" * one.count)


def _fellows(count: int, begun: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """What so many stars end: the last as many, or, three of them, two and one that have just begun."""
    same = next((one for one in reversed(begun) if one[1] == count), None)
    if same is not None:
        return (same,)
    last = tuple(reversed(begun[-2:]))
    return last if len(last) == 2 and sum(stars for _place, stars in last) == count else ()
