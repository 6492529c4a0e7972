"""Forgetting somebody: who may, when, and what they are told first."""

import pytest
from django.urls import reverse

from actions.models import LeadHolder, ProgressUpdate
from plans.accounts.forgetting import forget as forget_person
from plans.accounts.mentions import mentions, path_to_council
from plans.audit.context import audit
from plans.audit.records import TRACKED
from plans.models import Membership, Plan, User
from tests.admin.world import address, typed
from tests.builders import make_lead, make_plan
from tests.people.everything import ADDRESS, NAME, tell_of
from tests.people.world import TODAY, forget, leave

WITHOUT_A_COUNCIL = {"User", "SignOnIdentity"}


@pytest.fixture
def gone(officer):
    """Somebody who left, with a name that stands nowhere else."""
    User.objects.filter(pk=officer.pk).update(name=NAME, email=ADDRESS, is_active=False)
    officer.refresh_from_db()
    return officer


def page(client, person):
    return client.get(reverse("person-forget", args=[person.pk]))


def places(person, by):
    return {mention.place: mention.number for mention in mentions(person, by=by)}


def test_their_name_is_typed_first_in_whatever_case(desk, gone):
    assert forget(desk, gone, name="Zebedee").context["form"].errors
    gone.refresh_from_db()
    assert gone.forgotten_at is None
    assert forget(desk, gone, name=f" {NAME.upper()} ").status_code == 302
    gone.refresh_from_db()
    assert (gone.name, gone.email) == (f"Former user {gone.pk}", f"former-user-{gone.pk}@forgotten.invalid")


@pytest.mark.parametrize("reason", ["", f"{NAME} asked.", f"Asked by {ADDRESS.upper()}"])
def test_a_reason_is_given_and_does_not_name_them(desk, gone, reason):
    assert "change_reason" in forget(desk, gone, change_reason=reason).context["form"].errors


def test_who_may_sign_in_is_not_forgotten(desk, officer):
    assert "may still sign in" in page(desk, officer).context["why_not"]
    assert "may still sign in" in str(forget(desk, officer).context["form"].errors)
    officer.refresh_from_db()
    assert officer.name == "Olive Officer"


def test_who_holds_a_lead_is_not_forgotten(desk, gone, lead):
    assert "still holds leads" in page(desk, gone).context["why_not"]
    leave(desk, gone, to_all="nobody")
    assert page(desk, gone).context["why_not"] == ""


def test_nobody_is_forgotten_twice_and_who_was_is_not_let_in_again(desk, gone):
    forget(desk, gone)
    assert "already" in page(desk, gone).context["why_not"]
    url = address("change", gone)
    desk.post(url, typed(desk.get(url), is_active="on", name=NAME))
    gone.refresh_from_db()
    assert (gone.is_active, gone.name) == (False, f"Former user {gone.pk}")
    with pytest.raises(Exception, match="was forgotten"):
        User(name="x", email="x@example.org", password="!", forgotten_at=gone.forgotten_at).full_clean()


def test_nobody_forgets_themselves(desk, equality_lead):
    assert page(desk, equality_lead).status_code == 403


def test_somebody_with_more_than_my_councils_is_not_mine_to_forget(desk, gone, other_council, superuser):
    Membership.objects.create(user=gone, council=other_council, role="officer")
    assert page(desk, gone).status_code == 403
    with pytest.raises(Exception, match="of the councils that you manage alone"):
        forget_person(gone, by=User.objects.get(name="Edie Equality"), reason="r")
    forget_person(gone, by=superuser, reason="r")


def test_the_page_says_where_the_name_is_written(desk, gone, action, lead, equality_lead):
    tell_of(action, lead, equality_lead)
    found = places(gone, equality_lead)
    assert found["Progress updates: reason for the change"] == 1
    assert found["Progress updates: what happened, as it once was"] == 1
    lead.holders.all().delete()
    said = page(desk, gone).content.decode()
    assert "No: a report stays as it was sent" in said
    assert "Yes; the history keeps the words as they were" in said


def test_a_reason_in_the_history_is_found_too(gone, superuser, plan):
    with audit(by=superuser, reason=f"As {NAME} said"):
        Plan.objects.filter(pk=plan.pk).update(contact="x")
    assert places(gone, superuser) == {"Plans: reason for a change": 1}


def test_another_councils_words_are_not_told_of(gone, other_council, equality_lead, superuser):
    make_plan(other_council, contact=NAME)
    assert places(gone, equality_lead) == {}
    assert places(gone, superuser)["Plans: contact"] == 1


def test_every_kind_of_row_is_searched_where_it_belongs():
    without = {model.__name__ for model in TRACKED.values() if not path_to_council(model)}
    assert without == WITHOUT_A_COUNCIL
    assert path_to_council(ProgressUpdate) == "action__commitment__theme__plan__council"


def test_their_published_name_stays(desk, gone, council):
    lead = make_lead(council, NAME, holder=gone)
    LeadHolder.objects.filter(lead=lead).update(ends_on=TODAY.replace(year=TODAY.year - 1))
    forget(desk, gone)
    lead.refresh_from_db()
    assert lead.name == NAME
