"""What earlier builds have left: files as they are and as the list knows them; earlier states of those that people have
worked on, the last three of each, kept in a folder and brought back.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from io import BytesIO
from itertools import islice
from os import PathLike
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from facilitator.made import is_deck
from facilitator.messages import Place, Problem, Problems, _, mark, reason
from facilitator.output import AS, BEGAN, FOR, FROM, LIST, OF, REMEMBERED, checksum, listed, sums_written, write_files

if TYPE_CHECKING:
    from facilitator.merging.deck import DeckFile

__all__ = [
    "BASES", "Folder", "Found", "beginnings", "deck_in", "earlier", "forget", "lines_in", "literal", "made_from",
    "place_of", "read", "refuse_open", "restore", "unused",
]  # fmt: skip

BASES = ".facilitator"
"""The folder of decks as they were written last."""
_STAYS = mark("{path} is open in another program and cannot be removed; all that is in it has its new name already")
_NONE = mark("there is no edited deck here that a build has written")
_KEPT = 3
"""Earlier files of each file."""
_WHEN = "%Y-%m-%d %H.%M.%S"
_STAMP = len("2026-01-31 23.59.59")
_EARLIER = re.compile(r" \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d$")


def restore(file: str | PathLike[str], *, now: datetime | None = None) -> tuple[Path, Path | None]:
    """Bring the newest earlier state of a file back; what is there now becomes an earlier one.

    Returns:
        Which earlier file it was, and where what was there now lies; None where nothing was.

    Raises:
        Problems: there is no earlier one, the file is open, or the disk says no.
    """
    path = Path(file)
    before = earlier(path)
    if not before:
        what = _("there is no earlier state of this file")
        raise Problems.one(what, _("expected a file that a build has merged or rebuilt"), place=Place(str(path)))
    refuse_open(path)
    newest, now_there = before[-1], read(path)
    folder = _built(path)
    here = path.absolute().parent.relative_to(folder)
    name, came = (here / path.name).as_posix(), (here / newest.relative_to(path.parent)).as_posix()
    base = read(folder / BASES / came)
    files, over = {name: newest.read_bytes()}, dict[str, bytes]()
    kept = unused(newest.parent, path, now or datetime.now())
    was = listed(folder, FOR)
    whom = {name: was.get(came, "")}
    if now_there is not None:
        inside = (here / kept.relative_to(path.parent)).as_posix()
        files = {inside: now_there, **files}
        over[name] = now_there
        whom[inside] = was.get(name, "")
        if (current := read(folder / BASES / name)) is not None:
            over[f"{BASES}/{name}"] = current
            files = {f"{BASES}/{inside}": current, **files}
    if base is not None:
        files[f"{BASES}/{name}"] = base
    # Where nobody knows what it was seen against, it is not ours all the same.
    write_files(folder, files, over=over, ours={name: base or b""}, told={FOR: whom})
    return newest, None if now_there is None else kept


def _built(path: Path) -> Path:
    """The folder that a file was built into, which has the list with it: its own, or one above, for a part of a
    programme has a folder within that. Of a folder, that or the one around it that has a list.
    """
    there = path.absolute()
    if there.is_dir():
        return next((one for one in (there, *there.parents) if (one / LIST).is_file()), there)
    listing = (one for one in there.parents if there.relative_to(one).as_posix() in sums_written(one))
    return next(listing, there.parent)


def made_from(file: str | PathLike[str]) -> Path | None:
    """The file of the agenda or programme that a file was made of, as the list tells; None where it does not."""
    folder = _built(Path(file))
    source = listed(folder, FROM).get(Path(file).absolute().relative_to(folder).as_posix())
    return None if source is None else folder / source


def earlier(path: Path) -> list[Path]:
    """Earlier states of a file, the newest last."""
    found = path.parent.glob(f"*/{literal(path.stem)} *{path.suffix}")
    states = (one for one in found if _EARLIER.search(one.stem) and one.parent.name != BASES)
    return sorted(states, key=lambda one: one.stem[-_STAMP:])


def unused(folder: Path, name: PurePath, when: datetime) -> Path:
    """Where an earlier state of a file goes: under its time, or the next second that no other has."""
    while (path := folder / f"{name.stem} {when:{_WHEN}}{name.suffix}").exists():
        when += timedelta(seconds=1)
    return path


def literal(text: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", text)


def forget(folder: Path, name: str) -> None:
    """Remove the oldest earlier states, as many as there are too many; one that is not as we wrote it stays."""
    path, known = folder / name, sums_written(folder)
    stem = _EARLIER.sub("", path.stem)
    found = sorted(one for one in path.parent.glob(f"{literal(stem)} *{path.suffix}") if _EARLIER.search(one.stem))
    ours = [one for one in found if checksum(one.read_bytes()) in known.get(one.relative_to(folder).as_posix(), ())]
    for one in ours[:-_KEPT]:
        with suppress(OSError):
            one.unlink()
        with suppress(OSError):
            (folder / BASES / one.relative_to(folder)).unlink()


def read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except IsADirectoryError:
        what = _("the file cannot be written: a folder has its name")
        raise Problems.one(what, place=Place(str(path))) from None
    except OSError as error:
        what = _("the file cannot be read: {reason}", reason=reason(error))
        expected = _("expected it to be closed in other programs and not read-only")
        raise Problems.one(what, expected, place=Place(str(path))) from None


def refuse_open(path: Path) -> None:
    """Refuse to change a file that a program has open, by the mark that it leaves beside it."""
    for name in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#"):
        if path.with_name(name).exists():
            what = _("the file is open in another program")
            expected = _("close it there, or remove “{name}” if it is not open any more", name=name)
            raise Problems([Problem(what, expected, place=Place(str(path)))])


# --- files as they are, and as the list knows them ------------------------------------------------------------------


@dataclass(frozen=True)
class Folder:
    """A folder that builds have written into."""

    path: Path

    @cached_property
    def sums(self) -> Mapping[str, Sequence[str]]:
        """The checksums of what was written, by name."""
        return sums_written(self.path)

    @cached_property
    def told(self) -> Mapping[str, Mapping[str, str]]:
        """What else the list tells, by what and by name."""
        return {what: listed(self.path, what) for what in REMEMBERED}

    @cached_property
    def made_before(self) -> Sequence[Found]:
        """What is there of what builds have made, what lies beside a person's file too."""
        found = (Found(self, name) for name in sorted(self.told[OF]))
        return [one for one in found if one.path.is_file()]

    @property
    def files(self) -> Sequence[Found]:
        """The same without what lies beside."""
        return [one for one in self.made_before if one.key]


