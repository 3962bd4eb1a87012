"""The page for the room: where we are, how far off, and the ways on, as the planner has reckoned them beforehand."""
