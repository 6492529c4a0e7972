"""Measures how fast the product is, beside how fast it has to be: ``make bench``."""
