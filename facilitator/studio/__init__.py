"""The studio: a local page in which an agenda is made by hand, for people without a terminal.

Here is what every page of it is made of, and its help: the pages of ``docs`` that people read to get going.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from jinja2 import Environment, FunctionLoader, StrictUndefined
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.routing import Route

from facilitator.content import slug
from facilitator.library import shipped
from facilitator.made import NEW_YEAR_1980
from facilitator.messages import Problem, Problems, _, plural, reason, spoken
from facilitator.reading.files import parse_yaml

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from starlette.requests import Request

__all__ = [
    "PAGES", "attached", "checksum", "failed", "misunderstood", "page", "posted", "routes", "sentences", "shown",
    "static", "titled", "zipped",
]  # fmt: skip


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


PAGES = ("studio", "installing", "prints", "edits", "template", "batch", "room")
"""What is read to get going, in this order; it is there in every language of messages."""


def routes() -> list[Route]:
    """The pages and their pictures."""
    return [Route("/help/img/{name}", _picture), Route("/help/{name}.md", _page)]


def _page(request: Request) -> Response:
    found = _in_language(request.path_params["name"])
    if found is None:
        raise HTTPException(404)
    language, text = found
    others = [(name, _title(told[1])) for name in PAGES if (told := _in_language(name))]
    name = request.path_params["name"]
    return page("help.html", name=name, title=_title(text), written=language, content=_html(text), others=others)


def _picture(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _pictures():
        raise HTTPException(404)
    return Response(shipped("docs").joinpath("img", name).read_bytes(), media_type="image/png")


def _in_language(name: str) -> tuple[str, str] | None:
    """A page's language, that of messages where it is there in it, and its text; None where it is none of `PAGES`."""
    if name not in PAGES:
        return None
    docs = shipped("docs")
    for language, folder in ((spoken(), docs.joinpath(spoken())), ("en", docs)):
        if folder.is_dir() and f"{name}.md" in _names(folder):
            return language, folder.joinpath(f"{name}.md").read_text(encoding="utf-8")
    return None


def _names(folder: Traversable) -> set[str]:
    return {one.name for one in folder.iterdir()}


@cache
def _pictures() -> frozenset[str]:
    return frozenset(name for name in _names(shipped("docs").joinpath("img")) if name.endswith(".png"))


def _title(text: str) -> str:
    return text.partition("\n")[0].lstrip("# ")


@cache
def _markdown() -> MarkdownIt:
    from markdown_it import MarkdownIt  # It takes a while to load, and most who open the studio need no help.

    return MarkdownIt("commonmark", {"html": False}).enable("table")


def _html(text: str) -> str:
    """A page of Markdown without its title; what it leads to and shows is what is here."""
    tokens = _markdown().parse(text.partition("\n")[2])
    for number, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", slug(tokens[number + 1].content))
        elif token.type == "fence":
            token.attrSet("tabindex", "0")
        if token.children is not None:
            token.children = [*_here(token.children)]
    return str(_markdown().renderer.render(tokens, _markdown().options, {}))


def _here(tokens: Sequence[Token]) -> Iterator[Token]:
    """Links to pages of the help, and pictures that are there; of other links the words."""
    linked: list[bool] = []
    for token in tokens:
        if token.type == "link_open":
            to = _address(str(token.attrGet("href") or ""))
            linked.append(bool(to))
            token.attrSet("href", to)
        keep = linked.pop() if token.type == "link_close" else linked[-1] if token.type == "link_open" else True
        if token.type == "image":
            name = PurePosixPath(str(token.attrGet("src"))).name
            keep = name in _pictures()
            token.attrSet("src", f"/help/img/{name}")
            token.attrSet("loading", "lazy")
        if keep:
            yield token


def _address(href: str) -> str:
    """Where a link of the docs leads on the page; empty where that is not here."""
    parts = urlsplit(href)
    if parts.scheme in ("http", "https"):
        return href
    name = PurePosixPath(parts.path).name
    if not parts.path:
        return href
    there = name.endswith(".md") and _in_language(name.removesuffix(".md")) is not None
    return f"/help/{name}{'#' if parts.fragment else ''}{parts.fragment}" if there else ""
