"""Office files from anywhere, opened without harm: they cannot fill the memory, stop the clock, or reach out."""

from __future__ import annotations

from facilitator.office.package import Package, Relationship, open_package

__all__ = ["Package", "Relationship", "open_package"]
