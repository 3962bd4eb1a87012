"""The commands. Each is a thin skin: options in, one call, words out."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from facilitator import __version__
from facilitator.cli.as_json import print_json
from facilitator.cli.asked import Asked, agenda_options, borrowed, clock_option, library_option, library_with
from facilitator.cli.cards import cards
from facilitator.cli.form import form
from facilitator.cli.inspecting import check_deck, is_deck
from facilitator.cli.pair import pair
from facilitator.cli.progress import progress
from facilitator.cli.template import template
from facilitator.problems import Problem, Problems

if TYPE_CHECKING:
    from facilitator.agenda.read import Reading
    from facilitator.agenda.schedule import Schedule
    from facilitator.content.base import Keeping
    from facilitator.content.terms import Terms
    from facilitator.made import Made
    from facilitator.output.programme import Whole
    from facilitator.pairs import Roster
    from facilitator.programme import Planned

__all__ = ["main"]

_SHOWN = 50
"""Problems that are told in one go."""


class _Commands(click.Group):
    """Problems with the user's input end a command with their text and exit code 2, Ctrl-C with 130 as in a shell."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except Problems as error:
            click.echo(_first(error), err=True)
            ctx.exit(2)
        except BrokenPipeError:  # Whoever read along has read enough; click ends quietly.
            raise
        except OSError as error:
            click.echo(f"{error.filename or 'a file'}: {error.strerror or error}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            click.echo("interrupted; nothing is half-written", err=True)
            ctx.exit(130)


def _first(error: Problems) -> str:
    """The problems, or the first of very many: nobody mends more in one go."""
    told = [str(problem) for problem in error.problems[:_SHOWN]]
    more = len(error.problems) - len(told)
    return "\n".join([*told, *([f"… and {more} more"] if more else [])])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="facilitator")
def main() -> None:
    """One agenda file in, everything a workshop room needs out."""


@main.command()
@agenda_options
@click.option("--out", type=click.Path(path_type=Path), help="The folder for the files (out/<agenda>).")
@click.option("--theme", metavar="NAME", help="Colours and fonts.")
@click.option(
    "--template", type=click.Path(path_type=Path), metavar="FILE", help="Make the deck in this PowerPoint file."
)
@click.option("--macros", is_flag=True, help="Keep the template's macros: the deck is a .pptm.")
@click.option(
    "--template-slides",
    type=click.Choice(["drop", "keep", "frame"]),
    help="The template's own slides: left out, behind ours, or the first of them before ours.",
)
@click.option("--only", multiple=True, metavar="KIND", help="Make only this kind of file; may be repeated.")
@click.option("--participants", type=click.Path(path_type=Path), metavar="FILE", help="Who comes (.csv, .xlsx).")
@click.option("--force", is_flag=True, help="Overwrite files that were changed since they were written.")
@click.option("--json", "as_json", is_flag=True, help="Tell as JSON which files were written.")
def build(
    agenda: str,
    out: Path | None,
    template: Path | None,
    macros: bool,
    template_slides: Keeping | None,
    only: tuple[str, ...],
    participants: Path | None,
    force: bool,
    as_json: bool,
    **options: Any,
) -> None:
    """Make the files of an AGENDA or a programme, a name or a path: the deck and everything that is printed."""
    from facilitator.cli.printing import to_print
    from facilitator.output.files import write_files

    with progress(f"Building {agenda}"):
        roster = _roster(participants)
        asked = Asked(agenda, people=len(roster.people) if roster else None, **options)
        made = _programme if asked.is_programme else _session
        built = made(asked, _Wanted(only, roster, template, macros, template_slides))
        folder = out if out is not None else Path("out") / built.name
        paths = write_files(folder, {one.name: one.content for one in built.made}, force=force)
    if as_json:
        files = [{"kind": one.kind, "path": str(path)} for one, path in zip(built.made, paths, strict=True)]
        print_json({"files": files})
    else:
        for path in paths:
            click.echo(path)
        for line in to_print(built.made, built.terms):
            click.echo(line)
    if not built.made:
        click.echo(f"nothing to make: no block of {built.name} asks for it", err=True)
    for note in built.notes:
        click.echo(note, err=True)


class _Wanted(NamedTuple):
    """What is to be made, for whom, and in which file."""

    only: tuple[str, ...]
    roster: Roster | None
    template: Path | None
    macros: bool
    slides: Keeping | None


class _Built(NamedTuple):
    """What a build has made, and what there is to say about it."""

    name: str
    made: list[Made]
    terms: Terms
    notes: list[str]


def _session(asked: Asked, wanted: _Wanted) -> _Built:
    from facilitator.cli.printing import still_examples
    from facilitator.output.make import KINDS, Session, make

    _known(wanted, KINDS)
    reading = asked.read()
    template = borrowed(reading, wanted.template, macros=wanted.macros, slides=wanted.slides)
    session = Session(reading, asked.plan(reading), asked.library, wanted.roster, template)
    notes = [note.text(reading.terms) for note in session.schedule.notes] if sys.stderr.isatty() else []
    notes += still_examples([reading.examples], reading.terms)
    notes += template.told
    return _Built(reading.agenda.id, make(session, wanted.only), reading.terms, notes)


def _programme(asked: Asked, wanted: _Wanted) -> _Built:
    from facilitator.output.programme import KINDS, Whole, make_programme

    _known(wanted, KINDS)
    planned = asked.programme()
    template = borrowed(planned.reading, wanted.template, macros=wanted.macros, slides=wanted.slides)
    whole = Whole(planned, asked.library, wanted.roster, template)
    made = make_programme(whole, wanted.only)
    said = [note for one in (template, *(session.template for _, session in whole.sessions)) for note in one.told]
    notes = [*_programme_notes(planned), *dict.fromkeys(said)]
    return _Built(planned.reading.programme.id, made, planned.reading.terms, notes)


