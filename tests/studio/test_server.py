"""What the pages ask for: the day as the file has it, edits in the file, undone to the byte, and everything made."""

from __future__ import annotations

import gc
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
import weakref
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest
from starlette.testclient import TestClient

import facilitator
from cli.running import refused
from facilitator.messages import languages, speaking
from facilitator.studio import guard, sentences, server
from facilitator.studio.desk import Desk
from judges.tab import chromium
from pptx import Presentation
from studio.conftest import ADDRESS, Opened
from studio.serving import SHORT

PATH = ["blocks", 1]


def test_the_day_is_what_the_planner_says(opened: Opened) -> None:
    day = opened.day()
    assert [(one["clock"], one["minutes"]) for one in day["blocks"]] == [("09.00", 10), ("09.10", 40), ("09.50", 5)]
    assert [one["title"] for one in day["blocks"]] == ["Velkommen", "Drøftelse", "Tak"]
    assert day["slides"][0]["title"] == "Kort møde"
    picture = opened.client.get(f"/slides/{day['slides'][0]['picture']}")
    assert picture.headers["content-type"].startswith("image/svg+xml")
    assert "Kort møde" in picture.text


def test_an_edit_is_in_the_file_and_times_follow(opened: Opened) -> None:
    answer = opened.ask("edit", do="put", path=["blocks", 0, "minutes"], value="20")
    assert opened.text == SHORT.replace("minutes: 10\n", "minutes: 20\n", 1)
    assert [one["clock"] for one in answer.json()["blocks"]] == ["09.00", "09.20", "09.55"]


def test_edits_are_undone_to_the_byte_and_done_again(opened: Opened) -> None:
    states = [opened.text]
    for edit in (
        {"do": "move", "path": ["blocks", 2], "to": 0},
        {"do": "copy", "path": ["blocks", 1]},
        {"do": "halve", "path": ["blocks", 3]},
        {"do": "delete", "path": ["blocks", 0]},
        {"do": "add", "path": ["blocks", 1], "block": {"title": "Pause", "minutes": "5"}},
    ):
        assert opened.ask("edit", **edit).status_code == 200, edit
        states.append(opened.text)
    for before in reversed(states[:-1]):
        answer = opened.ask("undo")
        assert opened.text == before
    assert (answer.json()["undo"], answer.json()["redo"]) == (False, True)
    for after in states[1:]:
        opened.ask("redo")
        assert opened.text == after


def test_a_block_is_split_between_its_steps(opened: Opened) -> None:
    blocks = opened.ask("edit", do="halve", path=PATH).json()["blocks"]
    assert [(one["title"], one["minutes"]) for one in blocks[1:3]] == [("Drøftelse", 10), ("Drøftelse", 20)]
    assert opened.day()["problems"] == []
    assert "      - {minutes: 10, do: Tal sammen}\n  - title: Drøftelse\n" in opened.text


def test_a_block_can_be_made_as_long_as_its_steps(opened: Opened) -> None:
    day = opened.ask("edit", do="put", path=[*PATH, "minutes"], value="200").json()
    assert "the block takes 200" in day["problems"][0]["text"]
    mend = opened.client.get(f"{opened.at}/mends").json()["mends"][0]
    assert (mend["edit"]["path"], mend["edit"]["value"]) == ([*PATH, "minutes"], "30")
    assert opened.ask("edit", **mend["edit"]).json()["problems"] == []


def test_what_could_not_be_read_is_refused(opened: Opened) -> None:
    answer = opened.ask("edit", do="put", path=["blocks", 0, "minutes"], value="mange")
    assert answer.status_code == 422
    assert "mange" in answer.json()["said"]
    assert opened.text == SHORT
    assert [one.name for one in opened.path.parent.iterdir()] == ["kort.yaml"]


def test_a_day_that_does_not_hold_is_told_at_its_block(opened: Opened) -> None:
    day = opened.ask("edit", do="put", path=["blocks", 0, "minutes"], value="50").json()
    assert not day["planned"]
    assert [one["title"] for one in day["blocks"]] == ["Velkommen", "Drøftelse", "Tak"]
    assert day["problems"]
    assert "minutes: 50" in opened.text
    assert opened.ask("undo").json()["planned"]


def test_a_day_that_does_not_hold_is_mended_in_one_step(opened: Opened) -> None:
    opened.ask("edit", do="put", path=["blocks", 0, "minutes"], value="50")
    mends = opened.client.get(f"{opened.at}/mends").json()["mends"]
    assert [one["said"] for one in mends] == ["Give “Velkommen” 35 minutes", "End at 10:15"]
    before = opened.text
    for one in mends:
        assert opened.ask("edit", **one["edit"]).json()["planned"]
        assert opened.ask("undo").status_code == 200
        assert opened.text == before
    opened.ask("edit", do="put", path=["blocks", 0, "optional"], value="1")
    opened.ask("edit", do="put", path=["blocks", 2, "at"], value="9.55")
    said = [one["said"] for one in opened.client.get(f"{opened.at}/mends").json()["mends"]]
    assert said == ["Give “Velkommen” 35 minutes", "Leave “Velkommen” out"]
    opened.ask("edit", do="put", path=["end"], value=None)
    opened.ask("edit", do="put", path=["blocks", 0, "minutes"], value="120")
    said = [one["said"] for one in opened.client.get(f"{opened.at}/mends").json()["mends"]]
    assert said[2:] == ["Move the fixed time of “Tak” to 11:20", "Let the time of “Tak” follow"]


