"""The laws of edits, on every shipped agenda: each changes what it says and keeps all comments, or is refused."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from functools import cache
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.agenda import Path
from facilitator.library import default_library
from facilitator.messages import Problems
from facilitator.studio.edits import EDIT, Add, AnyEdit, Copy, Delete, Move, Put, Split, edited

LIBRARY = default_library()
OTHERS = {
    "one line each": """# top
title: Kort
blocks:
  - {title: Velkommen, minutes: 10}  # først
  # om snak
  - {title: Snak, minutes: 20-40, slides: [{questions: ["Hvad fylder?"]}]}


  - title: Tak # sidst
    minutes: 5
# slut
""",
    "Windows": """\ufefftitle: Kort
blocks:
- title: 'Hej, Bo''s hold'
  minutes:
  # om tid
  why: >
    Et formål,
    på to linjer.
- title: Snak
  at: 9.00 # fast""".replace("\n", "\r\n"),
    "aliases": "title: Kort\nblocks:\n  - {title: &a Hej, minutes: 5}\n  - {title: *a, minutes: 5}\n",
}


@cache
def texts() -> dict[str, str]:
    shipped = {name: LIBRARY.find("agendas", name).read_text(encoding="utf-8") for name in LIBRARY.names("agendas")}
    return OTHERS | {name: text for name, text in shipped.items() if "\nblocks:" in text}


def said(text: str) -> Any:
    """What a file says, by another way than that of the editor."""
    return yaml.load(text.removeprefix("\ufeff"), yaml.CBaseLoader)


def lines_of_comments(text: str) -> Counter[str]:
    """Lines that begin with #, but for those of a text that goes over several lines."""
    scalars = (one for one in yaml.scan(text.removeprefix("\ufeff"), yaml.CLoader) if isinstance(one, yaml.ScalarToken))
    inside = {
        line
        for one in scalars
        for line in range(one.start_mark.line + 1, one.end_mark.line + (one.style not in ("|", ">")))
    }
    lines = enumerate(line.strip() for line in text.splitlines())
    return Counter(line for number, line in lines if line.startswith("#") and number not in inside)


def edit(**asked: Any) -> AnyEdit:
    return EDIT.validate_python(asked)


def leaves(tree: Any, path: Path = ()) -> list[Path]:
    """The path of every text."""
    pairs = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else None
    return [path] if pairs is None else [leaf for key, one in pairs for leaf in leaves(one, (*path, key))]


SIGNS = ["25", "9.15", "20-35", "~", "Ny titel: »på dansk« – 100 %", "null", "- a", "{{ client }}, ja", "# x"]
WORDS = st.one_of(
    st.sampled_from(SIGNS),
    st.text(st.sampled_from("aæ \"':#{}[],&*!|>-%@`\n\t½"), min_size=1, max_size=40),
    st.lists(st.sampled_from(["ord", "et meget langt ord", "og: så", "# nej"]), min_size=1, max_size=40).map(" ".join),
)  # fmt: skip


@st.composite
def edits(draw: st.DrawFn, text: str) -> AnyEdit:
    tree = said(text)
    number = draw(st.integers(0, len(tree["blocks"]) - 1))
    block: Path = ("blocks", number)
    do = draw(st.sampled_from(["put", "put", "field", "add", "move", "copy", "delete", "split"]))
    if do == "put":
        return edit(do="put", path=draw(st.sampled_from(leaves(tree))), value=draw(WORDS))
    if do == "field":
        key = draw(st.sampled_from(["title", "minutes", "at", "until", "optional", "why", "who", "plan_b"]))
        return edit(do="put", path=(*block, key), value=draw(st.none() | WORDS))
    if do == "add":
        return edit(do="add", path=block, block={"title": draw(WORDS), "minutes": "15"})
    if do == "move":
        return edit(do="move", path=block, to=draw(st.integers(0, len(tree["blocks"]) - 1)))
    if do == "split":
        steps = len(tree["blocks"][number].get("how", []))
        return edit(
            do="split", path=block, minutes=(10, 5), title="Resten", steps=draw(st.integers(0, max(0, steps - 1)))
        )
    return edit(do=do, path=block)


def expected(tree: Any, asked: AnyEdit, after: Any) -> Any:
    """What the file should say; where a text is set, perhaps with a line break at its end, and new ids may be any."""
    above, holder = asked.path[:-1], tree
    last: Any = asked.path[-1]
    for part in above:
        holder = holder[part]
    match asked:
        case Put(value=None):
            holder.pop(last, None)
        case Put(value=str(value)):
            found = after
            for part in asked.path:
                found = found[part]
            assert found.rstrip("\n") == value.rstrip("\n")
            holder[last] = found
        case Add():
            assert isinstance(asked.block, dict)
            holder.insert(last, asked.block | {"title": after["blocks"][last]["title"]})
            assert holder[last]["title"].rstrip("\n") == str(asked.block["title"]).rstrip("\n")
        case Move():
            holder.insert(asked.to, holder.pop(last))
        case Delete():
            holder.pop(last)
        case Copy():
            assert without_ids(after["blocks"][last + 1]) == without_ids(holder[last])
            holder.insert(last + 1, after["blocks"][last + 1])
        case Split():
            first, second = after["blocks"][last : last + 2]
            assert (first["minutes"], second["minutes"]) == ("10", "5")
            assert first.get("how", []) + second.get("how", []) == holder[last].get("how", [])
            assert second["title"] == asked.title
            assert second.get("until") == holder[last].get("until")
            assert {**first, "minutes": 0, "how": 0} == {
                **{key: one for key, one in holder[last].items() if key != "until"}, "minutes": 0, "how": 0,
            }  # fmt: skip
            holder[last : last + 1] = [first, second]
    return tree


