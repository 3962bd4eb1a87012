"""Everything in the library, made with every shipped theme: the judges find nothing, and nothing is missing that a
consultant counts on.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

import pytest
from pydantic import TypeAdapter

from canvas.faults import words
from facilitator.agenda import Block, named, walk
from facilitator.agenda.read import is_programme, read_agenda
from facilitator.canvas import figures
from facilitator.canvas.own_layouts import DESIGN
from facilitator.canvas.text import Style
from facilitator.content import OWN, says
from facilitator.content.figures import AnyFigure
from facilitator.content.file_kinds import read_form
from facilitator.content.forms import TablePart
from facilitator.content.languages import read_terms
from facilitator.content.loading import read_theme, title_of
from facilitator.content.slides import FigureSlide, SlideContent
from facilitator.deck.compose import compose
from facilitator.library import default_library
from facilitator.made import Made
from facilitator.output.agenda import OpenAgenda
from facilitator.output.programme import OpenProgramme
from facilitator.print.cards import Job, Settings
from facilitator.print.cards.dealing import Copies
from facilitator.print.cards.own import card_set
from facilitator.print.cards.pages import Stock
from facilitator.programme import read_programme
from facilitator.reading.checking import validate
from facilitator.reading.files import read_yaml
from facilitator.text.fill import Filler
from judges.clocks import agree
from judges.office import Office
from judges.overflow import Overflow, overflows_of
from judges.package import Package, audit, faults
from sampling import by_turns, sampled

LIBRARY = default_library()
THEMES = LIBRARY.names("themes")
NAMES = LIBRARY.names("agendas")
PROGRAMMES = [name for name in NAMES if is_programme(name, LIBRARY)]
AGENDAS = [name for name in NAMES if name not in PROGRAMMES]
FIGURE: TypeAdapter[AnyFigure] = TypeAdapter(AnyFigure)

RELEASED = date(2026, 12, 1)
"""The examples lie ahead of this day; it moves with each release, and they with it."""
USING, USED = ("agendas", "exercises", "forms", "cards"), ("figures", "forms", "cards")

_PARTS = (part for name in PROGRAMMES for part in read_yaml(LIBRARY.find("agendas", name)).plain()["parts"])
PARTS = {part["agenda"] for part in _PARTS if "agenda" in part}
"""Agendas that LibreOffice lays out as a part of their programme, and in the long run by themselves too."""
LAID_OUT = [name for name in AGENDAS if name not in PARTS][::3]
"""Agendas that it lays out by themselves in the gate: every third one."""
TOGETHER = 12
"""Decks that LibreOffice is started for once."""

every_agenda = pytest.mark.parametrize("name", AGENDAS)
every_programme = pytest.mark.parametrize("name", PROGRAMMES)
every_theme = pytest.mark.parametrize("theme", THEMES)
first_theme = pytest.mark.parametrize("theme", sampled(THEMES, THEMES[:1]))
"""The gate judges one theme; `tests/whole` judges each of them with the longest agenda."""


@cache
def session(name: str, theme: str) -> OpenAgenda:
    reading = read_agenda(name, library=LIBRARY, theme=theme)
    return OpenAgenda(reading, LIBRARY)


@cache
def whole(name: str, theme: str) -> OpenProgramme:
    reading = read_programme(name, library=LIBRARY, theme=theme)
    return OpenProgramme(reading, LIBRARY, theme=theme)


@cache
def figure(name: str) -> AnyFigure:
    """The figure as it is when nothing is filled in."""
    read = validate(FIGURE, read_yaml(LIBRARY.find("figures", name)))
    filler = Filler({}, "da-DK")
    return read if "{" not in str(read) else FIGURE.validate_python(_filled(read.model_dump(), filler))


def _filled(value: object, filler: Filler) -> object:
    if isinstance(value, str):
        return filler.fill(value)
    if isinstance(value, list):
        return [_filled(one, filler) for one in value]
    return {key: _filled(one, filler) for key, one in value.items()} if isinstance(value, dict) else value


def written(made: list[Made], folder: Path) -> list[Path]:
    paths = [folder / one.name for one in made]
    for one, path in zip(made, paths, strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(one.content)
    return paths


def judged(made: list[Made], folder: Path) -> None:
    """What the judges have against Office files."""
    assert len({one.name for one in made}) == len(made)
    for path in written(made, folder):
        if path.suffix in (".pptx", ".docx"):
            assert audit(path) == [], path.name
        if path.suffix == ".pptx":
            assert faults(path) == [], path.name


@first_theme
@pytest.mark.parametrize("name", sampled(AGENDAS, AGENDAS[::3]))
def test_every_file_is_made_and_valid(name: str, theme: str, tmp_path: Path) -> None:
    """The gate makes every third agenda as a whole; of all of them it makes the decks below."""
    made = session(name, theme).build()
    assert {"deck", "runsheet", "programme", "logistics"} <= {one.kind for one in made}
    judged(made, tmp_path)
    plan = session(name, theme).schedule
    if not plan.relative:
        agree(plan, [tmp_path / one.name for one in made])


@first_theme
@pytest.mark.parametrize("name", sampled(PROGRAMMES, PROGRAMMES[:1]))
def test_every_file_of_a_programme_is_made_and_valid(name: str, theme: str, tmp_path: Path) -> None:
    """The gate makes one programme as a whole; of all of them it makes the parts by themselves, and the decks below."""
    made = whole(name, theme).build()
    assert {"overview", "reminder", "calendar", "deck", "runsheet"} <= {one.kind for one in made}
    judged(made, tmp_path)


@every_agenda
def test_every_block_has_a_purpose_and_every_slide_its_notes(name: str, tmp_path: Path) -> None:
    held = session(name, THEMES[0])
    purposeless = [block.title for _, block in walk(held.reading.agenda.blocks) if not block.why]
    assert purposeless == []
    (deck,) = written(held.build("deck"), tmp_path)
    slides = Package(deck).slides
    assert [slide.number for slide in slides if not slide.notes.strip()] == []
    assert len({slide.title for slide in slides}) == len(slides)


@every_agenda
def test_every_model_has_its_source_on_the_slide(name: str) -> None:
    held = session(name, THEMES[0])
    shown = {slide.id: slide.content for slide in compose(held.schedule, held.reading.terms).slides}
    sources = {
        slide: content.source or content.figure.source
        for slide, content in shown.items()
        if isinstance(content, FigureSlide)
    }
    for canvas in held.drawn.canvases:
        source = sources.get(canvas.id)
        if source:
            assert " ".join(source.split()) in " ".join(repr(canvas).replace(r"\xa0", " ").split()), canvas.id


@cache
def overflowing(names: tuple[str, ...], theme: str, office: Office) -> dict[str, list[Overflow]]:
    """What overflows in each of these agendas' decks, which LibreOffice lays out together."""
    with TemporaryDirectory() as folder:
        decks = [path for name in names for path in written(session(name, theme).build("deck"), Path(folder))]
        return dict(zip(names, overflows_of(decks, office), strict=True))