@pytest.mark.parametrize(
    ("was", "minutes", "written"),
    [("20-40", {"ideal": 35}, "{ideal: 35, min: 20, max: 40}"), ("20-40", {"ideal": 30}, "20-40"),
     ("20-40", {"ideal": 50}, "{ideal: 50, min: 20, max: 50}"), ("20-40", {"least": 30}, "30-40"),
     ("20-40", {"most": 15}, "15"), ("30", {"ideal": 40}, "40"), ("30", {"most": 40}, "{ideal: 30, min: 30, max: 40}"),
     ("~", {"ideal": 20}, "{ideal: 20, min: 5, max: 20}")],
)  # fmt: skip
def test_a_block_is_stretched(opened: Opened, was: str, minutes: dict[str, int], written: str) -> None:
    opened.path.write_text(SHORT.replace("20-40", f'"{was}"').replace("end: 10.00\n", ""), encoding="utf-8")
    answer = opened.ask("edit", do="stretch", path=PATH, minutes=minutes)
    assert answer.status_code == 200
    assert f"minutes: {written}" in opened.text.replace('"', "")


def test_what_is_an_example_is_told_and_replaced(opened: Opened) -> None:
    opened.path.write_text(
        SHORT.replace("blocks:", "examples: {client: Prøveby, date: 2027-01-14, facilitators: [Ann]}\nblocks:"),
        encoding="utf-8",
    )
    head = opened.day()["head"]
    data = {one["name"]: (one["value"], one["example"]) for one in head["data"]}
    assert list(data) == ["client", "team", "date", "participants", "place"]
    assert (data["client"], data["date"]) == (("", "Prøveby"), ("", "14 January 2027"))
    assert {one["name"]: one["example"] for one in opened.day("da")["head"]["data"]}["date"] == "14. januar 2027"
    assert head["invented"] == ["Ann"]
    with speaking("da", terminal=False):
        told = facilitator.open(opened.path).notes()
    assert "Endnu kun eksempler: Kunde (Prøveby), Dato (14. januar 2027), Facilitatorer (Ann)." in " ".join(told)
    opened.ask("edit", do="put", path=["data", "client"], value="Vores By")
    head = opened.ask("edit", do="add", path=["facilitators", 0], block={"name": "Bo", "role": "Leder"}).json()["head"]
    assert head["data"][0]["value"] == "Vores By"
    assert (head["invented"], head["people"][0]["name"]) == ([], "Bo")


@pytest.mark.parametrize("date", ["1.2.2027", "1. februar 2027", "2027-02-01"])
def test_a_date_is_said_in_words_however_it_is_written(opened: Opened, date: str) -> None:
    opened.path.write_text(SHORT.replace("blocks:", f"data: {{date: {date}}}\nblocks:"), encoding="utf-8")
    (one,) = (one for one in opened.day("da")["head"]["data"] if one["name"] == "date")
    assert (one["value"], one["read"]) == (date, "1. februar 2027")


def test_a_day_that_begins_nowhere_has_minutes_from_its_beginning(opened: Opened) -> None:
    opened.path.write_text(SHORT.replace("start: 09.00\nend: 10.00\n", ""), encoding="utf-8")
    assert [one["clock"] for one in opened.day()["blocks"]] == ["+0 min", "+10 min", "+40 min"]


def test_a_block_that_does_not_hold_says_why_in_one_sentence(opened: Opened) -> None:
    opened.path.write_text(SHORT.replace("20-40", "50").replace("10.00", "11.00"), encoding="utf-8")
    (problem,) = opened.day("da")["problems"]
    assert problem["text"] == "trinnene i »Drøftelse« giver tilsammen 30 minutter; blokken tager 50"


@pytest.mark.parametrize(
    "text",
    [
        "title: Ny\nblocks: []\n",
        "title: Ny\nblocks: [] # her\nstart: 9.00\n",
        "title: Ny\nblocks:\n",
        "title: Ny\nblocks: # her\nend: 10.00\n",
    ],
)
def test_a_file_without_blocks_gets_a_first_one(opened: Opened, text: str) -> None:
    opened.path.write_text(text, encoding="utf-8")
    assert opened.day()["broken"]
    (mend,) = opened.client.get(f"{opened.at}/mends").json()["mends"]
    assert mend["said"] == "Put in a first block"
    assert not opened.ask("edit", **mend["edit"]).json()["broken"]
    for other in ("title: Ny\nblocks: [{titel: A}]\n", "titel: Ny\nblocks: []\n"):
        opened.path.write_text(other, encoding="utf-8")
        assert opened.client.get(f"{opened.at}/mends").json()["mends"] == []


def test_a_block_begins_another_day(opened: Opened) -> None:
    opened.path.write_text(SHORT.replace("end: 10.00\n", ""), encoding="utf-8")
    opened.ask("edit", do="put", path=["blocks", 2, "at"], value="9.00")
    day = opened.ask("edit", do="put", path=["blocks", 2, "day"], value="2").json()
    assert [one["day"] for one in day["blocks"]] == [1, 1, 2]
    assert day["blocks"][2]["fields"]["day"]["value"] == "2"


