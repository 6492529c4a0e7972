"""Our forms: their words, their markup, and the date in three boxes."""

import datetime

import pytest
from django import forms
from django.forms import formset_factory
from django.http import QueryDict

from plans.form_fields import DateBoxesField, EdiForm, RadiosWithHints


class ReportForm(EdiForm):
    title = forms.CharField(max_length=5)
    rag = forms.ChoiceField(
        label="RAG", choices=[("red", "Red"), ("green", "Green")], widget=RadiosWithHints(hints={"red": "Late"})
    )
    note = forms.CharField(label="Note (optional)", required=False, widget=forms.Textarea, max_length=5)
    share = forms.DecimalField(label="Share in %", max_value=100, help_text="For example, 12.5")
    email = forms.EmailField(label="E-mail address", widget=forms.EmailInput(attrs={"class": "wide"}))
    agreed = forms.BooleanField(label="I have read it", help_text="All of it")
    groups = forms.MultipleChoiceField(choices=[("age", "Age")], widget=forms.CheckboxSelectMultiple)
    due_on = DateBoxesField(label="Due date")


class DateForm(EdiForm):
    due_on = DateBoxesField(label="Due date (optional)", required=False)


GOOD = {
    "title": "Plan",
    "rag": "red",
    "share": "12.5",
    "email": "a@example.org",
    "agreed": "on",
    "groups": ["age"],
    "due_on_day": "31",
    "due_on_month": "3",
    "due_on_year": "2027",
}


def sent(**changes):
    data = QueryDict(mutable=True)
    for name, value in (GOOD | changes).items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return ReportForm(data)


def sentence(form, field):
    return form.errors[field][0]


def typed(day="", month="", year=""):
    return DateForm({"due_on_day": day, "due_on_month": month, "due_on_year": year})


def test_a_good_form_is_read():
    form = sent()
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due_on"] == datetime.date(2027, 3, 31)


@pytest.mark.parametrize(
    ("field", "value", "expected"),
    [
        ("title", "", "Enter title"),
        ("title", "Too long", "Title must be 5 characters or fewer. You have typed 8"),
        ("title", "a\x00b", "Title has a hidden character that cannot be saved. Type it again"),
        ("note", "a\x00b", "Note has a hidden character that cannot be saved. Type it again"),
        ("note", "Too long", "Note must be 5 characters or fewer. You have typed 8"),
        ("rag", "", "Select RAG"),
        ("rag", "blue", "RAG: select one of the answers in the list"),
        ("share", "a lot", "Share in % must be a number, like 12 or 12.5"),
        ("share", "101", "Share in % must be 100 or less"),
        ("email", "nobody", "Enter an e-mail address in the right form, like name@example.gov.uk"),
        ("agreed", "", "Tick “I have read it”"),
    ],
)
def test_a_refusal_names_the_field_and_says_what_to_do(field, value, expected):
    assert sentence(sent(**{field: value}), field) == expected


def test_a_question_is_asked_again_when_it_is_not_answered():
    class QuestionForm(EdiForm):
        rag = forms.ChoiceField(label="How sure is delivery?", choices=[("red", "Red")])

    assert sentence(QuestionForm({}), "rag") == "Answer the question “How sure is delivery?”"


def test_a_message_that_the_form_wrote_itself_stays():
    class OwnWordsForm(EdiForm):
        title = forms.CharField(error_messages={"required": "Say what was agreed"})

    assert sentence(OwnWordsForm({}), "title") == "Say what was agreed"


@pytest.mark.parametrize("month", ["3", "03", "March", "mar", "MARCH"])
def test_a_month_may_be_a_number_or_a_name(month):
    form = typed("31", month, "2027")
    assert form.is_valid()
    assert form.cleaned_data["due_on"] == datetime.date(2027, 3, 31)


@pytest.mark.parametrize(
    ("boxes", "expected"),
    [
        (("31", "", "2027"), "Due date must include a month"),
        (("", "", "2027"), "Due date must include a day and a month"),
        (("31", "2", "2027"), "Due date must be a real date, like 31 3 2027"),
        (("-1", "2", "2027"), "Due date must be a real date, like 31 3 2027"),
        (("١", "2", "2027"), "Due date must be a real date, like 31 3 2027"),
        (("1\x00", "2", "2027"), "Due date must be a real date, like 31 3 2027"),
        (("1", "marmalade", "2027"), "Due date must be a real date, like 31 3 2027"),
        (("1", "2", "99999"), "Due date must be a real date, like 31 3 2027"),
        (("1", "2", "27"), "Due date must include a year with 4 numbers, like 2027"),
        (("31", "12", "1999"), "Due date must be between 2000 and 2100"),
        (("1", "1", "2101"), "Due date must be between 2000 and 2100"),
    ],
)
def test_a_date_that_cannot_be_read_says_why(boxes, expected):
    assert sentence(typed(*boxes), "due_on") == expected


def test_three_empty_boxes_are_no_date():
    form = typed(" ", "", "")
    assert form.is_valid()
    assert form.cleaned_data["due_on"] is None


def test_a_required_date_must_be_entered():
    assert sentence(sent(due_on_day="", due_on_month="", due_on_year=""), "due_on") == "Enter due date"


def test_what_was_typed_is_kept():
    page = str(sent(due_on_month="Smarch", share="a lot", title="Far too long"))
    for kept in ("Smarch", "a lot", "Far too long"):
        assert f'value="{kept}"' in page


def test_the_same_date_is_no_change():
    form = DateForm(
        {"due_on_day": "01", "due_on_month": "March", "due_on_year": "2027"},
        initial={"due_on": datetime.date(2027, 3, 1)},
    )
    assert not form.has_changed()


def test_every_box_has_its_class_and_none_cuts_a_paste():
    page = str(sent())
    for classes in ("govuk-input", "govuk-input wide", "govuk-textarea", "govuk-radios__input"):
        assert f'class="{classes}"' in page
    assert page.count('class="govuk-checkboxes__input"') == 2
    assert "maxlength" not in page
    assert "required" not in page


def test_hints_and_errors_are_tied_to_their_boxes():
    page = str(sent(share="a lot", due_on_day=""))
    assert 'aria-describedby="id_share_helptext id_share_error"' in page
    assert 'id="id_share_helptext"' in page
    assert 'id="id_share_error"' in page
    assert 'aria-describedby="id_due_on_error"' in page
    assert 'aria-describedby="id_agreed_helptext"' in page
    assert 'aria-describedby="id_rag_0_hint"' in page
    assert 'id="id_rag_0_hint">Late<' in page


def test_forms_of_the_admin_keep_djangos_markup():
    class StockForm(forms.Form):
        title = forms.CharField(max_length=5)

    page = str(StockForm())
    assert "govuk" not in page
    assert 'maxlength="5"' in page


def test_a_form_set_of_ours_keeps_our_markup():
    form_set = formset_factory(DateForm, renderer=DateForm.default_renderer())()
    assert "govuk-date-input" in str(form_set)