@pytest.mark.office
@first_theme
@pytest.mark.parametrize("name", sampled(AGENDAS, LAID_OUT))
def test_all_text_stays_in_its_place(name: str, theme: str, office: Office) -> None:
    group = LAID_OUT if name in LAID_OUT else [one for one in AGENDAS if one not in LAID_OUT]
    at = group.index(name) // TOGETHER * TOGETHER
    assert overflowing(tuple(group[at : at + TOGETHER]), theme, office)[name] == []


@pytest.mark.office
@first_theme
@every_programme
def test_all_text_of_a_programme_stays_in_its_place(
    name: str, theme: str, tmp_path: Path, office: Office, request: pytest.FixtureRequest
) -> None:
    """The gate looks at one of the parts that go by the same agenda."""
    made = whole(name, theme).build(("overview", "deck"))
    judged(made, tmp_path)
    decks = [path for path in written(made, tmp_path) if path.suffix == ".pptx"]
    if not request.config.getoption("--long"):
        decks = [*{deck.name: deck for deck in decks}.values()]
    assert [found for found in overflows_of(decks, office) if found] == []


@every_theme
@pytest.mark.parametrize("name", LIBRARY.names("figures"))
def test_every_figure_has_a_slide_to_itself_and_words_for_those_who_cannot_see_it(name: str, theme: str) -> None:
    style = Style(read_theme(theme, LIBRARY), read_terms("da", LIBRARY))
    drawn = figures.draw(figure(name), DESIGN.body, style)
    assert all(part.title in drawn.alt for part in figure(name).parts) or figure(name).alt


