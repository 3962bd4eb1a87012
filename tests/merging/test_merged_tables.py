"""Tables that both have changed: cell by cell, row by row, column by column."""

from __future__ import annotations

import copy
import random
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from pptx.oxml.ns import qn
from pptx.util import Emu

import facilitator
from facilitator.merging.comparing import LOOK, SHAPE, TABLE, TEXT, Clash, Merged
from facilitator.merging.deck import DeckFile
from facilitator.merging.merge import merge
from facilitator.output.told import merged_data
from facilitator.output.told import said as told_in_words
from merging.decks import SAVED, opened, read, written
from merging.edits import RED, shapes
from sampling import sampled

Change = Callable[[Any], None]


_AGENDA = """
title: En formiddag
blocks:
  - title: Kultur
    minutes: 20
    slides:
      - title: Et fælles growth mindset
        table:
          - ["Når det sker, at …", "siger den fastlåste kultur:", "siger den lærende kultur:"]
          - ["nogen laver en fejl", "»Hvem gjorde det?«", "»Hvad kan vi lære af det?«"]
          - ["opgaven er ny", "»Det kan vi ikke.«", "»Det kan vi ikke endnu.«"]
          - ["nogen er uenig", "»Sådan gør vi her.«", "»Fortæl, hvad du ser.«"]
          - ["det går godt for andre", "»Heldigt for dem.«", "»Hvordan gjorde I?«"]
"""


@cache
def deck() -> bytes:
    with tempfile.TemporaryDirectory() as place:
        file = Path(place, "formiddag.yaml")
        file.write_text(_AGENDA, encoding="utf-8")
        return facilitator.open(file).build("deck")[0].content


@cache
def before() -> DeckFile:
    return read(deck())


def table(presentation: Any) -> Any:
    return next(one.table for slide in presentation.slides for one in shapes(slide) if getattr(one, "has_table", False))


def says(content: bytes) -> list[list[str]]:
    """What stands in the cells, whichever spaces hold its words together."""
    rows = table(opened(content)).rows
    return [[cell.text_frame.text.replace("\N{NO-BREAK SPACE}", " ") for cell in row.cells] for row in rows]


def cell(row: int, column: int, text: str) -> Change:
    def change(found: Any) -> None:
        found.cell(row, column).text_frame.paragraphs[0].runs[0].text = text

    return change


def row_added(behind: int, *texts: str) -> Change:
    def change(found: Any) -> None:
        row = found.rows[behind]._tr
        row.addnext(copy.deepcopy(row))
        for column, text in enumerate(texts):
            cell(behind + 1, column, text)(found)

    return change


def row_gone(row: int) -> Change:
    return lambda found: found._tbl.remove(found.rows[row]._tr)


def column_added(*texts: str) -> Change:
    """The last one; all become narrower."""

    def change(found: Any) -> None:
        found._tbl.tblGrid.append(copy.deepcopy(found._tbl.tblGrid[-1]))
        for row, text in enumerate(texts):
            last = found.rows[row]._tr.tc_lst[-1]
            last.addnext(copy.deepcopy(last))
            cell(row, len(found.columns) - 1, text)(found)
        for column in found.columns:
            column.width = Emu(2_700_000)

    return change


def column_gone(column: int) -> Change:
    def change(found: Any) -> None:
        found._tbl.tblGrid.remove(found._tbl.tblGrid[column])
        for row in found.rows:
            row._tr.remove(row._tr.tc_lst[column])

    return change


def changed(*changes: Change) -> bytes:
    presentation = opened(deck())
    for change in changes:
        change(table(presentation))
    return written(presentation)


def both(mine: list[Change], ours: list[Change], saved: str = "as is") -> tuple[list[list[str]], Merged]:
    """What the table says when both have changed it, and what is told; a second build changes nothing."""
    content, new = SAVED[saved](changed(*mine)), changed(*ours)
    merged = merge(read(content), before(), read(new))
    now = merged.content or content
    assert merge(read(now), read(new), read(new)).content is None
    taken = merge(read(now), read(new), read(new), take=None).content or now
    assert says(taken) == says(new), "and the agenda's can be taken in a later build"
    return says(now), merged


def clashes(merged: Merged) -> list[Clash]:
    return [clash for one in merged.slides for clash in one.clashes]


