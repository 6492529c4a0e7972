import logging
import sys

from edi_tracker.logs import OneLineFormatter


def test_a_record_and_its_traceback_stay_on_one_line():
    try:
        raise ValueError("first\nsecond")
    except ValueError:
        fault = sys.exc_info()
    record = logging.LogRecord("edi", logging.ERROR, "", 0, "asked for %s", ("/a\r\nERROR forged",), fault)
    written = OneLineFormatter("{levelname} {message}", style="{").format(record)
    assert len(written.splitlines()) == 1
    assert written.startswith("ERROR asked for /a | ERROR forged | Traceback")
