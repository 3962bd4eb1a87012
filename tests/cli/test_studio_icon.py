"""The icon that opens the studio: what is in it on each system. Only Linux can be tried here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from cli.running import run
from facilitator.cli.shelf import put_icon

if TYPE_CHECKING:
    import pytest

FOLDER = Path("/home/åse/Mine møder $1 100%")


def test_linux(tmp_path: Path) -> None:
    file = put_icon(tmp_path, FOLDER, "linux")
    text = file.read_text(encoding="utf-8")
    assert file.name == "facilitator.desktop"
    assert f'Exec="{sys.executable}" "-m" "facilitator" "studio" "/home/åse/Mine møder \\$1 100%%"\n' in text
    assert file.stat().st_mode & 0o111


def test_macos(tmp_path: Path) -> None:
    app = put_icon(tmp_path, tmp_path / "Mine møder", "darwin")
    script = app / "Contents" / "MacOS" / "Facilitator"
    assert app.name == "Facilitator.app"
    assert script.read_text(encoding="utf-8").endswith(f"-m facilitator studio '{tmp_path / 'Mine møder'}'\n")
    assert subprocess.run(["sh", "-n", script], check=False).returncode == 0


def test_windows(tmp_path: Path) -> None:
    file = put_icon(tmp_path, Path("C:/Mine møder"), "win32")
    assert file.name == "Facilitator.cmd"
    text = file.read_bytes().decode()
    assert text.startswith('@start "Facilitator" /min "')
    assert text.endswith('"studio" "C:/Mine møder"\r\n')


def test_the_command_puts_it_on_the_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    told = run("studio", str(tmp_path), "--icon").output
    assert told.strip() == str(tmp_path / "Desktop" / "facilitator.desktop")
    assert (tmp_path / "Desktop" / "facilitator.desktop").is_file()
