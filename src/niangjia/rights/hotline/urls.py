"""The addresses of the hotline."""

from django.urls import path

from niangjia.rights.hotline import desk_pages, pages, record_pages

app_name = "hotline"

urlpatterns = [
    path("zhao-gonghui/", pages.ask, name="ask"),
    path("desk/hotline/", desk_pages.call, name="call"),
    path("desk/hotline/counter/", desk_pages.counter, name="counter"),
    path("desk/hotline/beside/", desk_pages.beside_call, name="beside"),
    path("desk/hotline/records/", record_pages.records, name="records"),
    path("desk/hotline/records/template/", record_pages.template, name="records_template"),
    path("desk/hotline/records/<int:number>/", record_pages.old_record, name="old_record"),
    path("desk/hotline/centres/", record_pages.centres, name="centres"),
    path("desk/hotline/centres/<slug:code>/revoke/", record_pages.revoke, name="revoke"),
    path("desk/hotline/orders/<slug:code>/class/", record_pages.classify, name="classify"),
]
