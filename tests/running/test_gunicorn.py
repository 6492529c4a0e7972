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
