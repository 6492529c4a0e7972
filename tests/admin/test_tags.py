"""Tags in the admin: a council's own additions, everybody's to read, and actions tagged with both."""

import json

import pytest
from django.urls import reverse

from actions.models import ActionTag, Tag
from plans.models import PlanPartner
from tests.admin.world import address, sentences, typed
from tests.builders import give_tag, make_action, make_tag

ADD = reverse("admin:actions_tag_add")
LIST = reverse("admin:actions_tag_changelist")


def listed(page):
    return set(page.context["cl"].queryset)


def add(client, **said):
    return client.post(ADD, typed(client.get(ADD), **said))


def tag_with(client, action, tag, **said):
    """Add a tag below an action, as a browser would."""
    url = address("change", action)
    return client.post(
        url, typed(client.get(url), **{"action_tags-TOTAL_FORMS": 1, "action_tags-0-tag": tag.pk, **said})
    )


def offered(client):
    query = {"app_label": "actions", "model_name": "actiontag", "field_name": "tag", "term": ""}
    return json.loads(client.get(reverse("admin:autocomplete"), query).content)["results"]


def test_an_equality_lead_adds_a_characteristic_of_the_council(desk, council):
    assert add(desk, name="Care experience", definition="Who was in care.").status_code == 302
    tag = Tag.objects.get(name="Care experience")
    assert (tag.council, tag.kind, tag.is_statutory) == (council, Tag.Kind.CHARACTERISTIC, False)


def test_what_is_added_is_neither_an_aim_nor_statutory_whatever_is_posted(desk):
    add(desk, name="Ours", kind="aim", is_statutory="on")
    assert (Tag.objects.get(name="Ours").kind, Tag.objects.get(name="Ours").is_statutory) == ("characteristic", False)


def test_nothing_is_added_for_another_council_or_for_everybody(desk, signed_in, superuser, other_council):
    assert "Select a valid choice" in sentences(add(desk, name="Ours", council=other_council.pk))
    assert "This field is required" in sentences(add(signed_in(superuser), name="Ours", council=""))
    assert not Tag.objects.filter(name="Ours").exists()


@pytest.mark.parametrize("name", ["Carers", "carers", "Shoe size"])
def test_a_name_that_is_there_is_refused_in_words(desk, council, name):
    make_tag("Carers", council)
    make_tag("Shoe size")
    assert "is there already" in sentences(add(desk, name=name))


def test_a_local_tag_is_renamed_with_a_reason(desk, council):
    tag = make_tag("Carers", council)
    url = address("change", tag)
    sent = typed(desk.get(url), name="Unpaid carers", change_reason="Their own word")
    assert desk.post(url, sent).status_code == 302
    tag.refresh_from_db()
    assert (tag.name, tag.history.latest().history_change_reason) == ("Unpaid carers", "Their own word")


def test_everybodys_are_read_and_not_changed_even_by_who_runs_the_product(signed_in, desk, superuser):
    tag = make_tag("Shoe size", definition="Said in a law.")
    url = address("change", tag)
    for client in (desk, signed_in(superuser)):
        page = client.get(url)
        assert "Said in a law." in page.content.decode()
        assert 'name="name"' not in page.content.decode()
        assert client.post(url, {"name": "Hat size"}).status_code == 403
    tag.refresh_from_db()
    assert tag.name == "Shoe size"


def test_another_councils_tags_are_not_there(desk, other_council):
    theirs = make_tag("Carers", other_council)
    assert desk.get(address("change", theirs)).status_code == 404
    assert theirs not in listed(desk.get(LIST))


def test_the_list_says_where_each_comes_from(desk, council):
    everybodys, ours = make_tag("Shoe size"), make_tag("Carers", council)
    module = make_tag("Fifth module", kind=Tag.Kind.MODULE, is_statutory=False)
    page = desk.get(LIST)
    assert {everybodys, ours, module} <= listed(page)
    for words in ("Equality Act 2010", "LGA framework", f"Local to {council}"):
        assert words in page.content.decode()


