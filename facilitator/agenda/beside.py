"""Files that an agenda names: they lie beside it, and nowhere else."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from facilitator.problems import Place, Problems
from facilitator.reading import nearest

__all__ = ["beside"]


def beside(folder: Path | None, name: str, what: str, place: Place | None = None) -> Path:
    """The file of that name in the agenda's folder or one below it.

    Args:
        folder: the agenda file's own; None when it has none that a person can put files in.
        name: as the agenda writes it.
        what: what kind of file it is, for the message.
        place: where the name is written.

    Raises:
        Problems: it lies elsewhere, or is not there.
    """
    if folder is None:
        expected = "expected an agenda file of your own beside it"
        raise Problems.one(f"the {what} “{name}” has no folder", expected, "", place)
    written = PurePosixPath(name.replace("\\", "/"))
    file = folder / written
    inside = file.resolve().is_relative_to(folder.resolve())
    if written.is_absolute() or ".." in written.parts or ":" in name or not inside:
        what = f"the {what} “{name}” is not beside the agenda"
        raise Problems.one(what, "expected a file in the agenda's folder", "", place)
    if not file.is_file():
        near = nearest(name, [entry.name for entry in folder.iterdir() if entry.is_file()])
        raise Problems.one(f"there is no {what} “{name}”", "expected a file beside the agenda", near, place)
    return file
