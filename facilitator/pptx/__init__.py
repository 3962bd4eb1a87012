"""A PowerPoint file from canvases: native shapes, real masters and layouts, notes, sections, links."""
