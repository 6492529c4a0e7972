"""The published documents, and each plan printed again from the database in the layout of its document."""

import re
from itertools import groupby

from django.utils.formats import date_format

from actions.models import Action
from actions.seeding import FIXTURES

DOWNLOAD_LINK = (
    "Download a PDF version of the Equality, diversity and inclusion action plan 2022/23 [PDF,3.3MB]",
)  # a link of the page, not of the plan


def document(plan):
    """The text that the plan was taken from."""
    return (FIXTURES / "published" / plan.source_document).read_text(encoding="utf-8")


def words(text):
    """Every word of a text in its order, without bullets and the rules of tables."""
    return re.sub(r"[•|]|---", " ", text).split()


def actions_of(plan):
    return Action.objects.filter(commitment__theme__plan=plan).in_plan_order().select_related("timescale")


def printed_again(plan):
    """The plan as its own document prints it, put together from the database and the document's fixed words."""
    return "\n".join(LAYOUTS[plan.council.slug](plan))


def _buckinghamshire(plan):
    yield plan.title
    yield from DOWNLOAD_LINK
    for theme in plan.themes.all():
        yield theme.title
        for commitment in theme.commitments.all():
            yield from (commitment.text, commitment.lead_in)
            yield from (action.text for action in commitment.actions.all())
    yield from (plan.measure_word, plan.measures_lead_in)
    yield from (measure.text for measure in plan.measures.all())


def _brighton_hove(plan):
    yield from (plan.introduction, plan.title, "Overview")
    for theme in plan.themes.all():
        yield from (theme.reference, theme.title, "Key outputs")
        for commitment in theme.commitments.all():
            yield f"{commitment.reference} - {commitment.overview_text or commitment.text}"
        yield plan.measure_word
        yield from (measure.text for measure in theme.measures.all())
    for theme in plan.themes.all():
        yield from (theme.reference, theme.title)
        for commitment in theme.commitments.all():
            yield from (plan.commitment_word, f"{commitment.reference} - {commitment.text}", "Activities")
            yield from (f"{action.reference} - {action.text}" for action in commitment.actions.all())


def _oxfordshire(plan):
    head = ["Item", plan.commitment_word, plan.action_word, plan.lead_word, plan.timescale_word]
    yield from (plan.title, plan.introduction)
    for theme in plan.themes.all():
        if theme.parent is None:
            yield theme.title
            continue
        yield from (plan.subtheme_word, theme.title, plan.outcome_word, theme.outcome, *head)
        for action in actions_of(plan).filter(commitment__theme=theme):
            yield from _oxfordshire_row(action)


def _oxfordshire_row(action):
    if action.reference:
        yield from (action.reference, action.commitment.text, action.text)
        yield from (action.leads_as_published, action.timescale.text)
    else:  # continues the row above, whose other cells hold for it
        yield action.text


def _milton_keynes(plan):
    head = [plan.rationale_word, plan.commitment_word, plan.action_word, plan.lead_word, plan.timescale_word]
    yield from (plan.title, plan.council.name, plan.published_as, "Contact:", plan.contact, plan.introduction)
    for commitment in plan.themes.get().commitments.all():
        if commitment.reference in ("1", "2", "5"):  # each of the three tables has its own head
            yield from head
        yield from (commitment.reference, commitment.rationale, commitment.text)
        for timescale, row in groupby(commitment.actions.all(), key=lambda action: action.timescale):
            row = list(row)
            yield from (f"{action.reference} {action.text}" for action in row)
            yield from (row[0].leads_as_published, timescale.text)


def _bexley(plan):
    yield from (plan.title, plan.period)
    for objective in plan.themes.get().commitments.all():
        yield from ("No", objective.reference, plan.commitment_word, objective.text)
        yield from (plan.lead_word, objective.leads_as_published)
        yield from (plan.rationale_word, objective.rationale, plan.success_word, objective.success)
        yield plan.action_word
        for subheading, actions in groupby(objective.actions.all(), key=lambda action: action.subheading):
            yield subheading
            yield from (action.text for action in actions)
        yield from (plan.timescale_word, objective.actions.first().timescale.text)
    yield from ("Action Plan signed off by", plan.signed_off_by, "Position/Role", plan.signed_off_post)
    yield from ("Date signed off", date_format(plan.signed_off_on, "j F Y"))


LAYOUTS = {
    "buckinghamshire": _buckinghamshire,
    "brighton-hove": _brighton_hove,
    "oxfordshire": _oxfordshire,
    "milton-keynes": _milton_keynes,
    "bexley": _bexley,
}
