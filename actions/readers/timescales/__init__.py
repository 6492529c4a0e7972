"""Reads when something is to be done from the words in which a plan says it."""
