"""What the page of an agenda or a programme shows of its file: blocks or parts, texts to edit, problems, slides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path as FilePath
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError
from babel.dates import format_date

import facilitator
from facilitator.agenda.durations import Duration
from facilitator.agenda.model import Block, Path, block_ids
from facilitator.agenda.schedule import Slot
from facilitator.kept import print_of
from facilitator.problems import Problem, Problems
from facilitator.programme.model import when
from facilitator.studio.yaml_text import Refused, Text
from facilitator.svg import slide_image
from facilitator.text.times import clock_text, elapsed_text

__all__ = ["Drawing", "day_of"]

_FIELDS = ("title", "minutes", "at", "until", "optional", "kind", "who", "why", "plan_b", "online")
"""What the page has a field for in every block, by its key."""
_TEXTS = frozenset({
    "title", "section", "subtitle", "statement", "text", "points", "quote", "by", "lead", "bullets", "questions",
    "table", "columns", "caption", "note", "checkout", "do", "say", "ask", "alt",
})  # fmt: skip
"""The keys of texts that people read or say; lists below them hold more of the same."""
_NAMED = ("cards", "forms")
"""The lists of a block whose items are names of things on the shelf."""
_ITEMS: Mapping[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "how": ("do", ("minutes", "who", "do", "say"), ("ask",)),
    "materials": ("item", ("item", "count", "per", "brings"), ()),
    "slides": ("", ("title", "say"), ("questions", "bullets", "points", "checkout", "ask")),
}
"""Of the items of a block's other lists: what one says that is but a text, what there is a field for in every one, and
the lists in it that the page knows."""
_KINDS = ("statement", "quote", "bullets", "questions", "figure", "table", "columns", "picture", "checkout", "people")
"""By which key a slide says what it is; others have no name on the page."""
_ASKED = ("client", "team", "date", "participants", "place")
"""What every workshop wants to know, in this order, whether its texts ask for it or not."""
_PEOPLE = "facilitators"
_HEAD = ("title", "subtitle", "start", "end", "theme", "template")
_OF_PROGRAMME = ("title", "subtitle", "why", "theme", "template")
_OF_SESSION = ("title", "agenda", "date", "when", "start")
_OF_BETWEEN = ("between", "by", "date", "when", "why", "agenda", "start")
_OF_PART = ("place", "participants")
"""What a part may say of its own, whether it does or not."""
_LISTS = ("reading", "tasks")
_BRAND = ("logo", "font", "sender")
_PERSON = ("name", "role", "about", "photo")
_ROWS = ("blocks", "parts")
"""The list that the strip shows, of an agenda and of a programme."""
_FIVE = 5
"""Minutes of a block that does not say."""

Drawing = Callable[[], str]
"""A slide as SVG, drawn when it is looked at: most of those that an edit changes are not."""


def day_of(source: FilePath, text: str, pictures: dict[str, Drawing]) -> dict[str, Any]:
    """A file as JSON takes it; what cannot be planned or drawn is told, and what can be is there.

    Args:
        source: an agenda or a programme.
        text: what is in it.
        pictures: gets what draws every slide as SVG, by the name under which the page asks for it.
    """
    lines = _Lines(text, str(source))
    try:
        opened = facilitator.open(source, text=text)
    except Problems as error:
        return {"broken": True, "problems": _told(error.problems, lines), "blocks": []}
    if isinstance(opened, facilitator.OpenProgramme):
        return _Course(opened, lines).data(pictures)
    return _Day(opened, lines).data(pictures)


@dataclass(frozen=True)
class _Lines:
    """The file's own text: what is written in it, and on which lines a block, or a part of a programme, stands."""

    text: str
    path: str

    def written(self) -> Any:
        """What it says, names in its texts not filled in; nothing where it is no YAML."""
        try:
            return Text(self.text.removeprefix("\ufeff")).plain()
        except (yaml.YAMLError, Refused):
            return {}

    def block(self, problem: Problem) -> int | None:
        """The number of the block or part that a problem is in; None where it is in none, or in another file."""
        if problem.path and problem.path[0] in _ROWS and len(problem.path) > 1:
            return int(problem.path[1])
        if problem.place is None or not problem.place.line or problem.place.path != self.path:
            return None
        try:
            said = Text(self.text.removeprefix("\ufeff"))
            nodes = said.node((next(one for one in _ROWS if one in said.plain()),)).value
        except (yaml.YAMLError, Refused, LookupError, StopIteration, TypeError):
            return None
        begun = [number for number, node in enumerate(nodes) if node.start_mark.line < problem.place.line]
        after = nodes[-1].end_mark.line if nodes else 0
        return begun[-1] if begun and problem.place.line <= max(after, nodes[-1].start_mark.line + 1) else None


