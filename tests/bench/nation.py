"""A synthetic nation: councils with plans, actions and three years of history, the same for the same seed.

Every council has five active plans of 200, 20, 15, 10 and 5 actions, so that 250 actions are in its scope whichever
plans a page takes in, and one public plan has the 200 rows of a long page. It has 20 leads, of which each of four
officers holds five, and so some 70 actions. Five more actions a council were deleted since. An action has ten history
rows: its creation, and one change in each of nine rounds of four months, which are written round by round over the
whole nation, so that the history of one action lies as scattered as it would in use. A smaller nation has fewer
councils, each the same as in a larger one, so that what a page costs can be compared.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from actions.models import ActionLead, ActionTag, Lead, LeadHolder, LeadSpelling, Tag, Timescale
from measures.models import Measure, Reading
from plans.audit import triggers
from plans.models import Commitment, Council, Membership, Plan, Theme, User
from tests.bench import words
from tests.bench.bulk import Row, Table, in_bulk, reset_sequences
from tests.bench.lives import CHANGES, DAYS, GONE_IN_ROUND, ROUND_DAYS, Book, Lives

PLAN_SIZES = (200, 20, 15, 10, 5)
SIZES = {
    "1k": (4, PLAN_SIZES),
    "10k": (40, PLAN_SIZES),
    "nation": (400, PLAN_SIZES),
    "one-plan": (1, (1000,)),  # for a report on a plan of a thousand actions
}
GONE, LEADS, OFFICERS = 5, 20, 4
IN_COMMITMENT, COMMITMENTS_IN_THEME = 5, 5
TIMESCALES, MEASURES, READINGS = 10, 10, 4
MODELS = (
    Council, User, Membership, Lead, LeadSpelling, LeadHolder,
    Plan, Theme, Commitment, Timescale, Measure, Reading, ActionLead, ActionTag,
)  # fmt: skip
SECOND_LEAD, UNDATED, RE_LED = 0.2, 0.15, 0.05  # shares of the actions
TAGGED = (0, 0, 1, 2)  # of so many actions, the numbers of tags
FLUSH_EVERY = 20  # councils


def build(
    councils: int, plan_sizes: Sequence[int] = PLAN_SIZES, *, seed: int = 2026, until: date | None = None
) -> None:
    """Write the nation into an empty, migrated database; the last change is in the days before ``until``, today."""
    began = datetime.combine((until or timezone.localdate()) - timedelta(days=DAYS), time(9), UTC)
    tables = {model: Table(model) for model in MODELS}
    book = Book()
    with transaction.atomic():
        triggers.remove()
        everyone, tags = [], list(Tag.objects.filter(council=None).values_list("pk", flat=True))
        for number in range(1, councils + 1):
            builder = Builder(tables, book, number, Random(f"{seed}-{number}"), began, tags)
            everyone.append(builder.build(plan_sizes))
            if number % FLUSH_EVERY == 0 or number == councils:
                _flush(tables)
        _live(book, everyone)
        connection.check_constraints()
        reset_sequences([*tables.values(), book.actions, book.updates])
        triggers.install()


def _live(book: Book, everyone: list[Lives]) -> None:
    """Write what happens to the actions, round by round."""
    deeds = [Lives.begin, *(lambda lives, book, n=n: lives.change(book, n) for n in range(1, CHANGES + 1)), Lives.end]
    for deed in deeds:
        for number, lives in enumerate(everyone, start=1):
            deed(lives, book)
            if number % FLUSH_EVERY == 0:
                book.flush()
        book.flush()


def _flush(tables: dict[Any, Table]) -> None:
    for table in tables.values():
        table.flush()


class Builder:
    """Makes one council, with everything that is written once; its actions are handed on to live."""

    def __init__(
        self, tables: dict[Any, Table], book: Book, number: int, random: Random, began: datetime, tags: list[int]
    ) -> None:
        self.tables, self.book, self.number, self.random, self.began = tables, book, number, random, began
        self.tags = tags

    def create(self, model: Any, **values: Any) -> int:
        return self.tables[model].create(self.began, **values)["id"]

    def build(self, plan_sizes: Sequence[int]) -> Lives:
        """Make the council; return its actions, which have not been written yet."""
        self.council = self.create(Council, name=f"Council {self.number:03}", slug=f"council-{self.number}")
        officers = [self.person(f"Officer {n}", "officer") for n in range(1, OFFICERS + 1)]
        self.person("Manager", "manager")
        editor = self.person("Equality lead", "equality_lead")
        self.leads = [self.lead(n, officers[n % OFFICERS]) for n in range(LEADS)]
        self.lives = Lives(self.random, self.began, officers=officers, editor=editor)
        for number, size in enumerate(plan_sizes, start=1):
            self.plan(number, size)
        return self.lives

    def person(self, post: str, role: str) -> int:
        email = f"{post.lower().replace(' ', '-')}@council-{self.number}.example.org"
        user = self.create(User, email=email, name=f"{post} of {self.number}", password="!")
        self.create(Membership, user_id=user, council_id=self.council, role=role)
        return user

    def lead(self, number: int, holder: int) -> int:
        name = f"Head of Service {number + 1}"
        lead = self.create(Lead, council_id=self.council, name=name)
        self.create(LeadSpelling, lead_id=lead, text=f"{name} (HoS)")
        self.create(LeadHolder, lead_id=lead, user_id=holder, starts_on=self.began.date())
        return lead

    def plan(self, number: int, size: int) -> None:
        """A plan with its themes, and measures in proportion to its actions."""
        self.plan_id = self.create(
            Plan, council_id=self.council, slug=f"plan-{number}", title=f"Equality action plan {number}",
            period="Three years", starts_on=self.began.date(), status="active", is_public=number == 1,
        )  # fmt: skip
        self.timescales = [self.timescale(n) for n in range(1, TIMESCALES + 1)]
        commitments = size // IN_COMMITMENT
        for position in range(1, -(-commitments // COMMITMENTS_IN_THEME) + 1):
            left = commitments - (position - 1) * COMMITMENTS_IN_THEME
            self.theme(position, min(left, COMMITMENTS_IN_THEME), has_gone=number == 1 and position <= GONE)
        if number == 1:
            for position in range(1, MEASURES + 1):
                self.measure(position)

    def timescale(self, number: int) -> tuple[int, date]:
        due = self.began.date() + timedelta(days=DAYS * number // 6)
        text = f"By {due:%B %Y}"
        row = {"plan_id": self.plan_id, "position": number, "text": text, "due_on": due, "certainty": "month"}
        return self.create(Timescale, **row), due

    def theme(self, position: int, commitments: int, *, has_gone: bool) -> None:
        self.theme_id = self.create(
            Theme, plan_id=self.plan_id, position=position, reference=str(position),
            title=f"Theme {position}: {self.random.choice(words.THINGS)}",
        )  # fmt: skip
        for place in range(1, commitments + 1):
            self.commitment = self.create(
                Commitment, theme_id=self.theme_id, position=place, reference=f"{position}.{place}",
                text=words.sentence(self.random),
            )  # fmt: skip
            for number in range(1, IN_COMMITMENT + 1):
                self.action(number, f"{position}.{place}.{number}")
        if has_gone:
            self.action(IN_COMMITMENT + 1, "", is_gone=True)

    def action(self, position: int, reference: str, *, is_gone: bool = False) -> None:
        timescale, due = self.random.choice(self.timescales)
        is_undated = self.random.random() < UNDATED
        row = self.book.actions.new(
            commitment_id=self.commitment, position=position, reference=reference, text=words.sentence(self.random),
            leads_as_published="Head of Service", timescale_id=None if is_undated else timescale,
            due_on=None if is_undated else due,
        )  # fmt: skip
        self.lives.add(row, is_gone=is_gone)
        self.name_leads(row, is_gone=is_gone)
        if not is_gone:
            for tag in self.random.sample(self.tags, self.random.choice(TAGGED)):
                self.create(ActionTag, action_id=row["id"], tag_id=tag)

    def name_leads(self, row: Row, *, is_gone: bool) -> None:
        """Name one lead, sometimes two; now and then another takes over later."""
        place = len(self.lives.lives)
        first, second, third = (self.leads[(place + step) % LEADS] for step in (0, 7, 3))
        is_re_led = self.random.random() < RE_LED
        self.name(row, first, 1, is_gone=is_gone or is_re_led)
        if is_re_led and not is_gone:
            self.create_later(row, third)
        if self.random.random() < SECOND_LEAD:
            self.name(row, second, 2, role="supporting", is_gone=is_gone)

    def name(self, row: Row, lead: int, position: int, *, role: str = "joint", is_gone: bool) -> None:
        """Name a lead, from the beginning until today or until it or its action was deleted."""
        table = self.tables[ActionLead]
        named = table.new(action_id=row["id"], lead_id=lead, position=position, role=role)
        created = table.record(named, "+", self.began)
        if is_gone:
            table.record(named, "-", self.halfway, previous=created)
        else:
            table.keep(named)

    def create_later(self, row: Row, lead: int) -> None:
        self.tables[ActionLead].create(self.halfway, action_id=row["id"], lead_id=lead, position=1, role="joint")

    @property
    def halfway(self) -> datetime:
        return self.began + timedelta(days=(GONE_IN_ROUND - 1) * ROUND_DAYS)

    def measure(self, position: int) -> None:
        measure = self.create(
            Measure, plan_id=self.plan_id, position=position, theme_id=self.theme_id, text=words.sentence(self.random),
            name=f"Measure {position}", kind="percentage", baseline=Decimal(20), target=Decimal(80), direction="up",
        )  # fmt: skip
        for year in range(READINGS):
            read_on = self.began.date() + timedelta(days=year * 300)
            self.create(Reading, measure_id=measure, read_on=read_on, value=Decimal(self.random.randrange(20, 81)))


def build_size(size: str) -> None:
    """Write the nation of a named size, and a superuser."""
    with in_bulk():
        build(*SIZES[size])
        User.objects.create_superuser("superuser@example.org", name="Superuser")
