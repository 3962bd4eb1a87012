"""Slides that stand in somebody's template come along with ours, whole, and without what names people."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Cm

from cli.running import refused, run
from facilitator.agenda.read import read_agenda
from facilitator.content import Keeping
from facilitator.inspection.inspect import inspect
from facilitator.library import default_library
from facilitator.output.agenda import OpenAgenda
from facilitator.output.opened import Asked
from facilitator.pptx.in_template import house_template
from judges.office import Office
from judges.package import NS, Package, audit
from office.packages import contents, rezip
from pptx import Presentation
from templates.made import MADE

LIBRARY = default_library()
READING = read_agenda("walk-and-talk", library=LIBRARY)
THEIRS = ["Forside fra huset", "Om os", "Skjult", "Tak for i dag"]
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2018/10/relationships"
_PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d4944415478da63fcffff3f030005fe02fea7352e"
    "8f0000000049454e44ae426082"
)
_ID = f"{{{NS['r']}}}id"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
both = pytest.mark.parametrize("how", ["keep", "frame"])


# --- a template with everything that slides may have ---


def _element(text: str) -> Any:
    names = " ".join(f'xmlns:{prefix}="{NS[prefix]}"' for prefix in ("a", "p", "r", "p14"))
    return etree.fromstring(f"<x {names}>{text}</x>")[0]


def _related(owner: Any, name: str, kind: str, content: str, content_type: str = "application/xml") -> str:
    """A further part that ``owner`` points to; the id of the relationship."""
    part = Part(PackURI(name), content_type, owner.package, content.encode())
    return str(owner.relate_to(part, kind))


def _link(shape: Any, action: str, relationship: str = "") -> None:
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.append(_element(f'<a:hlinkClick r:id="{relationship}" action="ppaction://{action}"/>'))


def _with_people(presentation: Any, slide: Any) -> None:
    """Comments of the old and of the new kind, and who wrote them."""
    p = NS["p"]
    comment = f'<p:cmLst xmlns:p="{p}"><p:cm authorId="0" idx="1"><p:text>Se her, Sofie</p:text></p:cm></p:cmLst>'
    main = "application/vnd.openxmlformats-officedocument.presentationml"
    new = "application/vnd.ms-powerpoint"
    _related(slide.part, "/ppt/comments/comment1.xml", f"{_OFFICE}/comments", comment, f"{main}.comments+xml")
    modern = "/ppt/comments/modernComment_101_0.xml"
    number = _related(slide.part, modern, f"{_MICROSOFT}/comments", "<c>Sofie</c>", f"{new}.comments+xml")
    authors = f'<p:cmAuthorLst xmlns:p="{p}"><p:cmAuthor id="0" name="Sofie"/></p:cmAuthorLst>'
    kind = f"{_OFFICE}/commentAuthors"
    _related(presentation.part, "/ppt/commentAuthors.xml", kind, authors, f"{main}.commentAuthors+xml")
    _related(presentation.part, "/ppt/authors.xml", f"{_MICROSOFT}/authors", "<a>Sofie</a>", f"{new}.authors+xml")
    uri = "http://schemas.microsoft.com/office/powerpoint/2018/8/main"
    slide._element.append(
        _element(
            '<p:extLst><p:ext uri="{6950BFC3-D8DA-4A85-94F7-54DA5524770B}">'
            f'<p188:commentRel xmlns:p188="{uri}" r:id="{number}"/></p:ext></p:extLst>'
        )
    )


def _with_sections(presentation: Any) -> None:
    ids = [slide.slide_id for slide in presentation.slides]
    listed = "".join(
        f'<p14:section name="{name}" id="{{00000000-0000-4000-8000-00000000000{place}}}"><p14:sldIdLst>'
        f'<p14:sldId id="{ids[2 * place]}"/><p14:sldId id="{ids[2 * place + 1]}"/></p14:sldIdLst></p14:section>'
        for place, name in enumerate(["Om huset", "Slut"])
    )
    root = presentation.part._element
    for old in root.findall(f"{{{NS['p']}}}extLst"):
        root.remove(old)
    root.append(
        _element(f'<p:extLst><p:ext uri="{_SECTIONS}"><p14:sectionLst>{listed}</p14:sectionLst></p:ext></p:extLst>')
    )


def _with_a_custom_show(presentation: Any, slide: Any) -> None:
    number = presentation.part._element.sldIdLst[0].rId
    show = f'<p:custShow name="Kort" id="0"><p:sldLst><p:sld r:id="{number}"/></p:sldLst></p:custShow>'
    presentation.part._element.find(f"{{{NS['p']}}}notesSz").addnext(_element(f"<p:custShowLst>{show}</p:custShowLst>"))
    _link(slide.shapes.title, "customshow?id=0")


def _zoom(slide: Any, target: int) -> None:
    """What a slide zoom knows of the slide that it leads to."""
    uri = "http://schemas.microsoft.com/office/powerpoint/2016/slidezoom"
    zoom = f'<pslz:sldZm xmlns:pslz="{uri}"><pslz:sldZmObj sldId="{target}" cId="1"/></pslz:sldZm>'
    slide.shapes[0]._element.nvSpPr.nvPr.append(
        _element(f'<p:extLst><p:ext uri="{{11111111-2222-4333-8444-555555555555}}">{zoom}</p:ext></p:extLst>')
    )


def _presentation(slides: int = 4) -> Any:
    presentation: Any = Presentation()
    for title in THEIRS[:slides]:
        presentation.slides.add_slide(presentation.slide_layouts[5]).shapes.title.text = title
    return presentation


def _bytes(presentation: Any) -> bytes:
    file = io.BytesIO()
    presentation.save(file)
    return file.getvalue()


@cache
def rich() -> bytes:
    presentation = _presentation()
    _, about, hidden, thanks = presentation.slides
    about.shapes.add_picture(io.BytesIO(_PNG), Cm(1), Cm(5), Cm(3), Cm(3))
    about.notes_slide.notes_text_frame.text = "Fortæl om huset"
    _link(about.shapes.title, "hlinksldjump", about.part.relate_to(thanks.part, f"{_OFFICE}/slide"))
    hidden._element.set("show", "0")
    chart_data: Any = CategoryChartData  # Has no types.
    data = chart_data()
    data.categories = ["a", "b"]
    data.add_series("s", [1, 2])
    thanks.shapes.add_chart(XL_CHART_TYPE.PIE, Cm(1), Cm(5), Cm(8), Cm(8), data)
    ours = '<p:tag name="FACILITATOR_ID" val="walk-and-talk/x"/>'
    tags = f'<p:tagLst xmlns:p="{NS["p"]}">{ours}<p:tag name="HUSET" val="ja"/></p:tagLst>'
    kind = "application/vnd.openxmlformats-officedocument.presentationml.tags+xml"
    number = _related(about.part, "/ppt/tags/facilitator-tag2.xml", f"{_OFFICE}/tags", tags, kind)
    about._element.cSld.append(_element(f'<p:custDataLst><p:tags r:id="{number}"/></p:custDataLst>'))
    _with_sections(presentation)
    _with_people(presentation, about)
    _with_a_custom_show(presentation, thanks)
    _zoom(hidden, thanks.slide_id)
    return _bytes(presentation)


@cache
def plain(slides: int = 4) -> bytes:
    return _bytes(_presentation(slides))


# --- building ---


@cache
def _made(raw: bytes, how: Keeping, folder: Path) -> tuple[bytes, int, dict[str, tuple[int, int, str]]]:
    file = folder / "skabelon.pptx"
    file.write_bytes(raw)
    session = OpenAgenda(READING, LIBRARY, Asked(opened=house_template(file, slides=how)))
    (made,) = session.build("deck")
    return made.content, made.pages, session.slide_numbers


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("skabeloner")


Build = Callable[[bytes, Keeping], Package]


@pytest.fixture
def build(folder: Path, tmp_path: Path) -> Build:
    def built(raw: bytes, how: Keeping) -> Package:
        deck = tmp_path / "deck.pptx"
        deck.write_bytes(_made(raw, how, folder)[0])
        return Package(deck)

    return built


@pytest.fixture
def ours(build: Build) -> list[str]:
    return [slide.title for slide in build(plain(), "drop").slides]


def titles(deck: Package) -> list[str]:
    return [slide.title for slide in deck.slides]


def slide_of(deck: Package, title: str) -> Any:
    return next(slide for slide in deck.slides if slide.title == title)


def dangling(deck: Package) -> list[str]:
    """Relationships that lead to no part, and ids that are no relationship's."""
    found = []
    for name in deck.parts:
        if name.endswith(".rels"):
            folder, file = posixpath.split(name)
            owner = posixpath.normpath(posixpath.join(folder, "..", file.removesuffix(".rels")))
            found += [f"{name}: {to}" for to in deck.related(owner).values() if to not in deck.parts]
        elif re.fullmatch(r"ppt/.*\.xml", name):
            rels = posixpath.join(posixpath.dirname(name), "_rels", f"{posixpath.basename(name)}.rels")
            known = set(deck.xml(rels).xpath("*/@Id")) if rels in deck.parts else set()
            used = {one for one in deck.xml(name).xpath("//@r:*", namespaces=NS) if one}
            found += [f"{name}: {one}" for one in used - known]
    return found


