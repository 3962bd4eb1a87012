"""The command line: parse, call, report. Each command is a thin skin: options in, one call, words out.

What a command needs beyond click is imported when it runs.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

import facilitator
from facilitator.cli.options import (
    Commands,
    Option,
    Source,
    agenda_options,
    asked_now,
    build_folder,
    going_on,
    landing,
    library_option,
    list_options,
    look_options,
    names_option,
    offset,
    one_session,
    option,
    out_option,
    people,
    rest_options,
    set_option,
    taken,
    told_of,
)
from facilitator.cli.shelf import batch, list_, new, own_folder, studio
from facilitator.cli.terminal import echo, own_process, print_as_json, print_json, print_plan, print_table, progress
from facilitator.messages import Problems, _

__all__ = ["main", "run", "run_studio"]

_CALIBRATE = "calibrate"
_DECKS = frozenset([".pptx", ".potx", ".ppsx", ".pptm", ".potm", ".ppsm", ".ppt"])
"""How a PowerPoint file's name ends. An old ``.ppt`` cannot be inspected, but is told how to be saved."""
_OF_AGENDAS = {"settings": "--set", "files": "--data", "start": "--start", "date": "--date"}


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(facilitator.__version__, prog_name="facilitator", cls=Option)
def main() -> None:
    """One agenda file in, everything a workshop room needs out."""


@main.command()
@agenda_options
@option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder for the files (out/<agenda>).")
@look_options
@option(
    "--tracks",
    type=click.Choice(["together", "apart"]),
    default="together",
    help="Tracks at the same time: in one deck, or each in a deck of its own for its room.",
)
@option("--macros", is_flag=True, help="Keep the template's macros: the deck is a .pptm.")
@option(
    "--template-slides",
    type=click.Choice(["drop", "keep", "frame"]),
    help="The template's own slides: left out, behind ours, or the first of them before ours.",
)
@option("--only", multiple=True, metavar="KIND", help="Make only this kind of file; may be repeated.")
@option("--participants", callback=people, metavar="FILE|N", help="Who comes (.csv, .xlsx), or how many.")
@list_options
@rest_options
@option("--choose", type=click.Choice(["keep", "push", "stop"]), help="Make the rest of the day in this way to go on.")
@option("--force", is_flag=True, help="Build anew over files that were changed; copies of them are kept.")
@option("--renamed", is_flag=True, help="It is for the same client and team as before, under another name.")
@option("--from", "begin", type=click.Path(path_type=Path), metavar="PATH", help="Go on from the edited decks there.")
@option("--take", type=click.Choice(["agenda"]), help="Slides as the agenda has them: those named, or all.")
@option("--dry-run", is_flag=True, help="Tell what would become of the files, and write nothing.")
@option("--json", "as_json", is_flag=True, help="Tell as JSON which files were written.")
@click.argument("slides", nargs=-1)
def build(
    agenda: str, slides: tuple[str, ...], out: Path | None, only: tuple[str, ...], take: str | None, force: bool,
    renamed: bool, begin: Path | None, dry_run: bool, as_json: bool, now: str | None, at: str | None, left: str | None,
    choose: Any, **options: Any,
) -> None:  # fmt: skip
    """Make the files of an AGENDA or a programme, a name or a path: the deck and everything that is printed.

    A deck that was edited in PowerPoint keeps what was done to it, and gets what is new in the agenda. Where both have
    changed the same, the deck's stays and is told; --take agenda SLIDES (numbers or ids) takes the agenda's.

    With --now and --choose the rest of the day is made anew, in the way to go on that is chosen.
    """
    with progress(_("Building {agenda}", agenda=agenda)):
        opened = going_on(facilitator.open(agenda, **options), now, at, left, choose)
        made = opened.build(only)
        place = build_folder([one.name for one in made], out or Path("out", opened.folder))
        how = opened.about(only) | {"force": force, "renamed": renamed, "begin": begin, "dry_run": dry_run}
        found = facilitator.update(made, place, opened.terms, take=taken(take, slides), **how)
    if as_json:
        print_json(found.data())
    else:
        echo([*found.paths, *opened.to_print(found.files), *found.lines()])
    dry = [_("nothing has been written (--dry-run)")] if dry_run else []
    echo([*([] if made else [opened.nothing(only)]), *opened.notes(only), *dry], err=True)


