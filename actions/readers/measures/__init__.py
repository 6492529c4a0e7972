"""Reads how success is judged from the words of a measure."""
