"""The terminal that the program runs in: the language to tell in, outputs made ready for any text, what is printed."""

from __future__ import annotations

import _thread
import atexit
import codecs
import gc
import gettext
import io
import json
import os
import re
import sys
import threading
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import click

from facilitator.messages import LOCALE, Problems, _, languages, plural, speaking

if TYPE_CHECKING:
    from rich.table import Column

__all__ = [
    "Speech", "check_clock", "counting", "echo", "first_of", "own_process", "print_as_json", "print_json", "print_plan",
    "print_shelf", "print_table", "progress",
]  # fmt: skip

_MINUTES, _WRAPPED = 2, (4, 7)
"""The columns of a timetable with numbers, and with texts that may run over several lines: what, and who."""
_WIDE = 240
"""Columns that a table may have in a pipe."""
_SOON = 0.05
"""Seconds."""
_GARBAGE = 200_000
"""So many objects are made before any are looked through."""
_FOREIGN = re.compile("[^\x00-\x7f]")
_SHOWN = 50
"""Problems that are told in one go."""


_TYPED = {
    "“": '"', "”": '"', "„": '"', "»": '"', "«": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "...", "×": "x",
    "·": "-", "→": "->", "≤": "<=", "≥": ">=", "æ": "ae", "Æ": "Ae", "ø": "oe", "Ø": "Oe", "å": "aa", "Å": "Aa",
    "ß": "ss", "─": "-", "━": "-", "│": "|", "•": "-",
}  # fmt: skip
"""How signs are written where an output has none but those of a typewriter."""


class Speech(ExitStack):
    """The language that a run of the program tells in until its end, click's own words too."""

    def __init__(self, arguments: Sequence[str]) -> None:
        """The language that is asked for among the arguments or in the environment, or else that of the machine."""
        super().__init__()
        self.asked = _asked(arguments)
        """What is asked for; None when nothing is."""
        self.speak(self.asked or _of_system())

    def speak(self, language: str) -> None:
        """Tell in this language from now on, in English where there is no catalogue of it."""
        code = re.split("[-_.@]", language.lower())[0]
        self.enter_context(_speaking(code if code in languages() else "en"))


def _asked(arguments: Sequence[str]) -> str | None:
    """The language behind ``--messages``, or that of its variable: asked for before click says a word."""
    for argument, behind in pairwise([*arguments, ""]):
        option, equals, value = argument.partition("=")
        if option == "--messages":
            return value if equals else behind
    return os.environ.get("FACILITATOR_MESSAGES")


@contextmanager
def _speaking(code: str) -> Iterator[None]:
    """Tell in the language: click asks gettext, which looks for a catalogue by domain, folder, and environment."""
    gettext.bindtextdomain("facilitator", str(LOCALE))
    gettext.textdomain("facilitator")
    before = os.environ.get("LANGUAGE")
    os.environ["LANGUAGE"] = code
    try:
        with speaking(code):
            yield
    finally:
        del os.environ["LANGUAGE"]
        os.environ.update({} if before is None else {"LANGUAGE": before})


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


def _plainly(error: UnicodeError) -> tuple[str, int]:
    """What stands for signs that an output cannot have: an error handler of `codecs`."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(_plain, error.object[error.start : error.end])), error.end


def _plain(sign: str) -> str:
    """The sign as it is typed where there is no other, its letter without an accent, or a question mark."""
    typed = _TYPED.get(sign)
    letters = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return typed if typed is not None else letters or "?"


def _open_streams() -> None:
    """Make the program's outputs ready for any text: where they are closed, what is told goes nowhere."""
    codecs.register_error("_plainly", _plainly)
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # A file that is opened next would get its number, and what is told to it.
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # An output that is said to be ASCII is one of which nothing is known; click writes UTF-8 there, too.
            unknown = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding="utf-8" if unknown else None, errors="_plainly")


def own_process() -> None:
    """What holds where the program is a process of its own: most end too soon for collecting garbage to pay."""
    gc.set_threshold(_GARBAGE)
    atexit.register(gc.freeze)  # At its end, Python would look through everything that is left.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # Looked for in all that is installed.
    _open_streams()
    _heed_interrupts()


