"""The addresses of the library: the public's in pinyin, the staff's under desk/."""

from django.urls import path

from niangjia.rights.caselaw import engines, pages
from niangjia.rights.caselaw.desk import case_pages as staff_pages
from niangjia.rights.caselaw.desk import import_pages
from niangjia.rights.caselaw.likeness import pages as kin_pages
from niangjia.rights.caselaw.removal import desk_pages as request_pages
from niangjia.rights.caselaw.removal import pages as removal
from niangjia.rights.caselaw.statistics import pages as statistics_pages

app_name = "caselaw"

urlpatterns = [
    path("anli/", pages.results, name="results"),
    path("anli/<slug:code>/", pages.case, name="case"),
    path("tongji/", statistics_pages.page, name="statistics"),
    path("tongji/anli-tongji.csv", statistics_pages.as_csv, name="statistics_csv"),
    path("tongji/anli-tongji.xlsx", statistics_pages.as_xlsx, name="statistics_xlsx"),
    path("anli/<slug:code>/qingqiu/", removal.ask, name="ask_removal"),
    path("chehui/", removal.status, name="removal_status"),
    path("chehui/buchong/", removal.add, name="removal_add"),
    path("robots.txt", engines.robots, name="robots"),
    path("sitemap.xml", engines.sitemap, name="sitemap"),
    path("sitemap-anli-<int:page>.xml", engines.sitemap_cases, name="sitemap_cases"),
    path("sitemap-chehui.xml", engines.sitemap_gone, name="sitemap_gone"),
    path("desk/library/", staff_pages.cases, name="staff_cases"),
    path("desk/library/publish", staff_pages.publish, name="staff_publish"),
    path("desk/library/withdraw", staff_pages.withdraw, name="staff_withdraw"),
    path("desk/library/cases/<slug:code>/", staff_pages.case, name="staff_case"),
    path("desk/library/requests/", request_pages.requests, name="staff_requests"),
    path("desk/library/requests/<slug:code>/", request_pages.request_page, name="staff_request"),
    path(
        "desk/library/requests/<slug:code>/open",
        request_pages.open_request,
        name="staff_open_request",
    ),
    path("desk/library/requests/<slug:code>/hide", request_pages.hide, name="staff_hide_case"),
    path(
        "desk/library/requests/<slug:code>/answer",
        request_pages.answer,
        name="staff_answer_request",
    ),
    path("desk/library/kin/", kin_pages.pairs, name="staff_kin"),
    path("desk/library/kin/decide", kin_pages.decide, name="staff_kin_decide"),
    path("desk/library/import/", import_pages.bring_in, name="staff_import"),
    path("desk/library/runs/", import_pages.runs, name="staff_runs"),
    path("desk/library/runs/<slug:code>/", import_pages.run, name="staff_run"),
    path(
        "desk/library/runs/<slug:code>/publish", import_pages.publish_run, name="staff_run_publish"
    ),
    path("desk/library/runs/<slug:code>/rejects.xlsx", import_pages.rejects, name="staff_rejects"),
]
