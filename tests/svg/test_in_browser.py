"""Slides look in a browser as they look in LibreOffice.

LibreOffice lays the PowerPoint file, Chromium the SVG; both tell where each letter is, and show all of it as pictures.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
import pytest
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from facilitator.svg import STYLESHEET
from judges.browser import Letter, Word, pictures, words_in, words_of
from judges.office import Office
from judges.overflow import painted
from sampling import sampled
from svg.library_slides import DECKS, deck_of, written

SAMPLE = ("fem-lederroller", "leadership-pointers", "prioriter-din-dag", "trio-workshop")
"""About a quarter of the library's slides, among them one of every kind."""
NEAR = 1.5 * 72 / 25.4
"""Points: 1.5 mm."""
LEAST = {"image": 0.99, "svg": 0.96, "html": 0.99}
"""The share of words that must be so near; in SVG, lines are broken by letter widths that know no kerning."""


@pytest.mark.office
@pytest.mark.browser
@pytest.mark.parametrize("form", sampled(LEAST, ("image", "svg")))
@pytest.mark.parametrize("decks", [SAMPLE, pytest.param(tuple(DECKS), marks=pytest.mark.long)], ids=["few", "all"])
def test_words_stand_where_libreoffice_has_them(
    decks: Sequence[str], form: str, office: Office, tmp_path: Path
) -> None:
    slides = [text for name in decks for _, text in written(name, form)]
    theirs = [slide for name in decks for slide in in_office(name, office, tmp_path)]
    ours = words_in(slides, STYLESHEET)
    assert len(ours) == len(theirs)
    said = [(number, word) for number, slide in enumerate(theirs, 1) for word in slide]
    off = [(number, word) for number, pair in enumerate(zip(theirs, ours, strict=True), 1) for word in astray(*pair)]
    assert len(said) > 50 * len(decks)
    assert len(off) <= (1 - LEAST[form]) * len(said), off


_KEPT: dict[str, list[list[Word]]] = {}


def in_office(name: str, office: Office, folder: Path) -> list[list[Word]]:
    """The words of each slide where LibreOffice has them; bullets and dashes alone are no words."""
    if name not in _KEPT:
        deck = folder / f"{name}.pptx"
        deck.write_bytes(deck_of(name))
        with pdfplumber.open(painted(deck, office)) as pdf:
            _KEPT[name] = [[word for word in words_of(_letters(page)) if _is_word(word)] for page in pdf.pages]
    return _KEPT[name]


def astray(theirs: Sequence[Word], ours: Sequence[Word]) -> list[Word]:
    """The words that are not near any of ours with the same letters; each of ours stands for one."""
    free = defaultdict(list)
    for word in ours:
        free[word.text].append(word)
    found = []
    for word in theirs:
        nearest = min(free[word.text], key=lambda one: _apart(word, one), default=None)
        if nearest is None or _apart(word, nearest) > NEAR:
            found.append(word)
        else:
            free[word.text].remove(nearest)
    return found


def _apart(one: Word, other: Word) -> float:
    """How far the farther end of the baseline is, in points."""
    ends = ((one.left, other.left), (one.right, other.right))
    return max(math.hypot(a - b, one.base - other.base) for a, b in ends)


def _letters(page: Any) -> list[Letter]:
    height = float(page.height)
    return [Letter(one["text"], one["x0"], one["x1"], height - one["matrix"][5]) for one in page.chars]


def _is_word(word: Word) -> bool:
    return any(letter.isalnum() for letter in word.text)


WIDTH = 800
"""Pixels."""
GROWN = 5
"""Pixels around words that are not looked at: they stand a little elsewhere, as the other test allows."""
SEEN, MOST = 32, 0.002
"""What channels may differ, and the share of pixels that may do so: a line of words may be broken elsewhere."""


@pytest.mark.office
@pytest.mark.browser
def test_shapes_look_as_they_do_in_libreoffice(office: Office, tmp_path: Path) -> None:
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(deck_of("trio-workshop", None))
    ours = pictures([text for _, text in written("trio-workshop", "html", None)], STYLESHEET, WIDTH)
    theirs = [Image.open(file).convert("RGB").crop((0, 0, *ours[0].size)) for file in office.pictures(deck)]
    with pdfplumber.open(office.pdf(deck)) as pdf:
        pairs = zip(ours, theirs, pdf.pages, strict=True)
        shares = [different(one, other, page.extract_words()) for one, other, page in pairs]
    assert [(number, share) for number, share in enumerate(shares, 1) if share > MOST] == []


def different(one: Image.Image, other: Image.Image, words: Iterable[dict[str, Any]]) -> float:
    """The share of pixels that are not alike, without those around words."""
    alike = [picture.filter(ImageFilter.GaussianBlur(1)) for picture in (one, other)]
    red, green, blue = ImageChops.difference(*alike).split()
    seen = ImageChops.lighter(ImageChops.lighter(red, green), blue).point([0] * (SEEN + 1) + [255] * (255 - SEEN))
    draw, scale = ImageDraw.Draw(seen), one.width / 960
    for word in words:
        left, top, right, bottom = (word[side] * scale for side in ("x0", "top", "x1", "bottom"))
        draw.rectangle((left - GROWN, top - GROWN, right + GROWN, bottom + GROWN), fill=0)
    return seen.histogram()[255] / (one.width * one.height)


def test_a_missing_shape_is_seen() -> None:
    slide, shape = Image.new("RGB", (WIDTH, WIDTH * 9 // 16), "#2e2740"), Image.new("RGB", (30, 30), "#5c566b")
    drawn = slide.copy()
    drawn.paste(shape, (100, 100))
    assert different(drawn, slide, []) > MOST
    assert different(drawn, drawn, []) == 0
    assert different(drawn, slide, [{"x0": 115, "x1": 160, "top": 115, "bottom": 160}]) == 0


def test_a_word_elsewhere_is_found() -> None:
    here = Word("her", 100, 120, 50)
    assert astray([here], [Word("her", 103, 123, 51)]) == []
    assert astray([here], [Word("her", 100, 120, 55)]) == [here]
    assert astray([here], [Word("her", 100, 125, 50)]) == [here]
    assert astray([here, here], [here]) == [here]
    assert astray([here], [Word("der", 100, 120, 50)]) == [here]


_STANDING = 'style="margin: 0; position: absolute; left: 100px; top: 50px; font: 20px/20px Carlito"'
_DRAWN = 'x="100" y="65" font-family="Carlito" font-size="20"'


@pytest.mark.browser
@pytest.mark.parametrize(
    "slide",
    [
        f'<div class="slide"><p {_STANDING}>Et <b>ord</b>.</p></div>',
        f'<svg width="960" height="540"><text {_DRAWN}>Et <tspan font-weight="700">ord</tspan>.</text></svg>',
    ],
    ids=["html", "svg"],
)
def test_the_browser_tells_where_words_are(slide: str) -> None:
    ((first, second),) = words_in([slide])
    assert (first.text, second.text) == ("Et", "ord.")
    assert first.left == pytest.approx(100, abs=0.5)
    assert first.base == pytest.approx(65, abs=0.5)
    assert second.base == first.base
