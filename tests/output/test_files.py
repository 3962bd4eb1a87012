"""Files are written whole or not at all, and nobody's work is overwritten."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from facilitator.output.files import LIST, write_files
from facilitator.problems import Problems


def names(folder: Path) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_files_are_written_into_a_new_folder(tmp_path: Path) -> None:
    paths = write_files(tmp_path / "out" / "a", {"a.pptx": b"one"})
    assert [path.read_bytes() for path in paths] == [b"one"]
    assert names(tmp_path / "out" / "a") == {"a.pptx", LIST}


def test_what_we_wrote_ourselves_is_replaced(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pptx": b"one"})
    write_files(tmp_path, {"a.pptx": b"two"})
    assert (tmp_path / "a.pptx").read_bytes() == b"two"


def test_what_somebody_changed_is_kept(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pptx": b"one", "b.pptx": b"one"})
    (tmp_path / "b.pptx").write_bytes(b"mine")
    with pytest.raises(Problems, match=r"b\.pptx: the file was changed since it was written; .*--force"):
        write_files(tmp_path, {"a.pptx": b"two", "b.pptx": b"two"})
    assert (tmp_path / "b.pptx").read_bytes() == b"mine"
    assert (tmp_path / "a.pptx").read_bytes() == b"one", "nothing is written when something cannot be"


def test_what_was_there_before_us_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(b"mine")
    with pytest.raises(Problems, match="not ours"):
        write_files(tmp_path, {"a.pptx": b"two"})


def test_force_overwrites_and_is_remembered(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").write_bytes(b"mine")
    write_files(tmp_path, {"a.pptx": b"two"}, force=True)
    write_files(tmp_path, {"a.pptx": b"three"})
    assert (tmp_path / "a.pptx").read_bytes() == b"three"


def test_a_broken_list_makes_us_careful_not_confused(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pptx": b"one"})
    (tmp_path / LIST).write_text("{", encoding="utf-8")
    write_files(tmp_path, {"a.pptx": b"one"})
    (tmp_path / LIST).write_text("[]", encoding="utf-8")
    with pytest.raises(Problems):
        write_files(tmp_path, {"a.pptx": b"two"})


def test_other_files_in_the_folder_are_remembered_too(tmp_path: Path) -> None:
    write_files(tmp_path, {"a.pptx": b"one"})
    write_files(tmp_path, {"b.pptx": b"one"})
    write_files(tmp_path, {"a.pptx": b"two"})
    assert (tmp_path / "a.pptx").read_bytes() == b"two"


def test_a_folder_in_the_way_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "a.pptx").mkdir()
    with pytest.raises(Problems, match=r"a\.pptx: the file cannot be written"):
        write_files(tmp_path, {"a.pptx": b"one"}, force=True)
    assert names(tmp_path) == {"a.pptx"}, "no half-written file is left"


def test_a_file_where_the_folder_should_be_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    with pytest.raises(Problems, match="cannot be written"):
        write_files(tmp_path / "out", {"a.pptx": b"one"})


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_read_only_folder_is_a_clear_error(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(Problems, match="not read-only"):
        write_files(tmp_path, {"a.pptx": b"one"})


def test_a_file_that_is_open_in_powerpoint_is_a_clear_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, {"a.pptx": b"one", "b.pptx": b"one"})

    def refuse(source: Path, target: Path) -> None:
        """As Windows does while another program has the file."""
        raise PermissionError(13, "Permission denied", str(source), 5, str(target))

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(Problems, match=r"a\.pptx: .*closed in other programs"):
        write_files(tmp_path, {"a.pptx": b"two", "b.pptx": b"two"})
    assert (tmp_path / "a.pptx").read_bytes() == b"one"
    assert names(tmp_path) == {"a.pptx", "b.pptx", LIST}


def test_files_have_the_rights_of_any_new_file(tmp_path: Path) -> None:
    (tmp_path / "plain").write_bytes(b"")
    (path,) = write_files(tmp_path, {"a.pptx": b"one"})
    assert path.stat().st_mode == (tmp_path / "plain").stat().st_mode
