"""A programme in the studio: head and parts are edited, agendas opened, all of it built, for many groups too."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from batches.tables import csv_table
from judges.axe import found
from studio.conftest import Opened
from studio.serving import SHORT, Served
from studio.test_groups import ask, drop, said

PROGRAMME = """title: Vores forløb
examples:
  client: Prøveby
timeline: vores-tidslinje
parts:
  # det første
  - title: Første møde
    agenda: kort
    date: 2030-01-17
  - id: imellem
    between: Prøv af
    by: 2030-02-13
    tasks: [Tag én samtale, Skriv tre linjer]
  - title: Andet møde
    agenda: kort.yaml
    date: 2030-02-14
"""


@pytest.fixture
def course(opened: Opened, tmp_path: Path) -> Opened:
    """A programme of an agenda beside it and one of its own folder."""
    opened.path = tmp_path / "forloeb.yaml"
    opened.path.write_text(PROGRAMME, encoding="utf-8")
    (tmp_path / "agendas").mkdir()
    (tmp_path / "agendas" / "kort.yaml").write_text(SHORT, encoding="utf-8")
    opened.at = at_of(opened, "forloeb.yaml")
    return opened


def at_of(opened: Opened, name: str) -> str:
    """The address of a file's page, as the shelf has it."""
    found = re.search(
        rf'<a href="([^"]+)"><strong>[^<]*</strong> <span class="quiet">{name}', opened.client.get("/").text
    )
    assert found is not None
    return found[1]


def test_its_parts_stand_where_blocks_do_with_their_dates(course: Opened) -> None:
    day = course.day("da")
    assert day["planned"]
    assert [(one["title"], one["clock"]) for one in day["blocks"]] == [
        ("Første møde", "17. januar 2030"), ("Prøv af", "senest 13. februar 2030"), ("Andet møde", "14. februar 2030"),
    ]  # fmt: skip
    assert [one["clock"] for one in course.day()["blocks"]][:2] == ["17 January 2030", "by 13 February 2030"]
    assert day["slides"][0]["title"] == "Vores forløb"
    assert [one["name"] for one in day["head"]["data"]] == ["client", "team", "participants", "place"]
    assert "Forløb" in course.client.get(f"{course.at}/make", headers={"accept-language": "da"}).text


def test_a_part_is_edited_as_a_block_is(course: Opened) -> None:
    answer = course.ask("edit", do="put", path=["parts", 0, "date"], value="2030-01-24").json()
    assert answer["blocks"][0]["clock"] == "24 January 2030"
    assert course.text == PROGRAMME.replace("2030-01-17", "2030-01-24")
    course.ask("edit", do="put", path=["parts", 0, "data", "place"], value="Kantinen")
    assert course.day()["blocks"][0]["data"] == {"place": "Kantinen", "participants": ""}
    course.ask("edit", do="add", path=["parts", 1, "tasks", 2], block="Ring til en makker")
    assert "    tasks: [Tag én samtale, Skriv tre linjer, Ring til en makker]\n" in course.text
    course.ask("edit", do="put", path=["why"], value="Vi vil prøve noget af.")
    course.ask("edit", do="put", path=["theme"], value="fjord")
    assert course.day()["head"]["fields"]["theme"] == "fjord"
    for _edit in range(5):
        course.ask("undo")
    assert course.text == PROGRAMME


def test_what_does_not_hold_is_said_at_its_part(course: Opened) -> None:
    answer = course.ask("edit", do="move", path=["parts", 1], to=2).json()
    assert not answer["planned"]
    assert [one["block"] for one in answer["problems"]] == [2]
    assert "  # det første\n  - title: Første møde\n" in course.text
    course.ask("undo")
    (course.path.parent / "agendas" / "kort.yaml").write_text(
        "title: x\nend: 9.05\nstart: 9.00\n" + SHORT[37:], "utf-8"
    )
    wrong = course.day()
    assert not wrong["planned"]
    assert {one["block"] for one in wrong["problems"]} == {None}
    refused = course.ask("edit", do="delete", path=["parts", 1])
    assert refused.status_code == 200
    assert course.ask("edit", do="delete", path=["parts", 1]).status_code == 422


