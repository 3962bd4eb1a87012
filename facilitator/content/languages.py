"""The words of a language, from its files in every library."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache, reduce
from pathlib import Path
from string import Formatter
from typing import TypeAlias

from facilitator.content.terms import Terms
from facilitator.kept import Kept, print_of
from facilitator.library import Library, default_library, is_path
from facilitator.messages import Place, Problem, Problems, _, spoken
from facilitator.reading import Node, overlaid
from facilitator.reading.checking import validate
from facilitator.reading.files import parse_yaml, yaml_bytes

__all__ = ["DEFAULT_LANGUAGE", "read_terms", "spoken_terms"]

DEFAULT_LANGUAGE = "da"


def read_terms(language: str, library: Library, place: Place | None = None, own: Node | None = None) -> Terms:
    """The words of a language: those of its file in each library, the first before the others.

    Args:
        language: its name, or the path of its file.
        library: where it is looked up.
        place: where it is named.
        own: words that come before those of all files.

    Raises:
        Problems: there is no such language, or one of its files is wrong.
    """
    files = _files(language, library, place)
    if own is None:
        return _terms(files)
    return _OWN_TERMS.of((files, print_of(own)), lambda: _checked_terms(overlaid(_words(files), own)))


def spoken_terms(terms: Terms, library: Library) -> Terms:
    """The words of the language in which messages are told, for what is told and stands in files too.

    Args:
        terms: the words of what is told about: these where they are of that language, or where it has none.
        library: where those of the other language are looked up.

    Raises:
        Problems: its file is wrong.
    """
    same = terms.locale.partition("-")[0] == spoken() or spoken() not in library.names("terms")
    return terms if same else read_terms(spoken(), library)


_OWN_TERMS: Kept[Terms] = Kept(16)
"""Of agendas with words of their own."""


_Files: TypeAlias = tuple[tuple[bytes, str], ...]
"""The bytes of files, and what messages call them; the first comes before the others."""


def _files(language: str, library: Library, place: Place | None = None) -> _Files:
    if is_path(language):
        return ((yaml_bytes(Path(language), language), language),)
    return library.versions("terms", language, place)


@lru_cache(maxsize=16)
def _terms(files: _Files) -> Terms:
    """Kept: the forms, card sets, and parts of a session mostly ask for the words of the same language."""
    return _checked_terms(_words(files))


@lru_cache(maxsize=16)
def _words(files: _Files) -> Node:
    return reduce(overlaid, (parse_yaml(*one) for one in reversed(files)))


def _checked_terms(node: Node) -> Terms:
    terms = validate(Terms, node)
    if wrong := list(_misfilled(node, _words(_files(DEFAULT_LANGUAGE, default_library())))):
        raise Problems(wrong)
    return terms


def _misfilled(words: Node, model: Node) -> Iterator[Problem]:
    """Every text of ``words`` with braces that the same text of ``model`` does not have."""
    if isinstance(words.value, dict):
        for key, child in words.value.items():
            like = model.find((key,))
            if like is not None:
                yield from _misfilled(child, like)
    elif isinstance(words.value, str) and isinstance(model.value, str):
        known = sorted(set(_braces(model.value)))
        try:
            wrong = [found for found in _braces(words.value) if found not in known]
        except ValueError:
            wrong = [words.value]
        if wrong:
            what = _("“{text}” cannot be filled in here", text=wrong[0])
            expected = _("expected {names}", names=", ".join(known)) if known else _("expected a text without braces")
            yield Problem(what, expected, place=words.place)


def _braces(text: str) -> Iterator[str]:
    """Every part in braces as it is written: ``{clock}``."""
    for _text, name, form, conversion in Formatter().parse(text):
        if name is not None:
            yield f"{{{name}{f'!{conversion}' if conversion else ''}{f':{form}' if form else ''}}}"
