"""Every address of the product."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from actions.views import (
    action,
    action_export,
    action_list,
    committee_report,
    coverage,
    dashboard,
    decisions,
    my_actions,
    person,
    plan,
    plan_export,
    roll_forward,
)
from actions.views.plan_import import deciding, preview, row, tables, upload
from edi_tracker import home, metrics
from measures.views import measure, measure_add, measure_export, measure_list, reading, reading_import
from plans import health, views
from plans.accounts.views import account, password, person_forget, resume, sign_in, two_step
from plans.statements import views as statements

handler500 = "edi_tracker.errors.server_error"

urlpatterns = [
    path("", home.home, name="home"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("sign-in/", sign_in.SignIn.as_view(), name="sign-in"),
    path("sign-out/", sign_in.SignOut.as_view(), name="sign-out"),
    path("sign-in/forgotten/", password.password_reset, name="password-reset"),
    path("sign-in/forgotten/sent/", password.password_reset_sent, name="password-reset-sent"),
    path("sign-in/set-password/<str:uidb64>/<str:token>/", password.PasswordSet.as_view(), name="password-set"),
    path("account/", account.account, name="account"),
    path("account/stay-signed-in/", account.stay_signed_in, name="stay-signed-in"),
    path("account/password/", password.password_change, name="password-change"),
    path("account/sign-out-everywhere/", account.sign_out_everywhere, name="sign-out-everywhere"),
    path("sign-in/resume/", resume.sign_in_resume, name="sign-in-resume"),
    path("sign-in/two-step/", two_step.two_step_take, name="two-step"),
    path("account/two-step/set-up/", two_step.two_step_set_up, name="two-step-set-up"),
    path("account/two-step/recovery-codes/", two_step.two_step_codes, name="two-step-codes"),
    path("account/two-step/recovery-codes.txt", two_step.two_step_codes_file, name="two-step-codes-file"),
    path("account/two-step/turn-off/", two_step.two_step_remove, name="two-step-remove"),
    path("accessibility/", statements.accessibility_statement, name="accessibility-statement"),
    path("privacy/", statements.privacy_notice, name="privacy-notice"),
    # /councils/…
    path("councils/", views.council_list, name="council-list"),
    path("councils/<slug:council>/", plan.council_detail, name="council-detail"),
    path("councils/<slug:council>/import/", upload.plan_import, name="plan-import"),
    path("councils/<slug:council>/new-plan/", views.plan_new, name="plan-new"),
    path(
        "councils/<slug:council>/accessibility/",
        statements.accessibility_statement,
        name="council-accessibility-statement",
    ),
    path("councils/<slug:council>/privacy/", statements.privacy_notice, name="council-privacy-notice"),
    path("councils/<slug:council>/<slug:plan>/", plan.plan_detail, name="plan-detail"),
    path("councils/<slug:council>/<slug:plan>/plan.<slug:kind>", plan_export.plan_export, name="plan-export"),
    path("councils/<slug:council>/<slug:plan>/roll-forward/", roll_forward.plan_roll_forward, name="plan-roll-forward"),
    path("councils/<slug:council>/<slug:plan>/measures/", measure_list.measure_list, name="measure-list"),
    path(
        "councils/<slug:council>/<slug:plan>/measures.<slug:kind>", measure_export.measure_export, name="measure-export"
    ),
    path("councils/<slug:council>/<slug:plan>/measures/add/", measure_add.measure_add, name="measure-add"),
    path("councils/<slug:council>/<slug:plan>/readings/import/", reading_import.reading_import, name="reading-import"),
    path(
        "councils/<slug:council>/<slug:plan>/readings/import/do/",
        reading_import.reading_import_do,
        name="reading-import-do",
    ),
    path(
        "councils/<slug:council>/<slug:plan>/readings/sheet.<slug:kind>",
        reading_import.reading_sheet,
        name="reading-sheet",
    ),
    # /imports/…
    path("imports/<int:pk>/tables/", tables.plan_import_tables, name="plan-import-tables"),
    path("imports/<int:pk>/columns/", tables.plan_import_columns, name="plan-import-columns"),
    path("imports/<int:pk>/preview/", preview.plan_import_preview, name="plan-import-preview"),
    path("imports/<int:pk>/rows/<str:key>/", row.plan_import_row, name="plan-import-row"),
    path("imports/<int:pk>/import/", deciding.plan_import_do, name="plan-import-do"),
    path("imports/<int:pk>/discard/", deciding.plan_import_discard, name="plan-import-discard"),
    # /my-actions/…
    path("my-actions/", my_actions.my_actions, name="my-actions"),
    path("my-actions/report/", my_actions.my_actions_report, name="my-actions-report"),
    path("decisions/", decisions.decision_list, name="decision-list"),
    path("dashboard/", dashboard.dashboard, name="dashboard"),
    # /actions/…
    path("actions/", action_list.action_list, name="action-list"),
    path("actions/export.<slug:kind>", action_export.action_list_export, name="action-list-export"),
    path("actions/<int:pk>/", action.action_detail, name="action-detail"),
    path("actions/<int:pk>/report/", action.action_report, name="action-report"),
    path("coverage/", coverage.coverage_page, name="coverage"),
    # /measures/… and /readings/…
    path("measures/<int:pk>/", measure.measure_detail, name="measure-detail"),
    path("measures/<int:pk>/readings/add/", reading.reading_add, name="reading-add"),
    path("readings/<int:pk>/correct/", reading.reading_correct, name="reading-correct"),
    # /people/…
    path("people/invite/", person.person_invite, name="person-invite"),
    path("people/<int:pk>/leave/", person.person_leave, name="person-leave"),
    path("people/<int:pk>/forget/", person_forget.person_forget, name="person-forget"),
    # /reports/…
    path("reports/committee/", committee_report.committee_report, name="committee-report"),
    path("reports/committee.docx", committee_report.committee_report_word, name="committee-report-word"),
    path("admin/", admin.site.urls),
]

if settings.SSO_ISSUER:
    urlpatterns.append(path("", include("edi_tracker.sign_on_urls")))
