"""The packing list: as many as are needed, and nothing twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from facilitator.agenda import SIZES, Material
from facilitator.print.runsheet.packing import logistics, packing
from print.runsheet.sessions import DAYS, read, scheduled

SEQUENCE = """
title: T
data: {participants: 11}
blocks:
  - {title: A, minutes: 5, materials: [flipover, {item: kort, per: pair}]}
  - title: B
    minutes: 5
    materials: [flipover, {item: kort, per: pair, count: 2}, {item: tusch, per: group, count: 3}]
  - {title: C, minutes: 5, materials: [{item: ark, per: participant, brings: Maja}, {item: terning, per: trio}]}
"""


@given(st.integers(1, 500), st.sampled_from(sorted(SIZES)), st.integers(1, 9))
def test_everybody_gets_one_and_no_unit_is_left_over(participants: int, per: str, count: int) -> None:
    number = Material(item="kort", per=per, count=count).needed(participants)
    assert number is not None
    units = number // count
    assert units * SIZES[per] >= participants > (units - 1) * SIZES[per]


def test_what_is_used_again_is_packed_once_for_the_block_that_needs_most() -> None:
    reading, schedule = scheduled(SEQUENCE)
    found = [(one.item, one.count, one.used_for, one.brings) for one in packing(schedule, reading.terms)]
    assert found == [
        ("ark", 11, ("C",), "Maja"),
        ("flipover", 1, ("A", "B"), ""),
        ("kort", 12, ("A", "B"), ""),
        ("tusch", 9, ("B",), ""),
        ("terning", 4, ("C",), ""),
    ]


def test_tracks_at_the_same_time_need_one_each_but_share_the_participants() -> None:
    reading, schedule = scheduled(DAYS)
    assert {one.item: one.count for one in packing(schedule, reading.terms)} == {"kort": 9, "flipover": 2}


def test_without_a_number_of_participants_it_says_for_whom() -> None:
    reading, schedule = scheduled(SEQUENCE.replace("participants: 11", "client: X"))
    found = {one.item: (one.count, one.each) for one in packing(schedule, reading.terms)}
    assert found["kort"] == (None, "2 til hvert par")
    assert found["flipover"] == (1, "")
    assert "antallet" in read(DAYS).terms.runsheet.packing.unknown


def test_it_says_who_leads_which_track_where() -> None:
    reading, schedule = scheduled("""
title: T
start: 9.00
blocks:
  - title: Spor
    parallel:
      - {title: Ene, room: L1, who: Bo Lind, blocks: [{title: A, minutes: 30}]}
      - {title: To, who: Carl Friis, blocks: [{title: B, minutes: 30}]}
      - {title: Tre, room: L3, blocks: [{title: C, minutes: 30}]}
      - {title: Fire, blocks: [{title: D, minutes: 30}]}
""")
    assert logistics(schedule, reading.terms).tracks == (
        "kl. 09.00–09.30: Ene · L1 · Bo Lind",
        "kl. 09.00–09.30: To · Carl Friis",
        "kl. 09.00–09.30: Tre · L3",
    )
