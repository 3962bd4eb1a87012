"""Which slides a session gives, in which order, and what they are called."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

from agenda.planning import agenda
from facilitator.agenda.planning import plan
from facilitator.content.slides import AgendaList, Break, Bullets, People, Section, Sources, TitlePage
from facilitator.content.terms import Terms
from facilitator.deck import Deck, Slide
from facilitator.deck.compose import compose, compose_tracks

DECKS = Path(__file__).parents[2] / "decks"
DA = Terms.model_validate(yaml.load((DECKS / "terms" / "da.yaml").read_text(encoding="utf-8"), yaml.BaseLoader))
EN = Terms.model_validate(yaml.load((DECKS / "terms" / "en.yaml").read_text(encoding="utf-8"), yaml.BaseLoader))

DAY = """
title: Prøvedag
start: 09.00
end: 10.30
agenda_slides: items
data: {client: Eksempel Kommune}
facilitators: [Maja Holm Lind, Jonas Bay Friis]
blocks:
  - title: Velkommen
    at: 09.00
    minutes: 15
    why: Alle lander.
    how: [{minutes: 5, do: Byd velkommen., say: Godmorgen.}, {minutes: 10, do: Tag en runde., ask: Hvem er du?}]
    materials: [flipover, {item: tuscher, per: group, count: 4}]
    plan_b: Spring runden over.
    slides: [{people: all}]
  - {title: Oplæg, item: Kultur, section: Hvad er kultur?, minutes: 30, slides: [{bullets: [A, B]}, {bullets: [C]}]}
  - {title: Samtale, item: Kultur, minutes: 15, slides: [{questions: [Hvad nu?], say: Lyt.}]}
  - {title: Luft, kind: buffer, minutes: 5}
  - {title: Pause, kind: break, minutes: 15}
  - {title: Tak, until: 10.30, minutes: 10, slides: [{statement: Tak for i dag}]}