def test_a_file_that_nobody_may_read_is_told_and_hides_no_other(opened: Opened) -> None:
    secret = opened.path.with_name("hemmelig.yaml")
    secret.write_text(SHORT, encoding="utf-8")
    secret.chmod(0)
    if os.access(secret, os.R_OK):
        pytest.skip("this user may read everything")
    own = {one["file"]: one for one in Desk(opened.path.parent, b"key").own()}
    assert {*own} == {"kort.yaml", "hemmelig.yaml"}
    assert "cannot be read" in own["hemmelig.yaml"]["wrong"].words
    opened.path.chmod(0)
    assert "cannot be read" in opened.client.get(f"{opened.at}/day").text


def test_a_file_that_is_protected_is_not_written(opened: Opened) -> None:
    opened.path.chmod(0o444)
    answer = opened.ask("edit", do="put", path=["title"], value="Nyt")
    assert (answer.status_code, "cannot be written" in answer.json()["said"]) == (422, True)
    assert opened.path.read_text("utf-8") == SHORT


def test_what_keeps_a_file_from_being_opened_is_told_on_the_shelf(opened: Opened) -> None:
    folder = opened.path.parent
    texts = {"tom": "# intet\n\n", "nul": SHORT, "gal": SHORT.replace("minutes: 5", "purpose: x"), "ikke": "title: [\n"}
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    (folder / "noter.yaml").write_text("- andet\n", encoding="utf-8")
    with speaking("da", terminal=False):
        own = {one["file"]: one for one in Desk(folder, b"key").own()}
    assert {*own} == {"kort.yaml", "gal.yaml", "ikke.yaml", "nul.yaml", "tom.yaml"}
    assert [name for name, one in own.items() if one["wrong"]] == ["ikke.yaml", "tom.yaml"]
    told = opened.client.get("/wrong", headers={"accept-language": "da"}).json()
    assert told == {
        own["gal.yaml"]["known"]: "Linje 16: ukendt nøgle »purpose«; ret navnet, eller slet den",
        own["nul.yaml"]["known"]: "»nul« er et navn, Windows har til sit eget brug; omdøb filen",
    }


def test_what_pages_are_told_begins_with_a_capital_unless_it_is_a_file() -> None:
    told = ["der er 1 person", "der er 1 person", "»x« mangler", "plan.pdf: ny", "min-dag: ny", "ø, altså", "", "Nej"]
    assert sentences(told) == ["Der er 1 person", "»x« mangler", "plan.pdf: ny", "min-dag: ny", "Ø, altså", "", "Nej"]


def test_what_is_asked_for_is_called_what_people_call_it(opened: Opened) -> None:
    named = "data: {client: Vores By, om_et_aar: 2028, URL: vores.dk}\nblocks:"
    opened.path.write_text(SHORT.replace("blocks:", named), encoding="utf-8")
    labels = {one["name"]: one["label"] for one in opened.day("da")["head"]["data"]}
    assert (labels["client"], labels["om_et_aar"], labels["URL"]) == ("Kunde", "Om et år", "URL")


SQUARE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10"/></svg>'


def drop(opened: Opened, name: str, content: bytes, *path: str) -> Any:
    body = {"sum": opened.day()["sum"], "path": path, "name": name, "content": b64encode(content).decode()}
    return opened.client.post(f"{opened.at}/drop", json=body)


def test_what_people_bring_is_called_what_windows_lets_it_be_called(opened: Opened) -> None:
    assert drop(opened, "NUL.svg", SQUARE, "brand", "logo").status_code == 200
    assert opened.day()["head"]["brand"]["logo"] == "nul-1.svg"
    cards = made(opened, "cards", own="Hvad nu?", title="Con").json()["files"]
    assert [one["name"] for one in cards] == ["con-1.pdf"]


def test_a_file_is_dropped_and_named(opened: Opened) -> None:
    folder = opened.path.parent
    assert drop(opened, "Vores Logo.SVG", SQUARE, "brand", "logo").status_code == 200
    assert (folder / "vores-logo.svg").read_bytes() == SQUARE
    assert "\nbrand:\n  logo: vores-logo.svg\n" in opened.text
    assert drop(opened, "Vores Logo.SVG", SQUARE.replace(b"10", b"20"), "brand", "logo").status_code == 200
    assert opened.day()["head"]["brand"]["logo"] == "vores-logo-2.svg"
    assert (folder / "vores-logo.svg").read_bytes() == SQUARE
    assert {one.name for one in folder.iterdir()} == {"kort.yaml", "vores-logo.svg", "vores-logo-2.svg"}


@pytest.mark.parametrize(
    ("name", "content", "path"),
    [("logo.svg", b"no picture", ("brand", "logo")), ("run.exe", SQUARE, ("brand", "logo")),
     ("a.html", SQUARE, ("title",)), ("master.pptx", b"PK no zip", ("template",)),
     ("billede.png", b"PNG", ("template",)), ("../../up.svg", b"x", ("brand", "logo")),
     ("", SQUARE, ("brand", "logo"))],
)  # fmt: skip
def test_a_file_that_is_none_of_those_leaves_nothing(
    opened: Opened, name: str, content: bytes, path: tuple[str, ...]
) -> None:
    assert drop(opened, name, content, *path).status_code == 422
    assert [one.name for one in opened.path.parent.iterdir()] == ["kort.yaml"]
    assert opened.text == SHORT


