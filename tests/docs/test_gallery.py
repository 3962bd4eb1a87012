"""`docs/gallery.md` shows every agenda, figure, card set, and form there is, and no other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from facilitator.library import default_library

DOCS = Path(__file__).parents[2] / "docs"
SHOWN = set(re.findall(r"\]\((gallery/[^)]+\.png)\)", (DOCS / "gallery.md").read_text(encoding="utf-8")))
"""Renew it with ``python scripts/make_gallery.py``."""


@pytest.mark.parametrize("kind", ["agendas", "figures", "cards", "forms"])
def test_everything_has_its_picture(kind: str) -> None:
    wanted = {f"gallery/{kind}/{name}.png" for name in default_library().names(kind)}
    assert wanted == {picture for picture in SHOWN if picture.startswith(f"gallery/{kind}/")}
    assert [picture for picture in sorted(wanted) if not (DOCS / picture).read_bytes().startswith(b"\x89PNG")] == []


def test_no_picture_is_left_over() -> None:
    assert {str(file.relative_to(DOCS).as_posix()) for file in (DOCS / "gallery").rglob("*.png")} == SHOWN
