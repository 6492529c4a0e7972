"""The admin of actions, of who leads them, when they are due, what was reported on them and how they are tagged."""

from actions.admin import actions, leads, progress, tags, timescales

__all__ = ["actions", "leads", "progress", "tags", "timescales"]
