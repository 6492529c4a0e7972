"""Signing on with OpenID Connect: the way to the council's sign-on service, and what comes back from it.

mozilla-django-oidc walks the way (authorization code with state, nonce and PKCE); what it leaves unchecked is checked
here. Nothing is asked but who the person is to the service: no name, no e-mail address, no access to what is theirs.
"""

import time
from typing import Any, NamedTuple
from urllib.parse import urlencode

import jwt
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.urls import reverse
from django.utils.crypto import get_random_string
from mozilla_django_oidc.auth import OIDCAuthenticationBackend
from mozilla_django_oidc.utils import (
    add_state_and_verifier_and_nonce_to_session,
    generate_code_challenge,
)

from plans.accounts import sign_on_service

STATES = "oidc_states"  # where mozilla-django-oidc keeps, by state, what a session has asked
ASKED_FOR = 15 * 60  # seconds that somebody may take at the service
ALGORITHM = "RS256"
LEEWAY = 60  # seconds by which the service's clock may differ from ours
MUST_SAY = ["iss", "aud", "sub", "exp", "iat", "nonce"]
LONGEST_SUBJECT = 255  # ASCII characters: OpenID Connect Core 1.0, section 2
SECOND_FACTOR = "mfa"  # RFC 8176


class Identity(NamedTuple):
    """Who somebody is to a service, and whether it says that they proved it in two ways."""

    issuer: str
    subject: str
    two_factors: bool


def address_to_ask(request: HttpRequest, *, link_to: int | None = None, then: str = "") -> str:
    """Return the service's address at which somebody signs on, and remember in the session what was asked.

    ``link_to`` is the id of the person to whom the identity is to be linked, ``then`` the page of ours to go on to.
    Raises ``UnreachableError``.
    """
    state, nonce, verifier = get_random_string(32), get_random_string(32), get_random_string(64)
    question = {
        "response_type": "code",
        "scope": "openid",
        "client_id": settings.SSO_CLIENT_ID,
        "redirect_uri": request.build_absolute_uri(reverse("sign-on-return")),
        "state": state,
        "nonce": nonce,
        "code_challenge": generate_code_challenge(verifier, "S256"),
        "code_challenge_method": "S256",
    }
    if link_to:
        question["prompt"] = "select_account"  # whoever else uses this computer is not linked by mistake
    address = sign_on_service.service().authorization_endpoint
    add_state_and_verifier_and_nonce_to_session(request, state, question, verifier)
    request.session[STATES][state] |= {"link_to": link_to, "then": then}
    request.session.modified = True
    return f"{address}{'&' if '?' in address else '?'}{urlencode(question)}"


def take_question(request: HttpRequest) -> dict[str, Any] | None:
    """Return what the session asked under the state of this answer, and forget it: a state serves once.

    None if it did not ask, or too long ago. The session is saved at once, before the service is asked anything.
    """
    question = request.session.get(STATES, {}).pop(request.GET.get("state", ""), None)
    if question is None:
        return None
    request.session.modified = True
    request.session.save()
    return question if time.time() - question["added_on"] <= ASKED_FOR else None


def identity(request: HttpRequest, question: dict[str, Any]) -> Identity | None:
    """Return who the service says that somebody is, in answer to a question of this session; None without an answer.

    Raises ``UnreachableError``, or ``SuspiciousOperation`` where the service refuses or its answer cannot be believed.
    """
    backend = SignOnBackend(sign_on_service.service())
    return backend.authenticate(request, nonce=question["nonce"], code_verifier=question["code_verifier"])


class SignOnBackend(OIDCAuthenticationBackend):
    """mozilla-django-oidc's way from the code to the token, with the checks of OpenID Connect Core 1.0, 3.1.3.7.

    It is no backend of Django's sign-in: ``authenticate`` returns an ``Identity``, and who that is here is ours to say.
    """

    def __init__(self, service: sign_on_service.Service) -> None:
        self.known = {
            "OIDC_OP_TOKEN_ENDPOINT": service.token_endpoint,
            "OIDC_OP_JWKS_ENDPOINT": service.jwks_uri,
            "OIDC_RP_CLIENT_ID": settings.SSO_CLIENT_ID,
            "OIDC_RP_CLIENT_SECRET": settings.SSO_CLIENT_SECRET,
            "OIDC_RP_SIGN_ALGO": ALGORITHM,
            "OIDC_AUTHENTICATION_CALLBACK_URL": "sign-on-return",
        }
        super().__init__()

    def get_settings(self, attr: str, *default: Any) -> Any:
        """What the library would look for among Django's settings; it keeps no token and asks for no user details."""
        return self.known.get(attr, *default)

    def get_token(self, payload: dict[str, Any]) -> dict[str, Any]:
        return sign_on_service.ask("POST", self.OIDC_OP_TOKEN_ENDPOINT, data=payload)

    def verify_token(self, token: Any, **kwargs: Any) -> dict[str, Any]:
        """Return what the token says, its signature, nonce and claims checked."""
        try:
            return super().verify_token(token, **kwargs)
        except jwt.PyJWTError as fault:
            raise SuspiciousOperation(f"The token cannot be believed: {type(fault).__name__}.") from None

    def retrieve_matching_jwk(self, token: Any) -> jwt.PyJWK:
        return sign_on_service.signing_key(self.OIDC_OP_JWKS_ENDPOINT, jwt.get_unverified_header(token).get("kid"))

    def get_payload_data(self, token: Any, key: Any) -> dict[str, Any]:
        """Check signature, issuer, times, subject and audience, which is this application and nobody beside it."""
        client = settings.SSO_CLIENT_ID
        claims = jwt.decode(
            token,
            key,
            algorithms=[ALGORITHM],
            audience=client,
            issuer=settings.SSO_ISSUER,
            leeway=LEEWAY,
            options={"require": MUST_SAY, "enforce_minimum_key_length": True},
        )
        if claims["aud"] not in (client, [client]) or claims.get("azp", client) != client:
            raise SuspiciousOperation("The token is for another application too.")
        subject = claims["sub"]
        if not (subject.isascii() and subject.isprintable() and 0 < len(subject) <= LONGEST_SUBJECT):
            raise SuspiciousOperation("The token has no subject that can be used.")
        return claims

    def get_or_create_user(self, access_token: Any, id_token: Any, payload: dict[str, Any]) -> Identity:
        """Return who the token is about. The library would look for an e-mail address here, and make an account."""
        methods = payload.get("amr")
        two_factors = isinstance(methods, list) and SECOND_FACTOR in methods
        return Identity(payload["iss"], payload["sub"], two_factors or settings.SSO_ENSURES_TWO_STEP)
