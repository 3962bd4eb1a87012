"""A PowerPoint file from canvases: native shapes, real masters and layouts, notes, sections, links."""

from facilitator.pptx.package import write_deck
from facilitator.pptx.properties import Properties

__all__ = ["Properties", "write_deck"]
