"""A plan takes on what its newer version says: words and their readings; what was done here stays."""

from collections.abc import Sequence
from typing import Any

from actions.exporting.plan.kinds import KINDS
from actions.importing.changes import FIGURES_OF_MEASURE, Comparison, other_readings
from actions.importing.content import ActionContent, MeasureContent, PlanContent
from actions.importing.leads_of_plan import LeadsOfPlan
from actions.importing.levels import Level, Places
from actions.importing.matching import Placed
from actions.importing.refusals import checked
from actions.importing.shapes import row_of
from actions.importing.stored import IN_ORDER
from actions.importing.writing import create, hung_on, measures_of, tags_of
from actions.models import Action, ActionLead, ActionTag, ReviewDate, Timescale
from plans.models import Commitment, Council, Plan, Theme
from plans.models.positions import next_position

WORDS_OF_ACTION = ("reference", "subheading", "text", "leads_as_published")
WORDS_OF_COMMITMENT = ("reference", "text", "lead_in", "rationale", "success", "leads_as_published")
KEY_OF_READING = ("read_on", "category", "group")
WORDS_OF_READING = tuple(
    column.name for column in KINDS["Reading"].columns if column.field and column.name not in KEY_OF_READING
)
WORDS_OF_THEME = ("reference", "title", "outcome")


