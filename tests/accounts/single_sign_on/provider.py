"""A sign-on service on this computer: OpenID Connect as far as a sign-in needs it, honest unless told otherwise."""

import base64
import hashlib
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

CLIENT_ID, CLIENT_SECRET = "edi-tracker-at-alderford", "the-secret-of-the-application"
DISCOVERY = "/tenant-1/v2.0/.well-known/openid-configuration"
AUTHORIZE, TOKEN, KEYS = "/authorize", "/token", "/keys"


def new_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def public(key, kid):
    found = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key()))
    return {name: found[name] for name in ("kty", "n", "e")} | {"kid": kid, "use": "sig"}


def signed(claims, headers, key):
    """A token with an RS256 signature, whatever it says: the library would refuse to sign nonsense."""
    parts = [jwt.utils.base64url_encode(json.dumps(part).encode()) for part in (headers | {"alg": "RS256"}, claims)]
    signature = key.sign(b".".join(parts), padding.PKCS1v15(), hashes.SHA256())
    return b".".join([*parts, jwt.utils.base64url_encode(signature)]).decode()


class Provider(ThreadingHTTPServer):
    """The service. A test changes what it says: ``claims``, ``headers``, ``sign``, or whole answers in ``broken``."""

    daemon_threads = True
    first_key, other_key = new_key(), new_key()

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.issuer = f"{self.url}/tenant-1/v2.0"
        self.behave()
        Thread(target=self.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def behave(self):
        """Forget whatever a test told the service."""
        self.subject, self.claims, self.headers, self.document = "subject-of-olive", {}, {}, {}
        self.keys = [public(self.first_key, "key-1")]
        self.sign = lambda claims, headers: signed(claims, headers, self.first_key)
        self.broken, self.asks_first, self.codes, self.asked = {}, False, {}, []

    def handle_error(self, request, client_address):
        """Say nothing when nobody waited for an answer."""

    def change_key(self):
        """Sign with another key from now on, as services do every few weeks."""
        self.keys.append(public(self.other_key, "key-2"))
        self.headers = {"kid": "key-2"}
        self.sign = lambda claims, headers: signed(claims, headers, self.other_key)

    def discovery(self):
        endpoints = {"authorization_endpoint": AUTHORIZE, "token_endpoint": TOKEN, "jwks_uri": KEYS}
        return {"issuer": self.issuer} | {name: self.url + path for name, path in endpoints.items()} | self.document

    def authorize(self, question):
        """Where a browser is sent back to with a code; the real service would ask for a password first."""
        code = secrets.token_urlsafe(16)
        self.codes[code] = question
        return f"{question['redirect_uri']}?{urlencode({'code': code, 'state': question['state']})}"

    def exchange(self, form):
        """The answer to a code: 200 with tokens, or 400 with an error (RFC 6749, 5.2; RFC 7636, 4.6)."""
        question = self.codes.pop(form.get("code"), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if (form.get("client_id"), form.get("client_secret")) != (CLIENT_ID, CLIENT_SECRET):
            return 401, {"error": "invalid_client"}
        if not question or question["redirect_uri"] != form.get("redirect_uri"):
            return 400, {"error": "invalid_grant"}
        if question["code_challenge"] != challenge.decode().rstrip("="):
            return 400, {"error": "invalid_grant"}
        return 200, {"access_token": "an-access-token", "id_token": self.token(question["nonce"])}

    def token(self, nonce):
        now = int(time.time())
        says = {"iss": self.issuer, "aud": CLIENT_ID, "sub": self.subject, "iat": now, "exp": now + 300, "nonce": nonce}
        says = {name: value for name, value in (says | self.claims).items() if value is not None}
        headers = {"kid": "key-1"} | self.headers
        return self.sign(says, {name: value for name, value in headers.items() if value is not None})


class Answers(BaseHTTPRequestHandler):
    """The service's pages."""

    def do_GET(self):
        path, query = urlsplit(self.path).path, dict(parse_qsl(urlsplit(self.path).query))
        if self.is_broken(path):
            return
        if path == AUTHORIZE:
            back = self.server.authorize(query)
            if self.server.asks_first:
                link = f'<a href="{back.replace("&", "&amp;")}">Go on as Olive</a>'
                page = f'<!DOCTYPE html><title>Alderford</title><link rel="icon" href="data:,">{link}'
                self.answer(200, page.encode(), {"Content-Type": "text/html"})
            else:
                self.answer(302, b"", {"Location": back})
        else:
            known = {DISCOVERY: self.server.discovery(), KEYS: {"keys": self.server.keys}}
            self.answer_json(200 if path in known else 404, known.get(path, {}))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if not self.is_broken(urlsplit(self.path).path):
            self.answer_json(*self.server.exchange({name: values[0] for name, values in parse_qs(body).items()}))

    def is_broken(self, path):
        """Whether a test wants something else at this path; then that was answered."""
        self.server.asked.append(path)
        wanted = self.server.broken.get(path)
        if wanted is None:
            return False
        status, body, seconds = wanted
        time.sleep(seconds)
        self.answer(status, body, {"Location": self.server.url + "/elsewhere"} if status in (302, 307) else {})
        return True

    def answer_json(self, status, found):
        self.answer(status, json.dumps(found).encode(), {"Content-Type": "application/json"})

    def answer(self, status, body, headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""
