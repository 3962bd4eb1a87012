"""The shelf: what the library holds, its schemas, and a copy of what is on it, to edit, with what that needs."""

from __future__ import annotations

import ast
import inspect
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from textwrap import dedent
from typing import Annotated, Any

from pydantic import BeforeValidator

from facilitator.agenda import Agenda
from facilitator.agenda.durations import Duration
from facilitator.agenda.read import is_programme
from facilitator.content import Content, HowMany, Line, file_slug
from facilitator.content.given import texts_of
from facilitator.content.loading import about, head_of, title_of
from facilitator.library import KINDS, File, Library, library_with
from facilitator.made import is_device
from facilitator.messages import Place, Problem, Problems, _, nearest, reason, short
from facilitator.programme import Programme
from facilitator.reading.checking import validate
from facilitator.reading.files import parse_yaml, read_yaml

__all__ = ["SCHEMA_FILE", "agenda_schema", "field_docs", "file_schema", "new", "schema", "schema_text", "shelf"]


SCHEMA_FILE = "agenda.schema.json"
"""Beside the agendas that name it in their first line."""

_SCALARS = ["string", "number", "boolean"]
"""What an editor may take a plain YAML text for: ``2025`` and ``yes`` are texts to us."""


def schema_text(schema: dict[str, Any]) -> str:
    """A schema as the file has it."""
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"


def agenda_schema() -> dict[str, Any]:
    """The schema of the file, which is a little wider than the models': names may stand for what they name."""
    found = file_schema(Agenda)
    definitions = found["$defs"]
    _name_or_written(definitions["FigureSlide"]["properties"], "figure", "A figure's name, or the figure itself.")
    # An exercise brings its own title.
    block = definitions["Block"]
    block["required"].remove("title")
    block["anyOf"] = [{"required": ["title"]}, {"required": ["exercise"]}]
    return found


def file_schema(model: type[Content]) -> dict[str, Any]:
    """The schema of a file with an id that may be left out, every key described."""
    schema = model.model_json_schema()
    _describe(model.__name__, schema)
    found: dict[str, Any] = _widened(schema)
    found["required"].remove("id")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


def _describe(whole: str, schema: dict[str, Any]) -> None:
    """Give every key the words that stand under its field in the model.

    Pydantic can read them too, but only while it makes the models, which would slow down every build.
    """
    models = {model.__name__: model for model in _models(Content)}
    for name, definition in ((whole, schema), *schema["$defs"].items()):
        for owner in reversed(models[name].__mro__) if name in models else ():
            for key, words in field_docs(owner).items():
                if key in definition["properties"]:
                    definition["properties"][key]["description"] = words


def _models(model: type[Content]) -> Iterator[type[Content]]:
    for below in model.__subclasses__():
        yield below
        yield from _models(below)


@cache
def field_docs(model: type) -> dict[str, str]:
    """The string under each annotated field of a model's own source."""
    if not issubclass(model, Content):
        return {}
    (body,) = ast.parse(dedent(inspect.getsource(model))).body
    assert isinstance(body, ast.ClassDef)
    found = {}
    for field, below in pairwise(body.body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name) and isinstance(below, ast.Expr):
            words = ast.literal_eval(below.value)
            found[field.target.id] = str(words)
    return found


def _name_or_written(properties: dict[str, Any], key: str, description: str) -> None:
    properties[key] = {"description": description, "anyOf": [{"type": "string"}, properties[key]]}


def _widened(node: Any) -> Any:
    """Texts may look like numbers, and whatever may be written short may be a text."""
    if isinstance(node, list):
        return [_widened(child) for child in node]
    if not isinstance(node, dict):
        return node
    # Pydantic's titles only repeat the keys; a property that is called title is a mapping.
    kept = {key: child for key, child in node.items() if key != "x-shorthand" and (key, type(child)) != ("title", str)}
    found = {key: _widened(child) for key, child in kept.items()}
    if isinstance(found.get("description"), str):
        found["description"] = " ".join(found["description"].split())
    if found.get("type") == "string" and not {"enum", "const", "pattern"} & found.keys():
        found["type"] = list(_SCALARS)
    if "x-shorthand" in node:
        described = {"description": found.pop("description")} if "description" in found else {}
        found = {**described, "anyOf": [{"type": "string"}, found]}
    return found


_COPIED = tuple(one for one in KINDS if one != "pages")
"""The kinds that people name and copy; page designs have no title, and nothing names them."""
_SCHEMAS: Mapping[str, Callable[[], dict[str, Any]]] = {
    "agenda": agenda_schema,
    "programme": partial(file_schema, Programme),
}
"""What makes the schema of each; it lies beside the files that name it, as ``agenda.schema.json``."""
_AGENDAS = "agendas"
_ENDINGS = (".yaml", ".yml")
_EXERCISES, _NEAREST = "exercises", "nearest"
_FEW = 3
"""So many come nearest where nothing fits."""


