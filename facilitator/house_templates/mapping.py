"""The file beside a template in which a person can say which layout serves which kind of slide."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from facilitator.content import Content, Line
from facilitator.house_templates import Template
from facilitator.house_templates.choosing import Choice, choose
from facilitator.messages import Problem, Problems, _, nearest, printable, short
from facilitator.reading import Node
from facilitator.reading.checking import validate
from facilitator.reading.files import read_yaml

__all__ = ["LayoutFile", "mapping_of", "mapping_path", "read_mapping"]


class LayoutFile(Content):
    """Names of layouts by kind; what is left out is chosen."""

    title: Line | None = None
    agenda: Line | None = None
    section: Line | None = None
    content: Line | None = None
    two_content: Line | None = None
    title_only: Line | None = None
    questions: Line | None = None
    statement: Line | None = None
    break_: Annotated[Line | None, Field(alias="break")] = None
    picture: Line | None = None
    blank: Line | None = None


def mapping_path(template: Path) -> Path:
    """Where the file of a template is."""
    return template.with_name(f"{template.name}.layouts.yaml")


def mapping_of(template: Template, choices: Mapping[str, Choice]) -> bytes:
    """The file that says these choices, with a comment on each line why, and the names there are to choose from."""
    return "".join(f"{line}\n" for line in _lines(template, choices)).encode()


def _lines(template: Template, choices: Mapping[str, Choice]) -> Iterator[str]:
    name = printable(Path(template.path).name)
    head = _(
        "Which layout of {file} serves which kind of slide. Change what you like;\n"
        "a line that is left out is chosen anew.",
        file=name,
    )
    yield from (f"# {line}" for line in head.splitlines())
    keys = {kind: f"{_key(kind)}: {_quoted(choice.layout.label)}" for kind, choice in choices.items()}
    width = max(map(len, keys.values()))
    for kind, line in keys.items():
        yield f"{line:{width}}  # {choices[kind].why}"
    yield ""
    yield "# " + _("The layouts of the template:")
    yield from (f"# - {_quoted(layout.label)}" for layout in template.layouts)


def read_mapping(path: Path, template: Template) -> dict[str, Choice]:
    """A layout for every kind: as the file says, and as `choose` does for what it leaves out.

    Raises:
        Problems: the file cannot be read, or names a kind or layout that there is not.
    """
    node = read_yaml(path)
    said = validate(LayoutFile, node)
    names = {kind: name for kind in LayoutFile.model_fields if (name := getattr(said, kind)) is not None}
    layouts = {layout.label: layout for layout in template.layouts}
    problems = [_unknown(kind, name, layouts, node) for kind, name in names.items() if name not in layouts]
    if problems:
        raise Problems(problems)
    why = _("{file} says so", file=path.name)
    return choose(template) | {kind: Choice(kind, layouts[name], why) for kind, name in names.items()}


def _unknown(kind: str, name: str, labels: Mapping[str, object], node: Node) -> Problem:
    near = nearest(name, labels)
    listed = "" if near else _("expected one of {names}", names=", ".join(f"“{label}”" for label in labels))
    what = _("the template has no layout “{name}”", name=short(name))
    return Problem(what, listed, near, node.at([_key(kind)]))


def _key(kind: str) -> str:
    """How a kind is written in the file."""
    return LayoutFile.model_fields[kind].alias or kind


def _quoted(label: str) -> str:
    """A text as both JSON and YAML write it."""
    return json.dumps(label, ensure_ascii=False)
