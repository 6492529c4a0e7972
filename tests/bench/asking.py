"""Asks the product for pages as a web server does, through WSGI, and says what each answer cost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from http.cookies import SimpleCookie
from io import BytesIO
from pathlib import Path
from time import perf_counter, process_time
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from plans.accounts import sessions
from plans.models import User

HOST = "127.0.0.1"
CSRF = "b" * 32  # what a browser got with an earlier page


@dataclass(frozen=True)
class Answer:
    """What came back, and what it took in milliseconds.

    ``cpu`` is of this process and of PostgreSQL's that serves it, so that it means the same as with SQLite, which
    works inside this one; ``server`` is PostgreSQL's part, without the processes that help it in parallel.
    """

    status: int
    headers: dict[str, str]
    size: int
    cpu: float
    server: float
    clock: float
    queries: int


class Browser:
    """Somebody's browser, signed in if a person is given."""

    counts = False  # queries, which takes time

    def __init__(self, application: Callable, email: str = "") -> None:
        self.application = application
        self.cookies = {settings.CSRF_COOKIE_NAME: CSRF} if email else {}
        if email:
            self.cookies[settings.SESSION_COOKIE_NAME] = sign_in(email)

    def get(self, address: str, **headers: str) -> Answer:
        """Ask for a page."""
        return self._ask(self._environ("GET", address) | headers)

    def post(self, address: str, fields: dict[str, Any]) -> Answer:
        """Send a form."""
        body = urlencode(fields | {"csrfmiddlewaretoken": CSRF}).encode()
        form = {
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(body)),
            "wsgi.input": BytesIO(body),
        }
        return self._ask(self._environ("POST", address) | form)

    def _environ(self, method: str, address: str) -> dict[str, Any]:
        path, _, query = address.partition("?")
        cookies = SimpleCookie(self.cookies).output(header="", sep=";").strip()
        return {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query, "SCRIPT_NAME": "",
            "SERVER_NAME": HOST, "SERVER_PORT": "80", "HTTP_HOST": HOST, "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": HOST, "HTTP_ACCEPT": "text/html", "wsgi.url_scheme": "http", "wsgi.input": BytesIO(),
            **({"HTTP_COOKIE": cookies} if cookies else {}),
        }  # fmt: skip

    def _ask(self, environ: dict[str, Any]) -> Answer:
        began: list[Any] = []
        with counted() if self.counts else nullcontext([]) as sent:
            server, clock, cpu = Server(), perf_counter(), process_time()
            response = self.application(environ, lambda *line: began.extend(line))
            size = sum(map(len, response))  # nothing is kept, as a web server keeps nothing
            response.close()
            cpu, clock = process_time() - cpu, perf_counter() - clock
        served = Server().since(server)
        status, headers = int(began[0].split()[0]), dict(began[1])
        return Answer(status, headers, size, cpu * 1000 + served, served, clock * 1000, len(sent))


class Server:
    """How much CPU time PostgreSQL's process for this connection has had, where Linux tells."""

    def __init__(self) -> None:
        self.process, self.had = None, 0.0
        if connection.vendor == "postgresql" and connection.connection:
            self.process = connection.connection.info.backend_pid
            told = Path(f"/proc/{self.process}/schedstat")
            self.had = int(told.read_text().split()[0]) / 1e6 if told.exists() else 0.0

    def since(self, before: "Server") -> float:
        """The milliseconds since then; a new connection has a new process."""
        return self.had - before.had if self.process == before.process else self.had


def sign_in(email: str) -> str:
    """Give a person a session; return its key."""
    user = User.objects.get(email=email)
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = "plans.accounts.password_backend.PasswordBackend"
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    sessions.note_beginning(session, two_step="app")
    session.save()
    return str(session.session_key)


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the statements that are sent to the database inside the block, but for those that frame a transaction."""
    sent: list[str] = []

    def note(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith(("BEGIN", "SAVEPOINT", "RELEASE")):
            sent.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield sent
