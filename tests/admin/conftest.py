import pytest
from django.test import Client

from tests.admin.world import fill


@pytest.fixture
def here(council):
    """One of everything in our council, in an active plan."""
    return fill(council)


@pytest.fixture
def draft(council):
    """One of everything in our council, in a draft."""
    return fill(council, status="draft")


@pytest.fixture
def there(other_council):
    """One of everything in the other council."""
    return fill(other_council)


@pytest.fixture
def signed_in():
    """A browser without a screen, for a person."""

    def client_of(user):
        client = Client()
        client.force_login(user)
        return client

    return client_of


@pytest.fixture
def desk(signed_in, equality_lead):
    """The desk of our council's equality lead."""
    return signed_in(equality_lead)
