"""Measures that can be added to a plan with one click."""
