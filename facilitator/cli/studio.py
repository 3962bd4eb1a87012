"""The command that opens the studio."""

from __future__ import annotations

from pathlib import Path

import click

from facilitator.cli.options import option
from facilitator.messages import _

__all__ = ["studio"]


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
