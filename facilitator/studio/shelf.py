"""What stands on the shelf, with a line and a picture; and what is made without an agenda: cards, forms, pairs."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

import facilitator
from facilitator.agenda.read import is_programme
from facilitator.content import file_slug
from facilitator.library import KINDS, Library, default_library
from facilitator.messages import Problems, _, mark, plural, short, spoken
from facilitator.output import replaced
from facilitator.pairs import Plan, repeats
from facilitator.reading.delimited import pasted_file, tabbed
from facilitator.reading.spreadsheet import read_sheets
from facilitator.studio import attached, page, posted, sentences, shown
from facilitator.studio.asked import Cards, Form, Pairs, Table
from facilitator.studio.edits import Put, edited
from facilitator.studio.yaml_text import Text

if TYPE_CHECKING:
    from starlette.requests import Request

__all__ = ["Press", "agendas_on_shelf", "in_folder", "on_shelf", "picture_of"]

_KINDS: Mapping[str, str] = {
    "agendas": mark("Agendas"),
    "programmes": mark("Programmes"),
    "exercises": mark("Exercises"),
    "cards": mark("Card sets"),
    "forms": mark("Forms and handouts"),
}
_OWN = ("exercises", "cards", "forms")
"""The kinds that may lie beside agendas of the user's own."""


def on_shelf(libraries: Sequence[Path]) -> list[dict[str, Any]]:
    """Each kind with its heading and what there is of it, that of the user's own first."""
    shelves = []
    for kind, heading in _KINDS.items():
        own = _own(kind, libraries) if libraries and kind in _OWN else []
        names = {one["id"] for one in own}
        shipped = [one for one in _shelf()[kind] if one["id"] not in names]
        shelves.append({"heading": _(heading), "entries": [*own, *shipped]})
    return shelves


def agendas_on_shelf() -> list[dict[str, str]]:
    """What is shipped that a part of a programme can be held by."""
    return [{"value": one["id"], "title": one["title"], "known": ""} for one in _shelf()["agendas"]]


def _own(kind: str, libraries: Sequence[Path]) -> list[dict[str, Any]]:
    """What a user's folders hold of a kind; of what cannot be read, what is wrong."""
    try:
        found = facilitator.shelf(kind, libraries=libraries, own=True)[kind]
    except Problems as error:
        names = {name for folder in libraries for name in Library((folder,)).names(kind)}
        said = " ".join(sentences(one.words for one in error.problems))
        found = [{"id": name, "title": name, "about": said} for name in sorted(names)]
    return [{**one, "kind": kind, "own": True} for one in found]


@cache
def _shelf() -> dict[str, list[dict[str, Any]]]:
    library = default_library()
    found = {kind: facilitator.shelf(kind)[kind] for kind in _KINDS if kind in KINDS}
    programmes = {one["id"] for one in found["agendas"] if is_programme(one["id"], library)}
    kinds = {kind: [{"kind": kind, "own": False, **one} for one in found.get(kind, [])] for kind in _KINDS}
    kinds["programmes"] = [one for one in kinds["agendas"] if one["id"] in programmes]
    kinds["agendas"] = [one for one in kinds["agendas"] if one["id"] not in programmes]
    return kinds


def picture_of(kind: str, name: str, libraries: Sequence[Path] = ()) -> tuple[bytes, str] | None:
    """A picture of something on the shelf, and its media type; None where there is no such thing. Raises `Problems`."""
    there = kind in _PICTURES and name in default_library(libraries).names(kind)
    return _PICTURES[kind](name, libraries) if there else None


def _slide(opened: facilitator.OpenAgenda | facilitator.OpenProgramme, number: int) -> tuple[bytes, str]:
    from facilitator.svg import slide_image

    deck, style, canvases, _template = opened.drawn
    canvas = canvases[min(number, len(canvases) - 1)]
    return slide_image(canvas, style, footer=deck.footers[0] if deck.footers else "").encode(), "image/svg+xml"


def _agenda(name: str, libraries: Sequence[Path]) -> tuple[bytes, str]:
    return _slide(facilitator.open(name, libraries=libraries), 0)


