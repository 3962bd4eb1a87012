"""A kind of figure or slide is declared once: two files add one, and everything else follows."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from inspect import cleandoc
from pathlib import Path
from textwrap import dedent, indent
from typing import NamedTuple
from zipfile import ZipFile

import pytest
from PIL import Image

from facilitator.content.figures import FIGURES
from facilitator.content.slides import WRITTEN
from judges.office import Office
from judges.overflow import overflows
from judges.package import audit, faults
from whole.building import Build

ROOT = Path(__file__).parents[2]
COPIED = ("facilitator", "agendas", "decks", "docs", "scripts", "tests", "pyproject.toml")


class Kind(NamedTuple):
    """A kind as a stranger adds it: its model before the line that begins so, and its module."""

    sort: str
    name: str
    before: str
    model: str
    module: str


LADDER = Kind(
    "figure",
    "ladder",
    "FIGURES:",
    '''
    class Ladder(_OfItems):
        """Rungs from the lowest to the highest, the first at the foot."""

        kind: Literal["ladder"]
        example: ClassVar[str] = """
            title: Trin for trin
            steep: true
            items: [Lyt, Spørg, Aftal]
        """
        steep: bool = False
        """The rungs grow shorter."""


    ''',
    '''
    """The ladder: rungs one over the other."""

    from __future__ import annotations

    from facilitator.canvas.figures.cards import GAP, LARGE_SCALES, Card, card_shape, common_scale
    from facilitator.canvas.shapes import Group
    from facilitator.canvas.text import Style
    from facilitator.content.figures import Ladder

    __all__ = ["draw"]


    def draw(figure: Ladder, box: Box, style: Style) -> Group:
        """The rungs, as many as there are items, in reading order from the top."""
        rows = box.rows(len(figure.items), GAP)
        shorter = round(box.w * 0.02) if figure.steep else 0
        cards = [
            Card(item, row.inset(shorter * (len(rows) - number), 0))
            for number, (item, row) in enumerate(zip(figure.items, rows, strict=True))
        ]
        scale = common_scale(style, cards, LARGE_SCALES)
        shapes = [
            card_shape(card, scale, fill=style.surface(style.accent(number)), anchor="ctr")
            for number, card in enumerate(cards)
        ]
        return Group(figure.title, box, tuple(shapes))
    ''',
)
DILEMMA = Kind(
    "slide",
    "dilemma",
    "SLIDES:",
    '''
    class Dilemma(SlideContent):
        """A choice between two things that both matter."""

        kind: ClassVar[str] = "dilemma"
        example: ClassVar[str] = """
            dilemma: Hvad gør I, når begge dele er rigtige?
            either: Fart
            other: Grundighed
        """
        dilemma: Text
        either: Line
        """What speaks for one thing."""
        other: Line


    ''',
    '''
    """A choice between two things, side by side under the question."""

    from __future__ import annotations

    from collections.abc import Mapping

    from facilitator.canvas.slides.shared import Page
    from facilitator.canvas.text import Style
    from facilitator.canvas.text import label
    from facilitator.canvas import Box, cm
    from facilitator.content.slides import Dilemma
    from facilitator.deck import Slide

    __all__ = ["lay"]


    def lay(content: Dilemma, setting: Setting) -> list[Page]:
        """The question over both sides."""
        style = setting.style
        above, below = style.design.body.cut(cm(8), cm(0.5))
        sides = zip((content.either, content.other), below.columns(2, cm(1)), strict=True)
        shapes = [label(style, "Dilemma", content.dilemma, above)]
        shapes += [label(style, text, text, box, align="ctr", anchor="ctr", bold=True) for text, box in sides]
        return [Page("title_only", tuple(shapes), source=content.source)]
    ''',
)


def changed(kind: Kind) -> dict[str, str]:
    """The files that CONTRIBUTING names for such a kind, with what the stranger makes of them."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    _, _, rest = text.partition(f"**A {kind.sort} kind")
    models, module = re.findall(r"^\d\..*?`(facilitator/[\w/.]+)`", rest.partition("\n\n")[0], re.MULTILINE)
    before, line, after = (ROOT / models).read_text(encoding="utf-8").partition(f"\n{kind.before}")
    assert line
    model = dedent(kind.model).lstrip("\n")
    return {
        models: f"{before}\n{model}{line.lstrip()}{after}",
        module.replace("KIND", kind.name): cleandoc(kind.module),
    }


