"""The addresses of the library: the public's in pinyin, the staff's under desk/."""

from django.urls import path

from niangjia.rights.caselaw import engines, pages
from niangjia.rights.caselaw.desk import (
    bulk_pages,
    case_pages,
    checking_pages,
    import_pages,
    interpreting_pages,
    masking_pages,
    publishing_pages,
    queue_pages,
    talking_pages,
)
from niangjia.rights.caselaw.likeness import pages as kin_pages
from niangjia.rights.caselaw.removal import desk_pages as request_pages
from niangjia.rights.caselaw.removal import pages as removal
from niangjia.rights.caselaw.statistics import pages as statistics_pages

app_name = "caselaw"

CASE = "desk/library/cases/<slug:code>/"
RUN = "desk/library/runs/<slug:code>/"
ASKED = "desk/library/requests/<slug:code>/"

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
    path("desk/library/", case_pages.cases, name="staff_cases"),
    path("desk/library/queues/", queue_pages.queues, name="staff_queues"),
    path("desk/library/queues/<slug:name>/", queue_pages.queue, name="staff_queue"),
    path("desk/library/queues/<slug:name>/next", queue_pages.take_next, name="staff_take_next"),
    path("desk/library/assign", bulk_pages.assign, name="staff_assign"),
    path("desk/library/confirm", bulk_pages.confirm, name="staff_confirm"),
    path("desk/library/check", bulk_pages.check, name="staff_check"),
    path("desk/library/publish", bulk_pages.publish, name="staff_publish"),
    path("desk/library/withdraw", bulk_pages.withdraw, name="staff_withdraw"),
    path(CASE, case_pages.case, name="staff_case"),
    path(CASE + "masking/", masking_pages.masking, name="staff_masking"),
    path(CASE + "marks", masking_pages.marks, name="staff_marks"),
    path(CASE + "interpretation/", interpreting_pages.interpretation, name="staff_interpretation"),
    path(CASE + "draft", interpreting_pages.draft, name="staff_draft"),
    path(CASE + "check/", checking_pages.case_check, name="staff_case_check"),
    path(CASE + "send-back", checking_pages.send_back, name="staff_send_back"),
    path(CASE + "publication/", publishing_pages.publication, name="staff_publication"),
    path(CASE + "embargo", publishing_pages.embargo, name="staff_embargo"),
    path(CASE + "consent", publishing_pages.consent, name="staff_consent"),
    path(CASE + "restore", publishing_pages.restore, name="staff_restore"),
    path(CASE + "history/", talking_pages.history, name="staff_history"),
    path(CASE + "comments/", talking_pages.comments, name="staff_comments"),
    path(CASE + "comments/<int:comment>/resolve", talking_pages.resolve, name="staff_resolve"),
    path(CASE + "take", talking_pages.take, name="staff_take"),
    path(CASE + "release", talking_pages.release, name="staff_release"),
    path("desk/library/requests/", request_pages.requests, name="staff_requests"),
    path(ASKED, request_pages.request_page, name="staff_request"),
    path(ASKED + "open", request_pages.open_request, name="staff_open_request"),
    path(ASKED + "hide", request_pages.hide, name="staff_hide_case"),
    path(ASKED + "answer", request_pages.answer, name="staff_answer_request"),
    path("desk/library/kin/", kin_pages.pairs, name="staff_kin"),
    path("desk/library/kin/decide", kin_pages.decide, name="staff_kin_decide"),
    path("desk/library/import/", import_pages.bring_in, name="staff_import"),
    path("desk/library/runs/", import_pages.runs, name="staff_runs"),
    path(RUN, import_pages.run, name="staff_run"),
    path(RUN + "confirm", import_pages.confirm_run, name="staff_run_confirm"),
    path(RUN + "rejects.xlsx", import_pages.rejects, name="staff_rejects"),
]
