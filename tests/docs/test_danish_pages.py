"""What people read to get going is there in Danish too: both lists of pages are alike, and all links lead somewhere."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("batch", "edits", "installing", "prints", "room", "studio", "template")
LINK = re.compile(r"\]\(([^)#:]+)\)")


def test_both_lists_are_alike() -> None:
    assert sorted(one.stem for one in (DOCS / "da").glob("*.md")) == sorted((*PAGES, "README"))
    assert all((DOCS / f"{page}.md").is_file() for page in PAGES)
    listed = LINK.findall((DOCS / "da" / "README.md").read_text(encoding="utf-8"))
    assert sorted(one for one in listed if one.endswith(".md")) == [f"{page}.md" for page in PAGES]


@pytest.mark.parametrize("page", [*(f"da/{one}" for one in (*PAGES, "README")), *PAGES])
def test_links_lead_somewhere(page: str) -> None:
    file = DOCS / f"{page}.md"
    links = LINK.findall(file.read_text(encoding="utf-8"))
    assert [one for one in links if not (file.parent / one).exists()] == []
