"""A file reaches only what its person manages, whatever it names; and nothing else shows in it."""

import pytest

from actions.models import Action, ActionLead, Lead, LeadHolder, LeadSpelling, ProgressUpdate, Tag, Timescale
from measures.models import Measure, Reading
from plans.models import Commitment, Council, Membership, Plan, PlanPartner, Theme, User
from tests.admin.exchange.desk import bring, export, exported, sentences, wrong_with
from tests.admin.world import fill
from tests.builders import give_tag, make_tag

MARK = "zebra"


@pytest.fixture
def hidden(other_council, outsider):
    """The other council, with a mark in every word that it has."""
    Council.objects.filter(pk=other_council.pk).update(name=f"{MARK} council", slug=MARK)
    other_council.refresh_from_db()
    there = fill(other_council, title=MARK, slug=f"{MARK}-plan")
    LeadSpelling.objects.create(lead=there.lead, text=MARK)
    Lead.objects.filter(pk=there.lead.pk).update(name=MARK)
    User.objects.filter(pk__in=[there.user.pk, outsider.pk]).update(name=MARK)
    give_tag(there.action, make_tag(MARK, other_council))
    there.action.report(by=outsider, status="in_progress", summary=MARK)
    return there


@pytest.mark.parametrize(
    ("kind", "model"),
    [
        ("plan", Plan), ("theme", Theme), ("commitment", Commitment), ("action", Action), ("lead", Lead),
        ("timescale", Timescale), ("measure", Measure), ("reading", Reading), ("membership", Membership),
        ("council", Council),
    ],
)  # fmt: skip
def test_the_number_of_anothers_row_is_refused_like_one_that_is_not_there(desk, here, hidden, kind, model):
    for number in (getattr(hidden, kind).pk, 999_999_999):
        rows = exported(desk, model)[:1]
        rows[0]["ID"] = str(number)
        noun = model._meta.verbose_name
        expected = f"There is no {noun} {number} that you manage. Leave the ID empty to add one."
        assert wrong_with(bring(desk, model, rows)) == [(2, "ID", expected)]


KEYS = [
    (Theme, None, {"Plan": "{council}/{plan}", "Title": "Ours"}, "plan “{council}/{plan}”"),
    (Commitment, None, {"Theme": "{council}/{plan}/1", "Text": "Ours"}, "theme “{council}/{plan}/1”"),
    (Action, None, {"Commitment": "{council}/{plan}/1/1", "As published": "x"}, "commitment “{council}/{plan}/1/1”"),
    (Lead, None, {"Council": "{council}", "Name": "Ours"}, "council “{council}”"),
    (Lead, LeadSpelling, {"Lead": "{council}/zebra", "Spelling": "Ours"}, "lead “{council}/zebra”"),
    (Timescale, None, {"Plan": "{council}/{plan}", "Published words": "x"}, "plan “{council}/{plan}”"),
    (Measure, None, {"Plan": "{council}/{plan}", "As published": "x", "Name": "x"}, "plan “{council}/{plan}”"),
    (Reading, None, {"Measure": "{council}/{plan}/1", "As at": "1/1/2027"}, "measure “{council}/{plan}/1”"),
    (Tag, None, {"Council": "{council}", "Name": "Ours"}, "council “{council}”"),
    (Plan, PlanPartner, {"Plan": "{council}/{plan}", "Council": "zebra"}, "plan “{council}/{plan}”"),
]


@pytest.mark.parametrize(("model", "what", "row", "named"), KEYS)
def test_anothers_key_is_refused_like_one_that_is_not_there(desk, here, hidden, model, what, row, named):
    rows_before = (what or model).objects.count()
    for council, plan in ((MARK, hidden.plan.slug), ("nowhere", "no-plan")):
        said = {heading: value.format(council=council, plan=plan) for heading, value in row.items()}
        page = bring(desk, model, [said], what)
        assert f"There is no {named.format(council=council, plan=plan)} that you manage." in sentences(page)
    assert (what or model).objects.count() == rows_before


def test_keys_are_found_with_spaces_around_them(desk, here):
    rows = [{"Plan": f"  {here.council.slug} / {here.plan.slug} ", "Title": "New"}]
    assert bring(desk, Theme, rows).context["outcome"].added == 1


@pytest.mark.parametrize(
    "key", ["/", "//////", "x" * 5000, "alderford-council", "1/2/3", "'", "\x7f", "alderford-council/" + "9" * 40]
)
def test_a_key_that_is_none_never_breaks(desk, here, key):
    assert "There is no theme" in sentences(bring(desk, Commitment, [{"Theme": key, "Text": "x"}]))


def test_no_row_moves_to_another_plan(desk, here, draft):
    for start, into in ((here, draft), (draft, here)):
        rows = [row for row in exported(desk, Commitment) if row["Theme"].split("/")[1] == start.plan.slug]
        rows[0]["Theme"] = f"{into.council.slug}/{into.plan.slug}/1"
        page = bring(desk, Commitment, rows)
        assert "stays" in sentences(page)


def test_a_holder_needs_a_role_in_the_council(desk, here, hidden):
    row = {"Lead": f"{here.council.slug}/{here.lead.name}", "User": hidden.user.email, "From": "1/1/2027"}
    page = bring(desk, Lead, [row], LeadHolder)
    assert wrong_with(page) == [(2, "User", f"There is no user “{hidden.user.email}” that you manage.")]


def test_a_lead_of_a_partner_can_be_named_and_no_others(desk, here, hidden):
    row = {"Action": f"{here.council.slug}/{here.plan.slug}/1/1/1", "Lead": f"{MARK}/{MARK}"}
    assert "There is no lead" in sentences(bring(desk, Action, [row], ActionLead))
    PlanPartner.objects.create(plan=here.plan, council=hidden.council)
    assert bring(desk, Action, [row], ActionLead).context["outcome"].added == 1


def test_people_are_exported_with_their_roles_here_and_no_password(desk, here, hidden):
    Membership.objects.create(user=here.user, council=hidden.council, role="manager")
    rows = exported(desk, User)
    assert list(rows[0]) == ["ID", "Name", "E-mail address", "May sign in", "Roles"]
    found = next(row for row in rows if row["ID"] == str(here.user.pk))
    assert (found["E-mail address"], found["Roles"]) == (here.user.email, f"Officer in {here.council}")


def test_reports_are_exported_with_names_and_no_addresses(desk, here, equality_lead):
    here.action.report(by=equality_lead, status="in_progress", summary="=1+1")
    (row,) = exported(desk, ProgressUpdate)
    assert (row["Reported by"], row["What happened"], row["Status"]) == ("Edie Equality", "'=1+1", "In progress")
    assert "@" not in "".join(row.values())


def test_an_export_follows_the_list_and_its_filters(desk, here):
    keep = Lead.objects.create(council=here.council, name="Head of Parks")
    rows = exported(desk, Lead, **{"export-rows": "listed", "q": "Parks"})
    assert [row["ID"] for row in rows] == [str(keep.pk)]


def test_a_filter_that_the_list_does_not_have_is_refused(desk, here):
    for query in ({"council__slug": "x"}, {"password": "x"}, {"kind__exact__regex": "("}):
        assert export(desk, Lead, **{"export-rows": "listed"}, **query).status_code == 400