def _heed_interrupts() -> None:
    """Let a Ctrl-C that comes where Python can only tell of it, and not raise it, come once more."""
    told = sys.unraisablehook

    def once_more(unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            threading.Timer(_SOON, _thread.interrupt_main).start()  # Here, too, it could not be raised.
        else:
            told(unraisable)

    sys.unraisablehook = once_more


def check_clock() -> None:
    """Refuse a clock that no zip file, and so no Office file, can tell the time of.

    Raises:
        Problems: it is before 1980.
    """
    if (now := time.localtime()).tm_year < 1980:
        what = _("the clock of this machine says {date}", date=time.strftime("%Y-%m-%d", now))
        raise Problems.one(what, _("expected it to be set; no Office file can be made before 1980"))


def first_of(error: Problems) -> str:
    """The problems, or the first of very many: nobody mends more in one go."""
    told = [str(problem) for problem in error.problems[:_SHOWN]]
    more = len(error.problems) - len(told)
    return "\n".join([*told, *([plural("… and {n} more", "… and {n} more", more)] if more else [])])


def print_json(value: object) -> None:
    """Print plain data as JSON on standard output, for other programs."""
    print_as_json(f"{json.dumps(value, ensure_ascii=False, indent=2)}\n")


def print_as_json(text: str) -> None:
    """Print what is JSON already; letters are escaped only where the output cannot have them as they are."""
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8", "strict")
    except UnicodeEncodeError:
        text = _FOREIGN.sub(lambda found: json.dumps(found[0])[1:-1], text)
    click.echo(text, nl=False)


def echo(lines: Iterable[object], *, err: bool = False) -> None:
    """Print each on a line."""
    for line in lines:
        click.echo(line, err=err)


@contextmanager
def progress(what: str) -> Iterator[None]:
    """Show ``what`` while the block runs, on a terminal only."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield


@contextmanager
def counting(what: str) -> Iterator[Callable[[str, int, int], None]]:
    """What shows how many are done of how many, how fast, and how long it takes yet; ``what`` before there are any.

    On a terminal only.
    """
    if not sys.stderr.isatty():
        yield lambda _what, _done, _all: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    rate = TextColumn("{task.fields[rate]}")
    with Progress(
        TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), rate, TimeRemainingColumn(),
        console=Console(stderr=True), transient=True,
    ) as shown:  # fmt: skip
        task = shown.add_task(what, total=None, rate="")

        def show(what: str, done: int, of: int) -> None:
            if done == 0:
                shown.reset(task, total=of, description=what)
            took = shown.tasks[0].elapsed
            rate = _("{n} a minute", n=round(done * 60 / took)) if done and took else ""
            shown.update(task, completed=done, rate=rate)

        yield show


def print_table(rows: Iterable[Sequence[str]], headings: Sequence[str] = (), *, title: str = "") -> None:
    """Print a table, as wide as the terminal, or in a pipe as its texts ask for.

    Args:
        rows: the cells; the first of each is not broken into lines, and stands out where there are no headings.
        headings: one for each column, or none.
        title: stands over it.
    """
    from rich.table import Column

    columns = [
        Column(heading, no_wrap=not number, style="" if headings or number else "cyan")
        for number, heading in enumerate(headings or ("", ""))
    ]
    _print(((row, "") for row in rows), columns, title, headed=bool(headings))


def print_shelf(found: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
    """Print what is on the shelf, kind by kind; where nothing fits, that is told, and what comes nearest."""
    if "nearest" in found:
        echo([_("no exercise fits; these come nearest:")], err=True)
    for kind, entries in found.items():
        if entries and "minutes" in entries[0]:
            rows = [(one["id"], one["title"], *_suits(one)) for one in entries]
            print_table(rows, [_("exercise"), "", _("minutes"), _("people"), _("good for")], title=kind)
        elif entries:
            print_table([(one["id"], one["title"]) for one in entries], title=kind)


def _suits(entry: Mapping[str, Any]) -> tuple[str, ...]:
    """How long an exercise takes, how many it suits, and what it is good for, as people say it."""
    told = []
    for span in (entry["minutes"], entry["people"]):
        least, most = (span["least"], span["most"]) if span else (None, None)
        open_ended = _("at least {n}", n=least) if least else ""
        told.append(open_ended if most is None else str(most) if least == most else f"{least}–{most}")
    return *told, ", ".join(entry["good_for"])


def print_plan(rows: Iterable[tuple[Sequence[str], str]], headings: Sequence[str], *, title: str = "") -> None:
    """Print a timetable in the same way: cells and style of each row; its minutes stand at the right."""
    from rich.table import Column

    columns = [
        Column(heading, no_wrap=number not in _WRAPPED, justify="right" if number == _MINUTES else "left")
        for number, heading in enumerate(headings)
    ]
    _print(rows, columns, title, headed=True)


def _print(rows: Iterable[tuple[Sequence[str], str]], columns: Sequence[Column], title: str, *, headed: bool) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    kind = box.SIMPLE_HEAD if headed else box.SIMPLE
    table = Table(*columns, box=kind, show_header=headed, title=Text(title, "bold") if title else None)
    table.title_justify = "left"
    for cells, style in rows:
        table.add_row(*map(Text, cells), style=style)
    console = Console()
    (console if console.is_terminal else Console(width=_WIDE)).print(table)
