"""What is made of an agenda, a function for each kind of file; and which of its prints several groups may share."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import partial
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from facilitator.agenda import GROUP, Agenda, group_size_of, participants_of, walk
from facilitator.content.cards import CardSet
from facilitator.content.file_kinds import FormReading
from facilitator.made import Made
from facilitator.output.deck_file import deck_file
from facilitator.text import as_data

if TYPE_CHECKING:
    from facilitator.output.agenda import OpenAgenda
    from facilitator.print.cards.dealing import Copies

__all__ = ["KINDS", "Print", "prints"]

_ROUNDS = 3
"""Rounds of meetings, where the agenda's data does not say ``rounds``."""

# Each kind imports what it needs when it is made: who only wants the deck does not wait for the rest.


def _deck(opened: OpenAgenda) -> list[Made]:
    decks = (opened.drawn, *opened.track_decks)
    return [deck_file(one, one.deck.id.replace("/", "-")) for one in decks]


def _runsheet(opened: OpenAgenda) -> list[Made]:
    from facilitator.print.runsheet.sheets import make_runsheet

    return make_runsheet(opened.dressed, opened.schedule, opened.library, opened.slide_numbers)


def _programme(opened: OpenAgenda) -> list[Made]:
    from facilitator.print.runsheet.sheets import make_programme

    return make_programme(opened.dressed, opened.schedule, opened.library)


def _logistics(opened: OpenAgenda) -> list[Made]:
    from facilitator.print.runsheet.sheets import make_logistics

    return make_logistics(opened.dressed, opened.schedule, opened.library)


def _cards(opened: OpenAgenda) -> list[Made]:
    team = str(opened.reading.own_data.get("team") or "")
    return [
        _job(opened, name, cards, team) for name, cards in opened.card_sets.items() if name not in opened.asked.once
    ]


def _job(opened: OpenAgenda, name: str, cards: CardSet, team: str = "") -> Made:
    """The file of a card set, with the name of the team on the backs."""
    from facilitator.content.languages import read_terms
    from facilitator.print.cards import Job, Settings
    from facilitator.print.cards.pages import Stock

    terms = read_terms(cards.language, opened.library)
    stock = Stock(terms, opened.dressed.theme, opened.library, team)
    return Job(cards, _copies(opened, name, cards), Settings(), stock, terms.cards.file.format(name=name)).made()


def _copies(opened: OpenAgenda, name: str, cards: CardSet) -> Copies:
    """How many of the cards are printed: one for each who comes, or whole sets."""
    from facilitator.agenda.read import speaks_of
    from facilitator.print.cards.dealing import Copies

    agenda = opened.reading.agenda
    people = participants_of(agenda.data)
    if not people:
        return Copies(sets=1)
    materials = [material for _path, block in walk(agenda.blocks) for material in block.materials]
    shared = [one for one in speaks_of(materials, cards.title) if one.per != "participant"]
    if shared and not cards.sets_per:
        return Copies(sets=max(one.needed(people) or 1 for one in shared))
    return Copies(participants=people, group_size=_group(agenda, name))


def _group(agenda: Agenda, cards: str) -> int:
    """People in a group, where these cards are used."""
    sizes = [block.group_size for _path, block in walk(agenda.blocks) if cards in block.cards]
    return next(filter(None, sizes), GROUP)


def _meeting(agenda: Agenda) -> int:
    """How many meet in each round: two, unless groups are told of and no slide beside the cards asks for pairs."""
    dealing = [block for _path, block in walk(agenda.blocks) if block.cards]
    paired = any(getattr(slide, "work", None) == "pair" for block in dealing for slide in block.slides)
    return 2 if paired else group_size_of(agenda.data) or 2


def _pairs(opened: OpenAgenda) -> list[Made]:
    """Only for a list of participants."""
    if opened.asked.participants is None:
        return []
    from facilitator.output.pairing import Pairing
    from facilitator.pairs.planning import plan

    reading = opened.dressed
    rounds = reading.agenda.data.get("rounds", _ROUNDS)
    sets = [*opened.card_sets.values()]
    asked = opened.asked
    found = plan(
        opened.asked.participants, rounds if isinstance(rounds, int) else _ROUNDS, _meeting(reading.agenda),
        apart=asked.apart, together=asked.together, questions=sets[0].count if sets else None,
    )  # fmt: skip
    pairing = Pairing(found, reading.terms, reading.theme, opened.library)
    return [pairing.file(f"{reading.terms.pairs.file}{ending}") for ending in (".pdf", ".docx", ".csv")]


def _form(opened: OpenAgenda) -> list[Made]:
    return [one for form in opened.forms if form.id not in opened.asked.once for one in _printed(opened, form)]


def _printed(opened: OpenAgenda, form: FormReading) -> list[Made]:
    """The files of a form, with how many copies are needed."""
    from facilitator.print.forms import printed
    from facilitator.print.runsheet.packing import copies

    count, told = copies(opened.schedule, opened.spoken, form.form.title)
    paged, *worded = printed(form, library=opened.library, theme=opened.dressed.theme)
    return [replace(paged, told=tuple(filter(None, [told, *paged.told])), copies=count), *worded]


def _calendar(opened: OpenAgenda) -> list[Made]:
    from facilitator.print.calendar import make_calendar

    made = make_calendar(opened.reading, opened.schedule)
    return [made] if made else []


def _live(opened: OpenAgenda) -> list[Made]:
    from facilitator.live import make_live

    return [make_live(opened.dressed, opened.schedule)]


KINDS: dict[str, Callable[[OpenAgenda], list[Made]]] = {
    "deck": _deck,
    "runsheet": _runsheet,
    "programme": _programme,
    "logistics": _logistics,
    "cards": _cards,
    "pairs": _pairs,
    "form": _form,
    "calendar": _calendar,
    "live": _live,
}
"""Everything that can be made, by the name that ``--only`` takes. A new kind is a function here."""


# --- what several groups may share ---


@dataclass(frozen=True)
class Print:
    """A form or a card set, as one group would have it but for the group's name at its foot or on its backs."""

    kind: str
    same: str
    """Two that have the same are the same to the byte."""
    copies: int | None
    """How many the group needs; None when nobody knows."""
    make: Callable[[], list[Made]]
    """Makes its files, without the name of a team."""


def prints(opened: OpenAgenda, kinds: Collection[str]) -> dict[str, Print]:
    """The forms and card sets of these kinds, by name. Raises `Problems` where something is wrong with one."""
    found: dict[str, Print] = {}
    for form in opened.forms if "form" in kinds else ():
        plain = replace(form, content=form.form.model_copy(update={"data": {}}))
        found[form.id] = Print(
            "form", _sum(opened, form.node.plain()), _needed(opened, form), partial(_printed, opened, plain)
        )
    for name, cards in opened.card_sets.items() if "cards" in kinds else ():
        said = [as_data(cards.model_dump()), repr(_copies(opened, name, cards))]
        found[name] = Print("cards", _sum(opened, said), 1, partial(_made, opened, name, cards))
    return found


def _made(opened: OpenAgenda, name: str, cards: CardSet) -> list[Made]:
    return [_job(opened, name, cards)]


def _needed(opened: OpenAgenda, form: FormReading) -> int | None:
    from facilitator.print.runsheet.packing import copies

    return copies(opened.schedule, opened.terms, form.form.title)[0]


def _sum(opened: OpenAgenda, said: Any) -> str:
    """What the print says, and how it looks, as a checksum."""
    return sha256(repr((said, opened.dressed.theme)).encode()).hexdigest()
