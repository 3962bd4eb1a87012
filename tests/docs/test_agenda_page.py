"""`docs/agenda.md` names every key of the agenda format, shows it in use, and shows nothing that does not work.

What it says of the kinds of slides and figures comes from their models. After a change of those:
``FACILITATOR_RENEW=1 pytest tests/docs/test_agenda_page.py``, then read the difference.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from inspect import cleandoc
from pathlib import Path
from typing import Any, get_args

import pytest
from PIL import Image
from pydantic import TypeAdapter

from facilitator.agenda import Agenda
from facilitator.agenda.pace import A_QUESTION
from facilitator.agenda.planning import plan
from facilitator.agenda.read import read_agenda
from facilitator.content import Content
from facilitator.content.figures import FIGURES, AnyFigure, Figure
from facilitator.content.slides import SLIDES, WRITTEN, AnySlide, SlideContent
from facilitator.library import default_library
from facilitator.output.shelf import field_docs
from facilitator.reading.checking import validate
from facilitator.reading.files import parse_yaml, read_yaml

PAGE = Path(__file__).parents[2] / "docs" / "agenda.md"
KINDS: dict[str, type[Figure | SlideContent]] = {
    **{f"figure {kind}": model for kind, model in FIGURES.items()},
    **{f"slide {kind}": model for kind, model in SLIDES.items()},
}


# --- what follows from the kinds ------------------------------------------------------------------------------------


def own_keys(kind: str, model: type[Figure | SlideContent]) -> list[str]:
    """The keys that a kind has beyond those that it shares with others."""
    base = Figure if issubclass(model, Figure) else SlideContent
    return [key for key in model.model_fields if key not in base.model_fields and key not in (kind, "items")]


def row(kind: str, model: type[Figure | SlideContent]) -> str:
    """A line of the table: what the model's docstring says, its keys with what stands under them."""
    docs = {key: words for owner in reversed(model.__mro__) for key, words in field_docs(owner).items()}
    keys = [f"`{key}`: {told(docs[key])}" if key in docs else f"`{key}`" for key in own_keys(kind, model)]
    return f"| `{kind}` | {told(model.__doc__ or '')} | {'; '.join(keys)} |"


def told(docstring: str) -> str:
    """A docstring as it goes on in a line of text."""
    words = " ".join(docstring.split()).replace("``", "`").removesuffix(".")
    return words[:1].lower() + words[1:]


def table(kinds: Mapping[str, type[Figure | SlideContent]]) -> Iterator[str]:
    yield from ("| kind | what it shows | further keys |", "| --- | --- | --- |")
    yield from (row(kind, model) for kind, model in kinds.items())


def slide_kinds() -> Iterator[str]:
    """The table of slides, then an agenda with one of each."""
    yield from (*table(WRITTEN), "", "```yaml", "title: En slide af hver slags", "blocks:")
    yield from ("  - title: Slides", "    minutes: 60", "    slides:")
    for model in WRITTEN.values():
        for number, line in enumerate(cleandoc(model.example).splitlines()):
            yield f"      {'  ' if number else '- '}{line}"
    yield "```"


def figure_kinds() -> Iterator[str]:
    """The table of figures, then one of each."""
    yield from table(FIGURES)
    for kind, model in FIGURES.items():
        yield from ("", "```yaml", f"kind: {kind}", *cleandoc(model.example).splitlines(), "```")


def renewed(text: str) -> str:
    """The page with what follows from the kinds made anew, between its marks."""
    for name, lines in (("slide kinds", slide_kinds()), ("figure kinds", figure_kinds())):
        begin, end = f"<!-- {name} -->\n", f"<!-- end of {name} -->\n"
        before, _, rest = text.partition(begin)
        _, _, after = rest.partition(end)
        text = "".join([before, begin, *(f"{line}\n" for line in lines), end, after])
    return text


if os.environ.get("FACILITATOR_RENEW"):
    PAGE.write_text(renewed(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
TEXT = PAGE.read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)


def test_what_it_says_of_the_kinds_is_what_the_models_say() -> None:
    assert renewed(TEXT) == TEXT


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_tells_what_it_is_and_its_example_shows_every_key_of_its_own(kind: str) -> None:
    model = KINDS[kind]
    assert model.__doc__
    written = cleandoc(model.example) + (f"\nkind: {kind.split()[1]}" if issubclass(model, Figure) else "")
    shown = parse_yaml(written.encode(), f"{kind}.yaml")
    assert isinstance(shown.value, dict)
    assert set(own_keys(kind, model)) <= shown.value.keys()
    assert validate(TypeAdapter(model), shown)


# --- every key, every example ---------------------------------------------------------------------------------------


def models(annotation: Any) -> Iterator[type[Content]]:
    """Every model that may stand in a value of this type."""
    if isinstance(annotation, type) and issubclass(annotation, Content):
        yield annotation
    for inner in get_args(annotation):
        yield from models(inner)


def below(model: type[Content], seen: set[type[Content]]) -> set[type[Content]]:
    """The model and all those in it."""
    if model not in seen:
        seen.add(model)
        for field in model.model_fields.values():
            for inner in models(field.annotation):
                below(inner, seen)
    return seen


KEYS = sorted({key for model in below(Agenda, set()) for key in model.model_fields})


def test_all_kinds_are_looked_at() -> None:
    assert {*FIGURES.values(), *WRITTEN.values()} <= below(Agenda, set())


@pytest.mark.parametrize("key", KEYS)
def test_every_key_is_explained_and_shown(key: str) -> None:
    assert f"`{key}`" in TEXT
    assert re.search(rf"\b{key}:", TEXT)


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda text: text.splitlines()[0])
def test_every_example_works(example: str, tmp_path: Path) -> None:
    file = tmp_path / "example.yaml"
    file.write_text(example, encoding="utf-8")
    for name in re.findall(r"\b(?:picture|logo\w*): (\S+)", example):
        Image.new("RGB", (8, 6)).save(tmp_path / name)
    if "\nblocks:" in example:
        reading = read_agenda(str(file), library=default_library())
        assert plan(reading.agenda).slots
    else:
        model: Any = AnyFigure if example.startswith("kind:") else AnySlide
        made: Any = validate(TypeAdapter(model), read_yaml(file))
        assert made.title


def test_the_rule_of_thumb_for_questions_is_told_as_it_is() -> None:
    words = " ".join(TEXT.split())
    least = {work: minutes for minutes in (1, 2) for work in A_QUESTION if A_QUESTION[work] == minutes}
    assert set(least) == set(A_QUESTION)
    once, twice = ([f"`{work}`" for work in least if least[work] == minutes] for minutes in (1, 2))
    rule = words.partition("a question takes 1 minute")[2].partition(";")[0]
    ones, _comma, twos = rule.partition(", 2 in a ")
    assert re.findall(r"`(?!work)\w+`", ones) == once
    assert re.findall(r"`\w+`", twos) == twice
