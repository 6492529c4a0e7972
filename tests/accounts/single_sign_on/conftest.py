"""Single sign-on, configured with a service on this computer."""

import importlib

import pytest
from django.core.cache import cache
from django.urls import clear_url_caches

from edi_tracker import urls
from plans.models import SignOnIdentity
from tests.accounts.single_sign_on.provider import CLIENT_ID, CLIENT_SECRET, Provider


@pytest.fixture(scope="session")
def running_provider():
    provider = Provider()
    yield provider
    provider.shutdown()
    provider.server_close()


@pytest.fixture
def provider(running_provider):
    running_provider.behave()
    cache.clear()
    return running_provider


def read_addresses_again():
    importlib.reload(urls)
    clear_url_caches()


@pytest.fixture
def configured(settings, provider):
    settings.SSO_ISSUER, settings.SSO_NAME = provider.issuer, "Alderford account"
    settings.SSO_CLIENT_ID, settings.SSO_CLIENT_SECRET = CLIENT_ID, CLIENT_SECRET
    read_addresses_again()
    yield provider
    settings.SSO_ISSUER = ""
    read_addresses_again()


@pytest.fixture
def linked(officer, configured):
    """The officer, whose account at the service is linked."""
    return SignOnIdentity.objects.create(user=officer, issuer=configured.issuer, subject=configured.subject).user
