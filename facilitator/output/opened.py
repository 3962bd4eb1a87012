"""What an opened agenda and an opened programme have in common: what can be made of them, and what there is to say."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Generic, Literal, TypeAlias, TypeVar

from facilitator.agenda import whom
from facilitator.content import Keeping, slug
from facilitator.content.given import data_label, data_of
from facilitator.content.languages import spoken_terms
from facilitator.content.loading import LoadedSession
from facilitator.content.terms import Terms
from facilitator.content.theme import Look
from facilitator.library import Library
from facilitator.made import Made, cut
from facilitator.messages import Place, Problem, Problems, WrongArgument, _, at_terminal, nearest, plural, short
from facilitator.output.deck_file import Drawn
from facilitator.pptx.frame import DeckTemplate
from facilitator.pptx.own_parts import OwnTemplate, own_template
from facilitator.reading import Node
from facilitator.text.meaning import KNOWN, day_as_read

if TYPE_CHECKING:
    from facilitator.pairs.roster import Roster

__all__ = ["Asked", "Opened", "behind_names", "settled"]

_T = TypeVar("_T")
_R = TypeVar("_R", bound=LoadedSession[Any])


_NO_LOOK = Look()
Tracks: TypeAlias = Literal["together", "apart"]

_MIXED = frozenset({"afdeling", "department", "team", "enhed", "unit", "område"})
"""Columns in which people who meet may well differ."""

Step = Callable[[], list[Made]]
"""Makes some of the files."""


@dataclass(frozen=True)
class Asked:
    """What is asked of a build besides the file itself."""

    participants: Roster | None = None
    """Those who come, where that is known."""
    apart: tuple[str, ...] = ()
    """Columns of their list in which people who meet should differ."""
    together: tuple[str, ...] = ()
    """Columns in which they should not."""
    template: Path | None = None
    """The PowerPoint file that decks are made in; that of the agenda or programme when left out."""
    slides: Keeping | None = None
    """What becomes of the slides in it; what the agenda or programme says when left out."""
    macros: bool = False
    """Its macros are kept."""
    tracks: Tracks = "together"
    """Whether tracks at the same time are all in one deck, or each has its own."""
    look: Look = _NO_LOOK
    """Colours, fonts, logo, and sender, before those of the file's brand."""
    opened: DeckTemplate | None = None
    """The template itself, where somebody has opened it already."""
    once: frozenset[str] = frozenset()
    """The forms and card sets, by name, that are made once for several groups, and so not with the rest."""


_OF_THE_PLAN = frozenset({"live"})
"""Kinds that are made of the plan alone: whatever keeps them from being made keeps all others too."""
_WITHOUT_PDF = frozenset({"deck", "calendar", "live"})
"""Kinds of which no file is a PDF. To ask for the fonts of one takes as long as a tenth of a deck."""

_LONGEST_TEAM = 40
"""Characters of a team's name in a file name."""


def behind_names(team: str) -> str:
    """What the names of files end in that are for this team; nothing for none."""
    return f"-{cut(slug(team), _LONGEST_TEAM)}" if team else ""


def _named(name: PurePosixPath, behind: str) -> str:
    """The name with something behind it, before its ending."""
    return f"{name.with_suffix('')}{behind}{name.suffix}"


