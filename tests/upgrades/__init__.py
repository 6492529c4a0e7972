"""Upgrades: databases that earlier releases filled, and what their code still writes while a newer one is brought in.

``releases/NAME.sql`` holds the rows that the code of that release wrote, its history and seals among them; nobody
edits them. ``python -m tests.upgrades.record NAME`` writes those of today's code, when a release is made.
"""
