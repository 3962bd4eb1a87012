"""Animations of a slide: ours on theirs, and theirs of paragraphs that stand elsewhere now or are gone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import pairwise

from facilitator.office.xml import Element, find, number, tag

__all__ = ["follow_paragraphs", "moved_paragraphs", "take_effects"]

_BEHIND_TIMING = tag("p:extLst")
_LIKE = 0.5
"""The share of words that two paragraphs must have in common for one to have become the other."""


def take_effects(root: Element, ours: Element, ids: Mapping[str, str]) -> None:
    """Give a slide the animations of another one, where all that they move is on it.

    Args:
        root: the slide; its tree is changed.
        ours: the other one.
        ids: what the ids of shapes there are here, where they are others.
    """
    for old in root.findall(tag("p:timing")):
        root.remove(old)
    timing = find(ours, "p:timing")
    if timing is None:
        return
    new = deepcopy(timing)
    there = {str(one.get("id")) for one in root.iter(tag("p:cNvPr"))}
    for one in new.iter(tag("p:spTgt"), tag("p:bldP")):
        one.set("spid", ids.get(one.get("spid"), one.get("spid")))
    if all(one.get("spid") in there for one in new.iter(tag("p:spTgt"))):
        behind = root.find(_BEHIND_TIMING)
        root.append(new) if behind is None else behind.addprevious(new)


def moved_paragraphs(root: Element) -> dict[str, list[Element]]:
    """The paragraphs of each text of which animations move single ones, by the id of its shape."""
    ids = {str(target.get("spid")) for target, _range in _ranges(root)}
    return {id_: paragraphs for id_ in ids if (paragraphs := _paragraphs(root, id_))}


def follow_paragraphs(root: Element, before: Mapping[str, Sequence[Element]]) -> None:
    """Let animations move the paragraphs that they moved, wherever these stand now; they go with those that are gone.

    Args:
        root: the slide; its tree is changed.
        before: as `moved_paragraphs` found them before the texts were changed.
    """
    now = {id_: _became(old, _paragraphs(root, id_)) for id_, old in before.items()}
    for target, range_ in [*_ranges(root)]:
        places = now.get(str(target.get("spid")))
        if places is None:
            continue
        span = range(number(range_, "st") or 0, (number(range_, "end") or 0) + 1)
        found = [places[one] for one in span if one in places]
        if found:
            range_.set("st", str(min(found)))
            range_.set("end", str(max(found)))
        else:
            _take_out(target)
    moved = {one.get("spid") for one in root.iter(tag("p:spTgt"))}
    for one in [*root.iter(tag("p:bldP"))]:
        if one.get("spid") in before and one.get("spid") not in moved:
            _remove(one)


def _ranges(root: Element) -> Iterator[tuple[Element, Element]]:
    """What animations move of texts: ``p:spTgt``, and ``p:pRg`` with the numbers of paragraphs."""
    for target in root.iter(tag("p:spTgt")):
        range_ = find(target, "p:txEl/p:pRg")
        if range_ is not None:
            yield target, range_


def _paragraphs(root: Element, id_: str) -> list[Element]:
    for shape in root.iter(tag("p:sp")):
        identity, body = find(shape, "p:nvSpPr/p:cNvPr"), find(shape, "p:txBody")
        if identity is not None and identity.get("id") == id_:
            return [] if body is None else body.findall(tag("a:p"))
    return []


def _became(old: Sequence[Element], new: Sequence[Element]) -> dict[int, int]:
    """Which paragraphs are which, by number: the same ones; those that say the same, or much the same; and what stands
    between the same ones.
    """
    found: dict[int, int] = {}
    words = [_words(one) for one in old], [_words(one) for one in new]
    pairs = [
        (old[a] is new[b], one == other, len({*one} & {*other}) / max(len({*one} | {*other}), 1), -abs(a - b), a, b)
        for a, one in enumerate(words[0])
        for b, other in enumerate(words[1])
    ]
    for same, says, like, _near, a, b in sorted(pairs, reverse=True):
        if (same or says or like >= _LIKE) and a not in found and b not in found.values():
            found[a] = b
    ends = sorted({-1: -1, **found, len(old): len(new)}.items())
    for (a, b), (c, d) in pairwise(ends):
        if c - a == d - b:
            found |= {a + n: b + n for n in range(1, c - a)}
    return found


def _words(paragraph: Element) -> list[str]:
    return "".join(one.text or "" for one in paragraph.iter(tag("a:t"))).split()


def _take_out(target: Element) -> None:
    """Take the effect out that moves this, and all that holds only it; what came with it comes in its stead."""
    effect = next((one for one in target.iterancestors(tag("p:cTn")) if one.get("presetID")), None)
    if effect is None:
        effect = next(target.iterancestors(tag("p:cTn")))
    node, kind = effect.getparent(), effect.get("nodeType")
    holder = node.getparent()
    while holder is not None:
        holder.remove(node)
        if len(holder):
            break
        # ``p:childTnLst`` in ``p:cTn`` in ``p:par`` or ``p:seq``; or ``p:tnLst`` in ``p:timing``.
        node = holder.getparent() if holder.tag == tag("p:tnLst") else holder.getparent().getparent()
        holder = node.getparent()
    first = None if holder is None else next((one for one in holder.iter(tag("p:cTn")) if one.get("presetID")), None)
    if kind == "clickEffect" and first is not None and first.get("nodeType") in ("withEffect", "afterEffect"):
        first.set("nodeType", kind)


def _remove(build: Element) -> None:
    """Take it out; the list goes with the last."""
    several = build.getparent()
    several.remove(build)
    if not len(several):
        several.getparent().remove(several)
