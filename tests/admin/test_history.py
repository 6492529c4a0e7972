"""The history page: who changed what, from what to what, when, why and by which way."""

from contextlib import contextmanager
from datetime import date

from django.db import connection
from django.urls import reverse

from actions.models import Action
from plans.audit import triggers
from plans.audit.context import audit
from plans.models import Membership
from tests.admin.world import address, typed
from tests.builders import make_lead, make_timescale, name_lead


@contextmanager
def another_program():
    """Write as a program does that knows nothing of ours: without telling the database who it is."""
    dialect = triggers.DIALECTS[connection.vendor]
    dialect.detach(connection)
    wrappers, connection.execute_wrappers = connection.execute_wrappers, []
    if connection.vendor == "postgresql":
        connection.cursor().execute("SELECT set_config('edi.source', '', true)")
    yield
    connection.execute_wrappers = wrappers
    dialect.attach(connection)


def entries(page):
    return page.context["page"].object_list


def told(page):
    """The history as (kind, what, changes), newest first."""
    return [(entry.kind, entry.what, [tuple(vars(one).values()) for one in entry.changes]) for entry in entries(page)]


def test_a_change_is_told_with_its_reason_its_author_and_both_values(desk, here, equality_lead):
    change = address("change", here.lead)
    desk.post(change, typed(desk.get(change), name="Head of Culture", change_reason="The post was renamed"))
    newest = entries(desk.get(address("history", here.lead)))[0]
    assert (newest.who, newest.why, newest.source) == (str(equality_lead), "The post was renamed", "In EDI Tracker")
    assert told(desk.get(address("history", here.lead)))[0] == (
        "Changed", "lead", [("Name", here.lead.name, "Head of Culture")],
    )  # fmt: skip


def test_values_are_told_in_words(desk, here, equality_lead):
    here.action.report(by=equality_lead, status="completed", completed_on=date(2026, 5, 1))
    _, _, changes = told(desk.get(address("history", here.action)))[0]
    assert ("Status", "Not started", "Completed") in changes
    assert ("Completed", "nothing", "1 May 2026") in changes


def test_what_a_row_refers_to_is_named_even_after_it_is_gone(desk, here):
    gone = make_timescale(here.plan, "Spring 2027")
    for timescale in (gone, None):
        here.action.timescale = timescale
        here.action.save()
    gone.delete()
    page = desk.get(address("history", here.action))
    assert told(page)[0][2] == [("Timescale", "Spring 2027 (deleted)", "nothing")]
    assert told(page)[1][2] == [("Timescale", here.timescale.text, "Spring 2027 (deleted)")]


def test_the_leads_of_an_action_are_part_of_its_history(desk, here):
    lead = make_lead(here.council, "Head of Parks")
    named = name_lead(here.action, lead)
    named.delete()
    kinds = [(kind, what) for kind, what, _ in told(desk.get(address("history", here.action)))]
    assert kinds[:2] == [
        ("Deleted", "lead of an action “Head of Parks”"),
        ("Added", "lead of an action “Head of Parks”"),
    ]


def test_a_change_outside_the_product_is_marked(desk, here):
    with another_program(), connection.cursor() as cursor:
        cursor.execute("UPDATE actions_lead SET name = 'By hand' WHERE id = %s", [here.lead.pk])
    newest = entries(desk.get(address("history", here.lead)))[0]
    assert (newest.who, newest.source) == ("Outside EDI Tracker", "Outside EDI Tracker")


def test_a_command_is_told_as_nobodys(desk, here):
    with audit(reason="Nightly"):
        here.lead.name = "By a command"
        here.lead.save()
    newest = entries(desk.get(address("history", here.lead)))[0]
    assert (newest.who, newest.why) == ("Nobody was signed in", "Nightly")


def test_the_history_of_a_deleted_thing_stays_for_its_council(desk, signed_in, draft, outsider):
    url, theme = address("history", draft.action), draft.theme
    name = str(draft.action)
    theme.delete()
    page = desk.get(url)
    assert page.status_code == 200
    assert name in page.context["title"]
    assert entries(page)[0].kind == "Deleted"
    assert signed_in(outsider).get(url).status_code == 404


def test_what_never_was_has_no_history(desk, here):
    assert (
        desk.get(reverse("admin:actions_action_history", args=[Action.objects.latest("pk").pk + 1])).status_code == 404
    )


def test_a_persons_roles_in_other_councils_are_not_told(desk, here, other_council):
    Membership.objects.create(user=here.user, council=other_council, role="manager")
    page = desk.get(address("history", here.user))
    assert [what for _, what, _ in told(page)] == [f"membership “{here.council}”", "user"]
    assert str(other_council) not in page.content.decode()


def test_a_persons_name_and_address_are_not_in_their_history(desk, here):
    url = address("change", here.user)
    desk.post(url, typed(desk.get(url), name="New name", email="new@example.org"))
    labels = {change.label for entry in entries(desk.get(address("history", here.user))) for change in entry.changes}
    assert labels == {"May sign in", "Runs the whole product", "User", "Council", "Role"}


def test_a_long_history_comes_in_pages(desk, here, equality_lead):
    for place in range(60):
        here.action.report(by=equality_lead, rag="green" if place % 2 else "amber")
    first, second = (desk.get(address("history", here.action), {"p": number}) for number in (1, 2))
    assert (len(entries(first)), len(entries(second))) == (50, 12)
    assert entries(first)[-1].changes[0].label == "RAG"
    assert "62 changes" in second.content.decode()


def test_a_deletion_keeps_its_reason(desk, draft, equality_lead):
    url = address("delete", draft.action)
    token = desk.get(url).context["form"].initial["revision"]
    desk.post(url, {"post": "yes", "revision": token, "change_reason": "Printed twice"})
    newest = entries(desk.get(address("history", draft.action)))[0]
    assert (newest.kind, newest.who, newest.why) == ("Deleted", str(equality_lead), "Printed twice")


def test_an_addition_keeps_its_reason(desk, here, council):
    url = address("add", here.lead)
    desk.post(url, typed(desk.get(url), name="Head of Parks", change_reason="New post"))
    added = council.leads.get(name="Head of Parks")
    assert entries(desk.get(address("history", added)))[0].why == "New post"


def test_there_is_no_second_log(desk, here):
    change = address("change", here.lead)
    desk.post(change, typed(desk.get(change), name="Head of Culture"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_admin_log")
        assert cursor.fetchone() == (0,)


def test_people_are_named_as_they_are_now(desk, here, equality_lead):
    change = address("change", here.lead)
    desk.post(change, typed(desk.get(change), name="Head of Culture"))
    equality_lead.name = "Edie Married"
    equality_lead.save()
    assert entries(desk.get(address("history", here.lead)))[0].who == "Edie Married"


def test_what_was_deleted_without_a_name_is_told_by_its_kind(desk, draft):
    draft.commitment.text = ""
    draft.commitment.save()
    url = address("history", draft.action)
    pk = draft.commitment.pk
    draft.theme.delete()
    assert ("Commitment", f"commitment {pk} (deleted)") in [
        (change.label, change.new) for change in entries(desk.get(url))[-1].changes
    ]


def test_seals_have_no_history_of_their_own(signed_in, superuser):
    assert signed_in(superuser).get(reverse("admin:plans_historyseal_history", args=[1])).status_code == 404
