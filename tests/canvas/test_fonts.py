"""Fonts are found on the machine by their names and weights, whatever else lies in its folders."""

from __future__ import annotations

import os
import struct
import subprocess
import sys
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from fontTools.ttLib import TTCollection
from pypdf import PdfReader

import facilitator
from facilitator.canvas.fonts import Font, files_of, folders, installed
from made_fonts import made, raw, variable

BOLDER = 1.18
Put: TypeAlias = Callable[[Any, str], Path]


def width(family: str, bold: bool = False) -> float | None:
    """How wide an a is in em; None where the family is not found."""
    face = installed(Font(family, bold))
    return face.widths["a"] if face else None


# Found


def test_a_family_is_found_with_its_widths_and_its_pitch(put: Put) -> None:
    put(made("Firma Sans", 520), "FirmaSans.ttf")
    face = installed(Font("Firma Sans"))
    assert face is not None
    assert (face.widths["æ"], face.other, face.pitch) == pytest.approx((0.52, 0.572, 1.4))


@pytest.mark.parametrize("name", ["FIRMA__.TTF", "xyz123.otf", "below/deep/anything.ttf"])
def test_it_may_lie_in_a_file_of_any_name_and_is_asked_for_in_any_case(put: Put, name: str) -> None:
    put(made("Firma Sans"), name)
    assert width("firma  SANS") == 0.5


def test_what_is_not_installed_is_not_found(put: Put) -> None:
    put(made("Firma Sans"), "FirmaSans.ttf")
    assert width("Firma") is None
    assert width("Firma Serif") is None


def test_the_bold_face_is_its_own_and_an_italic_one_is_never_taken(put: Put) -> None:
    put(made("Firma Sans", 300, italic=True), "FirmaSans-Italic.ttf")
    put(made("Firma Sans", 500), "FirmaSans-Regular.ttf")
    put(made("Firma Sans", 560, weight=700), "other.ttf")
    assert (width("Firma Sans"), width("Firma Sans", bold=True)) == (0.5, 0.56)


def test_without_a_bold_face_the_regular_one_is_widened(put: Put) -> None:
    put(made("Firma Sans"), "FirmaSans.ttf")
    assert width("Firma Sans", bold=True) == pytest.approx(0.5 * BOLDER)


def test_of_many_weights_regular_and_bold_are_taken(put: Put) -> None:
    for weight in (100, 300, 400, 500, 700, 900):
        put(made(f"Firma {weight}", weight, weight=weight, typographicFamily="Firma"), f"Firma-{weight}.ttf")
    assert (width("Firma"), width("Firma", bold=True)) == (0.4, 0.7)
    assert width("Firma 300") == 0.3


def test_the_family_of_office_goes_before_that_of_all_weights(put: Put) -> None:
    put(made("Firma", 450, weight=300), "a.ttf")
    put(made("Firma Wide", 700, weight=400, typographicFamily="Firma"), "b.ttf")
    assert width("Firma") == 0.45


def test_a_face_is_found_by_its_full_name_too(put: Put) -> None:
    put(made("Firma", 430, weight=300, fullName="Firma Light"), "firma.ttf")
    assert width("Firma Light") == 0.43


def test_every_face_of_a_collection_is_found(put: Put) -> None:
    collection = TTCollection()
    collection.fonts = [made("Anden", 400), made("Firma Sans", 500), made("Firma Sans", 600, weight=700)]
    put(collection, "fonts.ttc")
    assert (width("Anden"), width("Firma Sans"), width("Firma Sans", bold=True)) == (0.4, 0.5, 0.6)


def test_a_variable_font_is_measured_at_the_weight_that_shows(put: Put) -> None:
    put(variable("Firma Flex"), "FirmaFlex.ttf")
    assert width("Firma Flex") == pytest.approx(0.4 + 0.2 * 3 / 8, abs=0.001)
    assert width("Firma Flex", bold=True) == pytest.approx(0.4 + 0.2 * 6 / 8, abs=0.001)


def test_the_folders_are_those_of_each_system() -> None:
    home = Path("/home/me")
    linux = folders("linux", {"XDG_DATA_DIRS": "/a:/b"}, home)
    assert linux == (home / ".local/share/fonts", home / ".fonts", Path("/a/fonts"), Path("/b/fonts"))
    windows = folders("win32", {"WINDIR": "/w", "LOCALAPPDATA": "/l"}, home)
    assert windows[:2] == (Path("/w/Fonts"), Path("/l/Microsoft/Windows/Fonts"))
    assert {Path("/System/Library/Fonts"), home / "Library/Fonts"} < set(folders("darwin", {}, home))


# Whatever else lies there


@pytest.mark.parametrize(
    "data", [b"", b"\0\1\0\0", b"ttcf\0\1\0\0\xff\xff\xff\xff", b"OTTO\xff\xff" + bytes(60), b"x" * 999]
)
@pytest.mark.parametrize("ending", ["ttf", "ttc"])
def test_broken_files_are_passed_over(put: Put, own: Path, data: bytes, ending: str) -> None:
    (own / f"FirmaSans.{ending}").write_bytes(data)
    put(made("Firma Sans"), "z.ttf")
    assert width("Firma Sans") == 0.5


