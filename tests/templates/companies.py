"""Templates as companies have them, made by code: every ground with every art, and what else varies taken in turn."""

from __future__ import annotations

import io
import random
from collections.abc import Callable, Mapping
from functools import partial
from itertools import product
from typing import Any

from PIL import Image, ImageDraw, ImageFilter
from pptx.dml.color import RGBColor
from pptx.oxml.ns import qn
from pptx.util import Pt

from office.packages import contents, strict
from pptx import Presentation
from templates.made import Box, draw_on, element, filled, named, rectangle, resized, zipped

__all__ = ["COMPANIES", "begun", "filling", "finished", "grounded", "in_ink", "ordinary", "photo", "shape", "solid"]

_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_COLOURS = ("1F3A5F", "7A1F2B", "0B6E4F", "5B2A86", "C75B12", "00677F")
"""What a house calls its own; one for each template in turn."""
_FONTS = (
    "Arial",
    "Calibri",
    "Gill Sans MT",
    "Georgia",
    "Segoe UI",
    "Rockwell",
    "Century Gothic",
    "Cambria",
    "Trebuchet MS",
)
_TITLES = ("usual", "narrow", "filled", "kicker", "low")
_FORMATS = ((33.867, 19.05), (33.867, 19.05), (25.4, 19.05), (33.867, 19.05), (29.7, 21.0))


def photo(dark: bool, busy: bool) -> bytes:
    """Blurred spots, or a crowd of small ones, as a photograph has them."""
    chance = random.Random(f"{dark}{busy}")
    image = Image.new("RGB", (480, 270), (40, 48, 60) if dark else (225, 228, 224))
    pen = ImageDraw.Draw(image)
    for _ in range(900 if busy else 40):
        x, y, r = chance.randrange(480), chance.randrange(270), chance.randrange(4, 14 if busy else 60)
        low, high = (0, 255) if busy else (20, 90) if dark else (190, 250)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=tuple(chance.randrange(low, high) for _ in range(3)))
    file = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(1 if busy else 18)).save(file, "JPEG", quality=80)
    return file.getvalue()


def _logo(colour: str) -> bytes:
    """A mark of three bars on a disc, on nothing."""
    image = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    pen = ImageDraw.Draw(image)
    pen.ellipse((4, 4, 196, 196), fill=f"#{colour}")
    for bar in range(3):
        pen.rectangle((50 + 38 * bar, 60, 70 + 38 * bar, 140), fill="#FFFFFF")
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _background(fill: str) -> Any:
    return element(f"<p:bg {_NS}><p:bgPr>{fill}<a:effectLst/></p:bgPr></p:bg>")


_NS = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    f'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:r="{_R}"'
)


def solid(colour: str) -> str:
    return f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'


def _gradient(first: str, last: str) -> str:
    stops = f'<a:gs pos="0"><a:srgbClr val="{first}"/></a:gs><a:gs pos="100000"><a:srgbClr val="{last}"/></a:gs>'
    return f'<a:gradFill rotWithShape="1"><a:gsLst>{stops}</a:gsLst><a:lin ang="2700000" scaled="0"/></a:gradFill>'


def filling(sheet: Any, picture: bytes) -> str:
    _part, relation = sheet.part.get_or_add_image_part(io.BytesIO(picture))
    return f'<a:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></a:blipFill>'


_GROUNDS: Mapping[str, Callable[[Any, str], tuple[str, bool]]] = {
    "white": lambda _sheet, _house: (solid("FFFFFF"), False),
    "cream": lambda _sheet, _house: (solid("F6F0E2"), False),
    "dark": lambda _sheet, house: (solid(house), True),
    "dark unsaid": lambda _sheet, _house: (solid("20242B"), False),
    "light gradient": lambda _sheet, _house: (_gradient("FFFFFF", "D9E4EC"), False),
    "dark gradient": lambda _sheet, house: (_gradient(house, "101418"), True),
    "wide gradient": lambda _sheet, house: (_gradient("FFFFFF", house), False),
    "light photo": lambda sheet, _house: (filling(sheet, photo(dark=False, busy=False)), False),
    "dark photo": lambda sheet, _house: (filling(sheet, photo(dark=True, busy=False)), False),
    "busy photo": lambda sheet, _house: (filling(sheet, photo(dark=False, busy=True)), False),
}
"""By name: the fill of the master's background, and whether its map of colours says that it is dark."""