@main.command()
@click.argument("file", cls=Source, kind="agendas", type=click.Path(path_type=Path))
def restore(file: Path) -> None:
    """Bring back FILE as it was before the last build changed it; what it is now is kept beside it."""
    found, kept = facilitator.restore(file)
    echo([_("{file} is as it was in {found} again", file=file, found=found)])
    echo(_("{path}: kept as {backup}", path=file, backup=one) for one in (kept,) if one)


main.command(name="list")(list_)
main.command()(new)


@main.command()
@agenda_options
@option("--json", "as_json", is_flag=True, help="Tell what is found in a deck as JSON.")
@click.pass_context
def check(ctx: click.Context, /, agenda: str, as_json: bool, **options: Any) -> None:
    """Find everything that is wrong with an AGENDA or a programme, a name or a path, without writing anything.

    What can hardly be meant is told too: minutes that do not hold, dates that are past. A path may also be that of an
    exercise, a figure, a card set, a form, a theme, or a language. A path to a PowerPoint file is a deck: what keeps
    people from reading it is found, with exit code 1.
    """
    if Path(agenda).suffix.lower() in _DECKS:
        ctx.exit(_check_deck(agenda, as_json, options))
    if as_json:
        raise click.UsageError(_("--json is for decks"))
    with progress(_("Checking {agenda}", agenda=agenda)):
        opened = facilitator.part(agenda, libraries=options["libraries"]) or facilitator.open(agenda, **options)
        if problems := opened.check():
            raise Problems(problems)
        summary, warnings = opened.summary, opened.warnings()
    click.echo(_("{summary}, no mistakes", summary=summary))
    echo([*map(str, warnings), *opened.notes()])


def _check_deck(file: str, as_json: bool, options: dict[str, Any]) -> int:
    """Tell what is found in a deck; the exit code: 1 when there is anything, else 0."""
    given = [option for key, option in _OF_AGENDAS.items() if options.get(key)]
    if given:
        raise click.UsageError(_("{option} is for an agenda; “{file}” is a deck", option=given[0], file=file))
    with progress(_("Checking {agenda}", agenda=file)):
        report = facilitator.inspect(file)
    if as_json:
        print_json(report.data())
    else:
        echo(report.lines())
    return int(bool(report.findings))


@main.command()
@agenda_options
@rest_options
@option("--json", "as_json", is_flag=True, help="The same as JSON.")
def schedule(agenda: str, now: str | None, at: str | None, left: str | None, as_json: bool, **options: Any) -> None:
    """Print the plan of an AGENDA, a name or a path: times, minutes, and latest starts; of a programme its dates.

    With --now, print the ways to go on with what is left of the day, the best first: keep the clock times, do it all
    and move them, or end on time and leave out.
    """
    now = asked_now(now, at, left)
    opened = facilitator.open(agenda, **options)
    if isinstance(opened, facilitator.OpenProgramme):
        _print_programme(opened, as_json)
    elif now is None:
        _print_plan(opened, as_json)
    else:
        _print_answers(opened, now, at, left, as_json)


def _print_plan(opened: facilitator.OpenAgenda, as_json: bool) -> None:
    if as_json:
        print_json(opened.timetable.data())
        return
    print_plan(opened.timetable.rows(), opened.timetable.headings(), title=opened.title)
    echo(opened.plan_notes())


def _print_answers(opened: facilitator.OpenAgenda, now: str, at: str | None, left: str | None, as_json: bool) -> None:
    found = opened.replan(now, at, left)
    if as_json:
        print_json(found.data())
        return
    if at is None:
        click.echo(found.running)
    for way in () if found.over else found.ways:
        click.echo(f"\n{way.heading}:")
        print_plan(way.rows(), way.headings())
        echo(f"  {note}" for note in way.notes())


def _print_programme(opened: facilitator.OpenProgramme, as_json: bool) -> None:
    if as_json:
        print_json(opened.data())
        return
    print_table(opened.rows(), (_("date"), _("time"), _("part"), _("agenda")))
    echo(opened.planned.notes)


