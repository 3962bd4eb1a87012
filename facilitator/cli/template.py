"""`facilitator template`: what is in a PowerPoint template, and which of its layouts serves what."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from facilitator.cli.as_json import print_json
from facilitator.cli.progress import progress

if TYPE_CHECKING:
    from facilitator.house_templates import Choice, Template

__all__ = ["template"]


@click.group()
def template() -> None:
    """Templates of your own: PowerPoint files whose layouts, colours, and fonts a deck takes."""


@template.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--write", is_flag=True, help="Write FILE.layouts.yaml beside it, to correct by hand.")
@click.option("--force", is_flag=True, help="Overwrite it though it was changed since it was written.")
@click.option("--json", "as_json", is_flag=True, help="The same as JSON.")
def inspect(file: Path, write: bool, force: bool, as_json: bool) -> None:
    """Show which layout of FILE (.pptx, .potx, .pptm, .potm) serves which kind of slide, and why.

    Where FILE.layouts.yaml is there, it decides.
    """
    from facilitator.house_templates import choose, mapping_of, mapping_path, read_mapping, read_template
    from facilitator.output.files import write_files

    path = mapping_path(file)
    with progress(f"Reading {file}"):
        found = read_template(file)
        choices = read_mapping(path, found) if path.exists() and not write else choose(found)
        written = write_files(path.parent, {path.name: mapping_of(found, choices)}, force=force) if write else []
    if as_json:
        print_json(_told(found, choices))
        return
    _print(found, choices)
    for one in written:
        click.echo(one)


def _told(found: Template, choices: Mapping[str, Choice]) -> dict[str, Any]:
    """Template and choices as plain data; lengths in EMU."""
    from dataclasses import asdict

    return {
        "file": found.path,
        "width": found.slide.w,
        "height": found.slide.h,
        **asdict(found.facts),
        "layouts": [[layout.label for layout in master.layouts] for master in found.masters],
        "choices": [
            {"kind": _shown(kind), "layout": choice.layout.label, "why": choice.why} for kind, choice in choices.items()
        ],
    }


def _print(found: Template, choices: Mapping[str, Choice]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD)
    table.add_column("kind", no_wrap=True)
    table.add_column("layout")
    table.add_column("why")
    for kind, choice in choices.items():
        table.add_row(*map(Text, (_shown(kind), choice.layout.label, choice.why)))
    console = Console()
    (console if console.is_terminal else Console(width=240)).print(table)
    click.echo(_summary(found))


def _shown(kind: str) -> str:
    return kind.removesuffix("_")


def _summary(found: Template) -> str:
    """The facts on one line."""
    from facilitator.canvas.units import cm

    facts, size = found.facts, f"{found.slide.w / cm(1):.1f} × {found.slide.h / cm(1):.1f} cm"
    counted = {
        "master": len(found.masters),
        "layout": sum(1 for _ in found.layouts),
        "slide": facts.slides,
        "section": len(facts.sections),
        "embedded font": len(facts.embedded_fonts),
        "guide": facts.guides,
    }
    numbers = [f"{count} {what}{'s' if count > 1 else ''}" for what, count in counted.items() if count]
    flags = {"right to left": facts.right_to_left, "macros": facts.macros, "no notes master": not facts.notes_master}
    return f"{found.path}: {', '.join([size, *numbers, *(what for what, holds in flags.items() if holds)])}"
