"""The moments of a database's life at which the audit must act: connecting and migrating."""

from typing import Any

from django.apps import AppConfig
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from plans.audit import triggers
from plans.audit.records import TRACKED
from plans.audit.verify import reconcile


def hook(plans: AppConfig) -> None:
    """Listen to connecting and migrating, the only signals that the product listens to."""
    connection_created.connect(attach_to_connection)
    pre_migrate.connect(remove_before_migrating, sender=plans)
    post_migrate.connect(install_after_migrating, sender=plans)


def attach_to_connection(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    """A new connection learns how to say who writes."""
    triggers.DIALECTS[connection.vendor].attach(connection)


def remove_before_migrating(sender: Any, using: str = "default", plan: Any = None, **kwargs: Any) -> None:
    """SQLite rebuilds a table to alter it, which drops its triggers or fails on them: take them off first."""
    if plan and connections[using].vendor == "sqlite":
        triggers.remove(using)


def install_after_migrating(sender: Any, using: str = "default", plan: Any = None, **kwargs: Any) -> None:
    """Create the triggers as the models now ask, and append what a migration changed without them."""
    triggers.install(using)
    if plan:
        tables = set(connections[using].introspection.table_names())
        for table, model in TRACKED.items():
            if table in tables:
                reconcile(model, using)
