"""How large, how light, and in which of the theme's colours things are drawn on a layout, to be seen on its ground."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import cycle
from typing import NamedTuple

from facilitator.canvas import ABOVE, Box, Emu, cm, pt
from facilitator.canvas.adapting import Suit, proportion
from facilitator.canvas.fonts import Font
from facilitator.canvas.legible import INKS, readable
from facilitator.canvas.own_layouts import DESIGN, FULL, ORDINARY, Foot
from facilitator.canvas.own_layouts import Layout as Drawn
from facilitator.canvas.shapes import Colour, Scheme
from facilitator.canvas.text import ACCENTS, CONTENT_MIN, SMALL_MIN
from facilitator.colours import READABLE, READABLE_LARGE, Rgb, Shades, contrast, glares, luminance, rgb_of, seen
from facilitator.house_templates import Layout, Placeholder
from facilitator.house_templates.fillers import kind_of, told_apart
from facilitator.office.shapes import FURNITURE, TEXTS, TITLES

__all__ = [
    "Written", "alike", "feet_of", "footer_lines", "is_clear", "on_paper", "plain_ground", "scale_of", "small_scales",
    "suit_of", "written_anew", "written_on",
]  # fmt: skip

_DARK = 0.18
"""A ground with less luminance than this is dark."""
_ALIKE = 0.9
"""Share of a place in one colour from which on it is one colour."""
_HIDDEN, _SEEN = 1.2, 1.5
"""The contrast up to which a mark is lost on the ground, and that which one in its place must have."""
_GREY = 24
"""Of 255: the most that channels of a grey differ by."""
_STRONG, _SAME = 40, 6
"""Of 255: what channels of a strong colour differ by, at least; and how far apart two are that are the same."""
_LIT, _FAINTEST = 86, 30
"""Per cent of such a ground that are kept in surfaces on it, and of a colour in lines, at least."""
_NEARLY = 0.9
"""Share of what is behind a title on which it can be read, from which on it may be in the ink of the others."""
_FAR = 1.5
"""How many times the contrast is that is far better."""
_DIGIT, _LETTERS, _LETTER = 0.65, 40, 0.5
"""Width of a digit in em, at most; letters of a usual footer, and their width."""
_PITCH = 1.2
"""From line to line, in em."""
_LEAST_FOOT = 9.0
"""Points of footer and slide number."""
_AROUND_FOOTER = cm(0.6)
"""What a footer's box keeps at its sides, and a little air."""
_FOOTER = 12
"""Points, where the template does not say."""
_HEAD_AND_FOOT = cm(4)
"""What title and source line take above and below the content of our own design."""
_SMALLER = (1.0, 0.85, 0.7, 0.55)
"""Shares: fonts that are wider than ours need more room than ours do."""
_SWAPPED: tuple[tuple[Scheme, Scheme], ...] = (("tx1", "bg1"), ("bg1", "tx1"), ("tx2", "bg2"), ("bg2", "tx2"))
_NAMES: tuple[Scheme, ...] = ("tx2", "tx1", "bg1", "bg2")


class Written(NamedTuple):
    """How the text of a placeholder is written."""

    ink: Colour | None = None
    """None where its own colour can be read."""
    plate: bool = False
    """No colour can be read on what is behind it."""


def suit_of(layout: Layout, scale: float) -> Suit:
    """How what is drawn for a slide of ordinary size must be changed to go on this layout."""
    ground = _paper_of(layout)
    paper = f"{ground[0]:02X}{ground[1]:02X}{ground[2]:02X}"
    swapped = _is_swapped(layout.colours, paper)
    names = dict(_SWAPPED if swapped else ()) | dict(_accents(layout.colours, paper))
    if _contrast(layout.colours[names.get("tx2", "tx2")], paper) < _HIDDEN:
        names["tx2"] = names.get("tx1", "tx1")
    dark, flat = luminance(ground) < _DARK, _is_flat(layout)
    strong = _strong(layout, ground) if dark and flat else None
    surface = _surface(layout, strong, names.get("tx1", "tx1")) if strong else None
    shown = {name: layout.colours[names.get(name, name)] for name in ("tx2", *ACCENTS)}
    strokes = tuple((name, _least_seen(colour, ground, dark)) for name, colour in shown.items())
    vivid = frozenset(name for name in shown if glares(layout.colours[name]))
    rule = _least_seen(shown["tx2"], ground, dark, _SEEN) if dark else 0
    return Suit(scale, dark, tuple(names.items()), not flat, surface, strong, vivid, strokes, rule)


