"""What a manager looks for among open actions: what is late, soon due or silent, and what the plan left out."""

from django.db import models

DUE_SOON_DAYS = 90


class Concern(models.TextChoices):
    """Why an open action needs a look."""

    OVERDUE = "overdue", "Overdue"
    DUE_SOON = "due_soon", f"Due in the next {DUE_SOON_DAYS} days"
    NOT_UPDATED = "not_updated", "Not updated"


class Gap(models.TextChoices):
    """What an open action lacks. A gap is no failure: most published plans leave something out."""

    NO_LEAD = "no_lead", "No lead"
    NO_DATE = "no_date", "No due date"
    NO_MEASURE = "no_measure", "No measure"


class State(models.TextChoices):
    """Several statuses under one word."""

    OPEN = "open", "Open"
    DONE = "done", "Done"
    LIVE = "live", "Open or embedded"


CONCERN_MEANS: dict[str, str] = {
    Concern.OVERDUE: "The due date has passed and the action is still open.",
    Concern.DUE_SOON: f"The action is open and its due date is today or in the {DUE_SOON_DAYS} days after.",
    Concern.NOT_UPDATED: "The action is open and nobody has reported on it within the plan’s interval, "
    "or nobody has reported on it at all. Saving a correction is not a report.",
}

GAP_MEANS: dict[str, str] = {
    Gap.NO_LEAD: "Nobody is named to do it.",
    Gap.NO_DATE: "No due date holds, because the published plan states none or its words give no date.",
    Gap.NO_MEASURE: "No measure hangs on the action, its commitment or its theme. "
    "Measures of a whole plan are not counted here.",
}