def without_ids(tree: Any) -> Any:
    if isinstance(tree, dict):
        return {key: without_ids(one) for key, one in tree.items() if key != "id"}
    return [without_ids(one) for one in tree] if isinstance(tree, list) else tree


def holds(text: str, asked: AnyEdit) -> bool:
    """Whether the edit is made; it changes what it says and keeps the comments."""
    try:
        after = edited(text, asked)
    except Problems:
        return False
    assert said(after) == expected(said(text), asked, said(after))
    lost = lines_of_comments(text) - lines_of_comments(after)
    assert isinstance(asked, Delete) or not lost
    assert ("\r\n" in text) == ("\r\n" in after)
    assert isinstance(asked, Put | Move) or after.endswith("\n")
    return True


@settings(max_examples=settings().max_examples // 3)
@given(st.data())
def test_an_edit_changes_what_it_says_or_is_refused(data: st.DataObject) -> None:
    text = texts()[data.draw(st.sampled_from(sorted(texts())))]
    holds(text, data.draw(edits(text)))


@pytest.mark.long
@settings(max_examples=10_000)
@given(st.data())
def test_ten_thousand_of_them(data: st.DataObject) -> None:
    text = texts()[data.draw(st.sampled_from(sorted(texts())))]
    for _again in range(data.draw(st.integers(1, 5))):
        asked = data.draw(edits(text))
        if holds(text, asked):
            text = edited(text, asked)


@pytest.mark.parametrize(
    "name", ["det-korte-moede", "one line each", "Windows", pytest.param("trio-workshop", marks=pytest.mark.long)]
)
def test_what_people_do_is_done(name: str) -> None:
    """Minutes, titles, pins, moves, copies, and splits of every block; one line differs where one value does."""
    text = texts()[name]
    blocks = said(text)["blocks"]
    for number, block in enumerate(blocks):
        path = ("blocks", number)
        for key, value in (("minutes", "17"), ("title", "Ny: titel"), ("at", "10.15")):
            asked = edit(do="put", path=(*path, key), value=value)
            assert holds(text, asked)
            differing = changed(text, edited(text, asked))
            assert len(differing) == (0 if block.get(key) == value else 1), differing
        assert holds(text, edit(do="copy", path=path))
        assert holds(text, edit(do="move", path=path, to=0))
        assert holds(text, edit(do="move", path=path, to=len(blocks) - 1))
        assert holds(text, edit(do="delete", path=path)) or len(blocks) == 1
        if "minutes" in block:
            assert holds(
                text,
                edit(do="split", path=path, minutes=(10, 5), title="Resten", steps=int(len(block.get("how", [])) > 1)),
            )


def changed(before: str, after: str) -> list[str]:
    """The lines that are new or otherwise."""
    old, new = before.splitlines(), after.splitlines()
    runs = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return [line for tag, _a, _b, start, end in runs if tag != "equal" for line in new[start:end]]


def test_comments_go_with_their_block() -> None:
    text = "blocks:\n  # om a\n  - title: a\n    # i a\n\n  # om b\n\n  # mere om b\n  - title: b\n# slut\n"
    assert edited(text, edit(do="move", path=("blocks", 1), to=0)) == (
        "blocks:\n  # om b\n\n  # mere om b\n  - title: b\n\n  # om a\n  - title: a\n    # i a\n# slut\n"
    )
    assert edited(text, edit(do="delete", path=("blocks", 0))) == (
        "blocks:\n  # om b\n\n  # mere om b\n  - title: b\n# slut\n"
    )


def test_a_comment_behind_a_value_that_goes_stays() -> None:
    text = "blocks:\n  - title: a\n    at: 9.00  # kantinen åbner\n    minutes: 5\n"
    assert edited(text, edit(do="put", path=("blocks", 0, "at"), value=None)) == (
        "blocks:\n  - title: a\n    # kantinen åbner\n    minutes: 5\n"
    )


def test_a_key_comes_where_people_expect_it() -> None:
    text = "blocks:\n  - title: a\n    minutes: 5\n    slides: []\n"
    assert edited(text, edit(do="put", path=("blocks", 0, "at"), value="9.00")) == (
        "blocks:\n  - title: a\n    at: 9.00\n    minutes: 5\n    slides: []\n"
    )


def test_a_long_text_is_folded_as_it_was() -> None:
    text = "blocks:\n  - title: a\n    why: >\n      Et formål,\n      på to linjer.\n"
    after = edited(text, edit(do="put", path=("blocks", 0, "why"), value="Et andet, " * 20 + "slut.\nOg mere."))
    assert "    why: >\n      Et andet, Et andet," in after
    assert max(map(len, after.splitlines())) <= 120


def test_a_copy_has_ids_of_its_own() -> None:
    text = "blocks:\n  - id: a\n    title: a\n    slides:\n      - id: x\n        bullets: [y]\n"
    first, second = said(edited(text, edit(do="copy", path=("blocks", 0))))["blocks"]
    assert (second["id"], second["slides"][0]["id"]) == ("a-2", "x-2")
    assert (first["id"], first["slides"][0]["id"]) == ("a", "x")


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (OTHERS["aliases"], {"do": "put", "path": ["blocks", 1, "title"], "value": "x"}),
        (OTHERS["aliases"], {"do": "put", "path": ["blocks", 0, "title"], "value": "x"}),
        ("blocks:\n  - title: a\n", {"do": "delete", "path": ["blocks", 0]}),
        ("blocks:\n  - title: a\n", {"do": "put", "path": ["blocks", 0, "title", "x"], "value": "x"}),
        ("blocks:\n  - title: a\n", {"do": "put", "path": ["blocks", 0, "a: b"], "value": "x"}),
        ("blocks:\n  - slides:\n      - a\n", {"do": "put", "path": ["blocks", 0, "slides"], "value": "x"}),
        ("blocks:\n  - title: a\n", {"do": "move", "path": ["blocks", -1], "to": 0}),
        ("", {"do": "put", "path": ["title"], "value": "x"}),
    ],
)  # fmt: skip
def test_what_would_touch_something_else_is_refused(text: str, asked: dict[str, Any]) -> None:
    with pytest.raises(Problems, match="cannot be changed here"):
        edited(text, edit(**asked))


