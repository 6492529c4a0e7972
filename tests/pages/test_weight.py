"""A page is light: what a phone on a slow line fetches for the longest of the five plans."""

import gzip

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from plans.models import Plan

LIMIT = 40_000


@pytest.mark.django_db
def test_a_plan_page_of_41_actions_weighs_at_most_40_kb(client):
    call_command("loaddata", settings.BASE_DIR / "fixtures" / "brighton-hove.json", verbosity=0)
    plan = Plan.objects.get()
    html = client.get(reverse("plan-detail", args=[plan.council.slug, plan.slug])).content
    files = [settings.BASE_DIR / "static" / name for name in ("css/edi.css", "js/edi.js", "img/favicon.svg")]
    weights = [len(gzip.compress(content)) for content in (html, *(path.read_bytes() for path in files))]
    assert html.count(b'<th scope="row">') == 41
    assert sum(weights) <= LIMIT, weights
    print(f"plan page of 41 actions, gzipped: {sum(weights)} bytes {weights}")
