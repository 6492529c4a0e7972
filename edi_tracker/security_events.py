"""Which requests are events that whoever watches over security wants to see: one table.

ASVS 5.0, 16.3: signing in and out, failures of it, what changes who may do what, refusals, data taken in and out.
"""

import re
from dataclasses import dataclass

SIGNED_IN, SIGNED_OUT, REFUSED, LOCKED_OUT = "signed in", "signed out", "refused", "locked out"
SIGN_IN_FAILED, TWO_STEP_FAILED = "sign-in failed", "two-step failed"
TO_WATCH = frozenset([REFUSED, LOCKED_OUT, SIGN_IN_FAILED, TWO_STEP_FAILED])

FAILED = {
    "sign-in": SIGN_IN_FAILED,
    "two-step": TWO_STEP_FAILED,
    "password-change": "password change refused",
}
ASKED_FOR = {  # what is new is shown on the page that answers, as is a refusal, so the status does not tell
    "two-step-set-up": "two-step set-up asked for",
    "two-step-codes": "recovery codes asked for",
}
DONE = {
    "two-step": "two-step passed",
    "two-step-remove": "two-step removed",
    "password-change": "password changed",
    "password-reset": "password reset asked for",
    "password-set": "password changed",
    "sign-out-everywhere": "signed out everywhere",
    "sign-on-link": "single sign-on linked",
    "sign-on-unlink": "single sign-on unlinked",
    "person-invite": "person invited",
    "person-leave": "person left",
    "person-forget": "person forgotten",
    "plan-import-do": "imported",
    "reading-import-do": "imported",
}
EXPORTS = frozenset(["plan-export", "measure-export", "action-list-export", "committee-report-word"])
IN_THE_ADMIN = [  # the first that matches counts
    (re.compile(r"admin:\w+_process_import"), "imported"),
    (re.compile(r"admin:\w+_export"), "exported"),
    (re.compile(r"admin:plans_user_password\w*"), "password changed"),
    (re.compile(r"admin:plans_user_sign_out"), "signed out everywhere"),
    (re.compile(r"admin:plans_(user|membership)_\w+"), "people or roles changed"),
    (re.compile(r"admin:auth_\w+|admin:axes_\w+|admin:otp_\w+"), "people or roles changed"),
]


@dataclass(frozen=True)
class Answered:
    """A request that was answered: the route's name, and who was signed in before and after."""

    route: str
    method: str
    status: int
    before: int | None = None
    after: int | None = None


def event_of(answered: Answered) -> str:
    """Return the event that a request was, blank if it was none."""
    route, posted = answered.route, answered.method == "POST"
    if answered.status == 429:
        return LOCKED_OUT
    if answered.status == 403 or (posted and answered.status == 400):  # 400: a token or form that nobody was given
        return REFUSED
    if answered.before != answered.after:
        return SIGNED_IN if answered.after else SIGNED_OUT
    if route == "sign-on-return" and answered.after is None:
        return SIGN_IN_FAILED
    if route in EXPORTS:
        return "exported" if answered.status == 200 else ""
    if not posted:
        return ""
    if answered.status == 200 and route in FAILED:
        return FAILED[route]
    if route.startswith("admin:"):
        return _in_the_admin(route, answered.status)
    return ASKED_FOR.get(route, "") or (DONE.get(route, "") if answered.status == 302 else "")


def _in_the_admin(route: str, status: int) -> str:
    """An import and an export answer 200 or 302; a form that was saved 302, one that was not 200."""
    for pattern, event in IN_THE_ADMIN:
        if pattern.fullmatch(route):
            return event if status == 302 or (event in ("imported", "exported") and status == 200) else ""
    return ""
