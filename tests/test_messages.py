"""Whatever is told to a person can be told in another language."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from facilitator.messages import _, mark, plural, speaking

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "facilitator"

NOT_YET: frozenset[str] = frozenset()
"""Modules whose words are not all in the catalogue; none shall be added."""

TOLD = {"_", "plural", "mark"}
TELL = {
    "Problem": 3, "Problems.one": 3, "cls": 3, "Problem.among": 1, "WrongArgument": 1, "Complaint": 4, "_Advice": 2,
    "self._problem": 3, "self._stop": 2, "click.echo": 1, "click.UsageError": 1, "click.BadParameter": 1,
    "click.ClickException": 1,
}  # fmt: skip
"""What tells people something, and how many of its arguments are words."""
OF_MODELS = {**TELL, "ValueError": 1}
"""The same where people's files become models: pydantic tells what a validator raises."""
MODELS = ("content", "agenda", "programme", "print")
CAUGHT = {"agenda/apportion.py"}
"""Modules there whose callers never let one out."""
WORDS = ("what", "expected", "text", "message", "wanted", "remark")
"""Arguments with words, where they are named."""


def name_of(node: ast.expr) -> str:
    return ast.unparse(node) if isinstance(node, ast.Name | ast.Attribute) else ""


def assigned(function: ast.AST, name: str) -> Iterator[ast.expr]:
    """What the function puts into a variable."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            if isinstance(target, ast.Name) and target.id == name:
                yield node.value
            elif isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = zip(target.elts, node.value.elts, strict=False)
                yield from (value for one, value in pairs if isinstance(one, ast.Name) and one.id == name)


def untold(words: ast.expr, function: ast.AST, seen: frozenset[str] = frozenset()) -> Iterator[ast.expr]:
    """The texts in an expression that no catalogue knows."""
    match words:
        case ast.Call(func=func, args=args) if name_of(func) in TOLD:
            yield from (one for one in args if isinstance(one, ast.JoinedStr))
        case ast.JoinedStr(values=values):
            if any(isinstance(part, ast.Constant) and any(map(str.isalpha, str(part.value))) for part in values):
                yield words
        case ast.Constant(value=str(text)):
            if any(map(str.isalpha, re.sub(r"\{\w*\}", "", text))):
                yield words
        case ast.Name(id=name):
            if name not in seen:
                for value in assigned(function, name):
                    yield from untold(value, function, seen | {name})
        case ast.BinOp(left=left, right=right):
            yield from untold(left, function, seen)
            yield from untold(right, function, seen)
        case ast.IfExp(body=body, orelse=orelse):
            yield from untold(body, function, seen)
            yield from untold(orelse, function, seen)
        case ast.BoolOp(values=values):
            for value in values:
                yield from untold(value, function, seen)
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="join"), args=args):
            for value in args:
                yield from untold(value, function, seen)


def telling(tree: ast.Module, tell: Mapping[str, int] = TELL) -> Iterator[tuple[ast.expr, ast.AST]]:
    """Every expression whose words are told, and the function that it stands in."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.Lambda)]
    inside = {id(node): function for function in functions for node in ast.walk(function)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and (number := tell.get(name_of(node.func))):
            words = [*node.args[:number], *(one.value for one in node.keywords if one.arg in WORDS)]
            yield from ((one, inside.get(id(node), tree)) for one in words)


def unconverted(file: Path) -> list[str]:
    tree = ast.parse(file.read_text(encoding="utf-8"))
    name = file.relative_to(PACKAGE)
    tell = OF_MODELS if name.parts[0] in MODELS and name.as_posix() not in CAUGHT else TELL
    found = [one for words, function in telling(tree, tell) for one in untold(words, function)]
    return sorted({f"{file.relative_to(PACKAGE).as_posix()}:{one.lineno}: {ast.unparse(one)}" for one in found})


FILES = sorted(PACKAGE.rglob("*.py"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.relative_to(PACKAGE).as_posix())
def test_every_word_that_people_are_told_is_in_the_catalogue(file: Path) -> None:
    name = file.relative_to(PACKAGE).as_posix()
    found = unconverted(file)
    assert not found or name in NOT_YET, "\n".join(found)
    assert found or name not in NOT_YET, f"{name} is done: take it off the list"


def test_the_judge_sees_words_that_are_not_told() -> None:
    source = """
def f(n):
    what, expected = f"there are {n}", _("expected {n}", n=n)
    raise Problems.one(what if n else "none", expected, near and f"*{near}")
"""
    found = [ast.unparse(one) for words, function in telling(ast.parse(source)) for one in untold(words, function)]
    assert found == ["f'there are {n}'", "'none'"]


def test_the_template_for_translators_is_current() -> None:
    program = "import make_messages; print(make_messages.template(), end='')"
    made = subprocess.run([sys.executable, "-c", program], cwd=ROOT / "scripts", capture_output=True, check=True)
    assert made.stdout.decode() == (PACKAGE / "locale" / "facilitator.pot").read_text(encoding="utf-8"), (
        "run: nox -s messages"
    )


def test_values_are_filled_in_and_never_looked_into() -> None:
    assert _("there is no {kind}", kind="{kind}") == "there is no {kind}"
    assert plural("{n} minute", "{n} minutes", 1) == "1 minute"
    assert plural("{n} minute", "{n} minutes", 2) == "2 minutes"
    assert mark("{{ name }}") == "{{ name }}" == _("{{ name }}")


def test_there_is_no_language_without_a_catalogue() -> None:
    with pytest.raises(ValueError, match="no messages in xx"), speaking("xx"):
        pass


def test_messages_do_not_wait_for_babel() -> None:
    program = "import sys, facilitator.messages; sys.exit('babel' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)
