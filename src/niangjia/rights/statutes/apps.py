from django.apps import AppConfig


class StatutesConfig(AppConfig):
    """The library of laws as a Django app."""

    name = "niangjia.rights.statutes"
    label = "statutes"
    default_auto_field = "django.db.models.BigAutoField"
