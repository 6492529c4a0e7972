"""Every address of the admin x every role x reading and writing, about rows of the council's own."""

import pytest
from django.urls import reverse

from measures.models import Measure, Reading
from plans.models import HistorySeal
from tests.builders import make_tag, make_timescale
from tests.test_who_may import answers, patterns, people  # noqa: F401 (people is a fixture)

# The answers to stranger, officer, manager, equality lead, superuser and another council's equality lead.
EVERY_LEAD = "302 403 403 200 200 200"
OWN_ROW = "302 403 403 200 200 404"
SUPERUSERS = "302 403 403 403 200 403"
NOBODY = "302 403 403 403 403 403"
PUBLISHED = "302 403 403 403 403 404"  # what is published, or named in the history, is not deleted

ALLOWED = {"changelist": EVERY_LEAD, "add": EVERY_LEAD, "change": OWN_ROW, "history": OWN_ROW, "delete": PUBLISHED}
EXCEPT = {
    ("plans_council", "add"): SUPERUSERS,
    ("plans_user", "add"): NOBODY,
    ("plans_membership", "delete"): OWN_ROW,
    ("actions_progressupdate", "add"): NOBODY,
}
POST_EXCEPT = {("actions_progressupdate", "change"): PUBLISHED}
SEALS = {
    "changelist": SUPERUSERS,
    "add": NOBODY,
    "change": "302 403 403 404 200 404",
    "history": "302 403 403 404 404 404",  # a seal has no history: it is never changed
    "delete": "302 403 403 404 403 404",
}
OTHERS = {
    "index": ("302 403 403 200 200 200", "302 403 403 200 200 200"),
    "login": ("302 302 302 302 302 302", "302 302 302 302 302 302"),
    "logout": ("302 403 403 405 405 405", "302 403 403 302 302 302"),
    "autocomplete": ("302 403 403 403 403 403", "302 403 403 405 405 405"),
    "jsi18n": ("302 403 403 200 200 200", "302 403 403 405 405 405"),
}
EXPORTED, ASKED_BY_POST = "302 403 403 405 405 405", "302 403 403 400 400 400"
EXPORTED_ONLY = {"plans_user", "actions_progressupdate"}
WITHOUT_AN_ADDRESS_OF_THEIR_OWN = {
    "None", "app_list", "plans_user_link", "plans_user_reset_two_step", "plans_user_unlink",
}  # fmt: skip


@pytest.fixture
def rows(action, officer, lead, plan, council):
    """One row of every model that the admin shows, all of the council."""
    measure = Measure.objects.create(plan=plan, position=1, text="m", name="m")
    return {
        "plans_council": council,
        "plans_user": officer,
        "plans_membership": officer.memberships.get(),
        "plans_plan": plan,
        "plans_theme": action.commitment.theme,
        "plans_commitment": action.commitment,
        "actions_action": action,
        "actions_lead": lead,
        "actions_progressupdate": action.report(by=officer, status="in_progress"),
        "actions_tag": make_tag(council=council),
        "actions_timescale": make_timescale(plan),
        "measures_measure": measure,
        "measures_reading": Reading.objects.create(measure=measure, read_on="2026-01-01", value=1),
    }


def address(model, page, row):
    return reverse(f"admin:{model}_{page}", args=[] if page in ("changelist", "add") else [row.pk])


def test_every_address_of_the_admin_is_classified(rows):
    known = {f"{model}_{page}" for model in [*rows, "plans_historyseal"] for page in ALLOWED}
    found = {name.removeprefix("admin:") for name, _ in patterns() if name.startswith("admin:")}
    known |= {f"{model}_export" for model in rows}
    known |= {f"{model}_{page}" for model in rows.keys() - EXPORTED_ONLY for page in ("import", "process_import")}
    assert found == known | set(OTHERS) | WITHOUT_AN_ADDRESS_OF_THEIR_OWN


@pytest.mark.parametrize("page", ALLOWED)
def test_who_may_read_and_write_in_the_admin(rows, people, page):  # noqa: F811
    for model, row in rows.items():
        expected = EXCEPT.get((model, page), ALLOWED[page])
        here = address(model, page, row)
        assert answers(people, "get", here) == expected, here
        assert answers(people, "post", here) == POST_EXCEPT.get((model, page), expected), here


def test_who_may_export_and_import(rows, people):  # noqa: F811
    for model in rows:
        here = reverse(f"admin:{model}_export")
        assert answers(people, "get", here) == answers(people, "get", f"{here}?export-kind=csv") == EVERY_LEAD
        assert answers(people, "post", here) == EXPORTED
    for model in rows.keys() - EXPORTED_ONLY:
        assert answers(people, "get", reverse(f"admin:{model}_import")) == EVERY_LEAD
        assert answers(people, "post", reverse(f"admin:{model}_import")) == EVERY_LEAD
        assert answers(people, "get", reverse(f"admin:{model}_process_import")) == EXPORTED
        assert answers(people, "post", reverse(f"admin:{model}_process_import")) == ASKED_BY_POST


@pytest.mark.parametrize("page", ALLOWED)
def test_seals_are_for_superusers_to_read(people, page):  # noqa: F811
    seal = HistorySeal.objects.create(chain=1, table="t", columns=[], last_history_id=1, rows=1, digest="d")
    assert answers(people, "get", address("plans_historyseal", page, seal)) == SEALS[page]


@pytest.mark.parametrize("name", OTHERS)
def test_who_may_do_the_rest_in_the_admin(people, name):  # noqa: F811
    expected_get, expected_post = OTHERS[name]
    assert answers(people, "get", reverse(f"admin:{name}")) == expected_get
    assert answers(people, "post", reverse(f"admin:{name}")) == expected_post


def test_an_address_that_the_admin_does_not_have(people):  # noqa: F811
    assert answers(people, "get", "/admin/nothing/") == "302 403 403 404 404 404"


def test_links_are_sent_by_those_who_run_all_the_persons_councils(people, officer):  # noqa: F811
    here = reverse("admin:plans_user_link", args=[officer.pk])
    assert answers(people, "get", here) == OWN_ROW


@pytest.mark.parametrize("page", ["change", "history", "delete"])
def test_everybodys_tags_are_read_by_all_leads_and_changed_by_nobody(rows, people, page):  # noqa: F811
    here = address("actions_tag", page, make_tag())
    reads = NOBODY if page == "delete" else EVERY_LEAD
    assert answers(people, "get", here) == reads
    assert answers(people, "post", here) == (EVERY_LEAD if page == "history" else NOBODY)
