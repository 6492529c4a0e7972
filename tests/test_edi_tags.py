"""Tags of statuses and ratings, published text, links of evidence, the error summary and page numbers."""

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from plans.form_fields import DateBoxesField, EdiForm
from plans.templatetags.edi import filled, form_problems, links, page_numbers, published


class DueForm(EdiForm):
    token = forms.CharField(widget=forms.HiddenInput)
    title = forms.CharField()
    due_on = DateBoxesField(label="Due date")

    def clean(self):
        raise forms.ValidationError("Nothing fits")


def draw(source, **context):
    return Template("{% load edi %}" + source).render(Context(context))


def test_a_status_tag_says_the_status():
    drawn = draw("{% status_tag value label %}", value="in_progress", label="In progress")
    assert drawn == '<strong class="govuk-tag edi-tag--in-progress">In progress</strong>'


def test_a_status_label_is_escaped():
    assert "&lt;b&gt;" in draw("{% status_tag value label %}", value="on_hold", label="<b>")


@pytest.mark.parametrize("value", ["", None, "not_rated"])
def test_no_rating_reads_not_rated(value):
    drawn = draw("{% rag_tag value %}", value=value)
    assert drawn == '<span class="edi-rag edi-rag--not-rated">Not rated</span>'


def test_published_text_keeps_its_words_lines_and_signs():
    shown = published("One <b>&\r\ntwo\n \n\n  three\n")
    assert shown == "<p>One &lt;b&gt;&amp;<br>two</p>\n<p>  three</p>"


@pytest.mark.parametrize("nothing", ["", None, "\n \n"])
def test_no_published_text_shows_nothing(nothing):
    assert published(nothing) == ""


def test_a_web_address_on_a_line_of_its_own_becomes_a_link():
    shown = links('https://example.org/?a=1&b="2"\nMinutes, item 4')
    assert 'href="https://example.org/?a=1&amp;b=&quot;2&quot;" rel="noopener noreferrer nofollow"' in shown
    assert shown.endswith("</a><br>Minutes, item 4")


@pytest.mark.parametrize(
    "line",
    ["javascript:alert(1)", "see https://example.org", "ftp://example.org", "https://example.org/\u202egpj.exe", ""],
)
def test_any_other_line_of_evidence_stays_text(line):
    assert "<a" not in links(line)


def test_a_problem_leads_to_the_first_box_of_its_field():
    boxes = {problem["box"]: problem["message"] for problem in form_problems(DueForm({"due_on_day": "1"}))}
    assert boxes["id_title"] == "Enter title"
    assert boxes["id_due_on_0"] == "Due date must include a month and a year"
    assert 'id="id_due_on_0"' in str(DueForm())


def test_a_problem_of_the_whole_form_or_a_hidden_box_leads_nowhere():
    problems = form_problems(DueForm({"title": "x"}))
    assert [problem["message"] for problem in problems if not problem["box"]] == ["Nothing fits", "Enter token"]


def test_several_forms_share_one_summary():
    forms_sent = [DueForm({}, prefix="a"), DueForm({}, prefix="b")]
    page = render_to_string("_components/_error_summary.html", {"forms": forms_sent})
    assert 'href="#id_a-title"' in page
    assert 'href="#id_b-title"' in page


@pytest.mark.parametrize("given", [{}, {"form": DueForm()}, {"forms": []}])
def test_without_problems_there_is_no_summary(given):
    assert render_to_string("_components/_error_summary.html", given).strip() == ""


def test_far_pages_are_left_out():
    page = Paginator(range(100), 5).page(10)
    assert list(page_numbers(page)) == [1, "…", 9, 10, 11, "…", 20]


def test_page_links_keep_the_filter(rf):
    request = rf.get("/", {"status": "on_hold", "page": "2"})
    page = Paginator(range(50), 10).page(2)
    drawn = render_to_string("_components/_pagination.html", {"page_obj": page}, request)
    assert 'href="?status=on_hold&amp;page=3"' in drawn
    assert drawn.count('aria-current="page"') == 1


def test_one_page_has_no_page_links():
    page = Paginator(range(3), 10).page(1)
    assert render_to_string("_components/_pagination.html", {"page_obj": page}).strip() == ""


def test_a_progress_bar_says_its_numbers_in_words_too():
    segments = [
        {"status": "completed", "label": "Completed", "count": 9, "x": 0, "width": 90.0},
        {"status": "on_hold", "label": "On hold", "count": 0, "x": 90, "width": 0},
    ]
    drawn = render_to_string("_components/_progress_bar.html", {"segments": segments, "caption": "Ten actions"})
    assert "<title>Ten actions: 9 completed, 0 on hold</title>" in drawn
    assert drawn.count("edi-bar__seg edi-bar__seg--") == 1
    assert drawn.count("<li>") == 2


def test_rows_are_filled_in_and_escaped():
    html = filled("actions/_change.html", [{"label": "Due <date>", "old": SafeString("<b>x</b>"), "new": "{new} & %s"}])
    assert html == "<p>Due &lt;date&gt;: from <del><b>x</b></del> to <ins>{new} &amp; %s</ins></p>\n"
    assert filled("actions/_change.html", []) == ""