@cache
def plain() -> list[list[str]]:
    return says(deck())


def but(*texts: tuple[int, int, str]) -> list[list[str]]:
    found = [[*row] for row in plain()]
    for row, column, text in texts:
        found[row][column] = text
    return found


@pytest.mark.parametrize("saved", ["as is", "PowerPoint"])
def test_cells_are_merged_one_by_one(saved: str) -> None:
    found, merged = both([cell(1, 1, "Mit")], [cell(1, 2, "Nyt"), cell(2, 0, "Også nyt")], saved)
    assert found == but((1, 1, "Mit"), (1, 2, "Nyt"), (2, 0, "Også nyt"))
    assert clashes(merged) == []


def test_a_cell_that_both_have_changed_is_told_once_with_both_texts() -> None:
    found, merged = both([cell(1, 1, "Mit"), cell(2, 2, "Mit")], [cell(1, 1, "Nyt"), cell(2, 1, "Nyt")])
    assert found == but((1, 1, "Mit"), (2, 2, "Mit"), (2, 1, "Nyt"))
    assert clashes(merged) == [Clash(TEXT, "Mit", "Nyt")]


@pytest.mark.parametrize("saved", ["as is", "PowerPoint"])
def test_rows_of_the_person_s_stay_and_the_agenda_s_words_come_in(saved: str) -> None:
    mine = [row_added(2, "Min", "egen", "række"), row_gone(1)]
    found, merged = both(mine, [cell(4, 2, "Nyt")], saved)
    assert found == [plain()[0], plain()[2], ["Min", "egen", "række"], plain()[3], but((4, 2, "Nyt"))[4]]
    assert clashes(merged) == []


@pytest.mark.parametrize("saved", ["as is", pytest.param("LibreOffice", marks=pytest.mark.office)])
def test_rows_of_the_agenda_s_come_and_go_around_the_person_s_words(saved: str) -> None:
    ours = [row_added(2, "En", "ny", "række"), row_gone(4)]
    found, merged = both([cell(1, 1, "Mit"), cell(4, 0, "Også mit")], ours, saved)
    assert found == [plain()[0], but((1, 1, "Mit"))[1], plain()[2], ["En", "ny", "række"], but((4, 0, "Også mit"))[4]]
    assert clashes(merged) == []


def test_a_row_that_the_person_has_deleted_stays_away_and_its_new_words_are_told() -> None:
    found, merged = both([row_gone(2)], [cell(2, 1, "Nyt"), cell(3, 1, "Nyt")])
    assert found == [*plain()[:2], but((3, 1, "Nyt"))[3], plain()[4]]
    assert clashes(merged) == [Clash(SHAPE, "", "Nyt")]


def row_moved(row: int, before: int) -> Change:
    return lambda found: found.rows[before]._tr.addprevious(found.rows[row]._tr)


@pytest.mark.parametrize("saved", ["as is", "PowerPoint"])
def test_the_agenda_s_words_come_to_a_row_that_the_person_has_moved(saved: str) -> None:
    """One that lies beside another, which looks as if they were swapped, too."""
    for mine in ([row_moved(4, 1)], [row_moved(4, 1), row_moved(2, 4)]):
        order = [plain().index(row) for row in says(changed(*mine))]
        ours = [cell(4, 2, "Nyt"), cell(1, 1, "Også nyt")]
        found, merged = both(mine, ours, saved)
        assert found == [but((4, 2, "Nyt"), (1, 1, "Også nyt"))[row] for row in order]
        assert clashes(merged) == []


def test_what_the_person_has_reworded_of_a_row_that_they_have_moved_stays() -> None:
    mine = [cell(4, 1, "Mit"), row_moved(4, 1)]
    found, merged = both(mine, [cell(4, 1, "Nyt"), cell(4, 2, "Også nyt")])
    assert found == [plain()[0], but((4, 1, "Mit"), (4, 2, "Også nyt"))[4], *plain()[1:4]]
    assert clashes(merged) == [Clash(TEXT, "Mit", "Nyt")]


def test_the_person_s_words_go_with_a_row_that_the_agenda_moves() -> None:
    found, merged = both([cell(4, 1, "Mit")], [row_moved(4, 1), cell(2, 1, "Nyt")])
    assert found == [plain()[0], but((4, 1, "Mit"))[4], but((1, 1, "Nyt"))[1], *plain()[2:4]]
    assert clashes(merged) == []