class _Exercise(Content):
    """What an exercise says of when it can be used."""

    minutes: Annotated[Duration | None, BeforeValidator(Duration.parse)] = None
    people: HowMany | None = None
    good_for: tuple[Line, ...] = ()


def shelf(
    kind: str | None = None,
    *,
    search: str = "",
    minutes: int | None = None,
    people: int | None = None,
    libraries: Iterable[File] = (),
    own: bool = False,
) -> dict[str, list[dict[str, Any]]]:
    """What the library holds, by kind, or one kind of it: ``id`` and ``title`` of each, and ``about``, what it is for.

    Exercises tell their ``minutes`` (``least``, ``ideal``, ``most``), how many ``people`` they suit (``least``,
    ``most``), and what they are ``good_for``; null where they do not say.

    Args:
        kind: the only kind that is asked for.
        search: words that all stand in what is found, if only as parts of words.
        minutes: exercises that can be done in so many; those that fill them best come first.
        people: exercises that suit so many; one that does not say suits any number.
        libraries: folders with content of one's own.
        own: only what is in these folders.

    Returns:
        By kind. Where no exercise fits, ``nearest`` holds the three that come nearest to it.

    Raises:
        Problems: there is no such kind, or a file of it cannot be read; nothing has those words; or minutes or people
            are asked of what does not tell them.
    """
    library = library_with(libraries)
    listed = Library(tuple(map(Path, libraries))) if own else library
    kinds = _COPIED
    if kind is not None and kind not in kinds:
        what = _("there is no kind “{kind}”", kind=kind)
        raise Problems.one(what, _("expected one of {names}", names=", ".join(kinds)), nearest(kind, kinds))
    if (minutes or people) and kind != _EXERCISES:
        what = _("only exercises tell how many minutes they take and how many people they suit")
        raise Problems.one(what, _("expected the kind {kind}", kind=_EXERCISES))
    names = {one: listed.names(one) for one in kinds if kind in (None, one)}
    if search.strip():
        names = _with_words(search, names, library)
    found = {one: [_entry(one, name, library) for name in those] for one, those in names.items()}
    return _fitting(found, minutes, people) if minutes or people else found


def _entry(kind: str, name: str, library: Library) -> dict[str, Any]:
    """What is told of something on the shelf."""
    entry: dict[str, Any] = {
        "id": name,
        "title": title_of(kind, name, library),
        "about": about(kind, name, library),
    }
    if kind != _EXERCISES:
        return entry
    node = head_of(kind, name, library)
    said = node.value if isinstance(node.value, dict) else {}
    told = {key: one for key, one in said.items() if key in _Exercise.model_fields}
    suits = validate(_Exercise, replace(node, value=told))
    long, people = suits.minutes, suits.people
    entry["minutes"] = long and {"least": long.least, "ideal": long.ideal, "most": long.most}
    entry["people"] = people and {"least": people[0], "most": people[1]}
    return entry | {"good_for": list(suits.good_for)}


def _with_words(search: str, names: Mapping[str, Iterable[str]], library: Library) -> dict[str, list[str]]:
    """The names of what says all the words of ``search``.

    Raises:
        Problems: nothing does.
    """
    said = {
        (kind, name): " ".join([name, *texts_of(parse_yaml(*library.content(kind, name)))]).casefold()
        for kind, those in names.items()
        for name in those
    }
    words = search.casefold().split()
    found = {
        kind: [name for name in those if all(w in said[kind, name] for w in words)] for kind, those in names.items()
    }
    if not any(found.values()):
        known = {word for text in said.values() for word in re.findall(r"\w{3,}", text)}
        what = _("nothing on the shelf says “{words}”", words=short(search))
        raise Problems.one(what, suggestion=nearest(search.strip(), known))
    return found


def _fitting(found: dict[str, list[dict[str, Any]]], minutes: int | None, people: int | None) -> dict[str, Any]:
    """Of what was found, the exercises that fit, those first that fill the minutes best; else what comes nearest."""
    entries = found[_EXERCISES]
    off = {entry["id"]: _off(entry, minutes, people) for entry in entries}
    fit = [entry for entry in entries if not off[entry["id"]]]
    if not fit:
        return {_EXERCISES: [], _NEAREST: sorted(entries, key=lambda entry: off[entry["id"]])[:_FEW]}
    if minutes:
        fit.sort(key=lambda entry: abs(entry["minutes"]["ideal"] - minutes) if entry["minutes"] else minutes)
    return {_EXERCISES: fit}


