"""A build into a folder where people have worked: nothing of theirs is lost, and one edited file stops no other."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree
from pptx.opc.constants import RELATIONSHIP_TYPE

import facilitator
from facilitator.cli import main
from facilitator.content.terms import Terms
from facilitator.merging import carried
from facilitator.merging.comparing import NOTES, SLIDE, TEXT, Clash, Merged, SlideOutcome
from facilitator.merging.deck import read_deck
from facilitator.office import NS
from facilitator.output import write_files
from facilitator.output.earlier import BASES, restore
from facilitator.output.told import counted, merged_lines
from facilitator.output.told import said as in_words
from facilitator.output.updating import Outcome, Update, update
from facilitator.pptx.memory import PART
from merging.decks import SAVED, deck, opened, written
from merging.edits import MINE, named, said
from pptx import Presentation
from whole.building import run_build

NAME = "trio-workshop.pptx"


@cache
def terms() -> Terms:
    return facilitator.open("trio-workshop").terms


def few(change: str = "") -> bytes:
    """The deck of some slides."""
    return deck(change, few=True)


def made(change: str = "") -> facilitator.Made:
    return facilitator.Made("deck", NAME, few(change))


def sheet(content: bytes) -> facilitator.Made:
    return facilitator.Made("runsheet", "drejebog.docx", content)


def build(folder: Path, *files: facilitator.Made, at: int = 0, force: bool = False, **asked: object) -> Update:
    now = datetime(2026, 11, 28, 22, 30, at)
    return update(files, folder, terms(), now=now, force=force, **asked)  # type: ignore[arg-type]


def edit(folder: Path, text: str = MINE) -> bytes:
    """Give the third slide another title, as PowerPoint would; the file as it is then."""
    presentation = opened((folder / NAME).read_bytes())
    list(presentation.slides)[2].shapes.title.text_frame.text = text
    (folder / NAME).write_bytes(written(presentation))
    return (folder / NAME).read_bytes()


def text(folder: Path, name: str = NAME) -> str:
    return said(opened((folder / name).read_bytes()))


def test_what_was_edited_is_merged_and_the_file_as_it_was_is_kept(tmp_path: Path) -> None:
    build(tmp_path, made())
    before = edit(tmp_path)
    found = build(tmp_path, made("time moved"))
    assert found.outcomes[0].became == "merged"
    assert MINE in text(tmp_path)
    assert (tmp_path / "tidligere" / "trio-workshop 2026-11-28 22.30.00.pptx").read_bytes() == before


def test_two_long_texts_that_begin_alike_are_told_where_they_part() -> None:
    begins = "I får ny viden om, hvad der giver trivsel"
    clash = Clash(TEXT, f"{begins} på jobbet, hver dag", f"{begins} i livet, hver dag")
    (_, told) = merged_lines(
        Path("a.pptx"), Merged(b"", (SlideOutcome("a", "A", "conflict", 1, (clash,), now=1),), ()), None
    )
    assert (
        "“…giver trivsel på jobbet, hver dag” stays, as you have it; the agenda says “…giver trivsel i livet, hver dag”"
        in told
    )


def test_paragraphs_that_are_told_are_set_apart() -> None:
    assert "“Ro / Mod” stays" in in_words(Clash(TEXT, "Ro\nMod", "Tid"))


def test_what_is_deleted_is_told_by_what_the_person_knew() -> None:
    """Where that is known, and the agenda says something else there now."""
    told = [in_words(Clash(unit, "", "Nyt", was)) for unit in (TEXT, NOTES, SLIDE) for was in ("Før", "")]
    assert told == [
        "you have deleted “Før”; the agenda says “Nyt” there now",
        "you have deleted the text; the agenda says “Nyt”",
        "you have deleted “Før” from the notes; the agenda says “Nyt” there now",
        "you have deleted that from the notes; the agenda says “Nyt”",
        "you have deleted the slide “Før”; the agenda has something new on it",
        "you have deleted the slide; the agenda has something new on it",
    ]


def test_slides_that_go_are_named_by_their_titles_where_they_are_few() -> None:
    gone = [SlideOutcome(str(number), f"Nummer {number}", "removed", number) for number in range(1, 5)]
    few, many = (counted(Merged(b"", tuple(some))) for some in (gone[:2], gone))
    assert (few, many) == ("2 removed (“Nummer 1”, “Nummer 2”)", "4 removed")


def test_nothing_new_leaves_the_file_to_the_byte(tmp_path: Path) -> None:
    build(tmp_path, made())
    before = edit(tmp_path)
    assert build(tmp_path, made()).outcomes[0].became == "kept"
    assert (tmp_path / NAME).read_bytes() == before
    build(tmp_path, made("time moved"))
    merged = (tmp_path / NAME).read_bytes()
    assert build(tmp_path, made("time moved"), at=1).outcomes[0].became == "kept"
    assert (tmp_path / NAME).read_bytes() == merged
    assert len(list((tmp_path / "tidligere").iterdir())) == 1


def test_a_merged_deck_is_a_person_s_and_merged_again(tmp_path: Path) -> None:
    build(tmp_path, made())
    edit(tmp_path)
    build(tmp_path, made("time moved"))
    build(tmp_path, made("block added"), at=1)
    assert MINE in text(tmp_path)
    assert "Noget helt nyt at tale om" in text(tmp_path)


def test_the_last_three_earlier_states_are_kept(tmp_path: Path) -> None:
    build(tmp_path, made())
    edit(tmp_path)
    for number, change in enumerate(["time moved", "", "time moved", "", "block added"]):
        build(tmp_path, made(change), at=number)
    kept = sorted(one.name for one in (tmp_path / "tidligere").iterdir())
    assert kept == [f"trio-workshop 2026-11-28 22.30.0{number}.pptx" for number in (2, 3, 4)]


def test_a_state_that_is_the_newest_earlier_one_is_not_kept_twice(tmp_path: Path) -> None:
    build(tmp_path, made())
    before = edit(tmp_path)
    first = build(tmp_path, made("time moved")).outcomes[0].backup
    (tmp_path / NAME).write_bytes(before)
    assert build(tmp_path, made("time moved"), at=1).outcomes[0].backup == first
    assert [one.read_bytes() for one in (tmp_path / "tidligere").iterdir()] == [before]


def test_one_edited_file_stops_no_other(tmp_path: Path) -> None:
    build(tmp_path, made(), sheet(b"one"))
    (tmp_path / "drejebog.docx").write_bytes(b"mine")
    edit(tmp_path)
    found = build(tmp_path, made("time moved"), sheet(b"two"))
    assert [one.became for one in found.outcomes] == ["merged", "beside"]
    assert (tmp_path / "drejebog.docx").read_bytes() == b"mine"
    assert (tmp_path / "drejebog (ny).docx").read_bytes() == b"two"


def test_what_lies_beside_is_ours_until_somebody_edits_it(tmp_path: Path) -> None:
    build(tmp_path, sheet(b"one"))
    (tmp_path / "drejebog.docx").write_bytes(b"mine")
    build(tmp_path, sheet(b"two"))
    build(tmp_path, sheet(b"three"))
    assert (tmp_path / "drejebog (ny).docx").read_bytes() == b"three"
    (tmp_path / "drejebog (ny).docx").write_bytes(b"mine too")
    build(tmp_path, sheet(b"four"))
    assert (tmp_path / "drejebog (ny).docx").read_bytes() == b"mine too"
    assert (tmp_path / "drejebog (ny 2).docx").read_bytes() == b"four"


def test_beside_what_is_edited_lies_nothing_that_is_not_new(tmp_path: Path) -> None:
    build(tmp_path, sheet(b"one"))
    (tmp_path / "drejebog.docx").write_bytes(b"mine")
    (outcome,) = build(tmp_path, sheet(b"one")).outcomes
    assert (outcome.became, [*tmp_path.glob("*.docx")]) == ("kept", [tmp_path / "drejebog.docx"])
    build(tmp_path, sheet(b"two"))
    (tmp_path / "drejebog (ny).docx").write_bytes(b"mine too")
    (outcome,) = build(tmp_path, sheet(b"two")).outcomes
    assert "drejebog.docx has been edited and stays as it is; the new one is drejebog (ny).docx" in outcome.told[0]
    assert sorted(one.read_bytes() for one in tmp_path.glob("*.docx")) == [b"mine", b"mine too"]
    (tmp_path / "drejebog (ny).docx").unlink()
    build(tmp_path, sheet(b"two"))
    assert (tmp_path / "drejebog (ny).docx").read_bytes() == b"two"


def test_a_file_that_is_not_ours_is_never_touched(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(written(Presentation()))
    (tmp_path / "drejebog.docx").write_bytes(b"theirs")
    found = build(tmp_path, made(), sheet(b"one"))
    assert [one.became for one in found.outcomes] == ["beside", "beside"]
    assert (tmp_path / "drejebog.docx").read_bytes() == b"theirs"


@pytest.mark.parametrize("change", ["", "time moved"])
def test_a_damaged_deck_stays_and_the_new_one_lies_beside(change: str, tmp_path: Path) -> None:
    build(tmp_path, made())
    (tmp_path / NAME).write_bytes(b"PK\x03\x04 half a file")
    (outcome,) = build(tmp_path, made(change)).outcomes
    assert outcome.became == "beside"
    assert (tmp_path / NAME).read_bytes() == b"PK\x03\x04 half a file"
    assert (tmp_path / "trio-workshop (ny).pptx").read_bytes() == few(change)


def test_another_template_is_no_change_to_merge(tmp_path: Path) -> None:
    build(tmp_path, made())
    before = edit(tmp_path)
    (outcome,) = build(tmp_path, made("template added")).outcomes
    assert outcome.became == "beside"
    assert (tmp_path / NAME).read_bytes() == before


def test_a_deck_in_another_template_is_gone_on_from_under_the_name_of_the_deck(tmp_path: Path) -> None:
    build(tmp_path, made())
    edit(tmp_path, "Før")
    (outcome,) = build(tmp_path, made("template added")).outcomes
    outcome.path.replace(tmp_path / NAME)
    edit(tmp_path)
    assert build(tmp_path, made("template added")).outcomes[0].became == "kept"
    assert MINE in text(tmp_path)


def test_a_deck_that_is_open_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    build(tmp_path, made(), sheet(b"one"))
    before = edit(tmp_path)
    (tmp_path / f"~${NAME}").write_bytes(b"")
    with pytest.raises(facilitator.Problems, match="open in another program"):
        build(tmp_path, made("time moved"), sheet(b"two"))
    assert (tmp_path / NAME).read_bytes() == before
    assert (tmp_path / "drejebog.docx").read_bytes() == b"one"


def test_force_builds_anew_and_keeps_what_was_there(tmp_path: Path) -> None:
    build(tmp_path, made())
    before = edit(tmp_path)
    build(tmp_path, made("time moved"), force=True)
    assert (tmp_path / NAME).read_bytes() == few("time moved")
    assert [one.read_bytes() for one in (tmp_path / "tidligere").iterdir()] == [before]


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    build(tmp_path, made())
    before = edit(tmp_path)
    (outcome,) = build(tmp_path, made("time moved"), dry_run=True).outcomes
    assert outcome.became == "merged"
    assert (tmp_path / NAME).read_bytes() == before
    assert not (tmp_path / "tidligere").exists()


def test_an_earlier_state_comes_back_with_what_it_was_seen_against(tmp_path: Path) -> None:
    build(tmp_path, made())
    before = edit(tmp_path)
    build(tmp_path, made("time moved"))
    merged = (tmp_path / NAME).read_bytes()
    found, kept = restore(tmp_path / NAME, now=datetime(2026, 11, 28, 23, 0, 0))
    assert found.name == "trio-workshop 2026-11-28 22.30.00.pptx"
    assert (tmp_path / NAME).read_bytes() == before
    assert kept is not None
    assert kept.read_bytes() == merged
    assert build(tmp_path, made("block added"), at=9).outcomes[0].became == "merged"
    assert MINE in text(tmp_path)
    assert "Noget helt nyt at tale om" in text(tmp_path)


def test_a_deck_of_a_part_comes_back_with_what_it_was_seen_against(tmp_path: Path) -> None:
    def part(change: str = "") -> facilitator.Made:
        return facilitator.Made("deck", f"1-en/{NAME}", deck(change))

    folder = tmp_path / "1-en"
    build(tmp_path, part())
    before = edit(folder)
    build(tmp_path, part("time moved"))
    merged = (folder / NAME).read_bytes()
    found, kept = restore(folder / NAME, now=datetime(2026, 11, 28, 23, 0, 0))
    assert found == folder / "tidligere" / "trio-workshop 2026-11-28 22.30.00.pptx"
    assert kept is not None
    assert ((folder / NAME).read_bytes(), kept.read_bytes()) == (before, merged)
    assert {one.name for one in folder.iterdir()} == {NAME, "tidligere"}
    assert (tmp_path / BASES / "1-en" / NAME).read_bytes() == part().content
    assert build(tmp_path, part("block added"), at=9).outcomes[0].became == "merged"
    assert MINE in text(folder)
    assert "Noget helt nyt at tale om" in text(folder)


def test_what_is_brought_back_counts_as_a_person_s_even_if_nobody_knows_its_base(tmp_path: Path) -> None:
    build(tmp_path, made())
    before = edit(tmp_path)
    build(tmp_path, made("time moved"), force=True)
    for base in (tmp_path / BASES).rglob("*.pptx"):
        base.unlink()
    restore(tmp_path / NAME)
    build(tmp_path, made("block added"), at=9)
    assert (tmp_path / NAME).read_bytes() == before or MINE in text(tmp_path)


def test_what_somebody_has_deleted_comes_back_and_nothing_is_said_to_be_kept(tmp_path: Path) -> None:
    build(tmp_path, made())
    before = edit(tmp_path)
    build(tmp_path, made("time moved"))
    (tmp_path / NAME).unlink()
    _found, kept = restore(tmp_path / NAME)
    assert (kept, (tmp_path / NAME).read_bytes()) == (None, before)
    assert len(list((tmp_path / "tidligere").iterdir())) == 1


def test_two_copies_in_one_second_are_two(tmp_path: Path) -> None:
    build(tmp_path, made())
    edit(tmp_path)
    build(tmp_path, made("time moved"))
    build(tmp_path, made("block added"))
    assert len(list((tmp_path / "tidligere").iterdir())) == 2


def test_nothing_to_restore_is_a_clear_error(tmp_path: Path) -> None:
    build(tmp_path, made())
    with pytest.raises(facilitator.Problems, match="no earlier state"):
        restore(tmp_path / NAME)


# --- what the deck itself remembers -----------------------------------------------------------------------------------


def mailed(folder: Path, content: bytes | None = None) -> Path:
    """Another folder, where nothing is but the deck."""
    other = folder.with_name(f"{folder.name}-mailed")
    other.mkdir()
    (other / NAME).write_bytes(content or (folder / NAME).read_bytes())
    return other


def test_a_deck_that_comes_by_mail_is_merged_as_if_it_had_never_been_away(tmp_path: Path) -> None:
    home = tmp_path / "home"
    build(home, made())
    edit(home)
    away = mailed(home)
    wanted, found = (build(folder, made("time moved")).outcomes[0].merged for folder in (home, away))
    assert found is not None
    assert wanted is not None
    assert found.slides == wanted.slides
    assert {one.became for one in found.slides} == {"same", "updated", "both"}
    assert text(away) == text(home)
    again = build(mailed(away), made("block added")).outcomes[0].merged
    assert again is not None
    assert [one.clashes for one in again.slides if one.clashes] == []


@pytest.mark.parametrize("inspected", [False, True])
def test_an_older_copy_that_comes_back_gets_what_was_new_meanwhile(inspected: bool, tmp_path: Path) -> None:
    build(tmp_path, made())
    older = edit(tmp_path)
    build(tmp_path, made("block renamed"))
    (tmp_path / NAME).write_bytes(_with_properties(older, _none) if inspected else older)
    (outcome,) = build(tmp_path, made("block renamed"), at=1).outcomes
    assert outcome.became == "merged"
    assert MINE in text(tmp_path)
    assert "Hvad er et godt arbejdsmiljø?" in text(tmp_path)
    assert build(tmp_path, made("block renamed"), at=2).outcomes[0].merged is None, "nothing is new then"


def _with_properties(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    presentation = opened(content)
    part = presentation.part.package.part_related_by(RELATIONSHIP_TYPE.CUSTOM_PROPERTIES)
    part._blob = change(part.blob)
    return written(presentation)


def _none(said: bytes) -> bytes:
    """Properties without any, as somebody who has had the document inspected leaves them."""
    return re.sub(rb"<property.*</property>", b"", said)


def _told(outcome: Outcome) -> set[str]:
    assert outcome.merged is not None
    return {clash.ours for one in outcome.merged.slides for clash in one.clashes}


def test_an_older_copy_of_which_nobody_knows_the_state_loses_nothing_silently(tmp_path: Path) -> None:
    build(tmp_path, made())
    first = (tmp_path / NAME).read_bytes()
    older = _with_properties(edit(tmp_path), _none)
    (tmp_path / NAME).write_bytes(first)
    build(tmp_path, made("block renamed"))
    (tmp_path / NAME).write_bytes(older)
    for at in (1, 2):
        update = build(tmp_path, made("block renamed"), at=at)
        assert any("Hvad er et godt arbejdsmiljø?" in one for one in _told(update.outcomes[0]))
        assert any("told before" in line for line in update.lines()) == (at == 2), "in one line the second time"
        assert any("the agenda says" in line for line in update.lines()) == (at == 1)
        (tmp_path / "told.pptx").write_bytes(older)
        assert text(tmp_path) == text(tmp_path, "told.pptx"), "it is remembered, and nothing else has changed"
    build(tmp_path, made("block renamed"), at=3, take=None)
    assert "Hvad er et godt arbejdsmiljø?" in text(tmp_path)


def test_what_is_open_is_told_again_where_the_deck_has_forgotten_it(tmp_path: Path) -> None:
    build(tmp_path, made())
    presentation = opened((tmp_path / NAME).read_bytes())
    runs = {run.text: run for run in presentation.slides[1].element.iter(f"{{{NS['a']}}}t")}
    runs["Hvad er et psykisk arbejdsmiljø?"].text = MINE
    (tmp_path / NAME).write_bytes(written(presentation))
    for at in range(3):
        (outcome,) = build(tmp_path, made("block renamed"), at=at).outcomes
        assert "Hvad er et godt arbejdsmiljø?" in _told(outcome)
        (tmp_path / NAME).write_bytes(_with_properties((tmp_path / NAME).read_bytes(), _none))


_LABEL = (
    b'<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="7" name="Label"><vt:bool>true</vt:bool></property>'
)


def test_properties_of_a_person_s_stay_beside_ours(tmp_path: Path) -> None:
    build(tmp_path, made())
    labelled = _with_properties(edit(tmp_path), lambda said: said.replace(b"</Properties>", _LABEL + b"</Properties>"))
    (tmp_path / NAME).write_bytes(labelled)
    build(tmp_path, made("time moved"))
    with zipfile.ZipFile(tmp_path / NAME) as file:
        found = file.read(PART).decode()
    assert re.findall(r'pid="(\d+)" name="(\w+)"', found) == [("7", "Label"), ("8", "FACILITATOR_BASE")]
    base = read_deck(tmp_path / NAME, (tmp_path / NAME).read_bytes()).written
    assert base is not None
    assert base.content == read_deck(tmp_path / NAME, few("time moved")).written.content  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "change",
    [
        lambda said: re.sub(rb"(<vt:lpwstr>.{255})[^<]*", rb"\1", said),
        lambda said: re.sub(rb"<vt:lpwstr>[^<]*", b"<vt:lpwstr>Min egen", said),
        _none,
    ],
)
def test_without_what_the_deck_remembers_the_folder_knows(change: Callable[[bytes], bytes], tmp_path: Path) -> None:
    build(tmp_path, made())
    (tmp_path / NAME).write_bytes(_with_properties(edit(tmp_path), change))
    found = build(tmp_path, made("time moved")).outcomes[0].merged
    assert found is not None
    assert {one.became for one in found.slides} == {"same", "updated", "both"}


@pytest.mark.office
def test_libreoffice_keeps_what_the_deck_remembers(tmp_path: Path) -> None:
    saved = SAVED["LibreOffice"](few())
    (tmp_path / NAME).write_bytes(saved)
    found = build(tmp_path, made("block renamed")).outcomes[0].merged
    assert found is not None
    assert {one.became for one in found.slides} == {"same", "updated"}
    assert "Hvad er et godt arbejdsmiljø?" in text(tmp_path)


def test_with_nothing_known_a_deck_with_our_tags_is_merged_carefully(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(_with_properties(few(), _none))
    edit(tmp_path)
    (outcome,) = build(tmp_path, made("time moved")).outcomes
    assert outcome.merged is not None
    assert any(one.became == "conflict" for one in outcome.merged.slides)
    assert MINE in text(tmp_path)


def test_what_somebody_saves_while_we_merge_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(b"saved meanwhile")
    with pytest.raises(facilitator.Problems, match=r"a\.pptx: the file"):
        write_files(tmp_path, {"a.pptx": b"merged"}, over={"a.pptx": b"as we read it"})
    assert (tmp_path / "a.pptx").read_bytes() == b"saved meanwhile"


def test_what_is_merged_does_not_count_as_ours(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(b"mine")
    write_files(tmp_path, {"a.pptx": b"merged"}, over={"a.pptx": b"mine"}, ours={"a.pptx": b"ours"})
    with pytest.raises(facilitator.Problems, match="was changed"):
        write_files(tmp_path, {"a.pptx": b"anew"})


KILLED = """
import os, sys
from pathlib import Path
left, replace = int(sys.argv[2]), os.replace
def replaced(source, target):
    global left
    left -= 1
    if left < 0:
        os._exit(9)
    replace(source, target)
