"""`docs/check.md` names every rule, and the limits are those of the program."""

from __future__ import annotations

import re
from pathlib import Path

from facilitator.inspection.inspect import DECK_RULES, RULES
from facilitator.office import limits

TEXT = (Path(__file__).parents[2] / "docs" / "check.md").read_text(encoding="utf-8")


def test_the_table_has_every_rule_and_no_other() -> None:
    told = re.findall(r"^\| `(\w+)` \|", TEXT, re.MULTILINE)
    assert sorted(told) == sorted(rule.__name__ for rule in (*RULES, *DECK_RULES))


def test_the_limits_are_right() -> None:
    words = " ".join(TEXT.split())
    assert f"more than {limits.ENTRIES:,} parts".replace(",", " ") in words
    assert f"more than {limits.SINGLE >> 20} MB in one part or {limits.TOTAL >> 30} GB in all" in words
    assert f"{limits.XML >> 20} MB of XML in one part or {limits.XML_TOTAL >> 20} MB in all" in words
    assert f"more than {limits.HARMLESS >> 20} MB that unpacks to over {limits.RATIO} times" in words
