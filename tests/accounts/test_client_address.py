"""From where a request came: nobody chooses their own address."""

import pytest
from django.test import RequestFactory

from plans.accounts.client_address import client_address


def address(remote, forwarded=None):
    headers = {"x-forwarded-for": forwarded} if forwarded is not None else {}
    return client_address(RequestFactory().get("/", REMOTE_ADDR=remote, headers=headers))


def test_without_a_proxy_the_header_is_anybodys_and_not_read():
    assert address("203.0.113.7", "198.51.100.1") == "203.0.113.7"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "found"),
    [
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "198.51.100.1, 203.0.113.7", "203.0.113.7"),
        (1, "made up,,203.0.113.7", "203.0.113.7"),
        (2, "198.51.100.1, 203.0.113.7, 10.0.0.1", "203.0.113.7"),
        (2, "203.0.113.7", None),  # came past the outer proxy
        (1, "", None),
        (1, "made up", None),
        (1, None, None),
    ],
)
def test_behind_proxies_only_what_they_wrote_is_believed(settings, proxies, forwarded, found):
    settings.PROXIES = proxies
    assert address("127.0.0.1", forwarded) == found


@pytest.mark.parametrize(
    ("remote", "found"),
    [
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("", None),
    ],
)
def test_an_ipv6_customer_is_one_address_however_many_they_have(remote, found):
    assert address(remote) == found
