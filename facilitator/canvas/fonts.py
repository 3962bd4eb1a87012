"""The fonts that are installed on this machine, and how wide their letters are.

Font files in the folders of the system, of Office, and of the user are read with fontTools; nothing is loaded or run.
They are looked at once in a process, and only when a family is asked for. Whatever else lies there is passed over:
broken and unreadable files, links in circles, files too large for a font.
"""

from __future__ import annotations

import logging
import os
import struct
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, lru_cache
from itertools import chain, islice
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from string import ascii_lowercase
from typing import Any, NamedTuple

__all__ = ["Face", "Font", "files_of", "folders", "installed", "line_pitch"]

# fontTools tells what is odd in a font; to somebody who makes a deck it says nothing.
logging.getLogger("fontTools").addHandler(logging.NullHandler())

_COLLECTIONS = {".ttc", ".otc"}
_ENDINGS = {".ttf", ".otf", *_COLLECTIONS}
_MOST_FILES, _MOST_FOLDERS, _MOST_FACES = 20_000, 5_000, 100
_LARGEST = 256 * 2**20
"""No font is larger, in bytes; those with all Chinese letters have some 100 MB."""
_MOST_LETTERS = 0x110000
"""Unicode has no more. A broken table of letters may claim billions."""
_FAMILY, _FULL, _TYPOGRAPHIC = 1, 4, 16
"""Names in a font: Office's family (four faces), the family with the weight, and the family with all its weights."""
_NAMES = (_FAMILY, _TYPOGRAPHIC, _FULL)
_ITALIC, _BOLD, _OBLIQUE, _SLANTED = 1, 1 << 5, 1 << 9, 1 << 1
_RESTRICTED = 0b1110
"""Of ``fsType`` (OpenType, "OS/2"), where only the second of these bits is set: no document may hold the font."""
_REGULAR_WEIGHT, _BOLD_WEIGHT, _BOLD_FROM, _USUAL_WIDTH = 400, 700, 600, 5
_BOLDER = 1.18
"""Where a family has no bold face: as much as Georgia's is wider, the most of all text families looked at."""
_WIDEST, _TALLEST = 3, 6
"""No font to read has letters as wide, or lines as far apart, in em."""
_RESEMBLING = 4
"""As many first letters does a file's name often share with its family's: verdanab.ttf, trebucbd.ttf, SegoeUI.ttf."""


class Font(NamedTuple):
    """A family as the theme names it."""

    family: str
    bold: bool = False
    own: bool = False
    """Only its own widths count, not those of what programs without it put in its place."""

    def made(self, bold: bool) -> Font:
        """The same family in this weight."""
        return self if bold == self.bold else self._replace(bold=bold)


class Face(NamedTuple):
    """The width of each letter, that of letters which have none here, and from one line to the next, in em."""

    widths: dict[str, float]
    other: float
    pitch: float

    def wider(self, factor: float) -> Face:
        """The same face with every letter wider by a factor."""
        widths = {letter: width * factor for letter, width in self.widths.items()}
        return Face(widths, self.other * factor, self.pitch)

    def and_wide_as(self, face: Face) -> Face:
        """The same face with every letter as wide as in another one at least."""
        letters = {**self.widths, **face.widths}
        widths = {one: max(self.widths.get(one, self.other), face.widths.get(one, face.other)) for one in letters}
        return Face(widths, max(self.other, face.other), self.pitch)


class _Entry(NamedTuple):
    """A face in a file; ``number`` counts in a collection."""

    path: Path
    number: int
    names: tuple[frozenset[str], ...]
    weights: tuple[int, int]
    """The lightest and the boldest that it can be; different in a variable font."""
    width: int
    italic: bool = False
    embeddable: bool = True
    """Whether its maker lets it be part of a document."""

    def weight(self, wanted: int) -> int:
        """The weight nearest to the one wanted."""
        return min(max(wanted, self.weights[0]), self.weights[1])


def installed(font: Font) -> Face | None:
    """The face that is measured for a family and weight; None when the machine does not have the family.

    A family without a bold face is widened for it.
    """
    entries = _entries(_key(font.family))
    regular = next(_measured(entries, _key(font.family), _REGULAR_WEIGHT), None)
    if regular is None or not font.bold:
        return regular and regular[1]
    heavier = [one for one in entries if one.weights[1] >= max(_BOLD_FROM, regular[0].weight(_REGULAR_WEIGHT) + 1)]
    bold = next(_measured(heavier, _key(font.family), _BOLD_WEIGHT), None)
    return bold[1] if bold else regular[1].wider(_BOLDER)


def files_of(family: str) -> tuple[Path, ...]:
    """The files of a family that may be part of a document; none where it has no regular and bold face of its own.

    A variable font is none of them: it is one face for those who do not know of its weights.
    """
    found = [one for one in _entries(_key(family), italic=True) if _key(family) in one.names[0] | one.names[1]]
    whole = [one for one in found if one.embeddable and one.weights[0] == one.weights[1]]
    upright = {one.weights[0] for one in whole if not one.italic}
    return tuple(dict.fromkeys(one.path for one in whole)) if {_REGULAR_WEIGHT, _BOLD_WEIGHT} <= upright else ()


