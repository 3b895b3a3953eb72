"""The addresses of the JSON interface."""

from django.urls import path

from niangjia.site.api import api
from niangjia.site.api_docs import docs

urlpatterns = [path("docs", docs, name="api-docs"), path("", api.urls)]
