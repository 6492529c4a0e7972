import pytest
from django.test import Client


@pytest.fixture(autouse=True)
def mail_is_sent(settings):
    settings.CAN_SEND_EMAIL = True


@pytest.fixture
def desk(equality_lead):
    """The browser of our council's equality lead."""
    client = Client()
    client.force_login(equality_lead)
    return client
