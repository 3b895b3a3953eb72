"""The addresses of the engine."""

from django.urls import path

from niangjia.casework.pages import (
    administering,
    matter,
    mine,
    partner,
    procedures,
    queue,
    receipts,
)

app_name = "casework"

urlpatterns = [
    path("desk/procedures/", procedures.procedures, name="procedures"),
    path("desk/procedures/<slug:key>/", procedures.procedure, name="procedure"),
    path("desk/matters/", queue.queue, name="queue"),
    path("desk/matters/excel", queue.excel, name="queue_excel"),
    path("desk/matters/next", queue.take_next, name="take_next"),
    path("desk/matters/many", queue.many, name="many"),
    path("desk/matters/undo", queue.undo, name="undo"),
    path("desk/matters/saved", queue.save, name="save_view"),
    path("desk/matters/saved/<int:pk>/forget", queue.forget, name="forget_view"),
    path("desk/matters/<slug:code>/", matter.matter, name="matter"),
    path("desk/matters/<slug:code>/<slug:key>/", matter.verb, name="verb"),
    path("desk/partner/", partner.matters, name="partner_matters"),
    path("desk/partner/<slug:code>/", partner.matter, name="partner_matter"),
    path("desk/partner/<slug:code>/<slug:key>/", partner.do, name="partner_do"),
    path("desk/casework/", administering.settings, name="settings"),
    path("desk/casework/<slug:key>/", administering.change, name="change_setting"),
    path(
        "desk/casework/partners/<slug:code>/members/<int:account>/end",
        administering.shut_out,
        name="shut_out",
    ),
    path("shi/", receipts.receipt, name="receipt"),
    path("shi/ban/", receipts.asked, name="asked"),
    path("shi/ban/<slug:code>/", receipts.asked, name="asked_related"),
    path("shi/ban/<slug:code>/<slug:key>/", receipts.do, name="asked_do"),
    path("shi/likai/", receipts.leave, name="leave"),
    path("shi/wode/", mine.mine, name="mine"),
    path("shi/wode/<slug:code>/", mine.my_matter, name="my_matter"),
    path("shi/wode/<slug:code>/<slug:key>/", mine.do, name="my_matter_do"),
]
