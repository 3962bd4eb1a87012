"""Many groups at once: a table with a row for each, checked as a whole, then built by several processes or machines."""
