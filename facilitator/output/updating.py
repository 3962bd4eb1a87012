"""A build into a folder where people have worked: edited decks are merged, other edited files stay, all of it is told.

Beside the files lies a folder with each deck as it was written last: what a person has changed is seen against that.
What is overwritten with a person's work in it lies in a folder of earlier files, the last three of each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cached_property
from os import PathLike
from pathlib import Path, PurePath, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from facilitator.content.terms import Terms
from facilitator.made import Made
from facilitator.messages import _, mark
from facilitator.output.files import checksum, continued, sums_written, write_files
from facilitator.problems import Place, Problem, Problems, WrongArgument, reason

if TYPE_CHECKING:
    from facilitator.merging.merge import Merged

__all__ = ["BASES", "Outcome", "Update", "restore", "update"]

BASES = ".facilitator"
"""The folder of decks as they were written last."""
_KEPT = 3
"""Earlier files of each file."""
_WHEN = "%Y-%m-%d %H.%M.%S"
_EARLIER = re.compile(r" \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d$")

Became = Literal["new", "same", "updated", "merged", "kept", "beside", "rebuilt"]
"""What has become of a file: new; as it was; written again; merged with the person's; the person's, which needs
nothing; written beside the person's; rebuilt over the person's.
"""

_WHY_BESIDE = {
    "edited": mark("{path} has been edited and stays as it is; the new one is {new}"),
    "theirs": mark("{path} was there before and is not ours; the new one is {new}"),
    "template": mark("{path} has been edited, and the agenda asks for another template now; the new deck is {new}"),
    "unread": mark("{path} has been edited and cannot be merged ({reason}); the new deck is {new}"),
}


@dataclass(frozen=True)
class Outcome:
    """What has become of a file."""

    made: Made
    path: Path
    """Where it is now: beside its place, where the person's has that."""
    became: Became
    merged: Merged | None = field(default=None, repr=False)
    told: tuple[str, ...] = ()
    backup: Path | None = None


@dataclass(frozen=True)
class Update:
    """What a build has written, and what it has left."""

    outcomes: tuple[Outcome, ...]

    @property
    def paths(self) -> list[Path]:
        """Where the files are, in order."""
        return [one.path for one in self.outcomes]

    def lines(self) -> Iterator[str]:
        """What became of files that a person has edited."""
        from facilitator.output.told import merged_lines

        for one in self.outcomes:
            yield from one.told
            if one.merged is not None:
                yield from merged_lines(one.path, one.merged, one.backup)

    def data(self) -> list[dict[str, Any]]:
        """The same, as JSON takes it."""
        from facilitator.output.told import merged_data

        return [
            {"kind": one.made.kind, "path": str(one.path), "became": one.became}
            | ({"backup": str(one.backup)} if one.backup else {})
            | ({"slides": merged_data(one.merged)} if one.merged is not None else {})
            for one in self.outcomes
        ]


def update(
    made: Iterable[Made],
    folder: str | PathLike[str],
    terms: Terms,
    *,
    force: bool = False,
    take: Collection[str] | None = (),
    dry_run: bool = False,
    now: datetime | None = None,
) -> Update:
    """Write what has been made into the folder, with what people have made of it there.

    Args:
        made: the files.
        folder: where they go; made if need be.
        terms: the words that names of files are made of.
        force: write everything anew, after a copy of what people have changed.
        take: slides that are to be as the agenda has them: numbers in the person's deck, or ids; None for all.
        dry_run: write nothing.
        now: the time that stands in the names of earlier files; that of the clock when left out.

    Raises:
        WrongArgument: there is no such slide to take.
        Problems: a deck that would be changed is open, a name is none on every system, or the disk says no. Nothing has
            been overwritten then.
    """
    work = _Work(Path(folder), terms, force, take, now or datetime.now())
    files = tuple(made)
    copies = {one.name: tuple(work.copies(one, {other.name for other in files})) for one in files}
    outcomes = tuple(replace(one, told=(*one.told, *copies[one.made.name])) for one in map(work.decide, files))
    _check_taken(take or (), outcomes)
    if not dry_run:
        work.write()
    return Update(outcomes)


def _check_taken(take: Collection[str], outcomes: Sequence[Outcome]) -> None:
    """Refuse slides that are not there, and numbers where there are several decks."""
    if sum(one.made.kind == "deck" for one in outcomes) > 1 and any(one.isdigit() for one in take):
        text = _("there are several decks, and a number says nothing of which; expected the ids of slides, see --json")
        raise WrongArgument(text, "take")
    slides = [slide for one in outcomes if one.merged is not None for slide in one.merged.slides]
    known = {slide.id for slide in slides} | {str(slide.number) for slide in slides if slide.number}
    wrong = [one for one in take if one not in known] if slides else []
    if wrong:
        text = _("the agenda has no slide “{slide}” in an edited deck; expected numbers or ids of its slides")
        raise WrongArgument(text, "take", slide=wrong[0])


