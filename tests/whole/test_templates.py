"""Decks in other people's templates: valid, nothing overflows, and nothing of ours lies over what is theirs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import pytest

from cli.running import refused, run
from facilitator.agenda.read import read_agenda
from facilitator.canvas import Box
from facilitator.canvas.legible import PLATE
from facilitator.canvas.shapes import AnyShape, Connector, Group, Picture, Shape, Table
from facilitator.house_templates import Layout, Template
from facilitator.inspection.inspect import inspect
from facilitator.library import default_library
from facilitator.office.shapes import TEXTS, TITLES
from facilitator.output.agenda import OpenAgenda
from facilitator.output.opened import Asked
from facilitator.pptx.in_template import HouseTemplate, house_template
from judges.office import Office
from judges.overflow import Overflow, overflows_of
from judges.package import audit
from judges.seeing import Unseen, unseen
from office.packages import contents, rezip
from pptx import Presentation
from sampling import sampled
from templates.companies import COMPANIES
from templates.found import FOUND
from templates.made import MADE
from templates.unusual import UNUSUAL

LIBRARY = default_library()
AGENDAS = ("introduktionsvaerktoej", "trio-workshop")
SHOWN = ("16:10", "dark", "decorated", "only blank", "portrait", "tiny", "title at the side")
"""Those of ours that LibreOffice lays out with the long deck too."""

FIRST_LINE_HIGH = "libreoffice/cshape"
"""Its texts keep no distance to their edge and their lines are near each other: in LibreOffice those of its own stand
1.7 points too high as well.
"""
TILTED = "tilted titles"
"""The judge holds letters against upright boxes."""
TURNS = dict(zip((*MADE, *sorted(FOUND)[::4]), cycle(AGENDAS)))
"""Which of the agendas the gate builds in each: in our own of every form, and every fourth of those that were found."""
COMPANY = tuple(COMPANIES)[::11]
"""One of every ground, and nearly every art."""
TRIED = (*COMPANY, "veil")
"""Those that the gate builds in."""
LOOKED_AT = ("dark gradient, footer art", "light photo, logo top left", "busy photo, card")
"""Those of them that LibreOffice lays out in the gate."""
SAMPLED = [(name, AGENDAS[0]) for name in (*SHOWN, *sorted(FOUND)[2::9], *LOOKED_AT)]
"""What LibreOffice lays out in the gate, with the agenda of fewer slides: our own of every form, one of nine of those
that were found, and grounds of every sort.
"""
UNSAMPLED = [
    *((name, agenda) for name in (*SHOWN, *FOUND, *COMPANIES, *UNUSUAL) for agenda in AGENDAS),
    *((name, AGENDAS[0]) for name in MADE if name not in SHOWN),
]
UNSAMPLED = [one for one in UNSAMPLED if one not in SAMPLED]
"""What it lays out in the long run too."""
TOGETHER = 6
"""Decks that LibreOffice is started for once."""


class Case(NamedTuple):
    """An agenda in a template, built once for all that is asked of it."""

    file: Path
    template: HouseTemplate
    session: OpenAgenda
    deck: Path


def cases(names: Iterable[str], agendas: Iterable[str], sampled: Callable[[str, str], bool]) -> list[Any]:
    """Templates with agendas; those beyond the sample are left to the long run."""
    return [
        pytest.param((name, agenda), id=f"{name}-{agenda}", marks=() if sampled(name, agenda) else pytest.mark.long)
        for name in names
        for agenda in agendas
    ]


@pytest.fixture(
    scope="module",
    params=[
        *cases([*MADE, *FOUND], AGENDAS, lambda name, agenda: agenda == TURNS.get(name)),
        *cases([*COMPANIES, *UNUSUAL], AGENDAS, lambda name, agenda: name in TRIED and agenda == AGENDAS[0]),
    ],
)
def case(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """An agenda in a template as it is."""
    name, agenda = request.param
    folder = tmp_path_factory.mktemp("deck")
    return made(written(name, folder), agenda, folder)


@cache
def shown(
    several: tuple[tuple[str, str], ...], office: Office
) -> dict[tuple[str, str], tuple[list[Overflow], list[Unseen]]]:
    """What overflows, and what cannot be seen, in each of these agendas in its template, laid out together."""
    with TemporaryDirectory() as folder:
        decks = []
        for number, (name, agenda) in enumerate(several):
            place = Path(folder, str(number))
            place.mkdir()
            (place / "skabelon.pptx").write_bytes(template_bytes(name))
            decks.append(made(place / "skabelon.pptx", agenda, place).deck)
        office.pdfs(decks)
        faint = [
            unseen(deck, office) if name in (*FOUND, *COMPANIES, *UNUSUAL, "dark") else []
            for (name, _), deck in zip(several, decks, strict=True)
        ]
        return dict(zip(several, zip(overflows_of(decks, office), faint, strict=True), strict=True))


def seen(case: tuple[str, str], office: Office) -> tuple[list[Overflow], list[Unseen]]:
    """The same of one of them."""
    group = SAMPLED if case in SAMPLED else UNSAMPLED
    at = group.index(case) // TOGETHER * TOGETHER
    return shown(tuple(group[at : at + TOGETHER]), office)[case]


in_office = pytest.mark.parametrize("known", sampled([*SAMPLED, *UNSAMPLED], SAMPLED), ids="-".join)


def made(template: Path, agenda: str, folder: Path) -> Case:
    house = house_template(template)
    session = OpenAgenda(read_agenda(agenda, library=LIBRARY), LIBRARY, Asked(opened=house))
    (file,) = session.build("deck")
    deck = folder / f"deck{house.suffix}"
    deck.write_bytes(file.content)
    return Case(template, house, session, deck)


@cache
def template_bytes(name: str) -> bytes:
    return FOUND[name].read_bytes() if name in FOUND else {**MADE, **COMPANIES, **UNUSUAL}[name]()


def written(name: str, folder: Path) -> Path:
    """The template as a file."""
    file = folder / "skabelon.pptx"
    file.write_bytes(template_bytes(name))
    return file


def leaves(shapes: tuple[AnyShape, ...]) -> Iterator[AnyShape]:
    for one in shapes:
        if isinstance(one, Group):
            yield from leaves(one.shapes)
        else:
            yield one


def extent(one: AnyShape) -> Box | None:
    """Where a shape of ours is; None for a placeholder, whose place is the template's."""
    if isinstance(one, Shape | Picture | Table):
        return one.box
    if isinstance(one, Connector):
        (x, y), (u, v) = one.start, one.end
        return Box(min(x, u), min(y, v), abs(x - u), abs(y - v))
    return None


