"""Templates of many shapes, made for the tests: python-pptx's own one, bent in one way each."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from lxml import etree

from facilitator.house_templates import Template
from office.packages import contents, strict
from pptx import Presentation

__all__ = [
    "MADE", "NAMES", "Box", "Read", "draw_on", "element", "filled", "holder", "named", "rectangle", "resized", "zipped",
]  # fmt: skip

_P = "http://schemas.openxmlformats.org/presentationml/2006/main"
_A = "http://schemas.openxmlformats.org/drawingml/2006/main"
_NS = f'xmlns:p="{_P}" xmlns:a="{_A}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_MAIN = "application/vnd.openxmlformats-officedocument.presentationml"
_CM = 360_000
Read = Callable[[str], Template]
"""The fixture that reads a made template by its name."""
Box = tuple[int, int, int, int]
"""Left, top, width, height in thousandths of the slide's."""

NAMES = {
    "Danish": ["Forside", "Titel og indhold", "Kapitelforside", "To spalter", "Kun titel", "Tom", "Dagsorden", "Citat"],
    "German": [
        "Titelfolie", "Titel und Inhalt", "Abschnittsüberschrift", "Zwei Inhalte", "Nur Titel", "Leer", "Tagesordnung",
        "Zitat",
    ],
    "Swedish": [
        "Rubrikbild", "Rubrik och innehåll", "Avsnittsrubrik", "Två innehållsdelar", "Endast rubrik", "Tom",
        "Dagordning", "Citat",
    ],
    "Norwegian": [
        "Tittellysbilde", "Tittel og innhold", "Deloverskrift", "To innholdsdeler", "Bare tittel", "Tomt", "Saksliste",
        "Sitat",
    ],
}  # fmt: skip
"""What layouts are called, in the order title, content, section, two_content, title_only, blank, agenda, statement."""


def _fresh() -> Any:
    return Presentation()


def _bytes(presentation: Any) -> bytes:
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def _sheets(presentation: Any) -> list[Any]:
    return [presentation.slide_master, *presentation.slide_layouts]


def element(xml: str) -> Any:
    return etree.fromstring(xml)


def _in(presentation: Any, box: Box) -> Box:
    """Thousandths of the slide as EMU."""
    w, h = presentation.slide_width, presentation.slide_height
    return box[0] * w // 1000, box[1] * h // 1000, box[2] * w // 1000, box[3] * h // 1000


def _xfrm(box: Box, extra: str = "") -> str:
    x, y, w, h = box
    return f'<a:xfrm {extra}><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm>'


def rectangle(box: Box, extra: str = "") -> str:
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="900" name="Pynt"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>'
        f'{_xfrm(box, extra)}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/>'
        "</a:solidFill></p:spPr></p:sp>"
    )


def holder(role: str, index: int, box: Box) -> str:
    kind = f'type="{role}" ' if role else ""
    kind += f'idx="{index}"' if index or not role else ""  # PowerPoint gives titles none.
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{100 + index}" name="Felt {index}"/><p:cNvSpPr/>'
        f"<p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr><p:spPr>{_xfrm(box)}</p:spPr>"
        "<p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr/></a:p></p:txBody></p:sp>"
    )


def draw_on(sheet: Any, *elements: str) -> None:
    """Put elements behind everything else on a sheet."""
    for place, one in enumerate(elements):
        sheet._element.cSld.spTree.insert(2 + place, element(one))


def _clear(layout: Any) -> None:
    for shape in list(layout.shapes):
        shape._element.getparent().remove(shape._element)


def filled(presentation: Any, layout: Any, *holders: tuple[str, int, Box]) -> None:
    """A layout with these placeholders and no others."""
    _clear(layout)
    for role, index, box in holders:
        layout._element.cSld.spTree.append(element(holder(role, index, _in(presentation, box))))


def _only(presentation: Any, *names: str) -> None:
    for layout in list(presentation.slide_layouts):
        if layout.name not in names:
            presentation.slide_layouts.remove(layout)


def named(presentation: Any, name: str) -> Any:
    return next(layout for layout in presentation.slide_layouts if layout.name == name)


def _untyped(presentation: Any) -> None:
    for layout in presentation.slide_layouts:
        layout._element.attrib.pop("type", None)


