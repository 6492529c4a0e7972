"""The sets of measures that can be added to a plan: what is counted, how it is worked out, and who says so.

A set has no baseline, no target and no tolerance: its source prints none, and what a council wants is its own to say.
"""

from dataclasses import dataclass

from measures.kinds import PERCENT, Direction, Frequency, Kind


@dataclass(frozen=True)
class MeasureOutline:
    """A measure of a set, by the names of the fields of a ``Measure``."""

    name: str
    text: str
    definition: str
    origin: str
    kind: str = Kind.PERCENTAGE
    unit: str = ""
    direction: str = Direction.NOT_STATED
    frequency: str = Frequency.ANNUAL
    is_about_people: bool = True
    compared_group: str = ""
    reference_group: str = ""


@dataclass(frozen=True)
class MeasureSet:
    """Measures that belong together. ``name`` is what they are added from, ``origin`` who asks for them."""

    slug: str
    name: str
    purpose: str
    origin: str
    measures: tuple[MeasureOutline, ...]


RECORDS = "Human resources records"
SURVEY = "The staff survey, or incidents that were reported: say which with each reading"
MINORITY, WHITE = "Minority ethnic", "White"
WOMEN, MEN = "Women", "Men"


def _likelihood(name: str, text: str, counted: str, origin: str = RECORDS) -> MeasureOutline:
    """A relative likelihood of the social care standard: how many of how many in each of its two groups."""
    definition = (
        f"{counted} One reading for the group “{MINORITY}” and one for “{WHITE}”, of the same 12 months. The share of "
        "the first divided by the share of the second: 1 is parity, and below 1 is less likely."
    )
    return MeasureOutline(
        name, text, definition, origin, Kind.RATIO, "", Direction.MATCH,
        compared_group=MINORITY, reference_group=WHITE,
    )  # fmt: skip


def _harassment(name: str, by: str) -> MeasureOutline:
    return MeasureOutline(
        name,
        f"Staff from minority ethnic backgrounds who experienced harassment, bullying or abuse from {by} in the last "
        "12 months, compared with white staff",
        f"How many said so or reported it, of how many who answered or were employed. One reading for the group "
        f"“{MINORITY}” and one for “{WHITE}”, of the same 12 months. The gap between them is shown in points.",
        SURVEY,
        direction=Direction.DOWN,
        compared_group=MINORITY,
        reference_group=WHITE,
    )


SOCIAL_CARE_WRES = MeasureSet(
    slug="social-care-wres",
    name="Social Care Workforce Race Equality Standard",
    purpose="The nine indicators of the standard. The seventh is two measures: harassment by colleagues and by "
    "managers.",
    origin="Skills for Care, Social Care Workforce Race Equality Standard. It is voluntary, and its indicators are of "
    "directly employed staff over the last 12 months. They are worded shortly here: check them with the standard.",
    measures=(
        MeasureOutline(
            "1. Minority ethnic share of each pay band",
            "Staff from minority ethnic backgrounds within each pay band, compared with white staff",
            "In each pay band, how many directly employed staff are from minority ethnic backgrounds, of all in the "
            "band whose ethnicity is known. One reading for each pay band, on the same date.",
            RECORDS,
        ),
        _likelihood(
            "2. Likelihood of being appointed from the shortlist",
            "Relative likelihood of people from minority ethnic backgrounds being appointed from shortlisting in the "
            "last 12 months, compared with white people",
            "How many were appointed, of how many were shortlisted.",
            "Recruitment records",
        ),
        _likelihood(
            "3. Likelihood of entering the formal disciplinary process",
            "Relative likelihood of staff from minority ethnic backgrounds entering the formal disciplinary process, "
            "compared with white staff",
            "How many directly employed staff entered the process, of how many are employed.",
        ),
        _likelihood(
            "4. Likelihood of entering the fitness to practise process",
            "Relative likelihood of regulated professionals from minority ethnic backgrounds entering the fitness to "
            "practise process in the last 12 months, compared with white ones",
            "How many directly employed regulated professionals entered the process of their regulator, of how many "
            "are employed.",
        ),
        _likelihood(
            "5. Likelihood of funded non-mandatory professional development",
            "Relative likelihood of staff from minority ethnic backgrounds having funded, non-mandatory continuing "
            "professional development, compared with white staff",
            "How many directly employed staff took up funded development that is not mandatory, of how many are "
            "employed.",
            "Learning and development records",
        ),
        _harassment(
            "6. Harassment by people who use care or the public", "people who use care, relatives or the public"
        ),
        _harassment("7a. Harassment by colleagues", "colleagues"),
        _harassment("7b. Harassment by managers", "managers"),
        _likelihood(
            "8. Likelihood of leaving",
            "Relative likelihood of staff from minority ethnic backgrounds leaving the organisation in the last year, "
            "compared with white staff",
            "How many directly employed staff left, of how many are employed.",
        ),
        MeasureOutline(
            "9. Senior management compared with the workforce",
            "Difference between the minority ethnic share of senior management and of the whole workforce and the "
            "population",
            "How many are from minority ethnic backgrounds, of all whose ethnicity is known. One reading for the "
            "group “Senior management”, one for “Whole workforce” and one for “Local population”, on the same date. "
            "The gap between the first two is shown in points.",
            "Human resources records, and the census for the population",
            direction=Direction.MATCH,
            compared_group="Senior management",
            reference_group="Whole workforce",
        ),
    ),
)

