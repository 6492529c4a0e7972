"""The templates that a blank plan can start from: their words for its levels, their themes, and where they come from.

A template prints what its source prints and no more. None has actions: what a council promises is its own to say.
"""

from dataclasses import dataclass, field

UNTITLED = ""
"""The title of a theme, or the text of a commitment, that a plan does not print."""


@dataclass(frozen=True)
class CommitmentOutline:
    """A commitment that a template prints."""

    text: str
    reference: str = ""


@dataclass(frozen=True)
class ThemeOutline:
    """A theme that a template prints, with the commitments under it."""

    title: str
    outcome: str = ""
    reference: str = ""
    commitments: tuple[CommitmentOutline, ...] = ()


@dataclass(frozen=True)
class PlanTemplate:
    """What a blank plan starts from. ``words`` are values of the plan's own fields, by their names."""

    slug: str
    name: str
    purpose: str
    origin: str
    themes: tuple[ThemeOutline, ...]
    words: dict[str, str] = field(default_factory=dict)


ACTIONS_ONLY = (CommitmentOutline(UNTITLED),)
"""For a plan that prints actions under a theme, without commitments."""

BLANK = PlanTemplate(
    slug="blank",
    name="A blank plan",
    purpose="One theme to begin with, for a plan that is like no other.",
    origin="None, as it prints nothing of its own.",
    themes=(ThemeOutline("Theme 1", commitments=ACTIONS_ONLY),),
)

FRAMEWORK = PlanTemplate(
    slug="equality-framework",
    name="Equality Framework for Local Government",
    purpose="The framework’s four modules as themes, for a plan that prepares for a peer challenge or answers one.",
    origin="Local Government Association, Equality Framework for Local Government, 2021 edition. It is voluntary.",
    words={"theme_word": "Module", "commitment_word": "Priority"},
    themes=(
        ThemeOutline("Understanding and working with your communities", reference="1"),
        ThemeOutline("Leadership, partnership and organisational commitment", reference="2"),
        ThemeOutline("Responsive services and customer care", reference="3"),
        ThemeOutline("Diverse and engaged workforce", reference="4"),
    ),
)

THREE_AIMS = PlanTemplate(
    slug="equality-duty",
    name="The three aims of the public sector equality duty",
    purpose="One theme for each aim, for a plan that shows how the council has due regard to all three.",
    origin="Equality Act 2010, section 149(1).",
    words={"theme_word": "Aim", "commitment_word": "Equality objective"},
    themes=(
        ThemeOutline(
            "Eliminate discrimination, harassment, victimisation and any other conduct that the Act prohibits",
            reference="(a)",
        ),
        ThemeOutline(
            "Advance equality of opportunity between persons who share a relevant protected characteristic and "
            "persons who do not share it",
            reference="(b)",
        ),
        ThemeOutline(
            "Foster good relations between persons who share a relevant protected characteristic and persons who do "
            "not share it",
            reference="(c)",
        ),
    ),
)

WRES_INDICATORS = (
    "Share of minority ethnic staff in each pay band",
    "Likelihood of being appointed from the shortlist",
    "Likelihood of entering the formal disciplinary process",
    "Likelihood, for regulated staff, of entering the fitness to practise process",
    "Likelihood of funded, non-mandatory continuing professional development",
    "Harassment, bullying or abuse from people who use care, their relatives or the public",
    "Harassment, bullying or abuse from (a) colleagues, (b) managers",
    "Likelihood of leaving",
    "Senior management compared with the workforce and the population",
)

SOCIAL_CARE_WRES = PlanTemplate(
    slug="social-care-wres",
    name="Social Care Workforce Race Equality Standard",
    purpose="A card for each of the nine indicators, with the headings of the standard’s form. Reword each into the "
    "objective that your figures ask for, and delete those that need none.",
    origin="Skills for Care, Social Care Workforce Race Equality Standard. It is voluntary, and its indicators are of "
    "directly employed staff over the last 12 months. They are worded shortly here: check them with the standard.",
    words={
        "theme_word": "Section",
        "commitment_word": "Objective",
        "lead_word": "Lead",
        "rationale_word": "Data",
        "success_word": "Indicators of Improvement: What does good look like?",
        "action_word": "Specific action",
        "timescale_word": "Timeframe",
    },
    themes=(
        ThemeOutline(
            UNTITLED,
            commitments=tuple(CommitmentOutline(text, str(place)) for place, text in enumerate(WRES_INDICATORS, 1)),
        ),
    ),
)

WALES = PlanTemplate(
    slug="strategic-equality-plan",
    name="Strategic Equality Plan (Wales)",
    purpose="A four-year plan of equality objectives, with a place for the objective and the action plan on "
    "differences in pay. A report on it is due every year, by 31 March after the reporting year.",
    origin="The Equality Act 2010 (Statutory Duties) (Wales) Regulations 2011, SI 2011/1064. The words of its "
    "columns are those of a Welsh council’s plan for 2024-28.",
    words={
        "commitment_word": "Equality objective",
        "lead_word": "Service",
        "timescale_word": "By when?",
        "measure_word": "Evidence",
    },
    themes=(ThemeOutline("Equality objectives"), ThemeOutline("Differences in pay")),
)

GENDER = PlanTemplate(
    slug="gender-equality-action-plan",
    name="Gender pay gap and menopause action plan",
    purpose="For an employer of 250 people or more. It needs at least two actions that are new or in progress, one on "
    "the gender pay gap and one on the menopause, each with up to 100 words that say why it was chosen and how it is "
    "tracked. Choose them from the government’s list of 18 actions, and record a baseline before you start.",
    origin="Equality Act 2010, section 78A, as inserted by section 33 of the Employment Rights Act 2025. Publishing "
    "one is voluntary for the 2026-27 reporting year. The regulations that would require it were not made when this "
    "was last checked, on 10 October 2026: check again before you rely on it.",
    words={"rationale_word": "Why it was chosen", "measure_word": "How progress is tracked"},
    themes=(
        ThemeOutline("Gender pay gap", commitments=ACTIONS_ONLY),
        ThemeOutline("Support for employees through the menopause", commitments=ACTIONS_ONLY),
    ),
)

TEMPLATES: dict[str, PlanTemplate] = {
    template.slug: template for template in (BLANK, FRAMEWORK, THREE_AIMS, SOCIAL_CARE_WRES, WALES, GENDER)
}
"""Every template by its slug, in the order in which they are offered."""
