"""Steps, materials, slides, questions: items of lists within a block are added, moved, and taken out as blocks are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from facilitator.library import default_library
from facilitator.messages import Problems
from facilitator.studio.edits import EDIT, edited
from studio.test_edits import WORDS, lines_of_comments, said

LIBRARY = default_library()
TEXT = """title: a
blocks:
  # om a
  - title: a
    materials: [flipover, {item: tuscher, count: 4}]  # husk
    how:
      # først
      - Tal sammen
      - {minutes: 5, do: Saml op, ask: Hvad nu?}
    slides:
      - questions:
          - Et?
          # om to
          - {text: To?, points: [a, b]}
        say: Giv tid.
  - {title: b, minutes: 5}
"""


def after(text: str = TEXT, **asked: Any) -> str:
    return edited(text, EDIT.validate_python(asked))


def at(text: str, *path: str | int) -> Any:
    found = said(text)
    for part in path:
        found = found[part]
    return found


def test_items_are_added_where_there_is_a_list() -> None:
    step = after(do="add", path=("blocks", 0, "how", 2), block={"do": "Sig tak"})
    assert step == TEXT.replace("Hvad nu?}\n", "Hvad nu?}\n      - do: Sig tak\n")
    thing = after(do="add", path=("blocks", 0, "materials", 1), block="kuglepen, blå")
    assert thing == TEXT.replace("[flipover,", '[flipover, "kuglepen, blå",')
    question = after(do="add", path=("blocks", 0, "slides", 0, "questions", 1), block="Og: hvad så?")
    assert question == TEXT.replace("- Et?\n", '- Et?\n          - "Og: hvad så?"\n')


def test_a_track_is_added_beside_the_others() -> None:
    lanes = "".join(
        f"      - title: {one}\n        blocks:\n          - title: X\n            minutes: 5\n" for one in "AB"
    )
    text = f"title: T\nblocks:\n  - title: Spor\n    parallel:\n{lanes}"
    track = {"title": "C", "blocks": [{"title": "X", "minutes": "5"}]}
    edit = EDIT.validate_python({"do": "add", "path": ["blocks", 0, "parallel", 2], "block": track})
    assert edited(text, edit) == text + lanes[: len(lanes) // 2].replace("title: A", "title: C")


def test_items_are_added_where_there_is_none_yet() -> None:
    slide = after(do="add", path=("blocks", 1, "slides", 0), block={"questions": ["Hvad?"], "title": "Nu"})
    assert at(slide, "blocks", 1, "slides") == [{"questions": ["Hvad?"], "title": "Nu"}]
    ask = after(do="add", path=("blocks", 0, "slides", 0, "ask", 0), block="Hvem begynder?")
    assert ask == TEXT.replace("        say: Giv tid.\n", "        say: Giv tid.\n        ask: [Hvem begynder?]\n")


def test_a_cell_is_added_to_a_row_of_a_table_and_nothing_to_a_text() -> None:
    table = "blocks:\n  - title: A\n    slides:\n      - table: [[Et, To], [Tre, Fire]]\n"
    row = ("blocks", 0, "slides", 0, "table", 0)
    assert at(after(table, do="add", path=(*row, 0), block="Nul"), *row) == ["Nul", "Et", "To"]
    with pytest.raises(Problems, match="cannot be changed here"):
        after(table, do="add", path=("blocks", 0, "title", "x", 0), block="Nul")


def test_the_last_item_takes_its_list_along_but_no_comment_of_others() -> None:
    one = after(do="delete", path=("blocks", 0, "how", 1))
    none = after(one, do="delete", path=("blocks", 0, "how", 0))
    assert "how" not in at(none, "blocks", 0)
    assert "# om to" in none
    assert "# husk" in none
    assert "# først" not in none


def test_items_in_brackets_are_moved_and_taken_out() -> None:
    moved = after(do="move", path=("blocks", 0, "materials", 0), to=1)
    assert moved == TEXT.replace("[flipover, {item: tuscher, count: 4}]", "[{item: tuscher, count: 4}, flipover]")
    gone = after(do="delete", path=("blocks", 0, "materials", 0))
    assert gone == TEXT.replace("[flipover, ", "[")
    blocks = after("blocks: [{title: a}, {title: b}]\n", do="move", path=("blocks", 0), to=1)
    assert blocks == "blocks: [{title: b}, {title: a}]\n"


def test_a_plain_item_becomes_one_with_more_to_say() -> None:
    more = after(do="put", path=("blocks", 0, "how", 0), value={"do": "Tal sammen", "say": "Sæt jer, to og to"})
    assert more == TEXT.replace("- Tal sammen", '- {do: Tal sammen, say: "Sæt jer, to og to"}')
    with pytest.raises(ValidationError):
        after(do="put", path=("blocks", 0, "how", 0), value={"a b": "c"})


@cache
def texts() -> dict[str, str]:
    names = [name for name in LIBRARY.names("agendas") if name != "alle-slides"]
    shipped = {name: LIBRARY.find("agendas", name).read_text(encoding="utf-8") for name in names}
    return {"ours": TEXT} | {name: text for name, text in shipped.items() if "\nblocks:" in text}


def lists(tree: Any, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The path of every list within a block."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    own = [path] if isinstance(tree, list) and tree and len(path) > 2 else []
    return [*own, *(inner for key, one in pairs for inner in lists(one, (*path, key)))]


@settings(max_examples=settings().max_examples // 3)
@given(st.data())
def test_a_list_says_what_was_asked_for_and_undoing_it_says_what_it_said(data: st.DataObject) -> None:
    text = texts()[data.draw(st.sampled_from(sorted(texts())))]
    path = data.draw(st.sampled_from(lists(said(text)["blocks"], ("blocks",))))
    had = at(text, *path)
    number = data.draw(st.integers(0, len(had) - 1))
    word = data.draw(WORDS)
    add = {"do": "add", "path": (*path, number), "block": data.draw(st.sampled_from([word, {"do": word}]))}
    last = len(had) - 1
    asked = data.draw(st.sampled_from([
        ({"do": "move", "path": (*path, number), "to": last}, lambda is_: is_.insert(last, is_.pop(number))),
        ({"do": "delete", "path": (*path, number)}, lambda is_: is_.pop(number)),
        (add, lambda is_: is_.insert(number, add["block"])),
    ]))  # fmt: skip
    try:
        found = after(text, **asked[0])
    except Problems:
        return
    wanted = yaml.load(text, yaml.CBaseLoader)
    holder = wanted
    for part in path[:-1]:
        holder = holder[part]
    asked[1](holder[path[-1]])
    if not holder[path[-1]]:
        gone = after(text, do="put", path=path, value=None)
        wanted = said(gone)
    assert stripped(said(found)) == stripped(wanted)
    lost = lines_of_comments(text) - lines_of_comments(found)
    assert asked[0]["do"] == "delete" or lost == Counter()


def stripped(tree: Any) -> Any:
    """Without the line break that a folded text ends in."""
    if isinstance(tree, dict):
        return {key: stripped(one) for key, one in tree.items()}
    return [stripped(one) for one in tree] if isinstance(tree, list) else tree.rstrip("\n")


VALUES = st.sampled_from(
    ["x", "", None, "- a: b", "{", "20-30", {"do": "x"}, {"title": "a", "minutes": "5"}, ["a", "b"], [], {}, "a\nb"]
)
EDITS: st.SearchStrategy[dict[str, Any]] = st.one_of(
    st.builds(lambda value: {"do": "put", "value": value}, VALUES),
    st.builds(lambda value: {"do": "add", "block": value}, VALUES),
    st.sampled_from([{"do": "move", "to": 1}, {"do": "copy"}, {"do": "delete"}]),
    st.just({"do": "split", "minutes": (5, 5), "title": "Ny"}),
)


@given(st.data())
def test_an_edit_of_anything_is_made_or_refused(data: st.DataObject) -> None:
    """A page asks for what is there; whoever else asks gets an answer too."""
    text = texts()[data.draw(st.sampled_from(["ours", "korte-oevelser"]))]
    path = data.draw(st.sampled_from([path for path in paths(said(text)) if path]))
    more = data.draw(st.lists(st.sampled_from([0, 1, 99, "title", "x"]), max_size=2))
    with suppress(Problems, ValidationError):
        assert after(text, path=(*path, *more), **data.draw(EDITS)) != ""


def paths(tree: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of everything."""
    yield path
    for key, one in tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ():
        yield from paths(one, (*path, key))
