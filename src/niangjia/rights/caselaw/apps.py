from django.apps import AppConfig


class CaselawConfig(AppConfig):
    """The case library as a Django app."""

    name = "niangjia.rights.caselaw"
    label = "caselaw"
    default_auto_field = "django.db.models.BigAutoField"
