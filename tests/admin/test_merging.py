"""Two leads that turn out to be one are merged, and everything stays findable."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from actions.merging import merge_leads
from actions.models import Lead, LeadHolder, LeadSpelling
from measures.models import Measure
from tests.admin.world import address
from tests.builders import make_action, make_lead, name_lead

LIST = "admin:actions_lead_changelist"


@pytest.fixture
def keep(council):
    return make_lead(council, "Head of Human Resources")


@pytest.fixture
def other(council):
    return make_lead(council, "Head of HR")


def merge(keep, other, by, reason="The plan abbreviates"):
    merge_leads(keep=keep, merge=other, by=by, reason=reason)
    other.refresh_from_db()


def test_actions_go_to_the_lead_that_stays(keep, other, action, equality_lead):
    name_lead(action, other, published_as="Hd of HR")
    merge(keep, other, equality_lead)
    named = keep.action_leads.get()
    assert (named.action, named.published_as, other.merged_into) == (action, "Hd of HR", keep)


def test_an_action_led_by_both_is_led_once_with_the_published_spelling(keep, other, action, equality_lead):
    name_lead(action, keep, role="supporting")
    name_lead(action, other, role="joint", published_as="Hd of HR")
    merge(keep, other, equality_lead)
    named = action.action_leads.get(lead=keep)
    assert (named.published_as, named.role) == ("Hd of HR", "joint")
    assert not other.action_leads.exists()


def test_a_spelling_already_there_stays(keep, other, action, equality_lead):
    name_lead(action, keep, published_as="Head of Human Resources")
    name_lead(action, other, published_as="Hd of HR", role="supporting")
    merge(keep, other, equality_lead)
    named = action.action_leads.get(lead=keep)
    assert (named.published_as, named.role) == ("Head of Human Resources", "joint")


def test_spellings_and_the_name_itself_become_spellings(keep, other, equality_lead):
    for lead, text in ((keep, "HR"), (other, "H.R."), (other, "HR")):
        LeadSpelling.objects.create(lead=lead, text=text)
    merge(keep, other, equality_lead)
    assert set(keep.spellings.values_list("text", flat=True)) == {"HR", "H.R.", "Head of HR"}


def test_measures_and_earlier_merges_go_along(keep, other, plan, council, equality_lead):
    measure = Measure.objects.create(plan=plan, position=1, text="Words", name="Measure", owner=other)
    oldest = Lead.objects.create(council=council, name="Personnel", merged_into=other)
    merge(keep, other, equality_lead)
    for row in (measure, oldest):
        row.refresh_from_db()
    assert (measure.owner, oldest.merged_into) == (keep, keep)


HELD = [
    # times on the lead that stays, times on the other, times afterwards
    ([], [(2020, None)], [(2020, None)]),
    ([(2022, None)], [(2020, None)], [(2020, None)]),
    ([(2020, 2021)], [(2023, None)], [(2020, 2021), (2023, None)]),
    ([(2020, 2021), (2023, None)], [(2020, None)], [(2020, None)]),
    ([(2020, 2022)], [(2021, 2024)], [(2020, 2024)]),
    ([(2020, 2024)], [(2021, 2022)], [(2020, 2024)]),
]


@pytest.mark.parametrize(("kept", "given", "afterwards"), HELD)
def test_a_person_who_held_both_holds_one(keep, other, officer, equality_lead, kept, given, afterwards):
    for lead, times in ((keep, kept), (other, given)):
        for first, last in times:
            ends_on = date(last, 12, 31) if last else None
            LeadHolder.objects.create(lead=lead, user=officer, starts_on=date(first, 1, 1), ends_on=ends_on)
    merge(keep, other, equality_lead)
    held = keep.holders.order_by("starts_on").values_list("starts_on__year", "ends_on__year")
    assert list(held) == afterwards
    assert not other.holders.exists()


def test_another_persons_time_is_their_own(keep, other, officer, manager, equality_lead):
    for lead, user in ((keep, officer), (other, manager)):
        LeadHolder.objects.create(lead=lead, user=user, starts_on=date(2020, 1, 1))
    merge(keep, other, equality_lead)
    assert set(keep.holders.values_list("user", flat=True)) == {officer.pk, manager.pk}


def test_the_history_says_who_merged_and_why(keep, other, action, equality_lead):
    name_lead(action, other)
    merge(keep, other, equality_lead)
    for row in (other, keep.action_leads.get()):
        newest = row.history.order_by("-history_id").first()
        assert (newest.history_user_id, newest.history_change_reason) == (equality_lead.pk, "The plan abbreviates")


def test_leads_of_two_councils_are_refused(keep, outsider, other_council, superuser):
    other = make_lead(other_council, "Head of HR")
    with pytest.raises(ValidationError, match="belong to different councils"):
        merge(keep, other, superuser)
    with pytest.raises(PermissionDenied):
        merge(keep, other, outsider)


def test_a_lead_is_not_merged_twice_nor_into_itself(keep, other, council, equality_lead):
    merge(keep, other, equality_lead)
    with pytest.raises(ValidationError, match="Head of HR was already merged into Head of Human Resources"):
        merge(make_lead(council), other, equality_lead)
    with pytest.raises(ValidationError, match="Choose two different leads"):
        merge(keep, keep, equality_lead)


@pytest.mark.parametrize("who", ["officer", "manager", "outsider"])
def test_only_those_who_manage_the_council_merge(request, keep, other, who):
    with pytest.raises(PermissionDenied):
        merge(keep, other, request.getfixturevalue(who))


def sent(leads, **said):
    return {"action": "merge_selected", "_selected_action": [lead.pk for lead in leads]} | said


def test_the_admin_asks_which_stays_and_why(desk, keep, other, action):
    name_lead(action, other)
    page = desk.post(reverse(LIST), sent([keep, other], index=0))
    assert page.context["title"] == "Merge two leads"
    page = desk.post(reverse(LIST), sent([keep, other], merge="yes", keep=keep.pk))
    assert page.context["form"].errors == {"change_reason": ["This field is required."]}
    said = {"merge": "yes", "keep": keep.pk, "change_reason": "The plan abbreviates"}
    page = desk.post(reverse(LIST), sent([keep, other], **said), follow=True)
    assert "Head of HR was merged into Head of Human Resources." in page.content.decode()
    assert keep.action_leads.count() == 1


@pytest.mark.parametrize("number", [1, 3])
def test_two_must_be_chosen(desk, council, number):
    leads = [make_lead(council) for _ in range(number)]
    page = desk.post(reverse(LIST), sent(leads, index=0), follow=True)
    assert "Choose exactly two leads to merge." in page.content.decode()


def test_a_refusal_is_shown_on_the_page(signed_in, superuser, keep, other_council):
    other = make_lead(other_council)
    said = {"merge": "yes", "keep": keep.pk, "change_reason": "Same"}
    page = signed_in(superuser).post(reverse(LIST), sent([keep, other], **said))
    assert "belong to different councils" in str(page.context["form"].non_field_errors())


def test_another_councils_lead_cannot_be_merged(desk, keep, there):
    page = desk.post(reverse(LIST), sent([keep, there.lead], index=0), follow=True)
    assert "Choose exactly two leads to merge." in page.content.decode()


def test_merged_leads_are_kept_for_reading(desk, keep, other, equality_lead):
    merge(keep, other, equality_lead)
    assert other not in desk.get(reverse(LIST)).context["cl"].queryset
    assert list(desk.get(reverse(LIST), {"use": "merged"}).context["cl"].queryset) == [other]
    page = desk.get(address("change", other))
    assert "Reason for this change" not in page.content.decode()
    assert desk.post(address("change", other), {"name": "Back"}).status_code == 403


def test_the_list_counts_and_names(desk, here, council):
    nobody = make_lead(council, "Vacant post")
    name_lead(make_action(here.plan), here.lead)
    page = desk.get(reverse(LIST))
    rows = {lead.pk: lead for lead in page.context["cl"].result_list}
    assert (rows[here.lead.pk].action_count, rows[here.lead.pk].measure_count) == (2, 1)
    assert str(here.user) in page.content.decode()
    assert list(desk.get(reverse(LIST), {"use": "nobody"}).context["cl"].queryset) == [nobody]
