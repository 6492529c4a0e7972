from django.db.models import Max, QuerySet


def next_position(siblings: QuerySet) -> int:
    """Return the place after the last of these rows, counted from 1."""
    return (siblings.aggregate(last=Max("position"))["last"] or 0) + 1