os.replace = replaced
import facilitator
from facilitator.output.updating import update
content = Path(sys.argv[3]).read_bytes()
update([facilitator.Made("deck", "trio-workshop.pptx", content)], sys.argv[1], facilitator.open("trio-workshop").terms)
"""


@pytest.mark.parametrize("step", range(7))
def test_killed_at_any_step_the_old_file_or_the_new_one_is_there_whole(step: int, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    build(folder, made())
    before = edit(folder)
    (tmp_path / "new.pptx").write_bytes(few("block renamed"))
    command = [sys.executable, "-c", KILLED, str(folder), str(step), str(tmp_path / "new.pptx")]
    code = subprocess.run(command, check=False, capture_output=True).returncode
    assert code == (9 if step < 6 else 0)
    now = (folder / NAME).read_bytes()
    if now != before:
        (earlier,) = (folder / "tidligere").iterdir()
        assert earlier.read_bytes() == before
    build(folder, made("block renamed"), at=9)
    assert MINE in text(folder)
    assert "Hvad er et godt arbejdsmiljø?" in text(folder), "and the agenda's change came through all the same"


@pytest.mark.skipif(not hasattr(os, "fork"), reason="kills a process that has been forked")
@pytest.mark.parametrize("kills", [8, pytest.param(200, marks=pytest.mark.long)])
def test_killed_at_any_moment_each_file_is_the_old_or_the_new_one_and_the_next_build_blames_nobody(
    kills: int, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    build(source, made(), *others(b"one"))
    before, chance = edit(source), random.Random(kills)
    start = time.monotonic()
    build(tmp_path / "warm", made())
    update_as(shutil.copytree(source, tmp_path / "once"))
    longest = time.monotonic() - start
    ends = Counter[str]()
    for number in range(kills):
        folder = Path(shutil.copytree(source, tmp_path / f"{number}"))
        child = os.fork()
        if not child:
            update_as(folder)
            os._exit(0)
        time.sleep(chance.random() * longest)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        now = (folder / NAME).read_bytes()
        ends["old" if now == before else "new"] += 1
        if now != before:
            assert MINE in text(folder)
            assert "Hvad er et godt arbejdsmiljø?" in text(folder)
            assert [one.read_bytes() for one in (folder / "tidligere").iterdir() if one.suffix == ".pptx"] == [before]
        assert {(folder / one.name).read_bytes() for one in others(b"")} <= {b"one", b"two"}
        _deck, *rest = update_as(folder).outcomes
        assert {(one.became, one.told) for one in rest} <= {("same", ()), ("updated", ())}
        assert {(folder / one.name).read_bytes() for one in others(b"")} == {b"two"}
        assert MINE in text(folder)
        assert "Hvad er et godt arbejdsmiljø?" in text(folder), "a build afterwards goes on from there"
        assert not [one.name for one in folder.rglob("*.part")]
        there = {one.name for one in folder.iterdir() if not one.name.startswith(".")}
        assert there == {NAME, "tidligere", *(one.name for one in others(b""))}
        shutil.rmtree(folder)
    assert ends["old"], "some were killed early"


def others(content: bytes) -> list[facilitator.Made]:
    """Files beside the deck that nobody has edited."""
    return [
        sheet(content),
        facilitator.Made("form", "skema.pdf", content),
        facilitator.Made("form", "kort.pdf", content),
    ]


def update_as(folder: Path) -> Update:
    return build(folder, made("block renamed"), *others(b"two"))


BUILDS = """
import sys
from pathlib import Path
import facilitator
from facilitator.output.updating import update
content, terms = Path(sys.argv[2]).read_bytes(), facilitator.open("trio-workshop").terms
sys.stdin.read(1)
update([facilitator.Made("deck", "trio-workshop.pptx", content)], sys.argv[1], terms)
"""


def test_two_builds_at_once_wait_for_each_other(tmp_path: Path) -> None:
    folder = tmp_path / "out"
    build(folder, made())
    edit(folder)
    running = []
    for number, change in enumerate(["block renamed", "block added"]):
        new = tmp_path / f"{number}.pptx"
        new.write_bytes(few(change))
        command = [sys.executable, "-c", BUILDS, str(folder), str(new)]
        running.append(subprocess.Popen(command, stdin=subprocess.PIPE, stderr=subprocess.PIPE))
    for one in running:
        assert one.stdin is not None
        one.stdin.write(b".")
        one.stdin.flush()
    assert [one.communicate()[1].decode() for one in running] == ["", ""]
    assert MINE in text(folder)
    assert ("Noget helt nyt at tale om" in text(folder)) != ("Hvad er et godt arbejdsmiljø?" in text(folder))
    assert len(list((folder / "tidligere").iterdir())) == 2, "the second one has merged what the first has left"


# --- advice, copies, languages ----------------------------------------------------------------------------------------


def test_the_id_that_is_advised_takes_the_agenda_s(tmp_path: Path) -> None:
    build(tmp_path, made())
    presentation = opened((tmp_path / NAME).read_bytes())
    (shape,) = named(presentation, "Hvad er et psykisk arbejdsmiljø?")
    shape.text_frame.paragraphs[0].runs[0].text = MINE
    (tmp_path / NAME).write_bytes(written(presentation))
    told = [line for line in build(tmp_path, made("block renamed")).lines() if "--take agenda" in line]
    (id_,) = {re.search(r"--take agenda (\S+)\)", line)[1] for line in told}  # type: ignore[index]
    assert MINE in text(tmp_path)
    build(tmp_path, made("block renamed"), at=1, take=(id_,))
    assert MINE not in text(tmp_path)
    assert "Hvad er et godt arbejdsmiljø?" in text(tmp_path)


def test_a_deck_that_is_open_is_not_built_anew_by_force(tmp_path: Path) -> None:
    build(tmp_path, made(), sheet(b"one"))
    before = edit(tmp_path)
    (tmp_path / f"~${NAME[2:]}").write_bytes(b"")
    with pytest.raises(facilitator.Problems, match="open in another program"):
        build(tmp_path, made("time moved"), sheet(b"two"), force=True)
    assert (tmp_path / NAME).read_bytes() == before
    assert (tmp_path / "drejebog.docx").read_bytes() == b"one"
    assert not (tmp_path / "tidligere").exists()


def test_an_earlier_state_that_somebody_has_edited_stays(tmp_path: Path) -> None:
    build(tmp_path, made())
    edit(tmp_path)
    build(tmp_path, made("time moved"))
    (kept,) = (tmp_path / "tidligere").iterdir()
    kept.write_bytes(b"edited there")
    for number, change in enumerate(["", "time moved", "", "time moved"], 1):
        build(tmp_path, made(change), at=number)
    assert kept.read_bytes() == b"edited there"
    assert len(list((tmp_path / "tidligere").iterdir())) == 4


def test_the_newest_earlier_state_comes_back_whatever_the_folder_is_called(tmp_path: Path) -> None:
    build(tmp_path, made())
    first_ = edit(tmp_path, "Den første")
    build(tmp_path, made("time moved"))
    second = edit(tmp_path, "Den anden")
    english = facilitator.open("trio-workshop", language="en").terms
    update([made("block added")], tmp_path, english, now=datetime(2026, 11, 28, 22, 31))
    assert (tmp_path / "earlier" / "trio-workshop 2026-11-28 22.31.00.pptx").read_bytes() == second
    restore(tmp_path / NAME, now=datetime(2026, 11, 28, 22, 32))
    assert (tmp_path / NAME).read_bytes() == second
    assert (tmp_path / "tidligere" / "trio-workshop 2026-11-28 22.30.00.pptx").read_bytes() == first_


@pytest.mark.parametrize(
    "name",
    [
        "trio-workshop-MAJAS-PC.pptx",
        "trio-workshop (1).pptx",
        "trio-workshop - Copy.pptx",
        "trio-workshop (Maja Holm's conflicted copy 2026-11-28).pptx",
    ],
)
def test_a_copy_that_a_cloud_has_made_is_told_and_left(name: str, tmp_path: Path) -> None:
    build(tmp_path, made())
    (tmp_path / name).write_bytes(b"theirs")
    assert [line for line in build(tmp_path, made("time moved")).lines() if name in line]
    assert (tmp_path / name).read_bytes() == b"theirs"


def test_every_deck_of_a_programme_is_merged_by_itself(tmp_path: Path) -> None:
    parts = ["1-start", "2-slut"]
    for change in ("", "block renamed"):
        decks = [facilitator.Made("deck", f"{part}/{NAME}", few(change)) for part in parts]
        found = build(tmp_path, *decks, at=len(change))
        for part in parts[: 2 if not change else 0]:
            edit(tmp_path / part, f"Min {part}")
    assert [one.became for one in found.outcomes] == ["merged", "merged"]
    for part in parts:
        assert f"Min {part}" in text(tmp_path / part)
        assert "Hvad er et godt arbejdsmiljø?" in text(tmp_path / part)
        assert len(list((tmp_path / part / "tidligere").iterdir())) == 1


# --- by the command line ----------------------------------------------------------------------------------------------


def test_the_command_merges_and_tells(tmp_path: Path) -> None:
    out = tmp_path / "out"
    run_build("trio-workshop", out)
    edit(out)
    plain = CliRunner().invoke(
        main, ["build", "trio-workshop", "--out", str(out), "--only", "deck", "--start", "09.00", "--messages", "da"]
    )
    assert plain.exit_code == 0
    wanted = r"\d+ slides opdateret, 1 med begge dele \(slide \d+\)(, \d+ med andre klokkeslæt i noterne)?\n"
    assert re.search(wanted, plain.output)
    assert MINE in text(out)
    again = run_build("trio-workshop", out, "--start", "09.00", "--take", "agenda", "3")
    assert again.code == 0
    assert not named(opened((out / NAME).read_bytes()), MINE)
    restored = CliRunner().invoke(main, ["restore", str(out / NAME)])
    assert restored.exit_code == 0
    assert MINE in text(out)


@pytest.mark.parametrize(("language", "told"), [("da", "er igen, som den var i"), ("en", "is as it was in")])
def test_restoring_is_told_in_the_language_of_the_agenda(
    language: str, told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("FACILITATOR_MESSAGES")
    monkeypatch.chdir(tmp_path)
    Path("dag.yaml").write_text(f"language: {language}\ntitle: A\nblocks: [{{title: B, minutes: 5}}]\n")
    deck_ = Path("out/dag/dag.pptx")
    for text_ in ("", MINE):
        Path("dag.yaml").write_text(Path("dag.yaml").read_text().replace("title: A", f"title: A{text_}"))
        assert CliRunner().invoke(main, ["build", "dag.yaml", "--only", "deck", "--force"]).exit_code == 0
        deck_.write_bytes(written(opened(deck_.read_bytes())) if not text_ else deck_.read_bytes())
    assert told in CliRunner().invoke(main, ["restore", str(deck_)]).output
    assert CliRunner().invoke(main, ["restore", "--messages", "en", str(deck_)]).output.count("is as it was in") == 1


def test_slides_without_take_are_a_wrong_use(tmp_path: Path) -> None:
    found = run_build("trio-workshop", tmp_path, "3")
    assert found.code == 2
    assert "--take agenda" in found.complained


def test_a_slide_that_is_not_there_is_a_wrong_use(tmp_path: Path) -> None:
    build(tmp_path, made())
    before = edit(tmp_path)
    with pytest.raises(facilitator.WrongArgument, match="no slide"):
        build(tmp_path, made("time moved"), take=("99",))
    assert (tmp_path / NAME).read_bytes() == before


def test_among_several_decks_slides_have_no_numbers(tmp_path: Path) -> None:
    decks = [facilitator.Made("deck", f"{number}/{NAME}", few()) for number in (1, 2)]
    with pytest.raises(facilitator.WrongArgument, match="of which deck"):
        build(tmp_path, *decks, take=("3",))
    assert not (tmp_path / "1").exists()


def test_what_is_seen_against_lies_out_of_the_way(tmp_path: Path) -> None:
    build(tmp_path, made())
    assert sorted(os.listdir(tmp_path)) == [BASES, ".facilitator.json", NAME]


def test_a_deck_is_another_s_later_state_with_all_that_it_remembers(tmp_path: Path) -> None:
    id_ = next(iter(read_deck(tmp_path / NAME, few()).ours))
    left = etree.fromstring(f'<left><slide id="{id_}"><line>Mit</line></slide></left>')
    content = _with_properties(few(), lambda said: carried(said, said, left))
    deck_ = read_deck(tmp_path / NAME, content).under("kommunen")
    assert deck_.id == "kommunen"
    assert {one.partition("/")[0] for one in deck_.ours} == {"kommunen"}
    assert [one.partition("/")[0] for one in deck_.left] == ["kommunen"]
    assert deck_.written is not None
    assert deck_.written.under("kommunen").ours.keys() == deck_.ours.keys()
