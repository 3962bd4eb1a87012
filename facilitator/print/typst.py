"""PDF by Typst: a page design from ``decks/print/``, filled with data, always to the same bytes.

What people wrote goes in as JSON in a file of its own and is never part of Typst's source, so no text can be taken for
code. The type is Source Sans Pro (SIL Open Font License) from a package; a font of the machine only where a brand
or a template asks for it by name, and for letters that are read from right to left, which it lacks.
"""

from __future__ import annotations

import json
import re
import unicodedata
from base64 import b64encode
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time
from functools import cache
from importlib.resources import files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal

import typst

from facilitator.canvas.fonts import files_of
from facilitator.content.theme import Fonts, Logo, Theme, size_of
from facilitator.kept import Kept, print_of
from facilitator.library import Library
from facilitator.messages import Place, Problems, _, plural, printable, short
from facilitator.print import Document, as_data
from facilitator.text import as_data as marked_data

__all__ = [
    "TooLong",
    "boxes",
    "document_pdf",
    "may_be_endless",
    "page_picture",
    "missing_fonts",
    "page_count",
    "page_designs",
    "pdf",
    "png",
    "printed_fonts",
]

_FAMILY, _NAME = "SourceSansPro", "Source Sans Pro"
_FACES = ("Regular", "It", "Semibold", "Bold", "BoldIt")
_STANDARDS: list[Literal["ua-1", "a-3a"]] = ["ua-1", "a-3a"]
"""Accessible (ISO 14289-1) and made to be kept (ISO 19005-3), both with all fonts embedded."""
_PAGES = re.compile(rb"/Type/Pages/Count (\d+)")
"""To read all of a PDF for that takes a tenth as long as to make it, and Typst writes this in plain."""
_BOX = "☐"
"""Stands for a sign that the type lacks."""
_FROM_RIGHT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
"""Hebrew, Arabic, and their like."""
_STAND_INS = ("Segoe UI", "Arial", "Noto Sans Arabic", "Noto Sans Hebrew", "Tahoma", "DejaVu Sans", "FreeSans")
"""Families with such letters that Windows, macOS, or Linux has, the one that looks most like ours first."""
_PLAIN = re.compile(r"[\s -~\u00a0-\u017e–—‘’“”„…•]*")
"""Texts whose signs the type has, as nearly all have; to know of others, it is opened."""
_ENDLESS = re.compile(r"\S{34}|[/@_=&.]\S{13}")
"""What no hyphen can break, such as an address, and more that looks like it: `base.typ` looks closer."""
_LISTED = 8
"""Words that are told."""
_ORDER_MARK = "\ufeff"
"""The type has it, and PDF/A forbids it."""
_UNDATED = date(2000, 1, 1)
_TOO_LONG = "too long: "
"""What a page design says (`panic`) of a text that has no room, before its name."""
_REMEMBERED = 11
"""Documents after which Typst forgets what none of them has asked for (typst-py: ``comemo::evict(10)``)."""
_NO_LETTER = re.compile("could not be displayed|codepoint")
"""What Typst says of a sign that its font lacks, or that PDF/A forbids: private ones, stray byte order marks."""


class TooLong(Exception):
    """A text that has no room at the smallest size; ``name`` says which."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} has no room for its text")


def pdf(page: str, data: Mapping[str, Any], *, library: Library, theme: Theme, created: date | None = None) -> bytes:
    """The page design filled with the data, as PDF/UA-1 and PDF/A-3a.

    Args:
        page: the name of a design in ``decks/print/``; it sees ``data`` and the theme's colours.
        data: anything that JSON can say, texts with markup among it; ``title`` (of the document) and ``locale``
            (``da-DK``) are needed. A sign that the type lacks (an emoji, say) is printed as a box.
        library: where page designs are found; all of them are there to be imported.
        theme: whose colours are used.
        created: the date that the file bears; the same input gives the same bytes.

    Raises:
        TooLong: a text has no room at the smallest size.
        Problems: the design, one of the user's own, does not work.
    """
    made_at = datetime.combine(created or _UNDATED, time(), UTC)
    return _compiled(page, data, library, theme, format="pdf", pdf_standards=_STANDARDS, timestamp=made_at)


def boxes(data: Any) -> tuple[str, ...]:
    """What to tell of a PDF with this data: which of its words have boxes for signs that the type lacks; or nothing."""
    texts = (text for text in _texts(data) if not _PLAIN.fullmatch(text))
    words = dict.fromkeys(word.strip(",.;:!?()") for text in texts for word in text.split())
    found = [word for word in words if _BOX not in word and _BOX in _boxed(word)]
    if not found:
        return ()
    names = ", ".join(short(word) for word in found[:_LISTED])
    more = [plural("and {n} more", "and {n} more", len(found) - _LISTED)] if len(found) > _LISTED else []
    what = _("printed with {box}, as the type of PDF files lacks a sign: {words}", box=_BOX, words=names)
    return (" ".join([what, *more]),)


def document_pdf(document: Document, *, library: Library, theme: Theme, created: date | None = None) -> bytes:
    """The document in its design, as `pdf` makes it."""
    return pdf(document.design, as_data(document), library=library, theme=theme, created=created)


def printed_fonts(theme: Theme) -> Fonts:
    """The fonts of a PDF: those that somebody asks for, as far as the machine has them; else our own."""
    asked = theme.printed or Fonts(body=_NAME, heading=_NAME)
    missing = missing_fonts(theme)
    body, heading = (_NAME if one in missing else one for one in (asked.body, asked.heading))
    return Fonts(body=body, heading=heading)


def missing_fonts(theme: Theme) -> tuple[str, ...]:
    """Families that somebody asks for and the machine does not have, or may not put into a PDF."""
    asked = theme.printed
    return tuple(one for one in asked.families if one != _NAME and not files_of(one)) if asked else ()


def page_count(made: bytes) -> int:
    """How many pages a PDF of Typst's has: the root of its page tree says it."""
    return max(int(found[1]) for found in _PAGES.finditer(made))