"""


def deck(text: str = DAY) -> Deck:
    return compose(plan(agenda(text)), DA)


def titles(found: Deck) -> list[str]:
    return [slide.title for slide in found.slides]


def notes(slide: Slide) -> str:
    return "\n".join(f"{note.label}: {note.text}" if note.label else note.text for note in slide.notes)


def agendas(found: Deck) -> list[AgendaList]:
    return [slide.content for slide in found.slides if isinstance(slide.content, AgendaList)]


def test_the_agenda_comes_back_before_every_item_with_the_words_of_its_section_then_its_slides() -> None:
    assert titles(deck()) == [
        "Prøvedag",
        "Dagsorden: Velkommen",
        "Hvem er vi?",
        "Hvad er kultur?",
        "Oplæg",
        "Oplæg (2)",
        "Tal sammen",
        "Pause",
        "Dagsorden: Tak",
        "Tak for i dag",
    ]


def test_the_agenda_marks_what_comes_and_shows_clock_times_only_where_they_hold() -> None:
    first, *others = agendas(deck())
    assert [item.text for item in first.items] == ["Velkommen", "Kultur", "Pause", "Tak"]
    assert [item.clock for item in first.items] == ["kl. 09.00", None, None, None]
    assert [one.current for one in (first, *others)] == [0, 1, 3]


@pytest.mark.parametrize(("rule", "marked"), [("items", [0, 1, 3]), ("sections", [0, 1]), ("once", [None])])
def test_how_often_the_agenda_comes_back_is_the_authors_choice(rule: str, marked: list[int | None]) -> None:
    assert [one.current for one in agendas(deck(DAY.replace("items", rule)))] == marked


@pytest.mark.parametrize(("rule", "marked"), [("sections", [0, 3]), ("once", [None])])
def test_every_day_of_several_begins_with_the_agenda(rule: str, marked: list[int | None]) -> None:
    text = f"""
        agenda_slides: {rule}
        start: 9.00
        blocks:
          - {{title: Et, minutes: 60}}
          - {{title: To, minutes: 60}}
          - {{title: Morgenmad, kind: break, day: 2, at: 8.00, minutes: 60}}
          - {{title: Tre, minutes: 60}}
          - {{title: Fire, minutes: 60}}
    """
    assert [one.current for one in agendas(deck(text))] == marked


@pytest.mark.parametrize(
    ("times", "clocks", "end"),
    [
        ("all", ["kl. 09.00", "kl. 09.15", "kl. 10.05", "kl. 10.20"], "kl. 10.30"),
        ("pins", ["kl. 09.00", None, None, None], "kl. 10.30"),
        ("none", [None] * 4, None),
    ],
)
def test_which_clock_times_stand_on_the_agenda_is_the_authors_choice(
    times: str, clocks: list[str | None], end: str | None
) -> None:
    first = agendas(deck(f"agenda_times: {times}\n{DAY}"))[0]
    assert [item.clock for item in first.items] == clocks
    assert first.end == end


def test_the_beginning_of_the_day_is_told_whether_it_is_that_of_the_day_or_of_its_first_block() -> None:
    blocks = "blocks: [{title: Et, minutes: 20}, {title: To, at: 9.20, minutes: 10}, {title: Tre, minutes: 30}]"
    first = agendas(deck(f"start: 9.00\n{blocks}"))[0]
    assert [item.clock for item in first.items] == ["kl. 09.00", "kl. 09.20", None]


def test_the_agenda_that_opens_a_section_says_its_words_and_is_its_only_opener() -> None:
    opener = next(one for one in deck().slides if one.title == "Hvad er kultur?")
    assert isinstance(opener.content, AgendaList)
    assert (opener.content.heading, opener.content.opens, opener.content.current) == ("Hvad er kultur?", True, 1)
    assert not [one for one in deck().slides if isinstance(one.content, Section)]


def test_every_item_leads_to_its_first_slide() -> None:
    found = deck()
    ids = {slide.id: slide for slide in found.slides}
    links = [item.slide for item in agendas(found)[0].items]
    assert [ids[link or ""].title for link in links] == ["Hvem er vi?", "Oplæg", "Pause", "Tak for i dag"]


def test_ids_and_titles_are_all_different_and_ids_stay_when_titles_change() -> None:
    found = deck()
    assert len({slide.id for slide in found.slides}) == len({slide.title for slide in found.slides}) == 10
    text = DAY.replace("{people: all}", "{people: all, id: hold}")
    one, other = deck(text), deck(text.replace("hold}", "hold, title: Holdet}"))
    assert "test/velkommen/hold" in {slide.id for slide in one.slides} & {slide.id for slide in other.slides}


def test_a_break_says_when_we_meet_again() -> None:
    (pause,) = [slide.content for slide in deck().slides if isinstance(slide.content, Break)]
    assert (pause.until, pause.minutes) == ("Vi ses igen kl. 10.20", 15)


def test_after_a_gap_we_meet_again_when_the_next_block_begins() -> None:
    found = deck("""
        start: 09.00
        end: 12.00
        blocks:
          - {title: Oplæg, minutes: 60}
          - {title: Pause, kind: break, minutes: 15}
          - {title: Gæst, at: 10.30, minutes: 45}
    """)
    (pause,) = [slide.content for slide in found.slides if isinstance(slide.content, Break)]
    assert pause.until == "Vi ses igen kl. 10.30"
    assert notes(found.slides[0]).startswith("Tid: kl. 09.00–12.00 (180 min.)")


def test_nobody_meets_again_for_a_break_or_for_air_and_those_in_tracks_meet_behind_them() -> None:
    found = deck("""
        start: 09.00
        blocks:
          - title: Spor
            parallel:
              - {title: Et, blocks: [{title: A, minutes: 20}, {title: Kaffe, kind: break, minutes: 10}]}
              - {title: To, blocks: [{title: Te, kind: break, minutes: 10}, {title: B, minutes: 30}]}
          - {title: Luft, kind: buffer, minutes: 5}
          - {title: C, minutes: 15}
          - {title: Frokost, kind: break, minutes: 30}
          - {title: D, day: 3, at: 08.00, minutes: 30}
          - {title: Sandwich, kind: break, minutes: 30}
    """)
    said = {slide.block: slide.content.until for slide in found.slides if isinstance(slide.content, Break)}
    assert said == {
        "Kaffe": "Vi ses igen kl. 09.45",
        "Te": "Vi ses igen kl. 09.10",
        "Frokost": "Vi ses igen på dag 3 kl. 08.00",
        "Sandwich": None,
    }


def test_behind_midnight_the_next_day_of_the_session_is_not_tomorrow() -> None:
    found = deck("""
        start: 22.00
        blocks:
          - {title: A, minutes: 60}
          - {title: Te, kind: break, minutes: 15}
          - {title: B, minutes: 75}
          - {title: Nattemad, kind: break, minutes: 15}
          - {title: C, day: 2, at: 09.00, minutes: 15}
          - {title: Pause, kind: break, minutes: 15}
          - {title: D, day: 3, at: 09.00, minutes: 15}
    """)
    said = {slide.block: slide.content.until for slide in found.slides if isinstance(slide.content, Break)}
    assert said == {
        "Te": "Vi ses igen kl. 23.15",
        "Nattemad": "Vi ses igen kl. 09.00",
        "Pause": "Vi ses igen i morgen kl. 09.00",
    }


def test_several_days_are_told_wherever_a_time_is() -> None:
    text = """
        start: 10.00
        end: 15.00
        agenda_slides: items
        blocks:
          - {title: Opstart, minutes: 60}
          - {title: Fri bar, kind: break, at: 22.30, until: 00.30, minutes: 120}
          - {title: Morgenmad, day: 2, at: 8.00, minutes: 60}
          - {title: Tak, minutes: ~}
    """
    dated = agenda(text).model_copy(update={"data": {"date": date(2026, 10, 24)}})
    found = compose(plan(dated), DA)
    title = found.slides[0]
    assert isinstance(title.content, TitlePage)
    dates, *times = (title.content.when or "").splitlines()
    assert dates == "lørdag den 24. oktober 2026 – søndag den 25. oktober 2026"
    assert times == ["Dag 1 kl. 10.00–00.30", "Dag 2 kl. 08.00–15.00"]
    assert found.footers[0] == dates
    assert "Dag 1, kl. 10.00–00.30" in notes(title)
    assert "Dag 2, kl. 08.00–15.00" in notes(title)
    (evening,) = [slide.content for slide in found.slides if isinstance(slide.content, Break)]
    assert evening.until == "Vi ses igen i morgen kl. 08.00"
    (first, *_others) = agendas(found)
    assert [item.clock for item in first.items] == ["kl. 10.00", "kl. 22.30", "kl. 08.00", None]
    days = [(item.day, item.times) for item in first.items]
    none = (None, None)
    assert days == [("Dag 1", "kl. 10.00–00.30"), none, ("Dag 2", "kl. 08.00–15.00"), none]
    assert "Dag 2, kl. 09.00–15.00 (360 min.)" in notes(found.slides[-1])


@pytest.mark.parametrize(
    ("language", "days", "said"),
    [
        ("da", 2, "Begge dage kl. 09.00–15.00"),
        ("da", 3, "Alle 3 dage kl. 09.00–15.00"),
        ("en", 2, "Both days 09:00–15:00"),
        ("en", 3, "All 3 days 09:00–15:00"),
    ],
)
def test_days_with_the_same_times_tell_them_once(language: str, days: int, said: str) -> None:
    blocks = [f"{{title: Dag, day: {day}, at: 09.00, until: 15.00}}" for day in range(1, days + 1)]
    made = agenda("blocks:\n" + "\n".join(f"  - {block}" for block in blocks))
    title = compose(plan(made), DA if language == "da" else EN).slides[0].content
    assert isinstance(title, TitlePage)
    assert title.when == said


def test_buffers_and_hidden_blocks_are_never_on_the_agenda() -> None:
    shown = agendas(deck(DAY.replace("{title: Pause,", "{title: Pause, hidden: true,")))[0]
    assert [item.text for item in shown.items] == ["Velkommen", "Kultur", "Tak"]


def test_sections_in_the_slide_sorter_are_the_agenda_items() -> None:
    sections = list(dict.fromkeys(slide.section for slide in deck().slides))
    assert sections == ["Prøvedag", "Velkommen", "Kultur", "Pause", "Tak"]


def test_the_notes_of_the_slide_that_is_up_tell_how_the_block_is_run_and_the_agenda_has_its_line() -> None:
    assert notes(deck().slides[1]).splitlines() == ["Formål: Alle lander.", "Tid: kl. 09.00–09.15 (15 min.)"]
    assert notes(deck().slides[2]).splitlines() == [
        "Formål: Alle lander.",
        "Tid: kl. 09.00–09.15 (15 min.)",
        "Sådan gør du: ",
        "09.00 (5 min.) Byd velkommen.",
        "Sig: Godmorgen.",
        "09.05 (10 min.) Tag en runde.",
        "Spørg: Hvem er du?",
        "Materialer: flipover; 4 tuscher til hver gruppe",
        "Plan B: Spring runden over.",
    ]


EXERCISE = """
title: Øvelse
blocks:
  - title: Saml op
    section: Nu er det jer
    minutes: 45
    who: Ida
    how:
      - {minutes: 5, do: Del ark ud.}
      - {minutes: 10, do: Gå rundt.}
      - {minutes: 5, do: Byt.}
      - {minutes: 25, do: Hør dem.}
    materials: [ark]
    plan_b: Hør kun to.
    online: Brug chatten.
    slides:
      - {bullets: [Sådan gør I], title: Før}
      - {questions: [Hvad?], title: Arbejd, minutes: 10}
      - {questions: [Hvem?], title: Byt, minutes: 5}
      - {questions: [Hvad hørte I?], title: Plenum, minutes: 25}