def folders(platform: str, environment: Mapping[str, str], home: Path) -> tuple[Path, ...]:
    """Where a system keeps its fonts, Office the ones that it brings or fetches, and a user their own.

    Args:
        platform: as ``sys.platform`` says it.
        environment: variables such as ``WINDIR`` and ``XDG_DATA_HOME``.
        home: the user's folder.
    """
    if platform == "win32":
        own = Path(environment.get("LOCALAPPDATA") or home / "AppData" / "Local") / "Microsoft"
        system = Path(environment.get("WINDIR") or "C:/Windows") / "Fonts"
        return system, own / "Windows" / "Fonts", own / "FontCache" / "4" / "CloudFonts"
    if platform == "darwin":
        cloud = home / "Library/Group Containers/UBF8T346G9.Office/FontCache/4/CloudFonts"
        office = Path("/Applications/Microsoft PowerPoint.app/Contents/Resources/DFonts")
        return Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts", office, cloud
    shared = environment.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    own = Path(environment.get("XDG_DATA_HOME") or home / ".local" / "share")
    return own / "fonts", home / ".fonts", *(Path(one) / "fonts" for one in shared.split(":") if one)


def line_pitch(font: Any) -> float:
    """From one line to the next in em, of a font that fontTools has opened."""
    os2, hhea = font["OS/2"], font["hhea"]
    pitch = max(os2.usWinAscent + os2.usWinDescent, hhea.ascent - hhea.descent + hhea.lineGap)
    return float(pitch / font["head"].unitsPerEm)


def _key(name: str) -> str:
    """A family's name as names are compared."""
    return " ".join(name.split()).casefold()


def _entries(family: str, *, italic: bool = False) -> tuple[_Entry, ...]:
    """The upright faces of a family, or all. Files that are called like it are asked first; often that is enough."""
    return tuple(one for one in _faces(family) if italic or not one.italic) if family else ()


def _faces(family: str) -> tuple[_Entry, ...]:
    places = folders(sys.platform, os.environ, Path(os.path.expanduser("~")))
    resembling = [path for path in _files(places) if _start(path.stem) == _start(family)]
    likely = _by_name(chain.from_iterable(map(_faces_in, resembling))).get(family, ())
    upright = [one for one in likely if not one.italic]
    plain = [one.weights for one in upright if one.width == _USUAL_WIDTH and family in one.names[0]]
    found = all(any(low <= weight <= high for low, high in plain) for weight in (_REGULAR_WEIGHT, _BOLD_WEIGHT))
    return likely if found else _everything(places).get(family, ())


def _start(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))[:_RESEMBLING]


@cache
def _everything(places: tuple[Path, ...]) -> dict[str, tuple[_Entry, ...]]:
    return _by_name(chain.from_iterable(map(_faces_in, _files(places))))


def _by_name(entries: Iterable[_Entry]) -> dict[str, tuple[_Entry, ...]]:
    named: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        for name in set(chain.from_iterable(entry.names)):
            named[name].append(entry)
    return {name: tuple(found) for name, found in named.items()}


@cache
def _files(places: tuple[Path, ...]) -> tuple[Path, ...]:
    return tuple(islice(_files_below(places), _MOST_FILES))


def _files_below(places: tuple[Path, ...]) -> Iterator[Path]:
    """Font files in order. A folder is entered once, by whatever link; what is no plain file is left alone."""
    seen: set[tuple[int, int]] = set()
    waiting = list(reversed(places))
    while waiting and len(seen) < _MOST_FOLDERS:
        place = waiting.pop()
        try:
            about, names = place.stat(), sorted(os.listdir(place))
        except OSError:
            continue
        if (about.st_dev, about.st_ino) in seen:
            continue
        seen.add((about.st_dev, about.st_ino))
        for path in (place / name for name in names):
            try:
                found = path.stat()
            except OSError:
                continue
            if S_ISDIR(found.st_mode):
                waiting.append(path)
            elif S_ISREG(found.st_mode) and path.suffix.lower() in _ENDINGS and found.st_size <= _LARGEST:
                yield path


@cache
def _faces_in(path: Path) -> tuple[_Entry, ...]:
    found = (_entry(path, number) for number in range(_count(path)))
    return tuple(entry for entry in found if entry is not None)


def _count(path: Path) -> int:
    """How many faces a file says that it holds."""
    if path.suffix.lower() not in _COLLECTIONS:
        return 1
    try:
        with path.open("rb") as file:
            tag, _, count = struct.unpack(">4sLL", file.read(12))
    except (OSError, struct.error):
        return 0
    return min(count, _MOST_FACES) if tag == b"ttcf" else 1


