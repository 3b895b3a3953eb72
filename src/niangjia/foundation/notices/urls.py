"""The addresses of notices."""

from django.urls import path

from niangjia.foundation.notices import pages

app_name = "notices"

urlpatterns = [
    path("xiaoxi/", pages.inbox, name="inbox"),
    path("xiaoxi/read/", pages.read_all, name="read_all"),
    path("xiaoxi/<slug:code>/read/", pages.read, name="read"),
    path("xiaoxi/<slug:code>/delete/", pages.delete, name="delete"),
    path("account/notices/", pages.wishes, name="wishes"),
    path("desk/notices/", pages.stuck, name="stuck"),
    path("desk/notices/<slug:code>/retry/", pages.retry, name="retry"),
    path("notices/report/", pages.report, name="report"),
]
