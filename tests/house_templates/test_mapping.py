"""The file beside a template: written, corrected by hand, and read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitator.house_templates import Template
from facilitator.house_templates.choosing import KINDS, choose
from facilitator.house_templates.mapping import LayoutFile, mapping_of, mapping_path, read_mapping
from facilitator.messages import Problems
from templates.made import MADE, Read


@pytest.fixture
def template(read: Read) -> Template:
    return read("Danish")


def said(folder: Path, text: str) -> Path:
    path = folder / "husets.potx.layouts.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def complaint(folder: Path, text: str, template: Template) -> list[str]:
    with pytest.raises(Problems) as refused:
        read_mapping(said(folder, text), template)
    return [str(one).removeprefix(f"{folder}/husets.potx.layouts.yaml:") for one in refused.value.problems]


def test_it_stands_beside_the_template() -> None:
    assert mapping_path(Path("a/husets.potx")) == Path("a/husets.potx.layouts.yaml")


def test_it_has_a_key_for_every_kind() -> None:
    assert tuple(sorted(LayoutFile.model_fields)) == tuple(sorted(KINDS))


@pytest.mark.parametrize("name", MADE)
def test_what_is_written_is_read_back(name: str, read: Read, tmp_path: Path) -> None:
    found = read(name)
    choices = choose(found)
    path = tmp_path / "husets.potx.layouts.yaml"
    path.write_bytes(mapping_of(found, choices))
    assert {kind: one.layout for kind, one in read_mapping(path, found).items()} == {
        kind: one.layout for kind, one in choices.items()
    }


def test_every_line_says_why(template: Template) -> None:
    choices = choose(template)
    lines = mapping_of(template, choices).decode().splitlines()
    for kind, choice in choices.items():
        (line,) = (line for line in lines if line.startswith(f"{kind.removesuffix('_')}: "))
        assert line.endswith(f"# {choice.why}")
    assert all(f'# - "{layout.label}"' in lines for layout in template.layouts)


def test_a_correction_counts_and_the_rest_is_chosen(template: Template, tmp_path: Path) -> None:
    found = read_mapping(said(tmp_path, "agenda: Kun titel\nbreak: Citat\npicture:\n"), template)
    assert (found["agenda"].layout.label, found["break_"].layout.label) == ("Kun titel", "Citat")
    assert found["agenda"].why == "husets.potx.layouts.yaml says so"
    assert found["picture"] == choose(template)["picture"]
    assert tuple(found) == KINDS


def test_an_unknown_layout_is_told_with_its_place_and_the_nearest(template: Template, tmp_path: Path) -> None:
    told = complaint(tmp_path, "title: Forsiden\ncontent: Titel og inhold\nblank: Bagside\n", template)
    assert told[0] == "1:8: the template has no layout “Forsiden”; did you mean “Forside”?"
    assert told[1].endswith("did you mean “Titel og indhold”?")
    assert told[2].startswith("3:8: the template has no layout “Bagside”; expected one of “Forside”, ")


def test_an_unknown_kind_is_told_with_the_nearest(template: Template, tmp_path: Path) -> None:
    (told,) = complaint(tmp_path, "titel: Forside\n", template)
    assert told.startswith("1:1: unknown key “titel”; a layout file has title, ")
    assert told.endswith("did you mean “title”?")


def test_a_list_is_no_layout(template: Template, tmp_path: Path) -> None:
    (told,) = complaint(tmp_path, "title: [Forside]\n", template)
    assert "expected text" in told
