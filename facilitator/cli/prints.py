"""The commands that need no agenda: cards, forms, pairing plans, and what is in a template."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import click

import facilitator
from facilitator.cli.options import Command, echo, library_option, print_json, print_table, progress, set_option
from facilitator.messages import _

__all__ = ["cards", "form", "pair", "template"]

_CALIBRATE = "calibrate"


def _offset(ctx: click.Context, parameter: click.Parameter, text: str | None) -> tuple[float, float]:
    if text is None:
        return 0, 0
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        what = _("“{text}”; expected mm right and down, such as 1.5,-0.5", text=text)
        raise click.BadParameter(what, ctx, param_hint="--offset") from None
    return x, y


@click.command(cls=Command)
@click.argument("set_", metavar="SET")
@click.option("--participants", type=click.IntRange(1), metavar="N", help="A card for each of them.")
@click.option("--copies", type=click.IntRange(1), metavar="N", help="So many of each card.")
@click.option("--sets", type=click.IntRange(1), metavar="N", help="So many whole sets, each with its letter.")
@click.option("--size", metavar="SIZE", help="a7, a6, a5, poker, 85x55, or WIDTHxHEIGHT in mm (85x55).")
@click.option("--paper", type=click.Choice(["a4", "a3", "letter"]), default="a4", show_default=True)
@click.option("--sheet", metavar="CODE", help="A perforated sheet, such as C32011-10.")
@click.option("--flip", type=click.Choice(["long", "short", "fold", "none"]), default="long", show_default=True,
              help="The edge the paper is turned on; or fold, to print on one side.")  # fmt: skip
@click.option("--bleed", type=click.FloatRange(0, 10), default=0.0, metavar="MM", help="Colour beyond the edges.")
@click.option("--offset", metavar="X,Y", callback=_offset,
              help="Move the backs right and down, mm; `cards calibrate` tells how far.")  # fmt: skip
@click.option("--order", type=click.Choice(["sorted", "shuffled", "sheet"]), default="sorted", show_default=True,
              help="Of the stack when all sheets are cut at once.")  # fmt: skip
@click.option("--seed", type=int, default=0, help="Shuffle in another way.")
@click.option("--shop", is_flag=True, help="A page for every side, with 3 mm bleed, for a print shop.")
@click.option("--format", type=click.Choice(["pdf", "pptx"]), default="pdf", show_default=True)
@click.option(
    "--add", type=click.Path(path_type=Path), multiple=True, metavar="FILE", help="More cards: .yaml, .csv, .xlsx."
)
@click.option("--theme", metavar="NAME", default="fjord", help="Colours.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The file (SET.pdf).")
@click.option("--force", is_flag=True, help="Overwrite a file that was changed since it was written.")
@click.option("--json", "as_json", is_flag=True, help="Tell as JSON what was written.")
@library_option
def cards(set_: str, out: Path | None, force: bool, as_json: bool, **options: Any) -> None:
    """Print the cards of SET, a name or a file; or, for `calibrate`, a page that tells how far a printer is off."""
    with progress(_("Printing {name}", name=set_)):
        made = _calibration(**options) if set_ == _CALIBRATE else facilitator.cards(set_, **options)
        target = out or Path(made.name)
        (path,) = facilitator.write([replace(made, name=target.name)], target.parent, force=force)
    if as_json:
        print_json({"files": [{"kind": made.kind, "path": str(path)}], "told": made.told})
    else:
        echo([path, *made.told])


def _calibration(*, paper: str, theme: str, libraries: tuple[Path, ...], **_others: object) -> facilitator.Made:
    """The page for these options; the others say nothing about it."""
    return facilitator.calibration(paper=paper, theme=theme, libraries=libraries)


@click.command(cls=Command)
@click.argument("name")
@click.option("--copies", type=click.IntRange(1, 500), default=1, metavar="N", help="So many copies in the PDF.")
@set_option("Fill in a name of its texts.")
@click.option("--theme", default="fjord", show_default=True, metavar="NAME", help="Colours and fonts.")
@click.option("--out", type=click.Path(path_type=Path), default=Path("out", "forms"), help="The folder for the files.")
@click.option("--force", is_flag=True, help="Overwrite files that were changed since they were written.")
@click.option("--json", "as_json", is_flag=True, help="Tell as JSON which files were written.")
@library_option
def form(name: str, out: Path, force: bool, as_json: bool, **options: Any) -> None:
    """Make the form or handout NAME (or the path of one) as PDF and Word."""
    made = facilitator.form(name, **options)
    paths = facilitator.write(made, out, force=force)
    if as_json:
        written = zip(made, paths, strict=True)
        print_json({"files": [{"kind": one.kind, "path": str(path), "pages": one.pages} for one, path in written]})
    else:
        echo(paths)


@click.command(cls=Command)
@click.argument("people", metavar="FILE|N")
@click.option("--rounds", type=click.IntRange(1), default=3, show_default=True, help="How many.")
@click.option("--size", type=click.IntRange(2), default=2, show_default=True, help="People in a group.")
@click.option("--apart", multiple=True, metavar="COLUMN", help="Mix people who differ in this; may be repeated.")
@click.option("--together", multiple=True, metavar="COLUMN", help="Keep people who share this; may be repeated.")
@click.option("--host", "hosts", multiple=True, metavar="NAME", help="Stays at one table; may be repeated.")
@click.option("--questions", type=click.IntRange(1), metavar="N", help="Deal cards with so many questions.")
@click.option("--seed", type=int, default=1, show_default=True, help="Another number gives another plan.")
@click.option("--language", default="da", show_default=True, metavar="CODE", help="The language of the words.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="Write the plan to a .csv or .pdf file.")
@click.option("--force", is_flag=True, help="Overwrite a file that was changed since it was written.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@library_option
def pair(people: str, out: Path | None, force: bool, as_json: bool, **options: Any) -> None:
    """Plan rounds in which people meet new people, in pairs or at tables.

    FILE is a list of participants (.csv or .xlsx): names in the column called navn or name, or in the first. Instead of
    it may stand how many there are.
    """
    with progress(_("Pairing")):
        found = facilitator.pair(people, **options)
        paths = facilitator.write([found.file(out.name)], out.parent, force=force) if out else []
    if as_json:
        print_json({**found.data(), **({"path": str(paths[0])} if paths else {})})
        return
    echo(paths)
    if not paths:
        print_table(found.rows(), ["", *found.headings()])
    echo(found.notes())


@click.group()
def template() -> None:
    """Templates of your own: PowerPoint files whose layouts, colours, and fonts a deck takes."""


@template.command(cls=Command)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write FILE.layouts.yaml beside it, to correct by hand.")
@click.option("--force", is_flag=True, help="Overwrite it though it was changed since it was written.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def inspect(file: Path, write: bool, force: bool, as_json: bool) -> None:
    """Show which layout of FILE (.pptx, .potx, .pptm, .potm) serves which kind of slide, and why.

    Where FILE.layouts.yaml is there, it decides.
    """
    with progress(_("Reading {name}", name=file)):
        found = facilitator.template(file, anew=write)
        written = facilitator.write([found.mapping()], file.parent, force=force) if write else []
    if as_json:
        print_json(found.data())
        return
    print_table(found.rows(), (_("kind"), _("layout"), _("why")))
    echo([found.summary, *written])
