"""One inspection: a file opened, every rule asked, the findings in the order of the slides. Rules here are what
PowerPoint and screen readers ask.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from facilitator.canvas import Box, pt
from facilitator.inspection import Finding
from facilitator.inspection.legibility import contrast, text_fits, text_size
from facilitator.messages import _, mark
from facilitator.office import NS, Element, find, flag, number, tag
from facilitator.office.package import CONTENT_TYPES
from facilitator.office.presentation import MOST_TEXTS, Presentation, Slide, open_presentation
from facilitator.office.shapes import FURNITURE, MOST, TITLES, Shape, text_of

__all__ = [
    "DECK_RULES", "RULES", "Report", "alternative_text", "content_types", "empty_placeholder", "inspect", "language",
    "layout", "reading_order", "relationships", "shape_ids", "slide_ids", "table_header", "title", "too_many_shapes",
    "unique_title",
]  # fmt: skip


_ANEW = mark("open it in PowerPoint, let it repair the file, and save it anew")
_ID = tag("r:id")
_RELATION = f"{{{NS['r']}}}"
_RELS = ".rels"
_FIRST_ID, _END_ID = 256, 2**31
"""The range of slide ids (ECMA-376 19.7.13)."""


def relationships(deck: Presentation) -> Iterator[Finding]:
    """What parts of the file point to is in the file."""
    parts = deck.package.parts
    for part in ("", *(name for name in parts if not name.endswith(_RELS) and name != CONTENT_TYPES)):
        for found in deck.package.related(part).values():
            if not found.external and found.target not in parts:
                yield Finding(0, part, _("points to “{name}”, which is not in the file", name=found.target), _(_ANEW))


def content_types(deck: Presentation) -> Iterator[Finding]:
    """Every part says what it is, and nothing is said of parts that are not there."""
    package = deck.package
    for part in package.parts:
        if part != CONTENT_TYPES and not package.content_type(part):
            yield Finding(0, part, _("has no content type"), _(_ANEW))
    for name in package.own_types:
        if package.parts.named(name) is None:
            yield Finding(0, name, _("has a content type, but is not in the file"), _(_ANEW))


def slide_ids(deck: Presentation) -> Iterator[Finding]:
    """Each slide is listed once, with an id of its own."""
    listed = deck.root.findall("p:sldIdLst/p:sldId", NS)
    related = deck.package.related(deck.package.main)
    for said, count in Counter(slide.get("id", "") for slide in listed).items():
        if count > 1:
            yield Finding(0, "", _("has {n} slides with the id {id}", n=count, id=said), _(_ANEW))
        if not (said.isdecimal() and _FIRST_ID <= int(said[:11]) < _END_ID):
            yield Finding(0, "", _("has a slide with the id “{id}”; expected 256 to 2147483647", id=said), _(_ANEW))
    targets = [related[slide.get(_ID)].target if slide.get(_ID) in related else "" for slide in listed]
    for target, count in Counter(targets).items():
        if not target:
            yield Finding(0, "", _("lists a slide that is not in the file"), _(_ANEW))
        elif count > 1:
            yield Finding(0, target, _("is listed {n} times as a slide", n=count), _(_ANEW))


def layout(slide: Slide) -> Iterator[Finding]:
    """The slide has a layout, and everything it refers to by a relationship."""
    if slide.layout is None or slide.master is None:
        yield Finding(slide.number, "", _("has no layout"), _(_ANEW))
    known = slide.presentation.package.related(slide.part)
    # PowerPoint itself writes empty references, for links that only run something.
    used = {
        value
        for element in slide.root.iter("*")
        for name, value in element.attrib.items()
        if name.startswith(_RELATION) and value
    }
    for missing in sorted(used - known.keys()):
        yield Finding(slide.number, "", _("refers to the relationship “{id}”, which it has not", id=missing), _(_ANEW))


def shape_ids(slide: Slide) -> Iterator[Finding]:
    """Shapes have different ids, by which animations and links tell them apart."""
    ids = [(shape, shape.identity.get("id", "")) for shape in slide.shapes if shape.identity is not None]
    counts = Counter(said for _shape, said in ids)
    for shape, said in {said: (shape, said) for shape, said in ids if counts[said] > 1}.values():
        mend = _("cut the shape and paste it again: it gets an id of its own")
        yield Finding(slide.number, shape.name, _("shares the id {id} with another shape", id=said), mend)


def too_many_shapes(slide: Slide) -> Iterator[Finding]:
    """At most 1 000, with 5 000 texts; the others are not looked at."""
    if len(slide.shapes) == MOST or len(slide.texts) == MOST_TEXTS:
        what = _(
            "has {shapes} shapes or {texts} texts, or more; only so many are inspected", shapes=MOST, texts=MOST_TEXTS
        )
        yield Finding(slide.number, "", what, _("make a picture of the drawing, with an alternative text"))


_SEEN = frozenset(["picture", "group", "frame"])
"""Lines and arrows between shapes are left to what they connect."""
_FILE_NAME = re.compile(r"\S+\.(png|jpe?g|gif|bmp|svg|emf|wmf|tiff?|webp|heic)", re.IGNORECASE)
_APART = pt(2)
"""Shapes that come closer, or overlap, have no order that can be seen."""
_SHARED = 0.5
"""Share of the shorter side that two shapes have in common in a column or a row."""


def title(slide: Slide) -> Iterator[Finding]:
    """Every slide has a title, in the placeholder for it."""
    if not slide.title:
        mend = _("write one in the title placeholder; it may stand outside the slide if nobody is to see it")
        yield Finding(slide.number, "", _("has no title"), mend)


def unique_title(slide: Slide) -> Iterator[Finding]:
    """No two slides have the same title."""
    earlier = [one.casefold() for one in slide.presentation.titles[: slide.number - 1]]
    if slide.title and slide.title.casefold() in earlier:
        other = earlier.index(slide.title.casefold()) + 1
        what = _("has the same title as slide {number}", number=other)
        yield Finding(slide.number, "", what, _("say in the title what is different"))


def alternative_text(slide: Slide) -> Iterator[Finding]:
    """What shows something without words has one, or is decoration: pictures, groups, tables, charts, bare shapes.

    A group speaks for what is in it.
    """
    for shape in slide.shapes:
        if shape.parent is not None or shape.decorative or shape.hidden or not _only_shows(shape):
            continue
        mend = _("say in a sentence what it shows, or mark it as decorative")
        if not shape.alt:
            yield Finding(slide.number, shape.name, _("has no alternative text"), mend)
        elif _FILE_NAME.fullmatch(shape.alt):
            what = _("has a file name for its alternative text: “{text}”", text=shape.alt)
            yield Finding(slide.number, shape.name, what, mend)


def _only_shows(shape: Shape) -> bool:
    is_bare = shape.kind == "shape" and shape.placeholder is None and not shape.text.strip()
    return shape.kind in _SEEN or is_bare


def reading_order(slide: Slide) -> Iterator[Finding]:
    """Of two shapes clearly one above the other, or side by side, the upper or left one is read first.

    The title may come before everything. One finding a slide: mending the first pair often mends the others.
    """
    placed = [(shape, box) for shape in slide.shapes if _is_read(shape) and (box := slide.box(shape)) is not None]
    for (before, box), (after, other) in combinations(placed, 2):
        if before.role in TITLES:
            continue
        what = _wrong(after.name, other, box)
        if what:
            mend = _("put the shapes in order in Home > Arrange > Selection Pane, the first one at the bottom")
            yield Finding(slide.number, before.name, what, mend)
            return


def _is_read(shape: Shape) -> bool:
    if shape.parent is not None or shape.hidden or shape.decorative or shape.role in FURNITURE:
        return False
    return shape.kind != "connector" and bool(shape.kind != "shape" or shape.text.strip() or shape.alt)


def _wrong(name: str, one: Box, other: Box) -> str:
    """What is wrong where ``other`` is read before ``one``, the shape of this name; empty where nothing is."""
    if one.bottom + _APART <= other.y and _share(one.x, one.right, other.x, other.right):
        return _("is read before “{name}”, which stands above it", name=name)
    if one.right + _APART <= other.x and _share(one.y, one.bottom, other.y, other.bottom):
        return _("is read before “{name}”, which stands to the left of it", name=name)
    return ""


def _share(start: int, end: int, other_start: int, other_end: int) -> bool:
    shared = min(end, other_end) - max(start, other_start)
    return shared > 0 and shared >= _SHARED * min(end - start, other_end - other_start)


def table_header(slide: Slide) -> Iterator[Finding]:
    """The first row is marked as the header, and each of its cells names one column.

    The first cell may be empty: the corner over the names of the rows.
    """
    for shape in slide.shapes:
        if shape.table is None or shape.decorative:
            continue
        cells = list(shape.table.iterfind(f"{tag('a:tr')}[1]/{tag('a:tc')}"))
        if not flag(find(shape.table, "a:tblPr"), "firstRow"):
            mend = _("tick Header Row under Table Design, and let the first row say what stands below")
            yield Finding(slide.number, shape.name, _("has no header row"), mend)
        elif any(_is_merged(cell) for cell in cells):
            mend = _("split the merged cells: one header for each column")
            yield Finding(slide.number, shape.name, _("has merged cells in its header row"), mend)
        elif not all(text_of(find(cell, "a:txBody")).strip() for cell in cells[1:]):
            mend = _("say in a word what stands in the column")
            yield Finding(slide.number, shape.name, _("has an empty cell in its header row"), mend)


def _is_merged(cell: Element) -> bool:
    spans = max(number(cell, "gridSpan") or 1, number(cell, "rowSpan") or 1)
    return spans > 1 or bool(flag(cell, "hMerge")) or bool(flag(cell, "vMerge"))


def empty_placeholder(slide: Slide) -> Iterator[Finding]:
    """None is left. (An empty title is a slide without a title.)"""
    for shape in slide.shapes:
        is_open = shape.kind == "shape" and shape.role and shape.role not in FURNITURE | TITLES
        if is_open and not shape.text.strip():
            yield Finding(slide.number, shape.name, _("is an empty placeholder"), _("fill it, or delete it"))


def language(slide: Slide) -> Iterator[Finding]:
    """Every text has a language, by which it is pronounced and its spelling checked."""
    for text in slide.texts:
        if any(not run.look.language for run in text.runs):
            mend = _("mark the text and choose it under Review > Language > Set Proofing Language")
            yield Finding(slide.number, text.shape.name, _("has text without a language"), mend)


# A rule is a function from a slide (or the deck) to findings; a new one is a function and its name here.
DECK_RULES: tuple[Callable[[Presentation], Iterator[Finding]], ...] = (relationships, content_types, slide_ids)
"""What is asked once."""

RULES: tuple[Callable[[Slide], Iterator[Finding]], ...] = (
    layout,
    shape_ids,
    too_many_shapes,
    title,
    unique_title,
    alternative_text,
    reading_order,
    table_header,
    contrast,
    empty_placeholder,
    language,
    text_size,
    text_fits,
)
"""What is asked of every slide."""


@dataclass(frozen=True)
class Report:
    """What was inspected, and what was found."""

    titles: tuple[str, ...]
    """Of all slides; empty where there is none."""
    findings: tuple[Finding, ...]


def inspect(path: Path) -> Report:
    """Everything that the rules have against the PowerPoint file at ``path``.

    Raises:
        Problems: it cannot be opened, is no PowerPoint file, or a part of it is damaged.
    """
    with open_presentation(path) as deck:
        deck.package.parts.read_through()
        findings = [found for rule in DECK_RULES for found in _named(rule.__name__, rule(deck))]
        told: set[tuple[str, str, str]] = set()
        for slide in deck.slides():
            found = [one for rule in RULES for one in _named(rule.__name__, rule(slide))]
            findings += _once(found, slide, told)
        return Report(tuple(deck.titles), tuple(findings))


def _once(findings: Iterable[Finding], slide: Slide, told: set[tuple[str, str, str]]) -> Iterator[Finding]:
    """The findings without those on footers, dates, and numbers that have been told of another slide."""
    feet = {shape.name for shape in slide.placeholders if shape.role in FURNITURE}
    for found in findings:
        known = (found.rule, found.shape, found.what)
        if found.shape not in feet or known not in told:
            yield found
        if found.shape in feet:
            told.add(known)


def _named(rule: str, findings: Iterable[Finding]) -> Iterator[Finding]:
    """The findings with the name of their rule."""
    return (replace(found, rule=rule) for found in findings)