def _entry(what: str, block: int | None = None, line: int = 0, short: str = "") -> dict[str, Any]:
    return {"text": what, "short": short or what, "block": block, "line": line}


def _told(problems: Iterable[Problem], lines: _Lines) -> list[dict[str, Any]]:
    """Each in words, with the block that it is in, and the line of the file."""
    return [_entry(one.words, lines.block(one), one.place.line if one.place else 0, one.what) for one in problems]


@dataclass(frozen=True)
class _Day:
    """An agenda that can be read."""

    opened: facilitator.OpenAgenda
    lines: _Lines

    def data(self, pictures: dict[str, Drawing]) -> dict[str, Any]:
        opened, terms = self.opened, self.opened.terms
        agenda = opened.reading.agenda
        problems: list[Problem] = []
        slots: Mapping[Path, Slot] = {}
        notes: Sequence[str] = ()
        slides: list[dict[str, Any]] | None = None
        try:
            schedule = opened.schedule
            slots = {slot.path: slot for slot in schedule.walk()}
            notes = [note.text(terms, relative=schedule.relative) for note in schedule.notes]
            slides = _drawings_of(opened, pictures)
            problems += opened.warnings()
        except Problems as error:
            problems += error.problems
        ids, written = block_ids(agenda), self.lines.written()
        return {
            "broken": False,
            "title": agenda.title,
            "head": _head(written, opened),
            "words": {"break": terms.runsheet.kinds.of("break")},
            "planned": bool(slots),
            "problems": _told(problems, self.lines),
            "notes": [*notes],
            "blocks": [*self._blocks(agenda.blocks, (), slots, ids, written)],
            "slides": slides,
        }

    def _blocks(
        self, blocks: Sequence[Block], above: Path, slots: Mapping[Path, Slot], ids: Mapping[Path, str], written: Any
    ) -> Iterator[dict[str, Any]]:
        for number, block in enumerate(blocks):
            path = (*above, "blocks", number)
            raw = written["blocks"][number]
            yield {
                "path": path,
                "last": len(blocks) - 1,
                "id": ids[path],
                "title": block.title,
                "kind": self.opened.terms.runsheet.kinds.of(block.kind),
                "sort": block.kind,
                "optional": block.optional is not None,
                "span": _minutes(block),
                "fields": {key: _field(key, raw, block) for key in _FIELDS},
                "parts": {key: _items(key, raw.get(key), (*path, key)) for key in (*_ITEMS, *_NAMED)},
                "exercise": block.exercise,
                "tracks": [
                    {"title": track.title, "blocks": [*self._blocks(track.blocks, (*path, "parallel", lane), slots, ids,
                                                                    raw["parallel"][lane])]}
                    for lane, track in enumerate(block.parallel)
                ],
                **self._times(slots.get(path), block),
            }  # fmt: skip

    def _times(self, slot: Slot | None, block: Block) -> dict[str, Any]:
        """When the block is; without a plan only about how long."""
        if slot is None:
            ideal = block.minutes.ideal if block.minutes else _FIVE
            return {"start": None, "clock": "", "minutes": ideal, "pinned": block.at is not None, "day": None}
        relative = self.opened.schedule.relative
        pattern = self.opened.terms.decimal_clock
        return {
            "start": slot.start,
            "clock": (elapsed_text if relative else clock_text)(slot.start, pattern),
            "minutes": slot.minutes,
            "pinned": slot.pinned,
            "day": self.opened.schedule.day_of(slot),
        }


