"""What happened to one action since somebody opened a form about it."""

from actions.history.timeline import changes_since
from plans.audit.revision import revision_of
from tests.builders import make_action, make_commitment, make_lead, name_lead


def test_only_what_came_after_the_form_is_told_leads_included(plan, equality_lead, council):
    commitment = make_commitment(plan)
    for number in range(5):  # the rows of leads are numbered ahead of those of actions
        name_lead(
            commitment.actions.first() or make_action(commitment=commitment), make_lead(council, f"Post {number}")
        )
    action = commitment.actions.get()
    name_lead(action, make_lead(council, "Before"))
    action.report(by=equality_lead, status="in_progress")
    shown = revision_of(action)
    action.report(by=equality_lead, rag="amber")
    name_lead(action, make_lead(council, "After"))
    told = [(change.label, change.new) for entry in changes_since(action, shown) for change in entry.changes]
    assert told == [("Lead", "After"), ("RAG", "Amber")]
