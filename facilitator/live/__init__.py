"""The page for the room as one file: what it says of the plan, the planner's answers, its script and its looks; and
what really happened of the day, as the page saves it, beside the plan, with what to write next time.

It asks nothing of anybody: a policy in its head lets it run its own script, known by its hash, and fetch nothing. One
that the studio serves asks the studio alone, for where the day stands on the other screens (``follow.js``).
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from facilitator.agenda import Timed, whom
from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Schedule, Slot
from facilitator.colours import READABLE, Rgb, contrast, rgb_of, seen
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.deck.notes import agenda_items, dates_text, meets, meets_again
from facilitator.live.answers import Answers, free
from facilitator.made import Made
from facilitator.messages import Place, Problems, _, quoted
from facilitator.reading.spreadsheet import Row, heading, read_sheets
from facilitator.text import as_data, one_line
from facilitator.text.times import Roughly

__all__ = ["Course", "Lesson", "make_live", "read_course"]


_HERE = files("facilitator.live")
_SCRIPTS = ("answers.js", "day.js", "follow.js", "page.js")
_WHITE, _BLACK = (255, 255, 255), (0, 0, 0)


def make_live(reading: Reading, schedule: Schedule, followed: str = "") -> Made:
    """The page for a plan.

    Args:
        reading: the agenda, with its words and its theme.
        schedule: the plan of the whole session.
        followed: what the studio calls this state of the agenda, where it serves the page to several screens; the page
            tells then when the studio has a newer one.
    """
    terms = reading.terms
    words = terms.live
    heading = " · ".join([reading.agenda.title, *whom(reading.agenda.data)])
    style, script = _style(reading.theme), _script()
    page = _template().render(
        language=terms.locale,
        title=words.title.format(title=reading.agenda.title),
        heading=heading,
        words=words,
        data=_inside({**_Said(schedule, terms).data(), "followed": followed}),
        followed=followed,
        style=Markup(style),
        style_hash=_hash(style),
        script=Markup(script),
        script_hash=_hash(script),
    )
    return Made("live", f"{words.file}.html", page.encode())


def _read(name: str) -> str:
    """A file of ours, of an archive too."""
    return _HERE.joinpath(name).read_text(encoding="utf-8")


@cache
def _template() -> Any:
    pages = Environment(loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined)
    return pages.get_template("page.html")


@cache
def _script() -> str:
    parts = "".join(_read(name) for name in _SCRIPTS)
    return f'(() => {{ "use strict";\n{parts}\nwindow.facilitator = {{ answersAt, D, standing, course }};\n}})();'


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _inside(data: Any) -> Markup:
    """JSON that can stand in a page: nothing in it ends the element that it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029"))


@dataclass(frozen=True)
class _Said:
    """What the page says of a plan, as JSON takes it."""

    schedule: Schedule
    terms: Terms

    def data(self) -> dict[str, Any]:
        schedule, terms = self.schedule, self.terms
        slots = list(schedule.walk())
        numbers = {slot.path: number for number, slot in enumerate(slots)}
        shown = {slot.path: item.text for item in agenda_items(schedule) for slot in item.slots}
        blocks = [self._block(slot, numbers, shown) for slot in slots]
        said = {
            "id": schedule.agenda.id,
            "title": schedule.agenda.title,
            "date": dates_text(schedule, terms),
            "relative": schedule.relative,
            "pattern": terms.decimal_clock,
            "days": len(schedule.days),
            "end": schedule.end,
            "fixed_end": schedule.days[-1].end is not None,
            "blocks": blocks,
            "free": [numbers[slot.path] for slot in free(schedule)],
            "log_file": f"{terms.live.log_file}.csv",
            "columns": list(terms.live.columns.model_dump().values()),
            "words": self._words(),
            "tables": Answers(schedule).data(),
        }
        return {"plan": sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16], **said}

    def _block(self, slot: Slot, numbers: Mapping[Any, int], shown: Mapping[Any, str | None]) -> dict[str, Any]:
        block = slot.block
        again = meets_again(self.schedule, slot.path) if block.kind == "break" else None
        parent = next((path for path in (slot.path[:-4],) if path in numbers), None)
        return {
            "id": slot.id,
            "title": block.title,
            "shown": shown.get(slot.path, None if block.hidden or block.kind == "buffer" else block.title),
            "kind": block.kind,
            "about": isinstance(slot.lasting, Roughly),
            "start": slot.start,
            "roughly": isinstance(slot.beginning, Roughly),
            "end": slot.end,
            "pinned": slot.pinned,
            "day": self.schedule.day_of(slot) or 1,
            "meets": meets(slot),
            "again": None if again is None else numbers[again.path],
            "parent": None if parent is None else numbers[parent],
            "who": block.who or "",
            "why": as_data(one_line(block.why)),
            "plan_b": as_data(one_line(block.plan_b)),
            "online": as_data(one_line(block.online)),
            "steps": [
                {
                    "do": as_data(one.step.do),
                    "say": as_data(one.step.say),
                    "ask": as_data(one.step.ask),
                    "who": one.step.who or "",
                    "minutes": one.minutes,
                    "about": isinstance(one.minutes, Roughly),
                }
                for one in slot.steps
            ],
            "lanes": [
                {
                    "title": lane.title,
                    "room": lane.room or "",
                    "who": lane.who or "",
                    "blocks": [numbers[one.path] for one in lane.slots],
                }
                for lane in slot.lanes
            ],
        }

    def _words(self) -> dict[str, Any]:
        terms = self.terms
        return {
            **terms.live.model_dump(exclude={"columns"}),
            "plan": terms.plan.model_dump(),
            "kinds": terms.runsheet.kinds.model_dump(by_alias=True),
            "clock": terms.clock,
            "minutes": terms.minutes,
            "about": terms.about,
            "day": terms.runsheet.day,
            "times_up": terms.times_up,
            "say": f"{terms.notes.say}:",
            "ask": f"{terms.notes.ask}:",
            "plan_b": f"{terms.notes.plan_b}:",
            "online": f"{terms.notes.online}:",
            "steps": terms.notes.steps,
        }


