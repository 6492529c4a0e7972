"""E-mails: one text file each in ``templates/mail/``, its first line the subject."""

import logging
from concurrent.futures import ThreadPoolExecutor
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.template import Context
from django.template.loader import get_template

from plans.models import User

log = logging.getLogger(__name__)

AFTERWARDS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="mail")


def can_send() -> bool:
    """Whether this installation can send e-mail at all; pages say so where it cannot."""
    return settings.CAN_SEND_EMAIL


def send(template: str, to: User, context: dict[str, Any]) -> bool:
    """Send a person the e-mail ``templates/mail/<template>.txt``; the one way that mail leaves the product.

    The template is plain text: its first line is the subject, then a blank line, then the body. It is given
    ``person`` (who it goes to) and ``product`` (its name) besides ``context``. Every piece of text in the
    context is put on one line, so that nobody's name can add a header or a paragraph of its own.

    True when the mail server took it. False when it did not, or when this installation sends no e-mail; the log then
    says which e-mail and why, but neither to whom nor what it said. Never raises because of a mail server.
    """
    return can_send() and _deliver(template, _written(template, to, context))


def send_afterwards(template: str, to: User, context: dict[str, Any], *, really: bool = True) -> None:
    """Send as ``send`` does, but beside the page's answer, so that its time does not tell whether mail was sent.

    With ``really=False`` the e-mail is written as it would be, and thrown away.
    """
    message = _written(template, to, context)
    if really and can_send():
        AFTERWARDS.submit(_deliver, template, message)


def _written(template: str, to: User, context: dict[str, Any]) -> EmailMessage:
    """The message; autoescape is off because it is text, in which &amp; would be read as it stands."""
    facts = {name: one_line(value) for name, value in context.items()}
    facts |= {"person": one_line(str(to)), "product": settings.PRODUCT_NAME}
    text = get_template(f"mail/{template}.txt").template  # type: ignore[attr-defined]  # Django's own, behind a wrapper
    words = text.render(Context(facts, autoescape=False))
    subject, body = words.split("\n", maxsplit=1)
    return EmailMessage(subject, body.strip() + "\n", to=[to.email])


def one_line(value: Any) -> Any:
    """Text without line ends and other control characters; anything else as it is."""
    if not isinstance(value, str):
        return value
    return " ".join("".join(mark if mark.isprintable() else " " for mark in value).split())


def _deliver(template: str, message: EmailMessage) -> bool:
    try:
        message.send()
    except (OSError, SMTPException, ValueError) as fault:  # ValueError: an address or a subject that no header can hold
        log.error("The e-mail %r was not sent: %s", template, type(fault).__name__)  # its words may hold the address
        return False
    return True
