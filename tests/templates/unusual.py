"""Templates of sorts that few companies have, made by code: with what stands askew, in the middle, or nowhere."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PIL import Image, ImageDraw, ImageFilter
from pptx.oxml.ns import qn

from templates.companies import begun, filling, finished, grounded, in_ink, ordinary, photo, shape, solid
from templates.made import Box, draw_on, element, filled, named, resized

__all__ = ["UNUSUAL"]

_A = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_DANISH = (
    "Forside", "Titel og indhold", "Afsnitsoverskrift", "To indholdsobjekter", "Sammenligning", "Kun titel", "Tom",
    "Indhold med billedtekst", "Billede med billedtekst", "Titel og lodret tekst", "Lodret titel og tekst",
)  # fmt: skip
"""As the Danish PowerPoint calls its eleven layouts."""
_WORDS = (
    "<p:txBody {a}><a:bodyPr wrap='none'/><a:p><a:r><a:rPr lang='da-DK' sz='9600' b='1'><a:solidFill>"
    "<a:srgbClr val='ECECEC'/></a:solidFill></a:rPr><a:t>UDKAST</a:t></a:r></a:p></p:txBody>"
)


def _placed(presentation: Any, title: Box, text: Box, *others: tuple[str, int, Box], role: str = "") -> tuple[Any, Any]:
    """The ordinary layouts with the title here, and the text of the one that has any there."""
    only, both = ordinary(presentation)
    filled(presentation, only, ("title", 0, title), *others)
    filled(presentation, both, ("title", 0, title), (role, 1, text), *others)
    return only, both


def _vertical_title() -> bytes:
    """Titles run from the bottom to the top along the left edge, white on a band."""
    presentation, master, house = begun(0)
    draw_on(master, shape(presentation, (0, 0, 110, 1000), solid(house)))
    for layout in _placed(presentation, (10, 40, 90, 900), (150, 60, 810, 800)):
        layout.placeholders[0].text_frame._txBody.find(qn("a:bodyPr")).set("vert", "vert270")
        in_ink(layout, "bg1")
    return finished(presentation)


def _title_bar_below() -> bytes:
    """A filled bar with the title along the lower edge, the texts above it."""
    presentation, master, house = begun(1)
    draw_on(master, shape(presentation, (0, 840, 1000, 160), solid(house)))
    for layout in _placed(presentation, (50, 850, 900, 140), (50, 50, 900, 740)):
        in_ink(layout, "bg1")
    return finished(presentation)


def _over_a_picture() -> bytes:
    """A photograph all over, and on it a pane that can be seen through, for the texts."""
    presentation, master, _house = begun(2)
    grounded(master, filling(master, photo(dark=False, busy=True)))
    pane = solid("FFFFFF").replace('"/>', '"><a:alpha val="85000"/></a:srgbClr>')
    draw_on(master, shape(presentation, (40, 40, 920, 880), pane))
    return finished(presentation)


def _over_boxes() -> bytes:
    """The same over a picture of boxes, whose edges are as straight as a panel's, though shorter."""
    chance, image = random.Random(9), Image.new("RGB", (1280, 720), (140, 170, 200))
    pen = ImageDraw.Draw(image)
    for _ in range(140):
        x, y, w, h = (chance.randrange(most) for most in (1280, 720, 200, 200))
        pen.rectangle((x, y, x + w, y + h), fill=tuple(chance.randrange(30, 250) for _ in range(3)))
    file = io.BytesIO()
    image.save(file, "PNG")
    presentation, master, _house = begun(3)
    grounded(master, filling(master, file.getvalue()))
    pane = solid("FFFFFF").replace('"/>', '"><a:alpha val="82000"/></a:srgbClr>')
    draw_on(master, shape(presentation, (60, 80, 880, 790), pane))
    _everywhere(presentation, (90, 105, 820, 115), (90, 240, 820, 600))
    return finished(presentation)


def _dark_half() -> bytes:
    """The right half is dark, with white texts; titles stand on the left half."""
    presentation, master, house = begun(3)
    draw_on(master, shape(presentation, (500, 0, 500, 1000), solid(house)))
    _placed(presentation, (40, 80, 420, 400), (530, 80, 440, 800))
    return finished(presentation)


def _round_pictures() -> bytes:
    """Three photographs cut to circles down the right edge."""
    presentation, master, _house = begun(4)
    fill = filling(master, photo(dark=True, busy=True))
    draw_on(master, *(shape(presentation, (850, 60 + 310 * n, 130, 231), fill, "ellipse") for n in range(3)))
    return finished(presentation)


