"""What PowerPoint asks of a file: parts that are there, ids of their own, layouts, and not too much of anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from facilitator.inspection.finding import Finding
from facilitator.messages import _, mark
from facilitator.office.package import CONTENT_TYPES
from facilitator.office.presentation import MOST_TEXTS, Presentation, Slide
from facilitator.office.shapes import MOST
from facilitator.office.xml import NS, tag

__all__ = ["content_types", "layout", "relationships", "shape_ids", "slide_ids", "too_many_shapes"]

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
    for number, count in Counter(slide.get("id", "") for slide in listed).items():
        if count > 1:
            yield Finding(0, "", _("has {n} slides with the id {id}", n=count, id=number), _(_ANEW))
        if not (number.isdecimal() and _FIRST_ID <= int(number[:11]) < _END_ID):
            yield Finding(0, "", _("has a slide with the id “{id}”; expected 256 to 2147483647", id=number), _(_ANEW))
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
    counts = Counter(number for _shape, number in ids)
    for shape, number in {number: (shape, number) for shape, number in ids if counts[number] > 1}.values():
        mend = _("cut the shape and paste it again: it gets an id of its own")
        yield Finding(slide.number, shape.name, _("shares the id {id} with another shape", id=number), mend)


def too_many_shapes(slide: Slide) -> Iterator[Finding]:
    """At most 1 000, with 5 000 texts; the others are not looked at."""
    if len(slide.shapes) == MOST or len(slide.texts) == MOST_TEXTS:
        what = _(
            "has {shapes} shapes or {texts} texts, or more; only so many are inspected", shapes=MOST, texts=MOST_TEXTS
        )
        yield Finding(slide.number, "", what, _("make a picture of the drawing, with an alternative text"))
