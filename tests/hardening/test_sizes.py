"""Sizes far beyond use give the right result or a clear error that tells the limit, in bounded time and memory."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from facilitator.messages import Problems
from facilitator.reading.files import parse_yaml
from facilitator.reading.spreadsheet import read_sheets
from hardening.program import ONE_BLOCK, refused, run

WORDS = "ord " * 4_000
HEAD = "title: T\nstart: '09.00'\nblocks:\n"


def lines(text: str, count: int) -> str:
    """So many lines, each with its number where ``#`` stands."""
    return "".join(text.replace("#", str(number)) + "\n" for number in range(count))


AGENDAS: dict[str, tuple[str, str]] = {
    "blocks": (HEAD + lines("  - {title: B#, minutes: 1}", 10_000), "10000 blocks; expected at most 100"),
    "steps": (ONE_BLOCK + "    how:\n" + lines("      - step #", 20_000), "20000 steps; expected at most 1000"),
    "materials": (ONE_BLOCK + "    materials:\n" + lines("      - pen #", 20_000), "20000 materials; expected"),
    "slides": (ONE_BLOCK + "    slides:\n" + lines("      - section: S#", 5_000), "slides; expected at most 1000"),
    "values": (HEAD + lines("  - {title: B, minutes: 5, why: x, kind: break}", 30_000), "100000 values|1 MB"),
    "keys": (lines("k#: v", 100_000) + ONE_BLOCK, "100000 values|1 MB"),
    "unknown keys": (lines("k#: v", 30_000) + ONE_BLOCK, "… and 29950 more"),
    "text": (ONE_BLOCK + f"    why: {'ord ' * 240_000}\n", "959999 characters; expected at most 20000"),
    "title": (HEAD + f"  - {{title: {'x' * 900_000}, minutes: 5}}\n", "900000 characters"),
    "lines": (ONE_BLOCK + "    why: |\n" + "      a\n" * 10_000, "lines; expected at most 500"),
    "file": ("# " + "x" * 1_000_000 + "\n" + ONE_BLOCK, "larger than 1 MB"),
    "depth": ("a: " + "[" * 5_000 + "]" * 5_000, "levels deep"),
    "aliases": (f"data: {{x: &a '{WORDS}'}}\nsources:\n{lines('  - *a', 5_000)}{ONE_BLOCK}", "characters, aliases"),
    "filled": (f"data: {{x: '{WORDS}'}}\nsources:\n{lines('  - <{{ x }}>', 100)}{ONE_BLOCK}", "become too long"),
    "minutes": (HEAD + f"  - {{title: A, minutes: {'9' * 5_000}}}\n", "a week at most"),
    "count": (ONE_BLOCK + f"    materials: [{{item: x, count: {'9' * 4_000}}}]\n", "at most 10000"),
    "more digits": (ONE_BLOCK + f"    materials: [{{item: x, count: {'9' * 6_000}}}]\n", "a smaller number"),
    "day": (HEAD + "  - {title: A, minutes: 5, day: 1000000000}\n", "at most 366"),
    "participants": ("data: {participants: 999999999999}\n" + ONE_BLOCK, "expected at most 10000"),
    "date": ("data: {date: 9999-12-31}\n" + ONE_BLOCK, "year 9999; expected one from 1900 to 2999"),
    "early date": ("data: {date: 0001-01-01}\n" + ONE_BLOCK, "year 1;"),
    "leaders": (f"facilitators: [{', '.join(f'A{n}' for n in range(5_000))}]\n{ONE_BLOCK}", "no room"),
    "figure": (ONE_BLOCK
        + f"    slides: [{{figure: {{kind: tiles, title: t, items: [{'a, ' * 999}]}}}}]\n", "at most 8"),
}  # fmt: skip


@pytest.mark.parametrize("what", AGENDAS)
def test_too_much_in_an_agenda_is_told_with_the_limit(what: str, tmp_path: Path) -> None:
    text, said = AGENDAS[what]
    (tmp_path / "a.yaml").write_text(text, encoding="utf-8")
    told = refused("build", "a.yaml", cwd=tmp_path)
    assert any(one in told for one in said.split("|")), told[:1000]
    assert len(told) < 50_000
    assert not (tmp_path / "out").exists()


