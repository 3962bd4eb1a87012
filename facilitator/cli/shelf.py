"""The commands beside build: the shelf, a copy of what is on it, many groups at once, and the studio."""

from __future__ import annotations

import gc
import re
import shlex
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import click

import facilitator
from facilitator.cli.options import agenda_options, library_option, option
from facilitator.cli.terminal import counting, echo, first_of, print_json, print_shelf
from facilitator.messages import Problems, _

__all__ = ["batch", "list_", "new", "own_folder", "put_icon", "studio"]


@agenda_options
@click.argument("rows", type=click.Path(path_type=Path))
@option("--name", metavar="TEXT", help='What groups are called, with names of columns: "{{ team }}".')
@option("--sheet", metavar="NAME", help="The sheet of a workbook that the table stands on.")
@option("--only", multiple=True, metavar="KIND", help="Make only this kind of file; may be repeated.")
@option("--theme", metavar="NAME", help="Colours and fonts.")
@option("--template", type=click.Path(path_type=Path), metavar="FILE", help="Make the decks in this PowerPoint file.")
@option("--jobs", type=click.IntRange(1), metavar="N", help="So many at the same time; else as processors there are.")
@option("--engine", type=click.Choice(["processes", "dask"]), default="processes", help="Who makes the files.")
@option("--scheduler", metavar="ADDRESS", help="The Dask cluster that makes them: tls://host:8786.")
@option("--resume", is_flag=True, help="Leave groups of which nothing has changed since the batch before.")
@option("--keep-going", is_flag=True, help="Build the others where something is wrong with a row.")
@option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder for all (out/<agenda>-<table>).")
@option("--zip", "archived", is_flag=True, help="Put all of it into one batch.zip, too.")
@option("--json", "as_json", is_flag=True, help="Tell as JSON what has become of every group.")
@click.pass_context
def batch(ctx: click.Context, /, agenda: str, rows: Path, as_json: bool, engine: str, **options: Any) -> None:
    """Build an AGENDA or a programme for many groups: for each row of a table (.csv, .xlsx), in a folder of its own.

    Columns are names of the agenda's data, in any order, and whatever else a build may be told: start, date,
    participants, facilitators, template, theme, language. All rows are checked before the first is built.
    """
    if (engine == "dask") != (options["scheduler"] is not None):
        raise click.UsageError(_("--engine dask and --scheduler belong together"))
    with counting(_("Reading {name}", name=rows)) as progress:
        found = facilitator.batch(agenda, rows, progress=progress, **options)
    if as_json:
        print_json(found.data())
    else:
        echo([*found.lines(), *found.to_print()])
    echo(found.notes(), err=True)
    if found.failed:
        click.echo(first_of(Problems(found.failed)), err=True)
        ctx.exit(1)


@click.argument("kind", required=False)
@option("--search", metavar="WORDS", default="", help="Only what says these words.")
@option("--minutes", type=click.IntRange(1), metavar="N", help="Only exercises that can be done in so many.")
@option("--people", type=click.IntRange(1), metavar="N", help="Only exercises that suit so many.")
@option("--json", "as_json", is_flag=True, help="The same as JSON.")
@library_option
def list_(kind: str | None, as_json: bool, **options: Any) -> None:
    """What there is to use: agendas, exercises, figures, cards, forms, themes, and languages, or one KIND of them."""
    found = facilitator.shelf(kind, **options)
    print_json(found) if as_json else print_shelf(found)


@click.argument("name", required=False)
@option("--from", "source", default="trio-workshop", metavar="NAME", show_default=True, help="What to copy.")
@option("--kind", metavar="KIND", help="What it is: agendas, forms, cards …; an agenda goes first.")
@option("--list", "listed", is_flag=True, help="Show what can be copied, all of it or one KIND.")
@library_option
def new(name: str | None, source: str, kind: str | None, listed: bool, libraries: tuple[Path, ...]) -> None:
    """Copy something of the library to NAME.yaml, to edit: an agenda, a programme, an exercise, a figure, a form …

    A programme brings its agendas. Agendas land where you stand, everything else in decks/ there, where they find it.
    """
    if listed and name and kind:
        raise click.UsageError(_("“{name}” and --kind {kind}: expected one kind to list", name=name, kind=kind))
    if listed:
        print_shelf(facilitator.shelf(kind or name, libraries=libraries))
    elif name is None:
        raise click.UsageError(_("NAME is missing; expected what the copy is to be called"))
    else:
        click.echo(facilitator.new(name, source, kind=kind, libraries=libraries))


