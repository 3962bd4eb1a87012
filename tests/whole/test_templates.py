"""Decks in other people's templates: valid, nothing overflows, and nothing of ours lies over what is theirs."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from cli.running import refused, run
from facilitator.agenda.read import read_agenda
from facilitator.canvas.shapes import AnyShape, Connector, Group, Picture, Shape, Table
from facilitator.canvas.units import Box
from facilitator.house_templates.model import TEXTS, Layout, Template
from facilitator.inspection import inspect
from facilitator.library import default_library
from facilitator.office.shapes import TITLES
from facilitator.output.agenda import OpenAgenda
from facilitator.output.opened import Asked
from facilitator.pptx.in_template import HouseTemplate, house_template
from judges.office import Office
from judges.overflow import overflows
from judges.package import audit
from judges.seeing import unseen
from pptx import Presentation
from templates.found import FOUND
from templates.made import MADE

LIBRARY = default_library()
AGENDAS = ("introduktionsvaerktoej", "trio-workshop")
SHOWN = ("16:10", "dark", "decorated", "only blank", "portrait", "tiny", "title at the side")
"""Those of ours that LibreOffice lays out with the long deck too."""

FIRST_LINE_HIGH = "libreoffice/cshape"
"""Its texts keep no distance to their edge and their lines are near each other: in LibreOffice those of its own stand
1.7 points too high as well.
"""
WITH_KNOWN_WIDTHS = ("Arial", "Arial Black", "Calibri", "Cambria", "Times New Roman", "Verdana")
"""Fonts that LibreOffice has on any machine, by their own name or as one of the same widths."""

every_template = pytest.mark.parametrize("name", [*MADE, *FOUND])
both_agendas = pytest.mark.parametrize("agenda", AGENDAS)


@cache
def template_bytes(name: str) -> bytes:
    return FOUND[name].read_bytes() if name in FOUND else MADE[name]()


def written(name: str, folder: Path) -> Path:
    """The template as a file."""
    file = folder / "skabelon.pptx"
    file.write_bytes(template_bytes(name))
    return file


def without_other_fonts(template: bytes) -> bytes:
    """The template in Arial where LibreOffice would set it in a font of other widths, which would judge nothing."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(template)) as old, zipfile.ZipFile(changed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, _FACE.sub(_known, content) if name.endswith(".xml") else content)
    return changed.getvalue()


_FACE = re.compile(rb'(<a:latin [^>]*?typeface=")([^"+][^"]*)(")')


def _known(found: re.Match[bytes]) -> bytes:
    return found[0] if found[2].decode() in WITH_KNOWN_WIDTHS else found[1] + b"Arial" + found[3]


def session(agenda: str, template: HouseTemplate) -> OpenAgenda:
    reading = read_agenda(agenda, library=LIBRARY)
    return OpenAgenda(reading, LIBRARY, Asked(opened=template))


def built(agenda: str, template: HouseTemplate, folder: Path) -> Path:
    (made,) = session(agenda, template).build("deck")
    deck = folder / f"deck{template.suffix}"
    deck.write_bytes(made.content)
    return deck


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


@both_agendas
@every_template
def test_the_deck_has_no_fault_that_the_template_had_not(name: str, agenda: str, tmp_path: Path) -> None:
    template = written(name, tmp_path)
    borrowed = house_template(template)
    deck = built(agenda, borrowed, tmp_path)
    assert set(audit(deck)) <= set(audit(template))
    slides = Presentation(str(deck)).slides
    titles = [slide.shapes.title.text for slide in slides]
    assert all(titles)
    assert len(set(titles)) == len(titles)
    assert not any(holder.text_frame.text == "" for slide in slides for holder in slide.placeholders)
    assert all(slide.has_notes_slide for slide in slides)


@both_agendas
@every_template
def test_nothing_of_ours_lies_over_the_template_s_own(name: str, agenda: str, tmp_path: Path) -> None:
    borrowed = house_template(written(name, tmp_path))
    drawn = session(agenda, borrowed).drawn
    assert drawn.template is not None
    for canvas in drawn.canvases:
        layout = borrowed.choices[canvas.layout].layout
        decorations = [one for one in layout.decorations if not is_surface(one, layout, borrowed.template)]
        for one in leaves(drawn.template.suited(canvas, drawn.style).shapes):
            box = extent(one)
            if box is None:
                continue
            assert box.clipped(borrowed.template.slide) == box, (canvas.id, one.name)
            for decoration in decorations:
                over = box.clipped(decoration)
                assert min(over.w, over.h) <= 1, (canvas.id, one.name)


@both_agendas
@every_template
def test_the_deck_is_accessible(name: str, agenda: str, tmp_path: Path) -> None:
    assert inspect(built(agenda, house_template(written(name, tmp_path)), tmp_path)).findings == ()


@pytest.mark.office
@pytest.mark.parametrize("name", [*MADE, *(name for name in FOUND if name != FIRST_LINE_HIGH)])
def test_all_text_stays_in_its_place(name: str, tmp_path: Path, office: Office) -> None:
    template = tmp_path / "skabelon.pptx"
    template.write_bytes(without_other_fonts(template_bytes(name)) if name in FOUND else template_bytes(name))
    borrowed = house_template(template)
    for agenda in AGENDAS if name in SHOWN or name in FOUND else AGENDAS[:1]:
        assert overflows(built(agenda, borrowed, tmp_path), office) == []


@pytest.mark.office
@pytest.mark.parametrize("name", ["dark", *FOUND])
def test_all_text_can_be_seen(name: str, tmp_path: Path, office: Office) -> None:
    template = tmp_path / "skabelon.pptx"
    template.write_bytes(without_other_fonts(template_bytes(name)) if name in FOUND else template_bytes(name))
    assert unseen(built(AGENDAS[0], house_template(template), tmp_path), office) == []


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
        run("check", "a.yaml")
        Path("a.yaml").write_text(f"title: Hej\ntemplate: t.pptx\n{text}", encoding="utf-8")
        assert "a.yaml:4:" in refused("check", "a.yaml")
        parts = "parts: [{agenda: a.yaml, title: A, date: 2025-03-04}, {agenda: a.yaml, title: B, date: 2025-03-05}]"
        Path("p.yaml").write_text(f"title: P\n{parts}", encoding="utf-8")
        assert "a.yaml:4:" in refused("check", "p.yaml")

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

    def test_a_text_that_the_template_has_no_room_for_is_told_with_its_place(self) -> None:
        Path("t.pptx").write_bytes(template_bytes("crowded"))
        word = "Arbejdsmiljørepræsentantuddannelsesplanlægningsmøde" * 2
        Path("a.yaml").write_text(
            f"title: Hej\nblocks:\n  - {{title: x, minutes: 5, slides: [{{statement: {word}}}]}}\n", encoding="utf-8"
        )
        assert "a.yaml:3:" in refused("build", "a.yaml", "--template", "t.pptx")
        assert not Path("out").exists()

    def test_a_file_that_is_no_template_is_refused(self) -> None:
        Path("t.pptx").write_bytes(b"PK nothing")
        assert "t.pptx" in refused("build", "walk-and-talk", "--template", "t.pptx")
