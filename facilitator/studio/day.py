"""What the page of an agenda or a programme shows of its file: blocks or parts, texts to edit, problems, slides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path as FilePath
from typing import Any

import yaml

import facilitator
from facilitator.agenda import Block, Path, block_ids
from facilitator.agenda.durations import Duration
from facilitator.agenda.schedule import Slot
from facilitator.kept import print_of
from facilitator.messages import Problem, Problems, _
from facilitator.programme import when
from facilitator.studio import sentences
from facilitator.studio.fields import block_fields, head_fields, part_fields, read_now
from facilitator.studio.yaml_text import Refused, Text
from facilitator.svg import slide_image
from facilitator.text.times import clock_text

__all__ = ["Drawing", "day_of", "entries"]

_ROWS = ("blocks", "parts")
"""The list that the strip shows, of an agenda and of a programme."""
_BESIDE = 2
"""Lines that are shown before one with a mistake, and after it."""
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
        return {"broken": True, "problems": entries(error.problems, lines), "blocks": []}
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

    def around(self, problem: Problem) -> list[tuple[int, str]]:
        """The line of the file that a problem is on, and those beside it, by their numbers; none of another file."""
        if problem.place is None or not problem.place.line or problem.place.path != self.path:
            return []
        first = max(problem.place.line - _BESIDE, 1)
        lines = self.text.removeprefix("\ufeff").splitlines()[first - 1 : problem.place.line + _BESIDE]
        return [*enumerate(lines, first)]

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


def entries(problems: Iterable[Problem], lines: _Lines | None = None) -> list[dict[str, Any]]:
    """Each in words, with the block that it is in, and the line of the file."""
    return [
        {
            "text": one.words,
            "block": lines and lines.block(one),
            "line": one.place.line if one.place else 0,
            "around": lines.around(one) if lines else [],
        }
        for one in problems
    ]


@dataclass(frozen=True)
class _Day:
    """An agenda that can be read."""

    opened: facilitator.OpenAgenda
    lines: _Lines

    def data(self, pictures: dict[str, Drawing]) -> dict[str, Any]:
        opened, terms = self.opened, self.opened.terms
        told_in = opened.spoken.model_copy(update={"decimal_clock": terms.decimal_clock})
        agenda = opened.reading.agenda
        problems: list[Problem] = []
        slots: Mapping[Path, Slot] = {}
        notes: Sequence[str] = ()
        slides: list[dict[str, Any]] | None = None
        try:
            schedule = opened.schedule
            slots = {slot.path: slot for slot in schedule.walk()}
            notes = [note.text(told_in, relative=schedule.relative) for note in schedule.notes]
            slides = _drawings_of(opened, pictures)
            problems += opened.warnings()
        except Problems as error:
            problems += error.problems
        ids, written = block_ids(agenda), self.lines.written()
        return {
            "broken": False,
            "title": agenda.title,
            "head": head_fields(written, agenda, opened.terms.locale, opened.spoken.locale, course=False),
            "reads": read_now(written, opened.reading.node),
            "words": {"break": terms.runsheet.kinds.of("break")},
            "planned": bool(slots),
            "problems": entries(problems, self.lines),
            "notes": sentences(notes),
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
                "named": block.id or "",
                "title": block.title,
                "kind": self.opened.terms.runsheet.kinds.of(block.kind),
                "sort": block.kind,
                "optional": block.optional is not None,
                "span": _minutes(block),
                **block_fields(raw, block, path),
                "exercise": block.exercise,
                "steps": self._steps(slots.get(path)),
                "tracks": [
                    {"title": track.title, "blocks": [*self._blocks(track.blocks, (*path, "parallel", lane), slots, ids,
                                                                    raw["parallel"][lane])]}
                    for lane, track in enumerate(block.parallel)
                ],
                **self._times(slots.get(path), block),
            }  # fmt: skip

    def _steps(self, slot: Slot | None) -> list[dict[str, Any]]:
        """What is done in the block, its exercise's steps too, each with the minutes that it has in this plan."""
        return [{"do": one.step.do, "minutes": one.minutes} for one in slot.steps] if slot is not None else []

    def _times(self, slot: Slot | None, block: Block) -> dict[str, Any]:
        """When the block is; without a plan only about how long."""
        if slot is None:
            ideal = block.minutes.ideal if block.minutes else _FIVE
            return {"start": None, "clock": "", "minutes": ideal, "pinned": block.at is not None, "day": None}
        relative = self.opened.schedule.relative
        pattern = self.opened.terms.decimal_clock
        return {
            "start": slot.start,
            "clock": _("+{n} min", n=slot.start) if relative else clock_text(slot.start, pattern),
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
            "head": head_fields(
                written, opened.reading.programme, opened.terms.locale, opened.spoken.locale, course=True
            ),
            "reads": read_now(written, opened.reading.node),
            "planned": slides is not None,
            "problems": entries(problems, self.lines),
            "notes": sentences(notes),
            "blocks": [self._part(number, raw) for number, raw in enumerate(written["parts"])],
            "slides": slides,
        }

    def _part(self, number: int, raw: Any) -> dict[str, Any]:
        programme, path = self.opened.reading.programme, ("parts", number)
        part = programme.parts[number]
        return {
            "path": path,
            "last": len(programme.parts) - 1,
            "id": part.id or "",
            "named": part.id or "",
            "title": part.title,
            "sort": f"part {part.kind}",
            "optional": False,
            "pinned": False,
            "start": None,
            "day": None,
            "minutes": None,
            "clock": when(programme, number, self.opened.spoken),
            **part_fields(raw, path, self.opened.terms.locale, session=part.kind == "agenda"),
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