def _exercise(name: str, libraries: Sequence[Path]) -> tuple[bytes, str]:
    """The first slide of its own, behind a title and an agenda."""
    return _slide(facilitator.open(text=f"title: .\nblocks: [{{exercise: {name}}}]", libraries=libraries), 2)


def _paper(made: facilitator.Made) -> tuple[bytes, str]:
    from facilitator.print.typst import page_picture

    return page_picture(made.content), "image/png"


def _cards(name: str, libraries: Sequence[Path]) -> tuple[bytes, str]:
    return _paper(facilitator.cards(name, libraries=libraries))


def _form(name: str, libraries: Sequence[Path]) -> tuple[bytes, str]:
    return _paper(facilitator.form(name, libraries=libraries)[0])


_PICTURES: Mapping[str, Callable[[str, Sequence[Path]], tuple[bytes, str]]] = {
    "agendas": _agenda, "exercises": _exercise, "cards": _cards, "forms": _form,
}  # fmt: skip


# --- what is made without an agenda ---

_MOST, _PAGES = 40, 12
"""Files that are kept to be printed, and pages of each that are shown."""
_FRONTS = ("forside", "front", "spørgsmål", "question", "kort", "card")
_NAMES = ("navn", "name", "deltager", "participant", "medarbejder", "employee")
"""What is said in a heading over questions, and over names."""
_OF_FORM = frozenset({"title", "intro", "heading", "label", "text", "hint", "lead"})
"""The keys of a form's texts that people may want in words of their own."""


