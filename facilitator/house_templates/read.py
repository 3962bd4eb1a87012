"""A PowerPoint file read as a template."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from facilitator.canvas.shapes import Box
from facilitator.house_templates.content import content_box
from facilitator.house_templates.facts import facts_of
from facilitator.house_templates.grounds import as_rgb, surfaces_of
from facilitator.house_templates.looks import background, colour_map, colours, look, palette_of
from facilitator.house_templates.model import TEXTS, Layout, Master, Template
from facilitator.house_templates.rooms import area
from facilitator.house_templates.sheets import Background, Sheet, decorations_of, drawn_on, placeholders_of
from facilitator.office import Package, open_package
from facilitator.office.xml import NS, Element, find, flag, number, tag
from facilitator.problems import Place, Problems, printable

__all__ = ["read_template"]

_ID = tag("r:id")
_LIST = 0.15
"""Share of the slide from which on a text may hold a list."""
_SIZE = (9_144_000, 6_858_000)
"""Of a presentation that says none (ECMA-376 19.2.1.39)."""


def read_template(path: Path) -> Template:
    """The template at ``path``: a presentation, template, or show, with or without macros.

    Raises:
        Problems: it cannot be opened, or has no slide layout.
    """
    with open_package(path) as package:
        source = _Source(package)
        masters = tuple(source.masters())
        if not any(master.layouts for master in masters):
            expected = "expected a file that PowerPoint opens: every slide has a layout"
            raise Problems.one("the file has no slide layouts", expected, place=Place(str(path)))
        roots = (sheet.root for sheet in source.sheets)
        facts = facts_of(package, source.presentation, roots, len(source.slides))
        return Template(str(path), source.slide, masters, facts)


@dataclass(frozen=True, eq=False)
class _Source:
    """The file, and what all its layouts share."""

    package: Package

    @cached_property
    def presentation(self) -> Element:
        return self.package.xml(self.package.main)

    @cached_property
    def slide(self) -> Box:
        found = find(self.presentation, "p:sldSz")
        w, h = number(found, "cx") or 0, number(found, "cy") or 0
        return Box(0, 0, *((w, h) if w > 0 and h > 0 else _SIZE))

    @cached_property
    def slides(self) -> list[str]:
        return self._listed(self.package.main, self.presentation, "p:sldIdLst/p:sldId")

    @cached_property
    def uses(self) -> Counter[str | None]:
        """How many slides each layout has."""
        return Counter(self.package.first("slideLayout", slide) for slide in self.slides)

    @cached_property
    def sheets(self) -> list[Sheet]:
        """The masters as they stand in the file."""
        parts = self._listed(self.package.main, self.presentation, "p:sldMasterIdLst/p:sldMasterId")
        return [Sheet(part, self.package.xml(part)) for part in parts]

    def masters(self) -> Iterator[Master]:
        """The masters in order."""
        labels = _Labels()
        return (self._master(sheet, labels) for sheet in self.sheets)

    def _master(self, master: Sheet, labels: _Labels) -> Master:
        theme_part = self.package.first("theme", master.part)
        theme = None if theme_part is None else self.package.xml(theme_part)
        parts = self._listed(master.part, master.root, "p:sldLayoutIdLst/p:sldLayoutId")
        sheets = [Sheet(part, self.package.xml(part)) for part in parts]
        layouts = (self._layout(sheet, master, theme, labels, self._texts(sheets, master)) for sheet in sheets)
        names = colour_map(find(master.root, "p:clrMap")) or {}
        return Master(master.part, look(theme, palette_of(theme, names)), tuple(layouts))

    def _texts(self, sheets: Sequence[Sheet], master: Sheet) -> list[Box]:
        """Where the layouts of a master have texts that may hold a list."""
        inherits = Background(find(self.presentation, "p:defaultTextStyle"), None, palette_of(None, {}))
        found = (one for sheet in sheets for one in placeholders_of(sheet, master, inherits) if one.role in TEXTS)
        return [one.box for one in found if one.box is not None and area(one.box) >= _LIST * area(self.slide)]

    def _layout(
        self, sheet: Sheet, master: Sheet, theme: Element | None, labels: _Labels, texts: Sequence[Box]
    ) -> Layout:
        root = sheet.root
        own = colour_map(find(root, "p:clrMapOvr/a:overrideClrMapping"))
        found = palette_of(theme, own or colour_map(find(master.root, "p:clrMap")) or {})
        inherits = Background(find(self.presentation, "p:defaultTextStyle"), theme, found)
        placeholders = placeholders_of(sheet, master, inherits)
        ground = background(root, master.root, theme, found)
        surfaces = surfaces_of(drawn_on(sheet, master), self.slide, found, ground)
        faint = {one.box for one in surfaces if one.paint is None or one.paint.alpha < 1}
        decorations = decorations_of(sheet, master, self.slide, faint, texts)
        common = find(root, "p:cSld")
        name = "" if common is None else str(common.get("name", ""))
        return Layout(
            part=sheet.part,
            label=labels.new(name),
            name=name,
            type=str(root.get("type", "")),
            hidden=flag(root, "hidden") is True or flag(root, "show") is False,
            preserved=flag(root, "preserve") is True,
            uses=self.uses[sheet.part],
            background=None if ground is None else as_rgb(ground),
            colours=colours(found),
            colour_map=own,
            placeholders=placeholders,
            decorations=decorations,
            content=content_box(self.slide, placeholders, decorations),
            surfaces=surfaces,
        )

    def _listed(self, part: str, root: Element, path: str) -> list[str]:
        """The parts that a list in ``part`` names, in its order; those that are missing are left out."""
        related = self.package.related(part)
        targets = (related[one.get(_ID)].target for one in root.findall(path, NS) if one.get(_ID) in related)
        return [target for target in dict.fromkeys(targets) if target in self.package.parts]


class _Labels:
    """Names for layouts, no two of them the same."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def new(self, name: str) -> str:
        """The name on one line and in the form that people's files are read in, with a number when it is taken."""
        plain = unicodedata.normalize("NFC", printable(name)) or "Layout"
        label, number_ = plain, 1
        while label.casefold() in self._taken:
            number_ += 1
            label = f"{plain} ({number_})"
        self._taken.add(label.casefold())
        return label
