"""The addresses of legal aid."""

from django.urls import path

from niangjia.rights.legal_aid import office_pages, pages, register_pages

app_name = "legal_aid"
DESK = "desk/legal-aid/"

urlpatterns = [
    path("falvyuanzhu/", pages.apply, name="apply"),
    path(DESK, office_pages.desk, name="desk"),
    path(f"{DESK}new/", office_pages.take_in, name="take_in"),
    path(f"{DESK}waiting/", office_pages.waiting, name="waiting"),
    path(f"{DESK}amounts/", register_pages.amounts, name="amounts"),
    path(f"{DESK}lawyers/", register_pages.register, name="register"),
    path(f"{DESK}lawyers/add/<int:post>/", register_pages.register_lawyer, name="register_lawyer"),
    path(f"{DESK}lawyers/<slug:code>/", register_pages.lawyer, name="lawyer"),
    path(f"{DESK}lawyers/<slug:code>/change/", register_pages.change_lawyer, name="change_lawyer"),
    path(f"{DESK}lawyers/<slug:code>/<slug:verb>", register_pages.change, name="lawyer_act"),
    path(f"{DESK}matters/<slug:code>/", office_pages.matter, name="matter"),
    path(f"{DESK}matters/<slug:code>/form/", office_pages.fill_in, name="fill_in"),
    path(f"{DESK}matters/<slug:code>/appoint/", office_pages.appoint, name="appoint"),
    path(f"{DESK}matters/<slug:code>/report/", office_pages.report, name="report"),
    path(f"{DESK}matters/<slug:code>/<slug:verb>", office_pages.act, name="act"),
]
