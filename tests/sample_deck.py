"""A deck with every kind of shape, every layout, and awkward text: what the writer must be able to do."""

from __future__ import annotations

import struct
import zlib
from functools import cache
from pathlib import Path as File

import yaml

from facilitator.canvas import Box, cm, pt
from facilitator.canvas.own_layouts import DESIGN, LAYOUTS
from facilitator.canvas.shapes import (
    AnyShape,
    Canvas,
    Cell,
    Colour,
    Connector,
    Countdown,
    Glue,
    Group,
    Line,
    Paragraph,
    Path,
    Picture,
    Placeholder,
    Run,
    Shape,
    Table,
    TextBody,
)
from facilitator.canvas.text import Style
from facilitator.content.terms import Terms
from facilitator.content.theme import ThemeFile
from facilitator.deck import Note
from facilitator.pptx.properties import Properties

LONG = "Et punkt, der er så langt, at det løber over på en ny linje og viser, hvor teksten hænger"
AWKWARD = "&<>\"'æøåÆØÅ漢字🙂"
FOOTER = f"Eksempel Kommune {AWKWARD} · torsdag den 9. januar 2025"
PROPERTIES = Properties(
    f"Prøvedæk {AWKWARD}", "Navn Navnesen", "Eksempel Kommune", "da-DK", ("workshop", "prøve"), "proevedaek"
)
_DECKS = File(__file__).parents[1] / "decks"


@cache
def style(theme: str = "pink") -> Style:
    """A shipped theme with the Danish terms."""
    return Style(
        ThemeFile.model_validate(_read(f"themes/{theme}.yaml")).theme, Terms.model_validate(_read("terms/da.yaml"))
    )


def _read(name: str) -> object:
    return yaml.load((_DECKS / name).read_text(encoding="utf-8"), yaml.BaseLoader)


