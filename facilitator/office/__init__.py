"""PowerPoint files that people have: opened without harm, whatever they are, and read as PowerPoint reads them."""

from __future__ import annotations

from facilitator.office.package import Package, Relationship, open_package
from facilitator.office.presentation import Presentation, Sheet, Slide, open_presentation

__all__ = ["Package", "Presentation", "Relationship", "Sheet", "Slide", "open_package", "open_presentation"]
