"""A PostgreSQL server of the tests' own: to stop, to restart and to stream from, which nobody else's may be."""

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from time import sleep

import psycopg

ROLES = Path(__file__).resolve().parents[2] / "docs/postgresql/roles.sql"
QUICK = "-c fsync=off -c full_page_writes=off -c wal_retrieve_retry_interval=100ms"
AS_SERVER = ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []  # PostgreSQL refuses to run as root


def programs():
    """The folder of the newest server's programs, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    server = found[-1] if found else shutil.which("postgres")
    return Path(server).resolve().parent if server else None


@dataclass
class Server:
    """One server, in a folder of its own; it listens on a Unix socket there and nowhere else."""

    home: Path

    def run(self, program, *arguments):
        command = [*AS_SERVER, str(programs() / program), *map(str, arguments)]
        done = subprocess.run(command, cwd=self.home, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{program}: {done.stdout}{done.stderr}"
        return done.stdout

    def make(self):
        self.run("initdb", "-D", "data", "-U", "dba", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")

    def copy(self, primary):
        """Become a standby of another server, which streams to this one from now on."""
        self.run("pg_basebackup", "-D", "data", "-h", primary.home, "-U", "dba", "-R", "--no-sync", "--checkpoint=fast")

    def start(self):
        options = f"-c listen_addresses='' -k {self.home} {QUICK}"
        # The server keeps what it was started with open, so what it says goes to a file.
        self.run("pg_ctl", "start", "-D", "data", "-l", "log", "-w", "-o", options)

    def stop(self):
        self.run("pg_ctl", "stop", "-D", "data", "-m", "immediate")

    def catch_up(self, primary):
        """Wait, a moment, until this standby has all that was committed on its primary."""
        with primary.connect(database="postgres") as database:
            (written,) = database.execute("SELECT pg_current_wal_lsn()::text").fetchone()
        with self.connect(database="postgres") as database:
            for _ in range(500):
                if database.execute("SELECT pg_last_wal_replay_lsn() >= %s", [written]).fetchone()[0]:
                    return
                sleep(0.02)
        raise AssertionError("The standby did not catch up.")

    def pause(self):
        """Take over nothing more, while pages go on being read."""
        with self.connect(database="postgres") as database:
            database.execute("SELECT pg_wal_replay_pause()")
            while database.execute("SELECT pg_get_wal_replay_pause_state()").fetchone() != ("paused",):
                sleep(0.02)

    def resume(self):
        with self.connect(database="postgres") as database:
            database.execute("SELECT pg_wal_replay_resume()")

    def psql(self, *arguments):
        return self.run("psql", "-X", "-q", "-h", self.home, "-U", "dba", "-d", "postgres", *arguments)

    def connect(self, role="dba", database="edi"):
        return psycopg.connect(host=str(self.home), user=role, dbname=database, autocommit=True)

    def url(self, role, database="edi"):
        return f"postgres://{role}@/{database}?host={self.home}"
