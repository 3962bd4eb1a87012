"""The file itself as the witness: the Open XML SDK's rules (openxml-audit), and our own for a deck of this house."""

from __future__ import annotations

import posixpath
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from lxml import etree
from openxml_audit import OpenXmlValidator, ValidationSeverity
from openxml_audit.schema.validator import SchemaValidator

__all__ = ["SMALLEST", "Package", "SlidePart", "audit", "faults"]

SMALLEST = 1200
"""The smallest size of any text, in 1/100 pt."""

NS = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "p": "http://schemas.openxmlformats.org/presentationml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "p14": "http://schemas.microsoft.com/office/powerpoint/2010/main",
    "pr": "http://schemas.openxmlformats.org/package/2006/relationships",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
}
_REL = f"{{{NS['r']}}}id"
_TITLES = {"title", "ctrTitle"}
_FURNITURE = {"dt", "ftr", "sldNum"}


def audit(deck: Path) -> list[str]:
    """What the rules of Microsoft's Open XML SDK have against the file."""
    return [str(e) for e in _auditor().validate(deck).errors if e.severity is ValidationSeverity.ERROR]


class _Schemas(SchemaValidator):  # type: ignore[misc]  # the library has no types
    """The schemas, held against a part that a process meets again (styles, a master) only once: nothing else counts."""

    def __init__(self) -> None:
        super().__init__()
        self._passed: set[tuple[str | None, bytes]] = set()

    def validate_part(self, part: Any, context: Any) -> Any:
        key = part.content_type, sha256(part.raw_content or b"").digest()
        if key in self._passed:
            return context.errors
        before = len(context.errors)
        errors = super().validate_part(part, context)
        if len(errors) == before:
            self._passed.add(key)
        return errors


@cache
def _auditor() -> OpenXmlValidator:
    auditor = OpenXmlValidator()
    auditor._schema_validator = _Schemas()
    return auditor


def faults(deck: Path) -> list[str]:
    """What our own rules have against the file, the deck first and then slide by slide."""
    package = Package(deck)
    found = [f"{package.name}: {what}" for rule in _DECK_RULES for what in rule(package)]
    for slide in package.slides:
        found += [f"slide {slide.number}: {what}" for rule in _SLIDE_RULES for what in rule(slide)]
    return found


@dataclass(frozen=True)
class Package:
    """A .pptx as parts."""

    path: Path

    @property
    def name(self) -> str:
        return self.path.name

    @cached_property
    def parts(self) -> dict[str, bytes]:
        with zipfile.ZipFile(self.path) as archive:
            return {name: archive.read(name) for name in archive.namelist()}

    def xml(self, part: str) -> Any:
        """The root element of a part."""
        return etree.fromstring(self.parts[part])

    def related(self, part: str) -> dict[str, str]:
        """The parts that a part refers to: target by relationship id."""
        folder, name = posixpath.split(part)
        rels = f"{folder}/_rels/{name}.rels"
        if rels not in self.parts:
            return {}
        inside = self.xml(rels).xpath("pr:Relationship[not(@TargetMode='External')]", namespaces=NS)
        return {
            r.get("Id"): posixpath.normpath(posixpath.join("/" + folder, r.get("Target"))).lstrip("/") for r in inside
        }

    @cached_property
    def presentation(self) -> Any:
        return self.xml("ppt/presentation.xml")

    @cached_property
    def slides(self) -> list[SlidePart]:
        """The slides in order."""
        related = self.related("ppt/presentation.xml")
        ids = self.presentation.xpath("p:sldIdLst/p:sldId", namespaces=NS)
        return [SlidePart(self, number, related[i.get(_REL)], i.get("id")) for number, i in enumerate(ids, 1)]

    @cached_property
    def sections(self) -> list[tuple[str, list[str]]]:
        """The sections of the slide sorter: name and slide ids."""
        found = self.presentation.xpath(".//p14:sectionLst/p14:section", namespaces=NS)
        return [(s.get("name"), s.xpath("p14:sldIdLst/p14:sldId/@id", namespaces=NS)) for s in found]


@dataclass(frozen=True)
class SlidePart:
    """A slide of the package."""

    package: Package
    number: int
    part: str
    id: str

    @cached_property
    def root(self) -> Any:
        return self.package.xml(self.part)

    def find(self, path: str) -> list[Any]:
        """XPath on the slide, with the usual prefixes."""
        found: list[Any] = self.root.xpath(path, namespaces=NS)
        return found

    @cached_property
    def title(self) -> str:
        """The text of its title placeholder, on one line."""
        titles = [p for p in self.find(".//p:sp[p:nvSpPr/p:nvPr/p:ph]") if _role(p) in _TITLES]
        return " ".join(_text(titles[0]).split()) if titles else ""

    @cached_property
    def text(self) -> str:
        """All that is read on it, a paragraph a line."""
        return "\n".join("".join(p.xpath(".//a:t/text()", namespaces=NS)) for p in self.find(".//a:p"))

    @cached_property
    def notes(self) -> str:
        """The speaker's notes."""
        for target in self.package.related(self.part).values():
            if "/notesSlides/" in target:
                bodies = self.package.xml(target).xpath(".//p:sp[p:nvSpPr/p:nvPr/p:ph[@type='body']]", namespaces=NS)
                return "\n".join(_text(body) for body in bodies)
        return ""

    @cached_property
    def alternatives(self) -> dict[str, str]:
        """The alternative texts of its groups, pictures, and tables, by shape name."""
        return {p.get("name"): p.get("descr") or "" for p in self.find(f"p:cSld/p:spTree/*/{_PICTURED}/p:cNvPr")}


