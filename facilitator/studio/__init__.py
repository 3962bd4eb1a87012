"""The studio: a local page in which an agenda is made by hand, for people without a terminal.

Here is what every page of it is made of.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response

from facilitator.made import NEW_YEAR_1980
from facilitator.messages import _, plural, spoken
from facilitator.problems import Problem, Problems, reason
from facilitator.reading.files import parse_yaml

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = [
    "attached",
    "checksum",
    "failed",
    "misunderstood",
    "page",
    "posted",
    "sentences",
    "shown",
    "static",
    "titled",
    "zipped",
]

_HERE = files("facilitator.studio").joinpath("pages")
_MEDIA = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
"""Of the files that pages bring with them, by their endings."""
_VIEWED = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"
"""For a PDF, which the browser's own viewer shows; it is no page of ours and runs nothing."""

_BEGINNING = re.compile(r"^\w(?=\w*(?:[\s,;]|$))")


def page(template: str, status: int = 200, **values: Any) -> Response:
    made = _templates().get_template(template).render(language=spoken(), **values)
    return HTMLResponse(made, status)


@cache
def _templates() -> Environment:
    pages = Environment(loader=FunctionLoader(_read), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    pages.globals.update({"_": _, "plural": plural})
    return pages


def _read(name: str) -> str:
    return _HERE.joinpath(name).read_text(encoding="utf-8")


def checksum(text: str) -> str:
    """By which a page knows the text that it shows."""
    return sha256(text.encode()).hexdigest()


def titled(path: Path) -> tuple[str, Problem | None]:
    """What it calls itself, or its name; and what is wrong with it as YAML."""
    try:
        title = parse_yaml(path.read_bytes(), path.name).find(("title",))
    except Problems as error:
        return path.stem, error.problems[0]
    except OSError as error:
        return path.stem, Problem(_("the file cannot be read: {reason}", reason=reason(error)))
    return (title.value.strip() if title is not None and isinstance(title.value, str) else "") or path.stem, None


def sentences(lines: Iterable[str]) -> list[str]:
    """Each line once, as pages show it: with a capital at its beginning, where that is a word and no file's name."""
    return [_BEGINNING.sub(lambda found: found[0].upper(), line) for line in dict.fromkeys(lines)]


def static(request: Request) -> Response:
    name = request.path_params["name"]
    media = _MEDIA.get(Path(name).suffix)
    if media is None or name not in {one.name for one in _HERE.iterdir()}:
        raise HTTPException(404)
    return Response(_read(name), media_type=media)


def misunderstood(request: Request, error: Exception) -> Response:
    """The answer to a body that is none of those that are asked for."""
    return JSONResponse({"said": _("This request cannot be understood.")}, 400)


def failed(request: Request, error: Exception) -> Response:
    """The answer where we are at fault; the terminal, where there is one, has the rest."""
    traceback.print_exception(error)
    return JSONResponse(
        {
            "said": _(
                "Something went wrong in the studio itself. Load the page again; what has been saved is in the file."
            )
        },
        500,
    )


def attached(content: bytes, name: str) -> Response:
    disposition = f"attachment; filename*=UTF-8''{quote(name)}"
    return Response(content, headers={"content-disposition": disposition}, media_type="application/octet-stream")


def zipped(folder: Path, files: Iterable[Path], name: str = "") -> Response:
    """Those of some files that are there, in one, by their paths below a folder; called ``name``, else like it."""
    packed = BytesIO()
    with ZipFile(packed, "w", ZIP_DEFLATED) as archive:
        for path in filter(Path.is_file, files):
            info = ZipInfo(path.relative_to(folder).as_posix(), NEW_YEAR_1980)
            archive.writestr(info, path.read_bytes(), ZIP_DEFLATED)
    return attached(packed.getvalue(), f"{name or folder.name}.zip")


def shown(content: bytes, name: str) -> Response:
    """A file that the browser itself shows, to be printed from there: a PDF. Anything else is kept."""
    if not name.endswith(".pdf"):
        return attached(content, name)
    headers = {"content-disposition": f"inline; filename*=UTF-8''{quote(name)}", "content-security-policy": _VIEWED}
    return Response(content, headers=headers, media_type="application/pdf")


def posted(answer: Callable[[Request, bytes], Response]) -> Callable[[Request], Any]:
    """A handler that gets the request's body too, and may take its time."""

    async def handler(request: Request) -> Response:
        return await run_in_threadpool(answer, request, await request.body())

    return handler
