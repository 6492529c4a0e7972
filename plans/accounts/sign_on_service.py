"""The single sign-on service: its discovery document and its keys, asked for briefly and kept for an hour.

Certificates are always checked; ``HTTPS_PROXY`` and ``REQUESTS_CA_BUNDLE`` in the environment are heeded.
"""

from typing import Any, NamedTuple

import jwt
import requests
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import SuspiciousOperation

TIMEOUT = 5  # seconds to connect, and again to answer
KEPT = 60 * 60  # seconds
DISCOVERY = "/.well-known/openid-configuration"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")


class UnreachableError(Exception):
    """The service did not answer in time, or not with what it must answer with."""


class Service(NamedTuple):
    """Where the service takes which question."""

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


def service() -> Service:
    """Return the configured service as its discovery document tells it (OpenID Connect Discovery 1.0, section 4).

    Raises ``UnreachableError``, also for a document that names another issuer or an address without encryption.
    """
    address = settings.SSO_ISSUER.removesuffix("/") + DISCOVERY
    document = cache.get(f"sso:{address}")
    if document is None:
        document = ask("GET", address)
        _check(document)
        cache.set(f"sso:{address}", document, KEPT)
    return Service(*(document[name] for name in ENDPOINTS))


def _check(document: dict[str, Any]) -> None:
    if document.get("issuer") != settings.SSO_ISSUER:
        raise UnreachableError("The discovery document is that of another issuer than SSO_ISSUER.")
    allowed = ("https://", "http://") if settings.SSO_ISSUER.startswith("http://") else ("https://",)
    for name in ENDPOINTS:
        if not str(document.get(name, "")).startswith(allowed):
            raise UnreachableError(f"The discovery document has no {name} that can be used.")


def signing_key(jwks_uri: str, key_id: Any) -> jwt.PyJWK:
    """Return the service's RSA key with this id; keys are asked for again, once, where those kept have no such id.

    Raises ``UnreachableError``, or ``SuspiciousOperation`` if the service has no such key.
    """
    kept = cache.get(f"sso:{jwks_uri}")
    key = _key_among(kept, key_id) if kept else None
    if key is None:
        kept = ask("GET", jwks_uri)
        cache.set(f"sso:{jwks_uri}", kept, KEPT)
        key = _key_among(kept, key_id)
    if key is None:
        raise SuspiciousOperation("The token is signed with a key that the sign-on service does not have.")
    return key


def _key_among(keys: dict[str, Any], key_id: Any) -> jwt.PyJWK | None:
    try:
        usable = jwt.PyJWKSet.from_dict(keys).keys
    except jwt.PyJWTError:
        return None
    fitting = (key for key in usable if key.key_type == "RSA" and key.public_key_use in (None, "sig"))
    return next((key for key in fitting if key.key_id == key_id), None)


def ask(method: str, address: str, **sent: Any) -> dict[str, Any]:
    """Ask the service and return the JSON object that it answers with; no redirect is followed.

    Raises ``SuspiciousOperation`` with the error code where the service refuses (RFC 6749, section 5.2), else
    ``UnreachableError``. Neither repeats what was sent or answered, which may be secret.
    """
    try:
        answer = requests.request(method, address, timeout=TIMEOUT, allow_redirects=False, **sent)
        found = answer.json()
    except requests.RequestException as fault:
        raise UnreachableError(f"The sign-on service cannot be asked: {type(fault).__name__}.") from None
    if isinstance(found, dict) and answer.status_code == 200:
        return found
    if isinstance(found, dict) and answer.status_code in (400, 401):
        raise SuspiciousOperation(f"The sign-on service refused: {named_error(found.get('error'))}.")
    raise UnreachableError(f"The sign-on service answered {answer.status_code}, and not with what it must answer with.")


def named_error(code: Any) -> str:
    """Return an error code of OAuth as it may be logged: nothing else that somebody put in its place."""
    known = isinstance(code, str) and len(code) <= 40 and code.isascii() and code.replace("_", "").isalpha()
    return code if known else "an unknown error"
