"""The moments of a database's life at which the audit must act: connecting and migrating."""

from typing import Any

from django.apps import AppConfig
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from plans import migrated
from plans.audit import roles, triggers
from plans.audit.verify import reconcile_all


def hook(plans: AppConfig) -> None:
    """Listen to connecting and migrating, the only signals that the product listens to."""
    connection_created.connect(attach_to_connection)
    pre_migrate.connect(remove_before_migrating, sender=plans)
    post_migrate.connect(install_after_migrating, sender=plans)


def attach_to_connection(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """A new connection learns how to say who writes."""
    triggers.DIALECTS[connection.vendor].attach(connection)


def remove_before_migrating(sender: Any, using: str = "default", plan: Any = None, **kwargs: Any) -> None:
    """SQLite rebuilds a table to alter it, which drops its triggers or fails on them: take them off first.

    PostgreSQL's stay on, so that what a migration writes is recorded like everything else; but not everybody may,
    nor may an older release.
    """
    migrated.refuse_a_newer_database(using)
    roles.refuse_to_migrate_without_rights(using)
    if plan and connections[using].vendor == "sqlite":
        triggers.remove(using)


def install_after_migrating(sender: Any, using: str = "default", plan: Any = None, **kwargs: Any) -> None:
    """Create the triggers as the models now ask, append what was changed without them, and give roles their rights.

    In one transaction, so that nobody writes between the two. A migration that failed half way left them off,
    which the next ``migrate`` mends even where it has nothing else to do.
    """
    with transaction.atomic(using=using):
        if plan or triggers.missing(using):
            triggers.install(using)
            appended = reconcile_all(using)
            if appended and kwargs.get("verbosity", 1):
                print(f"History rows appended for what changed while the triggers were off: {appended:,}")
        roles.give(using)
