"""The addresses of the house, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("niangjia.desks.urls")),
    path("", include("niangjia.rights.caselaw.urls")),
    path("", include("niangjia.rights.statutes.urls")),
    path("", include("niangjia.casework.urls")),
    path("", include("niangjia.foundation.holidays.urls")),
    path("", include("niangjia.foundation.files.urls")),
    path("", include("niangjia.rights.remedies.urls")),
    path("", include("niangjia.foundation.notices.urls")),
    path("", include("niangjia.rights.hotline.urls")),
    path("", include("niangjia.rights.legal_aid.urls")),
    path("", include("niangjia.rights.centre.urls")),
    path("account/", include("niangjia.foundation.people.urls")),
    path("organisations/", include("niangjia.foundation.organisations.urls")),
    path("api/v1/", include("niangjia.site.api_urls")),
]