@dataclass(frozen=True)
class _Course:
    """A programme that can be read: its parts as the page shows blocks, with when they are in the place of a clock."""

    opened: facilitator.OpenProgramme
    lines: _Lines

    def data(self, pictures: dict[str, Drawing]) -> dict[str, Any]:
        opened, written = self.opened, self.lines.written()
        problems: list[Problem] = []
        notes: Sequence[str] = ()
        slides: list[dict[str, Any]] | None = None
        try:
            notes = opened.planned.notes
            slides = _drawings_of(opened, pictures)
            problems += opened.warnings()
        except Problems as error:
            problems += error.problems
        return {
            "broken": False,
            "course": True,
            "title": opened.title,
            "head": _head(written, opened),
            "planned": slides is not None,
            "problems": _told(problems, self.lines),
            "notes": [*notes],
            "blocks": [self._part(number, raw) for number, raw in enumerate(written["parts"])],
            "slides": slides,
        }

    def _part(self, number: int, raw: Any) -> dict[str, Any]:
        programme, path = self.opened.reading.programme, ("parts", number)
        part = programme.parts[number]
        own = _mapping(raw.get("data"))
        return {
            "path": path,
            "last": len(programme.parts) - 1,
            "id": part.id or "",
            "title": part.title,
            "sort": f"part {part.kind}",
            "optional": False,
            "pinned": False,
            "start": None,
            "day": None,
            "minutes": None,
            "clock": when(programme, number, self.opened.terms),
            "fields": {key: _text(raw.get(key)) for key in (_OF_SESSION if part.kind == "agenda" else _OF_BETWEEN)},
            "data": {key: _text(own.get(key)) for key in dict.fromkeys((*_OF_PART, *own)) if key != _PEOPLE},
            "lists": [_list(key, raw.get(key), (*path, key)) for key in _LISTS if part.kind != "agenda"],
            "tracks": [],
        }


def _drawings_of(
    opened: facilitator.OpenAgenda | facilitator.OpenProgramme, pictures: dict[str, Drawing]
) -> list[dict[str, Any]]:
    """Every slide, by the name under which pages ask for it; ``pictures`` gets what draws it."""
    deck, style, canvases, template = opened.drawn
    footer = deck.footers[0] if deck.footers else ""
    look = print_of(style.theme, style.terms, style.design)  # A style as a whole also bears what was reckoned with it.
    found = []
    for number, canvas in enumerate(canvases, template.before + 1):
        name = print_of(look, canvas.made_of or canvas, footer, number)[:32]
        shown = template.style_of(canvas, style)
        pictures[name] = partial(slide_image, canvas, shown, footer=footer, slide=number)
        found.append({"picture": name, "number": number, "title": canvas.title, "block": canvas.block})
    return found


def _minutes(block: Block) -> dict[str, int | None]:
    """The least, ideal, and most of a block."""
    found = block.minutes or Duration.REST
    return {"least": found.least, "ideal": found.ideal, "most": found.most}


def _head(raw: Any, opened: facilitator.OpenAgenda | facilitator.OpenProgramme) -> dict[str, Any]:
    """Who it is for, when and where, who leads it, and how it looks: what is written, and what stands in its place."""
    session, course = opened.reading.content, isinstance(opened, facilitator.OpenProgramme)
    told, invented = (_mapping(raw.get(key)) for key in ("data", "examples"))
    asked = [name for name in _ASKED if name != "date" or not course]
    names = [name for name in dict.fromkeys((*asked, *told, *invented)) if name != _PEOPLE]
    brand, people, locale = _mapping(raw.get("brand")), raw.get(_PEOPLE), opened.terms.locale
    return {
        "fields": {key: _text(raw.get(key)) for key in (_OF_PROGRAMME if course else _HEAD)},
        "data": [
            {"name": name, "value": _text(told.get(name)), "example": _told_day(_text(invented.get(name)), locale)}
            for name in names
        ],
        "brand": {key: _text(brand.get(key)) for key in _BRAND},
        "colours": [*(session.brand.colours if session.brand else ())],
        "people": [_person(one) for one in people] if isinstance(people, list) else [],
        "listed": people is None or isinstance(people, list),
        "invented": [] if people else [one.name for one in session.facilitators],
    }  # fmt: skip