@pytest.mark.parametrize("changes", [[column_gone(2)], [column_added("Ny", "a", "b", "c", "d")]])
def test_columns_of_either_stay_beside_the_words_of_the_other(changes: list[Change]) -> None:
    wanted = changed(*changes, cell(1, 1, "Andet"))
    assert both(changes, [cell(1, 1, "Andet")])[0] == says(wanted)
    assert both([cell(1, 1, "Andet")], changes)[0] == says(wanted)


def column_put(behind: int, *texts: str) -> Change:
    def change(found: Any) -> None:
        found._tbl.tblGrid[behind].addnext(copy.deepcopy(found._tbl.tblGrid[behind]))
        for row, text in enumerate(texts):
            cell_ = found.rows[row]._tr.tc_lst[behind]
            cell_.addnext(copy.deepcopy(cell_))
            cell(row, behind + 1, text)(found)

    return change


@pytest.mark.parametrize("saved", ["as is", "PowerPoint", pytest.param("LibreOffice", marks=pytest.mark.office)])
def test_rows_that_both_have_added_or_taken_away_come_and_go_one_by_one(saved: str) -> None:
    mine = [row_added(2, "Min", "egen", "række"), row_gone(1)]
    ours = [row_added(3, "En", "ny", "række"), row_added(1, "En", "anden", "ny"), cell(3, 1, "Nyt"), row_gone(6)]
    found, merged = both(mine, ours, saved)
    new = ["En", "anden", "ny"], ["En", "ny", "række"]
    assert found == [plain()[0], new[0], but((2, 1, "Nyt"))[2], ["Min", "egen", "række"], plain()[3], new[1]]
    assert clashes(merged) == []
    shape = next(one for slide in opened(merged.content or b"").slides for one in shapes(slide) if one.has_table)
    assert shape.height == sum(row.height for row in shape.table.rows)


def test_rows_of_one_and_columns_of_the_other_cross_in_empty_cells() -> None:
    mine, ours = [row_added(4, "Min", "egen", "række")], [column_put(1, *"abcde")]
    for one, other in ((mine, ours), (ours, mine)):
        found, merged = both(one, other)
        assert found == [[*row[:2], letter, row[2]] for row, letter in zip(plain(), "abcde", strict=True)] + [
            ["Min", "egen", "", "række"]
        ]
        assert clashes(merged) == []
        now = table(opened(merged.content or b""))
        assert all(len(row.cells) == len(now.columns) for row in now.rows)


def test_a_table_with_rows_and_columns_of_both_is_no_larger_than_it_was_in_one_of_them() -> None:
    mine, ours = [column_put(0, *"abcde"), row_added(1)], [column_put(2, *"fghij"), row_added(3)]
    _found, merged = both(mine, ours)
    now = table(opened(merged.content or b""))
    frame = next(one for one in before().forms[-1].items if one.rows).box
    assert frame is not None
    assert (len(now.columns), len(now.rows)) == (5, 7)
    assert frame.w - 5 <= sum(one.width for one in now.columns) <= frame.w
    assert frame.h - 7 <= sum(one.height for one in now.rows) <= frame.h


def test_a_row_that_both_have_added_is_there_once() -> None:
    found, merged = both([row_added(2, "Den", "samme", "række")], [row_added(3, "Den", "samme", "række")])
    assert found == [*plain()[:3], ["Den", "samme", "række"], *plain()[3:]]
    assert clashes(merged) == []


def test_a_row_or_column_that_the_agenda_takes_away_stays_where_the_person_has_changed_it_or_written_in_it() -> None:
    found, merged = both([cell(4, 0, "Mit")], [row_gone(4), row_gone(3)])
    assert found == [row for row in but((4, 0, "Mit")) if row != plain()[3]]
    assert clashes(merged) == [Clash(TABLE, "\n".join(found[3]), "")]
    assert "stays in the table" in told_in_words(clashes(merged)[0])
    mine = column_put(2, "Ny", "", "min", "", "")
    found, merged = both([mine], [row_gone(2), row_gone(1)])
    assert found == [row for row in says(changed(mine)) if row[0] != plain()[1][0]]
    assert clashes(merged) == [Clash(TABLE, "\n".join(found[1]), "")]


