"""How large an Office file may be, in bytes unless said otherwise: far above what people make, far below what hurts."""

from __future__ import annotations

__all__ = ["DIRECTORY", "ENTRIES", "HARMLESS", "KEPT", "MARKS", "RATIO", "SINGLE", "TOTAL", "XML", "XML_TOTAL"]

ENTRIES = 10_000
"""Files in the zip. A deck of 200 slides has about 1 500."""
DIRECTORY = 1 << 20
"""The zip's list of its files, which has to be read before anything can be judged."""
SINGLE = 512 << 20
"""One file, unpacked: a film."""
TOTAL = 2 << 30
"""All of them together."""
KEPT = 512 << 20
"""A file that is kept in memory as it is, packed: a template, while decks are made in it."""
RATIO = 100
"""Unpacked to packed. XML packs 20:1; Apache POI draws the line here too (ZipSecureFile)."""
HARMLESS = 16 << 20
"""Up to this size nothing is judged by its ratio: an empty picture packs 1000:1."""
XML = 16 << 20
"""One XML part. A slide has about 20 000."""
XML_TOTAL = 128 << 20
"""All XML parts together."""
MARKS = 1_000_000
"""Number of ``<`` and ``=`` in an XML part: each becomes up to 200 bytes of tree, so small texts make large trees."""
