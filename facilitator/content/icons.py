"""Pictograms by their names in Lucide, a family of one line width under the ISC and MIT licences (lucide.dev/icons)."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import Annotated
from zipfile import ZipFile

from pydantic import AfterValidator

from facilitator.messages import _, nearest, short

__all__ = ["Icon", "icon_names", "icon_svg"]

_SUFFIX = ".svg"


@cache
def _archive() -> ZipFile:
    # Of the package only its pictures are needed: it has one archive of them.
    return ZipFile(BytesIO(files("lucide").joinpath("lucide.zip").read_bytes()))


@cache
def icon_names() -> tuple[str, ...]:
    """All there are."""
    return tuple(name.removesuffix(_SUFFIX) for name in _archive().namelist() if name.endswith(_SUFFIX))


def icon_svg(name: str) -> bytes:
    """The drawing, in a square of 24 units, as strokes of 2 units."""
    return _archive().read(name + _SUFFIX)


def _known(name: str) -> str:
    if name + _SUFFIX in _archive().NameToInfo:
        return name
    near = nearest(name, icon_names())
    if near:
        raise ValueError(_("there is no pictogram “{name}”; did you mean “{near}”?", name=short(name), near=near))
    raise ValueError(_("there is no pictogram “{name}”; expected a name from lucide.dev/icons", name=short(name)))


Icon = Annotated[str, AfterValidator(_known)]
"""The name of a pictogram, such as ``coffee``."""
