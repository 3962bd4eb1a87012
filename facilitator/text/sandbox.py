"""Jinja cut down to what a text in an agenda needs: names, filters, choices, and one loop; nothing that can run away.

Two fences stand around it. Every template is read before it runs, and only the kinds of expression named here are let
through: no calls (``form('…')`` and ``cards('…')`` are titles by then, looked up as they are read), no multiplication,
no loop in a loop, no other file. What is left runs in Jinja's own sandbox, where attributes are looked up in mappings
only. (Jinja, "Sandbox": https://jinja.palletsprojects.com/en/stable/sandbox/)
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any, cast

from jinja2 import StrictUndefined, Template, TemplateRuntimeError, TemplateSyntaxError, UndefinedError, nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.visitor import NodeTransformer

from facilitator.messages import Place, Problem, Problems, _, mark
from facilitator.text.fill import REFERENCES
from facilitator.text.printing import BUDGET, EACH, LONGEST, Budget, Printing

__all__ = ["Templates"]

_ALLOWED = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Name, nodes.Const, nodes.List,
    nodes.Tuple, nodes.Filter, nodes.Test, nodes.Getattr, nodes.Getitem, nodes.Slice, nodes.CondExpr, nodes.Compare,
    nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Add, nodes.Sub, nodes.Neg, nodes.Concat, nodes.Keyword,
)  # fmt: skip
_POSSIBLE = mark("expected names, filters, comparisons, + and -, {% if … %}, and {% for … %}")
_LOOP = "loop"
_REFERRING = re.compile(rf"""\b({"|".join(REFERENCES)})\s*\(\s*(["'])(.*?)\2""")
"""What may be a reference to something else by its name, which is the third group."""
_OF_LOOP = ("first", "index", "index0", "last", "length")
_ASKING = ("defined", "undefined")
"""Tests of a name that may be missing."""
_TESTS = (*_ASKING, "odd", "even")
_MAY_BE_MISSING = ("d", "default")

_ALONE = re.compile(r"^([ \t]*\{%[^\n{}]*?)-?%\}[ \t]*$", re.MULTILINE)
"""A line with nothing on it but a tag: it leaves no empty line behind."""


_FORM = mark("expected a name, or a name and a filter: {{ date | longdate }}")
_CHOICE = mark("expected {% if … %} … {% else %} … {% endif %}")

_SYNTAX = tuple(
    (re.compile(pattern, re.DOTALL), what, expected)
    for pattern, what, expected in (
        ("nexpected end of template, expected 'end of print", mark("“{{” is never closed"), mark("expected “}}”")),
        ("nexpected end of template, expected 'end of stat", mark("“{%” is never closed"), mark("expected “%}”")),
        (r"unknown tag '(\w+)'.* needs to be closed is '(\w+)'", mark(r"“{% \1 %}” is out of place here"),
         mark(r"expected “{% end\2 %}” before it")),
        (r"end of template\..* needs to be closed is '(\w+)'", mark(r"“{% \1 %}” is never closed"),
         mark(r"expected “{% end\1 %}”")),
        (r"unknown tag '(e\w+)'", mark(r"“{% \1 %}” has nothing before it to belong to"), _CHOICE),
        (r"unknown tag '(\w+)'", mark(r"there is no “{% \1 %}”"), _CHOICE),
        ("tag name expected", mark("there is no word after “{%”"), _CHOICE),
        ("Missing end of comment", mark("“{#” is never closed"), mark("expected “#}”")),
        ("Missing end of raw", mark("“{% raw %}” is never closed"), mark("expected “{% endraw %}”")),
        ("an expression, got 'end of print", mark("something is missing before “}}”"), _FORM),
        ("an expression, got 'end of stat", mark("something is missing before “%}”"), _CHOICE),
        ("got '='", mark("“=” cannot compare"), mark("expected “==”")),
        ("expected token 'name', got 'end of print", mark("there is no filter after “|”"), _FORM),
        ("got '(.*)'", mark(r"“\1” is out of place here"), _FORM),
        ("unexpected '(.*)', expected '(.*)'", mark(r"“\1” is out of place here"), mark(r"expected “\2” before it")),
        ("unexpected (?:char )?(['\"])(.*?)\\1", mark(r"“\2” is out of place here"), _FORM),
    )
)  # fmt: skip
"""What Jinja says, what that means, and what was expected. The first pattern that is found wins."""


class Templates:
    """Fills texts from ``data`` with dates and times as ``locale`` writes them.

    ``titles`` looks up what a text refers to, ``{{ form('iglo') }}``, and raises `Problems` where there is none.
    """

    def __init__(self, data: Mapping[str, Any], locale: str, titles: Mapping[str, Callable[[str], str]]) -> None:
        self._data = {**data, BUDGET: Budget()}
        self._names = frozenset(data)
        self._titles = titles
        self._locale = locale

    def fill(self, text: str) -> str:
        """The filled text.

        Raises:
            Problems: everything wrong with it; their places count lines from the start of the text.
        """
        try:
            return self._filled(text)
        except TemplateSyntaxError as error:
            raise Problems([_misspelt(error.message or "", _line(error.lineno))]) from None
        except ValueError:  # Python reads no number of more than 4300 digits.
            raise Problems([Problem(_("the text holds a number that is too long"), place=_line(1))]) from None
        except (RecursionError, MemoryError, SyntaxError):
            raise Problems([Problem(_("the text has too many braces within each other"), place=_line(1))]) from None

    def _filled(self, text: str) -> str:
        if len(text) > LONGEST:
            raise Problems(
                [
                    Problem(
                        _("the text is too long"),
                        _("expected at most {most} characters", most=LONGEST),
                        place=_line(1),
                    )
                ]
            )
        template = self._template(text)
        try:
            return _joined(template.generate(self._data))
        except Problems as error:
            place = _reached(error)
            raise Problems(Problem(p.what, p.expected, p.suggestion, place) for p in error.problems) from None
        except (UndefinedError, TypeError, ValueError, ArithmeticError, TemplateRuntimeError, SecurityError) as error:
            raise Problems([self._failed(error)]) from None

    def _template(self, text: str) -> Template:
        """What runs to fill the text; the titles that it refers to are looked up every time."""
        try:
            titles = {(word, name, self._titles[word](name)) for word, _quote, name in _REFERRING.findall(text)}
            return _kept(text, self._locale, self._names, frozenset(titles))
        except (Problems, KeyError):  # Something is wrong with a reference: all of it is told in one go.
            return _understood(text, self._locale, self._names, self._titles)

    def _failed(self, error: Exception) -> Problem:
        place = _reached(error)
        if found := re.fullmatch("'(.*)' is undefined", str(error)):
            return _missing(found[1], self._names, place)
        return Problem(_("these values do not go together"), _("expected values of one kind"), place=place)


@lru_cache(maxsize=1024)
def _kept(text: str, locale: str, names: frozenset[str], titles: frozenset[tuple[str, str, str]]) -> Template:
    """Kept: to take a text apart costs ten times what it costs to fill it. Titles are word, name, and title."""
    known: dict[str, dict[str, str]] = {word: {} for word in REFERENCES}
    for word, name, title in titles:
        known[word][name] = title
    return _understood(text, locale, names, {word: found.__getitem__ for word, found in known.items()})


def _understood(text: str, locale: str, names: frozenset[str], titles: Mapping[str, Callable[[str], str]]) -> Template:
    """A text taken apart, and found to be nothing but what it may be.

    Raises:
        Problems: whatever can be seen before anything runs.
    """
    environment = _environment(locale)
    tree = environment.parse(_ALONE.sub(r"\1-%}", text))
    referring = _Referring(titles)
    referring.visit(tree)
    if problems := [*referring.problems, *_wrong(tree, names, environment)]:
        raise Problems(problems)
    for loop in tree.find_all(nodes.For):
        work = nodes.Const(sum(1 for _ in _all(loop)), lineno=loop.lineno)
        loop.iter = nodes.Filter(loop.iter, EACH, [work], [], None, None, lineno=loop.lineno)
    tree.set_environment(environment)
    return Template.from_code(environment, environment.compile(tree), {})


def _wrong(tree: nodes.Template, names: frozenset[str], environment: _Environment) -> Iterator[Problem]:
    """Whatever can be seen before anything runs."""
    for node in _all(tree):
        if not isinstance(node, _ALLOWED):
            yield Problem(_("this is not possible in a text"), _(_POSSIBLE), place=_line(node.lineno))
    for loop in tree.find_all(nodes.For):
        if loop.recursive or loop.find(nodes.For):
            yield Problem(_("a loop stands in a loop"), _("expected one loop"), place=_line(loop.lineno))
    yield from _unknown_names(tree, names)
    yield from _unknown(tree, nodes.Filter, mark("there is no filter “{name}”"), environment.filters)
    yield from _unknown(tree, nodes.Test, mark("there is no test “{name}”"), environment.tests)


def _unknown_names(tree: nodes.Template, names: frozenset[str]) -> Iterator[Problem]:
    """Names that are neither among the data nor asked for with “is defined” or “default”."""
    own = {name.name for loop in tree.find_all(nodes.For) for name in _names(loop.target)}
    own |= {_LOOP} if own else set()
    asked = [test.node for test in tree.find_all(nodes.Test) if test.name in _ASKING]
    asked += [found.node for found in tree.find_all(nodes.Filter) if found.name in _MAY_BE_MISSING and found.node]
    known = {*names, *own, *(name.name for node in asked for name in _names(node))}
    for name in _names(tree):
        if name.name not in known:
            yield _missing(name.name, names, _line(name.lineno))


def _missing(name: str, names: frozenset[str], place: Place | None) -> Problem:
    return Problem.among(_("“{name}” is not among the data", name=name), name, names, place)


class _Referring(NodeTransformer):
    """Puts titles in the place of references; what is wrong with them is kept."""

    def __init__(self, titles: Mapping[str, Callable[[str], str]]) -> None:
        self._titles = titles
        self.problems: list[Problem] = []

    def visit_Call(self, node: nodes.Call) -> nodes.Node:  # noqa: N802 (jinja2 finds it by this name)
        """The title that a reference stands for; every other call stays, and is refused as such."""
        if not isinstance(node.node, nodes.Name) or node.node.name not in self._titles:
            return node
        place = _line(node.lineno)
        match node:
            case nodes.Call(args=[nodes.Const(value=str(name))], kwargs=[], dyn_args=None, dyn_kwargs=None):
                title = self._title(node.node.name, name, place)
            case _:
                title = ""
                what = _("“{name}” takes one name in quotation marks", name=node.node.name)
                self.problems.append(Problem(what, _("expected one such as {{ form('handleplan') }}"), place=place))
        return nodes.Const(title, lineno=node.lineno)

    def _title(self, of: str, name: str, place: Place) -> str:
        try:
            return self._titles[of](name)
        except Problems as error:
            self.problems += [replace(problem, place=place) for problem in error.problems]
            return ""


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja's sandbox with nothing in it but the filters of a text."""

    def __init__(self, printing: Printing) -> None:
        super().__init__(
            undefined=StrictUndefined, finalize=printing.text, lstrip_blocks=True, cache_size=0, extensions=()
        )
        self.globals.clear()
        self.filters = printing.filters(self)
        self.tests = {name: self.tests[name] for name in _TESTS}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """What the mapping has under that name, never an attribute of the object."""
        return self.getitem(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """An element of a mapping, a list, or a text, or how far a loop has come."""
        if isinstance(obj, LoopContext) and argument in _OF_LOOP:
            return getattr(obj, argument)
        if isinstance(obj, Mapping | list | tuple | str):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                pass
        names = obj if isinstance(obj, Mapping) else ()
        problems = Problems(
            [
                Problem.among(
                    _("there is no “{argument}” here", argument=argument), str(argument), [str(name) for name in names]
                )
            ]
        )
        # Jinja makes the error by calling what it takes for its class, and only when the value is used.
        return self.undefined(obj=obj, name=str(argument), exc=cast("Any", lambda _: problems))


@lru_cache(maxsize=16)
def _environment(locale: str) -> _Environment:
    return _Environment(Printing(locale))


def _unknown(
    tree: nodes.Template, kind: type[nodes.Filter] | type[nodes.Test], what: str, known: Mapping[str, Any]
) -> Iterator[Problem]:
    for node in tree.find_all(kind):
        if node.name not in known:
            yield Problem.among(_(what, name=node.name), node.name, known.keys(), _line(node.lineno))


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)


def _names(node: nodes.Node) -> Iterator[nodes.Name]:
    return (found for found in _all(node) if isinstance(found, nodes.Name))


def _joined(parts: Iterable[str]) -> str:
    """The parts as one text.

    Raises:
        Problems: it becomes too long.
    """
    found: list[str] = []
    left = LONGEST
    for part in parts:
        left -= len(part)
        if left < 0:
            raise Problems.one(_("the text becomes too long"), _("expected at most {most} characters", most=LONGEST))
        found.append(part)
    return "".join(found)


def _line(number: int) -> Place:
    """A line of the text that is being filled, counted from 1."""
    return Place("", number, 1)


def _reached(error: Exception) -> Place:
    """The line of the text at which a running template failed; Jinja gives the code it makes the text's own lines."""
    trace, line = error.__traceback__, 1
    while trace:
        if trace.tb_frame.f_code.co_filename == "<template>":
            line = trace.tb_lineno
        trace = trace.tb_next
    return _line(line)


def _misspelt(message: str, place: Place) -> Problem:
    """The problem behind a syntax error of Jinja's."""
    for pattern, what, expected in _SYNTAX:
        if found := pattern.search(message):
            return Problem(found.expand(_(what)), found.expand(_(expected)), place=place)
    return Problem(_("what stands between the braces cannot be understood"), _(_FORM), place=place)