class Update:
    """The changes between what a plan says and a newer version: made and checked first, then written level by level.

    The database is locked for the writing only, so that officers' reports wait as shortly as can be.
    """

    def __init__(self, plan: Plan, now: PlanContent, newer: PlanContent, *, with_readings: bool) -> None:
        self.plan = plan
        self.now = now
        self.newer = newer
        self.comparison = Comparison(now, newer, with_readings=with_readings)
        self.match = self.comparison.match
        self.is_empty = self.comparison.changes.is_empty
        self.leads = LeadsOfPlan(plan)
        self.leads.know_partners(Council.objects.filter(partner_plans=plan))
        self.leads.make(newer.leads)
        self.facts: Level[Plan] = Level("plan")
        self.themes: Level[Theme] = Level("theme")
        self.themes_within: Level[Theme] = Level("theme")
        self.commitments: Level[Commitment] = Level("commitment")
        self.timescales: Level[Timescale] = Level("timescale")
        self.reviews: Level[ReviewDate] = Level("review date")
        self.actions: Level[Action] = Level("action")
        self.measures: Level[Any] = Level("measure")
        self.readings: Level[Any] = Level("reading")
        self.after_timescales = Places(plan.timescales.all(), "plan_id")
        self.brought: dict[int, Timescale] = {}
        self.dated: list[tuple[Action, ActionContent]] = []
        self.led: list[tuple[Action, ActionContent]] = []
        self.tagged: list[tuple[Action, ActionContent]] = []
        self._prepare()

    def _prepare(self) -> None:
        if self.comparison.facts():
            self.facts.change(self.plan, self.comparison.facts_said)
        themes = self._themes()
        commitments = self._commitments(themes)
        actions = self._actions(commitments)
        self.led_before = [row.pk for row, _ in self.led if row.pk]
        self.tagged_before = [row.pk for row, _ in self.tagged if row.pk]
        named = [link for row, said in self.led for link in self.leads.named_for(row, said)]
        self.linked = [(named, "lead of an action"), *tags_of(self.leads, self.newer.local_tags, self.tagged)]
        self.measured = self._measures(hung_on(self.newer, themes, commitments, actions))
        for rows, what in [*self.leads.made, *self.linked, *self.measured]:
            checked(rows, what)

    def write(self) -> None:
        """Write what changed and what is new; nothing is deleted but a lead or a tag that an action no longer names.

        The caller holds the transaction and the plan's lock.
        """
        self._keep_moved_dates()
        for level in (self.facts, self.themes, self.themes_within, self.commitments, self.timescales, self.reviews):
            level.write()
        self.actions.write()
        for rows, _ in self.leads.made:
            create(rows)
        ActionLead.objects.filter(action__in=self.led_before).delete()
        ActionTag.objects.filter(action__in=self.tagged_before).delete()
        for rows, _ in [*self.linked, *self.measured]:
            create(rows)
        self.measures.write()
        self.readings.write()

    def _keep_moved_dates(self) -> None:
        """An action of another timescale takes on its due date, unless that was moved here since."""
        pks = [row.pk for row, _ in self.dated]
        rows = Action.objects.filter(commitment__theme__plan=self.plan, pk__in=pks)
        due = dict(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", "due_on"))
        for row, said in self.dated:
            row.due_on = due[row.pk]
            if row.due_on == self.now.due_on_as_read(said):
                row.due_on = row.timescale.due_on if row.timescale else None

    def _themes(self) -> list[Theme]:
        """Return the rows of the newer version's themes, in its order."""
        there = list(self.plan.themes.order_by("position"))
        last = Places(there, "plan_id")
        rows: list[Theme] = []
        for one in self.match.themes.coming:
            old = self.match.themes.newer.get(one.at)
            if old is not None:
                rows.append(self.themes.change(there[old], words_of(one.said, WORDS_OF_THEME)))
                continue
            parent = rows[one.under] if one.under is not None else None
            row = row_of(Theme, one.said, plan=self.plan, position=last.next(self.plan), parent=parent)
            rows.append((self.themes_within if parent else self.themes).add(row))
        return rows

    def _commitments(self, themes: Sequence[Theme]) -> list[Commitment]:
        """Return the rows of the newer version's commitments, in its order."""
        there = list(Commitment.objects.filter(theme__plan=self.plan).order_by("theme__position", "position"))
        last = Places(there, "theme_id")
        rows: list[Commitment] = []
        for one in self.match.commitments.coming:
            theme = themes[one.under or 0]
            old = self.match.commitments.newer.get(one.at)
            if old is not None:
                is_moved = there[old].theme_id != theme.pk
                links = {"theme": theme, "position": last.next(theme)} if is_moved else {}
                rows.append(self.commitments.change(there[old], words_of(one.said, WORDS_OF_COMMITMENT), **links))
                continue
            rows.append(self.commitments.add(row_of(Commitment, one.said, theme=theme, position=last.next(theme))))
        return rows

    def _actions(self, commitments: Sequence[Commitment]) -> list[Action]:
        """Return the rows of the newer version's actions, in its order."""
        there = list(Action.objects.filter(commitment__theme__plan=self.plan).order_by(*IN_ORDER))
        last = Places(there, "commitment_id")
        rows: list[Action] = []
        for one in self.match.actions.coming:
            commitment = commitments[one.under or 0]
            old = self.match.actions.newer.get(one.at)
            if old is not None:
                is_moved = there[old].commitment_id != commitment.pk
                links = {"commitment": commitment, "position": last.next(commitment)} if is_moved else {}
                rows.append(self._action(there[old], self.match.actions.now[old], one, links))
                continue
            links = {"commitment": commitment, "position": last.next(commitment)}
            row = row_of(Action, one.said, timescale=self._timescale(one.said), **links)
            rows.append(self.actions.add(row))
            self.led.append((row, one.said))
            self.tagged.append((row, one.said))
        return rows

    def _action(
        self, row: Action, now: Placed[ActionContent], newer: Placed[ActionContent], links: dict[str, Any]
    ) -> Action:
        """Change an action where its words differ; its readings follow the words they were read from."""
        differs = {label for label, _, _ in self.comparison.action(now, newer)}
        if "Timescale" in differs:
            links |= {"timescale": self._timescale(newer.said), "due_on": row.due_on}
            self.dated.append((row, now.said))
        if "Leads" in differs:
            self.led.append((row, newer.said))
        if "Tags" in differs:
            self.tagged.append((row, newer.said))
        return self.actions.change(row, words_of(newer.said, WORDS_OF_ACTION), **links)

    def _timescale(self, said: ActionContent) -> Timescale | None:
        """The row of a timescale that the newer version brings, made when it is first asked for."""
        place = said.timescale
        if place is None:
            return None
        if place not in self.brought:
            content = self.newer.timescales[place - 1]
            row = row_of(Timescale, content, plan=self.plan, position=self.after_timescales.next(self.plan))
            self.brought[place] = self.timescales.add(row)
            for day in content.reviews:
                self.reviews.add(ReviewDate(timescale=row, review_on=day))
        return self.brought[place]

    def _measures(self, on: dict[int, dict[str, Any]]) -> list[tuple[list[Any], str]]:
        """Return the new measures with their readings; those of a file of our own change where they differ."""
        there = list(self.plan.measures.prefetch_related("readings").order_by("position"))
        now = self.match.measures.now
        new: list[MeasureContent] = []
        for one in self.match.measures.coming:
            old = self.match.measures.newer.get(one.at)
            if old is None:
                new.append(one.said)
            elif self.comparison.measure(now[old], one):
                self.measures.change(there[old], words_of(one.said, FIGURES_OF_MEASURE))
                self._readings(there[old], now[old].said, one.said)
        return measures_of(self.plan, new, on, self.leads, first=next_position(self.plan.measures.all()))

    def _readings(self, measure: Any, now: MeasureContent, newer: MeasureContent) -> None:
        """Add the readings that are new, and put right those that differ on the same day for the same group."""
        there = {(row.read_on, row.category, row.group): row for row in measure.readings.all()}
        for one in other_readings(now, newer):
            if row := there.get(one.key):
                self.readings.change(row, words_of(one, WORDS_OF_READING))
            else:
                self.readings.add(row_of(measure.readings.model, one, measure=measure))


def words_of(said: Any, names: Sequence[str]) -> dict[str, Any]:
    """Return these fields of a part of the content."""
    return {name: getattr(said, name) for name in names}
