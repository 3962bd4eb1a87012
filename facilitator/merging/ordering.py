"""The order and the sections of merged slides: ours as the agenda has them, except what the person has moved or named.

The person's own slides stay behind what they stood behind; slides that come join the section that they stand in.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from facilitator.merging.comparing import OwnSlide
from facilitator.merging.deck import DeckFile
from facilitator.merging.target import Target
from facilitator.office import Element, tag
from facilitator.pptx import xml

__all__ = ["arrange_sections", "come_back", "moved", "ordered", "own_slides", "sections_of"]


def moved(base: Sequence[str], mine: Sequence[str]) -> set[str]:
    """What has been moved, as few as can be, of what is in both."""
    places = {id_: number for number, id_ in enumerate(base)}
    common = [id_ for id_ in mine if id_ in places]
    stayed = _longest_rising([places[id_] for id_ in common])
    return {id_ for id_ in common if places[id_] not in stayed}


def come_back(mine: Sequence[str], base: Sequence[str], ours: Sequence[str]) -> set[str]:
    """Slides of theirs that the agenda has again, behind others than they stand behind; all as `ordered` takes them."""
    stay = {*mine} & {*base} & {*ours}
    there, wanted = ({id_: _before(id_, order, stay) for id_ in {*order} - {*base} - {""}} for order in (mine, ours))
    return {id_ for id_, before in there.items() if base and id_ in wanted and wanted[id_] != before}


def _before(id_: str, order: Sequence[str], among: Collection[str]) -> str | None:
    """The nearest of some before one."""
    return next((one for one in reversed(order[: order.index(id_)]) if one in among), None)


def ordered(
    mine: Sequence[tuple[str, str]], base: Sequence[str], ours: Sequence[str], new: Mapping[str, str]
) -> list[str]:
    """The names of all slides in their new order.

    Args:
        mine: names and ids of theirs in order; no id for their own.
        base: the ids in the order in which we wrote them last.
        ours: the ids in the order of the new build.
        new: names of the slides that come, by their ids.
    """
    names = _reordered(mine, base, ours)
    known = {id_: name for name, id_ in mine if id_}
    wanted = {*(known[id_] for id_ in ours if id_ in known), *new.values()}
    went = moved(base, [*known])
    before: list[tuple[str, str]] = []
    for id_ in ours:
        if id_ in new:
            last = next((name for one, name in reversed(before) if one not in went or _block(one) == _block(id_)), None)
            names.insert(_behind(names, last, wanted), new[id_])
        if id_ in new or id_ in known:
            before.append((id_, new.get(id_) or known[id_]))
    return names


def _block(id_: str) -> str:
    """What the agenda puts on slides together: a new one goes along with what a person has moved of its block alone."""
    return id_.rpartition("/")[0]


def _behind(names: Sequence[str], last: str | None, wanted: Iterable[str]) -> int:
    """Where a slide goes whose predecessor is ``last``: behind it and those of the person's that follow it."""
    if last is None:
        return next((number for number, name in enumerate(names) if name in wanted), len(names))
    place = names.index(last) + 1
    while place < len(names) and names[place] not in wanted:
        place += 1
    return place


