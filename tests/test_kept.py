"""What has been made is made again only from something else; decks of groups one after the other are each one's own."""

from __future__ import annotations

from dataclasses import dataclass, replace

import facilitator
from facilitator.kept import Kept, print_of
from facilitator.output.deck_file import deck_file
from facilitator.text import parsed


def test_it_is_made_once_and_the_oldest_goes() -> None:
    kept, made = Kept[str](2), list[str]()

    def make() -> str:
        made.append("x")
        return "x" * len(made)

    assert [kept.of(key, make) for key in ("a", "b", "a", "c", "a", "b")] == ["x", "xx", "x", "xxx", "x", "xxxx"]


def test_the_same_letters_in_another_look_are_something_else() -> None:
    assert parsed("**fed**") == parsed("fed")
    assert print_of(parsed("**fed**")) != print_of(parsed("fed"))
    assert print_of(["a", parsed("**fed**")]) == print_of(["a", parsed("**fed**")])


@dataclass(frozen=True, slots=True)
class _Pair:
    left: object
    right: object = None


@dataclass(frozen=True, slots=True)
class _More(_Pair):
    more: int = 0


@dataclass(frozen=True, slots=True)
class _Other:
    left: object
    right: object = None


def test_the_same_fields_of_another_class_are_something_else() -> None:
    values = [_Pair(1, 2), _Pair(1, parsed("**2**")), _Pair(1, parsed("2")), _Other(1, 2), _More(1, 2), _More(1, 2, 3)]
    assert len({print_of([value]) for value in values}) == len(values)
    assert print_of(_Pair(1, _Pair(2))) == print_of(_Pair(1, _Pair(2)))


def test_decks_of_groups_one_after_the_other_are_those_that_each_has_alone() -> None:
    groups = [
        {"team": "TRIO 1", "client": "Prøveby"},
        {"team": "**TRIO 1**", "client": "Prøveby"},
        {"team": "TRIO 1", "client": "A & B <Vest>"},
    ]
    contents = []
    for group in groups:
        opened = facilitator.open("trio-workshop", data={**group, "date": "2027-01-14", "participants": 24})
        (made,) = opened.build("deck")
        alone = opened.drawn._replace(canvases=[replace(one, made_of="") for one in opened.drawn.canvases])
        assert deck_file(alone, "alone").content == made.content
        contents.append(made.content)
    assert len({*contents}) == len(groups)
