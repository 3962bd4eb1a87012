"""What a merge has made of a deck, in words and as data."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from facilitator.merging.comparing import (
    ALT,
    ANIMATION,
    BOX,
    EFFECT,
    FOOT,
    HIDDEN,
    LED,
    LINK,
    LOOK,
    NO_NOTES,
    NOTES,
    PICTURE,
    SHAPE,
    SLIDE,
    TABLE,
    TEXT,
    TYPE,
    Became,
    Clash,
    Merged,
    SlideOutcome,
)
from facilitator.messages import _, mark, plural, printable, quoted, short

__all__ = ["counted", "merged_data", "merged_lines", "said"]

_COUNTED: dict[Became, Callable[[int], str]] = {
    "updated": lambda n: plural("{n} slide updated", "{n} slides updated", n),
    "kept": lambda n: _("{n} with your changes kept", n=n),
    "both": lambda n: _("{n} with both", n=n),
    "new": lambda n: plural("{n} new", "{n} new", n),
    "removed": lambda n: _("{n} removed", n=n),
    "conflict": lambda n: _("{n} to look at", n=n),
}
_SAID = {
    TEXT: mark("“{mine}” stays, as you have it; the agenda says “{ours}”"),
    ALT: mark("your alternative text “{mine}” stays; the agenda says “{ours}”"),
    NOTES: mark("your notes “{mine}” stay; the agenda says “{ours}”"),
    LINK: mark("your link to {mine} stays; the agenda leads to {ours}"),
    FOOT: mark("your footer “{mine}” stays, wherever you have it; the agenda says “{ours}”"),
    TYPE: mark("your type stays in “{mine}”; the agenda sets it otherwise"),
    BOX: mark("your place stays for “{mine}”; the agenda puts it elsewhere"),
    LOOK: mark("your look stays for “{mine}”; the agenda draws it otherwise"),
    TABLE: mark(
        "your table “{mine}” stays, for the agenda's has other rows or columns that do not go together with yours; "
        "the agenda says “{ours}”"
    ),
    PICTURE: mark("your picture stays for “{mine}”; the agenda has another"),
    HIDDEN: mark("it stays hidden or shown as you have it"),
    ANIMATION: mark("your animations stay; the agenda has others"),
}
_GONE = {
    TEXT: mark("“{mine}” stays, as you have it; the agenda says nothing there"),
    ALT: mark("your alternative text “{mine}” stays; the agenda has none"),
    LINK: mark("your link to {mine} stays; the agenda has none"),
    NOTES: mark("“{mine}” stays in the notes; the agenda has it no more"),
    SHAPE: mark("“{mine}” stays, for you have changed it; the agenda has it no more"),
    TABLE: mark("“{mine}” stays in the table, for you have changed it; the agenda has it no more"),
    EFFECT: mark("“{mine}” is gone from the agenda, and so is your animation of it"),
    SLIDE: mark("the slide stays, for you have changed it; the agenda has it no more"),
    LED: mark("the slide stays, for a link or a custom show of yours leads to it; the agenda has it no more"),
}
_AWAY = {
    SHAPE: mark("you have deleted “{ours}”; the agenda has it"),
    SLIDE: mark("you have deleted the slide; the agenda has something new on it"),
    FOOT: mark("you have taken the footer away; the agenda says “{ours}”"),
    TEXT: mark("you have deleted the text; the agenda says “{ours}”"),
    LINK: mark("you have taken the link away; the agenda leads to {ours}"),
    ALT: mark("you have deleted the alternative text; the agenda says “{ours}”"),
    NOTES: mark("you have deleted that from the notes; the agenda says “{ours}”"),
    NO_NOTES: mark("your file has no room for notes; the agenda says “{ours}”"),
}
_TAKEN_OUT = {
    SHAPE: mark("you have deleted “{was}”; the agenda says “{ours}” there now"),
    SLIDE: mark("you have deleted the slide “{was}”; the agenda has something new on it"),
    TEXT: mark("you have deleted “{was}”; the agenda says “{ours}” there now"),
    LINK: mark("you have taken away the link to {was}; the agenda leads to {ours} now"),
    FOOT: mark("you have taken the footer “{was}” away; the agenda says “{ours}” now"),
    ALT: mark("you have deleted the alternative text “{was}”; the agenda says “{ours}” now"),
    NOTES: mark("you have deleted “{was}” from the notes; the agenda says “{ours}” there now"),
}
"""The same where it is known what the file said before, and the agenda says something else now."""
_THEME = {
    "updated": mark("  the colours and fonts are those of the agenda's theme now"),
    "kept": mark("  your colours and fonts stay (--take agenda takes those of the agenda)"),
    "conflict": mark("  your colours and fonts stay; the agenda has another theme (--take agenda)"),
}
_MASTERS = {"kept": mark("  what you have changed in masters and layouts stays")}
_PARAGRAPHS = re.compile(r"\s*\n\s*")
_BEFORE = 12
"""Letters that two texts have alike, of those that are told."""
_FEW = 3
"""Slides that are named where they are counted."""
_MOST = 12
"""Clashes that a terminal shows of each deck."""


def merged_lines(path: Path, merged: Merged, backup: Path | None, deck: str = "") -> Iterator[str]:
    """How many slides have become what, and each clash; with what the deck is called, where there are several."""
    yield _("{path}: {counts}", path=path, counts=counted(merged))
    if backup is not None:
        yield _("  as it was: {backup}", backup=backup)
    new = [_news_of(one) for one in merged.slides]
    clashes = [line for one in new if not _deleted(one) for line in _of_slide(one, deck)]
    clashes += _of_deleted([one for one in new if _deleted(one)], deck)
    yield from clashes[:_MOST]
    if len(clashes) > _MOST:
        yield plural("  … and {n} more, with --json", "  … and {n} more, with --json", len(clashes) - _MOST)
    yield from _told_before([one for one in merged.slides if one.again], deck)
    if merged.foot:
        yield _("  the footer says “{foot}” now", foot=printable(merged.foot))
    yield from (_(_THEME[one]) for one in (merged.theme,) if one in _THEME)
    yield from (_(_MASTERS[one]) for one in (merged.masters,) if one in _MASTERS)


def counted(merged: Merged) -> str:
    """How many slides have become what, on a line."""
    nothing = _("nothing to change") if merged.content is None else _("nothing new on any one slide")
    own = plural("{n} of your own", "{n} of your own", len(merged.own))
    theirs = [_which(own, [one.now for one in merged.own])] if merged.own else []
    return ", ".join([*([*_counts(merged.slides)] or [nothing]), *theirs])


def _counts(slides: Iterable[SlideOutcome]) -> Iterator[str]:
    """How many slides have become what; which, where they are few and not told of below."""
    slides = list(slides)
    deleted = sum(map(_deleted, slides))
    timed = [one for one in slides if one.timed and one.became == "updated"]
    for became, say in _COUNTED.items():
        found = [one.now for one in slides if one.became == became and one not in timed and not _deleted(one)]
        titles = [one.title for one in slides if one.became == became == "removed"]
        if titles and len(titles) <= _FEW:
            yield _("{count} ({titles})", count=say(len(found)), titles=", ".join(quoted(short(one)) for one in titles))
        elif found:
            yield _which(say(len(found)), () if became == "conflict" else found)
    if timed:
        yield plural("{n} with other times in the notes", "{n} with other times in the notes", len(timed))
    if deleted:
        yield plural("{n} that you have deleted", "{n} that you have deleted", deleted)


def _which(count: str, slides: Sequence[int | None]) -> str:
    """A count with the numbers of the slides, where they are few and still in the deck."""
    if not 0 < len(slides) <= _FEW or None in slides:
        return count
    numbers = ", ".join(map(str, slides))
    return plural("{count} (slide {slides})", "{count} (slides {slides})", len(slides), count=count, slides=numbers)


def _deleted(outcome: SlideOutcome) -> bool:
    """Whether the person has taken a slide out."""
    return outcome.became == "kept" and outcome.number is None


def _of_deleted(slides: Sequence[SlideOutcome], deck: str) -> Iterator[str]:
    """Those that have something new in the agenda, in one line."""
    new = [one for one in slides if one.clashes]
    if len(new) == 1:
        yield from _of_slide(new[0], deck)
    elif new:
        text = _("  you have deleted {n} slides that have something new in the agenda", n=len(new))
        yield _("{what} (--take agenda {slide})", what=text, slide=" ".join(_named(one, deck) for one in new))


def _news_of(outcome: SlideOutcome) -> SlideOutcome:
    """The same without what an earlier build has told."""
    return replace(outcome, clashes=tuple(one for one in outcome.clashes if one not in outcome.again))


def _told_before(slides: Sequence[SlideOutcome], deck: str) -> Iterator[str]:
    """What earlier builds have told and nobody has settled, in one line."""
    if slides:
        yield plural(
            "  {n} place told before is not settled yet (--json shows it; --take agenda {slides})",
            "  {n} places told before are not settled yet (--json shows them; --take agenda {slides})",
            sum(len(one.again) for one in slides),
            slides=" ".join(_named(one, deck) for one in slides),
        )


def _of_slide(outcome: SlideOutcome, deck: str) -> Iterator[str]:
    where = _("slide {number}", number=outcome.now) if outcome.now else outcome.id
    for clash in outcome.clashes:
        if clash.unit == EFFECT:
            yield _("  {where}: {what}", where=where, what=said(clash))
            continue
        yield _("  {where}: {what} (--take agenda {slide})", where=where, what=said(clash), slide=_named(outcome, deck))


def _named(outcome: SlideOutcome, deck: str) -> str:
    return f"{deck}:{outcome.id}" if deck else outcome.id


def said(clash: Clash) -> str:
    """What stays, and what the agenda says, in words."""
    if not clash.mine and clash.unit in _TAKEN_OUT and (clash.unit == SLIDE or clash.was != clash.ours) and clash.was:
        was, ours = _short_of(clash.was, clash.ours)
        return _(_TAKEN_OUT[clash.unit], was=was, ours=ours)
    by_sides = _AWAY if not clash.mine else _GONE if not clash.ours else _SAID
    text = by_sides.get(clash.unit) or _SAID[clash.unit]
    mine, ours = _short_of(clash.mine, clash.ours)
    return _(text, mine=mine, ours=ours)


def _short_of(mine: str, ours: str) -> tuple[str, str]:
    """Both texts short; where they begin alike, from some words before where they part."""
    mine, ours = (_PARAGRAPHS.sub(" / ", text.strip()) for text in (mine, ours))
    if mine == ours or short(mine) != short(ours):
        return short(mine), short(ours)
    lines = printable(mine), printable(ours)
    alike = next((at for at, (a, b) in enumerate(zip(*lines, strict=False)) if a != b), min(map(len, lines)))
    begins = lines[0].rfind(" ", 0, max(alike - _BEFORE, 0)) + 1
    return short(f"…{lines[0][begins:]}"), short(f"…{lines[1][begins:]}")


def merged_data(merged: Merged) -> dict[str, Any]:
    """Every slide, and what has become of the theme and of masters and layouts, as JSON takes it."""
    slides = [
        {
            "id": one.id,
            "number": one.now,
            "was": one.number,
            "title": one.title,
            "became": one.became,
            "conflicts": [
                {"what": clash.unit, "yours": clash.mine, "agenda": clash.ours, "before": clash.was}
                for clash in one.clashes
            ],
        }
        for one in merged.slides
    ]
    own = [{"number": one.now, "was": one.number, "title": one.title} for one in merged.own]
    design = {"theme": merged.theme, "masters": merged.masters, "footer": merged.foot}
    return {"slides": slides, "own": own, **design}
