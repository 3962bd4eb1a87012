"""What a user gives for a file besides its text: the values that it is filled with, and who leads the session."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from facilitator.messages import Place, Problem, Problems, _, short
from facilitator.reading import Node, node_of, with_children
from facilitator.text.meaning import Wrong, is_single, meant

__all__ = [
    "PEOPLE", "VALUES", "by_name", "data_label", "data_of", "mapping_of", "texts_of", "values_of", "with_given_people",
    "with_invented_people",
]  # fmt: skip

PEOPLE = "facilitators"
"""Who may be invented: under ``examples`` they are told until the author writes their own beside it."""
_BETWEEN = re.compile(r"\s*[,;&]\s*|\s+(?:og|and|samt)\s+")
_AND = re.compile(r"\s*[;&]\s*|\s+(?:og|and|samt)\s+")
_ACTING = re.compile(r"\b(facilitator|underviser|oplægsholder)\s+(\d)\b", re.IGNORECASE)
_ACTORS = ("who", "brings", "how")
"""Keys that say who does something, or how it is done, with all that stands under them."""
_FOLDED = {"da": {"aa": "å", "ae": "æ", "oe": "ø"}}
"""Letters that names of values are written without, by language."""
VALUES = ("data", "examples")
"""Keys that hold what texts are filled with."""


def data_of(node: Node, locale: str, key: str = "data") -> dict[str, Any]:
    """The file's own ``data``: numbers, dates, and yes or no as such, unless they stand in quotation marks.

    Raises:
        Problems: a value is none of what its name asks for.
    """
    problems: list[Problem] = []
    found = values_of(mapping_of(node, key), locale, problems)
    if problems:
        raise Problems(problems)
    return found


def data_label(name: str, locale: str) -> str:
    """What a value of ``data`` is called on a page: ``Kunde`` for ``client``; a name of the author's as words.

    Args:
        name: the value's name in the file.
        locale: the file's language, in whose letters the author's names are read: ``om_et_aar`` as ``Om et år``.
    """
    known = {
        "client": _("Client"),
        "team": _("Team or department"),
        "date": _("Date"),
        "participants": _("Participants"),
        "place": _("Place"),
        PEOPLE: _("Facilitators"),
    }
    words = name.replace("_", " ")
    for two, letter in _FOLDED.get(locale.partition("-")[0], {}).items():
        words = words.replace(two, letter)
    return known.get(name) or words[:1].upper() + words[1:]


def mapping_of(node: Node, key: str) -> Mapping[str, Node]:
    """What stands under a key, by its names; nothing where there is no such mapping."""
    found = node.find((key,))
    return found.value if found is not None and isinstance(found.value, dict) else {}


def values_of(given: Mapping[str, Any], locale: str, problems: list[Problem]) -> dict[str, Any]:
    """What the values mean; those that are wrong are told in ``problems``, without a place where they are no nodes."""

    def value(name: str, one: Any) -> Any:
        node = one if isinstance(one, Node) else Node(one, Place(""), quoted=True) if isinstance(one, str) else None
        found = one if node is None else node.value
        if isinstance(found, dict | list | tuple) and is_single(name):
            what = _("“{name}” has several values", name=name)
            place = node.place if node is not None and node.place.path else None
            problems.append(Problem(what, _("expected one, such as “A og B”"), place=place))
            return Wrong()
        if node is None:
            return one
        if isinstance(node.value, dict):
            return {key: value("", child) for key, child in node.value.items()}
        if isinstance(node.value, list):
            return [value("", child) for child in node.value]
        try:
            return None if node.value is None else meant(name, node.value, locale, quoted=node.quoted)
        except ValueError as error:
            problems.append(Problem(str(error), place=node.place if node.place.path else None))
            return Wrong(node.value)

    return {name: value(name, one) for name, one in given.items()}


def texts_of(node: Node) -> Iterator[str]:
    """Every text that is filled in, those of ``data`` and ``examples`` left out."""
    parts = node.value.items() if isinstance(node.value, dict) else ()
    for child in [child for key, child in parts if key not in VALUES] if parts else [node]:
        yield from _within(child)


def _within(node: Node) -> Iterator[str]:
    if isinstance(node.value, dict | list):
        for child in node.value.values() if isinstance(node.value, dict) else node.value:
            yield from _within(child)
    elif node.value is not None:
        yield node.value


# --- who leads ---


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
    if _unclear(node.value):
        what = _("“{text}” may be one person or several", text=short(node.value))
        raise Problems.one(what, _("expected names such as “Anna Hansen og Bo Lind”"), place=node.place)
    return Node([Node(one, node.place) for one in _BETWEEN.split(node.value.strip()) if one], node.place)


def _unclear(text: str) -> bool:
    """Whether a comma may stand behind a surname: “Hansen, Anna”, not “Ann, Bo og Carl” or “Ann Holm, Bo Lind”."""
    first, *others = (part.split(",") for part in _AND.split(text.strip()))
    names = [len(name.split()) for name in first]
    alone = len(names) == 2 and not others and min(names) == 1
    mixed = len(names) > 1 and min(names) == 1 < max([*names, *(len(part[0].split()) for part in others)])
    return alone or mixed or any(len(part) > 1 for part in others)


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
    return replace(node, value={**plain, PEOPLE: people}), {PEOPLE: ", ".join(filter(None, map(_name, listed)))}


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
    if isinstance(node.value, dict | list):
        return with_children(node, lambda child, key: _named(child, called, acting or key in _ACTORS))
    if not acting or node.value is None:
        return node
    value = _ACTING.sub(lambda found: _one(found, called), node.value)
    return node if value == node.value else replace(node, value=value)


def _one(found: re.Match[str], called: Sequence[str]) -> str:
    """The one of that number; whoever is alone does it all."""
    number = 1 if len(called) == 1 else int(found[2])
    return called[number - 1] if 0 < number <= len(called) else found[0]
