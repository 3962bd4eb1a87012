"""What the user asks of an agenda on the command line: options shared by the commands, and the agenda they lead to."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from facilitator.problems import Problems

if TYPE_CHECKING:
    from facilitator.agenda.read import Reading
    from facilitator.agenda.schedule import Schedule
    from facilitator.content.base import Keeping
    from facilitator.library import Library
    from facilitator.pptx import DeckTemplate
    from facilitator.programme import Planned
    from facilitator.programme.read import ProgrammeReading

__all__ = ["Asked", "agenda_options", "borrowed", "clock_option", "library_option", "library_with", "settings_option"]

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(frozen=True)
class Asked:
    """An agenda by name or path, with what takes the place of its own values."""

    name: str
    settings: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    start: str | None = None
    date: str | None = None
    theme: str | None = None
    libraries: tuple[Path, ...] = ()
    allow_outside: bool = False
    """Files that the agenda names may lie outside its folder."""
    people: int | None = None
    """So many take part, unless a setting says otherwise."""

    @property
    def library(self) -> Library:
        """Where names are looked up."""
        return library_with(self.libraries, beside=self.name)

    @property
    def is_programme(self) -> bool:
        """Whether it is a programme of several sessions."""
        from facilitator.agenda.read import is_programme

        return is_programme(self.name, self.library)

    def programme(self) -> Planned:
        """The programme, planned.

        Raises:
            Problems: everything wrong with it or its agendas, with an option, or with the dates.
        """
        from facilitator.programme import plan_programme, read_programme

        for option, value in (("--start", self.start), ("--date", self.date)):
            if value is not None:
                raise click.UsageError(f"{option} is for one session; each part of a programme has its own")
        reading = read_programme(
            self.name, library=self.library, data=self._data(), theme=self.theme, outside=self.allow_outside
        )
        return plan_programme(reading, library=self.library, theme=self.theme)

    def read(self) -> Reading:
        """The agenda, filled in.

        Raises:
            Problems: everything wrong with it, or with an option.
        """
        from facilitator.agenda.read import read_agenda

        return read_agenda(
            self.name, library=self.library, data=self._data(), theme=self.theme, outside=self.allow_outside
        )

    def plan(self, reading: Reading) -> Schedule:
        """The agenda's schedule, from ``--start`` on.

        Raises:
            Problems: it cannot be held.
        """
        from facilitator.agenda.schedule import plan

        start = None if self.start is None else clock_option("--start", self.start)
        return plan(reading.agenda, start=start, place=reading.place)

    def _data(self) -> dict[str, Any]:
        from facilitator.agenda.read import read_data

        found: dict[str, Any] = {}
        if self.people is not None:
            found["participants"] = self.people
        for file in self.data:
            found |= read_data(Path(file))
        found |= settings_option(self.settings)
        if self.date is not None:
            found["date"] = _date(self.date)
        return found


def borrowed(
    reading: Reading | ProgrammeReading,
    template: Path | None = None,
    *,
    macros: bool = False,
    slides: Keeping | None = None,
) -> DeckTemplate:
    """The template that is asked for, or else that the agenda or programme names; or else our own design.

    Raises:
        Problems: it cannot be used, or its slides are asked for and there is none.
    """
    chosen = template or reading.template
    if chosen is None:
        _no_template(reading, slides, macros)
        from facilitator.pptx import OWN

        return OWN
    from facilitator.pptx.in_template import house_template

    return house_template(chosen, macros=macros, slides=slides or reading.template_slides)


def _no_template(reading: Reading | ProgrammeReading, slides: Keeping | None, macros: bool) -> None:
    """Refuse to keep what is in a template that nobody has named; the command line is asked first."""
    if macros:
        raise click.UsageError("--macros needs --template FILE, or an agenda that names one")
    if slides is None and reading.template_slides != "drop":
        what = f"`template_slides: {reading.template_slides}` needs a template"
        expected = "expected `template: FILE` too, or --template FILE"
        raise Problems.one(what, expected, place=reading.place(("template_slides",)))
    if slides not in (None, "drop"):
        raise click.UsageError(f"--template-slides {slides} needs --template FILE, or an agenda that names one")


def _date(text: str) -> object:
    from datetime import date

    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.BadParameter(f"“{text}”; expected year-month-day such as 2025-01-09", param_hint="--date") from None


def settings_option(settings: Iterable[str]) -> dict[str, Any]:
    """The values that ``--set key=value`` gives, numbers, dates, and yes or no as such."""
    from facilitator.text.values import typed

    found = {}
    for setting in settings:
        key, equals, value = setting.partition("=")
        if not equals or not key.strip().isidentifier():
            raise click.BadParameter(f"“{setting}”; expected key=value", param_hint="--set")
        found[key.strip()] = typed(value)
    return found


def clock_option(name: str, text: str) -> int:
    """The minutes after midnight that an option names."""
    from facilitator.agenda.times import parse_clock

    try:
        return parse_clock(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=name) from None


_OPTIONS = (
    click.argument("agenda"),
    click.option("--set", "settings", multiple=True, metavar="KEY=VALUE", help="Replace a value of its data."),
    click.option("--data", multiple=True, metavar="FILE", help="Replace values of its data by those of a file."),
    click.option("--start", metavar="HH.MM", help="Begin at this time; pinned times move along."),
    click.option("--date", metavar="YYYY-MM-DD", help="Hold it on this day."),
    click.option("--allow-outside", is_flag=True, help="Files it names may lie outside its folder."),
)


def agenda_options(command: F) -> F:
    """The argument and options of every command that reads an agenda."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return library_option(command)


def library_option(command: F) -> F:
    """The option of every command that looks names up."""
    return click.option(
        "--library",
        "libraries",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        multiple=True,
        envvar="FACILITATOR_LIBRARY",
        metavar="DIR",
        help="A library of your own, before the shipped one: agendas/, decks/… (or FACILITATOR_LIBRARY).",
    )(command)


def library_with(libraries: Iterable[Path], *, beside: str = "") -> Library:
    """What lies beside the file first, then the user's libraries, then what is shipped."""
    from facilitator.library import default_library

    return default_library([Path(beside).parent, *libraries])
