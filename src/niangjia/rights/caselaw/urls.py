"""The addresses of the library: the public's in pinyin, the staff's under desk/."""

from django.urls import path

from niangjia.rights.caselaw import pages
from niangjia.rights.caselaw.desk import case_pages as staff_pages
from niangjia.rights.caselaw.desk import import_pages
from niangjia.rights.caselaw.statistics import pages as statistics_pages

app_name = "caselaw"

urlpatterns = [
    path("anli/", pages.results, name="results"),
    path("anli/<slug:code>/", pages.case, name="case"),
    path("tongji/", statistics_pages.page, name="statistics"),
    path("tongji/anli-tongji.csv", statistics_pages.as_csv, name="statistics_csv"),
    path("tongji/anli-tongji.xlsx", statistics_pages.as_xlsx, name="statistics_xlsx"),
    path("desk/library/", staff_pages.cases, name="staff_cases"),
    path("desk/library/publish", staff_pages.publish, name="staff_publish"),
    path("desk/library/withdraw", staff_pages.withdraw, name="staff_withdraw"),
    path("desk/library/cases/<slug:code>/", staff_pages.case, name="staff_case"),
    path("desk/library/import/", import_pages.bring_in, name="staff_import"),
    path("desk/library/runs/", import_pages.runs, name="staff_runs"),
    path("desk/library/runs/<slug:code>/", import_pages.run, name="staff_run"),
    path(
        "desk/library/runs/<slug:code>/publish", import_pages.publish_run, name="staff_run_publish"
    ),
    path("desk/library/runs/<slug:code>/rejects.xlsx", import_pages.rejects, name="staff_rejects"),
]
