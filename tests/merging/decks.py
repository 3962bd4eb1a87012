"""The same day before and after the agenda has changed, and decks as programs save them."""

from __future__ import annotations

import copy
import io
import random
import re
import subprocess
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, cast
from zipfile import ZipFile

import yaml
from lxml import etree
from pptx.oxml.ns import qn

import facilitator
from facilitator.merging.deck import DeckFile, read_deck
from facilitator.pptx.archive import archive, packed
from facilitator.pptx.memory import PART, Parts
from facilitator.pptx.memory import remembering as in_memory
from pptx import Presentation

__all__ = ["CHANGES", "SAVED", "deck", "opened", "read", "remembering", "written"]

_AGENDAS = Path(__file__).parents[2] / "agendas"
Data = dict[str, Any]


def _place(data: Data, block: str) -> int:
    return next(number for number, one in enumerate(data["blocks"]) if one.get("id") == block)


def _added(data: Data) -> None:
    slides = [{"statement": "Noget helt nyt at tale om"}, {"title": "Tre ting", "bullets": ["Ro", "Mod", "Tid"]}]
    data["blocks"].insert(
        _place(data, "pause"), {"id": "ny-blok", "title": "En helt ny blok", "minutes": "5", "slides": slides}
    )


def _removed(data: Data) -> None:
    data["blocks"].pop(_place(data, "eget-arbejdsmiljoe"))


def _renamed(data: Data) -> None:
    data["blocks"][_place(data, "psykisk-arbejdsmiljoe")]["title"] = "Hvad er et godt arbejdsmiljø?"


def _reordered(data: Data) -> None:
    one, other = _place(data, "jeres-tema"), _place(data, "eget-arbejdsmiljoe")
    data["blocks"][one], data["blocks"][other] = data["blocks"][other], data["blocks"][one]


def _exercise(data: Data) -> None:
    data["blocks"][_place(data, "jeres-tema")] = {"id": "jeres-tema", "exercise": "tjek-ud", "minutes": "10"}


def _figure_slide(data: Data) -> Data:
    """The slide with the figure, which is written out in it."""
    text = (_AGENDAS.parent / "decks" / "figures" / "psykisk-arbejdsmiljoe.yaml").read_text(encoding="utf-8")
    for slide in data["blocks"][_place(data, "psykisk-arbejdsmiljoe")]["slides"]:
        if slide.get("figure") == _FIGURE:
            slide["figure"] = yaml.load(text, yaml.BaseLoader)
            return cast("Data", slide)
    raise LookupError(_FIGURE)


def _figure(data: Data) -> None:
    figure = _figure_slide(data)["figure"]
    figure["items"][2]["title"] = "Arbejdet selv"
    figure["items"].append({"title": "Udvikling", "text": "Det nye"})


def _lines_gone(data: Data) -> None:
    """Of a card in a figure and of the notes below it; of the text of another slide."""
    slide = _figure_slide(data)
    del slide["figure"]["items"][0]["text"]
    slide["ask"] = slide["ask"][:1] if isinstance(slide["ask"], list) else []
    for one in data["blocks"][_place(data, "velkommen")]["slides"]:
        del one.get("bullets", [])[1:2]


def _facilitator(data: Data) -> None:
    for person in data["examples"]["facilitators"]:
        person["name"] = "Ane Lund Bak"


CHANGES: dict[str, tuple[Callable[[Data], None] | None, dict[str, Any]]] = {
    "time moved": (None, {"start": "09.00"}),
    "block added": (_added, {}),
    "block removed": (_removed, {}),
    "block renamed": (_renamed, {}),
    "blocks reordered": (_reordered, {}),
    "exercise swapped": (_exercise, {}),
    "client renamed": (None, {"settings": {"client": "Anden Kommune", "team": "TRIO Mælkevejen"}}),
    "theme changed": (None, {"theme": "fjord"}),
    "template added": (None, {"template": "tests/templates/found/python-pptx/mst-slide-layouts.pptx"}),
    "language changed": (None, {"language": "en"}),
    "figure changed": (_figure, {}),
    "facilitator swapped": (_facilitator, {}),
    "lines removed": (_lines_gone, {}),
}
"""What may become of an agenda: in its data, or in how it is built."""


def _thin(block: Data) -> Data:
    """A block with the one slide that something happens to, or its last."""
    slides = block.get("slides", [])
    return {**block, "slides": [one for one in slides if one.get("figure") == _FIGURE] or slides[-1:]}


class _Plain(yaml.SafeDumper):
    """Writes texts without quotes."""


_Plain.yaml_implicit_resolvers = {}
_Plain.add_representer(
    str, lambda dumper, text: dumper.represent_scalar("tag:yaml.org,2002:str", text, style=None if text else chr(34))
)


_FIGURE = "psykisk-arbejdsmiljoe"
_FEW = frozenset(["velkommen", "psykisk-arbejdsmiljoe", "pause", "kultur-modeller", "jeres-tema", "eget-arbejdsmiljoe"])
"""Blocks that together have everything that edits and changes are made to."""