# --- order, ids, sections ---


def test_kept_slides_follow_ours(build: Build, ours: list[str]) -> None:
    assert titles(build(rich(), "keep")) == [*ours, *THEIRS]


def test_framed_the_first_stands_before_ours_and_the_others_behind(build: Build, ours: list[str]) -> None:
    assert titles(build(rich(), "frame")) == [THEIRS[0], *ours, *THEIRS[1:]]


def test_the_only_slide_of_a_frame_stands_before_ours(build: Build, ours: list[str]) -> None:
    assert titles(build(plain(1), "frame")) == [THEIRS[0], *ours]


@both
def test_a_template_without_slides_has_none_to_keep(how: Keeping, build: Build, ours: list[str]) -> None:
    assert titles(build(plain(0), how)) == ours


@both
@pytest.mark.parametrize("template", [rich, plain], ids=["rich", "plain"])
def test_the_file_is_sound(how: Keeping, template: Callable[[], bytes], build: Build, folder: Path) -> None:
    deck = build(template(), how)
    original = folder / "original.pptx"
    original.write_bytes(template())
    assert dangling(deck) == []
    names = [name.casefold() for name in zipfile.ZipFile(deck.path).namelist()]
    assert len(names) == len(set(names))
    assert set(map(_without_names, audit(deck.path))) <= set(map(_without_names, audit(original)))
    assert len(Presentation(str(deck.path)).slides) == len(deck.slides)
    assert len(inspect(deck.path).titles) == len(deck.slides)


