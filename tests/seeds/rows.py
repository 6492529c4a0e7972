"""Which rows belong to a plan, for every model that the fixtures fill."""

import csv
from pathlib import Path

from actions.models import Action, ActionLead, Lead, LeadSpelling, ReviewDate, Timescale
from measures.models import Measure, Reading
from plans.models import Commitment, Council, Plan, PlanPartner, Theme

TO_PLAN = {
    Plan: "pk",
    PlanPartner: "plan",
    Theme: "plan",
    Commitment: "theme__plan",
    Lead: "council__plans",
    LeadSpelling: "lead__council__plans",
    Timescale: "plan",
    ReviewDate: "timescale__plan",
    Action: "commitment__theme__plan",
    ActionLead: "action__commitment__theme__plan",
    Measure: "plan",
    Reading: "measure__plan",
}
SEEDED = [Council, *TO_PLAN]


def rows_of(plan, model):
    """The plan's rows of a model."""
    return model.objects.filter(**{TO_PLAN[model]: plan.pk})


def expected(name):
    """The rows of a table of expected values that lies beside the tests."""
    path = Path(__file__).with_name(f"expected_{name}.tsv")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