def _surface(layout: Layout, strong: Scheme, text: Scheme) -> Colour:
    """Such a ground as much lighter as leaves the text that is read on it as it is."""
    ink, ways = _rgb(layout, Colour(text)), (Colour(strong, tint=tint) for tint in range(_LIT, 100, 2))
    return next((one for one in ways if contrast(_rgb(layout, one), ink) >= READABLE), Colour(strong, tint=_LIT))


def _strong(layout: Layout, ground: Rgb) -> Scheme | None:
    """The theme's name of a ground in a strong colour; None where it is nearly grey, or not one of the theme's."""
    named = {rgb_of(layout.colours[name]): name for name in (*_NAMES, *ACCENTS)}
    own = next((name for colour, name in named.items() if math.dist(colour, ground) <= _SAME), None)
    return own if max(ground) - min(ground) >= _STRONG else None


def _least_seen(colour: str, ground: Rgb, dark: bool, least: float = READABLE_LARGE) -> int:
    """Per cent of a colour in a tint (or a shade, on a dark ground) that is seen as a line there."""
    for share in range(_FAINTEST, 100, 5):
        made = rgb_of(colour, shade=share) if dark else rgb_of(colour, tint=share)
        if contrast(made, ground) >= least:
            return share
    return 100


def scale_of(slide: Box, *, tight: bool = False) -> float:
    """How large things are drawn: on a tiny or huge slide in proportion, else so that type is as large as on ours.

    A low slide is shown larger, so its type may be somewhat smaller. ``tight`` is as small as type may be (12 points
    for what is 14 else), where texts have no room otherwise.
    """
    whole = proportion(slide)
    if whole is not None:
        return whole
    smallest = SMALL_MIN / CONTENT_MIN
    return smallest if tight else min(1.0, max(smallest, slide.h / FULL.h))


def is_clear(layout: Layout) -> bool:
    """Whether something can be read all over the content area: else what is drawn there needs a plate."""
    shades = layout.shades(layout.content)
    return shades is not None and any(readable(_rgb(layout, ink), shades) for ink in INKS)


def written_on(layout: Layout, placeholder: Placeholder, box: Box) -> Written:
    """How the text of a placeholder is written in this place."""
    shades = _behind(layout, placeholder, box)
    if placeholder.ink is None and not placeholder.unseen:
        return Written()
    if shades is None:
        own = placeholder.surface
        return Written() if own is not None and own.paint is None else _on_plate(layout, placeholder)
    if placeholder.surface is None and layout.ground is not None and layout.ground.is_crowded(box):
        return _on_plate(layout, placeholder)
    # Other texts than titles are often set smaller than their placeholder asks for.
    size = (placeholder.size or 0) if placeholder.role in TITLES else 0
    said = rgb_of(placeholder.ink) if placeholder.ink else None
    other = _first_of(layout, None, shades)
    if said and readable(said, shades, size) and not (other and _gives_way(said, _rgb(layout, other), shades)):
        return Written(None if _is_the_same(placeholder, shades) else _first_of(layout, said, shades, size))
    if other is not None:
        return Written(other)
    ink = _first_of(layout, None, shades, size)
    return _on_plate(layout, placeholder) if ink is None else Written(ink)


