"""Short ways to write agendas and read plans in tests."""

from __future__ import annotations

from facilitator.agenda import Agenda
from facilitator.agenda.planning import plan
from facilitator.agenda.schedule import Schedule, Slot
from facilitator.reading.files import parse_yaml
from facilitator.text.times import clock_text

__all__ = ["agenda", "planned", "rows", "spans"]


def agenda(text: str) -> Agenda:
    """An agenda from YAML; id and title may be left out."""
    data = parse_yaml(text.encode(), "agenda.yaml").plain()
    return Agenda.model_validate({"id": "test", "title": "Test", **data})


def planned(text: str) -> Schedule:
    """The plan of an agenda from YAML."""
    return plan(agenda(text))


def rows(schedule: Schedule) -> list[str]:
    """``08.30–08.45 Velkommen`` for every block."""
    return [
        f"{clock_text(slot.start, '%H.%M')}–{clock_text(slot.end, '%H.%M')} {slot.block.title}"
        for slot in schedule.slots
    ]


def spans(slots: tuple[Slot, ...]) -> list[tuple[int, int]]:
    """Start and end of every slot."""
    return [(slot.start, slot.end) for slot in slots]
