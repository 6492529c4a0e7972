"""Tags: what an action addresses. The law's and the framework's are everybody's, a council adds its own."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.db.models.query import QuerySet

from actions.models import ActionTag, Tag
from plans.models import PlanPartner
from tests.builders import give_tag, make_tag

STATUTORY = import_module("actions.migrations.0004_statutory_tags")


def shared():
    """Names by kind of what the migration adds, as they stand."""
    tags = Tag.objects.filter(council=None, name__in=[name for _, _, named in STATUTORY.SHARED for name, _ in named])
    return {kind: [tag.name for tag in tags if tag.kind == kind] for kind in Tag.Kind}


def migrate(deed):
    with connection.schema_editor() as editor:
        deed(apps, editor)


@pytest.fixture
def as_migrated(transactional_db):
    """The tags as the migration leaves them; SQLite edits no schema within a test's own transaction."""
    migrate(STATUTORY.add)


def complaints(row):
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    return " ".join(refusal.value.messages)


def test_the_law_and_the_framework_are_there(as_migrated):
    found = shared()
    assert found["characteristic"] == [
        "Age", "Disability", "Gender reassignment", "Marriage and civil partnership", "Pregnancy and maternity",
        "Race", "Religion or belief", "Sex", "Sexual orientation",
    ]  # fmt: skip
    assert found["aim"] == ["Eliminate discrimination", "Advance equality of opportunity", "Foster good relations"]
    assert len(found["module"]) == 4
    for tag in Tag.objects.all():
        tag.full_clean()
        assert tag.definition
        assert tag.is_statutory == (tag.kind != Tag.Kind.MODULE)


def test_adding_them_again_adds_nothing(as_migrated):
    before = set(Tag.objects.values_list("pk", flat=True))
    migrate(STATUTORY.add)
    assert set(Tag.objects.values_list("pk", flat=True)) == before


def test_taking_them_away_leaves_what_actions_bear_and_what_councils_added(as_migrated, action, council):
    give_tag(action, Tag.objects.get(name="Age"))
    make_tag("Care experience", council)
    migrate(STATUTORY.remove)
    assert set(Tag.objects.values_list("name", flat=True)) == {"Age", "Care experience"}
    migrate(STATUTORY.add)
    assert sum(map(len, shared().values())) == 16


def test_a_council_adds_a_characteristic_of_its_own(council):
    tag = Tag(council=council, name="Care experience")
    tag.full_clean()
    tag.save()
    assert (tag.kind, tag.is_statutory, tag.origin) == ("characteristic", False, "local")


def test_what_a_council_adds_comes_last_among_its_kind(council):
    shared_one = make_tag(position=40)
    tag = Tag(council=council, name="Care experience")
    tag.full_clean()
    assert tag.position > shared_one.position


@pytest.mark.parametrize("kind", ["aim", "module"])
def test_a_council_adds_neither_aims_nor_modules(council, kind):
    assert "aims and modules are fixed" in complaints(Tag(council=council, name="Ours", kind=kind))


def test_what_a_council_adds_is_not_statutory(council):
    words = complaints(Tag(council=council, name="Ours", is_statutory=True))
    assert "that every council shares is statutory" in words


def test_a_module_is_not_statutory(db):
    words = complaints(Tag(name="Fifth module", kind=Tag.Kind.MODULE, is_statutory=True))
    assert "that every council shares is statutory" in words


def test_a_kind_that_is_not_known_is_refused(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_tag(kind="colour", is_statutory=False)


def test_a_tag_has_a_name(db):
    with pytest.raises(IntegrityError), transaction.atomic():
        Tag.objects.create(name="", position=1)


@pytest.mark.parametrize("is_local", [True, False])
def test_a_name_comes_once_in_a_council_and_once_among_everybodys(council, is_local):
    where = council if is_local else None
    make_tag("Carers", where)
    with pytest.raises(IntegrityError), transaction.atomic():
        make_tag("Carers", where)


def test_two_councils_may_add_the_same(council, other_council):
    make_tag("Carers", council)
    tag = Tag(council=other_council, name="Carers")
    tag.full_clean()


@pytest.mark.parametrize("name", ["Shoe size", "SHOE SIZE"])
def test_a_council_does_not_add_what_is_everybodys(council, name):
    make_tag("Shoe size")
    assert "“Shoe size” is there already (statutory)" in complaints(Tag(council=council, name=name))


def test_a_local_tag_stays_in_its_council(council, other_council):
    tag = make_tag("Carers", council)
    tag.council = other_council
    assert "A tag stays in its council" in complaints(tag)


def test_an_action_bears_a_tag_once(action):
    tag = make_tag()
    give_tag(action, tag)
    assert "The action has this tag already." in complaints(ActionTag(action=action, tag=tag))


def test_an_action_bears_everybodys_tags_and_those_of_its_council(action, council):
    for tag in (make_tag(), make_tag(council=council)):
        ActionTag(action=action, tag=tag).full_clean()


def test_another_councils_tag_is_refused_until_it_is_a_partner(action, other_council):
    given = ActionTag(action=action, tag=make_tag("Carers", other_council))
    assert complaints(given) == "Carers is local to Brimley Council, which is not in this plan."
    PlanPartner.objects.create(plan=action.plan, council=other_council)
    given.full_clean()


def test_a_tag_that_an_action_bears_is_not_deleted(action):
    tag = make_tag()
    give_tag(action, tag)
    with pytest.raises(ProtectedError):
        tag.delete()


def test_tagging_and_untagging_are_in_the_history(action):
    given = give_tag(action, make_tag())
    pk = given.pk
    given.delete()
    kinds = ActionTag.history.filter(id=pk).order_by("history_id").values_list("history_type", flat=True)
    assert list(kinds) == ["+", "-"]


def test_tags_are_found_by_what_they_are_called(action, council):
    for tag in (make_tag("Shoe size"), make_tag("Carers", council)):
        assert Tag.objects.get_by_natural_key(*tag.natural_key()) == tag
        given = give_tag(action, tag)
        assert ActionTag.objects.get_by_natural_key(*given.natural_key()) == given


def test_a_council_is_offered_everybodys_and_its_own(council, other_council):
    ours, theirs, everybodys = make_tag(council=council), make_tag(council=other_council), make_tag()
    offered: QuerySet = Tag.objects.offered_to([council.pk])
    assert {ours, everybodys} <= set(offered)
    assert theirs not in offered