@dataclass(frozen=True)
class Found:
    """A file as it is now, and as the list knows it."""

    folder: Folder = field(repr=False)
    name: str
    nothing: bool = False
    """There is none, whatever lies in its place."""

    @property
    def path(self) -> Path:
        return self.folder.path / self.name

    @cached_property
    def content(self) -> bytes | None:
        return None if self.nothing else read(self.path)

    @property
    def sums(self) -> Sequence[str]:
        """The checksums that it may have as we wrote it."""
        return () if self.nothing else self.folder.sums.get(self.name, ())

    @cached_property
    def edited(self) -> bool:
        return self.content is not None and checksum(self.content) not in self.sums

    @cached_property
    def base(self) -> bytes | None:
        """The deck as we wrote it last; None where that is not known for sure."""
        content = None if self.nothing else read(self.folder.path / BASES / self.name)
        return content if content is not None and checksum(content) in self.sums else None

    def base_of(self, deck: DeckFile) -> tuple[DeckFile | None, bool]:
        """How this file, read, was written by us: as it remembers or, of the states that are kept, the one that its tag
        names, else the one that it differs least from; and whether that is known for sure.
        """
        from facilitator.merging import built_by

        if deck.written is not None:
            return deck.written, True
        build, states = built_by(deck.presentation), [*self._states()]
        named = next((state for name, state in states if name and name == build), None)
        nearest = min((state for _name, state in states), key=lambda state: len(state.said ^ deck.said), default=None)
        return named or nearest, named is not None

    def _states(self) -> Iterator[tuple[str, DeckFile]]:
        """The deck as builds wrote it, as far as that is kept, by what tags name it: the last time, and before its
        earlier states.
        """
        from facilitator.merging import built_by

        paths = [] if self.nothing else earlier(self.path)
        before = [Found(self.folder, path.relative_to(self.folder.path).as_posix()) for path in reversed(paths)]
        for content in (self.base, *(content for one in before for content in (one.base, one.content))):
            found = None if content is None else deck_in(self.path, content)
            if found is not None and found.written is not None:
                yield built_by(found.presentation), found.written

    @property
    def whom(self) -> str:
        return "" if self.nothing else self.folder.told[FOR].get(self.name, "")

    @property
    def key(self) -> str:
        return self.folder.told[AS].get(self.name, "")

    @property
    def kind(self) -> str:
        return self.folder.told[OF].get(self.name, "").partition(" of ")[0]

    @property
    def is_deck(self) -> bool:
        """Whether it is one of our decks."""
        return is_deck(self.kind, self.name)

    @property
    def owner(self) -> str:
        """The agenda or programme that it was made of."""
        return self.folder.told[OF].get(self.name, "").partition(" of ")[2]

    @property
    def orphan(self) -> bool:
        """Whether the agenda's file that it was made of is gone: renamed, or moved away."""
        source = self.folder.told[FROM].get(self.name)
        return source is not None and not (self.folder.path / source).exists()

    @property
    def began(self) -> tuple[str, str, Path | None]:
        """The deck of another folder that it has gone on from: the checksum of that, its own then, and where it is."""
        taken, left, path = (self.folder.told[BEGAN].get(self.name, "") + "  ").split(" ", 2)
        return taken, left, self.folder.path / path.strip() if path.strip() else None

    @property
    def place(self) -> str:
        return place_of(self.name)

    def removed(self) -> Iterator[str]:
        """Take it away, with what it is seen against, and its folder where nothing else is in that; what cannot go."""
        try:
            self.path.unlink(missing_ok=True)
        except OSError:
            yield _(_STAYS, path=self.path)
            return
        for path in (self.path, self.folder.path / BASES / self.name):
            path.unlink(missing_ok=True)
            for parent in islice(path.parents, len(PurePosixPath(self.name).parents) - 1):
                with suppress(OSError):
                    parent.rmdir()

    @cached_property
    def as_written(self) -> DeckFile | None:
        """The deck as we wrote it, or else as it is; None where it cannot be read."""
        if self.base is not None:
            return deck_in(self.path, self.base)
        found = deck_in(self.path, self.content or b"")
        return found and (found.written or found)


