"""gunicorn's settings in production: python -m gunicorn --config docs/deployment/gunicorn.conf.py edi_tracker.wsgi"""

import os
from pathlib import Path

from edi_tracker.logs import logging_settings

bind = os.environ.get("WEB_BIND") or "127.0.0.1:8000"
workers = int(os.environ.get("WEB_WORKERS") or 2)
worker_class = "gthread"
threads = int(os.environ.get("WEB_THREADS") or 8)
timeout = 60  # seconds without a sign of life from a process; the web server in front waits longer
graceful_timeout = 30  # seconds for the requests under way when a process is to end
keepalive = 0  # one request for each connection: a process that is to end then keeps nobody waiting on an open one
max_requests = 5000  # then a process is replaced, whatever memory it had gathered
max_requests_jitter = 500  # and not all at once
control_socket_disable = True  # nobody commands it but systemd
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # a slow disk is no sign of death
accesslog = None  # the product writes a line for each request itself, without the address
logconfig_dict = logging_settings(form=os.environ.get("LOG_FORMAT") or "json", revealing=False)

METRICS = os.environ.get("PROMETHEUS_MULTIPROC_DIR", "")


def on_starting(server):
    """Begin with an empty folder of counts, which all processes share."""
    if METRICS:
        Path(METRICS).mkdir(parents=True, exist_ok=True)
        for count in Path(METRICS).glob("*.db"):
            count.unlink()


def child_exit(server, worker):
    """Forget what a process that ended counts as under way; what it counted otherwise stays."""
    if METRICS:
        for count in Path(METRICS).glob(f"gauge_live*_{worker.pid}.db"):
            count.unlink(missing_ok=True)
