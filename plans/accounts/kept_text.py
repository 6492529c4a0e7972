"""What somebody typed is kept when they turn out to be signed out: signed, for some hours, for them alone.

It travels in the sign-in page itself, and waits in the session of whoever was, or is again, signed in until it is sent
or thrown away; nothing of a stranger's is ever stored. Files are not kept, and of a form with a password nothing is.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings
from django.core import signing
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

KEPT = "kept_text"  # the hidden box of the sign-in page, and the key in the session
LONGEST = 256 * 1024  # characters, of all boxes together
SALT = "plans.accounts.kept_text"
OF_THE_FORM = frozenset(["csrfmiddlewaretoken", KEPT])
ABOUT_ONESELF = ("/account/", "/sign-in/")  # passwords and codes are typed there


@dataclass(frozen=True)
class KeptText:
    """A form that was sent: to which address, the values of each of its boxes, by whom (None: not known)."""

    address: str
    fields: list[tuple[str, list[str]]]
    user_id: int | None = None
    had_files: bool = False

    @property
    def pairs(self) -> Iterator[tuple[str, str]]:
        """Each box with each of its values, as they are sent again."""
        for name, values in self.fields:
            yield from ((name, value) for value in values)

    @property
    def words(self) -> list[tuple[str, str]]:
        """What was written in words, each with what its box is called; ticks, dates and numbers are left out."""
        return [(_label(name), value.strip()) for name, value in self.pairs if len(value.split()) > 1]

    @property
    def sealed(self) -> str:
        """As the sign-in page carries it: whoever changes it is not believed."""
        return signing.dumps(asdict(self), salt=SALT, compress=True)


def typed_in(request: HttpRequest, user_id: int | None = None) -> KeptText | None:
    """Return what a request sends from a form; None where nothing can be kept: no boxes, too long, or a secret."""
    fields = [(name, values) for name, values in request.POST.lists() if name not in OF_THE_FORM]
    length = sum(len(value) for _, values in fields for value in values)
    if not fields or length > LONGEST or _is_secret(request, fields):
        return None
    return KeptText(request.get_full_path(), fields, user_id, bool(request.FILES))


def typed_here(request: HttpRequest) -> KeptText | None:
    """Return what was typed on a page of ours, by the browser's own word; for when nothing else was checked yet.

    A page of somebody else's cannot send this header, so it cannot make us show its words as ours.
    """
    if request.method != "POST" or request.headers.get("Sec-Fetch-Site") != "same-origin":
        return None
    try:
        return typed_in(request)
    except (SuspiciousOperation, MultiPartParserError, OSError):  # what was sent is not a form that can be read
        return None


def carried_by(request: HttpRequest) -> KeptText | None:
    """Return what the sign-in page of a request carries; None for nothing, what is too old, and what is not ours."""
    begun: KeptText | None = getattr(request, KEPT, None)  # the page that answers the form itself
    return begun or _opened(request.POST.get(KEPT, ""))


def hold(request: HttpRequest) -> bool:
    """Put what the sign-in page carries into the session, where it waits; return whether there is anything."""
    if carried_by(request) is None:
        return False
    request.session[KEPT] = request.POST[KEPT]
    return True


def waiting_for(request: HttpRequest) -> KeptText | None:
    """Return what waits in the session for the person signed in; what another person typed is thrown away unseen."""
    kept = _opened(request.session.get(KEPT, ""))
    if kept and kept.user_id in (None, request.user.pk):
        return kept
    forget(request)
    return None


def forget(request: HttpRequest) -> None:
    """Throw away what waits in the session."""
    request.session.pop(KEPT, None)


def _opened(sealed: str) -> KeptText | None:
    try:
        return KeptText(**signing.loads(sealed, salt=SALT, max_age=settings.SIGNED_OUT_AFTER))
    except signing.BadSignature:
        return None


def _is_secret(request: HttpRequest, fields: Any) -> bool:
    return request.path.startswith(ABOUT_ONESELF) or any("password" in name.lower() for name, _ in fields)


def _label(name: str) -> str:
    """What a box is called, from its name: "What happened" is not known here, "Summary" is."""
    return name.replace("_", " ").replace("-", " ").strip().capitalize()
