from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    """The second floor: measures of success and their readings."""

    name = "measures"
