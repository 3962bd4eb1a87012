"""The studio: a local page in which an agenda is made by hand, for people without a terminal."""