def _framed() -> bytes:
    """A frame near the edges of every slide, thick and without a fill."""
    presentation, master, house = begun(5)
    line = f'<a:noFill/><a:ln w="76200">{solid(house)}</a:ln>'
    draw_on(master, shape(presentation, (15, 25, 970, 950), line))
    return finished(presentation)


def _watermark() -> bytes:
    """A large word in light grey across every slide."""
    presentation, master, _house = begun(0)
    word = shape(presentation, (200, 380, 600, 240), "<a:noFill/>").replace("<a:xfrm>", '<a:xfrm rot="19800000">')
    draw_on(master, word.replace("</p:spPr></p:sp>", "</p:spPr>" + _WORDS.format(a=_A) + "</p:sp>"))
    return finished(presentation)


def _feet_in_the_middle() -> bytes:
    """Date, footer, and number in a line between title and texts."""
    presentation, _master, _house = begun(1)
    feet = [("dt", 10, (50, 205, 200, 40)), ("ftr", 11, (300, 205, 400, 40)), ("sldNum", 12, (850, 205, 100, 40))]
    _placed(presentation, (50, 50, 900, 140), (50, 270, 900, 660), *feet)
    return finished(presentation)


def _no_title_on_the_master() -> bytes:
    """The master has a text and feet; titles stand on layouts, with places of their own."""
    presentation, master, _house = begun(2)
    _placed(presentation, (50, 50, 900, 140), (50, 240, 900, 620), role="body")
    title = next(one for one in master.placeholders if one.placeholder_format.type == 1)
    title._element.getparent().remove(title._element)
    return finished(presentation)


def _danish_without_types() -> bytes:
    """Layouts called as in Danish, of no type, none of them used, on upright A4."""
    presentation, master, house = begun(3)
    resized(presentation, 21.0, 29.7)
    for layout, name in zip(presentation.slide_layouts, _DANISH, strict=True):
        layout._element.attrib.pop("type", None)
        layout.name = name
    draw_on(master, shape(presentation, (0, 0, 1000, 40), solid(house)))
    return finished(presentation)