@dataclass(frozen=True)
class _Work:
    folder: Path
    terms: Terms
    force: bool
    take: Collection[str] | None
    now: datetime
    files: dict[str, bytes] = field(default_factory=dict)
    """What is to be written, by name …"""
    over: dict[str, bytes] = field(default_factory=dict)
    """… over what, where that is not ours …"""
    ours: dict[str, bytes] = field(default_factory=dict)
    """… and as what it is remembered, where there is a person's work in it."""
    backups: dict[str, bytes] = field(default_factory=dict)

    @cached_property
    def known(self) -> Mapping[str, Sequence[str]]:
        """The checksums of what we wrote."""
        return sums_written(self.folder)

    def write(self) -> None:
        """Copies first, then the files, then what they are seen against next time."""
        bases = {name: content for name, content in self.files.items() if name.startswith(f"{BASES}/")}
        files = {name: content for name, content in self.files.items() if name not in bases}
        write_files(self.folder, self.backups | files | bases, over=self.over, ours=self.ours)
        for name in self.backups:
            if not name.startswith(f"{BASES}/"):
                _forget(self.folder, name)

    def decide(self, made: Made) -> Outcome:
        """What becomes of a file; what is to be written is noted."""
        name, path = made.name, self.folder / made.name
        found = _read(path)
        made = replace(made, content=continued(made, path))
        is_deck = made.kind == "deck"
        if found is None or found == made.content or checksum(found) in self.known.get(name, ()):
            self._take(made, is_deck)
            return Outcome(made, path, "new" if found is None else "same" if found == made.content else "updated")
        if self.force:
            backup = self._back_up(name, found)
            self._take(made, is_deck)
            self.over[name] = found
            return Outcome(
                made, path, "rebuilt", told=(_("{path}: kept as {backup}", path=path, backup=backup),), backup=backup
            )
        return (
            self._merged(made, found) if is_deck else self._beside(made, "edited" if name in self.known else "theirs")
        )

    def copies(self, made: Made, names: Collection[str]) -> Iterator[str]:
        """What to tell of files that are called as copies of a deck are, and are not ours."""
        path = self.folder / made.name
        found = sorted(path.parent.glob(f"{_literal(path.stem)}[- ]*{path.suffix}")) if made.kind == "deck" else ()
        for one in found:
            name = one.relative_to(self.folder).as_posix()
            if name not in self.known and name not in names:
                text = _("{path} is not merged: a copy, such as OneDrive makes when two have the deck open", path=one)
                yield text

    def _take(self, made: Made, is_deck: bool) -> None:
        self.files[made.name] = made.content
        if is_deck:
            self._remember(made)

    def _remember(self, made: Made) -> None:
        """What the deck is seen against next time; whatever stands there is nobody's work."""
        name = f"{BASES}/{made.name}"
        self.files[name] = made.content
        if (found := _read(self.folder / name)) is not None:
            self.over[name] = found

    def _merged(self, made: Made, found: bytes) -> Outcome:
        """A deck that a person has edited."""
        name, path = made.name, self.folder / made.name
        if list(self.known.get(name, ())) == [checksum(made.content)] and self.take is not None and not self.take:
            told = _("{path}: edited by you, and nothing new in the agenda; it stays as it is", path=path)
            return Outcome(made, path, "kept", told=(told,))
        merged = self._attempt(made, found)
        if isinstance(merged, str):
            return self._beside(made, "unread", merged)
        if merged is None:
            return self._beside(made, "theirs")
        from facilitator.merging.merge import TEMPLATE

        if any(clash.unit == TEMPLATE for clash in merged.clashes):
            return self._beside(made, "template")
        self._remember(made)
        self.ours[name] = made.content
        if merged.content is None:
            return Outcome(made, path, "kept", merged)
        _refuse_open(path)
        self.files[name], self.over[name] = merged.content, found
        return Outcome(made, path, "merged", merged, backup=self._back_up(name, found))

    def _attempt(self, made: Made, found: bytes) -> Merged | str | None:
        """The deck merged; why it cannot be; or None, where it is no deck of ours."""
        from lxml import etree

        from facilitator.merging.deck import read_deck
        from facilitator.merging.merge import merge

        path = self.folder / made.name
        try:
            mine, ours = read_deck(path, found), read_deck(path, made.content)
            if made.name not in self.known and mine.id != ours.id:
                return None
            base = self._base(made.name)
            return merge(mine, None if base is None else read_deck(path, base), ours, self.take)
        except Problems as error:
            return error.problems[0].what
        except (etree.LxmlError, AttributeError, KeyError, TypeError, ValueError, IndexError, OSError) as error:
            # A stranger's file may hold anything: whatever it is that cannot be read, the person's file stays.
            return f"{type(error).__name__}: {error}"

    def _base(self, name: str) -> bytes | None:
        """The deck as we wrote it last; None where that is not known for sure."""
        content = _read(self.folder / BASES / name)
        return content if content is not None and checksum(content) in self.known.get(name, ()) else None

    def _beside(self, made: Made, why: str, because: str = "") -> Outcome:
        """Under another name, that of an earlier one of ours where nobody has edited that."""
        pure = PurePosixPath(made.name)
        for number in range(1, 1000):
            words = self.terms.files.new if number == 1 else self.terms.files.again
            name = str(pure.with_name(words.format(name=pure.stem, number=number) + pure.suffix))
            found = _read(self.folder / name)
            if found is None or found == made.content or checksum(found) in self.known.get(name, ()):
                break
        self.files[name] = made.content
        path = self.folder / made.name
        told = _(_WHY_BESIDE[why], path=path, new=name, reason=because)
        return Outcome(made, self.folder / name, "beside", told=(told,))

    def _back_up(self, name: str, found: bytes) -> Path:
        pure = PurePosixPath(name)
        folder = self.folder / pure.with_name(self.terms.files.earlier)
        earlier = _unused(folder, pure, self.now).relative_to(self.folder).as_posix()
        self.backups[earlier] = found
        base = self._base(name)
        if base is not None:
            self.backups[f"{BASES}/{earlier}"] = base
        return self.folder / earlier


