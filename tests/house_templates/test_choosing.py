"""Which layout serves what: as a person would choose, and always one."""

from __future__ import annotations

import io
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from facilitator.agenda.read import read_agenda
from facilitator.canvas.own_layouts import LAYOUTS
from facilitator.house_templates import HINTS, kinds_named
from facilitator.house_templates.choosing import KINDS, WANTED, choose
from facilitator.house_templates.reading import read_template
from facilitator.library import default_library
from facilitator.output.agenda import OpenAgenda
from pptx import Presentation
from templates.made import MADE, NAMES, Read, draw_on, filled, rectangle

DIRECT = {
    "title": "Title Slide",
    "section": "Section Header",
    "content": "Title and Content",
    "two_content": "Two Content",
    "title_only": "Title Only",
    "picture": "Picture with Caption",
    "blank": "Blank",
}
FALLEN = {
    "agenda": "Title Only",
    "questions": "Title Only",
    "statement": "Title Only",
    "break_": "Section Header",
}
USUAL = [
    "4:3", "16:9", "16:10", "portrait", "A4", "tiny", "huge", "odd indexes", "dark", "on a card", "turned band",
    "crowded", "grouped title", "right to left", "with notes", "sections", "guides", "embedded font", "hidden", "potx",
    "pptm",
]  # fmt: skip


def chosen(name: str, read: Read) -> dict[str, str]:
    return {kind: choice.layout.label for kind, choice in choose(read(name)).items()}


def test_every_kind_of_ours_is_wanted_and_has_words() -> None:
    assert set(WANTED) == set(KINDS) == {*HINTS} - {"end"} == set(LAYOUTS)
    assert all(set(hints) == {"da", "en", "de", "sv", "no"} for hints in HINTS.values())


@pytest.mark.parametrize("name", MADE)
def test_every_kind_has_a_layout_of_the_template_and_a_reason(name: str, read: Read) -> None:
    template = read(name)
    found = choose(template)
    assert tuple(found) == KINDS
    for kind, choice in found.items():
        assert choice.kind == kind
        assert choice.layout in list(template.layouts)
        assert choice.why.startswith(("it ", "no layout is made for it"))


@pytest.mark.parametrize("name", USUAL)
def test_powerpoints_own_layouts_are_known(name: str, read: Read) -> None:
    assert chosen(name, read) == DIRECT | FALLEN


@pytest.mark.parametrize("language", NAMES)
def test_names_in_other_languages_are_known_without_types(language: str, read: Read) -> None:
    title, content, section, two, only, blank, agenda, statement = NAMES[language]
    assert chosen(language, read) == {
        "title": title, "agenda": agenda, "section": section, "content": content, "two_content": two,
        "title_only": only, "questions": only, "statement": statement, "break_": section, "picture": only,
        "blank": blank,
    }  # fmt: skip


def test_shapes_alone_are_enough(read: Read) -> None:
    place = {name: number for number, name in enumerate(layout.name for layout in read("4:3").layouts)}
    wanted = {kind: f"{place[name]}_Brugerdefineret design" for kind, name in (DIRECT | FALLEN).items()}
    assert chosen("nameless", read) == wanted


@pytest.mark.parametrize("name", ["only a title layout", "only blank", "only a section layout"])
def test_a_single_layout_serves_everything(name: str, read: Read) -> None:
    (layout,) = read(name).layouts
    assert set(chosen(name, read).values()) == {layout.label}


def test_a_place_for_a_picture_is_found_without_type_or_name(read: Read) -> None:
    assert chosen("picture", read)["picture"] == "Stemning"


def test_the_master_in_use_wins_and_is_not_mixed(read: Read) -> None:
    template = read("two masters")
    used = {layout.label for layout in template.masters[1].layouts}
    assert set(chosen("two masters", read).values()) <= used


def test_masters_that_serve_nothing_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "t.pptx").write_bytes(MADE["two masters"]())
    template = read_template(tmp_path / "t.pptx")
    choose(template)
    assert ["layouts" in vars(master) for master in template.masters] == [False, True]


def test_the_first_whole_master_wins_over_those_before_it(read: Read) -> None:
    template = read("three masters")
    whole = {layout.label for layout in template.masters[2].layouts}
    assert set(chosen("three masters", read).values()) <= whole


