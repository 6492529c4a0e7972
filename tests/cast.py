"""The cast: a few people who each stand for a right, in one council and in another."""

import pytest

from plans.models import Membership, User
from tests.builders import (
    make_action,
    make_commitment,
    make_council,
    make_lead,
    make_plan,
    make_upload,
    make_user,
    name_lead,
)


@pytest.fixture
def council(db):
    return make_council("Alderford Council")


@pytest.fixture
def other_council(db):
    return make_council("Brimley Council")


@pytest.fixture
def officer(council):
    return make_user("Olive Officer", council=council)


@pytest.fixture
def manager(council):
    return make_user("Mabel Manager", council=council, role=Membership.Role.MANAGER)


@pytest.fixture
def equality_lead(council):
    return make_user("Edie Equality", council=council, role=Membership.Role.EQUALITY_LEAD)


@pytest.fixture
def superuser(db):
    return User.objects.create_superuser("sam.super@example.org", name="Sam Super")


@pytest.fixture
def outsider(other_council):
    """An equality lead, but of another council."""
    return make_user("Otto Outsider", council=other_council, role=Membership.Role.EQUALITY_LEAD)


@pytest.fixture
def plan(council):
    """A private, active plan of the council."""
    return make_plan(council, title="Our plan", slug="our-plan")


@pytest.fixture
def lead(council, officer):
    """A post that the officer holds."""
    return make_lead(council, "Head of People", holder=officer)


@pytest.fixture
def action(plan, lead):
    """An action of the plan, led by the officer's post."""
    action = make_action(commitment=make_commitment(plan))
    name_lead(action, lead, published_as="Head of People")
    return action


@pytest.fixture
def upload(council, equality_lead):
    """A file that the equality lead brought to import a plan from."""
    return make_upload(equality_lead, council)
