"""A figure and a slide of every kind, made of each kind's own example: few parts and many, texts short and long.

Nothing here knows any kind: one that is added has its specimens by the example that it brings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from inspect import cleandoc
from typing import TYPE_CHECKING, Any, Literal, get_args, get_origin

from pydantic import TypeAdapter

from facilitator.content import Content
from facilitator.content.figures import FIGURES, AnyFigure, Figure
from facilitator.content.slides import SLIDES, WRITTEN, SlideContent
from facilitator.reading.checking import validate
from facilitator.reading.files import parse_yaml

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

TITLES = (
    "Indflydelse", "Mening i arbejdet", "Ro", "Social støtte fra kolleger og ledelse", "Belønning", "Krav",
    "Kommunikation", "Forudsigelighed",
)  # fmt: skip
SENTENCE = "Hvordan arbejdet planlægges og tilrettelægges"
POINTS = ("Stor arbejdsmængde og tidspres", "Uklare krav", "Manglende støtte")
LEVELS: dict[str, tuple[str, Sequence[str]]] = {
    "headings": ("", ()),
    "sentences": (SENTENCE, ()),
    "points": ("", POINTS),
    "all": (SENTENCE, POINTS),
}
"""How much each part says: its text and its points."""
_UNSEEN = frozenset(["id", "kind", "say", "ask", "long", "alt", "slide", "photo", "picture", "work", "mark", "tilt",
                     "fit", "focus", "icon"])  # fmt: skip
"""Texts that are no words on the slide."""
_SPOKEN = ("text", "about")
"""What a part may say under its heading."""


def figure(kind: str, count: int, text: str = "", points: Sequence[str] = (), titles: Sequence[str] = TITLES) -> Figure:
    """A figure of the kind with so many parts, or as near to that as it may have."""
    made = _Specimen(count, text, points, titles).of(example(FIGURES[kind]))
    return TypeAdapter(AnyFigure).validate_python(made)


def slide(kind: str, count: int, text: str = "", points: Sequence[str] = ()) -> SlideContent:
    """A slide of the kind, likewise."""
    return SLIDES[kind].model_validate(_Specimen(count, text, points, TITLES).of(example(SLIDES[kind])))


def slide_example(kind: str) -> SlideContent:
    """The slide of a kind that it brings itself."""
    found = example(SLIDES[kind])
    assert isinstance(found, SlideContent)
    return found


@cache
def example(model: type[Figure | SlideContent]) -> Figure | SlideContent:
    """The kind's own example."""
    kind = next((kind for kind, one in FIGURES.items() if one is model), None)
    written = cleandoc(model.example) + (f"\nkind: {kind}" if kind else "")
    return validate(TypeAdapter(model), parse_yaml(written.encode(), f"{model.__name__}.yaml"))


def drawn_texts(value: Any) -> Iterator[str]:
    """Every text of a slide's content that people are to see."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from drawn_texts(one)
    elif isinstance(value, Content):
        for key in type(value).model_fields:
            if key not in _UNSEEN:
                yield from drawn_texts(getattr(value, key))


@dataclass(frozen=True)
class _Specimen:
    """An example made longer or shorter."""

    count: int
    text: str
    points: Sequence[str]
    titles: Sequence[str]

    def of(self, model: Content) -> dict[str, Any]:
        """The fields of a slide or a figure."""
        found = model.model_dump()
        for key, field in type(model).model_fields.items():
            found[key] = found[key] if key in _UNSEEN - {"tilt"} else self._top(getattr(model, key), field)
        return (
            {**found, "source": self.text}
            if getattr(model, "kind", "") in WRITTEN and isinstance(model, SlideContent)
            else found
        )

    def _top(self, value: Any, field: FieldInfo) -> Any:
        if isinstance(value, list):
            return self._list(value, field)
        if isinstance(value, Figure):
            return self.of(value)
        if isinstance(value, Content) and field.is_required():
            return self._part(value, 0)
        if isinstance(value, bool):
            return value and self.count % 2 == 1
        if isinstance(value, int):
            bounded = _bound(field, "ge") and _bound(field, "le")
            return self._within(field, "ge", "le") if bounded else value
        if get_origin(field.annotation) is Literal:
            choices = get_args(field.annotation)
            return choices[self.count % len(choices)]
        if isinstance(value, str) and field.is_required() and not _bound(field, "min_length"):
            return " ".join([value, *[f"{self.text}."] * self.count]) if self.text else value
        return value

    def _list(self, values: list[Any], field: FieldInfo) -> list[Any]:
        """As many parts as there should be, the example's one after the other; words stay as they are, numbers are
        all as large as the largest.
        """
        if values and isinstance(values[0], int | float):
            return [max(values)] * len(values)
        if not values or isinstance(values[0], str):
            return values
        parts = [values[number % len(values)] for number in range(self._within(field, "min_length", "max_length"))]
        return [self._part(part, number) for number, part in enumerate(parts)]

    def _part(self, part: Any, number: int) -> Any:
        if isinstance(part, list):
            return [self.titles[number % len(self.titles)], *[self.text or cell for cell in part[1:]]]
        assert isinstance(part, Content)
        found = part.model_dump()
        named = [key for key, field in type(part).model_fields.items() if field.is_required()]
        for place, key in enumerate(named):
            found[key] = self.titles[(number + place) % len(self.titles)]
        for key in found.keys() - named:
            found[key] = self.text if key in _SPOKEN else list(self._points(part)) if key == "points" else found[key]
        return found

    def _points(self, part: Content) -> Iterator[Any]:
        for point in self.points:
            yield {"text": point} if "Point" in str(type(part).model_fields["points"].annotation) else point

    def _within(self, field: FieldInfo, least: str, most: str) -> int:
        low, high = _bound(field, least) or 1, _bound(field, most) or 60
        return min(max(self.count, low), high)


def _bound(field: FieldInfo, name: str) -> int | None:
    """The least or the most that a field allows."""
    found = (getattr(one, name, None) for one in field.metadata)
    return next((one for one in found if one is not None), None)