def _style(theme: Theme) -> str:
    """The looks, in the colours of a theme, for light rooms and dark ones."""
    light, dark = (_rules(_colours(theme, dark=dark)) for dark in (False, True))
    font = f'"{theme.fonts.body}", Carlito, "Segoe UI", system-ui, -apple-system, sans-serif'
    rules = _read("page.css")
    return f":root {{ --font: {font}; {light} }}\n@media (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}\n{rules}"


def _rules(colours: Mapping[str, Rgb]) -> str:
    return " ".join(f"--{name}: #{''.join(f'{value:02x}' for value in rgb)};" for name, rgb in colours.items())


def _colours(theme: Theme, *, dark: bool) -> dict[str, Rgb]:
    """Each by its use; whatever is read has the contrast for it."""
    own = theme.colours
    ink, strong, mark = rgb_of(own.dk1), rgb_of(own.dk2), rgb_of(own.accent1)
    paper, card = rgb_of(own.lt2), rgb_of(own.lt1)
    if dark:
        paper, card, ink = seen(_BLACK, ink, 55), seen(_BLACK, ink, 25), rgb_of(own.lt2)
    late = _readable(mark, _WHITE)
    button = _readable(mark, _WHITE)
    return {
        "paper": paper,
        "card": card,
        "ink": ink,
        "quiet": _readable(seen(ink, card, 65), card, paper),
        "line": seen(ink, card, 12),
        "line-strong": seen(ink, card, 45),
        "strong": strong,
        "on-strong": _readable(_WHITE, strong),
        "soft-on-strong": _readable(seen(_WHITE, strong, 75), strong),
        "track": seen(_WHITE, strong, 18),
        "bar": _readable(mark, strong, least=3),
        "bar-on-card": _readable(mark, card, least=3),
        "mark": button,
        "on-mark": _WHITE,
        "late": late,
        "on-late": _WHITE,
        "focus": _readable(rgb_of(own.accent2), card, paper, least=3),
    }


def _readable(colour: Rgb, *grounds: Rgb, least: float = READABLE) -> Rgb:
    """The colour, lighter or darker until it has the contrast that is asked for on each of these."""
    return next(
        (one for one in _shades(colour) if all(contrast(one, ground) >= least for ground in grounds)),
        max((_BLACK, _WHITE), key=lambda one: min(contrast(one, ground) for ground in grounds)),
    )


def _shades(colour: Rgb) -> Iterator[Rgb]:
    """The colour itself, and then ever further from it, both ways."""
    for kept in range(100, 0, -5):
        yield seen(colour, _BLACK, kept)
        yield seen(colour, _WHITE, kept)


_NEAR = 2
"""Minutes: so little more or less is what was planned."""
_FIVE = 5
_LONGEST = 24 * 60
"""Minutes of a block in a day that was lived."""


@dataclass(frozen=True)
class Lesson:
    """A block, how long it was meant to take and took, and the minutes to write next time."""

    slot: Slot
    took: int | None
    """Minutes; None where nobody has kept them, or it was left out."""
    proposal: str
    """As YAML, after ``minutes:``; empty where all can stay."""

    @property
    def off(self) -> str:
        """»+6«, »−4«, or nothing."""
        by = 0 if self.took is None else self.took - self.slot.minutes
        return f"{by:+}".replace("-", "−") if by else ""