def _without_names(fault: str) -> str:
    return re.sub(r"\d+", "", fault)


@pytest.mark.office
@both
def test_libreoffice_shows_every_slide(how: Keeping, build: Build, office: Office) -> None:
    deck = build(rich(), how)
    assert len(office.pictures(deck.path)) == len(deck.slides)


@both
def test_the_same_input_gives_the_same_bytes(how: Keeping, folder: Path) -> None:
    first = _made(rich(), how, folder)
    _made.cache_clear()
    assert _made(rich(), how, folder) == first


def test_a_template_is_opened_once(tmp_path: Path, folder: Path) -> None:
    """What becomes of the file afterwards makes no difference."""
    file = tmp_path / "skabelon.pptx"
    file.write_bytes(rich())
    template = house_template(file, slides="keep")
    file.write_bytes(plain())
    opened = OpenAgenda(READING, LIBRARY, Asked(opened=template))
    assert [made.content for made in opened.build("deck")] == [_made(rich(), "keep", folder)[0]]
    file.unlink()
    assert [made.content for made in opened.build("deck")] == [_made(rich(), "keep", folder)[0]]


@both
def test_slide_parts_are_named_by_their_place(how: Keeping, build: Build) -> None:
    deck = build(rich(), how)
    assert [slide.part for slide in deck.slides] == [f"ppt/slides/slide{n + 1}.xml" for n in range(len(deck.slides))]


@both
def test_ours_keep_their_ids_and_no_two_slides_have_the_same(how: Keeping, build: Build, ours: list[str]) -> None:
    deck = build(rich(), how)
    ids = {slide.title: int(slide.id) for slide in deck.slides}
    assert [ids[title] for title in ours] == list(range(256, 256 + len(ours)))
    assert len(set(ids.values())) == len(deck.slides)
    assert all(256 <= one < 2**31 for one in ids.values())