def test_the_list_is_filtered_by_where_they_come_from(desk, council):
    everybodys, ours = make_tag("Shoe size"), make_tag("Carers", council)
    module = make_tag("Fifth module", kind=Tag.Kind.MODULE, is_statutory=False)
    for origin, tag in {"statutory": everybodys, "framework": module, "local": ours}.items():
        found = listed(desk.get(LIST, {"origin": origin}))
        assert found & {everybodys, ours, module} == {tag}
    assert {everybodys, ours, module} <= listed(desk.get(LIST, {"origin": "elsewhere"}))


def test_the_list_counts_actions_of_ones_own_only(desk, here, there):
    tag = make_tag("Shoe size")
    give_tag(here.action, tag)
    give_tag(there.action, tag)
    rows = {row.pk: row.action_count for row in desk.get(LIST).context["cl"].result_list}
    assert rows[tag.pk] == 1


def test_a_local_tag_is_not_deleted(desk, council):
    assert desk.post(address("delete", make_tag(council=council)), {"post": "yes"}).status_code == 403


def test_an_action_is_tagged_below_its_form(desk, here):
    tag = make_tag("Shoe size")
    assert tag_with(desk, here.action, tag, change_reason="Agreed by the board").status_code == 302
    given = here.action.action_tags.get()
    assert (given.tag, given.history.get().history_change_reason) == (tag, "Agreed by the board")


def test_a_tag_is_taken_off_again(desk, here):
    give_tag(here.action, make_tag())
    url = address("change", here.action)
    assert desk.post(url, typed(desk.get(url), **{"action_tags-0-DELETE": "on"})).status_code == 302
    assert not here.action.action_tags.exists()


def test_the_same_tag_twice_is_refused(desk, here):
    tag = make_tag()
    give_tag(here.action, tag)
    more = {"action_tags-TOTAL_FORMS": 2, "action_tags-1-tag": tag.pk}
    url = address("change", here.action)
    assert desk.post(url, typed(desk.get(url), **more)).status_code == 200
    assert here.action.action_tags.count() == 1


def test_another_councils_tag_cannot_be_given(desk, here, other_council):
    page = tag_with(desk, here.action, make_tag("Carers", other_council))
    assert "Select a valid choice" in sentences(page)
    assert not ActionTag.objects.exists()


def test_a_partners_tag_can_be_given_in_the_shared_plan_only(desk, here, other_council):
    shared, tag = here.action, make_tag("Carers", other_council)
    PlanPartner.objects.create(plan=here.plan, council=other_council)
    assert tag_with(desk, shared, tag).status_code == 302
    alone = make_action()
    alone.plan.council = here.council
    alone.plan.save()
    assert "which is not in this plan" in sentences(tag_with(desk, alone, tag))


def test_typing_finds_everybodys_and_ones_own(desk, council, other_council):
    everybodys, ours, theirs = make_tag("Shoe size"), make_tag("Carers", council), make_tag(council=other_council)
    found = {row["id"]: row["text"] for row in offered(desk)}
    assert found[str(everybodys.pk)] == "Shoe size (Equality Act 2010)"
    assert found[str(ours.pk)] == "Carers (local to Alderford Council)"
    assert str(theirs.pk) not in found


def test_a_tag_given_meanwhile_is_not_overlooked(desk, here):
    url = address("change", here.action)
    sent = typed(desk.get(url), current_text="Reworded")
    give_tag(here.action, make_tag("Shoe size"))
    assert "Somebody else changed this while you were editing" in sentences(desk.post(url, sent))


def test_the_history_of_an_action_tells_its_tags(desk, here):
    give_tag(here.action, make_tag("Shoe size"))
    assert "Shoe size" in desk.get(address("history", here.action)).content.decode()


def test_actions_without_a_tag_can_be_picked(desk, here):
    bare = make_action(commitment=here.commitment)
    give_tag(here.action, make_tag())
    page = desk.get(reverse("admin:actions_action_changelist"), {"needs": "no_tag"})
    assert listed(page) == {bare}
