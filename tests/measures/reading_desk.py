"""What the tests of the forms for a reading share: the addresses, and what a person sends."""

from django.urls import reverse

from plans.audit.revision import revision_of


def typed(**fields):
    """A share on 31 March 2026."""
    day = {"read_on_day": "31", "read_on_month": "3", "read_on_year": "2026"}
    return {"numerator": "21", "base": "84"} | day | fields


def add_page(measure):
    """The address of the form that adds a reading."""
    return reverse("reading-add", args=[measure.pk])


def correct_page(reading):
    """The address of the form that corrects it."""
    return reverse("reading-correct", args=[reading.pk])


def corrected(reading, **fields):
    """A correction with its reason and token."""
    answers = {"revision": revision_of(reading), "reason": "A late return came in.", "origin": reading.origin}
    return typed(**answers | fields)
