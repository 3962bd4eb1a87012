"""A figure can be heard as well as seen."""

from __future__ import annotations

from facilitator.canvas.figures import alternative_text
from facilitator.canvas.text import Style
from facilitator.content.figures import Hub
from facilitator.content.parts import Item, Point

ITEMS = [
    Item(title="Mening", text="Arbejdet gør en forskel."),
    Item(title="Krav", points=[Point(text="Tempo", points=["højt", "ujævnt"]), Point(text="Følelser")]),
    Item(title="Ro"),
]


def test_it_is_made_from_the_content_in_reading_order(style: Style) -> None:
    hub = Hub(kind="hub", title="Guldkorn", centre="Trivsel", items=ITEMS)
    assert (
        alternative_text(hub, style)
        == "Guldkorn. Mening: Arbejdet gør en forskel. Krav: Tempo: højt, ujævnt; Følelser. Ro."
    )


def test_the_authors_own_words_come_first(style: Style) -> None:
    hub = Hub(kind="hub", title="Guldkorn", centre="Trivsel", items=ITEMS, alt="Tre guldkorn om trivsel")
    assert alternative_text(hub, style) == "Tre guldkorn om trivsel"
