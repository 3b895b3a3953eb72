from django.apps import AppConfig


class HolidaysConfig(AppConfig):
    """Holidays as a Django app."""

    name = "niangjia.foundation.holidays"
    label = "holidays"
    default_auto_field = "django.db.models.BigAutoField"
