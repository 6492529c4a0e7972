"""The admin of actions, of who leads them, when they are due and what was reported on them."""

from actions.admin import actions, leads, progress, timescales

__all__ = ["actions", "leads", "progress", "timescales"]