def test_ids_of_theirs_stay_when_nobody_else_has_them(build: Build) -> None:
    presentation = _presentation()
    wild = [2**31 - 1, 300, 256, 5000]
    for entry, number in zip(presentation.part._element.sldIdLst, wild, strict=True):
        entry.set("id", str(number))
    found = [int(slide.id) for slide in build(_bytes(presentation), "keep").slides][-4:]
    assert [found[0], found[1], found[3]] == [2**31 - 1, 300, 5000]
    assert found[2] not in wild


@both
@pytest.mark.parametrize("template", [rich, plain], ids=["rich", "plain"])
def test_sections_hold_every_slide_once_and_in_order(how: Keeping, template: Callable[[], bytes], build: Build) -> None:
    deck = build(template(), how)
    assert [number for _, ids in deck.sections for number in ids] == [slide.id for slide in deck.slides]
    guids = deck.presentation.xpath(".//p14:section/@id", namespaces=NS)
    assert len(guids) == len(set(guids))


def test_the_template_s_own_sections_stay_with_its_slides(build: Build) -> None:
    kept = [(name, len(ids)) for name, ids in build(rich(), "keep").sections]
    framed = [(name, len(ids)) for name, ids in build(rich(), "frame").sections]
    assert kept[-2:] == [("Om huset", 2), ("Slut", 2)]
    assert [framed[0], *framed[-2:]] == [("Om huset", 1), ("Om huset", 1), ("Slut", 2)]


def test_slides_in_no_section_get_one(build: Build) -> None:
    assert [name for name, _ in build(plain(), "frame").sections][:: len(build(plain(), "frame").sections) - 1] == [
        "Fra skabelonen",
        "Fra skabelonen",
    ]


# --- what comes along ---


@both
def test_their_slides_are_the_same_to_the_byte(how: Keeping, build: Build) -> None:
    before, deck = contents(rich()), build(rich(), how)
    assert deck.parts[slide_of(deck, THEIRS[0]).part] == before["ppt/slides/slide1.xml"]
    for name in before:
        if name.startswith(("ppt/media/", "ppt/charts/", "ppt/embeddings/", "ppt/slideLayouts/")):
            assert deck.parts[name] == before[name]


@both
def test_pictures_charts_notes_and_tags_come_along(how: Keeping, build: Build) -> None:
    deck = build(rich(), how)
    about, thanks = slide_of(deck, "Om os"), slide_of(deck, "Tak for i dag")
    assert about.notes == "Fortæl om huset"
    assert any(deck.parts[part] == _PNG for part in deck.related(about.part).values())
    (chart,) = (part for part in deck.related(thanks.part).values() if "/charts/" in part)
    assert any(part.endswith(".xlsx") for part in deck.related(chart).values())
    (tags,) = (part for part in deck.related(about.part).values() if "/tags/" in part)
    assert deck.xml(tags).xpath("*/@name") == ["HUSET"]  # A slide of ours is known by its id.


@both
def test_a_notes_page_knows_its_slide(how: Keeping, build: Build) -> None:
    deck = build(rich(), how)
    for slide in deck.slides:
        for notes in (part for part in deck.related(slide.part).values() if "/notesSlides/" in part):
            assert slide.part in deck.related(notes).values()


@both
def test_links_between_their_slides_still_lead_there(how: Keeping, build: Build) -> None:
    deck = build(rich(), how)
    about, thanks = slide_of(deck, "Om os"), slide_of(deck, "Tak for i dag")
    (link,) = about.find("//a:hlinkClick")
    assert deck.related(about.part)[link.get(_ID)] == thanks.part
    zoom = slide_of(deck, "Skjult").find("//*[local-name()='sldZmObj']/@sldId")
    assert zoom == [thanks.id]


@both
def test_a_link_to_a_custom_show_leads_nowhere(how: Keeping, build: Build) -> None:
    deck = build(rich(), how)
    (link,) = slide_of(deck, "Tak for i dag").find("//a:hlinkClick")
    assert link.get("action") == "ppaction://noaction"
    assert b"custShow" not in deck.parts["ppt/presentation.xml"]


@both
def test_comments_and_their_authors_stay_behind(how: Keeping, build: Build) -> None:
    deck = build(rich(), how)
    assert not [name for name in deck.parts if "omment" in name or "author" in name]
    assert not [name for name, content in deck.parts.items() if b"Sofie" in content or b"commentRel" in content]


