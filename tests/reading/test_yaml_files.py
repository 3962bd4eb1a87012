"""A file is read whatever editor saved it, or its reader is told what to do about it."""

from __future__ import annotations

import codecs
import os
import zipfile
from pathlib import Path

import pytest

from facilitator.messages import Problems
from facilitator.reading.files import LARGEST, parse_yaml, read_yaml


def complaint(data: bytes) -> str:
    with pytest.raises(Problems) as caught:
        parse_yaml(data, "f.yaml")
    return str(caught.value)


def test_a_file_is_called_by_its_path_or_by_the_given_name(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("title: Tak\n", "utf-8")
    assert read_yaml(file).place.path == str(file)
    assert read_yaml(file, "decks/a.yaml").place.path == "decks/a.yaml"


def test_a_file_inside_a_package_archive_is_read_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("figures/iglo.yaml", "title: IGLO\n")
    root = zipfile.Path(tmp_path / "a.zip")
    assert read_yaml(root / "figures" / "iglo.yaml", "iglo").plain() == {"title": "IGLO"}
    with pytest.raises(Problems, match=r"^igloo: there is no such file$"):
        read_yaml(root / "figures" / "igloo.yaml", "igloo")


def test_a_missing_file_suggests_its_neighbour(tmp_path: Path) -> None:
    (tmp_path / "trio-workshop.yaml").write_text("a: 1", "utf-8")
    wanted = tmp_path / "trio-worksop.yaml"
    with pytest.raises(Problems) as caught:
        read_yaml(wanted)
    assert str(caught.value) == f"{wanted}: there is no such file; did you mean “{tmp_path / 'trio-workshop.yaml'}”?"


def test_a_missing_folder_is_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(Problems, match=r"there is no such file$"):
        read_yaml(tmp_path / "no" / "such.yaml")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(Problems, match="this is a folder; expected a YAML file"):
        read_yaml(tmp_path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may read everything")
def test_a_file_that_may_not_be_read(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: 1", "utf-8")
    file.chmod(0)
    with pytest.raises(Problems, match="the file may not be read"):
        read_yaml(file)


def test_a_path_that_no_file_can_have(tmp_path: Path) -> None:
    with pytest.raises(Problems, match=r"the file cannot be read: .*null"):
        read_yaml(tmp_path / "a\0.yaml", "a.yaml")
    with pytest.raises(Problems, match=r"^a\.yaml: "):
        read_yaml(tmp_path / ("a" * 5000), "a.yaml")


def test_a_large_file_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_bytes(b"#" * (LARGEST + 1))
    with pytest.raises(Problems, match="larger than 1 MB"):
        read_yaml(file)
    file.write_bytes(b"a: 1\n" + b"#" * (LARGEST - 5))
    assert read_yaml(file).plain() == {"a": "1"}


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_editor_s_line_ends(end: str) -> None:
    node = parse_yaml(end.join(["a: 1", "b: |", "  x", "  y", "c: 2", ""]).encode(), "f.yaml")
    assert node.plain() == {"a": "1", "b": "x\ny\n", "c": "2"}
    assert node.at(("c",)).line == 5


def test_a_byte_order_mark_does_not_matter() -> None:
    node = parse_yaml(codecs.BOM_UTF8 + b"a: 1", "f.yaml")
    assert node.plain() == {"a": "1"}
    assert node.at(("a",)).column == 4


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_other_encodings_are_named(mark: bytes, encoding: str) -> None:
    shown = encoding[:6].upper()
    assert complaint(mark + "a: 1".encode(encoding)) == f"f.yaml: the file is in {shown}; save it as UTF-8"


def test_an_old_editor_s_letters_are_shown_in_their_word() -> None:
    data = "a: ÆØÅ\r\nb: én ".encode() + "lærer på kursus".encode("cp1252")
    assert complaint(data) == "f.yaml:2:8: “lærer” is not in UTF-8; save the file as UTF-8"


def test_a_letter_cut_in_half() -> None:
    assert complaint(b"a: \xc3").startswith("f.yaml:1:4: “Ã” is not in UTF-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\nb: x\0", "f.yaml:2:5: there is an invisible character here (U+0000, control character)"),
        ("a: \x0b", "f.yaml:1:4: there is an invisible character here (U+000B, control character)"),
        ("a: \x85", "f.yaml:1:4: there is an invisible character here (U+0085, control character)"),
    ],
)
def test_what_no_editor_shows_is_told(text: str, expected: str) -> None:
    assert complaint(text.encode()).startswith(expected)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: x\u2028y", {"a": "x\ny"}),
        ("a: 'x\u2028  y'\nb: |\n  en\u2029to\n", {"a": "x\n  y", "b": "en\nto\n"}),
        ("a: [x\u2028y, z]", {"a": ["x\ny", "z"]}),
        ("a: 1\r\n\ufeffb: 2\ufeff", {"a": "1", "b": "2"}),
    ],
)
def test_what_word_puts_into_texts_is_a_line_break_or_nothing(text: str, value: object) -> None:
    assert parse_yaml(text.encode(), "f.yaml").plain() == value


def test_the_files_of_this_project_can_be_read(checkout: Path) -> None:
    files = [*checkout.glob("decks/*/*.yaml"), *checkout.glob("agendas/*.yaml")]
    assert files
    assert all(read_yaml(file).value for file in files)


def test_invisible_characters_are_told_all_at_once() -> None:
    with pytest.raises(Problems) as error:
        parse_yaml(b"a: x\x0b\nb: y\x0cz\xc2\x85\n", "f.yaml")
    places = [(one.place.line, one.place.column) for one in error.value.problems if one.place]
    assert places == [(1, 5), (2, 5), (2, 7)]