"""


def steps(found: Deck) -> dict[str, list[str]]:
    """What is to be done while each slide is up, by its title."""
    return {
        slide.title: [one.text.split(") ", 1)[1] for one in slide.notes if one.level == 1 and ") " in one.text]
        for slide in found.slides
    }


def test_every_step_stands_with_the_slide_that_is_up_meanwhile() -> None:
    found = deck(EXERCISE)
    assert {title: did for title, did in steps(found).items() if did} == {
        "Før": ["Del ark ud."],
        "Arbejd": ["Gå rundt."],
        "Byt": ["Byt."],
        "Plenum": ["Hør dem."],
    }
    by_title = {slide.title: notes(slide) for slide in found.slides}
    assert "Hvem: Ida" in by_title["Før"]
    assert "Materialer: ark" in by_title["Før"]
    assert "Plan B: Hør kun to.\nOnline: Brug chatten." in by_title["Plenum"]
    assert sum("Plan B" in said for said in by_title.values()) == 1
    assert sum("Online" in said for said in by_title.values()) == 1


def test_steps_whose_minutes_are_no_slides_all_stand_with_the_slide_that_is_up_for_most_of_the_time() -> None:
    text = EXERCISE.replace("minutes: 10}", "}").replace("minutes: 5}", "}").replace("{minutes: 25, do", "{do")
    text = text.replace("minutes: 45", "minutes: 40")
    assert len(steps(deck(text))["Plenum"]) == 3
    without = text.replace(", minutes: 25}", "}")
    assert len(steps(deck(without))["Før"]) == 3, "no slide has a bar: the first one behind the opener"


def test_how_a_block_without_slides_is_run_stands_with_the_slide_that_is_up_then() -> None:
    text = """
