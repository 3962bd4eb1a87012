"""Pictures as people have them, made into what a deck can hold: a PNG or a JPEG that is whole, upright, in the colours
of a screen, no larger than one, and tells nothing of where it was taken.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from facilitator.messages import Problems, _, mark, reason, short

if TYPE_CHECKING:
    from PIL import Image

__all__ = ["Photo", "read_logo", "read_picture"]

_LARGEST = 50_000_000
"""Bytes."""
_LONGEST_SIDE = 100
"""Times the other side."""
_SHOWN = 3_840
"""Pixels that a side has at most in a deck: those of a screen of the sharp kind (4K)."""
_QUALITY = 92
"""Of a JPEG that is written anew: no difference is to be seen."""
_ORIENTATION = 0x0112
"""The EXIF tag that says how a camera was held."""
_READ = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "HEIF", "TIFF", "BMP")
"""Pillow's names of the kinds that are read. A JPEG with others behind it, as some phones make it, is an MPO then."""
_KEPT = {"JPEG": ("L", "RGB"), "PNG": ("1", "L", "LA", "P", "RGB", "RGBA")}
"""What need not be written anew, by kind: Pillow's modes."""
_DRAWN = ("PNG", "GIF", "BMP")
"""What people draw or take from a screen, where a JPEG would blur letters and lines."""
_OTHERS: Mapping[str, Callable[[bytes], bool]] = {
    mark("a drawing (SVG)"): lambda head: b"<svg" in head.lower(),
    mark("a drawing (EMF)"): lambda head: head[40:44] == b" EMF",
    mark("a drawing (WMF)"): lambda head: head.startswith((b"\xd7\xcd\xc6\x9a", b"\x01\x00\x09\x00\x00\x03")),
    mark("a PDF"): lambda head: head.startswith(b"%PDF"),
    mark("a Photoshop file"): lambda head: head.startswith(b"8BPS"),
    mark("an Office file or a zip file"): lambda head: head.startswith(b"PK\x03\x04"),
}
"""Files that people take for pictures, told by how they begin."""
_TELLING = (b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME")
"""Chunks of a PNG that say who made it, when, and where, or anything else that is not seen."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture for a deck."""

    blob: bytes
    """A PNG or a JPEG."""
    shows: int = 1
    """How many pictures the file has; the first of them is this one."""


def read_picture(file: Path, name: str) -> Photo:
    """The picture in a file that messages call ``name``.

    Raises:
        Problems: it cannot be read, is damaged or cut off, too large, or none that a deck can show.
    """
    blob = _bytes(file, name)
    _refuse_others(blob[:2_000], name)
    try:
        return _for_a_deck(blob, name)
    except (Problems, MemoryError):
        raise
    except Exception as error:  # Pillow's errors are as many as its readers.
        raise _unreadable(error, name) from None


_SVG = b"""#set page(width: auto, height: auto, margin: 0pt, fill: none)
#image(bytes(sys.inputs.svg), format: "svg", width: 400pt)"""
_LETTERS = re.compile(rb"<(\w+:)?text[\s>]", re.IGNORECASE)
"""What is written in an SVG, rather than drawn: on a machine without its font it would be another logo."""
_SHARP = 288
"""Pixels per inch: a logo is 1,600 pixels wide."""


def read_logo(file: Path, name: str) -> bytes:
    """A logo as a picture: a PNG (or a JPEG), made of an SVG where the file is one; only what is in the file is seen.

    Raises:
        Problems: it cannot be read, or is no such file.
    """
    blob = _bytes(file, name)
    if b"<svg" not in blob[:2_000].lower():
        return read_picture(file, name).blob
    if _LETTERS.search(blob):
        what = _("the logo “{name}” has letters that need a font", name=short(name))
        expected = _("expected them as outlines (“Object to path” in the program that drew it), or a PNG")
        raise Problems.one(what, expected)
    import typst  # Only a logo that is drawn needs it.

    try:
        return typst.compile(_SVG, format="png", ppi=_SHARP, sys_inputs={"svg": blob.decode("utf-8-sig")})
    except (typst.TypstError, UnicodeDecodeError):
        what = _("the logo “{name}” cannot be drawn", name=short(name))
        raise Problems.one(what, _("expected an SVG that a browser shows, or a PNG")) from None


def _bytes(file: Path, name: str) -> bytes:
    try:
        if file.stat().st_size > _LARGEST:
            raise Problems.one(_("the picture “{name}” is too large", name=short(name)), _("expected 50 MB at most"))
        return file.read_bytes()
    except OSError as error:
        what = _("the picture “{name}” cannot be read", name=short(name))
        raise Problems.one(what, reason(error) if error.strerror else "") from None


def _refuse_others(head: bytes, name: str) -> None:
    for kind, holds in _OTHERS.items():
        if holds(head):
            what = _("“{name}” is {kind}, which a deck cannot show", name=short(name), kind=_(kind))
            expected = _("expected a picture: open it in the program it comes from, and save it as PNG")
            raise Problems.one(what, expected)


def _unreadable(error: Exception, name: str) -> Problems:
    from PIL import Image, UnidentifiedImageError

    if isinstance(error, Image.DecompressionBombWarning | Image.DecompressionBombError):
        what = _("the picture “{name}” has too many pixels", name=short(name))
        return Problems.one(what, _("expected 90 million at most"))
    if isinstance(error, UnidentifiedImageError):
        what = _("“{name}” is not a picture that a deck can hold", name=short(name))
        return Problems.one(what, _("expected a JPEG or a PNG"))
    what = _("the picture “{name}” is damaged or cut off", name=short(name))
    return Problems.one(what, _("fetch it again, or open it in another program and save it again"))


def _for_a_deck(blob: bytes, name: str) -> Photo:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from PIL import Image

        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with _opened(blob) as picture:
            _check_shape(picture.size, name)
            shows = getattr(picture, "n_frames", 1)
            kind, deep = picture.format or "", blob[24:25] == b"\x10"  # The bits of a PNG's colours.
            picture.draft(None, (_SHOWN, _SHOWN))
            picture.load()
            plain = not deep and picture.mode in _KEPT.get(kind, ()) and max(picture.size) <= _SHOWN
            if plain and shows == 1 and _orientation(picture) == 1:
                return Photo(_without_words(blob, kind))
            return Photo(_written(picture, kind), 1 if kind == "MPO" else shows)


def _opened(blob: bytes) -> Image.Image:
    """The picture, not decoded yet. A HEIC, as an iPhone takes it, has a reader of its own."""
    from PIL import Image

    if blob[4:8] == b"ftyp":
        from pi_heif import register_heif_opener

        register_heif_opener(thumbnails=False)
    return Image.open(BytesIO(blob), formats=[one for one in _READ if one in Image.OPEN or one != "HEIF"])


def _check_shape(size: tuple[int, int], name: str) -> None:
    width, height = size
    if not 1 / _LONGEST_SIDE <= width / height <= _LONGEST_SIDE:
        what = _("the picture “{name}” is a line, {width} × {height}", name=short(name), width=width, height=height)
        raise Problems.one(what, _("expected a picture to look at"))


def _orientation(picture: Image.Image) -> int:
    """How it has to be turned, 1 to 8; what a camera says there and nobody can read is no reason to refuse it."""
    with suppress(Exception):
        return int(picture.getexif().get(_ORIENTATION, 1))
    return 1


def _written(picture: Image.Image, kind: str) -> bytes:
    """The picture written anew: upright, not too large, in red, green, and blue."""
    from PIL import Image, ImageCms

    turns = Image.Transpose
    turned = {
        2: turns.FLIP_LEFT_RIGHT, 3: turns.ROTATE_180, 4: turns.FLIP_TOP_BOTTOM, 5: turns.TRANSPOSE,
        6: turns.ROTATE_270, 7: turns.TRANSVERSE, 8: turns.ROTATE_90,
    }.get(_orientation(picture))  # fmt: skip
    profile, told = picture.info.get("icc_profile"), {}
    found = picture
    if picture.mode == "CMYK" and profile:
        with suppress(ImageCms.PyCMSError, OSError):
            screen = ImageCms.createProfile("sRGB")
            found = ImageCms.profileToProfile(picture, BytesIO(profile), screen, outputMode="RGB") or picture
    elif profile and picture.mode in ("RGB", "RGBA"):
        told = {"icc_profile": profile}
    found = _in_colours(found)
    found.thumbnail((_SHOWN, _SHOWN))
    found = found if turned is None else found.transpose(turned)
    made = BytesIO()
    if "A" in found.mode or kind in _DRAWN:
        found.save(made, "PNG", **told)
    else:
        found.save(made, "JPEG", quality=_QUALITY, **told)
    return made.getvalue()


def _in_colours(picture: Image.Image) -> Image.Image:
    """With eight bits for each colour.

    Raises:
        UnidentifiedImageError: its numbers are measured, not colours of a screen.
    """
    from PIL import UnidentifiedImageError

    if picture.mode in ("F", "LAB"):
        raise UnidentifiedImageError(picture.mode)
    if picture.mode.startswith("I"):  # Sixteen bits of grey.
        return picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if picture.has_transparency_data:
        return picture.convert("RGBA")
    return picture if picture.mode == "L" else picture.convert("L" if picture.mode == "1" else "RGB")


def _without_words(blob: bytes, kind: str) -> bytes:
    """The same picture without what the file says besides: camera, place, program, remarks.

    Raises:
        ValueError: its end is missing.
    """
    return _png_alone(blob) if kind == "PNG" else _jpeg_alone(blob)


def _png_alone(blob: bytes) -> bytes:
    """All chunks but those that tell (PNG 1.2, section 3)."""
    kept, at = [blob[:8]], 8
    while at < len(blob):
        end = at + 12 + int.from_bytes(blob[at : at + 4])
        name = blob[at + 4 : at + 8]
        kept += [] if name in _TELLING else [blob[at:end]]
        if name == b"IEND" and end <= len(blob):
            return b"".join(kept)
        at = end
    raise ValueError("a PNG without an end")


def _jpeg_alone(blob: bytes) -> bytes:
    """All segments before the first scan but remarks and applications' own; those that decide colours stay.

    Segments are those of ITU-T T.81, annex B; 0xE0 is JFIF, 0xE2 may be a colour profile, 0xEE is Adobe's.
    """
    kept, at = [blob[:2]], 2
    while blob[at + 1] != 0xDA:
        if blob[at + 1] == 0xFF:  # A fill byte.
            at += 1
            continue
        end = at + 2 + int.from_bytes(blob[at + 2 : at + 4])
        marker, says = blob[at + 1], blob[at + 4 : at + 15]
        telling = marker in {*range(0xE1, 0xF0), 0xFE} - {0xEE} and says != b"ICC_PROFILE"
        kept += [] if telling else [blob[at:end]]
        at = end
    if b"\xff\xd9" not in blob[at:]:
        raise ValueError("a JPEG without an end")
    return b"".join([*kept, blob[at:]])
