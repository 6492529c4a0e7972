from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from actions.committee.form import CommitteeReportForm
from actions.committee.report import committee_report as gathered
from actions.committee.word import word_document
from plans.replica import reads_from_replica

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@reads_from_replica
def committee_report(request: HttpRequest) -> HttpResponse:
    """A committee report as a page, or what to ask for to get one."""
    form = CommitteeReportForm(request.GET, user=request.user)
    if not form.is_asked or not form.is_valid():
        return _asking(request, form)
    if "period" in request.GET or "starts" not in request.GET:
        return redirect(f"{request.path}?{form.query}")
    report = gathered(form.asked)
    context = {"form": form, "report": report, "query": form.query, "council": form.asked.plan.council}
    return render(request, "actions/committee_report.html", context)


@require_safe
@reads_from_replica
def committee_report_word(request: HttpRequest) -> HttpResponse:
    """The same report as a Word document."""
    form = CommitteeReportForm(request.GET, user=request.user)
    if not form.is_asked:
        return redirect(reverse("committee-report"))
    if not form.is_valid():
        return _asking(request, form)
    asked = form.asked
    council = asked.plan.council
    name = f"{council.slug}-committee-report-{asked.period.ends_on}.docx"
    content = word_document(gathered(asked), council.colour)
    return HttpResponse(content, WORD, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _asking(request: HttpRequest, form: CommitteeReportForm) -> HttpResponse:
    return render(request, "actions/committee_report.html", {"form": form})
