"""Everything of a package that does not depend on its slides: theme, master, layouts, notes master, view settings."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from facilitator.canvas.design import LAYOUTS
from facilitator.content.theme import Theme
from facilitator.pptx import xml
from facilitator.pptx.archive import Member, deflated
from facilitator.pptx.master import Names, layout_xml, master_xml
from facilitator.pptx.notes import notes_master_xml
from facilitator.pptx.relations import Relations, rels_name
from facilitator.pptx.theme import theme_xml

__all__ = ["template"]

_TABLE_STYLE = "{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}"
"""»Medium Style 2 – Accent 1«, what PowerPoint gives a new table."""
_VIEW = (
    '<p:normalViewPr><p:restoredLeft sz="18000" autoAdjust="0"/><p:restoredTop sz="78000" autoAdjust="0"/>'
    '</p:normalViewPr><p:notesTextViewPr><p:cViewPr><p:scale><a:sx n="1" d="1"/><a:sy n="1" d="1"/></p:scale>'
    '<p:origin x="0" y="0"/></p:cViewPr></p:notesTextViewPr><p:gridSpacing cx="76200" cy="76200"/>'
)


@lru_cache(maxsize=8)
def template(theme: Theme, names: Names) -> tuple[Member, ...]:
    """The parts, compressed; kept from deck to deck."""
    return tuple(deflated(name, content) for name, content in _parts(theme, names))


def _parts(theme: Theme, names: Names) -> Iterator[tuple[str, str]]:
    yield "ppt/theme/theme1.xml", theme_xml(theme)
    yield "ppt/theme/theme2.xml", theme_xml(theme)
    yield "ppt/presProps.xml", f"{xml.HEAD}<p:presentationPr {xml.NAMESPACES}/>"
    yield "ppt/viewProps.xml", f"{xml.HEAD}<p:viewPr {xml.NAMESPACES}>{_VIEW}</p:viewPr>"
    yield "ppt/tableStyles.xml", f'{xml.HEAD}<a:tblStyleLst xmlns:a="{xml.A}" def="{_TABLE_STYLE}"/>'
    yield from _master(names)
    for number, layout in enumerate(LAYOUTS.values(), 1):
        yield from _related(
            f"ppt/slideLayouts/slideLayout{number}.xml",
            layout_xml(layout, names),
            ("slideMaster", "../slideMasters/slideMaster1.xml"),
        )
    yield from _related("ppt/notesMasters/notesMaster1.xml", notes_master_xml(names), ("theme", "../theme/theme2.xml"))


def _master(names: Names) -> Iterator[tuple[str, str]]:
    layouts = (("slideLayout", f"../slideLayouts/slideLayout{n}.xml") for n in range(1, len(LAYOUTS) + 1))
    name = "ppt/slideMasters/slideMaster1.xml"
    yield from _related(name, master_xml(names), *layouts, ("theme", "../theme/theme1.xml"))


def _related(name: str, content: str, *targets: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """A part and its relationships, ``rId1`` … in this order."""
    relations = Relations()
    for kind, target in targets:
        relations.add(kind, target)
    yield name, content
    yield rels_name(name), relations.xml()
