"""A council's own contacts: given in the admin or in a file, refused where nobody could be reached by them."""

import pytest

from plans.models import Council
from tests.admin.exchange.desk import bring, exported, imported
from tests.admin.exchange.desk import sentences as refusals
from tests.admin.test_measures import save
from tests.admin.world import address, sentences
from tests.audit.checks import newest
from tests.builders import make_council
from tests.measures.test_models import assert_refused_beneath

GIVEN = {
    "accessibility_email": "web@council.example",
    "accessibility_phone": "(01632) 960 001",
    "accessibility_answer_days": "10",
    "accessibility_statement": "https://www.council.example/accessibility",
    "privacy_contact": "Data Protection Officer",
    "privacy_email": "dpo@council.example",
    "privacy_notice": "https://www.council.example/privacy",
}
EMAIL, HTTPS = "Enter a valid email address.", "Enter a web address that begins with https://."
PHONE = "Enter a telephone number, like 01632 960 001: digits, spaces, brackets and hyphens."
REFUSED = [
    ("accessibility_email", "web at council", EMAIL),
    ("privacy_email", "dpo@", EMAIL),
    ("accessibility_phone", "ask at reception", PHONE),
    ("accessibility_phone", "999", PHONE),
    ("accessibility_statement", "http://www.council.example/", HTTPS),
    ("privacy_notice", "javascript:alert(1)", HTTPS),
    ("privacy_notice", "www.council.example", HTTPS),
    ("accessibility_answer_days", "0", "Ensure this value is greater than or equal to 1."),
    ("accessibility_answer_days", "61", "Ensure this value is less than or equal to 60."),
]


def stored(council):
    council.refresh_from_db()
    return {name: str(getattr(council, name)) for name in GIVEN}


def test_an_equality_lead_gives_all_of_them_and_the_history_has_them(desk, here):
    assert save(desk, here.council, **GIVEN, change_reason="Before the plan is public").status_code == 302
    assert stored(here.council) == GIVEN
    row = newest(here.council)
    assert {name: str(getattr(row, name)) for name in GIVEN} == GIVEN
    assert row.history_change_reason == "Before the plan is public"


@pytest.mark.parametrize(("name", "value", "sentence"), REFUSED)
def test_what_reaches_nobody_is_refused(desk, here, name, value, sentence):
    assert sentence in sentences(save(desk, here.council, **{name: value}))
    assert stored(here.council)[name] in ("", "None")


def test_a_file_brings_them(desk, here):
    (row,) = exported(desk, Council)
    for name, value in GIVEN.items():
        row[label(name)] = value
    imported(desk, Council, [row])
    assert stored(here.council) == GIVEN


@pytest.mark.parametrize(("name", "value", "sentence"), REFUSED)
def test_a_file_is_held_to_the_same(desk, here, name, value, sentence):
    (row,) = exported(desk, Council)
    row[label(name)] = value
    assert sentence in refusals(bring(desk, Council, [row]))


def label(name):
    words = str(Council._meta.get_field(name).verbose_name)
    return words[0].upper() + words[1:]


@pytest.mark.parametrize(
    "fields",
    [
        {"accessibility_answer_days": 0},
        {"accessibility_answer_days": 61},
        {"accessibility_email": "nobody"},
        {"privacy_email": "nobody"},
        {"accessibility_statement": "http://council.example/"},
        {"privacy_notice": "javascript:alert(1)"},
    ],
)
def test_the_database_refuses_it_beneath(db, fields):
    assert_refused_beneath(Council, name="Castleton", slug="castleton", **fields)


def test_a_council_need_not_have_given_any(db):
    make_council().full_clean()


def test_the_admin_leads_to_both_pages_and_asks_for_what_is_missing(desk, here):
    page = desk.get(address("change", here.council)).content.decode()
    assert f'href="/councils/{here.council.slug}/accessibility/"' in page
    assert f'href="/councils/{here.council.slug}/privacy/"' in page
    assert "Give a contact for each: while there is none, its page says so." in page
    save(desk, here.council, **GIVEN)
    assert "Give a contact for each" not in desk.get(address("change", here.council)).content.decode()
