"""Pictures as people have them: what a deck gets of each, and what is told of those it cannot show."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from facilitator.messages import Problems
from facilitator.reading.pictures import read_picture

HERE = Path(__file__).parent
RED, BLUE = (220, 30, 30), (40, 60, 120)
T = Image.Transpose
HELD: dict[int, T | None] = {
    1: None, 2: T.FLIP_LEFT_RIGHT, 3: T.ROTATE_180, 4: T.FLIP_TOP_BOTTOM, 5: T.TRANSPOSE, 6: T.ROTATE_90,
    7: T.TRANSVERSE, 8: T.ROTATE_270,
}  # fmt: skip
"""How a picture lies in a file that has each orientation (EXIF 2.3, table 6)."""


def upright(width: int = 90, height: int = 120) -> Image.Image:
    """Blue, with a red field in its upper left corner."""
    made = Image.new("RGB", (width, height), BLUE)
    made.paste(RED, (0, 0, width // 2, height // 2))
    return made


def saved(picture: Image.Image, kind: str, **options: Any) -> bytes:
    made = BytesIO()
    picture.save(made, kind, **options)
    return made.getvalue()


def read(blob: bytes, tmp_path: Path, name: str = "p.jpg") -> Image.Image:
    (tmp_path / name).write_bytes(blob)
    found = Image.open(BytesIO(read_picture(tmp_path / name, name).blob))
    assert found.format in ("JPEG", "PNG")
    return found


def told(blob: bytes, tmp_path: Path, name: str = "p.jpg") -> str:
    (tmp_path / name).write_bytes(blob)
    with pytest.raises(Problems) as caught:
        read_picture(tmp_path / name, name)
    return str(caught.value)


def near(found: Any, colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(found, colour, strict=True))


def stands(picture: Image.Image) -> bool:
    """Whether it is as `upright` drew it."""
    shown, (width, height) = picture.convert("RGB"), picture.size
    corners = [shown.getpixel((x, y)) for x in (4, width - 5) for y in (4, height - 5)]
    return width * 4 == height * 3 and all(map(near, corners, (RED, BLUE, BLUE, BLUE)))


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_a_picture_stands_upright_however_the_camera_was_held(kind: str, held: int, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = held
    turn = HELD[held]
    lying = upright() if turn is None else upright().transpose(turn)
    found = read(saved(lying, kind, exif=exif), tmp_path)
    assert stands(found)
    assert found.getexif().get(0x0112, 1) == 1


def test_a_photo_of_an_iphone_is_shown_upright(tmp_path: Path) -> None:
    assert stands(read((HERE / "phone.heic").read_bytes(), tmp_path, "IMG_0042.HEIC"))


PEOPLES: dict[str, Callable[[], bytes]] = {
    "animated gif": lambda: saved(upright(), "GIF", save_all=True, append_images=[Image.new("RGB", (90, 120))]),
    "animated png": lambda: saved(upright(), "PNG", save_all=True, append_images=[Image.new("RGB", (90, 120))]),
    "avif": lambda: saved(upright(), "AVIF"),
    "bmp": lambda: saved(upright(), "BMP"),
    "colours in a table": lambda: saved(upright().convert("P"), "PNG"),
    "for print": lambda: saved(upright().convert("CMYK"), "JPEG"),
    "progressive": lambda: saved(upright(), "JPEG", progressive=True),
    "see-through": lambda: saved(upright().convert("RGBA"), "PNG"),
    "see-through webp": lambda: saved(upright().convert("RGBA"), "WEBP", lossless=True),
    "tiff with two pages": lambda: saved(upright(), "TIFF", save_all=True, append_images=[upright()]),
    "two in one": lambda: saved(upright(), "MPO", save_all=True, append_images=[upright()]),
    "webp": lambda: saved(upright(), "WEBP"),
}


@pytest.mark.parametrize("what", PEOPLES)
def test_what_people_have_is_shown(what: str, tmp_path: Path) -> None:
    found = read(PEOPLES[what](), tmp_path)
    assert found.mode in ("RGB", "RGBA", "P", "L")
    assert getattr(found, "n_frames", 1) == 1
    if what != "colours in a table":  # A web table of 216 colours has neither.
        assert stands(found)


@pytest.mark.parametrize(("what", "pictures"), [("animated gif", 2), ("tiff with two pages", 2), ("two in one", 1)])
def test_a_file_with_several_pictures_says_so(what: str, pictures: int, tmp_path: Path) -> None:
    (tmp_path / "p").write_bytes(PEOPLES[what]())
    assert read_picture(tmp_path / "p", "p").shows == pictures


def test_sixteen_bits_become_eight(tmp_path: Path) -> None:
    grey = read(saved(Image.new("I;16", (20, 15), 0xA0_00), "PNG"), tmp_path)
    assert (grey.mode, grey.getpixel((3, 3))) == ("L", 0xA0)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_sixty_million_pixels_become_those_of_a_screen(kind: str, tmp_path: Path) -> None:
    found = read(saved(Image.new("L", (9_000, 6_700), 200), kind), tmp_path)
    assert found.size[0] == 3_840
    assert found.size[0] / found.size[1] == pytest.approx(9_000 / 6_700, rel=0.001)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_what_needs_nothing_keeps_every_pixel_and_tells_nothing(kind: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Min telefon"
    exif.get_ifd(0x8825).update({1: "N", 2: (55.0, 40.0, 34.0)})
    plain, telling = saved(upright(), kind), saved(upright(), kind, exif=exif, comment="Hos os i haven")
    assert telling != plain
    found = read(telling, tmp_path)
    assert found.tobytes() == Image.open(BytesIO(plain)).tobytes()
    assert not found.getexif()
    blob = read_picture(tmp_path / "p.jpg", "p.jpg").blob
    assert b"telefon" not in blob
    assert b"haven" not in blob


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_picture_that_is_cut_off_anywhere_is_told(kind: str, tmp_path: Path) -> None:
    whole = saved(Image.effect_noise((40, 30), 60), kind)
    for end in range(8, len(whole)):
        found = told(whole[:end], tmp_path, "ferie.jpg")
        assert "“ferie.jpg” is damaged or cut off" in found or "not a picture that a deck can hold" in found


OTHERS = {
    "logo.svg": (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "a drawing (SVG)"),
    "logo.emf": (b"\x01\0\0\0" + bytes(36) + b" EMF" + bytes(60), "a drawing (EMF)"),
    "logo.wmf": (b"\xd7\xcd\xc6\x9a" + bytes(60), "a drawing (WMF)"),
    "plakat.pdf": (b"%PDF-1.7\n", "a PDF"),
    "plakat.psd": (b"8BPS\0\1", "a Photoshop file"),
    "dias.pptx": (b"PK\x03\x04" + bytes(60), "an Office file or a zip file"),
    "noter.txt": (b"hej", "not a picture that a deck can hold"),
}


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_no_picture_is_called_by_its_name(name: str, tmp_path: Path) -> None:
    blob, kind = OTHERS[name]
    found = told(blob, tmp_path, name)
    assert f"“{name}” is " in found
    assert kind in found
    assert "PNG" in found


def test_numbers_that_are_no_colours_are_told(tmp_path: Path) -> None:
    measured = saved(Image.new("F", (20, 15), 0.25), "TIFF")
    assert "not a picture that a deck can hold" in told(measured, tmp_path, "m.tif")
