"""The addresses of the holidays room."""

from django.urls import path

from niangjia.foundation.holidays import pages

app_name = "holidays"

urlpatterns = [
    path("desk/holidays/", pages.years, name="years"),
    path("desk/holidays/<int:pk>/remove/", pages.remove, name="remove"),
]
