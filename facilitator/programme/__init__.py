"""A programme: several sessions with dates, and what happens between them."""

from __future__ import annotations

from facilitator.programme.model import Between, Programme, Session
from facilitator.programme.plan import Held, Planned, plan_programme
from facilitator.programme.read import ProgrammeReading, read_programme

__all__ = [
    "Between", "Held", "Session", "Planned", "Programme", "ProgrammeReading", "plan_programme", "read_programme",
]  # fmt: skip
