"""Readers of councils' own words: pure Python, each saying what it read, how sure it is and why."""
