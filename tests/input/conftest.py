"""The world of this folder is made once for each module: what its tests change is undone question by question."""

import os

import pytest
from django.db import transaction
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as made_up

from plans.accounts import mail, recovery_codes
from tests.input.world import World

# How many made-up cases each page and each form gets; `make fuzz` asks for 600.
CASES = int(os.environ.get("FUZZ_CASES") or 3)
fuzzed = made_up(
    max_examples=CASES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One of everything in two councils, in an installation that can send e-mail."""
    atomic = transaction.atomic()
    atomic._from_testcase = True
    with pytest.MonkeyPatch.context() as patch, override_settings(CAN_SEND_EMAIL=True):
        patch.setattr(recovery_codes, "ROUNDS", 1)
        # E-mails go at once: their numbers are drawn by chance, which no thread may do while cases are made up.
        patch.setattr(mail.AFTERWARDS, "submit", lambda deed, *given: deed(*given))
        with django_db_blocker.unblock(), atomic:
            yield World()
            transaction.set_rollback(True)
