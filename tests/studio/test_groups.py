"""Many groups from a page: a table is dropped, checked, built, stopped, and its groups' files are fetched."""

from __future__ import annotations

import time
import zipfile
from base64 import b64encode
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

import facilitator
from batches.tables import AGENDA, ROWS, csv_table, workbook
from judges.axe import found
from studio.conftest import Opened
from studio.serving import Served

WRONG = [ROWS[0], ("TRIO Nord", "Prøve Kommune", "41.1.2027", "6", "", ""), ("TRIO Syd", "", "18.1.2027", "mange")]


def settled(opened: Opened) -> Any:
    """What the page is told when nothing is being done any more."""
    while (data := opened.client.get(f"{opened.at}/groups/state").json())["running"]:
        time.sleep(0.05)
    return data


def drop(opened: Opened, path: Path) -> Any:
    content = b64encode(path.read_bytes()).decode()
    answer = opened.client.post(f"{opened.at}/groups/drop", json={"name": path.name, "content": content})
    assert answer.status_code == 200, answer.text
    return settled(opened)


def ask(opened: Opened, what: str, **asked: Any) -> Any:
    answer = opened.client.post(f"{opened.at}/groups/{what}", json=asked)
    assert answer.status_code == 200, answer.text
    return settled(opened)


def said(data: Any) -> list[str]:
    return [line for one in data["groups"] for line in one["problems"]]


def test_a_table_is_checked_and_what_is_wrong_has_its_row_and_column(opened: Opened, tmp_path: Path) -> None:
    opened.path.write_text(AGENDA, encoding="utf-8")
    opened.client.headers["accept-language"] = "da"
    data = drop(opened, workbook(tmp_path / "hold.xlsx", WRONG))
    assert data["sheets"] == ["Sheet", "Grupper"]
    assert any(line.startswith("Række 5, »Dato«: ") and "41.1.2027" in line for line in said(data))
    assert not any("--" in line for line in said(data))
    wrong = [[cell["text"] for cell in one["cells"] if cell["wrong"]] for one in data["groups"]]
    assert wrong == [["TRIO Nord"], ["TRIO Nord", "41.1.2027"], ["mange"]]
    assert not (tmp_path / "out").exists()
    ambiguous = ask(opened, "check", sheet="Sheet", called=[])
    assert len(ambiguous["problems"]) == 1
    called = ask(opened, "check", sheet="Grupper", called=["team", "date"])
    assert not any("samme mappe" in line for line in said(called))


def test_names_that_nothing_uses_are_told_with_the_nearest(opened: Opened, tmp_path: Path) -> None:
    opened.path.write_text(AGENDA, encoding="utf-8")
    data = drop(
        opened, csv_table(tmp_path / "hold.csv", ROWS, ("Team", "Kunde", "Dato", "Deltagr", "Næste møde", "Starttid"))
    )
    assert any("“Deltagr”" in line and "“participants”" in line for line in data["notes"])


def test_groups_are_built_as_the_command_builds_them(opened: Opened, tmp_path: Path) -> None:
    opened.path.write_text(AGENDA, encoding="utf-8")
    table = csv_table(tmp_path / "hold.csv", ROWS[:2])
    drop(opened, table)
    data = ask(opened, "build")
    assert [one["state"] for one in data["groups"]] == ["built", "built"]
    assert data["folder"] == "out/kort-hold"
    assert any("trio-tema.pdf" in line for line in data["print"])
    facilitator.batch(opened.path, table, out=tmp_path / "by-hand", jobs=1)
    made, by_hand = (contents(tmp_path / folder) for folder in ("out/kort-hold", "by-hand"))
    assert made == by_hand
    one = opened.client.get(f"{opened.at}/groups/files/{data['groups'][0]['row']}")
    with zipfile.ZipFile(BytesIO(one.content)) as archive:
        assert {f"trio-nord/{name}" for name in archive.namelist()} <= {*made}
    every = opened.client.get(f"{opened.at}/groups/files")
    with zipfile.ZipFile(BytesIO(every.content)) as archive:
        assert {*archive.namelist()} == {*made, "batch.csv"}
    assert [one["state"] for one in ask(opened, "build")["groups"]] == ["unchanged", "unchanged"]


def contents(folder: Path) -> dict[str, bytes]:
    files = [
        one
        for one in folder.rglob("*")
        if one.is_file() and one.parent != folder and "/.facilitator" not in one.as_posix()
    ]
    return {one.relative_to(folder).as_posix(): one.read_bytes() for one in files}


def test_it_is_stopped_and_nothing_else_is_begun_meanwhile(opened: Opened, tmp_path: Path) -> None:
    opened.path.write_text(AGENDA, encoding="utf-8")
    rows = [(f"TRIO nr. {n}", *ROWS[0][1:]) for n in range(60)]
    content = b64encode(csv_table(tmp_path / "hold.csv", rows).read_bytes()).decode()
    dropped = {"name": "hold.csv", "content": content}
    assert opened.client.post(f"{opened.at}/groups/drop", json=dropped).json()["running"]
    again = opened.client.post(f"{opened.at}/groups/build", json={})
    assert again.status_code == 422
    elsewhere = opened.client.post("/folder", json={"path": str(tmp_path)})
    assert (elsewhere.status_code, "being built" in elsewhere.text) == (422, True)
    opened.client.post(f"{opened.at}/groups/stop", json={})
    data = settled(opened)
    assert data["stopped"]
    assert {one["state"] for one in data["groups"]} == {"waiting"}


@pytest.mark.browser
@pytest.mark.node
def test_a_table_is_mended_and_built_in_the_browser(served: Served, tmp_path: Path) -> None:
    tab = served.open(served.agenda("mange", AGENDA), "/groups")
    assert found(tab) == []
    give(tab, workbook(tmp_path / "hold.xlsx", WRONG))
    tab.wait("document.querySelectorAll('#rows td.wrong').length === 4")
    assert "Række 6, »Deltagere«" in tab.text("#problems")
    assert tab.run("document.querySelector('#build').disabled")
    assert found(tab) == []
    give(tab, csv_table(tmp_path / "hold.csv", ROWS[1:2]))
    tab.wait("document.querySelector('#said').innerText === 'Alle rækker er i orden.'")
    tab.click("#build")
    tab.call("Network.setBlockedURLs", urls=["*/groups/state"])
    tab.wait("document.querySelector('#said').innerText.includes('svarer ikke')")
    tab.call("Network.setBlockedURLs", urls=[])
    tab.wait("!document.querySelector('#results').hidden")
    assert tab.text("#rows tbody .state").startswith("lavet, ")
    assert (served.folder / "out" / "mange-hold" / "trio-aa-oest").is_dir()
    assert found(tab) == []
    asked = {one.partition("/groups")[2] for one in tab.requests if "/groups" in one and "/static" not in one}
    assert asked <= {"", "/state", "/drop", "/build"}
    assert all("BLOCKED_BY_CLIENT" in one for one in tab.mistakes)


def give(tab: Any, path: Path, selector: str = "#table") -> None:
    """Choose a file in a field, as a person does."""
    root = tab.call("DOM.getDocument")["root"]["nodeId"]
    node = tab.call("DOM.querySelector", nodeId=root, selector=selector)["nodeId"]
    tab.call("DOM.setFileInputFiles", files=[str(path)], nodeId=node)
