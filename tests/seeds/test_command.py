"""manage.py seed: what it says and what it refuses."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from actions import demo
from plans.models import User
from tests.seeds.test_history import history_counts


@pytest.fixture(autouse=True)
def for_trying_out(settings):
    settings.FOR_TRYING_OUT = True


def seed(*options):
    """Run the command; return its lines."""
    out = StringIO()
    call_command("seed", *options, stdout=out)
    return out.getvalue().splitlines()


def test_what_is_loaded_is_said_in_one_line_a_council(unloaded):
    lines = seed()
    assert [line.rsplit(": ", 1)[1] for line in lines[:5]] == [
        "loaded with 29 actions, 4 measures.",
        "loaded with 41 actions, 19 measures.",
        "loaded with 31 actions.",
        "loaded with 13 actions.",
        "loaded with 30 actions, 18 measures.",
    ]
    assert "fixtures/published" in lines[5]


def test_run_again_it_says_that_everything_is_there(plans):
    before = history_counts()
    assert [line.endswith("there already, left as it is.") for line in seed()[:5]] == [True] * 5
    assert history_counts() == before


def test_without_demo_it_brings_nobody_and_prints_no_password(plans):
    assert demo.PASSWORD not in "\n".join(seed())
    assert not User.objects.exists()


def test_with_demo_it_says_who_to_sign_in_as(plans):
    text = "\n".join(seed("--demo"))
    assert f"Sign in with the password {demo.PASSWORD} as" in text
    assert all(user.email in text for user in User.objects.all())
    assert text.count("the officer holds no lead, for the plan names none") == 2


def test_a_second_demo_adds_nothing(plans):
    first = seed("--demo")
    before = history_counts()
    assert seed("--demo") == first
    assert history_counts() == before


def test_no_demonstration_comes_where_real_people_are(plans):
    User.objects.create_user("rita@council.gov.uk", name="Rita Real")
    lines = seed("--demo")
    assert any(line.startswith("No demonstration was added") for line in lines)
    assert demo.PASSWORD not in "\n".join(lines)
    assert not demo.people().exists()


def test_where_real_people_came_later_it_asks_to_remove_the_demonstration(plans):
    seed("--demo")
    User.objects.create_user("rita@council.gov.uk", name="Rita Real")
    assert any("seed --remove-demo" in line for line in seed("--demo"))


def test_removing_the_demonstration_says_what_was_done(plans):
    seed("--demo")
    assert seed("--remove-demo") == [
        "Demonstration reports deleted: 11.",
        "Actions put back where they stood before: 9.",
        "Demonstration people who can no longer sign in: 16.",
    ]


def test_reports_that_a_demonstration_person_made_by_hand_are_said_to_stay(plans):
    seed("--demo")
    lead = User.objects.get(email="equality-lead@bexley.example")
    action = plans["bexley"].themes.get().commitments.first().actions.first()
    action.report(by=lead, status="in_progress", summary="By hand.")
    assert seed("--remove-demo")[-1].endswith("stay, as every report does: 1.")


def test_no_demonstration_comes_to_an_installation_that_is_not_for_trying_out(plans, settings):
    settings.FOR_TRYING_OUT = False
    with pytest.raises(CommandError, match="public knowledge.*DEBUG=true"):
        seed("--demo")
    assert not demo.people().exists()


def test_adding_and_removing_at_once_is_refused(db):
    with pytest.raises(CommandError, match="not allowed with"):
        seed("--demo", "--remove-demo")
