"""What the library holds, by kind: the ids to use and the titles to recognise them by."""

from __future__ import annotations

from facilitator.library import KINDS, Library
from facilitator.problems import Problems, nearest
from facilitator.reading.files import read_yaml

__all__ = ["print_shelf", "shelf"]

_DESIGNS = "pages"
"""Page designs have no title, and nothing names them."""

Shelf = dict[str, list[dict[str, str]]]
"""Kind → entries with ``id`` and ``title``."""


def shelf(library: Library, kind: str | None = None) -> Shelf:
    """Everything in the library, or one kind of it.

    Raises:
        Problems: there is no such kind, or a file of it cannot be read.
    """
    kinds = [one for one in KINDS if one != _DESIGNS]
    if kind is not None and kind not in kinds:
        raise Problems.one(f"there is no kind “{kind}”", f"expected one of {', '.join(kinds)}", nearest(kind, kinds))
    return {one: _entries(one, library) for one in kinds if kind in (None, one)}


def _entries(kind: str, library: Library) -> list[dict[str, str]]:
    return [{"id": name, "title": _title(kind, name, library)} for name in library.names(kind)]


def _title(kind: str, name: str, library: Library) -> str:
    node = read_yaml(library.find(kind, name), library.label(kind, name))
    for key in ("title", "name"):
        found = node.find((key,))
        if found is not None and isinstance(found.value, str):
            return found.value
    return name


def print_shelf(found: Shelf) -> None:
    """A table for each kind."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    console = console if console.is_terminal else Console(width=200)
    for kind, entries in found.items():
        table = Table(box=box.SIMPLE, title=Text(kind, "bold"), title_justify="left", show_header=False)
        table.add_column(no_wrap=True)
        table.add_column()
        for entry in entries:
            table.add_row(Text(entry["id"], "cyan"), Text(entry["title"]))
        console.print(table)
