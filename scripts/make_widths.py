"""Make `facilitator/canvas/widths.json`: how wide each letter is in the fonts that decks use.

Needs fontTools and the fonts of Debian's fonts-crosextra-carlito, fonts-crosextra-caladea, fonts-liberation,
fonts-open-sans, fonts-urw-base35, fonts-wine, fonts-dejavu-core, fonts-lato, fonts-roboto-unhinted, fonts-noto-core;
they need not be installed: `python scripts/make_widths.py FOLDER` finds them where `dpkg-deb -x` has unpacked them.
The type of what is printed comes from a package that Facilitator itself needs.
Only developers run it; the result is committed.
"""

from __future__ import annotations

import json
import sys
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from fontTools.ttLib import TTFont

from facilitator.canvas.fonts import line_pitch


class Source(NamedTuple):
    """The files that a family is measured by, and its line pitch in em where it is not theirs."""

    files: str
    regular: str = "Regular"
    bold: str = "Bold"
    pitch: float | None = None


# Free families with the widths of Office's. Carlito, Caladea, and Liberation were made so, and Wine's Tahoma, for
# programs made for Windows. URW's have those of PostScript's fonts, as Office's have (30-metric-aliases.conf of
# fontconfig), but more room between lines, for letters that Office's lack.
FACES = {
    "Calibri": Source("truetype/crosextra/Carlito-{}.ttf"),
    "Cambria": Source("truetype/crosextra/Caladea-{}.ttf"),
    "Arial": Source("truetype/liberation/LiberationSans-{}.ttf"),
    "Times New Roman": Source("truetype/liberation/LiberationSerif-{}.ttf"),
    "Open Sans": Source("truetype/open-sans/OpenSans-{}.ttf"),
    "Arial Narrow": Source("truetype/liberation/LiberationSansNarrow-{}.ttf"),
    "Courier New": Source("truetype/liberation/LiberationMono-{}.ttf"),
    "Century Gothic": Source("opentype/urw-base35/URWGothic-{}.otf", "Book", "Demi", pitch=1.25),
    "Book Antiqua": Source("opentype/urw-base35/P052-{}.otf", "Roman", pitch=1.25),
    "Century Schoolbook": Source("opentype/urw-base35/C059-{}.otf", "Roman", pitch=1.25),
    "Bookman Old Style": Source("opentype/urw-base35/URWBookman-{}.otf", "Light", "Demi", pitch=1.25),
    "Tahoma": Source("../wine/fonts/tahoma{}.ttf", "", "bd"),
    "DejaVu Sans": Source("truetype/dejavu/DejaVuSans{}.ttf", "", "-Bold"),
    "Lato": Source("truetype/lato/Lato-{}.ttf"),
    "Roboto": Source("truetype/roboto/unhinted/RobotoTTF/Roboto-{}.ttf"),
    "Noto Sans": Source("truetype/noto/NotoSans-{}.ttf"),
    "Source Sans Pro": Source(f"{files('font_source_sans_pro')}/files/SourceSansPro-{{}}.otf"),
}
FIRST, LAST = 0x20, 0x17F
FURTHER = [
    *range(0x2010, 0x2027),
    0x2030,
    0x2039,
    0x203A,
    0x20AC,
    0x2122,
    *range(0x2190, 0x2194),
    0x2212,
    0x25CF,
    0x2713,
]
TARGET = Path(__file__).parents[1] / "facilitator" / "canvas" / "widths.json"


def face(path: Path, pitch: float | None) -> dict[str, object]:
    """Advance widths in 1/1000 em, and the line pitch in em: the font's own if none is given."""
    font = TTFont(path)
    unit, glyphs, advances = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]

    def width(code: int) -> int:
        return round(advances[glyphs[code]][0] * 1000 / unit) if code in glyphs else 0

    letters = [width(code) for code in range(ord("a"), ord("z") + 1)]
    return {
        "pitch": pitch or round(line_pitch(font), 4),
        "other": round(sum(letters) / len(letters) * 1.1),
        "latin": [width(code) for code in range(FIRST, LAST + 1)],
        "further": {chr(code): width(code) for code in FURTHER if width(code)},
    }


def main() -> None:
    """Write the table, a line per face so that a change can be read."""
    fonts = Path(*sys.argv[1:] or ["/"]) / "usr" / "share" / "fonts"
    faces = {
        f"{family} {style}": face(fonts / source.files.format(name), source.pitch)
        for family, source in FACES.items()
        for style, name in (("Regular", source.regular), ("Bold", source.bold))
    }
    lines = [
        f"{json.dumps(name)}: {json.dumps(data, ensure_ascii=True, separators=(',', ':'))}"
        for name, data in faces.items()
    ]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
