from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from plans.form_fields import OPTIONAL, DateBoxesField, EdiForm, RadiosWithHints
from plans.plan_templates import TEMPLATES, PlanTemplate
from plans.starting import LONGEST_SHORT_NAME, short_name


class PlanFactsForm(EdiForm):
    """What a new plan is called and when it holds."""

    title = forms.CharField(label="Title of the new plan", max_length=300)
    period = forms.CharField(
        label="Period" + OPTIONAL,
        required=False,
        max_length=100,
        help_text="In the plan’s own words. For example, 2027/28.",
    )
    starts_on = DateBoxesField(label="First day", help_text="For example, 1 4 2027.")
    ends_on = DateBoxesField(
        label="Last day" + OPTIONAL, required=False, help_text="Leave it empty if the plan has no end."
    )
    slug = forms.SlugField(
        label="Short name in addresses" + OPTIONAL,
        required=False,
        max_length=LONGEST_SHORT_NAME,
        help_text="Left empty, it is made from the title and the period.",
        error_messages={"invalid": "Short name in addresses must be letters, digits and hyphens only"},
    )

    FACTS = ("title", "period", "starts_on", "ends_on", "slug")

    @property
    def facts(self) -> list[forms.BoundField]:
        """The boxes for what the plan is called and when it holds."""
        return [self[name] for name in self.FACTS]

    @property
    def values(self) -> dict[str, Any]:
        """The checked answers about the plan itself, by the names of its fields."""
        return {name: self.cleaned_data[name] for name in self.FACTS}

    def clean(self) -> dict[str, Any]:
        """Make the short name where none was given, and refuse an end before the start."""
        cleaned = super().clean() or self.cleaned_data
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", "Last day must not be before the first day")
        if "title" in cleaned and not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = short_name(cleaned["title"], cleaned.get("period", ""))
            if not cleaned["slug"]:
                self.add_error("slug", ValidationError("Enter a short name in addresses: the title has no letters"))
        return cleaned


class StartPlanForm(PlanFactsForm):
    """A new plan from a template."""

    template = forms.ChoiceField(
        label="What should it start with?",
        choices=[(template.slug, template.name) for template in TEMPLATES.values()],
        widget=RadiosWithHints(
            hints={template.slug: f"{template.purpose} Source: {template.origin}" for template in TEMPLATES.values()}
        ),
    )

    @property
    def chosen_template(self) -> PlanTemplate:
        """The template that was chosen, once the form is valid."""
        return TEMPLATES[self.cleaned_data["template"]]