@both
def test_hidden_slides_stay_hidden_and_all_are_counted(how: Keeping, build: Build, ours: list[str]) -> None:
    deck = build(rich(), how)
    assert [slide.title for slide in deck.slides if slide.root.get("show") == "0"] == ["Skjult"]
    told = {etree.QName(one).localname: one.text for one in deck.xml("docProps/app.xml")}
    assert told["Slides"] == str(len(ours) + 4)
    assert told["Notes"] == str(len(ours) + 1)
    assert told["HiddenSlides"] == "1"


def test_a_deck_of_ours_may_be_a_template(build: Build, ours: list[str]) -> None:
    """Its parts and relationships are called as ours are."""
    first = build(plain(), "drop").path.read_bytes()
    deck = build(first, "keep")
    assert titles(deck) == [*ours, *ours]
    assert dangling(deck) == []
    assert len({one.casefold() for one in deck.parts}) == len(zipfile.ZipFile(deck.path).namelist())
    rels = deck.xml("ppt/_rels/presentation.xml.rels").xpath("*/@Id")
    assert len(rels) == len(set(rels))
    known = [
        deck.parts[part] for slide in deck.slides for part in deck.related(slide.part).values() if "/tags/" in part
    ]
    assert sum(b"FACILITATOR_ID" in tags for tags in known) == len(ours)


@pytest.mark.parametrize("old", ["slides/slide1.xml", "tags/facilitator-tag2.xml"])
@pytest.mark.parametrize("new", ["slides/Forside ø.xml", "slides/a&b.xml", "notesSlides/NOTESSLIDE3.xml"])
def test_parts_may_be_called_anything(old: str, new: str, build: Build, tmp_path: Path, ours: list[str]) -> None:
    parts = contents(rich())
    parts[f"ppt/{new}"] = parts.pop(f"ppt/{old}")
    if rels := parts.pop(f"ppt/{_rels(old)}", None):
        parts[f"ppt/{_rels(new)}"] = rels
    written = new.replace("&", "&amp;").encode()
    for part in [one for one in parts if one.endswith(".rels") or one == "[Content_Types].xml"]:
        parts[part] = parts[part].replace(old.encode(), written)
    deck = build(rezip(tmp_path / "t.pptx", parts).read_bytes(), "keep")
    assert titles(deck) == [*ours, *THEIRS]
    assert dangling(deck) == []
    assert len({one.casefold() for one in deck.parts}) == len(zipfile.ZipFile(deck.path).namelist())
    assert b"HUSET" in b"".join(deck.parts[part] for part in deck.related(slide_of(deck, "Om os").part).values())


def test_the_presentation_may_stand_at_the_root(build: Build, tmp_path: Path, ours: list[str]) -> None:
    parts = contents(rich())
    parts["presentation.xml"] = parts.pop("ppt/presentation.xml")
    rels = parts.pop("ppt/_rels/presentation.xml.rels")
    parts["_rels/presentation.xml.rels"] = re.sub(rb'Target="(?=[a-zA-Z]+[./])', b'Target="ppt/', rels)
    for part in ("[Content_Types].xml", "_rels/.rels"):
        parts[part] = parts[part].replace(b"ppt/presentation.xml", b"presentation.xml")
    deck = build(rezip(tmp_path / "t.pptx", parts).read_bytes(), "keep")
    report = inspect(deck.path)
    assert report.titles == (*ours, *THEIRS)
    assert [one for one in report.findings if one.rule in ("relationships", "content_types", "slide_ids")] == []


def _rels(part: str) -> str:
    folder, name = posixpath.split(part)
    return f"{folder}/_rels/{name}.rels"


