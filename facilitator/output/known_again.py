"""Files that an earlier build wrote, known again though they are called otherwise now.

The names of files are made of what people change: the number and title of a part, the team, a track's room, the name of
the agenda's file. What each file is stands in the list beside it; where that has changed too, decks are known again by
what they say.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from facilitator.made import Made
from facilitator.messages import Place, Problems, _, at_terminal, mark
from facilitator.output import LIST, checksum
from facilitator.output.earlier import Folder, Found, beginnings, deck_in, earlier, lines_in, place_of

if TYPE_CHECKING:
    from facilitator.merging.deck import DeckFile

__all__ = ["Known", "Wanted", "going_on", "known_again", "same_client"]

_ALIKE = 0.5
"""From here on a deck is another's later state: after any one change of its agenda it is 0.8, of another below 0.15."""
_TRACK = re.compile("^track-[^/]*$")
_UNSURE = mark(
    "{path}: edited by you, and it is not certain which it is now: {names}; "
    "give it the name of the one it is and build again"
)
_OTHERS = mark("{folder}: {names} edited, and for “{whom}”: where that is the same under another name, {how}")
_ANOTHER = mark("{path} is edited, and for “{whom}”: where that is the same under another name, {how}")
_CALLED = mark("{path} is {new} under another name, as it seems: {how}")
_GOES_ON = mark("{other} goes on from {path} and has been edited or built since: {how}")
_WHICH = mark("it is not certain which deck of this build it is: {names}")
_NAMED = mark("expected it to be called as the one that it is, in its place: move it there and build again")
_EDITED = mark("{folder}: {names} edited by you, and not gone on from here; what is edited there stays there")
_ALREADY = mark("{path} has gone on from {was} already, and nothing is new there")


def _onward(path: Path) -> str:
    """How a build goes on from there, in the words of a command or of a page."""
    command = _("--from “{path}” goes on from there", path=path)
    return command if at_terminal() else _("put it in the place of the new one here, and make it again")


@dataclass(frozen=True)
class Wanted:
    """What is built, and for whom."""

    files: Sequence[Made]
    of: str
    """The agenda or programme."""
    whom: str
    folder: Folder
    called: str = ""
    """What the folder is called where nobody says otherwise: only then others are looked into."""
    renamed: bool = False
    """Whom it was for is the same under another name."""
    begun: bool = False
    """It is said what to go on from: nothing needs to be told of what else there is."""


@dataclass(frozen=True)
class Known:
    """What earlier files are now."""

    moves: Mapping[str, Found] = field(default_factory=dict)
    """By the name of the new file: which it was; one that is `nothing` where what lies in its place is another."""
    done: Sequence[Found] = ()
    """Those of which all is at their new places already: a build was stopped before it took them away."""
    told: Sequence[str] = ()
    """What is not certain, and how to say it …"""
    unsure: Collection[Found] = ()
    """… and of which files."""


def same_client(before: str, now: str) -> bool:
    """Whether it is for the same client and team, or one of them was not named before."""
    return set(_plain(before)) <= set(_plain(now))


def _plain(whom: str) -> list[str]:
    """Client and team without what makes nobody another: capitals, and how much space there is."""
    return [" ".join(one.split()) for one in whom.casefold().split("·") if one.strip()]


def known_again(wanted: Wanted) -> Known:
    """What the files that are there were written as, and are to be called now."""
    return _Search(wanted).found()


def going_on(wanted: Wanted, path: Path) -> Known:
    """Which decks are to go on from a deck, or from those in a folder; not again from what they have gone on from.

    Raises:
        Problems: there is none, or it is not certain which deck is which.
    """
    decks = [one for one in wanted.files if one.is_deck]
    found: dict[str, Found] = {}
    for one in beginnings(path, wanted.folder):
        search = _Search(wanted)
        like = (
            [made for made in decks if made.known_by == one.key]
            or [made for made in decks if search.likeness(one, made) >= _ALIKE]
            or (decks if len(decks) == 1 else [])
        )
        if len(like) != 1 or like[0].name in found:
            names = ", ".join(made.name for made in like or decks)
            raise Problems.one(_(_WHICH, names=names), _(_NAMED), place=Place(str(one.path)))
        found[like[0].name] = one
    done = [name for name, one in found.items() if Found(wanted.folder, name).began[0] == checksum(one.content or b"")]
    told = [_(_ALREADY, path=wanted.folder.path / name, was=found[name].path) for name in done]
    moves = {name: one for name, one in found.items() if (one.folder, one.name) != (wanted.folder, name)}
    return Known({name: one for name, one in moves.items() if name not in done}, (), told)


