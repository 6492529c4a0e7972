"""Whether one plan may be read is what the list of plans that may be read says."""

import pytest
from django.contrib.auth.models import AnonymousUser

from plans import permissions
from plans.models import Plan
from tests.builders import make_plan


@pytest.fixture
def plans(plan, council, other_council):
    """A plan of each kind, of this council, of another, and shared between the two."""
    for owner in (council, other_council):
        for status, is_public in (("draft", False), ("active", False), ("active", True), ("closed", True)):
            made = make_plan(owner, status=status, is_public=is_public)
            shared = make_plan(owner, status=status, is_public=is_public)
            shared.plan_partners.create(council=other_council if owner == council else council)
            assert made != shared
    return list(Plan.objects.all())


@pytest.mark.parametrize("who", ["officer", "manager", "equality_lead", "outsider", "superuser", "nobody", "inactive"])
def test_one_plan_and_all_agree(request, plans, who, officer):
    officer.is_active = who != "inactive"
    people = {"nobody": AnonymousUser(), "inactive": officer}
    user = people[who] if who in people else request.getfixturevalue(who)
    visible = {plan.pk for plan in Plan.objects.visible_to(user)}
    assert {plan.pk for plan in plans if permissions.may_read(user, plan)} == visible
