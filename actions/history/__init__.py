"""The only reader of status history.

``timeline``: what happened to one action. ``as_at``: the tables of plans as they were at the end of a day.
``standing``: where each action stood on a day. ``trend``: statuses month by month. ``movement``: what
changed between two days.
"""
