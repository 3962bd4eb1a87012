"""What a file names rather than writes: exercises and figures of the library, put in their place with their own lines.

It works on the YAML tree before validation, so that whatever is wrong inside a figure is told with the figure's file,
and whatever the agenda overrides with the agenda's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from operator import is_

from facilitator.library import Library
from facilitator.messages import _
from facilitator.problems import Problem, Problems
from facilitator.reading.files import read_yaml
from facilitator.reading.nodes import Node

__all__ = ["Inliner"]


@dataclass
class Inliner:
    """Puts named content in its place; collects what is wrong instead of stopping at the first."""

    library: Library
    figures: Mapping[str, Node] = field(default_factory=dict)
    """Figures that come before those of the library, by their names."""
    problems: list[Problem] = field(default_factory=list)
    _read: dict[tuple[str, str], Node | None] = field(default_factory=dict)

    def agenda(self, node: Node) -> Node:
        """The agenda with every named exercise and figure written out; what cannot be found is left out."""
        return _changed(node, "blocks", self.block)

    def form(self, node: Node) -> Node:
        """A form with every named figure written out."""
        return _changed(_changed(node, "parts", self._with_figure), "parts", self._with_handout)

    def cards(self, node: Node) -> Node:
        """A card set with every named figure written out."""
        return _changed(self._with_figure(node) or node, "categories", self._with_figure)

    def block(self, node: Node) -> Node:
        """A block, or the exercise that it is made from, likewise."""
        node = self._with_exercise(node)
        node = _changed(node, "slides", self._with_figure)
        return _changed(node, "parallel", self.agenda)

    def _with_exercise(self, node: Node) -> Node:
        if not isinstance(node.value, dict) or "exercise" not in node.value:
            return node
        exercise = self._named("exercises", node.value["exercise"])
        if exercise is None:
            return node
        if not isinstance(exercise.value, dict):
            expected = _("expected keys such as title, minutes, and how")
            self.problems.append(Problem(_("an exercise has keys with values"), expected, place=exercise.place))
            return node
        value, places = {**exercise.value, **node.value}, {**exercise.key_places, **node.key_places}
        return replace(node, value=value, key_places=places)

    def _with_figure(self, node: Node, key: str = "figure") -> Node | None:
        """What names a figure at ``key``, with the figure written out; None when there is none of that name."""
        if not isinstance(node.value, dict):
            return node
        figure = node.value.get(key)
        if figure is None or not isinstance(figure.value, str):
            return node
        found = self._named("figures", figure)
        return None if found is None else replace(node, value={**node.value, key: found})

    def _with_handout(self, node: Node) -> Node | None:
        return self._with_figure(node, "handout")

    def _named(self, kind: str, name: Node) -> Node | None:
        """The content of that name, read once; None (and a problem) when there is none."""
        if not isinstance(name.value, str):
            return None
        if kind == "figures" and name.value in self.figures:
            return self.figures[name.value]
        key = kind, name.value
        if key not in self._read:
            try:
                self._read[key] = read_yaml(self.library.find(*key, name.place), self.library.label(*key))
            except Problems as error:
                self.problems += error.problems
                self._read[key] = None
        return self._read[key]


def _changed(node: Node, key: str, change: Callable[[Node], Node | None]) -> Node:
    """The mapping with every entry of the list at ``key`` changed, or left out where that gives None."""
    if not isinstance(node.value, dict):
        return node
    entries = node.value.get(key)
    if entries is None or not isinstance(entries.value, list):
        return node
    changed = [found for entry in entries.value if (found := change(entry)) is not None]
    if len(changed) == len(entries.value) and all(map(is_, changed, entries.value)):
        return node
    return replace(node, value={**node.value, key: replace(entries, value=changed)})