@dataclass(frozen=True)
class Course:
    """The blocks of a plan with what they really took."""

    lessons: tuple[Lesson, ...]
    unknown: tuple[str, ...]
    """Names of blocks that the plan does not have."""

    def rows(self) -> list[list[str]]:
        """A row for each block, for a table with `headings`."""
        return [
            [
                one.slot.block.title,
                str(one.slot.minutes),
                "–" if one.took is None else str(one.took),
                one.off,
                one.proposal,
            ]
            for one in self.lessons
        ]

    def headings(self) -> list[str]:
        return [_("block"), _("planned"), _("real"), _("difference"), _("minutes next time")]

    def notes(self) -> list[str]:
        """The day as a whole, and what the agenda does not know."""
        known = [one for one in self.lessons if one.took is not None]
        took, planned = sum(one.took or 0 for one in known), sum(one.slot.minutes for one in known)
        whole = _("{took} minutes for what was planned as {planned}", took=took, planned=planned)
        left = [quoted(one.slot.block.title) for one in self.lessons if one.took is None]
        missing = _("no minutes of {blocks}: left out, or not kept", blocks=", ".join(left))
        unknown = [_("the agenda has no block “{name}”", name=name) for name in self.unknown]
        return [whole, *([missing] if left else []), *unknown]

    def data(self) -> dict[str, Any]:
        """The same as JSON takes it."""
        blocks = [
            {"id": one.slot.id, "planned": one.slot.minutes, "took": one.took, "minutes": one.proposal}
            for one in self.lessons
        ]
        return {"blocks": blocks, "unknown": list(self.unknown)}


def read_course(file: Path, schedule: Schedule, terms: Terms) -> Course:
    """What really happened, beside a plan.

    Args:
        file: what the page for the room has saved, as it is or as a workbook.
        schedule: the plan of the agenda now; tracks are told by their blocks.
        terms: in whose language its headings are.

    Raises:
        Problems: it is no such file, or a number of minutes is none.
    """
    took = dict(_minutes(file, terms))
    slots = [slot for slot in schedule.walk() if not slot.lanes and slot.block.kind != "milestone"]
    limits = {one.path: one for day in schedule.days for top in day.items for one in (top, *top.inner())}
    lessons = tuple(Lesson(slot, took.get(slot.id), _proposal(limits[slot.path], slot, took)) for slot in slots)
    return Course(lessons, tuple(sorted(took.keys() - {slot.id for slot in schedule.walk()})))


def _minutes(file: Path, terms: Terms) -> Iterator[tuple[str, int]]:
    """The minutes of each block, by its id; those without any are left out."""
    wanted = [heading(terms.live.columns.block), heading(terms.live.columns.took)]
    rows = [row for sheet in read_sheets(file) for row in sheet.rows]
    for number, row in enumerate(rows):
        cells = [heading(cell) for cell in row.cells]
        if all(one in cells for one in wanted):
            block, took = (cells.index(one) for one in wanted)
            yield from _told(rows[number + 1 :], block, took)
            return
    raise Problems.one(
        _("this is nothing that the page for the room has saved"),
        _(
            "expected the columns {names}",
            names=", ".join(map(quoted, (terms.live.columns.block, terms.live.columns.took))),
        ),
        place=Place(str(file)),
    )


def _told(rows: list[Row], block: int, took: int) -> Iterator[tuple[str, int]]:
    seen = set[str]()
    for row in rows:
        name, minutes = (row.cells[at] if at < len(row.cells) else "" for at in (block, took))
        if not name or not minutes:
            continue
        if not minutes.isdecimal() or int(minutes) > _LONGEST:
            what = _("“{text}” is no number of minutes", text=minutes[:20])
            raise Problems.one(what, _("expected one such as 20, or nothing"), place=row.place)
        if name in seen:
            twice = _("the name “{name}” is there twice", name=name[:60])
            raise Problems.one(twice, _("expected every name once"), place=row.place)
        seen.add(name)
        yield name, int(minutes)


def _proposal(item: Timed, slot: Slot, took: dict[str, int]) -> str:
    """The minutes for next time: what it took in whole fives, and limits that allow it."""
    real = took.get(slot.id)
    if real is None or slot.block.kind in ("break", "buffer"):
        return ""
    if item.block.at is not None and item.block.until is not None:
        return ""
    if abs(real - slot.minutes) <= _NEAR:
        return ""
    meant = max(1, round(real / _FIVE) * _FIVE) if real > _FIVE else max(1, real)
    limits = item.limits
    if limits.least == limits.most:
        return str(meant)
    return f"{{ideal: {meant}, min: {min(limits.least, meant)}, max: {max(limits.most or meant, meant)}}}"
