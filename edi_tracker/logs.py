"""How a log record is written."""

import logging


class OneLineFormatter(logging.Formatter):
    """Keeps a record and its traceback on one line, so that nothing a visitor sends can forge another."""

    def format(self, record: logging.LogRecord) -> str:
        return " | ".join(super().format(record).splitlines())
