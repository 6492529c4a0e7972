"""Measures and their readings."""

from measures.models.measure import Measure
from measures.models.reading import Reading

__all__ = ["Measure", "Reading"]