# --- the templates ---


def _sized(width: float, height: float) -> bytes:
    """Every length scaled to a slide of so many centimetres."""
    presentation = _fresh()
    resized(presentation, width, height)
    return _bytes(presentation)


def resized(presentation: Any, width: float, height: float) -> None:
    """Scale every length of a presentation to slides of so many centimetres."""
    across = width * _CM / presentation.slide_width
    down = height * _CM / presentation.slide_height
    for sheet in _sheets(presentation):
        for part in sheet._element.iter(f"{{{_A}}}off", f"{{{_A}}}ext", f"{{{_A}}}chOff", f"{{{_A}}}chExt"):
            for name, scale in (("x", across), ("cx", across), ("y", down), ("cy", down)):
                if part.get(name) is not None:
                    part.set(name, str(round(int(part.get(name)) * scale)))
    presentation.slide_width, presentation.slide_height = round(width * _CM), round(height * _CM)


def _kept(*names: str) -> bytes:
    presentation = _fresh()
    _only(presentation, *names)
    return _bytes(presentation)


def _odd_indexes() -> bytes:
    presentation = _fresh()
    for layout in presentation.slide_layouts:
        for place, holder in enumerate(layout._element.iter(f"{{{_P}}}ph")):
            holder.set("idx", ("4294967295", "13", "0", "0", "4242", "77")[place % 6])
    return _bytes(presentation)


def _title_at_bottom() -> bytes:
    presentation = _fresh()
    _only(presentation, "Title and Content", "Title Only")
    low = (50, 780, 900, 130)
    filled(presentation, named(presentation, "Title Only"), ("title", 0, low))
    filled(presentation, named(presentation, "Title and Content"), ("title", 0, low), ("", 1, (50, 50, 900, 700)))
    return _bytes(presentation)


def _side_title() -> bytes:
    presentation = _fresh()
    _only(presentation, "Title Only", "Title and Content")
    layout = named(presentation, "Title Only")
    filled(presentation, layout, ("title", 0, (30, 100, 240, 700)))
    draw_on(layout, rectangle(_in(presentation, (0, 0, 300, 1000))))
    return _bytes(presentation)


def _dark() -> bytes:
    """The first layout turns the colours round and has a background of its own."""
    presentation = _fresh()
    layout = presentation.slide_layouts[0]._element
    swapped = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2", "hlink": "hlink", "folHlink": "folHlink"}
    accents = {f"accent{number}": f"accent{number}" for number in range(1, 7)}
    said = " ".join(f'{name}="{value}"' for name, value in (swapped | accents).items())
    found = layout.find(f"{{{_P}}}clrMapOvr")
    layout.replace(found, element(f"<p:clrMapOvr {_NS}><a:overrideClrMapping {said}/></p:clrMapOvr>"))
    fill = '<a:solidFill><a:schemeClr val="bg1"/></a:solidFill><a:effectLst/>'
    layout.cSld.insert(0, element(f"<p:bg {_NS}><p:bgPr>{fill}</p:bgPr></p:bg>"))
    return _bytes(presentation)


def _in_language(names: Sequence[str]) -> bytes:
    """Without types, so that only names and shapes tell what a layout is for."""
    presentation = _fresh()
    kinds = ["Title Slide", "Title and Content", "Section Header", "Two Content", "Title Only", "Blank"]
    _only(presentation, *kinds, "Comparison", "Content with Caption")
    layouts = [named(presentation, kind) for kind in (*kinds, "Comparison", "Content with Caption")]
    title = ("title", 0, (50, 50, 900, 150))
    for layout in layouts[6:]:
        filled(presentation, layout, title)
    for layout, name in zip(layouts, names, strict=True):
        layout._element.cSld.set("name", name)
    _untyped(presentation)
    return _bytes(presentation)


def _nameless() -> bytes:
    """Only shapes tell."""
    presentation = _fresh()
    for number, layout in enumerate(presentation.slide_layouts):
        layout._element.cSld.set("name", f"{number}_Brugerdefineret design")
    _untyped(presentation)
    return _bytes(presentation)


