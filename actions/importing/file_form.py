"""The first step of an import: the file, and what its plan is called and when it holds."""

import hashlib
from typing import Any, cast

from django import forms

from actions.importing.answers import Answers
from actions.importing.changes import FACTS
from actions.importing.first_day import period_said
from actions.importing.uploads import PASTED, grids_of, opened, own_plan
from actions.models.plan_upload import MOST_WAITING, PlanUpload
from plans.days import in_words
from plans.files.checks import LARGEST
from plans.files.grids import Refused
from plans.form_fields import OPTIONAL, DateBoxesField, EdiForm
from plans.models import Council, Plan
from plans.models.council import MONTHS

FIRST_LINES = 20
NO_ROOM = (
    f"You have {MOST_WAITING} files waiting, as many as one person can have. "
    "Go on with one of those on this page and import or discard it, then bring this one again"
)
KINDS = ".xlsx,.docx,.csv,.tsv,.html,.htm,.json"


class OwnPlanField(forms.ModelChoiceField):
    """One of the council's plans."""

    def label_from_instance(self, obj: Any) -> str:
        named = ", ".join(filter(None, [obj.title, obj.period]))
        return f"{named} (draft)" if obj.status == Plan.Status.DRAFT else named


class PlanFileForm(EdiForm):
    """A file, or a table that is pasted, and what the plan is called and when it holds.

    ``kept`` is a file that this person brought before, to go on with instead of a new one; ``has_room`` says whether
    one more of theirs may wait.
    """

    plan = OwnPlanField(
        label="Is this a newer version of a plan you have?",
        queryset=Plan.objects.none(),
        required=False,
        empty_label="No, it is a new plan",
        help_text="A newer version updates that plan. What has been reported stays, and nothing is deleted.",
    )
    file = forms.FileField(
        label="File",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": KINDS}),
        help_text="A spreadsheet (.xlsx or .csv), a Word document (.docx) or a web page (.html), up to 5 MB. "
        "Or a plan that was downloaded here.",
    )
    pasted = forms.CharField(
        label="Or paste the table" + OPTIONAL,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Copy the table with its headings from a document, spreadsheet or e-mail, and paste it here.",
    )
    title = forms.CharField(label="Title of the plan", required=False, max_length=300)
    period = forms.CharField(
        label="Period" + OPTIONAL,
        required=False,
        max_length=100,
        help_text="In the plan’s own words. For example, 2026/27.",
    )
    starts_on = DateBoxesField(label="First day of the plan", required=False, help_text="For example, 1 4 2026.")
    ends_on = DateBoxesField(
        label="Last day of the plan" + OPTIONAL, required=False, help_text="Leave it empty if the plan has no end."
    )
    year_starts_month = forms.TypedChoiceField(
        label="First month of the year",
        coerce=int,
        choices=MONTHS,
        help_text="“2026/27” and “quarter 2” are read from this month: April for councils, September for schools.",
    )

    def __init__(
        self, data: Any = None, files: Any = None, *, council: Council, kept: PlanUpload | None, has_room: bool = True
    ) -> None:
        self.council, self.kept, self.has_room = council, kept, has_room or bool(kept)
        said = kept.said if kept else None
        initial = {name: getattr(said, name) for name in (*FACTS, "year_starts_month")} if said and said.title else {}
        if kept:
            initial["plan"] = kept.plan_id
        super().__init__(data, files, initial={"year_starts_month": council.year_starts_month} | initial)
        plans = council.plans.exclude(status=Plan.Status.CLOSED).order_by("-starts_on", "title")
        self.fields["plan"].queryset = plans
        self.brought: tuple[str, bytes] | None = None
        self.own = own_plan(kept.file_name, bytes(kept.content)) if kept else None

    @property
    def about_the_file(self) -> list[forms.BoundField]:
        """The boxes for the file itself."""
        return [self[name] for name in ("file", "pasted")]

    @property
    def about_the_plan(self) -> list[forms.BoundField]:
        """The boxes for what the plan is called and when it holds."""
        return [self[name] for name in (*FACTS, "year_starts_month")]

    def clean(self) -> dict[str, Any]:
        """Open what was brought, and ask for what a new plan needs."""
        said = super().clean() or self.cleaned_data
        self._open(said)
        if not (said.get("plan") or self.own or "plan" in self.errors):
            self._ask_for_facts(said)
        starts_on, ends_on = said.get("starts_on"), said.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Last day of the plan must not be before its first day")
        return said

    def _open(self, said: dict[str, Any]) -> None:
        file, pasted = said.get("file"), said.get("pasted", "")
        if file and pasted.strip():
            self.add_error("pasted", "Choose a file or paste a table, not both")
        elif file:
            # One byte more than is taken, so that a file that is too large is seen to be.
            self._try("file", file.name, file.read(LARGEST + 1))
        elif pasted.strip():
            self._try("pasted", PASTED, pasted.encode())
        elif not self.kept and not {"file", "pasted"} & self.errors.keys():
            self.add_error("file", "Choose the file that holds the plan, or paste its table")

    def _try(self, box: str, name: str, content: bytes) -> None:
        if not self.has_room:
            self.add_error(box, NO_ROOM)
            return
        try:
            self.own = own_plan(name, content)
            if not self.own:
                opened(name, content)
        except Refused as refused:
            self.add_error(box, str(refused))
        else:
            self.brought = (name, content)

    def _ask_for_facts(self, said: dict[str, Any]) -> None:
        """A new plan needs a title and a first day; where its title or file states when it is, that is said."""
        if "title" not in self.errors and not said.get("title"):
            self.add_error("title", "Enter the title of the plan")
        if "starts_on" not in self.errors and not said.get("starts_on"):
            period = period_said(self._first_lines(said), said.get("year_starts_month") or 4)
            seems = f". It seems to be {in_words(period.starts_on)}" if period else ""
            self.add_error("starts_on", f"Enter the first day of the plan{seems}")

    def _first_lines(self, said: dict[str, Any]) -> list[str]:
        """The title, the period and the first lines of the file, which may say when the plan begins."""
        grids = opened(*self.brought) if self.brought else grids_of(self.kept) if self.kept else ()
        lines = [line.text for grid in grids for line in grid.above]
        return [said.get("title", ""), said.get("period", ""), *lines[:FIRST_LINES]]

    def keep(self, by: Any) -> PlanUpload:
        """Keep what was brought with what the checked form says; return it."""
        upload = self._upload(by)
        upload.plan = self.cleaned_data["plan"]
        upload.answers = self.answers.as_json()
        upload.save()
        return upload

    def keep_file(self, by: Any) -> None:
        """Keep a file that can be read, so that it need not be chosen again when something else was wrong."""
        if self.brought:
            self.kept = self._upload(by)
            self.kept.save()
            self.brought = None

    def _upload(self, by: Any) -> PlanUpload:
        if not self.brought:
            return cast(PlanUpload, self.kept)
        name, content = self.brought
        if self.kept:
            self.kept.delete()
        sha256 = hashlib.sha256(content).hexdigest()
        return PlanUpload(council=self.council, by=by, file_name=name[-255:], sha256=sha256, content=content)

    @property
    def answers(self) -> Answers:
        """What the checked form says; a file that was brought before keeps what was said of its tables and rows."""
        said = self.kept.said if self.kept and not self.brought else Answers()
        plan = self.cleaned_data["plan"]
        before: dict[str, Any] = {name: getattr(plan, name) for name in FACTS} if plan else {}
        if self.own:
            before = self.own.facts
        for name in FACTS:
            setattr(said, name, self.cleaned_data[name] or before.get(name, self.cleaned_data[name]))
        said.year_starts_month = self.cleaned_data["year_starts_month"]
        return said
