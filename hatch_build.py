"""Ships the content inside built wheels only; an editable install reads it from the checkout, never a stale copy."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CONTENT = ("agendas", "decks")


class ShippedContent(BuildHookInterface[Any]):
    """Copies the content folders into `facilitator/shipped/`, where `facilitator.library` finds them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to a wheel (``standard``); an ``editable`` one gets none."""
        if version == "standard":
            build_data["force_include"].update({folder: f"facilitator/shipped/{folder}" for folder in CONTENT})
