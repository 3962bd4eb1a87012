"""The big list of naughty strings: what can be shown is shown, and the others are refused.

The list is in ``naughty/``, with its licence (Max Woolf and others, github.com/minimaxir/big-list-of-naughty-strings).
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from hardening.test_strings import BUT_THE_PAGE, batches, invoke, raw, whole, written

NAUGHTY: list[str] = json.loads((Path(__file__).parent / "naughty" / "blns.json").read_text(encoding="utf-8"))
ENDLESS = ("999999", "ЁЂЃЄЅ", "<a href=java&#1", "<IMG SRC=&#106", "<IMG SRC=&#0000106", "<IMG SRC=&#x6A")
"""How those begin that have a word that no slide has room for."""


def can_be_shown(text: str) -> bool:
    kinds = {unicodedata.category(sign) for sign in text}
    seen = any(kind[0] not in "CZ" for kind in kinds)
    controls = any(unicodedata.category(sign) == "Cc" and sign not in "\t\n" for sign in text)
    return seen and not controls and not text.startswith(ENDLESS)


SHOWN = [text for text in NAUGHTY if can_be_shown(text)]
REFUSED = sorted({text for text in NAUGHTY if not can_be_shown(text)})


def agenda(texts: Sequence[str]) -> dict[str, Any]:
    return {
        "title": texts[0], "why": texts[0], "data": {"client": texts[0]}, "sources": [*texts],
        "blocks": [
            {
                "title": text, "minutes": "5", "why": text, "how": [{"do": text, "say": text, "ask": [text]}],
                "materials": [text], "slides": [{"statement": text}, {"bullets": [text]}, {"quote": text}],
            }
            for text in texts
        ],
    }  # fmt: skip


def test_it_is_the_whole_list() -> None:
    assert len(NAUGHTY) > 480
    assert len(SHOWN) > 460


@pytest.mark.parametrize("texts", batches(SHOWN, SHOWN[::12]))
def test_what_can_be_shown_is(texts: tuple[str, ...], tmp_path: Path) -> None:
    """The gate shows every twelfth; those that stand together in the list try the same."""
    file = written(tmp_path / "a.yaml", agenda([raw(text) for text in texts]))
    result = invoke("build", file, "--date", "2025-01-09", *BUT_THE_PAGE, "--out", tmp_path / "out")
    assert result.exit_code == 0, result.stderr
    assert whole(tmp_path / "out") >= {".pptx", ".pdf", ".docx", ".xlsx"}


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text)[:30])
def test_what_cannot_is_refused(text: str, tmp_path: Path) -> None:
    file = written(tmp_path / "a.yaml", agenda([raw(text)]))
    result = invoke("build", file, "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert result.stderr.startswith(f"{file}:")
    assert not (tmp_path / "out").exists()
