"""What is changed in the agenda file is changed in the deck."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from judges.package import Package, SlidePart
from whole.building import Build, Write


def everything(slides: list[SlidePart]) -> str:
    return "\n".join(f"{slide.text}\n{slide.notes}" for slide in slides)


def test_the_day_as_shipped(trio: Path) -> None:
    text = everything(Package(trio).slides)
    assert all(clock in text for clock in ("08.30", "10.00", "11.30"))


def test_another_start_moves_every_time(build: Build) -> None:
    text = everything(Package(build("trio-workshop", "--start", "12.30").deck).slides)
    assert all(clock in text for clock in ("12.30", "14.00", "15.30"))
    assert "08.30" not in text


def test_a_longer_break_ends_later(trio: Path, trio_agenda: dict[str, Any], written: Write, build: Build) -> None:
    pause = next(block for block in trio_agenda["blocks"] if block.get("kind") == "break")
    pause["minutes"] = "20"
    assert "10.15" in everything(Package(trio).slides)
    assert "10.20" in everything(Package(build(written(trio_agenda)).deck).slides)


def test_another_name_stands_on_the_slide(trio_agenda: dict[str, Any], written: Write, build: Build) -> None:
    trio_agenda["examples"]["facilitators"][0]["name"] = "Alma Amundsen"
    people = [s for s in Package(build(written(trio_agenda)).deck).slides if "Alma Amundsen" in s.text]
    assert people


def test_another_team_is_another_deck(build: Build) -> None:
    text = everything(Package(build("trio-workshop", "--set", "team=TRIO Mælkevejen").deck).slides)
    assert "TRIO Mælkevejen" in text
    assert "Solsikken" not in text


def test_a_block_taken_out_is_gone(trio: Path, trio_agenda: dict[str, Any], written: Write, build: Build) -> None:
    pause = next(block for block in trio_agenda["blocks"] if block.get("kind") == "break")
    trio_agenda["blocks"].remove(pause)
    before, after = Package(trio), Package(build(written(trio_agenda)).deck)
    assert "Vi ses igen" in everything(before.slides)
    assert "Vi ses igen" not in everything(after.slides)


def test_every_figure_is_described_by_what_it_says(trio: Path) -> None:
    for slide in Package(trio).slides:
        for name, alternative in slide.alternatives.items():
            assert len(alternative) > 20, f"slide {slide.number}, {name}"
