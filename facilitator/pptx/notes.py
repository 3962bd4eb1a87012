"""Speaker notes: the notes master and a notes page per slide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from posixpath import dirname, relpath

from facilitator.canvas import Box
from facilitator.canvas.shapes import Colour, Note
from facilitator.pptx import xml
from facilitator.pptx.properties import Names
from facilitator.pptx.shapes import placeholder
from facilitator.pptx.text import Level, Look, field_paragraph, level_style, prompt, run
from facilitator.pptx.xml import COLOUR_MAP, GROUP, Relations, frame, preset, rels_name
from facilitator.text import Piece, from_right, pieces

__all__ = ["NOTES_PAGE", "notes_master", "notes_xml"]

NOTES_PAGE = Box(0, 0, 6_858_000, 9_144_000)
"""As PowerPoint makes it (7.5 × 10 inches)."""
_IMAGE = Box(685_800, 1_143_000, 5_486_400, 3_086_100)
_TEXT = Box(685_800, 4_400_550, 5_486_400, 3_600_450)
_NUMBER = Box(3_884_613, 8_685_213, 2_971_800, 458_787)
_BODY_KIND = 'type="body" sz="quarter" idx="3"'
_NUMBER_KIND = 'type="sldNum" sz="quarter" idx="5"'
_SIZE = 12
_INDENT = 171_450


def _image(name: str, number: int, place: str) -> str:
    """The picture of the slide on its notes page."""
    return (
        f'<p:sp><p:nvSpPr><p:cNvPr id="{number}" name="{xml.attribute(name)}"/><p:cNvSpPr>'
        '<a:spLocks noGrp="1" noRot="1" noChangeAspect="1"/></p:cNvSpPr><p:nvPr><p:ph type="sldImg" idx="2"/></p:nvPr>'
        f"</p:nvSpPr>{place}</p:sp>"
    )


def _levels(language: str) -> str:
    """Level 0 plain, deeper levels behind a bullet."""
    levels = [Level(0, 0, ""), *(Level(_INDENT * n, -_INDENT, "•") for n in range(1, 9))]
    return "".join(
        level_style(number, level, language, _SIZE, Colour("tx1"), before=0 if number else 4, bullet_colour=None)
        for number, level in enumerate(levels)
    )


def notes_master(names: Names, part: str, theme: str) -> Iterator[tuple[str, str]]:
    """The parts of a notes master by the name ``part``, on the theme by the name ``theme``."""
    relations = Relations()
    relations.add("theme", relpath(theme, dirname(part)))
    yield part, _master(names)
    yield rels_name(part), relations.xml()


def _master(names: Names) -> str:
    """``p:notesMaster``: slide image, text, and page number."""
    words, language = names.shapes, names.language
    border = '<a:noFill/><a:ln w="12700"><a:solidFill><a:prstClr val="black"/></a:solidFill></a:ln>'
    place = f"<p:spPr>{frame(_IMAGE)}{preset('rect')}{border}</p:spPr>"
    shapes = (
        _image(words.slide_image, 2, place)
        + placeholder(3, words.notes, _BODY_KIND, prompt(words.notes, language, 2), box=_TEXT)
        + placeholder(
            4, words.number, _NUMBER_KIND, field_paragraph("slidenum", "‹#›", language), box=_NUMBER,
            body='<a:bodyPr anchor="b"/>', levels='<a:lvl1pPr algn="r"><a:defRPr sz="1200"/></a:lvl1pPr>',
        )
    )  # fmt: skip
    return (
        f'{xml.HEAD}<p:notesMaster {xml.NAMESPACES}><p:cSld><p:bg><p:bgRef idx="1001"><a:schemeClr val="bg1"/>'
        f"</p:bgRef></p:bg><p:spTree>{GROUP}{shapes}</p:spTree></p:cSld>{COLOUR_MAP}<p:notesStyle>{_levels(language)}</p:notesStyle>"
        "</p:notesMaster>"
    )


def _paragraph(note: Note, language: str, links: Relations) -> str:
    said = f' lvl="{note.level}"' if note.level else ""
    said += ' algn="r" rtl="1"' if from_right(note.label or note.text) else ""
    level = f"<a:pPr{said}/>" if said else ""
    label = f"{note.label}: " if note.text else note.label
    bold = run(label, Look(bold=True), language) if note.label else ""
    text = "".join(run(one.text, _look(one, links), language) for one in pieces(note.text) if one.text)
    return f'<a:p>{level}{bold}{text}<a:endParaRPr lang="{language}" dirty="0"/></a:p>'


def _look(piece: Piece, links: Relations) -> Look:
    link = links.add("hyperlink", piece.link) if piece.link else ""
    return Look(bold=piece.bold or None, italic=piece.italic, link=link)


def notes_xml(notes: Sequence[Note], number: int, names: Names, links: Relations) -> str:
    """``p:notes`` of slide ``number``; to the relationships of its part those of links are added."""
    words, language = names.shapes, names.language
    text = "".join([_paragraph(note, language, links) for note in notes])
    return (
        f"{xml.HEAD}<p:notes {xml.NAMESPACES}><p:cSld><p:spTree>{GROUP}{_image(words.slide_image, 2, '<p:spPr/>')}"
        f"{placeholder(3, words.notes, _BODY_KIND, text)}"
        f"{placeholder(4, words.number, _NUMBER_KIND, field_paragraph('slidenum', str(number), language))}"
        "</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>"
    )
