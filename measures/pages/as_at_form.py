"""The day that a page about measures is asked for: it lives in the address, so that a link asks the same question."""

from urllib.parse import urlencode

from django.utils import timezone

from actions.history.as_at import Day
from plans.form_fields import EdiForm, PastDayField


class AsAtForm(EdiForm):
    """As at which day. A day that makes no sense is refused, as no figure would answer the question."""

    as_at = PastDayField(label="As at", required=False)

    @property
    def day(self) -> Day:
        """The day that is asked about: today where none is given, or none that makes sense."""
        asked = self.cleaned_data.get("as_at") if self.is_valid() else None
        return Day(asked or timezone.localdate())

    @property
    def query(self) -> str:
        """What an address has to end with to ask about the same day: "?as_at=2026-03-31", or "" for today."""
        return f"?{urlencode({'as_at': self.day.on.isoformat()})}" if self.day.is_past else ""
