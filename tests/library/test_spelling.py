"""Every Danish word that is shipped is one, by hunspell's dictionary or the list of names beside this file."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

WORDS = Path(__file__).with_name("words.txt")
NOT_WORDS = {
    "id", "kind", "work", "exercise", "symbol", "theme", "language", "forms", "cards", "agenda_slides", "file", "files",
    "decimal_clock", "locale", "agenda", "sources", "source", "per", "sets_per", "signal", "orientation", "people",
    "icon", "tilt", "arrows", "fit", "focus",
}  # fmt: skip
"""Keys whose values are names of other things, formats, or titles of books."""
NAMES = {"exercise", "figure", "handout", "overview", "timeline"}
"""Keys whose values are names where they are texts, and figures where they are not."""
FILLED_IN = re.compile(r"\{[{%].*?[%}]\}|\{\w+\}|<.*?>", re.DOTALL)
WORD = re.compile(r"[A-Za-zÆØÅæøåéÉ]+(?:-[A-Za-zÆØÅæøåé]+)*")


def danish(checkout: Path) -> list[Path]:
    """All shipped files that are written in Danish."""
    found = sorted(file for folder in ("agendas", "decks") for file in (checkout / folder).rglob("*.yaml"))
    of_other_languages = [file for file in found if read(file).get("language", "da") != "da"]
    theirs = {name for file in of_other_languages for name in named(read(file))}
    return [
        file
        for file in found
        if file not in of_other_languages and file.parent.name != "themes" and file.stem not in theirs
    ]


def named(value: Any) -> Iterator[str]:
    """The figures and exercises that a file names: they are in its language."""
    if isinstance(value, list):
        for one in value:
            yield from named(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key in NAMES and isinstance(one, str):
                yield one
            yield from named(one)


def read(file: Path) -> dict[str, Any]:
    if file.stem == "en":
        return {"language": "en"}
    data: dict[str, Any] = yaml.load(file.read_text(encoding="utf-8"), yaml.CBaseLoader)
    return data


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            if key not in NOT_WORDS and not (key in NAMES and isinstance(one, str)):
                yield from texts(one)


@pytest.mark.spelling
def test_every_word_is_danish(checkout: Path) -> None:
    words = {
        word
        for file in danish(checkout)
        for text in texts(read(file))
        for word in WORD.findall(FILLED_IN.sub(" ", text))
    }
    assert len(words) > 1000
    command = ["hunspell", "-d", "da_DK", "-i", "utf-8", "-l"]
    said = subprocess.run(command, input="\n".join(sorted(words)), capture_output=True, text=True, check=True).stdout
    known = set(WORDS.read_text(encoding="utf-8").split())
    assert sorted(set(said.split()) - known) == []


def test_the_list_has_no_words_to_spare(checkout: Path) -> None:
    everything = "\n".join(file.read_text(encoding="utf-8") for file in danish(checkout))
    assert [word for word in WORDS.read_text(encoding="utf-8").split() if word not in everything] == []