@pytest.mark.parametrize("how", ["drop", "keep"])
def test_what_the_show_is_limited_to_is_not_taken_over(how: Keeping, build: Build, tmp_path: Path) -> None:
    """The numbers of slides, custom shows, and the list in the outline view are those of the file as it was."""
    parts = contents(rich())
    p, rels = NS["p"], "http://schemas.openxmlformats.org/package/2006/relationships"
    show = f'<p:presentationPr xmlns:p="{p}"><p:showPr><p:present/><p:sldRg st="2" end="3"/></p:showPr>'
    parts["ppt/presProps.xml"] = f"{show}</p:presentationPr>".encode()
    listed = '<p:outlineViewPr><p:cViewPr/><p:sldLst><p:sld r:id="rId1"/></p:sldLst></p:outlineViewPr>'
    parts["ppt/viewProps.xml"] = f'<p:viewPr xmlns:p="{p}" xmlns:r="{NS["r"]}">{listed}</p:viewPr>'.encode()
    one = f'<Relationship Id="rId1" Type="{_OFFICE}/slide" Target="slides/slide2.xml"/>'
    parts["ppt/_rels/viewProps.xml.rels"] = f'<Relationships xmlns="{rels}">{one}</Relationships>'.encode()
    deck = build(rezip(tmp_path / "t.pptx", parts).read_bytes(), how)
    assert [etree.QName(child).localname for child in deck.xml("ppt/presProps.xml")[0]] == ["present", "sldAll"]
    assert dangling(deck) == []
    outlined = list(deck.related("ppt/viewProps.xml").values())
    assert outlined == ([] if how == "drop" else [slide_of(deck, "Om os").part])


# --- what is said of it ---


def test_the_run_sheet_counts_a_slide_that_stands_before_ours(folder: Path) -> None:
    (_, kept_pages, kept), (_, framed_pages, framed) = (_made(rich(), how, folder) for how in ("keep", "frame"))
    assert {block: (first + 1, last + 1, deck) for block, (first, last, deck) in kept.items()} == framed
    assert kept_pages == framed_pages == _made(rich(), "drop", folder)[1] + 4


class TestCommand:
    @pytest.fixture(autouse=True)
    def here(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        Path("vores.pptx").write_bytes(plain())

    def _titles(self, *options: str) -> list[str]:
        result = run("build", *options, "--only", "deck", "--out", "a", "--force")
        assert result.exit_code == 0, result.stderr
        (deck,) = Path("a").glob("*.pptx")
        return titles(Package(deck))

    def test_an_agenda_says_what_becomes_of_them_and_the_command_line_wins(self) -> None:
        text = "title: Hej\ntemplate: vores.pptx\ntemplate_slides: frame\nblocks: [{title: x, minutes: 5}]"
        Path("a.yaml").write_text(text, encoding="utf-8")
        assert self._titles("a.yaml")[0] == THEIRS[0]
        assert self._titles("a.yaml", "--template-slides", "keep")[-4:] == THEIRS
        assert not {*self._titles("a.yaml", "--template-slides", "drop")} & {*THEIRS}

    def test_they_are_left_out_unless_somebody_asks(self) -> None:
        assert not {*self._titles("walk-and-talk", "--template", "vores.pptx")} & {*THEIRS}

    def test_without_a_template_there_is_nothing_to_keep(self) -> None:
        assert "--template-slides keep needs --template" in refused(
            "build", "walk-and-talk", "--template-slides", "keep"
        )

    def test_an_agenda_that_asks_for_them_needs_a_template(self) -> None:
        text = "title: Hej\ntemplate_slides: frame\nblocks: [{title: x, minutes: 5}]"
        Path("a.yaml").write_text(text, encoding="utf-8")
        assert "a.yaml:2:18" in refused("build", "a.yaml")
        assert run("build", "a.yaml", "--template", "vores.pptx", "--only", "deck").exit_code == 0
        assert run("build", "a.yaml", "--template-slides", "drop", "--only", "deck", "--force").exit_code == 0

    def test_only_three_words_are_known(self) -> None:
        assert "'drop', 'keep', 'frame'" in refused("build", "walk-and-talk", "--template-slides", "all")

    def test_a_template_without_slides_is_told(self) -> None:
        Path("tom.pptx").write_bytes(plain(0))
        said = run("build", "walk-and-talk", "--template", "tom.pptx", "--template-slides", "keep", "--only", "deck")
        assert "no slides of its own" in said.stderr


@pytest.mark.parametrize("name", ["sections", "two masters", "with notes"])
def test_templates_of_other_kinds(name: str, build: Build, ours: list[str]) -> None:
    raw = MADE[name]()
    deck = build(raw, "frame")
    assert len(deck.slides) == len(ours) + len(Presentation(io.BytesIO(raw)).slides)
    assert dangling(deck) == []
