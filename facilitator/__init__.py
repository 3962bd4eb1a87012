"""Facilitator: one agenda file in, everything a workshop room needs out, offline.

Everything is done through the names here, by the command line too; `docs/python.md` shows how. What a name brings with
it is loaded when it is first asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from facilitator.batches.batch import Batch, batch, table_headings
    from facilitator.content.file_kinds import language_of
    from facilitator.made import Made
    from facilitator.messages import Place, Problem, Problems, WrongArgument, speaking
    from facilitator.output import write
    from facilitator.output.agenda import OpenAgenda
    from facilitator.output.door import check, open, part
    from facilitator.output.earlier import made_from, restore
    from facilitator.output.pairing import pair
    from facilitator.output.programme import OpenProgramme
    from facilitator.output.shelf import new, schema, shelf
    from facilitator.output.tools import calibration, cards, form, inspect, template
    from facilitator.output.updating import update

__version__ = "0.1.0"

_HOMES = {
    "batches.batch": ("Batch", "batch", "table_headings"),
    "content.file_kinds": ("language_of",),
    "made": ("Made",),
    "messages": ("Place", "Problem", "Problems", "WrongArgument", "speaking"),
    "output.agenda": ("OpenAgenda",),
    "output.pairing": ("pair",),
    "output.programme": ("OpenProgramme",),
    "output.earlier": ("made_from", "restore"),
    "output.door": ("check", "open", "part"),
    "output": ("write",),
    "output.shelf": ("new", "schema", "shelf"),
    "output.tools": ("calibration", "cards", "form", "inspect", "template"),
    "output.updating": ("update",),
}
"""Where the names live."""

__all__ = [
    "Batch", "Made", "OpenAgenda", "OpenProgramme", "Place", "Problem", "Problems", "WrongArgument", "batch",
    "calibration", "cards", "check", "form", "inspect", "language_of", "made_from", "new", "open", "pair",
    "part", "restore", "schema", "shelf", "speaking", "table_headings", "template", "update", "write",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{home}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