NOT_A_COUNT = "It is an average of pay and no count of people, so it is not rounded for the public."
BELOW_ZERO = (
    "Below 0, women are paid more, which is a gap too: where that may be, choose the direction “Match another figure”, "
    "with 0 as the target."
)


def _pay_gap(name: str, text: str, worked_out: str) -> MeasureOutline:
    """A pay gap is a number with a percent sign: it may be below 0, as no percentage of a whole can be."""
    return MeasureOutline(
        name, text, f"{worked_out} {BELOW_ZERO} {NOT_A_COUNT}", "Payroll, at the snapshot date of 31 March",
        Kind.NUMBER, PERCENT, Direction.DOWN, is_about_people=False,
    )  # fmt: skip


def _hourly(average: str) -> MeasureOutline:
    return _pay_gap(
        f"{average.capitalize()} gender pay gap, hourly pay",
        f"Difference between the {average} hourly rate of pay of male and of female full-pay relevant employees",
        f"Men’s {average} hourly pay less women’s, as a share of men’s, among full-pay relevant employees in the pay "
        "period of the snapshot date.",
    )


def _bonus(average: str) -> MeasureOutline:
    return _pay_gap(
        f"{average.capitalize()} gender pay gap, bonus pay",
        f"Difference between the {average} bonus pay of male and of female relevant employees",
        f"Men’s {average} bonus pay less women’s, as a share of men’s, among relevant employees who were paid a bonus "
        "in the 12 months up to the snapshot date.",
    )


GENDER_PAY_GAP = MeasureSet(
    slug="gender-pay-gap",
    name="Gender pay gap information",
    purpose="The six figures that public authorities in England with 250 employees or more publish every year: at the "
    "snapshot date of 31 March, by 30 March of the next year.",
    origin="The Equality Act 2010 (Gender Pay Gap Information) Regulations 2017, regulation 2, and for public "
    "authorities in England the Equality Act 2010 (Specific Duties and Public Authorities) Regulations 2017, which ask "
    "for the same six. The government’s guidance says who is a relevant employee.",
    measures=(
        _hourly("mean"),
        _hourly("median"),
        _bonus("mean"),
        _bonus("median"),
        MeasureOutline(
            "Employees who were paid a bonus",
            "Proportions of male and female relevant employees who were paid bonus pay",
            "How many were paid a bonus in the 12 months up to the snapshot date, of how many relevant employees. One "
            f"reading for the group “{WOMEN}” and one for “{MEN}”.",
            "Payroll, at the snapshot date of 31 March",
            direction=Direction.MATCH,
            compared_group=WOMEN,
            reference_group=MEN,
        ),
        MeasureOutline(
            "Women in each quarter of hourly pay",
            "Proportions of male and female full-pay relevant employees in the lower, lower middle, upper middle and "
            "upper quartile pay bands",
            "In each quarter of the employees in order of hourly pay, how many are women, of all in the quarter; the "
            "rest are men. One reading for each of the groups “Lower”, “Lower middle”, “Upper middle” and “Upper”.",
            "Payroll, at the snapshot date of 31 March",
        ),
    ),
)


def _declared(what: str) -> MeasureOutline:
    return MeasureOutline(
        f"Staff who have declared {what}",
        f"Share of staff who have told the council {what}",
        f"How many staff have answered the question on {what}, of all staff. Councils differ on whether “prefer not to "
        "say” is an answer: say in the note how it was counted, and count it the same way each time.",
        RECORDS,
        direction=Direction.UP,
    )


DECLARATION_RATES = MeasureSet(
    slug="declaration-rates",
    name="Declaration rates",
    purpose="How many staff have told the council what they are asked about themselves: the fewer have, the less its "
    "other figures about staff can say.",
    origin="Councils’ yearly reports on their workforce, as the Equality Act 2010 (Specific Duties and Public "
    "Authorities) Regulations 2017 ask of employers of 150 people or more. No law sets a rate.",
    measures=(
        _declared("whether they are disabled"),
        _declared("their ethnicity"),
        _declared("their religion or belief"),
        _declared("their sexual orientation"),
        _declared("their gender identity"),
    ),
)


def _trained(who: str, course: str) -> MeasureOutline:
    return MeasureOutline(
        f"{who} who have completed {course}",
        f"Share of {who[:1].lower()}{who[1:]} who have completed {course}",
        f"How many have completed {course} and need not repeat it yet, of all who have to take it, on the day. Say in "
        "the note which course it was and how often it has to be repeated.",
        "Learning and development records",
        direction=Direction.UP,
        frequency=Frequency.QUARTERLY,
    )


TRAINING = MeasureSet(
    slug="training-completion",
    name="Training completion",
    purpose="How many of those who have to be trained have been. That people were trained is not yet that anything "
    "changed: read it beside a measure of what it was for.",
    origin="Published equality plans, many of which count it. No standard defines it.",
    measures=(
        _trained("Staff", "equality, diversity and inclusion training"),
        _trained("Managers", "equality, diversity and inclusion training"),
        _trained("People on interview panels", "fair recruitment training"),
    ),
)

SETS: dict[str, MeasureSet] = {one.slug: one for one in (SOCIAL_CARE_WRES, GENDER_PAY_GAP, DECLARATION_RATES, TRAINING)}
"""Every set by its slug, in the order in which they are offered."""
