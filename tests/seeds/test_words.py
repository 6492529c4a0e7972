"""Word for word: nothing that a document prints is lost, moved or reworded, and nothing is invented."""

import pytest
from django.db import models

from actions.models import Timescale
from actions.seeding import COUNCILS, FIXTURES
from measures.models import Measure
from plans.models import Plan
from tests.seeds.documents import document, printed_again, words
from tests.seeds.rows import TO_PLAN, rows_of

OURS = {Plan: {"slug", "source_document"}, Timescale: {"note"}, Measure: {"name"}}
SINGULARS = {"Activity": "Activities", "Priority": "Priorities"}


def texts(plan, model):
    """Every text that a person could read in the plan's rows of a model, without the codes of choices."""
    names = [
        field.name
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and field.name not in OURS.get(model, ())
        and not field.name.endswith("_word")
    ]
    return [text for row in rows_of(plan, model).values_list(*names) for text in row if text] if names else []


@pytest.mark.parametrize("council", COUNCILS)
def test_the_plan_printed_again_is_the_document_word_for_word(plans, council):
    plan = plans[council]
    assert words(printed_again(plan)) == words(document(plan))


@pytest.mark.parametrize("council", COUNCILS)
@pytest.mark.parametrize("model", TO_PLAN)
def test_every_text_in_the_database_stands_in_the_document(plans, council, model):
    printed = " ".join(words(document(plans[council])))
    invented = [text for text in texts(plans[council], model) if " ".join(words(text)) not in printed]
    assert invented == []


@pytest.mark.parametrize("council", COUNCILS)
def test_a_plans_own_words_stand_in_its_document(plans, council):
    plan = plans[council]
    fields = [field for field in Plan._meta.concrete_fields if field.name.endswith("_word")]
    own = {getattr(plan, field.name) for field in fields} - {field.default for field in fields}
    printed = " ".join(words(document(plan)))
    assert [word for word in own if SINGULARS.get(word, word) not in printed] == []


@pytest.mark.parametrize("council", COUNCILS)
def test_no_text_begins_or_ends_with_a_space_or_a_bullet(plans, council):
    loose = [text for model in TO_PLAN for text in texts(plans[council], model) if text != text.strip(" \t\n\u00a0")]
    assert loose == []
    assert [action for action in texts(plans[council], Measure) if "•" in action and "\n" not in action] == []


def test_slips_of_the_documents_are_kept(plans):
    assert "we askes colleagues" in plans["milton-keynes"].introduction
    assert plans["milton-keynes"].timescales.filter(text="October2021").count() == 1
    assert plans["oxfordshire"].timescales.filter(text__contains="additional activities from January 2020").exists()
    assert plans["bexley"].signed_off_post == "Director of Children's Service"


def test_every_plan_names_the_published_document_it_came_from(plans):
    named = {plan.source_document for plan in plans.values()}
    assert named == {path.name for path in (FIXTURES / "published").iterdir()}