@pytest.mark.parametrize(("path", "takes"), [(("brand", "logo"), ".png, .svg"), (("title",), None)])
def test_a_file_of_another_kind_is_told_what_is_taken_there(
    opened: Opened, path: tuple[str, ...], takes: str | None
) -> None:
    said = drop(opened, "noter.txt", b"x", *path).json()["said"]
    assert said.endswith(f"expected one of {takes}" if takes else "cannot be used here")


def test_every_slide_on_a_template_is_shown(opened: Opened) -> None:
    """Those too that have no room on their layout there, and are drawn in another way."""
    Presentation().save(str(opened.path.with_name("skabelon.pptx")))
    points = ["Følelser, ingen er rustet til", "Opgaver, der føles urimelige", "Trusler, vold"] * 3
    columns = {"kind": "columns", "title": "Krav", "below": "Belastning", "arrow": True}
    items = [{"title": "Krav til personlige kompetencer", "points": points}] * 5
    text = SHORT.replace("bullets: [Et, To]", f"figure: {json.dumps({**columns, 'items': items})}")
    opened.path.write_text(f"template: skabelon.pptx\n{text}", encoding="utf-8")
    pictures = [opened.client.get(f"/slides/{one['picture']}") for one in opened.day()["slides"]]
    assert {one.status_code for one in pictures} == {200}
    assert ['width="720" height="540"' in one.text for one in pictures] == [True, True, False]


def test_a_fault_of_ours_is_told_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    studio = server.Studio(Desk(tmp_path, b"key"))
    nothing: dict[str, str] = {}
    studio.slides["one"] = lambda: nothing["nothing"]
    gate = guard.Guard(studio.app(), 4711)
    client = TestClient(gate, base_url=ADDRESS, raise_server_exceptions=False)
    assert client.get(f"/begin?token={gate.token}").status_code == 200
    answer = client.get("/slides/one", headers={"accept-language": "da"})
    assert answer.status_code == 500
    assert answer.json() == {"said": "Noget gik galt i selve studiet. Hent siden igen; det, der er gemt, står i filen."}
    assert "KeyError: 'nothing'" in capsys.readouterr().err


def test_a_change_by_another_program_is_taken_in_and_never_overwritten(opened: Opened) -> None:
    old = opened.day()["sum"]
    opened.ask("edit", do="put", path=["title"], value="Vores møde")
    changed = opened.text.replace("Tak", "Farvel")
    opened.path.write_text(changed, encoding="utf-8")
    for what in ("edit", "undo"):
        answer = opened.ask(what, sum=old, **({"do": "put", "path": ["title"], "value": "x"} if what == "edit" else {}))
        assert answer.status_code == 409
        assert answer.json()["blocks"][2]["title"] == "Farvel"
        assert "another program" in answer.json()["said"]
    assert opened.client.get(f"{opened.at}/sum").json()["sum"] == opened.day()["sum"]
    assert not opened.day()["undo"]
    assert opened.text == changed


@pytest.mark.parametrize("text", ["blocks: [", "blocks: []\n", "parts: x\nblocks:\n", "\x01\nblocks:\n"])
def test_a_file_that_is_broken_elsewhere_is_told(opened: Opened, text: str) -> None:
    opened.path.write_text(text, encoding="utf-8")
    day = opened.day()
    assert day["broken"]
    assert day["problems"][0]["text"]


