"""What has become of the files of a build, in words and as data; and of those that nothing asks for any more."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from facilitator.made import Made
from facilitator.messages import _, mark
from facilitator.output.earlier import BASES, read, refuse_open
from facilitator.output.files import checksum, sums_written, written_for, written_of
from facilitator.problems import Problems

if TYPE_CHECKING:
    from facilitator.merging.comparing import Merged

__all__ = ["Outcome", "Update", "left_over", "made_of", "removed"]

Became = Literal["new", "same", "updated", "merged", "kept", "beside", "rebuilt", "removed", "left"]
"""What has become of a file: new; as it was; written again; merged with the person's; the person's, which needs
nothing; written beside the person's; rebuilt over the person's. One that is not asked for any more: removed, or left
for a person's work in it.
"""

_NOT_ASKED = {
    "removed": mark("{path}: removed, for nothing asks for it any more"),
    "left": mark("{path}: edited by you, and stays; nothing asks for it any more"),
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

    def lines(self) -> Iterator[str]:
        """What is to know of it."""
        yield from self.told
        if self.merged is None and self.made.kind in _DECKS:
            yield from self.made.told
        if self.merged is not None:
            from facilitator.output.told import merged_lines  # With it comes python-pptx, which few builds need.

            yield from merged_lines(self.path, self.merged, self.backup)

    def data(self) -> dict[str, Any]:
        """The same, as JSON takes it."""
        found: dict[str, Any] = {"kind": self.made.kind, "path": str(self.path), "became": self.became}
        if self.made.name.endswith(".pdf"):
            found |= {"pages": self.made.pages, "print": [*self.made.told]}
        if told := [*self.told, *(self.made.told if self.made.kind in _DECKS else ())]:
            found["told"] = told
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

    @property
    def paths(self) -> list[Path]:
        """Where the files are, in order."""
        return [one.path for one in self.outcomes if one.became not in ("removed", "left")]

    def lines(self) -> Iterator[str]:
        """What became of files that a person has edited."""
        if self.was_for:
            yield _("{folder}: these files were for “{before}” before", folder=self.folder, before=self.was_for)
        for one in self.outcomes:
            yield from one.lines()

    def data(self) -> dict[str, Any]:
        """The same, and what to print, as JSON takes it."""
        files = [one.data() for one in self.outcomes]
        return {"files": files, **({"was_for": self.was_for} if self.was_for else {})}


def made_of(outcomes: Iterable[Outcome], folder: Path, of: str) -> dict[str, str]:
    """What each file is, and of what it is made, by its name in the folder: “cards of trio-workshop”."""
    return {_name(one, folder): f"{one.made.kind} of {of}" for one in outcomes if of}


def _name(outcome: Outcome, folder: Path) -> str:
    return outcome.path.relative_to(folder).as_posix()


def left_over(outcomes: Collection[Outcome], folder: Path, of: str, whom: str) -> Iterator[Outcome]:
    """What becomes of files that were made of this, for the same client, and are not asked for any more.

    Args:
        outcomes: what has become of those that are.
        folder: where they lie.
        of: what they are made of.
        whom: for whom.
    """
    asked = {name for one in outcomes for name in (one.made.name, _name(one, folder))}
    listed = any(one.made.kind == "pairs" for one in outcomes)
    known, before = sums_written(folder), written_for(folder)
    for name, made in sorted(written_of(folder).items()):
        kind, _of, owner = made.partition(" of ")
        found, path = read(folder / name), folder / name
        if owner != of or name in asked or found is None or before.get(name, "") != whom:
            continue
        why = "removed" if checksum(found) in known.get(name, ()) else "left"
        if kind == "pairs" and not listed:
            why = "listless"
        told = (_(_NOT_ASKED[why], path=path),)
        yield Outcome(Made(kind, name, found), path, "removed" if why == "removed" else "left", told=told)


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