@pytest.mark.parametrize("name", LIBRARY.names("figures"))
def test_every_figure_names_its_source_or_says_that_it_is_our_own(name: str) -> None:
    assert figure(name).source


@every_agenda
def test_every_figure_in_an_agenda_names_its_source_too(name: str) -> None:
    blocks = walk(session(name, THEMES[0]).reading.agenda.blocks)
    figures = [slide for _, block in blocks for slide in block.slides if isinstance(slide, FigureSlide)]
    assert [slide.figure.title for slide in figures if not (slide.source or slide.figure.source)] == []


SOURCES = {
    "lpa-modul-1": ["Tomm", "Trivsel i lederrollen", "Hvad kan ledelsen gøre?"],
    "lpa-modul-3": ["Dweck", "Gittell"],
    "spaendingsfelter-dialog": ["NFA", "Ledelseskommissionen", "BFA Finans", "Schein"],
    "ledergruppe-refleksion": ["BFA Finans", "AT-vejledning 1.3.1"],
    "trio-workshop": ["Malene Friis Andersen", "Dweck"],
}


@every_agenda
def test_the_last_slide_names_every_source_that_is_shown_dealt_or_handed_out(name: str) -> None:
    held = session(name, THEMES[0])
    agenda = held.reading.agenda
    used = [
        *(source for _, block in walk(agenda.blocks) for slide in block.slides for source in _sources_of(slide)),
        *(source for one in named(agenda, "cards") for source in card_set(one, LIBRARY).sources),
        *(read_form(one, library=LIBRARY, data=agenda.data).form.source for one in named(agenda, "forms")),
    ]
    listed = "\n".join(words(canvas) for canvas in held.drawn.canvases if canvas.id.startswith(f"{name}/sources"))
    listed = listed.replace("\u00a0", " ")
    assert [source for source in used if source not in ("", OWN) and not says(listed, source)] == []
    assert [one for one in SOURCES.get(name, []) if one not in listed] == []


def _sources_of(slide: SlideContent) -> tuple[str, str]:
    return slide.source, slide.figure.source if isinstance(slide, FigureSlide) else ""


@pytest.mark.parametrize("name", NAMES)
def test_the_examples_lie_ahead_and_nothing_is_too_tight(name: str) -> None:
    opened = (whole if name in PROGRAMMES else session)(name, THEMES[0])
    assert opened.warnings(RELEASED) == ()


def kept_back(block: Block) -> list[str]:
    """The sheets of a block that neither a step nor the packing list names by their titles."""
    said = "\n".join([*(step.do for step in block.how), *(material.item for material in block.materials)])
    return [form for form in block.forms if title_of("forms", form, LIBRARY) not in said]


@every_agenda
def test_every_sheet_is_handed_out(name: str) -> None:
    blocks = walk(session(name, THEMES[0]).reading.agenda.blocks)
    assert [(block.title, kept_back(block)) for _, block in blocks if kept_back(block)] == []


REPEATED = {
    "kultur-selvtjek": [point.text for part in figure("indlejringsmekanismer").parts for point in part.points],
    "guldkorn-selvtjek": [f"{n}. {part.title}" for n, part in enumerate(figure("seks-guldkorn").parts, 1)],
    "proceshjul": [f"{n}. {part.title}" for n, part in enumerate(figure("proceshjul").parts, 1)],
    "roller-og-ansvar": [part.title for part in figure("roller-og-ansvar").parts],
}
"""Sheets whose rows are the parts of a figure, to be written beside."""


