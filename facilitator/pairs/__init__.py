"""Who meets whom: pairing rounds, table rounds, and the cards that change hands in them."""

from __future__ import annotations

from facilitator.pairs.card_routes import deal
from facilitator.pairs.model import Deal, Meeting, Person, Plan, Round
from facilitator.pairs.planning import plan
from facilitator.pairs.roster import Roster, named, numbered, read_roster

__all__ = ["Deal", "Meeting", "Person", "Plan", "Roster", "Round", "deal", "named", "numbered", "plan", "read_roster"]
