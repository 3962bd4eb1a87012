"""A programme: several sessions with dates, and what happens between them."""

from __future__ import annotations

from facilitator.programme.model import Between, Programme, ProgrammeReading, Session, read_programme
from facilitator.programme.plan import Held, Planned, plan_programme

__all__ = [
    "Between", "Held", "Session", "Planned", "Programme", "ProgrammeReading", "plan_programme", "read_programme",
]  # fmt: skip