@dataclass
class Press:
    """Where cards, forms, and pairing plans are made; what was made last is fetched by names that nobody guesses."""

    folder: Callable[[], Path]
    """The user's own."""
    libraries: Callable[[], Sequence[Path]]
    """The folders with content of the user's own, which come before what is shipped."""
    lock: AbstractContextManager[Any]
    """One request at a time works on the folder."""
    made: OrderedDict[str, facilitator.Made] = field(default_factory=OrderedDict)

    def routes(self) -> list[Route]:
        """Its pages, and what they ask for."""
        return [
            Route("/cards", self.own_cards),
            Route("/cards/{name}", self.one_of),
            Route("/forms/{name}", self.one_of),
            Route("/pairs", self.who_meets_whom),
            Route("/made/cards", posted(self.cards), methods=["POST"]),
            Route("/made/form", posted(self.form), methods=["POST"]),
            Route("/made/form/kept", posted(self.keep_form), methods=["POST"]),
            Route("/made/pairs", posted(self.pairs), methods=["POST"]),
            Route("/made/rows/drop", posted(self.rows), methods=["POST"]),
            Route("/made/{known}", self.fetch),
            Route("/made/{known}/{number:int}", self.made_page),
        ]

    def make_cards(self, asked: Cards) -> dict[str, Any]:
        """Cards of a set, of one's own questions, or of both. Raises what the front door does."""
        number: dict[str, Any] = {asked.by: asked.number}
        how: dict[str, Any] = {
            "size": asked.size or None,
            "flip": asked.flip,
            "libraries": self.libraries(),
            **number,
        }
        title = asked.title or _("Questions of our own")
        with pasted_file(asked.own, (_("Question"), _("Back"), _("Theme")), _FRONTS, file_slug(title)) as own:
            if asked.name:
                made = facilitator.cards(asked.name, add=[own] if own else (), **how)
            elif own:
                made = facilitator.cards(own, title=title, **how)
            else:
                raise Problems.one(_("there are no questions yet"))
        return self._told([made])

    def make_form(self, asked: Form) -> dict[str, Any]:
        """A form as PDF and Word, with texts of one's own. Raises as `cards`."""
        brand = {"sender": asked.sender} if asked.sender else None
        with TemporaryDirectory() as folder:
            source = Path(folder, f"{asked.name}.yaml")
            source.write_text(self._form_text(asked), encoding="utf-8")
            made = facilitator.form(source, copies=asked.copies, brand=brand, libraries=self.libraries())
        return self._told(made)

    def kept_form(self, asked: Form) -> Path:
        """The form with texts of one's own as a file of the user's, which agendas there find before the shipped one.

        Raises:
            Problems: a text cannot be changed, or is another by now.
        """
        text = self._form_text(asked)
        path = self.folder() / KINDS["forms"] / f"{asked.name}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        replaced(path, text.encode())
        return path

    def make_pairs(self, asked: Pairs) -> dict[str, Any]:
        """Who meets whom, as moved by hand. Raises as `cards`."""
        how: dict[str, Any] = {"rounds": asked.rounds, "size": asked.size, "seed": asked.seed, "language": spoken()}
        with pasted_file(asked.people, (_("Name"), _("Department")), _NAMES) as people:
            if people is None and not asked.number:
                raise Problems.one(_("there are no names yet"))
            found = facilitator.pair(people or asked.number, apart=asked.apart, together=asked.together, **how)
        plan, told = found.plan, found.notes()
        if asked.swaps:
            plan = _swapped(plan, asked.swaps)
            found, told = replace(found, plan=plan), [*found.told, _again(plan.repeats)]
        tables = [[[*one.members] for one in meetings.meetings] for meetings in plan.rounds]
        names = [one.name for one in plan.people]
        columns = [*dict.fromkeys(key for one in plan.people for key in one.attributes)]
        shown = {"rounds": tables, "names": names, "columns": columns, "headings": found.headings()}
        labels = [row[0] for row in found.rows()]
        return {**self._told(found.files()), **shown, "tables": labels, "notes": sentences(told)}

    def picture(self, known: str, number: int) -> bytes | None:
        """A page of what was made; None where there is none."""
        from facilitator.print.typst import page_picture

        made = self.made.get(known)
        return page_picture(made.content, number, 70) if made and 0 < number <= made.pages else None

    def own_cards(self, request: Request) -> Response:
        return page("cards.html", name="", title=_("Questions of our own"))

    def one_of(self, request: Request) -> Response:
        """The page of a card set or a form on the shelf."""
        kind, name = request.url.path.split("/")[1], request.path_params["name"]
        libraries = self.libraries()
        found = {one["id"]: one for one in facilitator.shelf(kind, libraries=libraries)[kind]}
        if name not in found:
            raise HTTPException(404)
        if kind == "cards":
            return page("cards.html", name=name, title=found[name]["title"])
        return page("form.html", name=name, title=found[name]["title"], texts=_texts_of_form(name, libraries))

    def cards(self, request: Request, body: bytes) -> Response:
        asked = Cards.model_validate_json(body)
        with self.lock:
            return JSONResponse(self.make_cards(asked))

    def form(self, request: Request, body: bytes) -> Response:
        asked = Form.model_validate_json(body)
        with self.lock:
            return JSONResponse(self.make_form(asked))

    def keep_form(self, request: Request, body: bytes) -> Response:
        asked = Form.model_validate_json(body)
        with self.lock:
            path = self.kept_form(asked)
            return JSONResponse({"said": in_folder(self.folder(), path)})

    def pairs(self, request: Request, body: bytes) -> Response:
        asked = Pairs.model_validate_json(body)
        with self.lock:
            return JSONResponse(self.make_pairs(asked))

    def rows(self, request: Request, body: bytes) -> Response:
        asked = Table.model_validate_json(body)
        return JSONResponse({"rows": _rows_of(asked.name, asked.content)})

    def fetch(self, request: Request) -> Response:
        """Something that was made: a PDF to be looked at and printed, anything else to be kept."""
        made = self.made.get(request.path_params["known"])
        if made is None:
            raise HTTPException(404)
        return (attached if "keep" in request.query_params else shown)(made.content, made.name)

    def made_page(self, request: Request) -> Response:
        with self.lock:
            found = self.picture(request.path_params["known"], request.path_params["number"])
        if found is None:
            raise HTTPException(404)
        return Response(found, media_type="image/png")

    def who_meets_whom(self, request: Request) -> Response:
        return page("pairs.html", title=_("Who meets whom"))

    def _form_text(self, asked: Form) -> str:
        """The form's file with the texts put in. Raises `Problems` where one is not what the page took it for."""
        text = _form_file(asked.name, self.libraries())
        stands = {tuple(one["path"]): one["value"].strip() for one in _own_texts(text)} if asked.texts else {}
        for path, was, value in asked.texts:
            if stands.get(tuple(path)) not in (was, value):
                what = _("“{text}” was changed in another window or by another program", text=short(was))
                raise Problems.one(what, _("expected the page to be loaded again"))
            text = edited(text, Put(do="put", path=path, value=value))
        return text

    def _told(self, files: Sequence[facilitator.Made]) -> dict[str, Any]:
        """What was made, as the page shows it."""
        return {"files": [*map(self._kept, files)]}

    def _kept(self, made: facilitator.Made) -> dict[str, Any]:
        known = token_hex(16)
        self.made[known] = made
        while len(self.made) > _MOST:
            self.made.popitem(last=False)
        paged = made.name.endswith(".pdf")
        count = plural("{n} page", "{n} pages", made.pages) if paged else ""
        pages = [*range(1, min(made.pages, _PAGES) + 1)] if paged else []
        return {
            "at": known,
            "name": made.name,
            "paged": paged,
            "count": count,
            "pages": pages,
            "told": sentences(made.told),
        }


