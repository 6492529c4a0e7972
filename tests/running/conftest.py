import io
import json
import logging

import pytest


class Log(io.StringIO):
    """What was written to the console's stream."""

    @property
    def lines(self):
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def of(self, message):
        return [line for line in self.lines if line["message"] == message]


@pytest.fixture
def log(monkeypatch):
    """The product's own log, as its one handler writes it."""
    [console] = [handler for handler in logging.getLogger().handlers if handler.name == "console"]
    written = Log()
    monkeypatch.setattr(console, "stream", written)
    return written
