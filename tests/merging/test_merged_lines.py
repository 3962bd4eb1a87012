"""Lines of a text that both have changed: words, and how a person has set them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import facilitator
from facilitator.merging.comparing import LINK, TEXT, Clash
from facilitator.merging.lines import Line, plain_lines
from facilitator.merging.merge import merge
from facilitator.merging.texts import merged_lines, set_lines
from merging.decks import opened, read, written

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_SET = {"**": '<a:rPr b="1"/>', "__": '<a:rPr u="sng"><a:hlinkClick r:id="rId9"/></a:rPr>', "++": '<a:rPr sz="4000"/>'}
"""How words are set that stand between such marks."""
_EQUATION = "=="
"""Stands for what is no text."""


def body(*lines: str) -> Any:
    """A text; words between marks are set as `_SET` says."""
    paragraphs = "".join(
        f"<a:p>{''.join(map(run, re.split(r'([*_+]{2}.*?[*_+]{2}|==)', line)))}</a:p>" for line in lines
    )
    return etree.fromstring(f'<a:txBody xmlns:a="{A}" xmlns:r="{R}"><a:bodyPr/>{paragraphs}</a:txBody>')


def run(text: str) -> str:
    if not text:
        return ""
    if text == _EQUATION:
        return "<a:m/>"
    how = _SET.get(text[:2], "")
    return f"<a:r>{how}<a:t>{text[2:-2] if how else text}</a:t></a:r>"


def shown(text: Any) -> list[str]:
    """The text with its marks."""
    return ["".join(map(marked, paragraph.iter(f"{{{A}}}r", f"{{{A}}}m"))) for paragraph in text.iter(f"{{{A}}}p")]


def marked(one: Any) -> str:
    if one.tag == f"{{{A}}}m":
        return _EQUATION
    said, properties = one.findtext(f"{{{A}}}t"), one.find(f"{{{A}}}rPr")
    if properties is None or not (properties.attrib or len(properties)):
        return str(said)
    link = properties.find(f"{{{A}}}hlinkClick") is not None
    mark = "__" if link else "**" if properties.get("b") else "++"
    return f"{mark}{said}{mark}"


def lines(text: Any) -> list[Line]:
    return [*plain_lines(text, lambda link: str(link.get(f"{{{R}}}id")))]


def merged(base: list[str], mine: list[str], ours: list[str], *, exact: bool = True, take: bool = False) -> Any:
    """What the text becomes, and what of ours is refused."""
    theirs = body(*mine)
    pieces, refused = merged_lines(lines(body(*base)), lines(theirs), lines(body(*ours)), exact=exact, take=take)
    set_lines(theirs, pieces)
    return shown(theirs), [[line.text for line in some.ours] for some in refused]


@pytest.mark.parametrize(
    ("base", "mine", "ours", "wanted"),
    [
        (["Tal om jeres trivsel kl. 9"], ["Tal om **jeres** trivsel kl. 9"], ["Tal om jeres trivsel kl. 10"],
         ["Tal om **jeres** trivsel kl. 10"]),
        (["Tal om jeres trivsel"], ["Tal om __jeres trivsel__"], ["Nu: Tal om jeres trivsel"],
         ["Nu: Tal om __jeres trivsel__"]),
        (["Tal om trivsel"], ["++Tal om trivsel++"], ["Tal om ro"], ["++Tal om ro++"]),
        (["**Fem** områder"], ["++Fem++ områder"], ["**Seks** områder"], ["++Seks++ områder"]),
        (["Tal om ro", "Hvil"], ["++Tal om ro++", "++Hvil++"], ["Tal om ro", "Hvil", "Spis"],
         ["++Tal om ro++", "++Hvil++", "++Spis++"]),
        (["Tal om ro"], ["Tal om ro"], ["Tal **nu** om ro"], ["Tal **nu** om ro"]),
        (["Ro", "Mod"], ["Ro", "**Mod**"], ["Ro nu", "Mod"], ["Ro nu", "**Mod**"]),
    ],
)  # fmt: skip
def test_words_that_are_still_there_are_set_as_the_person_has_set_them(
    base: list[str], mine: list[str], ours: list[str], wanted: list[str]
) -> None:
    assert merged(base, mine, ours) == (wanted, [])


@pytest.mark.parametrize(
    ("base", "mine", "ours"),
    [
        (["Tal om jeres trivsel"], ["Tal om __jeres trivsel__"], ["Tal om noget andet"]),
        (["Tal om trivsel nu"], ["Tal om **trivsel** nu"], ["Tal om ro nu"]),
        (["Ro", "Mod", "Tid"], ["Ro", "**Mod**", "Tid"], ["Ro", "Tid"]),
        (["Kl. 9", "Ro"], ["Kl. 9==", "Ro"], ["Kl. 10", "Ro"]),
    ],
)
def test_what_would_take_such_words_away_is_refused_and_told(base: list[str], mine: list[str], ours: list[str]) -> None:
    found, refused = merged(base, mine, ours)
    assert found == mine
    assert len(refused) == 1


def test_a_program_that_says_everything_anew_has_set_nothing_in_a_special_way() -> None:
    found = merged(["Tal om ro", "Hvil"], ["++Tal om ro++", "++Hvil++"], ["Tal om mod", "Hvil"], exact=False)
    assert found == (["++Tal om mod++", "++Hvil++"], [])


@pytest.mark.parametrize(
    ("base", "mine", "ours", "wanted"),
    [
        (["A"], ["A", "Min"], ["B"], ["B", "Min"]),
        (["A"], ["A", "Min"], ["A", "Ny"], ["A", "Min", "Ny"]),
        (["A", "B"], ["Min", "A", "B"], ["A", "C"], ["Min", "A", "C"]),
        (["Kom kl. 9", "B"], ["Kom alle kl. 9", "Min", "B"], ["Kom kl. 9", "C"], ["Kom alle kl. 9", "Min", "C"]),
        (["A", "B"], ["A"], ["A", "B", "C"], ["A", "C"]),
        (["A"], ["A", "Begge"], ["A", "Begge"], ["A", "Begge"]),
    ],
)
def test_lines_that_each_has_added_or_changed_are_all_there(
    base: list[str], mine: list[str], ours: list[str], wanted: list[str]
) -> None:
    assert merged(base, mine, ours) == (wanted, [])


def test_the_same_line_changed_by_both_stays_the_person_s() -> None:
    assert merged(["Kl. 9"], ["Kl. 8"], ["Kl. 10"]) == (["Kl. 8"], [["Kl. 10"]])


@pytest.mark.parametrize(
    ("mine", "ours", "wanted"),
    [
        (["Min", "A", "A"], ["A", "A", "Ny"], ["Min", "A", "Ny"]),
        (["A", "Min", "A"], ["Ny", "A", "A"], ["Ny", "Min", "A"]),
        (["A", "A", "Min"], ["Ny", "A", "A"], ["Ny", "A", "Min"]),
        (["A", "A", "Min"], ["A", "A"], ["A", "Min"]),
        (["A", "A"], ["A", "A", "Ny"], ["A", "Ny"]),
        (["A", "Min"], ["A", "A", "A", "Ny"], ["A", "Min", "Ny"]),
        (["Min", "A"], ["A", "A"], ["Min", "A"]),
    ],
)
def test_of_lines_that_say_the_same_each_is_the_one_that_stands_where_it_stood(
    mine: list[str], ours: list[str], wanted: list[str]
) -> None:
    assert merged(["A", "A", "A"], mine, ours) == (wanted, [])


@pytest.mark.parametrize(
    ("mine", "ours", "wanted"),
    [
        (["A", "Tal **om** jeres trivsel", "C"], ["Nu tal om jeres trivsel", "A", "C"],
         ["Nu tal **om** jeres trivsel", "A", "C"]),
        (["Nu: tal om jeres trivsel", "A", "C"], ["A", "Tal om jeres trivsel", "Ny"],
         ["Nu: tal om jeres trivsel", "A", "Ny"]),
    ],
)  # fmt: skip
def test_a_line_that_is_moved_and_reworded_at_once_is_the_same_line(
    mine: list[str], ours: list[str], wanted: list[str]
) -> None:
    assert merged(["A", "Tal om jeres trivsel", "C"], mine, ours) == (wanted, [])


@pytest.mark.parametrize(
    ("mine", "ours", "wanted", "refused"),
    [
        (["A", "B", "C min", "D"], ["A"], ["A", "C min"], [[]]),
        (["A", "B min", "C", "D"], ["D", "C", "B", "A"], ["D", "C", "B min", "A"], []),
        (["A", "B", "C min", "D"], ["C", "A", "B", "D"], ["C min", "A", "B", "D"], []),
        (["A", "B min", "C", "D"], ["C", "A", "D"], ["C", "A", "B min", "D"], [[]]),
        (["A", "C", "D"], ["B", "A", "C", "D"], ["A", "C", "D"], []),
        (["D", "A", "B", "C"], ["A", "B", "C", "D ny"], ["D ny", "A", "B", "C"], []),
        (["D", "A", "B", "C"], ["A", "B", "C"], ["A", "B", "C"], []),
        (["D", "A", "B", "C"], ["A", "D", "B", "C"], ["D", "A", "B", "C"], []),
        (["A", "Min", "B", "C", "D"], ["D", "A", "B", "C"], ["D", "A", "Min", "B", "C"], []),
        (["A", "Begge", "B", "C", "D"], ["A", "B", "C", "D", "Begge"], ["A", "Begge", "B", "C", "D"], []),
        (["A", "**B**", "C", "D"], ["B", "A", "C", "D"], ["**B**", "A", "C", "D"], []),
    ],
)
def test_lines_go_move_and_come_one_by_one(
    mine: list[str], ours: list[str], wanted: list[str], refused: list[list[str]]
) -> None:
    assert merged(["A", "B", "C", "D"], mine, ours) == (wanted, refused)


def rearranged(words: list[str], sign: str) -> st.SearchStrategy[list[str]]:
    """Lines some of which are taken out, reworded, moved, and added."""
    some = st.lists(st.sampled_from(words), unique=True).flatmap(st.permutations) | st.just(words)
    own = st.lists(st.sampled_from([f"Ny {sign}", "Ny", "Ekstra"]), unique=True, max_size=2)
    reworded = st.sets(st.sampled_from(words))
    places = st.integers(0, len(words))
    return st.tuples(some, own, reworded, places).map(
        lambda drawn: [
            f"{line} {sign}" if line in drawn[2] else line
            for line in [*drawn[0][: drawn[3]], *drawn[1], *drawn[0][drawn[3] :]]
        ]
    )


@given(st.data())
def test_no_line_is_lost_untold_and_none_of_the_agenda_s_is_doubled(data: st.DataObject) -> None:
    base = data.draw(st.lists(st.sampled_from("ABCDEF"), unique=True, min_size=1))
    mine, ours = data.draw(rearranged(base, "min")), data.draw(rearranged(base, "vores"))
    found, refused = merged(base, mine, ours)
    told = {line for lines in refused for line in lines}
    assert {line for line in found if found.count(line) > 1} <= {*mine} & {*ours} - {*base}
    assert {*mine} - {*base} <= {*found}
    assert {*ours} - {*base} <= {*found} | told
    assert {*base} & {*mine} & {*ours} <= {*found}
    assert not {*base} & {*found} - ({*mine} & {*ours})
    if mine in (base, ours):
        assert (found, refused) == (ours or [""], [])
    if ours == base:
        assert (found, refused) == (mine or [""], [])


@pytest.mark.parametrize(
    ("mine", "wanted"),
    [
        (["Kl. 9", "Min", "B"], ["Kl. 10", "Min", "B"]),
        (["Kl. 8", "Min", "B"], ["Kl. 10", "Min", "B"]),
        (["B"], ["Kl. 10", "B"]),
        (["Kl. 9", "Bedre"], ["Kl. 10", "B"]),
    ],
)
def test_where_ours_is_taken_lines_that_the_person_has_added_stay(mine: list[str], wanted: list[str]) -> None:
    assert merged(["Kl. 9", "B"], mine, ["Kl. 10", "B"], take=True) == (wanted, [])


def test_empty_paragraphs_stay_before_what_they_stood_before() -> None:
    found, _refused = merged(["A", "B"], ["A", "", "B", ""], ["A", "C"])
    assert found == ["A", "", "C", ""]


# From an agenda's markup to the deck that a person has edited

MARKED = """
title: Dag
blocks:
  - id: tal
    title: Tal
    minutes: 20
    slides: [{{title: Vi taler, bullets: {bullets}}}]
