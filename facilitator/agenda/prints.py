"""What blocks print stands among what must be brought: every form and card set that they name, and how many of each."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from facilitator.agenda.model import SIZES, Agenda, Block, Material, walk
from facilitator.content.loading import title_of
from facilitator.content.terms import Terms
from facilitator.library import Library
from facilitator.problems import Problems
from facilitator.reading.files import parse_yaml

__all__ = ["speaks_of", "with_prints"]


def with_prints(agenda: Agenda, library: Library, terms: Terms) -> Agenda:
    """The agenda with a material for each form and card set that no material of its own speaks of by its title.

    There is one for each participant then, or a set of cards for as many as the set says.
    """
    told = [material for _path, block in walk(agenda.blocks) for material in block.materials]

    def missing(block: Block) -> Iterator[Material]:
        for name in block.forms:
            title = _title("forms", name, library)
            if not speaks_of(told, title):
                yield Material(item=terms.printing.form.format(title=title), per="participant")
        for name in block.cards:
            title, sets_per = _title("cards", name, library), _sets_per(name, library)
            if not speaks_of(told, title):
                words = terms.printing.card_set if sets_per else terms.printing.cards
                yield Material.model_validate(
                    {
                        "item": words.format(title=title),
                        "per": sets_per or "participant",
                        "group_size": block.group_size if sets_per == "group" else None,
                    }
                )

    return agenda.model_copy(update={"blocks": [_with(block, missing) for block in agenda.blocks]})


def speaks_of(materials: Sequence[Material], title: str) -> list[Material]:
    """Those that have the title of a print in their words."""
    named = re.compile(rf"(?<!\w){re.escape(title)}(?!\w)", re.IGNORECASE)
    return [material for material in materials if named.search(material.item)]


def _with(block: Block, missing: Callable[[Block], Iterator[Material]]) -> Block:
    found = list(missing(block))
    tracks = [
        track.model_copy(update={"blocks": [_with(one, missing) for one in track.blocks]}) for track in block.parallel
    ]
    if not found and not tracks:
        return block
    return block.model_copy(update={"materials": [*block.materials, *found], "parallel": tracks})


def _title(kind: str, name: str, library: Library) -> str:
    """Its title; its name where its file cannot be read, which is told when it is printed."""
    try:
        return title_of(kind, name, library)
    except Problems:
        return name


def _sets_per(name: str, library: Library) -> str | None:
    """How many share a whole set of these cards, as their file says."""
    try:
        found = parse_yaml(*library.content("cards", name)).find(("sets_per",))
    except Problems:
        return None
    return found.value if found is not None and isinstance(found.value, str) and found.value in SIZES else None
