"""A deck that a person has edited and the deck as the agenda asks for it, made one: both their changes are there."""
