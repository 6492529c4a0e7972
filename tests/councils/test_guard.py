"""Nobody forgets whose rows they ask for: each question begins from a person or a row, or somebody has reviewed it."""

import pytest

from tests.councils.marked import models_of_councils
from tests.councils.questions import modules, unguarded

BEFORE_SIGNING_IN = "signing in: it is not known yet whose council it is about"
BELOW_EACH_ROW = "a sub-query about each row of the list, which is of one's own councils"
ONLY_WHEN_READ = "whether it may be read is asked of what is found, or it is not there"
OF_WHAT_IS_SHOWN = "about rows that were found for this person before"
NARROWED_NEXT = "narrowed in the lines that follow"
REVIEWED = {
    "plans/accounts/identities.py: person_known_as asks SignOnIdentity": BEFORE_SIGNING_IN,
    "plans/accounts/identities.py: link asks SignOnIdentity": "the pair that the sign-on service told belongs to one",
    "plans/accounts/inviting.py: invite asks User": "says no more of an address than that it is taken",
    "plans/accounts/leaving.py: refuse_last asks User": "counts who runs the product",
    "plans/accounts/reset.py: ask asks User": BEFORE_SIGNING_IN,
    "plans/admin/people.py: get_choices asks Council": "any council can be a partner; that it exists is no secret",
    "plans/admin/plans.py: get_queryset asks Theme": BELOW_EACH_ROW,
    "plans/admin/plans.py: get_queryset asks Commitment": BELOW_EACH_ROW,
    "plans/admin/resources.py: fetched asks User": OF_WHAT_IS_SHOWN,
    "plans/managed.py: known_council asks Council": ONLY_WHEN_READ,
    "plans/managed.py: managed_person asks User": ONLY_WHEN_READ,
    "plans/statements/views.py: _about asks Council": "those with a plan that a stranger may read",
    "plans/uploads.py: keep asks TableUpload": "files that were left are deleted, whoever brought them",
    "actions/about_action.py: reviews_of asks ReviewDate": OF_WHAT_IS_SHOWN,
    "actions/about_action.py: tags_of asks Tag": OF_WHAT_IS_SHOWN,
    "actions/admin/actions.py: get_queryset asks ActionLead": BELOW_EACH_ROW,
    "actions/admin/actions.py: get_search_results asks ActionLead": BELOW_EACH_ROW,
    "actions/admin/leads.py: narrowed asks Lead": BELOW_EACH_ROW,
    "actions/admin/leads.py: get_queryset asks LeadHolder": BELOW_EACH_ROW,
    "actions/admin/leads.py: get_queryset asks ActionLead": BELOW_EACH_ROW,
    "actions/admin/leads.py: get_queryset asks Lead": BELOW_EACH_ROW,
    "actions/admin/tags.py: get_queryset asks ActionTag": "its condition is of_councils_managed_by",
    "actions/admin/tags.py: get_choices asks PlanPartner": "its condition is of_councils_managed_by",
    "actions/admin/timescales.py: get_queryset asks Action": BELOW_EACH_ROW,
    "actions/admin/timescales.py: confirm asks Timescale": OF_WHAT_IS_SHOWN,
    "actions/committee/facts.py: _holders asks LeadHolder": NARROWED_NEXT,
    "actions/coverage.py: _count asks ActionTag": OF_WHAT_IS_SHOWN,
    "actions/decisions.py: decisions asks Lead": BELOW_EACH_ROW,
    "actions/filters.py: keep asks Action": OF_WHAT_IS_SHOWN,
    "actions/handing_over.py: holdings_of asks Action": BELOW_EACH_ROW,
    "actions/handing_over.py: holdings_of asks Lead": BELOW_EACH_ROW,
    "actions/handing_over.py: _locked asks Lead": OF_WHAT_IS_SHOWN,
    "actions/history/movement.py: _explain asks User": OF_WHAT_IS_SHOWN,
    "actions/history/timeline.py: _action_entries asks ProgressUpdate": OF_WHAT_IS_SHOWN,
    "actions/history/timeline.py: _action_entries asks Timescale": OF_WHAT_IS_SHOWN,
    "actions/importing/writing.py: _partners asks Council": "any council can be a partner; that it exists is no secret",
    "actions/merging.py: _locked asks Lead": NARROWED_NEXT,
    "actions/views/action.py: _save_report asks Action": ONLY_WHEN_READ,
    "actions/views/action.py: _visible_action asks Action": ONLY_WHEN_READ,
    "actions/views/my_actions.py: _fetched asks Action": OF_WHAT_IS_SHOWN,
    "actions/views/plan.py: council_detail asks Council": ONLY_WHEN_READ,
    "actions/views/plan.py: _plan_page asks Plan": BELOW_EACH_ROW,
    "actions/views/plan.py: _shown asks ActionLead": BELOW_EACH_ROW,
    "actions/views/plan_import/deciding.py: _made_before asks Plan": "its condition is of_councils_managed_by",
    "actions/views/plan_import/own.py: own_upload asks PlanUpload": "files of this person alone",
    "actions/views/plan_import/upload.py: _page asks PlanUpload": "files of this person alone",
    "actions/views/plan_import/upload.py: plan_import asks PlanUpload": "files that were left are deleted",
    "measures/admin.py: get_queryset asks Reading": BELOW_EACH_ROW,
    "measures/history.py: _name_people asks User": OF_WHAT_IS_SHOWN,
    "measures/importing/bringing.py: _lock asks Reading": OF_WHAT_IS_SHOWN,
    "measures/seen.py: visible_plan asks Plan": ONLY_WHEN_READ,
    "measures/seen.py: visible_measure asks Measure": ONLY_WHEN_READ,
}


