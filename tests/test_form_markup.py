"""Boxes that are drawn in Python look as Django's templates draw them."""

import re

import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import SafeString

from plans.form_fields import EdiRenderer
from plans.form_markup import DRAWN

NASTY = "\"><b>&'é"
CHOICES = [("", "Any"), (1, "One"), ("b", NASTY), ("Group <1>", [("c", SafeString("<i>C</i>")), ("d", "D")])]
BOXES = [
    (forms.TextInput(attrs={"class": "x", "required": True, "maxlength": False, "data-a": NASTY}), NASTY),
    (forms.TextInput(), None),
    (forms.HiddenInput(), 12),
    (forms.EmailInput(), "a@example.org"),
    (forms.PasswordInput(), "never shown"),
    (forms.Textarea(attrs={"rows": 2}), NASTY),
    (forms.Textarea(), None),
    (forms.Select(choices=CHOICES), 1),
    (forms.Select(choices=CHOICES, attrs={"id": "id_<x>"}), "c"),
    (forms.Select(), None),
]


def drawn(widget, value, renderer):
    """A widget as markup; what stands between tags and is no more than a line break is no matter."""
    html = widget.render("na<me", value, renderer=renderer)
    return re.sub(r"\s*\n\s*", "\n", html).strip()


@pytest.mark.parametrize(("widget", "value"), BOXES, ids=lambda one: type(one).__name__)
def test_it_is_what_django_draws(widget, value):
    assert widget.template_name in DRAWN
    assert drawn(widget, value, EdiRenderer()) == drawn(widget, value, TemplatesSetting())


def test_what_is_not_simple_is_drawn_by_its_template():
    html = drawn(forms.RadioSelect(choices=CHOICES[:2]), "", EdiRenderer())
    assert "govuk-radios" in html
