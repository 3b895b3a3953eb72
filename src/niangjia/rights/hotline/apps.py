from django.apps import AppConfig


class HotlineConfig(AppConfig):
    """The hotline as a Django app."""

    name = "niangjia.rights.hotline"
    label = "hotline"
    default_auto_field = "django.db.models.BigAutoField"
