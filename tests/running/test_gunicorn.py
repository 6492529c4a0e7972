"""gunicorn with the settings of production: two processes that count together, and a log of JSON only."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

HOUSE = Path(__file__).resolve().parent.parent.parent
COMMAND = ["-m", "gunicorn", "--config", "docs/deployment/gunicorn.conf.py", "edi_tracker.wsgi"]
TOKEN = "a token for tests only"
HIDDEN = b"GET /zebra/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
UNCLEAR = {  # where such a request ends, two servers may read in two ways (OWASP ASVS 5.0, 4.2.1; RFC 9112, 6.3)
    "a length and chunks": b"Content-Length: 4\r\n" + CHUNKED,
    "chunks and a length": CHUNKED + b"Content-Length: 4\r\n",
    "two lengths": b"Content-Length: 0\r\nContent-Length: %d\r\n" % len(HIDDEN),
    "two lengths in a line": b"Content-Length: 0, %d\r\n" % len(HIDDEN),
    "a length with a sign": b"Content-Length: +5\r\n",
    "a length below nothing": b"Content-Length: -5\r\n",
    "chunks and then none": b"Transfer-Encoding: chunked, identity\r\n",
    "chunks twice": CHUNKED + CHUNKED,
    "chunks behind a control character": b"Transfer-Encoding: \x0bchunked\r\n",
    "chunks behind a space": b"Transfer-Encoding : chunked\r\n",
    "chunks in a line that goes on": b"X: a\r\n Transfer-Encoding: chunked\r\n",
    "chunks behind half an end of a line": b"X: a\n" + CHUNKED,
    "chunks behind the other half": b"X: a\rTransfer-Encoding: chunked\r\n",
}
BODIES = {
    "whole": b"3\r\na=b\r\n0\r\n\r\n",
    "half ends of lines": b"3\na=b\n0\n\n",
    "another notation": b"0x3\r\na=b\r\n0\r\n\r\n",
    "a sign": b"-3\r\na=b\r\n0\r\n\r\n",
    "too short": b"2\r\na=b\r\n0\r\n\r\n",
    "a half end within": b"3;a\nb\r\na=b\r\n0\r\n\r\n",
}


class Running:
    """A gunicorn of our own on a free port, without a database: what is asked of it here needs none."""

    def __init__(self, folder):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.folder, self.log = folder, folder / "log"
        mine = {
            "WEB_BIND": f"127.0.0.1:{self.port}",
            "PROMETHEUS_MULTIPROC_DIR": str(folder / "counts"),
            "METRICS_TOKEN": TOKEN,
            "DATABASE_URL": f"sqlite:///{folder}/none.sqlite3",
            "STATIC_MANIFEST": "false",
        }
        with self.log.open("w") as log:
            self.master = subprocess.Popen(
                [sys.executable, *COMMAND], cwd=HOUSE, env={**os.environ, **mine}, stderr=log
            )

    def ask(self, address="/healthz", **headers):
        asked = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        asked.request("GET", address, headers=headers)
        answer = asked.getresponse()
        return answer.status, answer.read().decode()

    def send(self, headers, body):
        """All that is answered to a form that is sent so, with another request right behind it, until the end."""
        head = b"POST /sign-in/ HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: csrf=" + b"x" * 32 + b"\r\n"
        form = b"Content-Type: application/x-www-form-urlencoded\r\n"
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as raw, raw.makefile("rb") as answers:
            raw.sendall(head + form + headers + b"\r\n" + body + HIDDEN)
            return answers.read()

    def wait(self):
        for _ in range(600):
            try:
                return self.ask()
            except OSError:
                time.sleep(0.1)
        raise TimeoutError(self.log.read_text())

    def counted(self, route):
        _, told = self.ask("/metrics", Authorization=f"Bearer {TOKEN}")
        return sum(float(count) for count in re.findall(rf'edi_requests_total{{.*route="{route}".*}} (\S+)', told))

    @property
    def processes(self):
        return re.findall(r"Booting worker with pid: (\d+)", self.log.read_text())


@pytest.fixture(scope="module")
def running(tmp_path_factory):
    server = Running(tmp_path_factory.mktemp("gunicorn"))
    server.wait()
    yield server
    server.master.terminate()
    server.master.wait(60)


def test_the_processes_count_together(running):
    before = running.counted("healthz")
    for _ in range(30):
        assert running.ask()[0] == 200
    assert {running.counted("healthz") - before for _ in range(8)} == {30}
    assert len(running.processes) >= 2


def test_every_line_of_the_log_is_json_and_none_repeats_an_address(running):
    running.ask("/zebra/?q=zebra")
    lines = [json.loads(line) for line in running.log.read_text().splitlines()]
    assert {"gunicorn.error", "edi_tracker.request_log"} <= {line["logger"] for line in lines}
    assert "zebra" not in running.log.read_text()


def test_a_request_that_is_no_http_is_not_repeated_either(running):
    with socket.create_connection(("127.0.0.1", running.port)) as raw:
        raw.sendall(b"ZEBRA zebra\r\n\r\n")
        assert b"400" in raw.recv(4096)
    assert "zebra" not in running.log.read_text().lower()


@pytest.mark.parametrize("kind", UNCLEAR)
def test_a_request_whose_end_is_unclear_is_refused_and_nothing_behind_it_is_read(running, kind):
    before = running.counted("unknown")
    answers = running.send(UNCLEAR[kind], b"0\r\n\r\n")
    assert (answers[:12], answers.count(b"HTTP/1.1 ")) == (b"HTTP/1.1 400", 1)
    assert running.counted("unknown") == before


@pytest.mark.parametrize("kind", BODIES)
def test_whatever_its_chunks_a_request_has_one_answer_and_is_the_last(running, kind):
    before = running.counted("unknown")
    answers = running.send(CHUNKED, BODIES[kind])
    assert answers.count(b"HTTP/1.1 ") == 1
    assert running.counted("unknown") == before


def test_new_processes_take_over_without_a_failure(running):
    before = len(running.processes)
    running.master.send_signal(signal.SIGHUP)
    statuses = set()
    while len(running.processes) < before + 2:
        statuses.add(running.ask()[0])
    statuses |= {running.ask()[0] for _ in range(10)}
    assert statuses == {200}


def test_a_process_that_is_killed_is_replaced(running):
    before = len(running.processes)
    os.kill(int(running.processes[-1]), signal.SIGKILL)
    for _ in range(300):
        if len(running.processes) > before:
            break
        time.sleep(0.1)
    assert running.wait()[0] == 200
    assert running.counted("healthz") > 0
