"""What `text_fits` says of texts, held against where LibreOffice puts their letters: right is what both say.

Texts of decks are made larger by chance; LibreOffice's layout (`judges.overflow`) tells which leave their shape.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pptx.oxml.ns import qn

from facilitator.inspection.legibility import text_fits
from facilitator.office.presentation import Slide, open_presentation
from facilitator.office.texts import Text
from inspection.decks import built
from judges.office import Office
from judges.overflow import overflows
from pptx import Presentation
from templates.found import FOUND

RIGHT, FOUND_OF_ALL = 0.95, 0.9
"""Shares: of what is said, and of what there is."""
FACTORS = (1, 1, 1, 1.15, 1.3, 1.6, 2.0)
OWN = ("walk-and-talk", "det-korte-moede", "trio-opfoelgning", "netvaerk-foerste-moede")
OTHERS = ("apache-poi/WithMaster", "apache-poi/themes", "libreoffice/group", "libreoffice/tdf103477")
"""Those of the found ones with text in fonts whose widths LibreOffice has."""
FALLBACK = ("Century Gothic", "Trebuchet MS")
"""Known to us and not to LibreOffice on every machine."""

Key = tuple[int, str]


def is_measured(text: Text) -> bool:
    """Whether both say something of it: a shape that grows or has been shrunk stands otherwise in the judge's copy."""
    resized = text.fitting is not None and not text.fitting.tag.endswith("noAutofit")
    known = not any(run.look.family in FALLBACK for run in text.runs)
    return text.cell is None and not resized and not text.shape.turned and known


def grown(deck: Path, folder: Path, seed: int) -> Path:
    """The deck with some of its texts larger."""
    chance, presentation = random.Random(seed), Presentation(str(deck))
    with open_presentation(deck) as file:
        looks = {(slide.number, text.shape.name): text for slide in file.slides() for text in slide.texts}
        for number, slide in enumerate(presentation.slides, 1):
            for shape in slide.shapes:
                factor = chance.choice(FACTORS)
                if factor > 1 and shape.has_text_frame and (number, shape.name) in looks:
                    enlarge(shape, looks[number, shape.name], factor)
    target = folder / f"{deck.stem}-{seed}.pptx"
    presentation.save(str(target))
    return target


def enlarge(shape: Any, text: Text, factor: float) -> None:
    sizes = iter([run.look.size for paragraph in text.paragraphs for run in paragraph.runs])
    for run in shape._element.txBody.iter(qn("a:r"), qn("a:br"), qn("a:fld")):
        size, look = next(sizes, None), run.find(qn("a:rPr"))
        if size is not None and look is not None:
            look.set("sz", str(round(size * factor) * 100))


def keys(slide: Slide) -> Iterator[Key]:
    names = [text.shape.name for text in slide.texts if is_measured(text)]
    yield from ((slide.number, name) for name in names if names.count(name) == 1)


def said_and_true(deck: Path, office: Office) -> tuple[set[Key], set[Key]]:
    """What the rule says leaves its shape, and what does."""
    with open_presentation(deck) as file:
        slides = list(file.slides())
        measured = {key for slide in slides for key in keys(slide)}
        said = {(one.slide, one.shape) for slide in slides for one in text_fits(slide)}
    leaves = ("outside its place", "cuts the word")
    true = {(one.slide, one.shape) for one in overflows(deck, office) if any(word in one.what for word in leaves)}
    return said & measured, true & measured


def judged(decks: list[Path], folder: Path, office: Office) -> None:
    said: set[tuple[Path, Key]] = set()
    true: set[tuple[Path, Key]] = set()
    for deck in decks:
        for seed in (1, 2):
            both = said_and_true(grown(deck, folder, seed), office)
            for found, one in zip((said, true), both, strict=True):
                found |= {(folder / f"{deck.stem}-{seed}", key) for key in one}
    right = len(said & true)
    assert len(true) >= 10 * len(decks)
    assert right >= RIGHT * len(said), sorted(said - true)
    assert right >= FOUND_OF_ALL * len(true), sorted(true - said)


@pytest.mark.office
def test_a_finding_is_right_and_little_is_missed(tmp_path: Path, office: Office) -> None:
    judged([built(OWN[0], "fjord", tmp_path)], tmp_path, office)


@pytest.mark.office
@pytest.mark.long
def test_that_goes_for_decks_of_ours_and_of_others(tmp_path: Path, office: Office) -> None:
    judged([built(name, "fjord", tmp_path) for name in OWN], tmp_path, office)
    with_others = [FOUND[name] for name in OTHERS]
    said, true = set[Key](), set[Key]()
    for deck in with_others:
        one, other = said_and_true(deck, office)
        said, true = said | one, true | other
    assert said <= true