def test_what_would_make_it_hold_is_offered(course: Opened) -> None:
    assert course.client.get(f"{course.at}/mends").json() == {"mends": []}
    course.ask("edit", do="delete", path=["parts", 1])
    assert not course.day()["planned"]
    (mend,) = course.client.get(f"{course.at}/mends").json()["mends"]
    assert "timeline" in mend["said"]
    assert course.ask("edit", **mend["edit"]).json()["planned"]


def test_its_agendas_are_opened_or_brought_from_the_shelf(course: Opened) -> None:
    choices = course.client.get(f"{course.at}/agendas").json()
    assert [one["value"] for one in choices["own"]] == ["kort.yaml", "kort"]
    assert course.client.get(f"/agendas/{choices['own'][1]['known']}/day").json()["title"] == "Kort møde"
    assert {"det-korte-moede", "trio-workshop"} <= {one["value"] for one in choices["shelf"]}
    course.ask("edit", do="put", path=["parts", 2, "agenda"], value="det-korte-moede")
    go = course.client.post(f"{course.at}/bring", json={"kind": "agendas", "name": "det-korte-moede"}).json()["go"]
    assert course.client.get(f"{go}/day").json()["title"] == "Det korte møde"
    assert (course.path.parent / "agendas" / "det-korte-moede.yaml").is_file()
    assert "det-korte-moede" in [one["value"] for one in course.client.get(f"{course.at}/agendas").json()["own"]]
    again = course.client.post(f"{course.at}/bring", json={"kind": "agendas", "name": "det-korte-moede"})
    assert again.status_code == 422
    assert course.client.post(f"{course.at}/bring", json={"kind": "agendas", "name": "../kort"}).status_code == 404


def test_all_of_it_is_made_with_one_button(course: Opened) -> None:
    names = [one["name"] for one in course.client.post(f"{course.at}/made", json={}).json()["files"]]
    assert {"overblik.pptx", "1-foerste-moede/kort.pptx", "husk-2-imellem.docx"} <= {*names}, names
    assert (course.path.parent / "out" / "forloeb" / "1-foerste-moede").is_dir()


def test_it_is_built_for_many_groups(course: Opened, tmp_path: Path) -> None:
    data = drop(course, csv_table(tmp_path / "net.csv", [("Net Nord", "Nordby")], ("Team", "Kunde")))
    assert (data["problems"], said(data)) == ([], [])
    data = ask(course, "build")
    assert [one["state"] for one in data["groups"]] == ["built"]
    names = {path.name for path in (tmp_path / data["folder"] / "net-nord").iterdir()}
    assert {"1-foerste-moede", "3-andet-moede", "overblik-net-nord.pptx"} <= names


@pytest.mark.browser
@pytest.mark.node
def test_a_programme_is_mended_in_the_browser(served: Served) -> None:
    path = served.agenda("forloeb", PROGRAMME.replace("kort.yaml", "det-korte-moede").replace(": kort", ": vores"))
    served.agenda("agendas/vores")
    tab = served.open(path)
    assert tab.text("#block-head") == "Hvem og hvor"
    assert found(tab) == []
    tab.click("""[data-path='["parts",0]']""")
    tab.wait("[...document.querySelectorAll('#fields a')].some((one) => one.href.includes('/agendas/'))")
    tab.click("""[data-path='["parts",1]']""")
    tab.type("#field-between", "Prøv noget af")
    tab.wait("document.body.ariaBusy !== 'true' && document.querySelector('#strip').innerText.includes('noget')")
    assert found(tab) == []
    tab.click("[data-act=delete]")
    tab.wait("document.body.ariaBusy !== 'true' && !document.querySelector('#mends').hidden")
    tab.click("#mends-list button")
    tab.wait("document.body.ariaBusy !== 'true' && document.querySelector('#stale').hidden")
    text = path.read_text(encoding="utf-8")
    assert "timeline" not in text
    assert "between" not in text
    tab.click("#bring")
    tab.wait("document.querySelector('#title')?.innerText === 'Det korte møde'")
    assert (served.folder / "agendas" / "det-korte-moede.yaml").is_file()
    assert tab.mistakes == []
