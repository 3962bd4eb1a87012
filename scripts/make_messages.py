"""Renews the message catalogues in ``facilitator/locale``: `nox -s messages` runs it, `-- de` begins a language.

``facilitator.pot``, the template for translators, has every message that the program tells; ``da/LC_MESSAGES`` has
those of a language: the ``.po`` that people write, and the ``.mo`` that the program reads. All are the same for the
same code, whenever and wherever they are made: sorted, without dates and places.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib import import_module
from io import BytesIO
from pathlib import Path
from pkgutil import walk_packages
from typing import TYPE_CHECKING

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

import facilitator
from facilitator.cli import main as program
from facilitator.content import Content
from facilitator.reading.wording import subject

if TYPE_CHECKING:
    import click

ROOT = Path(__file__).parents[1]
LOCALE = ROOT / "facilitator" / "locale"
TEMPLATE = LOCALE / "facilitator.pot"
KEYWORDS = {"_": None, "mark": None, "plural": (1, 2)}
"""The functions of `facilitator.messages` whose first arguments are messages."""

OF_CLICK: tuple[str | tuple[str, str], ...] = (
    "Usage:", "Options", "Commands", "default: {default}", "Show this message and exit.", "Show the version and exit.",
    "Try '{command} {option}' for help.", "Error: {message}", "Missing command.", "Missing argument", "Missing option",
    "Invalid value: {message}", "Invalid value for {param_hint}: {message}", "No such option {name!r}.",
    "No such command {name!r}.", "Option {name!r} does not take a value.", "{value!r} is not a valid {number_type}.",
    "{value} is not in the range {range}.",
    ("{value!r} is not {choice}.", "{value!r} is not one of {choices}."),
    ("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)"),
    ("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})"),
    ("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments."),
)  # fmt: skip
"""What click tells our users: it asks gettext, which has our catalogue."""


class _Bare(Catalog):
    """A catalogue whose head says only what does not change."""

    def _head(self) -> list[tuple[str, str]]:
        head = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit"}
        if self.locale is not None:
            head |= {"Language": str(self.locale), "Plural-Forms": self.plural_forms}
        *most, (name, value) = head.items()
        return [*most, (name, f"{value}\n")]

    mime_headers = property(_head)


def template() -> str:
    """The template's text as the code wants it."""
    return _text(_messages(), "Everything that Facilitator tells people, in English.")


def renewed(language: str, text: str) -> str:
    """A language's ``.po`` with the messages that the code tells now: new ones are empty, and none is guessed.

    Args:
        language: such as ``da``.
        text: the ``.po`` as it is; empty to begin one.
    """
    known = {message.id: message.string for message in read_po(BytesIO(text.encode()), locale=language)}
    catalog = _Bare(locale=language, fuzzy=False)
    for message in _messages():
        if message.id:
            catalog.add(message.id, known.get(message.id, ""))
    name = Locale.parse(language).english_name
    return _text(catalog, f"Everything that Facilitator tells people, in {name}.")


def compiled(language: str, text: str) -> bytes:
    """The ``.mo`` of a ``.po``'s text."""
    catalog = _Bare(locale=language, fuzzy=False)
    for message in read_po(BytesIO(text.encode()), locale=language):
        if message.id and not message.fuzzy:
            catalog.add(message.id, message.string)
    body = BytesIO()
    write_mo(body, catalog)
    return body.getvalue()


def po(language: str) -> Path:
    """Where the catalogue is that people write; the ``.mo`` stands beside it."""
    return LOCALE / language / "LC_MESSAGES" / "facilitator.po"


def _messages() -> _Bare:
    catalog = _Bare(fuzzy=False)
    package = ROOT / "facilitator"
    found = extract_from_dir(package, method_map=[("**.py", "python"), ("studio/**.html", "jinja2")], keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in found:
        catalog.add(message)
    for told in (*sorted(map(subject, _models())), *OF_CLICK, *_helps(program)):
        catalog.add(told)
    return catalog


def _helps(command: click.Command) -> Iterator[str]:
    """What ``--help`` tells of a command, its options, and the commands in it."""
    yield from filter(None, (command.help, *(getattr(one, "help", None) for one in command.params)))
    for inner in getattr(command, "commands", {}).values():
        yield from _helps(inner)


def _models() -> set[type]:
    """Every model that a message may be about: importing everything makes them all."""
    for module in walk_packages(facilitator.__path__, "facilitator."):
        if not module.name.endswith("__main__"):
            import_module(module.name)
    return {model for model in _below(Content) if model.__module__.startswith("facilitator.")}


def _below(model: type) -> set[type]:
    below: list[type] = model.__subclasses__()
    return {*below, *(one for other in below for one in _below(other))}


def _text(catalog: Catalog, head: str) -> str:
    catalog.header_comment = f"# {head} Renewed by: nox -s messages"
    body = BytesIO()
    write_po(body, catalog, sort_output=True, no_location=True, width=0)
    return f"{body.getvalue().decode().rstrip()}\n"


def main(begun: list[str]) -> None:
    """Write all catalogues anew, and begin those of these languages."""
    TEMPLATE.write_text(template(), encoding="utf-8")
    for language in sorted({*begun, *(file.parts[-3] for file in LOCALE.glob("*/LC_MESSAGES/*.po"))}):
        file = po(language)
        file.parent.mkdir(parents=True, exist_ok=True)
        text = renewed(language, file.read_text(encoding="utf-8") if file.exists() else "")
        file.write_text(text, encoding="utf-8")
        file.with_suffix(".mo").write_bytes(compiled(language, text))


if __name__ == "__main__":
    main(sys.argv[1:])
