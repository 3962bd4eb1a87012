"""The rules. Each is a function from a slide (or the deck) to findings; a new one is a function and its name here."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from facilitator.inspection.finding import Finding
from facilitator.inspection.rules.alternatives import alternative_text
from facilitator.inspection.rules.contrasts import contrast
from facilitator.inspection.rules.order import reading_order
from facilitator.inspection.rules.package import content_types, layout, relationships, shape_ids, slide_ids
from facilitator.inspection.rules.placeholders import empty_placeholder
from facilitator.inspection.rules.room import text_fits
from facilitator.inspection.rules.tables import table_header
from facilitator.inspection.rules.titles import title, unique_title
from facilitator.inspection.rules.type import language, text_size
from facilitator.inspection.rules.volume import too_many_shapes
from facilitator.office.deck import Deck, Slide

__all__ = ["DECK_RULES", "RULES"]

DECK_RULES: tuple[Callable[[Deck], Iterator[Finding]], ...] = (relationships, content_types, slide_ids)
"""What is asked once."""

RULES: tuple[Callable[[Slide], Iterator[Finding]], ...] = (
    layout,
    shape_ids,
    too_many_shapes,
    title,
    unique_title,
    alternative_text,
    reading_order,
    table_header,
    contrast,
    empty_placeholder,
    language,
    text_size,
    text_fits,
)
"""What is asked of every slide."""
