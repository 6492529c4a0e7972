"""The files of measures and of their readings."""

from measures.models import Measure, Reading
from plans.admin.exchange.resource import ScopedResource

PLACE = "theme__plan__council"


class MeasureResource(ScopedResource):
    related = (
        "plan__council", "theme__plan__council", f"commitment__{PLACE}", f"action__commitment__{PLACE}",
        "owner__council",
    )  # fmt: skip

    class Meta:
        model = Measure
        fields = (
            "id", "plan", "theme", "commitment", "action", "position", "text", "name", "owner", "kind", "unit",
            "direction", "frequency", "is_about_people", "baseline", "baseline_on", "target", "target_on",
            "target_text", "revision",
        )  # fmt: skip


class ReadingResource(ScopedResource):
    related = ("measure__plan__council",)

    class Meta:
        model = Reading
        fields = ("id", "measure", "read_on", "group", "value", "words", "origin", "revision")
