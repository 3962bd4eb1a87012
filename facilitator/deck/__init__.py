"""A deck as data: slides in order, each with its section, its notes, a stable id, and a title that no other has."""

from __future__ import annotations

from dataclasses import dataclass

from facilitator.content import slug
from facilitator.content.slides import SlideContent
from facilitator.text import joined

__all__ = ["Deck", "Note", "Origin", "Register", "Slide"]


_LONGEST = 60
"""Characters of an id that comes from a title."""

Origin = tuple[str | int, ...]
"""Where in the agenda file a slide comes from, e.g. ``("blocks", 3, "slides", 1)``: names the place in an error."""


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph of speaker notes; ``label`` stands before it in bold (»Formål«), ``level`` 1 is indented."""

    text: str
    label: str = ""
    level: int = 0

    def __reduce__(self) -> tuple[type[Note], tuple[str, str, int]]:
        return Note, (self.text, self.label, self.level)


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide to lay out. Its layout is found by ``content.kind``."""

    id: str
    """Stable: ``agenda/block/slide``."""
    title: str
    """Unique in the deck."""
    section: str
    """The agenda item it stands under: a section in the slide sorter."""
    content: SlideContent
    notes: tuple[Note, ...] = ()
    origin: Origin = ()
    block: str = ""
    """The title of its block, to name it in an error."""
    slot: str = ""
    """The id of its block; empty for a slide that belongs to none."""
    number: int = 1
    """Which of the slides of the same title it is; from the second on it stands behind the title, unseen."""
    made_of: str = ""
    """The fingerprint of all this, where somebody has taken it already."""

    @property
    def shown(self) -> str:
        """The title as it is seen, which other slides may have too."""
        return self.title.removesuffix(self.behind)

    @property
    def behind(self) -> str:
        """What tells its title from others for those who cannot see the slide: » (2)«, or nothing."""
        return _behind(self.number)


@dataclass(frozen=True, slots=True)
class Deck:
    """A whole deck, with its document properties and footer."""

    id: str
    title: str
    language: str
    slides: tuple[Slide, ...]
    footers: tuple[str, ...] = ()
    """What may stand at the foot of every slide, the fullest first: client and date, or one of them."""
    author: str = ""
    client: str = ""
    theme: str | None = None


class Register:
    """Gives every slide of a deck a title and an id that no other has."""

    def __init__(self) -> None:
        self._titles: set[str] = set()
        self._ids: set[str] = set()

    def title(self, wanted: str) -> tuple[str, int]:
        """The title, with a number behind it when it is taken: »Refleksion (2)«; and the number, 1 when it was free."""
        found, number = wanted, 1
        while _heard(found) in self._titles:
            number += 1
            found = joined("", (wanted, _behind(number)))
        self._titles.add(_heard(found))
        return found, number

    def id(self, block: str, written: str | None, title: str) -> str:
        """``block/slide``; a written id stays, one from a title gets a number when it is taken."""
        wanted = f"{block}/{written or slug(title)[:_LONGEST].strip('-')}"
        found, number = wanted, 1
        while found in self._ids:
            number += 1
            found = f"{wanted}-{number}"
        self._ids.add(found)
        return found


def _heard(title: str) -> str:
    """What a screen reader makes of a title: capitals, kinds of spaces, and soft hyphens are not heard."""
    return " ".join(title.replace("\u00ad", "").split()).casefold()


def _behind(number: int) -> str:
    return f" ({number})" if number > 1 else ""