def _programme_notes(planned: Planned) -> list[str]:
    from facilitator.cli.printing import still_examples

    examples = [planned.reading.examples, *(held.reading.examples for held in planned.parts if held.reading)]
    return [*planned.notes, *still_examples(examples, planned.reading.terms)]


def _known(wanted: _Wanted, kinds: Iterable[str]) -> None:
    for kind in wanted.only:
        if kind not in kinds:
            what = f"there is no kind “{kind}”; expected one of {', '.join(kinds)}"
            raise click.BadParameter(what, param_hint="--only")
    if "pairs" in wanted.only and wanted.roster is None:
        raise click.UsageError("--only pairs needs --participants FILE")


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
    """What there is to use: agendas, exercises, figures, cards, forms, themes, and languages, or one KIND of them."""
    from facilitator.cli.shelf import print_shelf, shelf

    found = shelf(library_with(libraries), kind)
    if as_json:
        print_json(found)
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
@click.option("--json", "as_json", is_flag=True, help="Tell what is found in a deck as JSON.")
@click.pass_context
def check(ctx: click.Context, /, agenda: str, as_json: bool, **options: Any) -> None:
    """Find everything that is wrong with an AGENDA or a programme, a name or a path, without writing anything.

    A path to a PowerPoint file is a deck: what keeps people from reading it is found, with exit code 1.
    """
    if is_deck(agenda):
        ctx.exit(check_deck(agenda, options, as_json=as_json))
    if as_json:
        raise click.UsageError("--json is for decks")
    from facilitator.cli.printing import still_examples
    from facilitator.output.make import Session

    asked = Asked(agenda, **options)
    if asked.is_programme:
        _check_programme(asked)
        return
    with progress(f"Checking {agenda}"):
        reading = asked.read()
        schedule = asked.plan(reading)
        template = borrowed(reading)
        drawn = Session(reading, schedule, asked.library, template=template).drawn
        slides = len(drawn.canvases) + template.kept
    blocks = len(schedule.slots)
    click.echo(f"{reading.node.place.path}: {_span(schedule)}, {blocks} blocks, {slides} slides, no mistakes")
    _print_notes(reading, schedule)
    for line in still_examples([reading.examples], reading.terms):
        click.echo(line)


def _print_programme(asked: Asked, as_json: bool) -> None:
    from facilitator.cli.timetable import print_programme, programme_table

    planned = asked.programme()
    if as_json:
        print_json(programme_table(planned))
        return
    print_programme(planned)
    for note in planned.notes:
        click.echo(note)


def _draw_all(whole: Whole) -> None:
    """Every deck of a programme.

    Raises:
        Problems: slides have no room for their text.
    """
    problems: list[Problem] = []
    for _, session in whole.sessions:
        try:
            _ = session.drawn
        except Problems as error:
            problems += error.problems
    if problems:
        raise Problems(problems)


def _check_programme(asked: Asked) -> None:
    from facilitator.output.programme import Whole

    with progress(f"Checking {asked.name}"):
        planned = asked.programme()
        _draw_all(Whole(planned, asked.library, template=borrowed(planned.reading)))
    sessions = len(planned.reading.programme.sessions)
    click.echo(f"{planned.reading.node.place.path}: {len(planned.parts)} parts, {sessions} sessions, no mistakes")
    for note in _programme_notes(planned):
        click.echo(note)


@main.command()
@agenda_options
@click.option("--now", metavar="HH.MM", help="Plan what is left of the day from this time on …")
@click.option("--at", metavar="BLOCK", help="… when this block is about to begin.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def schedule(agenda: str, now: str | None, at: str | None, as_json: bool, **options: Any) -> None:
    """Print the plan of an AGENDA, a name or a path: times, minutes, and latest starts; of a programme its dates."""
    from facilitator.agenda.schedule import replan
    from facilitator.cli.timetable import print_timetable, timetable

    if (now is None) != (at is None):
        raise click.UsageError("--now and --at belong together")
    asked = Asked(agenda, **options)
    if asked.is_programme:
        _print_programme(asked, as_json)
        return
    reading = asked.read()
    found = asked.plan(reading)
    if now is not None and at is not None:
        found = replan(found, at=at, now=clock_option("--now", now), place=reading.place)
    if as_json:
        print_json(timetable(found))
        return
    print_timetable(found)
    _print_notes(reading, found)
    if now is not None and found.droppable:
        titles = ", ".join(f"{block.title}" for block in found.droppable)
        click.echo(f"could be taken out, in this order: {titles}")


@main.command()
@click.argument("what", type=click.Choice(["agenda", "programme"]), default="agenda")
def schema(what: str) -> None:
    """Print the JSON Schema of an agenda or a programme, for editors."""
    from facilitator.cli.schemas import SCHEMAS

    click.echo(SCHEMAS[what].text, nl=False)


main.add_command(pair)
main.add_command(cards)
main.add_command(form)
main.add_command(template)


def _span(schedule: Schedule) -> str:
    from facilitator.cli.timetable import clock

    return f"{clock(schedule, schedule.start)}–{clock(schedule, schedule.end)}"


def _print_notes(reading: Reading, schedule: Schedule) -> None:
    for note in schedule.notes:
        click.echo(note.text(reading.terms))
