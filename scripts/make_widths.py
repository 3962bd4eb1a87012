"""Make `facilitator/canvas/widths.json`: how wide each letter is in the fonts that decks use.

Needs fontTools and the metric-compatible fonts of Debian's fonts-crosextra-carlito, fonts-crosextra-caladea,
fonts-liberation, and fonts-open-sans. Only developers run it; the result is committed.
"""

from __future__ import annotations

import json
from pathlib import Path

from fontTools.ttLib import TTFont

FONTS = Path("/usr/share/fonts/truetype")
FACES = {
    "Calibri": "crosextra/Carlito-{}.ttf",
    "Cambria": "crosextra/Caladea-{}.ttf",
    "Arial": "liberation/LiberationSans-{}.ttf",
    "Times New Roman": "liberation/LiberationSerif-{}.ttf",
    "Open Sans": "open-sans/OpenSans-{}.ttf",
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


def face(path: Path) -> dict[str, object]:
    """Advance widths in 1/1000 em, and the line pitch in em."""
    font = TTFont(path)
    unit, glyphs, advances = font["head"].unitsPerEm, font.getBestCmap(), font["hmtx"]

    def width(code: int) -> int:
        return round(advances[glyphs[code]][0] * 1000 / unit) if code in glyphs else 0

    os2, hhea = font["OS/2"], font["hhea"]
    pitch = max(os2.usWinAscent + os2.usWinDescent, hhea.ascent - hhea.descent + hhea.lineGap) / unit
    letters = [width(code) for code in range(ord("a"), ord("z") + 1)]
    return {
        "pitch": round(pitch, 4),
        "other": round(sum(letters) / len(letters) * 1.1),
        "latin": [width(code) for code in range(FIRST, LAST + 1)],
        "further": {chr(code): width(code) for code in FURTHER if width(code)},
    }


def main() -> None:
    """Write the table, a line per face so that a change can be read."""
    faces = {
        f"{family} {style}": face(FONTS / pattern.format(style))
        for family, pattern in FACES.items()
        for style in ("Regular", "Bold")
    }
    lines = [
        f"{json.dumps(name)}: {json.dumps(data, ensure_ascii=True, separators=(',', ':'))}"
        for name, data in faces.items()
    ]
    TARGET.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
