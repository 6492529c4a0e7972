import pytest

from measures.kinds import Kind
from tests.builders import make_measure


@pytest.fixture
def cases(plan):
    """A number of cases."""
    return make_measure(plan, name="Grievances", unit="cases")


@pytest.fixture
def share(plan):
    """A percentage about people."""
    return make_measure(plan, name="Staff who declared", kind=Kind.PERCENTAGE, is_about_people=True)


@pytest.fixture
def edie(client, equality_lead):
    """A browser in which the equality lead is signed in."""
    client.force_login(equality_lead)
    return client