def _told_day(text: str | None, locale: str) -> str:
    """A date as people write it; anything else as it is."""
    if not text:
        return ""
    try:
        return format_date(date.fromisoformat(text), "long", Locale.parse(locale, sep="-"))
    except (ValueError, UnknownLocaleError):
        return text


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _text(value: Any) -> str | None:
    """What is written; None where it is no text, and cannot be edited here."""
    return "" if value is None else value.strip("\n") if isinstance(value, str) else None


def _person(raw: Any) -> dict[str, Any]:
    """Whoever leads it; one who is but a name has no place for more."""
    if isinstance(raw, dict):
        return {"plain": False, **{key: _text(raw.get(key)) for key in _PERSON}}
    return {"plain": True, "name": str(raw)}


def _field(key: str, raw: Any, block: Block) -> dict[str, Any]:
    """What is written of a key, and what holds where nothing is; a value that is no text can be seen but not edited."""
    value = raw.get(key)
    holds = getattr(block, key)
    told = "" if holds is None else clock_text(holds) if key in ("at", "until") else str(holds)
    if value is None or isinstance(value, str):
        return {"value": (value or "").strip("\n"), "holds": told, "edit": True}
    return {"value": "", "holds": told, "edit": False}


def _items(key: str, value: Any, path: Path) -> list[dict[str, Any]] | None:
    """The items of one of a block's lists, as the page has fields for them; None where it is written in another way."""
    if value is None or value == "":
        return []
    if not isinstance(value, list):
        return None
    if key in _NAMED:
        return [{"path": (*path, number), "name": str(one)} for number, one in enumerate(value)]
    return [_item(key, one, (*path, number)) for number, one in enumerate(value)]


def _item(key: str, raw: Any, path: Path) -> dict[str, Any]:
    """A step, a thing to bring, or a slide: fields, lists of texts, and what other texts are in it."""
    short, fields, lists = _ITEMS[key]
    if not isinstance(raw, dict):
        values = {short: str(raw)}
        own = [{"key": name, "path": (*path, name), "value": values.get(name, "")} for name in fields]
        return {"path": path, "kind": "", "plain": short, "fields": own, "lists": [], "texts": []}
    kind = next((name for name in _KINDS if name in raw), "")
    plain = [name for name, one in raw.items() if name in _TEXTS and isinstance(one, str)]
    shown = [name for name in fields if _text(raw.get(name)) is not None]
    if key == "slides":
        shown = list(dict.fromkeys([*shown[:1], *(name for name in plain if name not in lists), *shown[1:]]))
    listed = [name for name in lists if name in raw or key == "how" or (name, kind) == ("questions", "figure")]
    rest = {name: one for name, one in raw.items() if name not in (*shown, *listed)}
    return {
        "path": path,
        "kind": kind,
        "plain": "",
        "fields": [{"key": name, "path": (*path, name), "value": _text(raw.get(name))} for name in shown],
        "lists": [_list(name, raw.get(name), (*path, name)) for name in listed],
        "texts": [*_texts(rest, path)],
    }


def _list(key: str, value: Any, path: Path) -> dict[str, Any]:
    """A list of texts; one text alone is written without a list."""
    single = isinstance(value, str) and bool(value.strip())
    items = value if isinstance(value, list) else []
    found = [
        {"path": (*path, number), "texts": [*_texts(one, (*path, number), key)]} for number, one in enumerate(items)
    ]
    if single:
        found = [{"path": path, "texts": [{"path": path, "key": key, "value": value.strip("\n")}]}]
    return {"key": key, "path": path, "single": single, "items": found}


def _texts(value: Any, path: Path, key: str = "") -> Iterator[dict[str, Any]]:
    """Every text below a value that people read or say, with its path and the key that it stands under."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name in _TEXTS or isinstance(inner, dict | list):
                yield from _texts(inner, (*path, name), name if name in _TEXTS else "")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _texts(inner, (*path, number), key)
    elif isinstance(value, str) and value.strip() and key:
        yield {"path": path, "key": key, "value": value.strip("\n")}
