from django.apps import AppConfig


class DesksConfig(AppConfig):
    """The desks as a Django app, for their templates."""

    name = "niangjia.desks"
    label = "desks"