def beginnings(path: Path, here: Folder) -> list[Found]:
    """The deck, or the edited decks in the folder; what a build can go on from.

    Raises:
        Problems: there is none.
    """
    root = _built(path)
    inside = path.absolute().relative_to(root)
    shown = root if path.is_absolute() else Path(os.path.relpath(root))
    folder = here if here.path.absolute() == root else Folder(shown)
    if path.is_dir():
        decks = (one for one in folder.files if one.is_deck and inside in Path(one.name).parents)
        found = [one for one in decks if one.edited]
    else:
        found = [Found(folder, inside.as_posix())] if path.is_file() else []
    if not found:
        expected = _("expected a deck, or the folder that one was built into")
        raise Problems.one(_(_NONE), expected, place=Place(str(path)))
    return found


def place_of(name: str) -> str:
    """The folder of the part that a file is of; ``.`` where it is of none."""
    return str(PurePosixPath(name).parent)


def deck_in(path: Path, content: bytes) -> DeckFile | None:
    """The deck; None where it cannot be read."""
    from lxml import etree

    from facilitator.merging.deck import read_deck

    try:
        return read_deck(path, content)
    except (Problems, etree.LxmlError, ValueError, KeyError):
        return None


def lines_in(content: bytes) -> frozenset[str]:
    """The paragraphs of a Word file, those in its tables too; none where it cannot be read."""
    from docx import Document
    from docx.oxml.ns import qn
    from lxml import etree

    try:
        body = Document(BytesIO(content)).element.body
    except (BadZipFile, etree.LxmlError, ValueError, KeyError):
        return frozenset()
    texts = ("".join(one.text or "" for one in line.iter(qn("w:t"))) for line in body.iter(qn("w:p")))
    return frozenset(filter(str.strip, texts))