def _entry(path: Path, number: int) -> _Entry | None:
    """A face's names and weights; None when it cannot be read."""
    try:
        with _opened(path, number) as font:
            os2 = font["OS/2"]
            italic = bool(os2.fsSelection & (_ITALIC | _OBLIQUE) or font["head"].macStyle & _SLANTED)
            embeddable = os2.fsType & _RESTRICTED != 0b0010
            said = [(one.nameID, _key(one.toUnicode(errors="replace"))) for one in font["name"].names]
            names = tuple(frozenset(text for kind, text in said if kind == wanted and text) for wanted in _NAMES)
            width = os2.usWidthClass or _USUAL_WIDTH
            return _Entry(path, number, names, _weights(font), width, italic, embeddable)
    except Exception:  # a broken font may break fontTools in any way
        return None


@contextmanager
def _opened(path: Path, number: int) -> Iterator[Any]:
    """The font, of which tables are read when they are asked for.

    Raises:
        ValueError: a table is said to lie outside the file.
    """
    from fontTools.ttLib import TTFont  # Only a deck in a font of its own needs it.

    with path.open("rb") as file, TTFont(file, fontNumber=number, lazy=True) as font:
        if any(one.offset + one.length > path.stat().st_size for one in font.reader.tables.values()):
            raise ValueError(path)
        yield font


def _weights(font: Any) -> tuple[int, int]:
    """The lightest and the boldest that it can be. Some old fonts count from 1 to 9, or say only that they are bold."""
    if "fvar" in font and "HVAR" in font:
        for axis in font["fvar"].axes:
            if axis.axisTag == "wght":
                return round(axis.minValue), round(axis.maxValue)
    weight = font["OS/2"].usWeightClass
    weight = weight * 100 if 1 <= weight <= 9 else weight
    weight = _BOLD_WEIGHT if weight < _BOLD_FROM and font["OS/2"].fsSelection & _BOLD else weight
    return weight, weight


def _measured(entries: Iterable[_Entry], family: str, weight: int) -> Iterator[tuple[_Entry, Face]]:
    """Faces from the most fitting on: by Office's name for the family, of usual width, nearest in weight."""

    def misfit(entry: _Entry) -> tuple[int, int, int]:
        kind = next(place for place, names in enumerate(entry.names) if family in names)
        return kind, abs(entry.width - _USUAL_WIDTH), abs(entry.weight(weight) - weight)

    for entry in sorted(entries, key=misfit):
        face = _face(entry, entry.weight(weight))
        if face is not None:
            yield entry, face


@lru_cache(maxsize=50)
def _face(entry: _Entry, weight: int) -> Face | None:
    """A face as it is measured; None when it has no Latin letters, cannot be read, or is beyond all measure."""
    try:
        with _opened(entry.path, entry.number) as font:
            unit = font["head"].unitsPerEm
            widths = {letter: width / unit for letter, width in _widths(font, entry, weight) if width > 0}
            letters = [widths[letter] for letter in ascii_lowercase if letter in widths]
            face = Face(widths, sum(letters) / len(letters) * 1.1, line_pitch(font))
            return face if face.other < _WIDEST and face.pitch < _TALLEST else None
    except Exception:  # as above
        return None


def _widths(font: Any, entry: _Entry, weight: int) -> Iterator[tuple[str, float]]:
    """The letters of a font with their advance widths in its own units."""
    if _claimed(font.reader["cmap"]) > _MOST_LETTERS:
        raise ValueError(entry.path)
    # Glyphs go by their numbers: names would need a table that is large or, in old fonts, often broken.
    font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])
    glyphs: dict[int, str] = font.getBestCmap() or {}
    if entry.weights[0] == entry.weights[1]:
        advances = font["hmtx"].metrics
        return ((chr(code), advances[glyph][0]) for code, glyph in glyphs.items())
    drawn = font.getGlyphSet(location={"wght": weight})
    return ((chr(code), drawn[glyph].width) for code, glyph in glyphs.items())


def _claimed(cmap: bytes) -> int:
    """How many letters the largest table of letters says that it has (OpenType, "cmap": formats 4, 12, and 13; others
    are small by nature).
    """
    (count,) = struct.unpack_from(">H", cmap, 2)
    offsets = {struct.unpack_from(">L", cmap, 8 + 8 * number)[0] for number in range(count)}
    claims = [sum(last - first + 1 for first, last in _spans(cmap, at) if last >= first) for at in offsets]
    return max(claims, default=0)


def _spans(cmap: bytes, at: int) -> Iterator[tuple[int, int]]:
    """The first and the last letter of each piece."""
    (kind,) = struct.unpack_from(">H", cmap, at)
    if kind == 4:
        count = struct.unpack_from(">H", cmap, at + 6)[0] // 2
        lasts = struct.unpack_from(f">{count}H", cmap, at + 14)
        yield from zip(struct.unpack_from(f">{count}H", cmap, at + 16 + 2 * count), lasts, strict=True)
    elif kind in (12, 13):
        (count,) = struct.unpack_from(">L", cmap, at + 12)
        for number in range(count):
            yield struct.unpack_from(">2L", cmap, at + 16 + 12 * number)
