"""`docs/gallery.md` shows every agenda, figure, card set, form, and kind of slide and figure there is, and no other."""

from __future__ import annotations

import re
from collections.abc import Collection
from pathlib import Path

import pytest

from facilitator.content.figures import FIGURES
from facilitator.content.slides import WRITTEN
from facilitator.library import default_library

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = set(re.findall(r"\]\((gallery/[^)]+\.png)\)", (DOCS / "gallery.md").read_text(encoding="utf-8")))
"""Renew it with ``python scripts/make_gallery.py``."""


NAMES: dict[str, Collection[str]] = {
    **{kind: default_library().names(kind) for kind in ("agendas", "figures", "cards", "forms")},
    "slide-kinds": WRITTEN.keys(),
    "figure-kinds": FIGURES.keys(),
}


@pytest.mark.parametrize("section", NAMES)
def test_everything_has_its_picture(section: str) -> None:
    wanted = {f"gallery/{section}/{name}.png" for name in NAMES[section]}
    assert wanted == {picture for picture in SHOWN if picture.startswith(f"gallery/{section}/")}
    assert [picture for picture in sorted(wanted) if not (DOCS / picture).read_bytes().startswith(b"\x89PNG")] == []


def test_no_picture_is_left_over() -> None:
    assert {str(file.relative_to(DOCS).as_posix()) for file in (DOCS / "gallery").rglob("*.png")} == SHOWN