def png(page: str, data: Mapping[str, Any], *, library: Library, theme: Theme, dpi: int = 200) -> bytes:
    """The design's single page as a picture.

    Raises:
        TooLong: a text has no room at the smallest size.
    """
    return _compiled(page, data, library, theme, format="png", ppi=dpi)


def page_picture(paged: bytes, number: int = 1, dpi: int = 50) -> bytes:
    """A page of a PDF as a picture (PNG); the first is 1."""
    with TemporaryDirectory() as folder:
        Path(folder, "page.pdf").write_bytes(paged)
        design = Path(folder, "page.typ")
        design.write_text(f'#set page(width: auto, height: auto, margin: 0pt)\n#image("page.pdf", page: {number})')
        made = typst.compile(str(design), root=folder, format="png", ppi=dpi)
    assert isinstance(made, bytes)
    return made


def page_designs(library: Library) -> dict[str, bytes]:
    """Every page design of the library as the file that Typst reads, by its name."""
    return {f"{name}.typ": library.content("pages", name)[0] for name in library.names("pages")}


_TYPESET: Kept[bytes] = Kept(64)
"""The sessions of a programme share sheets, and so do an agenda before a change and after it."""


def _compiled(page: str, data: Mapping[str, Any], library: Library, theme: Theme, **how: Any) -> bytes:
    colours = {name: f"#{value}" for name, value in theme.colours.model_dump().items()}
    designs = page_designs(library)
    brand = {"logo": _logo(theme.logo), "sender": theme.sender}
    fonts = printed_fonts(theme)
    written = json.dumps(marked_data(data), ensure_ascii=False)
    directed = {*_FROM_RIGHT.findall(written)}
    more = dict.fromkeys(filter(None, map(_stand_in, sorted(directed))))
    type_ = {"body": [fonts.body, _NAME, *more], "heading": [fonts.heading, _NAME, *more]}
    asked = dict.fromkeys(path for one in (*fonts.families, *more) if one != _NAME for path in files_of(one))
    endless = may_be_endless([data, theme.sender])
    around = {"theme": colours, "brand": brand, "fonts": type_, "directed": bool(directed), "endless": endless}
    text = f"{written[:-1]}, {json.dumps(marked_data(around), ensure_ascii=False)[1:]}"

    def compiled(inputs: str) -> bytes:
        press = _PRESSES.of((*designs.items(), *asked), lambda: _Press(designs, tuple(asked)))
        return press.printed({"main.typ": designs[f"{page}.typ"], "data.json": inputs.encode()}, how)

    def with_boxes() -> bytes:
        try:
            return compiled(text)
        except typst.TypstError as error:
            if _NO_LETTER.search(error.message):
                return compiled(json.dumps({**_printable(json.loads(text)), "endless": True}, ensure_ascii=False))
            raise

    try:
        return _TYPESET.of(print_of(page, designs, text, tuple(asked), how), with_boxes)
    except typst.TypstError as error:
        _before, said, name = error.message.partition(_TOO_LONG)
        if said:
            raise TooLong(name) from None
        what = _("the page design does not work: {error}", error=printable(error.message))
        raise Problems.one(what, place=Place(library.label("pages", page))) from None


class _Press:
    """Page designs and fonts, with the compilers that have read them: each is one thread's at a time."""

    def __init__(self, designs: Mapping[str, bytes], asked: tuple[Path, ...]) -> None:
        self._designs = TemporaryDirectory(prefix="facilitator-pages-")  # A design reads no file but other designs.
        for name, content in designs.items():
            Path(self._designs.name, name).write_bytes(content)
        self._asked = asked
        self._idle: list[typst.Compiler] = []

    def printed(self, inputs: dict[str, bytes], how: dict[str, Any]) -> bytes:
        """The design ``main.typ`` with its data, in the format that ``how`` tells."""
        try:
            compiler = self._idle.pop()
        except IndexError:
            compiler = typst.Compiler(root=self._designs.name, font_paths=_fonts(*self._asked))
        try:
            made = compiler.compile(inputs, **how)
        finally:
            _forget(compiler)
            self._idle.append(compiler)
        assert isinstance(made, bytes)
        return made


