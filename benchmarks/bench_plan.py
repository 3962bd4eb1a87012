"""How fast is a day planned, and how does it grow? Agendas of the library and made ones; prints figures.

python benchmarks/bench_plan.py [--runs 50]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise

from facilitator.agenda import Agenda
from facilitator.agenda.planning import plan
from facilitator.agenda.read import read_agenda
from facilitator.agenda.replanning import Ahead
from facilitator.library import default_library

AGENDAS = ("trio-workshop", "introduktionsvaerktoej")
"""The longest one with pins, and one with budgets."""
SIZES = (10, 20, 40, 80)
"""Blocks."""


def quickest(job: Callable[[], object], runs: int) -> float:
    """Milliseconds of the processor, the least of so many runs: what else the machine does only adds."""
    times = []
    for _ in range(runs):
        start = time.process_time()
        job()
        times.append(time.process_time() - start)
    return 1000 * min(times)


def made(blocks: int, *, soft: bool, budget: bool) -> Agenda:
    """A day with a pin at every tenth block; perhaps with as many soft starts, and two budgets."""
    written: list[dict[str, object]] = []
    for number in range(blocks):
        block: dict[str, object] = {"title": f"B{number}", "minutes": "5-15"}
        block["kind"] = ("knowledge", "dialogue", "session")[number % 3]
        at = 480 + number * 10
        if number % 10 == 0:
            block["at"] = f"{at // 60:02}.{at % 60:02}"
        elif soft and number % 10 == 5:
            block["around"] = f"{at // 60:02}.{at % 60:02}"
        written.append(block)
    budgets = {"knowledge": blocks * 3, "dialogue": blocks * 3} if budget else {}
    fields = {"id": "a", "title": "A", "start": "08.00", "blocks": written, "budget": budgets}
    return Agenda.model_validate(fields)


def in_tracks(pairs: int, *, pinned: bool) -> Agenda:
    """So many times a block and two tracks side by side, with budgets for what lies in them; perhaps wished starts."""
    written: list[dict[str, object]] = []
    for number in range(pairs):
        lanes = []
        for track in range(2):
            blocks: list[dict[str, object]] = [
                {"title": f"S{number}{track}a", "kind": "dialogue", "minutes": "10-40"},
                {"title": f"S{number}{track}b", "minutes": "10-20"},
                {"title": f"S{number}{track}c", "kind": "knowledge", "minutes": "5-20"},
            ]
            if pinned and not track:
                at = 520 + number * 90
                blocks[1]["around"] = f"{at // 60:02}.{at % 60:02}"
            lanes.append({"title": f"T{track}", "blocks": blocks})
        written += [{"title": f"A{number}", "minutes": "10-30"}, {"title": f"B{number}", "parallel": lanes}]
    budgets = {"knowledge": pairs * 31, "dialogue": pairs * 55}
    fields = {"id": "a", "title": "A", "start": "08.00", "blocks": written, "budget": budgets}
    return Agenda.model_validate(fields)


def side_by_side(tracks: int) -> Agenda:
    """A morning of so many tracks at once, with two budgets that reach into all of them."""
    lanes = [
        {
            "title": f"T{track}",
            "blocks": [
                {"title": f"S{track}a", "kind": "dialogue", "minutes": "10-40"},
                {"title": f"S{track}b", "minutes": "10-20", **({"optional": 1} if track % 10 == 0 else {})},
                {"title": f"S{track}c", "kind": "knowledge", "minutes": "5-20"},
            ],
        }
        for track in range(tracks)
    ]
    written: list[dict[str, object]] = [
        {"title": "Velkommen", "minutes": "10-20"},
        {"title": "Spor", "parallel": lanes},
        {"title": "Pause", "kind": "break", "minutes": "10-15", "around": "09.30"},
        {"title": "Dialog", "kind": "dialogue", "minutes": "20-40"},
        {"title": "Slut", "minutes": "10-15"},
    ]
    budgets = {"knowledge": tracks * 10, "dialogue": tracks * 24}
    fields = {"id": "a", "title": "A", "start": "08.00", "end": "10.30", "blocks": written, "budget": budgets}
    return Agenda.model_validate(fields)


def two_blocks() -> Agenda:
    """A morning with two blocks of two tracks: blocks in them that may go, wished starts, and two budgets."""
    written: list[dict[str, object]] = [{"title": "Velkommen", "minutes": "10-20"}]
    for number, now in enumerate((495, 580)):
        lanes = []
        for track in range(2):
            blocks: list[dict[str, object]] = [
                {"title": f"S{number}{track}a", "kind": "dialogue", "minutes": "10-40"},
                {"title": f"S{number}{track}b", "minutes": "10-20", "optional": track + 1},
                {"title": f"S{number}{track}c", "kind": "knowledge", "minutes": "5-20", "optional": 3},
            ]
            if not track:
                blocks[1]["around"] = f"{(now + 25) // 60:02}.{(now + 25) % 60:02}"
            lanes.append({"title": f"T{track}", "blocks": blocks})
        written.append({"title": f"B{number}", "parallel": lanes})
        written.append({"title": f"Pause {number}", "kind": "break", "minutes": "5-15", "optional": 2})
        written.append({"title": f"P{number}", "kind": "dialogue", "minutes": "10-20"})
    written.append({"title": "Afslutning", "minutes": "10-15"})
    budgets = {"knowledge": 50, "dialogue": 130}
    fields = {"id": "a", "title": "A", "start": "08.00", "end": "11.35", "blocks": written, "budget": budgets}
    return Agenda.model_validate(fields)


def answers(agenda: Agenda, *, walk: bool = False) -> tuple[int, int, float]:
    """Every block, with ``walk`` those in tracks too, at every minute: how often, how many plans, how many seconds."""
    schedule = plan(agenda)
    minutes = range(schedule.start, schedule.end + 60)
    start = time.process_time()
    ahead = Ahead(schedule)
    found = [len(ahead.answers(slot, now)) for slot in (schedule.walk() if walk else schedule.slots) for now in minutes]
    return len(found), sum(found), time.process_time() - start


def table(told: str, times: list[float]) -> str:
    """Milliseconds, and by how much each is more than the one before."""
    growth = "  ".join(f"{more / less:.1f}" for less, more in pairwise(times))
    return f"  {told:<22} (ms)" + "".join(f"{one:8.2f}" for one in times) + f"   times  {growth}"


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=50)
    runs = parser.parse_args().runs
    for name in AGENDAS:
        agenda = read_agenda(name, library=default_library()).agenda
        print(f"{name}: planned in {quickest(partial(plan, agenda), runs):.2f} ms")
    print("blocks                        " + "".join(f"{size:>8}" for size in SIZES))
    for soft, budget, told in ((False, False, "pins"), (True, False, "and soft starts"), (True, True, "and budgets")):
        agendas = [made(size, soft=soft, budget=budget) for size in SIZES]
        print(table(told, [quickest(partial(plan, agenda), runs) for agenda in agendas]))
    print("with tracks, once and twice")
    few = min(runs, 5)
    for pinned, told in ((False, "budgets in tracks"), (True, "with wished starts")):
        print(table(told, [quickest(partial(plan, in_tracks(pairs, pinned=pinned)), few) for pairs in (1, 2)]))
    print("12, 25, and 50 tracks side by side")
    print(table("budgets in tracks", [quickest(partial(plan, side_by_side(tracks)), few) for tracks in (12, 25, 50)]))
    for name in AGENDAS:
        asked, plans, seconds = answers(read_agenda(name, library=default_library()).agenda)
        print(f"{name}: every block at every minute, {asked} times, {plans} plans in {seconds:.2f} s")
    days = {
        "budgets and wished starts in tracks": in_tracks(1, pinned=True),
        "two blocks of two tracks": two_blocks(),
    }
    for told, agenda in days.items():
        asked, plans, seconds = answers(agenda, walk=True)
        print(f"{told}: {asked} times, {plans} plans in {seconds:.2f} s, {1000 * seconds / asked:.1f} ms each")


if __name__ == "__main__":
    main()
