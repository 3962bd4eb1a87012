"""Judges from outside: programs and rules that look at a finished file and know nothing of how it was made."""
