"""Nothing of one council is told in another: every word of theirs is marked, and every answer to ours is searched."""

import pytest
from django.contrib import admin
from django.urls import reverse

from plans.models import Membership, Plan, PlanPartner
from tests.admin.exchange.desk import name_of
from tests.builders import make_user
from tests.councils.asking import (
    addresses,
    admin_addresses,
    boxes_of,
    choices_of,
    exports,
    filters_of,
    told_by,
    typing,
    values_for,
)
from tests.councils.marked import NOT_MARKED, both, found_in, models_of_councils, rows_of, texts_of
from tests.test_who_may import people  # noqa: F401 (a fixture)
from tests.walking import TOKENS, ask, make_browsers, signed_in

OURS, THEIRS = "Alderfordmark", "Brimleymark"
ON_NO_PAGE = {
    "admin.LogEntry.change_message", "admin.LogEntry.object_repr", "otp_totp.TOTPDevice.name",
    "plans.SignOnIdentity.issuer", "plans.SignOnIdentity.subject", "plans.TableUpload.file_name", "a table's file",
}  # fmt: skip
PUBLIC = {
    "actions.Action": "current_text leads_as_published reference subheading text",
    "actions.ActionLead": "published_as",
    "actions.Lead": "name",
    "actions.Tag": "name",
    "actions.Timescale": "note text",
    "measures.Measure": "added_from compared_group definition levels name origin reference_group target_text text unit",
    "measures.Reading": "category group",
    "plans.Commitment": "lead_in overview_text rationale reference success text",
    "plans.Council": (
        "accessibility_email accessibility_phone accessibility_statement name privacy_contact privacy_email "
        "privacy_notice slug smallest_figure_reason"
    ),
    "plans.Plan": (
        "action_word commitment_word contact introduction lead_word measure_word measures_lead_in outcome_word period "
        "published_as rationale_word signed_off_by signed_off_post slug success_word theme_word timescale_word title"
    ),
    "plans.Theme": "outcome reference title",
}
LISTS_WITH_A_SEARCH = 12
READERS = ["stranger", "officer", "manager", "equality_lead", "role_ended"]


@pytest.fixture
def councils(council, other_council):
    return both(council, other_council)


@pytest.fixture
def browsers(councils, people, council, other_council):  # noqa: F811
    return make_browsers(council, other_council, people)


def told(browser, asked, mark):
    """What is told, as mark: the first address that tells it; what was asked with may come back."""
    found = {}
    for method, address, data in asked:
        answer, _ = ask(browser, method, address, data)
        new = told_by(answer, mark) - found_in(f"{address} {data}".encode(), mark)
        found = dict.fromkeys(new, f"{method.upper()} {address}") | found
    return found


def named(found, made):
    """The same, with the field that each mark stands for."""
    return {made.marks.get(word, word): address for word, address in found.items()}


def reading(asked):
    """To read each address once."""
    return [("get", address, None) for address in dict.fromkeys(asked)]


def everything(*councils):
    """To read each address of the product about these councils once, and to send an empty form there."""
    asked = dict.fromkeys(address for made in councils for address in addresses(made))
    return [*reading(asked), *(("post", address, None) for address in asked)]


def test_every_text_of_every_model_bears_a_mark(councils):
    for made, mark in ((councils.ours, OURS.lower()), (councils.theirs, THEIRS.lower())):
        for model in filter(texts_of, models_of_councils()):
            rows = list(rows_of(model, made).values())
            assert rows, f"{model._meta.label} has no row: make one in tests/councils/marked.py"
            for field in texts_of(model):
                assert all(mark in str(row[field.attname]).lower() for row in rows), f"{model._meta.label}.{field.name}"


def test_what_bears_no_mark_is_there():
    known = {f"{model._meta.label}.{field.name}" for model in models_of_councils() for field in model._meta.fields}
    assert NOT_MARKED.keys() <= known


@pytest.mark.parametrize("reader", READERS)
def test_no_address_tells_of_another_council(councils, browsers, reader):
    asked = everything(councils.ours, councils.theirs)
    assert named(told(browsers[reader], asked, THEIRS), councils.theirs) == {}


def test_no_page_or_file_of_the_admin_tells_of_another_council(councils, browsers):
    asked = [*admin_addresses(councils.ours), *admin_addresses(councils.theirs), *exports()]
    assert named(told(browsers["equality_lead"], reading(asked), THEIRS), councils.theirs) == {}


