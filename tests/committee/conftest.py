import pytest

from tests.committee.stage import Stage


@pytest.fixture
def stage(council, equality_lead, officer):
    """The council's plan since January 2024; the officer holds its one lead."""
    return Stage(council, equality_lead, officer)
