"""What is said about each kind of pydantic error. All the wording is here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from facilitator.problems import Place, Problem, nearest, printable, short

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["PATTERNS", "Complaint", "Found", "complaint"]

PATTERNS = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": "small letters a–z, digits, and single hyphens, such as my-name",
    r"^[0-9A-Fa-f]{6}$": "a colour of six digits 0–9 and letters A–F, such as 1F4E79",
}
"""What a pattern of the models asks for, in words."""

_FEW = 6


@dataclass(frozen=True, slots=True)
class Found:
    """What the schema knows of the end of a location."""

    path: tuple[int | str, ...] = ()
    """Keys and indexes only."""
    kind: Mapping[str, Any] = field(default_factory=dict)
    """The schema of the value there."""
    model: type | None = None
    """The model of that value, if it is one."""
    owner: type | None = None
    """The model whose key is the last of the path."""
    owner_keys: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    """The keys of the value there, if it is a mapping with known ones."""
    branches: tuple[int, ...] = ()
    """Which parts of the location name the branch of a union."""


@dataclass(frozen=True, slots=True)
class Complaint:
    """What was found and what was expected, not yet with a place."""

    what: str
    wanted: str = ""
    """What was expected instead; merges with that of other branches of a union."""
    remark: str = ""
    """What else there is to say, when nothing in particular was wanted."""
    suggestion: str = ""

    @classmethod
    def either(cls, complaints: Sequence[Complaint]) -> Complaint:
        """One complaint about a value that could have been several things."""
        first = complaints[0]
        wanted = dict.fromkeys(c.wanted for c in complaints if c.wanted)
        suggestion = next((c.suggestion for c in complaints if c.suggestion), "")
        return cls(first.what, " or ".join(wanted), first.remark, suggestion)

    def problem(self, place: Place) -> Problem:
        """The same, ready to be shown."""
        return Problem(self.what, f"expected {self.wanted}" if self.wanted else self.remark, self.suggestion, place)


def complaint(error: ErrorDetails, found: Found) -> Complaint:
    """An error of pydantic in the words of a person."""
    if error["type"] in _TYPES:
        return Complaint(_shown(error["input"]), _TYPES[error["type"]])
    return _WORDING.get(error["type"], _own)(error, found)


_NUMBER = "a whole number"
_TYPES = {
    "string_type": "text", "int_type": _NUMBER, "int_parsing": _NUMBER, "int_parsing_size": "a smaller number",
    "int_from_float": _NUMBER, "float_type": "a number", "float_parsing": "a number", "finite_number": "a number",
    "bool_type": "true or false", "bool_parsing": "true or false", "list_type": "a list", "tuple_type": "a list",
    "dict_type": "a mapping", "none_required": "nothing", "date_type": "a date such as 2025-01-31",
    "date_parsing": "a date such as 2025-01-31", "date_from_datetime_parsing": "a date such as 2025-01-31",
}  # fmt: skip


def _unknown(error: ErrorDetails, found: Found) -> Complaint:
    key = str(error["loc"][-1])
    subject, have, _ = _subject(found.owner)
    near = nearest(key, found.owner_keys)
    keys = _first(near, found.owner_keys) if near else found.owner_keys
    return Complaint(f"unknown key “{short(key)}”", remark=f"{subject} {have} {', '.join(keys)}", suggestion=near)


def _missing(error: ErrorDetails, found: Found) -> Complaint:
    subject, _, need = _subject(found.owner)
    return Complaint(f"“{error['loc'][-1]}” is missing", remark=f"{subject} {need} it")


def _no_mapping(error: ErrorDetails, found: Found) -> Complaint:
    wanted = f"a mapping with {', '.join(found.keys)}" if found.keys else "a mapping"
    # A model with a `short` form may also be written as that text.
    wanted = f"text or {wanted}" if isinstance(getattr(found.model, "short", None), str) else wanted
    return Complaint(_shown(error["input"]), wanted)


def _literal(error: ErrorDetails, found: Found) -> Complaint:
    return _one_of(error["input"], _quoted(error["ctx"]["expected"]))


def _tag(error: ErrorDetails, found: Found) -> Complaint:
    return _one_of(error["ctx"]["tag"], _quoted(error["ctx"]["expected_tags"]))


def _no_tag(error: ErrorDetails, found: Found) -> Complaint:
    if not isinstance(error["input"], dict):
        return _no_mapping(error, found)
    key = error["ctx"]["discriminator"].strip("'")
    names = [str(name) for name in found.kind.get("choices", ())]
    return Complaint(f"“{key}” is missing", _listed(names))


def _too_short(error: ErrorDetails, found: Found) -> Complaint:
    if isinstance(error["input"], str):
        return _short_text(error, found)
    return Complaint(_counted(error), f"at least {error['ctx']['min_length']}")


def _too_long(error: ErrorDetails, found: Found) -> Complaint:
    if isinstance(error["input"], str):
        return _long_text(error, found)
    return Complaint(_counted(error), f"at most {error['ctx']['max_length']}")


def _short_text(error: ErrorDetails, found: Found) -> Complaint:
    least = error["ctx"]["min_length"]
    return Complaint(_shown(error["input"]), "text" if least == 1 else f"at least {least} characters")


def _long_text(error: ErrorDetails, found: Found) -> Complaint:
    return Complaint(_shown(error["input"]), f"at most {error['ctx']['max_length']} characters")


def _pattern(error: ErrorDetails, found: Found) -> Complaint:
    pattern = error["ctx"]["pattern"]
    return Complaint(_shown(error["input"]), PATTERNS.get(pattern, f"text of the form {pattern}"))


def _limit(words: str, key: str) -> Callable[[ErrorDetails, Found], Complaint]:
    # A limit on any number is a float, even if it was written as a whole one.
    return lambda error, found: Complaint(_shown(error["input"]), f"{words} {error['ctx'][key]}".removesuffix(".0"))


def _raised(error: ErrorDetails, found: Found) -> Complaint:
    return Complaint(printable(str(error["ctx"]["error"])))


def _own(error: ErrorDetails, found: Found) -> Complaint:
    """An error type of our own models (its ``expected`` names the choices), or one that nobody thought of."""
    names = str(error.get("ctx", {}).get("expected", "")).split(", ")
    if names == [""]:
        return Complaint(_shown(error["input"]), error["msg"].removeprefix("Input should be "))
    if not isinstance(error["input"], dict):
        return Complaint(_shown(error["input"]), f"a mapping: {error['msg']}, {_listed(names)}")
    near = next((near for key in error["input"] if (near := nearest(str(key), names))), "")
    return Complaint(error["msg"], _listed(names), suggestion=near)


_WORDING: dict[str, Callable[[ErrorDetails, Found], Complaint]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "model_type": _no_mapping,
    "model_attributes_type": _no_mapping,
    "dataclass_type": _no_mapping,
    "literal_error": _literal,
    "enum": _literal,
    "union_tag_invalid": _tag,
    "union_tag_not_found": _no_tag,
    "too_short": _too_short,
    "too_long": _too_long,
    "string_too_short": _short_text,
    "string_too_long": _long_text,
    "string_pattern_mismatch": _pattern,
    "greater_than": _limit("more than", "gt"),
    "greater_than_equal": _limit("at least", "ge"),
    "less_than": _limit("less than", "lt"),
    "less_than_equal": _limit("at most", "le"),
    "multiple_of": _limit("a multiple of", "multiple_of"),
    "value_error": _raised,
    "assertion_error": _raised,
}


def _one_of(value: Any, names: Sequence[str]) -> Complaint:
    return Complaint(_shown(value), _listed(names), suggestion=nearest(value, names) if isinstance(value, str) else "")


def _listed(names: Sequence[str]) -> str:
    return f"“{names[0]}”" if len(names) == 1 else f"one of {', '.join(names)}"


def _quoted(text: str) -> list[str]:
    """The names in ``'a', 'b' or 'c'``."""
    return re.findall(r"'([^']*)'", text)


def _first(name: str, names: Iterable[str]) -> list[str]:
    """A few of the names, the given one first: enough to see what is meant."""
    others = [other for other in names if other != name]
    return [name, *others[: _FEW - 1], *("…" for _ in others[_FEW - 1 : _FEW])]


def _counted(error: ErrorDetails) -> str:
    count = len(error["input"])
    return "found an empty list" if count == 0 else f"found {count} {'entry' if count == 1 else 'entries'}"


def _shown(value: Any) -> str:
    """What stands in the file, short."""
    match value:
        case None:
            return "found nothing"
        case "":
            return "found an empty text"
        case str():
            return f"found “{short(value)}”"
        case list():
            return "found a list"
        case dict():
            return "found a mapping"
        case _:
            return f"found {short(str(value))}"


def _subject(model: type | None) -> tuple[str, str, str]:
    """How a sentence about a model begins: »a block has«, »bullets have«; and how it says that it needs something."""
    if model is None:
        return "this", "has", "needs"
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__).lower()
    if name.endswith("s"):
        return name, "have", "need"
    return f"{'an' if name[0] in 'aeiou' else 'a'} {name}", "has", "needs"