class Copy:
    """The project in a folder of its own, with a stranger's kinds."""

    def __init__(self, folder: Path, *kinds: Kind) -> None:
        self.folder = folder
        for name in COPIED:
            of = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
            of(ROOT / name, folder / name)
        for kind in kinds:
            for name, text in changed(kind).items():
                (folder / name).write_text(text + "\n", encoding="utf-8")

    def python(self, *arguments: str, renew: bool = False) -> subprocess.CompletedProcess[str]:
        renewing = {"FACILITATOR_RENEW": "1"} if renew else {}
        # The gate's own options (several processes) are not those of the tests in the copy.
        ours = {"PYTHONPATH": str(self.folder), "PYTHONIOENCODING": "utf-8", "PYTEST_ADDOPTS": ""}
        environment = {**os.environ, **renewing, **ours}
        command = [sys.executable, *arguments]
        return subprocess.run(
            command, cwd=self.folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
        )

    def tested(self, *arguments: str, renew: bool = False) -> subprocess.CompletedProcess[str]:
        return self.python("-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments, renew=renew)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """The project with both kinds; what is committed beside the program made anew as CONTRIBUTING says."""
    made = Copy(tmp_path_factory.mktemp("stranger"), LADDER, DILEMMA)
    (command,) = re.findall(r"FACILITATOR_RENEW=1 pytest ([^#\n]+)#", (ROOT / "CONTRIBUTING.md").read_text("utf-8"))
    renewed = made.tested(*command.split(), renew=True)
    assert renewed.returncode == 0, renewed.stdout
    return made


@pytest.mark.slow
class TestAStranger:
    def test_finds_them_in_the_schema(self, copy: Copy) -> None:
        schema = json.loads((copy.folder / "agendas" / "agenda.schema.json").read_text(encoding="utf-8"))
        assert {"Ladder", "Dilemma"} <= schema["$defs"].keys()
        assert schema["$defs"]["Ladder"]["properties"]["steep"]["description"] == "The rungs grow shorter."

    def test_finds_them_on_the_page_about_agendas(self, copy: Copy) -> None:
        page = (copy.folder / "docs" / "agenda.md").read_text(encoding="utf-8")
        assert (
            "| `ladder` | rungs from the lowest to the highest, the first at the foot | `steep`: the rungs grow" in page
        )
        assert (
            "| `dilemma` | a choice between two things that both matter | `either`: what speaks for one thing" in page
        )
        assert "kind: ladder\ntitle: Trin for trin" in page

    def test_builds_an_agenda_with_them(self, copy: Copy) -> None:
        agenda = copy.folder / "dagsorden.yaml"
        agenda.write_text(agenda_of([as_slide("ladder", example(LADDER)), example(DILEMMA)]), encoding="utf-8")
        built = copy.python("-m", "facilitator", "build", str(agenda), "--out", "ud", "--only", "deck")
        assert built.returncode == 0, built.stderr
        (deck,) = (copy.folder / "ud").glob("*.pptx")
        with ZipFile(deck) as package:
            slides = "".join(package.read(name).decode() for name in package.namelist() if "slides/slide" in name)
        for words in ("Lyt", "Aftal", "Grundighed", "Trin for trin. Lyt. Spørg. Aftal."):
            assert words in slides

    def test_finds_them_in_the_list_of_the_gallery(self, copy: Copy) -> None:
        listed = copy.python("scripts/make_gallery.py", "--list")
        assert {"figure-kinds/ladder", "slide-kinds/dilemma"} <= set(listed.stdout.split())

    def test_has_them_tested(self, copy: Copy) -> None:
        found = copy.tested("tests/canvas", "tests/content", "-k", "ladder or dilemma")
        assert found.returncode == 0, found.stdout
        assert int(re.findall(r"(\d+) passed", found.stdout)[0]) > 10

    @pytest.mark.parametrize(
        ("kind", "good", "bad"),
        [
            (DILEMMA, "below.columns(2, cm(1))", "(below, below)"),
            (DILEMMA, "content.dilemma, above", '"Kort", above'),
            (DILEMMA, "body.cut(cm(8), cm(0.5))", "body.cut(cm(8), cm(8))"),
            (LADDER, "item, row.inset(", "item, box.inset("),
            (LADDER, "LARGE_SCALES)", "LARGE_SCALES[:1])"),
        ],
        ids=["texts meet", "words are missing", "below the slide", "cards meet", "always refuses"],
    )
    def test_is_told_what_is_badly_laid_out(self, kind: Kind, good: str, bad: str, tmp_path: Path) -> None:
        assert good in kind.module
        worse = Copy(tmp_path, kind._replace(module=kind.module.replace(good, bad)))
        found = worse.tested("tests/canvas", "-x", "-k", kind.name)
        assert found.returncode == 1, found.stdout


def example(kind: Kind) -> str:
    """What stands in the second string of its model."""
    return cleandoc(kind.model.split('"""')[3])


def as_slide(kind: str, figure: str) -> str:
    """A figure as a slide has it written out."""
    return "figure:\n" + indent(f"kind: {kind}\n{figure}", "  ")


def agenda_of(slides: list[str]) -> str:
    """An agenda with these slides."""
    lines = "".join(f"      - {indent(text, ' ' * 8).strip()}\n" for text in slides)
    return f"title: Alle slags\nblocks:\n  - title: Slides\n    minutes: 60\n    slides:\n{lines}"


# --- the kinds there are --------------------------------------------------------------------------------------------


@pytest.mark.office
def test_an_example_of_every_kind_stands_on_its_slide(build: Build, tmp_path: Path, office: Office) -> None:
    """With judges that know nothing of how it was drawn."""
    Image.new("RGB", (64, 36), (200, 160, 90)).save(tmp_path / "holdet.jpg")
    slides = [cleandoc(model.example) for model in WRITTEN.values()]
    slides += [as_slide(kind, cleandoc(model.example)) for kind, model in FIGURES.items()]
    agenda = tmp_path / "alle.yaml"
    agenda.write_text(agenda_of(slides), encoding="utf-8")
    deck = build(agenda).deck
    assert audit(deck) == []
    assert faults(deck) == []
    assert overflows(deck, office) == []
