"""What has become of the files of a build, in words and as data; and of those that nothing asks for any more."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

from facilitator.made import Made
from facilitator.messages import Problems, WrongArgument, _, at_terminal, mark
from facilitator.output import AS, FROM, OF
from facilitator.output.earlier import BASES, Found, literal, refuse_open
from facilitator.output.known_again import Wanted, same_client

if TYPE_CHECKING:
    from facilitator.merging.comparing import Merged

__all__ = [
    "Outcome", "Update", "called", "check_taken", "copies", "left", "left_over", "lying_beside", "others", "remembered",
    "removed", "seen_from", "strangers", "taken_of",
]  # fmt: skip

Became = Literal["new", "same", "updated", "merged", "kept", "beside", "rebuilt", "removed", "left"]
"""What has become of a file: new; as it was; written again; merged with the person's; the person's, which needs
nothing; written beside the person's; rebuilt over the person's. One that is not asked for any more: removed, or left
for a person's work in it.
"""

_NOT_ASKED = {
    "removed": mark("{path}: removed, for nothing asks for it any more"),
    "later": mark("{path}: nothing asks for it any more; the next build of everything removes it"),
    "left": mark("{path}: edited by you, and stays; nothing asks for it any more"),
    "beside": mark("{path}: edited by you too, and stays"),
    "listless": mark("{path}: stays as it is; it was made for a list of participants, and this build has none"),
    "open": mark("{path}: nothing asks for it any more, but it is open in another program and cannot be removed"),
}
_DECKS = ("deck", "overview")


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
    was: Path | None = None
    """Where it was before, under another name …"""
    copied: bool = False
    """… and is still, for that is another folder."""
    called: str = ""
    """What to call the deck where slides are named, among several."""

    def lines(self) -> Iterator[str]:
        """What is to know of it."""
        if self.was and self.copied:
            yield _(
                "{path} goes on from {was}, which stays as it is: edit the new one from now on",
                path=self.path.with_name(PurePosixPath(self.made.name).name),
                was=self.was,
            )
        yield from self.told
        if self.merged is None and self.made.kind in _DECKS:
            yield from self.made.told
        if self.merged is not None:
            from facilitator.output.told import merged_lines  # With it comes python-pptx, which few builds need.

            yield from merged_lines(self.path, self.merged, self.backup, self.called)

    def data(self) -> dict[str, Any]:
        """The same, as JSON takes it."""
        found: dict[str, Any] = {"kind": self.made.kind, "path": str(self.path), "became": self.became}
        if self.made.name.endswith(".pdf"):
            found |= {"pages": self.made.pages, "print": [*self.made.told]}
        if told := [*self.told, *(self.made.told if self.made.kind in _DECKS else ())]:
            found["told"] = told
        if self.was:
            found |= {"was": str(self.was), "copied": self.copied}
        if self.called:
            found["deck"] = self.called
        if self.backup:
            found["backup"] = str(self.backup)
        if self.merged is not None:
            from facilitator.output.told import merged_data

            found |= merged_data(self.merged)
        return found


@dataclass(frozen=True)
class Update:
    """What a build has written, and what it has left."""

    outcomes: tuple[Outcome, ...]
    folder: Path
    was_for: str = ""
    """The client or team that the files were for before, where that is another."""
    told: tuple[str, ...] = ()
    """What else there is to know."""

    @property
    def paths(self) -> list[Path]:
        """Where the files are, in order."""
        return [one.path for one in self.outcomes if one.became not in ("removed", "left")]

    @property
    def files(self) -> list[Made]:
        """What has been made, under the names that it has now."""
        there = [one for one in self.outcomes if one.became not in ("removed", "left")]
        return [replace(one.made, name=_name(one, self.folder)) for one in there]

    def lines(self) -> Iterator[str]:
        """What became of files that a person has edited."""
        if self.was_for:
            yield _("{folder}: these files were for “{before}” before", folder=self.folder, before=self.was_for)
        moved = ((one.was, self.folder / one.made.name) for one in self.outcomes if one.was and not one.copied)
        for was, now in dict.fromkeys(map(_as_folders, moved)):
            yield _("{was} is {now} now", was=was, now=now)
        for one in self.outcomes:
            yield from one.lines()
        yield from self.told

    def data(self) -> dict[str, Any]:
        """The same, and what to print, as JSON takes it."""
        found: dict[str, Any] = {"files": [one.data() for one in self.outcomes]}
        if self.was_for:
            found["was_for"] = self.was_for
        if self.told:
            found["told"] = [*self.told]
        return found


def _as_folders(moved: tuple[Path, Path]) -> tuple[Path, Path]:
    """A file that has got another name, as the folder that has, where its own is the same."""
    was, now = moved
    return (was.parent, now.parent) if was.name == now.name else moved


def remembered(outcomes: Iterable[Outcome], folder: Path, of: str, source: Path | None) -> dict[str, dict[str, str]]:
    """What the list is to tell of each file: what it is, what by, and of which file it was made."""
    if not of:
        return {}
    made: dict[str, Made] = {_name(one, folder): one.made for one in outcomes}
    ours = {one.made.name: one.made for one in outcomes if one.became != "left" and (one.became != "beside" or one.was)}
    made |= ours
    return {
        OF: {name: f"{one.kind} of {of}" for name, one in made.items()},
        AS: {name: one.known_by for name, one in ours.items()},
        FROM: dict.fromkeys(ours, "" if source is None else seen_from(folder, source)),
    }


def seen_from(folder: Path, file: Path) -> str:
    """Where a file lies, seen from a folder; as it is where that cannot be said."""
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError:  # Another drive of Windows.
        return file.absolute().as_posix()


def _name(outcome: Outcome, folder: Path) -> str:
    return outcome.path.relative_to(folder).as_posix()


def left_over(
    outcomes: Collection[Outcome],
    wanted: Wanted,
    gone: Collection[str],
    only: Collection[str],
    *,
    whole: bool,
    told: Collection[Found] = (),
) -> Iterator[Outcome]:
    """What becomes of files that were made of this, for the same client, and are not asked for any more.

    Args:
        outcomes: what has become of those that are.
        wanted: what is built.
        gone: names of files that are called otherwise now.
        only: the kinds that were built, where that is not all.
        whole: everything was built: what nobody has edited goes.
        told: files of which all that is to know is told otherwise.
    """
    asked = {name for one in outcomes for name in (one.made.name, _name(one, wanted.folder.path))}.union(gone)
    listed = any(one.made.kind == "pairs" for one in outcomes)
    for one in wanted.folder.made_before:
        elsewhere = one.owner != wanted.of or not same_client(one.whom, wanted.whom)
        if elsewhere or one.name in asked or not (whole or one.kind in only):
            continue
        why = ("left" if one.key else "beside") if one.edited else "removed" if whole else "later"
        if one.kind == "pairs" and not listed:
            why = "listless"
        line = () if one in told else (_(_NOT_ASKED[why], path=one.path),)
        became: Became = "removed" if why == "removed" else "left"
        yield Outcome(Made(one.kind, one.name, one.content or b""), one.path, became, told=line)


def left(one: Found, name: str) -> Outcome:
    """What has become of a file beside a person's that is called so now."""
    path = one.folder.path / name
    told = _(_NOT_ASKED["beside" if one.edited else "later"], path=path)
    return Outcome(Made(one.kind, name, one.content or b""), path, "left", told=(told,), was=one.path)


