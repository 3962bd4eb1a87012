"""A PowerPoint file from canvases: native shapes, real masters and layouts, notes, sections, links."""

from facilitator.pptx.frame import DeckTemplate
from facilitator.pptx.own_parts import OWN, OwnTemplate
from facilitator.pptx.package import write_deck
from facilitator.pptx.properties import Properties

__all__ = ["OWN", "DeckTemplate", "OwnTemplate", "Properties", "write_deck"]
