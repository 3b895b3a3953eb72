"""The addresses of the laws."""

from django.urls import path

from niangjia.rights.statutes import pages

app_name = "statutes"

urlpatterns = [
    path("fagui/", pages.library, name="library"),
    path("fagui/cite/", pages.citation, name="cite"),
    path("fagui/<slug:code>/", pages.statute, name="statute"),
    path("fagui/<slug:code>/compare/", pages.comparison, name="comparison"),
    path("fagui/<slug:code>/<str:written>/", pages.article, name="article"),
]
