"""Styles to draw with: every shipped theme, Danish words."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from facilitator.canvas.style import Style
from facilitator.content.terms import Terms
from facilitator.content.theme import Theme

DECKS = Path(__file__).parents[2] / "decks"
THEMES = sorted(path.stem for path in (DECKS / "themes").glob("*.yaml"))


def load(path: str) -> object:
    """A content file as plain text values."""
    return yaml.load((DECKS / path).read_text(encoding="utf-8"), yaml.BaseLoader)


def style_of(theme: str, language: str = "da") -> Style:
    """The shipped theme with the words of a language."""
    return Style(
        Theme.model_validate(load(f"themes/{theme}.yaml")), Terms.model_validate(load(f"terms/{language}.yaml"))
    )


@pytest.fixture(params=THEMES)
def style(request: pytest.FixtureRequest) -> Style:
    return style_of(request.param)