_PRESSES: Kept[_Press] = Kept(8)


def _forget(compiler: typst.Compiler) -> None:
    """Have Typst forget what it has laid out.

    It remembers each step of a document, three to thirty megabytes of them, until ten others have been set. No
    document asks for those of another, and an empty one takes a third of a millisecond.
    """
    for _number in range(_REMEMBERED):
        compiler.compile(b"", format="svg")


def may_be_endless(data: Any) -> bool:
    """Whether one of its texts may have what no hyphen can break: else no page design need look for it."""
    return any(map(_ENDLESS.search, _texts(data)))


def _texts(data: Any) -> Iterator[str]:
    """Every text in it, but for drawings."""
    if isinstance(data, str):
        if not data.startswith("<svg"):
            yield data
    elif isinstance(data, dict | list | tuple):
        for value in data.values() if isinstance(data, dict) else data:
            yield from _texts(value)


_PAPER = (255, 255, 255)
_MARK = (45, 14)
"""mm: how wide and how high a logo may be."""


def _logo(logo: Logo | None) -> dict[str, str | float] | None:
    """A logo as page designs take it: in an SVG, for no other picture can stand in JSON; its size in mm."""
    if logo is None:
        return None
    blob = logo.on(_PAPER)
    width, height = size_of(blob)
    scale = min(_MARK[0] / width, _MARK[1] / height)
    kind = "png" if blob.startswith(b"\x89PNG") else "jpeg"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}"><image width="{width}" '
        f'height="{height}" href="data:image/{kind};base64,{b64encode(blob).decode()}"/></svg>'
    )
    return {"svg": svg, "width": width * scale, "height": height * scale}


def _printable(data: Any) -> Any:
    """The data with a box for every sign that the type lacks, such as an emoji; what is never seen is left out."""
    if isinstance(data, str):
        return _boxed(data)
    if isinstance(data, dict):
        return {_boxed(key): _printable(value) for key, value in data.items()}
    return [_printable(value) for value in data] if isinstance(data, list) else data


@cache
def _known() -> frozenset[int]:
    """The signs of the type."""
    from fontTools.ttLib import TTFont  # Only a text with odd signs needs it, as below.

    return frozenset(TTFont(Path(_folder().name, f"{_FAMILY}-Regular.otf"), lazy=True).getBestCmap())


@cache
def _letters(family: str) -> frozenset[int]:
    """The signs of a family of the machine; none where it has none to put into a document."""
    from fontTools.ttLib import TTFont

    return frozenset(
        sign for path in files_of(family)[:1] for sign in TTFont(path, lazy=True, fontNumber=0).getBestCmap()
    )


@cache
def _stand_in(sign: str) -> str | None:
    """The family that has a letter which is read from right to left; None where the machine has none."""
    return next((family for family in _STAND_INS if ord(sign) in _letters(family)), None)


def _has(sign: str) -> bool:
    """Whether the type has a sign, or a family that stands in for it."""
    return ord(sign) in _known() or (_FROM_RIGHT.match(sign) is not None and _stand_in(sign) is not None)


def _boxed(text: str) -> str:
    shown = "".join(map(_shown, text))
    return shown if shown.strip() or not text.strip() else _BOX


def _shown(sign: str) -> str:
    """The sign itself, or what stands for it."""
    kind = unicodedata.category(sign)
    if _has(sign) and kind != "Co" and sign != _ORDER_MARK:
        return sign
    if sign.isspace():
        return sign if sign in "\n\r\t" else " "
    alike = unicodedata.normalize("NFKC", sign).replace("\u2010", "-")
    if all(map(_has, alike)):
        return alike
    return "" if kind in ("Cf", "Mn", "Me") else _BOX


@cache
def _folder() -> TemporaryDirectory[str]:
    """The faces in a folder of their own: the package has each twice, and Typst would take the first that it meets."""
    folder = TemporaryDirectory(prefix="facilitator-fonts-")
    shipped = files("font_source_sans_pro").joinpath("files")
    for face in _FACES:
        name = f"{_FAMILY}-{face}.otf"
        Path(folder.name, name).write_bytes(shipped.joinpath(name).read_bytes())
    return folder


@cache
def _copied(*files: Path) -> TemporaryDirectory[str]:
    """Fonts of the machine in a folder of their own, as long as the process lives; Typst reads them late."""
    folder = TemporaryDirectory(prefix="facilitator-fonts-")
    for path in files:
        Path(folder.name, path.name).write_bytes(path.read_bytes())
    return folder


@cache
def _fonts(*files: Path) -> typst.Fonts:
    """Our faces and those in these files, read once."""
    return typst.Fonts(include_system_fonts=False, font_paths=[_folder().name, _copied(*files).name])
