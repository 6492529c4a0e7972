"""What `manage.py check --deploy` asks of an installation before it is used for real."""

import os
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register


@register(Tags.security, deploy=True)
def two_steps_are_required(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Refuse an installation whose equality leads and superusers may sign in by a password alone."""
    if settings.FOR_TRYING_OUT or settings.TWO_STEP_REQUIRED:
        return []
    return [
        Error(
            "TWO_STEP_REQUIRED is false: a password alone lets people into the admin.",
            hint="Take TWO_STEP_REQUIRED out of the environment, or set it to true.",
            id="plans.E001",
        )
    ]


@register(Tags.security, deploy=True)
def is_not_for_trying_out(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Refuse an installation that the demonstration's people may sign in to, with a password that everybody knows."""
    if not settings.FOR_TRYING_OUT:
        return []
    hint = "Take DEBUG out of the environment, or set it to false."
    return [Error("DEBUG is true: this copy is for trying out, not for use.", hint=hint, id="plans.E002")]


@register(Tags.security)
def breached_passwords_can_be_read(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """Refuse a file of breached passwords that cannot be read: none would be refused by it."""
    path = settings.BREACHED_PASSWORDS_FILE
    if not path or os.access(path, os.R_OK):
        return []
    hint = "Give the path of the file, or take BREACHED_PASSWORDS_FILE out of the environment."
    return [Error(f"BREACHED_PASSWORDS_FILE is {path!r}, which cannot be read.", hint=hint, id="plans.E003")]
