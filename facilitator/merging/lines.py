"""What paragraphs say and how they are set, the same whichever program has written them; which has become which."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from facilitator.office import Element, find, first, number, present, tag
from facilitator.office.colours import Paint
from facilitator.office.texts import Look, Text

__all__ = [
    "Aligned", "Line", "Run", "Type", "aligned", "clean", "each_once", "in_order", "lines_of", "notes_body",
    "plain_lines", "runs_in", "said", "setting_of", "sign_of", "with_again", "woven",
]  # fmt: skip

_T = TypeVar("_T")

_SPACE = re.compile(r"[\s\u00a0\u200b]+")
_NOT_SAID = frozenset(["dirty", "err", "lang", "altLang", "smtClean", "noProof"])
_PASSED_OVER = frozenset([tag("a:extLst"), tag("a:hlinkClick"), tag("a:hlinkMouseOver")])
_NO_RUNS = frozenset([tag("a:pPr"), tag("a:endParaRPr")])
_TEXTS = frozenset([tag("a:r"), tag("a:fld")])
_NO_TEXT = "\ufffc"
"""Stands for what is no text in a paragraph."""
_LIKE = 0.5
"""The share of words that two lines must have in common for one to have become the other."""
_SURE = 2
"""How many words they have in common at least, where the one does not stand where the other stood."""
_EQUAL, _REPLACED, _HELD, _WORDS = 10.0**12, 10.0**8, 10.0**4, 10
"""What pairs of lines in order count for: that they say the same; that one stands in the place of another; that it is
one that is to stay; the tenths of words that both have. Whole numbers, so that sums are exact.
"""
_SPACES = ("a:lnSpc", "a:spcBef", "a:spcAft")
_BULLETS = ("a:buNone", "a:buAutoNum", "a:buChar", "a:buBlip")


class Type(NamedTuple):
    """How a run is set."""

    size: float
    bold: bool
    italic: bool
    underlined: bool
    family: str
    paint: Paint | None


class Run(NamedTuple):
    """Letters of a paragraph that are set alike; a break is one letter."""

    text: str
    look: str
    """As the file says it."""
    link: str


class Line(NamedTuple):
    """A paragraph that says something."""

    text: str
    types: tuple[Type, ...]
    """How its runs are set, each once in a row."""
    element: Element
    """``a:p``."""
    runs: tuple[Run, ...]
    form: str
    """What the file says of the paragraph."""
    align: str = ""
    """As ``algn`` says it."""

    @property
    def links(self) -> list[str]:
        return [run.link for run in self.runs if run.link]


def notes_body(root: Element | None) -> Element | None:
    """``p:txBody`` of the notes on a notes page."""
    for shape in () if root is None else root.iter(tag("p:sp")):
        role = find(shape, "p:nvSpPr/p:nvPr/p:ph")
        if role is not None and role.get("type") == "body":
            return find(shape, "p:txBody")
    return None


def clean(text: str) -> str:
    """A text with single spaces, whichever and however many there were."""
    return _SPACE.sub(" ", text).strip()


def runs_in(paragraph: Element) -> Iterator[Element]:
    """The runs, breaks, and fields of a paragraph, and what a person may have put between them, such as an equation."""
    return (one for one in paragraph.iterchildren("*") if one.tag not in _NO_RUNS)


def sign_of(run: Element) -> str:
    """What a run says; a break is a sign of its own, and so is what is no text."""
    if run.tag in _TEXTS:
        return run.findtext(tag("a:t")) or ""
    return "\v" if run.tag == tag("a:br") else _NO_TEXT


def _runs(paragraph: Element, link: Callable[[Element], str]) -> Iterator[Run]:
    """Those that follow each other and are set alike are one, for spelling checkers split them."""
    last: Run | None = None
    for run in runs_in(paragraph):
        own, text = find(run, "a:rPr"), sign_of(run)
        look = "" if own is None else said(own).replace("<rPr>", "")
        leads = "" if own is None else "".join(link(one) for one in own.iterchildren(tag("a:hlinkClick")))
        if last is not None and (last.look, last.link) == (look, leads):
            last = last._replace(text=last.text + text)
            continue
        if last is not None and last.text:
            yield last
        last = Run(text, look, leads)
    if last is not None and last.text:
        yield last


def _form(paragraph: Element) -> str:
    return said(find(paragraph, "a:pPr")).replace("<pPr>", "")


def lines_of(text: Text, link: Callable[[Element], str]) -> Iterator[Line]:
    elements = () if text.body is None else text.body.iterchildren(tag("a:p"))
    for element, paragraph in zip(elements, text.paragraphs, strict=True):
        others = sum(sign_of(one) == _NO_TEXT for one in runs_in(element))
        text_of = clean("".join(run.text for run in paragraph.runs) + others * _NO_TEXT)
        if text_of:
            kinds = (_type(run.look, text.scale) for run in paragraph.runs if run.text.strip())
            runs = tuple(_runs(element, link))
            yield Line(text_of, tuple(_once(kinds)), element, runs, _form(element), _align(text, element))


def _align(text: Text, element: Element) -> str:
    own = find(element, "a:pPr")
    level = text.level(min(max(number(own, "lvl") or 0, 0), 8) + 1)
    found = first(one.get("algn") for one in [*present([own]), *level.says])
    return "l" if found is None else str(found)


def plain_lines(body: Element, link: Callable[[Element], str]) -> Iterator[Line]:
    for element in body.iterchildren(tag("a:p")):
        text = clean("".join(map(sign_of, runs_in(element))))
        if text:
            yield Line(text, (), element, tuple(_runs(element, link)), _form(element))


def _type(look: Look, scale: float) -> Type:
    """The size is that before PowerPoint shrinks the text to fit."""
    return Type(round(look.size / scale, 1), look.bold, look.italic, look.underlined, look.family, look.paint)


def _once(kinds: Iterable[Type]) -> Iterator[Type]:
    last: Type | None = None
    for kind in kinds:
        if kind != last:
            yield kind
        last = kind


def said(element: Element | None) -> str:
    """What an element and everything in it say, however it is written."""
    if element is None or not isinstance(element.tag, str) or element.tag in _PASSED_OVER:
        return ""
    name = element.tag.rpartition("}")[2]
    values = "".join(f" {key}={value}" for key, value in sorted(element.items()) if key not in _NOT_SAID)
    return f"<{name}{values}{''.join(said(child) for child in element)}>"


def setting_of(text: Text) -> str:
    """Anchor, edges, columns, alignment, levels, spaces, and bullets."""
    found = [text.setting("anchor") or "t", text.setting("vert") or "horz", str(text.insets)]
    found += [text.setting("numCol").replace("1", ""), text.setting("wrap").replace("square", "")]
    for element in () if text.body is None else text.body.iterchildren(tag("a:p")):
        own = find(element, "a:pPr")
        if not element.findtext(f".//{tag('a:t')}"):
            continue
        if own is not None:
            found += [str(own.get("lvl", "0")).replace("0", ""), str(own.get("algn", "l")).replace("l", "")]
            found += [f"{name}={own.get(name)}" for name in ("marL", "marR", "indent") if own.get(name)]
            found += [said(child) for child in own.iterchildren(*map(tag, (*_BULLETS, *_SPACES)))]
    return "\n".join(_once_each(part for part in found if part))


def _once_each(parts: Iterable[str]) -> Iterator[str]:
    """Runs that were split say the same twice."""
    return iter(dict.fromkeys(parts))


# --- which has become which -------------------------------------------------------------------------------------------


class Aligned(NamedTuple):
    """Which lines of a text are which of another that it has come from."""

    origins: tuple[int | None, ...]
    """For each line the number of the one that it was; None for one that is new."""
    moved: frozenset[int]
    """Those of the numbers that stand elsewhere among the others than they did."""
    reworded: frozenset[int]
    """Those of the numbers whose lines say something else now."""


def aligned(base: Sequence[Line], new: Sequence[Line], held: Container[int] = ()) -> Aligned:
    """The lines that say the same, moved ones too; what says much the same; then what stands in the place of others.

    Args:
        base: the earlier.
        new: the later.
        held: numbers of the earlier: where one of several that say the same has gone, it is another.
    """
    both = _Both([_words(line) for line in base], [_words(line) for line in new], held)
    stay = both.the_same()
    moved = both.elsewhere(stay, {}, both.same)
    stay = both.and_alike(stay, moved)
    moved |= both.elsewhere(stay, moved, both.much_alike)
    stay |= both.in_place(stay, moved)
    origins = {there: one for one, there in (stay | moved).items()}
    reworded = frozenset(one for there, one in origins.items() if base[one].text != new[there].text)
    return Aligned(tuple(map(origins.get, range(len(new)))), frozenset(moved), reworded)


def with_again(base: Sequence[Line], mine: Sequence[Line], ours: Sequence[Line], left: Mapping[str, str]) -> list[Line]:
    """The earlier lines, and among them those of ours that have come back to what has stayed of them.

    Args:
        base: the earlier.
        mine: theirs.
        ours: those of the new build.
        left: lines of theirs that have stayed without the agenda, with what we had written.
    """
    had, found = {line.text for line in base}, [*base]
    back = {line.text: line for line in ours if line.text not in had and line.text in left.values()}
    for place, line in enumerate(mine):
        again = None if line.text in had else back.pop(left.get(line.text, ""), None)
        if again is not None:
            before = {one.text for one in mine[:place]}
            found.insert(max((n for n, one in enumerate(found, 1) if one.text in before), default=0), again)
    return found


def _words(line: Line) -> tuple[str, frozenset[str]]:
    return line.text, frozenset(line.text.split())


class _Both(NamedTuple):
    """Two states of a text: of each line what it says, and its words."""

    ones: Sequence[tuple[str, frozenset[str]]]
    others: Sequence[tuple[str, frozenset[str]]]
    held: Container[int]

    def same(self, one: int, other: int) -> bool:
        return self.ones[one][0] == self.others[other][0]

    def share(self, one: int, other: int) -> float:
        """Of words that both say."""
        words, there = self.ones[one][1], self.others[other][1]
        return len(words & there) / max(len(words), len(there))

    def much_alike(self, one: int, other: int) -> bool:
        """Whether it can be no other that stands elsewhere."""
        common = len(self.ones[one][1] & self.others[other][1])
        return common >= _SURE and self.share(one, other) > _LIKE

    def the_same(self) -> dict[int, int]:
        """As many as can be that say the same, in order; of several ways the one by which others keep their places."""

        def counts(one: int, other: int) -> float:
            if self.same(one, other):
                return _EQUAL + _HELD * (one in self.held)
            return _REPLACED + int(_WORDS * self.share(one, other))

        found = in_order(len(self.ones), len(self.others), counts)
        return {one: other for one, other in found.items() if self.same(one, other)}

    def elsewhere(
        self, stay: Mapping[int, int], moved: Mapping[int, int], alike: Callable[[int, int], bool]
    ) -> dict[int, int]:
        """Those that are like others and are none yet, in whatever order; the most alike first."""
        found, taken = {**stay, **moved}, {*stay.values(), *moved.values()}
        ones = [one for one in range(len(self.ones)) if one not in found]
        others = [other for other in range(len(self.others)) if other not in taken]
        return each_once((self.share(a, b), a, b) for a in ones for b in others if alike(a, b))

    def and_alike(self, stay: Mapping[int, int], moved: Mapping[int, int]) -> dict[int, int]:
        """Those that stay, and between them such as say much the same, in order."""
        gone, taken = {*stay, *moved}, {*stay.values(), *moved.values()}

        def counts(one: int, other: int) -> float:
            if one in gone or other in taken:
                return _EQUAL if stay.get(one) == other else 0
            return share if (share := self.share(one, other)) >= _LIKE else 0

        return in_order(len(self.ones), len(self.others), counts)

    def in_place(self, stay: Mapping[int, int], moved: Mapping[int, int]) -> dict[int, int]:
        """What is left between those that stay, one by one."""
        found: dict[int, int] = {}
        taken = {*moved.values()}
        ends = [(-1, -1), *sorted(stay.items()), (len(self.ones), len(self.others))]
        for (before, there), (behind, end) in pairwise(ends):
            olds = (one for one in range(before + 1, behind) if one not in moved)
            found |= zip(olds, (other for other in range(there + 1, end) if other not in taken), strict=False)
        return found


def each_once(scores: Iterable[tuple[Any, _T, _T]], found: Mapping[_T, _T] = MappingProxyType({})) -> dict[_T, _T]:
    """Pairs by their scores, the highest first, each of both at most once, and none that has been found already."""
    new: dict[_T, _T] = {}
    taken = {*found.values()}
    for _score, one, other in sorted(scores, key=lambda score: score[0], reverse=True):
        if one not in found and one not in new and other not in taken:
            new[one] = other
            taken.add(other)
    return new


def in_order(ones: int, others: int, counts: Callable[[int, int], float]) -> dict[int, int]:
    """Which of some things is which of others, by number and in order, so that the pairs count for most together.

    Args:
        ones: how many there are.
        others: how many there are of the others.
        counts: what a pair counts for; it is none where that is 0.
    """
    like = [[counts(one, other) for other in range(others)] for one in range(ones)]
    best = [[0.0] * (others + 1) for _one in range(ones + 1)]
    for a in reversed(range(ones)):
        for b in reversed(range(others)):
            best[a][b] = max(best[a + 1][b], best[a][b + 1], best[a + 1][b + 1] + like[a][b])
    a = b = 0
    found: dict[int, int] = {}
    while a < ones and b < others:
        if like[a][b] and best[a][b] == best[a + 1][b + 1] + like[a][b]:
            found[a], a, b = b, a + 1, b + 1
        elif best[a][b] == best[a][b + 1]:
            b += 1
        else:
            a += 1
    return found


def woven(here: Sequence[int], there: Sequence[int], added: Container[int]) -> list[int]:
    """One order with what else is in another: each behind what it follows there, and behind what only the one has.

    Args:
        here: what stands in the one.
        there: what stands in the other.
        added: what only the one has.
    """
    order, place = [*here], 0
    for one in there:
        if one in order:
            place = order.index(one)
        else:
            while place < len(order) and order[place] in added:
                place += 1
            order.insert(place, one)
        place += 1
    return order