def lying_beside(wanted: Wanted, moves: Mapping[str, Found]) -> dict[str, Found]:
    """What lies beside a person's file: it goes where that file or its part goes.

    Args:
        wanted: what is built.
        moves: which files are called otherwise now, as `Known.moves`.

    Returns:
        By the new name, which it was. Nothing goes where another lies that is edited and stays.
    """
    moved = [(was, PurePosixPath(name)) for name, was in moves.items() if was.folder == wanted.folder]
    places = {was.place: str(new.parent) for was, new in moved if not was.nothing}
    beside = [one for one in wanted.folder.made_before if not one.key]
    found: dict[str, Found] = {}
    for one in beside:
        old = PurePosixPath(one.name)
        files = [(PurePosixPath(was.name), new) for was, new in moved if was.place == one.place]
        like = max((pair for pair in files if old.stem.startswith(f"{pair[0].stem} ")), key=_stem, default=(old, old))
        name = like[1].with_name(old.name.replace(like[0].stem, like[1].stem, 1))
        found[str(PurePosixPath(places.get(one.place, one.place), name.name))] = one
    going = {one.name for name, one in found.items() if name != one.name}
    staying = {one.name for one in beside if one.edited} - going
    return {name: one for name, one in found.items() if name != one.name and name not in staying}


def _stem(pair: tuple[PurePosixPath, PurePosixPath]) -> int:
    return len(pair[0].stem)


def removed(outcome: Outcome, folder: Path) -> Outcome:
    """What has become of a file that is to go: removed now, with its own folder where nothing else is in that."""
    if outcome.became != "removed":
        return outcome
    try:
        refuse_open(outcome.path)
        outcome.path.unlink()
    except (OSError, Problems):
        return replace(outcome, became="left", told=(_(_NOT_ASKED["open"], path=outcome.path),))
    with suppress(OSError):
        (folder / BASES / outcome.made.name).unlink()
    with suppress(OSError):
        if outcome.path.parent != folder:
            outcome.path.parent.rmdir()
    return outcome


