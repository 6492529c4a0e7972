"""The entry point for gunicorn and waitress."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "edi_tracker.settings")
# Seconds after which a person who waits for the database is told; commands, which do not come by here, wait longer.
os.environ["DATABASE_STATEMENT_TIMEOUT"] = os.environ.get("DATABASE_STATEMENT_TIMEOUT") or "15"
os.environ["SQLITE_LOCK_TIMEOUT"] = os.environ.get("SQLITE_LOCK_TIMEOUT") or "3"

application = get_wsgi_application()
