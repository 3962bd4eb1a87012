"""Which program a package belongs to, told by the content type of its main part."""

from __future__ import annotations

__all__ = ["IS_POWERPOINT", "OPEN_DOCUMENT", "STRICT", "program_of"]

_PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml"
_MACROS = "application/vnd.ms-powerpoint"
IS_POWERPOINT = frozenset(
    [f"{_PRESENTATION}.{kind}.main+xml" for kind in ("presentation", "template", "slideshow")]
    + [f"{_MACROS}.{kind}.macroEnabled.main+xml" for kind in ("presentation", "template", "slideshow")]
)
"""The content types of .pptx, .potx, .ppsx, .pptm, .potm, .ppsm."""

STRICT = "http://purl.oclc.org/ooxml/"
"""How the namespaces of strict Open XML begin (ECMA-376-1, annex A)."""

OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
"""How the part ``mimetype`` of an OpenDocument file begins."""

_OTHERS = {
    "wordprocessingml": "a Word document",
    "ms-word": "a Word document",
    "spreadsheetml": "an Excel workbook",
    "ms-excel": "an Excel workbook",
    "ms-visio": "a Visio drawing",
    "ms-powerpoint.addin": "a PowerPoint add-in",
}


def program_of(content_type: str) -> str:
    """What a package is that is no PowerPoint file."""
    return next((what for word, what in _OTHERS.items() if word in content_type), "an Office file of another kind")