@pytest.fixture(scope="module")
def asked():
    """Every question that nothing narrows, by where it stands and what it asks for."""
    models = {model.__name__ for model in models_of_councils()}
    found = [question for name, source in modules() for question in unguarded(source, name, models)]
    return {f"{question.place} asks {question.model}": question.words for question in found}


def test_no_question_forgets_whose_rows_it_asks_for(asked):
    forgotten = {where: words for where, words in asked.items() if where not in REVIEWED}
    assert forgotten == {}, "begin from visible_to(user), or from a row; else review it in tests/councils/test_guard.py"


def test_what_was_reviewed_is_still_there(asked):
    assert REVIEWED.keys() - asked.keys() == set()


LEAKS = [
    "Action.objects.all()",
    "Action.objects.filter(status='open').count()",
    "Action.objects.get(pk=pk)",
    "get_object_or_404(Action, pk=pk)",
    "get_object_or_404(Action.objects.select_related('commitment'), pk=pk)",
    "forms.ModelChoiceField(queryset=Action.objects.all())",
    "Action._default_manager.in_bulk(request.GET.getlist('pk'))",
    "Action.objects.filter(pk__in=request.GET.getlist('pk'))",
]
NO_LEAKS = [
    "Action.objects.visible_to(request.user).count()",
    "get_object_or_404(Action.objects.visible_to(request.user), pk=pk)",
    "Action.objects.filter(commitment__theme__plan=plan).search(words)",
    "Action.objects.filter(pk__in=[action.pk for action in found])",
    "Other.objects.all()",
]


@pytest.mark.parametrize("leak", LEAKS)
def test_a_view_that_forgets_is_found(leak):
    (found,) = unguarded(f"def view(request, pk):\n    return {leak}\n", "actions/views/new.py", {"Action"})
    assert (found.place, found.model) == ("actions/views/new.py: view", "Action")


@pytest.mark.parametrize("question", NO_LEAKS)
def test_a_view_that_does_not_forget_is_left_alone(question):
    assert list(unguarded(f"def view(request, pk):\n    return {question}\n", "a.py", {"Action"})) == []