def test_a_row_that_the_person_has_emptied_goes_with_the_agenda_s() -> None:
    found, merged = both([cell(2, column, "") for column in range(3)], [row_gone(2)])
    assert found == [row for row in plain() if row != plain()[2]]
    assert clashes(merged) == []


def test_a_table_that_looks_otherwise_as_a_whole_loses_the_rows_that_the_agenda_takes_away() -> None:
    def red(found: Any) -> None:
        for one in found.iter_cells():
            one.fill.solid()
            one.fill.fore_color.rgb = RED

    found, merged = both([red, cell(4, 1, "Mit")], [row_gone(2)])
    assert found == [row for row in but((4, 1, "Mit")) if row != plain()[2]]
    assert clashes(merged) == []


def test_a_row_that_stays_is_told_until_it_is_settled() -> None:
    mine = changed(cell(4, 0, "Mit"))
    once, twice = changed(row_gone(4)), changed(row_gone(4), row_gone(3))
    first = merge(read(mine), before(), read(once))
    second = merge(read(first.content or b""), read(once), read(twice))
    third = merge(read(second.content or b""), read(twice), read(twice))
    assert [[clash.unit for clash in clashes(merged)] for merged in (first, second, third)] == [[TABLE]] * 3
    settled = opened(second.content or b"")
    row_gone(3)(table(settled))
    assert clashes(merge(read(written(settled)), read(twice), read(twice))) == []


def test_a_table_that_has_nothing_in_common_with_the_agenda_s_stays_as_a_whole() -> None:
    def others(found: Any) -> None:
        found._tbl.tblGrid.remove(found._tbl.tblGrid[-1])
        for number, row in enumerate(found.rows):
            row._tr.remove(row._tr.tc_lst[-1])
            for column in range(2):
                cell(number, column, f"Helt andet {number} {column}")(found)
        row_gone(4)(found)

    found, merged = both([cell(1, 1, "Mit")], [others])
    assert found == but((1, 1, "Mit"))
    assert [clash.unit for clash in clashes(merged)] == [TABLE]


def test_what_the_agenda_says_in_a_row_that_is_deleted_is_told_by_what_was_there() -> None:
    for ours, was in (([cell(2, 1, "Nyt")], plain()[2][1]), ([column_put(2, *"abcde")], plain()[2][0])):
        _found, merged = both([row_gone(2)], ours)
        (clash,) = clashes(merged)
        assert clash.was == was
        (told,) = [told for one in merged_data(merged)["slides"] for told in one["conflicts"]]
        assert told == {"what": SHAPE, "yours": "", "agenda": clash.ours, "before": was}
        assert told_in_words(clash) == f"you have deleted “{was}”; the agenda says “{clash.ours}” there now"


def _at_random(which: random.Random, words: Iterator[str]) -> Change:
    """Something that is done to a table; what is written is one of the words."""

    def change(found: Any) -> None:
        rows, columns = len(found.rows), len(found.columns)
        row, column = which.randrange(rows), which.randrange(columns)
        some = [next(words) for _row in range(max(rows, columns))]
        which.choice(
            [
                cell(row, column, some[0]),
                row_added(row, *some[:columns]),
                column_put(column, *some[:rows]),
                row_gone(row) if rows > 3 else cell(row, column, some[0]),
                column_gone(column) if columns > 2 else cell(row, column, some[0]),
                row_moved(row, which.randrange(rows)),
            ]
        )(found)

    return change


@pytest.mark.parametrize("seed", sampled(range(300), range(12)))
def test_whatever_both_do_to_a_table_nothing_is_lost_untold(seed: int) -> None:
    which = random.Random(seed)
    ones, others = ((f"{who} {number}" for number in count()) for who in ("mit", "nyt"))
    mine = [_at_random(which, ones) for _step in range(which.randint(1, 4))]
    ours = [_at_random(which, others) for _step in range(which.randint(1, 4))]
    states = [changed(*mine), changed(*ours)]
    merged = merge(read(states[0]), before(), read(states[1]))
    now = merged.content or states[0]
    assert merge(read(now), read(states[1]), read(states[1])).content is None
    taken = merge(read(now), read(states[1]), read(states[1]), take=None).content or now
    texts, theirs, wanted = ({text for row in says(one) for text in row} for one in (now, *states))
    told = "\n".join(text for clash in clashes(merged) for text in (clash.mine, clash.ours)).split("\n")
    written = {text for row in plain() for text in row}
    assert says(taken) == says(states[1])
    assert [text for text in theirs - written if text not in texts] == []
    assert [text for text in wanted - written if text not in {*texts, *told}] == []
    assert [text for text in written - wanted if text in texts and text not in told] == []
    assert [text for text in written & wanted & theirs if text not in texts] == []
    found = table(opened(now))
    assert {len(row.cells) for row in found.rows} == {len(found.columns)}


