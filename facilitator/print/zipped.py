"""Office files the same byte for byte: a zip rewritten without the times of the machine."""

from __future__ import annotations

import zipfile
from io import BytesIO

__all__ = ["undated"]

_NEW_YEAR_1980 = (1980, 1, 1, 0, 0, 0)
_ANY_SYSTEM = 0
"""MS-DOS, which every system reads; zipfile would say which one it runs on."""


def undated(raw: bytes) -> bytes:
    """The same members in the same order, every one dated at the beginning of what zip can say."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as source, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            member = zipfile.ZipInfo(name, _NEW_YEAR_1980)
            member.create_system = _ANY_SYSTEM
            target.writestr(member, source.read(name), zipfile.ZIP_DEFLATED)
    return made.getvalue()
