from django.apps import AppConfig


class CentreConfig(AppConfig):
    """The one-stop centre as a Django app."""

    name = "niangjia.rights.centre"
    label = "centre"
