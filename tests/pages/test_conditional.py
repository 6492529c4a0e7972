"""A public plan's page that has not changed is not sent again, and any change that shows on it is seen at once."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from actions import edition
from actions.models import Tag
from measures.models import Reading
from plans import release
from tests.builders import (
    make_action,
    make_commitment,
    make_lead,
    make_measure,
    make_reading,
    make_theme,
    make_timescale,
    name_lead,
)


@pytest.fixture(autouse=True)
def nothing_kept(request, monkeypatch):
    """Keep no answer: the one transaction of a test is no moment, and when it is undone its numbers come again."""
    edition._newest_of.cache_clear()
    if not any(mark.kwargs.get("transaction") for mark in request.node.iter_markers("django_db")):
        monkeypatch.setattr(edition, "_newest_of", edition._newest_of.__wrapped__)
    yield
    monkeypatch.undo()
    edition._newest_of.cache_clear()


@pytest.fixture
def public(plan, action, other_council):
    """A public plan with one of everything that its page draws on."""
    plan.is_public = True
    plan.save()
    action.timescale = make_timescale(plan)
    action.save()
    plan.plan_partners.create(council=other_council)
    make_reading(make_measure(plan, text="People are happier"), 62)
    action.action_tags.create(tag=Tag.objects.create(name="Care experience", position=99))
    return plan


def address(plan):
    return reverse("plan-detail", args=[plan.council.slug, plan.slug])


def etag(client, plan):
    return client.get(address(plan)).headers["ETag"]


def again(client, plan, mark):
    return client.get(address(plan), headers={"if-none-match": mark})


def test_a_page_that_has_not_changed_is_not_sent_again(client, public):
    answer = again(client, public, etag(client, public))
    assert (answer.status_code, answer.content) == (304, b"")
    assert answer.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in answer.headers["Vary"]
    assert answer.headers["ETag"] == etag(client, public)


def test_it_is_kept_but_asked_about_every_time(client, public):
    response = client.get(address(public))
    assert response.headers["Cache-Control"] == "no-cache"
    assert "Cookie" in response.headers["Vary"]


def test_asking_costs_few_queries(client, public, django_assert_num_queries):
    mark = etag(client, public)
    with django_assert_num_queries(2):
        assert again(client, public, mark).status_code == 304


@pytest.mark.django_db(transaction=True)
def test_while_nothing_at_all_is_written_the_kept_answer_serves(client, public, monkeypatch, django_assert_num_queries):
    """The moment is held still, as on PostgreSQL whatever else is written on the server moves it on."""
    monkeypatch.setattr(edition, "_moment_of_database", lambda: "still")
    mark = etag(client, public)
    with django_assert_num_queries(0):
        assert again(client, public, mark).status_code == 304
    monkeypatch.setattr(edition, "_moment_of_database", lambda: "moved on")
    with django_assert_num_queries(1):
        assert again(client, public, mark).status_code == 304


@pytest.mark.django_db(transaction=True)
def test_the_moment_moves_on_with_whatever_is_written(client, public):
    mark = etag(client, public)
    make_theme(public)
    assert again(client, public, mark).status_code == 200


CHANGES = {
    "the action's words": lambda at: at.update(at.action, current_text="Do it better"),
    "the action's due date": lambda at: at.update(at.action, due_on="2027-03-31"),
    "a report": lambda at: at.action.report(by=at.officer, status="in_progress"),
    "the lead's name": lambda at: at.update(at.lead, name="Head of Place"),
    "another lead": lambda at: name_lead(at.action, make_lead(at.plan.council, "Head of Place")),
    "a lead's spelling": lambda at: at.update(at.action.action_leads.get(), published_as="HoP"),
    "a lead taken off": lambda at: at.action.action_leads.all().delete(),
    "a theme": lambda at: at.update(at.action.commitment.theme, title="Another theme"),
    "another theme": lambda at: make_theme(at.plan),
    "a commitment": lambda at: at.update(at.action.commitment, text="Another commitment"),
    "another commitment": lambda at: make_commitment(at.plan),
    "another action": lambda at: make_action(at.plan),
    "a measure": lambda at: at.update(at.plan.measures.get(), text="People are much happier"),
    "a measure taken off": lambda at: at.plan.measures.all().delete(),
    "another reading": lambda at: make_reading(at.plan.measures.get(), 64, read_on=date(2026, 6, 30)),
    "a reading that was corrected": lambda at: at.update(Reading.objects.get(), value=63),
    "a reading taken off": lambda at: Reading.objects.all().delete(),
    "the smallest figure shown": lambda at: at.update(at.plan.council, smallest_figure_reason="Small wards."),
    "a timescale": lambda at: at.update(at.action.timescale, text="April 2027"),
    "the plan's title": lambda at: at.update(at.plan, title="Our better plan"),
    "the plan's words": lambda at: at.update(at.plan, action_word="Activity"),
    "the council's name": lambda at: at.update(at.plan.council, name="Alderton Council"),
    "a partner's name": lambda at: at.update(at.plan.plan_partners.get().council, name="Bramley Council"),
    "a partner taken off": lambda at: at.plan.plan_partners.all().delete(),
    "a tag": lambda at: at.action.action_tags.all().delete(),
    "a tag's name": lambda at: at.update(at.action.action_tags.get().tag, name="Looked-after children"),
}


class Scene:
    def __init__(self, action, lead, officer):
        self.action, self.lead, self.officer, self.plan = action, lead, officer, action.plan

    def update(self, row, **values):
        """Change a row by SQL, which no code of ours hears of."""
        column = next(iter(values))
        with connection.cursor() as cursor:
            sql = f'UPDATE "{row._meta.db_table}" SET "{column}" = %s WHERE id = %s'
            cursor.execute(sql, [values[column], row.pk])


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_that_shows_is_sent(client, public, action, lead, officer, change):
    mark = etag(client, public)
    change(Scene(action, lead, officer))
    answer = again(client, public, mark)
    assert answer.status_code == 200
    assert answer.headers["ETag"] != mark


def test_a_change_in_another_plan_sends_nothing(client, public, other_council, officer):
    mark = etag(client, public)
    make_action()
    assert again(client, public, mark).status_code == 304


def test_a_new_day_is_a_new_page_as_what_is_overdue_depends_on_it(client, public, monkeypatch):
    mark = etag(client, public)
    tomorrow = timezone.localdate() + timedelta(days=1)
    monkeypatch.setattr(edition.timezone, "localdate", lambda: tomorrow)
    assert etag(client, public) != mark


def test_a_new_release_is_a_new_page(client, public, monkeypatch):
    mark = etag(client, public)
    monkeypatch.setattr(edition, "release", lambda: "another")
    assert again(client, public, mark).status_code == 200


def test_a_release_is_known_by_its_files(settings, tmp_path):
    def known():
        release.release.cache_clear()
        return release.release()

    settings.BASE_DIR = tmp_path
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "base.html").write_text("one")
    before = known()
    (tmp_path / "templates" / "base.html").write_text("two")
    assert known() != before
    release.release.cache_clear()


def test_people_who_are_signed_in_are_sent_the_page_each_time(client, public, officer):
    mark = etag(client, public)
    client.force_login(officer)
    answer = again(client, public, mark)
    assert answer.status_code == 200
    assert "ETag" not in answer.headers


def test_somebody_for_whom_there_is_a_message_is_sent_the_page(client, public):
    mark = etag(client, public)
    client.cookies["messages"] = "anything"
    assert again(client, public, mark).status_code == 200


def test_a_plan_that_is_private_again_is_gone_for_those_who_have_its_page(client, public):
    mark = etag(client, public)
    public.is_public = False
    public.save()
    answer = again(client, public, mark)
    assert answer.status_code == 404
    assert "ETag" not in answer.headers


def test_the_page_of_one_plan_says_nothing_of_a_private_one(client, public, officer):
    mark = etag(client, public)
    private = make_action().plan
    assert again(client, private, mark).status_code == 404