@pytest.mark.parametrize(
    ("content", "line", "said"),
    [
        (SHORT.replace("minutes: 10", "minutes: [10", 1).encode(), 8, "not closed"),
        (SHORT.replace("blocks:", "blocks").encode(), 4, "blocks"),
        (SHORT.replace("    minutes: 20-40", "\tminutes: 20-40").encode(), 11, "tab"),
        (SHORT.encode("cp1252"), 1, "UTF-8"),
        (SHORT.encode("utf-16"), 0, "UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_stays_on_the_shelf_until_it_is_mended(
    opened: Opened, content: bytes, line: int, said: str
) -> None:
    opened.path.write_bytes(content)
    (told,) = re.findall('<span class="error">(.*?)</span>', opened.client.get("/").text)
    assert said in told
    assert told.startswith(f"Line {line}: ") is bool(line)
    assert opened.client.get(opened.at).status_code == 200
    day = opened.day()
    assert day["broken"]
    assert (said in day["problems"][0]["text"], day["problems"][0]["line"]) == (True, line)
    if day["problems"][0]["around"]:
        assert [text for number, text in day["problems"][0]["around"] if number == line] == [
            content.decode().splitlines()[line - 1]
        ]
    opened.path.write_text(SHORT, encoding="utf-8")
    assert opened.client.get(f"{opened.at}/sum").json()["sum"] not in ("", day["sum"])
    assert opened.day()["planned"]
    assert '<span class="error">' not in opened.client.get("/").text


def test_a_file_that_is_no_agenda_is_not_on_the_shelf(opened: Opened) -> None:
    for name, text in (("kort-2", "title: Kort\ncards: [Et]\n"), ("andet", "a: [\n")):
        opened.path.with_name(f"{name}.yaml").write_text(text, encoding="utf-8")
    assert opened.client.get("/").text.count('href="/agendas/') == 1


def test_how_texts_read_and_what_minutes_steps_have_is_told(opened: Opened) -> None:
    """The program fills texts in, and stretches steps with their block."""
    code = "{% if participants > 9 %}Mange{% else %}Få{% endif %} hos {{ client }}"
    text = SHORT.replace("blocks:", "data: {client: Prøveby, participants: 12}\nblocks:")
    text = text.replace("[Et, To]", f'[Et, "{code}"]')
    opened.path.write_text(text, encoding="utf-8")
    day = opened.day()
    assert day["reads"] == {'["blocks",0,"slides",0,"bullets",1]': "Mange hos Prøveby"}
    assert day["blocks"][1]["steps"] == [{"do": "Tal sammen", "minutes": 13}, {"do": "Saml op", "minutes": 27}]


def test_the_steps_of_an_exercise_are_told_with_the_minutes_of_its_block(opened: Opened) -> None:
    text = "title: a\nstart: 9.00\nend: 9.30\nblocks:\n  - exercise: refleksion-i-trio\n"
    opened.path.write_text(text, encoding="utf-8")
    (block,) = opened.day()["blocks"]
    assert [one["minutes"] for one in block["steps"]] == [4, 14, 12]
    assert opened.client.get("/names").json()["exercises"]["refleksion-i-trio"] == "Refleksion tre og tre"


def test_all_is_made_and_can_be_taken_along(opened: Opened) -> None:
    made = opened.client.post(f"{opened.at}/made", json={}).json()
    names = [one["name"] for one in made["files"]]
    assert "kort.pptx" in names
    assert {path.name for path in (opened.path.parent / "out" / "kort").iterdir()} >= set(names)
    printed = {one["name"]: one["print"] for one in made["files"] if one["print"]}
    assert set(printed) == {name for name in names if name.endswith(".pdf")}
    assert all(re.fullmatch(r"Print \d+ pages?", how) for how in printed.values())
    assert not [line for one in made["files"] for line in one["told"] if line.endswith((" copy", " copies"))]
    packed = zipfile.ZipFile(BytesIO(opened.client.get(f"{opened.at}/files/all").content))
    assert packed.namelist() == names
    one = opened.client.get(f"{opened.at}/files/0")
    assert one.content == packed.read(names[0])
    assert opened.client.get(f"{opened.at}/files/{len(names)}").status_code == 404


def test_a_slide_is_called_what_it_says_now(opened: Opened) -> None:
    opened.client.post(f"{opened.at}/made", json={})
    deck = opened.path.parent / "out" / "kort" / "kort.pptx"
    edited = Presentation(str(deck))
    edited.slides[2].shapes.title.text_frame.paragraphs[0].runs[0].text = "Goddag"
    edited.slides.add_slide(edited.slide_layouts[0])
    edited.save(str(deck))
    opened.path.write_text(SHORT.replace("title: Velkommen", "title: Hej"), encoding="utf-8")

    def slides(*take: str) -> dict[str, str]:
        (merge,) = opened.client.post(f"{opened.at}/made", json={"take": take}).json()["merges"]
        return {one["id"]: one["title"] for one in merge["slides"] if one["title"] in ("Hej", "Goddag", "")}

    ((id_, title), own) = slides().items()
    assert (title, own) == ("Goddag", ("", ""))
    assert slides(id_)[id_] == "Hej"


def test_what_was_made_is_opened_where_it_belongs(
    opened: Opened, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The program that the system opens files with is one of ours here."""
    place = tmp_path_factory.mktemp("bin")
    program, said = place / "xdg-open", place / "said"
    program.write_text(f'#!/bin/sh\necho "$1" >> {said}\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{place}:{os.environ['PATH']}")
    assert opened.client.post(f"{opened.at}/open", json={"number": 0}).status_code == 404
    files = opened.client.post(f"{opened.at}/made", json={}).json()["files"]
    paged = next(one for one in files if one["paged"])
    shown = opened.client.get(f"{opened.at}/files/{paged['number']}?show")
    assert shown.headers["content-disposition"].startswith("inline")
    deck = next(one["number"] for one in files if one["kind"] == "deck")
    for number in (deck, None):
        assert opened.client.post(f"{opened.at}/open", json={"number": number}).status_code == 200
    assert opened.client.post(f"{opened.at}/open", json={"number": 99}).status_code == 404
    assert opened.client.post(f"{opened.at}/open", json={"number": "/etc/passwd"}).status_code == 400
    for _again in range(100):
        if said.exists() and said.read_text().count("\n") == 2:
            break
        time.sleep(0.02)
    folder = opened.path.parent / "out" / "kort"
    assert sorted(said.read_text().split()) == [str(folder), str(folder / "kort.pptx")]


def test_what_is_on_the_shelf_is_copied(opened: Opened) -> None:
    folder = opened.path.parent
    go = opened.client.post("/use", json={"kind": "agendas", "name": "det-korte-moede"}).json()["go"]
    assert opened.client.get(f"{go}/day").json()["title"] == "Det korte møde"
    opened.client.post("/use", json={"kind": "agendas", "name": "det-korte-moede"})
    assert (folder / "det-korte-moede-2.yaml").is_file()
    opened.client.post("/use", json={"kind": "forms", "name": "vaegten"})
    assert (folder / "decks/forms/vaegten.yaml").is_file()
    opened.client.post("/use", json={"kind": "forms", "name": "vaegten"})
    assert (folder / "decks/forms/vaegten-2.yaml").is_file()
    go = opened.client.post("/use", json={"kind": "agendas", "name": "ledergruppe-forloeb"}).json()["go"]
    assert opened.client.get(f"{go}/day").json()["planned"]
    assert "ledergruppe-forloeb.yaml" in opened.client.get("/").text


@pytest.mark.parametrize(
    ("kind", "name", "begins"),
    [("agendas", "det-korte-moede", b"<svg"), ("agendas", "lpa-forloeb", b"<svg"), ("exercises", "tjek-ind", b"<svg"),
     ("cards", "guldkorn", b"\x89PNG"), ("forms", "vaegten", b"\x89PNG")],
)  # fmt: skip
def test_everything_on_the_shelf_has_a_picture(opened: Opened, kind: str, name: str, begins: bytes) -> None:
    assert opened.client.get(f"/pictures/{kind}/{name}").content.startswith(begins)


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("da", "da"), ("da-DK,en;q=0.8", "da"), ("de,en;q=0.5,da;q=0.9", "da"), ("en-GB,da", "en"), ("de", "en"),
     ("", "en"), ("da;q=0,de", "en"), (";;q=,", "en"), ("da;q=x", "da")],
)  # fmt: skip
def test_pages_are_in_the_language_of_the_browser(opened: Opened, accepted: str, language: str) -> None:
    assert language in languages()
    page = opened.client.get("/", headers={"accept-language": accepted}).text
    assert f'<html lang="{language}">' in page
    assert ("Dine filer" in page) == (language == "da")


def test_what_is_dressed_by_its_id_stands_on_one_page() -> None:
    """Two pages with the same id would get each other's looks; what all of them have may be dressed so."""
    pages = Path(server.__file__).parent / "pages"
    looks = (pages / "studio.css").read_text(encoding="utf-8")
    found = {
        page.name: set(re.findall(r' id="([\w-]+)"', page.read_text(encoding="utf-8"))) for page in pages.glob("*.html")
    }
    for name in set(re.findall(r"#([a-z][a-z-]+)(?![\w;])", looks)) - {"said", "made"}:
        assert sum(name in ids for ids in found.values()) <= 1, name


def test_it_is_served_on_this_machine_until_it_is_interrupted(opened: Opened) -> None:
    command = [sys.executable, "-m", "facilitator", "studio", str(opened.path), "--no-browser"]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ})
    assert run.stdout is not None
    found = re.search(r"http://127\.0\.0\.1:\d+/\S+", run.stdout.readline())
    assert found
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
    with browser.open(found[0]) as page:
        at = page.url
        assert re.search(r"/agendas/[0-9a-f]{16}$", at)
    with browser.open(f"{at}/day") as answer:
        assert json.load(answer)["title"] == "Kort møde"
        assert "server" not in answer.headers
    run.send_signal(signal.SIGINT)
    said, errors = run.communicate(timeout=60)
    assert (run.returncode, errors) == (0, "")
    assert "closed" in said


@pytest.mark.browser
def test_a_browser_is_led_there_by_a_file_and_the_page_ends_it(opened: Opened, tmp_path: Path) -> None:
    """The token stands in no list of programs; and a browser that comes from a file gets the cookie that it needs."""
    program, said = tmp_path / "browser", tmp_path / "said"
    program.write_text(f'#!/bin/sh\necho "$1" > {said}.part && mv {said}.part {said}\n')
    program.chmod(0o755)
    command = [sys.executable, "-m", "facilitator", "studio", str(opened.path.parent)]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "BROWSER": f"{program} %s"})
    assert run.stdout is not None
    token = re.search(r"token=(\S+)", run.stdout.readline())
    while not said.exists():
        time.sleep(0.02)
    address = said.read_text().strip()
    assert token is not None
    assert token[1] not in address
    file = Path(url2pathname(urlsplit(address).path))
    assert file.stat().st_mode & 0o077 == 0
    with chromium() as tab:
        page = tab()
        page.call("Network.setBlockedURLs", urls=["*/pictures/*"])
        page.visit(address, "document.readyState === 'complete' && !!document.querySelector('#end')")
        page.click("#end")
        page.wait("document.querySelector('main').hidden")
    run.communicate(timeout=60)
    assert run.returncode == 0
    assert not file.exists()


