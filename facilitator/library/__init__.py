"""What the project ships beside its code, and what the user puts in front of it: agendas, figures, themes, and more."""

from __future__ import annotations

from facilitator.library.library import KINDS, Library, default_library

__all__ = ["KINDS", "Library", "default_library"]
