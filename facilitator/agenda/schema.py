"""The JSON Schema of the agenda file, so that editors complete keys and mark mistakes as they are made."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from textwrap import dedent
from typing import Any

from facilitator.agenda.model import Agenda
from facilitator.content.base import Content

__all__ = ["SCHEMA_FILE", "agenda_schema", "field_docs", "file_schema", "schema_text"]

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