@click.argument("place", metavar="[FILE|FOLDER]", type=click.Path(exists=True, path_type=Path), default=Path())
@option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="The port of the page; else 8473, or a free one.",
)
@option("--no-browser", is_flag=True, help="Tell the address only, and open no browser.")
@option("--share", is_flag=True, help="Put the page for the room of FILE on the local network, for a phone.")
@option("--icon", is_flag=True, help="Put an icon on the desktop that opens it, and do no more.")
def studio(place: Path, port: int, no_browser: bool, share: bool, icon: bool) -> None:
    """Open a page in the browser in which agendas are made by hand, over a FOLDER with your files, or one FILE of it.

    The page is on this machine alone, but what is shared; Ctrl-C ends it.
    """
    from facilitator.studio.server import serve

    if icon:
        return click.echo(put_icon(_desktop(), place.resolve()))
    gc.freeze()  # What is there from the beginning is not looked through again and again.
    try:
        serve(place, port, browser=not no_browser, share=share, tell=_opened)
    except KeyboardInterrupt:
        click.echo(_("The studio is closed."))


def _opened(address: str) -> None:
    click.echo(_("The studio is open at {address}", address=address))
    click.echo(_("The address works once. Press Ctrl-C to end the studio."))


def _desktop() -> Path:
    """Where the system says that the desktop is, or else where it usually is."""
    said = Path.home() / ".config" / "user-dirs.dirs"
    with suppress(OSError):
        if found := re.search(r'^XDG_DESKTOP_DIR="\$HOME/(.+)"', said.read_text(encoding="utf-8"), re.MULTILINE):
            return Path.home() / found[1]
    moved = Path.home() / "OneDrive" / "Desktop"
    return moved if sys.platform == "win32" and moved.is_dir() else Path.home() / "Desktop"


def put_icon(desktop: Path, folder: Path, system: str = sys.platform) -> Path:
    """Put what opens the studio over the folder on a desktop; what is put there is returned.

    Args:
        desktop: the folder that is seen there.
        folder: the one with the user's files.
        system: Windows and macOS have ways of their own.

    Raises:
        click.ClickException: the disk says no.
    """
    command = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "facilitator"]
    words = [*command, "studio", str(folder)]
    if system == "win32":
        quoted = " ".join(f'"{one}"' for one in words)
        file, text = desktop / "Facilitator.cmd", f'@start "Facilitator" /min {quoted}\n'.replace("\n", "\r\n")
    elif system == "darwin":
        file, text = desktop / "Facilitator.app/Contents/MacOS/Facilitator", f"#!/bin/sh\nexec {shlex.join(words)}\n"
    else:
        line = " ".join('"' + re.sub(r'(["`$\\])', r"\\\1", one).replace("%", "%%") + '"' for one in words)
        entry = ("[Desktop Entry]", "Type=Application", "Name=Facilitator", f"Exec={line}", "Terminal=false")
        file, text = desktop / "facilitator.desktop", "\n".join((*entry, "Categories=Office;", ""))
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="")
        file.chmod(0o755)
    except OSError as error:
        raise click.ClickException(_("{path} cannot be written: {reason}", path=file, reason=error.strerror)) from None
    return next((one for one in (file, *file.parents) if one.suffix == ".app"), file)


def own_folder() -> Path:
    """Where the studio that was opened by its icon keeps the user's files; made if need be."""
    folder = Path.home() / "Facilitator"
    folder.mkdir(exist_ok=True)
    return folder
