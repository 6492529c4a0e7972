import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse


@pytest.fixture
def public(plan):
    """The council, with a plan that everybody may read."""
    plan.is_public = True
    plan.save()
    return plan.council


@pytest.fixture
def read(db):
    """Read a page as a stranger, or as somebody: its words, without the markup."""

    def words(name, *arguments, who=None):
        client = Client()
        if who:
            client.force_login(who)
        response = client.get(reverse(name, args=arguments))
        assert response.status_code == 200
        main = response.content.decode().split("<main")[1].split("</main>")[0]
        return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())

    return words
