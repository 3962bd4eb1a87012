"""Office files from anywhere, opened without harm: they cannot fill the memory, stop the clock, or reach out."""

from __future__ import annotations

from facilitator.opening.package import Package, open_package
from facilitator.opening.relationships import Relationship

__all__ = ["Package", "Relationship", "open_package"]
