from django.db import connection

# Each database's own ways are tested on that database only.
collect_ignore = ["test_sqlite.py" if connection.vendor == "postgresql" else "test_postgresql.py"]
