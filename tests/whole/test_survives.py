"""What people really write: long lists, long titles, strange letters. The deck survives it, or says what is wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from facilitator.content.figures import Figure
from judges.office import Office
from judges.overflow import overflows
from judges.package import Package, audit, faults
from whole.building import Build, Write


def has_no_faults(deck: Path, office: Office) -> bool:
    assert audit(deck) == []
    assert faults(deck) == []
    assert overflows(deck, office) == []
    return True


# --- lists twice as long --------------------------------------------------------------------------------------------

KEPT = {"id", "symbol", "kind", "work", "minutes", "photo", "picture", "when", "minor", "arrow", "icon", "role"}
"""Keys whose values are no running text."""


def doubled(value: Any) -> Any:
    """The same with every text twice as long."""
    if isinstance(value, str):
        return f"{value} {value}" if value else value
    if isinstance(value, list):
        return [doubled(v) for v in value]
    return {key: v if key in KEPT else doubled(v) for key, v in value.items()}


def with_doubled_lists(slide: dict[str, Any], figures: Path) -> dict[str, Any]:
    """The slide with every text in its lists twice as long, those of its figure too."""

    def lists(data: dict[str, Any]) -> dict[str, Any]:
        return {key: doubled(v) if isinstance(v, list) else v for key, v in data.items()}

    figure = slide.get("figure")
    if isinstance(figure, str):
        figure = yaml.load((figures / f"{figure}.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return lists(slide) | ({"figure": lists(figure)} if figure else {})


@pytest.mark.office
def test_every_list_twice_as_long(
    trio_agenda: dict[str, Any], written: Write, build: Build, office: Office, checkout: Path
) -> None:
    for block in trio_agenda["blocks"]:
        slides = block.get("slides", [])
        block["slides"] = [with_doubled_lists(slide, checkout / "decks" / "figures") for slide in slides]
    assert has_no_faults(build(written(trio_agenda)).deck, office)


# --- figures --------------------------------------------------------------------------------------------------------

TITLES = [
    "Mål",
    "Samarbejde",
    "Aftaler om hverdagen",
    "Forventninger til hinanden",
    "Tillid",
    "Ro",
    "Retning",
    "Rammer",
]
TEXTS = ["Kort.", "Det, vi kan se og tale om, når vi mødes.", "Hvad vi hver især bidrager med i det daglige.", ""]


def item(number: int, *, points: int = 2) -> dict[str, Any]:
    return {
        "title": TITLES[number % 8],
        "points": [f"Punkt {p + 1} om {TITLES[number % 8].lower()}" for p in range(points)],
    }


def line(number: int) -> dict[str, Any]:
    text = TEXTS[number % 4]
    return {"title": TITLES[number % 8]} | ({"text": text} if text else {})


def figure(kind: str, count: int) -> dict[str, Any]:
    """A figure of the kind with so many parts, their texts of different lengths."""
    made: dict[str, Any] = {"kind": kind, "title": f"{kind} med {count}"}
    if kind == "spectrum":
        return made | {"pairs": [{"left": TITLES[n], "right": TITLES[7 - n]} for n in range(count)]}
    if kind == "timeline":
        return made | {"items": [{"title": TITLES[n], "when": f"{n + 1}. januar"} for n in range(count)]}
    if kind == "lists":
        return made | {"left": item(3, points=count), "right": item(1, points=count)}
    if kind in {"hub", "wheel"}:
        made["centre"] = "Midten"
    if kind == "mindmap":
        return made | {"centre": "Midten", "branches": str(count), "steps": TITLES[:2]}
    if kind == "table":
        rows = [[TITLES[n], TEXTS[n % 4] or "Kort"] for n in range(count)]
        return made | {"head": ["Hvad", "Hvordan"], "rows": rows}
    if kind == "scale":
        return made | {"left": item(3, points=count // 2), "right": item(1, points=2)}
    exact, most = {"circles": 3, "wheel": 4}, {"steps": 6, "stairs": 6, "levels": 6}
    count = exact.get(kind, min(count, most.get(kind, count)))
    parts = line if kind in {"tiles", "bubbles", "hub"} else item
    return made | {"items": [parts(n) for n in range(count)]}


@pytest.mark.office
def test_figures_of_every_kind_with_three_and_eight_parts(written: Write, build: Build, office: Office) -> None:
    slides = [{"figure": figure(kind, count)} for kind in kinds() for count in (3, 8)]
    agenda = {
        "title": "Figurer",
        "start": "09.00",
        "blocks": [{"title": "Alle figurer", "minutes": "60", "slides": slides}],
    }
    deck = build(written(agenda)).deck
    assert has_no_faults(deck, office)
    shown = "\n".join(slide.title for slide in Package(deck).slides)
    assert all(f"{kind} med 8" in shown for kind in kinds())


def kinds() -> list[str]:
    """Every figure kind there is, by the models themselves."""

    def leaves(model: type[Figure]) -> list[type[Figure]]:
        below = model.__subclasses__()
        return [leaf for sub in below for leaf in leaves(sub)] if below else [model]

    return sorted(str(leaf.model_fields["kind"].annotation.__args__[0]) for leaf in leaves(Figure))  # type: ignore[union-attr]


# --- titles and letters ---------------------------------------------------------------------------------------------


@pytest.mark.office
def test_a_title_of_two_hundred_letters(
    trio_agenda: dict[str, Any], written: Write, build: Build, office: Office
) -> None:
    title = ("Hvad er et psykisk arbejdsmiljø, og hvad kan en leder, en TR og en AMR gøre for det sammen? " * 3)[
        :200
    ].strip()
    block = next(b for b in trio_agenda["blocks"] if any("bullets" in s for s in b.get("slides", [])))
    block["title"] = title
    next(s for s in block["slides"] if "bullets" in s)["title"] = title
    trio_agenda["title"] = title
    deck = build(written(trio_agenda)).deck
    assert has_no_faults(deck, office)
    assert title in [slide.title for slide in Package(deck).slides]


STRANGE = "&<>\"'æøåÆØÅ漢字🙂"


def test_a_client_with_every_kind_of_letter(build: Build) -> None:
    deck = build("trio-workshop", "--set", f"client={STRANGE}").deck
    assert audit(deck) == []
    assert faults(deck) == []
    package = Package(deck)
    assert STRANGE in package.slides[0].text
    assert all(STRANGE in slide.text for slide in package.slides[1:]), "the footer names the client"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\ufffe"])
def test_a_control_character_is_an_error_that_names_it(
    sign: str, trio_agenda: dict[str, Any], written: Write, build: Build
) -> None:
    trio_agenda["title"] = f"Opstart{sign}workshop"
    outcome = build(written(trio_agenda))
    assert outcome.code == 2
    assert f"U+{ord(sign):04X}" in outcome.complained
    assert "agenda.yaml:1:" in outcome.complained