"""


def built(*bullets: str) -> bytes:
    """The deck of bullets with markup."""
    (deck,) = facilitator.open(text=MARKED.format(bullets=[*bullets])).build("deck")
    return deck.content


def told(content: bytes) -> list[list[tuple[str, bool, str]]]:
    """The bullets: of each run its text, whether it is bold, and where it leads."""
    slide = next(one for one in opened(content).slides if one.shapes.title and one.shapes.title.text == "Vi taler")
    body = next(one for one in slide.placeholders if one.placeholder_format.idx == 1)
    return [
        [(one.text, bool(one.font.bold), one.hyperlink.address or "") for one in line.runs]
        for line in body.text_frame.paragraphs
    ]


def with_edit(content: bytes, old: str, new: str) -> bytes:
    """The deck with other words in one run, as a person types them."""
    presentation = opened(content)
    for slide in presentation.slides:
        for shape in (one for one in slide.placeholders if one.has_text_frame):
            for one in (run for line in shape.text_frame.paragraphs for run in line.runs):
                one.text = one.text.replace(old, new)
    return written(presentation)


HERE, THERE = "https://example.org/her", "https://example.org/der"


def content_of(mine: bytes, before: bytes, now: bytes) -> bytes:
    """The merged deck, where there is anything new."""
    merged = merge(read(mine), read(before), read(now))
    assert merged.content is not None
    return merged.content


def test_new_markup_comes_into_a_deck_whose_other_words_a_person_has_changed() -> None:
    before = built("Sig **tal** højt", f"Læs [her]({HERE})")
    mine = with_edit(before, "Læs", "Se")
    now = built("Sig tal **højt** og *roligt*", f"Læs [her]({HERE})")
    assert told(content_of(mine, before, now)) == [
        [("Sig tal ", False, ""), ("højt", True, ""), (" og ", False, ""), ("roligt", False, "")],
        [("Se ", False, ""), ("her", False, HERE)],
    ]


def test_a_link_s_new_address_comes_into_a_text_that_nobody_has_changed_beside_one_that_a_person_has() -> None:
    before = built("Sig **tal** højt", f"Læs [her]({HERE})")
    mine = with_edit(before, "Dagsorden", "Formiddagen")
    now = built("Sig **tal** højt", f"Læs [her]({THERE})")
    merged = content_of(mine, before, now)
    assert told(merged)[1] == [("Læs ", False, ""), ("her", False, THERE)]
    assert any(one.shapes.title.text.startswith("Formiddagen") for one in opened(merged).slides)


@pytest.mark.parametrize(("old", "new"), [("højt", "stille"), ("Læs", "Se")])
def test_a_link_s_new_address_comes_into_a_text_that_a_person_has_changed(old: str, new: str) -> None:
    """In the line that the person has changed too."""
    before = built("Sig **tal** højt", f"Læs [her]({HERE})")
    mine = with_edit(before, old, new)
    now = built("Sig **tal** højt", f"Læs [her]({THERE})")
    merged = merge(read(mine), read(before), read(now))
    assert not [one for one in merged.slides if one.clashes]
    found = told(merged.content or b"")
    assert found[1] == [("Se " if old == "Læs" else "Læs ", False, ""), ("her", False, THERE)]
    assert new in "".join(text for line in found for text, _bold, _link in line)


@pytest.mark.parametrize(("own", "mine"), [("https://example.org/mit", "https://example.org/mit"), (None, "")])
def test_a_link_that_both_have_changed_stays_the_person_s_and_both_addresses_are_told(
    own: str | None, mine: str
) -> None:
    before = built("Sig tal højt", f"Læs [her]({HERE})")
    presentation = opened(with_edit(before, "højt", "stille"))
    for slide in presentation.slides:
        for run in (
            r for one in slide.placeholders if one.has_text_frame for p in one.text_frame.paragraphs for r in p.runs
        ):
            if run.hyperlink.address == HERE:
                run.hyperlink.address = own
    merged = merge(read(written(presentation)), read(before), read(built("Sig tal højt", f"Læs [her]({THERE})")))
    assert [clash for one in merged.slides for clash in one.clashes] == [Clash(LINK, mine, THERE)]


def test_markup_that_is_new_in_one_line_comes_beside_another_that_a_person_has_changed() -> None:
    before = built("Sig tal højt", "Læs her")
    merged = content_of(with_edit(before, "højt", "stille"), before, built("Sig tal højt", "Læs **her**"))
    assert told(merged) == [[("Sig tal stille", False, "")], [("Læs ", False, ""), ("her", True, "")]]


def test_of_a_text_only_the_line_that_both_have_changed_is_told_and_the_others_are_merged() -> None:
    before = built("Første punkt", "Andet punkt")
    presentation = opened(with_edit(with_edit(before, "Første", "Mit"), "Andet", "Andet"))
    now = built("Nyt punkt", "Sidste punkt")
    merged = merge(read(written(presentation)), read(before), read(now))
    assert [clash for one in merged.slides for clash in one.clashes] == [Clash(TEXT, "Mit punkt", "Nyt punkt")]
    assert told(merged.content or b"") == [[("Mit punkt", False, "")], [("Sidste punkt", False, "")]]
    again = merge(read(merged.content or b""), read(now), read(now))
    assert again.content is None


@pytest.mark.parametrize(
    ("again", "wanted"),
    [
        (["Første punkt", "Andet punkt", "Sidste"], ["Første punkt", "Andet MIT punkt", "Sidste"]),
        (["Første punkt", "Sidste", "Andet punkt"], ["Første punkt", "Sidste", "Andet MIT punkt"]),
        (["Første punkt", "Noget helt andet", "Sidste"], None),
    ],
)
def test_a_line_of_the_person_s_that_the_agenda_has_again_is_that_line(
    again: list[str], wanted: list[str] | None
) -> None:
    """In the notes too; in between, something else is new in the agenda."""
    before, without = built("Første punkt", "Andet punkt", "Sidste"), built("Første punkt", "Sidste")
    mine = content_of(with_edit(before, "Andet punkt", "Andet MIT punkt"), before, without)
    later = built("Første punkt", "Sidste nu")
    mine = content_of(mine, without, later)
    merged = merge(read(mine), read(later), read(built(*again)))
    clashes = [clash for one in merged.slides for clash in one.clashes]
    found = [line[0][0] for line in told(merged.content or b"")]
    assert sorted(found) == sorted(wanted or [*again, "Andet MIT punkt"])
    assert [found, clashes] == [wanted, []] or (wanted is None and clashes == [Clash(TEXT, "Andet MIT punkt", "")])
    assert merge(read(merged.content or b""), read(built(*again)), read(built(*again))).content is None


@pytest.mark.parametrize("away", range(3))
def test_a_line_that_the_agenda_takes_out_goes_from_beside_one_that_a_person_has_changed(away: int) -> None:
    points = ["Første punkt", "Andet punkt", "Tredje punkt"]
    before, now = built(*points), built(*(one for number, one in enumerate(points) if number != away))
    edited = points[away - 1]
    merged = content_of(with_edit(before, edited, "Mit"), before, now)
    wanted = [one for number, one in enumerate(points) if number != away]
    assert told(merged) == [[("Mit" if one == edited else one, False, "")] for one in wanted]


@pytest.mark.parametrize("later", ["Punkt tre, ny", ""])
def test_what_both_have_written_follows_the_agenda_from_then_on(later: str) -> None:
    """The deck says all that the agenda says; it has to remember that it does."""
    both, now = built("Punkt et", "Punkt tre"), built("Punkt et", *filter(None, [later]))
    mine = content_of(with_edit(built("Punkt et", "Punkt to"), "to", "tre"), built("Punkt et", "Punkt to"), both)
    assert merge(read(mine), read(both), read(both)).content is None
    merged = merge(read(mine), read(mine).written, read(now))
    assert told(merged.content or b"") == [[(one, False, "")] for one in ["Punkt et", later] if one]
    assert not [one for one in merged.slides if one.clashes]
