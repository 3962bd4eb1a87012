"""The help: the pages of ``docs`` that people read to get going, in their language, as they came with the program."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.routing import Route

from facilitator.content.base import slug
from facilitator.library import shipped
from facilitator.messages import spoken
from facilitator.studio import page

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from starlette.requests import Request

__all__ = ["PAGES", "routes"]

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
