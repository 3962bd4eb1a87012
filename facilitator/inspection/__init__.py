"""Decks inspected: what keeps somebody from reading them, and what PowerPoint would complain about."""