@main.command()
@click.argument("course", metavar="FILE", type=click.Path(path_type=Path))
@agenda_options
@option("--json", "as_json", is_flag=True, help="The same as JSON.")
def learn(course: Path, agenda: str, as_json: bool, **options: Any) -> None:
    """Show what a day really took, as the page for the room saved it in FILE, beside the plan of AGENDA.

    Where it was something else, the minutes to write next time are proposed.
    """
    found = one_session(facilitator.open(agenda, **options)).learn(course)
    if as_json:
        print_json(found.data())
        return
    print_table(found.rows(), found.headings())
    echo(found.notes())


@main.command()
@click.argument("what", type=click.Choice(["agenda", "programme"]), default="agenda")
def schema(what: str) -> None:
    """Print the JSON Schema of an agenda or a programme, for editors."""
    print_as_json(facilitator.schema(what))


@main.command()
@click.argument("set_", metavar="SET", cls=Source, kind="cards")
@option("--participants", callback=people, metavar="FILE|N", help="A card for each of those who come.")
@names_option
@option("--list-sheet", metavar="NAME", help="The sheet of a workbook that the list of those who come stands on.")
@option("--group-size", type=click.IntRange(2), metavar="N", help="People in a group, where a set is for each.")
@option("--copies", type=click.IntRange(1), metavar="N", help="So many of each card.")
@option("--sets", type=click.IntRange(1), metavar="N", help="So many whole sets, each with its letter.")
@option("--size", metavar="SIZE", help="a7, a6, a5, poker, 85x55, or WIDTHxHEIGHT in mm (85x55).")
@option("--paper", type=click.Choice(["a4", "a3", "letter"]), default="a4", show_default=True)
@option("--sheet", metavar="CODE", help="A perforated sheet, such as C32011-10.")
@option("--flip", type=click.Choice(["long", "short", "fold", "none"]), default="long", show_default=True,
              help="The edge the paper is turned on; or fold, to print on one side.")  # fmt: skip
@option("--bleed", type=click.FloatRange(0, 10), default=0.0, metavar="MM", help="Colour beyond the edges.")
@option("--offset", metavar="X,Y", callback=offset,
              help="Move the backs right and down, mm; `cards calibrate` tells how far.")  # fmt: skip
@option("--order", type=click.Choice(["sorted", "shuffled", "sheet"]), default="sorted", show_default=True,
              help="Of the stack when all sheets are cut at once.")  # fmt: skip
@option("--seed", type=int, default=0, metavar="N", help="Shuffle in another way.")
@option("--shop", is_flag=True, help="A page for every side, with 3 mm bleed, for a print shop.")
@option("--format", type=click.Choice(["pdf", "pptx"]), help="Else as --out ends; pdf where that says nothing.")
@option("--add", type=click.Path(path_type=Path), multiple=True, metavar="FILE", help="More cards: .yaml, .csv, .xlsx.")
@option("--worksheet", metavar="NAME", help="The sheet of a workbook that the cards stand on.")
@option("--front", metavar="COLUMN", help="Where the fronts stand in a list of cards: a heading, or a number.")
@option("--title", metavar="TEXT", help="What the set is called on its cards, instead of what its file says.")
@look_options
@out_option("out/cards")
@option("--force", is_flag=True, help="Overwrite a file that was changed since it was written.")
@option("--json", "as_json", is_flag=True, help="Tell as JSON what was written.")
@library_option
def cards(set_: str, out: Path | None, force: bool, as_json: bool, format: str | None, **options: Any) -> None:
    """Print the cards of SET, a name or a file; or, for `calibrate`, a page that tells how far a printer is off."""
    with progress(_("Printing {name}", name=set_)):
        options["format"] = format or ("pptx" if out and out.suffix.lower() == ".pptx" else "pdf")
        page = {key: options[key] for key in ("paper", "theme", "libraries")}
        made = facilitator.calibration(**page) if set_ == _CALIBRATE else facilitator.cards(set_, **options)
        others = () if format or set_ == _CALIBRATE else (".pdf", ".pptx")
        (made,), folder = landing([made], out, Path("out", "cards"), others)
        (path,) = facilitator.write([made], folder, force=force)
    if as_json:
        print_json({"files": [{"kind": made.kind, "path": str(path)}], "told": made.told})
    else:
        echo([path, *made.told])


