import pytest
from django.db import transaction

from actions import seeding


@pytest.fixture(scope="package")
def _seeded(django_db_setup, django_db_blocker):
    """Seed once for all tests of this package: each test's own transaction lies within this one."""
    with django_db_blocker.unblock(), transaction.atomic():
        plans = {council: seeding.seed(council)[0] for council in seeding.COUNCILS}
        yield plans
        transaction.set_rollback(True)


@pytest.fixture
def plans(_seeded, db):
    """The five seeded plans by the short name of their council."""
    for plan in _seeded.values():
        plan.refresh_from_db()
    return _seeded


@pytest.fixture
def unloaded(plans, tmp_path, monkeypatch):
    """The fixtures as if nobody had loaded them: with a new short name for each plan. Returns their folder."""
    for council, plan in plans.items():
        fixture = (seeding.FIXTURES / f"{council}.json").read_text(encoding="utf-8")
        (tmp_path / f"{council}.json").write_text(fixture.replace(plan.slug, f"{plan.slug}-again"), encoding="utf-8")
    monkeypatch.setattr(seeding, "FIXTURES", tmp_path)
    return tmp_path
