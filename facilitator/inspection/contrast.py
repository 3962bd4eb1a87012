"""Whether the texts of a slide can be read on what lies behind them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator.canvas.units import ABOVE, Box
from facilitator.colours import LARGE_TYPE, READABLE, READABLE_LARGE, Shades
from facilitator.colours import contrast as contrast_of
from facilitator.ground.drawing import seen_behind
from facilitator.inspection.finding import Finding
from facilitator.inspection.legibility import extent_of, is_seen
from facilitator.messages import _
from facilitator.office.colours import Paint
from facilitator.office.presentation import Slide
from facilitator.office.surfaces import Surfaces
from facilitator.office.texts import Run, Text

__all__ = ["contrast"]

_LARGE_BOLD = 14
"""Points from which on bold text is large."""
_MAY_BE_LOST = 0.05
"""Share of what is behind a text on which it need not be seen: a thin line, a grain."""


def contrast(slide: Slide, texts: Sequence[Text] | None = None) -> Iterator[Finding]:
    """At least 4.5:1, large text (18 pt, or 14 pt in bold) 3:1. What cannot be known is not judged.

    Args:
        slide: the slide.
        texts: those that are asked about; all of its own when left out.
    """
    surfaces, mixed = Surfaces(slide), []
    for text in slide.texts if texts is None else texts:
        behind = surfaces.ground(text)
        if behind is None:
            mixed += [text] if _can_be_looked_at(text) else []
            continue
        low = [(found, run) for found, run in _ratios(text, behind) if found < _needed(run)]
        if low:
            found, run = min(low)
            ratio, words = f"{found:.1f}:1", _begin(run.text)
            what = _("has text with too little contrast, {ratio}: “{words}”", ratio=ratio, words=words)
            mend = _("take a darker or lighter colour: at least {ratio}", ratio=format(_needed(run), "g") + ":1")
            yield Finding(slide.number, text.shape.name, what, mend)
    if mixed:
        yield from _on_mixed_ground(slide, mixed)


def _ratios(text: Text, behind: Paint) -> Iterator[tuple[float, Run]]:
    for run in text.runs:
        if run.look.paint is not None and is_seen(run):
            # Rounded down to a tenth, as it is told: 4.46 is told as 4.4.
            yield int(10 * contrast_of(run.look.paint.over(behind).rgb, behind.rgb)) / 10, run


def _needed(run: Run) -> float:
    return READABLE_LARGE if run.look.size >= (_LARGE_BOLD if run.look.bold else LARGE_TYPE) else READABLE


def _begin(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 40 else f"{words[:39]}…"


# --- on pictures, gradients, and edges: looked at in pixels ---


def _on_mixed_ground(slide: Slide, texts: Sequence[Text]) -> Iterator[Finding]:
    behind = seen_behind(slide, [(text.shape, _lines_of(text)) for text in texts])
    for text, shades in zip(texts, behind, strict=True):
        lost = [(_lost(run, shades), run) for run in text.runs if is_seen(run)] if shades else []
        share, run = max(lost, key=lambda one: one[0], default=(0.0, None))
        if run is not None and share > _MAY_BE_LOST:
            said = {"share": round(100 * share), "words": _begin(run.text)}
            what = _("has text that cannot be read on {share} per cent of what is behind it: “{words}”", **said)
            yield Finding(slide.number, text.shape.name, what, _("put a surface behind it, or move it"))


def _can_be_looked_at(text: Text) -> bool:
    return text.cell is None and text.box is not None and bool(text.text.strip()) and not text.shape.turned


def _lost(run: Run, shades: Shades) -> float:
    """The share of what is behind a run on which it cannot be read."""
    paint, needed = run.look.paint, _needed(run)
    if paint is None:
        return 0.0
    shown = {colour: paint.over(Paint(*(channel / 255 for channel in colour))).rgb for colour in shades}
    return sum(share for colour, share in shades.items() if contrast_of(shown[colour], colour) < needed)


def _lines_of(text: Text) -> Box:
    """Where its lines stand, as high as they are."""
    box = text.box
    assert box is not None
    left, top, right, bottom = text.insets
    room = Box(box.x + left, box.y + top, max(box.w - left - right, 1), max(box.h - top - bottom, 1))
    high = min(max(extent_of(text, room.w).height, 1), room.h)
    return Box(room.x, round(room.y + ABOVE.get(text.setting("anchor"), 0.0) * (room.h - high)), room.w, high)