def test_memory_is_looked_through_when_nobody_waits() -> None:
    class Circle:
        def __init__(self) -> None:
            self.own = self

    worked = [time.monotonic()]
    with server.tidied(lambda: worked[0], patience=0.02):
        assert not gc.isenabled()
        gone = weakref.ref(Circle())
        while gone() is not None:
            worked[0] = max(worked[0], time.monotonic() - 0.03)
            time.sleep(0.01)
    assert gc.isenabled()


def test_the_port_is_the_same_at_every_start_where_it_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was opened before finds the studio again, and the browser what it has kept for it."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        monkeypatch.setattr(guard, "USUAL", free.getsockname()[1])
    for _start in range(2):
        with guard.listening_at(0) as first, guard.listening_at(0) as second:
            assert first.getsockname()[1] == guard.USUAL
            assert second.getsockname()[1] != guard.USUAL


def test_another_folder_is_picked_and_no_address_of_the_first_leads_anywhere(opened: Opened, tmp_path: Path) -> None:
    """A file of the same name there is another file."""
    other = tmp_path / "Kunder å"
    (other / "Nord").mkdir(parents=True)
    (other / ".skjult").mkdir()
    (other / "kort.yaml").write_text(SHORT.replace("Kort møde", "Et andet"), encoding="utf-8")
    shown = opened.client.post("/folders", json={"path": str(other)}).json()
    assert (shown["here"], shown["up"]) == (str(other), str(tmp_path))
    assert shown["folders"] == [{"name": "Nord", "path": str(other / "Nord")}]
    assert opened.client.post("/folders", json={"path": ""}).json()["here"] == str(opened.path.parent)
    for wrong in (str(opened.path), str(tmp_path / "nej"), str(tmp_path / ("x" * 300)), "~nobody9", "Nord", "", "\0"):
        assert opened.client.post("/folder", json={"path": wrong}).status_code == 422
    assert opened.client.get(f"{opened.at}/day").status_code == 200
    assert opened.client.post("/folder", json={"path": str(other)}).json() == {"go": "/"}
    assert opened.client.get(f"{opened.at}/day").status_code == 404
    assert opened.client.post("/folder", json={"path": f' "{opened.path.parent}"'}).status_code == 200
    assert opened.client.get(f"{opened.at}/day").status_code == 200
    assert opened.client.post("/folder", json={"path": str(other)}).status_code == 200
    page = opened.client.get("/").text
    assert "Et andet" in page
    assert "Kort møde" not in page
    opened.client.post("/use", json={"kind": "cards", "name": "guldkorn"})
    assert (other / "decks" / "cards" / "guldkorn.yaml").is_file()


