"""Plans that no database has seen: a usual one, and any one that hypothesis thinks of."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import strategies as st

from actions.exporting.plan import csv_file, json_file, xlsx_file
from actions.exporting.plan.about import About
from actions.exporting.plan.kinds import KINDS, PLAN_FACTS, Holds, Kind
from actions.exporting.plan.outline import outline_of
from actions.importing.content import (
    ActionContent,
    ActionLeadContent,
    CommitmentContent,
    LeadContent,
    MeasureContent,
    PlanContent,
    ReadingContent,
    TagContent,
    ThemeContent,
    TimescaleContent,
)
from plans.models import Plan
from tests.files.test_texts import texts as any_text

WRITERS = {"csv": csv_file.write, "json": json_file.write, "xlsx": xlsx_file.write}
ABOUT = About("Our plan", "Alderford Council", "/councils/alderford/plan/", datetime(2026, 11, 22, 9, 5, tzinfo=UTC))
LEAD = LeadContent("Head of People", "post", "", ["Head of People", "HoP"])
PARTNERS_LEAD = LeadContent("Head of Housing", "team", "brimley")
NASTY = [
    "=1+1", "'=1+1", "''", "'tis", "\\", "\\n", " ", "\n", "\n\n", "\u00a0", "\u200b", "_x000D_", "a\r\nb\r\n", "\r",
    "🧑🏽‍🦽 wheels", "- Provide training", "a\n\n\nb", " two ", "\t", "\ufeff", "1", "1.10", "2027-03-31", "TRUE",
    "#REF!", "None", "null", "“”‘’–—", "x" * 140, "\u202eabc", '"', '","', ";", "About",
]  # fmt: skip


def facts(**some) -> dict[str, object]:
    """All facts of a plan: a usual one's, but for what a test says."""
    plan = Plan(**{"title": "Our plan", "starts_on": date(2026, 4, 1)} | some)
    return {column.name: getattr(plan, column.name) for column in PLAN_FACTS}


def make_action(text="Publish the pay gap", **some) -> ActionContent:
    return ActionContent(text, **some)


def make_plan(*actions, **some) -> PlanContent:
    """A plan with one theme and one commitment that has these actions."""
    themes = [ThemeContent("1", "Our people", commitments=[CommitmentContent("1.1", "Be fair", actions=list(actions))])]
    return PlanContent(**{"facts": facts(), "themes": themes, "leads": [replace(LEAD)]} | some)


def whole_plan() -> PlanContent:
    """A plan that says something of everything that a plan can say."""
    reading = ReadingContent(
        date(2026, 6, 30), "Women", Decimal("12.5"), "of all", "Payroll", date(2026, 4, 1), "Sex", 5, 40, "Two\nlines",
    )  # fmt: skip
    levels = [MeasureContent(f"Measure {n}", f"M{n}", n, owner="Head of People") for n in range(1, 5)]
    levels[0].kind, levels[0].levels, levels[0].target = "level", "Developing\nAchieving", Decimal(2)
    levels[1].kind, levels[1].compared_group, levels[1].reference_group = "ratio", "Black", "White"
    levels[3] = MeasureContent(
        "Fewer than 12.5%", "M4", 4, "percentage", "cases", Decimal("12.5"), date(2025, 3, 31), Decimal("0.0001"),
        "in line", date(2027, 3, 31), "down", "quarterly", True, "", [reading, ReadingContent(date(2025, 6, 30))],
        added_from="Social Care WRES", definition="Whom it\ncounts", origin="Payroll", tolerance=Decimal("0.5"),
    )  # fmt: skip
    named = [
        ActionLeadContent("Head of Housing", "joint", "Housing", "brimley"),
        ActionLeadContent("Head of People", "supporting"),
    ]
    action = make_action(
        reference="1.10", subheading="First", current_text="Publish it", leads_as_published="Housing, with People",
        leads=named, timescale=2, due_on=date(2027, 3, 31), status="embedded", completed_on=date(2026, 9, 1),
        review_on=date(2027, 9, 1), tags=[("characteristic", "Care: leavers"), ("aim", "Good")], measures=[levels[3]],
    )  # fmt: skip
    said = make_plan(action, make_action("Again", timescale=2, rag="red"), partners=["brimley", "castleton"])
    said.leads.append(PARTNERS_LEAD)
    said.local_tags = [TagContent("characteristic", "Care: leavers", "Who left care", "brimley")]
    said.timescales = [
        TimescaleContent(
            "Ongoing", None, None, "quarterly", True, "none", "Read", [date(2026, 1, 1), date(2026, 7, 1)]
        ),
        TimescaleContent("March 2027", date(2026, 4, 1), date(2027, 3, 31), certainty="month"),
    ]
    said.themes.append(ThemeContent("1a", "Pay", "Fair pay", within=1))
    said.themes[1].commitments.append(CommitmentContent(rationale="12%", rationale_on=date(2025, 1, 1)))
    said.measures, said.themes[0].measures = [levels[0]], [levels[1]]
    said.themes[0].commitments[0].measures = [levels[2]]
    return said


