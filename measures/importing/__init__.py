"""Bringing many readings in a file: read, compared with what is there, and written whole or not at all."""