def written_anew(layout: Layout, placeholder: Placeholder, box: Box) -> Written:
    """The same where the slide has put it, with an ink whatever the layout's own place asks for."""
    written, shades = written_on(layout, placeholder, box), _behind(layout, placeholder, box)
    if written.ink or placeholder.ink is None:
        return written
    if written.plate:
        paper = {rgb_of(layout.colours["bg1"]): 1.0}
        return Written(_first_of(layout, rgb_of(placeholder.ink), paper), plate=True)
    if shades is None:
        return written
    return Written(_first_of(layout, rgb_of(placeholder.ink), shades, placeholder.size or 0))


def on_paper(layout: Layout, kind: str | None) -> Colour | None:
    """The ink, on a plate of other things, of what fills the placeholder that slides refer to so: its own where that
    can be read there; None where what the placeholder is filled with itself is not known.
    """
    own = next((one for one in layout.placeholders if kind_of(one) == kind), None)
    paper: Shades | None = {rgb_of(layout.colours["bg1"]): 1.0}
    shades = _filled(own, paper) if own else paper
    return None if shades is None else _first_of(layout, rgb_of(own.ink) if own and own.ink else None, shades)


def alike(drawn: Mapping[str, Drawn], layouts: Mapping[str, Layout], scale: float) -> dict[str, Drawn]:
    """Titles of ordinary slides in the ink that those of slides with nothing else have, where it is nearly as well
    read there too; and of all of them, whether small type can be read in theirs.
    """
    model = drawn["title_only"].slots[0]

    def titled(kind: str, one: Drawn) -> Drawn:
        (title, *others), layout = one.slots, layouts[kind]
        found, place = layout.title, title.box.scaled(scale)
        shades = layout.shades(place) if found is None else _behind(layout, found, place)
        if shades is None or title.plate:
            return one
        ink = title.ink
        if kind in ORDINARY and model.ink not in (None, ink):
            near = readable(_rgb(layout, model.ink), shades, title.size * scale, enough=_NEARLY)
            ink = model.ink if near else ink
        said = _rgb(layout, ink) if ink else rgb_of(found.ink) if found and found.ink else None
        large = said is not None and not readable(said, shades)
        return replace(one, slots=(replace(title, ink=ink, large=large), *others))

    return {kind: _alike_columns(titled(kind, one)) if one.slots else one for kind, one in drawn.items()}


def _alike_columns(one: Drawn) -> Drawn:
    """All texts of a layout on plates where one of them needs one."""
    title, *texts = one.slots
    plated = next((slot for slot in texts if slot.plate), None)
    if plated is None:
        return one
    alike = [slot if slot.plate else replace(slot, ink=plated.ink, plate=True) for slot in texts]
    return replace(one, slots=(title, *alike))


def _gives_way(ink: Rgb, other: Rgb, shades: Shades) -> bool:
    """Whether large type in a grey, which is nobody's colour, is far better read in another ink."""
    own, better = (sum(share * contrast(one, colour) for colour, share in shades.items()) for one in (ink, other))
    return max(ink) - min(ink) <= _GREY and not readable(ink, shades) and better >= _FAR * own


def _is_the_same(placeholder: Placeholder, shades: Shades) -> bool:
    """Whether all that is written in it can be read in the colours that it has itself, wherever it is opened."""
    lists = placeholder.role in TEXTS
    second = placeholder.second is not None and readable(rgb_of(placeholder.second), shades)
    return not placeholder.shared and (second or not lists)


def _first_of(layout: Layout, own: Rgb | None, shades: Shades, size: float = 0) -> Colour | None:
    """The theme's name for a colour, or the first of the theme's that can be read; None where there is none."""
    inks = [ink for ink in INKS if readable(_rgb(layout, ink), shades, size)]
    return next((ink for ink in inks if _rgb(layout, ink) == own), inks[0] if inks else None)


def _quiet_of(layout: Layout, role: str) -> Written:
    """How footer (``ftr``) or slide number (``sldNum``) is written.

    Where nobody knows what is behind it, it is written like the other.
    """
    found = {one.role: _quiet(layout, one, one.box) for one in layout.placeholders if one.role in FURNITURE and one.box}
    if (known := found.get(role)) is not None:
        return known
    return next((other for other in found.values() if other and other.ink), Written())


