"""The admin, where equality leads run their plans. Django finds the models' admins by importing this package."""

from plans.admin import people, plans

__all__ = ["people", "plans"]
