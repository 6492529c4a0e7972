"""A report for the public holds no person's name and no officer's word, on the page and in the document."""

import zipfile
from io import BytesIO

import pytest
from django.urls import reverse

from actions.committee.facts import Audience
from actions.committee.word import word_document
from actions.models import LeadHolder
from plans.models import Commitment
from tests.builders import make_measure, make_reading, make_user
from tests.committee.stage import AUGUST, MAY, everything_in, rows, says

SECRET = [
    "Summary-word",
    "Next-word",
    "Reason-word",
    "Evidence-word",
    "Hattie",
    "Edie",
    "Olive",
    "Head of People",
    "82.71",
    "421",
    "509",
    "37%",
]
ADDRESS = "?starts=2024-07-01&ends=2024-09-30&said=1"


@pytest.fixture
def told(stage, council):
    """A plan of which every kind of thing is known that the public is not told."""
    with stage.on(MAY):
        Commitment.objects.filter(pk=stage.commitment.pk).update(rationale="Staff asked for it.")
        holder = make_user("Hattie Holder", council=council)
        LeadHolder.objects.create(lead=stage.lead, user=holder, starts_on=MAY)
    words = {
        "summary": "Summary-word", "next_steps": "Next-word", "reason": "Reason-word", "evidence": "Evidence-word",
    }  # fmt: skip
    slipped = stage.action(due_on=AUGUST)
    stage.report(slipped, MAY, status="in_progress", rag="green")
    stage.report(slipped, rag="red", due_on="2024-12-01", **words)
    stage.report(stage.action(), status="completed", **words)
    stage.report(stage.action(), status="on_hold", **words)
    stage.action()
    about_people = {"kind": "percentage", "is_about_people": True, "baseline": 37}
    measure = make_measure(stage.plan, text="Published measure", owner=stage.lead, **about_people)
    make_reading(measure, read_on=AUGUST, numerator=421, base=509, note="Note-word")
    return stage


def in_document(report):
    """All the XML of a report's document."""
    with zipfile.ZipFile(BytesIO(word_document(report, "blue"))) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.endswith((".xml", ".rels")))


@pytest.mark.parametrize("secret", SECRET)
def test_the_committee_is_told(told, secret):
    assert secret in everything_in(told.made(said=True))


@pytest.mark.parametrize("secret", SECRET)
def test_the_public_is_not_told_in_the_document(told, secret):
    assert secret in in_document(told.made(said=True))
    assert secret not in in_document(told.made(Audience.PUBLIC, said=True))


def test_the_public_is_not_told_on_the_page(client, told, manager):
    client.force_login(manager)
    address = f"{reverse('committee-report')}{ADDRESS}&plan={told.plan.pk}"
    committee = client.get(f"{address}&audience=committee").content.decode()
    public = client.get(f"{address}&audience=public").content.decode()
    assert [secret for secret in SECRET if secret not in committee] == []
    assert [secret for secret in SECRET if secret in public] == []


def test_the_public_is_told_rounded_figures_and_why_they_are(told):
    report = told.made(Audience.PUBLIC)
    [[_, baseline, reading, _]] = rows(report, "measures")
    assert baseline == "Baseline: Not shown: of how many people is not recorded"
    assert reading.startswith("82% (420 of 510)")
    assert "rounded to the nearest 5, and any under 10" in says(report, "measures")
    assert "rounded" not in says(told.made(), "measures")


def test_the_public_is_told_less_where_the_council_says_so(told):
    told.plan.council.smallest_figure, told.plan.council.smallest_figure_reason = 425, "Small wards"
    report = told.made(Audience.PUBLIC)
    assert rows(report, "measures")[0][2].startswith("fewer than 425 of 510")
    assert "any under 425" in says(report, "measures")
    assert "Small wards." in says(report, "measures")


def test_the_public_is_not_told_who_has_not_reported(told):
    report = told.made(Audience.PUBLIC)
    assert "not-updated" not in [section.name for section in report.sections]
    assert "Not updated" not in everything_in(report)
    assert "without a report" not in everything_in(report)


def test_the_public_is_told_status_rating_and_dates(told):
    said = everything_in(told.made(Audience.PUBLIC))
    for words in ("Red", "Completed / 8 August 2024", "Due date moved from 8 August 2024 to 1 December 2024"):
        assert words in said


def test_each_report_says_who_it_is_for(told):
    prepared = {audience: dict(told.made(audience).facts)["Prepared for"] for audience in Audience}
    assert "not for publication" in prepared[Audience.COMMITTEE]
    assert prepared[Audience.PUBLIC] == (
        "The public. Without officers’ words and people’s names; figures about people are rounded."
    )
    assert told.made(Audience.PUBLIC).subtitle.startswith("Progress report")