def png(red: int, green: int, blue: int) -> bytes:
    """A picture of one pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    pixel = chunk(b"IDAT", zlib.compress(bytes((0, red, green, blue))))
    return b"\x89PNG\r\n\x1a\n" + header + pixel + chunk(b"IEND", b"")


def lines(*texts: str) -> tuple[Paragraph, ...]:
    """One paragraph a text."""
    return tuple(Paragraph((Run(text),)) for text in texts)


def body(text: str, size: float = 18, colour: Colour = Colour("tx1"), **how: object) -> TextBody:
    """A text body of one paragraph, centred."""
    return TextBody((Paragraph((Run(text),), align="ctr"),), size, colour, anchor="ctr", **how)  # type: ignore[arg-type]


def titled(layout: str, text: str) -> Placeholder:
    """The title placeholder of a layout."""
    slot = LAYOUTS[layout].slots[0]
    return Placeholder("ctrTitle" if slot.role == "ctrTitle" else "title", "Titel", lines(text))


def every_layout() -> list[Canvas]:
    """A slide per layout, all its placeholders filled."""
    canvases = []
    for name, layout in LAYOUTS.items():
        shapes: list[AnyShape] = [titled(name, f"Layoutet {name}")] if layout.slots else []
        for slot in layout.slots[1:]:
            text = (
                Paragraph((Run(f"{LONG} – {LONG}"),)),
                Paragraph((Run("Et punkt "), Run("med fed", bold=True)), bullet="•", before=6, indent=cm(0.8)),
                Paragraph((Run("Et underpunkt"),), bullet="–", level=1, before=3, indent=cm(0.8)),
                Paragraph((Run("Et nummer"),), bullet="1.", before=6, indent=cm(0.8)),
            )  # fmt: skip
            shapes.append(Placeholder(slot.role, "Tekst", text if slot.bullets else lines(LONG), slot.index, 20))
        canvases.append(Canvas(f"layout/{name}", f"Layoutet {name}", name, tuple(shapes), section="Layouts"))
    return canvases


def _hub() -> Group:
    centre, left = Box(cm(14), cm(8), cm(6), cm(3)), Box(cm(3), cm(5), cm(5), cm(3))
    wedge = Box(cm(23), cm(5), cm(5), cm(5))
    path = Path(
        (("M", 0, 0), ("L", wedge.w, 0), ("C", wedge.w, wedge.h / 2, wedge.w / 2, wedge.h, 0, wedge.h),
         ("A", cm(1), cm(1), 90, 90), ("Z",)),
        Box(cm(0.3), cm(0.3), cm(3), cm(3)),
    )  # fmt: skip
    return Group(
        "Figur: hjul",
        Box(cm(3), cm(5), cm(25), cm(6)),
        (
            Connector("Pil", (centre.x, centre.centre[1]), (left.right, left.centre[1]),
                      Line(Colour("tx2"), pt(2), "dash", "oval", "triangle"), Glue("centre", 2), Glue("left", 3)),
            Connector("Linje", (centre.right, centre.centre[1]), (wedge.x, wedge.centre[1]), Line(Colour("tx2")),
                      Glue("centre", 6), Glue("wedge", 1)),
            Shape("Midte", centre, "ellipse", fill=Colour("accent1"), text=body("Midte", colour=Colour("bg1")),
                  key="centre"),
            Shape("Venstre", left, "roundRect", (("adj", 12000),), Colour("accent2", tint=20), Line(Colour("accent2")),
                  body(AWKWARD), key="left"),
            Shape("Kile", wedge, path, fill=Colour("accent3", shade=75, alpha=80), text=body("Kile"), key="wedge"),
        ),
        alt=f"Et hjul: {AWKWARD}\nmidte, venstre, kile",
    )  # fmt: skip


def _bar(start: str, number: int) -> Canvas:
    box = Box(DESIGN.body.x, cm(14), DESIGN.body.w, cm(1))
    shapes = (
        titled("questions", f"Tid {number}"),
        Shape("Spor", box, "roundRect", (("adj", 50000),), Colour("bg1"), decorative=True),
        Shape("Tidsbjælke", box, "roundRect", (("adj", 50000),), Colour("accent1"), None, body("10 min.", 16),
              alt="Nedtælling", key="timer"),
    )  # fmt: skip
    clock = Countdown("timer", 10, start)  # type: ignore[arg-type]
    return Canvas(f"tid/{number}", f"Tid {number}", "questions", shapes, "Tid", countdown=clock)


def _table() -> Table:
    def cell(text: str, fill: Colour | None = None, colour: Colour = Colour("tx1")) -> Cell:
        return Cell(TextBody(lines(text), 14, colour, anchor="ctr", insets=(cm(0.2), cm(0.1), cm(0.2), cm(0.1))), fill)

    head = tuple(cell(text, Colour("tx2"), Colour("bg1")) for text in ("Tid", "Indhold", "Hvem"))
    rows = tuple((cell(f"0{n}.00"), cell(AWKWARD), cell("Alle", Colour("bg2"))) for n in range(8, 10))
    heights = (cm(1.2),) * 3
    box = Box(DESIGN.body.x, DESIGN.body.y, cm(20), sum(heights))
    return Table("Tabel", box, (cm(4), cm(11), cm(5)), heights, (head, *rows), Line(Colour("tx2", tint=25)), "En plan")


def _text_boxes() -> tuple[AnyShape, ...]:
    rows = DESIGN.body.rows(3, cm(0.5))
    mixed = Paragraph(
        (Run("Fed", bold=True), Run(" kursiv", italic=True), Run(" farvet", colour=Colour("accent1")),
         Run(" stor", size=28), Run("\nny linje\tmed tabulator")),
        align="r",
    )  # fmt: skip
    listed = (
        Paragraph((Run(f"{LONG} – {LONG}"),), bullet="•", indent=cm(0.5)),
        Paragraph((Run("Underpunkt"),), bullet="–", level=1, before=4, indent=cm(0.5)),
        Paragraph((Run("Nummer"),), bullet="1.", before=4, indent=cm(0.8)),
        Paragraph((Run("Nummer"),), bullet="1.", before=4, indent=cm(0.8)),
    )  # fmt: skip
    return (
        Shape("Blandet", rows[0], text=TextBody((mixed, *lines("", AWKWARD)), 18, bold=True, major=True)),
        Shape("Liste", rows[1], text=TextBody(listed, 16, insets=(cm(1), 0, cm(1), 0), anchor="b")),
        Shape("Drejet", rows[2].inset(cm(10), cm(1)), "chevron", line=Line(Colour("accent4"), pt(3), "sysDot"),
              text=body("Drejet"), rotation=-15),
        Shape("Kilde", DESIGN.source, text=TextBody(lines("Kilde"), 12, Colour("tx1", tint=70))),
    )  # fmt: skip


def every_shape() -> list[Canvas]:
    """Slides with each kind of shape, notes, links, pictures, and countdowns."""
    photo = Box(cm(2), cm(5), cm(6), cm(6))
    notes = (
        Note(f"Hvorfor {AWKWARD}", "Formål"), Note("", "Sådan gør du"), Note("Sig goddag.\nVent.", level=1),
        Note("Uden etiket"),
    )  # fmt: skip
    to_shapes = Shape(
        "Punkt", Box(cm(12), cm(4), cm(8), cm(2)), fill=Colour("bg2"), text=body("Til figuren"), link="figur/1"
    )
    back = Shape(
        "Tilbage", Box(cm(12), cm(14), cm(8), cm(2)), fill=Colour("bg2"), text=body("Tilbage"), link="dagsorden/1"
    )
    pictures = (
        Picture("Foto", photo, png(200, 30, 90), f"Et foto {AWKWARD}", (0, 12_500, 0, 12_500), "ellipse"),
        Picture("Foto igen", Box(cm(10), cm(5), cm(6), cm(6)), png(200, 30, 90), "Det samme foto"),
        Picture("Andet foto", Box(cm(18), cm(5), cm(6), cm(6)), png(30, 90, 200), "Et andet foto"),
    )
    agenda = Placeholder("title", "Titel", lines(f"Dagsorden {AWKWARD}"), size=24, box=Box(cm(1), cm(2), cm(8), cm(5)))
    return [
        Canvas("dagsorden/1", "Dagsorden", "agenda", (agenda, to_shapes), "Figurer", notes,
               tags=(("FACILITATOR_X", AWKWARD),)),
        Canvas("figur/1", "Figur", "title_only", (titled("title_only", "Figur"), _hub(), back), "Figurer", notes[:1]),
        Canvas("tekst/1", "Tekst", "title_only", (titled("title_only", "Tekst"), *_text_boxes()), "Figurer"),
        Canvas("billede/1", "Billeder", "picture", (titled("picture", "Billeder"), *pictures), "Billeder"),
        Canvas("billede/2", "Samme billede", "picture", (titled("picture", "Samme billede"), pictures[0]), "Billeder"),
        Canvas("tabel/1", "Tabel", "title_only", (titled("title_only", "Tabel"), _table()), "Tabeller"),
        _bar("click", 1),
        _bar("slide", 2),
    ]  # fmt: skip


def whole() -> list[Canvas]:
    """All of them."""
    return every_layout() + every_shape()