def test_an_answer_is_sent_without_waiting_for_the_browser_between_its_head_and_its_body() -> None:
    """A small delay of the network's, 40 ms for each slide."""
    with guard.listening_at(0) as listening, socket.create_connection(listening.getsockname()):
        accepted, _address = listening.accept()
        with accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_a_place_or_a_port_that_is_none(tmp_path: Path) -> None:
    assert "does not exist" in refused("studio", str(tmp_path / "nowhere"))
    assert "--port" in refused("studio", str(tmp_path), "--port", "70000")
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])
        assert f"{port} is taken" in refused("studio", str(tmp_path), "--port", port, "--no-browser")
    assert "FILE" in refused("studio", str(tmp_path), "--share", "--no-browser")


def test_a_day_that_does_not_hold_is_not_shared(tmp_path: Path) -> None:
    path = tmp_path / "kort.yaml"
    path.write_text(SHORT.replace("minutes: 10", "minutes: 58"), encoding="utf-8")
    assert "kort.yaml:10:5: the steps" in refused("studio", str(path), "--share", "--no-browser")


@pytest.mark.parametrize("what", ["/dev/null", "picture.png", "notes.yaml", "link.yaml"])
def test_what_is_no_agenda_is_no_place(tmp_path: Path, what: str) -> None:
    folder = tmp_path / "inside"
    folder.mkdir()
    (folder / "picture.png").write_bytes(b"x")
    (folder / "notes.yaml").write_text("title: Noter\n", encoding="utf-8")
    (tmp_path / "kort.yaml").write_text(SHORT, encoding="utf-8")
    (folder / "link.yaml").symlink_to(tmp_path / "kort.yaml")
    assert "neither an agenda nor a programme" in refused("studio", str(folder / what), "--no-browser")


CARDS = {"name": "", "own": "", "title": "", "by": "participants", "number": 12, "size": "", "flip": "long"}
PAIRS = {"people": "", "number": 0, "rounds": 2, "size": 2, "apart": [], "together": [], "seed": 1, "swaps": []}
FORM = {"name": "trio-tema", "copies": 1, "sender": "", "texts": []}


def made(opened: Opened, what: str, **asked: Any) -> Any:
    usual = {"cards": CARDS, "pairs": PAIRS, "form": FORM}[what.partition("/")[0]]
    return opened.client.post(f"/made/{what}", json={**usual, **asked})


@pytest.mark.parametrize("own", ['"Det plejer vi" siger nogen. Hvad svarer du?', '"Hvad nu?', 'Hvad er "nu"?'])
def test_a_question_may_begin_with_a_quotation_mark(opened: Opened, own: str) -> None:
    answer = made(opened, "cards", own=f"{own}\nHvad vil du?")
    assert (answer.status_code, answer.json()["files"][0]["paged"]) == (200, True)


@pytest.mark.parametrize(
    ("first", "count"),
    [("Navneet Kaur\tSalg", 4), ("Navn\tAfdeling", 3), ("Deltagernavn:\tSted", 3), ("Fulde navn\tTeam", 3),
     ("Deltagere\tTeam", 3), ("Anna Cornames\tHR", 4)],
)  # fmt: skip
def test_a_row_of_headings_is_told_from_a_person(opened: Opened, first: str, count: int) -> None:
    answer = made(opened, "pairs", people=f"{first}\nBo Lind\tHR\nEva Holm\tSalg\nIda Krag\tHR")
    assert answer.status_code == 200, answer.text
    assert len(answer.json()["names"]) == count