def shape(presentation: Any, box: Box, fill: str, geometry: str = "rect") -> str:
    w, h = presentation.slide_width, presentation.slide_height
    place = (box[0] * w // 1000, box[1] * h // 1000, box[2] * w // 1000, box[3] * h // 1000)
    plain = rectangle(place)
    return plain.replace('<a:solidFill><a:schemeClr val="accent1"/></a:solidFill>', fill).replace(
        'prst="rect"', f'prst="{geometry}"'
    )


def _swoosh(presentation: Any, fill: str) -> str:
    """A thin free form from corner to corner, whose box is the slide."""
    w, h = presentation.slide_width, presentation.slide_height
    points = [(0, 0), (w // 12, 0), (w // 5, h // 3), (w // 30, h), (0, h)]
    first, *others = (f'<a:pt x="{x}" y="{y}"/>' for x, y in points)
    lines = "".join(f"<a:lnTo>{point}</a:lnTo>" for point in others)
    path = f'<a:path w="{w}" h="{h}"><a:moveTo>{first}</a:moveTo>{lines}<a:close/></a:path>'
    free = (
        f'<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/>'
        f"<a:pathLst>{path}</a:pathLst></a:custGeom>"
    )
    plain = shape(presentation, (0, 0, 1000, 1000), fill)
    return plain.replace('<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>', free)


def _with_logo(place: tuple[int, int]) -> Callable[[Any, str], list[str]]:
    def art(presentation: Any, house: str) -> list[str]:
        high = 110 * presentation.slide_width // presentation.slide_height
        fill = filling(presentation.slide_master, _logo(house))
        return [shape(presentation, (*place, 110, min(high, 195)), fill)]

    return art


_ARTS: Mapping[str, Callable[[Any, str], list[str]]] = {
    "nothing": lambda _deck, _house: [],
    "left band": lambda deck, house: [shape(deck, (0, 0, 60, 1000), solid(house))],
    "top band": lambda deck, house: [shape(deck, (0, 0, 1000, 190), solid(house))],
    "bottom band": lambda deck, house: [shape(deck, (0, 900, 1000, 100), solid(house))],
    "side picture": lambda deck, _house: [
        shape(deck, (700, 0, 300, 1000), filling(deck.slide_master, photo(dark=False, busy=True)))
    ],
    "logo top left": _with_logo((10, 15)),
    "logo top right": _with_logo((880, 15)),
    "logo bottom left": _with_logo((10, 800)),
    "logo bottom right": _with_logo((880, 800)),
    "free form": lambda deck, house: [_swoosh(deck, solid(house))],
    "footer art": lambda deck, house: [
        shape(deck, (600 + 70 * n, 860 + 20 * n, 60, 140 - 20 * n), solid(house), "ellipse") for n in range(5)
    ],
    "card": lambda deck, _house: [shape(deck, (30, 40, 940, 880), solid("FFFFFF"), "roundRect")],
}
_SWAPPED = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}


def company(ground: str, art: str, number: int) -> bytes:
    """The template with this ground and art; ``number`` says what it has of all else."""
    presentation = Presentation()
    resized(presentation, *_FORMATS[number % len(_FORMATS)])
    house, master = _COLOURS[number % len(_COLOURS)], presentation.slide_master
    _dressed(master, house, _FONTS[number % len(_FONTS)])
    fill, dark = _GROUNDS[ground](master, house)
    grounded(master, fill, dark=dark)
    draw_on(master, *_ARTS[art](presentation, house))
    _titled(presentation, _TITLES[number % len(_TITLES)], house)
    if number % 4 == 0:
        presentation.slides.add_slide(named(presentation, "Title and Content"))
    file = io.BytesIO()
    presentation.save(file)
    raw = file.getvalue()
    return (
        raw
        if number % 7
        else zipped(
            {name: strict(part) if name.endswith((".xml", ".rels")) else part for name, part in contents(raw).items()}
        )
    )


def grounded(master: Any, fill: str, *, dark: bool = False) -> None:
    """The master on this background; its map of colours says whether that is dark."""
    if dark:
        for name, value in _SWAPPED.items():
            master._element.find(qn("p:clrMap")).set(name, value)
    old = master._element.cSld.find(qn("p:bg"))
    if old is not None:
        master._element.cSld.remove(old)
    master._element.cSld.insert(0, _background(fill))


def _dressed(master: Any, house: str, font: str) -> None:
    """The house's colours and fonts in the theme."""
    theme = next(one.target_part for one in master.part.rels.values() if one.reltype.endswith("/theme"))
    text = theme.blob.decode()
    for name, colour in (("dk2", house), ("accent1", house), ("lt2", "E9EDF1"), ("accent2", "E0A100")):
        start = text.index(f"<a:{name}>") + len(f"<a:{name}>")
        end = text.index(f"</a:{name}>")
        text = f'{text[:start]}<a:srgbClr val="{colour}"/>{text[end:]}'
    theme._blob = text.replace('<a:latin typeface="Calibri"', f'<a:latin typeface="{font}"').encode()


def _titled(presentation: Any, how: str, house: str) -> None:
    """What is peculiar to its titles."""
    only, both = named(presentation, "Title Only"), named(presentation, "Title and Content")
    title = {
        "narrow": (50, 60, 560, 140),
        "low": (50, 760, 900, 130),
        "kicker": (50, 110, 900, 110),
    }.get(how, (50, 50, 900, 140))
    body = (50, 60, 900, 660) if how == "low" else (50, 240, 900, 620)
    small = [("body", 15, (50, 50, 900, 50))] if how == "kicker" else []
    filled(presentation, only, ("title", 0, title), *small)
    filled(presentation, both, ("title", 0, title), ("", 1, body), *small)
    if how == "filled":
        for layout in (only, both):
            layout.placeholders[0].fill.solid()
            layout.placeholders[0].fill.fore_color.rgb = _rgb(house)
    for layout in (only, both):
        for one in layout.placeholders:
            if one.placeholder_format.idx == 15:
                one.text_frame.paragraphs[0].font.size = Pt(14)


def _rgb(colour: str) -> Any:
    made: Any = RGBColor
    return made.from_string(colour)


def begun(number: int) -> tuple[Any, Any, str]:
    """A presentation in a house's colours and font, its master, and its first colour."""
    presentation = Presentation()
    resized(presentation, *_FORMATS[0])
    house = _COLOURS[number % len(_COLOURS)]
    _dressed(presentation.slide_master, house, _FONTS[number % len(_FONTS)])
    return presentation, presentation.slide_master, house


def finished(presentation: Any) -> bytes:
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


def ordinary(presentation: Any) -> tuple[Any, Any]:
    return named(presentation, "Title Only"), named(presentation, "Title and Content")


def in_ink(layout: Any, colour: str) -> None:
    """The layout says in which of the theme's colours its title is."""
    style = layout.placeholders[0].text_frame._txBody.find(qn("a:lstStyle"))
    ink = f'<a:solidFill><a:schemeClr val="{colour}"/></a:solidFill>'
    style.append(element(f"<a:lvl1pPr {_NS}><a:defRPr>{ink}</a:defRPr></a:lvl1pPr>"))


def _title_bar() -> bytes:
    """The title is a bar from side to side, filled by its placeholder, with white words."""
    presentation, _master, house = begun(0)
    only, both = ordinary(presentation)
    filled(presentation, only, ("title", 0, (0, 0, 1000, 150)))
    filled(presentation, both, ("title", 0, (0, 0, 1000, 150)), ("", 1, (50, 200, 900, 650)))
    for layout in (only, both):
        layout.placeholders[0].fill.solid()
        layout.placeholders[0].fill.fore_color.rgb = _rgb(house)
        in_ink(layout, "bg1")
    return finished(presentation)


def _diagonal() -> bytes:
    """A triangle over the lower right of every slide."""
    presentation, master, house = begun(1)
    draw_on(master, shape(presentation, (450, 350, 550, 650), solid(house), "rtTriangle").replace(
        "<a:xfrm>", '<a:xfrm flipH="1">'
    ))  # fmt: skip
    return finished(presentation)


def _sample_picture() -> bytes:
    """Texts share their slide with a place for a picture that shows an example."""
    presentation, _master, _house = begun(2)
    only, both = ordinary(presentation)
    filled(presentation, only, ("title", 0, (50, 50, 560, 140)), ("pic", 13, (650, 0, 350, 1000)))
    filled(
        presentation, both,
        ("title", 0, (50, 50, 560, 140)), ("", 1, (50, 240, 560, 620)), ("pic", 13, (650, 0, 350, 1000)),
    )  # fmt: skip
    for layout in (only, both):
        held = next(one for one in layout.placeholders if one.placeholder_format.idx == 13)
        held._element.spPr.append(
            element(filling(layout, photo(dark=False, busy=True)).replace("<a:blipFill>", f"<a:blipFill {_NS}>"))
        )
    return finished(presentation)


def _feet_at_the_right() -> bytes:
    """Date, footer, and number stand above each other at the right edge."""
    presentation, master, house = begun(3)
    draw_on(master, shape(presentation, (880, 0, 120, 1000), solid(house)))
    feet = [("dt", 10, (890, 700, 100, 60)), ("ftr", 11, (890, 770, 100, 120)), ("sldNum", 12, (890, 900, 100, 60))]
    only, both = ordinary(presentation)
    filled(presentation, only, ("title", 0, (50, 50, 800, 140)), *feet)
    filled(presentation, both, ("title", 0, (50, 50, 800, 140)), ("", 1, (50, 240, 800, 650)), *feet)
    return finished(presentation)


def _two_logos() -> bytes:
    presentation, _master, house = begun(4)
    for place in ((10, 15), (880, 800)):
        draw_on(presentation.slide_master, *_with_logo(place)(presentation, house))
    return finished(presentation)


def _titles_in_a_column() -> bytes:
    """Titles stand in a narrow column at the left, filled from top to bottom."""
    presentation, master, house = begun(5)
    draw_on(master, shape(presentation, (0, 0, 300, 1000), solid(house)))
    only, both = ordinary(presentation)
    filled(presentation, only, ("title", 0, (20, 60, 260, 500)))
    filled(presentation, both, ("title", 0, (20, 60, 260, 500)), ("", 1, (340, 60, 620, 800)))
    for layout in (only, both):
        in_ink(layout, "bg1")
    return finished(presentation)


def _light_card_on_dark() -> bytes:
    """A dark master, whose words are white, with a light card for the content; titles stand above it."""
    presentation, master, house = begun(0)
    grounded(master, solid(house), dark=True)
    draw_on(master, shape(presentation, (40, 210, 920, 700), solid("F4F4F0"), "roundRect"))
    return finished(presentation)


def _textured() -> bytes:
    """A fine weave all over the slide, as a picture."""
    image = Image.new("RGB", (600, 340), (238, 236, 230))
    pen = ImageDraw.Draw(image)
    for step in range(0, 600, 4):
        pen.line((step, 0, step, 340), fill=(222, 219, 210))
        pen.line((0, step, 600, step), fill=(228, 225, 217))
    file = io.BytesIO()
    image.save(file, "PNG")
    presentation, master, _house = begun(1)
    grounded(master, filling(master, file.getvalue()))
    return finished(presentation)


def _many_small() -> bytes:
    """A line above the title, one below it, a source, and eight small texts."""
    presentation, _master, _house = begun(2)
    only, both = ordinary(presentation)
    lines = [("body", 20, (50, 30, 500, 40)), ("body", 21, (50, 190, 900, 45)), ("body", 22, (50, 880, 700, 35))]
    small = [("body", 30 + n, (50 + 230 * (n % 4), 260 + 310 * (n // 4), 210, 280)) for n in range(8)]
    filled(presentation, only, ("title", 0, (50, 75, 900, 110)), *lines)
    filled(presentation, both, ("title", 0, (50, 75, 900, 110)), *lines, *small)
    return finished(presentation)


def _table_in_the_master() -> bytes:
    """A row with who, when, and which version along the lower edge."""
    presentation, master, _house = begun(3)
    w, h = presentation.slide_width, presentation.slide_height
    cells = "".join(
        f'<a:tc><a:txBody><a:bodyPr/><a:p><a:r><a:rPr lang="da-DK" sz="1000"/><a:t>{said}</a:t></a:r></a:p></a:txBody>'
        f"<a:tcPr>{solid('E9EDF1')}</a:tcPr></a:tc>"
        for said in ("Regionen", "Version 3", "Fortroligt")
    )
    columns = f'<a:gridCol w="{w // 3}"/>' * 3
    frame = (
        f'<p:graphicFrame {_NS}><p:nvGraphicFramePr><p:cNvPr id="90" name="Table"/><p:cNvGraphicFramePr/><p:nvPr/>'
        f'</p:nvGraphicFramePr><p:xfrm><a:off x="0" y="{h * 95 // 100}"/><a:ext cx="{w}" cy="{h * 5 // 100}"/></p:xfrm>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/table"><a:tbl><a:tblPr/>'
        f'<a:tblGrid>{columns}</a:tblGrid><a:tr h="{h * 5 // 100}">{cells}</a:tr></a:tbl></a:graphicData></a:graphic>'
        "</p:graphicFrame>"
    )
    draw_on(master, frame)
    return finished(presentation)


COMPANIES: Mapping[str, Callable[[], bytes]] = {
    f"{ground}, {art}": partial(company, ground, art, number)
    for number, (ground, art) in enumerate(product(_GROUNDS, _ARTS))
} | {
    "title bar": _title_bar,
    "diagonal": _diagonal,
    "sample picture": _sample_picture,
    "feet at the right": _feet_at_the_right,
    "two logos": _two_logos,
    "titles in a column": _titles_in_a_column,
    "light card on dark": _light_card_on_dark,
    "textured": _textured,
    "many small": _many_small,
    "table in the master": _table_in_the_master,
}
"""Ten grounds with twelve arts, and ten of another make: the files by what they look like."""
