"""Links whose end is gone: taken out of a part of somebody's file, so that nothing in it points to where nothing is.

What there is to find is noted in ``docs/pptx-guests.md``.
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from lxml import etree

from facilitator.office.xml import Element, tag
from facilitator.pptx.properties import OURS

__all__ = ["severed", "to_sever"]

_ID = tag("r:id")
_NOWHERE = "ppaction://noaction"
_CUSTOM_SHOW = "ppaction://customshow"
_ZOOM = "{http://schemas.microsoft.com/office/powerpoint/2016/slidezoom}sldZmObj"
_WHAT_IS_SHOWN = (tag("p:showPr"), tag("p:htmlPubPr"))
_SOME_SLIDES = (tag("p:sldRg"), tag("p:custShow"))
_SIGNS = (_CUSTOM_SHOW, "custShow", "sldRg", OURS)


def to_sever(content: bytes, cut: Set[str], ids: Mapping[int, int]) -> bool:
    """Whether a part must be read at all; most need not.

    Args:
        content: the part.
        cut: ids of its relationships that are gone.
        ids: slide ids that are others now, by the old ones.
    """
    return bool(cut) or any(sign.encode() in content for sign in _SIGNS) or bool(ids and b"sldZmObj" in content)


def severed(root: Element, cut: Set[str], ids: Mapping[int, int]) -> None:
    """Take out what leads nowhere, and say the new ids of slides."""
    for element in list(root.iter(etree.Element)):
        if element.get(_ID) in cut:
            _cut(element)
        elif str(element.get("action", "")).startswith(_CUSTOM_SHOW):
            _stilled(element)
        elif element.tag in _SOME_SLIDES and element.getparent().tag in _WHAT_IS_SHOWN:
            _replaced(element, etree.Element(tag("p:sldAll")))
        elif element.tag == tag("p:tag") and str(element.get("name", "")).startswith(OURS):
            element.getparent().remove(element)
        elif element.tag == _ZOOM:
            _renumbered(element, ids)


def _cut(element: Element) -> None:
    """A link becomes one that does nothing and keeps its sound; everything else goes, with the extension around it."""
    if element.get("action") is not None:
        _stilled(element)
        return
    parent = element.getparent()
    if parent is None:
        return
    _removed(element)
    while parent.getparent() is not None and not len(parent) and parent.tag in (tag("p:ext"), tag("p:extLst")):
        parent, empty = parent.getparent(), parent
        _removed(empty)


def _stilled(link: Element) -> None:
    link.set(_ID, "")
    link.set("action", _NOWHERE)


def _removed(element: Element) -> None:
    element.getparent().remove(element)


def _replaced(element: Element, new: Element) -> None:
    element.getparent().replace(element, new)


def _renumbered(zoom: Element, ids: Mapping[int, int]) -> None:
    value = zoom.get("sldId", "")
    if value.isascii() and value.isdigit():
        zoom.set("sldId", str(ids.get(int(value), int(value))))
