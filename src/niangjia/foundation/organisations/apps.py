from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """Organisations as a Django app."""

    name = "niangjia.foundation.organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"
