"""Backups that are known to restore.

A backup is a file, and beside it a manifest that says what it must hold. It is written while people go on working,
loaded at once into a side place and verified there, and only then given its name. Restoring loads and verifies in the
same side place before anything is replaced.

- ``manifest``: what a backup says of itself, and the facts by which a copy of a database is recognised;
- ``folder``: the folder of backups: names, lock, what is whole and what a killed backup left;
- ``rotation``: which backups have been kept for long enough;
- ``sqlite`` and ``postgresql``: copying, loading and replacing, in each database's own way;
- ``beside``: the side place; ``checking``: whether what was loaded there is whole and ours;
- ``making`` and ``restoring``: the deeds of ``manage.py backup`` and ``manage.py restore``.

``docs/backups.md`` is for whoever runs it, ``docs/decisions/0016-backups.md`` says why it is so.
"""
