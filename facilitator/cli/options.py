"""What the commands are made of: options, help in the language of the moment, how commands run, and how they end."""

from __future__ import annotations

import inspect
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial, reduce
from pathlib import Path
from typing import Any, Literal, TypeVar

import click

import facilitator
from facilitator.cli.terminal import Speech, check_clock, first_of
from facilitator.messages import Problems, WrongArgument, _, languages, mark, reason

__all__ = [
    "Commands", "Option", "Source", "agenda_options", "asked_now", "build_folder", "going_on", "landing",
    "library_option", "list_options", "look_options", "offset", "one_session", "option", "out_option", "people",
    "names_option", "rest_options", "set_option", "taken", "told_of",
]  # fmt: skip

_F = TypeVar("_F", bound=Callable[..., Any])

_SPELLED = {"settings": "--set", "files": "--data"}
"""Arguments of the Python API whose option is not called by their name."""
_SENTENCE = 240
"""Characters of the longest."""
_USAGE = (mark("[OPTIONS]"), mark("COMMAND [ARGS]..."))
"""What click says of every command."""


class _Helping:
    """What has a help text, which is told in the language of the moment."""

    _help: str | None = None

    @property
    def help(self) -> str | None:
        """The text, paragraph by paragraph, however the code breaks it into lines."""
        if not self._help:
            return self._help
        parts = (" ".join(part.split()) for part in inspect.cleandoc(self._help).split("\n\n"))
        text = "\n\n".join(parts)
        return _(text)

    @help.setter
    def help(self, text: str | None) -> None:
        self._help = text


class Option(_Helping, click.Option):
    """An option."""


option = partial(click.option, cls=Option)
"""Any option of a command, in place of `click.option`."""


class Source(click.Argument):
    """The argument that names what a command is about: what the command tells is told in its language."""

    def __init__(self, names: Sequence[str], kind: str, **attributes: Any) -> None:
        """``kind`` is one of the library's; the rest is that of `click.Argument`."""
        super().__init__(names, **attributes)
        self.kind = kind


def _messages(variable: str | None) -> click.Option:
    """The option that says in which language to tell, or else an environment variable; `Speech` has looked already."""
    return Option(
        ["--messages"], type=click.Choice(languages()), envvar=variable, expose_value=False,
        help="The language of what is told (or FACILITATOR_MESSAGES); else that of the agenda.",
    )  # fmt: skip


class _Command(_Helping, click.Command):
    """A command that tells in one language, and a wrong argument as a wrong use of its options."""

    variable: str | None = None
    """What may ask for a language too."""

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        """As any command, with the option `--messages`."""
        super().__init__(*arguments, **attributes)
        self.params.append(_messages(self.variable))

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """As any command's; click keeps it, in the language in which it was first asked for."""
        found = super().get_help_option(ctx)
        if found is not None:
            found.help = _("Show this message and exit.")
        return found

    def collect_usage_pieces(self, ctx: click.Context) -> list[str]:
        return [_(piece) for piece in super().collect_usage_pieces(ctx)]

    def get_short_help_str(self, limit: int = 0) -> str:
        """Its first sentence, whole."""
        return super().get_short_help_str(_SENTENCE)

    def _language(self, ctx: click.Context) -> str:
        """That of what the command is about; empty where nothing tells."""
        for parameter in (one for one in self.params if isinstance(one, Source)):
            given, libraries = str(ctx.params[str(parameter.name)]), ctx.params.get("libraries", ())
            about = facilitator.made_from(given) or given
            return facilitator.language_of(about, kind=parameter.kind, libraries=libraries)
        return str(ctx.params.get("language", ""))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As any command; an option of another command is told as that."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            beside = getattr(ctx.parent and ctx.parent.command, "commands", {})
            having = [name for name, one in beside.items() if any(error.option_name in it.opts for it in one.params)]
            if not having:
                raise
            words = {"option": error.option_name, "command": ctx.info_name, "others": ", ".join(having)}
            raise click.UsageError(_("{command} has no option {option}; it is one of {others}", **words), ctx) from None

    def invoke(self, ctx: click.Context) -> Any:
        if not ctx.obj.asked and (language := self._language(ctx)):
            ctx.obj.speak(language)
        try:
            return super().invoke(ctx)
        except WrongArgument as error:
            if error.argument:
                raise click.BadParameter(error.told(_spelled), ctx, param_hint=_spelled(error.argument)) from None
            raise click.UsageError(error.told(_spelled), ctx) from None


def _spelled(argument: str) -> str:
    return _SPELLED.get(argument, f"--{argument.replace('_', '-')}")


class _Group(_Command, click.Group):
    """Commands that belong together."""

    command_class = _Command


