"""Every slide kind is laid out inside the slide, readable, and with all its words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext, suppress
from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from canvas.faults import flat, slide_faults, words
from canvas.looks import written
from canvas.specimens import LEVELS, slide, slide_example
from facilitator.canvas import Box, cm
from facilitator.canvas.measure import extent, text_width
from facilitator.canvas.own_layouts import RULE
from facilitator.canvas.shapes import Canvas, Cell, Paragraph, Path, Placeholder, Run, Shape, Table, TextBody
from facilitator.canvas.slides import SlideDoesNotFit, draw
from facilitator.canvas.slides.last_lines import kept_together
from facilitator.canvas.text import CONTENT_MIN, Style
from facilitator.content import Person
from facilitator.content.figures import Columns as ColumnsFigure
from facilitator.content.figures import Triangle
from facilitator.content.parts import Item, Point
from facilitator.content.slides import (
    SLIDES,
    AgendaItem,
    AgendaList,
    Bullets,
    Column,
    Columns,
    FigureSlide,
    People,
    Picture,
    Question,
    Questions,
    Quote,
    SlideContent,
    Sources,
    Statement,
    TitlePage,
)
from facilitator.deck import Deck, Register, Slide
from facilitator.deck.compose import title_of


def lay(
    content: SlideContent, style: Style, title: str = "", number: int = 1, others: Sequence[Callable[[], Style]] = ()
) -> list[Canvas]:
    one = Slide("a/b/c", title or title_of(content, "En titel", style.terms), "Afsnit", content, number=number)
    canvases, overfull = draw(Deck("a", "A", "da", (one,)), style, AnyPicture(some=b""), others)
    if overfull:
        raise overfull[0]
    return canvases


class AnyPicture(dict[str, bytes]):
    """The same small picture under any name."""

    def __missing__(self, name: str) -> bytes:
        written = BytesIO()
        Image.new("RGB", (64, 48), (40, 90, 120)).save(written, "PNG")
        return written.getvalue()


# --- slides of every kind, as it says itself that they are (canvas.specimens) ---------------------------------------

HOLDS = {"headings": 9, "sentences": 9, "points": 9, "all": 4}
"""With so many parts, each saying so much, no slide may refuse; it may run on."""


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("kind", SLIDES)
def test_one_to_nine_parts(kind: str, level: str, style: Style) -> None:
    for count in range(1, 10, 2):
        content = slide(kind, count, *LEVELS[level])
        with suppress(SlideDoesNotFit) if count > HOLDS[level] else nullcontext():
            assert list(slide_faults(lay(content, style), content, style)) == [], count


@pytest.mark.parametrize("kind", SLIDES)
def test_its_own_example_takes_one_page_and_is_drawn_the_same_way_again(kind: str, style: Style) -> None:
    content = slide_example(kind)
    first, second = (lay(content, style) for _ in range(2))
    assert first == second
    assert len(first) == 1
    assert list(slide_faults(first, content, style)) == []


# --- what is special about some -------------------------------------------------------------------------------------


def test_a_long_list_runs_on_without_losing_a_point(style: Style) -> None:
    points = [Point(text=f"<{n}> " + "ord " * 30, points=["under", "punkter"]) for n in range(12)]
    pages = lay(Bullets(bullets=points), style)
    assert len(pages) > 1
    assert [p.title for p in pages[:2]] == [f"En titel (1 af {len(pages)})", f"En titel (2 af {len(pages)})"]
    assert [p.id for p in pages[:2]] == ["a/b/c", "a/b/c/2"]
    assert all("\n".join(words(p) for p in pages).count(f"<{n}> ord") == 1 for n in range(12))


def test_a_single_point_with_too_much_text_is_an_error_that_names_the_slide(style: Style) -> None:
    with pytest.raises(SlideDoesNotFit, match="slide “En titel” has no room for “ord ord"):
        lay(Bullets(bullets=[Point(text="ord " * 3000)]), style)


def test_the_current_agenda_item_is_marked_by_more_than_colour(style: Style) -> None:
    items = [AgendaItem(text=f"Punkt {n}", slide=f"s{n}") for n in range(5)]
    (page,) = lay(AgendaList(heading="Dagsorden", items=items, current=2), style)
    rows = {s.text.text: s for s in flat(page.shapes) if isinstance(s, Shape) and s.text}
    assert [name for name, row in rows.items() if row.text and row.text.bold] == ["Punkt 2"]
    assert any(isinstance(s, Shape) and s.geometry == "flowChartMerge" for s in page.shapes)
    assert [row.link for row in rows.values()] == [f"s{n}" for n in range(5)]


def test_a_long_agenda_shows_what_is_around_the_current_item(style: Style) -> None:
    items = [AgendaItem(text=f"Punkt {n} " + "med en lang titel " * 3) for n in range(60)]
    (page,) = lay(AgendaList(heading="Dagsorden", items=items, current=30), style)
    sizes = [s.text.size for s in flat(page.shapes) if isinstance(s, Shape) and s.text]
    assert "Punkt 30 " in words(page)
    assert min(sizes) >= CONTENT_MIN


@pytest.mark.parametrize("count", [2, 8])
def test_of_several_days_the_agenda_shows_the_one_that_it_is_and_what_the_others_hold(style: Style, count: int) -> None:
    days = [(f"Dag {n + 1}", f"kl. {9 + n:02}.00–15.00") for n in range(3)]
    items = [AgendaItem(text=f"Punkt {n}", clock="kl. 09.00") for n in range(3 * count - 1)]
    for number, (day, times) in enumerate(days):
        items[number * count] = items[number * count].model_copy(update={"day": day, "times": times})
    content = AgendaList(
        heading="Dagsorden", items=[*items, AgendaItem(text="Frokost", is_break=True)], end="kl. 15.00"
    )
    told = []
    for current in (None, 0, count + 1):
        (page,) = lay(content.model_copy(update={"current": current}), style)
        texts = [one.text for one in _placed(page) if one.text]
        assert min(one.size for one in texts) >= 18
        told.append("\n".join(one.text for one in texts).replace("\N{NO-BREAK SPACE}", " "))
        assert all(day in told[-1] for day, _times in days)
        assert ("Frokost" in told[-1]) == (count == 2)
    overview, first, second = told
    assert all(item.text in overview for item in items)
    assert f"Punkt {count} · Punkt {count + 1}" in first or count == 2
    assert ("Punkt 0" in second, "kl. 09.00–15.00" in second) == (count == 2, True)
    assert f"kl. 09.00\nPunkt {count + 1}\n" in second


SAME_START = "ord " * 30


@pytest.mark.parametrize(
    "items",
    [["Drøftelse", "Pause", "Drøftelse"], [SAME_START + "a", SAME_START + "b"], ["i" * 95 + "a", "i" * 95 + "b"]],
)
def test_no_two_agenda_slides_have_the_same_title(items: list[str], style: Style) -> None:
    agenda = [AgendaItem(text=text) for text in items]
    register = Register()
    titles = []
    for current, text in enumerate(items):
        title, number = register.title(style.terms.agenda_title.format(item=text))
        (page,) = lay(AgendaList(heading="Dagsorden", items=agenda, current=current), style, title, number)
        assert isinstance(page.shapes[0], Placeholder)
        titles.append("\n".join(one.text for one in page.shapes[0].paragraphs))
    assert len(set(titles)) == len(items)
    assert "(" not in titles[0]


def test_the_heading_of_an_agenda_tells_its_current_item_to_those_who_do_not_see_it(style: Style) -> None:
    items = [AgendaItem(text="Velkommen"), AgendaItem(text="Arbejdsmiljørepræsentantuddannelsesplanlægning")]
    content = AgendaList(heading="Dagsorden", items=items, current=1)
    (page,) = lay(content, style, f"Dagsorden: {items[1].text}")
    title = page.shapes[0]
    assert isinstance(title, Placeholder)
    runs = [run for one in title.paragraphs for run in one.runs]
    unseen = [run.text for run in runs if run.colour is not None and run.colour.alpha == 0]
    assert unseen == [f": {items[1].text}"]
    assert [run.text for run in runs if run.text not in unseen] == ["Dagsorden", " "]


def test_a_centred_title_is_balanced_around_its_middle(style: Style) -> None:
    layout = style.design.layouts["title"]
    slot = replace(layout.slots[0], align="ctr")
    layouts = {**style.design.layouts, "title": replace(layout, slots=(slot, *layout.slots[1:]))}
    centred = replace(style, design=replace(style.design, flush=False, layouts=layouts))
    (page,) = lay(TitlePage(), centred, "Opstartsworkshop for TRIO-grupper")
    title = page.shapes[0]
    assert isinstance(title, Placeholder)
    assert title.box
    assert title.box.w < slot.box.w
    assert title.box.centre[0] == pytest.approx(slot.box.centre[0], abs=1)
    assert {one.align for one in title.paragraphs} == {"ctr"}


@pytest.mark.parametrize("words", [12, 60, 110])
def test_a_long_statement_is_the_title_in_small_type(words: int, style: Style) -> None:
    (page,) = lay(Statement(statement="arbejdsfællesskab " * words), style)
    title = page.shapes[0]
    assert isinstance(title, Placeholder)
    assert (title.size or 0) >= CONTENT_MIN


@pytest.mark.parametrize("words", [4, 40, 70])
def test_what_explains_a_statement_is_smaller_than_it(words: int, style: Style) -> None:
    said = Statement(statement=" ".join(["ord"] * words), title="Opgave", text="Det handler om hverdagen.")
    (canvas,) = lay(said, style)
    sentence, text = (one.text.size for one in canvas.shapes if isinstance(one, Shape) and one.text)
    assert text <= 0.8 * sentence


@pytest.mark.parametrize(("width", "rows"), [(30, [5]), (19, [3, 2]), (8, [1, 1, 1, 1, 1])])
def test_short_words_stand_in_as_few_rows_as_there_is_width_for(width: float, rows: list[int], style: Style) -> None:
    points = ["Planlægning", "Organisation", "Indhold", "Udførelse", "Relationer"]
    body = replace(style.design.body, w=cm(width))
    narrow = replace(style, design=replace(style.design, own={"statement": (body, style.design.source)}))
    (page,) = lay(Statement(statement="Et arbejde", title="Opgave", points=points), narrow)
    chips = [one for one in page.shapes if isinstance(one, Shape) and one.text and one.text.text in points]
    assert [one.text.text for one in chips if one.text] == points
    assert [*Counter(one.box.y for one in chips).values()] == rows
    assert all(one.text.size >= CONTENT_MIN for one in chips if one.text)


@pytest.mark.parametrize(("times", "least"), [(1, 44), (5, 28)])
def test_few_words_of_somebody_are_set_large_in_lines_of_one_length(times: int, least: int, style: Style) -> None:
    said = "Kultur er det, vi gør, når ingen kigger. " * times
    (canvas,) = lay(Quote(quote=said.strip(), by="En leder"), style)
    quoted, name = (one for one in _placed(canvas) if one.text and not one.decorative)
    assert quoted.text
    assert name.text
    assert quoted.text.size >= least
    assert name.text.size <= 0.8 * quoted.text.size
    found = extent(quoted.text.paragraphs, quoted.box.w, quoted.text.size, style.font(major=True))
    assert (found.lines >= 2, found.stub) == (True, False)


def test_a_long_statement_that_has_no_room_beside_its_pictogram_stands_alone(style: Style) -> None:
    discs = []
    for count in (3, 330):
        (canvas,) = lay(Statement(statement=" ".join(["ordene"] * count), icon="footprints"), style)
        discs.append(any(one.geometry == "ellipse" for one in _placed(canvas)))
    assert discs == [True, False]


def test_a_statement_that_is_made_again_has_another_title(style: Style) -> None:
    (page,) = lay(Statement(statement="Vi er  alle forskellige"), style, "Vi er alle forskellige (2)", 2)
    assert words(page).rstrip().endswith("forskellige (2)")


def test_what_tells_equal_titles_apart_is_read_aloud_and_not_seen(style: Style) -> None:
    for content in (Statement(statement="Vi tænker"), Bullets(bullets=[Point(text="a")])):
        (page,) = lay(content, style, "Vi tænker (2)", 2)
        title = page.shapes[0]
        assert isinstance(title, Placeholder)
        shown, unseen, end = title.paragraphs[-1].runs
        assert end == replace(shown, text=" "), "whoever writes on is seen"
        assert (shown.text, unseen.text, page.title) == ("Vi tænker", " (2)", "Vi tænker (2)")
        assert unseen.colour is not None
        assert (unseen.colour.alpha, unseen.size) == (0, 1)


def test_a_list_of_questions_that_runs_on_has_its_bar_on_the_first_slide_and_the_second_says_so(style: Style) -> None:
    long = "Hvad har I lært om hinanden, og hvordan mærker I det, når det går stærkt og der er mange om buddet hos jer?"
    first, *others = lay(Questions(questions=[Question(text=long)] * 9, work="group", minutes=45), style)
    assert first.countdown
    assert others
    for page in others:
        assert page.countdown is None
        assert not [one.key for one in flat(page.shapes) if isinstance(one, Shape) and one.key]
        assert style.terms.time_runs_on in words(page)
    assert style.terms.time_runs_on not in words(first)


@pytest.mark.parametrize(("points", "bullet"), [([1, 1], None), ([1, 2], "•")])
def test_a_single_point_under_a_question_is_no_list(points: list[int], bullet: str | None, style: Style) -> None:
    asked = [Question(text="Hvad nu?", points=["Hvem mærker det?"] * count) for count in points]
    (page,) = lay(Questions(questions=asked, work="pair"), style)
    texts = [s.text for s in flat(page.shapes) if isinstance(s, Shape) and s.text]
    below = [one for text in texts for one in text.paragraphs if one.text == "Hvem mærker det?"]
    assert [(one.bullet, bool(one.indent)) for one in below] == [(bullet, bullet is not None)] * sum(points)


@pytest.mark.parametrize(
    ("heading", "lines"),
    [
        ("Hvad er lederens rolle?", ["Hvad er", "lederens rolle?"]),
        ("Næste skridt – jeres samarbejde", ["Næste skridt –", "jeres samarbejde"]),
        ("Hvornår tipper det?", ["Hvornår", "tipper det?"]),
    ],
)
def test_the_words_of_a_section_have_few_lines_of_about_one_length(
    heading: str, lines: list[str], style: Style
) -> None:
    items = [AgendaItem(text=f"Punkt {n}") for n in range(5)]
    (page,) = lay(AgendaList(heading=heading, items=items, current=2, opens=True), style)
    title = page.shapes[0]
    assert isinstance(title, Placeholder)
    assert title.box
    usual = style.design.layouts["agenda"].slots[0].size
    size = title.size or usual
    assert size >= 0.9 * usual
    room = 1.02 * text_width(lines[1], size, style.heading)
    assert room <= title.box.w <= 1.1 * room


@pytest.mark.parametrize(("minutes", "part"), [(None, 0.5), (5, 1)])
def test_what_says_how_to_work_is_no_wider_than_its_words_without_a_time(
    minutes: int | None, part: float, style: Style
) -> None:
    (page,) = lay(Questions(questions=["Hvad nu?"], work="plenary", minutes=minutes), style)
    card = next(s for s in flat(page.shapes) if isinstance(s, Shape) and s.geometry == "roundRect" and s.decorative)
    said = next(s for s in flat(page.shapes) if isinstance(s, Shape) and s.text and "Alle sammen" in s.text.text)
    assert (card.box.w <= part * style.design.body.w, card.box.w == style.design.body.w) == (True, part == 1)
    assert card.box.holds(said.box)


def test_a_long_note_is_read_from_afar_before_the_people_are_large(style: Style) -> None:
    people = []
    for note in ("Stikord er nok", "Hvert kort: tænk i to minutter, tal i fem, vend det, og tal i to"):
        (page,) = lay(Questions(questions=["Hvad nu?", "Og så?"], work="pair", minutes=27, note=note), style)
        shapes = [one for one in flat(page.shapes) if isinstance(one, Shape)]
        (said,) = [one.text for one in shapes if one.text and one.text.text.replace("\u00a0", " ") == note]
        assert said.size >= 18
        people.append(next(one.box.h for one in shapes if isinstance(one.geometry, Path)))
    assert people[1] < people[0]


def test_a_statement_without_a_title_is_the_title(style: Style) -> None:
    (page,) = lay(Statement(statement="Vi er alle forskellige"), style)
    assert words(page).count("Vi er alle forskellige") == 1


def test_minutes_give_a_countdown_on_a_shape_that_is_there(style: Style) -> None:
    (page,) = lay(Questions(questions=["Hvad nu?"], work="pair", minutes=5), style)
    assert page.countdown
    assert page.countdown.minutes == 5
    assert [s.key for s in flat(page.shapes) if isinstance(s, Shape) and s.key] == [page.countdown.bar]


@pytest.mark.parametrize("length", [1, 60, 200])
def test_a_title_of_any_length_fits_its_placeholder(style: Style, length: int) -> None:
    (page,) = lay(Bullets(title=("titel ord " * 20)[:length].strip(), bullets=["et"]), style)
    assert page.title


def test_a_caption_may_take_two_lines(style: Style) -> None:
    def size(caption: str) -> tuple[int, float]:
        (canvas,) = lay(Picture(picture="a.png", alt="Os", title="Holdet", caption=caption), style)
        (shape,) = [one for one in flat(canvas.shapes) if isinstance(one, Shape) and one.text]
        assert shape.text is not None
        return shape.box.h, shape.text.size

    sentence = "Her ser I holdet fra den første dag, og hvad de havde skrevet på væggen om det, de gerne ville. "
    one, two = size(sentence[:60].strip()), size(sentence + sentence[:80].strip())
    assert two[0] > one[0]
    assert two[1] >= 14
    with pytest.raises(SlideDoesNotFit):
        size(sentence * 8)


@pytest.mark.parametrize(
    ("line", "rest", "kept"),
    [
        ("Kilder og læs videre (1 af", "3)", "Kilder og læs videre~(1~af~3)"),
        ("Kilder og læs videre (1 af 3)", "", "Kilder og læs videre (1 af 3)"),
        ("Så ses vi alle sammen igen kl.", "10.15 derude", "Så ses vi alle sammen igen kl.~10.15 derude"),
        ("Vi tager 10", "min. til det her", "Vi tager 10~min. til det her"),
        ("Uge", "48 er fuld", "Uge 48 er fuld"),
        ("Siden hen må du altid spørge mig om", "…", "Siden hen må du altid spørge~mig~om~…"),
        ("I morgen begynder jeg med at", "… og så", "I morgen begynder jeg med at~… og så"),
    ],
)
def test_no_line_ends_between_a_number_and_its_word_or_before_what_is_left_open(
    line: str, rest: str, kept: str, style: Style
) -> None:
    """But where it would need another line."""
    text = TextBody((Paragraph((Run(f"{line} {rest}".rstrip()),)),), 30)
    width = round(1.06 * text_width(line, text.size, style.body))
    (one,) = kept_together([Shape("Tekst", Box(0, 0, width, cm(10)), text=text)], style.design.layouts["blank"], style)
    assert isinstance(one, Shape)
    assert one.text
    assert one.text.text == kept.replace("~", "\u00a0")


def test_a_word_does_not_stand_alone_in_a_cell(style: Style) -> None:
    said = "Hvorfor hører jeg det først i dag?"
    cell = Cell(TextBody((Paragraph((Run(said),)),), 20))
    width = round(1.05 * text_width(said.removesuffix(" dag?"), 20, style.body))
    table = Table("Ord", Box(0, 0, width, cm(2)), (width,), (cm(2),), ((cell,),), RULE)
    (one,) = kept_together([table], style.design.layouts["blank"], style)
    assert isinstance(one, Table)
    assert one.rows[0][0].text.text == "Hvorfor hører jeg det først\u00a0i\u00a0dag?"


def test_where_a_picture_will_stand_a_large_sign_is_whole_beside_the_text(style: Style) -> None:
    (canvas,) = lay(Picture(picture="", text="Det ser vi.", alt="Et hold", source="Os selv"), style)
    sign = next(one for one in _placed(canvas) if one.alt == "Et hold")
    assert (sign.geometry, sign.box.w) == ("ellipse", sign.box.h)
    assert cm(12) <= sign.box.h <= style.design.body.bottom
    inside = [one for one in _placed(canvas) if sign.box.holds(one.box)]
    assert len(inside) == 3  # Rim, disc, and pictogram.
    assert all(one.box.right <= sign.box.x for one in _placed(canvas) if one not in inside)


def test_a_figure_that_would_be_small_beside_its_questions_has_a_slide_of_its_own(style: Style) -> None:
    def pages(points: int) -> list[Canvas]:
        items = [
            Item(title=f"Krav {number}", points=["Opgaver, der føles urimelige i længden"] * points)
            for number in range(4)
        ]
        figure = ColumnsFigure(kind="columns", title="Krav", items=items)
        return lay(FigureSlide(figure=figure, questions=["Hvad fylder mest hos jer?"]), style)

    (together,), apart = pages(4), pages(6)
    assert len(apart) == 2
    for canvas in (together, *apart):
        assert min(one.size for one in written(canvas, style) if one.letters > 3) >= 16


def _placed(canvas: Canvas) -> list[Shape]:
    return [one for one in flat(canvas.shapes) if isinstance(one, Shape)]


@pytest.mark.parametrize(("count", "least"), [(1, 28), (2, 24), (3, 16), (4, 16)])
def test_people_are_read_from_afar_and_their_cards_fill_the_slide(count: int, least: int, style: Style) -> None:
    about = "Cand.mag. i pædagogik\nUnderviser på workshoppen og alle tre moduler"
    people = [Person(name="Jonas Bay Friis", role="Organisationskonsulent", about=about)] * count
    (canvas,) = lay(People(people=people), style)
    cards = [one.box for one in _placed(canvas) if one.decorative]
    assert len(cards) == count
    assert Box.bounding(cards) == style.design.body
    texts = [one for one in written(canvas, style) if one.letters > 2 and one.shape is not canvas.shapes[0]]
    portraits = [one for one in _placed(canvas) if one.geometry == "ellipse" and one.text]
    assert min(one.size for one in texts) >= least
    assert len({one.text.size for one in portraits if one.text}) == 1
    assert min(one.box.h for one in portraits) >= cm(2)


@pytest.mark.parametrize("icon", ["target", None])
@pytest.mark.parametrize("count", range(3, 7))
def test_a_list_fills_the_surface_it_stands_on_beside_its_pictogram(count: int, icon: str | None, style: Style) -> None:
    said = [Point(text="Hold jeres møde i TRIOen, og sæt det i gang")] * count
    (canvas,) = lay(Bullets(bullets=said, icon=icon), style)
    surface, *sign = [one.box for one in _placed(canvas) if one.decorative]
    (text,) = [one for one in written(canvas, style) if one.letters > 60]
    assert surface == style.design.body
    assert all(surface.holds(box) and box.x > text.room.right for box in (*sign, surface) if box != surface)
    assert len(sign) == (2 if icon else 0)
    assert surface.holds(text.room)
    assert text.size >= 24
    assert text.ink.h >= 0.6 * surface.h
    assert abs(text.ink.centre[1] - surface.centre[1]) < cm(0.1)


@pytest.mark.parametrize("points", [1, 4, 9])
def test_columns_stand_on_cards_of_one_height_that_hold_their_text_and_no_more(points: int, style: Style) -> None:
    said = [Column(title="Behold", points=[Point(text="Hvad virkede?")] * each) for each in (points, 1)]
    (canvas,) = lay(Columns(columns=said), style)
    cards = [one.box for one in _placed(canvas) if one.decorative]
    texts = [one for one in canvas.shapes if isinstance(one, Placeholder) and one.index]
    assert [card.holds(text.box) for card, text in zip(cards, texts, strict=True) if text.box] == [True, True]
    assert len({(card.y, card.h) for card in cards}) == 1
    longest = max((one for one in written(canvas, style) if one.shape in texts), key=lambda one: one.letters)
    assert longest.ink.h <= longest.room.h
    assert longest.ink.h >= 0.6 * longest.room.h


def test_questions_that_run_on_have_lines_of_one_length_and_as_many_as_counted(style: Style) -> None:
    asked = ["Hvad har du tænkt mest på siden workshoppen?", "Hvad skal kollegerne høre?"]
    (canvas,) = lay(Questions(questions=[Question(text=one) for one in asked], work="trio", minutes=5), style)
    long, short = (one for one in written(canvas, style) if one.text in asked)
    assert extent(long.paragraphs, long.room.w, long.size, long.font).lines == 2
    assert extent(long.paragraphs, round(long.room.w * 1.1), long.size, long.font).lines == 2
    assert short.room.w > long.room.w


def test_a_question_with_points_keeps_off_the_strip_under_it(style: Style) -> None:
    question = Question(text="Find tre ting, I alle tre har til fælles", points=["Ikke arbejdet", "Ikke det, man ser"])
    (canvas,) = lay(Questions(questions=[question], work="trio", minutes=4), style)
    asked = next(one for one in written(canvas, style) if one.text.startswith("Find"))
    strip = next(one for one in _placed(canvas) if one.decorative)
    assert asked.ink.bottom + cm(0.6) <= strip.box.y


def test_many_questions_beside_a_small_figure_are_given_more_room(style: Style) -> None:
    figure = Triangle(kind="triangle", title="Tre blikke", items=["Vision", "Kultur", "Image"])
    asked = [
        Question(text=name, points=["Hvad tænker borgere og pårørende om det?"] * 2)
        for name in ("Vision", "Kultur", "Image")
    ]
    few, many = (lay(FigureSlide(figure=figure, questions=some), style)[0] for some in (asked[:1], asked))

    def width(page: Canvas) -> int:
        return next(one.box.w for one in page.shapes if isinstance(one, Shape) and one.decorative)

    assert width(few) < width(many)
    sizes = [one.text.size for one in many.shapes if isinstance(one, Shape) and one.text]
    assert min(sizes) > CONTENT_MIN


def test_a_figure_that_falls_apart_is_drawn_whole_where_another_style_has_room(style: Style) -> None:
    """A list runs on as it does, for it is read so."""
    low = replace(style, design=replace(style.design, body=style.design.body.cut(cm(4.5), 0)[0]))
    points = [Point(text="Noget, der fylder en linje eller to i feltet")] * 3
    items = [Item(title=f"Del {n}", points=points) for n in range(5)]
    figure = FigureSlide(figure=ColumnsFigure(kind="columns", title="Fem dele", items=items))
    whole, apart = ((lay(figure, low, others=others)) for others in ([lambda: style], []))
    assert len(whole) == 1
    assert len(apart) > 1


def test_the_parts_of_a_figure_that_falls_apart_stand_side_by_side_where_that_takes_fewer_pages(style: Style) -> None:
    low = replace(style, design=replace(style.design, body=style.design.body.cut(cm(4.5), 0)[0]))
    points = [Point(text="Noget, der bliver for meget")] * 7
    items = [Item(title=f"Del {n}", points=points) for n in range(5)]
    outline, *others = lay(FigureSlide(figure=ColumnsFigure(kind="columns", title="Fem dele", items=items)), low)
    assert len(others) == 3
    told = [one for page in others for one in written(page, style) if "for meget" in one.text]
    assert len(told) == 5
    assert min(one.size for one in told) >= 18
    assert all(item.title in words(outline) for item in items)


def test_few_sources_stand_in_large_type_beside_a_sign_and_many_in_columns_of_about_the_same_length(
    style: Style,
) -> None:
    entry = "»Trivsel i lederrollen«, BFA Velfærd og Offentlig administration ({})"
    for count in (1, 3):
        (canvas,) = lay(Sources(entries=[entry.format(n) for n in range(count)]), style)
        said = next(one for one in written(canvas, style) if "Trivsel" in one.text)
        disc = next(one for one in _placed(canvas) if one.geometry == "ellipse")
        assert said.size >= 22
        assert disc.box.right < said.room.x
    long, short = [entry.format("en lang forklaring af, hvad der står " * 2)] * 3, ["Kort"] * 9
    (canvas,) = lay(Sources(entries=[*long, *short]), style)
    left, right = (one for one in written(canvas, style) if isinstance(one.shape, Placeholder) and one.shape.index)
    assert left.letters == pytest.approx(right.letters, rel=0.7)
    assert len(left.paragraphs) < len(right.paragraphs)


def test_many_sources_can_be_read_and_looked_up(style: Style) -> None:
    """On as many pages as that takes, what one finds each by in bold."""
    entry = "Navn, N. N. & Navnesen, O. ({}). En titel på en bog om arbejde, der er ret lang. Forlaget Eksempel"
    for count in (7, 16, 40):
        pages = lay(Sources(entries=[entry.format(2000 + n) for n in range(count)]), style)
        found = [one for page in pages for one in written(page, style) if "Forlaget" in one.text]
        assert min(one.size for one in found) >= 16
        assert len({one.size for one in found}) == 1
        assert sum(len(one.paragraphs) for one in found) == count
        heads = {piece.text for one in found for line in one.paragraphs for piece in line.runs[0].pieces if piece.bold}
        assert heads == {"Navn, N. N. & Navnesen, O."}
    assert count / 16 <= len(pages) <= count / 8


def test_an_agenda_of_few_items_is_larger_than_a_long_one_and_shows_a_sign_like_the_first_slide(style: Style) -> None:
    sizes = []
    for count in (3, 9, 14):
        items = [AgendaItem(text=f"Punkt {n}") for n in range(count)]
        (page,) = lay(AgendaList(heading="Dagsorden", items=items), style)
        sizes.append({one.text.size for one in _placed(page) if one.text})
    assert sizes[0] == {28}
    assert sizes == sorted(sizes, key=max, reverse=True)
    assert len({max(one) for one in sizes}) == len(sizes)
    cover, agenda = lay(TitlePage(), style, "En titel")[0], page
    outlines = [
        {len(one.geometry.commands) for one in _placed(each) if not isinstance(one.geometry, str)}
        for each in (cover, agenda)
    ]
    assert outlines[0] == outlines[1] != set()


def test_lines_beside_a_picture_are_told_apart(style: Style) -> None:
    (canvas,) = lay(Picture(picture="", alt="Os", text="Fire taler.\nÉn stol er tom."), style)
    (said,) = [one for one in written(canvas, style) if one.text.startswith("Fire")]
    first, second = said.paragraphs
    assert (first.before, second.before >= 8) == (0, True)
