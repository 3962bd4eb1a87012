"""The main job: the shipped agenda becomes a finished deck, and the judges have nothing against it."""

from __future__ import annotations

from pathlib import Path

import pytest

from judges.office import Office
from judges.overflow import overflows
from judges.package import Package, audit, faults
from whole.building import Build


def test_it_is_a_whole_deck(trio: Path) -> None:
    assert len(Package(trio).slides) >= 34


def test_the_sdk_rules_find_no_error(trio: Path) -> None:
    assert audit(trio) == []


def test_our_rules_find_no_fault(trio: Path) -> None:
    assert faults(trio) == []


@pytest.mark.office
def test_all_text_stays_in_its_place(trio: Path, office: Office) -> None:
    assert overflows(trio, office) == []


@pytest.mark.office
def test_every_slide_is_shown(trio: Path, office: Office) -> None:
    assert len(office.pictures(trio)) == len(Package(trio).slides)


@pytest.mark.office
@pytest.mark.parametrize("theme", ["fjord", "pink"])
def test_every_theme_gives_a_deck_without_faults(theme: str, build: Build, office: Office) -> None:
    deck = build("trio-workshop", "--theme", theme).deck
    assert audit(deck) == []
    assert faults(deck) == []
    assert overflows(deck, office) == []
    assert f'name="{theme.title()}"' in Package(deck).parts["ppt/theme/theme1.xml"].decode()
