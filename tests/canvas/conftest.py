"""Styles to draw with: every shipped theme, Danish words. A machine with fonts of one's own making."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from facilitator.canvas import measure
from facilitator.canvas.text import Style
from facilitator.content.terms import Terms
from facilitator.content.theme import ThemeFile

DECKS = Path(__file__).parents[2] / "decks"
THEMES = sorted(path.stem for path in (DECKS / "themes").glob("*.yaml"))


def load(path: str) -> object:
    """A content file as plain text values."""
    return yaml.load((DECKS / path).read_text(encoding="utf-8"), yaml.BaseLoader)


@cache
def style_of(theme: str, language: str = "da") -> Style:
    """The shipped theme with the words of a language."""
    return Style(
        ThemeFile.model_validate(load(f"themes/{theme}.yaml")).theme,
        Terms.model_validate(load(f"terms/{language}.yaml")),
    )


@pytest.fixture(params=THEMES)
def style(request: pytest.FixtureRequest) -> Style:
    return style_of(request.param)


def forget() -> None:
    """Forget what has been measured on another machine."""
    for known in (measure.face, measure.is_known, measure._em, measure._words, measure._broken):
        known.cache_clear()


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The user's folder for fonts, the only one on this machine; it is a Linux machine."""
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_DATA_DIRS", f"{tmp_path / 'shared'}:{tmp_path / 'none'}")
    fonts = tmp_path / "data" / "fonts"
    fonts.mkdir(parents=True)
    forget()
    yield fonts
    forget()


@pytest.fixture
def put(own: Path) -> Callable[[Any, str], Path]:
    """Install a font under a file name."""

    def save(font: Any, name: str) -> Path:
        path = own / name
        path.parent.mkdir(parents=True, exist_ok=True)
        font.save(path)
        return path

    return save
