"""Ships content and help inside built wheels only; editable installs read those of the checkout, never stale ones."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CONTENT = ("agendas", "decks", "docs/da", "docs/img")


class ShippedContent(BuildHookInterface[Any]):
    """Copies content and help into `facilitator/shipped/`, where `facilitator.library` finds them."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the folders to a wheel (``standard``); an ``editable`` one gets none."""
        if version == "standard":
            pages = [f"docs/{page.name}" for page in sorted(Path(self.root, "docs").glob("*.md"))]
            build_data["force_include"].update({one: f"facilitator/shipped/{one}" for one in (*CONTENT, *pages)})
