"""Who meets whom: pairing rounds, table rounds, and the cards that change hands in them."""
