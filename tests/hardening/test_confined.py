"""What a file names lies beside it or in the library, and nowhere else."""

from __future__ import annotations

import os
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from cli import running
from facilitator.content.languages import read_terms
from facilitator.library import Library, default_library
from facilitator.messages import Problems
from facilitator.reading.files import inside
from hardening.program import ONE_BLOCK, refused, run
from pptx import Presentation

OUTSIDE = [
    *("../secret.yaml", "x/../../secret.yaml", "/etc/passwd", "..\\secret.yaml", "C:\\secret.yaml", "C:secret.yaml"),
    *("\\\\server\\secret.yaml", "a\0.yaml", "link.yaml", "loop.yaml", "linked/secret.yaml"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with links that lead out of it, and what they lead to."""
    made = tmp_path / "mine"
    made.mkdir()
    (tmp_path / "secret.yaml").write_text(ONE_BLOCK, encoding="utf-8")
    os.symlink(tmp_path / "secret.yaml", made / "link.yaml")
    os.symlink("loop.yaml", made / "loop.yaml")
    os.symlink(tmp_path, made / "linked")
    return made


@pytest.mark.parametrize("name", OUTSIDE, ids=ascii)
def test_nothing_outside_is_inside(name: str, folder: Path) -> None:
    assert inside(folder, name) is None


@pytest.mark.parametrize("name", ["a.yaml", "a/b.png", "./a.yaml", "a..b.png", "møde å.yaml"])
def test_what_lies_in_the_folder_is_inside(name: str, folder: Path) -> None:
    assert inside(folder, name) == folder / name


@pytest.mark.parametrize("name", [one for one in OUTSIDE if "\0" not in one], ids=ascii)
def test_agendas_of_a_programme_and_pictures_stay_inside(
    name: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    parts = "".join(f"  - {{agenda: '{name}', title: T{day}, date: 2025-03-0{day}}}\n" for day in (4, 5))
    (folder / "p.yaml").write_text(f"title: P\nparts:\n{parts}", encoding="utf-8")
    assert "is not beside the programme" in running.refused("build", "p.yaml")
    slide = f"    slides: [{{picture: '{name}', alt: x}}]\n"
    (folder / "a.yaml").write_text(ONE_BLOCK + slide, encoding="utf-8")
    assert "is not beside the agenda" in running.refused("build", "a.yaml")


def test_the_user_may_let_files_lie_anywhere(folder: Path) -> None:
    Image.new("RGB", (4, 4), (40, 90, 120)).save(folder.parent / "uden for.png")
    Presentation().save(str(folder.parent / "vores.pptx"))
    slide = "    slides: [{picture: '../uden for.png', alt: En nuance}]\n"
    (folder / "a.yaml").write_text(f"template: {folder.parent}/vores.pptx\n{ONE_BLOCK}{slide}", encoding="utf-8")
    parts = "".join(f"  - {{agenda: ../a.yaml, title: T{day}, date: 2025-03-0{day}}}\n" for day in (4, 5))
    (folder / "sub").mkdir()
    (folder / "sub" / "p.yaml").write_text(f"title: P\nparts:\n{parts}", encoding="utf-8")
    refused("build", "a.yaml", cwd=folder)
    run("build", "a.yaml", "--allow-outside", "--only", "deck", cwd=folder)
    (deck,) = folder.glob("out/*/*.pptx")
    pictures = [shape for slide in Presentation(str(deck)).slides for shape in slide.shapes if hasattr(shape, "image")]
    assert [shape.image.blob for shape in pictures] == [(folder.parent / "uden for.png").read_bytes()]
    with zipfile.ZipFile(deck) as parts_of_it:
        assert not [one for one in parts_of_it.namelist() if str(folder.parent).encode() in parts_of_it.read(one)]
    refused("build", "sub/p.yaml", cwd=folder)
    run("build", "sub/p.yaml", "--allow-outside", "--only", "deck", cwd=folder)


@pytest.mark.parametrize("name", ["../secret", "/etc/passwd", "..", "a/b", "secret.yaml", "é", "a\\b", "x" * 5_000])
@pytest.mark.parametrize("kind", ["figure", "exercise", "cards", "forms", "theme", "language"])
def test_names_of_the_library_are_no_paths(kind: str, name: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    inner = {
        "figure": f"    slides: [{{figure: '{name}'}}]\n",
        "exercise": f"    exercise: '{name}'\n",
        "cards": f"    cards: ['{name}']\n",
        "forms": f"    forms: ['{name}']\n",
    }
    text = ONE_BLOCK + inner[kind] if kind in inner else f"{kind}: '{name}'\n{ONE_BLOCK}"
    (folder / "a.yaml").write_text(text, encoding="utf-8")
    assert "a.yaml:" in running.refused("check", "a.yaml")


@pytest.mark.parametrize("linked", ["decks/figures/hemmelig.yaml", "decks/figures"])
def test_a_library_does_not_reach_out_through_links(linked: str, tmp_path: Path) -> None:
    outside, own = tmp_path / "outside", tmp_path / "own"
    outside.mkdir()
    (outside / "hemmelig.yaml").write_text("{kind: tiles, title: Hemmelig, items: [a, b, c]}", encoding="utf-8")
    (own / linked).parent.mkdir(parents=True)
    os.symlink(outside if linked.endswith("figures") else outside / "hemmelig.yaml", own / linked)
    with pytest.raises(Problems, match="there is no figure “hemmelig”"):
        default_library([own]).find("figures", "hemmelig")
    assert default_library([outside.parent]).names("figures")


def test_a_library_may_itself_be_a_link(tmp_path: Path) -> None:
    (tmp_path / "own" / "agendas").mkdir(parents=True)
    (tmp_path / "own" / "agendas" / "a.yaml").write_text(ONE_BLOCK, encoding="utf-8")
    os.symlink(tmp_path / "own", tmp_path / "link")
    assert Library((tmp_path / "link",)).find("agendas", "a").is_file()


def test_a_page_design_reads_no_file(tmp_path: Path) -> None:
    pages = tmp_path / "own" / "decks" / "print"
    pages.mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    for text in ('#read("/etc/hostname")', '#read("secret.txt")', '#read("../secret.txt")', "#nope", "#while true {}"):
        (pages / "form.typ").write_text(text, encoding="utf-8")
        said = refused("form", "handout-iglo", "--library", "own", cwd=tmp_path)
        assert "form.typ: the page design does not work" in said


@pytest.mark.parametrize(
    "braces", ["{nummer}", "{number.__class__}", "{0}", "{}", "{number:1000000000}", "{number!r}", "{"]
)
def test_the_words_of_a_language_fill_in_names_only(braces: str, tmp_path: Path, checkout: Path) -> None:
    terms = tmp_path / "decks" / "terms"
    terms.mkdir(parents=True)
    text = (checkout / "decks" / "terms" / "da.yaml").read_text(encoding="utf-8")
    assert "{number}" in text
    (terms / "da.yaml").write_text(text.replace("{number}", braces), encoding="utf-8")
    with pytest.raises(Problems, match="cannot be filled in here"):
        read_terms("da", default_library([tmp_path]))


def picture(width: int, height: int) -> bytes:
    made = BytesIO()
    Image.new("1", (width, height)).save(made, "png")
    return made.getvalue()


WHOLE = picture(40, 30)
DAMAGED = {
    "signature": WHOLE[:8],
    "truncated": WHOLE[:-20],
    "flipped": WHOLE[:20] + b"\xff" + WHOLE[21:],
    "line": picture(1, 5_000),
    "too many pixels": picture(20_000, 5_000),
    "jpeg": b"\xff\xd8\xff",
    "jpeg without size": b"\xff\xd8\xff\xc0\x00\x11\x08\x00\x00\x00\x00\x03",
    "jpeg of nothing": b"\xff\xd8\xff\xe0\x00\x00" * 50,
    "text": b"hello",
    "empty": b"",
}


@pytest.mark.parametrize("what", DAMAGED)
def test_a_damaged_picture_is_a_problem(what: str, tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(DAMAGED[what])
    slide = "    slides: [{picture: p.png, alt: x}]\n"
    (tmp_path / "a.yaml").write_text(ONE_BLOCK + slide, encoding="utf-8")
    assert "a.yaml:6:" in refused("build", "a.yaml", "--only", "deck", cwd=tmp_path)


def test_a_whole_picture_is_shown(tmp_path: Path) -> None:
    (tmp_path / "p.png").write_bytes(WHOLE)
    slide = "    slides: [{picture: p.png, alt: x}]\n"
    (tmp_path / "a.yaml").write_text(ONE_BLOCK + slide, encoding="utf-8")
    assert run("build", "a.yaml", "--only", "deck", cwd=tmp_path).returncode == 0
