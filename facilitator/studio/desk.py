"""The folder that was picked and the files in it that lie open: their text, what was done to it, and how it is undone.

Nothing is kept but what undoing needs; the file is the one truth, and whatever another program does to it is seen.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from pathlib import Path
from threading import RLock
from typing import Any, NamedTuple

import facilitator
from facilitator.content import file_slug
from facilitator.library import KINDS, default_library
from facilitator.messages import Place, Problems, _, reason, short
from facilitator.output import replaced
from facilitator.reading.files import parse_yaml
from facilitator.studio import checksum, sentences, titled
from facilitator.studio.edits import Put, edited

__all__ = ["Changed", "Desk", "OpenFile", "Unknown"]

_FOLDERS = ("", "agendas")
"""Where agendas are looked for in the folder; a programme brings its own into the second."""
_COPIED = ("agendas", "exercises", "cards", "forms")
_ENDINGS = (".yaml", ".yml")
_KEY = re.compile(rb"^['\"]?(?:blocks|parts)['\"]?\s*:", re.MULTILINE)
_TITLE = re.compile(rb"^['\"]?title['\"]?\s*:", re.MULTILINE)
_PARTS = re.compile(rb"^['\"]?parts['\"]?\s*:", re.MULTILINE)
_SAID = re.compile(rb"^[^\S\n]*[^\s#]", re.MULTILINE)
"""More than empty lines and comments."""
_TEMPLATES = (".pptx", ".potx", ".pptm", ".potm")
_TAKEN: Mapping[str, tuple[str, ...]] = {
    "logo": (".png", ".svg"),
    "photo": (".png", ".jpg", ".jpeg", ".svg", ".heic"),
    "template": _TEMPLATES,
}
"""The endings of files that are taken from a page, by the key that names them."""
_LARGEST, _LARGEST_TEMPLATE = 20_000_000, 60_000_000
"""Bytes that they may have."""
_MOST = 1_000_000
"""Bytes of a file that are looked at; an agenda is no larger."""
_SHOWN = 500
"""Folders that are listed to pick one of them."""


class Unknown(Exception):
    """There is no such file in the folder."""


class Changed(Exception):
    """The file is not any more what the page took it for; nothing has been done."""


class _Step(NamedTuple):
    """What the file said before an edit, and the window that asked for that."""

    text: str
    window: str


@dataclass
class OpenFile:
    """A file of the user's, with what was done to it here."""

    path: Path
    _undo: list[_Step] = field(default_factory=list)
    _redo: list[_Step] = field(default_factory=list)
    _known: str | None = None
    """Its text as it was read or written last."""

    def text(self) -> str:
        """What it says now; what another program has written can only be undone there.

        Raises:
            Problems: it cannot be read.
        """
        try:
            content = self.path.read_bytes()
            found = content.decode()
        except UnicodeDecodeError:
            parse_yaml(content, str(self.path))  # It tells in which encoding it is, or on which line it is in none.
            raise
        except OSError as error:
            what = _("the file cannot be read: {reason}", reason=reason(error))
            raise Problems.one(what, place=Place(str(self.path))) from None
        if found != self._known:
            self._undo, self._redo, self._known = [], [], found
        return found

    @property
    def steps(self) -> dict[str, bool]:
        """Whether something was done here that can be undone, and something undone that can be done again."""
        return {"undo": bool(self._undo), "redo": bool(self._redo)}

    @property
    def programme(self) -> bool:
        """It is a programme, as far as a glance can tell."""
        return _PARTS.search(_glance(self.path)) is not None

    @property
    def sum(self) -> str:
        """The checksum of what it says; empty where that cannot be read."""
        try:
            return checksum(self.text())
        except Problems:
            return ""

    def change(self, sum_: str, making: Callable[[str], str], window: str = "") -> None:
        """Write what the function makes of the text, where that is still the one of the checksum; a window asks for it.

        Raises:
            Changed: it is another.
            Problems: the new text could not be read as what the file is, or the disk says no; it stays as it was.
        """
        before = self._expected(sum_)
        after = making(before)
        if after != before:
            self._check(after)
            self._write(after)
            self._undo, self._redo = [*self._undo, _Step(before, window)], []

    def undo(self, sum_: str, window: str = "") -> bool:
        """The text as before the last edit, to the byte; whether another window asked for that. Raises as `change`."""
        return self._step(sum_, self._undo, self._redo, window)

    def redo(self, sum_: str, window: str = "") -> bool:
        """The text as it was before the last `undo`, and the same. Raises as `change`."""
        return self._step(sum_, self._redo, self._undo, window)

    def name_dropped(self, sum_: str, path: tuple[str | int, ...], name: str, content: bytes) -> None:
        """Put a dropped file beside this one, which names it in the value at the path.

        Raises:
            Changed, Problems: as `change` and `take`; nothing has been left behind then.
        """
        self._expected(sum_)
        takes = _TAKEN.get(str(path[-1]), ())
        if Path(name).suffix.lower() not in takes:
            what = _("a file such as “{name}” cannot be used here", name=short(name))
            if path[-1] == "template":
                what = _("“{name}” is no PowerPoint template", name=short(name))
            raise Problems.one(what, _("expected one of {names}", names=", ".join(takes)) if takes else "")
        there = {*self.path.parent.iterdir()}
        taken = self.take(name, content)
        try:
            if taken.suffix in _TEMPLATES:
                facilitator.template(taken)
            self.change(sum_, lambda text: edited(text, Put(do="put", path=path, value=taken.name)))
        except (Changed, Problems):
            if taken not in there:
                taken.unlink()
            raise

    def take(self, name: str, content: bytes) -> Path:
        """Put a file that was dropped on the page beside it, under its own name or one that is free.

        Raises:
            Problems: it is too large; or the disk says no.
        """
        stem, ending = file_slug(Path(name).stem), Path(name).suffix.lower()
        most = _LARGEST_TEMPLATE if ending in _TEMPLATES else _LARGEST
        if len(content) > most:
            raise Problems.one(_("the file is too large"), _("expected at most {n} MB", n=most // 1_000_000))
        names = (f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}" for number in count(1))
        for path in (self.path.with_name(one) for one in names):
            if path.exists() and path.read_bytes() == content:
                return path
            if not path.exists():
                replaced(path, content)
                return path
        raise AssertionError

    def _step(self, sum_: str, steps: list[_Step], back: list[_Step], window: str) -> bool:
        """The last of the steps is what it says now; what it said before leads back."""
        before = self._expected(sum_)
        if not steps:
            return False
        self._write(steps[-1].text)
        step = steps.pop()
        back.append(_Step(before, step.window))
        return step.window != window

    def _expected(self, sum_: str) -> str:
        found = self.text()
        if checksum(found) != sum_:
            raise Changed
        return found

    def _write(self, text: str) -> None:
        replaced(self.path, text.encode())
        self._known = text

    def opens(self, text: str) -> bool:
        """Whether it could be read as what it is if it said this."""
        try:
            self._check(text)
        except Problems:
            return False
        return True

    def holds(self, text: str) -> bool:
        """Whether it could be planned as a programme if it said this. Raises `Problems` where it could not be read."""
        opened = facilitator.open(self.path, text=text)
        try:
            return isinstance(opened, facilitator.OpenProgramme) and bool(opened.planned)
        except Problems:
            return False

    def _check(self, text: str) -> None:
        """Refuse a text that is no agenda or programme any more."""
        facilitator.open(self.path, text=text)


@dataclass
class Desk:
    """The folder, and what lies open. One request at a time works on it."""

    folder: Path
    key: bytes
    """Makes of names of files what can stand in an address: a name may be a client's."""
    lock: RLock = field(default_factory=RLock)
    _open: dict[Path, OpenFile] = field(default_factory=dict)

    @property
    def root(self) -> Path:
        """The folder, whatever leads to it."""
        return self.folder.resolve()

    def move(self, folder: str) -> None:
        """Go to another folder; no address of a file in this one leads anywhere until one comes back.

        Raises:
            Problems: there is no such folder, or it may not be read.
        """
        self.folder = _folder(folder)

    def below(self, folder: str) -> dict[str, Any]:
        """The folders in a folder, of which people pick: where that is, what it lies in, and they. Raises as `move`."""
        here = _folder(folder or str(self.root))
        found = [path for path in here.iterdir() if not path.name.startswith(".") and _is(path.is_dir)]
        up = "" if here.parent == here else str(here.parent)
        inside = [{"name": path.name, "path": str(path)} for path in sorted(found, key=_natural)[:_SHOWN]]
        return {"here": str(here), "up": up, "folders": inside}

    def files(self) -> Iterator[tuple[str, Path]]:
        """The agendas and programmes in the folder, each with what it has for a name in addresses."""
        root = self.root
        for folder in _FOLDERS:
            for path in sorted(_listed(root / folder), key=_natural):
                if path.resolve().is_relative_to(root):
                    yield self.known_as(path), path

    def own(self) -> Iterator[dict[str, Any]]:
        """The same, as the page of the shelf shows them; of one that cannot be read, what is wrong with it."""
        for known, path in self.files():
            title, wrong = titled(path)
            programme = not wrong and _PARTS.search(_glance(path)) is not None
            relative = path.relative_to(self.root).as_posix()
            yield {"known": known, "title": title, "programme": programme, "file": relative, "wrong": wrong}

    def wrong(self) -> dict[str, str]:
        """What keeps files that are YAML from being opened, by their names in addresses; to look takes time."""
        found: dict[str, str] = {}
        for known, path in [*self.files()]:
            with self.lock:
                try:
                    facilitator.open(path)
                except Problems as error:
                    first = error.problems[0]
                    line = first.place.line if first.place and first.place.path == str(path) else 0
                    said = [f"{_('Line {n}:', n=line)} {first.words}" if line else first.words]
                    found |= {} if titled(path)[1] else {known: sentences(said)[0]}
        return found

    def known_as(self, path: Path) -> str:
        """What a file has for a name in addresses."""
        return hmac.new(self.key, str(path).encode(errors="surrogateescape"), sha256).hexdigest()[:16]

    def copy(self, kind: str, name: str) -> Path:
        """Copy something of the library into the folder, under a name that is free.

        Raises:
            Unknown: there is no such thing.
            Problems: the disk says no.
        """
        libraries = self.libraries()
        if kind not in _COPIED or name not in default_library(libraries).names(kind):
            raise Unknown
        folder = self.root / ("" if kind == "agendas" else KINDS[kind])
        names = (name if number == 1 else f"{name}-{number}" for number in count(1))
        free = next(one for one in names if not (folder / f"{one}.yaml").exists())
        return facilitator.new(str(folder / free), name, kind=kind, libraries=libraries if kind != "agendas" else ())

    def agendas_for(self, programme: Path) -> Iterator[dict[str, str]]:
        """The user's agendas that parts of a programme can be held by, each as the programme writes it."""
        root, beside = self.root, programme.parent
        for one in self.own():
            path = root / one["file"]
            if not one["programme"] and path.is_relative_to(beside):
                named = path.parent == beside / KINDS["agendas"]
                value = path.stem if named else path.relative_to(beside).as_posix()
                yield {"value": value, "title": one["title"], "known": one["known"]}

    def bring(self, programme: Path, name: str) -> Path:
        """Copy an agenda of the library to where a programme finds it by its name.

        Raises:
            Unknown: there is no such agenda.
            Problems: there is one already, or the disk says no.
        """
        if name not in default_library().names("agendas"):
            raise Unknown
        return facilitator.new(str(programme.parent / KINDS["agendas"] / name), name, kind="agendas")

    def libraries(self) -> list[Path]:
        """The folder, where there is content of the user's own in it, before that which is shipped."""
        root = self.root
        return [root] if (root / "decks").is_dir() else []

    def file(self, known: str) -> OpenFile:
        """The file of that name.

        Raises:
            Unknown: there is none.
        """
        path = next((path for name, path in self.files() if name == known), None)
        if path is None:
            raise Unknown
        return self._open.setdefault(path, OpenFile(path))


def _folder(path: str) -> Path:
    """A folder of this machine that can be looked into.

    Raises:
        Problems: there is none of that name, or it may not be read.
    """
    bare = path.strip().strip('"')  # As Windows copies a path.
    none = Problems.one(_("there is no folder “{path}”", path=short(bare)), _("expected one of this machine"))
    try:
        found = Path(bare).expanduser()
        if "\0" in path or not found.is_absolute() or not found.is_dir():
            raise none
        next(found.iterdir(), None)
    except RuntimeError:
        raise none from None
    except OSError as error:
        raise Problems.one(_("the folder cannot be read: {reason}", reason=reason(error))) from None
    return found.resolve()


def _is(asked: Callable[[], bool]) -> bool:
    """Whether the disk says so; what it says nothing of is not."""
    try:
        return asked()
    except OSError:
        return False


def _natural(path: Path) -> list[tuple[int, str]]:
    """By which files stand in the order that people count in: 2 before 10."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", path.name.casefold())]


def _listed(folder: Path) -> Iterator[Path]:
    """What is an agenda or a programme, by its name and a key that it has, though it be wrong in all else.

    What has a title and cannot be read at all may be one, and so may a file in which nothing stands, or that nobody may
    read: it stays, to be mended.
    """
    try:
        there = [*folder.iterdir()]
    except OSError:
        return
    for path in there:
        if path.suffix.lower() in _ENDINGS and not path.name.startswith(".") and _is(path.is_file):
            begun = _glance(path)
            if not _SAID.search(begun) or _KEY.search(begun) or (_TITLE.search(begun) and titled(path)[1]):
                yield path


def _glance(path: Path) -> bytes:
    """What it says, as far as an agenda goes; of whatever encoding, signs of ASCII can be found in it.

    Nothing where it cannot be read.
    """
    try:
        with path.open("rb") as file:
            return file.read(_MOST).replace(b"\0", b"")
    except OSError:
        return b""
