"""`facilitator form`: one form, to print and to edit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from facilitator.cli.as_json import print_json
from facilitator.cli.asked import library_option, library_with, settings_option

__all__ = ["form"]


@click.command()
@click.argument("name")
@click.option("--copies", type=click.IntRange(1, 500), default=1, metavar="N", help="So many copies in the PDF.")
@click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Fill in a name of its texts.")
@click.option("--theme", default="fjord", show_default=True, metavar="NAME", help="Colours and fonts.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out", "forms"), help="The folder for the files.")
@click.option("--force", is_flag=True, help="Overwrite files that were changed since they were written.")
@click.option("--json", "as_json", is_flag=True, help="Tell as JSON which files were written.")
@library_option
def form(
    name: str,
    copies: int,
    settings: tuple[str, ...],
    theme: str,
    out: Path,
    force: bool,
    as_json: bool,
    libraries: tuple[Path, ...],
) -> None:
    """Make the form or handout NAME (or the path of one) as PDF and Word."""
    from facilitator.agenda.read import read_theme
    from facilitator.output.files import write_files
    from facilitator.print.forms import make_form

    library = library_with(libraries, beside=name)
    look, data = read_theme(theme, library), settings_option(settings)
    made = make_form(name, library=library, theme=look, data=data, copies=copies)
    paths = write_files(out, {one.name: one.content for one in made}, force=force)
    if as_json:
        files: list[dict[str, Any]] = [
            {"kind": one.kind, "path": str(path), "pages": one.pages} for one, path in zip(made, paths, strict=True)
        ]
        print_json({"files": files})
    else:
        for path in paths:
            click.echo(path)
