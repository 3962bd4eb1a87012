"""Strict Open XML read as transitional: the same format under other names (ECMA-376-1, annex A; ECMA-376-4)."""

from __future__ import annotations

import re

__all__ = ["transitional"]

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
