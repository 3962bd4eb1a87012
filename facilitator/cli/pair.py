"""The command `pair`: who meets whom in each round."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import click

from facilitator.cli.as_json import print_json
from facilitator.cli.asked import library_option, library_with

if TYPE_CHECKING:
    from facilitator.content.terms import Terms
    from facilitator.library import Library
    from facilitator.pairs import Plan, Roster

__all__ = ["pair"]

_NUMBER = re.compile("[0-9]{1,18}")
"""A number of people; longer ones are no more a number than a name, and no file has it."""

Writer: TypeAlias = "Callable[[Plan, Terms], bytes]"


@click.command()
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
def pair(
    people: str,
    rounds: int,
    size: int,
    apart: tuple[str, ...],
    together: tuple[str, ...],
    hosts: tuple[str, ...],
    questions: int | None,
    seed: int,
    language: str,
    out: Path | None,
    force: bool,
    as_json: bool,
    libraries: tuple[Path, ...],
) -> None:
    """Plan rounds in which people meet new people, in pairs or at tables.

    FILE is a list of participants (.csv or .xlsx): names in the column called navn or name, or in the first. Instead of
    it may stand how many there are.
    """
    from facilitator.agenda.read import read_terms
    from facilitator.cli.progress import progress
    from facilitator.pairs import plan

    library = library_with(libraries)
    write = None if out is None else _writer(out, library)
    terms = read_terms(language, library)
    with progress("Pairing"):
        roster = _roster(people, terms)
        made = plan(roster, rounds, size, apart=apart, together=together, hosts=hosts, questions=questions, seed=seed)
        path = None if out is None or write is None else _written(out, write(made, terms), force)
    _report(made, terms, path, as_json)


def _roster(people: str, terms: Terms) -> Roster:
    from facilitator.pairs import numbered, read_roster

    return numbered(int(people), terms) if _NUMBER.fullmatch(people) else read_roster(Path(people))


def _writers(library: Library) -> Mapping[str, Writer]:
    """What a plan can be written as, by how the file's name ends."""
    from facilitator.print.pairs import plan_csv

    return {".csv": plan_csv, ".pdf": partial(_pdf, library)}


def _pdf(library: Library, plan: Plan, terms: Terms) -> bytes:
    from facilitator.agenda.read import DEFAULT_THEME, read_theme
    from facilitator.print.pairs import plan_pdf

    return plan_pdf(plan, terms, read_theme(DEFAULT_THEME, library), library)


def _writer(out: Path, library: Library) -> Writer:
    writers = _writers(library)
    if out.suffix.lower() not in writers:
        what = f"“{out.name}”; expected a name that ends in {' or '.join(writers)}"
        raise click.BadParameter(what, param_hint="--out")
    return writers[out.suffix.lower()]


def _written(out: Path, content: bytes, force: bool) -> Path:
    from facilitator.output.files import write_files

    return write_files(out.parent, {out.name: content}, force=force)[0]


def _report(made: Plan, terms: Terms, path: Path | None, as_json: bool) -> None:
    """The plan itself, unless it went into a file."""
    from facilitator.cli.pairings import print_plan
    from facilitator.print.pairs import plan_data

    if as_json:
        found = plan_data(made, terms) | ({"path": str(path)} if path else {})
        print_json(found)
        return
    if path:
        click.echo(path)
    else:
        print_plan(made, terms)
    for note in made.notes:
        click.echo(note.text(terms))
