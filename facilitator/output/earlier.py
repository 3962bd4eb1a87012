"""Earlier states of files that people have worked on: kept in a folder, the last three of each, and brought back."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime, timedelta
from os import PathLike
from pathlib import Path, PurePath

from facilitator.messages import _
from facilitator.output.files import checksum, sums_written, write_files, written_for
from facilitator.problems import Place, Problem, Problems, reason

__all__ = ["BASES", "earlier", "forget", "literal", "read", "refuse_open", "restore", "unused"]

BASES = ".facilitator"
"""The folder of decks as they were written last."""
_KEPT = 3
"""Earlier files of each file."""
_WHEN = "%Y-%m-%d %H.%M.%S"
_STAMP = len("2026-01-31 23.59.59")
_EARLIER = re.compile(r" \d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d$")


def restore(file: str | PathLike[str], *, now: datetime | None = None) -> tuple[Path, Path]:
    """Bring the newest earlier state of a file back; what is there now becomes an earlier one.

    Returns:
        Which earlier file it was, and where what was there now lies.

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
    was = written_for(folder)
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
    write_files(folder, files, over=over, ours={name: base or b""}, whom=whom)
    return newest, kept


def _built(path: Path) -> Path:
    """The folder that a file was built into, which has the list with it: its own, or one above, for a part of a
    programme has a folder within that.
    """
    there = path.absolute()
    listing = (one for one in there.parents if there.relative_to(one).as_posix() in sums_written(one))
    return next(listing, there.parent)


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
