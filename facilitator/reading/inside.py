"""Files that another file names: they lie in its folder, and elsewhere only where the user says so."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from facilitator.problems import Place, Problems
from facilitator.reading.names import nearest, short

__all__ = ["Beside", "inside"]


@dataclass(frozen=True, slots=True)
class Beside:
    """The files that a file may name."""

    folder: Path | None
    """Its own; None when it has none that a person can put files in."""
    outside: bool = False
    """The user has said that they may lie anywhere."""
    whose: str = "agenda"

    def path(self, name: str, what: str, place: Place | None = None) -> Path:
        """Where a file is that it names.

        Args:
            name: as it is written.
            what: what kind of file it is, for the message.
            place: where the name is written.

        Raises:
            Problems: it lies where it may not.
        """
        if self.folder is None:
            expected = f"expected it beside a file of your own: copy the {self.whose} first"
            raise Problems.one(f"the {what} “{short(name)}” has no folder", expected, "", place)
        anywhere = self.outside and "\0" not in name
        found = self.folder / name if anywhere else inside(self.folder, name)
        if found is None:
            expected = f"expected a file in the {self.whose}'s folder, or --allow-outside"
            raise Problems.one(f"the {what} “{short(name)}” is not beside the {self.whose}", expected, "", place)
        return found

    def file(self, name: str, what: str, place: Place | None = None) -> Path:
        """The same for a file that must be there.

        Raises:
            Problems: it lies where it may not, or is not there.
        """
        found = self.path(name, what, place)
        if not _is_file(found):
            raise Problems.one(
                f"there is no {what} “{short(name)}”",
                f"expected a file beside the {self.whose}",
                nearest(name, _names(found.parent)),
                place,
            )
        return found


def inside(folder: Path, name: str) -> Path | None:
    """The path of that name in the folder or below it; None for every other.

    Refused are absolute names, those with a drive or ``..``, and links that lead out. Both slashes part folders, as a
    file may be read on every system.
    """
    written = PurePosixPath(name.replace("\\", "/"))
    if written.is_absolute() or ".." in written.parts or ":" in name or "\0" in name:
        return None
    try:
        found = (folder / written).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # A link that leads to itself.
        return None
    return folder / written if found else None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # A name longer than any can be.
        return False


def _names(folder: Path) -> list[str]:
    try:
        return [entry.name for entry in folder.iterdir() if entry.is_file()]
    except OSError:
        return []
