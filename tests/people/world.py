"""What the tests of people who come and go say on its pages."""

import re
from datetime import timedelta
from typing import Any

from django.core import mail
from django.urls import reverse
from django.utils import timezone

TODAY = timezone.localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
NEW_PASSWORD = "quite-a-different-pass-phrase-7"


def boxes(name: str, day: Any) -> dict[str, Any]:
    """A day as three boxes send it."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


def invite(client: Any, query: str = "", **said: Any) -> Any:
    """Send the invitation page's form."""
    form = {"name": "Nia New", "email": "Nia@example.org", "role": "officer", **boxes("holds_from", TODAY)}
    return client.post(reverse("person-invite") + query, form | said)


def leave(client: Any, person: Any, day: Any = TODAY, **said: Any) -> Any:
    """Open the leave page and send its form."""
    page = client.get(reverse("person-leave", args=[person.pk]))
    form = {"revision": page.context["form"]["revision"].value(), "change_reason": "Left.", **boxes("day", day)}
    return client.post(reverse("person-leave", args=[person.pk]), form | said)


def forget(client: Any, person: Any, **said: Any) -> Any:
    """Send the form that forgets a person."""
    form = {"name": person.name, "change_reason": "They asked for it."}
    return client.post(reverse("person-forget", args=[person.pk]), form | said)


def link_in(message: Any) -> str:
    """The link in an e-mail, without the host."""
    return re.search(r"https?://[^/]+(/sign-in/set-password/\S+)", message.body)[1]


def newest_link() -> str:
    """The link in the newest e-mail."""
    return link_in(mail.outbox[-1])


def choose_password(client: Any, link: str, password: str = NEW_PASSWORD) -> bool:
    """Open a link and choose a password; whether the link let one."""
    page = client.get(link, follow=True)
    if "form" not in page.context or page.context["form"] is None:
        return False
    client.post(page.request["PATH_INFO"], {"new_password1": password, "new_password2": password})
    return True
