"""The page as one file: what it says of the plan, the planner's answers, its script and its looks, and nothing else.

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
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from facilitator.agenda.model import whom
from facilitator.agenda.read import Reading
from facilitator.agenda.schedule import Schedule, Slot
from facilitator.colours import READABLE, Rgb, contrast, rgb_of, seen
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme
from facilitator.deck.notes import agenda_items, dates_text, meets, meets_again
from facilitator.live.answers import Answers, free
from facilitator.made import Made
from facilitator.text.markup import as_data, one_line
from facilitator.text.times import Roughly

__all__ = ["make_live"]

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
