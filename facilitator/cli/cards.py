"""The command ``cards``: dialogue cards on sheets to cut, for a print shop, or as slides to edit."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.as_json import print_json
from facilitator.cli.asked import library_option, library_with
from facilitator.cli.progress import progress

if TYPE_CHECKING:
    from facilitator.library import Library
    from facilitator.made import Made
    from facilitator.print.cards.imposition import Size
    from facilitator.print.cards.job import Settings
    from facilitator.print.cards.pages import Stock

__all__ = ["cards"]

_CALIBRATE = "calibrate"


@click.command()
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
@click.option("--offset", metavar="X,Y", help="Move the backs right and down, mm; `cards calibrate` tells how far.")
@click.option("--order", type=click.Choice(["sorted", "shuffled", "sheet"]), default="sorted", show_default=True,
              help="Of the stack when all sheets are cut at once.")  # fmt: skip
@click.option("--seed", type=int, default=0, help="Shuffle in another way.")
@click.option("--shop", is_flag=True, help="A page for every side, with 3 mm bleed, for a print shop.")
@click.option("--format", "format_", type=click.Choice(["pdf", "pptx"]), default="pdf", show_default=True)
@click.option(
    "--add", type=click.Path(path_type=Path), multiple=True, metavar="FILE", help="More cards: .yaml, .csv, .xlsx."
)
@click.option("--theme", metavar="NAME", default="fjord", help="Colours.")
@click.option("--out", type=click.Path(path_type=Path), metavar="FILE", help="The file (SET.pdf).")
@click.option("--force", is_flag=True, help="Overwrite a file that was changed since it was written.")
@click.option("--json", "as_json", is_flag=True, help="Tell as JSON what was written.")
@library_option
def cards(set_: str, out: Path | None, force: bool, as_json: bool, libraries: tuple[Path, ...], **options: Any) -> None:
    """Print the cards of SET, a name or a file; or, for `calibrate`, a page that tells how far a printer is off."""
    from facilitator.output.files import write_files

    with progress(f"Printing {set_}"):
        library = library_with(libraries, beside=set_)
        made = _calibration(options, library) if set_ == _CALIBRATE else _cards(set_, options, library)
        target = out or Path(made.name)
        (path,) = write_files(target.parent, {target.name: made.content}, force=force)
    if as_json:
        files = [{"kind": made.kind, "path": str(path)}]
        print_json({"files": files, "told": made.told})
        return
    click.echo(path)
    for line in made.told:
        click.echo(line)


def _calibration(options: dict[str, Any], library: Library) -> Made:
    from facilitator.print.cards.job import calibration

    return calibration(options["paper"], _stock("da", options["theme"], library))


def _cards(name: str, options: dict[str, Any], library: Library) -> Made:
    from facilitator.print.cards.dealing import Copies
    from facilitator.print.cards.job import Job
    from facilitator.print.cards.own import added, card_set

    asked = [option for option in ("participants", "copies", "sets") if options[option]]
    if len(asked) > 1:
        raise click.UsageError(f"--{asked[0]} and --{asked[1]} exclude each other")
    found = card_set(name, library)
    for file in options["add"]:
        found = added(found, file, library)
    copies = Copies(options["participants"] or 0, options["copies"] or 1, options["sets"] or 0)
    job = Job(found, copies, _settings(options), _stock(found.language, options["theme"], library), Path(name).stem)
    try:
        return job.made()
    except ValueError as error:
        raise click.UsageError(str(error)) from None


def _stock(language: str, theme: str, library: Library) -> Stock:
    from facilitator.agenda.read import read_terms, read_theme
    from facilitator.print.cards.pages import Stock

    return Stock(read_terms(language, library), read_theme(theme, library), library)


def _settings(options: dict[str, Any]) -> Settings:
    from facilitator.print.cards.job import Settings

    return Settings(
        size=_size(options["size"]),
        paper=options["paper"],
        sheet=_sheet(options["sheet"], options["size"]),
        flip=options["flip"],
        bleed=options["bleed"],
        offset=_offset(options["offset"]),
        order=options["order"],
        seed=options["seed"],
        output="slides" if options["format_"] == "pptx" else "shop" if options["shop"] else "sheets",
    )


def _size(text: str | None) -> Size | None:
    from facilitator.print.cards.imposition import card_size

    try:
        return card_size(text) if text else None
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--size") from None


def _sheet(code: str | None, size: str | None) -> str | None:
    from facilitator.print.cards.imposition import SHEETS

    if code is None:
        return None
    if size:
        raise click.UsageError("--sheet has its own size; --size does not go with it")
    found = next((known for known in SHEETS if known.casefold() == code.casefold()), None)
    if not found:
        raise click.BadParameter(f"“{code}”; expected one of {', '.join(SHEETS)}", param_hint="--sheet")
    return found


def _offset(text: str | None) -> tuple[float, float]:
    if text is None:
        return 0, 0
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        raise click.BadParameter(
            f"“{text}”; expected mm right and down, such as 1.5,-0.5", param_hint="--offset"
        ) from None
    if max(abs(x), abs(y)) > 20:
        raise click.BadParameter(f"“{text}”; expected at most 20 mm", param_hint="--offset")
    return x, y
