"""What the privacy notice says that the settings decide: how long what is kept, and which cookies there are.

UK GDPR, articles 13 and 14, say what such a notice tells; its words are in ``templates/statements/``.
"""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings

from plans import replica
from plans.messages import MessagesCookie


class Cookie(NamedTuple):
    """A cookie: its name in the browser, what for, and until when, in words."""

    name: str
    purpose: str
    kept: str


def lasting() -> dict[str, str]:
    """Return how long, in words, a session lasts after its last use and at most, and a failed sign-in is remembered."""
    return {
        "remembered": f"{settings.AXES_COOLOFF_TIME // timedelta(minutes=1)} minutes",
        "idle": f"{settings.SIGNED_OUT_AFTER_IDLE // timedelta(minutes=1)} minutes",
        "longest": f"{settings.SIGNED_OUT_AFTER // timedelta(hours=1)} hours",
    }


def cookies() -> list[Cookie]:
    """Return every cookie that this installation sets."""
    longest = lasting()["longest"]
    found = [
        Cookie(settings.SESSION_COOKIE_NAME, "Knows you again from page to page once you sign in", longest),
        Cookie(settings.CSRF_COOKIE_NAME, "Keeps other websites from sending forms in your name", "1 year"),
        Cookie(MessagesCookie.cookie_name, "Carries “Saved” and the like to the next page", "Until that page is shown"),
    ]
    if replica.REPLICA in settings.DATABASES:
        seconds = f"{replica.FURTHEST_BEHIND} seconds"
        found.append(Cookie(replica.RECENT_WRITER, "Shows you at once what you have just saved", seconds))
    return found
