"""YAML becomes texts with places, within limits, and every other file is one clear problem."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from functools import partial

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitator.library import KINDS, default_library
from facilitator.messages import Place, Problems
from facilitator.reading import DEEPEST, MOST, Node, PythonLoader, compose, scalars, with_texts
from facilitator.reading.files import parse_yaml

LOADERS = [pytest.param(PythonLoader, id="python")]
if hasattr(yaml, "CBaseLoader"):
    LOADERS.append(pytest.param(yaml.CBaseLoader, id="c"))


def read(text: str) -> Node:
    return parse_yaml(textwrap.dedent(text).encode(), "f.yaml")


def complaint(text: str) -> str:
    with pytest.raises(Problems) as caught:
        read(text)
    return str(caught.value)


@pytest.mark.parametrize("text", ["08.30", "1:30", "no", "yes", "0x1F", "1e3", "2025-01-09", "12", ".inf", "true", "="])
def test_a_scalar_is_its_text(text: str) -> None:
    assert read(f"a: {text}").plain() == {"a": text}


@pytest.mark.parametrize("text", ["", "~", "null", "Null", "NULL"])
def test_nothing_is_none_unless_it_is_quoted(text: str) -> None:
    assert read(f"a: {text}").plain() == {"a": None}
    assert read(f"a: '{text}'").plain() == {"a": text}


def test_a_key_is_always_text() -> None:
    assert read("null: 1\n12: 2\n~: 3").plain() == {"null": "1", "12": "2", "~": "3"}


def test_quoted_and_block_texts_are_marked() -> None:
    node = read("""\
        a: plain
        b: "double"
        c: 'single'
        d: |
          block
        e: >-
          folded
          block
        """)
    assert isinstance(node.value, dict)
    assert [child.quoted for child in node.value.values()] == [False, True, True, True, True]
    assert node.plain()["e"] == "folded block"


NESTED = """\
title: Tak
blocks:
  - at: 9
    slides: [a, {b: æøå}]
