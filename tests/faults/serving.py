"""The product served by a real web server, in processes of its own, as it is in use."""

import http.client
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode

from django.conf import settings
from lxml import html

from tests.bench.asking import CSRF, sign_in
from tests.importing.other_process import database_url

HOUSE = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
WORKERS = ("--workers", "2", "--worker-class", "gthread", "--threads", "4")


def free_port():
    with closing(socket.socket()) as one:
        one.bind((HOST, 0))
        return one.getsockname()[1]


@contextmanager
def served(*options, url=None, **environment):
    """Serve the test's own database, or the one that ``url`` names; gives the server, which is ended afterwards."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "edi_tracker.wsgi", "--bind", f"{HOST}:{port}", *(options or WORKERS)]
    process = subprocess.Popen(
        [*command, "--no-control-socket", "--log-level", "error"],
        cwd=HOUSE, env=os.environ | {"DATABASE_URL": url or database_url()} | environment,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    server = Server(port, process.pid)
    try:
        server.wait_until_it_answers()
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


class Server:
    """A running server, and the answers of which."""

    def __init__(self, port, pid):
        self.port, self.pid = port, pid

    def browser(self, email=""):
        """Somebody's browser, signed in if an e-mail address is given; the session is made in the test's database."""
        return Browser(self.port, sign_in(email) if email else "")

    def workers(self):
        """The process ids of the workers."""
        found = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text()
        return [int(pid) for pid in found.split()]

    def kill_workers(self):
        for pid in self.workers():
            os.kill(pid, signal.SIGKILL)

    def limit_files_to(self, size):
        """Let the workers write no file beyond so many bytes: the disk is full, as it seems."""
        for pid in self.workers():
            resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    def wait_until_it_answers(self, seconds=60):
        end = time.monotonic() + seconds
        while True:
            try:
                return Browser(self.port).get("/sign-in/")
            except OSError:
                assert time.monotonic() < end, "The server does not answer."
                time.sleep(0.05)


class Answer:
    def __init__(self, response, seconds):
        self.status, self.headers, self.content = response.status, response.headers, response.read()
        self.seconds = seconds

    @property
    def text(self):
        return self.content.decode()


class Browser:
    """Asks a server for pages over HTTP, one connection after another."""

    def __init__(self, port, session=""):
        self.port = port
        cookies = {settings.CSRF_COOKIE_NAME: CSRF, settings.SESSION_COOKIE_NAME: session}
        self.headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items() if value),
            "Sec-Fetch-Site": "same-origin",
        }

    def get(self, address):
        return self._ask("GET", address)

    def post(self, address, fields):
        body = urlencode(fields | {"csrfmiddlewaretoken": CSRF}, doseq=True)
        return self._ask("POST", address, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def _ask(self, method, address, body=None, headers=None):
        started = time.monotonic()
        with closing(http.client.HTTPConnection(HOST, self.port, timeout=60)) as line:
            line.request(method, address, body, self.headers | (headers or {}))
            response = line.getresponse()
            answer = Answer(response, 0)
            answer.seconds = time.monotonic() - started
            return answer

    def form(self, address):
        """The boxes of the main form on a page, untouched."""
        page = html.fromstring(self.get(address).content)
        form = max((one for one in page.forms if "sign-out" not in (one.action or "")), key=lambda one: len(one.fields))
        return dict(form.form_values())
