"""The words that a page leaves for the next one, such as "Saved": in a cookie, as a stranger has no session."""

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class MessagesCookie(CookieStorage):
    """Django's cookie, of this host alone where there is HTTPS, as the other cookies are."""

    cookie_name = f"{settings.COOKIE_PREFIX}messages"


class Messages(FallbackStorage):
    """The cookie, and the session for what is too long for it."""

    storage_classes = (MessagesCookie, SessionStorage)