class Opened(ABC, Generic[_R]):
    """An agenda or a programme that has been read without a mistake; it is planned, drawn, and made when asked."""

    reading: _R
    """The file, with the words and looks that it asks for."""
    library: Library
    asked: Asked

    @property
    @abstractmethod
    def name(self) -> str:
        """What its folder and its deck are called."""

    @property
    def folder(self) -> str:
        """The name of the folder for its files: its own, and that of the team it is for."""
        return f"{self.name}{self._team}"

    @property
    def whom(self) -> str:
        """For whom it is, client and team; empty where nobody has told it."""
        return " · ".join(whom(self.reading.own_data))

    @property
    def source(self) -> Path | None:
        """The file that it was read from; None where that is none of the user's."""
        path = Path(self.reading.node.place.path)
        return path if path.is_file() else None

    def about(self, only: Collection[str] = ()) -> dict[str, Any]:
        """What `facilitator.update` is told of it, by its arguments, where these kinds have been built, or all."""
        own = {"whom": self.whom, "of": self.name, "named": self.folder, "source": self.source}
        return own | {"only": only, "whole": not only}

    @property
    def _team(self) -> str:
        """What the names of its files end in where it is for one of several teams: »-team-nord«."""
        return behind_names(str(self.reading.own_data.get("team") or ""))

    def _for_team(self, made: Iterable[Made]) -> list[Made]:
        """The files with the team's name in theirs: many of them lie side by side when they have been sent around."""
        return [replace(one, name=_named(PurePosixPath(one.name), self._team), key=one.known_by) for one in made]

    @property
    @abstractmethod
    def title(self) -> str:
        """Its title."""

    @property
    @abstractmethod
    def kinds(self) -> tuple[str, ...]:
        """Everything that can be made of it, in the order in which it is made."""

    @property
    @abstractmethod
    def summary(self) -> str:
        """How much it is, on a line. Raises `Problems` where slides have no room for their text."""

    @abstractmethod
    def notes(self, only: Collection[str] = ()) -> list[str]:
        """What to know before it is used, in its language, where these kinds are made of it, or all."""

    @abstractmethod
    def warnings(self, today: date | None = None) -> tuple[Problem, ...]:
        """What keeps nothing from being built, but can hardly be meant: minutes that do not hold, dates that are past.

        Args:
            today: the day that dates are held against; that of the system clock when left out.

        Raises:
            Problems: its plan cannot be held.
        """

    @abstractmethod
    def steps(self, kinds: tuple[str, ...]) -> Iterator[Step]:
        """What makes the files of these kinds, in order."""

    @property
    @abstractmethod
    def drawn(self) -> Drawn:
        """Its slides as shapes. Raises `Problems` where a slide has no room for its text."""

    @property
    def terms(self) -> Terms:
        """The words of its language."""
        return self.reading.terms

    @property
    def spoken(self) -> Terms:
        """The words of the language in which messages are told."""
        return spoken_terms(self.terms, self.library)

    @cached_property
    def template(self) -> DeckTemplate:
        """The template that is asked for, or else that it names; or else our own design.

        Raises:
            Problems: it cannot be used, or its slides are asked for and there is none.
            WrongArgument: something is asked of a template, and there is none.
        """
        reading, asked = self.reading, self.asked
        if asked.opened is not None:
            return asked.opened
        chosen = asked.template or reading.template
        if chosen is None:
            _no_template(reading, asked)
            return own_template(self._in_look(_NO_LOOK).theme)
        from facilitator.pptx.in_template import house_template

        return house_template(chosen, macros=asked.macros, slides=asked.slides or reading.template_slides)

    @cached_property
    def dressed(self) -> _R:
        """The file in the look that is asked for, or else its brand's, or the template's. Raises as ``template``."""
        return self._in_look(self.template.look)

    def _in_look(self, behind: Look) -> _R:
        """The file in the look that is asked for, or else its brand's, or else the one ``behind``."""
        return replace(self.reading, chosen_look=self.asked.look.over(self.reading.look).over(behind))

    def build(self, only: str | Iterable[str] = (), *, problems: list[Problem] | None = None) -> list[Made]:
        """The files of these kinds, or of all.

        Args:
            only: some of `kinds`.
            problems: takes what is wrong; what can be made is made then.

        Raises:
            Problems: something has no room on its page, and ``problems`` is left out.
            WrongArgument: there is no such kind.
        """
        wanted = (only,) if isinstance(only, str) else tuple(only)
        self.check_kinds(wanted)
        if problems is None:
            self.ready()
            return self._for_team(file for step in self.steps(wanted or self.kinds) for file in step())
        _ready, found = _attempted([self.ready])
        made, more = ([], found) if found else _attempted(self.steps(wanted or self.kinds))
        problems += more
        return self._for_team(file for files in made for file in files)

    def nothing(self, only: Iterable[str]) -> str:
        """Why `build` has made nothing of these kinds."""
        if "calendar" in only:
            return _("nothing to make: a calendar needs a date and clock times")
        return _("nothing to make: no block of {name} asks for it", name=self.name)

    def check(self, kinds: tuple[str, ...] = ()) -> tuple[Problem, ...]:
        """Everything that would keep it, or these kinds of files, from being built: found by building it in memory."""
        kinds = kinds or tuple(kind for kind in self.kinds if kind not in _OF_THE_PLAN)
        return tuple(_attempted([self.ready])[1] or _attempted(self.steps(kinds))[1])

    def ready(self) -> None:
        """Do what everything else needs, the template too, whichever kinds are asked for.

        Raises:
            Problems: it cannot be done.
        """
        _template = self.template

    def to_print(self, made: Iterable[Made]) -> Iterator[str]:
        """How many pages of which file, and what to set in the print dialogue; nothing when there is none to print."""
        pages = [one for one in made if one.name.endswith(".pdf")]
        if pages:
            yield ""
            yield _("To print:")
        for one in pages:
            yield plural("{name}, {n} page", "{name}, {n} pages", one.pages, name=one.name)
            yield from (f"  {line}" for line in one.told)

    def on_participants(self) -> tuple[str, ...]:
        """What is to know of the list of those who come: what was left out of it, and how names were read."""
        roster = self.asked.participants
        if roster is None:
            return ()
        column = next((one for one in roster.columns if one.casefold() in _MIXED), None)
        mixed = self.asked.apart or self.asked.together or column is None
        hint = _("the list has the column “{column}”; --apart {column} mixes people who differ in it", column=column)
        hints = [hint] if not mixed and at_terminal() else []
        return (*roster.told, *self._otherwise_counted(len(roster.people)), *hints)

    def _otherwise_counted(self, listed: int) -> Iterator[str]:
        """A line where the list has more or fewer people than the file says, or than were asked for beside it."""
        reading = self.reading
        asked = reading.own_data.get("participants")
        written = data_of(reading.node, reading.terms.locale).get("participants")
        if isinstance(asked, int) and asked != listed:
            yield _("there are {listed} people on the list and {asked} were asked for: who meets whom is planned for "
                    "those on the list, everything else for {asked}", listed=listed, asked=asked)  # fmt: skip
        elif isinstance(written, int) and written != listed:
            yield _("there are {listed} people on the list, and they count; the file says {written}",
                    listed=listed, written=written)  # fmt: skip

    def still_examples(self, examples: Iterable[Mapping[str, Any]]) -> list[str]:
        """A line on the values that the author has not replaced by their own; none when there are none."""
        values: dict[str, dict[str, None]] = {}
        for name, value in (one for mapping in examples for one in mapping.items()):
            if at_terminal():
                values.setdefault(name, {})[str(value)] = None
            else:
                label = data_label(name, self.terms.locale)
                values.setdefault(label, {})[day_as_read(str(value), self.spoken.locale)] = None
        told = ", ".join(f"{name} ({', '.join(several)})" for name, several in values.items())
        if not told:
            return []
        if not at_terminal():
            return [_("Still only examples: {names}. Write your own under “Who and where”.", names=told)]
        text = _(
            "Still only examples: {names}. Write your own under “data” (names under “facilitators”), or give them with "
            "--set", names=told,
        )  # fmt: skip
        return [text]

    def of_template(self) -> list[str]:
        """What to know of its template, and each slide that had no room on its layout. None for our own design."""
        return [] if isinstance(self.template, OwnTemplate) else [*self.template.told, *self.drawn.told]

    def on_fonts(self, only: Collection[str] = ()) -> list[str]:
        """A line for each font that is asked for and cannot stand in a PDF that is made here; none where none is."""
        if self.dressed.theme.printed is None or _WITHOUT_PDF.issuperset(only or self.kinds):
            return []
        from facilitator.print.typst import missing_fonts

        what = _("the font “{name}” is not on this machine, or may not be embedded: PDF files are set in another")
        return [what.format(name=short(one)) for one in missing_fonts(self.dressed.theme)]

    def on_unused(self, names: Iterable[str], asked: Iterable[str]) -> list[str]:
        """A line for each name of data that nothing uses, with the nearest of those that something asks for."""
        known = sorted({*asked, *KNOWN})
        what = _("nothing uses “{name}” of the data")
        return [str(Problem(what.format(name=short(name)), "", nearest(name, known))) for name in sorted(names)]

    def check_kinds(self, kinds: tuple[str, ...]) -> None:
        """Refuse kinds that cannot be made of it. Raises `WrongArgument`."""
        for kind in kinds:
            if kind not in self.kinds:
                text = _("there is no kind “{kind}”; expected one of {names}")
                raise WrongArgument(text, "only", kind=kind, names=", ".join(self.kinds))
        if "pairs" in kinds and self.asked.participants is None:
            text = _("{only} pairs needs {participants} FILE")
            raise WrongArgument(text, options={"only": "only", "participants": "participants"})