def older_plan() -> PlanContent:
    """The whole plan as it was said before measures had definitions and readings had bases."""
    said = whole_plan()
    for measure in said.all_measures():
        measure.kind = "narrative" if measure.kind in ("level", "ratio") else measure.kind
        measure.target = None if measure.kind == "narrative" else measure.target
        _empty(measure, KINDS["Measure"])
        for reading in measure.readings:
            _empty(reading, KINDS["Reading"])
    return said


def _empty(said: MeasureContent | ReadingContent, kind: Kind) -> None:
    for column in kind.columns:
        if column.is_new:
            setattr(said, column.name, "" if column.holds is Holds.TEXT else None)


def written(said: PlanContent, kind: str) -> bytes:
    """The plan as a file of a kind."""
    return WRITERS[kind](outline_of(said, council="alderford", slug="our-plan"), ABOUT)


texts = (st.sampled_from(NASTY) | any_text).filter(lambda text: "\0" not in text)
names = texts.filter(bool)
days = st.none() | st.dates(date(1890, 1, 1), date(2100, 1, 1))
figures = st.none() | st.decimals(-(10**10) + 1, 10**10 - 1, places=4)
short = st.sampled_from(["", "1", "1.10", "=1", " ", "A)", "'"])
a_name = texts.map(lambda text: text[:200])
readings = st.builds(
    ReadingContent, st.dates(date(1999, 1, 1), date(2026, 6, 30)), group=a_name, value=figures, words=texts, note=texts,
    starts_on=days, category=st.sampled_from(["", "Sex", "'=Age", "Marriage and civil partnership"]),
)  # fmt: skip


@st.composite
def any_share(draw):
    """A reading of so many of so many, up to all there can be."""
    base = draw(st.integers(1, 2**31 - 1))
    numerator = draw(st.integers(0, base))
    value = (Decimal(100 * numerator) / base).quantize(Decimal("0.0001"))
    return ReadingContent(date(2026, 6, 30), draw(a_name), value, numerator=numerator, base=base)


@st.composite
def any_action(draw):
    """An action of a plan that has two leads and two timescales."""
    leads = draw(st.lists(st.builds(
        ActionLeadContent, st.sampled_from(["'=Lead", "\\n\n"]), st.sampled_from(["joint", "supporting"]), texts,
    ), max_size=2))  # fmt: skip
    return draw(
        st.builds(
            ActionContent, names, reference=short, subheading=texts, current_text=texts, leads=st.just(leads),
            timescale=st.sampled_from([None, 1, 2]), due_on=days, tags=st.lists(names.map(lambda t: ("aim", t[:120])),
            max_size=2), status=st.sampled_from(["not_started", "on_hold"]), rag=st.sampled_from(["red", "not_rated"]),
        )
    )  # fmt: skip


@st.composite
def any_plan(draw):
    """A plan of any words, days and figures."""
    said = make_plan(
        *draw(st.lists(any_action(), max_size=2)), facts=facts(title=draw(names), introduction=draw(texts))
    )
    said.leads = [LeadContent("'=Lead", spellings=draw(st.lists(names, max_size=2))), LeadContent("\\n\n")]
    dated = st.builds(
        TimescaleContent, names, due_on=days, note=texts, reviews=st.lists(st.dates(), max_size=2).map(sorted)
    )
    said.timescales = draw(st.lists(dated, min_size=2, max_size=2))
    said.measures = [
        MeasureContent(
            draw(names), draw(names)[:200], 1, "number", target=draw(figures), tolerance=draw(figures),
            readings=draw(st.lists(readings, max_size=2)), definition=draw(texts), levels=draw(texts),
            compared_group=draw(a_name), added_from=draw(a_name), origin=draw(a_name),
        ),
        MeasureContent(draw(names), "Share", 2, "percentage", readings=draw(st.lists(any_share(), max_size=2))),
    ]  # fmt: skip
    return said