@pytest.mark.parametrize("tag", ["OS/2", "cmap", "head", "hhea", "hmtx", "maxp", "name"])
@pytest.mark.parametrize("data", [b"", b"\xff" * 200])
def test_a_font_with_a_broken_table_makes_room_for_the_next(put: Put, tag: str, data: bytes) -> None:
    broken = made("Firma Sans", 900)
    path = put(broken, "FirmaSans.ttf")
    content = bytearray(path.read_bytes())
    at = content.index(tag.encode())
    start, length = struct.unpack_from(">2L", content, at + 8)
    content[start : start + length] = data[:length].ljust(length, b"\0") if data else bytes(length)
    path.write_bytes(content)
    put(made("Firma Sans"), "z.ttf")
    assert width("Firma Sans") == 0.5


def test_a_font_that_was_cut_anywhere_makes_room_for_the_next(put: Put, own: Path) -> None:
    content = put(made("Firma Sans", 900), "whole.ttf").read_bytes()
    (own / "whole.ttf").unlink()
    for length in range(0, len(content) - 4, 97):
        (own / f"Firma{length}.ttf").write_bytes(content[:length])
    put(made("Firma Sans"), "z.ttf")
    assert width("Firma Sans") == 0.5


def test_a_table_that_claims_more_letters_than_there_are_is_not_read(put: Put) -> None:
    font = made("Firma Sans")
    groups = struct.pack(">3L", 0, 0xFFFFF, 1) * 3
    table = struct.pack(">2H3L", 13, 0, 16 + len(groups), 0, 3) + groups
    font["cmap"] = raw("cmap", struct.pack(">4HL", 0, 1, 3, 10, 12) + table)  # all letters are the first, three times
    put(font, "FirmaSans.ttf")
    assert width("Firma Sans") is None


def test_a_font_without_latin_letters_is_not_measured(put: Put) -> None:
    font = made("Firma Tegn")
    for table in font["cmap"].tables:
        table.cmap = {0x4E00: "a"}
    put(font, "FirmaTegn.ttf")
    assert width("Firma Tegn") is None


def test_a_file_too_large_for_a_font_is_left_alone(put: Put) -> None:
    path = put(made("Firma Sans"), "FirmaSans.ttf")
    os.truncate(path, 2**30)
    assert width("Firma Sans") is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs links and pipes")
def test_links_in_circles_pipes_and_folders_called_like_fonts_do_no_harm(put: Put, own: Path) -> None:
    put(made("Firma Sans"), "below/FirmaSans.ttf")
    (own / "below" / "round").symlink_to(own)
    (own / "FirmaSans.ttf").symlink_to(own / "FirmaSans.ttf")
    (own / "Firma.ttf").symlink_to(own / "nowhere.ttf")
    (own / "FirmaSans.otf").mkdir()
    os.mkfifo(own / "FirmaSans.ttc")
    assert width("Firma Sans") == 0.5


def test_a_linked_folder_is_looked_into(put: Put, own: Path, tmp_path: Path) -> None:
    path = put(made("Firma Sans"), "FirmaSans.ttf")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    path.rename(elsewhere / path.name)
    (own / "link").symlink_to(elsewhere, target_is_directory=True)
    assert width("Firma Sans") == 0.5


def test_what_is_odd_in_a_font_is_not_told(put: Put) -> None:
    font = made("Firma Sans")
    font["head"].created = 1
    font.recalcTimestamp = False
    put(font, "FirmaSans.ttf")
    asking = "from facilitator.canvas.measure import is_known; print(is_known('Firma Sans'))"
    asked = subprocess.run([sys.executable, "-c", asking], capture_output=True, text=True, check=True)
    assert (asked.stdout.strip(), asked.stderr) == ("True", "")


# In documents


def test_a_family_goes_into_documents_with_all_its_faces(put: Put) -> None:
    files = [put(made("Firma Sans", weight=weight), f"FirmaSans{weight}.ttf") for weight in (400, 700)]
    slanted = put(made("Firma Sans", italic=True), "FirmaSans-Italic.ttf")
    assert set(files_of("firma sans")) == {*files, slanted}


def test_half_a_family_or_one_that_may_not_be_embedded_goes_into_none(put: Put) -> None:
    put(made("Firma Sans"), "FirmaSans.ttf")
    assert files_of("Firma Sans") == ()
    for weight in (400, 700):
        font = made("Firma Serif", weight=weight)
        font["OS/2"].fsType = 0b0010
        put(font, f"FirmaSerif{weight}.ttf")
    assert files_of("Firma Serif") == ()


def test_a_font_that_a_brand_asks_for_stands_in_its_pdf_files(put: Put) -> None:
    for weight in (400, 700):
        put(made("Firma Sans", weight=weight, psName=f"FirmaSans-{weight}"), f"FirmaSans{weight}.ttf")
    made_ones = facilitator.form("handleplan", brand={"font": "Firma Sans"})
    resources: Any = PdfReader(BytesIO(made_ones[0].content)).pages[0]["/Resources"]
    assert any("Firma" in str(font.get_object()["/BaseFont"]) for font in resources["/Font"].values())
