"""A plan with a past: what was done to it, each thing on its day, and the report on a quarter of it."""

from datetime import date, datetime, time

from django.utils import timezone

from actions.committee.content import Report
from actions.committee.facts import Asked, Audience
from actions.committee.period import Period
from actions.committee.report import committee_report
from plans.audit.context import audit
from tests.builders import make_action, make_commitment, make_lead, make_plan, make_theme, name_lead

QUARTER = Period(date(2024, 7, 1), date(2024, 9, 30))
MAY, JUNE, AUGUST, LAST_DAY, OCTOBER = (
    date(2024, 5, 14), date(2024, 6, 30), date(2024, 8, 8), date(2024, 9, 30), date(2024, 10, 2)
)  # fmt: skip


def noon(on):
    """Midday, local time."""
    return timezone.make_aware(datetime.combine(on, time(12)))


class Stage:
    """A council's plan, held since January 2024; ``by`` runs it."""

    def __init__(self, council, by, holder=None, **fields):
        self.by = by
        with self.on(date(2024, 1, 8)):
            self.plan = make_plan(council, title="Our plan", **{"starts_on": date(2024, 1, 8)} | fields)
            self.commitment = make_commitment(theme=make_theme(self.plan, title="Jobs"), text="Fair work")
            self.lead = make_lead(council, "Head of People", holder=holder)

    def on(self, on):
        """Write what follows as of a day."""
        return audit(by=self.by, reason="", moment=noon(on))

    def action(self, on=MAY, **fields):
        """Put an action into the plan on a day."""
        with self.on(on):
            action = make_action(**{"commitment": self.commitment} | fields)
            name_lead(action, self.lead)
        return action

    def report(self, action, on=AUGUST, **says):
        """Report on an action on a day."""
        return action.report(by=self.by, at=noon(on), is_demonstration=True, **says)

    def made(self, audience=Audience.COMMITTEE, period=QUARTER, *, said=False) -> Report:
        """The report."""
        return committee_report(Asked(self.plan, period, audience, with_said=said))


def section(report, name):
    [found] = [section for section in report.sections if section.name == name]
    return found


def words(cell):
    """A cell as it is read: its lines one after the other."""
    return " / ".join(f"{line.before} {line.text}".strip() for line in cell)


def rows(report, name, part=0):
    """The rows of a section's table, each cell in words; none where it has no table."""
    table = section(report, name).parts[part].table
    return [[words(cell) for cell in row] for row in table.rows] if table else []


def says(report, name):
    """The sentences of a section."""
    return " ".join(words for part in section(report, name).parts for words in [*part.words, *part.bullets])


def everything_in(report):
    """Every word of a report."""
    return "\n".join(
        [says(report, section.name) for section in report.sections]
        + [
            words(cell)
            for section in report.sections
            for part in section.parts
            for row in (part.table.rows if part.table else [])
            for cell in row
        ]
    )
