"""PowerPoint files that people have: opened without harm, whatever they are, and read as PowerPoint reads them.

Here is their XML, read so that nothing in it can surprise: names, whole numbers, truth values.

Strict Open XML is read as transitional: the same format under other names (ECMA-376-1, annex A; ECMA-376-4).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeAlias, TypeVar

__all__ = ["NS", "Element", "find", "first", "flag", "number", "percent", "present", "tag", "transitional"]


Element: TypeAlias = Any
"""An element of lxml, which has no types."""

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "ahyp": "http://schemas.microsoft.com/office/drawing/2018/hyperlinkcolor",
}
_LARGEST = 10**9
"""Nothing on a slide is measured in larger numbers; ids are not numbers here."""

_PREFIX = b"http://purl.oclc.org/ooxml/"
_NAME = re.compile(re.escape(_PREFIX) + rb"(\w+)/([\w/-]+)")
_HYPHENATED = {b"extendedProperties": b"extended-properties", b"customProperties": b"custom-properties"}
"""What is written with a hyphen in transitional names, and in one word in strict ones."""
_TAG = re.compile(rb"<[A-Za-z_][^<>]*>")
_MEASURE = re.compile(rb'(\s)([\w:]+)="(-?\d+(?:\.\d+)?)(%|mm|cm|in|pt|pc|pi)"')
_TEXTS = frozenset([b"name", b"descr", b"title", b"userName", b"tooltip"])
"""Attributes that hold what people write, whatever it looks like."""
_WRITTEN = re.compile(rb"<\w+:(?:strVal|tag)\b")
"""Elements whose values are texts."""
_CONFORMANCE = re.compile(rb'\s+conformance="strict"')
_UNITS = {b"%": 1000, b"mm": 36_000, b"cm": 360_000, b"in": 914_400, b"pt": 12_700, b"pc": 152_400, b"pi": 152_400}
"""What one of each is in the numbers that transitional files hold: thousandths of a per cent, EMU."""


_T = TypeVar("_T")


def present(values: Iterable[_T | None]) -> list[_T]:
    """Those that are there."""
    return [value for value in values if value is not None]


def first(values: Iterable[_T | None]) -> _T | None:
    """The first that is there."""
    return next((value for value in values if value is not None), None)


@cache
def tag(name: str) -> str:
    """``a:p`` as lxml says it."""
    prefix, _, local = name.partition(":")
    return f"{{{NS[prefix]}}}{local}"


def find(element: Element | None, path: str) -> Element | None:
    """The first element at a path of names with the usual prefixes, such as ``a:pPr/a:defRPr``."""
    if element is None:
        return None
    # Asked more often than anything else: lxml is three times as fast at children as at paths, and sorts prefixes.
    spelled, single = _spelled(path)
    return next(element.iterchildren(spelled), None) if single else element.find(spelled)


@cache
def _spelled(path: str) -> tuple[str, bool]:
    """A path as lxml takes it without prefixes, and whether it is a single name."""
    names = path.split("/")
    return "/".join(map(tag, names)), len(names) == 1


def number(element: Element | None, name: str) -> int | None:
    """An attribute as a whole number; None where it is missing or no such thing."""
    try:
        value = None if element is None else int(element.get(name, ""))
    except ValueError:
        return None
    return value if value is None or abs(value) <= _LARGEST else None


def percent(element: Element | None, name: str) -> float | None:
    """An attribute in 1/1000 percent, or with a percent sign as strict files write it, as a share: 1 is all of it."""
    text = "" if element is None else str(element.get(name, ""))
    try:
        share = float(text.removesuffix("%")) / 100 if text.endswith("%") else int(text) / 100_000
    except ValueError:
        return None
    return share if abs(share) <= _LARGEST else None


def flag(element: Element | None, name: str) -> bool | None:
    """An attribute as a truth value; None where it is missing."""
    value = element.get(name) if element is not None else None
    return None if value is None else value in ("1", "true", "on")


def transitional(content: bytes) -> bytes:
    """The XML of a part in the names and numbers of transitional Open XML; as it is where it has no strict ones."""
    if _PREFIX not in content:
        return content
    named = _NAME.sub(_renamed, content)
    return _TAG.sub(lambda found: _numbered(found[0]), _CONFORMANCE.sub(b"", named))


def _renamed(found: re.Match[bytes]) -> bytes:
    family, rest = found.groups()
    words = b"/".join(_HYPHENATED.get(word, word) for word in rest.split(b"/"))
    return b"http://schemas.openxmlformats.org/%b/2006/%b" % (family, words)


def _numbered(tag: bytes) -> bytes:
    """A start tag with its percentages and lengths as whole numbers."""
    return tag if _WRITTEN.match(tag) else _MEASURE.sub(_number, tag)


def _number(found: re.Match[bytes]) -> bytes:
    space, name, value, unit = found.groups()
    if name in _TEXTS:
        return found[0]
    return b'%b%b="%d"' % (space, name, round(float(value) * _UNITS[unit]))
