"""No page of the admin asks the database more often as rows grow."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from plans.models import Plan
from tests.admin.world import MODELS, add_many, address, fill

FEW, MANY = 3, 30
LISTED = [*MODELS, "progressupdate"]
NOT_ADDED = {"council", "progressupdate", "user"}  # by an equality lead in the admin; people are invited


@pytest.fixture
def sizes(council, other_council, superuser):
    """The same council twice, one with few rows of everything and one with many."""
    few, many = fill(council), fill(other_council)
    for where, number in ((few, FEW), (many, MANY)):
        add_many(where, number, superuser)
        where.progressupdate = where.action.updates.first()
    return few, many


@pytest.fixture
def leads_of(sizes, signed_in, equality_lead, outsider):
    """Each council's own equality lead, already asked once so that nothing is loaded for the first time."""
    clients = [signed_in(equality_lead), signed_in(outsider)]
    for client in clients:
        client.get(reverse("admin:index"))
    return list(zip(clients, sizes, strict=True))


def queries(client, url, data=None):
    client.get(url)  # what is asked once in the life of a process has now been asked
    with CaptureQueriesContext(connection) as asked:
        response = client.post(url, data) if data else client.get(url)
    assert response.status_code == 200
    return len(asked)


def counts(leads_of, page, query="", kinds=LISTED):
    """For each kind of thing, how often its page asks where there are few rows and where there are many."""
    return {
        kind: tuple(queries(client, address(page, getattr(where, kind)) + query) for client, where in leads_of)
        for kind in kinds
    }


@pytest.mark.parametrize(
    ("kind_of_page", "query", "most"),
    [("changelist", "?q=", 9), ("changelist", "?q=a&_facets=True", 16), ("change", "", 14), ("add", "", 8)],
)
def test_lists_and_forms(leads_of, kind_of_page, query, most):
    kinds = [kind for kind in LISTED if kind_of_page != "add" or kind not in NOT_ADDED]
    for kind, (few, many) in counts(leads_of, kind_of_page, query, kinds).items():
        assert few == many <= most, kind


def test_histories(leads_of):
    for kind, (few, many) in counts(leads_of, "history").items():
        assert many <= few <= 16, kind  # fewer where a page of many rows names fewer kinds of thing


def test_the_question_before_deleting(leads_of):
    Plan.objects.update(status=Plan.Status.DRAFT)
    for kind, (few, many) in counts(leads_of, "delete", kinds=["plan", "theme", "commitment"]).items():
        assert few == many, kind


def test_reporting_on_several(leads_of):
    asked = []
    for client, where in leads_of:
        rows = list(where.commitment.actions.values_list("pk", flat=True))
        sent = {"action": "report_on_selected", "_selected_action": rows, "index": 0}
        asked.append(queries(client, reverse("admin:actions_action_changelist"), sent))
    assert asked[0] == asked[1] <= 10


def test_typing_to_find(leads_of):
    query = "?app_label=actions&model_name=actionlead&field_name=lead&term=o"
    few, many = (queries(client, reverse("admin:autocomplete") + query) for client, _ in leads_of)
    assert few == many <= 5


def test_a_person_with_many_roles(signed_in, superuser, sizes):
    few, many = sizes
    client = signed_in(superuser)
    for number in range(MANY):
        council = type(few.council).objects.create(name=f"Council no {number}", slug=f"council-no-{number}")
        many.user.memberships.create(council=council, role="officer")
    client.get(reverse("admin:index"))
    for page in ("change", "history"):
        assert queries(client, address(page, few.user)) == queries(client, address(page, many.user))