def test_as_much_as_is_allowed_is_built(tmp_path: Path) -> None:
    blocks = "".join(
        f"  - title: B{number}\n    minutes: 1\n    how: [{', '.join(['do'] * 10)}]\n" for number in range(60)
    )
    (tmp_path / "a.yaml").write_text(f"agenda_slides: once\n{HEAD}{blocks}", encoding="utf-8")
    done = run("build", "a.yaml", "--only", "deck", "--only", "runsheet", cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-1000:]
    assert (tmp_path / "out" / "a" / "a.pptx").is_file()


def pairing(*arguments: str) -> tuple[str, ...]:
    return ("pair", *arguments)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (pairing("9" * 18), "expected 10000 at most"),
        (pairing("9" * 5_000), ""),
        (pairing("10000", "--rounds", "9999"), "meetings of two; expected at most 1000000"),
        (pairing("100", "--rounds", "1000000", "--size", "5"), "meetings of two"),
        (pairing("9999", "--size", "1000000000"), "meetings of two"),
        (pairing("100", "--questions", "1000000000"), "expected at most 1000"),
        (("cards", "walk-and-talk", "--participants", "9" * 30), "expected at most 5000"),
        (("build", "trio-workshop", "--date", "9999-12-31"), "year 9999"),
        (("build", "trio-workshop", "--set", "participants=99999999999"), "expected at most 10000"),
    ],
)
def test_too_much_on_the_command_line_is_told(arguments: tuple[str, ...], said: str, tmp_path: Path) -> None:
    assert said in refused(*arguments, cwd=tmp_path)


def test_a_hundred_thousand_participants_are_told_to_be_too_many(tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("Navn\n" + lines("Person #", 100_000), encoding="utf-8")
    assert "100000 people; expected 10000 at most" in refused("pair", "people.csv", cwd=tmp_path)


def test_a_programme_with_a_date_that_no_calendar_has(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(ONE_BLOCK, encoding="utf-8")
    parts = "".join(f"  - {{agenda: a.yaml, title: {day}, date: {day}}}\n" for day in ("9999-12-31", "2025-01-01"))
    (tmp_path / "p.yaml").write_text(f"title: P\nparts:\n{parts}", encoding="utf-8")
    assert "at most 2999-12-31" in refused("build", "p.yaml", cwd=tmp_path)


def peak(work: Callable[[], object]) -> int:
    """The most memory that Python holds during the work, which must end with a problem."""
    tracemalloc.start()
    try:
        with pytest.raises(Problems):
            work()
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_aliases_of_aliases_take_no_memory() -> None:
    bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{new}: &{new} [{', '.join(f'*{old}' for _ in range(9))}]\n"
        for old, new in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert peak(lambda: parse_yaml(bomb.encode(), "a.yaml")) < 50_000_000


def workbook(sheet: bytes) -> bytes:
    """A workbook by hand, with that as the XML of its only sheet."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/></Types>',
        )
        relation = f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{office}/'
        archive.writestr("_rels/.rels", f'{relation}officeDocument" Target="xl/workbook.xml"/></Relationships>')
        archive.writestr(
            "xl/_rels/workbook.xml.rels", f'{relation}worksheet" Target="worksheets/sheet1.xml"/></Relationships>'
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets>'
            "</workbook>",
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
    return made.getvalue()


MAIN = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
CELL = b'<c t="inlineStr"><is><t>Anna</t></is></c>'


def test_a_small_workbook_by_hand_is_read(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(workbook(MAIN + b"<sheetData><row>" + CELL + b"</row></sheetData></worksheet>"))
    assert [row.cells for sheet in read_sheets(path) for row in sheet.rows] == [("Anna",)]


@pytest.mark.parametrize(
    "sheet",
    [
        MAIN + b"<sheetData>" + b" " * 300_000_000 + b"</sheetData></worksheet>",
        b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">'
        + b"".join(b'<!ENTITY %c "%s">' % (ord("b") + n, b"&%c;" % (ord("a") + n) * 50) for n in range(9))
        + b"]>" + MAIN + b'<sheetData><row><c t="inlineStr"><is><t>&j;</t></is></c></row></sheetData></worksheet>',
        MAIN + b'<sheetData><row><c r="XFD1048576" t="inlineStr"><is><t>A</t></is></c></row>'
        + b"<row>" + CELL * 2_000_000 + b"</row></sheetData></worksheet>",
    ],
    ids=["bomb", "entities", "cells"],
)  # fmt: skip
def test_a_workbook_that_is_a_trap_is_a_problem(sheet: bytes, tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    path.write_bytes(workbook(sheet))
    assert peak(lambda: read_sheets(path)) < 300_000_000
