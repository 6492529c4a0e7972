"""One history, written by the database.

Triggers generated from the models write django-simple-history's tables, so that no way of writing
(save, update, bulk, raw SQL, loaddata, migrations, other programs) can go unrecorded. This package holds

- ``context``: who is acting, why, and as of when, for the writes that follow;
- ``records``: ``TrackedHistory``, which a model declares to be tracked, and the list of tracked models;
- ``triggers``: the SQL for SQLite and PostgreSQL, installing it and checking that it is in place;
- ``connections``: how each database connection learns the context;
- ``verify`` and ``seals``: proving that state and history agree and that nobody rewrote the past;
- ``revision``: the edit token, the id of a row's newest history row;
- ``middleware``: the context of a web request.

Import from the module that says what you need; ``docs/decisions/0003-why-triggers.md`` says why.
"""
