"""A plan takes on what its newer version says: words and their readings; what was done here stays."""

from collections.abc import Sequence
from typing import Any, TypeVar

from django.db.models import Model

from actions.exporting.plan.kinds import KINDS
from actions.importing.changes import FIGURES_OF_MEASURE, Comparison, other_readings
from actions.importing.content import ActionContent, MeasureContent, PlanContent
from actions.importing.leads_of_plan import LeadsOfPlan
from actions.importing.matching import Placed
from actions.importing.refusals import checked
from actions.importing.shapes import row_of
from actions.importing.writing import create_all, hung_on, measures_of, tags_of
from actions.models import Action, ActionTag, ReviewDate, Timescale
from plans.models import Commitment, Council, Plan, Theme
from plans.models.positions import next_position

Row = TypeVar("Row", bound=Model)
WORDS_OF_ACTION = ("reference", "subheading", "text", "leads_as_published")
WORDS_OF_COMMITMENT = ("reference", "text", "lead_in", "rationale", "success", "leads_as_published")
KEY_OF_READING = ("read_on", "category", "group")
WORDS_OF_READING = tuple(
    column.name for column in KINDS["Reading"].columns if column.field and column.name not in KEY_OF_READING
)
WORDS_OF_THEME = ("reference", "title", "outcome")