"""


@pytest.mark.parametrize(
    ("path", "line", "column"),
    [
        ((), 1, 1),
        (("title",), 1, 8),
        (("blocks", 0), 3, 5),
        (("blocks", 0, "slides", 1, "b"), 4, 21),
        # What is not there has the place of what it would be in.
        (("blocks", 0, "minutes"), 3, 5),
        (("blocks", 7), 3, 3),
        (("title", "text"), 1, 8),
        (("blocks", "x", "at"), 3, 3),
        ((-1,), 1, 1),
    ],
)
def test_every_value_has_its_place(path: tuple[str | int, ...], line: int, column: int) -> None:
    assert read(NESTED).at(path) == Place("f.yaml", line, column)


def test_every_key_has_its_place() -> None:
    node = read(NESTED)
    assert node.key_at(("blocks", 0, "slides")) == Place("f.yaml", 4, 5)
    assert node.key_at(("blocks", 0)) == node.at(("blocks", 0))
    assert node.key_at(("blocks", 0, "minutes")) == node.at(("blocks", 0))
    assert node.key_at(()) == node.place


def test_the_node_at_a_path() -> None:
    found = read(NESTED).find(("blocks", 0, "at"))
    assert found is not None
    assert found.value == "9"
    assert read(NESTED).find(("blocks", 1, "at")) is None


def test_columns_count_characters() -> None:
    assert read("{æ😀: b}").at(("æ😀",)) == Place("f.yaml", 1, 6)


def test_texts_are_replaced_and_everything_else_stays() -> None:
    node = read("a: x\nb: [~, y]\nc: [z]")
    louder = with_texts(node, {path: f"{scalar.value}!" for path, scalar in scalars(node) if path[0] != "c"})
    assert louder.plain() == {"a": "x!", "b": [None, "y!"], "c": ["z"]}
    assert louder.at(("b", 1)) == node.at(("b", 1))
    assert louder.key_places == node.key_places
    assert louder.find(("c",)) is node.find(("c",))


def test_an_alias_stands_for_what_it_names() -> None:
    node = read("a: &x [1, {b: 2}]\nc: *x")
    assert node.plain() == {"a": ["1", {"b": "2"}], "c": ["1", {"b": "2"}]}
    assert node.at(("c", 1)).line == 1


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", "f.yaml: the file is empty"),
        ("# only a remark\n", "f.yaml: the file is empty"),
        ("a: {{ x }} y", "f.yaml:1:12: a text that begins with “{{” needs quotation marks"),
        ("a: {{x}}", "f.yaml:1:5: a text that begins with “{{” needs quotation marks"),
        ("a: Tak: for i dag", "f.yaml:1:7: a text that contains “: ” needs quotation marks"),
        ("- a: Tak: for i dag", "f.yaml:1:9: a text that contains “: ” needs quotation marks"),
        (
            "x:\n  - title:A\n    b: 2",
            "f.yaml:2:10: there is no space after the colon of “title”; expected “key: value”",
        ),
        ("a: 1\n  b: 2", "f.yaml:2:4: this line is indented further than the one above it"),
        ("a:\n  b: 1\n c: 2", "f.yaml:3:2: this line begins in no column of the lines above"),
        ("a:\n  - b: x\n   c: 2", "f.yaml:3:4: this line begins in no column of the lines above"),
        ("- a\nb: 1", "f.yaml:2:1: this line belongs to no list"),
        ("a: 1\n- b", "f.yaml:2:1: a list begins where a key belongs"),
        ("a: - b", "f.yaml:1:4: a list cannot begin on this line"),
        ('a: "x\nb: 1', "f.yaml:1:4: the quotation mark is never closed"),
        ("a: 'it's'", "f.yaml:1:8: text goes on after the closing quotation mark"),
        ('a: "x" y', "f.yaml:1:8: text goes on after the closing quotation mark"),
        ("a: [x] y", "f.yaml:1:8: text goes on after a closing bracket"),
        ("a: [1, 2", "f.yaml:1:4: the “[” is never closed"),
        ("a: {x: 1\nb: 2", "the “{” on line 1 is not closed before this; expected “,” or “}”"),
        ("a: [x, , y]", "there is nothing before “,”"),
        ("a: @x", "f.yaml:1:4: a text that begins with “@” needs quotation marks"),
        ("a: **x**", "f.yaml:1:4: a text that begins with “*” needs quotation marks"),
        ("a: ]", "f.yaml:1:4: a text that begins with “]” needs quotation marks"),
        ("a: !x y", "f.yaml:1:4: “!x” is a YAML tag; put a text that begins with “!” in quotation marks"),
        ("a: !!python/object:os.system x", "f.yaml:1:4: “!!python/object:os.system” is a YAML tag"),
        ("a: !!int 3", "f.yaml:1:4: “!!int” is a YAML tag"),
        ("!z!x a", "f.yaml:1:1: a text that begins with “!” needs quotation marks"),
        ("a: x\nb\nc: d", "f.yaml:2:1: “b” has no colon"),
        ("a: >x", "f.yaml:1:5: a text after “>” or “|” begins on the next line"),
        (r'a: "\q"', "a “\\” in a text in double quotation marks is wrong"),
        ("%YAML 3.0\n---\na", "f.yaml:1:1: a line that begins with “%” is an instruction to YAML"),
        (": x", "f.yaml:1:1: there is no key before the colon"),
        ("\ta: 1", "f.yaml:1:1: the line is indented with a tab; use spaces"),
        ("a:\n\tb: 1", "f.yaml:2:1: the line is indented with a tab; use spaces"),
        ("a:\n  b: 1\n\tc: 1", "f.yaml:3:"),
        ("a: |\n\tx", "f.yaml:2:1: the line is indented with a tab; use spaces"),
        ("a:\n\u00a0\u00a0b: 1", "f.yaml:2:1: the line is indented with a non-breaking space"),
        ("a\n---\nb", "f.yaml:2:1: a second document begins here"),
        ("? [a]\n: b", "f.yaml:1:3: a key is no text"),
        ("<<: {a: b}", "f.yaml:1:1: “<<” (merging mappings) is not supported; write the keys out"),
        ("b: &day 1\na: *dya", "f.yaml:2:4: “*dya” refers to nothing"),
        ("b: &days 1\na: *days1", "did you mean “*days”?"),
        ("a: &x [*x]", "f.yaml:1:8: “*x” stands inside itself"),
        ("a: &x {b: {c: *x}}", "f.yaml:1:15: “*x” stands inside itself"),
    ],
)
def test_a_mistake_is_told_in_its_place_and_in_plain_words(loader: object, text: str, expected: str) -> None:
    with pytest.raises(Problems) as caught:
        compose(text, "f.yaml", loader)
    assert expected in str(caught.value)


def test_a_tab_is_only_wrong_where_it_indents() -> None:
    assert read("a: x\ty\nb: 1\t# remark").plain() == {"a": "x\ty", "b": "1"}


def test_all_repeated_keys_are_told_at_once() -> None:
    assert complaint("a: 1\nb: 1\na: 2\nc: {d: 1, d: 2}") == (
        "f.yaml:3:1: “a” is written twice; already on line 1; a key may stand only once\n"
        "f.yaml:4:11: “d” is written twice; already on line 4; a key may stand only once"
    )


def test_a_syntax_error_does_not_hide_what_came_before_it() -> None:
    assert complaint("a: 1\na: 2\nb: @").splitlines()[1].startswith("f.yaml:3:4: ")


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    "text", ["[" * 100_000, "{a: " * 100_000, "- " * 1000, "\n".join(" " * n + "a:" for n in range(60))]
)
def test_deep_nesting_is_refused_before_it_hurts(loader: object, text: str) -> None:
    with pytest.raises(Problems, match=f"more than {DEEPEST} levels deep"):
        compose(text, "f.yaml", loader)


def test_the_deepest_nesting_that_is_allowed() -> None:
    levels = DEEPEST - 1
    assert read("[" * levels + "x" + "]" * levels).plain()
    assert "levels deep" in complaint("[" * DEEPEST + "x" + "]" * DEEPEST)


def test_a_mistake_behind_many_dashes_is_found_as_fast_as_any() -> None:
    assert "indented further" in complaint("a\n" + " " + "-  " * 45 + "b: c")


def test_aliases_count_in_full() -> None:
    bomb = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    bomb += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 12)]
    assert f"more than {MOST} values, aliases counted in full" in complaint("\n".join(bomb))


def test_aliases_do_not_get_around_the_depth() -> None:
    chain = ["- &a0 [x]", *(f"- &a{n} [*a{n - 1}]" for n in range(1, DEEPEST))]
    assert "levels deep" in complaint("\n".join(chain))


FRAGMENTS = [
    "a", "b: ", "- ", "\n", "\n  ", "\n    ", "\t", ": ", "'", '"', "{", "}", "[", "]", ", ", "&x ", "*x", "!!str ",
    "!t ", "|", ">-\n", "? ", "%YAML 1.2\n", "---\n", "...\n", "# c", "~", "<<: ", "{{ x }}", "\\", "@", "æ", "\u00a0",
    "\r\n", "\u2028", "\x00", "\ufeff", '"\\U00110000"', '"\\ud800"', "!%ED%A0%80 ", "=", "😀",
]  # fmt: skip
YAMLISH = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join)
ANY_TEXT = st.text(max_size=60).map(lambda text: text.encode("utf-8", "surrogatepass"))


def outcome(read: Callable[[], Node]) -> Node | Problems:
    """What comes of reading; any other exception fails the test."""
    try:
        return read()
    except Problems as problems:
        return problems


@given(st.binary(max_size=60) | ANY_TEXT | YAMLISH.map(str.encode))
@settings(max_examples=300)
@example(b"\xff\xfe")
@example(b"a: \xc3")
def test_any_bytes_are_a_node_or_problems(data: bytes) -> None:
    found = outcome(lambda: parse_yaml(data, "f.yaml"))
    if isinstance(found, Problems):
        assert found.problems
        assert all(problem.what and problem.place for problem in found.problems)


@pytest.mark.parametrize("loader", LOADERS)
@given(text=YAMLISH)
@settings(max_examples=200)
@example(text='"\\UFFFFFFFF"')
@example(text="%YAML 1." + "9" * 5000 + "\n---\na")
def test_neither_parser_lets_a_mistake_through(loader: object, text: str) -> None:
    assert outcome(lambda: compose(text, "f.yaml", loader))


FLOW = st.text("a?, ", max_size=12).map(lambda inner: f"k: [a{inner}]\n")
"""Lists between brackets, with questions in them."""


@pytest.mark.skipif(len(LOADERS) < 2, reason="this PyYAML was built without libyaml")
@given(text=FLOW)
@example(text="k: [Hvad?, Hvorfor?]\n")
@example(text="k: {Hvad?: Hvorfor?, a: b?c}\n")
def test_both_parsers_read_questions_alike(text: str) -> None:
    ours, libyaml = (outcome(partial(compose, text, "f.yaml", loader.values[0])) for loader in LOADERS)
    if isinstance(libyaml, Node) and isinstance(ours, Node):
        assert ours == libyaml


def test_every_shipped_file_is_read_without_libyaml() -> None:
    library = default_library()
    files = [library.find(kind, name) for kind in KINDS if kind != "pages" for name in library.names(kind)]
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert compose(text, "f.yaml", PythonLoader) == compose(text, "f.yaml")


@pytest.mark.parametrize("text", ["{title: x, minutes: 12,30}", "{front: Hvad nu, 30}", "- {a: b, '30'}"])
@pytest.mark.parametrize("loader", LOADERS)
def test_a_comma_that_begins_a_key_by_mistake_is_told_as_one(text: str, loader: type[yaml.BaseLoader]) -> None:
    with pytest.raises(Problems) as caught:
        compose(text, "a.yaml", loader)
    assert "“30” has no colon behind it: in braces a comma begins the next key" in str(caught.value)


@pytest.mark.parametrize("text", ["{a: 1, b: }", "a:\nb:\n", '{"a":"x", "b":[]}'])
@pytest.mark.parametrize("loader", LOADERS)
def test_a_key_with_a_colon_may_have_nothing_behind_it(text: str, loader: type[yaml.BaseLoader]) -> None:
    assert set(compose(text, "a.yaml", loader).key_places) == {"a"} | ({"b"} if "b" in text else set())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: x\nminutes:5\nc: d", "f.yaml:2:1: there is no space after the colon of “minutes”; expected “key: value”"),
        ("- title:Hej\n  why: d", "f.yaml:1:8: there is no space after the colon of “title”; expected “key: value”"),
        ("a: {title:b, minutes: 5}", "f.yaml:1:5: there is no space after the colon of “title”; expected “key: value”"),
    ],
)
def test_a_colon_without_a_space_is_named_as_what_it_is(text: str, said: str) -> None:
    with pytest.raises(Problems) as caught:
        parse_yaml(text.encode(), "f.yaml")
    assert said in str(caught.value)