def _decorated() -> bytes:
    """A logo at the top right, a band behind the footers, one at the left; a title that keeps off them."""
    presentation = _fresh()
    bands = ((0, 0, 80, 1000), (0, 930, 1000, 70), (870, 20, 110, 90))
    draw_on(presentation.slide_master, *(rectangle(_in(presentation, band)) for band in bands))
    _only(presentation, "Title and Content", "Title Only", "Blank")
    for name in ("Title and Content", "Title Only"):
        title = ("title", 0, (100, 40, 750, 130))
        body = [("", 1, (100, 200, 870, 740))] if name == "Title and Content" else []
        filled(presentation, named(presentation, name), title, *body)
    return _bytes(presentation)


def _on_a_card() -> bytes:
    """Master and layout draw what is written on: it is in nobody's way."""
    presentation = _fresh()
    draw_on(presentation.slide_master, *(rectangle(_in(presentation, box)) for box in ((0, 0, 1000, 1000),)))
    draw_on(presentation.slide_layouts[1], rectangle(_in(presentation, (30, 210, 940, 700))))
    return _bytes(presentation)


def _turned_band() -> bytes:
    """A lying rectangle turned upright, mirrored over to the right in a group."""
    presentation = _fresh()
    w, h = presentation.slide_width, presentation.slide_height
    thick = w // 10
    lying = rectangle(((thick - h) // 2, (h - thick) // 2, h, thick), 'rot="5400000"')
    whole = f'<a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="0" y="0"/><a:chExt cx="{w}" cy="{h}"/>'
    group = (
        f'<p:grpSp {_NS}><p:nvGrpSpPr><p:cNvPr id="901" name="G"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
        f'<a:xfrm flipH="1">{whole}</a:xfrm></p:grpSpPr>{lying}</p:grpSp>'
    )
    draw_on(named(presentation, "Title Only"), group)
    return _bytes(presentation)


def _many_contents() -> bytes:
    """One layout, with a title and six places for lists."""
    presentation = _fresh()
    _only(presentation, "Title and Content")
    places = [("", 10 + place, (50 + 305 * (place % 3), 240 + 350 * (place // 3), 285, 310)) for place in range(6)]
    filled(presentation, named(presentation, "Title and Content"), ("title", 0, (50, 40, 900, 170)), *places)
    return _bytes(presentation)


def _uneven_columns() -> bytes:
    """The only two texts stand at different heights, neither of them where a list would."""
    presentation = _fresh()
    _only(presentation, "Title Slide")
    places = (("body", 13, (380, 660, 300, 120)), ("body", 14, (80, 300, 240, 180)))
    filled(presentation, named(presentation, "Title Slide"), ("ctrTitle", 0, (370, 300, 500, 170)), *places)
    return _bytes(presentation)


def _strict() -> bytes:
    """Saved as PowerPoint's “Strict Open XML Presentation”."""
    return zipped(
        {
            name: strict(part) if name.endswith((".xml", ".rels")) else part
            for name, part in contents(_decorated()).items()
        }
    )


def _crowded() -> bytes:
    """A pattern of four hundred squares in the right half."""
    presentation = _fresh()
    squares = [(520 + 24 * (place % 20), 200 + 36 * (place // 20), 8, 12) for place in range(400)]
    draw_on(named(presentation, "Title Only"), *(rectangle(_in(presentation, one)) for one in squares))
    return _bytes(presentation)


def _grouped_title() -> bytes:
    """The title's place is said in a group that shrinks what is in it by half and moves it."""
    presentation = _fresh()
    layout = named(presentation, "Title Only")
    w, h = presentation.slide_width, presentation.slide_height
    _clear(layout)
    title = holder("title", 0, (w // 5, h // 5, w, h // 5))
    layout._element.cSld.spTree.append(
        element(
            f'<p:grpSp {_NS}><p:nvGrpSpPr><p:cNvPr id="901" name="G"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr>'
            f'<a:xfrm><a:off x="0" y="0"/><a:ext cx="{w}" cy="{h}"/><a:chOff x="0" y="0"/>'
            f'<a:chExt cx="{2 * w}" cy="{2 * h}"/></a:xfrm></p:grpSpPr>{title}</p:grpSp>'
        )
    )
    return _bytes(presentation)


def _right_to_left() -> bytes:
    presentation = _fresh()
    presentation.part._element.set("rtl", "1")
    return _bytes(presentation)


def _with_notes() -> bytes:
    presentation = _fresh()
    assert presentation.notes_master is not None
    return _bytes(presentation)


def _extended(presentation: Any, uri: str, inner: str) -> None:
    root = presentation.part._element
    for old in root.findall(f"{{{_P}}}extLst"):
        root.remove(old)
    root.append(element(f'<p:extLst {_NS}><p:ext uri="{uri}">{inner}</p:ext></p:extLst>'))


def _sections() -> bytes:
    presentation = _fresh()
    for layout in (0, 1, 1):
        presentation.slides.add_slide(presentation.slide_layouts[layout])
    ids = [slide.slide_id for slide in presentation.slides]
    listed = "".join(
        f'<p14:section name="{name}" id="{{00000000-0000-0000-0000-00000000000{place}}}"><p14:sldIdLst>'
        f'<p14:sldId id="{ids[place]}"/></p14:sldIdLst></p14:section>'
        for place, name in enumerate(["Start", "Slut"])
    )
    p14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    uri = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
    _extended(presentation, uri, f'<p14:sectionLst xmlns:p14="{p14}">{listed}</p14:sectionLst>')
    return _bytes(presentation)


def _guides() -> bytes:
    presentation = _fresh()
    p15 = "http://schemas.microsoft.com/office/powerpoint/2012/main"
    listed = '<p15:guide id="1" orient="horz" pos="2160"/><p15:guide id="2" pos="3840"/>'
    uri = "{EFAFB233-063F-42B5-8137-9DF3F51BA10A}"
    _extended(presentation, uri, f'<p15:sldGuideLst xmlns:p15="{p15}">{listed}</p15:sldGuideLst>')
    return _bytes(presentation)


def _embedded_font() -> bytes:
    presentation = _fresh()
    root = presentation.part._element
    listed = f'<p:embeddedFontLst {_NS}><p:embeddedFont><p:font typeface="Husets Sans"/></p:embeddedFont>'
    root.find(f"{{{_P}}}notesSz").addnext(element(f"{listed}</p:embeddedFontLst>"))
    return _bytes(presentation)


def _hidden() -> bytes:
    presentation = _fresh()
    layout = presentation.slide_layouts[1]._element
    layout.set("hidden", "1")
    layout.set("preserve", "1")
    return _bytes(presentation)


def _picture() -> bytes:
    """No type says that it is for pictures, but a place for one is."""
    presentation = _fresh()
    _only(presentation, "Title and Content", "Title Only", "Comparison")
    layout = named(presentation, "Comparison")
    filled(presentation, layout, ("title", 0, (50, 50, 400, 150)), ("pic", 14, (500, 0, 500, 1000)))
    layout._element.cSld.set("name", "Stemning")
    _untyped(presentation)
    return _bytes(presentation)


def _same_names() -> bytes:
    presentation = _fresh()
    for layout in presentation.slide_layouts:
        layout._element.cSld.set("name", "Indhold\x20\n")
    return _bytes(presentation)


def _wild_names() -> bytes:
    presentation = _fresh()
    wild = ['Forside: "blå" # 1', "a\u0308rlig", "null", "08.30", "- {to: spalter}", "", "\\ \u202e 😀", "x" * 300]
    for layout, name in zip(presentation.slide_layouts, wild, strict=False):
        layout._element.cSld.set("name", name)
    return _bytes(presentation)


# --- by the parts of the file ---


def zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def _retyped(raw: bytes, kind: str) -> dict[str, bytes]:
    parts = contents(raw)
    types = parts["[Content_Types].xml"].decode()
    parts["[Content_Types].xml"] = types.replace(f"{_MAIN}.presentation.main+xml", kind).encode()
    return parts


def _potx() -> bytes:
    return zipped(_retyped(_bytes(_fresh()), f"{_MAIN}.template.main+xml"))


def _pptm() -> bytes:
    parts = _retyped(_bytes(_fresh()), "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml")
    parts["ppt/vbaProject.bin"] = b"\xd0\xcf\x11\xe0 no real project"
    types, rels = "[Content_Types].xml", "ppt/_rels/presentation.xml.rels"
    default = '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    parts[types] = parts[types].replace(b"</Types>", default.encode())
    kind = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
    found = f'<Relationship Id="rIdVba" Type="{kind}" Target="vbaProject.bin"/></Relationships>'
    parts[rels] = parts[rels].replace(b"</Relationships>", found.encode())
    return zipped(parts)


def _joined(first: bytes, *others: bytes) -> bytes:
    """The first file with the masters of the others behind its own."""
    parts = contents(first)
    for place, other in enumerate(others, 2):
        _join(parts, contents(other), place)
    return zipped(parts)


def _join(parts: dict[str, bytes], others: Mapping[str, bytes], place: int) -> None:
    def moved(name: str) -> str:
        return re.sub(r"(slideMaster|slideLayout|theme)(\d+)\.xml", rf"\g<1>{place}\g<2>.xml", name)

    def renumbered(content: bytes) -> bytes:
        """Ids of layouts are the file's, not the master's."""
        pattern = rb'(<p:sldLayoutId [^>]*?id=")(\d+)'
        return re.sub(pattern, lambda m: m[1] + str(int(m[2]) + 1000 * place).encode(), content)

    for name, content in others.items():
        if re.search(r"ppt/(slideMasters|slideLayouts|theme)/", name):
            parts[moved(name)] = moved(renumbered(content).decode()).encode()
    types = parts["[Content_Types].xml"].decode()
    said = re.findall(
        r"<Override [^>]*/(?:slideMasters|slideLayouts|theme)/[^>]*>", others["[Content_Types].xml"].decode()
    )
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{''.join(map(moved, said))}</Types>").encode()
    rels = "ppt/_rels/presentation.xml.rels"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/slideMaster"
    own = f'<Relationship Id="rIdM{place}" Type="{kind}" Target="slideMasters/slideMaster{place}1.xml"/>'
    parts[rels] = parts[rels].replace(b"</Relationships>", f"{own}</Relationships>".encode())
    main = "ppt/presentation.xml"
    listed = f'<p:sldMasterId id="{2147500000 + 1000 * place}" r:id="rIdM{place}"/></p:sldMasterIdLst>'
    parts[main] = parts[main].replace(b"</p:sldMasterIdLst>", listed.encode())


def _two_masters() -> bytes:
    """The second is in use and has all but a layout for sections."""
    first = _fresh()
    second = _kept("Title Slide", "Title and Content", "Title Only", "Blank")
    joined = Presentation(io.BytesIO(_joined(_bytes(first), second)))
    joined.slides.add_slide(joined.slide_masters[1].slide_layouts[1])
    return _bytes(joined)


def _three_masters() -> bytes:
    """Only the last has more than blank or vertical layouts."""
    return _joined(_kept("Blank"), _kept("Vertical Title and Text"), _bytes(_fresh()))


MADE: Mapping[str, Callable[[], bytes]] = {
    "4:3": partial(_sized, 25.4, 19.05),
    "16:9": partial(_sized, 33.867, 19.05),
    "16:10": partial(_sized, 25.4, 15.875),
    "portrait": partial(_sized, 19.05, 27.5),
    "A4": partial(_sized, 29.7, 21),
    "tiny": partial(_sized, 10, 5.6),
    "huge": partial(_sized, 140, 78.75),
    "only a title layout": partial(_kept, "Title Slide"),
    "only blank": partial(_kept, "Blank"),
    "only a section layout": partial(_kept, "Section Header"),
    "odd indexes": _odd_indexes,
    "title at the bottom": _title_at_bottom,
    "title at the side": _side_title,
    "two masters": _two_masters,
    "three masters": _three_masters,
    "dark": _dark,
    **{language: partial(_in_language, names) for language, names in NAMES.items()},
    "nameless": _nameless,
    "decorated": _decorated,
    "on a card": _on_a_card,
    "turned band": _turned_band,
    "crowded": _crowded,
    "grouped title": _grouped_title,
    "right to left": _right_to_left,
    "with notes": _with_notes,
    "sections": _sections,
    "guides": _guides,
    "embedded font": _embedded_font,
    "hidden": _hidden,
    "picture": _picture,
    "same names": _same_names,
    "wild names": _wild_names,
    "many contents": _many_contents,
    "uneven columns": _uneven_columns,
    "strict": _strict,
    "potx": _potx,
    "pptm": _pptm,
}
"""The files by what is peculiar to them."""
