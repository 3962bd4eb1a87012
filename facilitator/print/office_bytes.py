"""What Office files that we make share: the same bytes every time, and properties that are not too long."""

from __future__ import annotations

import zipfile
from io import BytesIO

__all__ = ["property_text", "undated"]

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


_LONGEST = 255
"""Characters; python-docx, python-pptx, and Excel take no more."""


def property_text(text: str) -> str:
    """A title or an author, cut where it is too long."""
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
