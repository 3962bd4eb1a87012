"""A programme: several sessions with dates, and what happens between them."""
