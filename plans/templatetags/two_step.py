"""What the account page says about two-step sign-in."""

from typing import Any

from django import template

from plans import permissions
from plans.accounts import recovery_codes, two_step

register = template.Library()


@register.simple_tag(takes_context=True)
def two_step_standing(context: Any) -> dict[str, Any]:
    """Whether the person who looks has an app, whether they must, and how many recovery codes are left."""
    user = context["request"].user
    left = recovery_codes.left(user)
    return {
        "has_app": two_step.has_app(user),
        "must": permissions.must_take_two_steps(user),
        "few": left <= recovery_codes.FEW,
        "told": recovery_codes.told(left),
    }