class TestWhatIsNotThereYet:
    """What would hold a value is made with it, and goes with it."""

    HEAD = "# top\ntitle: a\nwhy: >\n  b\n\n# om dem\nexamples:\n  client: c\nblocks:\n  - title: d\n"

    def test_a_value_of_data(self) -> None:
        after = edited(self.HEAD, edit(do="put", path=("data", "client"), value="Ny"))
        assert after == self.HEAD.replace("  b\n", "  b\ndata:\n  client: Ny\n")
        more = edited(after, edit(do="put", path=("data", "date"), value="14.1.2027"))
        assert more == after.replace("client: Ny\n", "client: Ny\n  date: 14.1.2027\n")
        fewer = edited(more, edit(do="put", path=("data", "date"), value=None))
        assert fewer == after
        assert edited(fewer, edit(do="put", path=("data", "client"), value=None)) == self.HEAD

    @pytest.mark.parametrize("there", ["data:\n", "data:  # jeres egne\n", "data: {}\n", "data: {team: x}  # y\n"])
    def test_where_there_is_nothing_in_it(self, there: str) -> None:
        text = f"title: a\n{there}blocks:\n  - title: d\n"
        after = edited(text, edit(do="put", path=("data", "client"), value="A, B: C"))
        assert said(after)["data"]["client"] == "A, B: C"
        assert after.count("#") == text.count("#")

    def test_people(self) -> None:
        person = {"name": "Maja: M", "role": "Konsulent"}
        after = edited(self.HEAD, edit(do="add", path=("facilitators", 0), block=person))
        more = edited(after, edit(do="add", path=("facilitators", 1), block={"name": "Bo"}))
        assert said(more) == said(self.HEAD) | {"facilitators": [person, {"name": "Bo"}]}
        assert edited(more, edit(do="delete", path=("facilitators", 1))) == after
        assert edited(after, edit(do="put", path=("facilitators",), value=None)) == self.HEAD

    def test_colours_and_minutes(self) -> None:
        colours = edit(do="put", path=("brand", "colours"), value=["#0A4D68", "#FFFFFF"])
        after = edited(self.HEAD, colours)
        assert '\nbrand:\n  colours: ["#0A4D68", "#FFFFFF"]\n' in after
        fewer = edited(after, edit(do="put", path=("brand", "colours"), value=["#0A4D68"]))
        assert said(fewer)["brand"] == {"colours": ["#0A4D68"]}
        minutes = edit(do="put", path=("blocks", 0, "minutes"), value={"ideal": "14", "min": "10", "max": "20"})
        assert said(edited(self.HEAD, minutes))["blocks"][0]["minutes"] == {"ideal": "14", "min": "10", "max": "20"}
        assert edited(edited(self.HEAD, minutes), edit(do="put", path=minutes.path, value="5")).endswith("minutes: 5\n")

    def test_tracks(self) -> None:
        tracks = [
            {"title": "A", "blocks": [{"title": "x", "minutes": "20"}]},
            {"title": "B", "blocks": [{"title": "y"}]},
        ]
        asked = edit(do="add", path=("blocks", 1), block={"title": "Spor", "parallel": tracks})
        after = edited(self.HEAD, asked)
        assert said(after)["blocks"][1] == {"title": "Spor", "parallel": tracks}
        assert after.startswith(self.HEAD)