@dataclass(frozen=True)
class _Search:
    wanted: Wanted
    moves: dict[str, Found] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    unsure: list[Found] = field(default_factory=list)
    said: dict[str, Mapping[str, frozenset[str]]] = field(default_factory=dict)
    """What new files say, by their names."""

    def found(self) -> Known:
        self._equals()
        self._exchanged()
        ours = [one for one in self._pool if one.owner == self.wanted.of]
        self._by_key(ours)
        self._by_likeness([one for one in self._pool if one.owner == self.wanted.of or one.orphan])
        self._along(self._pool)
        if not self.wanted.begun:
            self.told.extend([*self._others_here(), *self._called_otherwise()])
        if self.wanted.called and self.wanted.folder.path.name == self.wanted.called:
            self._from_beside()
        return Known(self.moves, tuple(self._done()), self.told, self.unsure)

    # --- what there is --------------------------------------------------------------------------------------------

    @cached_property
    def _asked(self) -> set[str]:
        return {one.name for one in self.wanted.files}

    @property
    def _pool(self) -> list[Found]:
        """Files of earlier builds that are not asked for by their name, and not known again yet."""
        kinds = {one.kind for one in self.wanted.files}
        taken = [*self.moves.values()]
        return [
            one
            for one in self.wanted.folder.files
            if one.name not in self._asked and one.kind in kinds and one not in taken and self._ours(one)
        ]

    @property
    def _free(self) -> list[Made]:
        """Files that are made, for which there is nothing as yet."""
        there = self.wanted.folder.path
        return [one for one in self.wanted.files if one.name not in self.moves and not (there / one.name).exists()]

    def _ours(self, one: Found) -> bool:
        return self.wanted.renamed or same_client(one.whom, self.wanted.whom)

    def _tells(self, one: Found | Made) -> bool:
        """Whether a part is known again by such a file: its deck, or a Word file where no decks of parts are made."""
        return one.is_deck or (
            one.name.endswith(".docx") and not any(made.kind == "deck" for made in self.wanted.files)
        )

    # --- by what they are -----------------------------------------------------------------------------------------

    def _by_key(self, pool: Sequence[Found]) -> None:
        """Where a file has a key of its own, then and now."""
        now = Counter(one.known_by for one in self.wanted.files)
        for made in self._free:
            found = [one for one in pool if one.key == made.known_by]
            if len(found) == 1 and now[made.known_by] == 1:
                self.moves[made.name] = found[0]

    def _equals(self) -> None:
        """Parts that are called alike: the decks tell which is which, and the other files of a part follow its deck."""
        there = [one for one in self.wanted.folder.files if one.owner == self.wanted.of and self._ours(one)]
        now = {(place_of(one.known_by), place_of(one.name)) for one in self.wanted.files}
        before = {(place_of(one.key), one.place) for one in there}
        places: dict[str, str] = {}
        parts: set[str] = set()
        for part in {
            part for found in (now, before) for part, n in Counter(one for one, _at in found).items() if n > 1
        }:
            made = [one for one in self.wanted.files if place_of(one.known_by) == part and self._tells(one)]
            files = [one for one in there if place_of(one.key) == part]
            old = [one for one in files if self._tells(one)]
            if made and any(one.edited for one in files) and self._rearranged(made, old):
                places |= self._assigned(made, old)
                parts |= {place_of(one.name) for one in made}
        self._follow({new: old for old, new in places.items()}, parts, there)

    def _rearranged(self, made: Sequence[Made], old: Sequence[Found]) -> bool:
        """Whether there are others than before, or the same that have changed places."""
        if {one.name for one in made} != {one.name for one in old}:
            return bool(old)
        bases = {one.name: one.base for one in old}
        return any(one.content != bases[one.name] for one in made) and {one.content for one in made} == {
            *bases.values()
        }

    def _assigned(self, made: Sequence[Made], old: Sequence[Found]) -> dict[str, str]:
        """The places of parts by what they were, the likest first; of those that are as like, the one of its name."""
        scores = sorted(
            ((self.likeness(one, new), one.name == new.name, one, new) for one in old for new in made),
            key=lambda score: score[:2],
            reverse=True,
        )
        found: dict[str, str] = {}
        for likeness, _same, one, new in scores:
            place = place_of(new.name)
            if likeness >= _ALIKE and one.place not in found and place not in found.values():
                found[one.place] = place
        return found

    def _follow(self, was: Mapping[str, str], parts: Collection[str], there: Sequence[Found]) -> None:
        """What lies in the place of a file of these parts is another's, unless it was there before."""
        by_key = {(one.place, one.key): one for one in there}
        for made in (one for one in self.wanted.files if place_of(one.name) in parts):
            none = Found(self.wanted.folder, made.name, nothing=True)
            found = by_key.get((was.get(place_of(made.name), ""), made.known_by), none)
            if found.name != made.name or (found.nothing and (self.wanted.folder.path / made.name).exists()):
                self.moves[made.name] = found

    # --- by what they say -----------------------------------------------------------------------------------------

    def _exchanged(self) -> None:
        """Decks beside each other, as those of tracks are, that have each other's names go where their slides are."""
        files = [one for one in self.wanted.folder.files if one.is_deck and one not in self.moves.values()]
        decks = {one.name: one for one in files if one.owner == self.wanted.of and self._ours(one)}
        for place in {one.place for one in decks.values() if one.edited}:
            from facilitator.merging.lines import each_once  # Not loaded where nobody has edited anything.

            made = {one.name: one for one in self.wanted.files if one.is_deck and place_of(one.name) == place}
            like = {(name, new): self.likeness(decks[name], made[new])
                    for name in decks if decks[name].place == place for new in made}  # fmt: skip
            stay = {name for name in made if like.get((name, name), 0) >= _ALIKE}
            free = ((share, *both) for both, share in like.items() if share >= _ALIKE and not stay & {*both})
            found = each_once(free) if {*made} & {*decks} - stay else {}
            none = {name: Found(self.wanted.folder, name, nothing=True) for name in found if name in made}
            self.moves.update(none | {new: decks[name] for name, new in found.items()} | self.moves)

    def _by_likeness(self, pool: Sequence[Found]) -> None:
        """Decks, where it is certain which they are; where it is not with one that is edited, that is told."""
        free = [one for one in self._free if self._tells(one)]
        decks = [one for one in pool if self._tells(one)] if free else []
        before = {place_of(one.key) for one in (*self.wanted.folder.files, *pool)}
        like = {one: [new for new in free if self._may_be(one, new, before)] for one in decks}
        like = {one: [new for new in some if new.content == one.base] or some for one, some in like.items()}
        claims = Counter(new.name for some in like.values() for new in some)
        for one, some in like.items():
            if len(some) == 1 and claims[some[0].name] == 1:
                self.moves[some[0].name] = one
            elif some and one.edited:
                names = ", ".join(str(self.wanted.folder.path / new.name) for new in some)
                self.told.append(_(_UNSURE, path=one.path, names=names))
                self.unsure.append(one)

    def _may_be(self, one: Found, new: Made, before: Collection[str]) -> bool:
        """Of the same part, or of one that is no more and one that was not before, and alike."""
        was, now = place_of(one.key), place_of(new.known_by)
        parts = {place_of(other.known_by) for other in self.wanted.files}
        same = was == now or (was not in parts and now not in before)
        named = new.is_deck or PurePosixPath(one.key).name == PurePosixPath(new.known_by).name
        return same and named and one.kind == new.kind and self.likeness(one, new) >= _ALIKE

    def _along(self, pool: Sequence[Found]) -> None:
        """What else there is of a part goes where its deck goes, though the part has another name now."""
        told = [one for one in self.wanted.files if self._tells(one) and one.name in self.moves]
        decks = [(self.moves[one.name], one) for one in told]
        was = {place_of(new.known_by): (old.owner, place_of(old.key)) for old, new in decks if not old.nothing}
        for made in self._free:
            key = PurePosixPath(made.known_by)
            owner, part = was.get(str(key.parent), ("", ""))
            found = [one for one in pool if one.owner == owner and one.key == str(PurePosixPath(part, key.name))]
            if len(found) == 1:
                self.moves[made.name] = found[0]

    def likeness(self, one: Found, new: Made) -> float:
        """How much of two files is the same, of decks slide by slide: from 0 to 1."""
        from facilitator.merging.pairing import slides_alike

        if new.name not in self.said:
            path = Path(new.name)
            self.said[new.name] = _said(deck_in(path, new.content)) if new.is_deck else {"": lines_in(new.content)}
        before = _said(one.as_written) if new.is_deck else {"": lines_in(one.content or b"")}
        return slides_alike(before, self.said[new.name])

    def _others_here(self) -> Iterator[str]:
        """Edited decks of the same that lie here for another team, when one is made anew."""
        first = {one.known_by for one in self._free if one.is_deck}
        for one in self.wanted.folder.files:
            if one.owner == self.wanted.of and one.key in first and one.edited and not self._ours(one):
                yield _(_ANOTHER, path=one.path, whom=one.whom, how=_onward(one.path))

    def _called_otherwise(self) -> Iterator[str]:
        """Decks that somebody has given a name of his own, where one is made anew: which it is, nobody guesses."""
        folder, known = self.wanted.folder, {one.name for one in self.wanted.folder.made_before}
        for new in (one for one in self._free if one.is_deck):
            path = folder.path / new.name
            names = (one.relative_to(folder.path).as_posix() for one in sorted(path.parent.glob(f"*{path.suffix}")))
            for one in (Found(folder, name) for name in names if name not in known):
                if self.likeness(one, new) >= _ALIKE:
                    yield _(_CALLED, path=one.path, new=path.name, how=_onward(one.path))

    # --- in the folders beside ------------------------------------------------------------------------------------

    def _from_beside(self) -> None:
        """Decks that were built before the team was named, or before the agenda's file was: where they lay then."""
        first = {one.known_by for one in self._free}
        kinds = {one.kind for one in self._free}
        beside = [*self._beside()]
        asked = [one for one in beside if (one.key in first if one.key else one.kind in kinds)]
        others = [one for one in asked if one.owner == self.wanted.of and one.edited]
        named = [one for one in others if self.wanted.renamed or one.folder.path.name == self.wanted.of]
        self._by_key([one for one in named if one.is_deck and self._ours(one)])
        mine = [one for one in beside if self._ours(one)] if first else []
        self._by_likeness(_latest([one for one in mine if one.orphan and one.is_deck and one.edited]))
        sheets = [one for one in self._sheets(mine) if one in asked]
        self._by_key(_latest(sheets))
        self.told.extend(self._gone_on_elsewhere([one for one in beside if one.began[2]]))
        left = [one for one in (*others, *sheets) if one not in (*self.moves.values(), *self.unsure)]
        for folder in dict.fromkeys(one.folder for one in left):
            there = [one for one in left if one.folder == folder]
            names, whom = ", ".join(one.name for one in there), there[0].whom
            what = _EDITED if self._ours(there[0]) else _OTHERS
            self.told.append(_(what, folder=folder.path, names=names, whom=whom, how=_onward(folder.path)))

    def _sheets(self, beside: Sequence[Found]) -> Iterator[Found]:
        """What is edited there besides decks, of an agenda that was this one: its deck has been known again, or what
        tells it says much the same.
        """
        for source in dict.fromkeys((one.folder, one.owner) for one in beside if one.orphan):
            files = [one for one in beside if (one.folder, one.owner) == source]
            edited = [one for one in files if one.edited and not one.is_deck]
            telling = [one for one in files if one.key and self._tells(one)] if edited else []
            both = ((one, new) for one in telling for new in self.wanted.files if self._tells(new))
            like = (one.kind == new.kind and self.likeness(one, new) >= _ALIKE for one, new in both)
            if any(one in self.moves.values() for one in files) or any(like):
                yield from edited

    def _gone_on_elsewhere(self, decks: Sequence[Found]) -> Iterator[str]:
        """Decks that went on from one that is here, and in which there is something since that this has not."""
        here = [Found(self.wanted.folder, one.name) for one in self.wanted.files]
        for one in decks:
            _taken, left, path = one.began
            now = checksum(one.content or b"")
            for mine in here if path is not None and now != left else ():
                if path is not None and path.resolve() == mine.path.resolve() and mine.began[0] != now:
                    yield _(_GOES_ON, other=one.path, path=mine.path, how=_onward(one.folder.path))

    def _beside(self) -> Iterator[Found]:
        """Files in folders beside this one that are called as theirs are where nobody says otherwise; and what lies
        beside a person's file there.
        """
        here = self.wanted.folder.path
        for list_ in sorted(here.parent.glob(f"*/{LIST}")):
            if list_.parent != here:
                yield from (one for one in Folder(list_.parent).made_before if list_.parent.name.startswith(one.owner))

    # --- what a build that was stopped has left ---------------------------------------------------------------------

    def _done(self) -> Iterator[Found]:
        now = {one.known_by: one.name for one in self.wanted.files if one.name not in self.moves}
        for one in self._pool:
            path = self.wanted.folder.path / now.get(one.key, "")
            if one.key in now and path.is_file():
                states = (state.read_bytes() for state in (path, *earlier(path)))
                if any(state == one.content for state in states):
                    yield one


def _latest(decks: Sequence[Found]) -> list[Found]:
    """Without those that another of them has gone on from, and in which nothing is new since."""
    taken = {(path.resolve(), sum_) for sum_, _left, path in (one.began for one in decks) if path is not None}
    return [one for one in decks if (one.path.resolve(), checksum(one.content or b"")) not in taken]


def _said(deck: DeckFile | None) -> dict[str, frozenset[str]]:
    """What each slide of ours says, by its id without the agenda's name, or a track's room."""
    ours = {} if deck is None else deck.ours
    return {_TRACK.sub("track", id_.partition("/")[2]): form.words for id_, form in ours.items()}
