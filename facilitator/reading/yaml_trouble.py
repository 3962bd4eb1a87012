"""What a YAML syntax error means, in the words of somebody who only wanted to change a time."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

import yaml

from facilitator.messages import Place, Problem, _, short

__all__ = ["spaceless", "trouble"]


@dataclass(frozen=True, slots=True)
class _Trouble:
    """A parser's complaint beside the text it is about; rows and columns count from 0."""

    problem: str
    context: str
    row: int
    column: int
    start: tuple[int, int]
    """Where what could not be finished begins."""
    lines: list[str]

    @property
    def line(self) -> str:
        return self.lines[self.row] if self.row < len(self.lines) else ""

    @property
    def first_line(self) -> str:
        row = self.start[0]
        return self.lines[row] if row < len(self.lines) else ""

    @property
    def before(self) -> str:
        return self.line[: self.column]

    @property
    def here(self) -> str:
        return self.line[self.column : self.column + 1]

    def says(self, *words: str) -> bool:
        """Both parsers of PyYAML (C and Python) have their own wording."""
        return any(word in self.problem for word in words)


@dataclass(frozen=True, slots=True)
class _Advice:
    what: str
    expected: str
    at_start: bool = False
    """The mistake is where the unfinished part begins."""
    at: tuple[int, int] | None = None
    """The row and column of the mistake, where it is elsewhere."""


