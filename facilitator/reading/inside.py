"""Files that another file names: they lie in its folder, and nowhere else."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

__all__ = ["inside"]


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
