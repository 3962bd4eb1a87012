"""Collects every message that the program tells into the template for translators: `nox -s messages` runs it.

``facilitator/locale/facilitator.pot`` is the same for the same code, whenever and wherever it is made: sorted, without
dates and places.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

import facilitator.content.cards
import facilitator.content.forms
import facilitator.programme.model  # noqa: F401 - with agendas, slides, and figures
from facilitator.content.base import Content
from facilitator.reading.wording import subject

ROOT = Path(__file__).parents[1]
TEMPLATE = ROOT / "facilitator" / "locale" / "facilitator.pot"
KEYWORDS = {"_": None, "mark": None, "plural": (1, 2)}
"""The functions of `facilitator.messages` whose first arguments are messages."""
HEAD = r"""# Everything that Facilitator tells people, in English. Renewed by: nox -s messages
msgid ""
msgstr ""
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def template() -> str:
    """The template's text as the code wants it."""
    catalog = Catalog()
    package = ROOT / "facilitator"
    found = extract_from_dir(package, method_map=[("**.py", "python")], keywords=KEYWORDS)
    for _file, _line, message, _comments, _context in found:
        catalog.add(message)
    for model in sorted(_below(Content), key=subject):
        catalog.add(subject(model))
    body = BytesIO()
    write_po(body, catalog, omit_header=True, sort_output=True, no_location=True, width=0)
    return HEAD + body.getvalue().decode().lstrip("\n")


def _below(model: type) -> set[type]:
    """Every model that a message may be about; the imports of this module have made them all."""
    below: list[type] = model.__subclasses__()
    return {*below, *(one for other in below for one in _below(other))}


if __name__ == "__main__":
    TEMPLATE.parent.mkdir(exist_ok=True)
    TEMPLATE.write_text(template(), encoding="utf-8")