@main.command()
@click.argument("name", cls=Source, kind="forms")
@option("--copies", type=click.IntRange(1, 500), default=1, metavar="N", help="So many copies in the PDF.")
@option("--paper", type=click.Choice(["a4", "a3", "letter"]), help="What it is printed on; a3 is as much larger.")
@option("--facts", is_flag=True, help="NAME is an exercise: its fact sheet.")
@set_option("Fill in a name of its texts.")
@look_options
@out_option("out/forms")
@option("--force", is_flag=True, help="Overwrite files that were changed since they were written.")
@option("--json", "as_json", is_flag=True, help="Tell as JSON which files were written.")
@library_option
def form(name: str, out: Path | None, force: bool, as_json: bool, **options: Any) -> None:
    """Make the form or handout NAME (or the path of one) as PDF and Word."""
    made, folder = landing(facilitator.form(name, **options), out, Path("out", "forms"))
    paths = facilitator.write(made, folder, force=force)
    if as_json:
        files = [{"kind": it.kind, "path": str(path), "pages": it.pages} for it, path in zip(made, paths, strict=True)]
        print_json({"files": files, "told": told_of(made)})
    else:
        echo([*paths, *told_of(made)])


@main.command()
@click.argument("people", metavar="FILE|N")
@list_options
@option("--rounds", type=click.IntRange(1), default=3, metavar="N", show_default=True, help="How many.")
@option("--size", type=click.IntRange(2), default=2, metavar="N", show_default=True, help="People in a group.")
@option("--host", "hosts", multiple=True, metavar="NAME", help="Stays at one table; may be repeated.")
@option("--questions", type=click.IntRange(1), metavar="N", help="Deal cards with so many questions.")
@option("--seed", type=int, default=1, metavar="N", show_default=True, help="Another number gives another plan.")
@option("--language", default="da", show_default=True, metavar="CODE", help="The language of the words.")
@out_option("none: the plan is shown")
@option("--force", is_flag=True, help="Overwrite a file that was changed since it was written.")
@option("--json", "as_json", is_flag=True, help="The same as JSON.")
@library_option
def pair(people: str, out: Path | None, force: bool, as_json: bool, **options: Any) -> None:
    """Plan rounds in which people meet new people, in pairs or at tables.

    FILE is a list of participants (.csv or .xlsx) with headings such as Navn, or Fornavn and Efternavn, or a list of
    names alone. Instead of it may stand how many there are.
    """
    with progress(_("Pairing")):
        found = facilitator.pair(people, **options)
        made, folder = landing(found.files(), out, out) if out else ([], Path())
        paths = facilitator.write(made, folder, force=force)
    if as_json:
        print_json({**found.data(), **({"paths": [str(path) for path in paths]} if paths else {})})
        return
    echo(paths)
    if not paths:
        print_table(found.rows(), ["", *found.headings()])
    echo(dict.fromkeys([*found.notes(), *told_of(made)]))


@main.group()
def template() -> None:
    """Templates of your own: PowerPoint files whose layouts, colours, and fonts a deck takes."""


@template.command()
@click.argument("file", type=click.Path(path_type=Path))
@option("--write", is_flag=True, help="Write FILE.layouts.yaml beside it, to correct by hand.")
@option("--force", is_flag=True, help="Overwrite it though it was changed since it was written.")
@option("--json", "as_json", is_flag=True, help="The same as JSON.")
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


main.command()(batch)
main.command()(studio)


def run() -> None:
    """The program as a process of its own."""
    _process_of_a_batch()
    own_process()
    main(prog_name="facilitator")


def _process_of_a_batch() -> None:
    """Be one, where that is asked for: of a program in one folder with Python, every process of a batch begins here."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()


def run_studio() -> None:
    """The studio as a program without a console window, over a folder of its own; another can be named."""
    _process_of_a_batch()
    run_with = sys.argv[1:] or [str(own_folder())]
    sys.argv[1:] = ["studio", *run_with]
    run()
