"""The committee report: how a plan stood at the end of a period, and what changed in it.

``period``: which days. ``facts``: what the database knows, gathered in a fixed number of queries. ``summary``: it in
plain words. ``sections``: every heading, sentence and table, for the page and the document alike. ``word`` and
``table_markup``: how they look. ``form``: what a person asks for.
"""