def is_surface(decoration: Box, layout: Layout, template: Template) -> bool:
    """Whether there is no room beside a decoration that is large, or that the template's own texts stand on."""
    texts = [one.box for each in template.layouts for one in each.placeholders if one.role in TITLES | TEXTS]
    written_on = any(decoration.meets(text) for text in texts if text)
    return decoration.meets(layout.content) and (written_on or decoration.area >= 0.1 * template.slide.area)


def test_the_deck_has_no_fault_that_the_template_had_not(case: Case) -> None:
    found = set(audit(case.deck))
    assert not found or found <= set(audit(case.file))
    slides = Presentation(str(case.deck)).slides
    titles = [slide.shapes.title.text for slide in slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert not any(holder.text_frame.text == "" for slide in slides for holder in slide.placeholders)
    assert all(slide.has_notes_slide for slide in slides)


def test_nothing_of_ours_lies_over_the_template_s_own(case: Case) -> None:
    drawn, template = case.session.drawn, case.template.template
    for canvas in drawn.canvases:
        layout = case.template.layout_of(canvas)
        decorations = [one for one in layout.decorations if not is_surface(one, layout, template)]
        for one in leaves(drawn.template.suited(canvas, drawn.style).shapes):
            box = extent(one)
            if box is None or (isinstance(one, Shape) and one.decorative and one.fill == PLATE):
                continue  # A plate lies where nothing can be read otherwise.
            assert box.clipped(template.slide) == box, (canvas.id, one.name)
            for decoration in decorations:
                over = box.clipped(decoration)
                assert min(over.w, over.h) <= 1, (canvas.id, one.name)


def test_the_deck_is_accessible(case: Case) -> None:
    assert inspect(case.deck).findings == ()


@pytest.mark.office
@in_office
def test_all_text_stays_in_its_place(known: tuple[str, str], office: Office) -> None:
    overflowing, _ = seen(known, office)
    assert known[0] in (FIRST_LINE_HIGH, TILTED) or overflowing == []


@pytest.mark.office
@in_office
def test_all_text_can_be_seen(known: tuple[str, str], office: Office) -> None:
    _, faint = seen(known, office)
    assert faint == []


class TestCommand:
    @pytest.fixture(autouse=True)
    def here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)

    def test_an_agenda_may_name_its_template(self) -> None:
        Path("vores.potx").write_bytes(template_bytes("potx"))
        Path("a.yaml").write_text(
            "title: Hej\ntemplate: vores.potx\nblocks: [{title: x, minutes: 5}]", encoding="utf-8"
        )
        assert run("build", "a.yaml", "--only", "deck").exit_code == 0
        assert Presentation("out/a/a.pptx").slides[0].shapes.title.text == "Hej"

    def test_a_programme_may_name_one_for_all_and_else_each_agenda_its_own(self) -> None:
        for name in ("4:3", "portrait"):
            Path(f"{name[0]}.pptx").write_bytes(template_bytes(name))
        block = "blocks: [{title: x, minutes: 5}]"
        Path("a.yaml").write_text(f"title: A\ntemplate: p.pptx\n{block}", encoding="utf-8")
        Path("b.yaml").write_text(f"title: B\n{block}", encoding="utf-8")
        parts = "parts: [{agenda: a.yaml, title: A, date: 2025-03-04}, {agenda: b.yaml, title: B, date: 2025-03-05}]"

        def shapes() -> list[bool]:
            run("build", "p.yaml", "--only", "deck", "--force")
            sizes = [Presentation(str(deck)) for deck in sorted(Path("out/p").glob("*/*.pptx"))]
            return [one.slide_width > one.slide_height for one in sizes]

        Path("p.yaml").write_text(f"title: P\n{parts}", encoding="utf-8")
        assert shapes() == [False, True]
        Path("p.yaml").write_text(f"title: P\ntemplate: 4.pptx\n{parts}", encoding="utf-8")
        assert shapes() == [True, True]
        Path("p.yaml").write_text(f"title: P\ntemplate: x.pptx\n{parts}", encoding="utf-8")
        assert "p.yaml:2:11" in refused("build", "p.yaml")
        assert "p.yaml:2:11" in refused("check", "p.yaml")

    def test_a_check_draws_on_the_template_that_is_named(self) -> None:
        Path("t.pptx").write_bytes(template_bytes("crowded"))
        word = "Arbejdsmiljørepræsentantuddannelsesplanlægningsmødereferatskabelonerne"
        text = f"blocks:\n  - {{title: x, minutes: 5, slides: [{{title: T, statement: {word}}}]}}\n"
        Path("a.yaml").write_text(f"title: Hej\n{text}", encoding="utf-8")
        assert "slide 3" not in run("check", "a.yaml").stdout
        Path("a.yaml").write_text(f"title: Hej\ntemplate: t.pptx\n{text}", encoding="utf-8")
        assert "slide 3, “T”, is" in run("check", "a.yaml").stdout
        parts = "parts: [{agenda: a.yaml, title: A, date: 2025-03-04}, {agenda: a.yaml, title: B, date: 2025-03-05}]"
        Path("p.yaml").write_text(f"title: P\n{parts}", encoding="utf-8")
        assert "slide 3, “T”, is" in run("check", "p.yaml").stdout

    @pytest.mark.parametrize("name", ["../vores.potx", "/etc/passwd", "voers.potx"])
    def test_a_template_that_an_agenda_names_lies_beside_it(self, name: str) -> None:
        Path("vores.potx").write_bytes(template_bytes("potx"))
        text = f"title: Hej\ntemplate: {name}\nblocks: [{{title: x, minutes: 5}}]"
        Path("a.yaml").write_text(text, encoding="utf-8")
        assert "a.yaml:2:11" in refused("build", "a.yaml")

    def test_macros_are_kept_when_that_is_asked_for_and_otherwise_told(self) -> None:
        Path("t.pptm").write_bytes(template_bytes("pptm"))
        said = run("build", "walk-and-talk", "--template", "t.pptm", "--only", "deck", "--out", "a").stderr
        assert "macros are left out" in said
        run("build", "walk-and-talk", "--template", "t.pptm", "--macros", "--only", "deck", "--out", "b")
        assert b"vbaProject" not in Path("a/walk-and-talk.pptx").read_bytes()
        assert b"ppt/vbaProject.bin" in Path("b/walk-and-talk.pptm").read_bytes()

    def test_macros_of_no_template_cannot_be_kept(self) -> None:
        assert "--macros needs --template" in refused("build", "walk-and-talk", "--macros")

    def _said_of(self, word: str) -> str:
        Path("t.pptx").write_bytes(template_bytes("crowded"))
        text = f"title: Hej\nblocks:\n  - {{title: x, minutes: 5, slides: [{{title: T, statement: {word}}}]}}\n"
        Path("a.yaml").write_text(text, encoding="utf-8")
        result = run("build", "a.yaml", "--template", "t.pptx", "--only", "deck")
        assert result.exit_code == 0, result.stderr
        return result.stderr

    def test_a_word_too_long_for_the_layouts_is_drawn_smaller_and_told(self) -> None:
        said = self._said_of("Arbejdsmiljørepræsentantuddannelsesplanlægningsmøder")
        assert "slide 3, “T”, is drawn smaller" in said
        assert [line for line in said.splitlines() if line.startswith("slide")] == [said.splitlines()[-1]]

    def test_what_no_layout_has_room_for_stands_on_plain_ground_and_is_told(self) -> None:
        said = self._said_of("Arbejdsmiljørepræsentantuddannelsesplanlægningsmødereferatskabelonerne")
        assert "slide 3, “T”, is on the layout “Title Slide”" in said

    def test_what_has_room_is_not_told(self) -> None:
        assert "slide" not in self._said_of("Godt")

    def test_a_text_that_no_slide_has_room_for_is_told_with_its_place(self) -> None:
        word = "Arbejdsmiljørepræsentantuddannelsesplanlægningsmøde" * 40
        Path("t.pptx").write_bytes(template_bytes("crowded"))
        Path("a.yaml").write_text(
            f"title: Hej\nblocks:\n  - {{title: x, minutes: 5, slides: [{{statement: {word}}}]}}\n", encoding="utf-8"
        )
        assert "a.yaml:3:" in refused("build", "a.yaml", "--template", "t.pptx")
        assert not Path("out").exists()

    def test_a_master_that_has_lost_its_theme_gets_one_that_texts_are_seen_in(self) -> None:
        bare = {name: part for name, part in contents(template_bytes("4:3")).items() if "theme/" not in name}
        rezip(Path("t.pptx"), bare)
        Path("a.yaml").write_text("title: Hej\nblocks: [{title: x, minutes: 5}]", encoding="utf-8")
        assert run("build", "a.yaml", "--template", "t.pptx", "--only", "deck").exit_code == 0
        deck = Path("out/a/a.pptx")
        (theme,) = (one for one in Presentation(str(deck)).slide_master.part.rels.values() if "/theme" in one.reltype)
        assert b"4472C4" in theme.target_part.blob
        assert (audit(deck), inspect(deck).findings) == ([], ())

    def test_a_file_that_is_no_template_is_refused(self) -> None:
        Path("t.pptx").write_bytes(b"PK nothing")
        assert "t.pptx" in refused("build", "walk-and-talk", "--template", "t.pptx")
