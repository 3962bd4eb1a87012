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

from facilitator.merging.lines import Line, aligned, runs_in, sign_of, with_again, woven
from facilitator.office import Element, find, tag

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


class Refused(NamedTuple):
    """Lines of ours that do not come in, what the person has there, and what we had written."""

    mine: tuple[Line, ...]
    ours: tuple[Line, ...]
    before: Line


def merged_lines(
    base: Sequence[Line],
    mine: Sequence[Line],
    ours: Sequence[Line],
    *,
    exact: bool,
    take: bool = False,
    looks: bool = False,
    left: Mapping[str, str] = MappingProxyType({}),
) -> tuple[list[Piece], list[Refused]]:
    """The lines with both changes, and those of ours that would have cost the person something.

    A line that one has moved and the other has changed is at its new place with its new words; one that both have
    moved stays where the person has it; one that both have added is there once.

    Args:
        base: what both began with.
        mine: what the person has made of it.
        ours: what the new build has made of it.
        exact: theirs was written by programs that keep what they do not change.
        take: ours is wanted; of theirs only the lines stay that the person has added.
        looks: how a line of ours is set counts too where it says the same as before.
        left: as `with_again` takes it.
    """
    base = with_again(base, mine, ours, left)
    theirs = aligned(base, mine, aligned(base, ours).reworded)
    new = aligned(base, ours, theirs.reworded)
    have = {number: line for number, line in zip(theirs.origins, mine, strict=True) if number is not None}
    wanted = {number: line for number, line in zip(new.origins, ours, strict=True) if number is not None}
    same = [(base[number], line) for number, line in have.items() if line.text == base[number].text]
    usual = _dress(same, exact)
    pieces: dict[int, Piece] = {}
    refused: list[Refused] = []
    for number, before in enumerate(base):
        states = (before, have.get(number), wanted.get(number))
        piece = _taken(*states, usual, exact) if take else _merged(*states, usual, exact, looks)
        if isinstance(piece, Refused):
            refused.append(piece)
            piece = Piece(piece.mine[0], False) if piece.mine else None
        if piece is not None:
            pieces[number] = piece
    # Whatever is new is numbered on: theirs, then ours.
    here = [len(base) + n if was is None else was for n, was in enumerate(theirs.origins)]
    there = [len(base) + len(mine) + n if was is None else was for n, was in enumerate(new.origins)]
    added = {number: Piece(line, False) for number, line in zip(here, mine, strict=True) if number >= len(base)}
    for place, (number, line) in enumerate(zip(there, ours, strict=True)):
        if number >= len(base):
            both = next((one for one in added if one not in there and added[one].line.text == line.text), number)
            there[place] = both
            pieces.setdefault(both, Piece(line, True, None, usual))
    pieces |= added
    anew = new.moved | theirs.moved if take else new.moved - theirs.moved
    order = woven(
        [number for number in here if number in pieces and number not in anew],
        [number for number in there if number in pieces],
        added,
    )
    return [pieces[number] for number in order], refused


def _taken(before: Line, mine: Line | None, ours: Line | None, usual: _Dress | None, exact: bool) -> Piece | None:
    """A line of the base where ours is wanted; None where it goes."""
    if ours is None:
        return None
    if mine is None or mine.text != before.text:
        return Piece(ours, True, None, usual)
    if (ours.text, ours.links) == (before.text, before.links):
        return Piece(mine, False)
    return _over(before, mine, ours, exact)


def _merged(
    before: Line, mine: Line | None, ours: Line | None, usual: _Dress | None, exact: bool, looks: bool
) -> Piece | Refused | None:
    """A line of the base with what both have made of it; None where it goes."""
    refused = Refused(() if mine is None else (mine,), () if ours is None else (ours,), before)
    if ours is None:
        left = mine is None or (mine.text == before.text and not _set_apart(before, mine, usual, exact))
        return None if left else refused
    if mine is None:
        return refused if ours.text != before.text else None
    led = ours.links != before.links
    if ours.text != before.text:
        if mine.text == ours.text:
            return Piece(mine, False)
        own = mine.text != before.text
    else:
        anew = led or (looks and (ours.runs, ours.form) != (before.runs, before.form))
        if not anew or (led and mine.links == ours.links):
            return Piece(mine, False)
        if led and (lead := _led(before, mine, ours)):
            return Piece(mine, False, links=lead)
        own = (mine.text, mine.links) != (before.text, before.links) or (exact and _reset(before, mine, ours))
    return refused if own or _costs(before, mine, ours, exact) else _over(before, mine, ours, exact)


def _over(before: Line, mine: Line, ours: Line, exact: bool) -> Piece:
    """A line of ours in the place of one that the person has not reworded."""
    return Piece(ours, True, (before, mine), _dress([(before, mine)], exact))


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


def _costs(before: Line, mine: Line, ours: Line, exact: bool) -> bool:
    """Whether a line of ours would take words away that the person has set in a way of their own."""
    dress = _dress([(before, mine)], exact)
    if dress is None:
        return False
    kept, special = _kept((before, mine), ours, dress)
    return not special <= set(kept.values())


def _set_apart(before: Line, mine: Line, usual: _Dress | None, exact: bool) -> bool:
    """Whether the person has set words of a line otherwise than the rest of the text."""
    own = _dress([(before, mine)], exact)
    return own is not None and any((usual or own).special(*both) for both in _beside(before, mine))


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
    body.extend(new or [body.makeelement(tag("a:p"))])


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