def _quiet(layout: Layout, foot: Placeholder, box: Box) -> Written | None:
    """None where what is behind it is not known."""
    shades = _behind(layout, foot, box)
    if shades is None:
        return None
    if foot.ink is None or readable(rgb_of(foot.ink), shades):
        return Written()
    ink = next((ink for ink in INKS if readable(_rgb(layout, ink), shades)), None)
    return Written(ink, plate=ink is None)


def _behind(layout: Layout, placeholder: Placeholder, box: Box) -> Shades | None:
    """What is seen behind a placeholder: what it is filled with itself, or the ground through it."""
    return _filled(placeholder, layout.shades(box))


def _filled(placeholder: Placeholder, below: Shades | None) -> Shades | None:
    """What is seen behind its text, of what lies below it."""
    own = placeholder.surface
    if own is None:
        return below
    if own.paint is None:
        return None
    if own.paint.alpha == 1:
        return {own.paint.rgb: 1.0}
    return None if below is None else _mixed(own.paint.rgb, round(own.paint.alpha * 100), below)


def _mixed(top: Rgb, alpha: int, below: Shades) -> Shades:
    found: dict[Rgb, float] = {}
    for colour, share in below.items():
        mixed = seen(top, colour, alpha)
        found[mixed] = found.get(mixed, 0.0) + share
    return found


def _on_plate(layout: Layout, placeholder: Placeholder) -> Written:
    """Its own colour on the paper of the theme, or the first of the theme's that can be read there."""
    paper = {rgb_of(layout.colours["bg1"]): 1.0}
    if placeholder.ink and readable(rgb_of(placeholder.ink), paper):
        return Written(None, plate=True)
    return Written(next(ink for ink in INKS if readable(_rgb(layout, ink), paper)), plate=True)


def _paper_of(layout: Layout) -> Rgb:
    """What figures are drawn on: the colour between those that are seen there; that of a plate where it needs one."""
    shades = layout.shades(layout.content)
    if shades is None or not is_clear(layout):
        return rgb_of(layout.colours["bg1"])
    red, green, blue = (round(sum(colour[channel] * share for colour, share in shades.items())) for channel in range(3))
    return red, green, blue


def _is_flat(layout: Layout) -> bool:
    """Whether the content area, or the plate on it, is of one colour."""
    shades = layout.shades(layout.content)
    return shades is None or not is_clear(layout) or max(shades.values()) >= _ALIKE


def _rgb(layout: Layout, ink: Colour) -> Rgb:
    return rgb_of(layout.colours[ink.scheme], ink.tint, ink.shade, saturation=ink.saturation)


def _is_swapped(colours: Mapping[str, str], ground: str) -> bool:
    """Whether the colour of backgrounds is the one that can be read on this ground."""
    ink, paper = (_contrast(colours[name], ground) for name in ("tx1", "bg1"))
    return ink < READABLE and paper > ink


def _accents(colours: Mapping[str, str], ground: str) -> Iterator[tuple[Scheme, Scheme]]:
    """Where accents would be lost on the ground, what each of a series is in: the others, those seen well first."""
    kept = [name for name in ACCENTS if _contrast(colours[name], ground) >= _HIDDEN]
    seen_well = [name for name in (*kept, *_NAMES) if _contrast(colours[name], ground) >= _SEEN]
    if seen_well and len(kept) < len(ACCENTS):
        series = [name for name in seen_well if name in ACCENTS] or seen_well[:1]
        yield from zip(ACCENTS, cycle([*series, *(name for name in kept if name not in series)]))


def _contrast(one: str, other: str) -> float:
    return contrast(rgb_of(one), rgb_of(other))


# --- footers ---


