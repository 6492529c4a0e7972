"""The parts that the admin's forms are made of."""

import pytest
from django import forms
from django.contrib import admin
from django.forms import inlineformset_factory

from actions.models import Action, ActionLead, LeadSpelling
from plans.admin.forms import FoundByTyping, ReasonForm, RowForm, Rows
from plans.admin.revision import Part, numbers_in, token_of
from plans.models import Commitment, Council, Membership, Theme
from tests.admin.world import address, sentences, typed
from tests.builders import make_commitment, make_lead, make_plan, make_theme, name_lead

SPELLINGS = (Part(LeadSpelling, "lead", "text"),)


def test_the_token_is_the_newest_row_of_the_history(lead, superuser):
    assert token_of(lead, (), superuser) == str(lead.history.latest("history_id").history_id)


def test_the_token_changes_with_every_row_below(lead, superuser):
    tokens = [token_of(lead, SPELLINGS, superuser)]
    spelling = LeadSpelling.objects.create(lead=lead, text="HoP")
    tokens.append(token_of(lead, SPELLINGS, superuser))
    spelling.text = "H.o.P."
    spelling.save()
    tokens.append(token_of(lead, SPELLINGS, superuser))
    spelling.delete()
    tokens.append(token_of(lead, SPELLINGS, superuser))
    assert len(set(tokens[:3])) == 3
    assert tokens[3] == tokens[0]


def test_rows_of_a_sibling_leave_the_token_alone(lead, council, superuser):
    before = token_of(lead, SPELLINGS, superuser)
    LeadSpelling.objects.create(lead=make_lead(council), text="Other")
    assert token_of(lead, SPELLINGS, superuser) == before


def test_what_one_may_not_see_leaves_the_token_alone(officer, equality_lead, other_council, superuser):
    part = (Part(Membership, "user", "council", council_path="council"),)
    before = [token_of(officer, part, user) for user in (equality_lead, superuser)]
    Membership.objects.create(user=officer, council=other_council, role="officer")
    after = [token_of(officer, part, user) for user in (equality_lead, superuser)]
    assert [a == b for a, b in zip(after, before, strict=True)] == [True, False]


@pytest.mark.parametrize(
    ("token", "numbers"),
    [
        ("12.34/2", [12, 34]),
        ("12.0/0", [12, 0]),
        ("12", None),
        ("", None),
        ("a.b", None),
        ("1.2.3", None),
        ("²./", None),
    ],
)
def test_a_token_is_read_carefully(token, numbers):
    assert numbers_in(token, SPELLINGS) == numbers


def test_a_reason_has_an_end():
    form = ReasonForm({"change_reason": "x" * 1001})
    assert "change_reason" in form.errors


def box(lead=None, *, required=True):
    field = forms.ModelChoiceField(queryset=type(lead).objects.all() if lead else None, required=required)
    field.widget = FoundByTyping(ActionLead._meta.get_field("lead"), admin.site)
    field.widget.choices = field.choices
    field.widget.is_required = required
    field.widget.known = lead
    return field.widget


def test_a_box_that_knows_its_row_asks_nothing(lead, django_assert_num_queries):
    with django_assert_num_queries(0):
        drawn = box(lead).render("lead", str(lead.pk))
    assert f'<option value="{lead.pk}" selected>{lead}</option>' in drawn
    assert 'data-placeholder="Type to search"' in drawn


def test_a_box_that_may_stay_empty_can_be_emptied(lead):
    assert '<option value=""></option>' in box(lead, required=False).render("lead", str(lead.pk))


def test_a_box_with_another_row_than_it_knows_asks(lead, council, django_assert_num_queries):
    other = make_lead(council, "Head of Parks")
    with django_assert_num_queries(1):
        assert "Head of Parks" in box(lead).render("lead", str(other.pk))


COMMITMENTS = inlineformset_factory(
    Theme, Commitment, form=RowForm, formset=Rows, fields=["position", "text"], extra=3, can_delete=True
)


def rows(theme, *said):
    there = list(theme.commitments.all())
    said = [*((row.position, row.text) for row in there), *said]
    data = {"commitments-TOTAL_FORMS": len(said), "commitments-INITIAL_FORMS": len(there)}
    data |= {f"commitments-{place}-id": row.pk for place, row in enumerate(there)}
    for place, (position, text) in enumerate(said):
        data |= {f"commitments-{place}-position": position, f"commitments-{place}-text": text}
    return COMMITMENTS(data, instance=theme)


