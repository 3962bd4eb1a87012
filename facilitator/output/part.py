"""What agendas are made of, checked by itself: a figure, an exercise, a card set, a form, a theme, a language.

Whatever would keep an agenda with it from being built is found by building one, in memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from facilitator.agenda.read import read_agenda
from facilitator.content.base import slug
from facilitator.library import KINDS, Library
from facilitator.messages import _, mark
from facilitator.output.agenda import OpenAgenda
from facilitator.problems import Place, Problem, Problems
from facilitator.reading.nodes import Node, node_of
from facilitator.text.fill import names_in

__all__ = ["OpenPart"]

_SAMPLE = "facilitator-check"
"""What the agenda is called that is built."""
_WHOLE = "trio-workshop"
"""What is built to see whether a theme or a language holds."""
_BLOCKS: Mapping[str, str] = {
    "figures": "{{title: x, minutes: 5, slides: [{{figure: {name}}}]}}",
    "exercises": "{{exercise: {name}{more}}}",
    "cards": "{{title: x, minutes: 5, cards: [{name}]}}",
    "forms": "{{title: x, minutes: 5, forms: [{name}]}}",
}
"""The block that shows what there is to see."""
_KINDS: Mapping[str, tuple[str, ...]] = {
    "figures": ("deck",),
    "exercises": ("deck", "cards", "form"),
    "cards": ("cards",),
    "forms": ("form",),
}
"""The files that it comes into; for themes and languages all."""
_VALUES: Mapping[str, Any] = {"participants": 12, "date": date(2027, 1, 14)}
"""What names in texts stand for that every agenda gives values of its own; others stand for themselves."""
_NAMES: Mapping[str, str] = {
    "figures": mark("a figure"),
    "exercises": mark("an exercise"),
    "cards": mark("a card set"),
    "forms": mark("a form"),
    "themes": mark("a theme"),
    "terms": mark("a language"),
}


@dataclass(frozen=True)
class OpenPart:
    """The file of a part, to be checked."""

    file: Path
    kind: str
    """One of `facilitator.library.KINDS`."""
    node: Node = field(repr=False)
    library: Library = field(repr=False)

    @property
    def summary(self) -> str:
        """What it is, on a line."""
        return _("{file}: {kind}", file=self.file, kind=_(_NAMES[self.kind]))

    def notes(self) -> list[str]:
        """There is nothing to know about it before it is used."""
        return []

    def check(self) -> tuple[Problem, ...]:
        """Everything that would keep an agenda that uses it from being built, as far as it lies in its own file."""
        library = self.library.with_content(self.kind, self._name, self.file.read_bytes())
        try:
            found = self._opened(library).check(_KINDS.get(self.kind, ()))
        except Problems as error:
            found = error.problems
        return tuple(dict.fromkeys(self._placed(found)))

    @property
    def _name(self) -> str:
        return slug(self.file.stem)

    def _opened(self, library: Library) -> OpenAgenda:
        """An agenda that uses it."""
        if self.kind not in _BLOCKS:
            theme = self._name if self.kind == "themes" else None
            language = {"language": node_of(self._name, Place(""))} if self.kind == "terms" else {}
            return OpenAgenda(read_agenda(_WHOLE, library=library, theme=theme, instead=language), library)
        block = _BLOCKS[self.kind].format(name=self._name, more="".join(self._missing()))
        library = library.with_content("agendas", _SAMPLE, f"title: x\nblocks: [{block}]\n".encode())
        own = self.node.find(("data",))
        known = own.value if own is not None and isinstance(own.value, dict) else {}
        data = {name: _VALUES.get(name, name) for name in _names(self.node.plain()) if name not in known}
        return OpenAgenda(read_agenda(_SAMPLE, library=library, data=data), library)

    def _missing(self) -> Iterator[str]:
        """What an exercise may leave to the agenda."""
        keys = self.node.value if isinstance(self.node.value, dict) else {}
        if "title" not in keys:
            yield ", title: x"
        if not {"minutes", "parallel", "at"} & set(keys):
            yield ", minutes: 1-600"

    def _placed(self, problems: tuple[Problem, ...]) -> Iterator[Problem]:
        """The problems with the file's own name, and none of the agenda's lines."""
        label = f"{KINDS[self.kind]}/{self._name}.yaml"
        for problem in problems:
            place = problem.place
            if place is None or place.path in (label, f"{KINDS['agendas']}/{_SAMPLE}.yaml"):
                own = place is not None and place.path == label
                place = replace(place, path=str(self.file)) if own and place else Place(str(self.file))
            yield replace(problem, place=place)


def _names(value: Any) -> set[str]:
    """Every name that a text somewhere in the value asks for."""
    if isinstance(value, dict | list):
        return set().union(*map(_names, value.values() if isinstance(value, dict) else value))
    return names_in(value) if isinstance(value, str) else set()
