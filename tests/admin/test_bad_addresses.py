"""Whatever stands in an address or a form, the admin answers: it refuses, or shows a page, and never breaks."""

import pytest
from django.urls import reverse

from plans.admin.scoped import MOST_ROWS
from tests.admin.world import MODELS, address

LISTED = [*MODELS, "progressupdate"]
HOSTILE = [
    "p=abc", "p=-1", "p=0", "p=99999999999999999999", "o=zz", "o=99", "o=-", "o=1.2.3.-4", "all=", "e=1", "_facets=1",
    "_popup=1", "_to_field=password", "_to_field=id", "q=%25", "q=(", "q=" + "x" * 2000, "q=' OR 1=1 --",
    "status=open", "status=(", "rag__exact=red", "rag__exact=", "rag__isnull=2", "plan__id__exact=abc",
    "commitment__theme__plan__id__exact=abc", "commitment__theme__plan__id__exact=99999999999999999999",
    "council__id__exact=1,2", "id__in=1", "pk=1", "password__regex=(", "text__regex=(", "history=1", "nothing=1",
    "reported_at__gte=abc", "reported_at__gte=2026-01-01+00:00:00%2B00:00", "is_public__exact=2",
    "memberships__role__exact=x", "_to_field=%2B",
]  # fmt: skip


@pytest.fixture
def world(here, equality_lead):
    here.progressupdate = here.action.report(by=equality_lead, status="in_progress")
    return here


@pytest.mark.parametrize("query", HOSTILE)
def test_a_list_never_breaks(desk, world, query):
    for kind in LISTED:
        url = f"{address('changelist', getattr(world, kind))}?{query}"
        assert desk.get(url, follow=True).status_code in (200, 400), url


@pytest.mark.parametrize("query", HOSTILE)
def test_a_form_and_a_history_never_break(desk, world, query):
    for kind in ("action", "user"):
        for page in ("change", "history"):
            url = f"{address(page, getattr(world, kind))}?{query}"
            assert desk.get(url).status_code in (200, 400), url


BAD_FORMS = [
    {}, {"action_leads-TOTAL_FORMS": "x"}, {"action_leads-TOTAL_FORMS": "-1"},
    {"revision": "x" * 5000}, {"due_on": "31/02/2027"}, {"due_on": "0000-00-00"}, {"commitment": "abc"},
    {"current_text": "x" * 10000}, {"_saveasnew": "1"}, {"_continue": "1"}, {"_popup": "1"}, {"_to_field": "text"},
    {"position": "-1"}, {"position": "99999999"}, {"change_reason": "x" * 5000},
]  # fmt: skip


@pytest.mark.parametrize("form", BAD_FORMS)
@pytest.mark.parametrize("where", ["change", "add", "delete"])
def test_a_broken_form_changes_nothing_and_never_breaks(desk, draft, form, where):
    complete = {"action_leads-TOTAL_FORMS": 1, "action_leads-INITIAL_FORMS": 1, "text": "Words"}
    response = desk.post(address(where, draft.action), complete | form)
    assert response.status_code in (200, 400)
    draft.action.refresh_from_db()
    assert draft.action.text == "Do thing 1"


def test_a_form_that_says_it_has_endless_rows_is_cut_short(desk, draft):
    sent = {"action_leads-TOTAL_FORMS": 99999, "action_leads-INITIAL_FORMS": 0}
    answer = desk.post(address("change", draft.action), sent)
    assert answer.context["inline_admin_formsets"][0].formset.total_form_count() == MOST_ROWS


@pytest.mark.parametrize(
    "name", ["", "nothing", "delete_selected", "__class__", "report_on_selected", "merge_selected"]
)
def test_a_made_up_bulk_action_never_breaks(desk, world, name):
    for chosen in ([], ["abc"], ["99999999999999999999"], [world.action.pk]):
        sent = {"action": name, "_selected_action": chosen, "index": 0}
        response = desk.post(reverse("admin:actions_action_changelist"), sent)
        assert response.status_code in (200, 302), sent


@pytest.mark.parametrize("term", ["", "x" * 2000, "(", "%", "'", "\\", "日本", "‮"])
def test_whatever_is_typed_to_find_a_row_never_breaks(desk, world, term):
    query = {"app_label": "actions", "model_name": "actionlead", "field_name": "lead", "term": term}
    assert desk.get(reverse("admin:autocomplete"), query).status_code == 200


@pytest.mark.parametrize(
    "query", [{}, {"app_label": "x", "model_name": "y", "field_name": "z"}, {"app_label": "plans"}]
)
def test_a_made_up_question_to_find_a_row_is_refused(desk, query):
    assert desk.get(reverse("admin:autocomplete"), query).status_code == 403
