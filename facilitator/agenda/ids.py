"""The ids of blocks: written ones stay, the others come from the title."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from facilitator.agenda.model import Agenda, Block
from facilitator.content.base import slug

__all__ = ["Path", "block_ids", "walk"]

Path: TypeAlias = tuple[str | int, ...]
"""Where a block stands in its agenda: ``("blocks", 3)``, in a track ``("blocks", 3, "parallel", 0, "blocks", 1)``."""


def walk(blocks: Sequence[Block], at: Path = ()) -> Iterator[tuple[Path, Block]]:
    """Every block with its path, those in tracks after the one they stand in."""
    for number, block in enumerate(blocks):
        path = (*at, "blocks", number)
        yield path, block
        for lane, track in enumerate(block.parallel):
            yield from walk(track.blocks, (*path, "parallel", lane))


def block_ids(agenda: Agenda) -> dict[Path, str]:
    """A different id for every block. A title that comes again gets a number: ``refleksion``, ``refleksion-2``."""
    found = list(walk(agenda.blocks))
    taken = {block.id for _, block in found if block.id}
    ids: dict[Path, str] = {}
    for path, block in found:
        ids[path] = block.id or _free(slug(block.title), taken)
        taken.add(ids[path])
    return ids


def _free(wanted: str, taken: set[str]) -> str:
    number, found = 1, wanted
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found
