"""A build into a folder where people have worked: edited decks are merged, other edited files stay, all of it is told.

Beside the files lies a folder with each deck as it was written last: what a person has changed is seen against that.
What is overwritten with a person's work in it lies in a folder of earlier files, the last three of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from facilitator.content.terms import Terms
from facilitator.made import Made
from facilitator.messages import _, mark
from facilitator.output.earlier import BASES, earlier, forget, literal, read, refuse_open, unused
from facilitator.output.files import alone, checksum, continued, sums_written, write_files, written_for
from facilitator.output.outcomes import Outcome, Update, left_over, made_of, removed
from facilitator.problems import Place, Problem, Problems, WrongArgument

if TYPE_CHECKING:
    from facilitator.merging.comparing import Merged

__all__ = ["Outcome", "Update", "update"]

_WHY_BESIDE = {
    "edited": mark("{path} has been edited and stays as it is; the new one is {new}"),
    "theirs": mark("{path} was there before and is not ours; the new one is {new}"),
    "template": mark("{path} has been edited, and the agenda asks for another template now; the new deck is {new}"),
    "unread": mark("{path} has been edited and cannot be merged ({reason}); the new deck is {new}"),
}


def update(
    made: Iterable[Made],
    folder: str | PathLike[str],
    terms: Terms,
    *,
    whom: str | None = None,
    of: str = "",
    whole: bool = False,
    renamed: bool = False,
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
        whom: for whom they are, client and team; what was edited for somebody else is not merged.
        of: what they are made of, as `Opened.folder` names it.
        whole: they are all that is made of it: files of it that were written before and are not among them go, unless
            somebody has changed them.
        renamed: whom it was for before is the same under another name.
        force: write everything anew, after a copy of what people have changed.
        take: slides that are to be as the agenda has them: numbers in the person's deck, or ids; None for all.
        dry_run: write nothing.
        now: the time that stands in the names of earlier files; that of the clock when left out.

    Raises:
        WrongArgument: there is no such slide to take.
        Problems: a deck that would be changed is open, a file has been edited for somebody else, a name is none on
            every system, or the disk says no. Nothing has been overwritten then.
    """
    work = _Work(Path(folder), terms, force, take, now or datetime.now(), whom)
    files = tuple(map(_remembering, made))
    with _nobody_else(work.folder, dry_run) as held:
        if not force and not renamed:
            work.refuse_others(files)
        was_for = next((other for one in files if (other := work.other(one)) and (work.folder / one.name).exists()), "")
        copies = {one.name: tuple(work.copies(one, {other.name for other in files})) for one in files}
        outcomes = tuple(replace(one, told=(*one.told, *copies[one.made.name])) for one in map(work.decide, files))
        _check_taken(take or (), outcomes)
        gone = tuple(left_over(outcomes, work.folder, of, whom or "")) if whole and of else ()
        if not dry_run:
            work.write(made_of(outcomes, work.folder, of), held)
            gone = tuple(removed(one, work.folder) for one in gone)
    return Update(outcomes + gone, work.folder, was_for)


def _remembering(made: Made) -> Made:
    """A deck knows how it was written: what a person changes in it is seen against that, wherever it has been."""
    if made.kind != "deck":
        return made
    from facilitator.merging.written import remembering

    return replace(made, content=remembering(made.content))


