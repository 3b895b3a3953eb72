from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    """Casework as a Django app."""

    name = "niangjia.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"
