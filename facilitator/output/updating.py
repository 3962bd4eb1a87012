"""A build into a folder where people have worked: edited decks are merged, other edited files stay, all of it is told.

Beside the files lies a folder with each deck as it was written last: what a person has changed is seen against that.
What is overwritten with a person's work in it lies in a folder of earlier files, the last three of each.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from os import PathLike
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from facilitator.content.terms import Terms
from facilitator.made import Made
from facilitator.messages import Place, Problem, Problems, _, mark
from facilitator.output import BEGAN, FOR, alone, checksum, continued, write_files
from facilitator.output.earlier import BASES, Folder, Found, earlier, forget, read, refuse_open, unused
from facilitator.output.known_again import Known, Wanted, going_on, known_again, same_client
from facilitator.output.outcomes import (
    Outcome,
    Update,
    called,
    check_taken,
    copies,
    left,
    left_over,
    lying_beside,
    others,
    remembered,
    removed,
    seen_from,
    strangers,
    taken_of,
)

if TYPE_CHECKING:
    from facilitator.merging.comparing import Merged

__all__ = ["Outcome", "Update", "update"]

_WHY_BESIDE = {
    "edited": mark("{path} has been edited and stays as it is; the new one is {new}"),
    "theirs": mark("{path} was there before, and no build here is known to have written it; the new one is {new}"),
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
    named: str = "",
    source: Path | None = None,
    only: Collection[str] = (),
    whole: bool = False,
    renamed: bool = False,
    begin: str | PathLike[str] | None = None,
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
        of: what they are made of, the agenda or programme, as `Opened.name` names it.
        named: what the folder is called where nobody says otherwise, as `Opened.folder` does: decks that were built
            before there was a team are looked for beside it.
        source: the file that they are made of.
        only: the kinds that are made, where that is not all.
        whole: they are all that is made of it: files of it that were written before and are not among them go, unless
            somebody has changed them.
        renamed: whom it was for before is the same under another name.
        begin: a deck, or a folder with decks, to go on from instead of those that are there.
        force: write everything anew, after a copy of what people have changed.
        take: slides that are to be as the agenda has them: numbers in the person's deck, or ids, of several decks with
            the deck before them, ``1-workshop:12``; None for all.
        dry_run: write nothing.
        now: the time that stands in the names of earlier files; that of the clock when left out.

    Raises:
        WrongArgument: there is no such slide to take.
        Problems: a deck that would be changed is open, a file has been edited for somebody else, a name is none on
            every system, it is not certain what to go on from, or the disk says no. Nothing has been overwritten then.
    """
    files = tuple(made)
    with _nobody_else(Path(folder), dry_run) as held:
        wanted = Wanted(files, of, whom or "", Folder(Path(folder)), named, renamed or whom is None, begin is not None)
        known = known_again(wanted) if of else Known()
        if begin is not None:
            begun = going_on(wanted, Path(begin))
            known = Known({**known.moves, **begun.moves}, known.done, [*begun.told, *known.told], known.unsure)
        beside = lying_beside(wanted, known.moves) if of else {}
        work = _Work(wanted.folder, terms, force, take, now or datetime.now(), whom, known.moves, beside, called(files))
        if not force and not renamed and begin is None:
            work.refuse_others(files)
        was_for = next((other for one in files if (other := work.other(one)) and work.is_here(one.name)), "")
        ours = {*wanted.folder.sums, *(one.name for one in files)}
        told = {one.name: tuple(copies(one, wanted.folder.path, ours, known.moves)) for one in files}
        outcomes = tuple(replace(one, told=(*one.told, *told[one.made.name])) for one in map(work.decide, files))
        check_taken(take or (), outcomes, work.called)
        outcomes += tuple(work.along())
        work.gone.extend(known.done)
        names = [one.name for one in work.gone]
        gone = tuple(left_over(outcomes, wanted, names, only, whole=whole, told=known.unsure)) if of else ()
        work.told.extend(strangers([*work.gone, *gone], work.files, work.folder, ours))
        if not dry_run:
            work.write(remembered(outcomes, work.folder, of, source), held)
            gone = tuple(removed(one, work.folder) for one in gone)
    return Update(outcomes + gone, work.folder, was_for, (*known.told, *work.told))


