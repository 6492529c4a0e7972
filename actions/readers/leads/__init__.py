"""Reads who leads from the words of a cell."""
