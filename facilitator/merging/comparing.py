"""Two states of a shape compared, unit by unit and with a tolerance: a checksum would fail at every rounded edge."""

from __future__ import annotations

from collections.abc import Callable

from facilitator.canvas.units import Box
from facilitator.merging.normal import Item, Line, Type
from facilitator.office.colours import Paint

__all__ = ["BOX", "LOOK", "PICTURE", "TEXT", "TYPE", "boxes_alike", "carried", "differences"]

TEXT, TYPE, BOX, LOOK, PICTURE = "text", "type", "box", "look", "picture"
"""What of a shape is merged by itself: its words, how they are set, its place, its outline and fill, its picture."""

_NEAR = 18_000
"""EMU, half a millimetre: what writers of files round away is less, what a hand moves is more."""
_SHADE = 3
"""Of 255, by which colours may differ."""
_POINTS = 0.06
_THIN = 1_000
"""EMU, by which the widths of lines may differ."""


def differences(one: Item, other: Item, *, exact: bool) -> frozenset[str]:
    """In what two states of a shape differ, some of the names above; a group in its look and turn, not in its place.

    Args:
        one: the earlier.
        other: the later.
        exact: both were written by programs that keep what they do not change: what looks alike but is said otherwise
            counts too.
    """
    if one.kind == "group":
        alike = {LOOK: not exact or one.look == other.look, BOX: one.turn == other.turn}
        return frozenset(unit for unit, is_alike in alike.items() if not is_alike)
    return frozenset(unit for unit, alike in _ALIKE.items() if not alike(one, other, exact))


def boxes_alike(one: Box | None, other: Box | None) -> bool:
    """Whether two places are the same but for what is rounded."""
    if one is None or other is None:
        return one is other
    pairs = ((one.x, other.x), (one.y, other.y), (one.w, other.w), (one.h, other.h))
    return all(abs(a - b) <= _NEAR for a, b in pairs)


def _text(one: Item, other: Item, _exact: bool) -> bool:
    return [[line.text for line in body] for body in one.bodies] == [
        [line.text for line in body] for body in other.bodies
    ]


def _set_alike(one: Item, other: Item, exact: bool) -> bool:
    """Of lines that both have; texts that differ are told by their words."""
    if exact and one.setting != other.setting and _text(one, other, exact):
        return False
    if not _text(one, other, exact):
        return _main_type(one) is None or _main_type(other) is None or _types_alike(_main_type(one), _main_type(other))
    lines = zip(_all_lines(one), _all_lines(other), strict=True)
    return all(
        a.align == b.align and len(a.types) == len(b.types) and all(map(_types_alike, a.types, b.types))
        for a, b in lines
    )


def _all_lines(item: Item) -> list[Line]:
    return [line for body in item.bodies for line in body]


def _main_type(item: Item) -> Type | None:
    return next((kind for line in _all_lines(item) for kind in line.types), None)


def _types_alike(one: Type | None, other: Type | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one.size - other.size) <= _POINTS and one[1:5] == other[1:5] and _paints_alike(one.paint, other.paint)


def _paints_alike(one: Paint | None, other: Paint | None) -> bool:
    if one is None or other is None:
        return one is other
    if one.alpha == 0 or other.alpha == 0:
        return one.alpha == other.alpha
    near = all(abs(a - b) <= _SHADE for a, b in zip(one.rgb, other.rgb, strict=True))
    return near and abs(one.alpha - other.alpha) <= 0.02


def _placed_alike(one: Item, other: Item, exact: bool) -> bool:
    """Where it is on the slide or in its group; nobody says where a connector runs, for programs lead it anew."""
    if one.kind == "connector" and not exact:
        return True
    if one.turn != other.turn or (exact and one.mirrored != other.mirrored):
        return False
    return boxes_alike(one.box, other.box) or boxes_alike(_carried(one, other.frame), other.box)


def _carried(item: Item, frame: Box | None) -> Box | None:
    """Where a shape would be if the group around it stood there."""
    return item.box if item.box is None else carried(item.box, item.frame, frame)


def carried(box: Box, old: Box | None, new: Box | None) -> Box:
    """A place in one frame as the same place in another."""
    if old is None or new is None or not old.w or not old.h:
        return box
    across, down = new.w / old.w, new.h / old.h
    return Box(
        round(new.x + (box.x - old.x) * across),
        round(new.y + (box.y - old.y) * down),
        round(box.w * across),
        round(box.h * down),
    )


def _looks_alike(one: Item, other: Item, exact: bool) -> bool:
    lines = abs(one.line[0] - other.line[0]) <= _THIN and _paints_alike(one.line[1], other.line[1])
    return _paints_alike(one.fill, other.fill) and lines and (not exact or one.look == other.look)


def _shows_alike(one: Item, other: Item, _exact: bool) -> bool:
    return one.picture == other.picture


_ALIKE: dict[str, Callable[[Item, Item, bool], bool]] = {
    TEXT: _text,
    TYPE: _set_alike,
    BOX: _placed_alike,
    LOOK: _looks_alike,
    PICTURE: _shows_alike,
}
