"""Dates as GOV.UK writes them; Django's own British formats serve for the rest."""

DATE_FORMAT = "j F Y"  # 31 March 2027
DATETIME_FORMAT = "j F Y, P"  # 31 March 2027, 5:30 p.m.
