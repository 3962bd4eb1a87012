"""What a file names rather than writes: exercises, figures, and people, put in their place with their own lines.

It works on the YAML tree before validation, so that whatever is wrong inside a figure is told with the figure's file,
and whatever the agenda overrides with the agenda's.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from operator import is_
from typing import Any

from facilitator.content import LONGEST_NAME
from facilitator.content.given import PEOPLE, VALUES, by_name, texts_of, with_given_people, with_invented_people
from facilitator.kept import Kept, print_of
from facilitator.library import Library
from facilitator.made import is_device
from facilitator.messages import Place, Problem, Problems, _, spoken
from facilitator.reading import Node, Path, scalars
from facilitator.reading.files import parse_yaml
from facilitator.text.fill import Filler, has_marks, may_refer, names_in

__all__ = ["Inliner", "Written", "written_out"]


@dataclass
class Inliner:
    """Puts named content in its place; collects what is wrong instead of stopping at the first."""

    library: Library
    figures: Mapping[str, Node] = field(default_factory=dict)
    """Figures that come before those of the library, by their names."""
    problems: list[Problem] = field(default_factory=list)
    named: dict[tuple[str, str], tuple[bytes, str]] = field(default_factory=dict)
    """What has been found in the library, by kind and name: its bytes, and what messages call it."""
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
                self.named[key] = self.library.content(*key, name.place)
                self._read[key] = parse_yaml(*self.named[key])
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


@dataclass(frozen=True)
class Written:
    """A file as it is written, with what it names in its place; no text is filled in yet."""

    node: Node
    key: str
    """The fingerprint of all that it is made of."""
    named: Mapping[tuple[str, str], tuple[bytes, str]]
    """What it names: see `Inliner`."""
    marked: Mapping[Path, Node]
    """The texts that something may be filled into."""
    asked: frozenset[str]
    """The names that they ask for."""
    refers: bool
    """One of them may ask for the title of something else."""
    led: bool
    """What the data say of who leads stands in it."""
    invented: Mapping[str, str]
    """Who leads, where the file has made them up."""
    problems: tuple[Problem, ...]

    def holds(self, library: Library) -> bool:
        """Whether nothing is wrong, and everything that it names is as it was."""
        try:
            return not self.problems and all(library.content(*key) == found for key, found in self.named.items())
        except Problems:
            return False

    def rest_of(self, data: Mapping[str, Any]) -> dict[str, Any]:
        """The data without what stands in it."""
        return {name: value for name, value in data.items() if name != PEOPLE or not self.led}

    def filled(self, filler: Filler, problems: list[Problem]) -> Mapping[Path, str]:
        """Its texts with marks, filled in; what could not be is added to ``problems``."""
        if self.refers:  # What it refers to may have another title by now.
            return self._filled(filler, problems)
        values = {name: filler.data[name] for name in sorted(self.asked & filler.data.keys())}

        def make() -> tuple[Mapping[Path, str], tuple[Problem, ...]]:
            wrong: list[Problem] = []
            return self._filled(filler, wrong), tuple(wrong)

        # What is wrong is told with names that are near, of all that there are.
        key = self.key, filler.locale, print_of(values) if values else ""
        texts, wrong = _FILLED.of(key, make, lambda kept: not kept[1])
        problems += wrong
        return texts

    def _filled(self, filler: Filler, problems: list[Problem]) -> dict[Path, str]:
        texts = {}
        for path, scalar in self.marked.items():
            texts[path] = text = str(scalar.value)
            try:
                texts[path] = filler.fill(text, scalar.place)
            except Problems as error:
                problems.extend(error.problems)
        return texts


_WRITTEN: Kept[Written] = Kept(64)
_FILLED: Kept[tuple[Mapping[Path, str], tuple[Problem, ...]]] = Kept(64)
"""Most files of one group ask for nothing that is otherwise in the next one's."""


def written_out(
    content: tuple[bytes, str],
    name: str,
    key: str,
    library: Library,
    inlined: Callable[[Node, Inliner], Node],
    data: Mapping[str, Any],
    instead: Mapping[str, Node],
    figures: Mapping[str, Node],
) -> Written:
    """A file with what it names in its place.

    Args:
        content: its bytes, and what messages call it.
        name: its name.
        key: the key that the name stands for when it is left out; none where that is empty.
        library: where names are looked up.
        inlined: puts what a file of its kind names in its place.
        data: what may say who leads.
        instead: takes the place of what the file says, by its keys.
        figures: come before those of the library, by their names.

    Raises:
        Problems: it cannot be read, or it is not clear who leads.
    """
    people = {PEOPLE: data[PEOPLE]} if PEOPLE in data else {}
    said = inlined, content, name, key, repr(people), repr(instead), repr(figures), spoken()

    def make() -> Written:
        node = _completed(parse_yaml(*content), {key: name} if key else {}, instead, content[1])
        node, left = with_given_people(node, people)
        node, invented = with_invented_people(node)
        inliner = Inliner(library, figures)
        node = by_name(inlined(node, inliner))
        texts = scalars(node) if isinstance(node.value, dict) else ()
        marked = {path: text for path, text in texts if path[0] not in VALUES and has_marks(str(text.value))}
        asked: frozenset[str] = frozenset().union(*(names_in(text) for text in texts_of(node)))
        made_of = print_of(said, sorted(inliner.named.items()))
        led = people.keys() > left.keys()
        refers = any(may_refer(str(one.value)) for one in marked.values())
        return Written(node, made_of, inliner.named, marked, asked, refers, led, invented, (*inliner.problems,))

    return _WRITTEN.of(said, make, lambda one: one.holds(library))


def _completed(node: Node, named: Mapping[str, str], instead: Mapping[str, Node], label: str) -> Node:
    """The file with some values in place of its own, and its name as what it may leave out.

    Raises:
        Problems: that name can be none; ``label`` is what messages call the file.
    """
    if not isinstance(node.value, dict):
        return node
    for name in (one for key, one in named.items() if key not in {*node.value, *instead}):
        if is_device(name):
            what = _("“{name}” is a name that Windows keeps for itself", name=name)
            raise Problems.one(what, _("expected the file to be given another name"), place=Place(label))
        if len(name) > LONGEST_NAME:
            what = _("the file’s name has {count} characters", count=len(name))
            expected = _("expected at most {limit}: the file has to be given another name", limit=LONGEST_NAME)
            raise Problems.one(what, expected, place=Place(label))
    own = {key: Node(name, node.place) for key, name in named.items()}
    return replace(node, value={**own, **node.value, **instead})
