"""The committee report: how a plan stood at the end of a period, and what changed in it.

``period``: which days. ``facts``: what the database knows, gathered in a fixed number of queries. ``summary``: it in
plain words. ``figures``, ``lists``, ``measures``, ``outcomes``: every heading, sentence and table, for page and
document alike.
``report``: the whole. ``word``: how it looks in Word; the page is ``templates/actions/committee_report.html``.
``form``: what a person asks for.
"""
