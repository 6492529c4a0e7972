import calendar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator, URLValidator
from django.db import models
from django.db.models import Q

from plans.audit.records import TrackedHistory

MONTHS = list(enumerate(calendar.month_name))[1:]


SMALLEST_FIGURE = 10
"""Figures about fewer people than this are never shown to the public; a council can raise it for itself."""
STEP = 5
LONGEST_WAIT = 60  # days
WEB_ADDRESS = URLValidator(["https"], message="Enter a web address that begins with https://.")
TELEPHONE = RegexValidator(
    r"^[+(]?[0-9][0-9 ()-]{6,}$", "Enter a telephone number, like 01632 960 001: digits, spaces, brackets and hyphens."
)


def stated(words: str, *, longest: int, about: str, validators: tuple = ()) -> models.CharField:
    """A field for what a council says of itself on its public pages; blank while it has said nothing."""
    return models.CharField(
        words, max_length=longest, blank=True, default="", db_default="", validators=validators, help_text=about
    )


class CouncilManager(models.Manager["Council"]):
    def get_by_natural_key(self, slug: str) -> "Council":
        return self.get(slug=slug)


class Council(models.Model):
    """A public body that owns plans."""

    class Kind(models.TextChoices):
        COUNTY = "county", "County council"
        DISTRICT = "district", "District council"
        UNITARY = "unitary", "Unitary authority"
        METROPOLITAN = "metropolitan", "Metropolitan district"
        LONDON = "london", "London borough"
        OTHER = "other", "Other public body"

    class Colour(models.TextChoices):
        PURPLE = "purple", "Purple"
        BLUE = "blue", "Blue"
        TEAL = "teal", "Teal"
        GREEN = "green", "Green"
        MAROON = "maroon", "Maroon"
        NAVY = "navy", "Navy"
        SLATE = "slate", "Slate"

    slug = models.SlugField("short name in addresses", unique=True, help_text="For example, milton-keynes.")
    name = models.CharField(max_length=200, unique=True, help_text="The council's full name.")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    gss_code = models.CharField(
        "GSS code",
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^[A-Z]\d{8}$", "Enter a GSS code: a letter and eight digits, like E06000042.")],
        help_text="The Office for National Statistics' code for the area, if there is one. For example, E06000042.",
    )
    year_starts_month = models.PositiveSmallIntegerField(
        "first month of the year",
        choices=MONTHS,
        default=4,
        validators=[MinValueValidator(1), MaxValueValidator(12)],
        help_text="“2026/27” and “quarter 2” are read from this month: April for councils, September for schools.",
    )
    colour = models.CharField(
        max_length=10,
        choices=Colour,
        default=Colour.PURPLE,
        help_text="The colour of the band on this council's pages.",
    )
    smallest_figure = models.PositiveSmallIntegerField(
        "smallest figure shown to the public",
        default=SMALLEST_FIGURE,
        help_text="Figures about fewer people than this, zero included, are not shown to the public. It can be raised, "
        "in steps of 5, and not lowered below 10.",
    )
    smallest_figure_reason = models.CharField(
        "why the smallest figure is raised", max_length=300, blank=True, help_text="Shown beside the public’s figures."
    )
    accessibility_email = models.EmailField(
        "e-mail address about accessibility",
        blank=True,
        default="",
        db_default="",
        help_text="Public. Where people report what they cannot use, and ask for it in another form.",
    )
    accessibility_phone = stated(
        "telephone about accessibility",
        longest=30,
        validators=(TELEPHONE,),
        about="Public. For example, 01632 960 001.",
    )
    accessibility_answer_days = models.PositiveSmallIntegerField(
        "days to answer about accessibility",
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST_WAIT)],
        help_text="Public. Within how many days such a message is answered.",
    )
    accessibility_statement = stated(
        "the council’s own accessibility statement",
        longest=300,
        validators=(WEB_ADDRESS,),
        about="Its web address. The statement about these pages leads there.",
    )
    privacy_contact = stated(
        "who answers about personal data",
        longest=200,
        about="Public. The post rather than a name: for example, Data Protection Officer.",
    )
    privacy_email = models.EmailField(
        "e-mail address about personal data",
        blank=True,
        default="",
        db_default="",
        help_text="Public. Where people ask what is held about them.",
    )
    privacy_notice = stated(
        "the council’s own privacy notice",
        longest=300,
        validators=(WEB_ADDRESS,),
        about="Its web address. The notice about these pages leads there.",
    )

    objects = CouncilManager()
    history = TrackedHistory()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(year_starts_month__range=(1, 12)),
                name="%(app_label)s_%(class)s_year_starts_in_a_month",
                violation_error_message="Choose the month in which the council's year starts.",
            ),
            models.UniqueConstraint(
                fields=["gss_code"],
                condition=~Q(gss_code=""),
                name="%(app_label)s_%(class)s_gss_code_is_unique",
                violation_error_message="Another council has this GSS code.",
            ),
            models.CheckConstraint(
                condition=Q(smallest_figure__gte=SMALLEST_FIGURE),
                name="%(app_label)s_%(class)s_smallest_figure_is_10_or_more",
                violation_error_message="The smallest figure shown to the public is 10 or more: fewer people could "
                "be recognised.",
            ),
            models.CheckConstraint(
                condition=Q(smallest_figure=SMALLEST_FIGURE) | ~Q(smallest_figure_reason=""),
                name="%(app_label)s_%(class)s_smallest_figure_is_raised_for_a_reason",
                violation_error_message="Say why the smallest figure shown to the public is raised.",
            ),
            models.CheckConstraint(
                condition=Q(accessibility_answer_days__isnull=True)
                | Q(accessibility_answer_days__range=(1, LONGEST_WAIT)),
                name="%(app_label)s_%(class)s_answers_about_accessibility_in_days",
                violation_error_message="Messages about accessibility are answered within 1 to 60 days.",
            ),
            models.CheckConstraint(
                condition=(Q(accessibility_email="") | Q(accessibility_email__contains="@"))
                & (Q(privacy_email="") | Q(privacy_email__contains="@")),
                name="%(app_label)s_%(class)s_contacts_are_e_mail_addresses",
                violation_error_message="Enter an e-mail address, like name@example.gov.uk.",
            ),
            models.CheckConstraint(
                condition=(Q(accessibility_statement="") | Q(accessibility_statement__startswith="https://"))
                & (Q(privacy_notice="") | Q(privacy_notice__startswith="https://")),
                name="%(app_label)s_%(class)s_own_pages_begin_with_https",
                violation_error_message="Enter a web address that begins with https://.",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def clean(self) -> None:
        if self.smallest_figure is not None and self.smallest_figure % STEP:
            raise ValidationError({"smallest_figure": "Give a multiple of 5: figures are rounded to the nearest 5."})


class MembershipManager(models.Manager["Membership"]):
    def get_by_natural_key(self, email: str, council: str) -> "Membership":
        return self.get(user__email=email, council__slug=council)


class Membership(models.Model):
    """A person's role in a council."""

    class Role(models.TextChoices):
        OFFICER = "officer", "Officer"
        MANAGER = "manager", "Manager"
        EQUALITY_LEAD = "equality_lead", "Equality lead"

    user = models.ForeignKey("plans.User", on_delete=models.PROTECT, related_name="memberships")
    council = models.ForeignKey(Council, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(
        max_length=20,
        choices=Role,
        help_text="Officers report on the actions of the leads they hold; managers read everything; "
        "equality leads run the plans in the admin.",
    )

    objects = MembershipManager()
    history = TrackedHistory()

    class Meta:
        ordering = ["council", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "council"],
                name="%(app_label)s_%(class)s_has_one_role",
                violation_error_message="This person already has a role in this council: change that one.",
            ),
            models.CheckConstraint(
                condition=Q(role__in=["officer", "manager", "equality_lead"]),
                name="%(app_label)s_%(class)s_role_is_known",
                violation_error_message="Choose officer, manager or equality lead.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.get_role_display().lower()} in {self.council}"

    def natural_key(self) -> tuple[str, str]:
        return (self.user.email, self.council.slug)

    natural_key.dependencies = ["plans.user", "plans.council"]  # type: ignore[attr-defined]
