"""Days in the words that people read."""

from datetime import date
from functools import lru_cache

from django.utils.formats import date_format


@lru_cache(maxsize=4096)
def in_words(day: date) -> str:
    """Write a day as "31 March 2027". Kept, because a long table names the same days again and again."""
    return date_format(day)
