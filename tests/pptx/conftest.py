"""The sample deck, written once for each theme."""

from __future__ import annotations

import pytest

import sample_deck
from facilitator.pptx.own_parts import OWN
from facilitator.pptx.package import write_deck
from judges.package import Package

THEMES = ("pink", "fjord")


@pytest.fixture(scope="session", params=THEMES)
def sample(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Package:
    """Every shape on every layout, as a file."""
    path = tmp_path_factory.mktemp("sample") / f"{request.param}.pptx"
    style = sample_deck.style(request.param)
    path.write_bytes(write_deck(OWN, sample_deck.whole(), style, sample_deck.PROPERTIES, [sample_deck.FOOTER]))
    return Package(path)
