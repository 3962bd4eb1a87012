"""Markup in every text that people read: native wherever it is shown, and nowhere seen as signs."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree
from pypdf import PdfReader

import facilitator
from facilitator.svg import slide_html, slide_svg
from judges.package import audit, faults

LINK = "https://example.dk/"
AGENDA = """
title: En dag om **trivsel** og *ro*
subtitle: For [Kommunen](https://example.dk/k?x=1&y=2)
room: Borde i **øer** af *fire*
why: |
  Vi vil **sammen**
  se på [noget](https://example.dk/w)
sources: ["Anden kilde: *Bogen*, se https://example.dk/bog", "[Uden navn](mailto:lena@example.dk)"]
facilitators: [{name: Lena Berg, role: "*Konsulent*", about: "Ring på [12 34](tel:+4512345678)\\nlena@example.dk"}]
data: {client: Eksempel Kommune, date: 2027-01-14, place: Salen, participants: 24}
start: "08.30"
blocks:
  - title: Velkommen til **jer** alle
    at: "08.30"
    minutes: 20
    who: "*Lena*"
    why: "**Alle** skal vide hvorfor"
    plan_b: Spring *runden* over, se https://example.dk/b
    online: Skriv *i chatten*
    materials: ["**Navneskilte**", {item: "*Sedler*", count: 3}]
    how: [{do: Sig **velkommen**, minutes: 20, say: Godt *at se jer*, ask: ["Hvad er **vigtigst**?"]}]
    slides:
      - people: all
      - bullets: [{text: "**Fed** og *skrå*", points: ["Et [link](https://example.dk/1)"], long: Meget **mere**}]
        lead: Indled med *ro*
      - statement: Det **vigtigste** er, at vi *lytter*
        text: Se [mere](https://example.dk/2)
        points: ["**Lyt**", "*Spørg*"]
      - questions: [Hvad fylder **mest**?, {text: Hvad *kan* I?, points: ["**Nu**"]}]
        work: group
        minutes: 10
        note: Skriv på **gule** sedler
      - {quote: Alt **stort** er *småt*, by: "*Piet Hein*"}
      - columns: [{title: Det *gode*, text: "**Her**", points: ["*En*"]}, {title: To, points: ["[To](https://example.dk/3)"]}]
      - {table: [["**Hvad**", "*Når*"], ["Det [første](https://example.dk/4)", "**Nu**"]], title: Tabel}
      - figure:
          kind: columns
          title: Tre *slags* **ro**
          source: Se *Bogen* (2020)
          items: [{title: "**Ro**", text: Tid *nok*, points: [a]}, {title: "*Nu*", text: https://example.dk/5}, Fred]
      - checkout: ["**Ja** det var …", "*A-ha*", Hmm]
  - {title: Slut med *manér*, section: Hvad **nu**?, minutes: 30}
"""
FORM = """
title: Skema om **trivsel**
intro: Skriv **kort**, se [vejledningen](https://example.dk/v)
source: Efter *Bogen*, https://example.dk/s
fields: [{label: "**Navn**"}]
parts:
  - {heading: Første *del*, text: Læs **det her**}
  - {points: ["**Et**", "*To*"], lead: Husk **det**, tick: true}
  - {table: [{title: "**Hvad**", text: "*noget*"}, {title: Når}], rows: [[{title: "*Ro*", text: a **b**}, "**nu**"]]}
  - {lines: [{text: Hvad er **vigtigst**?, hint: "*tænk* stort"}], numbered: true}
  - {boxes: [{title: Boks *et*, text: Tekst **fed**, points: ["[x](https://example.dk/x)"], hint: "*h*"}]}
  - {handout: {kind: columns, title: Tre, items: [{title: "**Ro**", long: Lang **tekst**, ask: [Hvad *så*?]}, B, C]}}
"""
CARDS = """
title: Kort om **tillid**
sources: ["Efter *Bogen*, https://example.dk/c"]
cover: {title: Sådan **gør** I, text: Læs *først*, points: [Træk **et** kort]}
categories:
  - title: "*Tillid*"
    back: Husk **ro** og se https://example.dk/d
    cards:
      - Hvornår har du **sidst** stolet på *nogen*?
      - {front: "[Hvad](https://example.dk/e) er det?", back: Fordi **det** er svært}
"""


def plain(text: str) -> str:
    """The same without its markup."""
    return re.sub(r"\[([^][]+)\]\([^)]*\)", r"\1", text).replace("*", "")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("marked")


@pytest.fixture(scope="module")
def made(folder: Path) -> dict[str, bytes]:
    return built(AGENDA, FORM, CARDS, folder)


@pytest.fixture(scope="module")
def bare(folder: Path) -> dict[str, bytes]:
    """The same of texts without their markup."""
    return built(plain(AGENDA), plain(FORM), plain(CARDS), folder)


def built(agenda: str, form: str, cards: str, folder: Path) -> dict[str, bytes]:
    """Everything that is made of them."""
    for name, text in (("skema", form), ("kort", cards)):
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    made = [
        *facilitator.open(text=agenda).build(),
        *facilitator.form(folder / "skema.yaml"),
        facilitator.cards(folder / "kort.yaml"),
        facilitator.cards(folder / "kort.yaml", format="pptx"),
    ]
    return {one.name: one.content for one in made}


def xml_of(content: bytes, pattern: str) -> list[etree._Element]:
    """The parts whose names match."""
    with ZipFile(BytesIO(content)) as package:
        return [etree.fromstring(package.read(name)) for name in package.namelist() if re.fullmatch(pattern, name)]


def said(name: str, content: bytes) -> str:
    """Everything that can be read in a file, without the spaces between words."""
    if name.endswith(".pdf"):
        text = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
        # What is divided at a line's end depends on how wide bold words are.
        return "".join(sorted(re.sub(r"[\s\u200b\u00ad-]", "", text)))
    tag = "{http://schemas.openxmlformats.org/drawingml/2006/main}t" if name.endswith(".pptx") else qn("w:t")
    parts = xml_of(content, r"(ppt/(slides|notesSlides)|word)/[^/]+\.xml")
    return re.sub(r"\s", "", "".join(one.text or "" for part in parts for one in part.iter(tag)))


def test_everything_says_the_same_with_markup_and_without(made: dict[str, bytes], bare: dict[str, bytes]) -> None:
    names = [name for name in made if name.endswith((".pptx", ".docx", ".pdf"))]
    assert len(names) == 13
    for name in names:
        assert said(name, made[name]) == said(name, bare[name]), name


def test_used_plainly_texts_have_no_markup(made: dict[str, bytes], bare: dict[str, bytes]) -> None:
    assert sorted(made) == sorted(bare)
    for name in made:
        if name.endswith((".ics", ".xlsx")):
            assert made[name] == bare[name], name
    assert docx.Document(BytesIO(made["program.docx"])).core_properties.title == "En dag om trivsel og ro"
    assert PdfReader(BytesIO(made["program.pdf"])).metadata["/Title"] == "En dag om trivsel og ro"  # type: ignore[index]


def test_the_deck_has_bold_and_italic_runs_and_links_in_the_colour_of_their_text(made: dict[str, bytes]) -> None:
    (deck,) = (name for name in made if name.endswith(".pptx") and name != "kort.pptx")
    slides = xml_of(made[deck], r"ppt/(slides|notesSlides)/\w+\.xml")
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    runs = [(run.findtext(f"{a}t"), run.find(f"{a}rPr")) for slide in slides for run in slide.iter(f"{a}r")]
    assert {"Fed", "mest", "vigtigst", "ro", "Alle"} <= {text for text, look in runs if look.get("b") == "1"}
    assert {"skrå", "lytter", "Bogen", "at se jer", "runden"} <= {text for text, look in runs if look.get("i") == "1"}
    links = {text: look.find(f"{a}hlinkClick") for text, look in runs if look.find(f"{a}hlinkClick") is not None}
    assert {"Kommunen", "link", "mere", "To", "første", "12 34", "lena@example.dk", "https://example.dk/5"} <= {*links}
    assert all(b'val="tx"' in etree.tostring(link) for link in links.values())


def test_in_a_text_that_is_bold_all_through_bold_words_are_in_the_first_accent(made: dict[str, bytes]) -> None:
    slides = xml_of(made["agenda.pptx"], r"ppt/slides/\w+\.xml")
    a = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
    runs = [run for slide in slides for run in slide.iter(f"{a}r")]

    def colours(word: str) -> set[str | None]:
        found = [run.find(f"{a}rPr/{a}solidFill/{a}schemeClr") for run in runs if run.findtext(f"{a}t") == word]
        return {None if one is None else one.get("val") for one in found}

    assert colours("vigtigste") == {"accent1"}  # Of a statement, which is the slide's title.
    assert colours("Fed") == {None}  # Of a list, which is not bold.


def test_links_lead_where_they_should_in_every_kind_of_file(made: dict[str, bytes]) -> None:
    wanted = {
        "skema.docx": "v s x",
        "skema.pdf": "v x",
        "kort.pdf": "c d e",
        "kort.pptx": "c d e",
        "drejebog.pdf": "w b",
    }
    for name, ends in {**wanted, "drejebog.docx": "w b"}.items():
        found = led_to(name, made[name])
        assert {f"{LINK}{end}" for end in ends.split()} <= found, name
    assert f"{LINK}k?x=1&y=2" in led_to("agenda.pptx", made["agenda.pptx"])


def led_to(name: str, content: bytes) -> set[str]:
    if name.endswith(".pdf"):
        pages = PdfReader(BytesIO(content)).pages
        notes = [note.get_object() for page in pages for note in page.get("/Annots") or ()]
        return {note["/A"]["/URI"] for note in notes if "/A" in note}
    parts = xml_of(content, r"(ppt|word)/.*_rels/[^/]+\.rels")
    return {str(one.get("Target")) for part in parts for one in part if one.get("TargetMode") == "External"}


def test_files_are_as_whole_as_ever(made: dict[str, bytes], tmp_path: Path) -> None:
    for name in ("agenda.pptx", "kort.pptx", "drejebog.docx", "skema.docx"):
        file = tmp_path / name
        file.write_bytes(made[name])
        assert audit(file) == []
    assert faults(tmp_path / "agenda.pptx") == []


def test_slides_as_svg_have_them_too_and_no_link_within_a_link() -> None:
    _deck, style, canvases, _ = facilitator.open(text=AGENDA).drawn
    for write in (slide_html, slide_svg):
        pages = [write(canvas, style, slide=number) for number, canvas in enumerate(canvases, 1)]
        roots = [etree.fromstring(page) for page in pages]
        links = [one for root in roots for one in root.iter("{*}a")]
        assert {LINK + "1", LINK + "2", LINK + "3", "tel:+4512345678"} <= {one.get("href") for one in links}
        assert not [one for one in links if any(inner is not one for inner in one.iter("{*}a"))]
        assert all("italic" in page for page in pages if "lytter" in page)


def test_the_page_for_the_room_gets_pieces_and_no_markup_of_its_own(made: dict[str, bytes]) -> None:
    page = made["i-rummet.html"].decode()
    assert '{"marked":[["Sig ",false,false,""],["velkommen",true,false,""]]}' in page
    assert f'["{LINK}b",false,false,"{LINK}b"]' in page
    assert "**" not in page.split("<script")[1]


def test_a_link_that_no_document_may_open_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("title: A\nstart: '09.00'\nblocks:\n  - title: B\n    minutes: 5\n    why: '[x](javascript:a)'\n")
    with pytest.raises(facilitator.Problems) as error:
        facilitator.open(file)
    (problem,) = error.value.problems
    assert problem.place is not None
    assert problem.place.line == 6
    assert "javascript:a" in problem.what
