"""Facilitator: one agenda file in, everything a workshop room needs out, offline."""

__version__ = "0.1.0"