def others(before: str, whom: str) -> tuple[str, str]:
    """What is wrong with merging what was edited for one into what is made for another, and what is expected."""
    what = _("the file has been edited for “{before}”, and this build is for “{whom}”", before=before, whom=whom)
    if not whom:
        what = _("the file has been edited for “{before}”, and this build names no client", before=before)
    if not at_terminal():
        return what, _("expected it to be moved elsewhere first")
    return what, _(
        "expected another folder (--out); --renamed where it is the same client under another name; "
        "or --force to build anew, after a copy"
    )


# --- what is not ours -------------------------------------------------------------------------------------------------


def copies(made: Made, folder: Path, ours: Collection[str], moves: Mapping[str, Found]) -> Iterator[str]:
    """What to tell of files that are called as copies of a deck are, and are not ours.

    Args:
        made: the deck; nothing is told of other files.
        folder: where it lies.
        ours: names of files that builds have written.
        moves: those that are called otherwise now, by their new names.
    """
    path, moved = folder / made.name, [was.path for was in moves.values()]
    names = f"{literal(path.stem)}[- ]*{path.suffix}"
    found = sorted(path.parent.glob(names)) if made.is_deck and path.exists() else ()
    for one in found:
        if one.relative_to(folder).as_posix() not in ours and one not in moved:
            yield _(
                "{path} is not merged: it looks like a copy such as OneDrive makes when two have the deck open",
                path=one,
            )


def strangers(
    gone: Iterable[Found | Outcome], written: Iterable[str], folder: Path, ours: Collection[str]
) -> Iterator[str]:
    """What to tell of folders from which files go that are ours: what no build has written stays in them.

    Args:
        gone: the files that go.
        written: names of those that are written.
        folder: where they lie.
        ours: names of files that builds have written.
    """
    going = {one.path for one in gone if isinstance(one, Found) or one.became == "removed"}
    staying = {(folder / name).parent for name in written} | {folder}
    for place in sorted({path.parent for path in going} - staying):
        files = [one for one in sorted(place.iterdir()) if one not in going and one.is_file()]
        left = [one.name for one in files if one.relative_to(folder).as_posix() not in ours]
        if left:
            names = ", ".join(left)
            yield _("{folder}: {names} stays there, for no build has written it", folder=place, names=names)


# --- decks and slides by name ----------------------------------------------------------------------------------------


def called(files: Sequence[Made]) -> dict[str, str]:
    """What each deck is called where slides are named, by its file's name; nothing where there is only one."""
    names = [one.name for one in files if one.is_deck]
    folders = Counter(Path(name).parent for name in names)
    found = {}
    for name in names if len(names) > 1 else ():
        path = Path(name)
        alone = folders[path.parent] == 1 and path.parent != Path()
        found[name] = path.parent.as_posix() if alone else path.with_suffix("").as_posix()
    return found


def taken_of(take: Collection[str] | None, deck: str) -> Collection[str] | None:
    """The slides of a deck among those to take: without the deck's name before them, where that is this one's."""
    if take is None:
        return None
    split = [one.rpartition(":") for one in take]
    return [slide for named, _colon, slide in split if not named or named == deck]


def check_taken(take: Collection[str], outcomes: Sequence[Outcome], decks: Mapping[str, str]) -> None:
    """Refuse slides that are not there, and those that are in several decks.

    Args:
        take: the slides.
        outcomes: what would become of the files.
        decks: what each deck is called, as `called` says.

    Raises:
        WrongArgument: there is such a slide.
    """
    for one in take:
        named, _colon, slide = one.rpartition(":")
        if named and named not in decks.values():
            text = _("“{slide}”: there is no deck “{deck}”; expected one of {names}")
            raise WrongArgument(text, "take", slide=one, deck=named, names=", ".join(decks.values()) or slide)
        found = [deck for deck in outcomes if deck.merged is not None and slide in _slides(deck.merged)]
        if not named and (len(found) > 1 or (slide.isdigit() and decks)):
            names = ", ".join(f"{name}:{slide}" for name in ([deck.called for deck in found] or decks.values()))
            text = _("“{slide}” does not say of which deck; expected one of {names}")
            raise WrongArgument(text, "take", slide=one, names=names)
        if not any(not named or deck.called == named for deck in found) and any(deck.merged for deck in outcomes):
            text = _("the agenda has no slide “{slide}” in an edited deck; expected numbers or ids of its slides")
            raise WrongArgument(text, "take", slide=one)


def _slides(merged: Merged) -> set[str]:
    return {name for one in merged.slides for name in (one.id, str(one.number or one.id))}
