"""The program and the terminal that it runs in: its outputs and its language, Ctrl-C, and how commands end."""

from __future__ import annotations

import codecs
import io
import os
import re
import signal
import sys
import threading
import time
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import click

import facilitator
from facilitator.messages import _, languages, plural, speaking
from facilitator.problems import Problems, WrongArgument, reason

__all__ = ["Command", "Commands", "Source", "open_streams"]

_SPELLED = {"settings": "--set", "files": "--data"}
"""Arguments of the Python API whose option is not called by their name."""

_ASKED = "facilitator.messages"
"""Where a context keeps the language that was asked for."""
_SHOWN = 50
"""Problems that are told in one go."""
_TYPED = {
    "“": '"', "”": '"', "„": '"', "»": '"', "«": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "×": "x",
    "·": "-", "→": "->", "≤": "<=", "≥": ">=", "æ": "ae", "Æ": "Ae", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa",
    "ß": "ss", "─": "-", "━": "-", "│": "|", "•": "-",
}  # fmt: skip
"""How signs are written where an output has none but those of a typewriter."""


def plainly(error: UnicodeError) -> tuple[str, int]:
    """What stands for signs that an output cannot have: an error handler of `codecs`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(sign: str) -> str:
    """The sign as it is typed where there is no other, its letter without an accent, or a question mark."""
    typed = _TYPED.get(sign)
    letters = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return typed if typed is not None else letters or "?"


class Source(click.Argument):
    """The argument that names what a command is about: what the command tells is told in its language."""

    def __init__(self, names: Sequence[str], kind: str, **attributes: Any) -> None:
        """``kind`` is one of the library's; the rest is that of `click.Argument`."""
        super().__init__(names, **attributes)
        self.kind = kind


def _messages(variable: str | None = None) -> click.Option:
    """The option that says in which language to tell, or else an environment variable."""
    return click.Option(
        ["--messages"],
        type=click.Choice(languages()),
        envvar=variable,
        expose_value=False,
        is_eager=True,  # What is wrong with other options is told in it, too.
        callback=_asked,
        help="The language of what is told (or FACILITATOR_MESSAGES); else that of the agenda.",
    )


def _asked(ctx: click.Context, parameter: click.Parameter, language: str | None) -> None:
    if language is not None:
        ctx.find_root().meta[_ASKED] = language
    if language is not None or ctx.parent is None:
        _speak(ctx, language or _of_system())


def _speak(ctx: click.Context, language: str) -> None:
    """Tell messages in this language until the program ends; English where there is no catalogue of it."""
    code = re.split("[-_.@]", language.lower())[0]
    ctx.find_root().with_resource(speaking(code if code in languages() else "en"))


def _of_system() -> str:
    """The language of the terminal or the desktop, such as ``da_DK.UTF-8``."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if language := os.environ.get(variable):
            return language
    if sys.platform == "win32":
        import ctypes
        import locale

        return locale.windows_locale.get(ctypes.windll.kernel32.GetUserDefaultUILanguage(), "en")
    return "en"


class Command(click.Command):
    """A command that tells in one language, and a wrong argument as a wrong use of its options."""

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        """As any command, with the option `--messages`."""
        super().__init__(*arguments, **attributes)
        self.params.append(_messages())

    def _language(self, ctx: click.Context) -> str:
        """That of what the command is about; empty where nothing tells."""
        for parameter in self.params:
            if isinstance(parameter, Source):
                file, libraries = ctx.params[str(parameter.name)], ctx.params.get("libraries", ())
                return facilitator.language_of(file, kind=parameter.kind, libraries=libraries)
        return str(ctx.params.get("language", ""))

    def invoke(self, ctx: click.Context) -> Any:
        if _ASKED not in ctx.meta and (language := self._language(ctx)):
            _speak(ctx, language)
        try:
            return super().invoke(ctx)
        except WrongArgument as error:
            if error.argument:
                raise click.BadParameter(error.told(_spelled), ctx, param_hint=_spelled(error.argument)) from None
            raise click.UsageError(error.told(_spelled), ctx) from None


def _spelled(argument: str) -> str:
    return _SPELLED.get(argument, f"--{argument.replace('_', '-')}")


def open_streams() -> None:
    """Make the program's outputs ready for any text: where they are closed, what is told goes nowhere."""
    codecs.register_error("plainly", plainly)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # A file that is opened next would get its number, and what is told to it.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An output that is said to be ASCII is one of which nothing is known; click writes UTF-8 there, too.
            unknown = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if unknown else None, errors="plainly")


class Commands(click.Group):
    """Problems with the user's input end a command with their text and exit code 2, Ctrl-C with 130 as in a shell."""

    command_class = Command

    def __init__(self, *arguments: Any, **attributes: Any) -> None:
        """As any group, with the option `--messages`."""
        super().__init__(*arguments, **attributes)
        self.params.append(_messages("FACILITATOR_MESSAGES"))

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
            _check_clock()
            return super().invoke(ctx)
        except Problems as error:
            click.echo(_first(error), err=True)
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


def _check_clock() -> None:
    """Refuse a clock that no zip file, and so no Office file, can tell the time of.

    Raises:
        Problems: it is before 1980.
    """
    if (now := time.localtime()).tm_year < 1980:
        what = _("the clock of this machine says {date}", date=time.strftime("%Y-%m-%d", now))
        raise Problems.one(what, _("expected it to be set; no Office file can be made before 1980"))


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


def _first(error: Problems) -> str:
    """The problems, or the first of very many: nobody mends more in one go."""
    told = [str(problem) for problem in error.problems[:_SHOWN]]
    more = len(error.problems) - len(told)
    return "\n".join([*told, *([plural("… and {n} more", "… and {n} more", more)] if more else [])])
