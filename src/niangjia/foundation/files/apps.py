from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files as a Django app."""

    name = "niangjia.foundation.files"
    label = "files"
    default_auto_field = "django.db.models.BigAutoField"
