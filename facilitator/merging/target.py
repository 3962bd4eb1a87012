"""Their file while it is changed, by python-pptx: slides come, go, and move; everything else in it stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from copy import deepcopy
from functools import partial
from io import BytesIO
from typing import Any

from lxml import etree
from pptx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml

from facilitator.merging import carried
from facilitator.merging.applying import Bring
from facilitator.merging.deck import REWRITTEN
from facilitator.merging.lines import notes_body, said
from facilitator.merging.normal import Form
from facilitator.merging.saying import say_in_full
from facilitator.merging.texts import Piece, set_lines
from facilitator.office import NS, Element, find, tag
from facilitator.office.package import Relationship
from facilitator.pptx.memory import BUILD, PART, TYPE
from facilitator.pptx.properties import TAG_PREFIX
from pptx import Presentation

__all__ = ["Target", "bring_foot", "replace_foot"]

_R = f"{{{NS['r']}}}"
_COLOURS, _FONTS = "a:themeElements/a:clrScheme", "a:themeElements/a:fontScheme"
_TAGS = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"
_TAG_LIST = '<p:tagLst xmlns:p="{p}"><p:tag name="{prefix}ID" val=""/><p:tag name="{mark}" val="1"/></p:tagLst>'


class Target:
    """A deck of theirs, open to be changed. Slides are named by the parts that they had in the file as it was read."""

    def __init__(self, content: bytes) -> None:
        """Open the file with this content, which has been read before and found to be sound."""
        self._file = Presentation(BytesIO(content))
        self._main = self._file.part
        ids = self._main._element.sldIdLst
        self._ids: dict[str, Any] = {} if ids is None else dict(self._listed(ids))
        self.parts: dict[str, Any] = {name: self._main.related_part(one.rId) for name, one in self._ids.items()}
        self.by_id: dict[str, str] = {}
        """The parts of slides by our ids, for links to lead to."""

    def _listed(self, ids: Any) -> Iterator[tuple[str, Any]]:
        for one in ids:
            yield str(self._main.related_part(one.rId).partname).lstrip("/"), one

    # --- single slides ------------------------------------------------------------------------------------------------

    def put(self, name: str, root: Element) -> None:
        """Give a slide this tree."""
        self.parts[name]._element = parse_xml(etree.tostring(root))

    def put_notes(self, name: str, mine: Form, pieces: Sequence[Piece]) -> bool:
        """Give a slide these notes; False where its file has no room for any."""
        part = self.parts[name]
        root = mine.notes_root
        body = notes_body(root)
        if root is None or body is None:
            return self._new_notes(part, [deepcopy(piece.line.element) for piece in pieces])
        set_lines(body, pieces)
        part.part_related_by(RELATIONSHIP_TYPE.NOTES_SLIDE)._element = parse_xml(etree.tostring(root))
        return True

    def _new_notes(self, part: Any, paragraphs: Sequence[Element]) -> bool:
        body = notes_body(part.notes_slide._element)
        if body is None:
            return False
        for old in body.findall(tag("a:p")):
            body.remove(old)
        for paragraph in paragraphs:
            body.append(parse_xml(etree.tostring(paragraph)))
        return True

    def bringing(self, name: str) -> Bring:
        """What makes elements of ours point to things in their file, from this slide."""
        return partial(self._bring, self.parts[name])

    def _bring(self, part: Any, element: Element, ours: Form) -> None:
        related = ours.files.related(ours.slide.part)
        for one in [*element.iter("*")]:
            for key in [key for key in one.attrib if key.startswith(_R)]:
                relation = related.get(one.get(key))
                new = None if relation is None else self._brought(part, relation, ours)
                if new is not None:
                    one.set(key, new)
                elif relation is not None and one.getparent() is not None:
                    one.getparent().remove(one)

    def _brought(self, part: Any, relation: Relationship, ours: Form) -> str | None:
        """The id of a relationship of theirs that leads where one of ours does; None where nothing is there."""
        if relation.external:
            return str(part.relate_to(relation.target, relation.type, is_external=True))
        if relation.kind == "image":
            return str(part.get_or_add_image_part(BytesIO(ours.files.parts.read(relation.target)))[1])
        if relation.kind == "slide":
            there = self.by_id.get(ours.links.get(relation.target, ""))
            return None if there is None else str(part.relate_to(self.parts[there], relation.type))
        if relation.kind == "tags":
            return self._tagged(part, ours.files.parts.read(relation.target))
        return None

    def _tagged(self, part: Any, content: bytes) -> str:
        package = part.package
        made = Part(package.next_partname("/ppt/tags/tag%d.xml"), _TAGS, package, content)
        return str(part.relate_to(made, RELATIONSHIP_TYPE.TAGS))

    # --- slides come and go -------------------------------------------------------------------------------------------

    def add(self, ours: Form, layout: str) -> str:
        """An empty slide for one of ours, on the layout of that part; its name."""
        layouts = {str(one.part.partname).lstrip("/"): one for m in self._file.slide_masters for one in m.slide_layouts}
        id_, slide = self._main.add_slide(layouts[layout])
        name = f"new:{ours.id}"
        self.parts[name], self._ids[name] = slide.part, self._main._element.get_or_add_sldIdLst().add_sldId(id_)
        self.by_id[ours.id] = name
        return name

    def fill(self, name: str, ours: Form, *, full: bool) -> bool:
        """Make an empty slide the one of ours, ``full`` as in `apply_plan`; False where its notes have no room."""
        root = deepcopy(ours.slide.root)
        if full:
            say_in_full(root, ours.slide.root, ours)
        self._bring(self.parts[name], root, ours)
        self.put(name, root)
        return not ours.notes or self._new_notes(self.parts[name], [deepcopy(line.element) for line in ours.notes])

    def remove(self, name: str) -> None:
        """Take a slide out, with everything that leads to it."""
        part, listed = self.parts.pop(name), self._ids.pop(name)
        for id_ in [id_ for id_, one in self.by_id.items() if one == name]:
            del self.by_id[id_]
        root = self._main._element
        for one in [*root.iter(tag("p:sld"))]:
            if one.get(f"{_R}id") == listed.rId:
                one.getparent().remove(one)
        self._out_of_sections({listed.get("id")})
        listed.getparent().remove(listed)
        self._main._rels.pop(listed.rId)
        for other in self.parts.values():
            for id_ in [id_ for id_, rel in other.rels.items() if not rel.is_external and rel.target_part is part]:
                for link in [one for one in other._element.iter("*") if one.get(f"{_R}id") == id_]:
                    link.getparent().remove(link)
                other._rels.pop(id_)

    def places(self) -> dict[str, int]:
        """The numbers of the slides, from 1, by their names."""
        names = {one: name for name, one in self._ids.items()}
        return {names[one]: number for number, one in enumerate(self._main._element.get_or_add_sldIdLst(), 1)}

    def order(self, names: Sequence[str]) -> None:
        """Put the slides in this order."""
        ids = self._main._element.get_or_add_sldIdLst()
        for name in names:
            ids.append(self._ids[name])

    def out_of_sections(self, names: Collection[str]) -> None:
        """Let slides be in no section: they join the one where they stand."""
        self._out_of_sections({self.slide_id(name) for name in names})

    def _out_of_sections(self, ids: Collection[str]) -> None:
        for one in [*self.root.iter(tag("p14:sldId"))]:
            if one.get("id") in ids:
                one.getparent().remove(one)

    # --- the deck -----------------------------------------------------------------------------------------------------

    def slide_id(self, name: str) -> str:
        """The number that sections know a slide by."""
        return str(self._ids[name].get("id"))

    @property
    def root(self) -> Any:
        """``p:presentation``."""
        return self._main._element

    def listed(self, name: str) -> bool:
        """Whether a custom show has the slide."""
        id_ = self._ids[name].rId
        return any(one.get(f"{_R}id") == id_ for one in self.root.iter(tag("p:sld")))

    def sheets(self) -> Iterator[Any]:
        """The parts of masters and layouts."""
        for master in self._file.slide_masters:
            yield master.part
            yield from (layout.part for layout in master.slide_layouts)

    def redraw(self, part: str, ours: Form, foot: str | None) -> None:
        """Give a master or layout of theirs what ours draws, and its styles of texts; with another footer, if given."""
        held = next(one for one in self.sheets() if str(one.partname).lstrip("/") == part)
        for path in ("p:cSld", "p:txStyles"):
            old, new = find(held._element, path), find(ours.slide.root, path)
            if old is not None and new is not None:
                copy = parse_xml(etree.tostring(new))
                self._bring(held, copy, ours)
                held._element.replace(old, copy)
        if foot is not None:
            replace_foot(held._element, None, foot)

    def retheme(self, part: str, ours: Element) -> None:
        """Give a theme the colours and fonts of another, and so every theme of the same colours: LibreOffice gives each
        layout a master of its own.
        """
        themes = [master.part.part_related_by(RELATIONSHIP_TYPE.THEME) for master in self._file.slide_masters]
        roots = {str(theme.partname).lstrip("/"): (theme, etree.fromstring(theme.blob)) for theme in themes}
        colours = said(find(roots[part][1], _COLOURS)) if part in roots else None
        for theme, root in roots.values():
            if said(find(root, _COLOURS)) != colours:
                continue
            for name in (_COLOURS, _FONTS):
                old, new = find(root, name), find(ours, name)
                if old is not None and new is not None:
                    old.getparent().replace(old, deepcopy(new))
            theme._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def describe(self, old: Mapping[str, str], new: Mapping[str, str]) -> None:
        """Document properties that are as they were become what they are to be."""
        properties = self._file.core_properties
        for name, value in new.items():
            if getattr(properties, name) == old.get(name) != value:
                setattr(properties, name, value)

    def remember(self, ours: bytes, left: Element | None, build: str) -> None:
        """Take over from a deck of ours, of which this is its part with properties, how it was written; what is
        ``left`` of ours that the agenda has no more; and of which ``build`` it is a later state, empty where it is to
        forget that.
        """
        package = self._main.package
        try:
            part = package.part_related_by(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        except KeyError:
            part = Part(PackURI(f"/{PART}"), TYPE, package, b"")
            package.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
        part._blob = carried(part.blob or None, ours, left)
        for reference in self.root.findall(f"{tag('p:custDataLst')}/{tag('p:tags')}"):
            held = self._main.related_part(reference.get(f"{_R}id"))
            root = etree.fromstring(held.blob)
            for one in [one for one in root if one.get("name") == BUILD]:
                root.remove(one)
            if build:
                etree.SubElement(root, tag("p:tag"), name=BUILD, val=build)
            held._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def tag_slides(self, ids: Mapping[str, str]) -> None:
        """Write our ids, by slides, where another program has dropped them."""
        for name, id_ in ids.items():
            part = self.parts[name]
            common = find(part._element, "p:cSld")
            tree = find(common, "p:spTree")
            if tree is None or find(common, "p:custDataLst") is not None:
                continue
            root = etree.fromstring(_TAG_LIST.format(p=NS["p"], prefix=TAG_PREFIX, mark=REWRITTEN))
            root[0].set("val", id_)
            tags = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
            holder = parse_xml(f'<p:custDataLst xmlns:p="{NS["p"]}"/>')
            reference = holder.makeelement(tag("p:tags"))
            reference.set(f"{_R}id", self._tagged(part, tags))
            holder.append(reference)
            tree.addnext(holder)

    def retag(self, ids: Mapping[str, str]) -> None:
        """Let slides that have our tags have these ids of ours."""
        for part, id_ in ((self.parts[name], id_) for name, id_ in ids.items() if name in self.parts):
            for reference in part._element.iter(tag("p:tags")):
                held = part.related_part(reference.get(f"{_R}id"))
                root = etree.fromstring(held.blob)
                for one in (one for one in root if one.get("name") == f"{TAG_PREFIX}ID"):
                    one.set("val", id_)
                    held._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def saved(self) -> bytes:
        """The file as it is now. Parts are called as the slides come: LibreOffice finds links by their numbers."""
        listed = [one.rId for one in self._main._element.get_or_add_sldIdLst()]
        self._main.rename_slide_parts(listed)
        self._call_unlisted(len(listed))
        written = BytesIO()
        self._file.save(written)
        return written.getvalue()

    def _call_unlisted(self, used: int) -> None:
        """Give slides that are listed no more, though a link still leads to them, names that no other has."""
        listed = {id(part) for part in self.parts.values()}
        found = (one for one in self._main.package.iter_parts() if one.content_type == CONTENT_TYPE.PML_SLIDE)
        for number, part in enumerate((one for one in found if id(one) not in listed), used + 1):
            part.partname = PackURI(f"/ppt/slides/slide{number}.xml")


def replace_foot(root: Element, old: str | None, new: str) -> bool:
    """Give footers that say something, or anything at all, a new text; whether there was one."""
    changed = False
    for shape in _feet(root):
        texts = [*shape.iter(tag("a:t"))]
        said = "".join(one.text or "" for one in texts)
        if said and old in (None, said):
            texts[0].text, changed = new, True
            for one in texts[1:]:
                one.text = ""
    return changed


def bring_foot(root: Element, ours: Form) -> bool:
    """Put the footer of ours on a slide of theirs that has none any more, or an empty one; whether there was one."""
    found = next((one.element for one in ours.slide.shapes if one.role == "ftr"), None)
    tree = find(root, "p:cSld/p:spTree")
    if found is None or tree is None:
        return False
    for shape in [*_feet(tree)]:
        shape.getparent().remove(shape)
    copy = deepcopy(found)
    used = max(int(one.get("id") or 0) for one in root.iter(tag("p:cNvPr")))
    for number, one in enumerate(copy.iter(tag("p:cNvPr")), used + 1):
        one.set("id", str(number))
    tree.append(copy)
    return True


def _feet(root: Element) -> Iterator[Element]:
    """The footers on a slide, a layout, or a master."""
    for shape in root.iter(tag("p:sp")):
        role = shape.find(f".//{tag('p:ph')}")
        if role is not None and role.get("type") == "ftr":
            yield shape