def test_typing_finds_nothing_of_another_council(councils, browsers):
    asked = reading(typing(THEIRS[:-1]))
    found = named(told(browsers["equality_lead"], asked, THEIRS), councils.theirs)
    assert found.keys() == {"plans.Council.name"}  # any council can be chosen as a partner
    assert "model_name=planpartner" in found["plans.Council.name"]


@pytest.mark.parametrize("reader", ["manager", "equality_lead"])
def test_no_choice_tells_of_another_council(councils, browsers, reader):
    browser, asked = browsers[reader], []
    for address in addresses(councils.ours):
        page, _ = ask(browser, "get", address)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            asked += [("get", address + query, None) for query in choices_of(page, councils.theirs)]
            if sent := {name: values_for(name, councils.theirs)[0] for name in boxes_of(page, "post")}:
                asked += [("post", address, sent)]
    assert named(told(browser, asked, THEIRS), councils.theirs) == {}


def test_no_filter_of_the_admin_tells_of_another_council(councils, browsers):
    browser, asked = browsers["equality_lead"], []
    for model in admin.site._registry:
        address = reverse(f"admin:{name_of(model)}_changelist")
        page, _ = ask(browser, "get", address)
        if page.status_code == 200:
            asked += [("get", address + query, None) for query in filters_of(page, councils.theirs)]
    assert named(told(browser, asked, THEIRS), councils.theirs) == {}


def test_a_search_for_their_words_answers_as_one_for_nonsense(councils, browsers):
    browser = browsers["equality_lead"]
    lists = [reverse(f"admin:{name_of(model)}_changelist") for model in admin.site._registry]
    searched = 0
    for address in [*addresses(councils.ours), *lists]:
        page, _ = ask(browser, "get", address)
        if page.status_code == 200 and page["Content-Type"].startswith("text/html") and "q" in boxes_of(page, "get"):
            searched += 1
            theirs, nobodys = (said(browser, address, word) for word in (THEIRS, "Nonsensewrd"))
            assert theirs == nobodys, address
    assert searched >= LISTS_WITH_A_SEARCH


def said(browser, address, word):
    """What a search says, without the word that was searched for and without tokens."""
    answer, _ = ask(browser, "get", f"{address}?q={word}")
    return answer.status_code, TOKENS.sub(b"", answer.content.replace(word.encode(), b""))


def test_what_is_public_is_all_that_is_told(councils, browsers):
    Plan.objects.filter(pk=councils.theirs.plan.pk).update(is_public=True)
    asked = everything(councils.theirs)
    public = named(told(browsers["stranger"], asked, THEIRS), councils.theirs)
    assert public.keys() == {f"{model}.{field}" for model, fields in PUBLIC.items() for field in fields.split()}
    assert named(told(browsers["equality_lead"], asked, THEIRS), councils.theirs).keys() == public.keys()


def test_a_partner_is_told_no_more_than_who_reads_the_plan_at_home(councils, browsers, other_council):
    PlanPartner.objects.create(plan=councils.theirs.plan, council=councils.ours.council)
    at_home = signed_in(make_user(council=other_council, role="manager"))
    asked = reading(addresses(councils.theirs))
    shared = told(browsers["manager"], asked, THEIRS)
    assert "plans.Plan.title" in named(shared, councils.theirs)
    assert shared.keys() <= told(at_home, asked, THEIRS).keys()
    assert not any(councils.theirs.draft.slug in address for address in shared.values())


def test_who_runs_one_council_runs_nothing_of_another_in_which_they_are_an_officer(councils, browsers, equality_lead):
    Membership.objects.create(user=equality_lead, council=councils.theirs.council, role="officer")
    asked = reading([*admin_addresses(councils.theirs), *exports()])
    assert named(told(browsers["equality_lead"], asked, THEIRS), councils.theirs) == {}


def test_the_walk_would_find_what_is_told(councils, council, other_council):
    """All that is ours is told to our own equality lead somewhere, but for what stands on no page."""
    own = {"equality_lead": councils.ours.equality_lead, "officer": councils.ours.user}
    browser = make_browsers(council, other_council, own)["equality_lead"]
    asked = [*addresses(councils.ours), *admin_addresses(councils.ours), *exports()]
    found = told(browser, reading(asked), OURS)
    assert {what for mark, what in councils.ours.marks.items() if mark not in found} == ON_NO_PAGE
