import os

import pytest
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from plans.audit import triggers
from tests.upgrades.releases import RELEASES, load

NAME = f"edi_earlier_{os.getpid()}"  # each of the processes that test at once has its own


@pytest.fixture
def empty_database(django_db_setup, django_db_blocker, tmp_path):
    """An empty database in the place of the tests' own."""
    with django_db_blocker.unblock():
        own = connections["default"]
        connections["default"] = another = own.__class__(own.settings_dict | {"NAME": made(own, tmp_path)}, own.alias)
        forget_what_was_remembered()
        try:
            yield
        finally:
            another.close()
            connections["default"] = own
            forget_what_was_remembered()
            removed(own)


def made(own, folder):
    """Make the database; return its name."""
    if own.vendor == "sqlite":
        return str(folder / "earlier.sqlite3")
    removed(own)
    with own.cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {NAME}")
    return NAME


def removed(own):
    if own.vendor == "postgresql":
        with own.cursor() as cursor:
            cursor.execute(f"DROP DATABASE IF EXISTS {NAME} WITH (FORCE)")


def forget_what_was_remembered():
    """What is remembered of one database does not hold for another."""
    ContentType.objects.clear_cache()
    cache.clear()


@pytest.fixture(params=RELEASES)
def earlier(request, empty_database):
    """The name of an earlier release; the database is as its code left it."""
    MigrationExecutor(connections["default"]).migrate(list(RELEASES[request.param].items()))
    load(request.param)
    triggers.install()
    return request.param