def test_reasons_are_sentences_of_what_is_seen(read: Read) -> None:
    found = choose(read("4:3"))
    assert found["content"].why == "it is of the type “obj”, is called so and has a title and one text"
    assert found["break_"].why == "no layout is made for it, and this one is for section"


@pytest.mark.parametrize(
    ("name", "kinds"),
    [
        ("Kapitelforside", {"section"}),
        ("Forside med logo", {"title"}),
        ("Billede af forsiden", {"title", "picture"}),
        ("Indholdsfortegnelse", {"agenda"}),
        ("Section break", {"section"}),
        ("1_Titel og indhold", {"content"}),
        ("Titel", {"title"}),
        ("Tomat", set()),
    ],
)
def test_names_are_read_word_by_word(name: str, kinds: set[str]) -> None:
    assert kinds_named(name) == kinds


def test_our_own_deck_as_a_template_gives_its_own_layouts(tmp_path: Path) -> None:
    library = default_library()
    reading = read_agenda("trio-workshop", library=library)
    (deck,) = OpenAgenda(reading, library).build("deck")
    path = tmp_path / deck.name
    path.write_bytes(deck.content)
    names = reading.terms.layouts
    found = {kind: choice.layout.label for kind, choice in choose(read_template(path)).items()}
    assert found == {kind: getattr(names, kind) for kind in KINDS}


def test_a_layout_that_slides_use_goes_before_one_that_none_does() -> None:
    presentation: Any = Presentation()
    used, spare = (presentation.slide_layouts.get_by_name(name) for name in ("Title and Content", "Comparison"))
    for place, layout in enumerate((spare, used)):
        filled(presentation, layout, ("title", 0, (50, 50, 900, 140)), ("", 1, (50, 240, 900, 620)))
        layout._element.cSld.set("name", f"Egen {place}")
        layout._element.set("type", "obj")
    presentation.slides.add_slide(used)
    assert _chosen(presentation, "content") == "Egen 1"


def test_a_line_above_the_title_makes_no_list_and_no_second_text() -> None:
    presentation: Any = Presentation()
    only, both = (presentation.slide_layouts.get_by_name(name) for name in ("Title Only", "Title and Content"))
    kicker = ("body", 15, (50, 50, 900, 50))
    filled(presentation, only, ("title", 0, (50, 110, 900, 110)), kicker)
    filled(presentation, both, ("title", 0, (50, 110, 900, 110)), ("", 1, (50, 240, 900, 620)), kicker)
    for layout in presentation.slide_layouts:
        layout._element.attrib.pop("type", None)
        layout._element.cSld.set("name", f"Z{id(layout)}")
    only._element.cSld.set("name", "A")
    both._element.cSld.set("name", "B")
    assert (_chosen(presentation, "title_only"), _chosen(presentation, "content")) == ("A", "B")


def test_a_layout_that_draws_quotation_marks_serves_no_statement() -> None:
    presentation: Any = Presentation()
    quote = presentation.slide_layouts.get_by_name("Comparison")
    filled(presentation, quote, ("title", 0, (50, 50, 900, 500)), ("body", 1, (50, 700, 900, 200)))
    quote._element.cSld.set("name", "Quote with Caption")
    quote._element.attrib.pop("type", None)
    assert _chosen(presentation, "statement") == "Quote with Caption"
    box = rectangle((0, 0, 900_000, 900_000)).replace(
        "</p:sp>", "<p:txBody><a:bodyPr/><a:p><a:r><a:t>“</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    draw_on(quote, box)
    assert _chosen(presentation, "statement") == "Title Only"


@pytest.mark.parametrize("name", ["End slide", "Afslutning", "Danke", "Tack!", "Slutt"])
def test_a_closing_slide_serves_nothing_else(name: str) -> None:
    assert kinds_named(name) == {"end"}


def _chosen(presentation: Any, kind: str) -> str:
    file = io.BytesIO()
    presentation.save(file)
    with TemporaryDirectory() as folder:
        path = Path(folder, "t.pptx")
        path.write_bytes(file.getvalue())
        return choose(read_template(path))[kind].layout.label
