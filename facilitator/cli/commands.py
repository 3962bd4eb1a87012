"""The commands. Each is a thin skin: options in, one call, words out."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator import __version__
from facilitator.cli.asked import Asked, agenda_options, clock_option, library_option, library_with
from facilitator.cli.cards import cards
from facilitator.cli.form import form
from facilitator.cli.pair import pair
from facilitator.cli.progress import progress
from facilitator.problems import Problems

if TYPE_CHECKING:
    from facilitator.agenda.read import Reading
    from facilitator.agenda.schedule import Schedule
    from facilitator.pairs import Roster

__all__ = ["main"]


class _Commands(click.Group):
    """Problems with the user's input end a command with their text and exit code 2."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Problems as error:
            click.echo(str(error), err=True)
            ctx.exit(2)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="facilitator")
def main() -> None:
    """One agenda file in, everything a workshop room needs out."""


@main.command()
@agenda_options
@click.option("--out", type=click.Path(path_type=Path), help="The folder for the files (out/<agenda>).")
@click.option("--theme", metavar="NAME", help="Colours and fonts.")
@click.option("--only", multiple=True, metavar="KIND", help="Make only this kind of file; may be repeated.")
@click.option("--participants", type=click.Path(path_type=Path), metavar="FILE", help="Who comes (.csv, .xlsx).")
@click.option("--force", is_flag=True, help="Overwrite files that were changed since they were written.")
@click.option("--json", "as_json", is_flag=True, help="Tell as JSON which files were written.")
def build(
    agenda: str,
    out: Path | None,
    only: tuple[str, ...],
    participants: Path | None,
    force: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Make the files of an AGENDA, a name or a path: the deck and everything that is printed."""
    from facilitator.cli.printing import to_print
    from facilitator.output.files import write_files
    from facilitator.output.make import KINDS, Session, make

    for kind in only:
        if kind not in KINDS:
            what = f"there is no kind “{kind}”; expected one of {', '.join(KINDS)}"
            raise click.BadParameter(what, param_hint="--only")
    if "pairs" in only and participants is None:
        raise click.UsageError("--only pairs needs --participants FILE")
    with progress(f"Building {agenda}"):
        roster = _roster(participants)
        asked = Asked(agenda, people=len(roster.people) if roster else None, **options)
        reading = asked.read()
        session = Session(reading, asked.plan(reading), asked.library, roster)
        made = make(session, only)
        folder = out if out is not None else Path("out") / reading.agenda.id
        paths = write_files(folder, {one.name: one.content for one in made}, force=force)
    if as_json:
        files = [{"kind": one.kind, "path": str(path)} for one, path in zip(made, paths, strict=True)]
        _print_json({"files": files})
    else:
        for path in paths:
            click.echo(path)
        for line in to_print(made, reading.terms):
            click.echo(line)
    if not made:
        click.echo(f"nothing to make: no block of {reading.agenda.id} asks for it", err=True)
    if sys.stderr.isatty():
        for note in session.schedule.notes:
            click.echo(note.text(reading.terms), err=True)


def _roster(file: Path | None) -> Roster | None:
    if file is None:
        return None
    from facilitator.pairs import read_roster

    return read_roster(file)


@main.command(name="list")
@click.argument("kind", required=False)
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
@library_option
def list_(kind: str | None, as_json: bool, libraries: tuple[Path, ...]) -> None:
    """What there is to use: agendas, exercises, figures, themes, and languages, or one KIND of them."""
    from facilitator.cli.shelf import print_shelf, shelf

    found = shelf(library_with(libraries), kind)
    if as_json:
        _print_json(found)
    else:
        print_shelf(found)


@main.command()
@click.argument("name")
@click.option("--from", "source", default="trio-workshop", metavar="AGENDA", show_default=True, help="What to copy.")
@library_option
def new(name: str, source: str, libraries: tuple[Path, ...]) -> None:
    """Copy an agenda of the library to NAME.yaml, to edit."""
    from facilitator.cli.copying import copy_agenda

    for path in copy_agenda(name, source, library_with(libraries)):
        click.echo(path)


@main.command()
@agenda_options
def check(agenda: str, **options: Any) -> None:
    """Find everything that is wrong with an AGENDA, a name or a path, without writing anything."""
    from facilitator.output.make import Session

    asked = Asked(agenda, **options)
    with progress(f"Checking {agenda}"):
        reading = asked.read()
        schedule = asked.plan(reading)
        slides = len(Session(reading, schedule, asked.library).drawn.canvases)
    blocks = len(schedule.slots)
    click.echo(f"{reading.node.place.path}: {_span(schedule)}, {blocks} blocks, {slides} slides, no mistakes")
    _print_notes(reading, schedule)


@main.command()
@agenda_options
@click.option("--now", metavar="HH.MM", help="Plan what is left of the day from this time on …")
@click.option("--at", metavar="BLOCK", help="… when this block is about to begin.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def schedule(agenda: str, now: str | None, at: str | None, as_json: bool, **options: Any) -> None:
    """Print the plan of an AGENDA, a name or a path: times, minutes, and latest starts."""
    from facilitator.agenda.schedule import replan
    from facilitator.cli.timetable import print_timetable, timetable

    if (now is None) != (at is None):
        raise click.UsageError("--now and --at belong together")
    asked = Asked(agenda, **options)
    reading = asked.read()
    found = asked.plan(reading)
    if now is not None and at is not None:
        found = replan(found, at=at, now=clock_option("--now", now), place=reading.place)
    if as_json:
        _print_json(timetable(found))
        return
    print_timetable(found)
    _print_notes(reading, found)
    if now is not None and found.droppable:
        titles = ", ".join(f"{block.title}" for block in found.droppable)
        click.echo(f"could be taken out, in this order: {titles}")


@main.command()
def schema() -> None:
    """Print the JSON Schema of an agenda, for editors."""
    from facilitator.agenda.schema import schema_text

    click.echo(schema_text(), nl=False)


main.add_command(pair)
main.add_command(cards)
main.add_command(form)


def _span(schedule: Schedule) -> str:
    from facilitator.cli.timetable import clock

    return f"{clock(schedule, schedule.start)}–{clock(schedule, schedule.end)}"


def _print_notes(reading: Reading, schedule: Schedule) -> None:
    for note in schedule.notes:
        click.echo(note.text(reading.terms))


def _print_json(value: object) -> None:
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))