class Commands(_Group):
    """Problems with the user's input end a command with their text and exit code 2, Ctrl-C with 130 as in a shell."""

    group_class = _Group
    variable = "FACILITATOR_MESSAGES"

    def main(self, args: Sequence[str] | None = None, *others: Any, **extra: Any) -> Any:
        """As that of any command; what it tells is in one language from its first word to its last."""
        with Speech(sys.argv[1:] if args is None else args) as speech:
            return super().main(args, *others, obj=speech, **extra)

    def invoke(self, ctx: click.Context) -> Any:
        with _interrupts() as pressed:
            try:
                return self._told(ctx)
            except click.exceptions.Exit:
                raise
            except Exception:
                # Pydantic makes an error of its own of a Ctrl-C that comes while it builds a model.
                if not pressed:
                    raise
                self._interrupted(ctx)

    def _told(self, ctx: click.Context) -> Any:
        try:
            check_clock()
            return super().invoke(ctx)
        except Problems as error:
            click.echo(first_of(error), err=True)
            ctx.exit(2)
        except BrokenPipeError:  # Whoever read along has read enough; click ends quietly.
            raise
        except OSError as error:
            click.echo(f"{error.filename or _('the output')}: {reason(error)}", err=True)
            ctx.exit(2)
        except KeyboardInterrupt:
            self._interrupted(ctx)

    def _interrupted(self, ctx: click.Context) -> None:
        click.echo(_("interrupted; nothing is half-written"), err=True)
        ctx.exit(130)


@contextmanager
def _interrupts() -> Iterator[list[int]]:
    """The interrupts (Ctrl-C) that come while the block runs; none are seen in a thread beside the main one."""
    pressed: list[int] = []
    if threading.current_thread() is not threading.main_thread():
        yield pressed
        return

    def interrupt(number: int, frame: object) -> None:
        pressed.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, interrupt)
    try:
        yield pressed
    finally:
        signal.signal(signal.SIGINT, before)


def _settings(ctx: click.Context, parameter: click.Parameter, given: tuple[str, ...]) -> dict[str, str]:
    """The texts that an option such as ``--set key=value`` gives, by key."""
    found = {}
    for setting in given:
        key, equals, value = setting.partition("=")
        if not equals or not key.strip().isidentifier():
            what = _("“{value}”; expected key=value", value=setting)
            raise click.BadParameter(what, ctx, param_hint=parameter.opts[0])
        found[key.strip()] = value
    return found


def set_option(words: str) -> Callable[[_F], _F]:
    """The option that fills in names of texts."""
    return option("--set", "settings", multiple=True, metavar="KEY=VALUE", callback=_settings, help=words)


def look_options(command: _F) -> _F:
    """The options of every command that makes something to look at."""
    command = option(
        "--brand", multiple=True, metavar="KEY=VALUE", callback=_settings,
        help="A logo=FILE, colours=#0A4D68,#F28C28, font=NAME, or sender=TEXT of its own; may be repeated.",
    )(command)  # fmt: skip
    command = option(
        "--template", type=click.Path(path_type=Path), metavar="FILE",
        help="Make decks in this PowerPoint file, prints in its colours, fonts, and logo.",
    )(command)  # fmt: skip
    return option("--theme", metavar="NAME", help="Colours and fonts.")(command)


_OF_AGENDAS = (
    click.argument("agenda", cls=Source, kind="agendas"),
    set_option("Replace a value of its data."),
    option("--data", "files", multiple=True, metavar="FILE", help="Replace values of its data by those of a file."),
    option("--start", metavar="HH:MM", help="Begin at this time; pinned times move along."),
    option("--date", metavar="YYYY-MM-DD", help="Hold it on this day."),
    option("--allow-outside", "outside", is_flag=True, help="Files it names may lie outside its folder."),
)


def _with(command: _F, options: Iterable[Callable[[_F], _F]]) -> _F:
    return reduce(lambda made, one: one(made), reversed([*options]), command)


def agenda_options(command: _F) -> _F:
    """The argument and options of every command that reads an agenda."""
    return library_option(_with(command, _OF_AGENDAS))


_OF_THE_REST = (
    option("--now", metavar="HH:MM", help="How to go on with the day at this time …"),
    option("--at", metavar="BLOCK", help="… when this block (id, number, or title) is about to begin …"),
    option("--left", metavar="MINUTES", help="… or takes so many more minutes."),
)


def rest_options(command: _F) -> _F:
    """The options of every command that tells or makes what is left of a day."""
    return _with(command, _OF_THE_REST)


def asked_now(now: str | None, at: str | None, left: str | None) -> str | None:
    """The time that is asked about; None where it is the whole plan."""
    if now is None and (at is not None or left is not None):
        raise click.UsageError(_("--at and --left need --now"))
    return now


def going_on(
    opened: facilitator.OpenAgenda | facilitator.OpenProgramme,
    now: str | None,
    at: str | None,
    left: str | None,
    choose: Literal["keep", "push", "stop"] | None,
) -> facilitator.OpenAgenda | facilitator.OpenProgramme:
    """What is to be built: all of it as planned, or the rest of the day in the way that is chosen."""
    if asked_now(now, at, left) is None and choose is None:
        return opened
    if now is None or choose is None:
        raise click.UsageError(_("--now and --choose belong together"))
    return one_session(opened).going_on(choose, now, at, left)


