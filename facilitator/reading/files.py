"""Files that people write: which of them another file may name, and what is in a YAML file.

A file that another names lies in its folder, and elsewhere only where the user says so.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources.abc import Traversable
from itertools import islice
from pathlib import Path, PurePosixPath

from facilitator.messages import Place, Problem, Problems, _, at_terminal, mark, nearest, reason, short
from facilitator.reading import LINE_SEPARATOR, Node, compose

__all__ = ["LARGEST", "Beside", "inside", "parse_keys", "parse_yaml", "read_bytes", "read_yaml", "yaml_bytes"]

LARGEST = 1_000_000
"""Bytes. A whole day's agenda is about 30 000; whatever is larger is some other file."""
_TEXT = mark("expected a text of some pages")

_OTHER_ENCODINGS = {
    # The mark of UTF-32 little-endian begins with that of UTF-16, so it comes first.
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}

# Controls and non-characters.
_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]")
_MOST_HIDDEN = 20
"""So many are told: what has more is some other file."""
_PASTED = str.maketrans({"\u2028": LINE_SEPARATOR, "\u2029": LINE_SEPARATOR, "\ufeff": None})
"""What Word puts into texts unseen: breaks within a line of the file, and marks of a byte order, which say nothing."""
_LINE_END = re.compile(r"\r\n?|\n")
_WORD_LENGTH = 40


def read_yaml(file: Path | Traversable, name: str | None = None) -> Node:
    """The content of a YAML file; ``name`` is what messages call it (its path when left out).

    Raises:
        Problems: the file cannot be read, or its content is not one plain YAML document in UTF-8.
    """
    name = str(file) if name is None else name
    return parse_yaml(yaml_bytes(file, name), name)


def yaml_bytes(file: Path | Traversable, name: str) -> bytes:
    """The bytes of a YAML file, which messages call ``name``.

    Raises:
        Problems: it cannot be read, or is larger than `LARGEST`.
    """
    return read_bytes(file, name, largest=LARGEST, large=_TEXT, folder=mark("expected a YAML file"))


@lru_cache(maxsize=256)
def parse_yaml(data: bytes, name: str) -> Node:
    """The content of a YAML file whose bytes are at hand; kept, for agendas name the same files again and again.

    Raises:
        Problems: the content is larger than `LARGEST` or not one plain YAML document in UTF-8.
    """
    _check_size(data, name, LARGEST, _TEXT)
    return compose(_decode(data, name), name)


@lru_cache(maxsize=256)
def parse_keys(data: bytes, name: str, keys: frozenset[str]) -> Node:
    """Of a YAML file these keys alone, in a fifth of the time: whatever is wrong with the others is not told.

    Raises:
        Problems: as `parse_yaml`, of what is read of it.
    """
    _check_size(data, name, LARGEST, _TEXT)
    try:
        return compose(_decode(data, name), name, only=keys)
    except Problems:  # They may be of an alias for something that was passed over.
        return parse_yaml(data, name)


def read_bytes(file: Path | Traversable, name: str, *, largest: int, large: str, folder: str) -> bytes:
    """The bytes of a file that somebody names.

    Args:
        file: where it is.
        name: what messages call it.
        largest: bytes that it may have.
        large: what was expected where it has more, marked for the catalogue.
        folder: what was expected where it is a folder, a device, or a pipe, likewise.

    Raises:
        Problems: it cannot be read, or is too large.
    """
    try:
        if isinstance(file, Path) and _is_special(file):
            # Opened, a pipe would wait for somebody to write, and a device might never end.
            raise Problems.one(_("this is no file but a device or a pipe"), _(folder), place=Place(name))
        with file.open("rb") as stream:
            data = stream.read(largest + 1)
    except FileNotFoundError:
        raise Problems.one(_("there is no such file"), suggestion=_neighbour(file), place=Place(name)) from None
    except (OSError, ValueError) as error:
        what, expected = _unreadable(file, error, folder)
        raise Problems.one(what, expected, place=Place(name)) from None
    _check_size(data, name, largest, large)
    return data