def _off(entry: Mapping[str, Any], minutes: int | None, people: int | None) -> float:
    """How far it is from fitting, in parts of what is asked for; 0 when it fits, or does not say."""
    long, many = entry["minutes"], entry["people"]
    late = long["least"] / minutes - 1 if minutes and long else 0
    few = many["least"] / people - 1 if people and many else 0
    full = people / many["most"] - 1 if people and many and many["most"] else 0
    return float(sum(max(0, one) for one in (late, few, full)))


def schema(what: str = "agenda") -> str:
    """The JSON Schema of an ``"agenda"`` or a ``"programme"``, for editors."""
    return schema_text(_SCHEMAS[what]())


def new(name: str, source: str = "trio-workshop", *, kind: str | None = None, libraries: Iterable[File] = ()) -> Path:
    """Copy something of the library, to edit, with the schema that its first line names beside it.

    What agendas are made of lands in ``decks/forms``, ``decks/cards`` …, where agendas beside that folder find it by
    its name. A programme brings the agendas of its parts, into ``agendas`` beside it; those that are there stay.

    Args:
        name: the new file, to which ``.yaml`` is added; with a folder before it, it lands there.
        source: what is copied.
        kind: what it is, ``forms`` or ``cards`` …; when left out, an agenda goes first.
        libraries: folders with content of one's own.

    Raises:
        Problems: there is nothing of that name, or of several kinds; or one of the files is there already.
    """
    library = library_with(libraries)
    found = _kind(source, kind, library)
    target = _target(name, found)
    files = {target: library.find(found, source).read_bytes()}
    if found == _AGENDAS:
        programme = is_programme(source, library)
        own = schema("programme" if programme else "agenda").encode()
        beside = {target.with_name(f"{'programme' if programme else 'agenda'}.schema.json"): own}
        if programme:
            beside |= _agendas(target.parent / _AGENDAS, source, library)
        files |= {file: content for file, content in beside.items() if not file.exists()}
    for file, content in files.items():
        _write(file, content)
    return target


def _agendas(folder: Path, source: str, library: Library) -> dict[Path, bytes]:
    """The agendas of a programme's parts that the library has, and their schema."""
    parts = read_yaml(library.find(_AGENDAS, source)).find(("parts",))
    entries = parts.value if parts is not None and isinstance(parts.value, list) else []
    named = [one.value for entry in entries if (one := entry.find(("agenda",))) is not None]
    names = dict.fromkeys(str(name) for name in named if name in library.names(_AGENDAS))
    copies = {folder / f"{name}.yaml": library.find(_AGENDAS, name).read_bytes() for name in names}
    return {folder / "agenda.schema.json": schema("agenda").encode(), **copies} if copies else {}


def _write(file: Path, content: bytes) -> None:
    """Write a file that is not there yet.

    Raises:
        Problems: it is, or the disk says no.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("xb") as stream:
            stream.write(content)
    except FileExistsError:
        what = _("there is such a file already")
        raise Problems.one(what, _("expected a new name"), place=Place(str(file))) from None
    except OSError as error:
        what = _("the file cannot be written: {reason}", reason=reason(error))
        raise Problems.one(what, place=Place(str(file))) from None


def _kind(source: str, kind: str | None, library: Library) -> str:
    """Which kind of content it is.

    Raises:
        Problems: there is none, or it is not certain.
    """
    if kind is not None:
        if kind not in _COPIED:
            what = _("there is no kind “{kind}”", kind=short(kind))
            raise Problems.one(what, _("expected one of {names}", names=", ".join(_COPIED)), nearest(kind, _COPIED))
        return kind
    found = [one for one in _COPIED if source in library.names(one)]
    if not found:
        known = {name for one in _COPIED for name in library.names(one)}
        raise Problems([Problem.among(_("there is nothing called “{name}”", name=short(source)), source, known)])
    if len(found) > 1 and found[0] != _AGENDAS:
        what = _("there are several things called “{name}”", name=short(source))
        raise Problems.one(what, _("expected --kind with one of {names}", names=", ".join(found)))
    return found[0]


def _target(name: str, kind: str) -> Path:
    """Where the copy lands.

    Raises:
        Problems: no file can be called so.
    """
    path = Path(name if name.lower().endswith(_ENDINGS) else f"{name}.yaml")
    if not re.search(r"\w", path.stem) or path.name.startswith(".") or is_device(path.name):
        what = _("“{name}” is no name for an agenda", name=short(name))
        raise Problems.one(what, _("expected one such as min-workshop"))
    if kind == _AGENDAS or len(path.parts) > 1:
        return path
    # The library knows names of small letters, digits, and hyphens.
    return Path(KINDS[kind], f"{file_slug(path.stem)}.yaml")
