"""Content is found by its name: in a folder, in a zip, and the user's own before what is shipped."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from facilitator.library import KINDS, Library, default_library
from facilitator.messages import Place, Problems


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A user's folder with a figure of their own and one that is also shipped."""
    folder = tmp_path / "mit"
    for file in ("decks/figures/egen.yaml", "decks/figures/iglo.yaml", "decks/figures/noter.txt", "decks/x.yaml"):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("kind: tiles\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_shipped(kind: str) -> None:
    library = default_library()
    for name in library.names(kind):
        assert library.find(kind, name).read_text(encoding="utf-8")
    assert library.names(kind) or kind == "exercises"


def test_the_shipped_agenda_and_both_themes_are_there() -> None:
    library = default_library()
    assert "trio-workshop" in library.names("agendas")
    assert {"fjord", "pink"} <= set(library.names("themes"))


def test_the_users_own_comes_first(own: Path) -> None:
    library = default_library([own])
    assert library.find("figures", "egen") == own / "decks/figures/egen.yaml"
    assert library.label("figures", "egen") == str(own / "decks/figures/egen.yaml")
    assert "egen" in library.names("figures")
    assert library.names("figures") == sorted(set(library.names("figures")))


def test_only_what_is_of_the_kind_is_a_name(own: Path) -> None:
    assert Library((own,)).names("figures") == ["egen", "iglo"]
    assert Library((own,)).names("agendas") == []


def test_what_is_shipped_is_called_by_its_place_in_the_project() -> None:
    assert default_library().label("themes", "pink") == "decks/themes/pink.yaml"


def test_a_missing_name_is_told_with_the_nearest() -> None:
    with pytest.raises(Problems) as raised:
        default_library().find("themes", "pinkk", Place("agenda.yaml", 3, 8))
    said = str(raised.value)
    assert said.startswith("agenda.yaml:3:8: there is no theme “pinkk”; expected one of ")
    assert said.endswith("did you mean “pink”?")


def test_a_long_list_of_names_is_cut(tmp_path: Path) -> None:
    folder = tmp_path / "decks" / "figures"
    folder.mkdir(parents=True)
    for number in range(30):
        (folder / f"figur-{number:02}.yaml").touch()
    with pytest.raises(Problems, match="figur-11, …"):
        Library((tmp_path,)).find("figures", "x")


@pytest.mark.parametrize(
    "name", ["../themes/pink", "..", "/etc/passwd", "pink.yaml", "Pink", "", "pi nk", "pink\x00", "x" * 100_000]
)
def test_a_name_is_never_a_path(name: str, own: Path) -> None:
    with pytest.raises(Problems, match="there is no theme") as raised:
        default_library([own]).find("themes", name)
    assert len(str(raised.value)) < 500


def test_content_is_found_in_a_zip(tmp_path: Path) -> None:
    archive = tmp_path / "indhold.zip"
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("decks/figures/egen.yaml", "kind: tiles\n")
    library = Library((zipfile.Path(archive),))
    assert library.names("figures") == ["egen"]
    assert library.find("figures", "egen").read_text(encoding="utf-8") == "kind: tiles\n"
    with pytest.raises(Problems):
        library.find("agendas", "egen")
