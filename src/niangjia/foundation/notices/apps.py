from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Notices as a Django app."""

    name = "niangjia.foundation.notices"
    label = "notices"
    default_auto_field = "django.db.models.BigAutoField"