def _reordered(mine: Sequence[tuple[str, str]], base: Sequence[str], ours: Sequence[str]) -> list[str]:
    """Theirs, where the agenda has another order than before."""
    ids = [id_ for _name, id_ in mine if id_]
    common = {id_ for id_ in ids if id_ in base and id_ in ours}
    new = {id_: number for number, id_ in enumerate(ours)}
    if [id_ for id_ in base if id_ in common] == [id_ for id_ in ours if id_ in common]:
        return [name for name, _id in mine]
    heads = common - moved(base, ids)
    runs: list[tuple[int, list[str]]] = [(-1, [])]
    for name, id_ in mine:
        if id_ in heads:
            runs.append((new[id_], []))
        runs[-1][1].append(name)
    return [name for _place, run in sorted(runs, key=lambda run: run[0]) for name in run]


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The longest of the rising sequences in a list."""
    ends: list[int] = []
    lengths = []
    for number in numbers:
        place = bisect_left(ends, number)
        ends[place : place + 1] = [number]
        lengths.append(place)
    found: set[int] = set()
    wanted = len(ends) - 1
    for number, length in zip(reversed(numbers), reversed(lengths), strict=True):
        if length == wanted and (not found or number < min(found)):
            found.add(number)
            wanted -= 1
    return found


# --- sections --------------------------------------------------------------------------------------------------------


@dataclass(eq=False)
class _Section:
    name: str
    guid: str
    slides: list[str] = field(default_factory=list)
    """Their names in the target."""


def arrange_sections(target: Target, names: Sequence[str], base: DeckFile | None, ours: DeckFile) -> None:
    """Write which slides are in which section, for slides in this order; nothing where there are no sections."""
    lists = [*target.root.iter(tag("p14:sectionLst"))]
    if not lists:
        return
    listed = lists[0]
    sections = _read(target, listed, names)
    _rename(sections, target, base, ours)
    _join(sections, target, names, ours)
    before = set() if base is None else set(sections_of(base).values())
    left = [one for one in sections if one.slides or one.name not in before]
    _write(listed, _runs(left, names), target)


def _read(target: Target, listed: Element, names: Sequence[str]) -> list[_Section]:
    by_id = {target.slide_id(name): name for name in names}
    found = []
    for one in listed.iterchildren(tag("p14:section")):
        ids = (str(slide.get("id")) for slide in one.iter(tag("p14:sldId")))
        found.append(_Section(one.get("name", ""), one.get("id", ""), [by_id[id_] for id_ in ids if id_ in by_id]))
    return found


def sections_of(deck: DeckFile) -> dict[str, str]:
    """The names of the sections that our slides are in, by our ids."""
    presentation = deck.presentation
    names = {id_: section.name for section in presentation.sections for id_ in section.slides}
    numbers = presentation.slide_ids
    return {id_: names.get(numbers[form.slide.part], "") for id_, form in deck.ours.items()}


def _rename(sections: Sequence[_Section], target: Target, base: DeckFile | None, ours: DeckFile) -> None:
    """A section that is called as we called it is called as we call it now, told by its first slide."""
    if base is None:
        return
    old, new = sections_of(base), sections_of(ours)
    ids = {name: id_ for id_, name in target.by_id.items()}
    for section in sections:
        for name in section.slides:
            id_ = ids.get(name, "")
            if id_ in old and id_ in new and old[id_] == section.name != new[id_] and section.name not in new.values():
                section.name = new[id_]
                break


def _join(sections: list[_Section], target: Target, names: Sequence[str], ours: DeckFile) -> None:
    """Slides that are in no section join that of the slide before them, or one of their own where ours has that and it
    is empty, or tears no other one apart.
    """
    wanted = sections_of(ours)
    ids = {name: id_ for id_, name in target.by_id.items()}
    place = {name: section for section in sections for name in section.slides}
    last: _Section | None = None
    for name in names:
        if name in place:
            last = place[name]
            continue
        title = wanted.get(ids.get(name, ""), "")
        same = next((section for section in sections if section.name == title), None)
        empty = same is not None and not same.slides
        if last is None or (title and title != last.name and (empty or _is_last(name, names, last, place))):
            section = same or _Section(title, xml.guid("merged section", title, name))
            if same is None:
                sections.insert(0 if last is None else sections.index(last) + 1, section)
            last = section
        place[name] = last
        last.slides.append(name)


def _is_last(name: str, names: Sequence[str], section: _Section, place: Mapping[str, _Section]) -> bool:
    """Whether no slide behind this one is in the section any more."""
    return all(place.get(one) is not section for one in names[names.index(name) :])


def _runs(sections: Sequence[_Section], names: Sequence[str]) -> list[_Section]:
    """Sections with slides that follow each other; one that is torn apart goes on under its name."""
    place = {name: section for section in sections for name in section.slides}
    runs: list[_Section] = []
    of: list[_Section] = []
    for name in names:
        section = place[name]
        if not of or section is not of[-1]:
            again = section in of
            guid = xml.guid("section again", section.guid, str(len(runs))) if again else section.guid
            runs.append(_Section(section.name, guid))
            of.append(section)
        runs[-1].slides.append(name)
    for number, section in enumerate(sections):
        if not section.slides:
            before = next((of.index(one) + 1 for one in reversed(sections[:number]) if one in of), 0)
            runs.insert(before, section)
            of.insert(before, section)
    return runs


def _write(listed: Element, runs: Sequence[_Section], target: Target) -> None:
    for one in [*listed]:
        listed.remove(one)
    for run in runs:
        section = listed.makeelement(tag("p14:section"))
        section.set("name", run.name)
        section.set("id", run.guid)
        ids = section.makeelement(tag("p14:sldIdLst"))
        for name in run.slides:
            slide = ids.makeelement(tag("p14:sldId"))
            slide.set("id", target.slide_id(name))
            ids.append(slide)
        section.append(ids)
        listed.append(section)


def own_slides(
    mine: DeckFile, base: DeckFile | None, ours: DeckFile, places: Mapping[str, int] | None = None
) -> tuple[OwnSlide, ...]:
    """The person's own slides, in order.

    Args:
        mine: the file as the person has it.
        base: as we wrote it last, if that is known.
        ours: as the agenda asks for it now.
        places: the numbers of slides in the file as it becomes, by their parts; None where it stays as it is.
    """
    known, deck = set() if base is None else {*base.ours}, ours.id.partition("/")[0]
    found = [
        OwnSlide(form.slide.title, number, number if places is None else places[form.slide.part])
        for number, form in enumerate(mine.forms, 1)
        if not form.id or (form.id not in known and form.id.partition("/")[0] != deck)
    ]
    return tuple(sorted(found, key=attrgetter("now")))
