"""A council's years, made up at random: what a day's work could have done to its plans, each thing at its moment."""

from contextlib import suppress
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from actions.models import Action, ActionLead
from measures.models import Measure
from plans.audit.context import audit
from plans.models import Commitment, Plan, Theme
from plans.models.positions import next_position
from tests.builders import make_action, make_commitment, make_lead, make_plan, make_theme, make_user, name_lead

DAYS = 600


class World:
    """Two plans of a council, with what a random generator lets happen to them."""

    def __init__(self, council, random):
        self.random, self.council, self.at = random, council, timezone.now() - timedelta(days=DAYS)
        self.person = make_user(council=council, role="equality_lead")
        with self.moment():
            self.leads = [make_lead(council) for _ in range(3)]
            self.plans = [make_plan(council, update_every_days=days) for days in (30, 90)]
            for plan in self.plans:
                top = make_theme(plan, title="Top")
                for theme in (top, make_theme(plan, title="Within", parent=top)):
                    make_commitment(theme=theme)
        for _ in range(4):
            self.begin_an_action()

    def live(self, days):
        """Let something happen on so many days, spread until now."""
        for _ in range(days):
            self.at += timedelta(days=DAYS / days) * self.random.random()
            deed = self.random.choice(DEEDS)
            with self.moment():
                deed(self)

    def moment(self):
        return audit(by=self.person, reason="Because", moment=self.at)

    def any_action(self):
        return self.random.choice(list(Action.objects.order_by("pk")) or [None])

    def any_day(self):
        return (self.at + timedelta(days=self.random.randint(-200, 200))).date()

    def begin_an_action(self):
        commitment = self.random.choice(list(Commitment.objects.order_by("pk")))
        with self.moment():
            position = next_position(commitment.actions)
            due_on = self.random.choice([None, self.any_day()])
            action = make_action(commitment=commitment, position=position, due_on=due_on)
            if self.random.random() < 0.6:
                name_lead(action, self.random.choice(self.leads))

    def report(self):
        action, choose = self.any_action(), self.random.choice
        if action is None or action.plan.status != "active":
            return
        says = {"due_on": choose([None, self.any_day()]), "review_on": self.any_day(), "reason": "Because"}
        with suppress(ValidationError):
            action.report(
                by=self.person, at=self.at, is_demonstration=True, rag=choose(["green", "amber", "red", None]),
                status=choose(["in_progress", "on_hold", "completed", "embedded", "withdrawn", "not_started"]), **says,
            )  # fmt: skip

    def reword(self):
        if action := self.any_action():
            Action.objects.filter(pk=action.pk).update(current_text=f"Do it, as of {self.at:%d %B %Y}")

    def name_another_lead(self):
        if action := self.any_action():
            free = [lead for lead in self.leads if not action.action_leads.filter(lead=lead).exists()]
            if free:
                name_lead(action, self.random.choice(free), position=10 + action.action_leads.count())

    def take_leads_off(self):
        if action := self.any_action():
            ActionLead.objects.filter(action=action).delete()

    def delete_an_action(self):
        action = self.any_action()
        if action and not action.updates.exists():
            with transaction.atomic():
                action.delete()

    def move_an_action(self):
        if action := self.any_action():
            elsewhere = self.random.choice(list(Commitment.objects.filter(theme__plan=action.plan).order_by("pk")))
            position = next_position(elsewhere.actions)
            Action.objects.filter(pk=action.pk).update(commitment=elsewhere, position=position)

    def hang_a_measure(self):
        action = self.any_action()
        if action is None:
            return
        theme = action.commitment.theme
        places = [{"action": action}, {"commitment": action.commitment}, {"theme": theme}, {"theme": theme.parent}, {}]
        plan = theme.plan
        position = next_position(plan.measures)
        place = self.random.choice(places)
        Measure.objects.create(plan=plan, position=position, text="Survey", name="Survey", **place)

    def take_a_measure_away(self):
        if measure := Measure.objects.order_by("-position").first():
            measure.delete()

    def turn_a_plan(self):
        plan = self.random.choice(self.plans)
        status = self.random.choice([Plan.Status.ACTIVE, Plan.Status.CLOSED, Plan.Status.ACTIVE])
        Plan.objects.filter(pk=plan.pk).update(status=status, update_every_days=self.random.choice([30, 60, 90]))

    def delete_a_theme(self):
        """A theme with everything in it, unless an action in it has been reported on, which protects it."""
        theme = self.random.choice(list(Theme.objects.order_by("pk")))
        within = [theme, *theme.subthemes.all()]
        is_reported_on = Action.objects.filter(commitment__theme__in=within, updates__gt=0).exists()
        if not is_reported_on and Commitment.objects.exclude(theme__in=within).exists():
            theme.delete()


DEEDS = [
    World.begin_an_action, World.begin_an_action, World.report, World.report, World.report, World.report, World.reword,
    World.name_another_lead, World.take_leads_off, World.delete_an_action, World.move_an_action,
    World.hang_a_measure, World.hang_a_measure, World.take_a_measure_away, World.turn_a_plan, World.delete_a_theme,
]  # fmt: skip
