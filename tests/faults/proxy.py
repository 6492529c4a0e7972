"""A door to the test's PostgreSQL that can be shut: to whoever goes through it, the database has stopped."""

import os
import socket
import threading
from contextlib import suppress
from pathlib import Path

from django.db import connection

SOCKET = ".s.PGSQL.{port}"


class Door:
    """Listens as PostgreSQL does, in a folder of its own; passes on what comes while it is open."""

    def __init__(self, folder: Path) -> None:
        given = connection.get_connection_params()
        port = given.get("port") or "5432"
        self.database = str(Path(given["host"]) / SOCKET.format(port=port))
        self.path = str(folder / SOCKET.format(port=port))
        self.url = f"postgresql://{given.get('user', '')}@/{given['dbname']}?host={folder}&port={port}"
        self.listener: socket.socket | None = None
        self.lines: list[socket.socket] = []

    def open(self) -> None:
        """Start the database, as it seems."""
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(self.path)
        self.listener.listen(64)
        threading.Thread(target=self._let_in, args=[self.listener], daemon=True).start()

    def shut(self) -> None:
        """Stop it: nobody comes in, and whoever is inside is cut off."""
        os.unlink(self.path)
        for line in [self.listener, *self.lines]:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)
            line.close()
        self.lines.clear()

    def _let_in(self, listener: socket.socket) -> None:
        with suppress(OSError):
            while True:
                outside, _ = listener.accept()
                inside = socket.socket(socket.AF_UNIX)
                self.lines += [inside, outside]
                inside.connect(self.database)
                for pair in ((outside, inside), (inside, outside)):
                    threading.Thread(target=_pass_on, args=pair, daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while piece := source.recv(1 << 16):
            target.sendall(piece)
    for line in (source, target):
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
