"""Pictures in decks: whole, or filling with what matters in sight; in the place that a template has for them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.util import Emu

import facilitator
from cli.running import refused
from facilitator.canvas.own_layouts import DESIGN
from facilitator.canvas.shapes import AnyShape, Picture, Shape
from facilitator.inspection.inspect import inspect
from pptx import Presentation
from templates.made import MADE
from whole.building import run_build

WIDE, TALL, SQUARE = (1600, 900), (900, 1600), (800, 800)
HEAD = "title: T\nstart: 9.00\n"
BLOCK = "blocks:\n- title: Hvem\n  minutes: 30\n  slides:\n"


def deck(folder: Path, text: str, *options: str) -> list[list[Any]]:
    """The pictures of each slide that has any."""
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    file = run_build(folder / "a.yaml", folder / "out", "--force", *options).deck
    slides = [[one for one in slide.shapes if hasattr(one, "image")] for slide in Presentation(str(file)).slides]
    return [found for found in slides if found]


def photo(folder: Path, size: tuple[int, int], name: str = "p.jpg") -> None:
    Image.new("RGB", size, (90, 120, 60)).save(folder / name)


def slide(more: str = "") -> str:
    return f"{HEAD}{BLOCK}  - {{picture: p.jpg, title: Os, alt: Os alle{more}}}\n"


def cut(picture: Any) -> tuple[float, float, float, float]:
    return tuple(
        round(float(one), 5) for one in (picture.crop_left, picture.crop_top, picture.crop_right, picture.crop_bottom)
    )  # type: ignore[return-value]


@pytest.mark.parametrize("more", ["", ", caption: Vores dag", ", source: Ann Holm"])
@pytest.mark.parametrize("size", [WIDE, TALL, SQUARE], ids=str)
def test_a_picture_is_shown_whole(size: tuple[int, int], more: str, tmp_path: Path) -> None:
    photo(tmp_path, size)
    ((found,),) = deck(tmp_path, slide(more))
    assert cut(found) == (0, 0, 0, 0)
    assert found.width / found.height == pytest.approx(size[0] / size[1], rel=0.001)
    area = DESIGN.body_on("picture")
    assert area.x <= found.left
    assert area.y <= found.top
    assert found.left + found.width <= area.right
    assert found.top + found.height <= area.bottom


@pytest.mark.parametrize("more", ["", ", caption: Vores dag, source: Ann Holm"])
@pytest.mark.parametrize("fit", ["whole", "fill"])
def test_beside_a_text_it_has_the_right_half_and_one_that_fills_reaches_to_the_edges(
    fit: str, more: str, tmp_path: Path
) -> None:
    photo(tmp_path, WIDE)
    (tmp_path / "a.yaml").write_text(slide(f", text: Hvad ser I?, fit: {fit}{more}"), encoding="utf-8")
    (made,) = facilitator.open(tmp_path / "a.yaml").build("deck")
    shown = Presentation(BytesIO(made.content))
    (page,) = [one for one in shown.slides if any(hasattr(shape, "image") for shape in one.shapes)]
    (found,) = [shape for shape in page.shapes if hasattr(shape, "image")]
    (words,) = [shape for shape in page.shapes if shape.has_text_frame and shape.text_frame.text == "Hvad ser I?"]
    assert words.left + words.width < found.left
    reaches = (found.top, found.left + found.width) == (0, shown.slide_width)
    assert reaches == (fit == "fill")
    if fit == "fill":
        assert page.shapes.title.left + page.shapes.title.width < found.left


def test_without_a_file_there_is_a_place_for_one_with_a_pictogram(tmp_path: Path) -> None:
    photo(tmp_path, WIDE)
    written = slide(", text: Hvad ser I?, fit: fill")
    shown, place = [told(tmp_path, text, "Os alle") for text in (written, written.replace("p.jpg", '""'))]
    assert isinstance(shown, Picture)
    assert isinstance(place, Shape)
    assert shown.box.holds(place.box)
    assert place.box.w == place.box.h >= 0.8 * shown.box.h


def told(folder: Path, text: str, alt: str) -> AnyShape:
    """The shape with this alternative text."""
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    shapes = [one for canvas in facilitator.open(folder / "a.yaml").drawn.canvases for one in canvas.shapes]
    (found,) = [one for one in shapes if getattr(one, "alt", "") == alt]
    return found


FOCUS = {
    "": (0.5, 0.5), "centre": (0.5, 0.5), "top": (0.5, 0), "bottom": (0.5, 1), "left": (0, 0.5), "right": (1, 0.5),
    "top left": (0, 0), "bottom right": (1, 1),
}  # fmt: skip


@pytest.mark.parametrize("focus", FOCUS)
@pytest.mark.parametrize("size", [TALL, (3200, 900)], ids=str)
def test_a_picture_that_fills_keeps_what_matters(size: tuple[int, int], focus: str, tmp_path: Path) -> None:
    photo(tmp_path, size)
    ((found,),) = deck(tmp_path, slide(f", fit: fill{f', focus: {focus}' if focus else ''}"))
    area = DESIGN.body_on("picture")
    assert (found.left, found.top, found.width, found.height) == (area.x, area.y, area.w, area.h)
    left, top, right, bottom = cut(found)
    seen = (size[0] * (1 - left - right)) / (size[1] * (1 - top - bottom))
    assert seen == pytest.approx(area.w / area.h, rel=0.001)
    across, down = FOCUS[focus]
    assert left == pytest.approx((left + right) * across, abs=0.002)
    assert top == pytest.approx((top + bottom) * down, abs=0.002)
    assert max(left + right, top + bottom) > 0.1


def test_portraits_are_whole_or_a_circle_that_they_fill(tmp_path: Path) -> None:
    photo(tmp_path, TALL)
    people = "facilitators: [{name: Ann, photo: p.jpg}, {name: Bo, photo: p.jpg, fit: fill, focus: top}]\n"
    ((ann, bo),) = deck(tmp_path, f"{HEAD}{people}{BLOCK}  - people: all\n    title: Os\n")
    assert cut(ann) == (0, 0, 0, 0)
    assert ann.width / ann.height == pytest.approx(9 / 16, rel=0.001)
    assert cut(bo) == (0, 0, 0, 0.4375)
    assert bo.width == bo.height


def test_check_tells_what_is_cut_and_what_stands_still(tmp_path: Path) -> None:
    photo(tmp_path, TALL)
    frames = [Image.new("RGB", WIDE, (shade, 90, 90)) for shade in (10, 200)]
    frames[0].save(tmp_path / "p.gif", save_all=True, append_images=frames[1:])
    gif = "  - {picture: p.gif, title: Dans, alt: Dans}\n"
    (tmp_path / "a.yaml").write_text(slide(", fit: fill") + gif, encoding="utf-8")
    found = [str(one).removeprefix(str(tmp_path)) for one in facilitator.check(tmp_path / "a.yaml").warnings]
    assert found == [
        "/a.yaml:8:15: “p.gif” moves or has several pages; its first picture is shown",
        "/a.yaml:7:5: 76 % of the picture “Os” is cut; expected `fit: whole`, or `focus:` on what must be seen",
    ]
    (tmp_path / "a.yaml").write_text(slide(", fit: fill, focus: top"), encoding="utf-8")
    (told,) = map(str, facilitator.check(tmp_path / "a.yaml").warnings)
    assert told.endswith("76 % of the picture “Os” is cut; expected `fit: whole`, or a picture of another shape")
    (tmp_path / "a.yaml").write_text(slide(), encoding="utf-8")
    assert not facilitator.check(tmp_path / "a.yaml").warnings
    photo(tmp_path, (2400, 1000))  # Nearly the shape of its place: nobody misses what is cut.
    (tmp_path / "a.yaml").write_text(slide(", fit: fill"), encoding="utf-8")
    assert not facilitator.check(tmp_path / "a.yaml").warnings


@pytest.mark.parametrize("name", ["billeder/holdet.JPG", "biledder/holdet.jpg", "billeder/holdt.jpg", "holdet.jpg"])
def test_a_picture_that_is_not_there_is_told_with_its_nearest_in_whichever_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "billeder").mkdir()
    photo(tmp_path / "billeder", WIDE, "holdet.jpg")
    (tmp_path / "a.yaml").write_text(slide().replace("p.jpg", name), encoding="utf-8")
    near = "expected a file beside the agenda; did you mean “billeder/holdet.jpg”?"
    assert f"a.yaml:7:15: there is no picture “{name}”; {near}" in refused("check", str(tmp_path / "a.yaml"))


def test_check_tells_how_long_a_caption_may_be(tmp_path: Path) -> None:
    photo(tmp_path, WIDE)
    sentence = "Her ses hele holdet på den første dag i januar, hvor vi mødtes for at tale om, hvad der fylder. "

    def told(caption: str) -> list[str]:
        (tmp_path / "a.yaml").write_text(slide(f", caption: '{caption}'"), "utf-8")
        found = facilitator.check(tmp_path / "a.yaml")
        return [str(one).removeprefix(str(tmp_path)) for one in (*found, *found.warnings)]

    assert told(sentence) == []
    (warned,) = told(sentence * 2)
    assert warned.startswith("/a.yaml:7:56: the caption of “Os” takes more than a line; expected about ")
    (refused,) = told(sentence * 8)
    assert refused.startswith("/a.yaml:7:56: the slide “Os” in “Hvem” has no room for “Her ses hele")
    for message, beyond in ((warned, 2), (refused, 8)):
        most = int(message.split("expected about ")[1].split()[0])
        assert len(sentence) < most < len(sentence) * beyond
        assert (told((sentence * 8)[:most]) == []) is (message is warned)


def test_a_focus_that_moves_nothing_is_told(tmp_path: Path) -> None:
    photo(tmp_path, TALL)
    (tmp_path / "a.yaml").write_text(slide(", focus: top"), encoding="utf-8")
    assert "a.yaml:7:54: `focus` moves nothing" in refused("check", str(tmp_path / "a.yaml"))


@pytest.mark.parametrize("name", ["4:3", "16:9", "16:10", "nameless", "huge", "tiny", "dark"])
def test_in_a_template_it_goes_into_the_place_for_pictures(name: str, tmp_path: Path) -> None:
    photo(tmp_path, TALL)
    (tmp_path / "vores.pptx").write_bytes(MADE[name]())
    text = f"{slide(', caption: Vores dag')}  - {{picture: p.jpg, title: Fyldt, alt: Os alle, fit: fill}}\n"
    (whole,), (filled,) = deck(tmp_path, text, "--template", str(tmp_path / "vores.pptx"))
    for found in (whole, filled):
        assert found.is_placeholder
        assert found.placeholder_format.type == 18
    layout = filled.part.slide_layout
    (place,) = [one for one in layout.placeholders if one.placeholder_format.type == 18]
    near = Emu(20_000)
    assert abs(filled.left - place.left) <= near
    assert abs(filled.top - place.top) <= near
    assert abs(filled.width - place.width) <= near
    assert abs(filled.height - place.height) <= near
    assert cut(whole) == (0, 0, 0, 0)
    assert place.left - near <= whole.left
    assert whole.left + whole.width <= place.left + place.width + near
    said = [one.text_frame.text for one in whole.part.slide.placeholders if one.has_text_frame]
    assert "Vores dag" in said


def test_a_place_that_the_title_lies_on_is_left_alone(tmp_path: Path) -> None:
    photo(tmp_path, TALL)
    template = Presentation()
    layout: Any = template.slide_layouts[8]
    place = next(one for one in layout.placeholders if one.placeholder_format.type == 18)
    place.left, place.top, place.width, place.height = 0, 0, template.slide_width, template.slide_height
    template.save(str(tmp_path / "vores.pptx"))
    ((found,),) = deck(tmp_path, slide(), "--template", str(tmp_path / "vores.pptx"))
    assert not found.is_placeholder


# --- all over the slide -----------------------------------------------------------------------------------------------


def painted(folder: Path, *quiet: tuple[str, tuple[int, int, int, int]]) -> None:
    """A picture of loud dots but for some places, each of one colour; a place is in sixteenths and ninths of it."""
    dots = Image.effect_noise((160, 90), 200).convert("L").point(lambda value: 255 if value > 128 else 0)
    whole = dots.resize(WIDE, Image.Resampling.NEAREST).convert("RGB")
    for colour, place in quiet:
        left, top, right, bottom = (side * 100 for side in place)
        whole.paste(Image.new("RGB", (right - left, bottom - top), colour), (left, top))
    whole.save(folder / "p.png")


def on_it(folder: Path, more: str, *options: str) -> Any:
    """The slide whose picture is all over it."""
    text = f"{HEAD}{BLOCK}  - {{picture: p.png, title: Hvor er vi nu?, alt: Os alle, fit: slide{more}}}\n"
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    file = run_build(folder / "a.yaml", folder / "out", "--force", *options).deck
    assert inspect(file).findings == ()
    shown = Presentation(str(file))
    (page,) = [one for one in shown.slides if any(hasattr(shape, "image") for shape in one.shapes)]
    (found,) = [shape for shape in page.shapes if hasattr(shape, "image")]
    assert (found.left, found.top, found.width, found.height) == (0, 0, shown.slide_width, shown.slide_height)
    assert not [one for one in page.placeholders if one.placeholder_format.type in (13, 15)], "footer or number"
    return page


def words_on(page: Any) -> dict[str, tuple[float, float, float, float]]:
    """Where its texts stand, in sixteenths and ninths of the slide."""
    step = 12_192_000 / 16
    return {
        one.text_frame.text: (
            one.left / step, one.top / step, (one.left + one.width) / step, (one.top + one.height) / step
        )
        for one in page.shapes
        if one.has_text_frame and one.text_frame.text.strip()
    }  # fmt: skip


@pytest.mark.parametrize(
    ("colour", "place"),
    [
        ("black", (0, 0, 8, 9)), ("black", (8, 0, 16, 9)), ("white", (0, 0, 16, 4)), ("white", (0, 5, 16, 9)),
        ("#123456", (0, 4, 8, 9)),
    ],
)  # fmt: skip
def test_words_stand_where_a_picture_is_quiet_in_what_can_be_read_there(
    colour: str, place: tuple[int, int, int, int], tmp_path: Path
) -> None:
    painted(tmp_path, (colour, place))
    page = on_it(tmp_path, ", text: Tal sammen to og to, caption: Januar, source: Ann Holm")
    left, top, right, bottom = place
    for text, (x, y, x2, y2) in words_on(page).items():
        assert left <= x < x2 <= right, text
        assert top <= y < y2 <= bottom, text
    inks = {run.font.color.theme_color for one in page.shapes if one.has_text_frame
            for line in one.text_frame.paragraphs for run in line.runs if run.text.strip()}  # fmt: skip
    assert inks == {MSO_THEME_COLOR.BACKGROUND_1 if colour != "white" else MSO_THEME_COLOR.TEXT_2}
    assert not [one for one in page.shapes if one.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE], "a plate"


@pytest.mark.parametrize("quiet", [(), (("#808080", (0, 0, 16, 9)),)], ids=["loud", "in between"])
def test_where_it_is_quiet_nowhere_words_stand_on_a_plate(quiet: Any, tmp_path: Path) -> None:
    painted(tmp_path, *quiet)
    if quiet:  # Neither white nor dark ink can be read on half of it each.
        painted(tmp_path, *((("white", "black")[n % 2], (n, 0, n + 1, 9)) for n in range(16)))
    page = on_it(tmp_path, ", text: Tal sammen to og to")
    under, plate, *_ = page.shapes
    assert hasattr(under, "image")
    for one in page.shapes:
        if one.has_text_frame and one.text_frame.text.strip():
            assert plate.left < one.left < one.left + one.width < plate.left + plate.width
            assert plate.top < one.top < one.top + one.height < plate.top + plate.height


@pytest.mark.parametrize(("focus", "kept"), [("left", (8, 0, 16, 9)), ("right", (0, 0, 8, 9)), ("top", (0, 4, 16, 9))])
def test_words_keep_off_what_is_to_be_seen(focus: str, kept: tuple[int, int, int, int], tmp_path: Path) -> None:
    painted(tmp_path, ("black", (0, 0, 16, 9)))
    ((x, y, x2, y2),) = words_on(on_it(tmp_path, f", focus: {focus}")).values()
    assert kept[0] <= x < x2 <= kept[2]
    assert kept[1] <= y + 1 < y2 <= kept[3]


@pytest.mark.parametrize("name", ["16:9", "dark"])
def test_on_somebodys_template_words_on_a_picture_have_a_plate(name: str, tmp_path: Path) -> None:
    painted(tmp_path, ("black", (0, 0, 16, 9)))
    (tmp_path / "vores.pptx").write_bytes(MADE[name]())
    page = on_it(tmp_path, ", text: Tal sammen to og to", "--template", str(tmp_path / "vores.pptx"))
    assert page.shapes[1].fill.fore_color.theme_color is not None


def test_without_a_file_the_slide_is_whole_with_its_pictogram(tmp_path: Path) -> None:
    written = slide(", text: Hvad vokser her?, fit: slide, icon: sprout").replace("p.jpg", '""')
    place = told(tmp_path, written, "Os alle")
    assert isinstance(place, Shape)
    assert DESIGN.slide.holds(place.box)
    assert place.box.w == place.box.h >= DESIGN.slide.h // 2
    assert place.box.x >= DESIGN.slide.centre[0]
