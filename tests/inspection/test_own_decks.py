"""What Facilitator builds has no findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspection.decks import built, findings


@pytest.mark.parametrize("theme", ["fjord", "pink"])
@pytest.mark.parametrize("agenda", ["trio-workshop", "introduktionsvaerktoej", "ledergruppe-refleksion"])
def test_nothing_is_found(agenda: str, theme: str, tmp_path: Path) -> None:
    assert findings(built(agenda, theme, tmp_path)) == []
