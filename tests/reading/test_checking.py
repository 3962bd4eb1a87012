"""What a model has against a file: all of it, in its place, in plain English."""

from __future__ import annotations

import json
import re
from typing import Annotated, Any, Literal

import pytest
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter

from facilitator.agenda import Agenda
from facilitator.content.slides import AnySlide
from facilitator.content.theme import ThemeFile
from facilitator.messages import Problems
from facilitator.reading.checking import validate
from facilitator.reading.files import parse_yaml
from facilitator.reading.wording import PATTERNS

AGENDA: TypeAdapter[Any] = TypeAdapter(Agenda)
SLIDE: TypeAdapter[Any] = TypeAdapter(AnySlide)


def complaints(model: Any, text: str) -> list[str]:
    with pytest.raises(Problems) as caught:
        validate(model, parse_yaml(text.encode(), "f"))
    return [str(problem) for problem in caught.value.problems]


def in_a_block(lines: str) -> list[str]:
    """Complaints about an otherwise good agenda, line 5 being the first given one."""
    indented = "".join(f"    {line}\n" for line in lines.splitlines())
    return complaints(Agenda, f"id: x\ntitle: X\nblocks:\n  - title: Y\n{indented}")


def test_a_good_file_becomes_a_model() -> None:
    node = parse_yaml(b"id: x\ntitle: X\nblocks: [{title: Y, at: 08.30, optional: 2, hidden: yes, minutes: 20}]", "f")
    for agenda in (validate(Agenda, node), validate(AGENDA, node)):
        (block,) = agenda.blocks
        assert (block.at, block.optional, block.hidden, str(block.minutes)) == (510, 2, True, "20")


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("minuts: 20", "f:5:5: unknown key “minuts”; a block has minutes, id, title, section, item, kind, …; "
                       "did you mean “minutes”?"),
        ("kind: knowlege", "f:5:11: found “knowlege”; expected one of session, knowledge, dialogue, exercise, break, "
                           "buffer, milestone; did you mean “knowledge”?"),
        ("optional: ten", "f:5:15: found “ten”; expected a whole number"),
        ("optional: 0", "f:5:15: found “0”; expected at least 1"),
        ("hidden: ja", "f:5:13: found “ja”; expected true or false"),
        ("why: [a]", "f:5:10: found a list; expected text"),
        ("why:", "f:5:9: found nothing; expected text"),
        ("section: \"\"", "f:5:14: found an empty text; expected text"),
        ("how: x", "f:5:10: found “x”; expected a list"),
        ("how: [[x]]", "f:5:11: found a list; expected text or a mapping with minutes, do, say, ask, who"),
        ("id: Æble", "f:5:9: found “Æble”; expected small letters a–z, digits, and single hyphens, such as my-name"),
        ("at: 9.7", "f:5:9: “9.7” is no clock time; expected one such as 08:30"),
        ("materials:\n- count: 2", "f:6:7: “item” is missing; a material needs it"),
        ("parallel: [{title: x, blocks: []}]", "f:5:35: found an empty list; expected at least 1"),
        ("slides:\n- bulets: [a]", "f:6:7: a slide needs a key that tells its kind; expected one of section, people, "
                                   "statement, quote, bullets, figure, questions, table, columns, picture, checkout; "
                                   "did you mean “bullets”?"),
        # The tag of a slide is also one of its keys, and the place must not be taken from the wrong one.
        ("slides:\n- title: a\n  bullets: {a: b}", "f:7:16: found a mapping; expected a list"),
        ("slides:\n- bullets: [a, {text: x, pionts: []}]", "f:6:30: unknown key “pionts”; a point has points, text, "
                                                           "long; did you mean “points”?"),
        ("slides:\n- title: a\n  picture: x.png", "f:6:7: “alt” is missing; a picture needs it"),
        ("slides:\n- quote: a\n  foo: 1", "f:7:7: unknown key “foo”; a quote has id, title, source, say, ask, "
                                          "quote, by"),
        ("slides:\n- bullets: [a]\n  foo: 1", "f:7:7: unknown key “foo”; bullets have id, title, source, say, ask, "
                                              "bullets, lead, icon"),
        ("slides:\n- table: [[a]]", "f:6:14: found 1 entry; expected at least 2"),
        ("slides:\n- checkout: [a, b, c, d, e, f, g, h, i]", "f:6:17: found 9 entries; expected at most 8"),
        ("slides:\n- figure: {kind: hubb}", "f:6:22: found “hubb”; expected one of hub, cycle, quadrants, columns, "
                                            "timeline, tiles, iceberg, pyramid, triangle, spectrum, bubbles, "
                                            "circles, wheel, mindmap, steps, stairs, levels, scale, lists, table; "
                                            "did you mean “hub”?"),
        ("slides:\n- figure: {items: []}", "f:6:15: “kind” is missing; expected one of hub, cycle, quadrants, columns, "
                                           "timeline, tiles, iceberg, pyramid, triangle, spectrum, bubbles, "
                                           "circles, wheel, mindmap, steps, stairs, levels, scale, lists, table"),
        ("slides:\n- figure: {kind: lists, title: x, left: a, right: [b]}",
         "f:6:55: found a list; expected text or a mapping with title, text, points, long, ask, symbol, icon, role, "
         "marked"),
        # A union is one problem, not one for each of its branches.
        ("slides:\n- people: al", "f:6:15: found “al”; expected “all” or a list; did you mean “all”?"),
        ("slides:\n- people: {a: b}", "f:6:15: found a mapping; expected “all” or a list"),
        ("slides:\n- people: [x, {nam: x}]", "f:6:20: unknown key “nam”; a person has name, role, about, photo, "
                                               "fit, focus; "
                                             "did you mean “name”?"),
    ],
)  # fmt: skip
def test_each_mistake_is_one_sentence(lines: str, expected: str) -> None:
    assert in_a_block(lines) == [expected]