title: Dag
agenda_slides: once
blocks:
  - {title: Oplæg, minutes: 20, slides: [{statement: Se her}]}
  - {title: Snak, minutes: 10, how: [Spørg to.], plan_b: Spring over., online: Ring.}
  - {title: Luft, kind: buffer, minutes: 5}
"""
    said = notes(deck(text).slides[-1]).splitlines()
    assert said == [
        "Tid: 0.00–0.20 (20 min.)", "Snak: 0.20–0.30 (10 min.)", "Sådan gør du: ", "Spørg to.", "Plan B: Spring over.",
        "Online: Ring.",
    ]  # fmt: skip
    before_any = text.replace("slides: [{statement: Se her}]", "how: [Vis det.]")
    assert "Oplæg: 0.00–0.20 (20 min.)" in notes(deck(before_any).slides[-1])


def test_every_slide_has_notes_with_its_time() -> None:
    assert all("Tid: " in notes(slide) for slide in deck().slides)


def test_what_is_said_on_a_slide_comes_first_in_its_notes() -> None:
    (asked,) = [slide for slide in deck().slides if slide.title == "Tal sammen"]
    assert notes(asked).startswith("Sig: Lyt.\n")


def test_the_title_page_says_for_whom_when_and_who_leads() -> None:
    found = deck(DAY.replace("Eksempel Kommune}", "Eksempel Kommune, date: uge 12}"))
    page = found.slides[0].content
    assert isinstance(page, TitlePage)
    assert (page.client, page.when) == ("Eksempel Kommune", "uge 12, kl. 09.00–10.30")
    assert page.by == "Ved Maja Holm Lind og Jonas Bay Friis"
    assert found.footers == ("Eksempel Kommune · uge 12", "Eksempel Kommune")
    assert found.client == "Eksempel Kommune"


def test_people_all_are_the_facilitators() -> None:
    (people,) = [slide.content for slide in deck().slides if isinstance(slide.content, People)]
    assert [person.name for person in people.people if not isinstance(person, str)] == [
        "Maja Holm Lind",
        "Jonas Bay Friis",
    ]


def test_a_plan_without_clock_times_counts_from_its_beginning() -> None:
    found = deck("blocks: [{title: Viden, minutes: 45}, {title: Pause, kind: break, minutes: 10}]")
    assert "Tid: 0.00–0.45 (45 min.)" in notes(found.slides[1])
    (pause,) = [slide.content for slide in found.slides if isinstance(slide.content, Break)]
    assert pause.until is None
    assert all(item.clock is None for item in agendas(found)[0].items)


def test_tracks_are_shown_side_by_side_and_open_their_own_slides() -> None:
    found = deck("""
        start: 13.00
        blocks:
          - title: Værksteder
            parallel:
              - {title: Samtalen, room: Lokale 1, blocks: [{title: Øv, minutes: 40, slides: [{statement: Lyt}]}]}
              - {title: Planen, blocks: [{title: Skriv, minutes: 20}]}
    """)
    (overview,) = [slide.content for slide in found.slides if isinstance(slide.content, Bullets)]
    assert [point.text for point in overview.bullets] == ["Samtalen · Lokale 1", "Planen"]
    assert overview.bullets[0].points == ["kl. 13.00–13.40  Øv"]
    assert [slide.content.section for slide in found.slides if isinstance(slide.content, Section)] == [
        "Samtalen · Lokale 1"
    ]


APART = """
title: Halvdag
start: 12.30
data: {client: Nordskolen}
blocks:
  - {title: Velkommen, minutes: 10, slides: [{statement: Hej}]}
  - title: Værksteder
    parallel:
      - title: Samtalen
        room: Lokale 1
        who: Ida
        blocks:
          - {title: Øv, minutes: 40, slides: [{questions: [Hvad siger du?], title: Øv}]}
          - {title: Saml op, who: Carl, minutes: 20, how: [Hør to.]}
      - title: Planen
        blocks: [{title: Plan, minutes: 45, slides: [{bullets: [A], title: Plan}]}]
  - {title: Tak, minutes: 10, slides: [{statement: Tak}]}
