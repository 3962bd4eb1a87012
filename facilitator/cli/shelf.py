"""The commands of the shelf: what there is, a copy of it, and the studio, in which an agenda is made of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import facilitator
from facilitator.cli.options import library_option, option
from facilitator.cli.terminal import print_json, print_shelf
from facilitator.messages import _

__all__ = ["list_", "new", "studio"]


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
@option("--port", type=click.IntRange(0, 65535), default=0, metavar="N", help="The port of the page; else a free one.")
@option("--no-browser", is_flag=True, help="Tell the address only, and open no browser.")
def studio(place: Path, port: int, no_browser: bool) -> None:
    """Open a page in the browser in which agendas are made by hand, over a FOLDER with your files, or one FILE of it.

    The page is on this machine alone; Ctrl-C ends it.
    """
    from facilitator.studio.server import serve

    def tell(address: str) -> None:
        click.echo(_("The studio is open at {address}", address=address))
        click.echo(_("The address works once. Press Ctrl-C to end the studio."))

    try:
        serve(place, port, browser=not no_browser, tell=tell)
    except KeyboardInterrupt:
        click.echo(_("The studio is closed."))
