"""The addresses of the desks."""

from django.urls import path

from niangjia.desks import asking, beside_call, boards, officer, pages, rewriting

app_name = "desks"

urlpatterns = [
    path("", pages.home, name="home"),
    path("wen/", asking.ask, name="ask"),
    path("wen/dabaihua/", rewriting.rewrite, name="plainer"),
    path("about/", pages.about, name="about"),
    path("privacy/", pages.privacy, name="privacy"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("fagui/<slug:code>/<str:written>/anli/", pages.applying, name="applying"),
    path("desk/", officer.landing, name="officer"),
    path("desk/hotline/library/", beside_call.beside_call, name="beside_call"),
    path("desk/overview/", boards.overview, name="overview"),
    path("desk/board/", boards.board, name="board"),
    path("desk/stuck/", officer.stuck, name="stuck"),
    path("desk/stuck/<int:delivery>/retry", officer.retry, name="retry"),
]
