"""Who leads a session: given as data or invented, and their names where they act."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from facilitator.problems import Place
from facilitator.reading.nodes import Node, node_of

__all__ = ["PEOPLE", "by_name", "with_given_people", "with_invented_people"]

PEOPLE = "facilitators"
"""Who may be invented: under ``examples`` they are told until the author writes their own beside it."""
_BETWEEN = re.compile(r"\s*[,;&]\s*|\s+(?:og|and|samt)\s+")
_ACTING = re.compile(r"\b(facilitator|underviser|oplægsholder)\s+(\d)\b", re.IGNORECASE)
_ACTORS = ("who", "brings")
"""Keys that say who does something."""


def with_given_people(node: Node, data: Mapping[str, Any]) -> tuple[Node, Mapping[str, Any]]:
    """The file with the ``facilitators`` of the data in place of its own, and the data without them.

    They are a list as in an agenda, or a line: “Ann, Bo og Carl”.
    """
    own = node.find(("data",))
    given = data.get(PEOPLE) or node.find(("data", PEOPLE))
    if not given or not isinstance(node.value, dict):
        return node, data
    kept = {}
    if own is not None and isinstance(own.value, dict):
        kept = {"data": replace(own, value={name: one for name, one in own.value.items() if name != PEOPLE})}
    changed = replace(node, value={**node.value, **kept, PEOPLE: _listed(given)})
    return changed, {name: value for name, value in data.items() if name != PEOPLE}


def _listed(given: Any) -> Node:
    node = given if isinstance(given, Node) else node_of(given, Place(PEOPLE))
    if not isinstance(node.value, str):
        return node
    return Node([Node(one, node.place) for one in _BETWEEN.split(node.value.strip()) if one], node.place)


def with_invented_people(node: Node) -> tuple[Node, dict[str, str]]:
    """The file with the ``facilitators`` of its ``examples``, where it has none of its own; and who they are."""
    examples, people = node.find(("examples",)), node.find(("examples", PEOPLE))
    if examples is None or people is None or not isinstance(node.value, dict) or not isinstance(examples.value, dict):
        return node, {}
    others = {key: value for key, value in examples.value.items() if key != PEOPLE}
    plain = {**node.value, "examples": replace(examples, value=others)}
    if PEOPLE in node.value:
        return replace(node, value=plain), {}
    listed = people.value if isinstance(people.value, list) else []
    names = [one.value for number in range(len(listed)) if (one := people.find((number, "name")))]
    return replace(node, value={**plain, PEOPLE: people}), {PEOPLE: ", ".join(str(name) for name in names)}


def by_name(node: Node) -> Node:
    """The file with names where it says “Facilitator 1”: first names, or whole names where two share them."""
    people = node.find((PEOPLE,))
    listed = people.value if people is not None and isinstance(people.value, list) else []
    names = [_name(one) for one in listed]
    firsts = [name.split()[0] for name in names if name]
    called = names if len({*firsts}) < len(names) else firsts
    return _named(node, called) if called and all(names) else node


def _name(person: Node) -> str:
    found = person.find(("name",)) if isinstance(person.value, dict) else person
    return found.value.strip() if found is not None and isinstance(found.value, str) else ""


def _named(node: Node, called: Sequence[str], acting: bool = False) -> Node:
    if isinstance(node.value, dict):
        changed = {key: _named(child, called, key in _ACTORS) for key, child in node.value.items()}
        return replace(node, value=changed)
    if isinstance(node.value, list):
        return replace(node, value=[_named(child, called) for child in node.value])
    if not acting or node.value is None:
        return node
    return replace(node, value=_ACTING.sub(lambda found: _one(found, called), node.value))


def _one(found: re.Match[str], called: Sequence[str]) -> str:
    """The one of that number; whoever is alone does it all."""
    number = 1 if len(called) == 1 else int(found[2])
    return called[number - 1] if 0 < number <= len(called) else found[0]