def one_session(opened: facilitator.OpenAgenda | facilitator.OpenProgramme) -> facilitator.OpenAgenda:
    """The agenda that a command is about."""
    if isinstance(opened, facilitator.OpenProgramme):
        raise click.UsageError(_("“{name}” is a programme; expected one agenda of it", name=opened.name))
    return opened


def _folders(ctx: click.Context, parameter: click.Parameter, given: tuple[Path, ...]) -> tuple[Path, ...]:
    """The folders that ``--library`` gives."""
    for folder in given:
        if not folder.is_dir():
            raise click.BadParameter(_("“{name}” is no folder", name=folder), ctx, param_hint="--library")
    return given


library_option = option(
    "--library", "libraries", type=click.Path(path_type=Path), multiple=True, callback=_folders, metavar="DIR",
    envvar="FACILITATOR_LIBRARY",
    help="A library of your own, before the shipped one: agendas/, decks/… (or FACILITATOR_LIBRARY).",
)  # fmt: skip
"""The option of every command that looks names up."""


def out_option(usual: str) -> Callable[[_F], _F]:
    """The option that says where files land: in a folder, or in one file."""
    words = f"A folder for what is made ({usual}), or one file of it, such as NAME.pdf."
    return option("--out", type=click.Path(path_type=Path), metavar="PLACE", help=words)


def landing(
    made: Sequence[facilitator.Made], out: Path | None, usual: Path, others: Iterable[str] = ()
) -> tuple[Sequence[facilitator.Made], Path]:
    """What is written, and into which folder: all of it, or what ends like the file that ``--out`` names.

    ``others`` are further endings that ``--out`` may have.
    """
    if out is None or out.is_dir() or not out.suffix[1:].isalpha():
        return made, out or usual
    fitting = [replace(one, name=out.name) for one in made if one.name.endswith(out.suffix.lower())]
    if not fitting:
        endings = _(" or ").join(sorted({*others, *(Path(one.name).suffix for one in made)}))
        what = _("“{name}”; expected a folder, or a name that ends in {endings}", name=out, endings=endings)
        raise click.BadParameter(what, param_hint="--out")
    return fitting[:1], out.parent


def told_of(made: Iterable[facilitator.Made]) -> list[str]:
    """What there is to say of them."""
    return [line for one in made for line in one.told]


def build_folder(names: Iterable[str], folder: Path) -> Path:
    """The folder for files of these names, which are made together; it is not called as one of them."""
    if not folder.is_dir() and folder.suffix.lower() in {Path(name).suffix for name in names}:
        what = _("“{name}”; expected a folder, such as “{folder}”: the files of a build have names of their own")
        raise click.BadParameter(what.format(name=folder, folder=folder.with_suffix("")), param_hint="--out")
    return folder


def people(ctx: click.Context, parameter: click.Parameter, given: str | None) -> int | Path | None:
    """How many take part, or the path of their list."""
    if given is None or not given.strip().isdecimal():
        return None if given is None else Path(given)
    if int(given) < 1:
        what = _("“{value}”; expected 1 or more, or a list", value=given)
        raise click.BadParameter(what, ctx, param_hint="--participants")
    return int(given)


names_option = option(
    "--names",
    multiple=True,
    metavar="COLUMNS",
    help='Where names stand in the list: headings ("Fornavn,Efternavn"), or the number of a column without any.',
)
"""The option that says where names stand in a list."""


_OF_LISTS = (
    option("--sheet", metavar="NAME", help="The sheet of a workbook that the list stands on."),
    option("--apart", multiple=True, metavar="COLUMN", help="Mix people who differ in this; may be repeated."),
    option("--together", multiple=True, metavar="COLUMN", help="Keep people who share this; may be repeated."),
)


def list_options(command: _F) -> _F:
    """The options of every command that reads a list of people, who meet."""
    return names_option(_with(command, _OF_LISTS))


def offset(ctx: click.Context, parameter: click.Parameter, text: str | None) -> tuple[float, float]:
    """The mm right and down that ``--offset`` gives."""
    if text is None:
        return 0, 0
    try:
        x, y = (float(part) for part in text.split(","))
    except ValueError:
        what = _("“{text}”; expected mm right and down, such as 1.5,-0.5", text=text)
        raise click.BadParameter(what, ctx, param_hint="--offset") from None
    return x, y


def taken(take: str | None, slides: tuple[str, ...]) -> tuple[str, ...] | None:
    """The slides that are to be as the agenda has them; None for all."""
    if slides and take is None:
        raise click.UsageError(_("“{name}”: slides are named behind --take agenda", name=slides[0]))
    return () if take is None else slides or None
