"""The whole report: its head and its sections, in their order."""

from actions.committee import figures, lists, measures, outcomes
from actions.committee.content import Report
from actions.committee.facts import Asked, Facts
from plans.days import in_words


def committee_report(asked: Asked) -> Report:
    """Gather a report for an audience; the number of queries is fixed."""
    facts = Facts(asked)
    on = in_words(asked.period.ends_on)
    sections = [
        figures.overall(facts),
        figures.standing(facts),
        lists.exceptions(facts),
        lists.completed(facts),
        lists.due_next(facts),
        *([lists.not_updated(facts)] if asked.is_inside else []),
        *([measures.measures(facts)] if facts.measures else []),
        *([outcomes.said_and_done(facts)] if asked.with_said else []),
        figures.meanings(facts),
        lists.everything(facts),
    ]
    return Report(
        title=facts.title,
        council=asked.plan.council.name,
        subtitle=f"{'Committee' if asked.is_inside else 'Progress'} report: {asked.period}",
        facts=[
            ("Position", f"At the end of {on}"),
            ("Compared with", f"The end of {in_words(asked.period.before)}"),
            ("Prepared for", f"{asked.audience.label}. {asked.audience_means}"),
        ],
        sections=sections,
        made=f"Made on {in_words(facts.made_at.date())} at {facts.made_at:%H:%M}, as at {on}",
    )
