"""What is said about each kind of pydantic error. All the wording is here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import TYPE_CHECKING, Any

from facilitator.messages import Place, Problem, _, at_terminal, mark, nearest, plural, printable, quoted, short

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

__all__ = ["PATTERNS", "Complaint", "Found", "complaint", "subject"]

PATTERNS = {
    r"^[a-z0-9]+(?:-[a-z0-9]+)*$": mark("small letters a–z, digits, and single hyphens, such as my-name"),
    **dict.fromkeys(
        (r"^[0-9A-Fa-f]{6}$", r"^#?[0-9A-Fa-f]{6}$"),
        mark("a colour of six digits 0–9 and letters A–F, such as 1F4E79"),
    ),
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
        wanted = list(dict.fromkeys(c.wanted for c in complaints if c.wanted))
        several = reduce(lambda one, other: _("{one} or {other}", one=one, other=other), wanted) if wanted else ""
        suggestion = next((c.suggestion for c in complaints if c.suggestion), "")
        return cls(first.what, several, first.remark, suggestion)

    def problem(self, place: Place) -> Problem:
        """The same, ready to be shown."""
        expected = _("expected {wanted}", wanted=self.wanted) if self.wanted else self.remark
        return Problem(self.what, expected, self.suggestion, place)


def complaint(error: ErrorDetails, found: Found) -> Complaint:
    """An error of pydantic in the words of a person."""
    if error["type"] in _TYPES:
        return Complaint(_shown(error["input"]), _(_TYPES[error["type"]]))
    return _WORDING.get(error["type"], _own)(error, found)


_MAPPING = mark("a mapping")
_NUMBER = mark("a number")
_WHOLE = mark("a whole number")
_BOOL = mark("true or false")
_LIST = mark("a list")
_DATE = mark("a date such as 2025-01-31")
_TYPES = {
    "string_type": mark("text"), "int_type": _WHOLE, "int_parsing": _WHOLE, "int_from_float": _WHOLE,
    "int_parsing_size": mark("a smaller number"), "float_type": _NUMBER, "float_parsing": _NUMBER,
    "finite_number": _NUMBER, "bool_type": _BOOL, "bool_parsing": _BOOL, "list_type": _LIST, "tuple_type": _LIST,
    "dict_type": _MAPPING, "none_required": mark("nothing"), "date_type": _DATE, "date_parsing": _DATE,
    "date_from_datetime_parsing": _DATE,
}  # fmt: skip


def _unknown(error: ErrorDetails, found: Found) -> Complaint:
    key = str(error["loc"][-1])
    near = nearest(key, found.owner_keys)
    keys = ", ".join(_first(near, found.owner_keys) if near else found.owner_keys)
    if not near and not at_terminal():
        return Complaint(_("unknown key “{key}”", key=short(key)), remark=_("change its name, or delete it"))
    remark = mark("{subject} have {keys}") if _is_plural(found.owner) else mark("{subject} has {keys}")
    told = _(remark, subject=_(subject(found.owner)), keys=keys)
    return Complaint(_("unknown key “{key}”", key=short(key)), remark=told, suggestion=near)


def _missing(error: ErrorDetails, found: Found) -> Complaint:
    remark = mark("{subject} need it") if _is_plural(found.owner) else mark("{subject} needs it")
    told = _(remark, subject=_(subject(found.owner)))
    return Complaint(_("“{key}” is missing", key=error["loc"][-1]), remark=told)


def _no_mapping(error: ErrorDetails, found: Found) -> Complaint:
    keys = ", ".join(found.keys)
    # A model with a `short` form may also be written as that text.
    if isinstance(getattr(found.model, "short", None), str):
        wanted = _("text or a mapping with {keys}", keys=keys) if keys else _("text or a mapping")
    else:
        wanted = _("a mapping with {keys}", keys=keys) if keys else _(_MAPPING)
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
    return Complaint(_("“{key}” is missing", key=key), _listed(names))


def _too_short(error: ErrorDetails, found: Found) -> Complaint:
    if isinstance(error["input"], str):
        return _short_text(error, found)
    least = error["ctx"]["min_length"]
    if at_terminal():
        return Complaint(_counted(error), _("at least {limit}", limit=least))
    one = mark("at least {n}, on a line that begins with “- ”")
    many = mark("at least {n}, each on a line that begins with “- ”")
    return Complaint(_counted(error), _(one if least == 1 else many, n=least))


def _too_long(error: ErrorDetails, found: Found) -> Complaint:
    if isinstance(error["input"], str):
        return _long_text(error, found)
    return Complaint(_counted(error), _("at most {limit}", limit=error["ctx"]["max_length"]))


def _short_text(error: ErrorDetails, found: Found) -> Complaint:
    least = error["ctx"]["min_length"]
    return Complaint(_shown(error["input"]), _("text") if least == 1 else _("at least {limit} characters", limit=least))


def _long_text(error: ErrorDetails, found: Found) -> Complaint:
    return Complaint(_shown(error["input"]), _("at most {limit} characters", limit=error["ctx"]["max_length"]))


def _pattern(error: ErrorDetails, found: Found) -> Complaint:
    pattern = error["ctx"]["pattern"]
    return Complaint(
        _shown(error["input"]),
        _(PATTERNS[pattern]) if pattern in PATTERNS else _("text of the form {pattern}", pattern=pattern),
    )


def _limit(words: str, key: str) -> Callable[[ErrorDetails, Found], Complaint]:
    # A limit on any number is a float, even if it was written as a whole one.
    return lambda error, found: Complaint(
        _shown(error["input"]), _(words, limit=str(error["ctx"][key]).removesuffix(".0"))
    )


def _raised(error: ErrorDetails, found: Found) -> Complaint:
    return Complaint(printable(str(error["ctx"]["error"])))


def _own(error: ErrorDetails, found: Found) -> Complaint:
    """An error type of our own models (its ``expected`` names the choices), or one that nobody thought of."""
    names = str(error.get("ctx", {}).get("expected", "")).split(", ")
    if names == [""]:
        return Complaint(_shown(error["input"]), _(error["msg"]).removeprefix("Input should be "))
    if not isinstance(error["input"], dict):
        wanted = _("a mapping: {reason}, {names}", reason=_(error["msg"]), names=_listed(names))
        return Complaint(_shown(error["input"]), wanted)
    near = next((near for key in error["input"] if (near := nearest(str(key), names))), "")
    return Complaint(_(error["msg"]), _listed(names), suggestion=near)


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
    "greater_than": _limit(mark("more than {limit}"), "gt"),
    "greater_than_equal": _limit(mark("at least {limit}"), "ge"),
    "less_than": _limit(mark("less than {limit}"), "lt"),
    "less_than_equal": _limit(mark("at most {limit}"), "le"),
    "multiple_of": _limit(mark("a multiple of {limit}"), "multiple_of"),
    "value_error": _raised,
    "assertion_error": _raised,
}


def _one_of(value: Any, names: Sequence[str]) -> Complaint:
    return Complaint(_shown(value), _listed(names), suggestion=nearest(value, names) if isinstance(value, str) else "")


def _listed(names: Sequence[str]) -> str:
    return quoted(names[0]) if len(names) == 1 else _("one of {names}", names=", ".join(names))


def _quoted(text: str) -> list[str]:
    """The names in ``'a', 'b' or 'c'``."""
    return re.findall(r"'([^']*)'", text)


def _first(name: str, names: Iterable[str]) -> list[str]:
    """A few of the names, the given one first: enough to see what is meant."""
    others = [other for other in names if other != name]
    return [name, *others[: _FEW - 1], *("…" for _ in others[_FEW - 1 : _FEW])]


def _counted(error: ErrorDetails) -> str:
    count = len(error["input"])
    return plural("found {n} entry", "found {n} entries", count) if count else _("found an empty list")


def _shown(value: Any) -> str:
    """What stands in the file, short."""
    match value:
        case None:
            return _("found nothing")
        case "":
            return _("found an empty text")
        case str():
            return _("found “{text}”", text=short(value))
        case list():
            return _("found a list")
        case dict():
            return _("found a mapping")
        case _other:
            return _("found {value}", value=short(str(value)))


def subject(model: type | None) -> str:
    """How a sentence about a model begins, in English: »a block«, »bullets«."""
    if model is None:
        return mark("this")
    name = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", model.__name__.lstrip("_")).lower()
    return name if _is_plural(model) else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"


def _is_plural(model: type | None) -> bool:
    return model is not None and model.__name__.endswith("s")