def _form_file(name: str, libraries: Sequence[Path]) -> str:
    content, _label = default_library(libraries).content("forms", name)
    return content.decode()


def _texts_of_form(name: str, libraries: Sequence[Path]) -> list[dict[str, Any]]:
    """A form's texts with their paths, for whoever wants them in words of their own; of several alike, which it is."""
    found = [*_own_texts(_form_file(name, libraries))]
    for key in {one["key"] for one in found}:
        alike = [one for one in found if one["key"] == key]
        for number, one in enumerate(alike, 1):
            one["number"] = number if len(alike) > 1 else None
    return found


def in_folder(folder: Path, path: Path) -> str:
    """That it is there now, in words."""
    return _("{file} is in your folder now.", file=path.relative_to(folder).as_posix())


def _own_texts(file: str) -> Iterator[dict[str, Any]]:
    yield from _texts_in(Text(file.removeprefix("\ufeff")).plain(), ())


def _texts_in(value: Any, path: tuple[str | int, ...]) -> Iterator[dict[str, Any]]:
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, one in pairs:
        if isinstance(one, str) and key in _OF_FORM:
            yield {"path": [*path, key], "key": key, "value": one.strip("\n")}
        elif key not in ("data", "source"):
            yield from _texts_in(one, (*path, key))


def _rows_of(name: str, content: bytes) -> str:
    """A table that was dropped, as it would have been pasted. Raises `Problems` where it is none."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"list{Path(name).suffix.lower()}")
        path.write_bytes(content)
        sheets = [sheet for sheet in read_sheets(path) if sheet.rows]
    return tabbed(row.cells for row in sheets[0].rows) if sheets else ""


def _swapped(plan: Plan, swaps: Sequence[tuple[int, int, int]]) -> Plan:
    """The plan with people in each other's places, two at a time, each time in one round.

    Raises:
        Problems: there is no such round, or no such person.
    """
    rounds = [*plan.rounds]
    for at, one, other in swaps:
        if at >= len(rounds) or max(one, other) >= len(plan.people):
            raise Problems.one(_("the plan has changed since; move them again"))
        place = {one: other, other: one}
        meetings = (replace(m, members=tuple(place.get(who, who) for who in m.members)) for m in rounds[at].meetings)
        rounds[at] = replace(rounds[at], meetings=tuple(meetings))
    return replace(plan, rounds=tuple(rounds), repeats=repeats(one.groups for one in rounds), notes=(), deal=None)


def _again(count: int) -> str:
    if not count:
        return _("Moved by hand; nobody meets the same person twice.")
    return plural("Moved by hand; {n} pair meets again.", "Moved by hand; {n} pairs meet again.", count)