def widths(*several: int) -> Change:
    def change(found: Any) -> None:
        for column, width in zip(found.columns, several, strict=False):
            column.width = Emu(width)

    return change


def test_new_widths_come_to_the_columns_that_the_person_has_left() -> None:
    _found, merged = both([column_gone(2)], [widths(4_000_000, 3_000_000)])
    assert [one.width for one in table(opened(merged.content or b"")).columns] == [4_000_000, 3_000_000]
    assert clashes(merged) == []


def test_widths_that_both_have_changed_are_told_once_for_the_table() -> None:
    """However many cells and columns it has."""
    mine, ours = column_added("Ny", "a", "b", "c", "d"), [widths(4_000_000, 3_000_000), cell(1, 1, "Nyt")]
    found, merged = both([mine], ours)
    assert found == says(changed(mine, cell(1, 1, "Nyt")))
    assert [clash.unit for clash in clashes(merged)] == [LOOK]


def test_widths_and_looks_of_each_stay() -> None:
    def wider(found: Any) -> None:
        found.columns[0].width, found.columns[1].width = Emu(2_402_310), Emu(4_593_475)

    def red(found: Any) -> None:
        found.cell(1, 0).fill.solid()
        found.cell(1, 0).fill.fore_color.rgb = RED

    looks: list[Change] = [wider, red]
    words = [cell(1, 1, "Nyt")]
    for mine, ours in ((looks, words), (words, looks)):
        found, merged = both(mine, ours)
        assert found == but((1, 1, "Nyt"))
        now = table(opened(merged.content or b""))
        assert [one.width for one in now.columns] == [2_402_310, 4_593_475, table(opened(deck())).columns[2].width]
        assert now.cell(1, 0).fill.fore_color.rgb == RED
        assert clashes(merged) == []
    found, merged = both([wider], [column_gone(2)])
    assert found == says(changed(column_gone(2)))
    assert [one.width for one in table(opened(merged.content or b"")).columns] == [2_402_310, 4_593_475]
    assert clashes(merged) == []
    _found, merged = both([red], [lambda found: found.cell(1, 0)._tc.find(qn("a:tcPr")).set("marL", "9")])
    assert [clash.unit for clash in clashes(merged)] == [LOOK]


def test_with_no_base_each_cell_that_differs_is_told() -> None:
    merged = merge(read(changed(cell(1, 1, "Mit"), cell(2, 2, "Mit"))), None, before())
    assert clashes(merged) == [Clash(TEXT, "Mit", plain()[1][1]), Clash(TEXT, "Mit", plain()[2][2])]


def test_a_table_that_is_pasted_in_the_place_of_ours_is_the_person_s_own() -> None:
    """It stays when the agenda's is taken, as everything does that a person has added."""
    presentation = opened(deck())
    slide, old = next((one, s) for one in presentation.slides for s in one.shapes if getattr(s, "has_table", False))
    new = slide.shapes.add_table(2, 2, old.left, old.top, old.width, old.height)
    new.table.cell(0, 0).text = new.table.cell(1, 1).text = "Min"
    old._element.getparent().remove(old._element)
    mine, number = written(presentation), [*presentation.slides].index(slide) + 1
    merged = merge(read(mine), before(), read(changed(cell(1, 1, "Nyt"))))
    assert [(clash.unit, clash.mine) for clash in clashes(merged)] == [(SHAPE, "")]
    taken = opened(merge(read(mine), before(), before(), take=[str(number)]).content or b"").slides[number - 1]
    first = [s.table.cell(0, 0).text for s in taken.shapes if getattr(s, "has_table", False)]
    assert [text.replace("\N{NO-BREAK SPACE}", " ") for text in first] == [plain()[0][0], "Min"]
