"""What paragraphs say and how they are set: the same whichever program has written them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from facilitator.office.colours import Paint
from facilitator.office.texts import Look, Text
from facilitator.office.xml import Element, find, first, number, present, tag

__all__ = [
    "Line", "Run", "Type", "clean", "lines_of", "notes_body", "plain_lines", "runs_in", "said", "setting_of", "sign_of",
]  # fmt: skip

_SPACE = re.compile(r"[\s\u00a0\u200b]+")
_NOT_SAID = frozenset(["dirty", "err", "lang", "altLang", "smtClean", "noProof"])
_PASSED_OVER = frozenset([tag("a:extLst"), tag("a:hlinkClick"), tag("a:hlinkMouseOver")])
_NO_RUNS = frozenset([tag("a:pPr"), tag("a:endParaRPr")])
_TEXTS = frozenset([tag("a:r"), tag("a:fld")])
_NO_TEXT = "\ufffc"
"""Stands for what is no text in a paragraph."""
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
