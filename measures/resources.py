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
            "id", "plan", "theme", "commitment", "action", "position", "text", "name", "added_from", "owner", "kind",
            "unit", "levels", "definition", "origin", "direction", "frequency", "is_about_people", "baseline",
            "baseline_on", "target", "target_on", "target_text", "tolerance", "compared_group", "reference_group",
            "revision",
        )  # fmt: skip


class ReadingResource(ScopedResource):
    related = ("measure__plan__council",)

    class Meta:
        model = Reading
        fields = (
            "id", "measure", "starts_on", "read_on", "category", "group", "numerator", "base", "value", "words", "note",
            "origin", "revision",
        )  # fmt: skip