@contextmanager
def _nobody_else(folder: Path, dry_run: bool) -> Iterator[bool | None]:
    """Whoever builds into the folder at the same time waits, and then sees what has become of it here."""
    if dry_run or not folder.is_dir():
        yield None
    else:
        with alone(folder) as held:
            yield held


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
    whom: str | None = None
    files: dict[str, bytes] = field(default_factory=dict)
    """What is to be written, by name …"""
    over: dict[str, bytes] = field(default_factory=dict)
    """… over what, where that is not ours …"""
    ours: dict[str, bytes] = field(default_factory=dict)
    """… and as what it is remembered, where there is a person's work in it."""
    backups: dict[str, bytes] = field(default_factory=dict)
    were: dict[str, str] = field(default_factory=dict)
    """For whom those were."""

    @cached_property
    def known(self) -> Mapping[str, Sequence[str]]:
        """The checksums of what we wrote."""
        return sums_written(self.folder)

    @cached_property
    def before(self) -> Mapping[str, str]:
        """For whom the files were."""
        return written_for(self.folder)

    def other(self, made: Made) -> str:
        """For whom a file was, where that is somebody else."""
        before = self.before.get(made.name, "")
        return "" if self.whom is None or _plain(before) == _plain(self.whom) else before

    def refuse_others(self, files: Iterable[Made]) -> None:
        """Refuse to mix what somebody has edited for one client with what is made for another.

        Raises:
            Problems: every such file.
        """
        found = [(self.folder / one.name, self.other(one)) for one in files if self.other(one) and self._edited(one)]
        if found:
            raise Problems(Problem(*_others(before, self.whom or ""), place=Place(str(path))) for path, before in found)

    def _edited(self, made: Made) -> bool:
        found = read(self.folder / made.name)
        return found not in (None, made.content) and checksum(found or b"") not in self.known.get(made.name, ())

    def write(self, of: Mapping[str, str], held: bool | None) -> None:
        """Copies first, then the files, then what they are seen against next time; and what they are made ``of``."""
        bases = {name: content for name, content in self.files.items() if name.startswith(f"{BASES}/")}
        files = {name: content for name, content in self.files.items() if name not in bases}
        whom = {} if self.whom is None else dict.fromkeys(files, self.whom)
        whom |= self.were
        write_files(
            self.folder, self.backups | files | bases, over=self.over, ours=self.ours, whom=whom, of=of, held=held
        )
        for name in self.backups:
            if not name.startswith(f"{BASES}/"):
                forget(self.folder, name)

    def decide(self, made: Made) -> Outcome:
        """What becomes of a file; what is to be written is noted."""
        name, path = made.name, self.folder / made.name
        found = read(path)
        content, memory = continued(made, path, self.folder / BASES / name)
        made = replace(made, content=content)
        if memory:
            self._remember(name, memory)
        is_deck = made.kind == "deck"
        if found is None or found == made.content or checksum(found) in self.known.get(name, ()):
            if found is not None and found != made.content:
                refuse_open(path)
            self._take(made, is_deck)
            return Outcome(made, path, "new" if found is None else "same" if found == made.content else "updated")
        if self.force:
            refuse_open(path)
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
        found = sorted(path.parent.glob(f"{literal(path.stem)}[- ]*{path.suffix}")) if made.kind == "deck" else ()
        for one in found:
            name = one.relative_to(self.folder).as_posix()
            if name not in self.known and name not in names:
                text = _("{path} is not merged: a copy, such as OneDrive makes when two have the deck open", path=one)
                yield text

    def _take(self, made: Made, is_deck: bool) -> None:
        self.files[made.name] = made.content
        if is_deck:
            self._remember(made.name, made.content)

    def _remember(self, name: str, content: bytes) -> None:
        """What the file is seen against next time; whatever stands there is nobody's work."""
        name = f"{BASES}/{name}"
        self.files[name] = content
        if (found := read(self.folder / name)) is not None:
            self.over[name] = found

    def _merged(self, made: Made, found: bytes) -> Outcome:
        """A deck that a person has edited."""
        name, path = made.name, self.folder / made.name
        if self._nothing_new(made, found):
            told = _("{path}: edited by you, and nothing new in the agenda; it stays as it is", path=path)
            return Outcome(made, path, "kept", told=(told,))
        merged = self._attempt(made, found)
        if isinstance(merged, str):
            return self._beside(made, "unread", merged)
        if merged is None:
            return self._beside(made, "theirs")
        from facilitator.merging.comparing import TEMPLATE

        if any(clash.unit == TEMPLATE for clash in merged.clashes):
            return self._beside(made, "template")
        self._remember(name, made.content)
        self.ours[name] = made.content
        if merged.content is None:
            return Outcome(made, path, "kept", merged)
        refuse_open(path)
        self.files[name], self.over[name] = merged.content, found
        return Outcome(made, path, "merged", merged, backup=self._back_up(name, found))

    def _nothing_new(self, made: Made, found: bytes) -> bool:
        """Whether their file has seen this very deck: an older copy that has come back has not."""
        from facilitator.merging.written import stamp

        if self.take is None or self.take or list(self.known.get(made.name, ())) != [checksum(made.content)]:
            return False
        return stamp(found) in ("", stamp(made.content))

    def _attempt(self, made: Made, found: bytes) -> Merged | str | None:
        """The deck merged; why it cannot be; or None, where it is no deck of ours."""
        from lxml import etree

        from facilitator.merging.deck import read_deck
        from facilitator.merging.merge import merge

        path = self.folder / made.name
        try:
            mine, ours = read_deck(path, found), read_deck(path, made.content)
            own = mine.written
            if own is not None and own.id != ours.id:
                own = None
            if own is None and made.name not in self.known and mine.id != ours.id:
                return None
            listed = None if own is not None else self._base(made.name)
            return merge(mine, own if listed is None else read_deck(path, listed), ours, self.take)
        except Problems as error:
            return error.problems[0].what
        except (etree.LxmlError, AttributeError, KeyError, TypeError, ValueError, IndexError, OSError) as error:
            # A stranger's file may hold anything: whatever it is that cannot be read, the person's file stays.
            return f"{type(error).__name__}: {error}"

    def _base(self, name: str) -> bytes | None:
        """The deck as we wrote it last; None where that is not known for sure."""
        content = read(self.folder / BASES / name)
        return content if content is not None and checksum(content) in self.known.get(name, ()) else None

    def _beside(self, made: Made, why: str, because: str = "") -> Outcome:
        """Under another name, that of an earlier one of ours where nobody has edited that."""
        pure = PurePosixPath(made.name)
        for number in range(1, 1000):
            words = self.terms.files.new if number == 1 else self.terms.files.again
            name = str(pure.with_name(words.format(name=pure.stem, number=number) + pure.suffix))
            found = read(self.folder / name)
            if found is None or found == made.content or checksum(found) in self.known.get(name, ()):
                break
        self.files[name] = made.content
        path = self.folder / made.name
        told = _(_WHY_BESIDE[why], path=path, new=name, reason=because)
        return Outcome(made, self.folder / name, "beside", told=(told,))

    def _back_up(self, name: str, found: bytes) -> Path:
        """Where a copy of what was found lies: a new one, unless the newest that there is says the same."""
        before = earlier(self.folder / name)
        if before and read(before[-1]) == found:
            return before[-1]
        pure = PurePosixPath(name)
        folder = self.folder / pure.with_name(self.terms.files.earlier)
        copy = unused(folder, pure, self.now).relative_to(self.folder).as_posix()
        self.backups[copy], self.were[copy] = found, self.before.get(name, "")
        base = self._base(name)
        if base is not None:
            self.backups[f"{BASES}/{copy}"] = base
        return self.folder / copy


def _plain(whom: str) -> str:
    """A name without what makes nobody another: capitals, and how much space there is."""
    return " ".join(whom.casefold().split())


def _others(before: str, whom: str) -> tuple[str, str]:
    """What is wrong with merging what was edited for one into what is made for another, and what is expected."""
    what = _("the file has been edited for “{before}”, and this build is for “{whom}”", before=before, whom=whom)
    if not whom:
        what = _("the file has been edited for “{before}”, and this build names no client", before=before)
    return what, _(
        "expected another folder (--out); --renamed where it is the same client under another name; "
        "or --force to build anew, after a copy"
    )
