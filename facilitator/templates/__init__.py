"""PowerPoint templates of anybody's: what is in them, and which of their layouts serves which kind of slide."""

from __future__ import annotations

from facilitator.templates.choosing import KINDS, Choice, choose
from facilitator.templates.mapping import mapping_of, mapping_path, read_mapping
from facilitator.templates.model import Facts, Layout, Look, Master, Placeholder, Template
from facilitator.templates.read import read_template
from facilitator.templates.theme import to_theme

__all__ = [
    "KINDS", "Choice", "Facts", "Layout", "Look", "Master", "Placeholder", "Template", "choose", "mapping_of",
    "mapping_path", "read_mapping", "read_template", "to_theme",
]  # fmt: skip