@cache
def deck(change: str = "", few: bool = False) -> bytes:
    """The deck of the shipped agenda, as it is or changed; with ``few``, of some of its blocks and slides alone."""
    work, options = CHANGES.get(change, (None, {}))
    if "template" in options:
        options = options | {"template": Path(__file__).parents[2] / options["template"]}
    data = yaml.load((_AGENDAS / "trio-workshop.yaml").read_text(encoding="utf-8"), yaml.BaseLoader)
    if few:
        data["blocks"] = [_thin(block) for block in data["blocks"] if block["id"] in _FEW]
        data["agenda_slides"] = "once"
        del data["end"]
    if work is not None:
        work(data)
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "trio-workshop.yaml")
        file.write_text(
            yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=9_999), encoding="utf-8"
        )
        return facilitator.open(file, **options).build("deck")[0].content


def opened(content: bytes) -> Any:
    """By python-pptx."""
    return Presentation(io.BytesIO(content))


def read(content: bytes) -> DeckFile:
    """As it is merged."""
    return read_deck(Path("deck.pptx"), content)


def written(presentation: Any) -> bytes:
    """By python-pptx."""
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


@cache
def _profile() -> tempfile.TemporaryDirectory[str]:
    """LibreOffice's folder, one a process, for a new one takes a second; it goes with the process."""
    return tempfile.TemporaryDirectory()


@cache
def _by_libreoffice(content: bytes) -> bytes:
    with tempfile.TemporaryDirectory() as place:
        source = Path(place, "deck.pptx")
        source.write_bytes(content)
        command = ["soffice", f"-env:UserInstallation={Path(_profile().name).as_uri()}", "--headless", "--convert-to",
                   "pptx:Impress MS PowerPoint 2007 XML", "--outdir", f"{place}/out", str(source)]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return Path(place, "out", "deck.pptx").read_bytes()


_CREATED = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{FF2B5EF4-FFF2-40B4-BE49-F238E27FC236}"><a16:creationId '
    'xmlns:a16="http://schemas.microsoft.com/office/drawing/2014/main" id="{%08X-0000-4000-8000-000000000000}"/>'
    "</a:ext></a:extLst>"
)


def _as_powerpoint(content: bytes) -> bytes:
    """What PowerPoint is known to do when it saves: runs split by its spelling checker, marks of it, attributes in
    another order, ids of its own, places and fitting of placeholders said, empty runs.
    """
    chance = random.Random(3)
    presentation = opened(content)
    for slide in presentation.slides:
        for element in slide._element.iter(qn("p:cNvPr")):
            if element.find(qn("a:extLst")) is None:
                element.append(etree.fromstring(_CREATED % chance.getrandbits(32)))
        for shape in slide.placeholders:
            if shape.has_text_frame and None not in (shape.left, shape.top) and chance.random() < 0.5:
                shape.left, shape.top, shape.width, shape.height = shape.left, shape.top, shape.width, shape.height
                body = shape._element.find(f".//{qn('a:bodyPr')}")
                if not len(body):
                    etree.SubElement(body, qn("a:normAutofit"))
        for run in [*slide._element.iter(qn("a:r"))]:
            _spelled(run, chance)
    return written(presentation)


def _spelled(run: Any, chance: random.Random) -> None:
    properties, text = run.find(qn("a:rPr")), run.find(qn("a:t"))
    if properties is not None:
        said = dict(properties.attrib)
        properties.attrib.clear()
        for key in sorted(said, reverse=True):
            properties.set(key, said[key])
        if chance.random() < 0.3:
            properties.set("err", "1")
    if text is not None and len(text.text or "") > 6 and chance.random() < 0.5:
        cut = chance.randrange(2, len(text.text) - 2)
        rest = copy.deepcopy(run)
        rest.find(qn("a:t")).text, text.text = text.text[cut:], text.text[:cut]
        run.addnext(rest)


SAVED: dict[str, Callable[[bytes], bytes]] = {
    "as is": lambda content: content,
    "python-pptx": lambda content: written(opened(content)),
    "PowerPoint": _as_powerpoint,
    "LibreOffice": _by_libreoffice,
}
"""How a file comes back from whoever has edited it."""


_OWN_MEMORY = re.compile(rb"<(?:Override|Relationship|p:tag) [^>]*(?:custom-properties|FACILITATOR_BUILD)[^>]*/>")


def remembering(content: bytes) -> bytes:
    """The deck as if we had written it: it remembers itself."""
    with ZipFile(io.BytesIO(content)) as file:
        said = [packed(name, _OWN_MEMORY.sub(b"", file.read(name))) for name in file.namelist() if name != PART]
    types, *others = sorted(said, key=lambda one: one.name != "[Content_Types].xml")
    tags = next(one.name for one in others if b"FACILITATOR_DECK" in one.content)
    return archive(in_memory(Parts(types, (), [], others, []), b"", tags))