@pytest.mark.parametrize("name", REPEATED)
def test_a_sheet_that_asks_about_the_parts_of_a_figure_has_their_words(name: str) -> None:
    tables = [part for part in read_form(name, library=LIBRARY).form.parts if isinstance(part, TablePart)]
    words = [row[0].title or row[0].text for table in tables for row in table.rows]
    assert words[-len(REPEATED[name]) :] == REPEATED[name]


def test_a_theme_is_called_the_same_on_the_slide_and_on_its_cards() -> None:
    cards = card_set("walk-and-talk", LIBRARY)
    assert [part.title for part in figure("walk-and-talk-temaer").parts] == [one.title for one in cards.categories]


EXERCISES = LIBRARY.names("exercises")


@pytest.mark.parametrize("name", EXERCISES)
def test_every_exercise_stands_by_itself_in_an_agenda(name: str, tmp_path: Path) -> None:
    file = tmp_path / "dagsorden.yaml"
    file.write_text(f"title: Prøve\ndata: {{participants: 13}}\nblocks: [{{exercise: {name}}}]", encoding="utf-8")
    opened = OpenAgenda(read_agenda(str(file), library=LIBRARY), LIBRARY)
    (block,) = opened.reading.agenda.blocks
    assert block.why
    assert block.how
    assert block.slides
    assert block.online, "what is done otherwise on a screen"
    assert kept_back(block) == []
    assert opened.tight() == []


def test_every_exercise_is_in_an_agenda() -> None:
    """With which it is made and judged."""
    texts = [LIBRARY.find("agendas", name).read_text(encoding="utf-8") for name in NAMES]
    used = set(re.findall(r"exercise: ([a-z0-9-]+)", "\n".join(texts)))
    assert [name for name in EXERCISES if name not in used] == []


def test_four_agendas_are_in_english() -> None:
    texts = {name: LIBRARY.find("agendas", name).read_text(encoding="utf-8") for name in NAMES}
    english = [name for name, text in texts.items() if "\nlanguage: en\n" in text]
    assert english == ["from-survey-to-action", "leadership-pointers", "team-retrospective", "the-short-meeting"]


def test_nothing_in_the_library_lies_idle() -> None:
    """Every form, card set, and figure is used: by an agenda, an exercise, a form, or a card set."""
    texts = [LIBRARY.find(kind, name).read_text(encoding="utf-8") for kind in USING for name in LIBRARY.names(kind)]
    words = set(re.findall(r"[a-z0-9-]+", "\n".join(texts)))
    assert [name for kind in USED for name in LIBRARY.names(kind) if name not in words] == []


@first_theme
@pytest.mark.parametrize(("name", "output"), by_turns(LIBRARY.names("cards"), ["sheets", "shop", "slides"]))
def test_every_card_set_is_printed(name: str, output: Literal["sheets", "shop", "slides"], theme: str) -> None:
    """The gate makes each set in one way, by turns; the sheets of all of them are made with the agendas above."""
    cards = card_set(name, LIBRARY)
    stock = Stock(read_terms(cards.language, LIBRARY), read_theme(theme, LIBRARY), LIBRARY)
    assert Job(cards, Copies(sets=1), Settings(output=output), stock, name).made().content


@pytest.mark.parametrize("kind", ["agendas", "exercises", "forms"])
def test_a_sheet_is_named_by_reference(kind: str) -> None:
    """»arket »{{ form('handleplan') }}««: its title is written once, on the sheet."""
    by_hand = re.compile(r"^[^#\n]*\b(?:arket|arkene, også|skemaet) »(?!\{\{)[^«]*«", re.IGNORECASE | re.MULTILINE)
    for name in LIBRARY.names(kind):
        assert by_hand.findall(LIBRARY.find(kind, name).read_text(encoding="utf-8")) == [], name
