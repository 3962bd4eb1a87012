"""Animations of a slide: ours on theirs, and theirs of paragraphs that stand elsewhere now, come, or are gone."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from itertools import count, pairwise

from facilitator.merging.lines import each_once
from facilitator.office import Element, find, number, present, tag

__all__ = ["follow_paragraphs", "moved_paragraphs", "take_effects"]

_BEHIND_TIMING = tag("p:extLst")
_LIKE = 0.5
"""The share of words that two paragraphs must have in common for one to have become the other."""
_PARAGRAPHS, _LETTERS = tag("p:pRg"), tag("p:charRg")


def take_effects(root: Element, ours: Element, ids: Mapping[str, str]) -> None:
    """Give a slide the animations of another one, where all that they move is on it; those of other shapes stay.

    Args:
        root: the slide; its tree is changed.
        ours: the other one.
        ids: what the ids of shapes there are here.
    """
    there = {str(one.get("id")) for one in root.iter(tag("p:cNvPr"))}
    own = there - {*ids.values()}
    _drop(root, lambda target: target.get("spid") not in own)
    timing = find(ours, "p:timing")
    if timing is None:
        return
    new = deepcopy(timing)
    for one in new.iter(tag("p:spTgt"), tag("p:bldP")):
        one.set("spid", ids.get(one.get("spid"), one.get("spid")))
    if not all(one.get("spid") in there for one in new.iter(tag("p:spTgt"))):
        return
    held = root.find(tag("p:timing"))
    if held is not None:
        _join(held, new)
        return
    behind = root.find(_BEHIND_TIMING)
    root.append(new) if behind is None else behind.addprevious(new)


def moved_paragraphs(root: Element) -> dict[str, list[Element]]:
    """The paragraphs of each text of which animations move parts, by the id of its shape."""
    ids = {str(target.get("spid")) for target, _range in _ranges(root)}
    return {id_: paragraphs for id_ in ids if (paragraphs := _paragraphs(root, id_))}


def follow_paragraphs(root: Element, before: Mapping[str, Sequence[Element]]) -> list[str]:
    """Let animations move the paragraphs that they moved, wherever these stand now; they go with those that are gone.
    Where all of a text comes in, one by one, so does what is new in it.

    Args:
        root: the slide; its tree is changed.
        before: as `moved_paragraphs` found them before the texts were changed.

    Returns:
        What those said whose animations are gone.
    """
    gone: dict[str, None] = {}
    for id_, old in before.items():
        new = _paragraphs(root, id_)
        now, ranges = _became(old, new), [one for one in _ranges(root) if one[0].get("spid") == id_]
        spans = [_span(range_, old) for _target, range_ in ranges]
        whole = {number for span in spans for number in span} >= {n for n, one in enumerate(old) if _said(one).strip()}
        for (target, range_), span in zip(ranges, spans, strict=True):
            found = [now[one] for one in span if one in now]
            if not found or not _set(range_, old, new, span, found):
                gone |= dict.fromkeys(_said(one) for one in old[span.start : span.stop])
                _take_out(target)
        if whole:
            _bring_in(root, id_, new, {*now.values()})
    _drop(root, lambda target: target.get("spid") in before and not _paragraphs(root, str(target.get("spid"))))
    return [*gone]


def _ranges(root: Element) -> Iterator[tuple[Element, Element]]:
    """What animations move of texts: ``p:spTgt``, and in it the numbers of paragraphs or of letters."""
    for target in root.iter(tag("p:spTgt")):
        for range_ in target.iterfind(f"{tag('p:txEl')}/*"):
            if range_.tag in (_PARAGRAPHS, _LETTERS):
                yield target, range_


def _span(range_: Element, paragraphs: Sequence[Element]) -> range:
    """The numbers of the paragraphs."""
    start, end = number(range_, "st") or 0, number(range_, "end") or 0
    if range_.tag == _PARAGRAPHS:
        return range(start, end + 1)
    begins = _begins(paragraphs)
    inside = [place for place, begin in enumerate(begins) if begin < max(end, start + 1)]
    return range(sum(begin <= start for begin in begins) - 1, inside[-1] + 1 if inside else 0)


def _begins(paragraphs: Sequence[Element]) -> list[int]:
    """The number of the first letter of each; the end of a paragraph is a letter too."""
    begins = [0]
    for one in paragraphs:
        begins.append(begins[-1] + len(_said(one)) + 1)
    return begins[:-1]


def _set(range_: Element, old: Sequence[Element], new: Sequence[Element], span: range, found: Sequence[int]) -> bool:
    """Let it be of these paragraphs; whether the letters that it is of are still there."""
    start, end = min(found), max(found)
    if range_.tag == _LETTERS:
        begin, stop = number(range_, "st") or 0, number(range_, "end") or 0
        offset = begin - _begins(old)[span.start]
        words = "\n".join(map(_said, old))[begin:stop].rstrip("\n")
        text = "\n".join(_said(one) for one in new[start : end + 1])
        places = [place for place in range(len(text)) if text.startswith(words, place)]
        if not places:
            return False
        start = _begins(new)[start] + min(places, key=lambda place: abs(place - offset))
        end = start + stop - begin
    range_.set("st", str(start))
    range_.set("end", str(end))
    return True


def _bring_in(root: Element, id_: str, paragraphs: Sequence[Element], known: Collection[int]) -> None:
    """Let new paragraphs of a text come in as the one before them does, or the first that does."""
    numbers = _numbers(root)
    for place, paragraph in enumerate(paragraphs):
        if place in known or not _said(paragraph).strip():
            continue
        of = [one for one in _ranges(root) if one[0].get("spid") == id_ and one[1].tag == _PARAGRAPHS]
        spans = [(target, range_, _span(range_, paragraphs)) for target, range_ in of]
        if any(place in span for _target, _range, span in spans):
            continue
        last = max((span[-1] for _target, _range, span in spans if span[-1] < place), default=None)
        models = [target for target, _range, span in spans if last in (None, span[-1])]
        first = min((span[0] for _target, _range, span in spans), default=0)
        if last is None:
            models = [target for target, _range, span in spans if span[0] == first]
        for model in dict.fromkeys(present(map(_step, models))):
            new = deepcopy(model)
            for one in new.iter(tag("p:cTn")):
                one.set("id", str(next(numbers)))
            effect = find(new, "p:cTn")
            if effect is not None and effect.get("nodeType") == "clickEffect":
                effect.set("nodeType", "withEffect")
            for one in new.iter(_PARAGRAPHS):
                one.set("st", str(place))
                one.set("end", str(place))
            model.addprevious(new) if last is None else model.addnext(new)


def _step(target: Element) -> Element | None:
    """All that comes with a click, where that is this paragraph alone; else its own effect."""
    effect = next((one for one in target.iterancestors(tag("p:cTn")) if one.get("presetID")), None)
    if effect is None:
        return None
    own, step = _of(target), effect.getparent()
    for around in effect.getparent().iterancestors(tag("p:par")):
        if {_of(one) for one in around.iter(tag("p:spTgt"))} != {own}:
            break
        step = around
    return step


def _of(target: Element) -> tuple[str, ...]:
    range_ = find(target, "p:txEl/p:pRg")
    return (target.get("spid"),) if range_ is None else (target.get("spid"), range_.get("st"), range_.get("end"))


def _numbers(root: Element) -> Iterator[int]:
    """Numbers for steps that no other has."""
    return count(max((number(one, "id") or 0 for one in root.iter(tag("p:cTn"))), default=0) + 1)


def _drop(root: Element, goes: Callable[[Element], bool]) -> None:
    """Take out the effects of what goes, and what is said of how it is animated; the timing goes with the last."""
    listed = {one.get("spid") for one in root.iter(tag("p:bldP"))}
    for target in [one for one in root.iter(tag("p:spTgt")) if goes(one) and not _starts(one)]:
        _take_out(target)
    moved = {one.get("spid") for one in root.iter(tag("p:spTgt"))}
    for one in [*root.iter(tag("p:bldP"))]:
        if one.get("spid") in listed - moved:
            _remove(one)
    for timing in root.findall(tag("p:timing")):
        if timing.find(f".//{tag('p:spTgt')}") is None:
            root.remove(timing)


def _starts(target: Element) -> bool:
    """Whether it is only that by which something else is started."""
    return next(target.iterancestors(tag("p:cond")), None) is not None


def _join(timing: Element, ours: Element) -> None:
    """Let what is animated in ours be so before the rest."""
    numbers = _numbers(timing)
    for one in ours.iter(tag("p:cTn")):
        one.set("id", str(next(numbers)))
    path = f"{tag('p:tnLst')}/{tag('p:par')}/{tag('p:cTn')}/{tag('p:childTnLst')}"
    here, there = timing.find(path), ours.find(path)
    if here is None or there is None:
        return
    for sequence in reversed([*there]):
        main, same = (
            next((one for one in list_.iter(tag("p:cTn")) if one.get("nodeType") == "mainSeq"), None)
            for list_ in (sequence, here)
        )
        if main is None or same is None:
            here.insert(0, sequence)
        else:
            same.find(tag("p:childTnLst"))[0:0] = [*main.find(tag("p:childTnLst"))]
    builds, listed = ours.find(tag("p:bldLst")), timing.find(tag("p:bldLst"))
    if builds is not None and listed is not None:
        listed.extend([*builds])
    elif builds is not None:
        timing.find(tag("p:tnLst")).addnext(builds)


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
    words = [_words(one) for one in old], [_words(one) for one in new]
    pairs = [
        (old[a] is new[b], one == other, len({*one} & {*other}) / max(len({*one} | {*other}), 1), -abs(a - b), a, b)
        for a, one in enumerate(words[0])
        for b, other in enumerate(words[1])
    ]
    found = each_once((pair, pair[-2], pair[-1]) for pair in pairs if pair[0] or pair[1] or pair[2] >= _LIKE)
    ends = sorted({-1: -1, **found, len(old): len(new)}.items())
    for (a, b), (c, d) in pairwise(ends):
        if c - a == d - b:
            found |= {a + n: b + n for n in range(1, c - a)}
    return found


def _words(paragraph: Element) -> list[str]:
    return _said(paragraph).split()


def _said(paragraph: Element) -> str:
    return "".join(
        "\v" if one.tag == tag("a:br") else one.text or "" for one in paragraph.iter(tag("a:t"), tag("a:br"))
    )


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