def settled(settings: Mapping[str, str]) -> dict[str, Any]:
    """Texts as the values that they would be in a file; only the language of a file tells what they mean."""
    return {key: Node(value, Place(f"--set {key}")) for key, value in settings.items()}


def _attempted(steps: Iterable[Callable[[], _T]]) -> tuple[list[_T], list[Problem]]:
    """What the steps give, and the problems of those that cannot, each once."""
    made: list[_T] = []
    problems: dict[Problem, None] = {}
    for step in steps:
        try:
            made.append(step())
        except Problems as error:
            problems |= dict.fromkeys(error.problems)
    return made, list(problems)


def _no_template(reading: LoadedSession[Any], asked: Asked) -> None:
    """Refuse to keep what is in a template that nobody has named; the caller is asked first."""
    if asked.macros:
        text = _("{macros} needs {template} FILE, or an agenda that names one")
        raise WrongArgument(text, options={"macros": "macros", "template": "template"})
    if asked.slides is None and reading.template_slides != "drop":
        raise Problems.one(
            _("`template_slides: {value}` needs a template", value=reading.template_slides),
            _("expected `template: FILE` too, or --template FILE")
            if at_terminal()
            else _("expected a PowerPoint template"),
            place=reading.place(("template_slides",)),
        )
    if asked.slides not in (None, "drop"):
        text = _("{template_slides} {value} needs {template} FILE, or an agenda that names one")
        options = {"template_slides": "template_slides", "template": "template"}
        raise WrongArgument(text, options=options, value=asked.slides)
