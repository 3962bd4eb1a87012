"""PowerPoint templates of anybody's: what is in them, and which of their layouts serves which kind of slide."""

from __future__ import annotations

from facilitator.house_templates.choosing import KINDS, Choice, choose
from facilitator.house_templates.mapping import mapping_of, mapping_path, read_mapping
from facilitator.house_templates.model import Facts, Layout, Master, Placeholder, Template, to_theme
from facilitator.house_templates.reading import read_template, template_of

__all__ = [
    "KINDS", "Choice", "Facts", "Layout", "Master", "Placeholder", "Template", "choose", "mapping_of",
    "mapping_path", "read_mapping", "read_template", "template_of", "to_theme",
]  # fmt: skip
