"""What a template's layouts look like, seen in pixels: the colours behind a place, and where there is art."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

from facilitator.canvas import Box
from facilitator.colours import Rgb
from facilitator.ground import Ground, grounds
from facilitator.ground.drawing import drawings_of, painted
from facilitator.office.presentation import open_presentation
from judges.office import Office
from templates.companies import COMPANIES
from templates.found import FOUND
from templates.made import MADE
from templates.unusual import UNUSUAL

HOUSE = {"white, left band": "7A1F2B", "white, top band": "0B6E4F"}


def looked_at(raw: bytes, folder: Path, layout: str = "") -> Ground:
    """The ground of the first layout, or the one with this name."""
    file = folder / "t.pptx"
    file.write_bytes(raw)
    with open_presentation(file) as presentation:
        sheets = [one for master in presentation.masters for one in presentation.layouts(master)]
        sheet = next(one for one in sheets if one.name == layout or not layout)
        (ground,) = grounds(drawings_of([(sheet, painted(sheet))]), presentation.size)
    return ground


def place(ground: Ground, x: int, y: int, w: int, h: int) -> Box:
    """Thousandths of the slide."""
    slide = ground.slide
    return Box(x * slide.w // 1000, y * slide.h // 1000, w * slide.w // 1000, h * slide.h // 1000)


def rgb(text: str) -> Rgb:
    red, green, blue = bytes.fromhex(text)
    return red, green, blue


def test_a_band_is_seen_where_it_is_and_nowhere_else(tmp_path: Path) -> None:
    ground = looked_at(COMPANIES["white, left band"](), tmp_path)
    assert ground.shades(place(ground, 10, 100, 30, 800)) == {rgb("7A1F2B"): 1.0}
    assert ground.shades(place(ground, 100, 100, 800, 800)) == {(255, 255, 255): 1.0}
    both = ground.shades(place(ground, 0, 0, 120, 1000))
    assert both is not None
    assert both[rgb("7A1F2B")] == pytest.approx(0.5, abs=0.05)


def test_only_the_edge_of_a_band_is_art(tmp_path: Path) -> None:
    ground = looked_at(COMPANIES["white, left band"](), tmp_path)
    assert ground.art
    assert all(one.meets(place(ground, 40, 0, 40, 1000)) for one in ground.art)
    assert not any(one.meets(place(ground, 90, 0, 900, 1000)) for one in ground.art)


def test_a_thin_free_form_is_art_along_its_line_and_not_all_over_its_box(tmp_path: Path) -> None:
    ground = looked_at(COMPANIES["white, free form"](), tmp_path)
    assert any(one.meets(place(ground, 150, 250, 80, 100)) for one in ground.art)
    assert not any(one.meets(place(ground, 300, 50, 650, 900)) for one in ground.art)


@pytest.mark.parametrize("corner", ["top left", "top right", "bottom left", "bottom right"])
def test_a_logo_is_art_in_its_corner(corner: str, tmp_path: Path) -> None:
    ground = looked_at(COMPANIES[f"cream, logo {corner}"](), tmp_path)
    x, y = 880 if "right" in corner else 0, 0 if "top" in corner else 790
    assert ground.art
    assert all(one.meets(place(ground, x, y, 120, 210)) for one in ground.art)


def test_a_soft_gradient_and_a_blurred_photograph_have_no_edges(tmp_path: Path) -> None:
    for name in ("light gradient, nothing", "light photo, nothing"):
        assert looked_at(COMPANIES[name](), tmp_path).art == ()


def test_a_crowded_photograph_is_busy_all_over(tmp_path: Path) -> None:
    assert looked_at(COMPANIES["busy photo, nothing"](), tmp_path).busy
    assert not looked_at(COMPANIES["white, footer art"](), tmp_path).busy


def test_an_edge_is_no_thicker_than_it_is_drawn(tmp_path: Path) -> None:
    ground = looked_at(COMPANIES["white, bottom band"](), tmp_path, "Title Only")
    (edge,) = ground.art
    assert edge.meets(place(ground, 0, 899, 1000, 2))
    assert edge.h <= 0.03 * ground.slide.h


def test_a_panel_hardly_darker_than_the_paper_has_an_edge(tmp_path: Path) -> None:
    ground = looked_at(UNUSUAL["pale panel"](), tmp_path, "Title Only")
    (edge,) = ground.art
    assert edge.h >= 0.9 * ground.slide.h
    assert edge.meets(place(ground, 278, 0, 4, 1000))
    assert edge.w <= 0.02 * ground.slide.w


def test_a_grain_and_a_soft_weave_have_none(tmp_path: Path) -> None:
    assert looked_at(COMPANIES["textured"](), tmp_path, "Title Only").art == ()


def test_a_photograph_under_a_veil_is_a_ground_where_that_is_thick(tmp_path: Path) -> None:
    ground = looked_at(UNUSUAL["photo cover"](), tmp_path)
    art = ground.art
    assert art
    assert not any(one.meets(place(ground, 0, 600, 1000, 400)) for one in art)


def test_what_cannot_be_drawn_is_unknown(tmp_path: Path) -> None:
    ground = looked_at(FOUND["libreoffice/tdf123684"].read_bytes(), tmp_path)
    assert ground.unknown
    assert ground.shades(ground.unknown[0]) is None


def test_a_band_that_is_turned_and_mirrored_in_a_group_is_at_the_right(tmp_path: Path) -> None:
    ground = looked_at(MADE["turned band"](), tmp_path, "Title Only")
    (colour,) = ground.shades(place(ground, 930, 100, 40, 800)) or {}
    assert colour != (255, 255, 255)
    assert ground.shades(place(ground, 0, 0, 800, 1000)) == {(255, 255, 255): 1.0}


SHOWN = (
    "dark gradient, free form",
    "light photo, logo top left",
    "cream, footer art",
    "dark, bottom band",
    "white, top band",
)


@pytest.mark.office
@pytest.mark.parametrize("name", SHOWN)
def test_it_looks_as_in_libreoffice(name: str, tmp_path: Path, office: Office) -> None:
    """An empty slide on the layout, drawn by both."""
    from pptx import Presentation

    file = tmp_path / "t.pptx"
    file.write_bytes(COMPANIES[name]())
    presentation = Presentation(str(file))
    slide = presentation.slides.add_slide(presentation.slide_layouts[6])
    assert not list(slide.placeholders)
    presentation.save(str(file))
    theirs = Image.open(office.pictures(file)[-1]).convert("RGB")
    ours = looked_at(file.read_bytes(), tmp_path, "Blank").image.resize(theirs.size)
    differences = ImageStat.Stat(ImageChops.difference(ours, theirs)).mean
    assert max(differences) < 4