def _no_fonts() -> bytes:
    """A theme whose fonts are empty names, on a slide of 16:10."""
    presentation, master, _house = begun(4)
    resized(presentation, 25.4, 15.875)
    theme = next(one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme"))
    start, end = (theme.blob.index(f"<{slash}a:fontScheme".encode()) for slash in ("", "/"))
    empty = '<a:latin typeface=""/><a:ea typeface=""/><a:cs typeface=""/>'
    fonts = f'<a:fontScheme name="X"><a:majorFont>{empty}</a:majorFont><a:minorFont>{empty}</a:minorFont>'
    theme._blob = theme.blob[:start] + fonts.encode() + theme.blob[end:]
    return finished(presentation)


def _swapped_map() -> bytes:
    """Layouts with a map of colours of their own turn light into dark."""
    presentation, _master, house = begun(5)
    swapped = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
    for name in ("Section Header", "Title Only", "Title Slide"):
        layout = named(presentation, name)
        grounded(layout, solid(house))
        master = presentation.slide_master._element.find(qn("p:clrMap"))
        said = " ".join(f'{key}="{swapped.get(key, value)}"' for key, value in master.attrib.items())
        old = layout._element.find(qn("p:clrMapOvr"))
        for child in list(old):
            old.remove(child)
        old.append(element(f"<a:overrideClrMapping {_A} {said}/>"))
    return finished(presentation)


def _bare_map() -> bytes:
    """A map of colours that names none."""
    presentation, master, house = begun(0)
    colours = master._element.find(qn("p:clrMap"))
    for name in list(colours.attrib):
        del colours.attrib[name]
    draw_on(master, shape(presentation, (0, 0, 1000, 30), solid(house)))
    return finished(presentation)


def _banner(dark: bool) -> bytes:
    """A photograph over the upper third, with the title on it; texts stand below."""
    presentation, master, _house = begun(1)
    draw_on(master, shape(presentation, (0, 0, 1000, 330), filling(master, photo(dark=dark, busy=not dark))))
    _placed(presentation, (50, 60, 900, 220), (50, 370, 900, 540))
    return finished(presentation)


def _ruled() -> bytes:
    """A thin line under the title, one above the feet, and one along the left edge."""
    presentation, master, house = begun(2)
    places = [(50, 195, 900, 3), (50, 915, 900, 3), (35, 40, 3, 900)]
    draw_on(master, *(shape(presentation, place, solid(house)) for place in places))
    return finished(presentation)


def _everywhere(presentation: Any, title: Box, text: Box) -> list[Any]:
    """The six ordinary layouts with title and text here, in two columns where there are two."""
    left, top, wide, high = text
    columns = [("", 1 + n, (left + n * wide // 2, top, wide // 2 - 10, high)) for n in range(2)]
    others = {
        "Title Slide": [("subTitle", 1, text)],
        "Title and Content": [("", 1, text)],
        "Section Header": [("body", 1, text)],
        "Two Content": columns,
        "Title Only": [],
    }
    for name, holders in others.items():
        filled(presentation, named(presentation, name), ("title", 0, title), *holders)
    return [named(presentation, name) for name in others]


def _styled(layout: Any, index: int, level: str) -> None:
    """The layout says how the first level of a placeholder looks."""
    for one in layout.placeholders:
        if one.placeholder_format.idx == index:
            style = one.text_frame._txBody.find(qn("a:lstStyle"))
            style.append(element(f"<a:lvl1pPr {_A}>{level}</a:lvl1pPr>"))


def _facets() -> bytes:
    """Slanted panes that can be seen through over the right of every slide, titles in a narrow line beside them."""
    presentation, master, house = begun(2)
    panes = [(700, 0, 200, 1000, "parallelogram"), (760, 0, 240, 1000, "rtTriangle"), (850, 0, 150, 1000, "triangle")]
    pane = solid(house).replace('"/>', '"><a:alpha val="70000"/></a:srgbClr>')
    draw_on(master, *(shape(presentation, (x, y, w, h), pane, form) for x, y, w, h, form in panes))
    _everywhere(presentation, (120, 300, 560, 260), (55, 570, 620, 250))
    return finished(presentation)


def _veil() -> bytes:
    """A busy photograph under a dark veil that fades out to the right, with white words."""
    presentation, master, _house = begun(1)
    grounded(master, filling(master, photo(dark=False, busy=True)))
    stops = "".join(
        f'<a:gs pos="{place}"><a:srgbClr val="101820"><a:alpha val="{alpha}"/></a:srgbClr></a:gs>'
        for place, alpha in ((0, 95_000), (100_000, 0))
    )
    veil = f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="0" scaled="0"/></a:gradFill>'
    draw_on(master, shape(presentation, (0, 0, 1000, 1000), veil))
    for layout in _everywhere(presentation, (50, 50, 600, 140), (50, 240, 600, 620)):
        for index in range(3):
            _styled(layout, index, f"<a:defRPr>{solid('FFFFFF')}</a:defRPr>")
    return finished(presentation)


def _small_panel() -> bytes:
    """A busy photograph with a small white panel in its middle, for title and texts."""
    presentation, master, _house = begun(2)
    grounded(master, filling(master, photo(dark=False, busy=True)))
    draw_on(master, shape(presentation, (250, 150, 500, 700), solid("FFFFFF")))
    _everywhere(presentation, (270, 170, 460, 120), (270, 300, 460, 530))
    return finished(presentation)


def _unseen_words() -> bytes:
    """Texts have no fill, as somebody's sample that must not be seen."""
    presentation, master, house = begun(4)
    grounded(master, solid(house), dark=True)
    for layout in _everywhere(presentation, (50, 50, 900, 140), (50, 240, 900, 620)):
        for index in (1, 2):
            _styled(layout, index, "<a:defRPr><a:noFill/></a:defRPr>")
    return finished(presentation)


def _title_beside() -> bytes:
    """Titles lie above the slide, for the outline only."""
    presentation, master, house = begun(3)
    draw_on(master, shape(presentation, (0, 0, 1000, 30), solid(house)))
    _everywhere(presentation, (50, -300, 900, 140), (50, 60, 900, 820))
    return finished(presentation)


def _turned(how: Callable[[Any], None]) -> bytes:
    """All titles run up the left edge, those of layouts that nobody uses too."""
    presentation, _master, _house = begun(0)
    _everywhere(presentation, (20, 50, 100, 850), (150, 50, 800, 850))
    for layout in presentation.slide_layouts:
        for one in layout.placeholders:
            if one.placeholder_format.idx == 0:
                how(one)
    return finished(presentation)


def _written_up(title: Any) -> None:
    title.text_frame._txBody.find(qn("a:bodyPr")).set("vert", "vert270")


def _stood_up(title: Any) -> None:
    left, top, wide, high = title.left, title.top, title.width, title.height
    title.rotation = 270
    title.left, title.top = left + (wide - high) // 2, top + (high - wide) // 2
    title.width, title.height = high, wide


def _wide_insets() -> bytes:
    """Texts reach from edge to edge, and keep five centimetres of it free; titles are spaced capitals."""
    presentation, _master, _house = begun(0)
    for layout in _everywhere(presentation, (0, 0, 1000, 230), (0, 230, 1000, 700)):
        for one in layout.placeholders:
            for side in ("lIns", "rIns"):
                one.text_frame._txBody.find(qn("a:bodyPr")).set(side, "1800000")
        _styled(layout, 0, '<a:defRPr cap="all" spc="600" b="1" sz="3200"/>')
    return finished(presentation)


def _covered(presentation: Any, title: Box, subtitle: Box, size: int, ink: str = "FFFFFF") -> Any:
    """The layout for covers, whose words stand here in this size and ink; it shows nothing of the master's."""
    cover = named(presentation, "Title Slide")
    filled(presentation, cover, ("ctrTitle", 0, title), ("subTitle", 1, subtitle))
    cover._element.set("showMasterSp", "0")
    _styled(cover, 0, f'<a:defRPr sz="{size}00">{solid(ink)}</a:defRPr>')
    _styled(cover, 1, f'<a:defRPr sz="2000">{solid(ink)}</a:defRPr>')
    return cover


def _pale_panel() -> bytes:
    """A panel hardly darker than the paper down the left side, with the title at its top; two small columns beside."""
    presentation, master, _house = begun(0)
    draw_on(master, shape(presentation, (0, 0, 280, 1000), solid("EAF0F1")))
    columns = [("", 1 + n, (325 + 310 * n, 310, 265, 470)) for n in range(2)]
    for name, holders in (("Title Only", []), ("Title and Content", columns), ("Two Content", columns)):
        filled(presentation, named(presentation, name), ("title", 0, (30, 70, 220, 320)), *holders)
    return finished(presentation)


def _photo_cover() -> bytes:
    """A busy photograph all over covers and sections, darker from the middle down, with white words on that."""
    presentation, _master, _house = begun(1)
    stops = "".join(
        f'<a:gs pos="{place}"><a:srgbClr val="000000"><a:alpha val="{alpha}"/></a:srgbClr></a:gs>'
        for place, alpha in ((0, 0), (45_000, 70_000), (100_000, 95_000))
    )
    veil = f'<a:gradFill><a:gsLst>{stops}</a:gsLst><a:lin ang="5400000" scaled="0"/></a:gradFill>'
    cover = _covered(presentation, (60, 550, 770, 210), (60, 765, 770, 85), 48)
    section = named(presentation, "Section Header")
    filled(presentation, section, ("title", 0, (60, 550, 770, 210)))
    _styled(section, 0, f"<a:defRPr>{solid('FFFFFF')}</a:defRPr>")
    for layout in (cover, section):
        fill = filling(layout, photo(dark=True, busy=True))
        draw_on(layout, shape(presentation, (0, 0, 1000, 1000), fill), shape(presentation, (0, 0, 1000, 1000), veil))
    return finished(presentation)


def _high_covers() -> bytes:
    """Words of covers stand high on a dark ground, in type far larger than that of other titles."""
    presentation, _master, house = begun(2)
    _placed(presentation, (50, 20, 760, 110), (50, 210, 900, 690))
    grounded(_covered(presentation, (45, 160, 770, 200), (45, 380, 770, 105), 44), solid(house))
    return finished(presentation)


def _bleeding_shapes() -> bytes:
    """Round shapes reach in over three corners, and over half of the cover."""
    presentation, master, house = begun(3)
    draw_on(
        master,
        shape(presentation, (800, -200, 350, 470), solid("FD79A8"), "ellipse"),
        shape(presentation, (-90, 800, 265, 470), solid(house), "roundRect"),
        shape(presentation, (890, 760, 205, 370), solid("00CEC9"), "roundRect"),
    )
    _placed(presentation, (60, 80, 710, 125), (60, 240, 800, 545))
    cover = _covered(presentation, (60, 315, 470, 260), (60, 600, 415, 105), 48, "2D3436")
    draw_on(cover, shape(presentation, (415, -300, 830, 1470), solid(house), "ellipse"))
    return finished(presentation)


def _band_and_insets() -> bytes:
    """Texts keep five centimetres at their sides and one above and below; the words of the cover stand on a band."""
    presentation, _master, house = begun(4)
    _placed(presentation, (0, 40, 1000, 170), (0, 210, 1000, 630))
    cover = _covered(presentation, (0, 105, 1000, 365), (0, 470, 1000, 140), 48)
    draw_on(cover, shape(presentation, (0, 0, 1000, 630), solid(house)))
    for layout in (cover, *ordinary(presentation)):
        for one in layout.placeholders:
            if one.placeholder_format.idx < 2:
                body = one.text_frame._txBody.find(qn("a:bodyPr"))
                for side, inset in (("lIns", 1_800_000), ("rIns", 1_800_000), ("tIns", 360_000), ("bIns", 360_000)):
                    body.set(side, str(inset))
    return finished(presentation)


def _tilted() -> bytes:
    """Titles stand a little askew."""
    presentation, _master, _house = begun(5)
    for layout in _placed(presentation, (50, 60, 900, 110), (50, 270, 900, 620)):
        layout.placeholders[0].rotation = -3
    return finished(presentation)


def _split() -> bytes:
    """A busy photograph over the right of every slide, two columns of text side by side on the rest."""
    presentation, master, _house = begun(0)
    draw_on(master, shape(presentation, (550, 0, 450, 1000), filling(master, photo(dark=False, busy=True))))
    for layout in _everywhere(presentation, (35, 60, 490, 160), (35, 240, 490, 650)):
        _styled(layout, 0, '<a:defRPr sz="3000"/>')
    return finished(presentation)


def _arrow_band() -> bytes:
    """Titles stand in a band that ends in an arrow, hardly higher than they are, in white."""
    presentation, master, house = begun(4)
    draw_on(
        master,
        shape(presentation, (0, 60, 720, 130), solid(house), "homePlate"),
        shape(presentation, (700, 60, 60, 130), solid("F2B98C"), "chevron"),
    )
    for layout in _everywhere(presentation, (40, 65, 620, 120), (50, 240, 900, 640)):
        _styled(layout, 0, f'<a:defRPr sz="2800">{solid("FFFFFF")}</a:defRPr>')
    return finished(presentation)


def _half_pictures() -> bytes:
    """A place for a picture is the right half of every layout; all else stands in the left one."""
    presentation, _master, _house = begun(4)
    half, title = ("pic", 13, (500, 0, 500, 1000)), ("title", 0, (40, 60, 430, 150))
    others = {
        "Title Slide": [("ctrTitle", 0, (40, 300, 430, 250)), ("subTitle", 1, (40, 570, 430, 150))],
        "Section Header": [("title", 0, (40, 350, 430, 300))],
        "Title and Content": [title, ("", 1, (40, 230, 430, 680))],
        "Title Only": [title],
        "Two Content": [title, ("", 1, (40, 230, 210, 680)), ("", 2, (260, 230, 210, 680))],
    }
    for name, holders in others.items():
        filled(presentation, named(presentation, name), *holders, half)
    return finished(presentation)


def _dim_photos() -> bytes:
    """Photographs of a middle tone behind covers and sections, whose words say nothing of their colour; layouts for
    pictures have one and nothing to fill.
    """
    presentation, _master, _house = begun(5)
    chance, image = random.Random(3), Image.new("RGB", (480, 270), (128, 132, 128))
    pen = ImageDraw.Draw(image)
    for _ in range(40):
        x, y, r = chance.randrange(480), chance.randrange(270), chance.randrange(10, 60)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=(chance.randrange(95, 165),) * 3)
    file = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(12)).save(file, "JPEG", quality=85)
    for name in ("Title Slide", "Section Header", "Picture with Caption"):
        layout = named(presentation, name)
        grounded(layout, filling(layout, file.getvalue()))
    filled(presentation, named(presentation, "Picture with Caption"))
    return finished(presentation)


UNUSUAL: Mapping[str, Callable[[], bytes]] = {
    "vertical title": _vertical_title,
    "title bar below": _title_bar_below,
    "over a picture": _over_a_picture,
    "over boxes": _over_boxes,
    "dark half": _dark_half,
    "round pictures": _round_pictures,
    "framed": _framed,
    "watermark": _watermark,
    "feet in the middle": _feet_in_the_middle,
    "no title on the master": _no_title_on_the_master,
    "Danish without types": _danish_without_types,
    "no fonts": _no_fonts,
    "swapped map": _swapped_map,
    "bare map": _bare_map,
    "dark banner": partial(_banner, True),
    "busy banner": partial(_banner, False),
    "ruled": _ruled,
    "facets": _facets,
    "veil": _veil,
    "small panel": _small_panel,
    "unseen words": _unseen_words,
    "title beside the slide": _title_beside,
    "titles written up": partial(_turned, _written_up),
    "titles stood up": partial(_turned, _stood_up),
    "wide insets": _wide_insets,
    "pale panel": _pale_panel,
    "photo cover": _photo_cover,
    "high covers": _high_covers,
    "bleeding shapes": _bleeding_shapes,
    "band and insets": _band_and_insets,
    "tilted titles": _tilted,
    "split": _split,
    "arrow band": _arrow_band,
    "half pictures": _half_pictures,
    "dim photos": _dim_photos,
}
"""The files by what is unusual about them."""