@contextmanager
def _nobody_else(folder: Path, dry_run: bool) -> Iterator[bool | None]:
    """Whoever builds into the folder at the same time waits, and then sees what has become of it here."""
    with nullcontext() if dry_run or not folder.is_dir() else alone(folder) as held:
        yield held


@dataclass(frozen=True)
class _Work:
    here: Folder
    terms: Terms
    force: bool
    take: Collection[str] | None
    now: datetime
    whom: str | None = None
    moves: Mapping[str, Found] = field(default_factory=dict)
    """Which files were something else before, by the name of the new one."""
    beside: Mapping[str, Found] = field(default_factory=dict)
    """The same of what lies beside a person's file."""
    called: Mapping[str, str] = field(default_factory=dict)
    """What each deck is called, where there are several."""
    files: dict[str, bytes] = field(default_factory=dict)
    """What is to be written, by name …"""
    over: dict[str, bytes] = field(default_factory=dict)
    """… over what, where that is not ours …"""
    ours: dict[str, bytes] = field(default_factory=dict)
    """… and as what it is remembered, where there is a person's work in it …"""
    sums: dict[str, Sequence[str]] = field(default_factory=dict)
    """… or by which checksums."""
    backups: dict[str, bytes] = field(default_factory=dict)
    were: dict[str, str] = field(default_factory=dict)
    """For whom those were."""
    gone: list[Found] = field(default_factory=list)
    """What is called otherwise now: it goes when all else is written."""
    told: list[str] = field(default_factory=list)

    @property
    def folder(self) -> Path:
        return self.here.path

    def was(self, name: str) -> Found:
        """What a file was before: the one of its name, or what has been known again."""
        return self.moves.get(name) or Found(self.here, name)

    def is_here(self, name: str) -> bool:
        """Whether there was anything in this folder that it was before."""
        return self.was(name).folder == self.here and self.was(name).content is not None

    def other(self, made: Made) -> str:
        """For whom a file was, where that is somebody else."""
        before = self.was(made.name).whom
        return "" if self.whom is None or same_client(before, self.whom) else before

    def refuse_others(self, files: Iterable[Made]) -> None:
        """Refuse to mix what somebody has edited for one client with what is made for another.

        Raises:
            Problems: every such file.
        """
        were = [(self.was(one.name), other) for one in files if (other := self.other(one)) and self._edited(one)]
        if were:
            raise Problems(Problem(*others(to, self.whom or ""), place=Place(str(one.path))) for one, to in were)

    def _edited(self, made: Made) -> bool:
        return (was := self.was(made.name)).edited and was.content != made.content

    def write(self, told: Mapping[str, Mapping[str, str]], held: bool | None) -> None:
        """Copies first, then the files, then what they are seen against next time; and what to remember of them.

        What is called otherwise now goes when all of that is there.
        """
        bases = {name: content for name, content in self.files.items() if name.startswith(f"{BASES}/")}
        files = {name: content for name, content in self.files.items() if name not in bases}
        whom = {} if self.whom is None else dict.fromkeys(files, self.whom)
        began = {name: f"{checksum(was.content or b'')} {checksum(files[name])} {seen_from(self.folder, was.path)}"
                 for name, was in self.moves.items() if was.folder != self.here}  # fmt: skip
        told = {**told, FOR: whom | self.were, BEGAN: began}
        all_ = self.backups | files | bases
        write_files(self.folder, all_, over=self.over, ours=self.ours, sums=self.sums, told=told, held=held)
        for name in self.backups:
            if not name.startswith(f"{BASES}/"):
                forget(self.folder, name)
        self.told.extend(told for one in self.gone if one.name not in all_ for told in one.removed())

    def decide(self, made: Made) -> Outcome:
        """What becomes of a file; what is to be written is noted."""
        name, was = made.name, self.was(made.name)
        content, memory = continued(made, *([] if was.nothing else [was.path, was.folder.path / BASES / was.name]))
        made = replace(made, content=content)
        if memory:
            self._remember(name, memory)
        outcome = replace(self._became(made, was), called=self.called.get(name, ""))
        return self._moved(outcome, was) if name in self.moves else outcome

    def _became(self, made: Made, was: Found) -> Outcome:
        name, path, found = made.name, self.folder / made.name, was.content
        is_deck = made.is_deck
        if found is None or found == made.content or not was.edited:
            if found is not None and found != made.content:
                refuse_open(was.path)
            self._take(made, is_deck)
            return Outcome(made, path, "new" if found is None else "same" if found == made.content else "updated")
        if self.force:
            refuse_open(was.path)
            backup = self._back_up(name, was)
            self._take(made, is_deck)
            self.over[name] = found
            told = _("{path}: kept as {backup}", path=path, backup=backup)
            return Outcome(made, path, "rebuilt", told=(told,), backup=backup)
        if self._nothing_new(made, was):
            told = _("{path}: edited by you, and nothing new in the agenda; it stays as it is", path=path)
            return Outcome(made, path, "kept", told=(told,))
        return self._merged(made, was) if is_deck else self._beside(made, "edited" if was.sums else "theirs")

    def _moved(self, outcome: Outcome, was: Found) -> Outcome:
        """The same where the file was another before: all that there is of it gets the new name."""
        name, there = outcome.made.name, Found(self.here, outcome.made.name)
        if there.content is not None:
            self.over[name] = there.content
            if there.edited and there not in self.moves.values():
                backup = self._back_up(name, there)
                told = _("{path}: another that you have edited lay there; it is kept as {backup}",
                         path=outcome.path, backup=backup)  # fmt: skip
                outcome = replace(outcome, told=(*outcome.told, told))
        if was.nothing or was.content is None:
            return outcome
        if name not in self.files:
            self.files[name] = was.content
            if name not in self.ours:
                self.sums[name] = was.sums
            if was.base is not None and f"{BASES}/{name}" not in self.files:
                self._remember(name, was.base)
        if was.folder != self.here:
            return replace(outcome, was=was.path, copied=True)
        refuse_open(was.path)
        self.gone.append(was)
        for state in earlier(was.path):
            self._moved_state(Found(self.here, state.relative_to(self.folder).as_posix()), was, PurePosixPath(name))
        return replace(outcome, was=was.path)

    def along(self) -> Iterator[Outcome]:
        """What lies beside a person's file goes where that goes."""
        for name, was in self.beside.items():
            refuse_open(was.path)
            self.gone.append(was)
            if name not in self.files:
                self.over[name] = read(self.folder / name) or b""
                self.files[name], self.sums[name], self.were[name] = was.content or b"", was.sums, was.whom
                yield left(was, name)
            else:
                self.told.append(_("{was} is {now} now", was=was.path, now=self.folder / name))

    def _moved_state(self, state: Found, was: Found, name: PurePosixPath) -> None:
        """An earlier state goes where its file goes."""
        behind = state.path.stem.removeprefix(was.path.stem)
        new = str(name.parent / state.path.parent.name / f"{name.stem}{behind}{name.suffix}")
        if state.content is None or read(self.folder / new) is not None:
            return
        self.backups[new], self.were[new], self.sums[new] = state.content, state.whom, state.sums
        if state.base is not None:
            self.backups[f"{BASES}/{new}"] = state.base
        self.gone.append(state)

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

    def _merged(self, made: Made, was: Found) -> Outcome:
        """A deck that a person has edited."""
        name, path, found = made.name, self.folder / made.name, was.content or b""
        merged = self._attempt(made, was)
        if merged is None or isinstance(merged, str):
            return self._beside(made, "unread", merged) if merged else self._beside(made, "theirs")
        from facilitator.merging.comparing import TEMPLATE

        if any(clash.unit == TEMPLATE for clash in merged.clashes):
            return self._beside(made, "template")
        self._remember(name, made.content)
        self.ours[name] = made.content
        if merged.content is None:
            return Outcome(made, path, "kept", merged)
        refuse_open(was.path)
        self.files[name], self.over[name] = merged.content, found
        return Outcome(made, path, "merged", merged, backup=self._back_up(name, was))

    def _nothing_new(self, made: Made, was: Found) -> bool:
        """Whether their file has seen this very one, nothing in it open: an older copy of a deck has not."""
        same = list(was.sums) == [checksum(made.content)]
        if not same or not made.is_deck:
            return same
        from facilitator.merging import seen

        return self.take is not None and not self.take and seen(was.content or b"", made.content)

    def _attempt(self, made: Made, was: Found) -> Merged | str | None:
        """The deck merged; why it cannot be; or None, where it is no deck of ours."""
        from lxml import etree

        from facilitator.merging.deck import read_deck
        from facilitator.merging.merge import merge

        path = self.folder / made.name
        try:
            ours = read_deck(path, made.content)
            mine = read_deck(path, was.content or b"")
            base, sure = was.base_of(mine)
            if made.name in self.moves or was.sums:  # What it was made of may have had another name.
                mine, base = mine.under(ours.id), base and base.under(ours.id)
            base = base if base is not None and base.id == ours.id else None
            if base is None and not was.sums and mine.id != ours.id:
                return None
            take = taken_of(self.take, self.called.get(made.name, ""))
            return merge(mine, base, ours, take, sure=sure or base is None)
        except Problems as error:
            return error.problems[0].what
        except (etree.LxmlError, AttributeError, KeyError, TypeError, ValueError, IndexError, OSError) as error:
            # A stranger's file may hold anything: whatever it is that cannot be read, the person's file stays.
            return f"{type(error).__name__}: {error}"

    def _beside(self, made: Made, why: str, because: str = "") -> Outcome:
        """Under another name, that of an earlier one of ours where nobody has edited that."""
        pure = PurePosixPath(made.name)
        for number in range(1, 1000):
            words = self.terms.files.new if number == 1 else self.terms.files.again
            name = str(pure.with_name(words.format(name=pure.stem, number=number) + pure.suffix))
            there = self.beside.get(name, Found(self.here, name))
            if there.content is not None and list(there.sums) == [checksum(made.content)]:
                break  # It is this very one, whoever has edited it.
            if self._is_free(name, made):
                self.files[name] = made.content
                break
        told = _(_WHY_BESIDE[why], path=self.folder / made.name, new=name, reason=because)
        return Outcome(made, self.folder / name, "beside", told=(told,))

    def _is_free(self, name: str, made: Made) -> bool:
        """Whether a file may be written under a name: no edited one lies there, or is to lie there."""
        there, coming = Found(self.here, name), self.beside.get(name)
        if going := there in self.beside.values():
            self.over[name] = there.content or b""
        free = going or not there.edited or there.content == made.content
        return free and not (coming and coming.edited)

    def _back_up(self, name: str, was: Found) -> Path:
        """Where a copy of what was found lies: a new one, unless the newest that there is says the same."""
        before = earlier(self.folder / name)
        if before and read(before[-1]) == was.content:
            return before[-1]
        pure = PurePosixPath(name)
        folder = self.folder / pure.with_name(self.terms.files.earlier)
        copy = unused(folder, pure, self.now).relative_to(self.folder).as_posix()
        self.backups[copy], self.were[copy] = was.content or b"", was.whom
        if was.base is not None:
            self.backups[f"{BASES}/{copy}"] = was.base
        return self.folder / copy