def _is_special(file: Path) -> bool:
    """Whether there is something that is neither a file nor a folder."""
    mode = file.stat().st_mode
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _check_size(data: bytes, name: str, largest: int, expected: str) -> None:
    if len(data) > largest:
        what = _("the file is larger than {size} MB", size=largest // 1_000_000)
        raise Problems.one(what, _(expected), place=Place(name))


def _neighbour(file: Path | Traversable) -> str:
    """A file in the same folder with nearly the same name."""
    found = nearest(file.name, _names(file.parent)) if isinstance(file, Path) else ""
    return str(file.with_name(found)) if isinstance(file, Path) and found else ""


def _unreadable(file: Path | Traversable, error: Exception, folder: str) -> tuple[str, str]:
    # Windows refuses to open a folder with a PermissionError, so the folder is asked for first. Unlike a path's own
    # method this one never fails, however long the name.
    if os.path.isdir(str(file)):
        return _("this is a folder"), _(folder)
    if isinstance(error, PermissionError):
        expected = _("give yourself permission to read it, or close the program that holds it")
        return _("the file may not be read"), expected
    return _("the file cannot be read: {reason}", reason=reason(error)), ""


def _decode(data: bytes, name: str) -> str:
    """The file's text with line feeds for line ends, and nothing in it that an editor would not show."""
    for start, encoding in _OTHER_ENCODINGS.items():
        if data.startswith(start):
            raise Problems.one(
                _("the file is in {encoding}", encoding=encoding), _("save it as UTF-8"), place=Place(name)
            )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = _LINE_END.sub("\n", data.decode())
    except UnicodeDecodeError as error:
        raise _not_utf8(data, error.start, name) from None
    if found := [*islice(_HIDDEN.finditer(text), _MOST_HIDDEN)]:
        raise Problems(_hidden(one, name) for one in found)
    return text.translate(_PASTED)


def _not_utf8(data: bytes, start: int, name: str) -> Problems:
    """Most likely the file was saved by an old Windows editor, so it is shown as that would show it."""
    place = _place(data[:start].decode(), name)
    before, after = (data[max(start - _WORD_LENGTH, 0) : start], data[start : start + _WORD_LENGTH])
    head, tail = (part.decode("cp1252", "replace") for part in (before, after))
    word = re.findall(r"\w*$", head)[0] + re.findall(r"^\W?\w*", tail)[0]
    return Problems.one(_("“{text}” is not in UTF-8", text=word.strip()), _("save the file as UTF-8"), place=place)


def _hidden(found: re.Match[str], name: str) -> Problem:
    title = unicodedata.name(found[0], "control character").lower()
    return Problem(
        _("there is an invisible character here (U+{code:04X}, {title})", code=ord(found[0]), title=title),
        _("delete it; expected a YAML file in UTF-8"),
        place=_place(_LINE_END.sub("\n", found.string[: found.start()]), name),
    )


def _place(before: str, name: str) -> Place:
    """The place that follows this text."""
    lines = _LINE_END.split(before)
    return Place(name, len(lines), len(lines[-1]) + 1)


@dataclass(frozen=True, slots=True)
class Beside:
    """The files that a file may name."""

    folder: Path | None
    """Its own; None when it has none that a person can put files in."""
    outside: bool = False
    """The user has said that they may lie anywhere."""
    whose: str = mark("the agenda")

    def path(self, name: str, what: str, place: Place | None = None) -> Path:
        """Where a file is that it names.

        Args:
            name: as it is written.
            what: what kind of file it is, for the message: a word that is marked.
            place: where the name is written.

        Raises:
            Problems: it lies where it may not.
        """
        if self.folder is None:
            expected = _("expected it beside a file of your own: copy {whose} first", whose=_(self.whose))
            raise Problems.one(
                _("the {what} “{name}” has no folder", what=_(what), name=short(name)), expected, "", place
            )
        anywhere = self.outside and "\0" not in name
        found = self.folder / name if anywhere else inside(self.folder, name)
        if found is None:
            expected = _("expected a file in {whose}'s folder", whose=_(self.whose))
            if at_terminal():
                expected = _("expected a file in {whose}'s folder, or --allow-outside", whose=_(self.whose))
            raise Problems.one(
                _("the {what} “{name}” is not beside {whose}", what=_(what), name=short(name), whose=_(self.whose)),
                expected,
                "",
                place,
            )
        return found

    def file(self, name: str, what: str, place: Place | None = None) -> Path:
        """The same for a file that must be there.

        Raises:
            Problems: it lies where it may not, or is not there.
        """
        found = self.path(name, what, place)
        if not _is_file(found):
            raise Problems.one(
                _("there is no {what} “{name}”", what=_(what), name=short(name)),
                _("expected a file beside {whose}", whose=_(self.whose)),
                self._near(PurePosixPath(name.replace("\\", "/")), found),
                place,
            )
        return found

    def _near(self, name: PurePosixPath, found: Path) -> str:
        """The nearest of the names in its folder, or else in the folders beside the file that names it."""
        beside = [one for one in self.folder.iterdir() if one.is_dir()] if self.folder else []
        for folders in ({str(name.parent): found.parent}, {one.name: one for one in beside}):
            known = [str(PurePosixPath(said, one)) for said, folder in folders.items() for one in _names(folder)]
            same = (one for one in known if PurePosixPath(one).name.casefold() == name.name.casefold())
            if near := next(same, "") or nearest(str(name), known):
                return near
        return ""


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
