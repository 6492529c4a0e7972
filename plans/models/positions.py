from django.db.models import Max, QuerySet

LAST_PLACE = "last_place"


def next_position(siblings: QuerySet) -> int:
    """Return the place after the last of these rows, counted from 1."""
    return place_after(siblings.aggregate(**{LAST_PLACE: Max("position")})[LAST_PLACE])


def place_after(last: int | None) -> int:
    """Return the place after the last, None where there is none yet."""
    return (last or 0) + 1