def feet_of(layout: Layout) -> tuple[Foot | None, Foot | None]:
    """Footer and slide number of a layout; None where it has none that holds a line, or none that can be read, or
    there is art, or the layout says something there itself.
    """
    free = (one for one in told_apart(layout) if one.box is None or not _is_written_over(one.box, layout.words))
    kinds = {one.role: kind_of(one) for one in free if one.box is None or _has_room(layout, one, one.box)}
    sizes = [one.size for one in layout.placeholders if one.role in FURNITURE and one.size]
    size = _LEAST_FOOT if sizes and min(sizes) < _LEAST_FOOT else None

    def foot(role: str) -> Foot | None:
        written = _quiet_of(layout, role)
        return None if role not in kinds or written.plate else Foot(kinds[role], size, written.ink)

    return foot("ftr"), foot("sldNum")


def footer_lines(layouts: Iterable[Layout], family: str) -> list[tuple[float, Font, Emu]]:
    """The lines that a footer must have room on: points, font, and width; ``family`` where a layout says none."""
    return [
        (max(one.size or _FOOTER, _LEAST_FOOT), Font(one.family or family, one.bold), one.box.w - _AROUND_FOOTER)
        for layout in layouts
        for one in layout.placeholders
        if one.role == "ftr" and one.box
    ]


def _is_written_over(box: Box, words: Iterable[Box]) -> bool:
    """Whether the middle of what the layout says lies in it: a text box may be far wider than its text."""
    return any(Box(*one.centre, 1, 1).meets(box) for one in words)


def _has_room(layout: Layout, foot: Placeholder, box: Box) -> bool:
    line, title = _line_of(foot, box), layout.title
    on_art = layout.ground is not None and layout.ground.has_edges(line)
    on_title = title is not None and title.moved and title.box is not None and title.box.meets(line)
    return _has_line(foot, box) and not on_art and not on_title


def _line_of(foot: Placeholder, box: Box) -> Box:
    """Where what it says stands."""
    size = foot.size or _FOOTER
    left, top, right, bottom = foot.insets
    room = Box(box.x + left, box.y + top, max(box.w - left - right, 1), max(box.h - top - bottom, 1))
    w = min(pt(size * (3 * _DIGIT if foot.role == "sldNum" else _LETTERS * _LETTER)), room.w)
    h = min(pt(_PITCH * size), room.h)
    x = room.x + {"l": 0.0, "ctr": 0.5, "r": 1.0}[foot.align] * (room.w - w)
    return Box(round(x), round(room.y + ABOVE[foot.anchor] * (room.h - h)), w, h)


def _has_line(placeholder: Placeholder, box: Box) -> bool:
    """Whether it is high enough for a line, and wide enough for three digits."""
    size = placeholder.size or _FOOTER
    return box.h >= pt(_PITCH * size) and box.w - placeholder.insets[0] - placeholder.insets[2] >= pt(3 * _DIGIT * size)


# --- where no layout has room: as on our own design, so much smaller that it fits the free ground ---


def plain_ground(layouts: Iterable[Layout]) -> Layout:
    """Of these layouts the one with the most free ground, with nothing on it but a title."""
    plain = (_emptied(layout) for layout in {layout.part: layout for layout in layouts}.values())
    return max(plain, key=lambda layout: (layout.content.area, layout.title is not None))


def _emptied(layout: Layout) -> Layout:
    """The layout with its title wherever there is room, and all its ground free but for footers and decoration."""
    furniture = [one for one in layout.placeholders if one.role in FURNITURE]
    titles = [replace(one, box=None) for one in layout.placeholders if one.role in TITLES and not one.vertical][:1]
    return replace(layout, placeholders=(*titles, *furniture))


def small_scales(layout: Layout) -> Iterator[float]:
    """How large things are drawn there, the largest first: at the first of them there is as much room as on our own."""
    free = layout.content
    alike = min(1.0, free.w / DESIGN.body.w, free.h / (DESIGN.body.h + _HEAD_AND_FOOT))
    return (share * alike for share in _SMALLER)
