"""Every address of the admin x everybody x every method, about rows of the council's own."""

import pytest
from django.urls import reverse

from measures.models import Measure, Reading
from plans.models import HistorySeal
from tests.builders import make_tag, make_timescale
from tests.test_who_may import (  # noqa: F401 (people and browsers are fixtures)
    ALIKE,
    EVERYBODY,
    ROLES,
    WHERE_IT_IS_TAKEN,
    browsers,
    people,
)
from tests.walking import METHODS, patterns, surprises, told

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
POST_EXCEPT = {
    ("actions_progressupdate", "change"): PUBLISHED,
    ("plans_historyseal", "change"): "302 403 403 404 403 404",
}
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
SENT_ON = "302 403 403 302 302 404"  # done, and back to the person
EXPORTED_ONLY = {"plans_user", "actions_progressupdate"}
ABOUT_A_PERSON = ["plans_user_link", "plans_user_reset_two_step", "plans_user_sign_out", "plans_user_unlink"]
MADE_BY_DJANGO = {"None", "app_list"}  # what Django's admin makes of any other address
NOT_THERE = 987_654_321
# Everybody reads and writes; these try the methods that no page uses, too.
TRIED_BY = {"stranger": METHODS, "equality_lead": ["get", "post", "delete"]}
LIST_THEIR_METHODS = {"/admin/logout/", "/admin/autocomplete/"}  # to whoever asks for their options, and do nothing


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


@pytest.fixture
def classified(rows):
    """Every address of the admin, as (address, what a GET answers to each role, what a POST does)."""
    seal = HistorySeal.objects.create(chain=1, table="t", columns=[], last_history_id=1, rows=1, digest="d")
    tag = make_tag()
    return [
        *(found for model, row in rows.items() for found in of_a_model(model, row)),
        *of_pages("plans_historyseal", seal, SEALS),
        *((reverse(f"admin:{name}"), *codes) for name, codes in OTHERS.items()),
        *((address("actions_tag", page, tag.pk), *codes) for page, codes in EVERYBODYS_TAG.items()),
        *((reverse(f"admin:{name}", args=[rows["plans_user"].pk]), OWN_ROW, SENT_ON) for name in ABOUT_A_PERSON),
        ("/admin/nothing/", "302 403 403 404 404 404", "302 403 403 404 404 404"),
    ]


EVERYBODYS_TAG = {  # read by all leads, changed by nobody
    "change": (EVERY_LEAD, NOBODY),
    "history": (EVERY_LEAD, EVERY_LEAD),
    "delete": (NOBODY, NOBODY),
}


def of_a_model(model, row):
    """The addresses of a model, with what they answer."""
    yield from of_pages(model, row, ALLOWED)
    yield reverse(f"admin:{model}_export"), EVERY_LEAD, EXPORTED
    yield reverse(f"admin:{model}_export") + "?export-kind=csv", EVERY_LEAD, EXPORTED
    if model not in EXPORTED_ONLY:
        yield reverse(f"admin:{model}_import"), EVERY_LEAD, EVERY_LEAD
        yield reverse(f"admin:{model}_process_import"), EXPORTED, ASKED_BY_POST


def of_pages(model, row, allowed):
    for page, usual in allowed.items():
        codes = EXCEPT.get((model, page), usual)
        yield address(model, page, row.pk), codes, POST_EXCEPT.get((model, page), codes)


def address(model, page, pk):
    return reverse(f"admin:{model}_{page}", args=[] if page in ("changelist", "add") else [pk])


def expected_of(here, get, post, method, role):
    """The statuses that are right; a method that nobody uses is refused, or answered as reading or writing is."""
    if method == "options" and here in LIST_THEIR_METHODS:
        return {"200", "302", "403"}
    if role in WHERE_IT_IS_TAKEN:
        return {"302", "403", "405"} if here == reverse("admin:logout") else {"302"}
    get, post = (codes.split()[ROLES.index(ALIKE.get(role, role))] for codes in (get, post))
    return {"get": {get}, "post": {post}}.get(method, {get, post, "405"})


def test_every_address_of_the_admin_is_classified(rows):
    known = {f"{model}_{page}" for model in [*rows, "plans_historyseal"] for page in ALLOWED}
    found = {name.removeprefix("admin:") for name, _ in patterns() if name.startswith("admin:")}
    known |= {f"{model}_export" for model in rows}
    known |= {f"{model}_{page}" for model in rows.keys() - EXPORTED_ONLY for page in ("import", "process_import")}
    assert found == known | {*OTHERS, *ABOUT_A_PERSON} | MADE_BY_DJANGO


@pytest.mark.parametrize("role", EVERYBODY)
def test_who_may_read_and_write_in_the_admin(classified, browsers, role):  # noqa: F811
    expected = [
        (method, here, expected_of(here, get, post, method, role))
        for here, get, post in classified
        for method in TRIED_BY.get(role, METHODS[:2])
    ]
    assert list(surprises(browsers[role], expected)) == []


@pytest.mark.parametrize("role", ["stranger", "outsider", "role_ended"])
def test_another_councils_row_answers_as_one_that_is_not_there(rows, browsers, role):  # noqa: F811
    for model, row in rows.items():
        for page in ("change", "history", "delete"):
            for method in ("get", "post"):
                here, nowhere = (address(model, page, pk) for pk in (row.pk, NOT_THERE))
                assert told(browsers[role], method, here) == told(browsers[role], method, nowhere), here