class TestWithoutAnAgenda:
    def test_cards_are_made_and_fetched(self, opened: Opened) -> None:
        (one,) = made(opened, "cards", own="Hvad fylder?\tTænk\nHvad vil du?", title="Vores").json()["files"]
        assert (one["name"], one["pages"]) == ("vores.pdf", [1, 2, 3, 4])
        found = opened.client.get(f"/made/{one['at']}")
        assert found.content.startswith(b"%PDF")
        assert "object-src 'self'" in found.headers["content-security-policy"]
        assert found.headers["content-disposition"].startswith("inline")
        assert opened.client.get(f"/made/{one['at']}?keep").headers["content-disposition"].startswith("attachment")
        assert opened.client.get(f"/made/{one['at']}/2").content.startswith(b"\x89PNG")
        assert [opened.client.get(f"/made/{one['at']}/{n}").status_code for n in (0, 5)] == [404, 404]
        assert opened.client.get("/made/unknown").status_code == 404

    @pytest.mark.parametrize(
        ("what", "asked", "said"),
        [("cards", {}, "no questions yet"), ("cards", {"name": "findes-ikke"}, "no card set"),
         ("pairs", {}, "no names yet"), ("pairs", {"people": "Ann"}, "expected"),
         ("pairs", {"number": 4, "swaps": [[9, 0, 1]]}, "move them again"),
         ("pairs", {"people": "Ann\tHR\nBo\tIT", "apart": ["Nej"]}, "no column"),
         ("form", {"name": "findes-ikke"}, "no form"),
         ("form", {"texts": [[["title", "x"], "w", "y"]]}, "“w” was changed"),
         ("form/kept", {"texts": [[["parts"], "w", "y"]]}, "“w” was changed")],
    )  # fmt: skip
    def test_what_cannot_be_made_is_told_in_words(
        self, opened: Opened, what: str, asked: dict[str, Any], said: str
    ) -> None:
        answer = made(opened, what, **asked)
        assert answer.status_code == 422
        assert said in answer.json()["said"]
        assert "/tmp" not in answer.json()["said"]
        assert [one.name for one in opened.path.parent.iterdir()] == ["kort.yaml"]

    @pytest.mark.parametrize(
        ("what", "asked"),
        [("cards", {"number": 501}), ("cards", {"name": "../kort"}), ("cards", {"size": "a0"}), ("form", {"copies": 0}),
         ("pairs", {"rounds": 10**9}), ("pairs", {"swaps": [[0, -1, 0]]}), ("pairs", {"more": 1}),
         ("form", {"name": "/etc/passwd"})],
    )  # fmt: skip
    def test_what_no_page_asks_for(self, opened: Opened, what: str, asked: dict[str, Any]) -> None:
        assert made(opened, what, **asked).status_code == 400

    def test_the_row_that_is_wrong_is_told(self, opened: Opened) -> None:
        rows = '\nHvad fylder?\tTænk\n\n\tIngen forside\n"To\nlinjer"\tTænk\n\tHeller ikke her'
        said = made(opened, "cards", own=rows).json()["said"].splitlines()
        assert [one.partition(";")[0] for one in said] == [
            "Row 4: the card has no front",
            "Row 6: the card has no front",
        ]

    def test_a_form_is_kept_and_changed_again(self, opened: Opened) -> None:
        def keep(text: str, was: str) -> int:
            return int(made(opened, "form/kept", texts=[[["title"], was, text]]).status_code)

        (shipped,) = re.findall(r'id="text-1"[^>]*>([^<]*)<', opened.client.get("/forms/trio-tema").text)
        path = opened.path.parent / "decks/forms/trio-tema.yaml"
        assert keep("Temaet hos os", shipped) == 200
        kept = path.read_text("utf-8")
        assert "title: Temaet hos os" in kept
        path.write_text(f"{kept}# Husk at spørge\n", "utf-8")
        assert keep("Et andet tema", shipped) == 422
        assert keep("Et andet tema", "Temaet hos os") == 200
        assert path.read_text("utf-8") == f"{kept}# Husk at spørge\n".replace("Temaet hos os", "Et andet tema")
        assert "Et andet tema" in opened.client.get("/forms/trio-tema").text

    def test_a_table_that_is_dropped_is_read(self, opened: Opened) -> None:
        def rows(name: str, content: bytes) -> Any:
            return opened.client.post("/made/rows/drop", json={"name": name, "content": b64encode(content).decode()})

        assert rows("x.csv", b"Navn;Afdeling\nAnn;HR\n").json()["rows"] == "Navn\tAfdeling\nAnn\tHR"
        assert rows("x.xlsx", b"PK\x03\x04 nothing").status_code == 422


def test_files_stand_in_the_order_in_which_people_count(tmp_path: Path) -> None:
    for name in ("Hold 10", "Hold 2", "hold 1"):
        (tmp_path / f"{name}.yaml").write_text(SHORT, encoding="utf-8")
    assert [path.stem for _known, path in Desk(tmp_path, b"key").files()] == ["hold 1", "Hold 2", "Hold 10"]
