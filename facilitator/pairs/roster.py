"""The participants: those of a list, or just so many of them; and what is the name of one."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from facilitator.content.terms import Terms
from facilitator.messages import Place, Problem, Problems, _, nearest, short
from facilitator.pairs import Person

__all__ = ["Roster", "counted", "doubt", "listed", "named", "numbered", "plain", "remark", "several", "twice"]

_MOST = 10_000
"""People. More are hardly in one room, and planning for them would take minutes."""


@dataclass(frozen=True, slots=True)
class Roster:
    """People, and what the list tells of each besides the name."""

    people: tuple[Person, ...]
    columns: tuple[str, ...] = ()
    place: Place | None = None
    told: tuple[str, ...] = ()
    """What was left out of the list, and how names were read."""
    hidden: tuple[str, ...] = ()
    """Columns of it that nobody sees, and so are left out."""

    def column(self, name: str) -> str:
        """The column of that name, whatever its capitals.

        Raises:
            Problems: there is none, or more than one.
        """
        found = [column for column in self.columns if column.casefold() == name.strip().casefold()]
        if len(found) > 1:
            raise twice(found[0], self.place)
        if found:
            return found[0]
        expected = _("the list has names only")
        if self.columns:
            expected = _("expected one of {names}", names=", ".join(self.columns))
        what = _("there is no column “{name}”", name=short(name))
        if name.strip().casefold() in map(str.casefold, self.hidden):
            what, expected = _("the column “{name}” is hidden", name=short(name)), _("show it in the workbook")
        raise Problems.one(what, expected, nearest(name, self.columns), self.place)

    def person(self, name: str) -> int:
        """The place in the list of the person of that name.

        Raises:
            Problems: there is none.
        """
        wanted = " ".join(name.split()).casefold()
        names = [person.name for person in self.people]
        found = [number for number, one in enumerate(names) if one.casefold() == wanted]
        if found:
            return found[0]
        raise Problems.one(
            _("nobody on the list is called “{name}”", name=short(name)),
            _("expected a name as it stands there; those of the same name have numbers: “Anna (2)”"),
            nearest(name, names),
            self.place,
        )


def numbered(number: int, terms: Terms) -> Roster:
    """So many people without names of their own.

    Raises:
        Problems: there are too few or too many.
    """
    _check_number(number, None)
    return Roster(tuple(Person(terms.pairs.participant.format(number=one)) for one in range(1, number + 1)))


def named(names: Sequence[str]) -> Roster:
    """People of these names; those of the same name are numbered.

    Raises:
        Problems: there are too few or too many.
    """
    _check_number(len(names), None)
    return Roster(tuple(map(Person, _told_apart([plain(" ".join(name.split())) for name in names]))))


def listed(
    people: Sequence[tuple[str, Mapping[str, str]]],
    columns: tuple[str, ...],
    place: Place,
    told: tuple[str, ...],
    least: int = 2,
    hidden: tuple[str, ...] = (),
) -> Roster:
    """People with what a list tells of each, ``least`` or more; those of the same name are numbered.

    Raises:
        Problems: there are too few or too many.
    """
    _check_number(len(people), place, least)
    names = _told_apart([name for name, _attributes in people])
    made = (Person(name, MappingProxyType({**more})) for name, (_name, more) in zip(names, people, strict=True))
    return Roster(tuple(made), columns, place, told, hidden)


def twice(name: str, place: Place | None) -> Problems:
    """The error that a heading is asked for which stands over more than one column."""
    what = _("there are several columns “{name}”", name=short(name))
    return Problems.one(what, _("expected a heading that is asked for once"), place=place)


def _check_number(number: int, place: Place | None, least: int = 2) -> None:
    if number < least:
        what = _("there is 1 person to plan for") if number == 1 else _("there is nobody to plan for")
        raise Problems.one(what, _("expected two people or more"), place=place)
    if number > _MOST:
        what = _("there are {number} people", number=number)
        raise Problems.one(what, _("expected {number} at most", number=_MOST), place=place)


def _told_apart(names: Sequence[str]) -> list[str]:
    """Those of the same name, whatever its capitals, numbered in the order of the list: »Anna (1)«, »anna (2)«."""
    times = Counter(map(str.casefold, names))
    taken = {key for key, number in times.items() if number == 1}
    numbers: Counter[str] = Counter()
    found = []
    for name in names:
        told, key = name, name.casefold()
        while times[key] > 1 and (told == name or told.casefold() in taken):
            numbers[key] += 1
            told = f"{name} ({numbers[key]})"
        taken.add(told.casefold())
        found.append(told)
    return found


# --- what is the name of one person: several people, remarks, and letters that were lost are asked about ---

_BETWEEN = re.compile(r"[;/&+|]|\b(?:og|and|samt|och)\b", re.IGNORECASE)
"""What stands between people, and never within a name."""
_UNSEEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
"""Soft hyphens and the like: they say where a line may end, and are no letters of a name."""
_BULLET = re.compile("(?:[•·▪●◦‣■□○*–—-]|[\uf000-\uf0ff])\\s+|[•▪●◦‣■□○\uf000-\uf0ff](?=\\w)")
"""What stands before a name that was pasted from a list."""
_ADDRESS = re.compile(r"(?<=\w)\s+<[^<>\s@]+@[^<>\s@]+>\s*$")
"""What stands behind a name that was pasted from a mail: “Åse Bøgh <ase@example.dk>”."""
_ABSENT = re.compile(
    r"\b(?:afbud|afmeldt|frameldt|aflyst|venteliste|sygemeldt|syg|orlov|barsel|vikar|reserve|ubesat|vakant|ukendt"
    r"|ledig plads|mangler|kommer ikke|deltager ikke|tba|tbd|waiting list|cancelled|absent|on leave|substitute"
    r"|unknown|vacant)\b|^(?:n\.?\s?n\.?|ingen|nobody|none)$",
    re.IGNORECASE,
)
"""Remarks on somebody, or on nobody."""
_ROLE = re.compile(
    r"(?:underviser|oplægsholder|facilitator|konsulent|mødeleder|tovholder|arrangør|leder|gæst|medarbejder|deltager"
    r"|teacher|speaker|host|guest|leader|participant)(?:e|er|re|ere|s)?",
    re.IGNORECASE,
)
"""What stands over people, or in the place of one."""
_TOLD = re.compile(r":|\bkl\.?\s*\d|\b\d{1,2}\.\d\d\b|@", re.IGNORECASE)
"""Signs of a remark, a time, or an address."""
_COUNTED = re.compile(
    r"\d+\s+(?:personer|deltagere|medarbejdere|kolleger|gæster|pladser|mand|stk\.?|persons?|people|participants|guests)"
    r"|(?:bord|hold|gruppe|lokale|plads|rum|side|modul|uge|dag|table|group|team|room|page|week|day)\s*\d+",
    re.IGNORECASE,
)
"""So many of something, or its number: a name only where all on the list are called so."""


def _lost_letters() -> re.Pattern[str]:
    """What letters become when a program takes one encoding for another: “S¿ren”, “SÃ¸ren”, “S�ren”, “S?ren”."""
    kinds = ("So", "Sm", "Sk", "Sc")
    signs = [sign for sign in map(chr, range(0xA1, 0x2600)) if unicodedata.category(sign) in kinds and sign not in "´¨"]
    listed = "".join(map(re.escape, [*signs, *"¿¡†‡‰¹²³¼½¾\N{REPLACEMENT CHARACTER}"]))
    letter = "[A-Za-zÀ-ÖØ-öø-ſ]"
    return re.compile(rf"(?<={letter})[{listed}]|[?{listed}]+(?={letter})")


_LOST = _lost_letters()


def plain(name: str) -> str:
    """The name without the bullet before it, the address behind it, and signs that nobody sees."""
    seen = _ADDRESS.sub("", _UNSEEN.sub("", name)).strip()
    found = _BULLET.match(seen)
    return seen[found.end() :] if found else seen


def counted(name: str) -> bool:
    """Whether it says how many, or which: “3 personer”, “Bord 4”."""
    return bool(_COUNTED.fullmatch(name))


def doubt(name: str, *, turned: bool = False) -> Problem | None:
    """What keeps this from being the name of one person, not yet with a place; None where nothing does.

    Args:
        name: as it is written.
        turned: the surname stands first, before a comma.
    """
    if sign := _LOST.search(name):
        what = _("a letter of “{name}” was lost before the file was saved: {sign}", name=short(name), sign=sign[0])
        return Problem(what, _("save the list anew from where it comes from, as .xlsx or “CSV UTF-8”"))
    if _TOLD.search(name) or _ABSENT.search(name) or _ROLE.fullmatch(name) or name.endswith("?"):
        return remark(name)
    return several(name) if _BETWEEN.search(name) or (not turned and _enumerated(name)) else None


def remark(name: str) -> Problem:
    """That this may be nobody's name."""
    what = _("“{name}” may be a remark or a heading, and nobody's name", name=short(name))
    return Problem(what, _("expected a name alone, or no such row"))


def several(name: str) -> Problem:
    """That this may name more than one person."""
    return Problem(_("“{name}” may be several people", name=short(name)), _("expected a row for each person"))


def _enumerated(name: str) -> bool:
    """Whether commas stand between names: whole ones, or more than two, or one word beside another."""
    words = [len(part.split()) for part in name.split(",")]
    return len(words) > 2 or (len(words) == 2 and (min(words) > 1 or max(words) == 1) and 0 not in words)
