"""The addresses of the engine."""

from django.urls import path

from niangjia.casework import pages

app_name = "casework"

urlpatterns = [
    path("desk/procedures/", pages.procedures, name="procedures"),
    path("desk/procedures/<slug:key>/", pages.procedure, name="procedure"),
]
