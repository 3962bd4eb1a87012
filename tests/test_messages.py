"""Whatever is told to a person can be told in another language."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib import import_module
from io import BytesIO
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

import click
import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from facilitator.messages import _, languages, mark, plural, printable, quoted, reason, short, speaking

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

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
CAUGHT = {"agenda/durations.py"}
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


TRANSLATED = [name for name in languages() if name != "en"]
AS_IT_IS = re.compile(r"`[^`]*`|\\\d|\{[%#]|[%#]\}|\{\{|\}\}|(?<![\w-])--[a-z]+(?:-[a-z]+)*|\.[a-z]{3,4}\b")
"""What is typed, and what is filled in where nothing has a name: the same in every language."""


@cache
def scripts() -> ModuleType:
    sys.path.insert(0, str(ROOT / "scripts"))
    return import_module("make_messages")


def po(language: str) -> str:
    return (PACKAGE / "locale" / language / "LC_MESSAGES" / "facilitator.po").read_text(encoding="utf-8")


def catalogue(language: str) -> Catalog:
    return read_po(BytesIO(po(language).encode()), locale=language)


def forms(text: str | Sequence[str]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def names(text: str) -> set[str]:
    """What is filled in."""
    return set(re.findall(r"\{\w+(?::\w+)?\}", text.replace("!r}", "}")))


def fixed(text: str) -> list[str]:
    return sorted(AS_IT_IS.findall(text))


def alike(english: str, told: str) -> bool:
    """Whether both fill in the same; of what click has English words for, a translation may leave some out."""
    filled, left_out = names(told), names(english) - names(told)
    return filled <= names(english) and left_out <= {"{number_type}"} and fixed(english) == fixed(told)


def test_the_template_for_translators_is_current() -> None:
    assert scripts().template() == (PACKAGE / "locale" / "facilitator.pot").read_text(encoding="utf-8"), (
        "run: nox -s messages"
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_catalogue_has_the_messages_of_the_code_and_is_compiled(language: str) -> None:
    assert scripts().renewed(language, po(language)) == po(language), "run: nox -s messages"
    mo = PACKAGE / "locale" / language / "LC_MESSAGES" / "facilitator.mo"
    assert scripts().compiled(language, po(language)) == mo.read_bytes(), "run: nox -s messages"


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_message_is_translated_and_fills_in_the_same(language: str) -> None:
    wrong = []
    for message in catalogue(language):
        if not message.id:
            continue
        english, told = forms(message.id), forms(message.string)
        wanted = [english[0], *english[1:] * (len(told) - 1)]
        if message.fuzzy or not all(told):
            wrong.append(f"not translated: {message.id}")
        elif any(not alike(one, other) for one, other in zip(wanted, told, strict=True)):
            wrong.append(f"{message.id} is not filled in like {message.string}")
    assert not wrong, "\n".join(wrong)


def test_danish_quotes_with_guillemets() -> None:
    assert not [message.string for message in catalogue("da") if set("“”„") & set("".join(forms(message.string)))]


def test_a_new_message_is_empty_and_one_that_is_gone_leaves() -> None:
    text = 'msgid "true or false"\nmsgstr "ja eller nej"\n\nmsgid "gone"\nmsgstr "væk"\n'
    made = read_po(BytesIO(scripts().renewed("da", text).encode()), locale="da")
    told = {message.id: message.string for message in made if message.id and any(forms(message.string))}
    assert told == {"true or false": "ja eller nej"}
    assert len(made) == len(catalogue("da"))


def test_messages_are_told_in_the_language_that_is_spoken() -> None:
    with speaking("da"):
        assert plural("{n} block", "{n} blocks", 1) == "1 blok"
        assert plural("{n} block", "{n} blocks", 0) == "0 blokke"
        assert _("{summary}, no mistakes", summary=quoted("x")) == "»x«, ingen fejl"
    assert _("{summary}, no mistakes", summary=quoted("x")) == "“x”, no mistakes"


def test_values_are_filled_in_and_never_looked_into() -> None:
    assert _("there is no {kind}", kind="{kind}") == "there is no {kind}"
    assert plural("{n} minute", "{n} minutes", 1) == "1 minute"
    assert plural("{n} minute", "{n} minutes", 2) == "2 minutes"
    assert mark("{{ name }}") == "{{ name }}" == _("{{ name }}")


@pytest.mark.parametrize("sign", ["a", "e\u0301", "👩‍👩‍👧", "👍🏽", "🇩🇰", "❤️", "🏴\U000e0067\U000e0062\U000e007f"])
@pytest.mark.parametrize("before", range(30, 45))
def test_a_long_text_is_cut_between_signs_and_never_within_one(sign: str, before: int) -> None:
    assert printable(sign) == sign
    text = "x" * before + 12 * sign
    kept = short(text).removesuffix("…")
    assert text.startswith(kept)
    assert not kept[before:].replace(sign, "")


def test_there_is_no_language_without_a_catalogue() -> None:
    with pytest.raises(ValueError, match="no messages in xx"), speaking("xx"):
        pass


def test_messages_do_not_wait_for_babel() -> None:
    program = "import sys, facilitator.messages; sys.exit('babel' in sys.modules)"
    subprocess.run([sys.executable, "-c", program], check=True)


def test_why_a_file_cannot_be_opened_is_told_in_the_same_language() -> None:
    full, odd = OSError(28, "No space left on device"), OSError(999, "Something else")
    assert reason(full) == "No space left on device"
    with speaking("da"):
        assert reason(full) == "der er ikke mere plads på disken"
        assert reason(odd) == "Something else"
        assert reason(ValueError("embedded null byte")) == "embedded null byte"


def test_what_click_tells_is_said_as_click_says_it() -> None:
    found = extract_from_dir(Path(click.__file__).parent, keywords={"_": None, "ngettext": (1, 2)})
    said = {message for _file, _line, message, _comments, _context in found}
    assert set(scripts().OF_CLICK) <= said
