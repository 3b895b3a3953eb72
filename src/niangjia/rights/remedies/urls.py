"""The addresses of the calculators."""

from django.urls import path

from niangjia.rights.remedies import pages

app_name = "remedies"

urlpatterns = [
    path("suan/", pages.all_of_them, name="all"),
    path("suan/<slug:calculator>/", pages.one, name="one"),
]