def trouble(error: yaml.YAMLError, text: str, name: str, deepest: int) -> Problem:
    """A syntax error as a problem with a place and a way out; ``deepest`` levels of nesting are allowed."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        return Problem(_("the file is not valid YAML"), str(error).partition("\n")[0], place=Place(name))
    mark = error.problem_mark
    if "nesting depth" in (error.problem or ""):
        # libyaml looks ahead, and gives up before the level that is too deep is at hand.
        what = _("lists and mappings stand more than {levels} levels deep", levels=deepest)
        return Problem(what, place=Place(name, mark.line + 1, mark.column + 1))
    start = error.context_mark or mark
    found = _Trouble(
        error.problem or "", error.context or "", mark.line, mark.column, (start.line, start.column), text.split("\n")
    )
    advice = next(advice for rule in _RULES if (advice := rule(found)))
    row, column = advice.at or (found.start if advice.at_start else (found.row, found.column))
    return Problem(advice.what, advice.expected, place=Place(name, row + 1, column + 1))


_BRACES = re.compile(r"(?:^|[:\-,\[]) *\{\{")
_QUOTED = re.compile(r""".*(?P<mark>["'])\s*""")
_KEY = re.compile(r" *(?:- +)*[^\s:#][^:#]*:(?: |$)")


def _tab(found: _Trouble) -> _Advice | None:
    indent = re.match(r"\s*", found.line)
    if found.says("tab character") or (indent and "\t" in indent[0] and found.column <= indent.end()):
        return _Advice(_("the line is indented with a tab"), _("use spaces"))
    return None


def _hard_space(found: _Trouble) -> _Advice | None:
    if re.match(r" *\u00a0", found.line):
        return _Advice(_("the line is indented with a non-breaking space"), _("use ordinary spaces"))
    return None


def _braces(found: _Trouble) -> _Advice | None:
    if _BRACES.search(found.line) or _BRACES.search(found.first_line):
        return _Advice(_("a text that begins with “{{” needs quotation marks"), _('write it as "{{ name }} …"'))
    return None


def _open_quote(found: _Trouble) -> _Advice | None:
    if "quoted scalar" in found.context or "double-quoted" in found.context:
        if found.says("end of stream", "document"):
            return _Advice(
                _("the quotation mark is never closed"), _("close it, or write the text without"), at_start=True
            )
        return _Advice(
            _("a “\\” in a text in double quotation marks is wrong"), _("double it, or use single quotation marks")
        )
    return None


def _after_quote(found: _Trouble) -> _Advice | None:
    quoted = _QUOTED.fullmatch(found.before)
    if found.says("expected key", "<block end>", "',' or") and quoted and found.here:
        mark = quoted["mark"]
        again = "\\" + mark if mark == '"' else mark * 2
        expected = _("put the whole text in quotation marks, and write a mark inside it as {again}", again=again)
        return _Advice(_("text goes on after the closing quotation mark"), expected)
    return None


_GLUED = re.compile(r"\s*(?:- +)*(?P<key>\w+)(?P<colon>:)[^\s:/]")
"""A key whose colon touches its value, so that both are one text."""


def spaceless(text: str) -> tuple[str, str] | None:
    """What is wrong with a text that is a key and its value with no space between them, and what is expected."""
    glued = _GLUED.match(text)
    return _apart(glued["key"]) if glued else None


def _apart(key: str) -> tuple[str, str]:
    return _("there is no space after the colon of “{key}”", key=short(key)), _("expected “key: value”")


def _colon(found: _Trouble) -> _Advice | None:
    if not found.says("mapping values are not allowed"):
        return None
    if _KEY.match(found.before):
        return _Advice(_("a text that contains “: ” needs quotation marks"), _('write it as key: "text: more text"'))
    above = found.lines[found.row - 1] if 0 < found.row <= len(found.lines) else ""
    if glued := _GLUED.match(above):
        return _Advice(*_apart(glued["key"]), at=(found.row - 1, glued.start("colon")))
    return _Advice(
        _("this line is indented further than the one above it"), _("put keys that belong together in one column")
    )


def _dash(found: _Trouble) -> _Advice | None:
    if found.says("sequence entries are not allowed"):
        return _Advice(
            _("a list cannot begin on this line"), _("begin it on the next, or put the text in quotation marks")
        )
    return None


_NO_TEXT = ("cannot start any token", "node content", "mapping keys are not allowed")


def _sign(found: _Trouble) -> _Advice | None:
    if found.says(*_NO_TEXT) and found.here and "flow" not in found.context:
        return _Advice(
            _("a text that begins with “{sign}” needs quotation marks", sign=found.here),
            _('write it as "{sign}…"', sign=found.here),
        )
    if found.context in ("while scanning an alias", "while scanning an anchor"):
        sign = "*" if "alias" in found.context else "&"
        return _Advice(
            _("a text that begins with “{sign}” needs quotation marks", sign=sign),
            _('write it as "{sign}…"', sign=sign),
            True,
        )
    if "tag" in found.context or found.says("tag handle"):
        return _Advice(_("a text that begins with “!” needs quotation marks"), _('write it as "!…"'), True)
    return None


def _no_colon(found: _Trouble) -> _Advice | None:
    if found.says("could not find expected ':'"):
        what = _("“{line}” has no colon", line=short(found.first_line))
        return _Advice(*(spaceless(found.first_line) or (what, _("expected “key: value”"))), at_start=True)
    return None


def _block_text(found: _Trouble) -> _Advice | None:
    if "block scalar" in found.context:
        return _Advice(_("a text after “>” or “|” begins on the next line"), _("put the text there, indented"))
    return None


def _bracket(found: _Trouble) -> _Advice | None:
    if "flow" not in found.context:
        return None
    if "node" in found.context:
        what = (
            _("there is nothing before “{sign}”", sign=found.here) if found.here else _("a “[” or “{” is never closed")
        )
        return _Advice(what, _("expected “[one, two]” or “{key: value}”"))
    sign = "[" if "sequence" in found.context or found.first_line[found.start[1] :].startswith("[") else "{"
    expected = _("expected “,” or “{bracket}”", bracket="]" if sign == "[" else "}")
    if found.row >= len(found.lines) - 1 and not found.here:
        return _Advice(_("the “{sign}” is never closed", sign=sign), expected, at_start=True)
    return _Advice(
        _("the “{sign}” on line {line} is not closed before this", sign=sign, line=found.start[0] + 1), expected
    )


def _indent(found: _Trouble) -> _Advice | None:
    if not found.says("expected key", "<block end>", "expected '-'"):
        return None
    if found.here == ":":
        return _Advice(_("there is no key before the colon"), _("expected “key: value”"))
    if found.before.strip():
        return _Advice(_("text goes on after a closing bracket"), _("put the whole text in quotation marks"))
    if found.here == "-":
        return _Advice(_("a list begins where a key belongs"), _("put the list under a key of its own"))
    if "collection" in found.context and found.column == found.start[1]:
        return _Advice(
            _("this line belongs to no list"), _("begin it with “- ”, or indent it like the key it belongs to")
        )
    return _Advice(
        _("this line begins in no column of the lines above"), _("put keys that belong together in one column")
    )


def _directive(found: _Trouble) -> _Advice | None:
    if "directive" in found.context or found.says("YAML document", "directive"):
        return _Advice(
            _("a line that begins with “%” is an instruction to YAML"), _("delete it, or use quotation marks")
        )
    return None


def _otherwise(found: _Trouble) -> _Advice:
    return _Advice(_("this is not valid YAML"), ", ".join(part for part in (found.context, found.problem) if part))


_RULES: tuple[Callable[[_Trouble], _Advice | None], ...] = (
    _tab, _hard_space, _open_quote, _after_quote, _braces, _colon, _dash, _sign, _no_colon, _block_text, _directive,
    _bracket, _indent, _otherwise,
)  # fmt: skip
"""The first that knows the trouble speaks; the last always does."""
