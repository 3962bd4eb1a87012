"""Where lines end: no text in one short word, no line between a number and the short word beside it, and a word that
must be broken has its hyphen.

PowerPoint and LibreOffice do not agree on what a soft hyphen looks like: LibreOffice breaks the line and shows nothing.
So none is written. A word that has room on a line of its own stays whole, as long as it is; one that has none gets the
hyphens at which it is broken: each part is as long as there is room for, so that no hyphen stands within a line.

A space that no line is broken at works wherever the text is shown, and takes no other room: the last line only gets
the word before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial

from facilitator.canvas import Emu
from facilitator.canvas.fonts import Font
from facilitator.canvas.measure import SAFETY, SOFT, Extent, extent, text_width
from facilitator.canvas.own_layouts import Layout, Slot
from facilitator.canvas.shapes import AnyShape, Group, Paragraph, Placeholder, Run, Shape, Table, TextBody
from facilitator.canvas.slides.shared import as_shown, font_in, room_in, slot_of
from facilitator.canvas.text import Style, text_room

__all__ = ["hyphenated", "kept_together"]


_WORD = re.compile(rf"[^ \t\n]*{SOFT}[^ \t\n]*")


def hyphenated(shapes: Sequence[AnyShape], layout: Layout, style: Style) -> tuple[AnyShape, ...]:
    """The shapes of a slide on that layout, with hyphens only where their texts need them."""
    return tuple([_hyphenated_shape(shape, layout, style) for shape in shapes])


def _hyphenated_shape(shape: AnyShape, layout: Layout, style: Style) -> AnyShape:
    match shape:
        case Group():
            return replace(shape, shapes=hyphenated(shape.shapes, layout, style))
        case Shape(text=text) if text is not None and SOFT in text.text:
            return replace(shape, text=_body(text, text_room(shape).w, style))
        case Table():
            rows = (zip(row, shape.widths, strict=True) for row in shape.rows)
            made = (tuple([replace(cell, text=_cell(cell.text, width, style)) for cell, width in row]) for row in rows)
            return replace(shape, rows=tuple(made))
        case Placeholder() if any(SOFT in one.text for one in shape.paragraphs):
            return _hyphenated_placeholder(shape, layout, style)
        case _:
            return shape


def _cell(text: TextBody, width: Emu, style: Style) -> TextBody:
    left, _top, right, _bottom = text.insets
    return _body(text, width - left - right, style) if SOFT in text.text else text


def _body(text: TextBody, width: Emu, style: Style) -> TextBody:
    font = style.font(bold=text.bold, major=text.major)
    return replace(text, paragraphs=tuple([_paragraph(one, width, text.size, font) for one in text.paragraphs]))


def _hyphenated_placeholder(shape: Placeholder, layout: Layout, style: Style) -> Placeholder:
    slot = slot_of(shape, layout)
    if slot is None:
        return shape
    width, _height = room_in(replace(slot, box=shape.box or slot.box))
    made = partial(_paragraph, width=width, size=shape.size or slot.size, font=font_in(slot, style))
    return replace(shape, paragraphs=tuple(map(made, shape.paragraphs)))


def _paragraph(one: Paragraph, width: Emu, size: float, font: Font) -> Paragraph:
    room = (width - one.indent * (one.level + 1)) / SAFETY
    return replace(one, runs=tuple(_run(run, room, size, font) for run in one.runs))


def _run(run: Run, room: float, size: float, font: Font) -> Run:
    look = font if run.bold is None else font.made(run.bold)
    fitted = partial(_fitted, room=room, size=run.size or size, font=look)
    return replace(run, text=_WORD.sub(lambda found: fitted(found[0]), run.text))


def _fitted(word: str, room: float, size: float, font: Font) -> str:
    """The word, whole if a line has room for it, else in as few parts as have room, with hyphens."""
    whole = word.replace(SOFT, "")
    if text_width(whole, size, font) <= room:
        return whole
    done, line = "", ""
    for syllable in word.split(SOFT):
        if line and text_width(f"{line}{syllable}-", size, font) > room:
            done, line = f"{done}{line}-", ""
        line += syllable
    return done + line


_KEPT = "\u00a0"
_WIDER = 1.025
"""Texts are measured with some width to spare: shown, more may stand on a line."""
_SHORT = "|".join(rf"(?<=\b[^\W\d]{{{letters}}}{dot})" for letters in range(1, 5) for dot in ("", r"\."))
_PAIR = re.compile(
    rf"(?:{_SHORT}|(?<=§)) (?=\d)"
    rf"|(?<=\d) (?=(?:[^\W\d]{{1,3}}|[%‰])(?!\w))"
    rf"|(?:(?<=\b\d\.)|(?<=\b\d\d\.)) (?=[a-zæøå])"
)
"""The space between a number and a word of four letters before it, or of three behind it, at most: “kl. 10”, “side 3”,
“10 min.”, “1 af 3”; behind “§”, and behind a number with a dot: “1. juli”.
"""
_TWO, _GOOD_END, _FAIR_END, _MOST_HELD = 2, 0.3, 0.2, 4
"""Of two lines, the part of the width that the second takes, and where it begins behind a sign; spaces held for it."""
_PAUSE = re.compile(r"[,.;:?!…–]$")
_OPEN = re.compile(r"(?<=\w) (?=…|– )")
"""The space before what is left open, “jeg vil …”, and before a dash, which no line begins with."""


def kept_together(shapes: Sequence[AnyShape], layout: Layout, style: Style) -> tuple[AnyShape, ...]:
    """The shapes of a slide on that layout, words together where one would stand alone on a line or be parted from
    its number.
    """
    return tuple([_one(shape, layout, style) for shape in shapes])


def _one(shape: AnyShape, layout: Layout, style: Style) -> AnyShape:
    match shape:
        case Group():
            return replace(shape, shapes=kept_together(shape.shapes, layout, style))
        case Shape(text=text) if text is not None and text.text:
            font = style.font(bold=text.bold, major=text.major)
            kept = _paragraphs(text.paragraphs, text_room(shape).w, text.size, font)
            return shape if kept == text.paragraphs else replace(shape, text=replace(text, paragraphs=kept))
        case Table():
            rows = (zip(row, shape.widths, strict=True) for row in shape.rows)
            made = (
                tuple([replace(cell, text=_kept_cell(cell.text, width, style)) for cell, width in row]) for row in rows
            )
            return replace(shape, rows=tuple(made))
        case Placeholder():
            slot = slot_of(shape, layout)
            return shape if slot is None else _placeholder(shape, slot, style)
        case _:
            return shape


def _kept_cell(text: TextBody, width: Emu, style: Style) -> TextBody:
    left, _top, right, _bottom = text.insets
    font = style.font(bold=text.bold, major=text.major)
    return replace(text, paragraphs=_paragraphs(text.paragraphs, width - left - right, text.size, font))


def _placeholder(shape: Placeholder, slot: Slot, style: Style) -> Placeholder:
    width, _height = room_in(replace(slot, box=shape.box or slot.box))
    shown = [as_shown(one, slot) for one in shape.paragraphs]
    size, font = shape.size or slot.size, font_in(slot, style)
    pairs = zip(shape.paragraphs, shown, strict=True)
    kept = tuple([_kept(one, seen, width, size, font) for one, seen in pairs])
    return shape if kept == shape.paragraphs else replace(shape, paragraphs=kept)


def _paragraphs(paragraphs: Sequence[Paragraph], width: Emu, size: float, font: Font) -> tuple[Paragraph, ...]:
    return tuple([_kept(one, one, width, size, font) for one in paragraphs])


def _kept(one: Paragraph, seen: Paragraph, width: Emu, size: float, font: Font) -> Paragraph:
    """The paragraph, whose look is that of ``seen``, with words together where that is better."""
    if _parts_a_number(seen, width, size, font):
        one, seen = _held(one, _PAIR), _held(seen, _PAIR)
    if any(_OPEN.search(run.text) for run in seen.runs):
        found, held = (extent([each], width, size, font) for each in (seen, _held(seen, _OPEN)))
        if (held.lines, held.broken) == (found.lines, found.broken):
            one, seen = _held(one, _OPEN), _held(seen, _OPEN)
    for _ in range(_held_at_end(seen, width, size, font)):
        one = _together(one)
    return one


def _parts_a_number(paragraph: Paragraph, width: Emu, size: float, font: Font) -> bool:
    """Whether a line would end between a number and its word, and needs not."""
    if not any(_PAIR.search(run.text) for run in paragraph.runs):
        return False
    held = _held(paragraph, _PAIR)

    def lines(one: Paragraph, share: float) -> tuple[int, bool]:
        found = extent([one], round(width * share), size, font)
        return found.lines, found.broken

    return lines(held, 1) == lines(paragraph, 1) and any(
        lines(to_space, share) != lines(to_word, share)
        for to_space, to_word in _beginnings(paragraph)
        for share in (1, _WIDER)
    )


def _beginnings(paragraph: Paragraph) -> Iterator[tuple[Paragraph, Paragraph]]:
    """The paragraph up to each such space, and up to the end of the word behind it."""
    for number, run in enumerate(paragraph.runs):
        for pair in _PAIR.finditer(run.text):
            space, word = pair.start(), len(run.text) - len(run.text[pair.end() :].partition(" ")[2])
            before = paragraph.runs[:number]
            yield (
                replace(paragraph, runs=(*before, replace(run, text=run.text[:space]))),
                replace(paragraph, runs=(*before, replace(run, text=run.text[:word].rstrip()))),
            )


def _held(paragraph: Paragraph, spaces: re.Pattern[str]) -> Paragraph:
    """The paragraph with no line ending at these spaces."""
    return replace(paragraph, runs=tuple([replace(run, text=spaces.sub(_KEPT, run.text)) for run in paragraph.runs]))


def _held_at_end(paragraph: Paragraph, width: Emu, size: float, font: Font) -> int:
    """How many spaces before its last words no line is to end at: the fewest that give the second of two lines a good
    length; else one, where one word would stand alone and the two together have room in as many lines.
    """

    def laid(one: Paragraph) -> Extent:
        """With the shorter of the last lines that it may be shown with."""
        found, wider = (extent([one], round(width * share), size, font) for share in (1, _WIDER))
        return found._replace(stub=found.stub or wider.stub, last=min(found.last, wider.last))

    as_it_is = laid(paragraph)
    most = _MOST_HELD if as_it_is.lines == _TWO else int(as_it_is.stub)
    if as_it_is.last >= _GOOD_END:
        return 0
    held, least = paragraph, 0
    for count in range(1, most + 1):
        held = _together(held)
        found = laid(held)
        if extent([held], width, size, font).stub or (found.lines, found.broken) != (as_it_is.lines, as_it_is.broken):
            break
        if found.last >= (_FAIR_END if _PAUSE.search(held.text.rpartition(" ")[0]) else _GOOD_END):
            return count
        least = least or int(as_it_is.stub)
    return least


def _together(paragraph: Paragraph) -> Paragraph:
    """The paragraph with its last two words together, if it has as many, whatever runs they stand in."""
    *before, last = paragraph.runs
    behind = [replace(last, text=last.text.rstrip())]
    while before and behind[0].text and " " not in behind[0].text:
        behind.insert(0, before.pop())
    head, space, tail = behind[0].text.rpartition(" ")
    if not space or not (head.strip() or before):
        return paragraph
    return replace(paragraph, runs=(*before, replace(behind[0], text=f"{head}{_KEPT}{tail}"), *behind[1:]))