def positions(theme, *said):
    formset = rows(theme, *said)
    assert formset.is_valid(), formset.errors
    return [(row.position, row.text) for row in formset.save()]


def test_rows_without_a_place_come_last_in_order(plan):
    theme = make_theme(plan)
    make_commitment(theme=theme, position=4)
    assert positions(theme, ("", "a"), ("", "b")) == [(5, "a"), (6, "b")]


def test_a_place_that_was_typed_is_passed_over(plan):
    assert positions(make_theme(plan), ("", "a"), (2, "b"), ("", "c")) == [(3, "a"), (2, "b"), (4, "c")]


def test_empty_rows_take_no_number(plan):
    assert positions(make_theme(plan), ("", ""), ("", "b")) == [(1, "b")]


@pytest.mark.parametrize("position", ["x", "-1", "9" * 30, "²"])
def test_a_place_that_is_no_number_is_refused(plan, position):
    assert not rows(make_theme(plan), (position, "a")).is_valid()


def test_the_same_place_twice_is_refused(plan):
    assert not rows(make_theme(plan), (1, "a"), (1, "b")).is_valid()


def test_boxes_in_a_table_are_named(plan):
    drawn = str(rows(make_theme(plan), ("", "a")))
    assert 'aria-label="Position"' in drawn
    assert 'aria-label="Text"' in drawn


def test_even_a_choice_too_many_lets_nothing_out_of_ones_council(desk, here, there, monkeypatch):
    """The offered choices are one wall; this is the other."""
    monkeypatch.setattr(type(admin.site.get_model_admin(Council)), "get_choices", lambda *a: Council.objects.all())
    url = address("add", here.lead)
    page = desk.post(url, typed(desk.get(url), council=there.council.pk, name="Head of Parks"))
    assert "You can only save things of a council whose equality lead you are." in sentences(page)
    assert not there.council.leads.filter(name="Head of Parks").exists()


def test_words_of_one_plan_do_not_wander_into_another(desk, draft, council):
    other = make_theme(make_plan(council))
    url = address("change", draft.commitment)
    assert "the same plan" in sentences(desk.post(url, typed(desk.get(url), theme=other.pk)))
    draft.commitment.refresh_from_db()
    assert draft.commitment.theme == draft.theme


def test_within_a_draft_they_can_be_moved(desk, draft):
    other = make_theme(draft.plan)
    url = address("change", draft.commitment)
    assert desk.post(url, typed(desk.get(url), theme=other.pk)).status_code == 302
    draft.commitment.refresh_from_db()
    assert draft.commitment.theme == other


def test_an_action_added_with_its_leads_numbers_them(desk, here):
    url = address("add", here.action)
    row = {"action_leads-TOTAL_FORMS": 1, "action_leads-0-lead": here.lead.pk, "action_leads-0-role": "joint"}
    assert desk.post(url, typed(desk.get(url), commitment=here.commitment.pk, text="New", **row)).status_code == 302
    assert Action.objects.get(text="New").action_leads.get().position == 1


def test_a_lead_merged_away_is_not_offered(desk, here):
    gone = make_lead(here.council, "Old name")
    gone.merged_into = here.lead
    gone.save()
    name_lead(here.action, gone)
    url = address("change", here.action)
    page = desk.post(url, typed(desk.get(url), **{"action_leads-0-lead": gone.pk}))
    assert "Select a valid choice" in sentences(page)


@pytest.mark.parametrize(
    ("places", "kept"), [((2, 1), "second, first"), ((2, 3), "first, second"), ((2, None), "first")]
)
def test_leads_change_places(desk, draft, places, kept):
    first = draft.action.action_leads.get()
    names = {first.lead.pk: "first", name_lead(draft.action, make_lead(draft.council)).lead.pk: "second"}
    sent = typed(desk.get(address("change", draft.action)))
    for row, place in enumerate(places):
        sent[f"action_leads-{row}-position" if place else f"action_leads-{row}-DELETE"] = place or "on"
    assert desk.post(address("change", draft.action), sent).status_code == 302
    assert ", ".join(names[row.lead_id] for row in draft.action.action_leads.order_by("position")) == kept


def test_rows_that_were_not_sent_are_missed(desk, draft):
    sent = typed(desk.get(address("change", draft.action))) | {"action_leads-INITIAL_FORMS": 0}
    answer = desk.post(address("change", draft.action), sent)
    assert "Not every row of this table was sent" in answer.content.decode()
    assert draft.action.action_leads.count() == 1
