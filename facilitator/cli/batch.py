"""The command that builds many groups at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

import facilitator
from facilitator.cli.options import agenda_options, option
from facilitator.cli.terminal import counting, echo, first_of, print_json
from facilitator.messages import _
from facilitator.problems import Problems

__all__ = ["batch"]


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
