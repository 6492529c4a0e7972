"""What is asked of many readings is what the model and the database ask of one."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db.models import CheckConstraint
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from measures.importing.checking import KEPT, SENTENCES, problems_of
from measures.kinds import Kind
from measures.models import Measure, Reading

DAY = date(2026, 3, 31)


def reading(kind=Kind.NUMBER, **fields):
    return Reading(measure=Measure(pk=1, name="Measure", kind=kind), **{"read_on": DAY, "value": Decimal(1)} | fields)


def test_every_rule_of_the_database_is_asked():
    rules = [rule for rule in Reading._meta.constraints if isinstance(rule, CheckConstraint)]
    assert set(KEPT) == set(SENTENCES)
    assert len(SENTENCES) == len(rules)


@pytest.mark.parametrize(
    ("fields", "column", "sentence"),
    [
        ({"value": None}, "value", "Give a value or say it in words."),
        ({"starts_on": DAY + timedelta(days=1)}, "starts_on", "must not be after its last day"),
        ({"category": "Ethnicity"}, "group", "Name the group"),
        ({"category": "Ethnicity by sex", "group": "Black women"}, "category", "Name one characteristic"),
        ({"read_on": timezone.localdate() + timedelta(days=1)}, "read_on", "a day that has not come yet"),
        ({"numerator": 1, "base": 2}, "numerator", "Only a percentage"),
        ({"kind": Kind.PERCENTAGE, "value": Decimal(150)}, "value", "between 0 and 100"),
        ({"kind": Kind.PERCENTAGE, "value": None, "numerator": 1}, "base", "Say of how many too"),
        ({"kind": Kind.PERCENTAGE, "value": None, "numerator": 0, "base": 0}, "base", "no share of nothing"),
        ({"kind": Kind.PERCENTAGE, "value": None, "numerator": 3, "base": 2}, "numerator", "cannot be more than"),
        ({"group": "x" * 201}, "group", "at most 200 characters"),
        ({"note": "x" * 3001}, "note", "Shorten it to 3,000 characters: it has 3,001."),
        ({"value": Decimal("123456789012")}, "value", "no more than"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_at_its_field(fields, column, sentence):
    ((found, told),) = problems_of(reading(**fields))
    assert found == column
    assert sentence in told


def test_a_share_is_worked_out_as_it_is_checked():
    one = reading(Kind.PERCENTAGE, value=None, numerator=13, base=21)
    assert problems_of(one) == []
    assert one.value == Decimal("61.9048")


def test_nothing_is_asked_of_the_database(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        problems_of(reading())


SOME = st.none() | st.integers(0, 3)


@settings(phases=[Phase.generate], max_examples=60, deadline=None)
@given(
    kind=st.sampled_from(Kind), value=SOME, numerator=SOME, base=SOME, words=st.sampled_from(["", "Better"]),
    category=st.sampled_from(["", "Sex"]), group=st.sampled_from(["", "Women"]), earlier=st.none() | st.integers(-1, 1),
)  # fmt: skip
@pytest.mark.django_db
def test_it_refuses_what_the_model_refuses(kind, value, numerator, base, words, category, group, earlier):
    fields = {"numerator": numerator, "base": base, "words": words, "category": category, "group": group}
    fields["starts_on"] = None if earlier is None else DAY - timedelta(days=earlier)
    fields["value"] = None if value is None else Decimal(value)
    try:
        reading(kind, **fields).full_clean(exclude={"measure"})
    except ValidationError:
        assert problems_of(reading(kind, **fields)) != []
    else:
        assert problems_of(reading(kind, **fields)) == []
