"""What people do in the pages, done in Chromium: each journey ends in a file, and axe-core finds nothing on the way."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from judges.axe import found
from judges.tab import Tab
from pptx import Presentation
from studio.serving import SHORT, Served

pytestmark = [pytest.mark.browser, pytest.mark.node]

BITS = "[...document.querySelectorAll('#strip .bit')]"
SLOW = {"offline": False, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
"""A network on which it depends on the latency (ms)."""


def clocks(tab: Tab) -> Any:
    return tab.run(
        f"{BITS}.map((one) => one.querySelector('.clock').innerText + ' ' + one.querySelector('.name').innerText)"
    )


def bit(number: int) -> str:
    return f"""[data-path='["blocks",{number}]']"""


def saved(tab: Tab, condition: str) -> None:
    """Wait until no edit is on its way, and for what the last one shows when it has been made."""
    tab.wait(f"document.body.ariaBusy !== 'true' && ({condition})")
    assert tab.mistakes == []


class TestTheShelf:
    def test_something_is_found_and_used(self, served: Served) -> None:
        tab = served.page(bare=True)
        tab.mistakes.clear()
        assert tab.text("h1") == "Hylde"
        assert found(tab) == []
        tab.type("#search", "zebrafink")
        tab.wait("!document.querySelector('main section:not([hidden])')")
        assert tab.text("#count") == "Intet på hylden har alle de ord."
        tab.type("#search", "dialogkort gensidige")
        tab.wait("document.querySelectorAll('.card:not([hidden])').length === 1")
        tab.run("document.documentElement.dataset.old = 1")
        tab.click(".card:not([hidden]) button")
        tab.wait("!document.documentElement.dataset.old && document.documentElement.dataset.ready")
        assert tab.text("#title") == "Det korte møde"
        assert (served.folder / "det-korte-moede.yaml").is_file()
        assert tab.mistakes == []

    def test_it_asks_nobody_else(self, served: Served) -> None:
        tab = served.page("en", bare=True)
        assert tab.text("h1") == "Shelf"
        assert {one.split("/")[2] for one in tab.requests if one.startswith("http")} == {served.address.split("/")[2]}


class TestAnAgenda:
    def test_fields_are_saved_as_one_goes_and_undone(self, served: Served) -> None:
        path = served.agenda("felter")
        tab = served.open(path)
        assert clocks(tab) == ["09.00 Velkommen", "09.10 Drøftelse", "09.50 Tak"]
        assert found(tab) == []
        tab.type("#field-minutes", "25")
        saved(tab, f"{BITS}[1].innerText.includes('09.25')")
        assert path.read_text(encoding="utf-8") == SHORT.replace("minutes: 10\n", "minutes: 25\n", 1)
        tab.type("#field-title", "Godmorgen: »hej«")
        saved(tab, f"{BITS}[0].innerText.includes('Godmorgen')")
        tab.type("#text-blocks-0-slides-0-bullets-1", "Tre")
        saved(tab, "document.querySelector('#said').innerText === 'Gemt' && !document.querySelector('#undo').disabled")
        tab.wait("document.querySelectorAll('#slides li.chosen').length > 0")
        for _edit in range(3):
            tab.click("#undo")
        saved(tab, "document.querySelector('#undo').disabled")
        assert path.read_text(encoding="utf-8") == SHORT

    def test_a_link_waits_for_what_is_saved(self, served: Served) -> None:
        path = served.agenda("forlad")
        tab = served.open(path)
        tab.run("""{
          const sent = window.fetch;
          const held = new Promise((done) => { window.release = done; });
          window.fetch = async (...what) => {
            if (String(what[0]).endsWith("/edit")) await held;
            return sent(...what);
          };
        }""")
        tab.type("#field-title", "Godmorgen")
        tab.type("#field-minutes", "25")
        tab.run("document.querySelector('#field-why').focus()")
        tab.call("Input.insertText", text="Ro på")
        tab.run("document.querySelector('header a[href$=make]').click(); window.release()")
        tab.wait("location.pathname.endsWith('/make') && document.readyState === 'complete'")
        said = path.read_text(encoding="utf-8")
        assert "title: Godmorgen  # kaffe" in said
        assert "minutes: 25\n" in said
        assert "why: Ro på\n" in said

    def test_a_block_is_moved_by_keyboard_and_by_mouse(self, served: Served) -> None:
        path = served.agenda("flyt")
        tab = served.open(path)
        tab.run(f"document.querySelector({bit(0)!r}).focus()")
        tab.press("ArrowDown", alt=True)
        saved(tab, f"{BITS}[1].innerText.includes('Velkommen')")
        assert "\n  # om velkomsten\n  - title: Velkommen  # kaffe\n" in path.read_text(encoding="utf-8")
        assert tab.run(f"document.activeElement === document.querySelector({bit(1)!r})")
        tab.drag(bit(1), -150)
        saved(tab, f"{BITS}[0].innerText.includes('Velkommen')")
        assert path.read_text(encoding="utf-8") == SHORT

    def test_blocks_are_added_copied_split_pinned_and_deleted(self, served: Served) -> None:
        path = served.agenda("knapper")
        tab = served.open(path)
        tab.click(bit(1))
        tab.click("#pin")
        saved(tab, "document.querySelector('#field-at').value === '09.10'")
        assert "    at: 09.10\n" in path.read_text(encoding="utf-8")
        tab.wait("document.querySelector('.bit[aria-current]').classList.contains('pinned')")
        assert found(tab) == []
        for act, count in (("split", 4), ("copy", 5), ("add", 6), ("delete", 5)):
            tab.click(f"[data-act={act}]")
            saved(tab, f"{BITS}.length === {count}")

    def test_what_is_in_a_block_is_added_changed_moved_and_taken_out(self, served: Served) -> None:
        path = served.agenda("indhold")
        tab = served.open(path)
        tab.click(bit(2))
        said = "document.querySelector('#said').innerText === 'Gemt'"

        def done(act: str, shows: str) -> None:
            tab.run(f"document.querySelector('#said').textContent = ''; {act}")
            saved(tab, f"{said} && {shows}")

        def press(selector: str, shows: str) -> None:
            done(f"document.querySelector({selector!r}).click()", shows)

        def write(field: str, text: str) -> None:
            tab.run("document.querySelector('#said').textContent = ''")
            tab.type(f"#text-blocks-2-{field}", text)
            saved(tab, said)

        press("#add-how", "document.activeElement.id === 'text-blocks-2-how-0-do'")
        write("how-0-do", "Gå rundt: alle siger ét ord")
        press("#add-blocks-2-how-0-ask", "document.activeElement.id === 'text-blocks-2-how-0-ask-0'")
        press("#add-materials", "document.activeElement.id === 'text-blocks-2-materials-0-item'")
        write("materials-0-item", "kuglepenne")
        write("materials-0-count", "4")
        tab.wait("document.querySelectorAll('#new-slides optgroup option').length > 9")
        press("#add-slides", "document.activeElement.id === 'text-blocks-2-slides-0-questions-0'")
        write("slides-0-questions-0", "Hvad tager I med?")
        press("#add-blocks-2-slides-0-questions", "!!document.querySelector('#text-blocks-2-slides-0-questions-1')")
        press("#up-blocks-2-slides-0-questions-1", "document.activeElement.id.startsWith('down-')")
        assert found(tab) == []
        press("[aria-label='Tag ud: Spørgsmål 1']", "!document.querySelector('#text-blocks-2-slides-0-questions-1')")
        write("slides-0-title", "Tak")
        tab.type("#field-online", "Skriv ordet i chatten")
        saved(tab, f"{said} && document.querySelectorAll('#slides li.chosen').length === 1")
        assert path.read_text(encoding="utf-8") == SHORT + (
            "    how:\n"
            '      - do: "Gå rundt: alle siger ét ord"\n'
            "        ask: [Skriv her]\n"
            "    online: Skriv ordet i chatten\n"
            "    materials: [{item: kuglepenne, count: 4}]\n"
            "    slides:\n"
            "      - questions: [Hvad tager I med?]\n"
            "        title: Tak\n"
        )
        while not tab.run("document.querySelector('#undo').disabled"):
            tab.click("#undo")
            saved(tab, "true")
        assert path.read_text(encoding="utf-8") == SHORT

    def test_a_break_an_exercise_and_tracks_are_put_in(self, served: Served) -> None:
        path = served.agenda("saet-ind", SHORT.replace("end: 10.00\n", ""))
        tab = served.open(path)
        tab.click("[data-act=pause]")
        saved(tab, f"{BITS}.length === 4")
        assert "  - title: Pause\n    kind: break\n    minutes: 10\n" in path.read_text(encoding="utf-8")
        tab.click("[data-act=exercise]")
        tab.wait("document.querySelectorAll('#exercise-list li').length > 9")
        assert found(tab) == []
        tab.press("Escape")
        tab.wait("document.activeElement.dataset.act === 'exercise'")
        tab.click("[data-act=exercise]")
        tab.type("#exercise-people", "20")
        tab.type("#exercise-words", "vejr")
        tab.wait("document.querySelectorAll('#exercise-list li').length === 1")
        tab.click("#exercise-list button")
        saved(tab, f"{BITS}.length === 5")
        assert "  - exercise: vejrudsigten\n" in path.read_text(encoding="utf-8")
        tab.click("[data-act=tracks]")
        saved(tab, "document.querySelectorAll('.track').length === 2")
        assert found(tab) == []

    def test_a_block_is_stretched_and_pinned_by_its_handles(self, served: Served) -> None:
        path = served.agenda("haandtag")
        tab = served.open(path)
        tab.click(bit(1))
        least = tab.run("parseFloat(document.querySelector('.grip.least').style.top) / 20")
        tab.drag(".grip.least", round(5 * least))
        saved(tab, "document.querySelector('#field-minutes').value === '25-40'")
        tab.drag(".grip.begins", round(10 * least))
        saved(tab, "document.querySelector('#field-at').value === '09.20'")
        assert "    at: 09.20\n    minutes: 25-40\n" in path.read_text(encoding="utf-8")

    def test_a_block_may_be_left_out(self, served: Served) -> None:
        path = served.agenda("springes")
        tab = served.open(path)
        tab.click("#optional")
        saved(tab, "!document.querySelector('#turn').hidden")
        assert "    optional: 1\n" in path.read_text(encoding="utf-8")
        tab.click("#optional")
        saved(tab, "document.querySelector('#turn').hidden")
        assert path.read_text(encoding="utf-8") == SHORT

    def test_whom_it_is_for_stands_out_as_long_as_it_is_an_example(self, served: Served) -> None:
        path = served.agenda("hvem", SHORT.replace("blocks:", "examples:\n  client: Prøveby\nblocks:"))
        tab = served.open(path)
        assert tab.text("#head-left") == "1 eksempel tilbage"
        assert tab.text("#block-head") == "Hvem og hvor"
        assert found(tab) == []
        tab.type("#data-client", "Vores By")
        saved(tab, "document.querySelector('#head-left').innerText === ''")
        tab.click("#add-person")
        saved(tab, "document.activeElement.id === 'person-0-name'")
        tab.run("document.querySelector('#said').textContent = ''")
        tab.type("#person-0-name", "Ann Holm")
        saved(
            tab, "document.querySelector('#said').innerText === 'Gemt' && document.querySelector('.person').ariaLabel"
        )
        text = path.read_text(encoding="utf-8")
        assert "data:\n  client: Vores By\n" in text
        assert "facilitators:\n  - name: Ann Holm\n" in text
        assert found(tab) == []

    def test_what_is_wrong_is_said_where_it_is(self, served: Served) -> None:
        path = served.agenda("fejl")
        tab = served.open(path)
        tab.type("#field-minutes", "mange")
        tab.wait("document.querySelector('#field-minutes').ariaInvalid === 'true'")
        assert "mange" in tab.text(".error")
        assert path.read_text(encoding="utf-8") == SHORT
        assert found(tab) == []
        tab.type("#field-minutes", "58")
        tab.wait("!!document.querySelector('.problems li')")
        assert "58" in path.read_text(encoding="utf-8")
        assert tab.text("#stale")
        tab.wait("!document.querySelector('#mends').hidden")
        assert found(tab) == []
        tab.click("#mends-list button")
        tab.wait("document.querySelector('#mends').hidden && document.querySelector('#stale').hidden")
        assert "minutes: 30\n" in path.read_text(encoding="utf-8")

    def test_a_change_by_another_program_is_seen(self, served: Served) -> None:
        path = served.agenda("udefra")
        tab = served.open(path)
        path.write_text(SHORT.replace("Tak", "På gensyn"), encoding="utf-8")
        tab.wait(f"{BITS}[2].innerText.includes('På gensyn')")
        assert "andet vindue eller program" in tab.text("#said")

    def test_what_is_typed_while_another_program_writes_is_not_lost(self, served: Served) -> None:
        path = served.agenda("samtidig")
        tab = served.open(path)
        tab.run("document.querySelector('#field-title').focus()")
        tab.run("document.querySelector('#field-title').value = 'Goddag'")
        path.write_text(SHORT.replace("Tak", "Farvel"), encoding="utf-8")
        tab.wait(f"{BITS}[2].innerText.includes('Farvel')")
        assert tab.run("[document.activeElement.id, document.activeElement.value]") == ["field-title", "Goddag"]
        tab.run("dispatchEvent(new Event('pagehide'))")
        saved(tab, f"{BITS}[0].innerText.includes('Goddag')")
        assert "Goddag" in path.read_text(encoding="utf-8")

    def test_what_is_saved_just_when_another_program_writes_is_saved_into_what_it_wrote(self, served: Served) -> None:
        """Before the page has seen the change: a new block before this one, and then the same field."""
        path = served.agenda("kaploeb")
        tab = served.open(path)
        tab.click(bit(1))
        before = SHORT.replace("blocks:\n", "blocks:\n  - {title: Først, minutes: 1}\n")
        path.write_text(before, encoding="utf-8")
        tab.type("#field-why", "Kort ord")
        tab.wait("document.querySelectorAll('.bit').length === 4 && document.body.ariaBusy !== 'true'")
        assert tab.run("document.querySelector('#field-why').value") == "Kort ord"
        assert tab.text("#block-head") == "Drøftelse"
        after = path.read_text(encoding="utf-8")
        assert after.replace("    why: Kort ord\n", "") == before
        path.write_text(after.replace("Kort ord", "Andre ord"), encoding="utf-8")
        tab.type("#field-why", "Mine ord")
        tab.wait("document.querySelector('#field-why-wrong')?.innerText.includes('Andre ord')")
        assert tab.run("document.querySelector('#field-why').value") == "Mine ord"
        path.write_text(after.replace("Kort ord", "Helt andre ord"), encoding="utf-8")
        tab.wait("document.querySelector('#field-why-wrong')?.innerText.includes('Helt andre ord')")
        for _again in range(5):
            tab.tick()
        assert "why: Helt andre ord" in path.read_text(encoding="utf-8")
        tab.run("document.querySelector('#field-why').dispatchEvent(new Event('input'))")
        tab.wait("!document.querySelector('#field-why-wrong')")
        assert "why: Mine ord" in path.read_text(encoding="utf-8")

    def test_of_blocks_that_are_called_the_same_that_of_the_same_track_is_meant(self, served: Served) -> None:
        track = "      - title: {0}\n        blocks:\n          - {{title: Ny blok, minutes: 20, why: Før {0}}}\n"
        lanes = f"  - title: I spor\n    parallel:\n{track.format('A')}{track.format('B')}  - title: Tak\n"
        text = SHORT.replace("start: 09.00\nend: 10.00\n", "").replace("  - title: Tak\n", lanes)
        path = served.agenda("spor", text)
        tab = served.open(path)
        tab.click("""[data-path='["blocks",2,"parallel",1,"blocks",0]']""")
        before = text.replace("blocks:\n", "blocks:\n  - {title: Ny blok, minutes: 1}\n", 1)
        path.write_text(before, encoding="utf-8")
        tab.type("#field-why", "Efter B")
        tab.wait("document.querySelectorAll('.bit').length === 7 && document.body.ariaBusy !== 'true'")
        assert path.read_text(encoding="utf-8") == before.replace("Før B", "Efter B")

    @pytest.mark.parametrize(
        ("was", "now", "field"),
        [
            (SHORT[SHORT.index("  # om") : SHORT.index("  - title: Drøftelse")], "", "#field-why"),
            ("blocks:\n", "blocks:\n  - {title: Ny, minutes: 1, why: Nyt}\n", "#field-why"),
            ("      - {minutes: 10, do: Tal sammen}\n", "", "#text-blocks-1-how-1-do"),
            ("do: Tal sammen", "do: Tal med en", "#text-blocks-1-how-1-do"),
        ],
    )
    def test_what_waits_to_be_saved_when_a_change_is_seen_is_saved_where_its_place_is_now(
        self, served: Served, was: str, now: str, field: str
    ) -> None:
        path = served.agenda(f"venter-{len(was)}")
        tab = served.open(path)
        tab.click(bit(1))
        tab.run(
            "import('/static/desk.js').then(({later}) => "
            "{ later(() => new Promise((done) => { window.goOn = done })); return 1 })",
            wait=True,
        )
        for _again in range(6):  # As long as it takes until the page looks at the file again.
            tab.tick()
        path.write_text(SHORT.replace(was, now), encoding="utf-8")
        tab.type(field, "Mine ord")
        tab.run("goOn(), 1")
        tab.wait("document.body.ariaBusy !== 'true'")
        edited = SHORT.replace("Saml op", "Mine ord") if "do" in field else SHORT
        edited = edited.replace("20-40\n", "20-40\n    why: Mine ord\n") if "why" in field else edited
        assert path.read_text(encoding="utf-8") == edited.replace(was, now)
        assert tab.text("#block-head") == "Drøftelse"

    def test_an_item_of_a_list_is_saved_where_it_stands_by_now(self, served: Served) -> None:
        path = served.agenda("punkter")
        tab = served.open(path)
        path.write_text(SHORT.replace("[Et, To]", "[Nul, Et, To]"), encoding="utf-8")
        tab.type("#text-blocks-0-slides-0-bullets-1", "Mine ord")
        tab.wait("document.querySelector('#text-blocks-0-slides-0-bullets-2')?.dataset.saved === 'Mine ord'")
        assert path.read_text(encoding="utf-8") == SHORT.replace("[Et, To]", "[Nul, Et, Mine ord]")
        path.write_text(SHORT.replace("[Et, To]", "[Nul, Et, Tre]"), encoding="utf-8")
        tab.type("#text-blocks-0-slides-0-bullets-2", "Og mine")
        tab.wait("document.querySelector('#text-blocks-0-slides-0-bullets-2-wrong')?.innerText.includes('Tre')")
        assert path.read_text(encoding="utf-8") == SHORT.replace("[Et, To]", "[Nul, Et, Tre]")

    def test_what_another_window_did_is_undone_knowingly(self, served: Served) -> None:
        path = served.agenda("to-vinduer")
        mine, other = served.open(path), served.open(path)
        mine.type("#field-title", "Goddag")
        mine.wait("document.querySelector('#said').innerText === 'Gemt'")
        other.wait(f"{BITS}[0].innerText.includes('Goddag')")
        mine.click("#undo")
        for one in (mine, other):
            one.wait(f"{BITS}[0].innerText.includes('Velkommen')")
        assert mine.text("#said") == "Gemt"
        mine.click("#redo")
        other.wait(f"{BITS}[0].innerText.includes('Goddag') && document.body.ariaBusy !== 'true'")
        other.click("#undo")
        other.wait("document.querySelector('#said').innerText === 'Den ændring var lavet i et andet vindue.'")
        assert path.read_text(encoding="utf-8") == SHORT

    def test_a_block_that_another_program_takes_out_leaves_the_page_as_it_is(self, served: Served) -> None:
        path = served.agenda("sidste")
        tab = served.open(path)
        tab.click(bit(2))
        path.write_text(SHORT[: SHORT.index("  - title: Tak")].replace("end: 10.00\n", ""), encoding="utf-8")
        tab.type("#field-why", "Mine ord")
        tab.wait("document.querySelector('#said').innerText.includes('Mine ord')")
        assert tab.text("#block-head") == "Drøftelse"
        assert "Mine ord" not in path.read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        ("was", "now", "chosen", "field"),
        [
            ("  - title: Drøftelse\n", "  - title: Tak\n    why: Andet\n", 1, "#field-why"),
            ("title: Velkommen  # kaffe\n    minutes: 10", "title: Tak\n    minutes: 12", 0, "#field-why"),
        ],
    )
    def test_what_has_no_sure_place_any_more_is_told_and_written_nowhere(
        self, served: Served, was: str, now: str, chosen: int, field: str
    ) -> None:
        """Another block is where it was, or two have the name by now."""
        path = served.agenda(f"uvis-{chosen}-{len(field)}-{len(now)}")
        tab = served.open(path)
        tab.click(bit(chosen))
        assert was in SHORT
        path.write_text(SHORT.replace(was, now), encoding="utf-8")
        tab.type(field, "Mine ord")
        tab.wait("document.querySelector('#said').innerText.includes('Mine ord')")
        tab.wait("document.body.ariaBusy !== 'true'")
        assert path.read_text(encoding="utf-8") == SHORT.replace(was, now)

    def test_what_is_typed_while_the_file_is_broken_is_saved_when_it_is_mended(self, served: Served) -> None:
        path = served.agenda("brudt")
        tab = served.open(path)
        path.write_text(SHORT.replace("title: Tak", "title: [Tak"), encoding="utf-8")
        tab.type("#field-why", "Mine ord")
        tab.wait("document.body.classList.contains('broken')")
        path.write_text(SHORT, encoding="utf-8")
        tab.wait("!document.body.classList.contains('broken')")
        tab.wait("document.querySelector('#field-why').dataset.saved === 'Mine ord'")
        tab.wait("document.body.ariaBusy !== 'true'")
        assert "why: Mine ord" in path.read_text(encoding="utf-8")

    def test_what_is_typed_while_the_file_is_away_is_saved_when_it_is_back(self, served: Served) -> None:
        path = served.agenda("vaek")
        tab = served.open(path)
        gone = path.with_suffix(".txt")
        path.rename(gone)
        tab.type("#field-why", "Efter sletning")
        tab.wait("document.querySelector('#field-why-wrong')?.innerText.includes('flyttet eller slettet')")
        gone.rename(path)
        tab.wait("!document.querySelector('#field-why-wrong')")
        assert "why: Efter sletning" in path.read_text(encoding="utf-8")

    @pytest.mark.parametrize(("last", "shown"), [("15", "'Gemt'"), ("mange", "'mange'")])
    def test_what_is_typed_while_an_edit_is_on_its_way_stays(self, served: Served, last: str, shown: str) -> None:
        path = served.agenda(f"langsom-{last}")
        tab = served.open(path)
        tab.call("Network.emulateNetworkConditions", **SLOW | {"latency": 600})
        tab.type("#field-minutes", "25")
        tab.run("window.seen = []; setInterval(() => seen.push(document.querySelector('#field-minutes').value), 10)")
        tab.type("#field-minutes", last)
        tab.run("document.querySelector('#field-title').focus()")
        tab.wait(f"document.body.ariaBusy !== 'true' && document.querySelector('#said').innerText.includes({shown})")
        tab.call("Network.emulateNetworkConditions", **SLOW)
        assert [one for one, _again in groupby(tab.run("seen")) if one != "25"] == [last]
        assert f"minutes: {'25' if last == 'mange' else last}\n" in path.read_text(encoding="utf-8")

    def test_by_keyboard_one_comes_to_the_strip_also_when_no_block_is_chosen(self, served: Served) -> None:
        tab = served.open(served.agenda("hoved"))
        tab.click("#head")
        tab.run("document.querySelector('#head').focus(), 1")
        tab.press("Tab")
        assert tab.run("document.activeElement.dataset.path") == '["blocks",0]'
        tab.press("ArrowDown")
        tab.press("Enter")
        assert tab.text("#block-head") == "Drøftelse"

    def test_what_is_pressed_while_a_block_is_on_its_way_is_done_to_that_block(self, served: Served) -> None:
        text = "title: T\nblocks:\n" + "".join(f"  - {{title: {one}, minutes: 5}}\n" for one in "ABCDEF")
        path = served.agenda("hurtig", text)
        tab = served.open(path)
        tab.click(bit(1))
        tab.call("Network.emulateNetworkConditions", **SLOW | {"latency": 300})
        tab.run("[1, 2, 3].forEach(() => document.querySelector('[data-act=down]').click())")
        tab.wait(f"document.body.ariaBusy !== 'true' && {BITS}[4].innerText.includes('B')")
        assert tab.text("#block-head") == "B"
        double = "new MouseEvent('click', {detail: 1, bubbles: true})"
        tab.run(f"[1, 2].forEach(() => document.querySelector('[data-act=delete]').dispatchEvent({double}))")
        tab.wait("document.body.ariaBusy !== 'true' && document.querySelectorAll('.bit').length === 5")
        tab.call("Network.emulateNetworkConditions", **SLOW)
        assert [line[12] for line in path.read_text(encoding="utf-8").splitlines()[2:]] == [*"ACDEF"]

    def test_what_could_not_be_saved_comes_again_with_its_block(self, served: Served) -> None:
        path = served.agenda("kladde")
        tab = served.open(path)
        tab.type("#field-minutes", "mange")
        tab.wait("document.querySelector('#field-minutes').ariaInvalid === 'true'")
        away = path.rename(path.with_suffix(".txt"))
        tab.type("#field-why", "Mine ord")
        tab.click(bit(1))
        for _again in range(6):  # Until the page has seen that the file is away.
            tab.tick()
        assert "»Mine ord«" in tab.text("#said")
        assert "flyttet eller slettet" in tab.text("#said")
        tab.type("#field-why", "Andre ord")
        tab.wait("document.querySelector('#field-why').ariaInvalid === 'true'")
        away.rename(path)
        tab.wait("document.querySelector('#field-why').dataset.saved === 'Andre ord'")
        tab.click(bit(0))
        assert tab.run("document.querySelector('#field-minutes').value") == "mange"
        assert tab.run("document.querySelector('#field-why').value") == "Mine ord"
        tab.wait("document.querySelector('#field-why').dataset.saved === 'Mine ord'")
        assert "mange" in tab.text("#field-minutes-wrong")
        said = SHORT.replace("minutes: 10\n", "minutes: 10\n    why: Mine ord\n", 1)
        assert path.read_text(encoding="utf-8") == said.replace("20-40\n", "20-40\n    why: Andre ord\n")

    def test_an_edit_that_was_refused_is_tried_again(self, served: Served) -> None:
        path = served.agenda("igen")
        tab = served.open(path)
        again = "document.querySelector('#field-minutes').dispatchEvent(new Event('change'))"
        tab.type("#field-minutes", "mange")
        tab.wait("document.querySelector('#field-minutes').dataset.saved === '10'")
        tab.run(f"document.querySelector('#said').textContent = ''; {again}")
        tab.wait("document.querySelector('#said').textContent.includes('mange')")

    def test_tab_goes_from_the_chosen_block_to_its_fields(self, served: Served) -> None:
        tab = served.open(served.agenda("tab"))
        tab.click(bit(1))
        tab.run(f"document.querySelector({bit(1)!r}).focus()")
        tab.press("Tab")
        tab.press("Tab")
        assert tab.run("document.activeElement.id") == "field-title"

    def test_a_slide_leads_to_its_block(self, served: Served) -> None:
        tab = served.open(served.agenda("slides"))
        tab.click(bit(2))
        tab.click("#slides li:nth-child(3) button")
        assert tab.text("#block-head") == "Velkommen"

    def test_what_people_write_is_shown_as_it_is(self, served: Served) -> None:
        evil = "<img src=x onerror=window.hit=1>"
        path = served.agenda("ond", SHORT.replace("Velkommen ", f"'{evil}' ").replace("Et, To", f"'{evil}'"))
        tab = served.open(path)
        tab.tick()
        assert tab.text("#block-head") == evil
        assert tab.run("window.hit === undefined")

    def test_a_text_with_code_is_shown_as_it_reads_until_somebody_asks_for_the_code(self, served: Served) -> None:
        code = "{% if 1 > 0 %}Goddag{% else %}Farvel{% endif %}"
        path = served.agenda("kode", SHORT.replace("Velkommen ", f"'{code}' "))
        tab = served.open(path)
        assert tab.text(".field.title .code p") == "Goddag"
        assert tab.text("#field-title") == ""
        assert found(tab) == []
        tab.click(".field.title .code button")
        assert tab.run("[document.activeElement.id, document.activeElement.value]") == ["field-title", code]
        tab.type("#field-title", code.replace("Goddag", "Hej"))
        saved(tab, f"{BITS}[0].innerText.includes('Hej')")
        assert "Hej" in tab.text(".field.title .reads")

    @pytest.mark.parametrize(("width", "dark"), [(700, False), (1400, True)])
    def test_large_type_and_dark_rooms(self, served: Served, width: int, dark: bool) -> None:
        """700 pixels are what a page of 1400 has at 200 per cent."""
        tab = served.open(served.agenda("alle"), width=width, dark=dark)
        assert found(tab) == []
        assert tab.run("document.documentElement.scrollWidth") <= width
        assert tab.run("scrollY") == 0


NOTHING = "!document.querySelector('#files *, #pages *, #told *') && !document.querySelector('#nothing').hidden"
"""What was made of other fields is neither shown nor printed."""


class TestWithoutAnAgenda:
    def test_cards_in_three_clicks(self, served: Served) -> None:
        tab = served.page(bare=True)
        tab.mistakes.clear()
        tab.run("document.documentElement.dataset.old = 1")
        tab.click("#print-cards-guldkorn")
        tab.wait("!document.documentElement.dataset.old && document.querySelectorAll('#pages img').length === 4")
        assert tab.text("h1") == "De seks guldkorn"
        assert "12 deltagere" in tab.text("#told")
        assert found(tab) == []
        tab.type("#number", "24")
        saved(tab, "document.querySelector('#told').innerText.includes('24 deltagere')")
        tab.wait("document.querySelector('#pages img').naturalWidth > 100")
        printed = "fetch(document.querySelector('#print').href).then((one) => one.headers.get('content-type'))"
        assert tab.run(printed, wait=True) == "application/pdf"
        assert "Ark 1, forside" in tab.text("#pages")

    def test_questions_of_ones_own(self, served: Served) -> None:
        tab = served.page(bare=True)
        tab.mistakes.clear()
        tab.visit(f"{served.address}/cards", "document.documentElement.dataset.ready")
        assert found(tab) == []
        tab.type("#title", "Vores kort")
        tab.type("#own", "Hvad fylder?\tFortæl om en uge\nHvad vil du?\tNævn én ting")
        saved(tab, "document.querySelector('#told').innerText.includes('2 spørgsmål')")
        tab.type("#own", "\tEn bagside uden forside\nHvad vil du?\tNævn én ting")
        tab.wait("document.querySelector('#said').classList.contains('bad')")
        assert tab.run(NOTHING)
        tab.type("#own", " \n ")
        tab.wait(f"document.querySelector('#said').innerText === '' && {NOTHING}")

    def test_a_form_in_words_of_ones_own(self, served: Served) -> None:
        tab = served.page(bare=True)
        tab.mistakes.clear()
        tab.visit(f"{served.address}/forms/trio-samarbejde", "document.documentElement.dataset.ready")
        assert found(tab) == []
        tab.type("#text-1", "TRIO hos os")
        tab.wait("document.querySelector('#making').hidden")
        tab.click("#keep")
        saved(tab, "document.querySelector('#said').innerText.includes('decks/forms/trio-samarbejde.yaml')")
        kept = served.folder / "decks" / "forms" / "trio-samarbejde.yaml"
        assert "\ntitle: TRIO hos os\n" in kept.read_text(encoding="utf-8")
        tab.type("#text-1", "TRIO hos jer")
        tab.run("document.querySelector('#said').textContent = ''")
        tab.click("#keep")
        saved(tab, "document.querySelector('#said').innerText.includes('decks/forms/trio-samarbejde.yaml')")
        assert "\ntitle: TRIO hos jer\n" in kept.read_text(encoding="utf-8")
        kept.unlink()

    def test_who_meets_whom(self, served: Served) -> None:
        tab = served.page(bare=True, width=768, dark=True)
        tab.mistakes.clear()
        tab.visit(f"{served.address}/pairs", "document.documentElement.dataset.ready")
        names = ["Ann", "Bo", "Carl", "Dina", "Eva", "Finn"]
        tab.type("#people", "\n".join(f"{name}\t{'Salg' if name < 'D' else 'HR'}" for name in names))
        saved(tab, "document.querySelectorAll('#meetings button').length === 18")
        assert tab.text("#columns label") == "Afdeling"
        assert found(tab) == []
        before = tab.run("[...document.querySelectorAll('#meetings [data-round=\"0\"]')].map((one) => one.innerText)")
        first, second = "#meetings tbody tr:nth-child(1) button", "#meetings tbody tr:nth-child(2) button"
        tab.click(first)
        tab.click(second)
        tab.wait("document.querySelector('#said').innerText.includes('byttet plads')")
        after = tab.run("[...document.querySelectorAll('#meetings [data-round=\"0\"]')].map((one) => one.innerText)")
        assert sorted(after) == sorted(before) == sorted(names)
        assert (after[0], after[2]) == (before[2], before[0])
        assert tab.run("document.activeElement.innerText") == before[0]
        assert "Flyttet i hånden" in tab.text("#told")
        assert not any("Ann" in one for one in tab.requests)
        put(tab, "#columns select", "apart", "change")
        put(tab, "#people", "Ann\nBo\nCarl\nDina", "input")  # A list without that column.
        tab.wait(
            "document.querySelectorAll('#meetings button').length === 12 && !document.querySelector('#columns select')"
        )
        assert tab.text("#said") == ""
        put(tab, "#people", "", "input")
        assert tab.run("['#files', '#pages', '#plan-seen'].every((one) => document.querySelector(one).inert)")
        tab.wait(f"document.querySelector('#plan-seen').hidden && {NOTHING}")
        assert found(tab) == []
        assert tab.run("document.documentElement.scrollWidth") <= 768


def put(tab: Tab, field: str, value: str, event: str) -> None:
    """Give a field a value, and tell it."""
    tab.run(
        f"((one) => {{ one.value = {value!r}; one.dispatchEvent(new Event({event!r}, {{bubbles: true}})) }})"
        f"(document.querySelector({field!r}))"
    )


SEEN = ["Sådan er den nu", "Dagsordenens udgave"]
"""What is seen of a slide on which both have changed the same."""


class TestMaking:
    def test_all_is_made_with_one_button(self, served: Served) -> None:
        path = served.agenda("lav")
        tab = served.open(path, "/make")
        assert found(tab) == []
        tab.click("#make")
        tab.wait("document.querySelectorAll('#list li').length > 2")
        assert "lav.pptx" in tab.text("#list")
        assert "Print 1 side" in tab.text("#list")
        deck = served.folder / "out" / "lav" / "lav.pptx"
        assert found(tab) == []
        edit(deck, "Et", "Vores eget")
        path.write_text(SHORT.replace("[Et, To]", "[Dagsordenens, To]"), encoding="utf-8")
        tab.click("#make")
        tab.wait("document.querySelectorAll('.merge .conflict').length === 1")
        assert "»Vores eget« bliver" in tab.text(".merge .conflict")
        tab.wait("[...document.querySelectorAll('.merge .conflict img')].every((one) => one.naturalWidth > 0)")
        assert [one for one in tab.text(".merge .conflict .seen").split("\n") if one.strip()] == SEEN
        assert found(tab) == []
        assert "Vores eget" in texts(deck)
        tab.click(".merge .conflict input")
        tab.click("#make")
        tab.wait("!document.querySelector('#make').disabled && !document.querySelector('.merge .conflict')")
        assert "Dagsordenens" in texts(deck)
        assert "Vores eget" not in texts(deck)
        assert tab.mistakes == []


class TestInTheRoom:
    def test_a_phone_moves_the_day_on_and_every_screen_follows(self, served: Served) -> None:
        path = served.agenda("lokale", SHORT.replace("start: 09.00\nend: 10.00\n", ""))
        tab = served.open(path, behind="/room")
        assert found(tab) == []
        tab.click("#share")
        tab.wait("document.querySelectorAll('.qr svg').length === 2")
        assert found(tab) == []
        links = [tab.run(f"document.querySelector('#link-{role}').href") for role in ("control", "read")]
        assert not any("lokale" in one for one in (*links, *tab.requests))
        screen, phone, other = served.tab(), served.tab(390, 844), served.tab(390, 844, dark=True)
        shown = ((screen, tab.run("document.querySelector('#open').href")), (phone, links[0]), (other, links[1]))
        for one, link in shown:
            one.visit(link, "!!window.facilitator && document.querySelector('#elsewhere').hidden")
        phone.wait("document.body.dataset.role === 'control'")
        phone.click("#next")
        for one in (screen, other):
            one.wait("document.querySelector('#title').innerText === 'Velkommen'")
        ends = screen.text("#ends-at")
        phone.click("#ends-five")
        screen.wait(f"document.querySelector('#ends-at').innerText !== {ends!r}")
        screen.click("#undo")
        screen.click("#back")
        phone.wait("document.body.dataset.phase === 'waiting'")
        for one in (screen, phone, other):
            assert found(one) == []
            assert one.mistakes == []
            assert one.run("document.documentElement.scrollWidth <= innerWidth")
        other.press("PageDown")
        assert other.run("[...document.querySelectorAll('button')].filter((one) => one.checkVisibility()).length") == 0
        other.tick()
        assert phone.run("document.body.dataset.phase") == "waiting"
        second = served.open(path, behind="/room")
        assert second.run("document.querySelectorAll('.qr svg').length") == 2
        tab.click("#share")
        for one in (tab, second):
            one.wait("!document.querySelector('.qr')")
        phone.wait("!document.querySelector('#elsewhere').hidden")
        assert "forbindelse" in phone.text("#elsewhere")
        screen.click("#next")
        assert screen.text("#title") == "Velkommen"
        path.rename(path.with_suffix(".old"))
        tab.wait("document.querySelector('#said').innerText.includes('flyttet')")
        assert not tab.run("document.querySelector('#share').checkVisibility()")
        path.with_suffix(".old").rename(path)
        tab.wait("document.querySelector('#share').checkVisibility()")

    def test_a_page_says_when_the_agenda_has_changed(self, served: Served) -> None:
        path = served.agenda("aendret")
        tab = served.open(path, behind="/room")
        tab.visit(tab.run("document.querySelector('#open').href"), "!!window.facilitator")
        path.write_text(SHORT.replace("Tak", "Farvel"), encoding="utf-8")
        tab.wait("!document.querySelector('#show-newer').hidden && !document.querySelector('#elsewhere').hidden")
        assert found(tab) == []
        tab.click("#show-newer")
        tab.wait("document.querySelector('#rest').innerText.includes('Farvel')")


def edit(deck: Path, old: str, new: str) -> None:
    """Change a text as a person does in PowerPoint."""
    opened = Presentation(str(deck))
    for slide in opened.slides:
        for shape in slide.shapes:
            for paragraph in shape.text_frame.paragraphs if shape.has_text_frame else ():
                if paragraph.text == old:
                    paragraph.runs[0].text = new
    opened.save(str(deck))


def texts(deck: Path) -> str:
    found = Presentation(str(deck))
    return "\n".join(one.text_frame.text for slide in found.slides for one in slide.shapes if one.has_text_frame)
