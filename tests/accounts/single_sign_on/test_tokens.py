"""A token that says the wrong thing, or is signed in the wrong way: an honest page, and nobody is signed in."""

import hashlib
import hmac
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from tests.accounts.single_sign_on.provider import (
    CLIENT_ID,
    CLIENT_SECRET,
    KEYS,
    TOKEN,
    Provider,
    public,
    signed,
)
from tests.accounts.single_sign_on.ways import NOT_SURE, refused, sign_on, signed_in_as

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("linked")]

WEAK = rsa.generate_private_key(public_exponent=65537, key_size=1024)
IN_AN_HOUR, AN_HOUR_AGO = time.time() + 3600, time.time() - 3600
CLAIMS = {
    "another nonce": {"nonce": "of-somebody-else"},
    "no nonce": {"nonce": None},
    "another issuer": {"iss": "https://evil.example"},
    "another tenant of the same service": {"iss": "http://127.0.0.1/tenant-2/v2.0"},
    "no issuer": {"iss": None},
    "issuers": {"iss": ["https://evil.example"]},
    "another audience": {"aud": "another-application"},
    "an audience beside us": {"aud": [CLIENT_ID, "another-application"]},
    "no audience": {"aud": None},
    "made for another party": {"azp": "another-application"},
    "expired": {"exp": AN_HOUR_AGO},
    "no end": {"exp": None},
    "an end that is no time": {"exp": "tomorrow"},
    "from the future": {"iat": IN_AN_HOUR},
    "no beginning": {"iat": None},
    "not yet valid": {"nbf": IN_AN_HOUR},
    "no subject": {"sub": None},
    "an empty subject": {"sub": ""},
    "a number for a subject": {"sub": 7},
    "a subject that is too long": {"sub": "x" * 256},
    "a subject that no database takes": {"sub": "a\0b"},
    "a subject in no ASCII": {"sub": "Ölive"},
}


@pytest.mark.parametrize("claims", CLAIMS.values(), ids=CLAIMS)
def test_a_token_that_says_the_wrong_thing(client, configured, claims):
    configured.claims = claims
    refused(client, sign_on(client, configured), NOT_SURE)


def test_a_token_is_good_a_minute_longer_as_clocks_differ(client, configured, linked):
    configured.claims = {"exp": time.time() - 30, "iat": time.time() + 30}
    sign_on(client, configured)
    assert signed_in_as(client) == linked.pk


@pytest.mark.parametrize("audience", [CLIENT_ID, [CLIENT_ID]])
def test_an_audience_may_be_a_list_of_us_alone(client, configured, linked, audience):
    configured.claims = {"aud": audience, "azp": CLIENT_ID}
    sign_on(client, configured)
    assert signed_in_as(client) == linked.pk


def hs256(claims, headers, key):
    """A token signed with a secret; the library would refuse to sign with a public key."""
    parts = [jwt.utils.base64url_encode(json.dumps(part).encode()) for part in ({**headers, "alg": "HS256"}, claims)]
    signature = hmac.new(key, b".".join(parts), hashlib.sha256).digest()
    return b".".join([*parts, jwt.utils.base64url_encode(signature)]).decode()


def pem(key):
    kind = serialization.PublicFormat.SubjectPublicKeyInfo
    return key.public_key().public_bytes(serialization.Encoding.PEM, kind)


OURS, ANOTHER = Provider.first_key, Provider.other_key
SIGNATURES = {
    "none": lambda claims, headers: jwt.encode(claims, None, "none", headers),
    "none, but with a signature": lambda claims, headers: jwt.encode(claims, None, "none", headers) + "c2ln",
    "HS256 with the public key": lambda claims, headers: hs256(claims, headers, pem(OURS)),
    "HS256 with our secret": lambda claims, headers: jwt.encode(claims, CLIENT_SECRET + "x" * 8, "HS256", headers),
    "another algorithm": lambda claims, headers: jwt.encode(claims, OURS, "RS512", headers),
    "another key of the same name": lambda claims, headers: signed(claims, headers, ANOTHER),
    "a key that nobody knows": lambda claims, headers: signed(claims, {"kid": "key-9"}, ANOTHER),
    "no key's name": lambda claims, headers: signed(claims, {}, OURS),
    "its own key": lambda claims, headers: signed(
        claims, headers | {"jwk": public(ANOTHER, "key-1"), "jku": "https://evil.example"}, ANOTHER
    ),
    "cut": lambda claims, headers: signed(claims, headers, OURS)[:-20],
    "without a signature": lambda claims, headers: signed(claims, headers, OURS).rpartition(".")[0] + ".",
    "other claims under it": lambda claims, headers: ".".join(
        [
            signed(claims, headers, OURS).split(".")[0],
            signed(claims | {"sub": "somebody"}, headers, ANOTHER).split(".")[1],
            signed(claims, headers, OURS).split(".")[2],
        ]
    ),
    "junk": lambda claims, headers: "junk",
    "three pieces of junk": lambda claims, headers: "a.b.c",
    "a number": lambda claims, headers: 7,
    "nothing": lambda claims, headers: None,
    "an object": lambda claims, headers: {"a": 1},
}


@pytest.mark.parametrize("sign", SIGNATURES.values(), ids=SIGNATURES)
def test_a_token_that_is_not_signed_as_it_must_be(client, configured, sign):
    configured.sign = sign
    refused(client, sign_on(client, configured), NOT_SURE)


def test_a_key_that_is_too_weak(client, configured):
    configured.keys = [public(WEAK, "key-1")]
    configured.sign = lambda claims, headers: signed(claims, headers, WEAK)
    refused(client, sign_on(client, configured), NOT_SURE)


@pytest.mark.parametrize("use", [{"use": "enc"}, {"kty": "oct", "k": "c2VjcmV0"}, {"n": "!"}, {"alg": "RS512"}])
def test_a_key_that_is_not_for_signatures(client, configured, use):
    configured.keys = [configured.keys[0] | use]
    refused(client, sign_on(client, configured), NOT_SURE)


def test_an_unknown_key_is_asked_for_once_more_and_not_for_ever(client, configured):
    sign_on(client, configured)
    client.logout()
    configured.headers = {"kid": "key-9"}
    configured.asked.clear()
    refused(client, sign_on(client, configured), NOT_SURE)
    assert configured.asked == [TOKEN, KEYS]
