"""The addresses of the files room."""

from django.urls import path

from niangjia.foundation.files import pages

app_name = "files"

urlpatterns = [path("files/<str:token>/", pages.open_file, name="open")]
