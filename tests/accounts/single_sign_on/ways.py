"""The way to the sign-on service and back, without a browser."""

from urllib.parse import parse_qsl, urlsplit

from django.urls import reverse

from tests.accounts.single_sign_on.provider import CLIENT_SECRET

NOT_SURE = "We could not be sure who you are"


def question_of(response):
    """What a page that leads to the service asks it."""
    assert response.status_code == 302, response.content.decode()
    return dict(parse_qsl(urlsplit(response["Location"]).query))


def go_there(client, name="sign-on", **query):
    """Begin at a page of ours; what the service is asked."""
    return question_of(client.get(reverse(name), query))


def come_back(client, provider, question):
    """Let the service answer, and bring the answer to us."""
    back = urlsplit(provider.authorize(question))
    return client.get(f"{back.path}?{back.query}")


def sign_on(client, provider, **query):
    """There and back."""
    return come_back(client, provider, go_there(client, **query))


def signed_in_as(client):
    """The id of who is signed in, None for nobody."""
    found = client.session.get("_auth_user_id")
    return int(found) if found else None


def refused(client, response, words, status=403):
    """Check that a page says what happened, without a word of what came, and that nobody is signed in."""
    page = response.content.decode()
    assert (response.status_code, signed_in_as(client)) == (status, None)
    assert words in page
    assert "You are not signed in here" in page
    for secret in (CLIENT_SECRET, "eyJ", "Traceback"):
        assert secret not in page
