"""A slow and obvious recount: replay every history row until the end of a day, then count in plain Python."""

from collections import Counter
from datetime import datetime, time, timedelta

from django.utils import timezone

from actions.models import Action, ActionLead, Lead, ProgressUpdate
from measures.models import Measure
from plans.audit.records import history_of
from plans.models import Commitment, Plan, Theme

OPEN = ("not_started", "in_progress", "on_hold")


def rows_then(model, on):
    """The rows of a model as they were at the end of a day: id -> history row."""
    end = timezone.make_aware(datetime.combine(on + timedelta(days=1), time.min))
    rows = {}
    for row in sorted(history_of(model)._default_manager.all(), key=lambda row: (row.history_date, row.history_id)):
        if row.history_date < end:
            rows[row.id] = row
    return {pk: row for pk, row in rows.items() if row.history_type != "-"}


class Recount:
    """Everything as it was at the end of a day, of the plans that were active then, or of one plan."""

    def __init__(self, on, plan=None):
        self.on = on
        models = (Plan, Theme, Commitment, Action, ActionLead, Lead, Measure, ProgressUpdate)
        self.rows = {model: rows_then(model, on) for model in models}
        plans = {pk for pk, row in self.rows[Plan].items() if (pk == plan.pk if plan else row.status == "active")}
        self.actions = {pk: row for pk, row in self.rows[Action].items() if self.theme_of(row).plan_id in plans}

    def theme_of(self, action):
        return self.rows[Theme][self.rows[Commitment][action.commitment_id].theme_id]

    def plan_of(self, action):
        return self.rows[Plan][self.theme_of(action).plan_id]

    def leads_of(self, pk):
        return {link.lead_id for link in self.rows[ActionLead].values() if link.action_id == pk}

    def reported_at(self, action):
        update = self.rows[ProgressUpdate].get(action.latest_update_id)
        return update.reported_at if update else None

    def is_not_updated(self, action):
        reported = self.reported_at(action)
        days = self.plan_of(action).update_every_days
        return reported is None or timezone.localtime(reported).date() < self.on - timedelta(days=days)

    def has_measure(self, action):
        theme = self.theme_of(action)
        return any(
            measure.action_id == action.id
            or measure.commitment_id == action.commitment_id
            or (measure.theme_id and measure.theme_id in (theme.id, theme.parent_id))
            for measure in self.rows[Measure].values()
        )

    def figures_of(self, action):
        """Every figure that counts this action."""
        yield action.status
        if action.status not in OPEN:
            return
        yield action.rag
        if action.due_on is None:
            yield "no_date"
        elif action.due_on < self.on:
            yield "overdue"
        elif action.due_on <= self.on + timedelta(days=90):
            yield "due_soon"
        if self.is_not_updated(action):
            yield "not_updated"
        if not self.leads_of(action.id):
            yield "no_lead"
        if not self.has_measure(action):
            yield "no_measure"

    def tally(self, actions=None):
        """The counts of these actions, all unless given."""
        actions = self.actions.values() if actions is None else actions
        return Counter(figure for action in actions for figure in self.figures_of(action))

    def by(self, keys_of):
        """The counts of the actions of each key; an action may have several."""
        groups = {}
        for action in self.actions.values():
            for key in keys_of(action):
                groups.setdefault(key, []).append(action)
        return {key: self.tally(actions) for key, actions in groups.items()}
