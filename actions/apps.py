from django.apps import AppConfig


class ActionsConfig(AppConfig):
    """The first floor: actions, their leads and timescales, progress and its history."""

    name = "actions"