def restore(file: str | PathLike[str], *, now: datetime | None = None) -> tuple[Path, Path]:
    """Bring the newest earlier state of a file back; what is there now becomes an earlier one.

    Returns:
        Which earlier file it was, and where what was there now lies.

    Raises:
        Problems: there is no earlier one, the file is open, or the disk says no.
    """
    path = Path(file)
    earlier = _earlier(path)
    if not earlier:
        what = _("there is no earlier state of this file")
        raise Problems.one(what, _("expected a file that a build has merged or rebuilt"), place=Place(str(path)))
    _refuse_open(path)
    newest, now_there = earlier[-1], _read(path)
    folder, when = path.parent, now or datetime.now()
    content = newest.read_bytes()
    base = _read(folder / BASES / newest.relative_to(folder))
    files, over = {path.name: content}, dict[str, bytes]()
    kept = _unused(newest.parent, path, when)
    if now_there is not None:
        inside = str(PurePosixPath(newest.parent.name) / kept.name)
        files = {inside: now_there, **files}
        over[path.name] = now_there
        if (current := _read(folder / BASES / path.name)) is not None:
            over[f"{BASES}/{path.name}"] = current
            files = {f"{BASES}/{inside}": current, **files}
    # Where nobody knows what it was seen against, it is not ours all the same.
    ours = {path.name: base or b""}
    if base is not None:
        files[f"{BASES}/{path.name}"] = base
    write_files(folder, files, over=over, ours=ours)
    return newest, kept


def _earlier(path: Path) -> list[Path]:
    """Earlier states of a file, the newest last."""
    found = path.parent.glob(f"*/{_literal(path.stem)} *{path.suffix}")
    return sorted(one for one in found if _EARLIER.search(one.stem) and one.parent.name != BASES)


def _unused(folder: Path, name: PurePath, when: datetime) -> Path:
    """Where an earlier state of a file goes: under its time, or the next second that no other has."""
    while (path := folder / f"{name.stem} {when:{_WHEN}}{name.suffix}").exists():
        when += timedelta(seconds=1)
    return path


def _literal(text: str) -> str:
    return re.sub(r"([\[*?])", r"[\1]", text)


def _forget(folder: Path, name: str) -> None:
    """Remove the oldest earlier states, as many as there are too many."""
    path = folder / name
    stem = _EARLIER.sub("", path.stem)
    found = sorted(one for one in path.parent.glob(f"{_literal(stem)} *{path.suffix}") if _EARLIER.search(one.stem))
    for one in found[:-_KEPT]:
        with suppress(OSError):
            one.unlink()
        with suppress(OSError):
            (folder / BASES / one.relative_to(folder)).unlink()


def _read(path: Path) -> bytes | None:
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


def _refuse_open(path: Path) -> None:
    """Refuse to change a file that a program has open, by the mark that it leaves beside it."""
    for name in (f"~${path.name}", f"~${path.name[2:]}", f".~lock.{path.name}#"):
        if path.with_name(name).exists():
            what = _("the file is open in another program")
            expected = _("close it there, or remove “{name}” if it is not open any more", name=name)
            raise Problems([Problem(what, expected, place=Place(str(path)))])