def test_a_slide_that_is_no_mapping() -> None:
    assert complaints(SLIDE, "abc")[0].startswith("f:1:1: found “abc”; expected a mapping: a slide needs a key")


def test_everything_is_told_in_the_order_of_the_file() -> None:
    found = in_a_block("minuts: 20\nkind: x\nwhy: []\nslides: [{bullets: 1}]")
    assert [complaint.split(":")[1] for complaint in found] == ["5", "6", "7", "8"]


def test_a_misspelt_key_is_not_missing_too() -> None:
    assert complaints(Agenda, "id: x\ntitel: X\nblocks: [{title: Y}]") == [
        "f:2:1: unknown key “titel”; an agenda has title, id, subtitle, icon, language, why, …; did you mean “title”?"
    ]


def test_the_wrong_thing_at_the_top() -> None:
    (found,) = complaints(Agenda, "[a]")
    assert found.startswith("f:1:1: found a list; expected a mapping with id, title, ")
    assert complaints(TypeAdapter(dict[str, int]), "~") == ["f:1:1: found nothing; expected a mapping"]


def test_signs_that_a_terminal_would_obey_are_not_repeated() -> None:
    found = in_a_block('"\\e[31mred": 1\nkind: "\\e[2J"\nat: "\\e[2J"')
    assert "\x1b" not in "".join(found)
    assert "unknown key “\ufffd[31mred”" in found[0]


def test_long_values_are_cut() -> None:
    (found,) = in_a_block(f"optional: {'x ' * 400}")
    assert len(found) < 100


class Cat(BaseModel):
    """A branch of a union."""

    name: str
    lives: int


class Dog(BaseModel):
    """Another."""

    name: str
    tricks: list[int]


class Home(BaseModel):
    """What the content models have not, or not yet."""

    model_config = ConfigDict(extra="forbid")

    pet: Cat | Dog | None = None
    pets: dict[Annotated[str, Field(max_length=3)], Cat] = {}
    rent: Annotated[float, Field(gt=0, lt=100)] = 1
    size: int | list[int] = 1
    even: Annotated[int, Field(multiple_of=2)] = 2
    street: Annotated[str, Field(alias="road", min_length=3, pattern="^[A-Z]")] = "Road"
    day: Literal["mon"] = "mon"
    checked: Annotated[str, AfterValidator(lambda text: _refused(text))] = ""
    when: complex = 0j


def _refused(text: str) -> str:
    raise ValueError(f"“{text}” is not for us")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("pet: {name: x, lives: y}", ["f:1:23: found “y”; expected a whole number"]),
        ("pet: {name: x, tricks: [1, y]}", ["f:1:28: found “y”; expected a whole number"]),
        ("pet: x", ["f:1:6: found “x”; expected a mapping with name, lives or a mapping with name, tricks"]),
        ("pets: {tom: {name: x}}", ["f:1:13: “lives” is missing; a cat needs it"]),
        ("pets: {tommy: {name: x, lives: 1}}", ["f:1:8: found “tommy”; expected at most 3 characters"]),
        ("rent: 0", ["f:1:7: found “0”; expected more than 0"]),
        ("rent: 100", ["f:1:7: found “100”; expected less than 100"]),
        ("rent: x", ["f:1:7: found “x”; expected a number"]),
        ("size: x", ["f:1:7: found “x”; expected a whole number or a list"]),
        ("size: [x]", ["f:1:8: found “x”; expected a whole number"]),
        ("even: 3", ["f:1:7: found “3”; expected a multiple of 2"]),
        ("road: Al", ["f:1:7: found “Al”; expected at least 3 characters"]),
        ("road: abc", ["f:1:7: found “abc”; expected text of the form ^[A-Z]"]),
        ("raod: abc", ["f:1:1: unknown key “raod”; a home has road, pet, pets, rent, size, even, …; "
                       "did you mean “road”?"]),
        ("day: tue", ["f:1:6: found “tue”; expected “mon”"]),
        ("checked: it", ["f:1:10: “it” is not for us"]),
    ],
)  # fmt: skip
def test_other_kinds_of_models(text: str, expected: list[str]) -> None:
    assert complaints(Home, text) == expected


def test_an_error_that_nobody_thought_of_still_has_words_and_a_place() -> None:
    (found,) = complaints(Home, "when: x")
    assert re.fullmatch(r"f:1:7: found “x”; expected a valid .*", found)


@pytest.mark.parametrize("model", [Agenda, ThemeFile])
def test_every_pattern_of_the_models_has_words(model: type[BaseModel]) -> None:
    schema = json.dumps(model.model_json_schema())
    assert {json.loads(f'"{found}"') for found in re.findall(r'"pattern": "(.*?)"', schema)} <= set(PATTERNS)