"""


def test_whoever_leads_a_track_leads_its_blocks_that_do_not_say() -> None:
    found = deck(APART)
    by_title = {slide.title: slide for slide in found.slides}
    opener = by_title["Samtalen · Lokale 1"].content
    assert isinstance(opener, Section)
    assert opener.subtitle == "Ved Ida"
    assert "Hvem: Ida" in notes(by_title["Øv"])
    assert "Hvem: Carl" in notes(by_title["Øv"]), "the next block, which has no slide"
    assert "Hvem" not in notes(by_title["Plan"])


def test_tracks_that_are_held_apart_have_a_deck_each_and_none_of_their_slides_is_in_the_common_one() -> None:
    schedule = plan(agenda(APART))
    common, tracks = compose(schedule, DA, apart=True), compose_tracks(schedule, DA)
    assert titles(common) == [
        "Halvdag", "Dagsorden: Velkommen", "Hej", "Værksteder", "Tak",
    ]  # fmt: skip
    talk, paper = tracks
    assert [talk.title, paper.title] == ["Halvdag: Samtalen · Lokale 1", "Halvdag: Planen"]
    assert [titles(one) for one in tracks] == [["Samtalen · Lokale 1", "Øv"], ["Planen", "Plan"]]
    first = talk.slides[0].content
    assert isinstance(first, TitlePage)
    assert (first.subtitle, first.client, first.by) == ("Halvdag", "Nordskolen", "Ved Ida")
    assert first.when == "kl. 12.40–13.40"
    assert "Hør to." in notes(talk.slides[1])


def test_a_track_that_is_held_twice_has_one_deck_with_an_opener_for_each_time() -> None:
    again = APART.replace("  - {title: Tak", """  - title: Igen
    parallel:
      - title: Samtalen
        room: Lokale 1
        blocks: [{title: Mere, minutes: 20, slides: [{statement: Mere}]}]
      - {title: Pausen, blocks: [{title: Gå ud, minutes: 20}]}
  - {title: Tak""")  # fmt: skip
    tracks = compose_tracks(plan(agenda(again)), DA)
    assert [one.title for one in tracks] == ["Halvdag: Samtalen · Lokale 1", "Halvdag: Planen"], "no slides, no deck"
    shown = [slide.shown for slide in tracks[0].slides]
    assert shown == ["Samtalen · Lokale 1", "Samtalen · Lokale 1", "Øv", "Samtalen · Lokale 1", "Mere"]


def test_names_in_a_row_have_commas_before_the_last() -> None:
    assert DA.led_by(["Anna"]) == "Ved Anna"
    assert DA.led_by(["Anna", "Bo"]) == "Ved Anna og Bo"
    assert DA.led_by(["Anna", "Bo", "Carl"]) == "Ved Anna, Bo og Carl"
    assert DA.led_by([]) == ""


def test_sources_stand_on_the_very_last_slide_under_no_block() -> None:
    found = deck(DAY + "sources: [Schein (1992), nfa.dk]\n")
    *others, last = found.slides
    assert [slide.title for slide in others] == titles(deck())
    assert isinstance(last.content, Sources)
    assert last.content.entries == ["Schein (1992)", "nfa.dk"]
    assert (last.title, last.section, last.slot, last.block) == (DA.sources, DA.sources, "", "")
    assert notes(last) == DA.sources_note


def test_what_slides_and_prints_build_on_is_listed_too_unless_the_agenda_names_it() -> None:
    figure = "{kind: tiles, title: T, items: [A, B, C], source: 'Efter Schein, E. H.: Culture (Wiley, 1992)'}"
    slides = f"[{{figure: {figure}}}, {{statement: x, source: own}}, {{statement: y, source: Efter nfa.dk}}]"
    written = f"title: Dag\nblocks: [{{title: A, minutes: 5, slides: {slides}}}]\n"
    prints = ["Dweck, C. S. (2006). Mindset", "Efter Dweck: Mindset (2006)", "own", ""]

    def entries(more: str) -> list[str]:
        (listed,) = [one.content for one in compose(plan(agenda(written + more)), DA, prints).slides[-1:]]
        assert isinstance(listed, Sources)
        return listed.entries

    schein, dweck = "Efter Schein, E. H.: Culture (Wiley, 1992)", "Dweck, C. S. (2006). Mindset"
    assert entries("") == [schein, "Efter nfa.dk", dweck]
    own = "Schein, E. H. (1992). Culture. Wiley"
    assert entries(f"sources: [nfa.dk, '{own}']\n") == ["nfa.dk", own, dweck]


def test_the_slide_with_sources_has_a_title_of_its_own() -> None:
    written = DAY.replace("statement: Tak for i dag", "statement: Kilder og læs videre")
    last = deck(written + "sources: [nfa.dk]\n").slides[-1]
    assert (last.title, last.id.rsplit("/")[-1]) == ("Kilder og læs videre (2)", "sources")
