"""Forms and handouts: from a file in ``decks/forms/`` to a PDF to print and a Word file to make one's own."""

from __future__ import annotations

from facilitator.print.forms.make import make_form

__all__ = ["make_form"]