_PICTURED = "*[self::p:nvGrpSpPr or self::p:nvPicPr or self::p:nvGraphicFramePr]"


def _role(shape: Any) -> str:
    found = shape.xpath("p:nvSpPr/p:nvPr/p:ph", namespaces=NS)
    return str(found[0].get("type", "body")) if found else ""


def _text(shape: Any) -> str:
    paragraphs = shape.xpath(".//a:p", namespaces=NS)
    return "\n".join("".join("\n" if n.tag.endswith("}br") else n.text or "" for n in _pieces(p)) for p in paragraphs)


def _pieces(paragraph: Any) -> list[Any]:
    found: list[Any] = paragraph.xpath(".//a:t | .//a:br", namespaces=NS)
    return found


# --- rules for the deck ---------------------------------------------------------------------------------------------


def _slides_are_numbered_in_order(package: Package) -> Iterator[str]:
    # LibreOffice aborts on a link to slideN.xml with N above the number of slides.
    for slide in package.slides:
        if slide.part != f"ppt/slides/slide{slide.number}.xml":
            yield f"slide {slide.number} is the part {slide.part}"


def _sections_hold_every_slide(package: Package) -> Iterator[str]:
    held = [i for _, ids in package.sections for i in ids]
    if held != [slide.id for slide in package.slides]:
        yield f"the sections hold the slide ids {held}, the deck has {[s.id for s in package.slides]}"


def _titles_are_unique(package: Package) -> Iterator[str]:
    counts = Counter(slide.title for slide in package.slides)
    yield from (f"{count} slides have the title “{title}”" for title, count in counts.items() if count > 1)


_ADDRESSES = ("https://", "http://", "mailto:", "tel:")
"""What a link may lead to; nothing that is shown may lie there."""


def _nothing_is_outside_the_file(package: Package) -> Iterator[str]:
    for part, content in package.parts.items():
        if not part.endswith(".rels") or b"TargetMode" not in content:
            continue
        for one in package.xml(part).xpath("pr:Relationship[@TargetMode='External']", namespaces=NS):
            if not one.get("Type").endswith("/hyperlink") or not one.get("Target").startswith(_ADDRESSES):
                yield f"{part} points outside the file"


# --- rules for a slide ----------------------------------------------------------------------------------------------


def _has_a_title(slide: SlidePart) -> Iterator[str]:
    if not slide.title:
        yield "has no title"


def _has_notes(slide: SlidePart) -> Iterator[str]:
    if not slide.notes.strip():
        yield "has no speaker notes"


def _ids_are_unique(slide: SlidePart) -> Iterator[str]:
    counts = Counter(slide.find(".//p:cNvPr/@id"))
    yield from (f"the shape id {i} is used {count} times" for i, count in counts.items() if count > 1)


def _shapes_have_names(slide: SlidePart) -> Iterator[str]:
    # The tree itself is a group too, and has no name in PowerPoint's own files.
    unnamed = slide.find("p:cSld/p:spTree/*/*/p:cNvPr[not(normalize-space(@name))]")
    yield from (f"the shape with id {p.get('id')} has no name" for p in unnamed)


def _pictures_are_described(slide: SlidePart) -> Iterator[str]:
    for name, alternative in slide.alternatives.items():
        decorative = slide.find(f"p:cSld/p:spTree/*/{_PICTURED}/p:cNvPr[.//adec:decorative[@val='1']]/@name")
        if not alternative.strip() and name not in decorative:
            yield f"“{name}” has no alternative text"


def _texts_have_a_language(slide: SlidePart) -> Iterator[str]:
    for run in slide.find(".//a:r[not(a:rPr/@lang)] | .//a:fld[not(a:rPr/@lang)]"):
        yield f"“{''.join(run.itertext())[:40]}” has no language"


def _texts_are_large_enough(slide: SlidePart) -> Iterator[str]:
    for shape in slide.find(".//p:sp | .//a:tc"):
        if _role(shape) in _FURNITURE:
            continue
        # What is wholly transparent is not read by eyes.
        sizes = shape.xpath(".//@sz[not(parent::*/a:solidFill/*/a:alpha/@val='0')]", namespaces=NS)
        small = [int(s) for s in sizes if int(s) < SMALLEST]
        if small:
            yield f"“{_text(shape)[:40]}” is set in {min(small) / 100:g} pt"


def _placeholders_are_filled(slide: SlidePart) -> Iterator[str]:
    for shape in slide.find(".//p:sp[p:nvSpPr/p:nvPr/p:ph]"):
        if not _text(shape).strip():
            yield f"the placeholder “{shape.xpath('string(p:nvSpPr/p:cNvPr/@name)', namespaces=NS)}” is empty"


_DECK_RULES: tuple[Callable[[Package], Iterator[str]], ...] = (
    _slides_are_numbered_in_order,
    _sections_hold_every_slide,
    _titles_are_unique,
    _nothing_is_outside_the_file,
)
_SLIDE_RULES: tuple[Callable[[SlidePart], Iterator[str]], ...] = (
    _has_a_title,
    _has_notes,
    _ids_are_unique,
    _shapes_have_names,
    _pictures_are_described,
    _texts_have_a_language,
    _texts_are_large_enough,
    _placeholders_are_filled,
)