class Update:
    """Writes the changes between what a plan says and a newer version; the caller holds the plan's lock."""

    def __init__(self, plan: Plan, now: PlanContent, newer: PlanContent, *, with_readings: bool) -> None:
        self.plan = plan
        self.now = now
        self.newer = newer
        self.with_readings = with_readings
        self.comparison = Comparison(now, newer, with_readings=with_readings)
        self.match = self.comparison.match
        self.leads = LeadsOfPlan(plan)
        self.leads.know_partners(Council.objects.filter(partner_plans=plan))
        self.timescales: dict[int, Timescale] = {}

    def write(self) -> None:
        """Write what changed and what is new; nothing is deleted but a lead or a tag that an action no longer names."""
        self._write_facts()
        themes = self._write_themes()
        commitments = self._write_commitments(themes)
        actions = self._write_actions(commitments)
        self._write_measures(themes, commitments, actions)

    def _write_facts(self) -> None:
        if self.comparison.facts():
            change(self.plan, self.comparison.facts_said, "plan")

    def _write_themes(self) -> list[Theme]:
        """Return the rows of the newer version's themes, in its order."""
        there = list(self.plan.themes.order_by("position"))
        last = Places(there, "plan_id")
        rows: list[Theme] = []
        for one in self.match.themes.coming:
            old = self.match.themes.newer.get(one.at)
            if old is not None:
                rows.append(change(there[old], words_of(one.said, WORDS_OF_THEME), "theme"))
                continue
            parent = rows[one.under] if one.under is not None else None
            rows.append(row_of(Theme, one.said, plan=self.plan, position=last.next(self.plan.pk), parent=parent))
            saved_now(rows[-1], "theme")
        return rows

    def _write_commitments(self, themes: Sequence[Theme]) -> list[Commitment]:
        """Return the rows of the newer version's commitments, in its order."""
        there = list(Commitment.objects.filter(theme__plan=self.plan).order_by("theme__position", "position"))
        last = Places(there, "theme_id")
        rows: list[Commitment] = []
        for one in self.match.commitments.coming:
            theme = themes[one.under or 0]
            old = self.match.commitments.newer.get(one.at)
            if old is not None:
                words = words_of(one.said, WORDS_OF_COMMITMENT)
                if there[old].theme_id != theme.pk:
                    words |= {"theme": theme, "position": last.next(theme.pk)}
                rows.append(change(there[old], words, "commitment"))
                continue
            rows.append(row_of(Commitment, one.said, theme=theme, position=last.next(theme.pk)))
            saved_now(rows[-1], "commitment")
        return rows

    def _write_actions(self, commitments: Sequence[Commitment]) -> list[Action]:
        """Return the rows of the newer version's actions, in its order."""
        self.leads.make(self.newer.leads)
        create_all(self.leads.made)
        in_order = ("commitment__theme__position", "commitment__position", "position")
        there = list(
            Action.objects.filter(commitment__theme__plan=self.plan).select_related("timescale").order_by(*in_order)
        )
        last = Places(there, "commitment_id")
        rows: list[Action] = []
        new: list[tuple[Action, ActionContent]] = []
        for one in self.match.actions.coming:
            commitment = commitments[one.under or 0]
            old = self.match.actions.newer.get(one.at)
            if old is not None:
                moved = there[old].commitment_id != commitment.pk
                links = {"commitment": commitment, "position": last.next(commitment.pk)} if moved else {}
                self._change_action(there[old], self.match.actions.now[old], one, links)
                rows.append(there[old])
                continue
            links = {"commitment": commitment, "position": last.next(commitment.pk)}
            rows.append(row_of(Action, one.said, timescale=self._new_timescale(one.said), **links))
            new.append((rows[-1], one.said))
        named = [link for row, said in new for link in self.leads.named_for(row, said)]
        tagged = tags_of(self.leads, self.newer.local_tags, new)
        create_all([([row for row, _ in new], "action"), (named, "lead of an action"), *tagged])
        return rows

    def _change_action(
        self, row: Action, now: Placed[ActionContent], newer: Placed[ActionContent], links: dict[str, Any]
    ) -> None:
        """Change an action where its words differ; its readings follow the words they were read from."""
        differs = {label for label, _, _ in self.comparison.action(now, newer)}
        words = words_of(newer.said, WORDS_OF_ACTION) | links
        if "Timescale" in differs:
            words |= self._other_timescale(row, now.said, newer.said)
        change(row, words, "action")
        if "Leads" in differs:
            row.action_leads.all().delete()
            create_all([(self.leads.named_for(row, newer.said), "lead of an action")])
        if "Tags" in differs:
            ActionTag.objects.filter(action=row).delete()
            create_all(tags_of(self.leads, self.newer.local_tags, [(row, newer.said)]))

    def _other_timescale(self, row: Action, now: ActionContent, newer: ActionContent) -> dict[str, Any]:
        """The timescale that the newer version prints, and its due date unless that was moved here since."""
        timescale = self._new_timescale(newer)
        words: dict[str, Any] = {"timescale": timescale}
        row.due_on = Action.objects.select_for_update().values_list("due_on", flat=True).get(pk=row.pk)
        if row.due_on == self.now.due_on_as_read(now):
            words["due_on"] = timescale.due_on if timescale else None
        return words

    def _new_timescale(self, said: ActionContent) -> Timescale | None:
        """The row of a timescale that the newer version brings, made when it is first asked for."""
        place = said.timescale
        if place is None:
            return None
        if place not in self.timescales:
            content = self.newer.timescales[place - 1]
            position = next_position(Timescale.objects.filter(plan=self.plan))
            self.timescales[place] = row_of(Timescale, content, plan=self.plan, position=position)
            saved_now(self.timescales[place], "timescale")
            reviews = [ReviewDate(timescale=self.timescales[place], review_on=day) for day in content.reviews]
            create_all([(reviews, "review date")])
        return self.timescales[place]

    def _write_measures(
        self, themes: Sequence[Theme], commitments: Sequence[Commitment], actions: Sequence[Action]
    ) -> None:
        """Add the measures that are new, and in a file of our own the figures that differ."""
        there = list(self.plan.measures.order_by("position"))
        now = self.match.measures.now
        new: list[MeasureContent] = []
        for one in self.match.measures.coming:
            old = self.match.measures.newer.get(one.at)
            if old is None:
                new.append(one.said)
            elif self.comparison.measure(now[old], one):
                change(there[old], words_of(one.said, FIGURES_OF_MEASURE), "measure")
                self._write_readings(there[old], now[old].said, one.said)
        on = hung_on(self.newer, themes, commitments, actions)
        create_all(measures_of(self.plan, new, on, self.leads, first=next_position(self.plan.measures.all())))

    def _write_readings(self, measure: Any, now: MeasureContent, newer: MeasureContent) -> None:
        """Add the readings that are new, and put right those that differ on the same day for the same group."""
        there = {(row.read_on, row.category, row.group): row for row in measure.readings.all()}
        for one in other_readings(now, newer):
            if row := there.get(one.key):
                change(row, words_of(one, WORDS_OF_READING), "reading")
            else:
                create_all([([row_of(measure.readings.model, one, measure=measure)], "reading")])


class Places:
    """The next free place under each row that others hang in."""

    def __init__(self, rows: Sequence[Any], under: str) -> None:
        self.last: dict[int, int] = {}
        for row in rows:
            pk = getattr(row, under)
            self.last[pk] = max(self.last.get(pk, 0), row.position)

    def next(self, under: int) -> int:
        """Return the place after the last one under this row."""
        self.last[under] = self.last.get(under, 0) + 1
        return self.last[under]


def words_of(said: Any, names: Sequence[str]) -> dict[str, Any]:
    """Return these fields of a part of the content."""
    return {name: getattr(said, name) for name in names}


def change(row: Row, values: dict[str, Any], what: str) -> Row:
    """Save the values that differ, and none that somebody else may be changing; the same values write no history."""
    differing = {name: value for name, value in values.items() if getattr(row, name) != value}
    for name, value in differing.items():
        setattr(row, name, value)
    if differing:
        checked([row], what)
        row.save(update_fields=differing)
    return row


def saved_now(row: Model, what: str) -> None:
    """Check and save one row."""
    checked([row], what)
    row.save()
