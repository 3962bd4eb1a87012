"""What the commands have in common: options, how wrong ones are told, and what the user sees of a result."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facilitator.cli.terminal import Source
from facilitator.messages import _

if TYPE_CHECKING:
    from rich.table import Column


__all__ = [
    "agenda_options", "build_folder", "echo", "library_option", "list_options", "offset", "out_option",
    "print_as_json", "print_json", "print_plan", "print_table", "progress", "set_option",
]  # fmt: skip

_F = TypeVar("_F", bound=Callable[..., Any])

_MINUTES, _WRAPPED = 2, (4, 7)
"""The columns of a timetable with numbers, and with texts that may run over several lines: what, and who."""
_WIDE = 240
"""Columns that a table may have in a pipe."""
_FOREIGN = re.compile("[^\x00-\x7f]")


def _settings(ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """The texts that ``--set key=value`` gives, by key."""
    found = {}
    for setting in given:
        key, equals, value = setting.partition("=")
        if not equals or not key.strip().isidentifier():
            what = _("“{value}”; expected key=value", value=setting)
            raise click.BadParameter(what, ctx, param_hint="--set")
        found[key.strip()] = value
    return found


def set_option(words: str) -> Callable[[_F], _F]:
    """The option that fills in names of texts."""
    return click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", callback=_settings, help=words)


_OF_AGENDAS = (
    click.argument("agenda", cls=Source, kind="agendas"),
    set_option("Replace a value of its data."),
    click.option(
        "--data", "files", multiple=True, metavar="FILE", help="Replace values of its data by those of a file."
    ),
    click.option("--start", metavar="HH.MM", help="Begin at this time; pinned times move along."),
    click.option("--date", metavar="YYYY-MM-DD", help="Hold it on this day."),
    click.option("--allow-outside", "outside", is_flag=True, help="Files it names may lie outside its folder."),
)


def agenda_options(command: _F) -> _F:
    """The argument and options of every command that reads an agenda."""
    for option in reversed(_OF_AGENDAS):
        command = option(command)
    return library_option(command)


def library_option(command: _F) -> _F:
    """The option of every command that looks names up."""
    return click.option(
        "--library",
        "libraries",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        multiple=True,
        envvar="FACILITATOR_LIBRARY",
        metavar="DIR",
        help="A library of your own, before the shipped one: agendas/, decks/… (or FACILITATOR_LIBRARY).",
    )(command)


def out_option(usual: str) -> Callable[[_F], _F]:
    """The option that says where files land: in a folder, or in one file."""
    words = f"A folder for what is made ({usual}), or one file of it, such as NAME.pdf."
    return click.option("--out", type=click.Path(path_type=Path), metavar="PLACE", help=words)


def build_folder(names: Iterable[str], folder: Path) -> Path:
    """The folder for files of these names, which are made together; it is not called as one of them."""
    if not folder.is_dir() and folder.suffix.lower() in {Path(name).suffix for name in names}:
        what = _(
            "“{name}”; expected a folder, for a build makes several files; --only KIND makes one kind", name=folder
        )
        raise click.BadParameter(what, param_hint="--out")
    return folder


def list_options(command: _F) -> _F:
    """The options of every command that reads a list of people, who meet."""
    for option, words in (("--together", "Keep people who share this; may be repeated."),
                          ("--apart", "Mix people who differ in this; may be repeated.")):  # fmt: skip
        command = click.option(option, multiple=True, metavar="COLUMN", help=words)(command)
    command = click.option("--sheet", metavar="NAME", help="The sheet of a workbook that the list stands on.")(command)
    return click.option(
        "--names",
        multiple=True,
        metavar="COLUMNS",
        help='Where names stand in the list: headings ("Fornavn,Efternavn"), or the number of a column without any.',
    )(command)


def offset(ctx: click.Context, parameter: click.Parameter, text: str | None) -> tuple[float, float]:
    """The mm right and down that ``--offset`` gives."""
    if text is None:
        return 0, 0
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        what = _("“{text}”; expected mm right and down, such as 1.5,-0.5", text=text)
        raise click.BadParameter(what, ctx, param_hint="--offset") from None
    return x, y


def taken(take: str | None, slides: tuple[str, ...]) -> tuple[str, ...] | None:
    """The slides that are to be as the agenda has them; None for all."""
    if slides and take is None:
        raise click.UsageError(_("“{name}”: slides are named behind --take agenda", name=slides[0]))
    return () if take is None else slides or None


def print_json(value: object) -> None:
    """Print plain data as JSON on standard output, for other programs."""
    print_as_json(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n")


def print_as_json(text: str) -> None:
    """Print what is JSON already; letters are escaped only where the output cannot have them as they are."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8", "strict")
    except UnicodeEncodeError:
        text = _FOREIGN.sub(lambda found: json.dumps(found[0])[1:-1], text)
    click.echo(text, nl=False)


def echo(lines: Iterable[object], *, err: bool = False) -> None:
    """Print each on a line."""
    for line in lines:
        click.echo(line, err=err)


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show ``what`` while the block runs, on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


def print_table(rows: Iterable[Sequence[str]], headings: Sequence[str] = (), *, title: str = "") -> None:
    """Print a table, as wide as the terminal, or in a pipe as its texts ask for.

    Args:
        rows: the cells; the first of each is not broken into lines, and stands out where there are no headings.
        headings: one for each column, or none.
        title: stands over it.
    """
    from rich.table import Column

    columns = [
        Column(heading, no_wrap=not number, style="" if headings or number else "cyan")
        for number, heading in enumerate(headings or ("", ""))
    ]
    _print(((row, "") for row in rows), columns, title, headed=bool(headings))


def print_plan(rows: Iterable[tuple[Sequence[str], str]], headings: Sequence[str], *, title: str = "") -> None:
    """Print a timetable in the same way: cells and style of each row; its minutes stand at the right."""
    from rich.table import Column

    columns = [
        Column(heading, no_wrap=number not in _WRAPPED, justify="right" if number == _MINUTES else "left")
        for number, heading in enumerate(headings)
    ]
    _print(rows, columns, title, headed=True)


def _print(rows: Iterable[tuple[Sequence[str], str]], columns: Sequence[Column], title: str, *, headed: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    kind = box.SIMPLE_HEAD if headed else box.SIMPLE
    table = Table(*columns, box=kind, show_header=headed, title=Text(title, "bold") if title else None)
    table.title_justify = "left"
    for cells, style in rows:
        table.add_row(*map(Text, cells), style=style)
    console = Console()
    (console if console.is_terminal else Console(width=_WIDE)).print(table)
