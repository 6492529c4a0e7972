"""The tests' environment, so that they depend on nobody's own; DATABASE_URL alone still chooses the database.

Pytest imports this package before Django reads its settings (`-p tests` in pyproject.toml).
"""

import os

os.environ.update(
    SECRET_KEY="a secret for tests only " * 3,
    SEAL_KEY="a seal for tests only " * 3,
    DEBUG="false",
    HTTPS="false",  # the live server speaks plain HTTP
    ALLOWED_HOSTS="127.0.0.1,localhost",
    DATABASE_REPLICA_URL="",
    DATABASE_STATEMENT_TIMEOUT="",
    SQLITE_LOCK_TIMEOUT="",
    STATIC_MANIFEST="false",  # pages find their static files without collectstatic
    DJANGO_ALLOW_ASYNC_UNSAFE="true",  # Playwright leaves an event loop running in the tests' thread
)
