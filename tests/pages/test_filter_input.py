"""Whatever stands in the address of the dashboard or the list, the answer is a page with a sentence, never a fault."""

import pytest
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.standing_filter import StandingFilter

NAMES = [*StandingFilter.base_fields, "page", "nonsense"]
TYPED = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["0001-01-01", "9999-12-31", "2026-02-30", "tomorrow", "-1", "0", "1e9", "9" * 40, "٣", "' OR 1=1 --"]
    ),
    st.dates().map(str),
    st.integers().map(str),
    st.sampled_from(["overdue", "no_lead", "red", "completed", "open", "due", "plan"]),
)
QUERIES = st.dictionaries(st.sampled_from(NAMES), st.lists(TYPED, min_size=1, max_size=3), max_size=6)


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), database=None)
@given(query=QUERIES)
@pytest.mark.parametrize("name", ["dashboard", "action-list"])
def test_anything_may_be_asked(client, manager, action, name, query):
    client.force_login(manager)
    assert client.get(reverse(name), query).status_code in (200, 400)


def test_four_thousand_characters_are_too_many(client, manager, db):
    client.force_login(manager)
    assert client.get(reverse("dashboard"), {"q": "x" * 4096}).status_code == 414
