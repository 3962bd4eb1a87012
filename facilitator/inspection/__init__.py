"""Decks inspected: what keeps somebody from reading them, and what PowerPoint would complain about."""

from __future__ import annotations

from facilitator.inspection.finding import Finding
from facilitator.inspection.inspect import Report, inspect

__all__ = ["Finding", "Report", "inspect"]
