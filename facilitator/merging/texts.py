"""Texts, line by line: the person's lines and ours in one, and on our words the looks and links that theirs have."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from difflib import SequenceMatcher
from itertools import groupby
from types import MappingProxyType
from typing import Generic, NamedTuple, TypeVar

from facilitator.merging.lines import Line, runs_in, sign_of
from facilitator.merging.pairing import Hunk, agreed, hunks, touch, unchanged
from facilitator.office.xml import Element, find, tag

__all__ = ["Piece", "Refused", "merged_lines", "set_lines"]

_WORD = re.compile(r"\w+|[^\w\s\u200b]")

Adapt = Callable[[Element], Element]
"""Makes a copy of something of ours fit for their slide."""

_T = TypeVar("_T")


class Piece(NamedTuple):
    """A line of a merged text."""

    line: Line
    ours: bool
    """Whether it comes from the new build."""
    over: tuple[Line, Line] | None = None
    """The line whose place it takes: as we wrote it, and as the person has it."""
    dress: _Dress | None = None
    """How the person has set that line, or the whole text; None where it is as we set it."""
    links: Mapping[str, Element] = MappingProxyType({})
    """``a:hlinkClick`` of ours for addresses in a line of theirs that are new in the agenda."""

    @property
    def new(self) -> bool:
        """Whether anything of it comes from the new build."""
        return self.ours or bool(self.links)


class Refused(NamedTuple):
    """Lines of ours that do not come in, and what the person has there."""

    mine: tuple[Line, ...]
    ours: tuple[Line, ...]


def merged_lines(
    base: Sequence[Line],
    mine: Sequence[Line],
    ours: Sequence[Line],
    *,
    exact: bool,
    take: bool = False,
    looks: bool = False,
) -> tuple[list[Piece], list[Refused]]:
    """The lines with both changes, and those of ours that would have cost the person something.

    Args:
        base: what both began with.
        mine: what the person has made of it.
        ours: what the new build has made of it.
        exact: theirs was written by programs that keep what they do not change.
        take: ours is wanted; of theirs only the lines stay that the person has added.
        looks: how a line of ours is set counts too where it says the same as before.
    """
    same, still = unchanged(base, mine), unchanged(base, ours)
    here = [one for one in hunks(base, mine) if not take or one.added]
    there = [one for one in hunks(base, ours) if not agreed(one, here)]
    kept = same | {one.start: one.lines[0] for one in here if one.even}
    links, said_anew, refused = _set_anew(base, kept, still, looks, exact)
    there = sorted([*there, *said_anew], key=lambda one: one.start)
    dress = _dress([(base[number], line) for number, line in same.items()], exact)
    costly = (one for one in there if any(touch(one, other) for other in here) or _costs(one, base, same, exact))
    away = [] if take else [*costly]
    wanted = [one for one in there if one not in away]
    pieces: list[Piece] = []
    place = 0
    both = [(one, False) for one in here] + [(one, True) for one in wanted]
    for hunk, is_ours in sorted(both, key=lambda one: (one[0].start, one[0].end, one[1])):
        pieces += [_left(number, same, still, dress, links) for number in range(place, hunk.start)]
        over = (base[hunk.start], same[hunk.start]) if hunk.even and hunk.start in same else None
        lead = links.get(hunk.start, {}) if hunk.even and not is_ours else {}
        pieces += [Piece(line, is_ours, over, _dress([over], exact) if over else dress, lead) for line in hunk.lines]
        place = max(place, hunk.end)
    pieces += [_left(number, same, still, dress, links) for number in range(place, len(base))]
    return pieces, [*refused, *(Refused(_in_the_way(one, here, same), one.lines) for one in away)]


def _set_anew(
    base: Sequence[Line], kept: Mapping[int, Line], still: Mapping[int, Line], looks: bool, exact: bool
) -> tuple[dict[int, dict[str, Element]], list[Hunk], list[Refused]]:
    """What is new in lines of ours that say the same as before: where words lead and, if asked, how they are set.

    Args:
        base: what both began with.
        kept: what has become of its lines with the person, by their numbers.
        still: those of ours.
        looks: whether to look at how they are set.
        exact: as in `merged_lines`.

    Returns:
        New addresses for lines of theirs, by their numbers; lines of ours that take the place of theirs; and those that
        cannot, for the person has changed the same.
    """
    links: dict[int, dict[str, Element]] = {}
    anew: list[Hunk] = []
    refused: list[Refused] = []
    for number, ours in still.items():
        mine, before = kept.get(number), base[number]
        led = ours.links != before.links
        if mine is None or not (led or (looks and (ours.runs, ours.form) != (before.runs, before.form))):
            continue
        if led and mine.links == ours.links:
            continue
        lead = _led(before, mine, ours) if led else {}
        if lead:
            links[number] = lead
        elif mine.text == before.text and mine.links == before.links and not (exact and _reset(before, mine, ours)):
            anew.append(Hunk(number, number + 1, (ours,)))
        else:
            refused.append(Refused((mine,), (ours,)))
    return links, anew, refused


def _reset(base: Line, mine: Line, ours: Line) -> bool:
    """Whether both have set a whole line otherwise, each in a way of its own; what only some words wear is kept."""
    looks = [{run.look for run in line.runs} for line in (base, mine, ours)]
    both = looks[0] != looks[2] != looks[1] and not looks[0] & looks[1]
    return both or len({base.form, mine.form, ours.form}) == len(looks)


def _led(base: Line, mine: Line, ours: Line) -> dict[str, Element]:
    """What the addresses in a line of theirs become, where they are those that we wrote and as many as in ours."""
    new = {old: now for old, now in zip(base.links, ours.links, strict=False) if old != now}
    if len(base.links) != len(ours.links) or not new.keys() <= {*mine.links}:
        return {}
    leads = {letter.link: find(letter.part, "a:rPr/a:hlinkClick") for letter in _letters(ours)}
    return {old: lead for old, now in new.items() if (lead := leads.get(now)) is not None}


def _in_the_way(hunk: Hunk, here: Sequence[Hunk], same: Mapping[int, Line]) -> tuple[Line, ...]:
    """What the person has where a change of ours would go."""
    theirs = tuple(line for one in here if touch(hunk, one) for line in one.lines)
    return theirs or tuple(same[number] for number in range(hunk.start, hunk.end) if number in same)


def _left(
    number: int,
    same: Mapping[int, Line],
    still: Mapping[int, Line],
    dress: _Dress | None,
    links: Mapping[int, Mapping[str, Element]],
) -> Piece:
    """A line of the base that nobody has changed, or that the person has changed where ours is taken."""
    if number in same:
        return Piece(same[number], False, links=links.get(number, {}))
    return Piece(still[number], True, None, dress)


# --- how they are set -------------------------------------------------------------------------------------------------


class _Letter(NamedTuple):
    sign: str
    look: str
    """Where it leads belongs to it."""
    link: str
    part: Element
    """The run, break, or field that it is of."""


def _letters(line: Line) -> list[_Letter]:
    """The letters of a line, each with how it is set."""
    runs = (run for run in line.runs for _sign in run.text)
    parts = ((sign, part) for part in runs_in(line.element) for sign in sign_of(part))
    return [_Letter(sign, run.look + run.link, run.link, part) for (sign, part), run in zip(parts, runs, strict=True)]


def _words(letters: Sequence[_Letter]) -> list[slice]:
    return [slice(*found.span()) for found in _WORD.finditer("".join(letter.sign for letter in letters))]


def _spelled(letters: Sequence[_Letter], words: Iterable[slice]) -> list[str]:
    return ["".join(letter.sign for letter in letters[word]) for word in words]


class _Dress(NamedTuple):
    """What the person has made of our ways of setting text."""

    runs: Mapping[str, _Letter]
    """By our looks, a letter that is as most of theirs are where we had that."""
    lines: Mapping[str, Line]
    """The same of paragraphs."""
    exact: bool

    def run_for(self, ours: _Letter) -> _Letter:
        """The letter that one of ours is to be set like."""
        return _worn(ours, ours.look, self.runs, lambda letter: letter.look, self.exact)

    def line_for(self, ours: Line) -> Line:
        return _worn(ours, ours.form, self.lines, lambda line: line.form, self.exact)

    def special(self, base: _Letter, mine: _Letter) -> bool:
        """Whether the person has set a letter otherwise than the rest."""
        return base.look in self.runs and self.runs[base.look].look != mine.look


def _dress(pairs: Sequence[tuple[Line, Line]], exact: bool) -> _Dress | None:
    """What has become of lines as we wrote them, which say the same as the person has them; None where nothing has."""
    if exact and all((one.runs, one.form) == (other.runs, other.form) for one, other in pairs):
        return None
    letters = (
        _Became(one.look, other.look, other, one.look == other.look if exact else one.link == other.link)
        for pair in pairs
        for one, other in _beside(*pair)
    )
    lines = (_Became(one.form, other.form, other, exact and one.form == other.form) for one, other in pairs)
    return _Dress(_usual(letters), _usual(lines), exact)


class _Became(NamedTuple, Generic[_T]):
    """What was set in one way is set in another now."""

    one: str
    other: str
    there: _T
    left: bool
    """The person has not set it otherwise, as far as can be told."""


def _usual(all_: Iterable[_Became[_T]]) -> dict[str, _T]:
    """What each way has become, with one that is so: left as it was, or else as most are; the most frequent first."""
    found: dict[str, Counter[tuple[bool, str]]] = {}
    example: dict[str, _T] = {}
    for became in all_:
        found.setdefault(became.one, Counter())[became.left, became.other] += 1
        example.setdefault(became.other, became.there)
    most = {one: max(several, key=lambda key: (key[0], several[key]))[1] for one, several in found.items()}
    return {one: example[most[one]] for one in sorted(found, key=lambda one: -found[one].total())}


def _worn(ours: _T, says: str, worn: Mapping[str, _T], look: Callable[[_T], str], exact: bool) -> _T:
    """What is set as ours is now: as we had it, where the person has left that; else as the person has set most."""
    if says in worn:
        return worn[says] if not exact or look(worn[says]) != says else ours
    first = next(iter(worn), None)
    return ours if first is None or (exact and look(worn[first]) == first) else worn[first]


def _beside(base: Line, mine: Line) -> Iterator[tuple[_Letter, _Letter]]:
    """The letters of the words of a line twice, however much space is between them."""
    ones, others = _letters(base), _letters(mine)
    for one, other in zip(_words(ones), _words(others), strict=False):
        yield from zip(ones[one], others[other], strict=False)


def _costs(hunk: Hunk, base: Sequence[Line], same: Mapping[int, Line], exact: bool) -> bool:
    """Whether a change of ours would take words away that the person has set in a way of their own."""
    lines = [(base[number], same[number]) for number in range(hunk.start, hunk.end) if number in same]
    dress = _dress(lines, exact)
    if dress is None:
        return False
    if hunk.even:
        kept, special = _kept(lines[0], hunk.lines[0], dress)
        return not special <= set(kept.values())
    usual = _dress([(base[number], line) for number, line in same.items()], exact) or dress
    return any(usual.special(*both) for pair in lines for both in _beside(*pair))


def _kept(over: tuple[Line, Line], ours: Line, dress: _Dress) -> tuple[dict[int, int], set[int]]:
    """Which words of ours are which of theirs, by their numbers; and those of theirs that are set in a special way."""
    base, mine, new = (_letters(line) for line in (*over, ours))
    words = _words(mine)
    special = {
        number
        for number, (one, other) in enumerate(zip(_words(base), words, strict=False))
        if any(dress.special(*both) for both in zip(base[one], mine[other], strict=False))
    }
    matcher = SequenceMatcher(None, _spelled(mine, words), _spelled(new, _words(new)), autojunk=False)
    return {one.b + n: one.a + n for one in matcher.get_matching_blocks() for n in range(one.size)}, special


# --- said ------------------------------------------------------------------------------------------------------------


def set_lines(body: Element, pieces: Sequence[Piece], adapt: Adapt = lambda element: element) -> None:
    """Give a text of theirs these paragraphs, ours as copies; empty ones stay before those that they stood before."""
    spaces, behind = _spaces(body)
    new: list[Element] = []
    for piece in pieces:
        theirs = piece.over[1] if piece.over else piece.line
        new += spaces.get(theirs.element, [])
        new.append(_reworded(piece, adapt) if piece.ours else _led_on(piece, adapt))
    new += behind
    for old in body.findall(tag("a:p")):
        body.remove(old)
    for paragraph in new or [body.makeelement(tag("a:p"))]:
        body.append(paragraph)


def _spaces(body: Element) -> tuple[dict[Element, list[Element]], list[Element]]:
    """The empty paragraphs before each that says something, and those behind all of them."""
    found: dict[Element, list[Element]] = {}
    run: list[Element] = []
    for paragraph in body.findall(tag("a:p")):
        if "".join(map(sign_of, runs_in(paragraph))).strip():
            found[paragraph], run = run, []
        else:
            run.append(paragraph)
    return found, run


def _led_on(piece: Piece, adapt: Adapt) -> Element:
    """A line of theirs, with ours where its words lead elsewhere now."""
    for run, link in {letter.part: letter.link for letter in _letters(piece.line)}.items():
        old = find(run, "a:rPr/a:hlinkClick")
        if old is not None and link in piece.links:
            old.getparent().replace(old, adapt(deepcopy(piece.links[link])))
    return piece.line.element


def _reworded(piece: Piece, adapt: Adapt) -> Element:
    """A line of ours, set as the person has set theirs."""
    line, dress = piece.line, piece.dress
    new = adapt(deepcopy(line.element))
    if dress is None:
        return new
    letters = _letters(line)
    models = _models(piece, letters, dress)
    if any(one is not other for one, other in zip(letters, models, strict=True)):
        _set_runs(new, line, letters, models)
    form = dress.line_for(line)
    if form is not line:
        _form(new, find(form.element, "a:pPr"))
    return new


def _models(piece: Piece, letters: Sequence[_Letter], dress: _Dress) -> list[_Letter]:
    """What each letter is to be set like: a letter of theirs, or itself."""
    models = [dress.run_for(letter) for letter in letters]
    if piece.over is None:
        return models
    kept, special = _kept(piece.over, piece.line, dress)
    theirs = _letters(piece.over[1])
    mine, ours = _words(theirs), _words(letters)
    for number, there in kept.items():
        if there in special:
            models[ours[number]] = theirs[mine[there]]
            gap = ours[number].stop
            if kept.get(number + 1) == there + 1 and there + 1 in special and gap < ours[number + 1].start:
                models[gap : ours[number + 1].start] = [theirs[mine[there].stop]] * (ours[number + 1].start - gap)
    return models


def _set_runs(new: Element, line: Line, letters: Sequence[_Letter], models: Sequence[_Letter]) -> None:
    """Give a copy of a line runs that are set as these."""
    copies = dict(zip(runs_in(line.element), runs_in(new), strict=True))
    place = next(iter(copies.values()), None)
    for _which, group in groupby(zip(letters, models, strict=True), key=lambda one: (one[0].part, one[1].part)):
        both = list(group)
        part, model = both[0][0].part, both[0][1].part
        run = deepcopy(copies[part])
        said_by = find(run, "a:t")
        if said_by is not None and part.tag == tag("a:r"):
            said_by.text = "".join(letter.sign for letter, _model in both)
        if model is not part:
            _set_like(run, model)
        if place is not None:
            place.addprevious(run)
    for old in copies.values():
        new.remove(old)


def _set_like(run: Element, model: Element) -> None:
    """Set a run as another, but for its language, and a link that the other has none in place of."""
    own, like = find(run, "a:rPr"), find(model, "a:rPr")
    new = run.makeelement(tag("a:rPr")) if like is None else deepcopy(like)
    if own is not None:
        if own.get("lang"):
            new.set("lang", own.get("lang"))
        if new.find(tag("a:hlinkClick")) is None:
            new.extend(own.findall(tag("a:hlinkClick")))
        run.remove(own)
    run.insert(0, new)


def _form(paragraph: Element, theirs: Element | None) -> None:
    """Give a paragraph what another says of itself."""
    own = paragraph.find(tag("a:pPr"))
    if own is not None:
        paragraph.remove(own)
    if theirs is not None:
        paragraph.insert(0, deepcopy(theirs))
